"""What other chambers, years and publishers do with the same XML: who somebody is, and what is asked."""

from __future__ import annotations

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def kinds(transcript: Transcript) -> list[tuple[str, str]]:
    """Of each turn that somebody speaks: its kind and who speaks."""
    return [
        (turn.kind, transcript.speakers[turn.speaker].name)
        for turn in transcript.turns
        if turn.speaker is not None
    ]


def roles(transcript: Transcript) -> dict[str, str]:
    return {speaker.name: speaker.role for speaker in transcript.speakers}


def publicwhip(scheme: str, *speeches: str) -> Transcript:
    """A day of made-up speeches: `id | name as printed | words`."""
    parts = [
        f'<speech id="uk.org.publicwhip/{scheme}/2031-05-06a.1.{at}"'
        f' speakerid="uk.org.publicwhip/member/{who}" speakername="{name}"><p>{words}</p></speech>'
        for at, (who, name, words) in enumerate(each.split(" | ") for each in speeches)
    ]
    return read(f"<publicwhip>{''.join(parts)}</publicwhip>".encode(), "day.xml")


def test_one_person_under_three_labels_is_one_speaker() -> None:
    day = publicwhip(
        "spor",
        "1 | The Presiding Officer (Una Fell) | Good morning.",
        "2 | Dee Moss (Far Isles) (Ind) | To ask the Scottish Government how many ferries sail.",
        "3 | The Minister for Ferries (Ned Quay) | Eleven sail.",
        "2 | Dee Moss | Eleven is few. I should like a twelfth",
        "3 | Ned Quay | So should I.",
        "1 | The Presiding Officer | Order.",
        "3 | The Minister for Ferries | There will be twelve.",
    )
    assert roles(day) == {"Una Fell": "chair", "Dee Moss": "member", "Ned Quay": "official"}
    assert kinds(day) == [
        ("chair", "Una Fell"),
        ("question", "Dee Moss"),
        ("answer", "Ned Quay"),
        ("question", "Dee Moss"),
        ("answer", "Ned Quay"),
        ("chair", "Una Fell"),
        ("answer", "Ned Quay"),
    ]
    minister = next(each for each in day.speakers if each.name == "Ned Quay")
    assert minister.office == "The Minister for Ferries"
    assert next(each for each in day.speakers if each.name == "Dee Moss").group == "Ind"


def test_who_presides_and_speaks_as_a_member_is_both() -> None:
    day = publicwhip(
        "debate", "7 | Mr. Deputy Speaker | Order.", "7 | Sir Otto Vane | I speak for my constituents."
    )
    assert [each.role for each in day.speakers] == ["chair", "member"]


def test_in_the_lords_the_formula_tables_a_question() -> None:
    day = publicwhip(
        "lords",
        "1 | Lord Reed of Nowhere | To ask His Majesty's Government what the bridge costs.",
        "2 | Baroness Pike | My Lords, it costs three million.",
        "3 | Lord Crane | My Lords, I wonder at such a sum",
        "2 | Baroness Pike | My Lords, so do I.",
    )
    assert [kind for kind, _name in kinds(day)] == ["question", "answer", "question", "answer"]
    assert [turn.sure for turn in day.turns] == [True, True, False, False]
    assert roles(day)["Baroness Pike"] == "official"


def test_northern_ireland_numbers_before_the_formula() -> None:
    day = publicwhip(
        "ni",
        "1 | Dee Moss | 1. asked the Minister of Ferries for an update. (AQO 7654/11-15)",
        "2 | Ned Quay | They sail.",
        "3 | Una Fell | T1. asked the Minister of Ferries whether he would explain. (AQT 2141/11-15)",
        "2 | Ned Quay | I will.",
    )
    assert [kind for kind, _name in kinds(day)] == ["question", "answer"] * 2
    assert roles(day)["Ned Quay"] == "official"


