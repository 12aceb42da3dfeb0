"""What the XML of parliaments says is what is read: turns, roles, sections, particulars, exchanges."""

from __future__ import annotations

import pytest
from keeping import assert_whole
from parliaments import (
    AKOMA,
    ANNOTATED,
    AUSTRALIA,
    AUSTRALIA_2011,
    AUSTRALIA_OLD,
    CANADA,
    COMMITTEE,
    EVERY,
    PARLAMINT,
    TWFY_DEBATE,
    TWFY_WRITTEN,
)

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def transcript_of(text: str, *, propose: bool = True) -> Transcript:
    data = text.encode("iso-8859-1" if "ISO-8859-1" in text[:60] else "utf-8")
    return read(data, "a.xml", propose=propose)


def kinds(transcript: Transcript) -> list[str]:
    """The kinds of the turns, a question mark behind those that are a guess."""
    return [turn.kind + ("" if turn.sure else "?") for turn in transcript.turns]


def paired(transcript: Transcript) -> list[tuple[str, str]]:
    """The words of each exchange's questions and answers."""
    return [
        tuple(" / ".join(transcript.words(p.span) for p in part) for part in (each.questions, each.answers))
        for each in transcript.exchanges
    ]  # type: ignore[misc]


def stage(transcript: Transcript) -> list[str]:
    return [block.text for block in transcript.blocks if block.part == "stage"]


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("twfy-debate", "twfy-xml"),
        ("twfy-written", "twfy-xml"),
        ("parlamint", "parlamint-tei"),
        ("annotated", "parlamint-tei"),
        ("akoma", "akoma-ntoso"),
        ("canada", "canada-xml"),
        ("committee", "canada-xml"),
        ("australia", "australia-xml"),
        ("australia-old", "australia-xml"),
        ("australia-2011", "australia-xml"),
    ],
)
def test_each_is_told_by_its_content(name: str, format: str) -> None:
    transcript = transcript_of(EVERY[name])
    assert transcript.format == format
    assert transcript.confidence > 0.95
    assert_whole(transcript)


def test_what_is_proposed_can_be_left_out_of_all_of_them() -> None:
    for text in EVERY.values():
        transcript = transcript_of(text, propose=False)
        assert all(turn.sure for turn in transcript.turns)
        assert "proposed" not in {notice.code for notice in transcript.notices}


def test_uk_tabled_questions_are_sure_and_supplementaries_are_proposed() -> None:
    transcript = transcript_of(TWFY_DEBATE)
    assert kinds(transcript) == [
        "question",
        "answer",
        "chair",
        "question?",
        "answer?",
        "statement",
        "procedural",
    ]
    assert [(s.name, s.role, s.office) for s in transcript.speakers[:2]] == [
        ("Ada Ode", "member", None),
        ("Ben Pike", "official", "The Secretary of State for Bridges"),
    ]
    assert [(s.heading, s.level, s.parent) for s in transcript.sections] == [
        ("ORAL ANSWERS", 1, None),
        ("BRIDGES", 2, 0),
        ("Nowhere Bridge", 3, 1),
        ("Weather", 1, None),
    ]
    meta = transcript.meta
    assert (meta.body, meta.date, meta.language) == ("House of Commons", "2031-05-06", "en")
    assert [block.page for block in transcript.blocks if "million" in block.text] == ["2"]
    assert "Interruption." in stage(transcript)
    assert ("the office", "https://example.org/w") in [(link.text, link.url) for link in transcript.links]
    assert transcript.turns[0].mark == "1"


def test_uk_written_questions_share_the_reply_that_answers_them_together() -> None:
    transcript = transcript_of(TWFY_WRITTEN)
    assert [each.number for each in transcript.exchanges] == ["S9W-1", "S9W-2"]
    assert {answer.split("\n")[-1] for _asked, answer in paired(transcript)} == {"Gull | Monday"}
    assert (transcript.speakers[0].name, transcript.speakers[0].group) == ("Dee Moss", "Ind")
    assert transcript.meta.body == "Scottish Parliament"


def test_tei_people_are_those_of_the_day_and_utterances_in_a_row_are_one_turn() -> None:
    transcript = transcript_of(PARLAMINT)
    assert kinds(transcript) == ["chair", "question?", "chair", "answer?", "statement", "statement"]
    assert [(s.name, s.role, s.office, s.group) for s in transcript.speakers[1:3]] == [
        ("Ada Ode", "member", None, "BP"),
        ("Ben Pike", "official", "Brückenminister", None),
    ]
    asked = transcript.turns[1]
    blocks = transcript.blocks[asked.start : asked.end]
    assert [(block.text, block.part) for block in blocks] == [
        ("Die Brücke ist [zeigt ein Bild] zu. Wann wird sie frei?", "speech"),
        ("Beifall.", "stage"),
        ("Ich warte.", "speech"),
    ]
    assert [blocks[0].text[a:b] for a, b in blocks[0].asides] == ["[zeigt ein Bild]"]
    assert [block.page for block in blocks] == [None, "12", "12"]
    meta = transcript.meta
    assert (meta.title, meta.body) == ("7. Sitzung der Kammer", "Kammer von Irgendwo")
    assert (meta.date, meta.date_printed, meta.language) == ("2031-05-06", "6. Mai 2031", "de")


