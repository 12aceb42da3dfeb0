"""Units, their IDs, and where a place stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.formats.draft import Draft
from qa_reader.transcript.model import (
    KINDS,
    Exchange,
    Kind,
    Metadata,
    Passage,
    Position,
    Source,
    Span,
    Transcript,
)
from qa_reader.transcript.outline import Outline
from qa_reader.transcript.units import question_id, split_id, units


def transcript(*turns: Kind | int) -> Transcript:
    """A transcript of one block a turn; a number opens a section of that level."""
    draft = Draft(Source("議会/x.txt"), "test")
    draft.block("title", "front")
    for turn in turns:
        if isinstance(turn, int):
            draft.section(f"heading {turn}", turn, printed=f"heading {turn}")
        else:
            draft.turn(turn)
            draft.block(f"words of a {turn}")
    return draft.finish(Metadata(), confidence=1.0, why="")


TURNS = st.lists(st.sampled_from(KINDS) | st.integers(0, 3), max_size=30)


def test_exchanges_and_stretches_in_the_order_of_the_text() -> None:
    held = units(transcript("chair", "statement", "question", "answer", "remark", "question", "chair"))
    assert [(unit.label, unit.kind, list(unit.turns)) for unit in held] == [
        ("", "transcript", [0, 1, 2, 3, 4, 5, 6]),
        ("s1", "stretch", [0, 1]),
        ("q1", "exchange", [2, 3]),
        ("s2", "stretch", [4]),
        ("q2", "exchange", [5]),
        ("s3", "stretch", [6]),
    ]


def test_a_stretch_ends_with_its_section() -> None:
    held = units(transcript(1, "statement", "statement", 1, "statement"))
    assert [list(unit.turns) for unit in held[1:]] == [[0, 1], [2]]


def test_labels_that_stretches_were_given_are_theirs() -> None:
    held = units(transcript("statement", "question", "remark")._replace(stretches=("s7", "s2")))
    assert [unit.label for unit in held] == ["", "s7", "q1", "s2"]


@given(TURNS)
def test_every_turn_is_in_a_unit(turns: list[Kind | int]) -> None:
    made = transcript(*turns)
    held = units(made)
    assert {turn for unit in held[1:] for turn in unit.turns} == set(range(len(made.turns)))
    assert len({unit.label for unit in held}) == len(held)
    assert list(held[0].turns) == list(range(len(made.turns)))


@given(TURNS)
def test_every_place_has_its_turn_section_and_unit(turns: list[Kind | int]) -> None:
    made = transcript(*turns)
    outline = Outline(made)
    for block, text in enumerate(made.blocks):
        turn = outline.turn_at(block)
        unit = outline.unit_at(Position(block, 0))
        if text.part == "speech":
            assert turn is not None
            assert turn in unit.turns
            assert outline.section_at(block) == made.turns[turn].section
        else:
            assert turn is None
            assert unit.kind == "transcript"
        section = outline.section_at(block)
        if section is not None:
            path = outline.path(section)
            assert path[-1] == made.sections[section]
            assert [each.level for each in path] == sorted({each.level for each in path})
    for index, exchange in enumerate(made.exchanges):
        for passage in exchange.questions + exchange.answers:
            assert index in outline.exchanges_of(passage.turn)


def test_a_place_between_two_questions_of_one_speech_belongs_to_the_one_that_begins_there() -> None:
    """An assembly asks several questions in one speech: one ends in the block where the next begins."""
    made = transcript("question")
    length = len(made.blocks[1].text)
    first, second = (
        Exchange(label, None, None, (Passage(0, Span(Position(1, start), Position(1, end))),))
        for label, start, end in (("q1", 0, 5), ("q2", 5, length))
    )
    outline = Outline(made._replace(exchanges=(first, second)))
    places = [(0, "q1"), (4, "q1"), (5, "q2"), (length, "q2")]
    assert [(at, outline.unit_at(Position(1, at)).label) for at, _label in places] == places


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("x.txt#q3", ("x.txt", "q3", "")),
        ("x.txt#q3/q", ("x.txt", "q3", "q")),
        ("議会/x.txt#q3/a2", ("議会/x.txt", "q3", "a2")),
        ("x.txt#q3/a", ("x.txt", "q3", "a")),
        ("x.txt#s12", ("x.txt", "s12", "")),
        ("x.txt#", ("x.txt", "", "")),
        ("x.txt", ("x.txt", "", "")),
        ("#q3", ("", "q3", "")),
        ("c#.txt", ("c#.txt", "", "")),
        ("c#.txt#q1", ("c#.txt", "q1", "")),
        ("", ("", "", "")),
    ],
)
def test_question_ids_are_taken_apart(text: str, parts: tuple[str, str, str]) -> None:
    assert split_id(text) == parts


@given(TURNS)
def test_question_ids_lead_back(turns: list[Kind | int]) -> None:
    made = transcript(*turns)
    for unit in units(made):
        assert split_id(question_id(made, unit)) == (made.id, unit.label, "")


@pytest.mark.parametrize(
    ("label", "printed", "shown"),
    [("q3", "３", "３"), ("q2", "1", "2"), ("q1", "二", "1"), ("q2", "二", "二"), ("q4", None, "4"),
     ("q5", "⑤", "⑤"), ("q6", "6の2", "6の2"), ("q7", "", "7")],
)  # fmt: skip
def test_one_row_of_numbers_stands_on_the_screen(label: str, printed: str | None, shown: str) -> None:
    assert Exchange(label, printed, None, ()).shown == shown
