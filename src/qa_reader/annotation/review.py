"""What a changed text left in doubt, for the reader to decide: words not surely found, answers that changed.

Nothing here moves anything. A proposal is shown with its difference to the words that were marked, and counts
only when the reader accepts it (DESIGN §4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from qa_reader.annotation.identity import fingerprint
from qa_reader.transcript.model import Position, Span

if TYPE_CHECKING:
    from qa_reader.annotation.said import Annotation, Said
    from qa_reader.transcript.model import Transcript
    from qa_reader.transcript.outline import Outline
    from qa_reader.transcript.units import Unit

LEAST: Final = 0.5
"""Words less alike than this are not worth proposing."""
_MOST = 3
"""Proposals for one annotation."""

Why = Literal["lost", "orphan", "changed"]
"""Its words are not surely found; its question is gone; the answer it judges has changed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place where an annotation's words may stand now."""

    span: Span
    words: str
    likeness: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An annotation that needs its reader's eye."""

    annotation: Annotation
    why: Why
    proposals: tuple[Proposal, ...] = ()


def doubts(said: Said, transcript: Transcript, outline: Outline) -> Iterator[Doubt]:
    """All that is in doubt, oldest first; the reader's refusals (`data.review`) are not asked again."""
    for annotation in said.annotations:
        if annotation.revision.data.get("review") == transcript.source.sha256:
            continue
        unit = outline.unit(annotation.revision.question.rpartition("#")[2])
        if annotation.lost:
            yield Doubt(annotation, "lost", tuple(proposals(annotation, transcript, unit)))
        elif unit is None:
            yield Doubt(annotation, "orphan")
        elif changed(annotation, transcript, unit):
            yield Doubt(annotation, "changed")


def changed(annotation: Annotation, transcript: Transcript, unit: Unit) -> bool:
    """Has the text that a stance or a tag judges as a whole changed since?"""
    judged = annotation.revision.data.get("judged")
    return isinstance(judged, str) and judged != fingerprint(transcript, unit)


def proposals(annotation: Annotation, transcript: Transcript, unit: Unit | None) -> Iterator[Proposal]:
    """Where the words of `annotation` may stand now, likeliest first; their own question's before others."""
    words = annotation.words
    if not words:
        return
    own = _blocks_of(transcript, unit)
    found = sorted(_alike(transcript, own, words), key=_likeliest)
    if not found or found[0].likeness < 1:
        rest = (n for n in range(len(transcript.blocks)) if n not in own)
        found = sorted([*found, *_alike(transcript, rest, words)], key=_likeliest)
    yield from found[:_MOST]


def _alike(transcript: Transcript, blocks: Iterable[int], words: str) -> Iterator[Proposal]:
    """The stretch of each block most like `words`, where it is alike enough."""
    from rapidfuzz import fuzz

    for number in blocks:
        text = transcript.blocks[number].text
        at = fuzz.partial_ratio_alignment(words, text, score_cutoff=100 * LEAST) if text else None
        if at is None or at.dest_end <= at.dest_start:
            continue
        start, end = at.dest_start, at.dest_end
        likeness = fuzz.ratio(words, text[start:end]) / 100
        if likeness >= LEAST:
            yield Proposal(Span(Position(number, start), Position(number, end)), text[start:end], likeness)


def _likeliest(proposal: Proposal) -> tuple[float, Span]:
    return (-proposal.likeness, proposal.span)


def _blocks_of(transcript: Transcript, unit: Unit | None) -> Sequence[int]:
    if unit is None:
        return ()
    return [
        block
        for turn in unit.turns
        for block in range(transcript.turns[turn].start, transcript.turns[turn].end)
    ]


def difference(before: str, after: str) -> list[tuple[Literal["same", "gone", "new"], str]]:
    """`before` turned into `after`, character by character: runs that stay, go and come."""
    from rapidfuzz.distance import Indel

    runs: list[tuple[Literal["same", "gone", "new"], str]] = []
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            runs.append(("same", before[step.src_start : step.src_end]))
        if step.tag in ("delete", "replace"):
            runs.append(("gone", before[step.src_start : step.src_end]))
        if step.tag in ("insert", "replace"):
            runs.append(("new", after[step.dest_start : step.dest_end]))
    return runs
