"""Counts made into charts: which bars there are, what they are called, in which colours. Drawn elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qa_reader.locales import _, language

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Code, Codebook
    from qa_reader.coding.counts import Counts, Records, Row

LIGHT: Final[Mapping[str, str]] = {
    "red": "#c8564d", "orange": "#c97a2b", "yellow": "#b79a1f", "green": "#4a9457", "cyan": "#2f8f96",
    "blue": "#4479b8", "magenta": "#ad5a9b", "grey": "#8a909b",
}  # fmt: skip
"""The colours of codes on paper; in a dark page they stay, being of middle lightness."""
_STANCES: Final = {
    "committed": "green", "answered": "blue", "partial": "yellow", "hedged": "orange",
    "evasive": "magenta", "declined": "red", "na": "grey",
}  # fmt: skip


def colour(name: str) -> str:
    """The colour `name` of a codebook (a stance, a colour, or `#rrggbb`) as `#rrggbb`."""
    known = LIGHT.get(_STANCES.get(name, name))
    if known is not None:
        return known
    hexadecimal = name[1:].isalnum() and len(name) == 7 and name.startswith("#")
    return name if hexadecimal and set(name[1:].lower()) <= set("0123456789abcdef") else LIGHT["grey"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: what it stands for, and the ids it counts."""

    id: str
    label: str
    glyph: str
    colour: str
    records: Records

    @property
    def count(self) -> int:
        """Its length."""
        return len(self.records)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its parts."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def count(self) -> int:
        """Its length."""
        return sum(piece.count for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure: bars under a title."""

    id: str
    title: str
    bars: tuple[Bar, ...]
    legend: tuple[Piece, ...] = ()
    """Each kind of piece once, in the order in which they stand in the bars."""


def charts(counts: Counts, codebook: Codebook) -> tuple[Chart, ...]:
    """All figures that `counts` fill: those without a bar are left out."""
    order = {code.id: number for number, code in enumerate(codebook)}
    found = (
        Chart("speakers", _("Stances by who answered"), _stances(counts.by_speaker, codebook)),
        Chart("sections", _("Stances by section"), _stances(counts.by_section, codebook)),
        Chart("sessions", _("Stances over the sessions"), _stances(counts.by_session, codebook)),
        Chart("codes", _("Tags"), tuple(_codes(counts, codebook))),
        Chart("left", _("What is left to tag"), tuple(_left(counts))),
    )
    return tuple(_in_order(chart, order) for chart in found if chart.bars)


def _in_order(chart: Chart, order: Mapping[str, int]) -> Chart:
    def place(piece: Piece) -> int:
        return order.get(piece.id, len(order))

    bars = tuple(Bar(bar.label, tuple(sorted(bar.pieces, key=place))) for bar in chart.bars)
    kinds = {piece.id: piece for bar in bars for piece in bar.pieces}
    return Chart(chart.id, chart.title, bars, tuple(sorted(kinds.values(), key=place)))


def _stances(rows: Sequence[Row], codebook: Codebook) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            row.label or _("(not named)"),
            tuple(_piece(codebook.get(code), ids) for code, ids in row.stances.items()),
        )
        for row in rows
    )


def _codes(counts: Counts, codebook: Codebook) -> Iterable[Bar]:
    for code_id, records in counts.codes:
        code = codebook.get(code_id)
        label = code.label(language())
        if code.parent and not codebook.get(code.parent).abstract:
            label = f"{codebook.get(code.parent).label(language())} › {label}"
        yield Bar(label, (_piece(code, records),))


def _left(counts: Counts) -> Iterable[Bar]:
    for each in counts.left:
        pieces = (
            Piece("tagged", _("tagged"), "●", LIGHT["blue"], each.tagged),
            Piece("untagged", _("left to tag"), "○", LIGHT["grey"], each.untagged),
        )
        yield Bar(each.label, tuple(piece for piece in pieces if piece.count))


def _piece(code: Code, records: Records) -> Piece:
    return Piece(code.id, code.label(language()), code.glyph, colour(code.colour), records)
