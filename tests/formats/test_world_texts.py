"""Parliaments, courts and press offices outside Japan whose records are text, pages or JSON."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import assert_whole, missing
from world import (
    ALL,
    BRIEFING,
    BYTES,
    CAPE,
    COUNCIL,
    CREC,
    CREC_JSON,
    EUROPARL,
    HARBOUR,
    ISLAND,
    ISLAND_QUESTIONS,
    LEGCO,
    OYEZ,
    PAPER,
    PDF2XML,
    REPLY,
)

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def of(text: str, path: str, **named: bool) -> Transcript:
    transcript = read(text.encode(), path, **named)  # type: ignore[arg-type]
    assert_whole(transcript)
    return transcript


def kinds(transcript: Transcript) -> list[str]:
    return [turn.kind for turn in transcript.turns]


def labelled(transcript: Transcript) -> list[tuple[str, str | None]]:
    """Kind and label of each turn, without the sign between label and words."""
    return [(turn.kind, turn.label and turn.label.rstrip(" .:-")) for turn in transcript.turns]


def said(transcript: Transcript, turn: int) -> str:
    return transcript.words(transcript.turn_span(transcript.turns[turn]))


def people(transcript: Transcript) -> list[tuple[str, str, str | None]]:
    return [(speaker.name, speaker.role, speaker.group) for speaker in transcript.speakers]


def test_an_oral_argument_has_times_a_recording_and_the_case() -> None:
    argument = of(OYEZ, "x.json")
    assert argument.format == "oyez"
    assert kinds(argument) == ["chair", "statement", "question", "answer", "stage"]
    assert people(argument) == [
        ("Ada Quill", "member", None), ("Bo Marsh", "guest", None), ("Cy Dorn", "member", None)
    ]  # fmt: skip
    assert [block.time for block in argument.blocks] == [0, 4, 7.5, 12, 15, 20]
    assert (argument.meta.title, argument.meta.date) == ("Larch v. Town of Elmwood", "2019-03-04")
    assert argument.meta.recording == "https://example.org/a.mp3"


def test_an_author_asks_the_commission_and_a_supplementary_is_proposed() -> None:
    debate = of(EUROPARL, "ep-2019-05-08-ch04.txt")
    assert kinds(debate) == ["chair", "question", "answer", "question", "answer", "chair"]
    assert [turn.sure for turn in debate.turns] == [True, True, True, False, False, True]
    assert people(debate) == [
        ("President", "chair", None), ("Anna Vrba", "member", "ABC"), ("Otto Lind", "official", None)
    ]  # fmt: skip
    assert debate.speakers[2].office == "Member of the Commission"
    assert debate.blocks[2].text[slice(*debate.blocks[2].asides[0])] == "author. -"
    assert [b.text for b in debate.blocks if b.part == "stage"] == ["(Applause)"]
    assert (debate.meta.date, debate.sections[0].number) == ("2019-05-08", "004")


def test_what_no_tag_says_is_proposed_only_if_wanted() -> None:
    debate = of(EUROPARL, "a.txt", propose=False)
    assert kinds(debate) == ["chair", "question", "answer", "statement", "statement", "chair"]


def test_the_record_joins_lines_and_pages_and_tells_words_from_matter() -> None:
    record = of(CREC, "CREC.htm")
    assert record.format == "crec"
    assert labelled(record) == [
        ("question", "Mr. QUARRY"),
        ("chair", "The PRESIDING OFFICER (Mr. Alder)"),
        ("answer", "Ms. De VALE of Ohio"),
        ("procedural", None),
        ("info", None),
        ("statement", "Mr. QUARRY"),
        ("procedural", None),
    ]
    assert said(record, 0).startswith("Mr. President, I rise to speak of the mill pond, which has been low")
    assert "all who know the place?" in said(record, 0)
    assert record.blocks[record.turns[1].start].page == "S402"
    assert record.speakers[1].name == "Mr. Alder"
    assert record.speakers[1].office == "The PRESIDING OFFICER"
    aside = record.blocks[record.turns[2].start]
    assert [aside.text[a:b] for a, b in aside.asides] == ["[Laughter.]"]
    assert (record.meta.body, record.meta.date) == ("United States Senate", "2004-02-03")
    assert [section.heading for section in record.sections] == ["THE MILL POND IN LARCHFIELD"]


@pytest.mark.parametrize(
    "label",
    ["Mr. McVALE", "Ms. VELÁZQUEZ", "Mrs. JACKSON LEE of Texas", "The SPEAKER pro tempore", "Mr. DeSAND",
     "The Acting CHAIR", "Mr. O'ROWE", "The ACTING PRESIDENT pro tempore", "Mr. VAN DALE"],
)  # fmt: skip
def test_every_label_of_the_record(label: str) -> None:
    record = of(CREC.replace("Mr. QUARRY. Mr. President,", f"{label}. Mr. President,"), "CREC.htm")
    assert record.turns[0].label == f"{label}."


def test_the_parsed_record_is_read_as_the_printed_one() -> None:
    record = of(CREC_JSON, "x.json")
    assert kinds(record) == ["statement", "procedural", "info", "chair"]
    assert said(record, 1) == "There being no objection, the letter was ordered to be printed, as follows:"
    assert said(record, 2) == "Mend it, please."
    assert (record.meta.date, record.meta.title) == ("2004-02-03", "THE WEIR AT LARCHFIELD")


def test_an_island_hansard_loses_no_sentence_to_its_pages() -> None:
    debate = of(ISLAND, "2020-02-10.html")
    assert labelled(debate) == [
        ("chair", "HON. SPEAKER"),
        ("statement", "HON. A. QALO"),
        ("chair", "HON. SPEAKER"),
        ("statement", "HON. A. QALO"),
        ("question", "HON. PROFESSOR B.C. NAVU"),
        ("answer", "HON. MINISTER FOR WORKS"),
    ]
    assert said(debate, 1).startswith("Thank you, Mr. Speaker, Sir. The jetty is nearly done.")
    stage = [block.text for block in debate.blocks if block.part == "stage"]
    assert "(Honourable Members interject)" in stage
    assert stage.count("Ministerial Statement") == 3
    assert debate.blocks[debate.turns[4].start].page == "446"
    assert len(debate.speakers) == 4


def test_a_mayor_presides_where_nobody_else_does() -> None:
    meeting = of(COUNCIL, "council.txt")
    assert meeting.format == "hansard"
    assert Counter(kinds(meeting)) == {"chair": 4, "procedural": 1, "statement": 2}
    assert people(meeting)[0] == ("Mayor Dunn", "chair", None)
    assert (meeting.meta.date, meeting.sections[0].heading) == ("2019-11-06", "ROLL CALL")
    assert not missing(meeting, COUNCIL)


def test_questions_upon_notice_are_answered_by_who_holds_the_office() -> None:
    sitting = of(ISLAND_QUESTIONS, "questions.txt")
    assert [(turn.kind, turn.sure) for turn in sitting.turns] == [
        ("question", True), ("answer", True), ("chair", True), ("question", False), ("answer", False),
        ("remark", True),
    ]  # fmt: skip
    assert [(s.name, s.role, s.office) for s in sitting.speakers][:2] == [
        ("HON. L.D. NAVU", "member", None),
        ("HON. DR. I. QALO", "official", "Minister for Works and Jetties"),
    ]
    assert said(sitting, 0).startswith("Can the Honourable Minister")
    assert sitting.sections[0].heading.endswith("Impact of the Storm (Question No. 12/2021)")


def test_a_numbered_label_is_the_main_question() -> None:
    sitting = of(HARBOUR, "harbour.txt")
    assert [(turn.kind, turn.sure, turn.number) for turn in sitting.turns][1:4] == [
        ("question", True, "1"), ("answer", True, None), ("question", False, None)
    ]  # fmt: skip
    assert [speaker.role for speaker in sitting.speakers] == ["chair", "member", "official"]
    assert sitting.meta.body == "LEGISLATIVE COUNCIL"


def test_takes_and_their_heads_are_nobodys_words() -> None:
    debate = of(CAPE, "cape.txt")
    assert labelled(debate) == [
        ("chair", "The SPEAKER"),
        ("question", "Ms A B NAIDOO"),
        ("answer", "The MINISTER OF WATER AFFAIRS"),
        ("remark", "An HON MEMBER"),
        ("chair", "The SPEAKER"),
        ("statement", "Mr C D VAN ZYL"),
    ]
    asking = debate.blocks[debate.turns[1].start]
    assert [asking.text[a:b] for a, b in asking.asides] == ["[Interjections.]"]
    assert all("Take" not in said(debate, at) for at in range(len(debate.turns)))


@pytest.mark.parametrize("path", ["briefing.txt", "briefing.html"])
def test_in_a_briefing_the_first_to_speak_answers(path: str) -> None:
    text = BRIEFING
    if path.endswith("html"):
        paragraphs = "".join(f"<p>{each}</p>\n" for each in BRIEFING.split("\n\n"))
        text = f"<!DOCTYPE html><html><body><h1>Briefing</h1>{paragraphs}</body></html>"
    briefing = of(text, path)
    assert kinds(briefing) == [
        "statement", "question", "answer", "question", "answer", "statement", "statement", "question",
        "question", "answer",
    ]  # fmt: skip
    assert [speaker.name for speaker in briefing.speakers if speaker.name] == [
        "THE PRESIDENT", "DR. VALE", "MS. HART"
    ]  # fmt: skip
    assert next(s.role for s in briefing.speakers if not s.name) == "reporter"
    first, second, third = briefing.exchanges
    assert [p.turn for p in first.questions] == [1, 3]
    assert [(p.turn, p.sure) for p in first.answers] == [(2, True), (4, True), (5, False)]
    assert not second.answers
    assert len(third.answers) == 1
    assert briefing.meta.date == "2019-04-09"


def test_a_page_saved_as_python_prints_bytes() -> None:
    gaggle = of(BYTES, "gaggle.html")
    assert kinds(gaggle) == ["statement", *["question", "answer"] * 3]
    assert said(gaggle, 2) == "It\u2019s certain."
    assert any(notice.code == "python-bytes" for notice in gaggle.notices)
    assert (gaggle.meta.date, gaggle.meta.date_printed) == ("2012-07-10", "7/10/12")


@pytest.mark.parametrize("text", ["<h1>x</h1>b'", "b'<p>", "<p>b'\\x", "<h1>b</h1>\nb'\\n<p>\\xff\\n\\n'"])
def test_what_only_looks_like_printed_bytes_is_a_page(text: str) -> None:
    of(f"<!DOCTYPE html><html><body>{text}</body></html>", "x.html")


def test_a_question_paper_has_who_asks_whom_and_no_answers() -> None:
    paper = of(PAPER, "paper.txt")
    assert paper.format == "question-paper"
    assert [(t.kind, t.number) for t in paper.turns] == [
        ("question", "144"), ("question", "152"), ("question", "153")
    ]  # fmt: skip
    assert paper.turns[0].label is not None
    assert paper.turns[0].label.endswith("to ask the Minister of Works and Military Veterans:")
    assert people(paper) == [("Mr A B Dlamini", "member", "XYZ-Gauteng"), ("Mrs C Botha", "member", "UVW-WC")]
    assert [section.date for section in paper.sections] == [None, "2019-05-03", "2019-06-14"]
    assert [exchange.label for exchange in paper.exchanges] == ["q144", "q152", "q153"]
    assert any(notice.code == "no-answers" for notice in paper.notices)
    assert not missing(paper, PAPER)


def test_a_reply_is_given_by_the_one_who_was_asked() -> None:
    reply = of(REPLY, "reply.txt")
    assert kinds(reply) == ["question", "answer"]
    assert people(reply) == [("Ms E F Selby", "member", "XYZ"), ("Minister of Works", "official", None)]
    assert (reply.exchanges[0].number, len(reply.exchanges[0].answers)) == ("2048", 1)
    assert "|North  |2018  |" in said(reply, 1)
    assert not missing(reply, REPLY)


def test_scraps_of_a_page_are_lines_again() -> None:
    paper = of(PDF2XML, "paper.xml")
    assert paper.format == "pdf2xml"
    assert [(t.kind, t.number) for t in paper.turns] == [("question", "1"), ("question", "2")]
    assert said(paper, 0) == "Whether the bridge is shut? NW1E"
    assert [b.text for b in paper.blocks if b.part == "front"] == ["QUESTION PAPER No 3 - page 1"]


def test_the_official_record_in_chinese() -> None:
    record = of(LEGCO, "legco.txt")
    assert record.format == "legco"
    assert kinds(record) == [
        "chair", "chair", "question", "answer", "remark", "chair", "question", "answer", "remark", "chair"
    ]  # fmt: skip
    assert record.sections[1].number == "1"
    assert said(record, 2).endswith("以及原因為何？")
    assert record.blocks[record.turns[3].start].page == "1495"
    assert people(record)[:3] == [
        ("主席", "chair", None), ("陳大文", "member", None), ("運輸局局長", "official", None)
    ]  # fmt: skip
    assert [section.heading for section in record.sections] == ["議員質詢的口頭答覆", "東涌的渡輪服務"]
    assert (record.meta.date, record.meta.body) == ("2019-05-08", "立法會")


@pytest.mark.parametrize(
    "path",
    ["briefing.txt", "paper.txt", "reply.txt", "council.txt", "cape.txt", "questions.txt", "harbour.txt"],
)
def test_nothing_said_is_lost(path: str) -> None:
    transcript = of(ALL[path], path)
    assert not missing(transcript, ALL[path])


def outcome(text: str, path: str) -> tuple[Transcript | None, Unreadable | None]:
    try:
        return read(text.encode("utf-8", "replace"), path), None
    except Unreadable as refused:
        return None, refused


@given(st.sampled_from(sorted(ALL)), st.data())
@settings(max_examples=300, deadline=None)
def test_a_mangled_record_is_refused_or_whole(path: str, data: st.DataObject) -> None:
    text = ALL[path]
    for _round in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 60)))
        text = text[:start] + data.draw(st.text(max_size=8) | st.just(text[:40])) + text[end:]
    transcript, refusal = outcome(text, path)
    if transcript is not None:
        assert_whole(transcript)
    elif refusal is not None:
        assert refusal.reason != "defect", refusal.message
        assert "\n" not in refusal.message
