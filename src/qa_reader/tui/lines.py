"""Words in several looks, and the widgets that paint them: panes, header and status line stand on these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qa_reader.language.layout import Measure, cells, fit, wrap
from qa_reader.terminal.safety import visible
from qa_reader.tui.inked import Inked
from qa_reader.tui.themes import code_colour


class Run(NamedTuple):
    """Words of one look. The text is already fit for a terminal (see `plain`)."""

    text: str
    style: str = ""
    """A look of `Painted` (`dim`, `strong` …); empty for the widget's own."""
    colour: str = ""
    """A code's colour, laid over the look."""


Line = tuple[Run, ...]


class Tag(NamedTuple):
    """A code as the screen shows it."""

    label: str
    glyph: str
    colour: str


class Hint(NamedTuple):
    """A key and what it does, in a word or a few."""

    keys: str
    what: str


def plain(text: str) -> str:
    """`text` on one line: nothing in it that a terminal obeys, no line breaks."""
    return visible(text).replace("\n", " ")


def joined(left: Sequence[Run], right: Sequence[Run], width: int) -> Line:
    """`left`, cut with … where it must be, and `right` at the end of a line of `width` cells."""
    room = width - sum(cells(run.text) for run in right)
    line: list[Run] = []
    for run in left:
        size = cells(run.text)
        if size > room:
            line.append(run._replace(text=fit(run.text, max(0, room))))
            room -= cells(line[-1].text)
            break
        line.append(run)
        room -= size
    if right:
        line.append(Run(" " * max(0, room)))
        line.extend(right)
    return tuple(line)


def wrapped(text: str, width: int, limit: int | None = None) -> Iterator[str]:
    """The lines of `text` on `width` cells, made safe; at most `limit`, the last then cut with …."""
    safe = visible(text)
    lines = wrap(safe, Measure(max(2, width), indent=False))
    shown = lines.rows if limit is None else min(limit, lines.rows)
    for row in range(shown):
        start, end = lines.shown(row)
        more = row == shown - 1 < lines.rows - 1
        yield fit(f"{safe[start:end]}…", max(2, width)) if more else safe[start:end]


def hint_runs(hints: Sequence[Hint], width: int) -> list[Run]:
    """As many of `hints` as fit on `width` cells; whole ones only: half of one tells nothing."""
    runs: list[Run] = []
    for keys, what in hints:
        gap = "   " if runs else ""
        size = cells(gap) + cells(keys) + 1 + cells(what)
        if size > width:
            break
        runs += [Run(gap), Run(plain(keys), "key"), Run(f" {plain(what)}", "dim")]
        width -= size
    return runs


def terse_hint_runs(hints: Sequence[Hint], width: int) -> list[Run]:
    """The keys of all `hints`, with what they do for as many of the first as fit on `width` cells."""
    least = sum(cells(keys) + 1 for keys, _what in hints) - 1
    runs: list[Run] = []
    spare, named = width - least, True
    for keys, what in hints:
        size = cells(what) + 2
        named = named and size <= spare
        runs += [Run("  " if named and runs else " " * bool(runs)), Run(plain(keys), "key")]
        if named:
            runs.append(Run(f" {plain(what)}", "dim"))
            spare -= size
    return runs


class Painted(Inked):
    """A widget that paints `Run`s, their looks from its inks."""

    INKS: ClassVar[frozenset[str]] = frozenset(
        f"look--{name}"
        for name in (
            *("dim", "strong", "heading", "unread", "badge", "flag", "hit", "key", "mode"),
            *("good", "warning", "error"),
        )
    )
    ALLOW_SELECT = False

    _looks: dict[tuple[str, str, str], Style]

    def forget_inks(self) -> None:
        """Make the looks anew."""
        self._looks = {}

    def look(self, name: str, colour: str = "", ground: str = "") -> Style:
        """The style of a look in a code's `colour`, on the background of the look `ground`."""
        key = (name, colour, ground)
        styles = self.__dict__.setdefault("_looks", {})
        style: Style | None = styles.get(key)
        if style is None:
            style = styles[key] = self._make_look(name, colour, ground)
        return style

    def _make_look(self, name: str, colour: str, ground: str) -> Style:
        under = self.ink_style(f"look--{ground}") if ground else self.rich_style
        if not name and not colour:
            return under
        over = self.ink_style(f"look--{name}") if name else under
        style = under + Style(
            color=over.color,
            bold=over.bold,
            dim=over.dim,
            italic=over.italic,
            underline=over.underline,
            reverse=over.reverse,
        )
        if colour:
            style += Style(color=code_colour(self.app, colour).rich_color)
        if under.reverse:  # on reversed video a colour, or its dimming, would become a background
            style += Style(color=under.color, dim=False)
        return style

    def strip(self, runs: Sequence[Run], ground: str = "") -> Strip:
        """`runs` as a line of the widget's width."""
        if not runs:
            return Strip.blank(self.size.width, self.look("", "", ground))
        segments = [Segment(text, self.look(style, colour, ground)) for text, style, colour in runs if text]
        return Strip(segments).adjust_cell_length(self.size.width, self.look("", "", ground))


class OneLine(Painted):
    """A widget of one line that repaints only itself."""

    def line(self, width: int) -> Line:
        """What stands on its `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The line; nothing below it."""
        return self.strip(self.line(self.size.width) if y == 0 else ())
