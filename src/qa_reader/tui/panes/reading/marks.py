"""What the reading pane draws over a transcript: highlights, stances, flags, notes, search hits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from qa_reader.transcript.model import Position, Span


class Stance(NamedTuple):
    """How an exchange's answer was tagged, as the pane shows it."""

    glyph: str
    word: str
    colour: str
    """A colour of the themes, or `#rrggbb`."""


class Highlight(NamedTuple):
    """Words that were marked."""

    span: Span
    colour: str
    """A colour of the themes, or `#rrggbb`."""
    key: str
    """The record's id."""
    pending: bool = False
    """Not on disk yet."""
    glyph: str = ""
    """One cell that tells the code apart where colours do not."""


class Piece(NamedTuple):
    """The part of a highlight that lies in one block: offsets, end exclusive."""

    start: int
    end: int
    highlight: Highlight
    opens: bool
    """Whether the highlight begins here, and not in a block before."""


@dataclass(eq=False, repr=False)
class Marks:
    """All that is drawn over one transcript. Immutable: a change makes a new one."""

    highlights: Sequence[Highlight] = ()
    stances: Mapping[str, Stance] = field(default_factory=dict)
    """By unit label."""
    flags: frozenset[str] = frozenset()
    """Labels of flagged units."""
    notes: Mapping[str, int] = field(default_factory=dict)
    """How many notes a unit has, by label."""
    unread: Container[str] = frozenset()
    """Labels of exchanges not seen yet."""

    @cached_property
    def _sorted(self) -> list[Highlight]:
        return sorted(self.highlights, key=_span)

    @cached_property
    def _starts(self) -> list[int]:
        """The block in which each of the sorted highlights begins."""
        return [highlight.span.start.block for highlight in self._sorted]

    @cached_property
    def _long(self) -> list[Highlight]:
        """The highlights that go beyond the block they begin in: few."""
        return [
            highlight for highlight in self._sorted if highlight.span.start.block < highlight.span.end.block
        ]

    def in_block(self, block: int) -> list[Piece]:
        """The highlights that touch `block`, by their start, the longer first."""
        first, last = bisect_left(self._starts, block), bisect_right(self._starts, block)
        touching = [h for h in self._long if h.span.start.block < block <= h.span.end.block]
        pieces = [_piece(highlight, block) for highlight in (*touching, *self._sorted[first:last])]
        return sorted(pieces, key=lambda piece: (piece.start, -piece.end))

    def at(self, position: Position) -> tuple[Highlight, ...]:
        """The highlights over `position`, the innermost (shortest) last."""
        over = [p for p in self.in_block(position.block) if p.start <= position.offset < p.end]
        return tuple(piece.highlight for piece in sorted(over, key=lambda piece: piece.start - piece.end))


_span = attrgetter("span")
_TO_THE_END = 1 << 60


def _piece(highlight: Highlight, block: int) -> Piece:
    (first, start), (last, end) = highlight.span
    begin = start if block == first else 0
    return Piece(begin, end if block == last else _TO_THE_END, highlight, block == first)


class Hits:
    """What a search found, in the order of the text, and which hit is the current one."""

    def __init__(self, spans: Sequence[Span] = (), current: int | None = None) -> None:
        self.spans = spans
        self.current = current
        self._starts = [span.start.block for span in spans]

    def in_block(self, block: int) -> list[tuple[int, int, bool]]:
        """The hits in `block`: start, end, whether it is the current one. A hit lies within one block."""
        found = []
        at = bisect_left(self._starts, block)
        while at < len(self._starts) and self._starts[at] == block:
            start, end = self.spans[at]
            found.append((start.offset, end.offset, at == self.current))
            at += 1
        return found

    @property
    def span(self) -> Span | None:
        """The current hit."""
        return None if self.current is None else self.spans[self.current]


class Cues(NamedTuple):
    """Phrases that suggest a stance, where they are to be shown."""

    find: Callable[[int], Sequence[tuple[int, int]]] | None = None
    """Looks for the phrases in a block; None where they are not wanted."""
    current: Span | None = None
    """The one the reader has gone to."""

    def within(self, block: int) -> Sequence[tuple[int, int]]:
        """The phrases in `block`: offsets, end exclusive."""
        return self.find(block) if self.find is not None else ()
