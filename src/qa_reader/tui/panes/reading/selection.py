"""Which words are selected: two ends, each a grapheme, of which the caret moves.

What is selected reaches from the end that stays, the *anchor*, over the *caret*, both included, as in vi's
visual mode. A motion halts where the turn ends, so that the words of two speakers are not selected by the
way; the same motion again goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple, get_args

from qa_reader.language.brackets import pairs_of, within
from qa_reader.language.motions import Place, Prose, Size, Stretch
from qa_reader.transcript.model import Position, Span, Transcript
from qa_reader.transcript.outline import Outline

Level = Literal["grapheme", "word", "phrase", "clause", "sentence", "paragraph", "turn"]
LADDER: Final[tuple[Level, ...]] = get_args(Level)
Way = Literal["onward", "back", "end", "end_back"]
"""The motions of `Prose`."""


class Selection(NamedTuple):
    """Selected words. Immutable: moving an end makes another."""

    anchor: Span
    caret: Span
    narrower: tuple[Selection, ...] = ()
    """What it was before it was widened, the last one last."""
    column: int | None = None
    """The cell that the caret keeps to while it goes from row to row."""
    halted: int = 0
    """1 where the last motion has halted at the end of a turn, -1 at its beginning."""

    @property
    def span(self) -> Span:
        """The selected words."""
        return Span(min(self.anchor.start, self.caret.start), max(self.anchor.end, self.caret.end))

    @property
    def backward(self) -> bool:
        """Whether the caret is the end before the other."""
        return self.caret.start < self.anchor.start

    @property
    def lone(self) -> bool:
        """Whether it is one grapheme."""
        return self.anchor == self.caret


class Selector:
    """Selecting in one transcript."""

    def __init__(self, transcript: Transcript, outline: Outline) -> None:
        self._transcript = transcript
        self._outline = outline
        self._prose = Prose(len(transcript.blocks), lambda block: transcript.blocks[block].text)

    # From nothing

    def at(self, position: Position, level: Level = "grapheme") -> Selection | None:
        """The piece at `position`, or the next one where it lies between two. None where there is no text."""
        piece = self._piece(position, level)
        return None if piece is None else self.cover(piece)

    def between(self, pressed: Position, here: Position) -> Selection | None:
        """From one grapheme to another, as the mouse draws it."""
        anchor, caret = self._piece(pressed, "grapheme"), self._piece(here, "grapheme")
        return None if anchor is None or caret is None else Selection(anchor, caret)

    def cover(self, span: Span, *, backward: bool = False) -> Selection | None:
        """All of `span`, the caret at its end or if `backward` at its beginning; None where that is empty."""
        first = self._piece(span.start, "grapheme")
        if first is None or span.start >= span.end:
            return None
        last = self._grapheme(self._prose.last_of(_stretch(span)))
        return Selection(last, first) if backward else Selection(first, last)

    # Motions

    def go(self, selection: Selection, way: Way, size: Size, count: int = 1) -> Selection:
        """Move the caret `count` times; it halts where the turn ends."""
        move: Callable[[Place, Size], Place | None] = getattr(self._prose, way)
        return self._moved(selection, lambda place: move(place, size), 1 if way in _FORWARD else -1, count)

    def by(self, selection: Selection, size: Size, count: int) -> Selection:
        """Take in `count` more pieces whole with the caret, or so many fewer where negative.

        The end that moves comes to lie on an edge of a piece, the right one for the side it is on.
        """
        prose, anchor = self._prose, _place(selection.anchor.start)

        def forward(place: Place) -> Place | None:
            if place >= anchor:
                return prose.end(place, size)
            found = prose.onward(place, size)
            return found if found is not None and found <= anchor else self._edge_of(anchor, size, 1)

        def back(place: Place) -> Place | None:
            if place <= anchor:
                return prose.back(place, size)
            found = prose.end_back(place, size)
            return found if found is not None and found >= anchor else self._edge_of(anchor, size, -1)

        return self._moved(selection, forward if count > 0 else back, 1 if count > 0 else -1, abs(count))

    def to_edge(self, selection: Selection, direction: int) -> Selection:
        """Move the caret to the beginning (-1) or the end (1) of what is said in the turn."""
        edge = self._edge(selection.caret.start.block, direction)
        return selection if edge is None else self.to(selection, edge)

    def to(self, selection: Selection, position: Position, column: int | None = None) -> Selection:
        """Move the caret to `position`; `column` is the cell it keeps to."""
        caret = self._piece(position, "grapheme")
        if caret is None:
            return selection
        return Selection(selection.anchor, caret, column=column)

    def row_to(
        self, selection: Selection, position: Position | None, column: int, direction: int
    ) -> Selection:
        """Move the caret to `position` in another row; it halts before that if it is of another turn."""
        here = selection.caret.start.block
        if position is None or (
            position.block not in self._outline.said_with(here) and selection.halted != direction
        ):
            return selection._replace(halted=direction, column=column)
        return self.to(selection, position, column)

    def find(
        self, selection: Selection, test: Callable[[str], bool], direction: int, count: int = 1
    ) -> Selection | None:
        """Move the caret to the `count`-th grapheme of the paragraph that `test` is true of. None without."""
        caret = _place(selection.caret.start)
        line = self._prose.line_of(caret) if direction > 0 else self._prose.line_before(caret)
        text = self._prose.text(caret.paragraph)
        for start, end in line:
            if test(text[start.offset : end.offset]):
                count -= 1
                if not count:
                    return Selection(selection.anchor, _span(Stretch(start, end)))
        return None

    def reach(self, selection: Selection, span: Span) -> Selection:
        """Move the caret so that `span` is selected too."""
        backward = span.start < selection.anchor.start
        whole = self.cover(span, backward=backward)
        if whole is None:
            return selection
        if backward and span.end > selection.anchor.end:
            return whole
        return Selection(selection.anchor, whole.caret)

    def swap(self, selection: Selection) -> Selection:
        """Exchange the end that stays and the end that moves."""
        return Selection(selection.caret, selection.anchor, selection.narrower)

    # Whole pieces

    def take(self, selection: Selection, level: Level, *, around: bool, count: int = 1) -> Selection:
        """Select the pieces that hold what is selected, whole; where it is whole pieces, one more.

        With `around` the blanks behind are selected too, and with a lone piece that has none those before.
        """
        start, end = selection.span
        first, last = self._piece(start, level), self._piece(self._last(selection.span), level)
        if first is None or last is None:
            return selection
        whole = Span(min(first.start, start), max(last.end, end))
        left = count
        if whole != selection.span:
            left -= 1
        for _more in range(left):
            beside = self._beside(whole, level, -1 if selection.backward else 1)
            if beside is None:
                break
            whole = Span(min(whole.start, beside.start), max(whole.end, beside.end))
        if around:
            whole = self._rimmed(whole, before=selection.lone)
        return self.cover(whole, backward=selection.backward) or selection

    def take_bracketed(self, selection: Selection, typed: str, *, around: bool) -> Selection | None:
        """Select what is in the brackets that `typed` means, or the next pair out. None where there are none
        within the paragraph."""
        (block, start), (last, end) = selection.span
        text = self._transcript.blocks[block].text
        if last != block:
            return None
        found = within(text, (start, end), pairs_of(typed), around=around, alone=selection.lone)
        if found is None:
            return None
        return self.cover(Span(Position(block, found[0]), Position(block, found[1])))

    def widen(self, selection: Selection) -> Selection:
        """Grow to the pieces of the next larger size that hold more than what is selected.

        A phrase of one word grows with the phrase that it hangs on, not at once to the clause.
        """
        start, end = selection.span
        for level in LADDER[1:]:
            first, last = self._piece(start, level), self._piece(self._last(selection.span), level)
            if first is None or last is None:
                continue
            wider = Span(min(first.start, start), max(last.end, end))
            if level == "phrase" and wider == selection.span:
                wider = self._with_its_head(wider)
            found = self.cover(wider, backward=selection.backward)
            if wider != selection.span and found is not None:
                return found._replace(narrower=(*selection.narrower, selection))
        return selection

    def shrink(self, selection: Selection) -> Selection:
        """Back to what it was before it was widened, else to the largest smaller piece where the caret is."""
        if selection.narrower:
            return selection.narrower[-1]
        start, end = selection.span
        for level in reversed(LADDER):
            piece = self._piece(selection.caret.start, level)
            if piece is not None and start <= piece.start and piece.end <= end and piece != selection.span:
                return self.cover(piece, backward=selection.backward) or selection
        return selection

    # Inside

    def _moved(
        self, selection: Selection, move: Callable[[Place], Place | None], direction: int, count: int
    ) -> Selection:
        """The caret moved `count` times, as far as the turn goes."""
        place = _place(selection.caret.start)
        here = self._outline.said_with(place.paragraph)
        for step in range(count):
            found = move(place)
            if found is not None and not step and selection.halted == direction:
                here = self._outline.said_with(found.paragraph)
            if found is None or found.paragraph not in here:
                edge = self._edge(place.paragraph, direction)
                halt = self.to(selection, edge if edge is not None else Position(*place))
                return halt._replace(halted=direction)
            place = found
        return self.to(selection, Position(*place))

    def _edge(self, block: int, direction: int) -> Position | None:
        """The first or last word character of the turn that `block` is of."""
        blocks = self._outline.said_with(block)
        if direction < 0:
            found = self._prose.after(Place(blocks.start, 0), "paragraph")
            return Position(*found.start) if found is not None else None
        found = self._prose.before(Place(blocks.stop - 1, _FAR), "paragraph")
        return Position(*self._prose.last_of(found)) if found is not None else None

    def _edge_of(self, place: Place, size: Size, direction: int) -> Place | None:
        """The first or the last grapheme of the piece at `place`."""
        piece = self._prose.at(place, size)
        if piece is None:
            return None
        return piece.start if direction < 0 else self._prose.last_of(piece)

    def _piece(self, position: Position, level: Level) -> Span | None:
        """The piece that holds `position`; else the next one of the text, else the last one."""
        if level == "turn":
            return self._turn(position.block)
        found = self._prose.at(_place(position), level)
        return _span(found) if found is not None else None

    def _with_its_head(self, span: Span) -> Span:
        """A phrase of one word (していける, ことが) with the one right before it in its clause, else with the
        one right behind it (そういった); anything else as it is."""
        word, clause = self._piece(span.start, "word"), self._piece(span.start, "clause")
        if word != span or clause is None:
            return span
        before, behind = self._beside(span, "phrase", -1), self._beside(span, "phrase", 1)
        if before is not None and clause.start <= before.start and before.end == span.start:
            return Span(before.start, span.end)
        if behind is not None and behind.start == span.end and behind.end <= clause.end:
            return Span(span.start, behind.end)
        return span

    def _turn(self, block: int) -> Span | None:
        """All that is said in the turn of `block`; of what nobody says, all up to the turns around."""
        turn = self._outline.turn_at(block)
        if turn is not None:
            return self._transcript.turn_span(self._transcript.turns[turn])
        first, last = self._edge(block, -1), self._edge(block, 1)
        if first is None or last is None or last < first:
            return None
        return Span(first, self._grapheme(_place(last)).end)

    def _beside(self, span: Span, level: Level, direction: int) -> Span | None:
        """The piece behind `span`, or before it."""
        if level == "turn":
            blocks = self._outline.said_with((span.start if direction < 0 else span.end).block)
            block = blocks.start - 1 if direction < 0 else blocks.stop
            return self._turn(block) if 0 <= block < self._prose.count else None
        if direction > 0:
            found = self._prose.after(_place(span.end), level)
        else:
            found = self._prose.before(_place(span.start), level)
        return _span(found) if found is not None else None

    def _rimmed(self, span: Span, *, before: bool) -> Span:
        """`span` and the blanks behind it in its paragraph, or where there are none perhaps those before."""
        start, end = span
        behind = self._transcript.blocks[end.block].text[end.offset :]
        blanks = len(behind) - len(behind.lstrip())
        if blanks:
            return Span(start, end._replace(offset=end.offset + blanks))
        ahead = self._transcript.blocks[start.block].text[: start.offset]
        return Span(start._replace(offset=len(ahead.rstrip())), end) if before else span

    def _last(self, span: Span) -> Position:
        return Position(*self._prose.last_of(_stretch(span)))

    def _grapheme(self, place: Place) -> Span:
        found = self._prose.at(place, "grapheme")
        assert found is not None  # `place` was found in the text
        return _span(found)


_FORWARD: Final = ("onward", "end")
_FAR: Final = 1 << 60


def _place(position: Position) -> Place:
    return Place(*position)


def _span(stretch: Stretch) -> Span:
    return Span(Position(*stretch.start), Position(*stretch.end))


def _stretch(span: Span) -> Stretch:
    return Stretch(_place(span.start), _place(span.end))
