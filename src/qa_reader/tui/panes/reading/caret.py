"""Where a caret goes by the rows of the page, which are its lines: up, down, to a row's ends."""

from __future__ import annotations

from typing import NamedTuple

from qa_reader.transcript.model import Position
from qa_reader.tui.panes.reading.page import Page, Place


class RowEnds(NamedTuple):
    """The positions at the ends of a row."""

    first: Position
    words: Position
    """The first that is no blank."""
    last: Position


def column_of(page: Page, position: Position) -> int:
    """The cell in its row at which what stands at `position` begins."""
    return page.lines(position.block).locate(position.offset)[1]


def in_row(page: Page, position: Position, rows: int, column: int) -> Position | None:
    """What stands in `column`, `rows` rows of text below that of `position` (above, where negative).

    Where there are fewer rows the last of them counts; None where there is none. A row that is shorter is
    entered at its end.
    """
    place, found = page.place(position), None
    for _row in range(abs(rows)):
        further = _next_row(page, place, 1 if rows > 0 else -1)
        if further is None:
            break
        place = found = further
    if found is None:
        return None
    row = page.row(found)
    return Position(found.block, max(row.start, min(page.offset(found, column), _last(page, found))))


def row_ends(page: Page, position: Position) -> RowEnds:
    """The ends of the row that shows `position`."""
    place = page.place(position)
    row = page.row(place)
    shown = page.lines(place.block).text[row.start : row.end]
    words = row.start + len(shown) - len(shown.lstrip())
    return RowEnds(
        Position(place.block, row.start),
        Position(place.block, min(words, max(row.start, row.end - 1))),
        Position(place.block, _last(page, place)),
    )


def _next_row(page: Page, place: Place, direction: int) -> Place | None:
    """The nearest row of text below `place`, or above it."""
    while (further := page.step(place, direction)) != place:
        place = further
        row = page.row(place)
        if row.lead is None and row.start < row.end:
            return place
    return None


def _last(page: Page, place: Place) -> int:
    """Where the last grapheme of a row begins."""
    row, lines = page.row(place), page.lines(place.block)
    number = place.row - len(page.leads(place.block))
    return max(row.start, lines.offset(number, max(0, lines.width(number) - 1)))
