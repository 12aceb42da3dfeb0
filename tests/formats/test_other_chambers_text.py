"""Other years of records that are text: what a PDF displaces, the time of day, breaks in a briefing."""

from __future__ import annotations

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def said(transcript: Transcript, at: int) -> str:
    turn = transcript.turns[at]
    return "\n".join(
        block.text for block in transcript.blocks[turn.start : turn.end] if block.part == "speech"
    )


LEGCO = """立法會 ─ 2031年5月6日
11
主席：現在開始質詢。第一項質詢。

舊渡輪的更換計劃

白樺林議員：主席，過去五年，本港的渡輪班次由每日
1.
20班減至15班(即減少“四分之一”)，而乘客人數卻不斷增加，市民對此十分不滿。
就此，政府可否告知本會：

一) 現有渡輪的數目，以及當中有多少艘的船齡已經達到了所規定的年限
(
上限)；及

二) 會否考慮更換渡輪，若會，詳情為何；若否，原因為何？

渡輪局局長︰主席，現有渡輪十二艘，其中三艘將會在今年之內更換，其餘九艘立法會 ─ 2031年5月6日
12

則會在明年更換。

白樺林議員︰主席，局長可否說得具體一點？

渡輪局局長︰主席，明年三月。

主席：質詢時間結束。
"""


def test_legco_what_the_pdf_displaced_is_set_back() -> None:
    record = read(LEGCO.encode(), "record.txt")
    assert record.format == "legco"
    assert [turn.kind for turn in record.turns] == [
        "chair",
        "question",
        "answer",
        "question",
        "answer",
        "chair",
    ]
    assert (record.sections[0].heading, record.sections[0].number) == ("舊渡輪的更換計劃", "1")
    asked = said(record, 1).split("\n")
    assert "每日20班減至15班(即減少“四分之一”)" in asked[0]
    assert asked[1].startswith("(一) 現有渡輪的數目")
    assert asked[1].endswith("年限上限)；及")
    assert "其餘九艘則會在明年更換。" in said(record, 2)


CREC = """[Congressional Record Volume 200, Number 7 (Tuesday, May 6, 2031)]
[House]
[Page H]

                           THE FERRY ACT

  Accordingly, the House resolved itself into the Committee of the
Whole House, with Mrs. Wren in the chair.
  Mr. QUILL. Madam Chairman, I yield myself such time as I may
consume.
  (Mr. QUILL asked and was given permission to revise and extend his
remarks.)

                              {time}  1750

  The ferries are old, and they
                              {time}  1751
will not last.
  Ms. REED. Will the gentleman yield?
  Mr. QUILL. I will.
"""


def test_congressional_record_the_time_of_day_parts_no_speech() -> None:
    record = read(CREC.encode(), "record.txt")
    assert [turn.kind for turn in record.turns] == ["procedural", "statement", "question", "answer"]
    assert said(record, 1) == (
        "Madam Chairman, I yield myself such time as I may consume.\n"
        "The ferries are old, and they will not last."
    )
    assert [block.text for block in record.blocks if block.part == "stage"] == [
        "(Mr. QUILL asked and was given permission to revise and extend his remarks.)",
        "{time}  1750",
        "{time}  1751",
    ]


BRIEFING = """Press Briefing by Press Secretary Ada Wren, 5/6/31

MS. WREN: Good morning.

Q    Will the ferry --

MS. WREN: It will.

Q    -- sail today?

MS. WREN: Today.

Q    Is it safe?

MS. WREN: It is.

Q    -- the captain is on leave?

MS. WREN: He is not.
"""


def test_briefing_a_question_goes_on_only_where_one_broke_off() -> None:
    briefing = read(BRIEFING.encode(), "briefing.txt")
    assert [(len(each.questions), len(each.answers)) for each in briefing.exchanges] == [
        (2, 2),
        (1, 1),
        (1, 1),
    ]


PAGED = """<html><body><div><span>ORDERS OF THE DAY</span></div>
<div><span>DR R. WREN:</span><span> Thank you Mr Speaker. The ferry is a matter for us</span></div>
<div><a>Page 5</a></div><div><span>48</span></div>
<div><span>26</span><span>th</span><span> August 2031</span></div>
<div><span>all.</span></div><div><span>I thank you, Mr Speaker, once more.</span></div></body></html>"""