def test_annotated_words_are_joined_as_they_were_printed() -> None:
    transcript = transcript_of(ANNOTATED)
    assert [block.text for block in transcript.blocks] == ["Dober dan, gospa Vzor. Hvala."]


def test_the_root_of_a_corpus_names_a_file_to_open() -> None:
    root = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">
    <teiHeader><meeting>x</meeting></teiHeader><xi:include href="2031/a.xml"/></teiCorpus>"""
    with pytest.raises(Unreadable) as refused:
        transcript_of(root)
    assert refused.value.reason == "no-text"
    assert "2031/a.xml" in refused.value.message


def test_akoma_ntoso_questions_answers_and_what_lies_between() -> None:
    transcript = transcript_of(AKOMA)
    assert kinds(transcript) == ["info", "question", "chair", "answer", "question?", "answer?"]
    assert transcript.exchanges[0].number == "7."
    assert paired(transcript)[0][0].endswith("(b) it closes.")
    assert [(s.name, s.role, s.office) for s in transcript.speakers] == [
        ("Ms. Ada Ode", "member", None),
        ("Ms. Dee Moss", "chair", "Madam Speaker"),
        ("Mr. Ben Pike", "official", "Minister for Bridges"),
    ]
    assert stage(transcript) == ["(By Mr. Pike)", "(Question deferred)"]
    assert transcript.turns[4].label == "Ms. Ode:"
    assert (transcript.meta.body, transcript.meta.date) == ("Parliament of Nowhere", "2031-05-06")


def test_an_act_in_akoma_ntoso_is_no_transcript() -> None:
    act = '<akomaNtoso xmlns="x"><act><body><p>Section 1.</p></body></act></akomaNtoso>'
    with pytest.raises(Unreadable) as refused:
        read(act.encode(), "a.xml", format="akoma-ntoso")
    assert refused.value.reason == "not-a-transcript"


def test_canada_types_count_in_oral_questions_alone() -> None:
    transcript = transcript_of(CANADA)
    assert kinds(transcript) == [
        "procedural",
        "question",
        "answer",
        "question?",
        "chair",
        "answer?",
        "statement",
        "statement",
        "question",
        "answer",
    ]
    assert transcript.turns[6].label == "Mr. Cy Reed:"
    assert [each.number for each in transcript.exchanges] == [None, None, "Question No. 7"]
    assert [(s.name, s.role, s.group) for s in transcript.speakers] == [
        ("Ms. Ada Ode", "member", "BP"),
        ("Hon. Ben Pike", "official", "RP"),
        ("The Speaker", "chair", None),
        ("Mr. Cy Reed", "member", "BP"),
    ]
    assert "(1420)" in stage(transcript)
    assert "Some hon. members: Hear, hear!" in stage(transcript)
    assert transcript.meta.date == "2031-05-06"
    assert [section.heading for section in transcript.sections] == [
        "Oral Questions",
        "Bridges",
        "Government Orders",
        "Tolls Act",
    ]


def test_canadian_committees_hear_witnesses() -> None:
    transcript = transcript_of(COMMITTEE)
    assert kinds(transcript) == ["chair", "question?", "chair", "answer?"]
    assert [(s.name, s.role) for s in transcript.speakers] == [
        ("Ms. Dee Moss", "chair"),
        ("Ms. Ada Ode", "member"),
        ("Dr. Fay Hall", "witness"),
    ]


@pytest.mark.parametrize("text", [AUSTRALIA, AUSTRALIA_2011])
def test_australia_what_goes_on_after_an_interjection_is_no_further_question(text: str) -> None:
    transcript = transcript_of(text)
    found = kinds(transcript)
    assert (found.count("question"), found.count("answer")) == (1, 1)
    [exchange] = transcript.exchanges
    assert len(exchange.questions) == 2
    assert [transcript.turns[p.turn].kind for p in exchange.questions] == ["question", "remark"]
    assert transcript.speakers[0].name.startswith("Ode, Ada")


def test_australia_of_both_generations() -> None:
    new, old = transcript_of(AUSTRALIA), transcript_of(AUSTRALIA_OLD)
    assert new.meta.body == "House of Representatives"
    assert [block.page for block in new.blocks if block.text == "—In May."] == ["12"]
    assert [answer for _asked, answer in paired(new)] == ["—In May.\nOr in June. / —Of this one."]
    assert (old.meta.body, old.meta.date) == ("Senate", "1990-05-06")
    assert [turn.label for turn in old.turns][:2] == ["Senator ODE (Western Isles)—", "Senator PIKE—"]
    assert [each.number for each in old.exchanges] == [None, "93"]
    assert [notice.code for notice in old.notices] == ["damaged"]
