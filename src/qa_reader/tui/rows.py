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

from qa_reader.language.layout import cells, fit
from qa_reader.terminal.safety import visible
from qa_reader.tui.lines import Line, Painted, Run
from qa_reader.tui.window import Spot, Window

_WHEEL_LINES = 3
_LAID_AT_MOST = 1024
"""Rows whose lines are kept; many times what a screen shows."""
_GUTTER = 1
"""Cells left of every line, where the row in focus is marked."""
_MARK = 1
"""Cells right of every line, where the scroll mark stands."""


class RowsPane(Painted, can_focus=True):
    """A list of rows with a cursor. Subclasses say how many rows there are and what each looks like."""

    INKS: ClassVar[frozenset[str]] = Painted.INKS | {"look--cursor", "look--place", "look--thumb"}

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
        self._window = Window(self.row_count, self.row_height)
        self._laid: dict[int, Sequence[Line]] = {}
        self._laid_width = 0
        self._edition = 0
        """Counts how often rows were changed."""
        self._shown_for: tuple[Spot, Size, int] | None = None
        self._shown: list[Spot] = []
        self._scroll_mark = range(0)
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

    def row_height(self, row: int) -> int:
        """How many lines a row has. Asked of rows beside those on screen too: say it without laying them out
        where that can be known."""
        return len(self._lines(row))

    def row_text(self, row: int) -> str:
        """The row's words in full, for the tooltip and the status line."""
        raise NotImplementedError

    def row_stops(self, row: int) -> bool:  # noqa: ARG002
        """Whether the cursor may stand on a row; not on mere headings."""
        return True

    def told_when_empty(self) -> str:
        """What to say where there is no row."""
        return ""

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
        direction = 1 if pages > 0 else -1
        lines = direction * max(1, round(abs(pages) * max(1, self.size.height - 1)))
        row, _ = self._window.walk((self._cursor, 0), lines)
        # The rows turn with the cursor: a page is read from its top, wherever the cursor stood on the last.
        self.scroll_rows(lines)
        self._go(self._nearest(row, direction))

    def top(self) -> None:
        """Move the cursor to the first row."""
        self._go(self._nearest(0, 1))

    def bottom(self) -> None:
        """Move the cursor to the last row."""
        self._go(self._nearest(self.row_count() - 1, -1))

    def cursor_to(self, key: str, *, turning: bool = False) -> bool:
        """Move the cursor to the row of `key`; False, and nothing moves, where no row has it.

        With `turning`, rows that have to scroll do so by most of a screen at once, as a page is turned.
        """
        row = self.find(key)
        if row is None:
            return False
        self._go(row, turning=turning)
        return True

    def scroll_rows(self, lines: int) -> None:
        """Scroll by `lines` without moving the cursor, as the wheel does."""
        if self.row_count():
            self._scroll(self._window.walk(self._window.top, lines))

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
        self._edition += 1
        count = self.row_count()
        found = self.find(cursor) if cursor is not None else None
        self._cursor = found if found is not None else self._nearest(min(self._cursor, max(0, count - 1)), 1)
        self._window.height = self.size.height
        self._window.settle(self._cursor)
        self.refresh()

    def to_start(self) -> None:
        """Scroll to the first row before other rows are put in place of these."""
        self._window.top, self._cursor = (0, 0), 0

    def row_changed(self, row: int) -> None:
        """Paint anew after `row` was replaced by one of as many lines."""
        self._laid.pop(row, None)
        self._repaint(row)

    # Where rows stand on the screen.

    @property
    def words_width(self) -> int:
        """The cells of a line that words may take."""
        return max(1, self.size.width - _GUTTER - _MARK)

    def _lines(self, row: int) -> Sequence[Line]:
        width = self.words_width
        if width != self._laid_width or len(self._laid) > _LAID_AT_MOST:
            self._laid.clear()
            self._laid_width = width
        lines = self._laid.get(row)
        if lines is None:
            lines = self._laid[row] = self.row_lines(row, width)
        return lines

    def _rows_shown(self) -> list[Spot]:
        """The spot on each line of the screen, from the top."""
        key = (self._window.top, self.size, self._edition)
        if self._shown_for != key:
            # By the size and not by the Resize event: the first paint in a new size comes before it.
            self._shown_for = key
            self._window.height = self.size.height
            self._shown = self._window.shown()
            self._scroll_mark = self._window.mark(self._shown)
        return self._shown

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

    def _go(self, row: int, *, turning: bool = False) -> None:
        """Put the cursor on `row`, scroll to it and paint what changed."""
        if not 0 <= row < self.row_count():
            return
        before, self._cursor = self._cursor, row
        if self._window.turn_to(row) if turning else self._window.show(row):
            self.refresh()
        elif before != row:
            self._repaint(before, row)

    def _read_on(self, direction: int) -> bool:
        """Scroll within a cursor's row that is higher than the screen; True where it had more to show."""
        shown = [line for row, line in self._rows_shown() if row == self._cursor]
        lines, height = len(self._lines(self._cursor)), self.size.height
        if not shown or lines <= height:
            return False
        rest = lines - 1 - shown[-1] if direction > 0 else shown[0]
        if rest > 0:
            self._scroll(self._window.walk(self._window.top, direction * min(rest, max(1, height - 1))))
        return rest > 0

    def _scroll(self, top: Spot) -> None:
        if self._window.put(top):
            self.refresh()

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
            told = self.told_when_empty() if y == 0 else ""
            return self.strip((Run(" "), Run(fit(told, self.words_width), "dim")) if told else ())
        row, line = window[y]
        words = self._lines(row)[line]
        ground = "cursor" if words and row == self._cursor and self.row_stops(row) else ""
        in_place = words and self._place is not None and self.row_key(row) == self._place
        runs = [Run("▌", "place") if in_place else Run(" "), *words]
        used = sum(cells(run.text) for run in runs)
        runs.append(Run(" " * max(0, self.size.width - _MARK - used)))
        if y in self._scroll_mark:
            runs.append(Run("▐", "thumb"))
        return self.strip(runs, ground)

    def on_resize(self) -> None:
        """The cursor stays on screen, and no line is blank while rows are hidden."""
        self._window.height = self.size.height
        if self._window.settle(self._cursor):
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
        if offset is not None and offset.x == self.size.width - _MARK and self._scroll_mark:
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
        self._scroll((max(0, min(count - 1, y * count // height)), 0))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to the row and chooses it."""
        offset = event.get_content_offset(self)
        if offset is None or (offset.x == self.size.width - _MARK and self._scroll_mark):
            return
        row = self._row_under(event)
        if row is not None and self.row_stops(row):
            self._go(row)
            self.clicked(row, offset.x - _GUTTER)

    def clicked(self, row: int, x: int) -> None:  # noqa: ARG002
        """Act on a click on `row`, `x` cells into its line."""
        self.choose()
