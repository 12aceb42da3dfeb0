"""The figures: counts as bars of glyphs, each of which opens to what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from qa_reader.language.layout import cells, fit, pad
from qa_reader.locales import _
from qa_reader.tui.dialogs.dialog import Dialog
from qa_reader.tui.dialogs.listing import Entry, Listing
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


class FiguresDialog(Dialog[str]):
    """Answers the key of the bar that is to be opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False, id="figures.down"),
        Binding("k,up", "move(-1)", show=False, id="figures.up"),
        Binding("space,pagedown", "page(1)", show=False, id="figures.page-down"),
        Binding("b,pageup", "page(-1)", show=False, id="figures.page-up"),
        Binding("enter", "take", show=False, id="figures.take"),
        Binding("q", "leave", show=False, id="figures.leave"),
    ]

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

    def body(self) -> ComposeResult:
        """The bars."""
        yield Listing()

    def on_mount(self) -> None:
        """Show them."""
        listing = self.query_one(Listing)
        listing.show(
            [entry for number, figure in enumerate(self._figures) for entry in _entries(figure, number)]
        )
        listing.focus()

    def action_move(self, rows: int) -> None:
        """Move in the list."""
        self.query_one(Listing).move(rows)

    def action_page(self, pages: int) -> None:
        """Move in the list by pages."""
        self.query_one(Listing).page(pages)

    def action_take(self) -> None:
        """Open the bar under the cursor."""
        self.dismiss(self.query_one(Listing).cursor_key)

    @on(Listing.Chosen)
    def take_clicked(self, event: Listing.Chosen) -> None:
        """A click opens a bar."""
        event.stop()
        self.dismiss(event.key)


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
