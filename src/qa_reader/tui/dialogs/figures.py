"""The figures: counts as bars of glyphs, each of which opens to what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa_reader.language.layout import cells, fit, pad
from qa_reader.locales import _
from qa_reader.tui.dialogs.listing import Entry, ListDialog
from qa_reader.tui.lines import Hint, Run, plain

_LABEL, _BAR = 24, 36
"""Cells at most of a label, and glyphs at most of a bar."""


@dataclass(frozen=True, slots=True)
class FigurePiece:
    """A part of a bar."""

    glyph: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True)
class FigureBar:
    """A bar; `key` is what is answered when it is chosen."""

    key: str
    label: str
    pieces: tuple[FigurePiece, ...]

    @property
    def count(self) -> int:
        """Its length."""
        return sum(piece.count for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Figure:
    """Bars under a title, with what their glyphs mean."""

    title: str
    bars: tuple[FigureBar, ...]
    legend: str = ""


class FiguresDialog(ListDialog[str]):
    """Answers the key of the bar that is to be opened."""

    def __init__(self, figures: Sequence[Figure], about: str) -> None:
        super().__init__()
        self._figures = figures
        self._about = about

    def heading(self) -> str:
        """Whose counts these are, and of how much."""
        return self._about

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (Hint("Enter", _("what is counted")), Hint("j k", _("choose")), Hint("Esc", _("back")))

    def on_mount(self) -> None:
        """Show them."""
        self.listing.show(
            [entry for number, figure in enumerate(self._figures) for entry in _entries(figure, number)]
        )
        self.listing.focus()

    def accept(self, key: str) -> None:
        """Open a bar."""
        self.dismiss(key)


def _entries(figure: Figure, number: int) -> list[Entry]:
    """A figure as lines: title, bars, legend."""
    found = [Entry(f"\n{number}", (Run(plain(figure.title), "heading"),), stops=False)]
    label = min(_LABEL, max(cells(plain(bar.label)) for bar in figure.bars))
    digits = len(str(max(bar.count for bar in figure.bars)))
    each = -(-max(bar.count for bar in figure.bars) // _BAR)
    for bar in figure.bars:
        name = pad(fit(plain(bar.label), label), label)
        runs = [Run(f"  {name}  "), Run(f"{bar.count:>{digits}}  ", "strong")]
        runs += [Run(plain(p.glyph) * max(1, round(p.count / each)), "", p.colour) for p in bar.pieces]
        found.append(Entry(bar.key, tuple(runs)))
    if figure.legend:
        found.append(Entry(f"\n{number}-legend", (Run(f"  {plain(figure.legend)}", "dim"),), stops=False))
    found.append(Entry(f"\n{number}-end", (), stops=False))
    return found
