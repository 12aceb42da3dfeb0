"""A pane of rows: cursor, scrolling and painting that the tree, the sidebar and the lists of dialogs share.

A row is one line or several. Only rows on screen are laid out, and moving the cursor repaints the rows it
leaves and enters, so that a key costs the same at ten rows and at ten thousand. The pane scrolls by (row,
line) on its own instead of through Textual's virtual size: a change of that is a layout pass of the whole
screen, on a key that only shows the next question's annotations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from qa_reader.language.layout import cells
from qa_reader.terminal.safety import visible
from qa_reader.tui.lines import Line, Painted, Run

_WHEEL_LINES = 3
_LAID_AT_MOST = 1024
"""Rows whose lines are kept; many times what a screen shows."""
_GUTTER = 1
"""Cells left of every line, where the row in focus is marked."""
_THUMB = 1
"""Cells right of every line, where the scroll mark stands."""


class RowsPane(Painted, can_focus=True):
    """A list of rows with a cursor. Subclasses say how many rows there are and what each looks like."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"look--cursor", "look--place", "look--thumb"}

    class Chosen(Message):
        """A row was chosen, by Enter or a click."""

        def __init__(self, pane: RowsPane, key: str) -> None:
            super().__init__()
            self.pane = pane
            self.key = key

        @property
        def control(self) -> RowsPane:
            """The pane of the row."""
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._cursor = 0
        self._place: str | None = None
        self._top = (0, 0)
        self._laid: dict[int, Sequence[Line]] = {}
        self._laid_width = 0
        self._window: list[tuple[int, int]] | None = None
        self._window_size = Size(0, 0)
        self._thumb = range(0)
        self._index: dict[str, int] | None = None
        self._dragging = False

    # What a subclass gives.

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_key(self, row: int) -> str:
        """The lasting name of a row."""
        raise NotImplementedError

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """What a row looks like on `width` cells: one line or more."""
        raise NotImplementedError

    def row_text(self, row: int) -> str:
        """The row's words in full, for the tooltip and the status line."""
        raise NotImplementedError

    def row_stops(self, row: int) -> bool:  # noqa: ARG002
        """Whether the cursor may stand on a row; not on mere headings."""
        return True

    # Where the cursor is.

    @property
    def cursor_key(self) -> str | None:
        """The key of the cursor's row, None where there is none."""
        stands = self._cursor < self.row_count() and self.row_stops(self._cursor)
        return self.row_key(self._cursor) if stands else None

    @property
    def cursor_text(self) -> str:
        """The full words of the cursor's row."""
        return self.row_text(self._cursor) if self.cursor_key is not None else ""

    @property
    def place(self) -> str | None:
        """The key of the row that is read or in force, marked in the gutter."""
        return self._place

    @place.setter
    def place(self, key: str | None) -> None:
        before, self._place = self._place, key
        if before != key:
            self._repaint(*(row for row in (self.find(before), self.find(key)) if row is not None))

    def find(self, key: str | None) -> int | None:
        """The row of `key`, or None."""
        if key is None:
            return None
        if self._cursor < self.row_count() and self.row_key(self._cursor) == key:
            return self._cursor
        if self._index is None:
            self._index = {self.row_key(row): row for row in range(self.row_count())}
        return self._index.get(key)

    # Moving it.

    def move(self, rows: int) -> None:
        """Move the cursor by `rows`; a row taller than the pane is first read to its end."""
        if self.row_count() and not self._read_on(1 if rows > 0 else -1):
            self._go(self._step(self._cursor, rows))

    def page(self, pages: float) -> None:
        """Move the cursor by pages of the pane, up where negative; 0.5 is half a page."""
        if not self.row_count():
            return
        lines = max(1, round(abs(pages) * max(1, self.size.height - 1)))
        walk = self._forth if pages > 0 else self._back
        row, _ = walk(self._cursor, 0, lines)
        self._go(self._nearest(row, 1 if pages > 0 else -1))

    def top(self) -> None:
        """Move the cursor to the first row."""
        self._go(self._nearest(0, 1))

    def bottom(self) -> None:
        """Move the cursor to the last row."""
        self._go(self._nearest(self.row_count() - 1, -1))

    def cursor_to(self, key: str) -> bool:
        """Move the cursor to the row of `key`; False, and nothing moves, where no row has it."""
        row = self.find(key)
        if row is None:
            return False
        self._go(row)
        return True

    def scroll_rows(self, lines: int) -> None:
        """Scroll by `lines` without moving the cursor, as the wheel does."""
        if self.row_count():
            walk = self._forth if lines > 0 else self._back
            self._put_top(walk(*self._top, abs(lines)))

    def choose(self) -> None:
        """Choose the cursor's row: posts Chosen."""
        key = self.cursor_key
        if key is not None:
            self.post_message(self.Chosen(self, key))

    # For subclasses: telling that rows changed.

    def rows_changed(self, cursor: str | None = None) -> None:
        """Lay out and paint anew after rows came, went or were replaced; the cursor goes to key `cursor`."""
        self._laid.clear()
        self._index = None
        self._window = None
        count = self.row_count()
        found = self.find(cursor) if cursor is not None else None
        self._cursor = found if found is not None else self._nearest(min(self._cursor, max(0, count - 1)), 1)
        if self._top[0] >= count or self._top[1] >= len(self._lines(self._top[0])):
            self._top = (min(self._top[0], max(0, count - 1)), 0)
        self._settle()
        self.refresh()

    def to_start(self) -> None:
        """Scroll to the first row before other rows are put in place of these."""
        self._top, self._cursor = (0, 0), 0

    def row_changed(self, row: int) -> None:
        """Paint anew after `row` was replaced by one of as many lines."""
        self._laid.pop(row, None)
        self._repaint(row)

    # Geometry: a place in the rows is (row, line of the row).

    @property
    def _text_width(self) -> int:
        return max(1, self.size.width - _GUTTER - _THUMB)

    def _lines(self, row: int) -> Sequence[Line]:
        width = self._text_width
        if width != self._laid_width or len(self._laid) > _LAID_AT_MOST:
            self._laid.clear()
            self._laid_width = width
        lines = self._laid.get(row)
        if lines is None:
            lines = self._laid[row] = self.row_lines(row, width)
        return lines

    def _back(self, row: int, line: int, lines: int) -> tuple[int, int]:
        """The place `lines` above, at most the first."""
        while lines > line:
            if row == 0:
                return 0, 0
            lines -= line + 1
            row -= 1
            line = len(self._lines(row)) - 1
        return row, line - lines

    def _forth(self, row: int, line: int, lines: int) -> tuple[int, int]:
        """The place `lines` below, at most the last."""
        while lines > (rest := len(self._lines(row)) - 1 - line):
            if row == self.row_count() - 1:
                return row, line + rest
            lines -= rest + 1
            row, line = row + 1, 0
        return row, line + lines

    def _step(self, row: int, rows: int) -> int:
        """The row `rows` further that the cursor may stand on, or the last such on the way."""
        direction = 1 if rows > 0 else -1
        stand = row
        for _ in range(abs(rows)):
            row += direction
            while 0 <= row < self.row_count() and not self.row_stops(row):
                row += direction
            if not 0 <= row < self.row_count():
                break
            stand = row
        return stand

    def _nearest(self, row: int, direction: int) -> int:
        """`row`, or the nearest that the cursor may stand on, looked for in `direction` first."""
        for way in (direction, -direction):
            near = row
            while 0 <= near < self.row_count():
                if self.row_stops(near):
                    return near
                near += way
        return max(0, row)

    def _rows_shown(self) -> list[tuple[int, int]]:
        """The place on each line of the screen, from the top."""
        if self._window is None or self._window_size != self.size:
            # The first paint in a new size comes before the Resize event does.
            self._window_size = self.size
            height, count = self.size.height, self.row_count()
            window: list[tuple[int, int]] = []
            row, line = self._top
            while row < count and len(window) < height:
                lines = len(self._lines(row))
                window.extend((row, each) for each in range(line, min(lines, line + height - len(window))))
                row, line = row + 1, 0
            self._window = window
            self._thumb = self._place_thumb(window, height, count)
        return self._window

    def _place_thumb(self, window: list[tuple[int, int]], height: int, count: int) -> range:
        """The lines of the scroll mark; none where everything is on screen. Reckoned in rows, not lines."""
        if not window:
            return range(0)
        whole = (window[0], window[-1]) == ((0, 0), (count - 1, len(self._lines(count - 1)) - 1))
        if whole:
            return range(0)
        first, last = window[0][0], window[-1][0]
        length = max(1, round(height * (last - first + 1) / count))
        hidden = max(1, count - (last - first + 1))
        start = min(height - length, round((height - length) * first / hidden))
        return range(start, start + length)

    # Scrolling.

    def _go(self, row: int) -> None:
        """Put the cursor on `row`, scroll to it and paint what changed."""
        if not 0 <= row < self.row_count():
            return
        before, self._cursor = self._cursor, row
        if self._show_cursor():
            self.refresh()
        elif before != row:
            self._repaint(before, row)

    def _show_cursor(self) -> bool:
        """Scroll as little as brings the cursor's row on screen, with a margin; True where that scrolled."""
        height, before = self.size.height, self._top
        if not height or not self.row_count():
            return False
        lines = len(self._lines(self._cursor))
        margin = max(0, min(2, (height - 1) // 4, height - lines))
        upper = self._back(self._cursor, 0, margin)
        if upper < self._top:
            self._top = upper
        else:
            end = self._forth(self._cursor, lines - 1, margin)
            self._top = max(self._top, min(self._back(*end, height - 1), (self._cursor, 0)))
        if self._top == before:
            return False
        self._window = None
        return True

    def _settle(self) -> bool:
        """Bring the cursor on screen and leave no room below the last row; True where that scrolled."""
        before = self._top
        if self.size.height and self.row_count():
            self._show_cursor()
            self._top = min(self._top, self._last_top())
        self._window = None
        return self._top != before

    def _last_top(self) -> tuple[int, int]:
        """The place at the top of the screen when the last line is at its bottom."""
        row = self.row_count() - 1
        return self._back(row, len(self._lines(row)) - 1, self.size.height - 1)

    def _put_top(self, place: tuple[int, int]) -> None:
        place = min(place, self._last_top())
        if place != self._top:
            self._top, self._window = place, None
            self.refresh()

    def _read_on(self, direction: int) -> bool:
        """Scroll within a cursor's row that is cut by the edge; True where there was more of it to show."""
        shown = [line for row, line in self._rows_shown() if row == self._cursor]
        lines = len(self._lines(self._cursor))
        if not shown or lines <= self.size.height:
            return False
        rest = lines - 1 - shown[-1] if direction > 0 else shown[0]
        if rest <= 0:
            return False
        walk = self._forth if direction > 0 else self._back
        self._put_top(walk(*self._top, min(rest, max(1, self.size.height - 1))))
        return True

    # Painting.

    def _repaint(self, *rows: int) -> None:
        if not self.is_attached:
            return
        shown = enumerate(self._rows_shown())
        regions = [Region(0, y, self.size.width, 1) for y, (row, _) in shown if row in rows]
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """The line `y` of the screen: gutter, words, scroll mark."""
        window = self._rows_shown()
        if y >= len(window):
            return self.strip(())
        row, line = window[y]
        words = self._lines(row)[line]
        ground = "cursor" if words and row == self._cursor and self.row_stops(row) else ""
        in_place = words and self._place is not None and self.row_key(row) == self._place
        runs = [Run("▌", "place") if in_place else Run(" "), *words]
        used = sum(cells(run.text) for run in runs)
        runs.append(Run(" " * max(0, self.size.width - _THUMB - used)))
        if y in self._thumb:
            runs.append(Run("▐", "thumb"))
        return self.strip(runs, ground)

    def on_resize(self) -> None:
        """The cursor stays on screen, and no line is blank while rows are hidden."""
        if self._settle():
            self.refresh()
        self.refresh()  # it may have been painted at the new size before it heard of it

    # The mouse.

    def _row_under(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        window = self._rows_shown()
        return window[offset.y][0] if offset is not None and offset.y < len(window) else None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls; the cursor stays."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(_WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls; the cursor stays."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(-_WHEEL_LINES)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scroll mark."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.x == self.size.width - _THUMB and self._thumb:
            self._dragging = True
            self.capture_mouse()
            self._drag_to(offset.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll mark; otherwise offer a row's full words where they are cut."""
        if self._dragging:
            self._drag_to(event.y)
            return
        row = self._row_under(event)
        words = self.row_text(row) if row is not None else ""
        cut = row is not None and any(run.text.endswith("…") for line in self._lines(row) for run in line)
        self.tooltip = Content(visible(words)) if cut else None

    def on_mouse_up(self) -> None:
        """Let go of the scroll mark."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _drag_to(self, y: int) -> None:
        height, count = max(1, self.size.height), self.row_count()
        self._put_top((max(0, min(count - 1, y * count // height)), 0))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to the row and chooses it."""
        offset = event.get_content_offset(self)
        if offset is None or (offset.x == self.size.width - _THUMB and self._thumb):
            return
        row = self._row_under(event)
        if row is not None and self.row_stops(row):
            self._go(row)
            self.clicked(row, offset.x - _GUTTER)

    def clicked(self, row: int, x: int) -> None:  # noqa: ARG002
        """Act on a click on `row`, `x` cells into its line."""
        self.choose()
