"""Plain text: quotes in quotation marks, headings underlined, comments on lines of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_reader.language.layout import cells
from qa_reader.locales import _
from qa_reader.report.document import Comment, Heading, Quotation
from qa_reader.report.escaping import one_line, written

if TYPE_CHECKING:
    from qa_reader.report.document import Document, Part


def render(document: Document) -> str:
    """The report as text."""
    return "\n\n".join([_ruled(document.title, "="), *map(_part, document.parts)])


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        return _ruled(part.text, "-")
    if isinstance(part, Comment):
        return written(part.text)
    return _quotation(part)


def _quotation(part: Quotation) -> str:
    manner = part.quote.manner
    opening, closing = manner.marks
    left, right = manner.brackets
    lines = []
    for words in part.words:
        said = opening + "\n".join(words.blocks) + closing
        lines.append(f"{words.voice}{manner.colon}{said}" if words.voice else said)
    reference = f"{left}{part.citation}{right}"
    several = len(lines) > 1
    text = "\n".join([*lines, reference.strip()]) if several else lines[0] + reference
    notes = [f"  ! {part.doubt}"] if part.doubt else []
    if part.comment:
        notes += [f"  {line}" for line in _("Note: {text}").format(text=part.comment).split("\n")]
    return written("\n".join([text, *notes]))


def _ruled(text: str, rule: str) -> str:
    line = one_line(text)
    return f"{line}\n{rule * cells(line)}"
