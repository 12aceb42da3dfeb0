"""What the mouse does in the reading pane: everything that keys do, and nothing more.

A drag selects by characters, two clicks a word, three a sentence, four a paragraph; one click puts the turn
under it in focus and tells which highlight it hit. The wheel scrolls. The scroll bar can be dragged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual import events
from textual.geometry import Offset

from qa_reader.transcript.model import Position
from qa_reader.tui.panes.reading.selection import Level

if TYPE_CHECKING:
    from qa_reader.tui.panes.reading.pane import ReadingPane

WHEEL: Final = 3
"""Rows that a step of the wheel scrolls."""
_CLICKS: Final[dict[int, Level]] = {2: "word", 3: "sentence", 4: "paragraph"}


class _Press(NamedTuple):
    """Where the button went down."""

    text: Position | None
    """The character there; None on the scroll bar."""


class Mouse:
    """The mouse over one pane."""

    def __init__(self, pane: ReadingPane) -> None:
        self._pane = pane
        self._press: _Press | None = None
        self._dragged = False

    def wheel(self, rows: int) -> None:
        """The wheel was turned."""
        before = self._pane.focus_label
        self._pane.move_rows(rows)
        self._tell(before)

    def down(self, event: events.MouseDown) -> None:
        """The button went down: on the scroll bar it takes hold of that, on text it begins a selection."""
        offset = event.get_content_offset(self._pane)
        if offset is None or event.button != 1:
            return
        on_bar = offset.x == self._pane.size.width - 1
        self._dragged = False
        self._press = _Press(None if on_bar else self._pane.position_at(offset))
        self._pane.capture_mouse()
        if on_bar:
            self._drag_bar(offset.y)

    def move(self, event: events.MouseMove) -> None:
        """The mouse moved; with the button down that drags."""
        if self._press is None:
            return
        offset = event.offset - self._pane.content_offset
        if self._press.text is None:
            self._drag_bar(offset.y)
            return
        if offset.y < 0 or offset.y >= self._pane.size.height:
            self._pane.scroll_rows(-1 if offset.y < 0 else 1)
        here = self._pane.position_at(self._clamped(offset))
        if here is not None and (self._dragged or here != self._press.text):
            self._dragged = True
            self._pane.select_between(self._press.text, here)

    def up(self) -> None:
        """The button was let go of."""
        if self._press is not None:
            self._pane.release_mouse()
            if self._dragged:
                self._pane.post_message(self._pane.Selected(self._pane.selection))
        self._press = None

    def click(self, event: events.Click) -> None:
        """A click that was no drag."""
        offset = event.get_content_offset(self._pane)
        if self._dragged or offset is None or offset.x == self._pane.size.width - 1:
            self._dragged = False
            return
        position = self._pane.position_at(offset)
        if position is None:
            return
        level = _CLICKS.get(min(event.chain, 4))
        if level is not None:
            self._pane.select_at(position, level)
            self._pane.post_message(self._pane.Selected(self._pane.selection))
            return
        if self._pane.selection is not None:
            self._pane.clear_selection()
            self._pane.post_message(self._pane.Selected(None))
        before = self._pane.focus_label
        self._pane.focus_at(position)
        self._tell(before)
        marked = self._pane.highlights_at(position)
        if marked:
            self._pane.post_message(self._pane.HighlightClicked(marked[-1].key))

    def _tell(self, before: str) -> None:
        """Say so if the focus has moved."""
        label = self._pane.focus_label
        if label != before:
            self._pane.post_message(self._pane.FocusMoved(label))

    def _drag_bar(self, y: int) -> None:
        before = self._pane.focus_label
        self._pane.go_to_share(y / max(1, self._pane.size.height - 1))
        self._tell(before)

    def _clamped(self, offset: Offset) -> Offset:
        """The cell of the text nearest to `offset`."""
        width, height = self._pane.size
        return Offset(min(max(offset.x, 0), width - 2), min(max(offset.y, 0), height - 1))
