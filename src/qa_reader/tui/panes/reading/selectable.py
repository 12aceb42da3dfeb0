"""A canvas on which words are selected: the caret by characters, rows and the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from qa_reader.transcript.model import Position, Span
from qa_reader.tui.panes.reading.canvas import Canvas
from qa_reader.tui.panes.reading.caret import column_of, in_row, row_ends
from qa_reader.tui.panes.reading.selection import Level, Selection, Selector
from qa_reader.tui.panes.reading.view import View


class Selectable(Canvas):
    """A view of a page, drawn, and what is selected in it."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._selector: Selector | None = None
        self._selection: Selection | None = None
        self._begun: Selection | None = None
        self._left: Position | None = None
        """Where the caret was as the last selection was left off, until something moves."""
        self.moves = 0
        """How often the reader has moved, or was moved."""

    def _select_in(self, selector: Selector | None) -> None:
        """Another transcript is shown, or none: nothing is selected in it yet."""
        self._selector = selector
        self._selection = self._selected = self._caret = self._left = None

    def _act(self, act: Callable[[View], bool | None]) -> bool:
        self._left = None
        self.moves += 1
        return super()._act(act)

    @property
    def selection(self) -> Span | None:
        """The selected words."""
        return self._selected

    @property
    def hit(self) -> Span | None:
        """The current hit of a search."""
        return self._hits.span

    @property
    def ends(self) -> Selection | None:
        """The selected words by their two ends."""
        return self._selection

    @property
    def selector(self) -> Selector | None:
        """What knows the pieces of the text that is shown."""
        return self._selector

    def start_selection(self) -> None:
        """Put a caret where the eye is.

        The search hit is selected whole if it is on screen. Else the caret is where it was left, if nothing
        has moved since, or on the first words at the eye.
        """
        view, selector = self._view, self._selector
        if view is None or selector is None:
            return
        hit = self._hits.span
        if self._left is not None:
            selection = selector.at(self._left)
        elif hit is not None and view.screen_row(view.page.place(hit.start)) is not None:
            selection = selector.cover(hit)
        else:
            selection = selector.at(view.attended)
        self._begun = selection
        self.select(selection)

    def select(self, selection: Selection | None, *, reveal: bool = True) -> None:
        """Select other words, or with None no more; `reveal`: bring the caret on screen."""
        before = self._selection
        if selection is None and before is not None:
            self._left = before.caret.start if before != self._begun else None
        if selection == before:
            return
        self._selection = selection
        self._selected = selection.span if selection is not None else None
        self._caret = selection.caret if selection is not None else None
        seen = (self._view.page, self._view.top) if self._view is not None else None
        if selection is not None and reveal and self._view is not None:
            self._view.reveal(selection.caret.start)
        blocks = _changed(before, selection)
        scrolled = self._view is None or seen != (self._view.page, self._view.top)
        self.redraw_blocks(min(blocks), max(blocks), scrolled=scrolled)

    def caret_by_rows(self, rows: int) -> None:
        """Move the caret by `rows`, up where negative, in the cell it keeps to, as far as the turn goes."""
        selection, view = self._selection, self._view
        if selection is None or view is None or self._selector is None:
            return
        start = selection.caret.start
        column = selection.column if selection.column is not None else column_of(view.page, start)
        found = in_row(view.page, start, rows, column)
        self.select(self._selector.row_to(selection, found, column, 1 if rows > 0 else -1))

    def caret_in_row(self, where: Literal["first", "words", "last"]) -> None:
        """Move the caret to an end of its row, or to the first that is no blank in it."""
        if self._selection is not None and self._view is not None and self._selector is not None:
            ends = row_ends(self._view.page, self._selection.caret.start)
            self.select(self._selector.to(self._selection, getattr(ends, where)))

    def select_at(self, position: Position, level: Level) -> None:
        """Select the word, sentence … at `position`."""
        if self._selector is not None:
            self.select(self._selector.at(position, level))

    def select_between(self, pressed: Position, here: Position) -> None:
        """Select from one character to another, both included."""
        if self._selector is not None:
            self.select(self._selector.between(pressed, here), reveal=False)

    def clear_selection(self) -> None:
        """Select nothing."""
        self.select(None)


def _changed(before: Selection | None, after: Selection | None) -> list[int]:
    """The blocks between which what is drawn for a selection changes."""
    both = [each for each in (before, after) if each is not None]
    carets = [each.caret.start.block for each in both]
    if len({each.anchor for each in both}) == 1 and len(both) == 2:
        return carets
    return [*carets, *(each.anchor.start.block for each in both)]
