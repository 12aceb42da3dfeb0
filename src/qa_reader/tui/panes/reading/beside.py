"""A question and its answer side by side: what was asked on the left, what was answered on the right.

Both columns scroll together, each as far as it goes: a question that fits the screen stays in sight while
its answer rolls by.
"""

from __future__ import annotations

from typing import ClassVar

from qa_reader.transcript.model import Passage
from qa_reader.tui.panes.reading.alone import Alone, Column, blocks_of
from qa_reader.tui.panes.reading.focused import FocusView
from qa_reader.tui.panes.reading.page import Row
from qa_reader.tui.panes.reading.reel import Anchor, Reel


class SideView(FocusView):
    """One unit in two columns; what is no exchange, or has no answer, has only the left one."""

    TWO_COLUMNS: ClassVar = True

    _answers: frozenset[int] = frozenset()
    """The blocks on the right."""

    @property
    def columns(self) -> tuple[list[Row], ...]:
        """All rows on screen: left, right."""
        left, *right = (reel.rows for reel in self._reels)
        return left, right[0] if right else []

    @property
    def anchor(self) -> Anchor:
        """Where the column begins that is not at its start; the question, where both are."""
        rolled = [reel for reel in self._reels if reel.top > reel.page.first]
        return (rolled[-1] if rolled else self._reels[0]).anchor

    def _set_page(self) -> None:
        unit = self.focus
        exchange = self.page.transcript.exchanges[unit.ordinal] if unit and unit.kind == "exchange" else None
        answers = _blocks(exchange.answers) - _blocks(exchange.questions) if exchange else frozenset()
        asked = [block for block in blocks_of(self._shown) if block not in answers]
        before = self._reels if len(self._reels) == (2 if answers and asked else 1) else ()
        if not answers or not asked:  # one column
            self._answers = frozenset()
            self.page = Alone(self.whole, self._shown)
            columns = [self.page]
        else:
            self._answers = answers
            self.page = page = Alone(self.whole, self._shown, tops=(min(answers),))
            columns = [Column(page, asked), Column(page, sorted(answers))]
        if not before:
            self._reels = tuple(Reel(column, self.height) for column in columns)
            self._reading = 0
        for reel, column in zip(self._reels, columns, strict=True):
            reel.fit(column, self.height)

    def _reel_of(self, block: int) -> int:
        return 1 if block in self._answers else 0


def _blocks(passages: tuple[Passage, ...]) -> frozenset[int]:
    return frozenset(blocks_of(passage.span for passage in passages))
