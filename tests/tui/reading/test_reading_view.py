"""Moving through the page: the place kept, the focus where the reader is, every exchange in reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Block, Position, Transcript
from qa_reader.transcript.outline import Outline
from qa_reader.tui.panes.reading.page import Page, Row
from qa_reader.tui.panes.reading.view import View


def view_of(transcript: Transcript, width: int = 40, height: int = 12) -> View:
    view = View(Page(transcript, Outline(transcript), Measure(width)), height)
    view.open(None)
    return view


def label(view: View) -> str:
    return view.focus.label if view.focus is not None else ""


def texts(view: View) -> list[str]:
    return [
        view.page.lines(row.place.block).text[row.start : row.end] for row in view.rows if row.lead is None
    ]


def focused(view: View) -> list[Row]:
    return [row for row in view.rows if view.in_focus(row)]


def test_opening_shows_the_beginning_with_the_first_question_in_focus(small: Transcript) -> None:
    view = view_of(small)
    assert texts(view)[0] == small.blocks[0].text
    assert label(view) == "q1"
    assert focused(view)


def test_lines_move_by_lines_and_back(long: Callable[[int], Transcript]) -> None:
    view = view_of(long(30))
    seen = [view.top]
    for _ in range(50):
        assert view.move(1)
        seen.append(view.top)
    assert len(set(seen)) == 51
    for place in reversed(seen[:-1]):
        assert view.move(-1)
        assert view.top == place


@pytest.mark.parametrize("height", [4, 12, 50])
def test_every_unit_gets_the_focus_on_the_way_down_and_up(
    long: Callable[[int], Transcript], height: int
) -> None:
    transcript = long(12)
    view = view_of(transcript, 60, height)
    down = [label(view)]
    while view.move(1):
        assert len(down) < 10_000
        if label(view) != down[-1]:
            down.append(label(view))
    assert down == [f"q{n}" for n in range(1, 13)]
    up = [label(view)]
    while view.move(-1):
        if label(view) != up[-1]:
            up.append(label(view))
    assert up == down[::-1]


def test_at_the_ends_nothing_moves_and_it_is_said(small: Transcript) -> None:
    view = view_of(small)
    view.to_bottom()
    assert (label(view), view.move(1)) == ("q2", False)
    assert view.rows[-1].place == view.page.last
    view.to_top()
    assert (label(view), view.move(-1)) == ("q1", False)


def test_the_next_question_stands_near_the_top_under_its_heading(long: Callable[[int], Transcript]) -> None:
    view = view_of(long(30), height=30)
    for number in range(2, 12):
        assert view.next_exchange(1)
        assert label(view) == f"q{number}"
        assert focused(view)
    assert texts(view)[0] == "第2 議題"
    assert view.next_exchange(-1)
    assert label(view) == "q10"
    assert view.rows[0].place.block == view.page.place(view.read).block


def test_the_first_and_last_questions_end_the_way(small: Transcript) -> None:
    view = view_of(small)
    assert not view.next_exchange(-1)
    assert view.next_exchange(5)
    assert label(view) == "q2"
    assert not view.next_exchange(1)


def test_questions_follow_from_a_stretch_between_them(small: Transcript) -> None:
    view = view_of(small, height=8)
    remark = Position(5, 0)
    for count, wanted in ((1, "q2"), (-1, "q1")):
        view.go_to(remark, "top")
        assert label(view).startswith("s")
        assert view.next_exchange(count)
        assert label(view) == wanted


def test_without_questions_the_stretches_are_stepped_through(council: Callable[[], Any]) -> None:
    draft = council()
    for name in "一二三":
        draft.section(name)
        draft.turn("statement", "申し上げます。")
    view = view_of(draft.made(), height=5)
    steps = [label(view)]
    while view.next_exchange(1):
        steps.append(label(view))
    assert steps == ["s1", "s2", "s3"]


def test_the_chair_between_question_and_answer_takes_no_focus(small: Transcript) -> None:
    view = view_of(small, height=6)
    labels = set()
    while view.read.block < 4:
        view.move(1)
        if view.read.block <= 4:
            labels.add(label(view))
    assert labels == {"q1"}


def test_sections_are_stepped_through(long: Callable[[int], Transcript]) -> None:
    view = view_of(long(30))
    for heading in ("第2 議題", "第3 議題"):
        assert view.next_section(1)
        assert texts(view)[0] == heading
    assert not view.next_section(1)
    view.move(9)
    assert view.next_section(-1)
    assert texts(view)[0] == "第3 議題"
    assert view.next_section(-1)
    assert texts(view)[0] == "第2 議題"
    assert label(view) == "q11"


@given(st.data())
def test_going_somewhere_shows_it_and_focuses_its_unit(small: Transcript, data: st.DataObject) -> None:
    view = view_of(small, width=data.draw(st.integers(4, 60)), height=data.draw(st.integers(1, 30)))
    block = data.draw(st.integers(0, len(small.blocks) - 1))
    position = Position(block, data.draw(st.integers(0, len(small.blocks[block].text) - 1)))
    view.go_to(position, data.draw(st.sampled_from(["top", "third", "visible"])))
    assert view.screen_row(view.page.place(position)) is not None
    if view.page.outline.turn_at(block) is not None:
        assert view.in_focus(view.page.row(view.page.place(position)))


@given(st.data())
def test_another_size_and_back_leaves_the_reader_where_they_were(
    long: Callable[[int], Transcript], data: st.DataObject
) -> None:
    view = view_of(long(20), 40, 12)
    view.move(data.draw(st.integers(0, 300)))
    before, focus = (view.top, view.anchor.position), label(view)
    sizes = st.tuples(st.integers(2, 100), st.integers(1, 60))
    for width, height in data.draw(st.lists(sizes, max_size=4)):
        view.resize(Measure(width), height)
        assert label(view) == focus
        if view.rows[-1].place != view.page.last:  # nothing was pulled down to fill the screen
            assert view.page.place(view.anchor.position) >= view.top
    view.resize(Measure(40), 12)
    assert (view.top, view.anchor.position) == before


@given(st.integers(0, 400))
def test_a_place_is_come_back_to(long: Callable[[int], Transcript], rows: int) -> None:
    transcript = long(20)
    view = view_of(transcript)
    view.move(rows)
    again = View(Page(transcript, Outline(transcript), Measure(40)), 12)
    again.open(view.anchor.position, label(view), view.anchor.above)
    assert (again.top, again.anchor) == (view.top, view.anchor)
    assert label(again) == label(view)


def test_pages_overlap_and_reach_the_end(long: Callable[[int], Transcript]) -> None:
    view = view_of(long(5))
    seen = [row.place for row in view.rows]
    while view.rows[-1].place != view.page.last:
        view.move_screens(1)
        rows = [row.place for row in view.rows]
        assert rows[0] in seen
        seen += rows
    assert set(seen) == {row.place for row in view.page.rows(view.page.first, 10**6)}


def test_what_is_selected_comes_into_sight(long: Callable[[int], Transcript]) -> None:
    view = view_of(long(20))
    focus = label(view)
    for block in (30, 12, 13, 2):
        view.reveal(Position(block, 3))
        assert view.screen_row(view.page.place(Position(block, 3))) is not None
        assert label(view) == focus


class Counted(Sequence[Block]):
    """Blocks that remember which of them were looked at."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.seen: set[int] = set()

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Block]: ...
    def __getitem__(self, at: int | slice) -> Block | Sequence[Block]:
        if isinstance(at, int):
            self.seen.add(at)
        return self.blocks[at]

    def __len__(self) -> int:
        return len(self.blocks)

    def __iter__(self) -> Iterator[Block]:
        raise AssertionError("the whole text was walked")


def test_opening_and_moving_look_at_no_more_of_a_long_text_than_of_a_short_one(
    long: Callable[[int], Transcript],
) -> None:
    looked = []
    for count in (100, 3000):
        blocks = Counted(long(count).blocks)
        view = view_of(long(count)._replace(blocks=blocks))
        for _ in range(20):
            view.move(1)
        view.next_exchange(1)
        view.next_exchange(30)
        view.next_section(1)
        view.move_screens(1)
        view.to_bottom()
        view.move(-1)
        view.focus_unit(view.page.outline.units[50])
        looked.append(len(blocks.seen))
    assert looked[1] <= looked[0] * 1.1
