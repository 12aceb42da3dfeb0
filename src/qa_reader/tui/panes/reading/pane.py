"""The reading pane as the screen knows it: calls that show, move, focus and select; messages of the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.message import Message

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Position, Span, Transcript
from qa_reader.transcript.outline import Outline
from qa_reader.tui.panes.reading.gauge import Gauge
from qa_reader.tui.panes.reading.marks import Cues, Highlight, Hits, Marks
from qa_reader.tui.panes.reading.mouse import WHEEL, Mouse
from qa_reader.tui.panes.reading.page import Page
from qa_reader.tui.panes.reading.selectable import Selectable
from qa_reader.tui.panes.reading.selection import Selector
from qa_reader.tui.panes.reading.view import View, Where

TWO_COLUMNS: Final = 84
"""Cells of a pane from which it has room for two columns."""
_LONG: Final = 2000
"""Turns from which a text is shown before it is known which unit is in focus."""


class ReadingPane(Selectable, can_focus=True):
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
        self._mouse = Mouse(self)
        self._wanted: tuple[Position | None, str, int | None] | None = None
        self.arrangement = "continuous"
        """How the text is to be shown: one of the settings' VIEWS."""

    # What is shown

    def show(
        self,
        transcript: Transcript,
        marks: Marks,
        place: Position | None = None,
        focus: str = "",
        *,
        above: int | None = None,
        outline: Outline | None = None,
    ) -> None:
        """Show `transcript` from `place` on, or from its beginning, with the unit `focus` in focus if it can
        be seen there; `above` as `above` told it. `outline` is that of `transcript`, where the caller has
        one."""
        outline = outline or Outline(transcript)
        self._select_in(Selector(transcript, outline))
        self._marks, self._hits = marks, Hits()
        self._wanted = (place, focus, above)
        page = Page(transcript, outline, self._measure)
        self._open(self._kind()(page, self.size.height), Gauge(transcript))

    def fitted(self, view: View) -> None:
        """Go where the reader is to be, once there is a size."""
        if self._wanted is None:
            return
        wanted, self._wanted = self._wanted, None
        if len(view.page.transcript.turns) < _LONG:
            self._come_in(view, *wanted)
        else:  # the words first: finding what is in focus needs tables of the whole text
            view.show_from(wanted[0], wanted[2])
            self.call_after_refresh(self._come_in, view, *wanted)

    def _come_in(self, view: View, place: Position | None, focus: str, above: int | None) -> None:
        """Go where the reader is to be, and tell it; not where they have moved or left meanwhile."""
        if view is self._view and view.focus is None:
            view.open(place, focus, above)
            self.redraw()
            self.post_message(self.FocusMoved(self.focus_label))

    def clear(self) -> None:
        """Show nothing."""
        self._select_in(None)
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

    def set_cues(self, cues: Cues) -> None:
        """Mark phrases that suggest a stance, or with `Cues()` no more."""
        self._cues = cues
        self.redraw()

    def set_measure(self, measure: Measure) -> None:
        """Set the text anew: `measure.width` is the most cells a line may take, however wide the pane."""
        self._measure = measure
        self._fitted = None
        self._fit()
        self.refresh()

    def show_as(self, arrangement: str) -> str:
        """Show the text as one, or only the unit in focus, or that in two columns; the reader stays where
        they are. What it came to: two columns want a wide pane, else the unit is shown in one."""
        if arrangement != self.arrangement:
            self.arrangement = arrangement
            self._fitted = None
            self._fit()
            self.refresh()
        return self.arranged

    @property
    def arranged(self) -> str:
        """How the text is shown at the width that the pane has."""
        narrow = self.size.width < TWO_COLUMNS
        return "focus" if self.arrangement == "side" and narrow else self.arrangement

    def _kind(self) -> type[View]:
        if self.arranged == "continuous":
            return View
        from qa_reader.tui.panes.reading.beside import SideView
        from qa_reader.tui.panes.reading.focused import FocusView

        return SideView if self.arranged == "side" else FocusView

    def suited(self, view: View) -> View:
        """`view`, or one of the same text arranged as the reader wants it and the width allows."""
        kind = self._kind()
        if type(view) is kind:
            return view
        other = kind(view.whole, view.height)
        if view.focus is not None:
            anchor = view.anchor
            other.open(anchor.position, view.focus.label, anchor.above)
        elif self._wanted is None:  # on its way in: see `fitted`
            self._wanted = (view.anchor.position, "", view.anchor.above)
        return other

    # Where the reader is

    @property
    def place(self) -> Position:
        """The text at the top of the pane."""
        return self._view.anchor.position if self._view is not None else Position(0, 0)

    @property
    def above(self) -> int:
        """How many of the rows between paragraphs stand over that text."""
        return self._view.anchor.above if self._view is not None else 0

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
        return self._gauge.progress(*self._view.extent(), self._view.whole)

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

    def come_back(self, place: Position, focus: str, above: int | None = None) -> None:
        """Show the text from `place` on with the unit `focus` in focus, as it was left."""
        self._act(lambda view: view.open(place, focus, above))

    def focus_unit(self, label: str) -> None:
        """Put the unit `label` in focus and its beginning near the top."""
        unit = self._view.page.outline.unit(label) if self._view is not None else None
        if unit is not None:
            self._act(lambda view: view.focus_unit(unit))

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
        scout = self._view.scout()
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
            self._act(lambda view: view.scroll_to(gauge.seek(share, view.whole)))

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
