"""Text taken out of a container (PDF, web page, Markdown) handed to the engine that understands it.

The engines are those of text files: notices of questions, minutes with marks, plain text by profiles. They
are asked what they make of the beginning, as the table of formats asks them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from qa_reader.formats import plain
from qa_reader.formats.containers.radicals import has_radicals, printed, unified
from qa_reader.formats.draft import Draft
from qa_reader.formats.japan import minutes, notices
from qa_reader.formats.material import HEAD, Claim, Material
from qa_reader.formats.plain.lines import Lines
from qa_reader.formats.turns.turnlines import Line
from qa_reader.transcript.model import Link, Metadata, Transcript

_ENOUGH: Final = 0.9
"""How sure an engine must be that no other is asked."""


@dataclass(frozen=True)
class Taken:
    """The lines that a container held."""

    lines: Sequence[Line]
    links: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """Text and address of what a line links to, by index."""
    headings: Mapping[int, int] = field(default_factory=dict)
    """The level of a line that the container marks as a heading, by index."""


def interpret(draft: Draft, taken: Taken, material: Material, meta: Metadata) -> Transcript:
    """Fill `draft` with what the lines say and finish it. `meta` is what the container says of them.

    A profile that the user named (`--format pdf:ja-qa`) is used whatever the text looks like.
    """
    odd = has_radicals("\n".join(line.text for line in taken.lines))
    numbered = [
        Line(unified(line.text) if odd else line.text, number, line.page)
        for number, line in enumerate(taken.lines, 1)
    ]
    read = _read(draft, numbered, taken.headings, material, meta)
    if odd:
        read = printed(read, taken.lines)
    return _placed(read, taken)


def _read(
    draft: Draft, lines: Sequence[Line], headings: Mapping[int, int], material: Material, meta: Metadata
) -> Transcript:
    """What the engine that is surest makes of the lines, each numbered by its place."""
    inner = _inner(lines, material)
    if not material.claim.profile:
        claim = notices.claim(inner.head)
        if claim is not None:
            return notices.interpret(draft, lines, claim, meta)
        claim = minutes.claim(inner.head)
        if claim is not None and _surer(claim, inner):
            return minutes.interpret(draft, lines, replace(inner, claim=claim), meta)
        abroad = _abroad(draft, lines, headings, inner=inner, material=material, meta=meta)
        if abroad is not None:
            return abroad
    pages: dict[int, str] = {}
    shown: str | None = None
    for at, line in enumerate(lines):
        if line.page is not None and line.page != shown:
            pages[at] = shown = line.page
    return plain.interpret(
        draft, Lines([line.text for line in lines], pages=pages, headings=headings), inner, meta
    )


def _abroad(
    draft: Draft,
    lines: Sequence[Line],
    headings: Mapping[int, int],
    *,
    inner: Material,
    material: Material,
    meta: Metadata,
) -> Transcript | None:
    """What the engines of other parliaments make of the lines; None where they are none of theirs.

    Imported where they are asked: a file of Markdown that is turned down needs none of them.
    """
    from qa_reader.formats.hearings import earnings
    from qa_reader.formats.parliaments import floor, legco, questionpapers

    claim = earnings.claim(inner.head)
    if claim is not None:
        return earnings.interpret(draft, lines, claim, meta)
    claim = questionpapers.claim(inner.head)
    if claim is not None:
        return questionpapers.interpret(draft, lines, claim, meta)
    claim = legco.claim(inner.head)
    if claim is not None:
        return legco.interpret(draft, lines, material, claim, meta)
    claim = floor.claim(inner.head)
    if claim is not None:
        return floor.interpret(draft, lines, material, claim, meta, headings=headings)
    return None


def _surer(claim: Claim, inner: Material) -> bool:
    """Are these minutes rather than plain text? Profiles are asked only where that is open."""
    if claim.confidence >= _ENOUGH:
        return True
    other = plain.claim(inner.head)
    return other is None or claim.confidence >= other.confidence


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


def _placed(read: Transcript, taken: Taken) -> Transcript:
    """`read` with the lines of the source instead of places among `taken`, and with its links."""
    numbers = [line.number for line in taken.lines]
    blocks = read.blocks
    if blocks and any(block.line is not None for block in blocks):
        blocks = tuple(
            block._replace(line=numbers[block.line - 1] if block.line else None) for block in blocks
        )
    notices = tuple(
        notice._replace(line=numbers[notice.line - 1] if notice.line else None) for notice in read.notices
    )
    return read._replace(blocks=blocks, notices=notices, links=_links(read, taken))


def _links(read: Transcript, taken: Taken) -> tuple[Link, ...]:
    """The links of `read` and of the lines; an address goes before a line that only looks like a link."""
    first = {block.line - 1: at for at, block in reversed(list(enumerate(read.blocks))) if block.line}
    found = [
        Link(text, address, first.get(line)) for line, links in taken.links.items() for text, address in links
    ]
    known = {link.block for link in found}
    return tuple(link for link in read.links if link.url or link.block not in known) + tuple(found)
