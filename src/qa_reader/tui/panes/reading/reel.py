"""The rows of a page that stand on the screen, one below the other: the text as it rolls by.

The top is held as a position in the text (or a lead above it), never as a number of rows, so that another
width or other marks leave the reader where they were.
"""

from __future__ import annotations

from typing import NamedTuple

from qa_reader.transcript.model import Position
from qa_reader.tui.panes.reading.page import Page, Place, Row


class Anchor(NamedTuple):
    """The top of the screen: the text at `position`, or the lead `above` rows over the text of its block."""

    position: Position
    above: int = 0


class Reel:
    """A page on a screen of `height` rows."""

    def __init__(self, page: Page, height: int) -> None:
        self.page = page
        self.height = height
        self.anchor = Anchor(Position(0, 0))
        self._top = page.first
        self._rows: list[Row] | None = None

    @property
    def top(self) -> Place:
        """The uppermost row on screen."""
        return self._top

    @property
    def rows(self) -> list[Row]:
        """The rows on screen, from the top; fewer than it holds only where the text is shorter."""
        if self._rows is None:
            self._rows = self.page.rows(self._top, self.height)
        return self._rows

    def fit(self, page: Page, height: int) -> None:
        """Show the same text set anew, or at another height."""
        self.page, self.height = page, height
        anchor = self.anchor
        self.put(self.place_of(anchor))
        self.anchor = anchor

    def put(self, place: Place) -> None:
        """Make `place` the top, or the place nearest to it that leaves no room below the last row."""
        page, lowest = self.page, self.page.last
        if page.between(place, lowest, self.height) < self.height - 1:
            place = page.step(lowest, 1 - self.height)
        self._top, self._rows = place, None
        self.anchor = Anchor(page.position(place), max(0, len(page.leads(place.block)) - place.row))

    def scroll(self, rows: int) -> int:
        """Scroll by `rows`, up where negative, as far as the text goes; how many rows that were."""
        before = self._top
        self.put(self.page.step(before, rows))
        if rows > 0:
            return self.page.between(before, self._top, rows)
        return -self.page.between(self._top, before, -rows)

    def row_of(self, place: Place) -> int | None:
        """The row of the screen that shows `place`, None where it is not on screen."""
        if not self._top <= place:
            return None
        below = self.page.between(self._top, place, self.height)
        return below if below < self.height else None

    def nearest(self, place: Place) -> int:
        """The row of the screen that shows `place`, or the one nearest to it."""
        at = self.row_of(place)
        if at is None:
            at = 0 if place < self._top else self.height - 1
        return min(at, max(0, len(self.rows) - 1))

    def place_of(self, anchor: Anchor) -> Place:
        """The row that `anchor` names."""
        place = self.page.place(anchor.position)
        if not anchor.above:
            return place
        return place._replace(row=max(0, len(self.page.leads(place.block)) - anchor.above))
