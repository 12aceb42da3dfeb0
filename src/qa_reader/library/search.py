"""Words found in a transcript and in the notes about it, each with its question and its surroundings.

There is no index: the text of a transcript is kept folded, in one piece, and looked through from front to
back.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.language.query import Matcher, Piece, Query, Text, matcher
from qa_reader.transcript.model import Position, Span
from qa_reader.transcript.outline import Outline

if TYPE_CHECKING:
    from qa_reader.annotation.said import Annotation
    from qa_reader.transcript.model import Kind, Speaker, Transcript

AROUND: Final = 40
"""Code points of context on either side of a hit."""


class Hit(NamedTuple):
    """One place where the words stand. What is known of it is looked up when asked: there may be many."""

    text: str
    """What it was found in."""
    start: int
    end: int
    pages: Pages | None = None
    """None in a note."""
    note: tuple[str, str] = ("", "")
    """The record whose note it is in, and the question that is about."""

    @property
    def words(self) -> str:
        """The words."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before them in their paragraph."""
        return self.text[max(0, self.start - AROUND) : self.start].rpartition("\n")[2]

    @property
    def after(self) -> str:
        """What stands behind them in their paragraph."""
        return self.text[self.end : self.end + AROUND].partition("\n")[0]

    @property
    def transcript(self) -> str:
        """The transcript's ID."""
        return self.question.rpartition("#")[0]

    @property
    def question(self) -> str:
        """The question ID of its unit."""
        return self.note[1] if self.pages is None else self.pages.question(self.start)

    @property
    def record(self) -> str | None:
        """The id of the annotation whose note holds it."""
        return self.note[0] if self.pages is None else None

    @property
    def span(self) -> Span | None:
        """Where it stands in the transcript; None in a note."""
        return None if self.pages is None else self.pages.span((self.start, self.end))

    @property
    def turn(self) -> int | None:
        """Index of the turn it is in; None outside turns and in notes."""
        return None if self.pages is None else self.pages.turn(self.start)

    @property
    def kind(self) -> Kind | None:
        """The kind of that turn."""
        return self.pages.kind(self.turn) if self.pages is not None else None

    @property
    def speaker(self) -> Speaker | None:
        """Who speaks there."""
        return self.pages.speaker(self.turn) if self.pages is not None else None


class Search:
    """A query, ready to be looked for in one transcript after another. Making it raises BadQuery."""

    def __init__(self, query: Query, stopped: Callable[[], bool] = lambda: False) -> None:
        """`stopped` is asked from time to time whether to leave off."""
        self.query = query
        self.matcher: Matcher = matcher(query, stopped)
        self._speaker = matcher(Query(query.speaker)) if query.speaker else None

    def says(self, speaker: Speaker | None) -> bool:
        """Whether what `speaker` says is looked through."""
        if self._speaker is None:
            return True
        return speaker is not None and any(self._speaker.find(Text(speaker.name)))


