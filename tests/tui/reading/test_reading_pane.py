"""The widget: what is on the screen, what the mouse does, how often it paints."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, ClassVar

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual import on
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Position, Span, Transcript
from qa_reader.tui import themes
from qa_reader.tui.panes.reading import Highlight, Marks, ReadingPane, Stance
from qa_reader.tui.styles import styles_folder


class Reader(App[None]):
    """Shows one transcript and keeps what the pane tells."""

    CSS_PATH: ClassVar = [str(styles_folder() / name) for name in ("reading.tcss", "few_colours.tcss")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, transcript: Transcript, marks: Marks, theme: str) -> None:
        super().__init__()
        self.transcript, self.marks = transcript, marks
        self.told: list[object] = []
        for each in themes.themes():
            self.register_theme(each)
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield ReadingPane()

    def on_mount(self) -> None:
        self.pane.show(self.transcript, self.marks)

    @property
    def pane(self) -> ReadingPane:
        return self.query_one(ReadingPane)

    @on(ReadingPane.FocusMoved)
    def _moved(self, message: ReadingPane.FocusMoved) -> None:
        self.told.append(message.label)

    @on(ReadingPane.Selected)
    def _selected(self, message: ReadingPane.Selected) -> None:
        self.told.append(message.span and self.transcript.words(message.span))

    @on(ReadingPane.HighlightClicked)
    def _clicked(self, message: ReadingPane.HighlightClicked) -> None:
        self.told.append(message.key)


class Screen:
    """A running reader."""

    def __init__(self, app: Reader, pilot: Pilot[None]) -> None:
        self.app, self.pane, self.pilot = app, app.pane, pilot

    @property
    def lines(self) -> list[str]:
        return [self.pane.render_line(y).text for y in range(self.pane.size.height)]

    def find(self, words: str) -> Offset:
        """The cell where `words` begin."""
        for y, line in enumerate(self.lines):
            if words in line:
                return Offset(cell_len(line[: line.index(words)]), y)
        raise AssertionError(f"{words} not in\n" + "\n".join(self.lines))

    def style(self, words: str) -> Style:
        """How `words` are drawn, which must stand in one piece."""
        segments = [segment for y in range(self.pane.size.height) for segment in self.pane.render_line(y)]
        return next(style for text, style, _ in segments if words in text and style is not None)


Opened = Callable[..., AbstractAsyncContextManager[Screen]]


@pytest.fixture
def opened(small: Transcript) -> Opened:
    @asynccontextmanager
    async def run(
        transcript: Transcript | None = None,
        marks: Marks | None = None,
        size: tuple[int, int] = (60, 44),
        theme: str = themes.DARK,
    ) -> AsyncIterator[Screen]:
        app = Reader(transcript or small, marks or Marks(), theme)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            app.told.clear()
            yield Screen(app, pilot)

    return run


def span(transcript: Transcript, words: str) -> Span:
    for number, block in enumerate(transcript.blocks):
        if words in block.text:
            start = block.text.index(words)
            return Span(Position(number, start), Position(number, start + len(words)))
    raise AssertionError(words)


async def test_turns_say_who_does_what(opened: Opened) -> None:
    async with opened() as screen:
        heads = [" ".join(line.split()) for line in screen.lines if re.search("森|川口課長|野原", line)]
        assert heads == [
            "▌┃ Question 1 森 member",
            "Chair 野原議長",
            "▌│ Answer 川口課長 防災課長",
            "Remark? 森 member",
            "┃ Question 2 森 member",
            "│ Answer 川口課長 防災課長",
        ]


async def test_what_was_said_stands_at_the_question(opened: Opened) -> None:
    marks = Marks(
        stances={"q1": Stance("◐", "Partial", "partial")},
        flags=frozenset({"q1"}),
        notes={"q1": 2},
        unread=frozenset({"q2"}),
    )
    async with opened(marks=marks) as screen:
        assert screen.lines[screen.find("Question 1").y].split()[-4:] == ["⚑", "✎2", "◐", "Partial"]
        assert screen.lines[screen.find("Question 2").y].split()[-1] == "•"
    async with opened(marks=marks, size=(24, 30)) as screen:
        assert all(cell_len(line) == 24 for line in screen.lines)
        assert "Question 1" in screen.lines[screen.find("Question 1").y]


@pytest.mark.parametrize("size", [(200, 50), (80, 24), (40, 12), (20, 5), (8, 2)])
@pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT, themes.ANSI])
async def test_lines_fill_the_pane_exactly(opened: Opened, size: tuple[int, int], theme: str) -> None:
    async with opened(size=size, theme=theme) as screen:
        for move in (1, 1, 7, -3):
            assert [cell_len(line) for line in screen.lines] == [size[0]] * size[1]
            screen.pane.move_rows(move)


async def test_the_text_is_centred_at_a_comfortable_measure(opened: Opened) -> None:
    async with opened(size=(160, 30)) as screen:
        found = screen.find("毛布は三千枚")
        line = screen.lines[found.y].rstrip(" ▐")
        assert cell_len(line) - found.x == 80
        assert 30 < found.x < 50
        screen.pane.set_measure(Measure(40))
        found = screen.find("毛布は三千枚")
        assert cell_len(screen.lines[found.y].rstrip(" ▐")) - found.x == 40


async def test_highlights_are_told_apart_with_and_without_colour(small: Transcript, opened: Opened) -> None:
    marks = Marks(
        highlights=(
            Highlight(span(small, "毛布は三千枚を備蓄して"), "green", "a", glyph="◆"),
            Highlight(span(small, "三千枚"), "red", "b", glyph="✕"),
            Highlight(span(small, "夜間の訓練"), "blue", "c", pending=True, glyph="§"),
        )
    )
    async with opened(marks=marks) as screen:
        outer, inner, pending = screen.style("を備蓄して"), screen.style("三千枚"), screen.style("夜間の訓練")
        plain = screen.style("ています")
        assert len({style.bgcolor for style in (outer, inner, pending, plain)}) == 4
        assert inner.underline
        assert not outer.underline
        assert pending.dim
        assert "◆" in screen.lines[screen.find("毛布は三千枚").y]
        assert "§" in screen.lines[screen.find("夜間の訓練").y]
    async with opened(marks=marks, theme=themes.ANSI) as screen:
        outer, inner, plain = screen.style("を備蓄して"), screen.style("三千枚"), screen.style("ています")
        assert (outer.underline, bool(outer.bold)) == (True, False)
        assert (inner.underline, inner.bold) == (True, True)
        assert not plain.underline


async def test_hits_the_current_one_and_the_selection_are_drawn(small: Transcript, opened: Opened) -> None:
    async with opened() as screen:
        hits = [span(small, "備蓄の数"), span(small, "三千枚")]
        screen.pane.set_hits(hits, 1)
        assert screen.style("備蓄の数").underline
        assert screen.style("三千枚").bgcolor != screen.style("備蓄の数").bgcolor
        screen.pane.start_selection()
        assert screen.pane.selection == hits[1]
        screen.pane.set_hits((), None)
        assert screen.style("三千").bgcolor != screen.style("避難所").bgcolor
        assert screen.style("枚").bgcolor != screen.style("三千").bgcolor  # the caret
        screen.pane.clear_selection()
        assert screen.pane.selection is None


async def test_a_drag_selects_by_either_half_of_a_wide_character(small: Transcript, opened: Opened) -> None:
    async with opened() as screen:
        start = screen.find("毛布は三千枚")
        await screen.pilot.mouse_down(ReadingPane, offset=(start.x + 1, start.y))
        await screen.pilot.hover(ReadingPane, offset=(start.x + 4, start.y))
        await screen.pilot.mouse_up(ReadingPane, offset=(start.x + 4, start.y))
        assert screen.app.told == ["毛布は"]
        await screen.pilot.click(ReadingPane, offset=(start.x + 20, start.y))
        assert screen.app.told == ["毛布は", None]


@pytest.mark.parametrize(("times", "words"), [(2, "三千枚"), (3, "毛布は三千枚を備蓄しております。")])
async def test_clicks_in_a_row_select_more(opened: Opened, times: int, words: str) -> None:
    async with opened() as screen:
        found = screen.find("三千枚")
        await screen.pilot.click(ReadingPane, offset=(found.x + 1, found.y), times=times)
        assert words in screen.app.told


async def test_a_click_focuses_and_names_the_innermost_highlight(small: Transcript, opened: Opened) -> None:
    marks = Marks(
        highlights=(
            Highlight(span(small, "他の自治体の事例を研究して"), "red", "outer"),
            Highlight(span(small, "事例"), "blue", "inner"),
        )
    )
    async with opened(marks=marks) as screen:
        found = screen.find("事例")
        await screen.pilot.click(ReadingPane, offset=(found.x, found.y))
        assert screen.app.told == ["q2", "inner"]
        assert screen.pane.focus_label == "q2"


async def test_the_wheel_scrolls_and_tells_of_the_focus(
    long: Callable[[int], Transcript], opened: Opened
) -> None:
    async with opened(long(30), size=(60, 12)) as screen:
        from textual.events import MouseScrollDown

        def turn() -> None:
            event = MouseScrollDown(screen.pane, 5, 5, 0, 1, 0, False, False, False)
            screen.pane.post_message(event)

        before = screen.lines
        turn()
        await screen.pilot.pause()
        assert screen.lines[:9] == before[3:12] or screen.pane.place != Position(0, 0)
        for _ in range(20):
            turn()
        await screen.pilot.pause()
        assert screen.app.told
        assert screen.app.told[-1] == screen.pane.focus_label


async def test_the_scroll_bar_can_be_dragged(long: Callable[[int], Transcript], opened: Opened) -> None:
    async with opened(long(30), size=(60, 21)) as screen:
        assert screen.lines[0].endswith("▐")
        await screen.pilot.mouse_down(ReadingPane, offset=(59, 0))
        await screen.pilot.hover(ReadingPane, offset=(59, 10))
        await screen.pilot.mouse_up(ReadingPane, offset=(59, 10))
        assert 0.4 < screen.pane.progress < 0.6
        screen.pane.go_bottom()
        assert screen.lines[-1].endswith("▐")
        assert screen.pane.progress == 1.0


async def test_a_key_paints_once(long: Callable[[int], Transcript], opened: Opened, monkeypatch: Any) -> None:
    async with opened(long(30), size=(60, 20)) as screen:
        painted: list[object] = []
        display = Reader._display
        monkeypatch.setattr(Reader, "_display", lambda *args: painted.append(args) or display(*args))
        for call in (
            lambda: screen.pane.move_rows(1),
            lambda: screen.pane.next_exchange(1),
            lambda: screen.pane.move_page(1),
            lambda: screen.pane.go_to(Position(30, 3)),
            lambda: screen.pane.set_marks(Marks(flags=frozenset({"q1"}))),
            screen.pane.start_selection,
            lambda: screen.pane.caret_by_rows(1),
        ):
            painted.clear()
            call()
            await screen.pilot.pause()
            assert len(painted) == 1
        screen.pane.go_bottom()
        await screen.pilot.pause()
        painted.clear()
        assert not screen.pane.move_rows(1)
        await screen.pilot.pause()
        assert painted == []


async def test_marks_and_resizing_move_nothing(long: Callable[[int], Transcript], opened: Opened) -> None:
    async with opened(long(30), size=(60, 20)) as screen:
        screen.pane.move_rows(37)
        place, focus, lines = screen.pane.place, screen.pane.focus_label, screen.lines
        screen.pane.set_marks(Marks(stances={"q9": Stance("●", "Answered", "answered")}))
        assert (screen.pane.place, screen.pane.focus_label) == (place, focus)
        await screen.pilot.resize_terminal(33, 9)
        await screen.pilot.pause()
        assert (screen.pane.place, screen.pane.focus_label) == (place, focus)
        await screen.pilot.resize_terminal(60, 20)
        await screen.pilot.pause()
        assert screen.pane.place == place
        assert screen.lines[0][4:] == lines[0][4:]


async def test_another_transcript_and_none(
    small: Transcript, long: Callable[[int], Transcript], opened: Opened
) -> None:
    async with opened() as screen:
        screen.pane.show(long(30), Marks(), Position(19, 0), "q10")
        await screen.pilot.pause()
        assert screen.pane.place == Position(19, 0)
        assert screen.pane.focus_label == "q10"
        screen.pane.clear()
        assert not any(line.strip() for line in screen.lines)
        assert not screen.pane.move_rows(1)
        assert (screen.pane.focus_label, screen.pane.progress) == ("", 0.0)
