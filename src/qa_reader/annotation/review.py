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
_MOST: Final = 3
"""Proposals for one annotation."""
_SLACK: Final = 6
"""Characters by which the ends of a proposal are tried to and fro."""

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
        reason = why(annotation, transcript, outline)
        if reason == "lost":
            unit = outline.unit(annotation.revision.question.rpartition("#")[2])
            yield Doubt(annotation, reason, tuple(proposals(annotation, transcript, unit)))
        elif reason is not None:
            yield Doubt(annotation, reason)


def why(annotation: Annotation, transcript: Transcript, outline: Outline) -> Why | None:
    """Why an annotation needs its reader's eye, None where it does not. What was refused counts too."""
    unit = outline.unit(annotation.revision.question.rpartition("#")[2])
    if annotation.lost:
        return "lost"
    if unit is None:
        return "orphan"
    return "changed" if changed(annotation, transcript, unit) else None


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
        if at is not None:
            likeness, start, end = _fitted(words, text, at.dest_start)
            if likeness >= LEAST:
                yield Proposal(
                    Span(Position(number, start), Position(number, end)), text[start:end], likeness
                )


def _fitted(words: str, text: str, near: int) -> tuple[float, int, int]:
    """The stretch of `text` that takes the fewest changes from `words`, begun not far from `near`.

    A partial ratio alone prefers a shorter stretch that leaves out what was replaced.
    """
    from rapidfuzz.distance import Levenshtein

    best = (0.0, near, near)
    for start in range(max(0, near - _SLACK), min(len(text), near + _SLACK + 1)):
        for end in range(
            start + max(1, len(words) - _SLACK), min(len(text), start + len(words) + _SLACK) + 1
        ):
            likeness = Levenshtein.normalized_similarity(words, text[start:end])
            if likeness > best[0]:
                best = (likeness, start, end)
    return best


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


Run = tuple[Literal["same", "gone", "new"], str]


def difference(before: str, after: str) -> list[Run]:
    """`before` turned into `after`, character by character: runs that stay, then what goes and what comes."""
    from rapidfuzz.distance import Levenshtein

    runs: list[Run] = []
    for step in Levenshtein.opcodes(before, after):
        old, new = before[step.src_start : step.src_end], after[step.dest_start : step.dest_end]
        runs += [("same", old)] if step.tag == "equal" else [("gone", old), ("new", new)]
    return [run for run in runs if run[1]]
