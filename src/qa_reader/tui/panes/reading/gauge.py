"""How far through the text the screen is: what the scroll bar and the header say.

Rows above the screen are not laid out, so their number is reckoned: each block is taken to need what its
length gives at this measure. The lengths are summed up a stretch at a time while nothing else is to be done;
until that has reached the end, blocks count as equals.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from qa_reader.transcript.model import Transcript, column
from qa_reader.tui.panes.reading.page import Page, Place

_LEADS: Final = 1.5
"""Rows that a block has besides those of its text, on average."""
_CELLS: Final = 2
"""Cells of a code point; wrong for Latin text, but wrong everywhere alike."""


class Gauge:
    """The share of the text before a place."""

    def __init__(self, transcript: Transcript) -> None:
        self._blocks = transcript.blocks
        self._before = array("Q", [0])

    @cached_property
    def _lengths(self) -> Sequence[int]:
        return column(self._blocks, "length")

    @property
    def measured(self) -> bool:
        """Whether every block's length is known."""
        return len(self._before) > len(self._blocks)

    def measure(self, blocks: int) -> None:
        """Sum up the lengths of `blocks` more blocks."""
        before = self._before
        total = before[-1]
        start = len(before) - 1
        for length in self._lengths[start : start + blocks]:
            total += length
            before.append(total)

    def total(self, page: Page) -> float:
        """The whole of the text, in reckoned rows."""
        return self._rows(len(self._blocks), page) + page.height(page.blocks)

    def at(self, place: Place, page: Page) -> float:
        """The reckoned rows above `place`."""
        start = self._rows(place.block, page)
        if place.block >= len(self._blocks):
            return start + place.row
        return start + (self._rows(place.block + 1, page) - start) * place.row / max(
            1, page.height(place.block)
        )

    def seek(self, share: float, page: Page) -> Place:
        """The place before which `share` (0 to 1) of the text lies."""
        if not self._blocks:
            return page.first
        wanted = share * self.total(page)
        block = bisect_right(range(len(self._blocks)), wanted, key=lambda each: self._rows(each, page)) - 1
        block = max(0, block)
        start, end = self._rows(block, page), self._rows(block + 1, page)
        height = page.height(block)
        return Place(block, min(max(0, height - 1), int(height * (wanted - start) / max(1.0, end - start))))

    def progress(self, top: Place, bottom: Place, at_end: bool, page: Page) -> float:
        """How far the reader is: 0 at the very beginning, 1 once the last row is on screen."""
        if at_end:
            return 1.0
        above = self.at(top, page)
        below = self.total(page) - self.at(bottom, page)
        return above / max(1.0, above + below)

    def thumb(self, top: Place, bottom: Place, at_end: bool, page: Page, height: int) -> range:
        """The rows of a scroll bar of `height` rows that stand for what is on screen; none where all is.

        It touches the ends of the bar only at the ends of the text.
        """
        at_start = top <= page.first
        if (at_start and at_end) or height < 1:
            return range(0)
        total = self.total(page)
        shown = self.at(bottom, page) + 1 - self.at(top, page)
        size = min(max(1, round(height * shown / total)), max(1, height - 2))
        room = height - size
        if at_start:
            start = 0
        elif at_end:
            start = room
        else:
            start = min(max(1, round(room * self.progress(top, bottom, at_end, page))), max(0, room - 1))
        return range(start, start + size)

    def rows(self, blocks: Iterable[int], page: Page, height: int) -> Iterator[int]:
        """The rows of a scroll bar of `height` rows that stand for `blocks`."""
        total = self.total(page)
        for block in blocks:
            yield min(height - 1, int(height * self._rows(block, page) / total))

    def _rows(self, block: int, page: Page) -> float:
        """The reckoned rows of the blocks before `block`."""
        if not self.measured:
            return block * (1 + _LEADS)
        return block * _LEADS + self._before[block] * _CELLS / page.measure.width
