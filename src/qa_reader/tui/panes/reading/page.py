"""The rows of a transcript on the page, worked out only where somebody looks.

The page is the blocks of the transcript one below the other. A block's rows are its *leads* (blank rows, a
heading that is no block, the line that says who speaks) and then the rows of its text. Behind the last block
stands one more without text, whose leads are the links that belong to no block. A row is named by its block
and its number within it, never by a number over the whole page: what lies above need not be laid out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, Literal, NamedTuple

from qa_reader.language.kinsoku import BLANKS
from qa_reader.language.layout import Lines, Measure, wrap
from qa_reader.terminal.safety import one_line, visible
from qa_reader.transcript.model import Position, Transcript
from qa_reader.transcript.outline import Outline

LeadKind = Literal["blank", "rule", "title", "heading", "head", "ask", "reply", "links", "link", "end"]

_PARAGRAPH: Final = 60
"""Paragraphs of fewer code points than this, both, stand together without a blank row."""
_KEPT: Final = 1024
"""Blocks whose layout is kept."""


class Place(NamedTuple):
    """A row: its block (the number of blocks for what stands behind them) and its number in the block."""

    block: int
    row: int


class Lead(NamedTuple):
    """A row above a block's text."""

    kind: LeadKind
    item: int = 0
    """The turn of a `head`, exchange of an `ask` or `reply`, section of a `heading`, link of a `link`."""
    text: str = ""
    """The words of a `title` or `heading` on this row."""


class Start(NamedTuple):
    """A passage of an exchange that begins at some block."""

    exchange: int
    asks: bool


class Row(NamedTuple):
    """One row of the page: a lead, or the offsets of the text that it draws."""

    place: Place
    lead: Lead | None
    start: int = 0
    end: int = 0


BLANK: Final = Lead("blank")
_RULE: Final = Lead("rule")