def test_an_urgent_question_is_tabled() -> None:
    day = publicwhip(
        "debate",
        "1 | Ada Ode | (Urgent Question): To ask the Secretary of State if she will speak about the flood.",
        "2 | Ben Pike | The water is falling.",
    )
    assert kinds(day) == [("question", "Ada Ode"), ("answer", "Ben Pike")]


AUSTRALIA_2011 = """<hansard version="2.2"><session.header><date>2031-05-06</date></session.header><chamber.xscript>
<debate><debateinfo><title>QUESTIONS WITHOUT NOTICE</title><page.no>4</page.no></debateinfo>
<debate.text><body><p><span>Questions without notice</span></p></body></debate.text>
<question><talk.start><talker><name role="metadata">Wren, Ada, MP</name><name.id>A1</name.id></talker></talk.start>
<talk.text><body><p><span><a href="A1" type="MemberQuestion"><span>Ms WREN</span></a> (<span>14:01</span>):  How
 much is a <span>bri</span>
<span>dge</span>
<span> here</span>?</span></p>
<p><span><a href="S9" type="MemberInterjecting"><span>The SPEAKER:</span></a> Order!</span></p></body></talk.text></question>
<answer><talk.start><talker><name role="metadata">Quill, Ben, MP</name><name.id>B2</name.id></talker></talk.start>
<talk.text><body><p><span><a href="B2" type="MemberAnswer"><span>Mr QUILL</span></a> (<span>14:02</span>):  Three
 million.</span></p></body></talk.text></answer></debate>
<debate><debateinfo><title>BILLS</title></debateinfo>
<speech><talk.start><talker><name role="metadata">Vane, Otto, MP</name><name.id>S9</name.id></talker></talk.start>
<talk.text><body><p><span><a href="S9" type="MemberSpeech"><span>The SPEAKER</span></a> (<span>14:30</span>):  The
 bill is laid.</span></p></body></talk.text></speech></debate></chamber.xscript></hansard>"""  # noqa: E501


def test_australia_2011_titles_once_chair_by_label_words_whole() -> None:
    sitting = read(AUSTRALIA_2011.encode(), "sitting.xml")
    assert [block.text for block in sitting.blocks if block.part == "speech"] == [
        "How much is a bridge here?",
        "Order!",
        "Three million.",
        "The bill is laid.",
    ]
    assert [turn.kind for turn in sitting.turns] == ["question", "chair", "answer", "chair"]
    assert sitting.turns[1].speaker == sitting.turns[3].speaker


