"""The pane of rows: cursor, scrolling, what a key repaints, the mouse."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_reader.tui.lines import Line, Run
from qa_reader.tui.rows import RowsPane


class Rows(RowsPane):
    """Rows of given heights; those of height 0 are headings of one line. Notes which lines it draws."""

    def __init__(self, heights: Sequence[int]) -> None:
        super().__init__()
        self.heights = list(heights)
        self.laid_out: set[int] = set()
        self.lines_drawn: list[int] = []

    def row_count(self) -> int:
        return len(self.heights)

    def row_key(self, row: int) -> str:
        return f"k{row}"

    def row_stops(self, row: int) -> bool:
        return self.heights[row] > 0

    def row_text(self, row: int) -> str:
        return f"row {row}"

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        self.laid_out.add(row)
        return [(Run(f"{row}.{line}"),) for line in range(max(1, self.heights[row]))]

    def render_line(self, y: int):
        self.lines_drawn.append(y)
        return super().render_line(y)


def shown(pane: Rows) -> list[tuple[int, int]]:
    """(row, line) on each line of the screen."""
    drawn = [RowsPane.render_line(pane, y).text.strip(" ▌▐") for y in range(pane.size.height)]
    return [(int(text.split(".")[0]), int(text.split(".")[1])) for text in drawn if text]


async def test_moving_and_jumping(host) -> None:
    pane = Rows([1] * 50)
    async with host(pane).run_test(size=(30, 10)) as pilot:
        pane.rows_changed()
        pane.move(3)
        assert pane.cursor_key == "k3"
        pane.move(-10)
        assert pane.cursor_key == "k0"
        pane.bottom()
        assert pane.cursor_key == "k49"
        assert shown(pane)[-1] == (49, 0)
        pane.top()
        assert shown(pane)[0] == (0, 0)
        pane.page(1)
        assert pane.cursor_key == "k9"
        pane.page(0.5)
        assert pane.cursor_key == "k13"
        assert pane.cursor_to("k30")
        assert (30, 0) in shown(pane)
        assert not pane.cursor_to("no such row")
        assert pane.cursor_key == "k30"
        await pilot.pause()


async def test_a_page_is_turned_wherever_the_cursor_is_on_it(host) -> None:
    pane = Rows([1] * 50)
    async with host(pane).run_test(size=(30, 10)):
        pane.rows_changed()
        pane.page(1)
        assert (pane.cursor_key, shown(pane)[0]) == ("k9", (7, 0))
        pane.move(3)
        pane.page(1)
        assert (pane.cursor_key, shown(pane)[0]) == ("k21", (16, 0))
        pane.page(-1)
        assert (pane.cursor_key, shown(pane)[0]) == ("k12", (7, 0))


async def test_headings_are_stepped_over(host) -> None:
    pane = Rows([0, 1, 0, 0, 1, 0])
    async with host(pane).run_test():
        pane.rows_changed()
        assert pane.cursor_key == "k1"
        pane.move(1)
        assert pane.cursor_key == "k4"
        pane.move(1)
        assert pane.cursor_key == "k4"
        pane.top()
        assert pane.cursor_key == "k1"
        pane.bottom()
        assert pane.cursor_key == "k4"


async def test_no_rows_at_all(host) -> None:
    pane = Rows([])
    async with host(pane).run_test():
        pane.rows_changed()
        for act in (pane.top, pane.bottom, pane.choose, lambda: pane.move(1), lambda: pane.page(-1)):
            act()
        assert pane.cursor_key is None
        assert pane.cursor_text == ""


async def test_only_headings(host) -> None:
    pane = Rows([0, 0])
    async with host(pane).run_test():
        pane.rows_changed()
        pane.move(1)
        pane.bottom()
        assert pane.cursor_key is None


async def test_a_cursor_move_paints_two_lines(host) -> None:
    pane = Rows([1] * 10_000)
    async with host(pane).run_test(size=(30, 20)) as pilot:
        pane.rows_changed()
        await pilot.pause()
        pane.lines_drawn.clear()
        pane.move(1)
        await pilot.pause()
        assert sorted(pane.lines_drawn) == [0, 1]


async def test_only_rows_on_screen_are_laid_out(host) -> None:
    pane = Rows([1] * 10_000)
    async with host(pane).run_test(size=(30, 20)) as pilot:
        pane.rows_changed()
        await pilot.pause()
        pane.bottom()
        await pilot.pause()
        assert len(pane.laid_out) < 100


async def test_a_row_taller_than_the_pane_is_read_to_its_end(host) -> None:
    pane = Rows([1, 25, 1])
    async with host(pane).run_test(size=(30, 10)):
        pane.rows_changed()
        pane.move(1)
        assert shown(pane)[0] == (1, 0)
        seen = set(shown(pane))
        while pane.cursor_key == "k1":
            pane.move(1)
            seen.update(shown(pane))
        assert seen >= {(1, line) for line in range(25)}
        pane.move(-1)
        assert pane.cursor_key == "k1"


async def test_the_place_is_marked_without_colour(host, drawn) -> None:
    pane = Rows([1] * 5)
    async with host(pane).run_test(size=(30, 10)):
        pane.rows_changed()
        pane.place = "k2"
        assert [line[:1] for line in drawn(pane)[:5]] == [" ", " ", "▌", " ", " "]
        pane.place = None
        assert "▌" not in "".join(drawn(pane))


async def test_a_scroll_mark_only_where_something_is_hidden(host, drawn) -> None:
    pane = Rows([1] * 10)
    async with host(pane).run_test(size=(30, 10)) as pilot:
        pane.rows_changed()
        assert "▐" not in "".join(drawn(pane))
        pane.heights = [1] * 40
        pane.rows_changed()
        assert drawn(pane)[0].endswith("▐")
        pane.bottom()
        assert drawn(pane)[-1].endswith("▐")
        assert not drawn(pane)[0].endswith("▐")
        await pilot.pause()


async def test_a_click_chooses_and_the_wheel_only_scrolls(host) -> None:
    pane = Rows([1] * 40)
    app = host(pane)
    async with app.run_test(size=(30, 10)) as pilot:
        pane.rows_changed()
        await pilot.click(pane, offset=(3, 4))
        assert pane.cursor_key == "k4"
        assert app.chosen == ["k4"]
        pane.scroll_rows(3)
        assert pane.cursor_key == "k4"
        assert shown(pane)[0] == (3, 0)
        pane.scroll_rows(1000)
        assert shown(pane)[-1] == (39, 0)
        pane.scroll_rows(-1000)
        assert shown(pane)[0] == (0, 0)


async def test_the_scroll_mark_can_be_dragged(host) -> None:
    pane = Rows([1] * 100)
    async with host(pane).run_test(size=(30, 10)) as pilot:
        pane.rows_changed()
        await pilot.pause()
        await pilot.mouse_down(pane, offset=(29, 0))
        await pilot.hover(pane, offset=(29, 9))
        await pilot.mouse_up(pane, offset=(29, 9))
        assert shown(pane)[-1] == (99, 0)
        assert pane.cursor_key == "k0"


async def test_after_a_resize_the_cursor_is_on_screen(host) -> None:
    pane = Rows([1] * 40)
    async with host(pane).run_test(size=(30, 30)) as pilot:
        pane.rows_changed()
        pane.cursor_to("k28")
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert (28, 0) in shown(pane)
        await pilot.resize_terminal(30, 35)
        await pilot.pause()
        assert len(shown(pane)) == 35


Steps = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(-6, 6).filter(bool)),
        st.tuples(st.just("page"), st.sampled_from([-1, -0.5, 0.5, 1])),
        st.tuples(st.just("to"), st.integers(0, 60)),
        st.tuples(st.just("wheel"), st.integers(-9, 9).filter(bool)),
        st.tuples(st.just("ends"), st.booleans()),
    ),
    max_size=25,
)


@pytest.mark.parametrize("height", [1, 5, 12])
@settings(max_examples=15, deadline=None)
@given(heights=st.lists(st.integers(0, 7), min_size=1, max_size=60), steps=Steps)
def test_the_window_is_whole_and_holds_the_cursor(host, height: int, heights: list[int], steps) -> None:
    async def run() -> None:
        pane = Rows(heights)
        everything = [(row, line) for row, lines in enumerate(heights) for line in range(max(1, lines))]
        async with host(pane).run_test(size=(30, height)):
            pane.rows_changed()
            for what, value in steps:
                before = pane.cursor_key
                match what:
                    case "move":
                        pane.move(value)
                    case "page":
                        pane.page(value)
                    case "to" if value < len(heights) and heights[value]:
                        pane.cursor_to(f"k{value}")
                    case "wheel":
                        pane.scroll_rows(value)
                    case "ends":
                        pane.top() if value else pane.bottom()
                window = shown(pane)
                at = everything.index(window[0])
                assert window == everything[at : at + height]
                if what != "wheel" and pane.cursor_key not in (None, before):
                    row = int(pane.cursor_key[1:])
                    lines = [line for each, line in window if each == row]
                    assert lines
                    assert lines[0] == 0
                    assert len(lines) == min(heights[row], height)

    asyncio.run(run())
