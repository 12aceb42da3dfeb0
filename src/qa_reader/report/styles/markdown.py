"""Markdown (CommonMark, GitHub's extensions minded): a block quote, its citation behind an em dash.

Words of a source are never markup: what Markdown would read as such is escaped so that it shows as itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa_reader.report.escaping import markdown as escape
from qa_reader.report.escaping import web_address

if TYPE_CHECKING:
    from qa_reader.report.quote import Quote


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
    if web_address(url):
        return f"<{url}>" + escape(text.removeprefix(url))
    return escape(text)
