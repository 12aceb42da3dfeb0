"""Text taken out of a container (PDF, web page, Markdown) handed to the engine that understands it.

The engines are those of text files: notices of questions, minutes with marks, plain text by profiles. They
are asked what they make of the beginning, as the table of formats asks them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from qa_reader.formats import minutes, notices, plain
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import HEAD, Claim, Material
from qa_reader.formats.plain.lines import Lines
from qa_reader.formats.turnlines import Line
from qa_reader.transcript.model import Metadata, Transcript

_ENOUGH: Final = 0.9
"""How sure an engine must be that no other is asked."""


@dataclass(frozen=True)
class Taken:
    """The lines that a container held."""

    lines: Sequence[Line]
    urls: Mapping[int, str] = field(default_factory=dict)
    """Where a line that is a link leads, by index."""
    headings: Mapping[int, int] = field(default_factory=dict)
    """The level of a line that the container marks as a heading, by index."""


def interpret(draft: Draft, taken: Taken, material: Material, meta: Metadata) -> Transcript:
    """Fill `draft` with what the lines say and finish it. `meta` is what the container says of them.

    A profile that the user named (`--format pdf:ja-qa`) is used whatever the text looks like.
    """
    inner = _inner(taken.lines, material)
    if not material.claim.profile:
        claim = notices.claim(inner.head)
        if claim is not None:
            return notices.interpret(draft, taken.lines, claim, meta)
        claim = minutes.claim(inner.head)
        if claim is not None and claim.confidence >= _ENOUGH:
            return minutes.interpret(draft, taken.lines, _claimed(inner, claim), meta)
        best = plain.claim(inner.head)
        if claim is not None and (best is None or claim.confidence >= best.confidence):
            return minutes.interpret(draft, taken.lines, _claimed(inner, claim), meta)
    return plain.interpret(draft, _for_profiles(taken), inner, meta)


def _inner(lines: Sequence[Line], material: Material) -> Material:
    """The beginning of the text as a file of its own, for the engines to look at."""
    texts: list[str] = []
    size = 0
    for line in lines:
        texts.append(line.text[:HEAD])
        size += len(line.text)
        if size > HEAD:
            break
    head = "\n".join(texts).encode("utf-8", "replace")
    return Material(material.path, head, material.claim, material.profiles)


def _claimed(inner: Material, claim: Claim) -> Material:
    return Material(inner.path, inner.data, claim, inner.profiles)


def _for_profiles(taken: Taken) -> Lines:
    """The lines as the plain engine takes them."""
    pages: dict[int, str] = {}
    printed: str | None = None
    for at, line in enumerate(taken.lines):
        if line.page is not None and line.page != printed:
            pages[at] = printed = line.page
    return Lines(
        [line.text for line in taken.lines], [line.number or 0 for line in taken.lines], pages, taken.urls
    )