AKOMA_NTOSO = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD03"><debate><meta><references>
<TLCPerson id="ms-wren-abc" showAs="Ms R WREN (ABC)"/><TLCPerson id="ms-wren" showAs="Ms R WREN"/>
<TLCPerson id="the-speaker" showAs="The SPEAKER"/>
<TLCPerson id="the-minister" showAs="The MINISTER OF BRIDGES"/></references></meta>
<debateBody><debateSection><heading>BRIDGES</heading>
<speech by="#ms-wren-abc"><from>Ms R WREN (ABC)</from><p>Is it safe?</p></speech>
<speech by="#the-speaker"><from>The SPEAKER</from><p>Order!</p></speech>
<speech by="#the-minister"><from>The MINISTER OF BRIDGES</from><p>It is.</p></speech>
<speech by="#ms-wren"><from>Ms R WREN</from><p>Thank you.</p></speech>
<speech by="#quill"><from>Minister for Roads (Mr Quill):</from><p>And the road too.</p></speech>
</debateSection></debateBody></debate></akomaNtoso>"""


def test_akoma_ntoso_offices_and_parties_in_the_references() -> None:
    debate = read(AKOMA_NTOSO.encode(), "debate.xml")
    assert roles(debate) == {
        "Ms R WREN": "member",
        "The SPEAKER": "chair",
        "The MINISTER OF BRIDGES": "official",
        "Mr Quill": "official",
    }
    assert next(each for each in debate.speakers if each.name == "Ms R WREN").group == "ABC"
    assert [turn.kind for turn in debate.turns] == ["question", "chair", "answer", "statement", "statement"]
    assert debate.speakers[-1].office == "Minister for Roads"


AKOMA_NTOSO_AFRICA = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD03">
<debate name="PROCEEDINGS OF THE COMMITTEE ON FERRIES"><meta><references>
<TLCPerson id="chairperson" showAs="The HOUSE CHAIRPERSON (Mr O Vane)"/>
<TLCPerson id="hon-member" showAs="An HON MEMBER"/><TLCPerson id="ms-d-moss" showAs="Ms D MOSS"/>
<TLCPerson id="minister" showAs="The MINISTER OF FERRIES"/></references></meta>
<debateBody><debateSection><heading>FERRIES</heading>
<speech by="#minister"><from>The MINISTER OF FERRIES</from><p>They sail.</p></speech>
<speech by="#hon-member"><from>An HON MEMBER</from><p>Where to?</p></speech>
<speech by="#chairperson"><from>The HOUSE CHAIRPERSON (Mr O Vane)</from><p>Order!</p></speech>
<speech by="#ms-d-moss"><from>Ms D MOSS</from><p>Do they come back?</p></speech>
<speech by="#minister"><from>The MINISTER OF FERRIES</from><p>They do.</p></speech>
</debateSection></debateBody></debate></akomaNtoso>"""


def test_akoma_ntoso_who_presides_by_a_label_with_a_name_and_who_only_calls_out() -> None:
    debate = read(AKOMA_NTOSO_AFRICA.encode(), "debate.xml")
    assert debate.meta.title == "PROCEEDINGS OF THE COMMITTEE ON FERRIES"
    assert kinds(debate) == [
        ("statement", "The MINISTER OF FERRIES"),
        ("remark", "An HON MEMBER"),
        ("chair", "Mr O Vane"),
        ("question", "Ms D MOSS"),
        ("answer", "The MINISTER OF FERRIES"),
    ]
    assert (
        next(each.office for each in debate.speakers if each.name == "Mr O Vane") == "The HOUSE CHAIRPERSON"
    )


def test_the_time_of_day_stands_where_it_changes() -> None:
    day = read(
        b"""<publicwhip><major-heading time="14:30:00">Ferries</major-heading>
<speech id="a" speakername="Ada Ode" time="14:30:00"><p>Do they sail?</p></speech>
<speech id="b" speakername="Ben Pike" time="14:30:00"><p>They do.</p></speech>
<speech id="c" speakername="Ada Ode" time="14:45:00"><p>Where to?</p></speech></publicwhip>""",
        "day.xml",
    )
    assert [(block.part, block.text) for block in day.blocks] == [
        ("heading", "Ferries"),
        ("stage", "14:30:00"),
        ("speech", "Do they sail?"),
        ("speech", "They do."),
        ("stage", "14:45:00"),
        ("speech", "Where to?"),
    ]


SAYIT = """<akomaNtoso><debate><meta><identification><FRBRWork><FRBRdate date="3000-01-01" name="generation"/>
</FRBRWork></identification><references><TLCPerson id="moss" showAs="Hon. Dee Moss"/>
<TLCPerson id="speaker" showAs="The Speaker"/></references></meta><debateBody><debateSection>
<heading>Ferries</heading><speech by="#moss" startTime="2031-05-06T14:30:00+03:00"><from>Hon. Moss</from>
<p>I am glad.</p></speech><speech>(Applause)</speech>
<speech by="#speaker"><from>Hon. Speaker</from><p>Order!</p></speech>
</debateSection></debateBody></debate></akomaNtoso>"""


