"""Which lines of which rows a screen of some height shows. Pure: rows are known by their heights alone.

A spot is (row, line of the row). Heights are asked for near the window only, so that a list of ten thousand
rows, most never laid out, scrolls like one of ten. The scroll mark is therefore reckoned in rows.
"""

from __future__ import annotations

from collections.abc import Callable

Spot = tuple[int, int]

_MARGIN = 2
"""Lines to keep in sight beyond the cursor, where the window is high enough."""


class Window:
    """A window over rows of one line or more."""

    def __init__(self, count: Callable[[], int], lines: Callable[[int], int]) -> None:
        """`count` gives how many rows there are, `lines` how many lines a row has, at least one."""
        self._count = count
        self._lines = lines
        self.height = 0
        self.top: Spot = (0, 0)

    def back(self, spot: Spot, lines: int) -> Spot:
        """The spot `lines` above, at most the first."""
        row, line = spot
        while lines > line:
            if row == 0:
                return 0, 0
            lines -= line + 1
            row -= 1
            line = self._lines(row) - 1
        return row, line - lines

    def forth(self, spot: Spot, lines: int) -> Spot:
        """The spot `lines` below, at most the last."""
        row, line = spot
        while lines > (rest := self._lines(row) - 1 - line):
            if row == self._count() - 1:
                return row, line + rest
            lines -= rest + 1
            row, line = row + 1, 0
        return row, line + lines

    def walk(self, spot: Spot, lines: int) -> Spot:
        """The spot `lines` below, or above where negative."""
        return self.forth(spot, lines) if lines >= 0 else self.back(spot, -lines)

    def shown(self) -> list[Spot]:
        """The spot on each line of the window, from the top; shorter where the rows end before it does."""
        count, room = self._count(), self.height
        spots: list[Spot] = []
        row, line = self.top
        while row < count and len(spots) < room:
            end = min(self._lines(row), line + room - len(spots))
            spots.extend((row, each) for each in range(line, end))
            row, line = row + 1, 0
        return spots

    def mark(self, shown: list[Spot]) -> range:
        """The lines of the window on which the scroll mark stands; none where every line is `shown`."""
        count = self._count()
        if not shown or (shown[0] == (0, 0) and shown[-1] == (count - 1, self._lines(count - 1) - 1)):
            return range(0)
        first, seen = shown[0][0], shown[-1][0] - shown[0][0] + 1
        length = max(1, round(self.height * seen / count))
        room = self.height - length
        start = min(room, round(room * first / max(1, count - seen)))
        return range(start, start + length)

    def put(self, top: Spot) -> bool:
        """Scroll so that `top` is the first line, or as near as leaves no room below; True where it moved."""
        before, self.top = self.top, min(top, self._last_top())
        return self.top != before

    def show(self, row: int) -> bool:
        """Scroll as little as brings the whole of `row` in, with a margin; True where it moved.

        Of a row higher than the window its first lines show.
        """
        if not self.height or not self._count():
            return False
        before, lines = self.top, self._lines(row)
        margin = max(0, min(_MARGIN, (self.height - 1) // 4, self.height - lines))
        upper = self.back((row, 0), margin)
        if upper < self.top:
            self.top = upper
        else:
            end = self.forth((row, lines - 1), margin)
            self.top = max(self.top, min(self.back(end, self.height - 1), (row, 0)))
        return self.top != before

    def turn_to(self, row: int) -> bool:
        """Bring `row` in as `show` does; but where that scrolls, so far that the next rows that way show too.

        For a cursor that goes along with something else: most of its steps then paint two rows, not all.
        """
        before = self.top
        if not self.show(row):
            return False
        down = self.top > before
        self.put(self.back((row, 0), self.height // 3 if down else self.height * 2 // 3))
        return True

    def settle(self, row: int) -> bool:
        """Find a spot among rows or in a height that changed, with `row` in sight; True where it moved."""
        before, count = self.top, self._count()
        if not self.height or not count:
            return False
        if self.top[0] >= count or self.top[1] >= self._lines(self.top[0]):
            self.top = (min(self.top[0], count - 1), 0)
        self.show(row)
        self.put(self.top)
        return self.top != before

    def _last_top(self) -> Spot:
        """The first line of the window when the last of all lines stands on its last."""
        row = self._count() - 1
        return self.back((row, self._lines(row) - 1), max(0, self.height - 1))
