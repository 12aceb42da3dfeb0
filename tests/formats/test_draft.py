"""The builder every format fills: turns, sections, speakers, exchanges."""

from __future__ import annotations

import pytest

from qa_reader.formats.draft import Draft
from qa_reader.formats.turns.pairing import whole
from qa_reader.transcript.model import Kind, Metadata, Source, Transcript


def new() -> Draft:
    return Draft(Source("x.txt"), "test")


def done(draft: Draft) -> Transcript:
    return draft.finish(Metadata(), confidence=1.0, why="")


def say(draft: Draft, kind: Kind, *paragraphs: str, number: str | None = None) -> None:
    draft.turn(kind, number=number)
    for paragraph in paragraphs:
        draft.block(paragraph)


def pairs(transcript: Transcript) -> list[tuple[str, list[int], list[int]]]:
    return [
        (e.label, [p.turn for p in e.questions], [p.turn for p in e.answers]) for e in transcript.exchanges
    ]


def test_speech_goes_into_the_open_turn_and_stage_directions_lie_between() -> None:
    draft = new()
    say(draft, "question", "one")
    draft.block("(Applause.)", "stage")
    draft.block("two")
    draft.block("(Laughter.)", "stage")
    say(draft, "answer", "three")
    made = done(draft)
    assert [(t.start, t.end) for t in made.turns] == [(0, 3), (4, 5)]


def test_speech_without_a_turn_is_an_unsure_statement() -> None:
    draft = new()
    draft.block("words")
    (turn,) = done(draft).turns
    assert (turn.kind, turn.speaker, turn.sure) == ("statement", None, False)


def test_a_label_without_words_keeps_an_empty_block() -> None:
    draft = new()
    draft.turn("question", label="Q")
    draft.turn("answer", label="A")
    draft.block("Yes.")
    made = done(draft)
    assert [made.words(made.turn_span(turn)) for turn in made.turns] == ["", "Yes."]


def test_sections_find_their_parents_by_level() -> None:
    draft = new()
    for heading, level in (("a", 1), ("b", 3), ("c", 2), ("d", 2), ("e", 1)):
        draft.section(heading, level, printed=heading)
    draft.end_sections(1)
    draft.section("f", 3)
    assert [section.parent for section in done(draft).sections] == [None, 0, 0, 0, None, None]


def test_equal_speakers_are_one_even_where_roles_are_learned_late() -> None:
    draft = new()
    first = draft.speaker("Hall", "Mr. Hall:", "unknown")
    second = draft.speaker("Hall", "HALL:", "member")
    assert draft.speaker("Hall", "Mr. Hall:", "unknown") == first != second
    for speaker in (first, second):
        draft.turn("statement", speaker)
        draft.block("words")
    draft.speakers[first].role = "member"
    made = done(draft)
    assert [(s.name, s.label, s.role) for s in made.speakers] == [("Hall", "Mr. Hall:", "member")]
    assert [turn.speaker for turn in made.turns] == [0, 0]


def test_nameless_speakers_are_told_apart_by_their_labels() -> None:
    draft = new()
    assert draft.speaker("", "Q") != draft.speaker("", "A")


def test_answers_belong_to_the_question_before_them() -> None:
    draft = new()
    for kind in (
        "answer",
        "question",
        "chair",
        "answer",
        "answer",
        "remark",
        "question",
        "question",
        "answer",
    ):
        say(draft, kind, "words")
    assert pairs(done(draft)) == [("q1", [1], [3, 4]), ("q2", [6], []), ("q3", [7], [8])]


def test_a_new_section_or_subject_ends_an_exchange() -> None:
    draft = new()
    say(draft, "question", "words")
    draft.section("next", 1, printed="next")
    say(draft, "answer", "words")
    say(draft, "question", "words")
    say(draft, "presentation", "words")
    draft.turns[-1].cuts = True
    say(draft, "answer", "words")
    assert pairs(done(draft)) == [("q1", [0], []), ("q2", [2], [])]


def test_a_question_that_goes_on_joins_its_exchange() -> None:
    draft = new()
    say(draft, "question", "words")
    say(draft, "chair", "time")
    say(draft, "question", "more")
    draft.turns[-1].joins = True
    say(draft, "answer", "words")
    assert pairs(done(draft)) == [("q1", [0, 2], [3])]


def test_answers_find_their_questions_by_number() -> None:
    draft = new()
    for kind, number in (
        ("question", "1"),
        ("question", "2"),
        ("answer", "1"),
        ("answer", "2"),
        ("answer", None),
    ):
        say(draft, kind, "words", number=number)
    assert pairs(done(draft)) == [("q1", [0], [2]), ("q2", [1], [3, 4])]


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        (["３", "４"], ["q3", "q4"]),
        (["三", "四"], ["q3", "q4"]),
        (["1", "1"], ["q1", "q2"]),
        (["5", None], ["q1", "q2"]),
        (["5", "x"], ["q1", "q2"]),
        ([None, None], ["q1", "q2"]),
    ],
)
def test_labels_are_the_printed_numbers_where_they_can_be(
    numbers: list[str | None], labels: list[str]
) -> None:
    draft = new()
    for number in numbers:
        say(draft, "question", "words", number=number)
    assert [e.label for e in done(draft).exchanges] == labels
    assert [e.number for e in done(draft).exchanges] == numbers


def test_exchanges_the_source_states_are_taken_as_they_are() -> None:
    draft = new()
    for kind in ("question", "question", "answer"):
        say(draft, kind, "words")
    passages = [whole(i, turn, draft.blocks, sure=True, why="stated") for i, turn in enumerate(draft.turns)]
    draft.exchange(passages[:2], passages[2:])
    assert pairs(done(draft)) == [("q1", [0, 1], [2])]


def test_a_line_of_the_introduction_can_turn_out_to_be_the_first_heading() -> None:
    draft = new()
    at = draft.block("(2) Roads", "front")
    draft.block("words between", "front")
    draft.promote(at, "Roads", 2, "(2)")
    say(draft, "question", "words")
    made = done(draft)
    assert [block.part for block in made.blocks] == ["heading", "front", "speech"]
    assert (made.sections[0].heading, made.turns[0].section) == ("Roads", 0)
    with pytest.raises(ValueError, match="section"):
        draft.promote(at, "Roads", 2)