class Page:
    """A transcript set at one measure."""

    def __init__(self, transcript: Transcript, outline: Outline, measure: Measure) -> None:
        self.transcript = transcript
        self.outline = outline
        self.measure = measure
        self.blocks = len(transcript.blocks)
        self._lines: dict[int, Lines] = {}
        self._leads: dict[int, tuple[Lead, ...]] = {}
        self._starts: dict[int, dict[int, list[Start]]] = {}

    # The rows of a block

    def lines(self, block: int) -> Lines:
        """The text of `block` as it is shown, in rows; offsets are those of the block."""
        known = self._lines.get(block)
        if known is None:
            if len(self._lines) > _KEPT:
                self._lines.clear()
            text = visible(self.transcript.blocks[block].text)
            known = self._lines[block] = wrap(text, self.measure)
        return known

    def leads(self, block: int) -> tuple[Lead, ...]:
        """The rows above the text of `block`."""
        known = self._leads.get(block)
        if known is None:
            if len(self._leads) > _KEPT:
                self._leads.clear()
            made = self._made_leads(block) if block < self.blocks else self._made_tail()
            known = self._leads[block] = tuple(made)
        return known

    def height(self, block: int) -> int:
        """How many rows `block` has."""
        leads = len(self.leads(block))
        if block >= self.blocks or not self.transcript.blocks[block].text:
            return leads
        return leads + self.lines(block).rows

    def row(self, place: Place) -> Row:
        """What stands at `place`."""
        leads = self.leads(place.block)
        if place.row < len(leads):
            return Row(place, leads[place.row])
        start, end = self.lines(place.block).shown(place.row - len(leads))
        return Row(place, None, start, end)

    def outside(self, block: int) -> Iterable[tuple[int, int]]:  # noqa: ARG002
        """The parts of `block` that are shown only because the rest of it is: offsets, end exclusive."""
        return ()

    # Ways between rows

    def after(self, block: int) -> int | None:
        """The block whose rows stand below those of `block`."""
        return block + 1 if block < self.blocks else None

    def before(self, block: int) -> int | None:
        """The block whose rows stand above those of `block`."""
        return block - 1 if block > 0 else None

    def step(self, place: Place, rows: int) -> Place:
        """The row `rows` below `place` (above, where negative), at most the last (the first)."""
        block, row = place.block, place.row + rows
        while row < 0:
            above = self.before(block)
            if above is None:
                return self.first
            block = above
            row += self.height(block)
        while row >= (height := self.height(block)):
            below = self.after(block)
            if below is None:
                return self.last
            row -= height
            block = below
        return Place(block, row)

    def between(self, upper: Place, lower: Place, most: int) -> int:
        """How many rows `lower` stands below `upper`, at most `most`."""
        rows, block = -upper.row, upper.block
        while block < lower.block and rows < most:
            rows += self.height(block)
            below = self.after(block)
            if below is None:
                break
            block = below
        return min(most, rows + lower.row)

    def rows(self, place: Place, count: int) -> list[Row]:
        """`count` rows from `place` on, fewer at the end."""
        return [row for row, _ in zip(self._from(place), range(count), strict=False)]

    def _from(self, place: Place) -> Iterator[Row]:
        block, row = place
        while True:
            for number in range(row, self.height(block)):
                yield self.row(Place(block, number))
            below = self.after(block)
            if below is None:
                return
            block, row = below, 0

    @property
    def first(self) -> Place:
        """The first row of the page."""
        block = 0
        while block < self.blocks and not self.height(block):
            block += 1
        return Place(block, 0)

    @property
    def last(self) -> Place:
        """The last row of the page."""
        return Place(self.blocks, self.height(self.blocks) - 1)

    # Ways between rows and the text

    def place(self, position: Position) -> Place:
        """The row that shows `position`."""
        block = min(max(position.block, 0), self.blocks)
        leads = len(self.leads(block))
        if block == self.blocks or not self.transcript.blocks[block].text:
            return Place(block, max(0, leads - 1))
        return Place(block, leads + self.lines(block).locate(position.offset)[0])

    def position(self, place: Place) -> Position:
        """The text that begins at `place`: of a lead, the start of its block."""
        leads = len(self.leads(place.block))
        if place.row < leads or place.block >= self.blocks:
            return Position(place.block, 0)
        return Position(place.block, self.lines(place.block).span(place.row - leads)[0])

    def offset(self, place: Place, column: int) -> int:
        """The offset in the block of what is shown in `column` (cells into the text) of a text row."""
        return self.lines(place.block).offset(place.row - len(self.leads(place.block)), column)

    def inset(self, place: Place) -> int:
        """The blank cells before a text row."""
        return self.lines(place.block).inset(place.row - len(self.leads(place.block)))

    # Passages

    def starts(self, block: int) -> list[Start]:
        """The passages of exchanges that begin in `block`."""
        turn = self.outline.turn_at(block)
        if turn is None:
            return []
        known = self._starts.get(turn)
        if known is None:
            known = self._starts[turn] = {}
            for index in self.outline.exchanges_of(turn):
                exchange = self.transcript.exchanges[index]
                for asks, passages in ((True, exchange.questions), (False, exchange.answers)):
                    for passage in passages:
                        if passage.turn == turn:
                            known.setdefault(passage.span.start.block, []).append(Start(index, asks))
        return known.get(block, [])

    # Leads

    def _made_leads(self, block: int) -> list[Lead]:
        here = self.transcript.blocks[block]
        turn = self.outline.turn_at(block)
        leads = self._headings(block)
        if block == 0 and self._untitled:
            leads = [*self._set(Lead("title"), self.transcript.meta.title or ""), *leads]
        if here.part == "heading":
            return leads
        if turn is not None and self.transcript.turns[turn].start == block:
            return [*leads, *self._gap(block, leads), Lead("head", turn)]
        parts = [Lead("ask" if start.asks else "reply", start.exchange) for start in self.starts(block)]
        if parts:
            return [*leads, BLANK, *parts]
        if block and not leads and self._parted(block):
            leads.append(BLANK)
            if here.part == "back" and block == self._spoken_until:
                leads += [_RULE, BLANK]
        return leads

    def _headings(self, block: int) -> list[Lead]:
        """The headings before `block` that no block holds, and the room around a heading that one does."""
        sections = self.transcript.sections
        starts = self._section_starts
        first, last = bisect_left(starts, block), bisect_right(starts, block)
        is_heading = self.transcript.blocks[block].part == "heading"
        unprinted = range(first, last - 1 if is_heading else last)
        if not is_heading and not unprinted:
            return []
        leads: list[Lead] = []
        above = self.transcript.blocks[block - 1].part if block else None
        if block and (unprinted or above != "heading"):
            leads.append(BLANK)
            if first < last and sections[first].level == self._top_level and block > self._spoken_from:
                leads += [_RULE, BLANK]
        for index in unprinted:
            number, heading = sections[index].number, sections[index].heading
            words = heading if not number or heading.startswith(number) else f"{number} {heading}"
            leads += self._set(Lead("heading", index), words)
        return leads

    def _set(self, lead: Lead, words: str) -> list[Lead]:
        """`lead` once for every row that its words take."""
        lines = wrap(one_line(words), self.measure)
        return [lead._replace(text=lines.text[slice(*lines.shown(row))]) for row in range(lines.rows)]

    def _gap(self, block: int, leads: list[Lead]) -> list[Lead]:
        return [BLANK] if block or leads else []

    def _parted(self, block: int) -> bool:
        """Whether a blank row parts `block` from the one before: not where the source indents paragraphs,
        not among short lines."""
        here, before = self.transcript.blocks[block], self.transcript.blocks[block - 1]
        if here.part != before.part:
            return True
        if here.text[:1] in BLANKS and here.text:
            return False
        return max(len(here.text), len(before.text)) >= _PARAGRAPH

    def _made_tail(self) -> list[Lead]:
        loose = [Lead("link", i) for i, link in enumerate(self.transcript.links) if link.block is None]
        heading = [BLANK, _RULE, Lead("links"), *loose] if loose else []
        return [*heading, BLANK, Lead("end")]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.transcript.sections]

    @property
    def _spoken_from(self) -> int:
        """The first block that somebody says."""
        turns = self.transcript.turns
        return turns[0].start if turns else self.blocks

    @property
    def _spoken_until(self) -> int:
        """The block after the last that somebody says."""
        turns = self.transcript.turns
        return turns[-1].end if turns else 0

    @cached_property
    def _top_level(self) -> int:
        return min((section.level for section in self.transcript.sections), default=0)

    @cached_property
    def _untitled(self) -> bool:
        """Whether the title stands nowhere at the beginning of the text."""
        title = self.transcript.meta.title
        shown = [block.text for block in self.transcript.blocks[:12]]
        shown += [section.heading for section in self.transcript.sections[:4]]
        return title is not None and not any(title in text or text == title for text in shown)
