"""Which lines show: turning to a row, as a pane does whose cursor goes along with the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa_reader.tui.window import Window


def window(count: int, height: int) -> Window:
    made = Window(lambda: count, lambda _row: 1)
    made.height = height
    return made


def test_rows_ahead_come_in_with_the_one_turned_to() -> None:
    shown = window(100, 12)
    assert not shown.turn_to(5)
    assert shown.turn_to(11)
    assert shown.top == (7, 0)
    assert not any(shown.turn_to(row) for row in range(12, 17))
    assert shown.turn_to(17)
    assert shown.turn_to(12)
    assert shown.top[0] == 12 - 8


@given(st.integers(1, 60), st.integers(1, 30), st.lists(st.integers(0, 59), min_size=1, max_size=20))
def test_the_row_turned_to_is_in_sight(count: int, height: int, rows: list[int]) -> None:
    shown = window(count, height)
    for row in rows:
        before = shown.top
        moved = shown.turn_to(row % count)
        assert moved == (shown.top != before)
        assert (row % count, 0) in shown.shown()
        assert len(shown.shown()) == min(count, height)
