"""Where in a transcript a block stands: its turn, section, exchanges, unit.

Nothing is looked up before it is asked for, so that making an `Outline` costs nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from qa_reader.transcript.model import Position, Section, Span, Transcript, column
from qa_reader.transcript.units import Unit, units, whole


class Outline:
    """Look-ups over one transcript; each is logarithmic or better once its table is made."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript

    def turn_at(self, block: int) -> int | None:
        """The turn that `block` belongs to; None for headings, front and back matter."""
        at = bisect_right(self._turn_starts, block) - 1
        return at if at >= 0 and block < self.transcript.turns[at].end else None

    def said_with(self, block: int) -> range:
        """The blocks of the turn that `block` belongs to; of what nobody says, those between two turns."""
        turns = self.transcript.turns
        at = bisect_right(self._turn_starts, block) - 1
        if at >= 0 and block < turns[at].end:
            return range(turns[at].start, turns[at].end)
        before = turns[at].end if at >= 0 else 0
        return range(before, turns[at + 1].start if at + 1 < len(turns) else len(self.transcript.blocks))

    def section_at(self, block: int) -> int | None:
        """The innermost section that `block` stands under; None before the first heading."""
        turn = self.turn_at(block)
        if turn is not None:
            return self.transcript.turns[turn].section
        at = bisect_right(self._section_starts, block) - 1
        return at if at >= 0 else None

    def exchanges_of(self, turn: int) -> tuple[int, ...]:
        """The exchanges that have a passage in `turn`, in order."""
        return self._exchanges.get(turn, ())

    def path(self, section: int) -> tuple[Section, ...]:
        """`section` and what it stands under, the top first."""
        path: list[Section] = []
        at: int | None = section
        while at is not None:
            path.append(self.transcript.sections[at])
            at = path[-1].parent
        return tuple(reversed(path))

    def unit_at(self, position: Position) -> Unit:
        """The unit `position` is in.

        The first exchange one of whose passages holds it, else one that ends there, else the stretch of its
        turn, else the first exchange of its turn, else the transcript itself.
        """
        turn = self.turn_at(position.block)
        if turn is None:
            return self._whole
        exchanges = self.exchanges_of(turn)
        ending: int | None = None
        for index in exchanges:
            exchange = self.transcript.exchanges[index]
            for passage in exchange.questions + exchange.answers:
                if passage.span.start <= position < passage.span.end:
                    return self._units[index]
                if position == passage.span.end and ending is None:
                    ending = index
        if exchanges:
            return self._units[exchanges[0] if ending is None else ending]
        at = bisect_right(self._stretches, turn, key=lambda unit: unit.turns[0]) - 1
        return self._stretches[at]

    def unit_of(self, span: Span, focus: str = "") -> Unit:
        """The unit that words belong to: the one in `focus` (its label) if its passages hold them, else the
        first whose do (DESIGN §6)."""
        unit = self.unit(focus) if focus else None
        if unit is not None and unit.kind == "exchange":
            exchange = self.transcript.exchanges[unit.ordinal]
            for passage in exchange.questions + exchange.answers:
                if passage.span.start <= span.start and span.end <= passage.span.end:
                    return unit
        return self.unit_at(span.start)

    @cached_property
    def _turn_starts(self) -> list[int]:
        return [*column(self.transcript.turns, "start")]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [*column(self.transcript.sections, "start")]

    @cached_property
    def _exchanges(self) -> dict[int, tuple[int, ...]]:
        table: dict[int, list[int]] = {}
        for index, turns in enumerate(column(self.transcript.exchanges, "turns")):
            for turn in turns:
                table.setdefault(turn, []).append(index)
        return {turn: tuple(exchanges) for turn, exchanges in table.items()}

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units in the order of the text, the transcript itself first."""
        return units(self.transcript)

    def unit(self, label: str) -> Unit | None:
        """The unit of that label."""
        return self._by_label.get(label) if label else self._whole

    @cached_property
    def _whole(self) -> Unit:
        return whole(self.transcript)

    @cached_property
    def _by_label(self) -> dict[str, Unit]:
        return {unit.label: unit for unit in self.units}

    @cached_property
    def _units(self) -> dict[int, Unit]:
        return {unit.ordinal: unit for unit in self.units if unit.kind == "exchange"}

    @cached_property
    def _stretches(self) -> list[Unit]:
        return [unit for unit in self.units if unit.kind == "stretch"]
