"""One unit alone on screen: the question in focus and its answer, all else gone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from qa_reader.transcript.model import Position, Span
from qa_reader.transcript.units import Unit
from qa_reader.tui.panes.reading.alone import Alone
from qa_reader.tui.panes.reading.page import Page, Place
from qa_reader.tui.panes.reading.view import View, Where


class FocusView(View):
    """The unit in focus, and what of the text between units was asked for with it.

    Until it is known which unit is in focus, nothing is drawn.
    """

    def __init__(self, page: Page, height: int) -> None:
        super().__init__(page, height)
        self._shown: Sequence[Span] = ()
        self.waits = True

    # Setting up

    def open(self, position: Position | None, focus: str = "", above: int | None = None) -> None:
        """Show the unit `focus` from `position` on where that is in it, else the unit at `position`."""
        self.waits = False  # where there is no unit, the whole page is shown
        unit = self.page.outline.unit(focus) if focus else None
        if unit is not None and unit.kind != "transcript":
            self._set_focus(unit)
        elif position is not None:
            self._bring(position)
        else:
            self._set_focus(self._order.first)
        if position is not None and self._on_page(position):
            self.show_from(position, above)
        self._look_at(self.page.position(self.top))

    def _fit_reels(self) -> None:
        if self._shown:
            self._set_page()
        else:
            super()._fit_reels()

    def _set_page(self) -> None:
        """Set what is shown; the reader stays where they are."""
        self.page = Alone(self.whole, self._shown)
        self._reel.fit(self.page, self.height)

    def _on_page(self, position: Position) -> bool:
        return isinstance(self.page, Alone) and self.page.shows(position.block)

    # Moving

    def to_top(self) -> None:
        """Go to the first unit."""
        self._focus_on(self._order.first)

    def to_bottom(self) -> None:
        """Go to the end of the last unit."""
        self._focus_on(self._order.last)
        self._to_end()

    def focus_unit(self, unit: Unit) -> None:
        """Show `unit` from its beginning."""
        self._focus_on(unit)

    def next_section(self, count: int) -> bool:
        """Go to the first unit under the heading `count` further, back where negative. False where there is
        no further one."""
        starts, step = self._headings, 1 if count > 0 else -1
        here = self._shown[0].start.block if self._shown else 0
        at, unit = bisect_right(starts, here) - (step > 0), self.focus
        for _each in range(abs(count)):
            at += step
            while 0 <= at < len(starts) and self._order.from_block(starts[at]) is unit:
                at += step
            if not 0 <= at < len(starts):
                return False
            unit = self._order.from_block(starts[at])
        self._focus_on(unit)
        return True

    def go_to(self, position: Position, where: Where) -> None:
        """Show `position` and the unit it is in."""
        self._bring(position)
        super().go_to(position, where)

    def reveal(self, position: Position) -> None:
        """Bring `position` on screen, and the unit it is in where another one is shown."""
        self._bring(position)
        super().reveal(position)

    def focus_at(self, position: Position) -> None:
        """Show the unit at `position`, and read there."""
        if not self._holds(position):
            self._bring(position)
        self._look_at(position)

    def scroll_to(self, place: Place) -> None:
        """Go to where `place` of the whole page is."""
        position = self.whole.position(place)
        self._bring(position)
        self._put(self.page.place(position))
        self._look_at(position)

    # The scroll bar

    def extent(self) -> tuple[Place, Place, bool]:
        """What is on screen, as rows of the whole page."""
        places = [row.place for rows in self.columns for row in (*rows[:1], *rows[-1:])] or [self.top]
        first, last = (self.whole.place(self.page.position(each)) for each in (min(places), max(places)))
        if self.focus is self._order.first and all(reel.top <= reel.page.first for reel in self._reels):
            first = self.whole.first
        ended = all(not reel.rows or reel.rows[-1].place >= reel.page.last for reel in self._reels)
        return first, last, ended and self.focus is self._order.last

    # Inside

    def _bring(self, position: Position) -> None:
        """Show the unit at `position`, if it is not on screen: outside any, the next one, and with it all
        that stands between units there."""
        if self._on_page(position):
            return
        unit = self.page.outline.unit_at(position)
        if unit.kind != "transcript":
            self._set_focus(unit)
            return
        unit_after = self._order.from_block(position.block)
        self._set_focus(unit_after)
        self._show((self._between(position.block), *self._spans))

    def _between(self, block: int) -> Span:
        """All around `block` that no turn holds."""
        outline, blocks = self.page.outline, self.page.transcript.blocks
        first = last = min(max(block, 0), len(blocks) - 1)
        while first > 0 and outline.turn_at(first - 1) is None:
            first -= 1
        while last + 1 < len(blocks) and outline.turn_at(last + 1) is None:
            last += 1
        return Span(Position(first, 0), Position(last, blocks[last].length))

    def _set_focus(self, unit: Unit | None) -> None:
        super()._set_focus(unit)
        if self._spans:
            self._show(self._spans)

    def _show(self, spans: Sequence[Span]) -> None:
        """Show `spans` from their beginning, if they are not what is shown."""
        spans = tuple(sorted(spans))
        if spans != self._shown:
            self._shown, self.waits = spans, False
            self._set_page()
            self._to_start()

    def _to_start(self) -> None:
        for reel in self._reels:
            reel.put(reel.page.first)

    def _to_end(self) -> None:
        for reel in self._reels:
            reel.put(reel.page.last)
        self._look_at(self.page.position(self._reel.rows[-1].place) if self._reel.rows else Position(0, 0))

    def _focus_on(self, unit: Unit | None) -> None:
        self._set_focus(unit)
        self._to_start()
        if self._spans:
            self._look_at(self._spans[0].start)

    def _focus_beyond(self, direction: int) -> bool:
        if not super()._focus_beyond(direction):
            return False
        if direction < 0:
            self._to_end()
        return True

    def _follow(self, direction: int) -> None:
        """What is shown is in focus."""
