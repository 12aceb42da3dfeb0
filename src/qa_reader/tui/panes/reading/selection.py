"""Which words are selected: two ends, each a piece of the text, and the size of the pieces they move by.

The *anchor* stays, the *caret* moves; what is selected reaches from the one over the other, both included.
A piece is a grapheme, word, phrase, clause, sentence, paragraph or turn, so that a caret that moves by
graphemes and a selection that grows by sentences are the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple, get_args

from qa_reader.language.segments import Piece, clauses, graphemes, phrases, piece_at, sentences, words
from qa_reader.transcript.model import Position, Span, Transcript
from qa_reader.transcript.outline import Outline

Level = Literal["grapheme", "word", "phrase", "clause", "sentence", "paragraph", "turn"]
LADDER: Final[tuple[Level, ...]] = get_args(Level)


def _paragraph(text: str) -> list[Piece]:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return [(start, end)] if start < end else []


_PIECES: Final[Mapping[Level, Callable[[str], list[Piece]]]] = {
    "grapheme": graphemes,
    "word": words,
    "phrase": phrases,
    "clause": clauses,
    "sentence": sentences,
    "paragraph": _paragraph,
    "turn": _paragraph,
}


class Selection(NamedTuple):
    """Selected words. Immutable: moving an end makes another."""

    anchor: Span
    caret: Span
    level: Level
    narrower: tuple[Selection, ...] = ()
    """What it was before it was widened, the last one last."""

    @property
    def span(self) -> Span:
        """The selected words."""
        return Span(min(self.anchor.start, self.caret.start), max(self.anchor.end, self.caret.end))

    @property
    def moving(self) -> Position:
        """The character at the end that moves."""
        forward = self.caret.start >= self.anchor.start
        return _before(self.caret.end) if forward else self.caret.start


class Selector:
    """Selecting in one transcript."""

    def __init__(self, transcript: Transcript, outline: Outline) -> None:
        self._blocks = transcript.blocks
        self._transcript = transcript
        self._outline = outline

    def at(self, position: Position, level: Level) -> Selection | None:
        """The piece at `position`, or the next one where it lies between two. None where there is no text."""
        piece = self._piece(position, level)
        return None if piece is None else Selection(piece, piece, level)

    def between(self, pressed: Position, here: Position, level: Level) -> Selection | None:
        """From the piece at `pressed` to the one at `here`, as the mouse draws it."""
        anchor, caret = self._piece(pressed, level), self._piece(here, level)
        return None if anchor is None or caret is None else Selection(anchor, caret, level)

    def extend(self, selection: Selection, count: int) -> Selection:
        """Move the caret by `count` pieces, back where negative; as far as the text goes."""
        caret = selection.caret
        for _step in range(abs(count)):
            found = self._neighbour(caret, selection.level, 1 if count > 0 else -1)
            if found is None:
                break
            caret = found
        return selection._replace(caret=caret, narrower=())

    def swap(self, selection: Selection) -> Selection:
        """Exchange the end that stays and the end that moves."""
        return selection._replace(anchor=selection.caret, caret=selection.anchor)

    def widen(self, selection: Selection) -> Selection:
        """Grow to the pieces of the next larger size that hold more than what is selected."""
        start, end = selection.span
        for level in LADDER[LADDER.index(selection.level) + 1 :]:
            first, last = self._piece(start, level), self._piece(_before(end), level)
            if first is None or last is None:
                continue
            wider = Span(min(first.start, start), max(last.end, end))
            if wider != selection.span:
                return Selection(wider, wider, level, (*selection.narrower, selection))
        return selection

    def shrink(self, selection: Selection) -> Selection:
        """Back to what it was before it was widened, else to the next smaller piece where the caret is."""
        if selection.narrower:
            return selection.narrower[-1]
        for level in reversed(LADDER[: LADDER.index(selection.level)]):
            piece = self._piece(selection.caret.start, level)
            if piece is not None and piece != selection.span:
                return Selection(piece, piece, level)
        return selection

    def _piece(self, position: Position, level: Level) -> Span | None:
        """The piece that holds `position`; else the next one of the text, else the last one."""
        if level == "turn" and (turn := self._outline.turn_at(position.block)) is not None:
            return self._transcript.turn_span(self._transcript.turns[turn])
        block, offset = position
        while block < len(self._blocks):
            pieces = _PIECES[level](self._blocks[block].text)
            if pieces and (offset < pieces[-1][1] or block + 1 >= len(self._blocks)):
                found = piece_at(pieces, offset)
                return None if found is None else _span(block, found)
            block, offset = block + 1, 0
        return self._neighbour(Span(position, position), level, -1)

    def _neighbour(self, piece: Span, level: Level, direction: int) -> Span | None:
        """The piece after `piece`, or before it."""
        if direction > 0:
            block, offset = piece.end
            while block < len(self._blocks):
                for start, end in _PIECES[level](self._blocks[block].text):
                    if start >= offset:
                        return _span(block, (start, end))
                block, offset = block + 1, 0
            return None
        block, offset = piece.start
        while block >= 0:
            if block < len(self._blocks):
                for start, end in reversed(_PIECES[level](self._blocks[block].text)):
                    if end <= offset:
                        return _span(block, (start, end))
            block, offset = block - 1, _FAR
        return None


_FAR: Final = 1 << 60


def _span(block: int, piece: Piece) -> Span:
    return Span(Position(block, piece[0]), Position(block, piece[1]))


def _before(end: Position) -> Position:
    return Position(end.block, max(0, end.offset - 1))
