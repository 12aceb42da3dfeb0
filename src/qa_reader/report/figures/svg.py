"""Charts as SVG: plain shapes and text, no script, no font, no address of anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qa_reader.language.layout import cells, fit
from qa_reader.report.escaping import html, one_line

if TYPE_CHECKING:
    from qa_reader.report.figures.charts import Bar, Chart

_WIDTH, _LABELS, _ROW, _BAR = 720, 230, 26, 16
"""Pixels: of the picture, of the labels at its left, from bar to bar, of a bar."""
_LABEL_CELLS: Final = 30
_SIZE: Final = 13
_NUMBER: Final = 40
"""Pixels for the number behind a bar."""
_FONTS: Final = "system-ui,'Hiragino Sans','Yu Gothic','Noto Sans CJK JP','Noto Sans JP',sans-serif"


def svg(chart: Chart, *, alone: bool = True) -> str:
    """`chart` as an SVG element; `alone` makes it a file of its own, with its title in it, on white."""
    top = 34 if alone else 6
    bottom = top + _ROW * len(chart.bars)
    legend: list[str] = []
    if len(chart.legend) > 1 and chart.id != "codes":
        legend, bottom = _legend(chart, bottom + 8)
    height = bottom + 6
    ink = "#23262c" if alone else "currentColor"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" font-family="{_FONTS}" font-size="{_SIZE}" fill="{ink}">',
        f"<title>{html(chart.title)}</title>",
    ]
    if alone:
        parts.append(f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>')
        parts.append(f'<text x="10" y="22" font-weight="bold">{html(chart.title)}</text>')
    most = max(bar.count for bar in chart.bars)
    for number, bar in enumerate(chart.bars):
        parts += _bar(bar, most, top + _ROW * number)
    return "".join([*parts, *legend, "</svg>"])


def _bar(bar: Bar, most: int, y: int) -> Iterator[str]:
    label = fit(one_line(bar.label), _LABEL_CELLS)
    middle = y + _BAR // 2 + 5
    yield f'<text x="{_LABELS - 10}" y="{middle}" text-anchor="end">{html(label)}</text>'
    unit = (_WIDTH - _LABELS - _NUMBER) / max(1, most)
    x = float(_LABELS)
    for piece in bar.pieces:
        wide = piece.count * unit
        told = html(f"{bar.label} · {piece.label}: {piece.count}")
        yield (
            f'<rect x="{x:.1f}" y="{y}" width="{max(0.5, wide - 1):.1f}" height="{_BAR}" rx="2" '
            f'fill="{piece.colour}"><title>{told}</title></rect>'
        )
        if wide > 16:
            yield (
                f'<text x="{x + wide / 2:.1f}" y="{middle - 1}" text-anchor="middle" font-size="11" '
                f'fill="#ffffff">{html(piece.glyph)}{piece.count if wide > 34 else ""}</text>'
            )
        x += wide
    yield f'<text x="{x + 6:.1f}" y="{middle}">{bar.count}</text>'


def _legend(chart: Chart, y: int) -> tuple[list[str], int]:
    """What each piece stands for, from `y` down, as many on a row as fit; and where it ends."""
    x, made = 10.0, []
    for piece in chart.legend:
        label = one_line(f"{piece.glyph} {piece.label}")
        wide = 39 + cells(label) * 7.5
        if x > 10 and x + wide > _WIDTH:
            x, y = 10.0, y + _ROW
        made.append(f'<rect x="{x:.1f}" y="{y}" width="12" height="12" rx="2" fill="{piece.colour}"/>')
        made.append(f'<text x="{x + 17:.1f}" y="{y + 11}">{html(label)}</text>')
        x += wide
    return made, y + _ROW
