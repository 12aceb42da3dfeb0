"""Markdown (CommonMark, GitHub's extensions minded): a block quote, its citation behind an em dash.

Words of a source are never markup: what Markdown would read as such is escaped so that it shows as itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qa_reader.report.quote import Quote

_INLINE: Final = re.compile(r"[\\`*_\[\]<>&~|$]")
_ADDRESS: Final = re.compile(r"(https?|ftp|mailto|xmpp|www)(?=([:.]))[:.]", re.IGNORECASE)
_OPENING: Final = re.compile(r"#|[-+=:](?=[-=:\s]|$)|\d{1,9}(?=[.)])")
_INDENT: Final = {" ": "&#32;", "\t": "&#9;"}


def render(quotes: Sequence[Quote]) -> str:
    """`quotes` as block quotes, an empty line between two."""
    return "\n\n".join(_render(quote) for quote in quotes)


def _render(quote: Quote) -> str:
    manner, citation = quote.manner, quote.citation
    one = quote.voice
    paragraphs: list[str] = []
    for extract in quote.extracts:
        if one is None and extract.voice is not None:
            paragraphs.append(f"**{escape(manner.voice(extract.voice))}**")
        paragraphs += [escape(block) for block in extract.blocks]
    items = [manner.voice(one)] if one is not None else []
    items += [*manner.meeting(citation), *manner.place(citation)]
    reference = [escape(item) for item in items if item]
    if citation.url:
        reference.append(_source(manner.source(citation), citation.url))
    paragraphs.append(f"— {manner.comma.join(reference)}")
    lines = "\n\n".join(paragraphs).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def _source(text: str, url: str) -> str:
    """The address as a link where it is one for the web, else as text."""
    if re.fullmatch(r"https?://[^\s<>\\]+", url):
        return f"<{url}>" + escape(text.removeprefix(url))
    return escape(text)


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is; its line ends become hard breaks, its empty lines stay."""
    lines = [_line(line) for line in text.split("\n")]
    breaks = [line and after for line, after in pairwise(lines)]
    return (
        "".join(line + ("\\\n" if hard else "\n") for line, hard in zip(lines, breaks, strict=False))
        + lines[-1]
    )


def _line(line: str) -> str:
    stripped = line.lstrip(" \t")
    indent = "".join(_INDENT[character] for character in line[: len(line) - len(stripped)])
    opening = _OPENING.match(stripped)
    # A list's or heading's mark: the backslash goes before it, but behind a number, which cannot take one.
    at = 0 if opening is None or not opening[0].isdecimal() else opening.end()
    head, rest = stripped[:at], stripped[at:]
    rest = _INLINE.sub(r"\\\g<0>", rest)
    rest = _ADDRESS.sub(r"\g<1>\\\g<2>", rest).replace("\r", "&#13;")
    return indent + head + ("\\" if opening else "") + rest
