"""Words found in a transcript and in the notes about it, each with its question and its surroundings.

There is no index: the text of a transcript is kept folded, in one piece, and looked through from front to
back.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qa_reader.language.query import Matcher, Piece, Query, Text, matcher
from qa_reader.transcript.model import Position, Span
from qa_reader.transcript.outline import Outline

if TYPE_CHECKING:
    from qa_reader.annotation.said import Annotation
    from qa_reader.transcript.model import Kind, Speaker, Transcript

AROUND: Final = 40
"""Code points of context on either side of a hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand."""

    question: str
    """The question ID of its unit."""
    before: str
    words: str
    after: str
    kind: Kind | None = None
    """The kind of the turn it is in; None outside turns and in notes."""
    speaker: Speaker | None = None
    span: Span | None = None
    """Where it stands in the transcript; None in a note."""
    turn: int | None = None
    """Index of the turn it is in; None outside turns and in notes."""
    record: str | None = None
    """The id of the annotation whose note holds it."""

    @property
    def transcript(self) -> str:
        """The transcript's ID."""
        return self.question.rpartition("#")[0]


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
        self.text = Text("\n".join(block.text for block in transcript.blocks))
        self._speakers = tuple(transcript.speakers)
        self._turns = tuple((turn.kind, turn.speaker) for turn in transcript.turns)
        self._blocks = array("Q")
        at = 0
        for block in transcript.blocks:
            self._blocks.append(at)
            at += len(block.text) + 1
        self._borders, self._places = self._laid(transcript, outline or Outline(transcript))

    def _laid(
        self, transcript: Transcript, outline: Outline
    ) -> tuple[array[int], list[tuple[str, int | None]]]:
        """Where another turn or unit begins, and the label of the unit and the turn that it is."""
        borders = {Position(0, 0)}
        for turn in transcript.turns:
            borders |= {Position(turn.start, 0), Position(turn.end, 0)}
        for exchange in transcript.exchanges:
            for passage in exchange.questions + exchange.answers:
                borders |= set(passage.span)
        kept = sorted(each for each in borders if each.block < len(transcript.blocks))
        # A position on the border of two passages is in both; what counts is the character behind it.
        behind = (Position(each.block, each.offset + 1) for each in kept)
        places = [(outline.unit_at(each).label, outline.turn_at(each.block)) for each in behind]
        return array("Q", (self.offset(each) for each in kept)), places

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
            return
        found = search.matcher.find(self.text, way)
        if query.where == "highlight":
            found = self._touching(found, highlighted)
        if query.where in ("question", "answer") or query.speaker:
            wanted = [
                (query.where in (None, "highlight") or kind == query.where)
                and search.says(self._speakers[speaker] if speaker is not None else None)
                for kind, speaker in self._turns
            ]
            found = (
                piece for piece in found if (turn := self._place(piece[0])[1]) is not None and wanted[turn]
            )
        yield from found

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

    def _place(self, offset: int) -> tuple[str, int | None]:
        return self._places[bisect_right(self._borders, offset) - 1]

    def hit(self, piece: Piece) -> Hit:
        """What is known of a piece."""
        label, turn = self._place(piece[0])
        kind, speaker = self._turns[turn] if turn is not None else (None, None)
        return Hit(
            f"{self.id}#{label}",
            *around(self.text.text, piece),
            kind=kind,
            speaker=self._speakers[speaker] if speaker is not None else None,
            span=self.span(piece),
            turn=turn,
        )


class Notes:
    """The notes about one transcript, and its highlights."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        standing = list(annotations)
        self._notes = [
            (a.id, a.revision.question, Text(a.revision.note)) for a in standing if a.revision.note
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
        for record, question, note in self._notes:
            for piece in search.matcher.find(note, way):
                yield Hit(question, *around(note.text, piece), record=record)


def around(text: str, piece: Piece) -> tuple[str, str, str]:
    """A piece of `text` with the words before and after it, within its paragraph."""
    start, end = piece
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    return before, text[start:end], after
