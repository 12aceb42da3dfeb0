"""The widget: keys come as calls from the screen, the mouse comes here, and both change one `View`.

It scrolls by itself. Textual's scrolling wants the height of the whole text, which is known only once all of
it is laid out, and a change of that height is a layout pass of the whole screen on a key that moves one line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Position, Span, Transcript
from qa_reader.transcript.outline import Outline
from qa_reader.tui.panes.reading.gauge import Gauge
from qa_reader.tui.panes.reading.inks import COMPONENTS, Inks
from qa_reader.tui.panes.reading.marks import Highlight, Hits, Marks
from qa_reader.tui.panes.reading.mouse import WHEEL, Mouse
from qa_reader.tui.panes.reading.page import Page, Place
from qa_reader.tui.panes.reading.paint import Painter, column
from qa_reader.tui.panes.reading.selection import Level, Selection, Selector
from qa_reader.tui.panes.reading.view import View, Where

_AT_ONCE: Final = 2000
"""Blocks whose length is taken in one go while nothing else is to be done."""
_THUMB: Final = "▐"
_HIT: Final = "•"
_MOST: Final = 80
"""Cells of the longest line: 40 full-width characters."""


class ReadingPane(Widget, can_focus=True):
    """A transcript as one text, in the order of its source.

    Positions are (block, offset in code points), units are named by their labels. Every method that moves
    paints once, and at most once; none animates.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    class FocusMoved(Message):
        """The focus is on another unit without a call: the mouse moved it, or a text was shown at last."""

        def __init__(self, label: str) -> None:
            super().__init__()
            self.label = label

    class Selected(Message):
        """The mouse has selected words, or let go of what was selected (None)."""

        def __init__(self, span: Span | None) -> None:
            super().__init__()
            self.span = span

    class HighlightClicked(Message):
        """Highlighted words were clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._measure = Measure(_MOST)
        self._view: View | None = None
        self._gauge: Gauge | None = None
        self._selector: Selector | None = None
        self._painter: Painter | None = None
        self._marks = Marks()
        self._hits = Hits()
        self._selection: Selection | None = None
        self._mouse = Mouse(self)
        self._unsized: tuple[Position | None, str] | None = None
        self._inks = Inks(self)
        self._strips: dict[tuple[Place, bool, str], Strip] = {}
        self._bar: tuple[range, frozenset[int]] | None = None

    # What is shown

    def show(
        self, transcript: Transcript, marks: Marks, place: Position | None = None, focus: str = ""
    ) -> None:
        """Show `transcript` from `place` on, or from its beginning, with the unit `focus` in focus if it can
        be seen there."""
        outline = Outline(transcript)
        self._gauge = Gauge(transcript)
        self._selector = Selector(transcript, outline)
        self._marks, self._hits, self._selection = marks, Hits(), None
        self._view = View(Page(transcript, outline, self._measure), self.size.height)
        self._unsized = (place, focus)
        if self.size.height:
            self._fit()
        self.call_after_refresh(self._prepare, self._view)

    def clear(self) -> None:
        """Show nothing."""
        self._view = self._gauge = self._selector = self._painter = self._selection = None
        self._marks, self._hits = Marks(), Hits()
        self._repaint()

    def set_marks(self, marks: Marks) -> None:
        """Draw other marks over the same text; nothing moves."""
        self._marks = marks
        self._repaint()

    def set_hits(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Mark what a search found, in the order of the text; `current` is an index into `spans`."""
        self._hits = Hits(spans, current)
        self._repaint()

    def set_measure(self, measure: Measure) -> None:
        """Set the text anew: `measure.width` is the most cells a line may take, however wide the pane."""
        self._measure = measure
        self._fit()

    # Where the reader is

    @property
    def place(self) -> Position:
        """The text at the top of the pane."""
        return self._view.position if self._view is not None else Position(0, 0)

    @property
    def focus_label(self) -> str:
        """The label of the unit in focus; empty where there is none."""
        return self._view.focus.label if self._view is not None and self._view.focus is not None else ""

    @property
    def eye(self) -> Position | None:
        """The text that is being read; None where nothing is shown."""
        return self._view.read if self._view is not None else None

    @property
    def progress(self) -> float:
        """How far through the text the reader is, 0 to 1; 1 once its last row is on screen."""
        if self._view is None or self._gauge is None:
            return 0.0
        return self._gauge.progress(*self._view.extent(), self._view.page)

    # Moving

    def move_rows(self, rows: int) -> bool:
        """Scroll by `rows`, up where negative; at either end of the text, move the focus by a unit instead.
        False where neither is possible."""
        return self._moved(lambda view: view.move(rows))

    def move_page(self, pages: int) -> bool:
        """Scroll by whole screens, two rows of the last one kept in sight."""
        return self._moved(lambda view: view.move_screens(pages))

    def move_half(self, halves: int) -> bool:
        """Scroll by half screens."""
        return self._moved(lambda view: view.move_screens(halves / 2))

    def go_top(self) -> None:
        """Go to the beginning."""
        self._moved(View.to_top)

    def go_bottom(self) -> None:
        """Go to the end."""
        self._moved(View.to_bottom)

    def go_to(self, position: Position, where: Where = "third") -> None:
        """Show `position`: at the top, a third down, or (`visible`) where it is if it is on screen."""
        self._moved(lambda view: view.go_to(position, where))

    def come_back(self, place: Position, focus: str) -> None:
        """Show the text from `place` on with the unit `focus` in focus, as it was left."""
        self._moved(lambda view: view.open(place, focus))

    def focus_unit(self, label: str) -> None:
        """Put the unit `label` in focus and its beginning near the top."""
        unit = self._view.page.outline.unit(label) if self._view is not None else None
        if unit is not None:
            self._moved(lambda view: view.focus_unit(unit))

    def focus_exchange(self, index: int) -> None:
        """Put the exchange number `index` (from 0) in focus and its beginning near the top."""
        if self._view is not None:
            self.focus_unit(self._view.page.transcript.exchanges[index].label)

    def next_exchange(self, count: int) -> bool:
        """Focus the exchange `count` further, back where negative. False where there is none."""
        return self._moved(lambda view: view.next_exchange(count))

    def next_section(self, count: int) -> bool:
        """Go to the heading `count` further, back where negative. False where there is none."""
        return self._moved(lambda view: view.next_section(count))

    # Selecting

    @property
    def selection(self) -> Span | None:
        """The selected words."""
        return self._selection.span if self._selection is not None else None

    def start_selection(self) -> None:
        """Select the sentence of the current search hit if it is on screen, else the one at the eye."""
        view = self._view
        if view is None or self._selector is None:
            return
        position = view.read
        hit = self._hits.span
        if hit is not None and view.screen_row(view.page.place(hit.start)) is not None:
            position = hit.start
        self._select(self._selector.at(position, "sentence"))

    def extend_selection(self, count: int) -> None:
        """Move the end that moves by `count` pieces (sentences, unless widened), back where negative."""
        if self._selection is not None and self._selector is not None:
            self._select(self._selector.extend(self._selection, count))

    def swap_selection(self) -> None:
        """Let the other end move from now on."""
        if self._selection is not None and self._selector is not None:
            self._select(self._selector.swap(self._selection))

    def grow_selection(self) -> None:
        """Widen the selection: to whole words, phrases, clauses, sentences, the paragraph, the turn."""
        if self._selection is not None and self._selector is not None:
            self._select(self._selector.widen(self._selection), reveal=False)

    def shrink_selection(self) -> None:
        """Take the last widening back; else select the next smaller piece."""
        if self._selection is not None and self._selector is not None:
            self._select(self._selector.shrink(self._selection), reveal=False)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._select(None)

    def _select(self, selection: Selection | None, *, reveal: bool = True) -> None:
        if selection == self._selection:
            return
        self._selection = selection
        if selection is not None and reveal and self._view is not None:
            caret = selection.caret
            forward = caret.start >= selection.anchor.start
            self._view.reveal(
                Position(caret.end.block, max(0, caret.end.offset - 1)) if forward else caret.start
            )
        self._repaint()

    # Painting

    def _moved(self, move: Callable[[View], bool | None]) -> bool:
        if self._view is None:
            return False
        moved = move(self._view) is not False
        if moved:
            self._bar = None
            self.refresh()
        return moved

    def _repaint(self) -> None:
        """Paint anew after something drawn over the text changed."""
        self._strips.clear()
        self._bar = None
        if self._painter is not None:
            self._painter.marks, self._painter.hits, self._painter.selected = (
                self._marks,
                self._hits,
                self.selection,
            )
        self.refresh()

    def _fit(self) -> None:
        """Fit the text to the pane's size, where the reader is."""
        view = self._view
        if view is None or not self.size.height:
            return
        set_in = column(self.size.width, self._measure.width, hang=self._measure.hang)
        view.resize(self._measure._replace(width=set_in.width), self.size.height)
        if self._unsized is not None:
            (place, focus), self._unsized = self._unsized, None
            view.open(place, focus)
            self.post_message(self.FocusMoved(self.focus_label))
        self._painter = Painter(view.page, set_in, self._inks)
        self._repaint()

    def on_resize(self) -> None:
        """Set the text anew; the reader stays where they are."""
        self._fit()

    def notify_style_update(self) -> None:
        """Styles are made anew after a change of theme, focus or style sheet."""
        self._inks.clear()
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """The line `y` of the screen."""
        view, painter = self._view, self._painter
        rows = view.rows if view is not None else []
        if view is None or painter is None or y >= len(rows):
            return Strip.blank(self.size.width, self._inks.named("ground"))
        row, bar = rows[y], self._bar_at(y)
        key = (row.place, view.in_focus(row), bar)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > 4096:
                self._strips.clear()
            strip = self._strips[key] = self._strip(painter.row(row, focus=key[1]), bar)
        return strip

    def _strip(self, segments: list[Segment], bar: str) -> Strip:
        strip = Strip(segments).adjust_cell_length(self.size.width - 1, self._inks.named("ground"))
        style = self._inks.named("hit-mark" if bar == _HIT else "thumb")
        return Strip([*strip, Segment(bar, style)], self.size.width)

    def _bar_at(self, y: int) -> str:
        """What the scroll bar shows beside the line `y`."""
        if self._bar is None:
            self._bar = self._made_bar()
        thumb, hits = self._bar
        if y in hits:
            return _HIT
        return _THUMB if y in thumb else " "

    def _made_bar(self) -> tuple[range, frozenset[int]]:
        view, gauge, height = self._view, self._gauge, self.size.height
        if view is None or gauge is None:
            return range(0), frozenset()
        thumb = gauge.thumb(*view.extent(), view.page, height)
        if not thumb:
            return thumb, frozenset()
        blocks = {span.start.block for span in self._hits.spans}
        return thumb, frozenset(gauge.rows(blocks, view.page, height))

    def _prepare(self, view: View) -> None:
        """After the first paint: take the lengths of the blocks, and make the tables that moving needs."""
        gauge = self._gauge
        if gauge is None or view is not self._view:
            return
        if gauge.measured:
            view.prepare()
            self._bar = None
            self.refresh()
        else:
            gauge.measure(_AT_ONCE)
            self.call_later(self._prepare, view)

    # The mouse

    def position_at(self, offset: Offset) -> Position | None:
        """The text shown at `offset` of the pane, by either half of a wide character; beside the text and
        above it, the nearest. None below the last row."""
        view, painter = self._view, self._painter
        if view is None or painter is None or not 0 <= offset.y < len(view.rows):
            return None
        row = view.rows[offset.y]
        if row.lead is not None:
            return view.page.position(row.place)
        found = view.page.offset(row.place, offset.x - painter.column.text)
        return Position(row.place.block, min(found, max(row.start, row.end)))

    def highlights_at(self, position: Position) -> tuple[Highlight, ...]:
        """The highlights over `position`, the innermost last."""
        return self._marks.at(position)

    def focus_at(self, position: Position) -> None:
        """Put the unit at `position` in focus, and the eye there; nothing scrolls."""
        self._moved(lambda view: view.focus_at(position))

    def scroll_rows(self, rows: int) -> None:
        """Scroll by `rows` and leave the focus."""
        self._moved(lambda view: view.scroll(rows))

    def go_to_share(self, share: float) -> None:
        """Go to where `share` (0 to 1) of the text lies above."""
        gauge = self._gauge
        if gauge is not None:
            self._moved(lambda view: view.scroll_to(gauge.seek(share, view.page)))

    def select_at(self, position: Position, level: Level) -> None:
        """Select the word, sentence … at `position`."""
        if self._selector is not None:
            self._select(self._selector.at(position, level))

    def select_between(self, pressed: Position, here: Position) -> None:
        """Select from one character to another, both included."""
        if self._selector is not None:
            self._select(self._selector.between(pressed, here, "grapheme"), reveal=False)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls."""
        event.stop()
        self._mouse.wheel(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls."""
        event.stop()
        self._mouse.wheel(-WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A drag may begin."""
        self._mouse.down(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A drag goes on."""
        self._mouse.move(event)

    def on_mouse_up(self) -> None:
        """A drag ends."""
        self._mouse.up()

    def on_click(self, event: events.Click) -> None:
        """A click, or several in a row."""
        self._mouse.click(event)
