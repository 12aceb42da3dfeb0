"""What the reading pane draws over a transcript: highlights, stances, flags, notes, search hits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
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


@dataclass(frozen=True)
class Marks:
    """All that is drawn over one transcript. Immutable: a change makes a new one."""

    highlights: Sequence[Highlight] = ()
    stances: Mapping[str, Stance] = field(default_factory=dict)
    """By unit label."""
    flags: frozenset[str] = frozenset()
    """Labels of flagged units."""
    notes: Mapping[str, int] = field(default_factory=dict)
    """How many notes a unit has, by label."""
    unread: frozenset[str] = frozenset()
    """Labels of exchanges not seen yet."""

    @cached_property
    def _by_block(self) -> dict[int, list[Piece]]:
        table: dict[int, list[Piece]] = {}
        for highlight in self.highlights:
            (first, start), (last, end) = highlight.span
            for block in range(first, last + 1):
                begin = start if block == first else 0
                stop = end if block == last else _TO_THE_END
                table.setdefault(block, []).append(Piece(begin, stop, highlight, block == first))
        for pieces in table.values():
            pieces.sort(key=lambda piece: (piece.start, -piece.end))
        return table

    def in_block(self, block: int) -> Sequence[Piece]:
        """The highlights that touch `block`, by their start, the longer first."""
        return self._by_block.get(block, ())

    def at(self, position: Position) -> tuple[Highlight, ...]:
        """The highlights over `position`, the innermost (shortest) last."""
        over = [p for p in self.in_block(position.block) if p.start <= position.offset < p.end]
        return tuple(piece.highlight for piece in sorted(over, key=lambda piece: piece.start - piece.end))


_TO_THE_END = 1 << 60


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
