"""LaTeX: quotes with their citations in footnotes.

For LuaLaTeX (Japanese by luatexja) or XeLaTeX (by xeCJK, else by XeTeX's own line breaking).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_reader.library.made import MARK
from qa_reader.report.document import Comment, Heading
from qa_reader.report.escaping import latex
from qa_reader.report.outputs.templating import Ready, template

if TYPE_CHECKING:
    from qa_reader.report.document import Document, Part


def render(document: Document) -> str:
    """The report as a LaTeX document."""
    return template("report.tex").render(
        document=document,
        mark=MARK,
        parts=[(_kind(part), part) for part in document.parts],
        japanese=document.language == "ja" or _asian(document),
        paragraphs=_paragraphs,
    )


def _kind(part: Part) -> str:
    return "heading" if isinstance(part, Heading) else "comment" if isinstance(part, Comment) else "quotation"


def _asian(document: Document) -> bool:
    """Is there a Japanese word in an otherwise foreign report? Names and notes may be."""
    said = [document.title, *(part.text for part in document.parts if isinstance(part, Heading | Comment))]
    for part in document.quotations:
        said += [part.citation, part.comment, *(block for words in part.words for block in words.blocks)]
    return any(re.search("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]", text) for text in said)


def _paragraphs(text: str) -> Ready:
    """A comment: lines and paragraphs as they were typed."""
    parts = (latex(part.strip()).replace("\n", "\\newline\n") for part in re.split(r"\n\s*\n", text))
    return Ready("\n\n".join(parts))
