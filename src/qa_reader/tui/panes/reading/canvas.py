"""The widget that draws a `View`: fitting it to its size, painting its rows, the scroll bar.

It scrolls by itself. Textual's scrolling wants the height of the whole text, which is known only once all of
it is laid out, and a change of that height is a layout pass of the whole screen on a key that moves one line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Position, Span
from qa_reader.tui.panes.reading.gauge import Gauge
from qa_reader.tui.panes.reading.inks import COMPONENTS, Inks
from qa_reader.tui.panes.reading.marks import Hits, Marks
from qa_reader.tui.panes.reading.page import Place, Row
from qa_reader.tui.panes.reading.paint import Painter, column
from qa_reader.tui.panes.reading.view import View

_AT_ONCE: Final = 2000
"""Blocks whose length is taken in one go while nothing else is to be done."""
_KEPT: Final = 512
"""Strips that are kept."""
_THUMB: Final = "▐"
_HIT: Final = "━"
_MOST: Final = 80
"""Cells of the longest line: 40 full-width characters."""


class Canvas(Widget):
    """A view of a page, drawn. It has no border and no padding."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._measure = Measure(_MOST)
        self._view: View | None = None
        self._gauge: Gauge | None = None
        self._painter: Painter | None = None
        self._marks = Marks()
        self._hits = Hits()
        self._selected: Span | None = None
        self._inks = Inks(self)
        self._fitted: Size | None = None
        self._strips: dict[tuple[Place, bool, str], Strip] = {}
        self._thumb: range | None = None
        self._hit_rows: frozenset[int] | None = None

    def fitted(self, view: View) -> None:
        """The view has been set to the size of the canvas, for a subclass to act on."""

    def position_at(self, offset: Offset) -> Position | None:
        """The text shown at `offset` of the pane, by either half of a wide character; beside the text and
        above it, the nearest. None below the last row."""
        view, painter = self._view, self._painter
        if view is None or painter is None or not 0 <= offset.y < len(view.rows):
            return None
        row = view.rows[offset.y]
        if row.lead is not None:
            return view.page.position(row.place)
        found = view.page.offset(row.place, offset.x - painter.column.text)
        return Position(row.place.block, min(found, max(row.start, row.end)))

    # What changed

    def _open(self, view: View | None, gauge: Gauge | None) -> None:
        """Draw another view."""
        self._view, self._gauge = view, gauge
        self._painter = self._fitted = None
        if view is not None:
            self._fit()
            self.call_after_refresh(self._prepare, view)
        self.redraw()

    def _act(self, act: Callable[[View], bool | None]) -> bool:
        """Change the view by `act`, and paint once if it did not say that nothing changed."""
        if self._view is None or act(self._view) is False:
            return False
        self._thumb = None
        self.refresh()
        return True

    def redraw(self) -> None:
        """Paint anew after something drawn over the text changed."""
        self._strips.clear()
        self._thumb = self._hit_rows = None
        if self._painter is not None:
            self._painter.draw_over(self._marks, self._hits, self._selected)
        self.refresh()

    def _fit(self) -> None:
        """Set the text for the size of the canvas; the reader stays where they are."""
        view, size = self._view, self.size
        if view is None or not size.height or self._fitted == size:
            return
        self._fitted = size
        text = column(size.width, self._measure.width, hang=self._measure.hang)
        view.resize(self._measure._replace(width=text.width), size.height)
        self.fitted(view)
        self._painter = Painter(view.page, text, self._inks)
        self._painter.draw_over(self._marks, self._hits, self._selected)
        self._strips.clear()
        self._thumb = self._hit_rows = None

    def on_resize(self) -> None:
        """Fit the text."""
        self._fit()

    def notify_style_update(self) -> None:
        """Styles are made anew after a change of theme, focus or style sheet."""
        self._inks.clear()
        self._strips.clear()
        super().notify_style_update()

    def _prepare(self, view: View) -> None:
        """After the first paint: take the lengths of the blocks, and make the tables that moving needs."""
        gauge = self._gauge
        if gauge is None or view is not self._view:
            return
        if gauge.measured:
            view.prepare()
            self._thumb = self._hit_rows = None
            self.refresh(Region(self.size.width - 1, 0, 1, self.size.height))
        else:
            gauge.measure(_AT_ONCE)
            self.call_later(self._prepare, view)

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of `crop`.

        Textual's own puts every line through borders, padding and opacity, which a canvas has not, and
        makes a new strip of it: half of what a key costs. The strips kept here keep their escape sequences.
        """
        self._fit()
        strips = [self.render_line(y) for y in crop.line_range]
        background = self.background_colors[1]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """The line `y` of the screen."""
        view, painter = self._view, self._painter
        rows = view.rows if view is not None else []
        if view is None or painter is None or y >= len(rows):
            return Strip.blank(self.size.width, self._inks.named("ground"))
        return self._kept_strip(painter, rows[y], view.in_focus(rows[y]), self._bar_at(y))

    def paint_ahead(self, view: View) -> None:
        """Make and keep the strips of `view`, a screen that is likely to be next, while nobody waits."""
        painter, gauge = self._painter, self._gauge
        if painter is None or gauge is None or view.page is not painter.page:
            return
        thumb = gauge.thumb(*view.extent(), view.page, view.height)
        for y, row in enumerate(view.rows):
            self._kept_strip(painter, row, view.in_focus(row), self._bar_sign(y, thumb))

    def _kept_strip(self, painter: Painter, row: Row, focus: bool, bar: str) -> Strip:
        key = (row.place, focus, bar)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            strip = self._strips[key] = self._strip(*painter.row(row, focus=focus), bar)
        return strip

    def _strip(self, segments: list[Segment], taken: int, bar: str) -> Strip:
        """`segments`, which take `taken` cells, and at the end of the line the scroll bar."""
        assert self._fitted is not None
        width, ground = self._fitted.width, self._inks.named("ground")
        if taken > width - 1:  # a pane too narrow for its margins
            segments = list(Strip(segments, taken).crop(0, width - 1))
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
            self._thumb = gauge.thumb(*view.extent(), view.page, height)
        if self._thumb and self._hit_rows is None:
            blocks = {span.start.block for span in self._hits.spans}
            self._hit_rows = frozenset(gauge.rows(blocks, view.page, height))
        return self._bar_sign(y, self._thumb)

    def _bar_sign(self, y: int, thumb: range) -> str:
        if not thumb:
            return " "
        if self._hit_rows is not None and y in self._hit_rows:
            return _HIT
        return _THUMB if y in thumb else " "
