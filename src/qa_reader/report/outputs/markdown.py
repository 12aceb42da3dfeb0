"""Markdown (CommonMark): quotes as block quotes, headings and comments around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_reader.library.made import MARK
from qa_reader.locales import _
from qa_reader.report.document import Comment, Heading, Quotation
from qa_reader.report.escaping import markdown, one_line, web_address

if TYPE_CHECKING:
    from qa_reader.report.document import Document, Part


def render(document: Document) -> str:
    """The report as Markdown."""
    parts = map(_part, document.parts)
    return "\n\n".join([f"# {_line(document.title)}", *parts, f"<!-- {MARK} -->"])


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        return f"## {_line(part.text)}"
    if isinstance(part, Comment):
        return markdown(part.text)
    return _quotation(part)


def _quotation(part: Quotation) -> str:
    paragraphs: list[str] = []
    for words in part.words:
        if words.voice:
            paragraphs.append(f"**{_line(words.voice)}**")
        paragraphs += [markdown(block) for block in words.blocks]
    paragraphs.append(f"— {_linked(part)}")
    if part.doubt:
        paragraphs.append(f"⚠ {markdown(part.doubt)}")
    quote = "\n".join(f"> {line}" if line else ">" for line in "\n\n".join(paragraphs).split("\n"))
    if not part.comment:
        return quote
    note = _("Note: {text}").format(text=part.comment)
    return f"{quote}\n\n{markdown(note)}"


def _linked(part: Quotation) -> str:
    """The citation, its address a link where it is one for the web."""
    address = web_address(part.url)
    before, found, after = part.citation.partition(address or "\0")
    if not address or not found:
        return _line(part.citation)
    return f"{_line(before)}<{address}>{_line(after)}"


def _line(text: str) -> str:
    return markdown(one_line(text))