def test_a_page_with_one_speech_of_a_debate_is_one_and_keeps_its_page_heads_out() -> None:
    debate = read(PAGED.encode(), "part3.html")
    assert [speaker.name for speaker in debate.speakers] == ["DR R. WREN"]
    assert "The ferry is a matter for us all." in said(debate, 0)
    assert {"Page 5", "48", "26th August 2031"} <= {
        block.text for block in debate.blocks if block.part == "stage"
    }


def test_a_label_and_no_chamber_is_no_debate() -> None:
    assert read(b"DR R. WREN: The ferry sails.\n\nWe all went home.\n", "a.txt").format != "hansard"


SPACED = """FERRIES - STATEMENT

Mr ACTING SPEAKER - Honourable Members, questions.

Mr JOHN WREN (Far Isles) - I ask the Minister this: when will the ferry sail?

Mr ADA QUILL (North Quay - Minister for Ferries) - Thank you, Mr Acting Speaker. In May.

Mr ACTING SPEAKER - The time for questions is over.
"""


def test_names_in_capitals_with_a_seat_and_a_dash_behind() -> None:
    debate = read(SPACED.encode(), "day.txt")
    assert debate.format == "hansard"
    assert [(each.name, each.role) for each in debate.speakers] == [
        ("Mr ACTING SPEAKER", "chair"),
        ("Mr JOHN WREN", "member"),
        ("Mr ADA QUILL", "official"),
    ]
    assert [turn.kind for turn in debate.turns] == ["chair", "question", "answer", "chair"]


LEGCO_ENGLISH = """LEGISLATIVE COUNCIL ─ 6 May 2031

11
MEMBERS PRESENT:

THE HONOURABLE OTTO VANE, J.P.

CLERKS IN ATTENDANCE:

MR NED QUAY, SECRETARY GENERAL
LEGISLATIVE COUNCIL ─ 6 May 2031

12
ORAL ANSWERS TO QUESTIONS

PRESIDENT (in Cantonese): First question.

Replacement of Old Ferries

1. MS D MOSS (in Cantonese): President, the ferries have been sailing for more
than forty years and passengers complain of them every day. Will the Government
inform this Council:

(a) how many ferries there are; and

(b) whether it will replace them?

SECRETARY FOR FERRIES (in Cantonese): President, there are twelve ferries of
which three are old and are to be replaced by the end of this year, while the
others, as the Council knows from the paper of last year, will be replaced by
LEGISLATIVE COUNCIL ─ 6 May 2031

13

the year after.

MR WREN: President, I would like to ask the Secretary whether the Government
has thought of a bridge instead.

SECRETARY FOR FERRIES: It has not.

BILLS

First Reading of Bills

PRESIDENT (in Cantonese): Bills: First Reading.
"""


def test_legco_in_english_topics_page_heads_and_lists_of_those_present() -> None:
    record = read(LEGCO_ENGLISH.encode(), "record.txt")
    assert record.format == "hansard"
    assert [(each.heading, each.level) for each in record.sections] == [
        ("ORAL ANSWERS TO QUESTIONS", 1),
        ("Replacement of Old Ferries", 2),
        ("BILLS", 1),
        ("First Reading of Bills", 2),
    ]
    assert {each.name for each in record.speakers} == {
        "PRESIDENT", "MS D MOSS", "SECRETARY FOR FERRIES", "MR WREN",
    }  # fmt: skip
    assert [turn.kind for turn in record.turns] == [
        "chair", "question", "answer", "question", "answer", "chair",
    ]  # fmt: skip
    assert [turn.sure for turn in record.turns[1:5]] == [True, True, False, False]
    assert said(record, 2).endswith("will be replaced by the year after.")
    assert said(record, 1).split("\n")[-2:] == [
        "(a) how many ferries there are; and",
        "(b) whether it will replace them?",
    ]


COUNCIL = """<html><body><p><b>ROLL CALL</b></p>
<p><b>Madam Speaker: </b>All those in favour please rise.</p>
<p><b>A RECORDED VOTE </b>was taken the result being as follows:</p>
<p><b>Yeas</b></p><p>Councillors Moss, Quay and Wren</p>
<p><b>City Clerk: </b>The vote Madam Speaker, Yeas 3, Nays 0.</p>
<p><b>Madam Speaker: </b>Carried. Motion No. 3, from Councillor Moss.</p>
<p><b>Motion No. 3</b></p>
<p>Moved by Councillor Moss,</p><p>Seconded by Councillor Quay,</p>
<p>THAT the ferry be painted.</p>
<p><b>Councillor Moss: </b>I speak to the motion.</p>
<p><b>Councillor Wren: </b>So do I.</p>
<p><b>Madam Speaker: </b>Thank you.</p></body></html>"""


