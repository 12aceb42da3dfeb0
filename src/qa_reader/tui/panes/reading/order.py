"""The units of a transcript in the order in which they begin: what comes next, and where it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from qa_reader.transcript.model import Position, Span, Transcript, column
from qa_reader.transcript.outline import Outline
from qa_reader.transcript.units import Unit


class Order:
    """Exchanges and stretches, not the transcript itself. Its tables are made when first asked for."""

    def __init__(self, transcript: Transcript, outline: Outline) -> None:
        self._transcript = transcript
        self._outline = outline

    def spans(self, unit: Unit) -> tuple[Span, ...]:
        """The text of `unit` in order: an exchange's passages, all of a stretch; none of the whole."""
        if unit.kind == "exchange":
            exchange = self._transcript.exchanges[unit.ordinal]
            return tuple(sorted(passage.span for passage in exchange.questions + exchange.answers))
        if unit.kind == "transcript":
            return ()
        turns = self._transcript.turns  # a stretch is one run of turns
        start, _ = self._transcript.turn_span(turns[unit.turns[0]])
        _, end = self._transcript.turn_span(turns[unit.turns[-1]])
        return (Span(start, end),)

    @property
    def first(self) -> Unit | None:
        """The unit that begins first."""
        return self._units[0] if self._units else None

    @property
    def last(self) -> Unit | None:
        """The unit that begins last."""
        return self._units[-1] if self._units else None

    def from_block(self, block: int) -> Unit | None:
        """The first unit that begins at or after `block`, else the last one."""
        at = bisect_left(self._starts, Position(block, 0))
        return self._units[at] if at < len(self._units) else self.last

    def beside(self, unit: Unit, direction: int) -> Unit | None:
        """The unit after `unit` (1) or before it (-1)."""
        at = self._index.get(unit.label)
        wanted = -1 if at is None else at + direction
        return self._units[wanted] if 0 <= wanted < len(self._units) else None

    def exchange_from(self, unit: Unit | None, count: int) -> Unit | None:
        """The exchange `count` after `unit`, before it where negative, or the last on the way there; where
        there are no exchanges, the stretch. None where `unit` is the end of the way."""
        if not self._steps:
            return None
        if unit is None:
            at = -1 if count > 0 else len(self._steps)
        else:
            here = self._index.get(unit.label, 0)
            at = bisect_left(self._steps, here)
            if at == len(self._steps) or self._steps[at] != here:  # between two of them
                at = at - 1 if count > 0 else bisect_right(self._steps, here)
        wanted = self._units[self._steps[min(max(at + count, 0), len(self._steps) - 1)]]
        return None if unit is not None and wanted.label == unit.label else wanted

    def prepare(self) -> Iterator[None]:
        """Make the tables, one at each step."""
        _ = self._outline.units
        yield
        _ = self._sorted
        yield
        _ = self._starts, self._index, self._steps

    @cached_property
    def _sorted(self) -> list[tuple[Position, int, Unit]]:
        found = [unit for unit in self._outline.units if unit.kind != "transcript" and unit.turns]
        asked = column(self._transcript.exchanges, "start")
        turns = column(self._transcript.turns, "start")

        def start(unit: Unit) -> Position:
            first = asked[unit.ordinal] if unit.kind == "exchange" else None
            return first if first is not None else Position(turns[unit.turns[0]], 0)

        return sorted((start(unit), at, unit) for at, unit in enumerate(found))

    @cached_property
    def _units(self) -> list[Unit]:
        return [unit for _start, _at, unit in self._sorted]

    @cached_property
    def _starts(self) -> list[Position]:
        return [start for start, _at, _unit in self._sorted]

    @cached_property
    def _index(self) -> dict[str, int]:
        return {unit.label: at for at, unit in enumerate(self._units)}

    @cached_property
    def _steps(self) -> list[int]:
        """Which of the units are exchanges; all of them where none is."""
        exchanges = [at for at, unit in enumerate(self._units) if unit.kind == "exchange"]
        return exchanges or list(range(len(self._units)))
