"""One question alone and side by side: the same text, places and moves as in the text as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Position, Span, Transcript
from qa_reader.transcript.outline import Outline
from qa_reader.tui.panes.reading.beside import SideView
from qa_reader.tui.panes.reading.focused import FocusView
from qa_reader.tui.panes.reading.page import Page
from qa_reader.tui.panes.reading.view import View

ALL = (View, FocusView, SideView)


def view_of(kind: type[View], transcript: Transcript, width: int = 40, height: int = 12) -> View:
    view = kind(Page(transcript, Outline(transcript), Measure(width)), height)
    view.open(None)
    return view


def blocks(view: View) -> list[int]:
    """The blocks whose words are on screen, by column."""
    return [row.place.block for rows in view.columns for row in rows if row.lead is None]


@pytest.fixture
def assembly(council: Callable[[], Any]) -> Transcript:
    """Two questions in one speech, the second on in the same paragraph; both answered in another."""
    made = council()
    made.section("一般質問")
    asked = made.turn("question", "毛布は足りますか。空調はいつですか。", "空調の費用も伺います。")
    made.turn("chair", "課長。")
    answered = made.turn("answer", "毛布は足りております。", "空調は来年度です。")
    whole = made.passage(asked)
    start, end = whole.span
    cut = Position(start.block, 9)
    made.exchange([whole._replace(span=Span(start, cut))], [made.passage(answered, 0)])
    made.exchange([whole._replace(span=Span(cut, end))], [made.passage(answered, 1)])
    return made.made()


@pytest.mark.parametrize("kind", [FocusView, SideView])
def test_only_what_asks_and_answers_is_shown(assembly: Transcript, kind: type[View]) -> None:
    view = view_of(kind, assembly)
    assert sorted(set(blocks(view))) == [1, 4]
    view.next_exchange(1)
    assert view.focus is not None
    assert view.focus.label == "q2"
    assert sorted(set(blocks(view))) == [1, 2, 5]
    assert list(view.page.outside(1)) == [(0, 9)]
    assert list(view.page.outside(2)) == []
    heads = [row.lead.kind for rows in view.columns for row in rows if row.lead is not None]
    assert heads.count("head") == 2  # who asks, who answers


def test_question_and_answer_stand_at_the_same_height(assembly: Transcript) -> None:
    view = view_of(SideView, assembly)
    left, right = view.columns
    assert [row.place.block for row in left if row.lead is None] == [1]
    assert [row.place.block for row in right if row.lead is None] == [4]
    assert left[0].lead is not None
    assert right[0].lead is not None
    assert left[0].lead.kind == right[0].lead.kind == "head"


def test_a_question_that_fits_stays_while_its_answer_scrolls(council: Callable[[], Any]) -> None:
    made = council()
    made.ask("毛布は足りますか。", "足りております。" * 100)
    view = view_of(SideView, made.made())
    asked = view.columns[0]
    assert view.move(5)
    assert view.columns[0] == asked
    assert view.columns[1][0].place.row == 5


def test_words_outside_any_question_are_shown_with_what_follows(small: Transcript) -> None:
    view = view_of(FocusView, small)
    last = len(small.blocks) - 1
    for block, words in ((0, "みどり市議会"), (1, "(1) 防災"), (last, "他の質問")):
        view.go_to(Position(block, 0), "third")
        assert block in blocks(view)
        assert small.blocks[block].text.startswith(words)
        assert view.focus is not None


_steps = st.one_of(
    st.tuples(st.just("move"), st.integers(-15, 15).filter(bool)),
    st.tuples(st.just("next_exchange"), st.sampled_from((-1, 1))),
    st.tuples(st.just("next_section"), st.sampled_from((-1, 1))),
    st.tuples(st.just("move_screens"), st.sampled_from((-1, -0.5, 0.5, 1))),
    st.tuples(st.just("go_to"), st.integers(0, 10**6)),
    st.tuples(st.just("reveal"), st.integers(0, 10**6)),
    st.tuples(st.just("focus_at"), st.integers(0, 10**6)),
    st.tuples(st.just("resize"), st.tuples(st.integers(2, 60), st.integers(1, 30))),
    st.tuples(st.sampled_from(("to_top", "to_bottom")), st.none()),
)


@pytest.mark.parametrize("kind", ALL)
@given(steps=st.lists(_steps, max_size=12), which=st.sampled_from(("small", "long")))
def test_whatever_is_done_the_screen_is_whole(
    small: Transcript,
    long: Callable[[int], Transcript],
    kind: type[View],
    steps: list[tuple[str, Any]],
    which: str,
) -> None:
    transcript = small if which == "small" else long(12)
    view = view_of(kind, transcript)
    for name, value in steps:
        if name in ("go_to", "reveal", "focus_at"):
            block = value % len(transcript.blocks)
            position = Position(block, value % (transcript.blocks[block].length or 1))
            view.go_to(position, "third") if name == "go_to" else getattr(view, name)(position)
            if name != "focus_at":
                assert view.screen_row(view.page.place(position)) is not None
        elif name == "resize":
            view.resize(Measure(value[0]), value[1])
        elif value is None:
            getattr(view, name)()
        else:
            getattr(view, name)(value)
        assert view.focus is not None
        assert any(view.columns)
        assert all(len(rows) <= view.height for rows in view.columns)
        assert view.attended.block <= len(transcript.blocks)
        for rows in view.columns:
            for at, row in enumerate(rows):
                assert view.screen_row(row.place) == at
        first, last, _end = view.extent()
        assert first <= last


@pytest.mark.parametrize("kind", ALL)
@given(rows=st.integers(1, 60), units=st.integers(0, 5), sizes=st.lists(st.integers(2, 90), max_size=3))
def test_another_size_and_back_leaves_the_reader_where_they_were(
    long: Callable[[int], Transcript], kind: type[View], rows: int, units: int, sizes: list[int]
) -> None:
    view = view_of(kind, long(6), height=5)
    for _ in range(units):
        view.next_exchange(1)
    view.move(rows)
    before = view.columns, view.focus
    for size in sizes:
        view.resize(Measure(size), 5)
    view.resize(Measure(40), 5)
    assert (view.columns, view.focus) == before


@pytest.mark.parametrize("kind", ALL)
@given(rows=st.integers(1, 40), units=st.integers(0, 5))
def test_a_place_is_come_back_to(
    long: Callable[[int], Transcript], kind: type[View], rows: int, units: int
) -> None:
    view = view_of(kind, long(6), height=5)
    for _ in range(units):
        view.next_exchange(1)
    view.move(rows)
    assert view.focus is not None
    again = view_of(kind, long(6), height=5)
    again.open(view.anchor.position, view.focus.label, view.anchor.above)
    assert again.anchor == view.anchor
    assert again.focus == view.focus
