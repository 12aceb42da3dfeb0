"""The widget that draws a `View`: fitting it to its size, painting its rows, the scroll bar.

It scrolls by itself. Textual's scrolling wants the height of the whole text, which is known only once all of
it is laid out, and a change of that height is a layout pass of the whole screen on a key that moves one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, Final

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from qa_reader.language.layout import Measure, wrap
from qa_reader.terminal.safety import visible
from qa_reader.transcript.model import Position, Span
from qa_reader.tui.inked import Inked
from qa_reader.tui.panes.reading.gauge import Gauge
from qa_reader.tui.panes.reading.inks import INK_NAMES, Inks
from qa_reader.tui.panes.reading.marks import Cues, Hits, Marks
from qa_reader.tui.panes.reading.page import Place, Row
from qa_reader.tui.panes.reading.paint import Column, Painter, column, two_columns
from qa_reader.tui.panes.reading.view import View

_AT_ONCE: Final = 2000
"""Blocks whose length is taken in one go while nothing else is to be done."""
_KEPT: Final = 512
"""Strips that are kept."""
_THUMB: Final = "▐"
_HIT: Final = "━"
_MOST: Final = 80
"""Cells of the longest line: 40 full-width characters."""


_Looks = tuple[tuple[Place, bool] | None, ...]
"""The rows of a line, one a column, and whether they are in focus."""


class Canvas(Inked):
    """A view of a page, drawn. It has no border and no padding."""

    ALLOW_SELECT = False
    INKS: ClassVar[frozenset[str]] = INK_NAMES

    class Measured(Message):
        """The lengths of all blocks are known: progress is what it will be from now on."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._measure = Measure(_MOST)
        self._view: View | None = None
        self._told = ""
        self._gauge: Gauge | None = None
        self._painters: tuple[Painter, ...] = ()
        self._marks = Marks()
        self._hits = Hits()
        self._cues = Cues()
        self._selected: Span | None = None
        self._caret: Span | None = None
        self._inks = Inks(self)
        self._fitted: Size | None = None
        self._strips: dict[tuple[_Looks, str], Strip] = {}
        self._thumb: range | None = None
        self._hit_rows: frozenset[int] | None = None

    def fitted(self, view: View) -> None:
        """The view has been set to the size of the canvas, for a subclass to act on."""

    def tell(self, words: str) -> None:
        """Say why nothing is shown, where a text would stand."""
        self._told = words
        self.refresh()

    def suited(self, view: View) -> View:
        """`view`, or what shows the same as the size of the canvas wants it, for a subclass to say."""
        return view

    def position_at(self, offset: Offset) -> Position | None:
        """The text shown at `offset` of the pane, by either half of a wide character; beside the text and
        above it, the nearest. None below the last row."""
        view = self._view
        if view is None or not self._painters:
            return None
        at = len([each for each in self._painters[1:] if offset.x >= each.column.start])
        rows, column = view.columns[at], self._painters[at].column
        if not 0 <= offset.y < len(rows):
            return None
        row = rows[offset.y]
        if row.lead is not None:
            return view.page.position(row.place)
        found = view.page.offset(row.place, offset.x - column.start - column.text)
        return Position(row.place.block, min(found, max(row.start, row.end)))

    # What changed

    def _open(self, view: View | None, gauge: Gauge | None) -> None:
        """Draw another view."""
        self._view, self._gauge = view, gauge
        self._painters, self._fitted = (), None
        if view is not None and gauge is not None:
            gauge.measure(_AT_ONCE)
            self._fit()
            self.call_after_refresh(self._prepare)
        self.redraw()

    def _act(self, act: Callable[[View], bool | None]) -> bool:
        """Change the view by `act`, and paint once if it did not say that nothing changed."""
        if self._view is None or act(self._view) is False:
            return False
        self._thumb = None
        self._turn()
        self.refresh()
        return True

    def _turn(self) -> None:
        """Paint the page that the view shows, if that is another one now."""
        if self._view is not None and self._painters and self._view.page is not self._painters[0].page:
            for painter in self._painters:
                painter.turn_to(self._view.page)
            self._strips.clear()

    def redraw(self) -> None:
        """Paint anew after something drawn over the text changed."""
        self._strips.clear()
        self._thumb = self._hit_rows = None
        self._turn()
        for painter in self._painters:
            painter.draw_over(self._marks, self._hits, self._cues, self._selected, self._caret)
        self.refresh()

    def redraw_blocks(self, first: int, last: int, *, scrolled: bool) -> None:
        """Paint the blocks from `first` to `last` anew after what is selected in them changed: on a key that
        moves a caret nothing else is drawn again, unless the page has scrolled."""
        for looks, bar in [*self._strips]:
            if any(look is not None and first <= look[0].block <= last for look in looks):
                del self._strips[looks, bar]
        self._turn()
        for painter in self._painters:
            painter.draw_over(self._marks, self._hits, self._cues, self._selected, self._caret)
        if scrolled or self._view is None:
            self._thumb = None
            self.refresh()
            return
        here = [
            y for rows in self._view.columns for y, row in enumerate(rows) if first <= row.place.block <= last
        ]
        if here:
            self.refresh(Region(0, min(here), self.size.width, max(here) - min(here) + 1))

    def _fit(self) -> None:
        """Set the text for the size of the canvas; the reader stays where they are."""
        size = self.size
        if self._view is None or not size.height or self._fitted == size:
            return
        self._fitted = size
        view = self._view = self.suited(self._view)
        most, hang = self._measure.width, self._measure.hang
        columns: tuple[Column, ...] = (column(size.width, most, hang=hang),)
        if view.TWO_COLUMNS:
            columns = two_columns(size.width, most, hang=hang)
        view.resize(self._measure._replace(width=columns[0].width), size.height)
        self.fitted(view)
        self._painters = tuple(Painter(view.page, each, self._inks) for each in columns)
        for painter in self._painters:
            painter.draw_over(self._marks, self._hits, self._cues, self._selected, self._caret)
        self._strips.clear()
        self._thumb = self._hit_rows = None

    def on_resize(self) -> None:
        """Fit the text."""
        self._fit()

    def forget_inks(self) -> None:
        """Make styles and strips anew."""
        self._inks.clear()
        self._strips.clear()

    def _prepare(self) -> None:
        """After the first paint: take the lengths of the blocks, and make the tables that moving needs."""
        view, gauge = self._view, self._gauge
        if view is None or gauge is None:
            return
        if not gauge.measured:
            gauge.measure(_AT_ONCE)
            self.call_later(self._prepare)
            return
        self._thumb = self._hit_rows = None
        self.refresh(Region(self.size.width - 1, 0, 1, self.size.height))
        self.post_message(self.Measured())
        self._prepare_moving(view.prepare())

    def _prepare_moving(self, steps: Iterator[None]) -> None:
        if next(steps, self) is None:
            self.call_later(self._prepare_moving, steps)

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of `crop`.

        Textual's own puts every line through borders, padding and opacity, which a canvas has not, and
        makes a new strip of it: half of what a key costs. The strips kept here keep their escape sequences.
        """
        self._fit()
        columns = self._columns
        strips = [self._line(columns, y) for y in crop.line_range]
        background = self.background_colors[1]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """The line `y` of the screen."""
        return self._line(self._columns, y)

    @property
    def _columns(self) -> tuple[list[Row], ...]:
        """The rows to draw, by column."""
        view = self._view
        return view.columns if view is not None and self._painters and not view.waits else ()

    def _line(self, columns: tuple[list[Row], ...], y: int) -> Strip:
        rows = _across(columns, y)
        if self._view is not None and any(rows):
            return self._kept_strip(self._view, rows, self._bar_at(y))
        ground = self._inks.named("ground")
        told = self._told_on(y) if self._view is None else ""
        if not told:
            return Strip.blank(self.size.width, ground)
        return Strip([Segment(told, self._inks.named("quiet"))]).adjust_cell_length(self.size.width, ground)

    def _told_on(self, y: int) -> str:
        """What stands on the line `y` where nothing is shown; the words begin below an empty line."""
        lines = wrap(self._told, Measure(max(2, min(_MOST, self.size.width - 4))))
        return f"  {visible(lines.line(y - 1))}" if self._told and 1 <= y <= lines.rows else ""

    def paint_ahead(self, view: View) -> None:
        """Make and keep the strips of `view`, a screen that is likely to be next, while nobody waits."""
        gauge = self._gauge
        if gauge is None or not self._painters or view.page is not self._painters[0].page:
            return
        thumb = gauge.thumb(*view.extent(), view.whole, view.height)
        columns = view.columns
        for y in range(max(map(len, columns))):
            self._kept_strip(view, _across(columns, y), self._bar_sign(y, thumb))

    def _kept_strip(self, view: View, rows: tuple[Row | None, ...], bar: str) -> Strip:
        """The strip of one line: `rows` side by side, and the scroll bar's sign."""
        looks = tuple((row.place, view.in_focus(row)) if row is not None else None for row in rows)
        strip = self._strips.get((looks, bar))
        if strip is None:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            strip = self._strips[looks, bar] = self._strip(view, rows, bar)
        return strip

    def _strip(self, view: View, rows: tuple[Row | None, ...], bar: str) -> Strip:
        """What the painters make of `rows`, and at the end of the line the scroll bar."""
        assert self._fitted is not None
        width, ground = self._fitted.width, self._inks.named("ground")
        segments: list[Segment] = []
        taken = 0
        for painter, row in zip(self._painters, rows, strict=True):
            if taken < painter.column.start:
                segments.append(Segment(" " * (painter.column.start - taken), ground))
                taken = painter.column.start
            if row is not None:
                painted, cells = painter.row(row, focus=view.in_focus(row))
                segments += painted
                taken += cells
        if taken > width - 1:  # a pane too narrow for its margins
            segments, taken = list(Strip(segments, taken).crop(0, width - 1)), width - 1
        style = ground if bar == " " else self._inks.named("hit-mark" if bar == _HIT else "thumb")
        segments += (Segment(" " * (width - 1 - taken), ground), Segment(bar, style))
        return Strip(Segment.simplify(segments), width)  # fewer segments are fewer escape sequences

    def _bar_at(self, y: int) -> str:
        """What the scroll bar shows beside the line `y`: a search hit, the thumb, nothing."""
        view, gauge = self._view, self._gauge
        if view is None or gauge is None:
            return " "
        height = view.height
        if self._thumb is None:
            self._thumb = gauge.thumb(*view.extent(), view.whole, height)
        if self._thumb and self._hit_rows is None:
            blocks = {span.start.block for span in self._hits.spans}
            self._hit_rows = frozenset(gauge.rows(blocks, view.whole, height))
        return self._bar_sign(y, self._thumb)

    def _bar_sign(self, y: int, thumb: range) -> str:
        if not thumb:
            return " "
        if self._hit_rows is not None and y in self._hit_rows:
            return _HIT
        return _THUMB if y in thumb else " "


def _across(columns: tuple[list[Row], ...], y: int) -> tuple[Row | None, ...]:
    """The rows on line `y`, one a column; None where a column has none."""
    return tuple(rows[y] if y < len(rows) else None for rows in columns)
