"""Words found in a transcript and in the notes about it, each with its question and its surroundings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qa_reader.language.folding import find, fold
from qa_reader.transcript.model import Position, Span

if TYPE_CHECKING:
    from qa_reader.annotation.said import Annotation
    from qa_reader.transcript.model import Kind, Speaker, Transcript
    from qa_reader.transcript.outline import Outline

AROUND: Final = 40
"""Code points of context on either side of a hit."""

Matcher = Callable[[str], list[tuple[int, int]]]


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
    record: str | None = None
    """The id of the annotation whose note holds it."""


def matcher(query: str, *, exact: bool = False) -> Matcher:
    """What finds `query` in a text: offsets (code points, end exclusive) of every place."""
    if not exact:
        return lambda text: list(find(fold(text), query))

    def places(text: str) -> list[tuple[int, int]]:
        found, at = [], text.find(query)
        while at >= 0 and query:
            found.append((at, at + len(query)))
            at = text.find(query, at + len(query))
        return found

    return places


def in_text(transcript: Transcript, outline: Outline, match: Matcher) -> Iterator[Hit]:
    """The places in the text, in its order."""
    for number, block in enumerate(transcript.blocks):
        for start, end in match(block.text):
            index = outline.turn_at(number)
            turn = transcript.turns[index] if index is not None else None
            yield Hit(
                f"{transcript.id}#{outline.unit_at(Position(number, start)).label}",
                *_around(block.text, start, end),
                kind=turn.kind if turn else None,
                speaker=transcript.speakers[turn.speaker] if turn and turn.speaker is not None else None,
                span=Span(Position(number, start), Position(number, end)),
            )


def in_notes(annotations: Iterable[Annotation], match: Matcher) -> Iterator[Hit]:
    """The places in notes."""
    for annotation in annotations:
        note = annotation.revision.note
        for start, end in match(note):
            yield Hit(annotation.revision.question, *_around(note, start, end), record=annotation.id)


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]
