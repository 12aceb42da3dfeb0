"""Lines of text for a terminal: where they break, and which cell shows which offset.

The lines keep the rules of JIS X 4051 for the start and end of a line (`kinsoku`), keep Latin words and
numbers whole, never divide a grapheme, and let blanks at a line's end hang unseen. Both ways between an
offset of the text and a cell on the screen take one binary search: `Lines` holds the cells before every
code point.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from qa_reader.language.kinsoku import BLANKS, HANGING, classes, may_break, without_blanks
from qa_reader.language.phrases import phrase_boundary
from qa_reader.language.widths import cells, fit, fit_ends, grapheme_spans, is_joined, pad, prefix

__all__ = ["Lines", "Measure", "cells", "fit", "fit_ends", "pad", "wrap"]

_PHRASE_REACH: Final = 12
"""How far back from a line's end a phrase may begin that the next line then starts with, in code points."""

_WORD_JOINTS: Final = frozenset("/?&=#-._")
"""Where a word longer than a line (an address, mostly) had best be cut."""

_DEEP: Final = 6
"""Cells of an indent from which on it is no paragraph's but a list's or a table's: all rows keep it."""


class Measure(NamedTuple):
    """How text is to be set."""

    width: int
    """Cells a line may take; less than 2 is taken as 2, what one ideograph needs."""
    ambiguous: int = 1
    """Cells of a character of ambiguous width: 1 or 2."""
    hang: bool = False
    """Set a full stop or comma that does not fit past the end of the line, up to 2 cells over the width."""
    phrase: bool = False
    """Break Japanese between phrases where one begins near the end of the line."""
    indent: bool = True
    """Keep blanks that the source has before the first line; else they take no cells. The rows below a deep
    indent (of a list, a roster) stand under its text."""


class Lines:
    """A text set in rows. Offsets are code points into the text, columns are cells from 0."""

    __slots__ = ("_before", "_insets", "_starts", "text")

    def __init__(
        self, text: str, before: Sequence[int], starts: Sequence[int], insets: Sequence[int] = ()
    ) -> None:
        self.text = text
        self._before = before
        self._starts = starts
        self._insets = insets

    @property
    def rows(self) -> int:
        """How many rows there are; an empty text has one."""
        return len(self._starts)

    def span(self, row: int) -> tuple[int, int]:
        """The offsets that `row` holds, end exclusive; the rows follow one another without gaps."""
        starts = self._starts
        return starts[row], starts[row + 1] if row + 1 < len(starts) else len(self.text)

    def inset(self, row: int) -> int:
        """The blank cells before the text of `row`."""
        return self._insets[row] if self._insets else 0

    def shown(self, row: int) -> tuple[int, int]:
        """What of `span(row)` is drawn: not its line break, nor the blanks that hang past its end."""
        start, end = self.span(row)
        text, before = self.text, self._before
        if end > start and text[end - 1] == "\n":
            end -= 1
        while True:
            at = end
            while at > start and before[at] == before[at - 1]:  # marks upon a blank go with it
                at -= 1
            if at == start or text[at - 1] not in BLANKS:
                break
            end = at - 1
        while start < end and before[start + 1] == 0 and text[start] in BLANKS:
            start += 1  # an indent that takes no cells
        return start, end

    def line(self, row: int) -> str:
        """What is drawn of `row`: its inset and its text."""
        return " " * self.inset(row) + self.text[slice(*self.shown(row))]

    def width(self, row: int) -> int:
        """The cells that `row` takes, its inset and the drawn part of its text."""
        start, end = self.shown(row)
        return self.inset(row) + self._before[end] - self._before[start]

    def locate(self, offset: int) -> tuple[int, int]:
        """The row and column of the cell where the text at `offset` begins; the text's end has one too."""
        offset = min(max(offset, 0), len(self.text))
        row = bisect_right(self._starts, offset) - 1
        return row, self.inset(row) + self._before[offset] - self._before[self._starts[row]]

    def offset(self, row: int, column: int) -> int:
        """The offset of the grapheme shown in `column` of `row`, by either half where it is wide.

        Past the row's text it is the row's end: the start of the next row, or the line break that ends it.
        """
        start, end = self.span(row)
        before = self._before
        column = max(0, column - self.inset(row))
        found = bisect_right(before, before[start] + column, start, end + 1) - 1
        if end > start and found == end and self.text[end - 1] == "\n":
            return end - 1
        return found


