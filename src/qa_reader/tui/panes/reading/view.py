"""What part of the page is on screen, and which exchange is in focus: moving, without any drawing.

One unit is in focus. The *eye* is the
row of the screen that is being read: moving line by line draws it to a third of the way down, jumping puts
it on what was jumped to, and when it leaves the unit in focus the focus follows it. At either end of the
text, where nothing can scroll, a further step moves the focus itself, so that every exchange is reached.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from copy import copy
from functools import cached_property
from typing import ClassVar, Literal, Self

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Position, Span
from qa_reader.transcript.units import Unit
from qa_reader.tui.panes.reading.order import Order
from qa_reader.tui.panes.reading.page import Page, Place, Row
from qa_reader.tui.panes.reading.reel import Anchor, Reel

Where = Literal["top", "third", "visible"]

_HEADING_REACH = 5
"""A heading within so many rows above a question is shown with it."""
_ENOUGH = 3
"""Rows of an answer at the top of the screen that make it the one being read."""
_CONTEXT = 2
"""Rows kept between the edge of the screen and a place that is only to be visible."""


class View:
    """A page seen through a screen of `height` rows."""

    TWO_COLUMNS: ClassVar = False

    def __init__(self, page: Page, height: int) -> None:
        self.whole = page
        """The page of the whole text."""
        self.page = page
        """The page whose rows are on screen."""
        self.height = max(1, height)
        self.focus: Unit | None = None
        self._order = Order(page.transcript, page.outline)
        self._reels: tuple[Reel, ...] = (Reel(page, self.height),)
        self._reading = 0
        self._eye = 0
        self._spans: tuple[Span, ...] = ()
        self.waits = False
        """Whether nothing is to be drawn before it is known what is in focus."""

    def scout(self) -> Self:
        """A view of the same that can be moved without moving this one."""
        other = copy(self)
        other._reels = tuple(copy(reel) for reel in self._reels)
        return other

    # What is seen

    @property
    def _reel(self) -> Reel:
        """The reel that the eye is on."""
        return self._reels[self._reading]

    def _reel_of(self, block: int) -> int:  # noqa: ARG002
        """The number of the reel that shows `block`."""
        return 0

    @property
    def top(self) -> Place:
        """The uppermost row on screen."""
        return self._reel.top

    @property
    def rows(self) -> list[Row]:
        """The rows on screen where the eye is, from the top; fewer than it holds only where the text is
        shorter."""
        return self._reel.rows

    @property
    def columns(self) -> tuple[list[Row], ...]:
        """All rows on screen, by column."""
        return tuple(reel.rows for reel in self._reels)

    @property
    def anchor(self) -> Anchor:
        """Where the text on screen begins, to come back to."""
        return self._reel.anchor

    @property
    def read(self) -> Position:
        """The text at the eye."""
        rows = self.rows
        return self.page.position(rows[min(self._eye, len(rows) - 1)].place) if rows else Position(0, 0)

    @property
    def attended(self) -> Position:
        """The text at the eye where that is in focus, else the first words in focus on screen."""
        rows = self.rows
        if not rows or self.in_focus(rows[min(self._eye, len(rows) - 1)]):
            return self.read
        inside = next((row for row in rows if row.lead is None and self.in_focus(row)), None)
        return self.page.position(inside.place) if inside is not None else self.read

    def in_focus(self, row: Row) -> bool:
        """Whether `row` shows text of the unit in focus, or stands above such text and belongs to it."""
        block = row.place.block
        if row.lead is None:
            first, last = Position(block, row.start), Position(block, row.end)
            return any(start <= last and first < end for start, end in self._spans)
        if row.lead.kind not in ("head", "ask", "reply", "blank") or not self._touches(block):
            return False
        return row.lead.kind != "blank" or self._touches(block - 1)

    def _touches(self, block: int) -> bool:
        return any(start.block <= block and Position(block, 0) < end for start, end in self._spans)

    def screen_row(self, place: Place) -> int | None:
        """The row of the screen that shows `place`, None where it is not on screen."""
        return self._reels[self._reel_of(place.block)].row_of(place)

    # Setting up

    def resize(self, measure: Measure, height: int) -> None:
        """Show the same text at another measure or height."""
        eye = self.read
        if measure != self.whole.measure:
            self.whole = Page(self.whole.transcript, self.whole.outline, measure)
        self.height = max(1, height)
        self._fit_reels()
        self._look_at(eye)

    def _fit_reels(self) -> None:
        """Set what is shown on the whole page anew."""
        self.page = self.whole
        self._reel.fit(self.page, self.height)

    def open(self, position: Position | None, focus: str = "", above: int | None = None) -> None:
        """Show the text from `position` on, or from the beginning, and `above` of the leads over it (all, if
        it is the start of its block and nothing is said); the unit `focus` is in focus if it can be seen
        there, else the one that is read there. With neither, the first unit is."""
        if position is None and not focus:
            self.to_top()
            return
        self.show_from(position, above)
        self._eye = self._third
        self._set_focus(self.page.outline.unit(focus) if focus else None)
        at = next((at for at, row in enumerate(self.rows) if self.in_focus(row)), None)
        if at is None:
            self._focus_at_eye(anywhere=True)
        else:
            self._eye = max(at, min(self._third, self._last_in_focus()))

    def show_from(self, position: Position | None, above: int | None = None) -> None:
        """Show the text from `position` on, or from the beginning, as `open` does; the focus stays."""
        leads = self._leads_at(position) if above is None else above
        anchor = Anchor(position or Position(0, 0), leads)
        self._put(self._reels[self._reel_of(anchor.position.block)].place_of(anchor))

    def prepare(self) -> Iterator[None]:
        """Make the tables that moving needs, while nobody waits, in steps between which keys can be done."""
        yield from self._order.prepare()
        _ = self._headings

    def _last_in_focus(self) -> int:
        return max(at for at, row in enumerate(self.rows) if self.in_focus(row))

    def _leads_at(self, position: Position | None) -> int:
        """How many leads stand over `position`: all of its block's where it is the block's start."""
        if position is None:
            return len(self.page.leads(0))
        return len(self.page.leads(min(position.block, self.page.blocks))) if position.offset == 0 else 0

    # Moving by rows

    def move(self, rows: int) -> bool:
        """Move by `rows`, up where negative. False where the text ends there and no unit is left to focus."""
        moved = self._scroll(rows)
        if not moved:
            return self._focus_beyond(1 if rows > 0 else -1)
        drift = min(abs(moved), abs(self._third - self._eye))
        self._eye += drift if self._eye < self._third else -drift
        self._follow(rows)
        return True

    def move_screens(self, screens: float) -> bool:
        """Move by screens or parts of one; two rows of a whole screen stay in sight."""
        rows = max(1, round(abs(screens) * self.height) - (_CONTEXT if abs(screens) >= 1 else 0))
        moved = self._scroll(rows if screens > 0 else -rows)
        if not moved:
            return self._focus_beyond(1 if screens > 0 else -1)
        self._eye = self._third
        self._follow(moved)
        return True

    def scroll_to(self, place: Place) -> None:
        """Put `place` at the top, or as near as the ends of the text allow."""
        self._put(place)
        self._eye = self._third
        self._follow(1)

    def to_top(self) -> None:
        """Go to the first row; the first unit is in focus."""
        self._put(self.page.first)
        self._focus_on(self._order.first)

    def to_bottom(self) -> None:
        """Go to the last row; the last unit is in focus."""
        self._put(self.page.last)
        self._focus_on(self._order.last)

    # Moving by what was said

    def focus_unit(self, unit: Unit) -> None:
        """Put `unit` in focus and its first row near the top, under its heading where that is near."""
        spans = self._order.spans(unit)
        if not spans:
            return
        start = spans[0].start
        first = Place(start.block, 0)
        block = start.block
        while block and self.page.transcript.blocks[block - 1].part == "heading":
            block -= 1
        heading = Place(block, 0)
        near = self.page.between(heading, first, _HEADING_REACH + 1) <= min(_HEADING_REACH, self.height // 3)
        self._put(heading if near else first)
        self._focus_on(unit)

    def next_exchange(self, count: int) -> bool:
        """Focus the exchange `count` further (back, where negative); where there are none, the stretch.
        False where there is no further one."""
        unit = self._order.exchange_from(self.focus, count)
        if unit is None:
            return False
        self.focus_unit(unit)
        return True

    def next_section(self, count: int) -> bool:
        """Go to the heading `count` further, back where negative; the nearest above is the first one back.
        False where there is no further one."""
        starts = self._headings
        at_end = self.extent()[2]
        here = self.read.block if at_end else self.top.block
        if count > 0:
            wanted = bisect_right(starts, here) + count - 1
        else:
            inside = not at_end and self.top.row >= max(1, len(self.page.leads(here)))
            wanted = (bisect_right if inside else bisect_left)(starts, here) + count
        if not 0 <= wanted < len(starts):
            return False
        self._put(Place(starts[wanted], 0))
        self._look_at(Position(starts[wanted], 0))
        self._focus_at_eye(anywhere=True)
        return True

    def go_to(self, position: Position, where: Where) -> None:
        """Show `position`, at the top, a third down, or wherever it is if it is on screen; focus its unit."""
        place = self.page.place(position)
        at = self.screen_row(place)
        margin = min(_CONTEXT, (self.height - 1) // 2)
        if where == "top":
            self._put(place)
        elif where == "third" or at is None or not margin <= at < self.height - margin:
            self._put(self.page.step(place, -self._third))
        self.focus_at(position)

    def reveal(self, position: Position) -> None:
        """Scroll as little as brings `position` on screen; the focus stays."""
        place = self.page.place(position)
        margin = min(_CONTEXT, (self.height - 1) // 2)
        at = self.screen_row(place)
        if at is not None and margin <= at < self.height - margin:
            return
        above = at < margin if at is not None else place < self._reels[self._reel_of(place.block)].top
        self._put(self.page.step(place, -margin if above else margin + 1 - self.height))
        self._eye = min(max(self._eye, 0), self.height - 1)

    def scroll(self, rows: int) -> bool:
        """Scroll by `rows` and leave the focus. False where the text ends."""
        return self._scroll(rows) != 0

    def focus_at(self, position: Position) -> None:
        """Put the unit at `position` in focus and read there; nothing scrolls."""
        self._look_at(position)
        if not self._holds(position):
            self._set_focus(self.page.outline.unit_at(position))

    # The scroll bar

    def extent(self) -> tuple[Place, Place, bool]:
        """The first and last row on screen, and whether the last one is the last of the page."""
        last = self.rows[-1].place if self.rows else self.top
        return self.top, last, last >= self.page.last

    # Inside

    @property
    def _third(self) -> int:
        return self.height // 3

    def _put(self, place: Place) -> None:
        """Make `place` the top, or the place nearest to it that leaves no room below the last row."""
        self._reels[self._reel_of(place.block)].put(place)

    def _scroll(self, rows: int) -> int:
        """Scroll by `rows` as far as the text goes; how many rows that were."""
        return max((reel.scroll(rows) for reel in self._reels), key=abs)

    def _look_at(self, position: Position) -> None:
        """Put the eye on `position`, or on its nearest row on screen."""
        place = self.page.place(position)
        self._reading = self._reel_of(place.block)
        self._eye = self._reel.nearest(place)

    def _focus_at_eye(self, *, anywhere: bool = False) -> None:
        """Follow the eye where it has left the unit in focus; outside any turn, the next on screen counts.

        Words of others between a question and its answer (a chair who gives the floor) take no focus.
        With `anywhere` some unit gets the focus even if none is on screen.
        """
        rows = self.rows
        for row in rows[min(self._eye, len(rows) - 1) :]:
            if self.in_focus(row):
                return
            if self.page.outline.turn_at(row.place.block) is not None:
                position = self.page.position(row.place)
                unit = self.page.outline.unit_at(position)
                if unit.kind != "stretch" or not self._around(position):
                    self._set_focus(unit)
                return
        if self.focus is None or (anywhere and not any(self.in_focus(row) for row in rows)):
            self._set_focus(self._order.from_block(self.top.block))

    def _follow(self, direction: int) -> None:
        """After scrolling down: the focus stays while its words stand above the eye, then goes to the unit
        that stands at the top: who has read an answer to its end judges that answer, not the next question.
        After scrolling up it goes to what the eye meets."""
        if any(row.lead is None and self.in_focus(row) for row in self.rows[: self._eye + 1]):
            return
        if direction < 0:
            self._focus_at_eye()
            return
        seen: list[tuple[Unit, int, bool]] = []  # units from the top, their rows, whether they begin here
        for row in self.rows:
            if row.lead is not None or self.page.outline.turn_at(row.place.block) is None:
                continue
            position = self.page.position(row.place)
            unit = self.page.outline.unit_at(position)
            if seen and seen[-1][0] is unit:
                seen[-1] = (unit, seen[-1][1] + 1, seen[-1][2])
            else:
                seen.append((unit, 1, position == self._order.spans(unit)[0].start))
        for unit, rows, begins in seen:
            between = unit.kind == "stretch" and (
                not begins or self._around(self._order.spans(unit)[0].start)
            )
            if (begins or rows >= _ENOUGH) and not (between and len(seen) > 1):
                self._set_focus(unit)
                return
        self._focus_at_eye()

    def _focus_beyond(self, direction: int) -> bool:
        """Focus the next unit in `direction`, where nothing can scroll. False where there is none."""
        unit = self._order.beside(self.focus, direction) if self.focus is not None else None
        if unit is None:
            return False
        self._focus_on(unit)
        return True

    def _focus_on(self, unit: Unit | None) -> None:
        """Focus `unit` and read at its beginning."""
        self._set_focus(unit)
        if self._spans:
            self._look_at(self._spans[0].start)

    def _set_focus(self, unit: Unit | None) -> None:
        if unit is not None and unit.kind == "transcript":
            return
        self.focus = unit
        self._spans = self._order.spans(unit) if unit is not None else ()

    def _holds(self, position: Position) -> bool:
        return any(start <= position < end for start, end in self._spans)

    def _around(self, position: Position) -> bool:
        """Whether the unit in focus has text before and after `position`."""
        return bool(self._spans) and self._spans[0].start <= position < self._spans[-1].end

    @cached_property
    def _headings(self) -> list[int]:
        """The blocks that headings begin at."""
        return sorted({section.start for section in self.page.transcript.sections})