class Pages:
    """The text of one transcript, in one piece: blocks with a LF between. Offsets are code points into it."""

    def __init__(self, transcript: Transcript, outline: Outline | None = None) -> None:
        self.id = transcript.id
        self.title = transcript.meta.title
        self.text = Text("\n".join(block.text for block in transcript.blocks))
        self._blocks = array("Q")
        at = 0
        for block in transcript.blocks:
            self._blocks.append(at)
            at += len(block.text) + 1
        # The text is kept once: a workspace of them is to fit into memory.
        self._transcript = transcript._replace(blocks=())
        self._outline = outline or Outline(self._transcript)

    @cached_property
    def _places(self) -> tuple[array[int], list[tuple[str, int | None]]]:
        """Where another turn or unit begins, and the label of the unit and the turn that it is."""
        borders = {Position(0, 0)}
        for turn in self._transcript.turns:
            borders |= {Position(turn.start, 0), Position(turn.end, 0)}
        for exchange in self._transcript.exchanges:
            for passage in exchange.questions + exchange.answers:
                borders |= set(passage.span)
        kept = sorted(each for each in borders if each.block < len(self._blocks))
        # A position on the border of two passages is in both; what counts is the character behind it.
        behind = (Position(each.block, each.offset + 1) for each in kept)
        places = [(self._outline.unit_at(each).label, self._outline.turn_at(each.block)) for each in behind]
        return array("Q", (self.offset(each) for each in kept)), places

    def _place(self, offset: int) -> tuple[str, int | None]:
        borders, places = self._places
        return places[bisect_right(borders, offset) - 1]

    def question(self, offset: int) -> str:
        """The question ID of the unit at `offset`."""
        return f"{self.id}#{self._place(offset)[0]}"

    def beginning(self, question: str) -> Span:
        """Where a unit begins: an empty span."""
        unit = self._outline.unit(question.rpartition("#")[2])
        block = self._transcript.turns[unit.turns[0]].start if unit is not None and unit.turns else 0
        return Span(Position(block, 0), Position(block, 0))

    def turn(self, offset: int) -> int | None:
        """The index of the turn at `offset`, None outside turns."""
        return self._place(offset)[1]

    @cached_property
    def _turns(self) -> list[tuple[Kind, int | None]]:
        return [(turn.kind, turn.speaker) for turn in self._transcript.turns]

    def kind(self, turn: int | None) -> Kind | None:
        """The kind of a turn."""
        return self._turns[turn][0] if turn is not None else None

    def speaker(self, turn: int | None) -> Speaker | None:
        """Who speaks in a turn."""
        index = self._turns[turn][1] if turn is not None else None
        return self._transcript.speakers[index] if index is not None else None

    def offset(self, position: Position) -> int:
        """The offset of a position."""
        return self._blocks[position.block] + position.offset

    def position(self, offset: int) -> Position:
        """The position of an offset."""
        block = bisect_right(self._blocks, offset) - 1
        return Position(block, offset - self._blocks[block])

    def span(self, piece: Piece) -> Span:
        """The span of a piece of the text."""
        return Span(self.position(piece[0]), self.position(piece[1]))

    def pieces(self, search: Search, way: int = 0, highlighted: Sequence[Span] = ()) -> Iterator[Piece]:
        """Where the words stand, in order, read in the given way (`Matcher.ways`).

        `highlighted` are the spans that a query for highlighted words looks at, in the order of the text.
        """
        query = search.query
        if query.where == "note" or not self._blocks:
            return iter(())
        found = search.matcher.find(self.text, way)
        if query.where == "highlight":
            found = self._touching(found, highlighted)
        if query.where in ("question", "answer") or query.speaker:
            found = self._said(found, search)
        return found

    def _said(self, found: Iterator[Piece], search: Search) -> Iterator[Piece]:
        """The pieces in turns of the kind and the speaker that are looked for."""
        where = search.query.where
        wanted = [
            (where in (None, "highlight") or kind == where) and search.says(self.speaker(index))
            for index, (kind, _speaker) in enumerate(self._turns)
        ]
        for piece in found:
            turn = self.turn(piece[0])
            if turn is not None and wanted[turn]:
                yield piece

    def _touching(self, found: Iterator[Piece], highlighted: Sequence[Span]) -> Iterator[Piece]:
        """The pieces that have a character in a highlight."""
        spans = [(self.offset(start), self.offset(end)) for start, end in highlighted]
        ends = array("Q")  # the farthest end of all spans up to each
        for _start, end in spans:
            ends.append(max(end, ends[-1]) if ends else end)
        for piece in found:
            before = bisect_left(spans, (piece[1], 0))
            if before and ends[before - 1] > piece[0]:
                yield piece

    def hit(self, piece: Piece) -> Hit:
        """The hit that a piece is."""
        return Hit(self.text.text, piece[0], piece[1], self)


class Notes:
    """The notes about one transcript, and its highlights."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        standing = list(annotations)
        self._notes = [
            ((a.id, a.revision.question), Text(a.revision.note)) for a in standing if a.revision.note
        ]
        self._codes = [(a.revision.question, code) for a in standing for code in a.revision.codes]
        self.highlighted = sorted(a.span for a in standing if a.span is not None)

    def coded(self, code: str) -> set[str]:
        """The questions that have `code`, or a sub-code of it, on anything said about them."""
        return {question for question, each in self._codes if each == code or each.startswith(f"{code}.")}

    def hits(self, search: Search, way: int = 0) -> Iterator[Hit]:
        """The places in notes. None is in what a speaker says, or a question, or an answer."""
        if search.query.where not in (None, "note") or search.query.speaker:
            return
        for note, text in self._notes:
            for start, end in search.matcher.find(text, way):
                yield Hit(text.text, start, end, note=note)
