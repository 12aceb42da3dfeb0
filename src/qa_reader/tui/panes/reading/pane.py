"""The reading pane as the screen knows it: calls that show, move, focus and select; messages of the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Final

from textual import events
from textual.message import Message

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Position, Span, Transcript
from qa_reader.transcript.outline import Outline
from qa_reader.tui.panes.reading.canvas import Canvas
from qa_reader.tui.panes.reading.gauge import Gauge
from qa_reader.tui.panes.reading.marks import Highlight, Hits, Marks
from qa_reader.tui.panes.reading.mouse import WHEEL, Mouse
from qa_reader.tui.panes.reading.page import Page
from qa_reader.tui.panes.reading.selection import Level, Selection, Selector
from qa_reader.tui.panes.reading.view import View, Where

_LONG: Final = 2000
"""Turns from which a text is shown before it is known which unit is in focus."""


class ReadingPane(Canvas, can_focus=True):
    """A transcript as one text, in the order of its source.

    Positions are (block, offset in code points), units are named by their labels. Every method that moves
    paints once, and at most once; none animates.
    """

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
        self._selector: Selector | None = None
        self._selection: Selection | None = None
        self._mouse = Mouse(self)
        self._wanted: tuple[Position | None, str] | None = None

    # What is shown

    def show(
        self,
        transcript: Transcript,
        marks: Marks,
        place: Position | None = None,
        focus: str = "",
        *,
        outline: Outline | None = None,
    ) -> None:
        """Show `transcript` from `place` on, or from its beginning, with the unit `focus` in focus if it can
        be seen there. `outline` is that of `transcript`, where the caller has one."""
        outline = outline or Outline(transcript)
        self._selector = Selector(transcript, outline)
        self._selection = self._selected = None
        self._marks, self._hits = marks, Hits()
        self._wanted = (place, focus)
        self._open(View(Page(transcript, outline, self._measure), self.size.height), Gauge(transcript))

    def fitted(self, view: View) -> None:
        """Go where the reader is to be, once there is a size."""
        if self._wanted is None:
            return
        (place, focus), self._wanted = self._wanted, None
        if len(view.page.transcript.turns) < _LONG:
            self._come_in(view, place, focus)
        else:  # the words first: finding what is in focus needs tables of the whole text
            view.show_from(place)
            self.call_after_refresh(self._come_in, view, place, focus)

    def _come_in(self, view: View, place: Position | None, focus: str) -> None:
        """Go where the reader is to be, and tell it; not where they have moved or left meanwhile."""
        if view is self._view and view.focus is None:
            view.open(place, focus)
            self.redraw()
            self.post_message(self.FocusMoved(self.focus_label))

    def clear(self) -> None:
        """Show nothing."""
        self._selector = self._selection = self._selected = None
        self._marks, self._hits = Marks(), Hits()
        self._open(None, None)

    def set_marks(self, marks: Marks) -> None:
        """Draw other marks over the same text; nothing moves."""
        self._marks = marks
        self.redraw()

    def set_hits(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Mark what a search found, in the order of the text; `current` is an index into `spans`."""
        self._hits = Hits(spans, current)
        self.redraw()

    def set_measure(self, measure: Measure) -> None:
        """Set the text anew: `measure.width` is the most cells a line may take, however wide the pane."""
        self._measure = measure
        self._fitted = None
        self._fit()
        self.refresh()

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
        return self._view.attended if self._view is not None else None

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
        return self._act(lambda view: view.move(rows))

    def move_page(self, pages: int) -> bool:
        """Scroll by whole screens, two rows of the last one kept in sight."""
        return self._act(lambda view: view.move_screens(pages))

    def move_half(self, halves: int) -> bool:
        """Scroll by half screens."""
        return self._act(lambda view: view.move_screens(halves / 2))

    def go_top(self) -> None:
        """Go to the beginning."""
        self._act(View.to_top)

    def go_bottom(self) -> None:
        """Go to the end."""
        self._act(View.to_bottom)

    def go_to(self, position: Position, where: Where = "third") -> None:
        """Show `position`: at the top, a third down, or (`visible`) where it is if it is on screen."""
        self._act(lambda view: view.go_to(position, where))

    def come_back(self, place: Position, focus: str) -> None:
        """Show the text from `place` on with the unit `focus` in focus, as it was left."""
        self._act(lambda view: view.open(place, focus))

    def focus_unit(self, label: str) -> None:
        """Put the unit `label` in focus and its beginning near the top."""
        unit = self._view.page.outline.unit(label) if self._view is not None else None
        if unit is not None:
            self._act(lambda view: view.focus_unit(unit))

    def focus_exchange(self, index: int) -> None:
        """Put the exchange number `index` (from 0) in focus and its beginning near the top."""
        if self._view is not None:
            self.focus_unit(self._view.page.transcript.exchanges[index].label)

    def focus_at(self, position: Position) -> None:
        """Put the unit at `position` in focus, and the eye there; nothing scrolls."""
        self._act(lambda view: view.focus_at(position))

    def next_exchange(self, count: int) -> bool:
        """Focus the exchange `count` further, back where negative. False where there is none.

        Who goes to one question as a rule goes to the next one too: that is laid out and painted behind the
        frame, so that the key finds it done.
        """
        if not self._act(lambda view: view.next_exchange(count)):
            return False
        self.call_after_refresh(self._look_ahead, count)
        return True

    def _look_ahead(self, count: int) -> None:
        if self._view is None:
            return
        scout = copy(self._view)
        if scout.next_exchange(count):
            self.paint_ahead(scout)

    def next_section(self, count: int) -> bool:
        """Go to the heading `count` further, back where negative. False where there is none."""
        return self._act(lambda view: view.next_section(count))

    def scroll_rows(self, rows: int) -> None:
        """Scroll by `rows` and leave the focus."""
        self._act(lambda view: view.scroll(rows))

    def go_to_share(self, share: float) -> None:
        """Go to where `share` (0 to 1) of the text lies above."""
        gauge = self._gauge
        if gauge is not None:
            self._act(lambda view: view.scroll_to(gauge.seek(share, view.page)))

    # Selecting

    @property
    def selection(self) -> Span | None:
        """The selected words."""
        return self._selected

    def start_selection(self) -> None:
        """Select the sentence of the current search hit if it is on screen, else the one at the eye."""
        view = self._view
        if view is None or self._selector is None:
            return
        position = view.attended
        hit = self._hits.span
        if hit is not None and view.screen_row(view.page.place(hit.start)) is not None:
            position = hit.start
        self._select(self._selector.at(position, "sentence"))

    def extend_selection(self, count: int) -> None:
        """Move the end that moves by `count` pieces (sentences, unless widened), back where negative."""
        if self._selection is not None and self._selector is not None:
            self._select(self._selector.extend(self._selection, count))

    def extend_over(self, span: Span) -> None:
        """Let the end that moves be `span`, which is selected too."""
        if self._selection is not None:
            self._select(self._selection._replace(caret=span, narrower=()))

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

    def select_at(self, position: Position, level: Level) -> None:
        """Select the word, sentence … at `position`."""
        if self._selector is not None:
            self._select(self._selector.at(position, level))

    def select_between(self, pressed: Position, here: Position) -> None:
        """Select from one character to another, both included."""
        if self._selector is not None:
            self._select(self._selector.between(pressed, here, "grapheme"), reveal=False)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._select(None)

    def _select(self, selection: Selection | None, *, reveal: bool = True) -> None:
        if selection == self._selection:
            return
        self._selection = selection
        self._selected = selection.span if selection is not None else None
        if selection is not None and reveal and self._view is not None:
            self._view.reveal(selection.moving)
        self.redraw()

    def highlights_at(self, position: Position) -> tuple[Highlight, ...]:
        """The highlights over `position`, the innermost last."""
        return self._marks.at(position)

    # The mouse

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