def wrap(text: str, measure: Measure) -> Lines:
    """Set `text` in rows of `measure.width` cells; a LF in it always ends a row.

    A row is wider than the measure only by blanks, which are not drawn, by punctuation where it may hang, or
    where a single grapheme is wider. Where no break is allowed within a row, it is cut between graphemes.
    """
    before = prefix(text, measure.ambiguous)
    if not measure.indent and text[:1] in BLANKS and text:
        indent = before[len(text) - len(text.lstrip(BLANKS))]
        before = array("I", [max(0, cell - indent) for cell in before])
    if before[-1] <= measure.width and "\n" not in text:
        return Lines(text, before, _ONE)
    setting = _Setting(text, before, measure)
    start = 0
    while (stop := text.find("\n", start)) >= 0:
        setting.fill(start, stop)
        start = stop + 1
    setting.fill(start, len(text))
    return Lines(text, before, setting.starts, setting.insets if any(setting.insets) else ())


_ONE: Final = array("I", [0])


class _Setting:
    """One text being set."""

    def __init__(self, text: str, before: Sequence[int], measure: Measure) -> None:
        self.text = text
        self.before = before
        self.measure = measure
        self.width = max(2, measure.width)
        self.starts = array("I")
        self.insets = array("I")
        self.marks = classes(text)
        if is_joined(text):
            self.marks = _with_joined(text, self.marks, measure.ambiguous)

    def fill(self, start: int, end: int) -> None:
        """Add the rows of text[start:end], which has no line break."""
        before, inset = self.before, 0
        below = self._inset_below(start, end)
        while True:
            self.starts.append(start)
            self.insets.append(inset)
            room = self.width - inset
            if before[end] <= before[start] + room:
                return
            full = bisect_right(before, before[start] + room, start, end + 1) - 1
            start = self._break(start, full, end)
            if start >= end:
                return
            inset = below

    def _inset_below(self, start: int, end: int) -> int:
        """The inset of the rows after the first: that of a deep indent, unless it leaves too little room."""
        indent = self.before[self._past_blanks(start, end)] - self.before[start]
        return indent if _DEEP <= indent <= self.width // 2 else 0

    def _break(self, start: int, full: int, end: int) -> int:
        """Where the row after the one at `start` begins; text[start:full] is what fits, and less than all."""
        marks = self.marks
        if self.measure.hang and self.text[full] in HANGING:
            hung = self._past_blanks(full + 1, end)
            if hung == end or may_break(marks, hung):
                return hung
        at = self._past_blanks(full, end)
        if at == end:
            return end
        while at > start and not may_break(marks, at):
            at -= 1
        if at == start:
            return self._forced(start, full, end)
        if self.text[at] >= "\u0e00" and without_blanks(self.text[at]) and marks[at - 1] != "S":
            return self._at_blank(start, at)
        if self.measure.phrase and marks[at - 1] not in "SCWP":
            return self._at_phrase(start, at)
        return at

    def _past_blanks(self, at: int, end: int) -> int:
        marks = self.marks
        while at < end and marks[at] in "SZ":
            at += 1
        return at

    def _forced(self, start: int, full: int, end: int) -> int:
        """A break where none is allowed: after a joint of a long word, else wherever the row is full."""
        if full == start:  # one grapheme, wider than the row
            full += 1
            while full < end and self.marks[full] == "Z":
                full += 1
            return full
        for at in range(full, (start + full) // 2, -1):
            if self.text[at - 1] in _WORD_JOINTS and self.marks[at] in "AN":
                return at
        return full

    def _at_blank(self, start: int, at: int) -> int:
        """The last blank in the second half of the row: where words are not parted, phrases are."""
        for near in range(at, (start + at) // 2, -1):
            if self.marks[near - 1] == "S" and may_break(self.marks, near):
                return near
        return at

    def _at_phrase(self, start: int, at: int) -> int:
        """The last beginning of a phrase at or before `at`, if there is one near."""
        reach = min(_PHRASE_REACH, (at - start) // 3)
        for near in range(at, at - reach, -1):
            if phrase_boundary(self.text, near) and may_break(self.marks, near):
                return near
        return at


def _with_joined(text: str, marks: str, ambiguous: int) -> str:
    """`marks` with all of a grapheme but its first code point marked as having no cells of their own."""
    joined = [marks[start] + "Z" * (end - start - 1) for start, end, _ in grapheme_spans(text, ambiguous)]
    return "".join(joined)
