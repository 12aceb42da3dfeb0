"""From a row of the page to a strip of the screen.

    pad │ focus │ kind │ blank │ text …            │ blank │ sign │ bar
     …     ▌       ┃            研修の量質ともに…              ◆     ▐

The kind bar runs beside questions and answers, the focus bar beside the unit in focus, and the sign is
the glyph of a highlight that begins in the row, or `?` where a phrase does that suggests a stance. Nothing is
told by colour alone: bars differ in weight, every turn says in words what it is, highlights that overlap are
underlined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style

from qa_reader.language.layout import cells, fit
from qa_reader.locales import _
from qa_reader.transcript.model import Position, Span
from qa_reader.tui.panes.reading.heads import Run, head_runs, link_runs, part_runs
from qa_reader.tui.panes.reading.inks import Inks
from qa_reader.tui.panes.reading.marks import Cues, Hits, Marks, Piece
from qa_reader.tui.panes.reading.page import Lead, Page, Row, Start

if TYPE_CHECKING:
    from qa_reader.transcript.model import Block

MARGIN: Final = 3
"""Cells left of the text: focus bar, kind bar, blank."""
EDGE: Final = 3
"""Cells right of the text: blank, sign, scroll bar."""
HANG: Final = 2
"""Further cells right of the text where punctuation may hang."""

_SIGN: Final = EDGE - 1
"""Cells between text and scroll bar, the sign at their end."""
_FOCUS_BAR: Final = "▌"
_KIND_BARS: Final = {"question": "┃", "answer": "│"}
_QUIET: Final = frozenset({"chair", "procedural", "stage", "info"})
_SPOKEN: Final = frozenset({"head", "ask", "reply"})
_END: Final = "◇"
_CUE: Final = "?"
"""Beside a row in which a phrase begins that suggests a stance."""


class Column(NamedTuple):
    """Where the text stands in the pane, in cells."""

    left: int
    """Blank cells left of the margin."""
    width: int
    """Cells of the text."""
    hang: int = 0
    """Cells right of the text where punctuation may hang."""
    start: int = 0
    """The cell of the pane that its part of it begins with."""

    @property
    def text(self) -> int:
        """The first cell of the text, counted from where its part of the pane begins."""
        return self.left + MARGIN


def column(pane: int, most: int, *, hang: bool) -> Column:
    """The column of text in a pane `pane` cells wide: at most `most` cells, centred."""
    over = HANG if hang else 0
    room = pane - MARGIN - EDGE - over
    width = max(2, min(most, room))
    return Column(max(0, (room - width) // 2), width, over)


def two_columns(pane: int, most: int, *, hang: bool) -> tuple[Column, Column]:
    """Two columns of one width in a pane `pane` cells wide, close to its middle."""
    over = HANG if hang else 0
    half = pane // 2
    width = max(2, min(most, half - MARGIN - EDGE - over))
    left = half - MARGIN - width - over - EDGE
    return Column(max(0, left), width, over), Column(0, width, over, start=half)


class Painter:
    """Paints the rows of one page in one column."""

    def __init__(self, page: Page, column: Column, inks: Inks) -> None:
        self.page = page
        self.column = column
        self.inks = inks
        self.marks = Marks()
        self.hits = Hits()
        self.cues = Cues()
        self.selected: Span | None = None
        self.caret: Span | None = None

    def turn_to(self, page: Page) -> None:
        """Paint the rows of `page` from now on."""
        self.page = page

    def draw_over(
        self, marks: Marks, hits: Hits, cues: Cues, selected: Span | None, caret: Span | None = None
    ) -> None:
        """Draw these over the text from now on; `caret` is the end of what is selected that moves."""
        self.marks, self.hits, self.cues = marks, hits, cues
        self.selected, self.caret = selected, caret

    def row(self, row: Row, *, focus: bool) -> tuple[list[Segment], int]:
        """The segments of `row` up to the sign, and the cells they take."""
        ink = self.inks.named
        kind = self._kind(row)
        beside = (
            row.lead is None or row.lead.kind in _SPOKEN or (row.lead.kind == "blank" and self._goes_on(row))
        )
        bar = _KIND_BARS.get(kind, " ") if beside else " "
        margin = [
            Segment(" " * self.column.left, ink("ground")),
            Segment(_FOCUS_BAR, ink("focus")) if focus else Segment(" ", ink("ground")),
            Segment(bar, ink(f"{kind}-bar") if bar != " " else ink("ground")),
            Segment(" ", ink("ground")),
        ]
        text = self._text(row, kind) if row.lead is None else self._lead(row.lead, row.place.block)
        used = sum(cells(segment.text) for segment in text)
        sign = self._sign(row)
        fill = " " * (self.column.width + self.column.hang + _SIGN - used - cells(sign.text))
        taken = self.column.text + used + len(fill) + cells(sign.text)
        return [*margin, *text, Segment(fill, ink("ground")), sign], taken

    # Text

    def _kind(self, row: Row) -> str:
        """The kind of the turn that `row` belongs to, else the part of its block."""
        block = row.place.block
        if block >= self.page.blocks:
            return ""
        turn = self.page.outline.turn_at(block)
        if turn is None:
            return self.page.transcript.blocks[block].part
        return self.page.transcript.turns[turn].kind

    def _goes_on(self, row: Row) -> bool:
        """Whether a blank row stands within a turn."""
        outline = self.page.outline
        return row.place.block > 0 and outline.turn_at(row.place.block - 1) == outline.turn_at(
            row.place.block
        )

    def _text(self, row: Row, kind: str) -> list[Segment]:
        block, start, end = row.place.block, row.start, row.end
        text = self.page.lines(block).text
        base = self._base(self.page.transcript.blocks[block], kind, block)
        inset = self.page.inset(row.place)
        before = [Segment(" " * inset, base)] if inset else []
        layers = list(self._layers(block, start, end))
        if not layers:
            return [*before, Segment(text[start:end], base)] if start < end else []
        edges = sorted({start, end, *(edge for layer in layers for edge in layer[:2] if start < edge < end)})
        segments = []
        for left, right in pairwise(edges):
            style = base
            for first, last, over in layers:
                if first <= left and right <= last:
                    style += over
            segments.append(Segment(text[left:right], style))
        return [*before, *segments]

    def _base(self, block: Block, kind: str, index: int) -> Style:
        ink = self.inks.named
        if block.part == "heading":
            return ink(f"heading-{min(self._level(index), 3)}")
        if block.part == "front":
            return ink("title" if block.text == self.page.transcript.meta.title else "quiet")
        if block.part == "stage":
            return ink("aside")
        if block.part == "back" or kind in _QUIET:
            return ink("quiet")
        return ink("remark" if kind == "remark" else "text")

    def _level(self, block: int) -> int:
        section = self.page.outline.section_at(block)
        return 1 if section is None else len(self.page.outline.path(section))

    def _layers(self, block: int, start: int, end: int) -> Iterable[tuple[int, int, Style]]:
        """What lies over the text: start, end, style, in the order in which they cover each other."""
        ink = self.inks.named
        under = (
            (self.page.outside(block), "quiet"),
            (self.page.transcript.blocks[block].asides, "aside"),
            (self.cues.within(block), "cue"),
        )
        for spans, name in under:
            for first, last in spans:
                if first < end and start < last:
                    yield first, last, ink(name)
        pieces = [piece for piece in self.marks.in_block(block) if piece.start < end and start < piece.end]
        for piece in pieces:  # the longer first: what is nested lies on top
            highlight = piece.highlight
            style = ink("highlight") + self.inks.mark(highlight.colour)
            yield piece.start, piece.end, style + ink("pending") if highlight.pending else style
        for first, last in _overlaps(pieces):
            yield first, last, ink("overlap")
        for first, last, current in self.hits.in_block(block):
            if first < end and start < last:
                yield first, last, ink("current-hit" if current else "hit")
        drawn = (self.cues.current, "current-cue"), (self.selected, "selection"), (self.caret, "caret")
        for span, name in drawn:
            over = _within(span, block) if span is not None else None
            if over is not None:
                yield *over, ink(name)

    def _sign(self, row: Row) -> Segment:
        """The glyph of the first highlight that begins in `row`."""
        if row.lead is None:
            last = row.end if row.end > row.start else row.start + 1
            for piece in self.marks.in_block(row.place.block):
                if piece.opens and row.start <= piece.start < last and piece.highlight.glyph:
                    pending = self.inks.named("pending") if piece.highlight.pending else Style.null()
                    style = self.inks.named("ground") + self.inks.code(piece.highlight.colour) + pending
                    return Segment(fit(piece.highlight.glyph, _SIGN), style)
            if any(row.start <= first < last for first, _end in self.cues.within(row.place.block)):
                return Segment(_CUE, self.inks.named("quiet"))
        return Segment(" ", self.inks.named("ground"))

    # Leads

    def _lead(self, lead: Lead, block: int) -> list[Segment]:
        page, width = self.page, self.column.width
        if lead.kind == "head":
            return self._runs(*head_runs(page, lead.item, self.marks))
        if lead.kind in ("ask", "reply"):
            turn = page.outline.turn_at(block)
            start = Start(lead.item, asks=lead.kind == "ask")
            return self._runs(*part_runs(page, start, -1 if turn is None else turn, self.marks))
        if lead.kind == "link":
            return self._runs(link_runs(page.transcript.links[lead.item]), [])
        depth = len(page.outline.path(lead.item)) if lead.kind == "heading" else 0
        text, name = {
            "blank": ("", "ground"),
            "rule": ("─" * width, "rule"),
            "end": (" " * ((width - 1) // 2) + _END, "rule"),
            "heading": (lead.text, f"heading-{min(depth, 3)}"),
            "title": (lead.text, "title"),
            "links": (_("Links"), "quiet"),
        }[lead.kind]
        return [Segment(text, self.inks.named(name))] if text else []

    def _runs(self, left: Sequence[Run], right: Sequence[Run]) -> list[Segment]:
        """`left`, cut with … where it must be, and `right` at the end of the line."""
        width = self.column.width
        while right and sum(cells(run.text) for run in (*left[:1], *right)) > width - 1:
            right = right[1:]
        room = width - sum(cells(run.text) for run in right) - (1 if right else 0)
        segments: list[Segment] = []
        for run in left:
            text = fit(run.text, room)
            room -= cells(text)
            segments.append(Segment(text, self._run_style(run)))
            if text != run.text:
                break
        if right:
            segments.append(Segment(" " * (room + 1), self.inks.named("ground")))
            segments += [Segment(run.text, self._run_style(run)) for run in right]
        return segments

    def _run_style(self, run: Run) -> Style:
        style = self.inks.named(run.ink)
        return style + self.inks.code(run.colour) if run.colour else style


def _overlaps(pieces: Sequence[Piece]) -> Iterable[tuple[int, int]]:
    """Where more than one of `pieces`, which are in the order of their starts, lies over the text."""
    reached = 0
    for piece in pieces:
        if piece.start < reached:
            yield piece.start, min(piece.end, reached)
        reached = max(reached, piece.end)


def _within(span: Span, block: int) -> tuple[int, int] | None:
    """The offsets of `span` in `block`; None where it does not touch it."""
    start, end = span
    if not start.block <= block <= end.block:
        return None
    first = start.offset if block == start.block else 0
    last = end.offset if block == end.block else _FAR
    return (first, last) if Position(block, first) < Position(block, last) else None


_FAR: Final = 1 << 60
