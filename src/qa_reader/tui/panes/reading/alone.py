"""Some passages of a page and nothing else: what stands between them takes no rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from qa_reader.transcript.model import Position, Span
from qa_reader.tui.panes.reading.page import BLANK, Lead, Page, Place


class Alone(Page):
    """The blocks that some spans touch, in the order of the text.

    Where one stands apart from the block above it, a line says again who speaks.
    """

    def __init__(self, whole: Page, spans: Sequence[Span], *, tops: Collection[int] = ()) -> None:
        """`spans` touch one block at least; `tops` are blocks that begin a column of their own."""
        super().__init__(whole.transcript, whole.outline, whole.measure)
        self.spans = spans
        self._lines = whole._lines  # the same text at the same measure
        self._show(blocks_of(spans))
        self._tops = frozenset((self._shown[0], *tops))

    def _show(self, blocks: Sequence[int]) -> None:
        self._shown = blocks
        self._at = {block: at for at, block in enumerate(blocks)}

    def after(self, block: int) -> int | None:
        """The block whose rows stand below those of `block`."""
        at = self._at[block] + 1
        return self._shown[at] if at < len(self._shown) else None

    def before(self, block: int) -> int | None:
        """The block whose rows stand above those of `block`."""
        at = self._at[block]
        return self._shown[at - 1] if at else None

    def shows(self, block: int) -> bool:
        """Whether `block` has rows here."""
        return block in self._at

    @property
    def first(self) -> Place:
        """The first row."""
        return Place(self._shown[0], 0)

    @property
    def last(self) -> Place:
        """The last row."""
        block = self._shown[-1]
        return Place(block, max(0, self.height(block) - 1))

    def place(self, position: Position) -> Place:
        """The row that shows `position`; of a block that has none, the row nearest to it."""
        if self.shows(position.block):
            return super().place(position)
        at = bisect_left(self._shown, position.block)
        return Place(self._shown[at], 0) if at < len(self._shown) else self.last

    def outside(self, block: int) -> Iterable[tuple[int, int]]:
        """The parts of `block` that no span holds: offsets, end exclusive."""
        reached = 0
        for start, end in self.spans:
            if start.block <= block <= end.block:
                first = start.offset if block == start.block else 0
                if reached < first:
                    yield reached, first
                reached = max(reached, end.offset if block == end.block else self._length(block))
        if reached < self._length(block):
            yield reached, self._length(block)

    def _length(self, block: int) -> int:
        return self.transcript.blocks[block].length

    def _made_leads(self, block: int) -> list[Lead]:
        turn = self.outline.turn_at(block)
        apart = block in self._tops or self.before(block) != block - 1
        if turn is None or not apart:
            leads = super()._made_leads(block)
        else:
            leads = [BLANK, Lead("head", turn)]
            if self.transcript.turns[turn].start != block:
                leads += [Lead("ask" if each.asks else "reply", each.exchange) for each in self.starts(block)]
        while block in self._tops and leads and leads[0] == BLANK:
            del leads[0]
        return leads


class Column(Alone):
    """Some of the blocks of a page, as a column beside the others; rows have the same names on both."""

    def __init__(self, page: Alone, blocks: Sequence[int]) -> None:
        self._page = page
        super().__init__(page, page.spans)
        self._show(blocks)

    def leads(self, block: int) -> tuple[Lead, ...]:
        """The rows above the text of `block`."""
        return self._page.leads(block)


def blocks_of(spans: Iterable[Span]) -> list[int]:
    """The blocks that `spans` touch, in order."""
    touched: set[int] = set()
    for start, end in spans:
        touched.update(range(start.block, end.block + (end.offset > 0 or end == start)))
    return sorted(touched)
