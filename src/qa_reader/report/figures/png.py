"""Charts as PNG, drawn by matplotlib (the extra `plots`)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from qa_reader.language.layout import fit
from qa_reader.report.escaping import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_reader.report.figures.charts import Chart

_FONTS: Final = (
    "Noto Sans CJK JP", "Noto Sans JP", "IPAexGothic", "IPAGothic", "Hiragino Sans", "Yu Gothic", "Meiryo",
    "TakaoGothic", "VL Gothic", "Droid Sans Fallback",
)  # fmt: skip
"""Fonts that have Japanese, the better ones first."""


class NoPlots(Exception):
    """matplotlib is not installed."""


def png(charts: Sequence[Chart]) -> tuple[bytes, bool]:
    """`charts` below each other in one picture, and whether a font with Japanese was found.

    Raises NoPlots where the extra `plots` is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        raise NoPlots from None
    font = _font()
    rows = [len(chart.bars) + 2.4 for chart in charts]
    figure = Figure(figsize=(8, 0.32 * sum(rows)), layout="constrained")
    FigureCanvasAgg(figure)
    from matplotlib import rc_context

    with rc_context({"font.family": [font or "sans-serif", "DejaVu Sans"], "font.size": 9}):
        for axes, chart in zip(
            figure.subplots(len(charts), 1, squeeze=False, height_ratios=rows)[:, 0], charts, strict=True
        ):
            _draw(axes, chart)
        file = BytesIO()
        figure.savefig(file, format="png", dpi=150)
    return file.getvalue(), font is not None


def _draw(axes: Any, chart: Chart) -> None:
    """The bars of `chart`, the first at the top. Labels are words: `$` begins no formula there."""
    labels = [_plain(fit(one_line(bar.label), 30)) for bar in chart.bars]
    told: set[str] = set()
    for at, bar in enumerate(chart.bars):
        left = 0
        for piece in bar.pieces:
            name = None if piece.id in told or chart.id == "codes" else _plain(one_line(piece.label))
            axes.barh(at, piece.count, left=left, height=0.62, color=piece.colour, label=name)
            told.add(piece.id)
            left += piece.count
        axes.text(left, at, f" {left}", va="center")
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(max(len(labels), 2) - 0.5, -0.5)  # a lone bar is no higher than one of several
    axes.set_title(_plain(chart.title), loc="left", fontweight="bold")
    axes.xaxis.set_visible(False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    if len(chart.legend) > 1 and chart.id != "codes":
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)


def _plain(text: str) -> str:
    return text.replace("$", r"\$")


def _font() -> str | None:
    """A font with Japanese, by name, None where there is none."""
    from matplotlib.font_manager import fontManager

    known = {font.name for font in fontManager.ttflist}
    return next((name for name in _FONTS if name in known), None)