def test_akoma_ntoso_of_sayit_applause_members_and_the_day() -> None:
    debate = read(SAYIT.encode(), "debate.xml")
    assert roles(debate) == {"Hon. Dee Moss": "member", "The Speaker": "chair"}
    assert [turn.kind for turn in debate.turns] == ["statement", "chair"]
    assert [block.text for block in debate.blocks if block.part == "stage"] == ["(Applause)"]
    assert debate.meta.date == "2031-05-06"


def test_australia_the_time_of_day_stands_where_it_changes() -> None:
    talker = (
        "<speech><talk.start><talker><time.stamp>{}</time.stamp><name role='display'>Ms WREN</name>"
        "<name.id>W1</name.id></talker><para>I rise.</para></talk.start></speech>"
    )
    times = ("14:00:00", "14:00:00", "14:20:00")
    sitting = read(
        f"<hansard version='2.1'><chamber.xscript><debate><debateinfo><title>Ferries</title></debateinfo>"
        f"{''.join(map(talker.format, times))}</debate></chamber.xscript></hansard>".encode(),
        "sitting.xml",
    )
    assert [block.text for block in sitting.blocks if block.part == "stage"] == ["14:00:00", "14:20:00"]
    assert len(sitting.turns) == 3


PARLAMINT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="cs"><text><body><div type="debateSection">
<note type="speaker">Místopředseda Jan Hruška</note><u who="#JanHruska.1971" ana="#chair"><seg>Prosím.</seg></u>
<note type="speaker">01.02 Roberto D'Orsi (ABC-D):</note><u who="#DOrsiRoberto" ana="#regular"><seg>Kolik?</seg></u>
<note type="speaker">Ministr dopravy Petr Čáp:</note><u who="#PetrCap" ana="#regular"><seg>Šest.</seg></u>
<note type="speaker">PRESIDENTE</note><u who="#FediniVera" ana="#chair"><seg>Grazie.</seg></u>
</div></body></text></TEI>"""  # noqa: E501


def test_parlamint_names_as_the_label_spells_them() -> None:
    sitting = read(PARLAMINT.encode(), "sitting.xml")
    assert [(each.name, each.role, each.group) for each in sitting.speakers] == [
        ("Jan Hruška", "chair", None),
        ("Roberto D'Orsi", "member", "ABC-D"),
        ("Petr Čáp", "official", None),
        ("Fedini Vera", "chair", None),
    ]
    assert [turn.kind for turn in sitting.turns] == ["chair", "question", "answer", "chair"]


AUSTRALIA_UNMARKED = """<hansard version="2.1"><session.header><date>2031-05-06</date></session.header><chamber.xscript>
<para><inline font-weight="bold">Mr SPEAKER (Mr Vane)</inline>took the chair at 2.30 p.m. </para>
<para class="block">FERRY QUAYS </para>
<para><inline font-weight="bold">Mr WREN</inline>- Has the Minister seen what <inline font-weight="bold">Mr Kuhl,</inline>
said? Is it so? </para>
<para><inline font-weight="bold">Mr ADA</inline>QUILL- It is not. </para>
<para>I have nothing to add. </para>
<para class="block">ROADS</para>
<para><inline font-weight="bold">Dr MOSS-</inline>Who pays for them? </para>
<para><inline font-weight="bold">Mr ADA</inline>QUILL - We all do. </para>
</chamber.xscript></hansard>"""  # noqa: E501


def test_australia_where_only_bold_names_part_the_speeches() -> None:
    sitting = read(AUSTRALIA_UNMARKED.encode(), "sitting.xml")
    assert kinds(sitting) == [
        ("question", "MR WREN"),
        ("answer", "MR ADA QUILL"),
        ("question", "DR MOSS"),
        ("answer", "MR ADA QUILL"),
    ]
    assert [section.heading for section in sitting.sections] == ["FERRY QUAYS", "ROADS"]
    assert not any(turn.sure for turn in sitting.turns if turn.kind in ("question", "answer"))
    assert sitting.blocks[0].text.endswith("took the chair at 2.30 p.m.")
