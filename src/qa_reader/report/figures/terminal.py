"""Charts in a terminal: bars of the codes' own glyphs, one for each thing counted while there is room.

So a bar tells what it is made of without colours, and labels of any script stay flush: widths are cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from qa_reader.language.layout import cells, fit, pad

if TYPE_CHECKING:
    from qa_reader.report.figures.charts import Bar, Chart

_LABEL: Final = 28
"""Cells at most of a label."""
_LEAST: Final = 10
"""Cells at least of a bar."""


def lines(charts: Sequence[Chart], width: int) -> Iterator[str]:
    """`charts` on lines of at most `width` cells, an empty line between two."""
    for number, chart in enumerate(charts):
        if number:
            yield ""
        yield from _chart(chart, width)


def _chart(chart: Chart, width: int) -> Iterator[str]:
    yield fit(chart.title, width)
    label = min(_LABEL, max(cells(bar.label) for bar in chart.bars), max(4, width // 3))
    digits = len(str(max(bar.count for bar in chart.bars)))
    room = max(_LEAST, width - label - digits - 6)
    most = max(bar.count for bar in chart.bars)
    for bar in chart.bars:
        name = pad(fit(_flat(bar.label), label), label)
        yield f"  {name}  {bar.count:>{digits}}  {_drawn(bar, most, room)}".rstrip()
    legend = "  ".join(f"{_flat(piece.glyph)} {_flat(piece.label)}" for piece in chart.legend)
    if len(chart.legend) > 1 and chart.id != "codes":
        yield fit(f"  {legend}", width)


def _drawn(bar: Bar, most: int, room: int) -> str:
    """The bar: one glyph for each thing counted, or for as many as make the longest bar fit."""
    each = -(-most // room) if most else 1
    if each == 1:
        return "".join(_flat(piece.glyph) * piece.count for piece in bar.pieces)
    drawn, done, seen = [], 0, 0
    for (
        piece
    ) in bar.pieces:  # rounded together, so that the bar's length is right and every piece is in sight
        seen += piece.count
        many = max(1, round(seen / each) - done)
        drawn.append(_flat(piece.glyph) * many)
        done += many
    return "".join(drawn)[: room + len(bar.pieces)]


def _flat(text: str) -> str:
    return " ".join(text.split())