def test_votes_and_motions_are_nobodys_words() -> None:
    record = read(COUNCIL.encode(), "council.html")
    assert [(turn.kind, turn.speaker is None) for turn in record.turns] == [
        ("chair", False),
        ("procedural", True),
        ("procedural", False),
        ("chair", False),
        ("procedural", True),
        ("statement", False),
        ("statement", False),
        ("chair", False),
    ]
    assert [(each.heading, each.level) for each in record.sections] == [("ROLL CALL", 1), ("Motion No. 3", 2)]


QUESTION_PAPER = """INTERNAL QUESTION PAPER: NATIONAL ASSEMBLY NO 12-2031
QUESTIONS FOR ORAL REPLY
WEDNESDAY, 7 MAY 2031
DEPUTY PRESIDENT
5. Ms D Moss (ABC) (p 229)—Deputy President.
QUESTIONS FOR WRITTEN REPLY
672. Mr O Vane (XYZ) to ask the Minister of Ferries:†
Whether the ferries sail? NW817E
673. Mr O Vane (XYZ) to ask the Minister of Roads:
Whether the roads hold? NW818E
674. Ms D Moss (ABC) to ask the Minister of Works:
How many there are? NW819E
"""


def test_lines_of_a_table_of_contents_are_not_joined() -> None:
    lines = [
        "President of the Republic ............................................................ 254",
        "Minister of Ferries and of all that sails on the lakes ................ 241, 242, 243, 244",
        "Minister of Roads .................................................................... 251",
        "672. Mr O Vane (XYZ) to ask the Minister of Ferries:",
        "Whether the ferries sail? NW817E",
    ]
    rows = (
        f'<text top="{at * 20}" left="80" width="700" height="16">{text}</text>'
        for at, text in enumerate(lines)
    )
    paper = read(f"<pdf2xml><page number='1'>{''.join(rows)}</page></pdf2xml>".encode(), "paper.xml")
    assert [block.text for block in paper.blocks if block.part == "front"] == lines[:3]


def test_question_papers_sign_of_a_translation_and_what_another_paper_prints() -> None:
    paper = read(QUESTION_PAPER.encode(), "paper.txt")
    assert paper.turns[1].label == "672. Mr O Vane (XYZ) to ask the Minister of Ferries:†"
    assert said(paper, 1) == "Whether the ferries sail? NW817E"
    assert paper.turns[0].kind == "info"
    assert said(paper, 0).endswith("5. Ms D Moss (ABC) (p 229)—Deputy President.")


EUROPARL_GERMAN = """<CHAPTER ID="003">
Fragestunde (Anfragen an den Rat)
<SPEAKER ID="12" NAME="Der Präsident">
Nach der Tagesordnung folgt die Fragestunde.
<SPEAKER ID="13" NAME="Ada Moos (PPE)" LANGUAGE="FR">
Verfasserin. - (FR) Herr Präsident, wann antwortet der Rat?
<SPEAKER ID="14" NAME="Otto Fähr" AFFILIATION="amtierender Ratspräsident">
amtierender Ratspräsident. - Bald.
<SPEAKER ID="15" NAME="Quell (S&amp;D).">
, schriftlich. - (EN) Ich habe dafür gestimmt.
<SPEAKER ID="16" NAME="Ried">
stellvertretend für den Ausschuss. - Danke.
"""


def test_european_parliament_in_another_language() -> None:
    record = read(EUROPARL_GERMAN.encode(), "de/ep-31-05-06-003.txt")
    assert [(each.name, each.role, each.office, each.group) for each in record.speakers] == [
        ("Der Präsident", "chair", None, None),
        ("Ada Moos", "member", None, "PPE"),
        ("Otto Fähr", "official", "amtierender Ratspräsident", None),
        ("Quell", "member", None, "S&D"),
        ("Ried", "member", None, None),
    ]
    assert [turn.kind for turn in record.turns] == ["chair", "question", "answer", "info", "statement"]
    asides = [block.text[slice(*block.asides[0])] for block in record.blocks if block.asides]
    assert asides[0] == "Verfasserin. -"
    assert asides[-1] == "stellvertretend für den Ausschuss. -"
