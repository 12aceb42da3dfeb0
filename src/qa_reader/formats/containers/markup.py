"""HTML as lines of text, for the vendors' pages: what a browser would show, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from qa_reader.formats.material import Material, Unreadable
from qa_reader.formats.turns.turnlines import Line
from qa_reader.locales import _

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HIDDEN: Final = frozenset({"script", "style", "noscript", "template", "head", "input", "select", "textarea"})
"""Elements of which a page shows no text."""
BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
    "tr", "ul",
})  # fmt: skip
"""Elements that begin and end a line."""
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")


def parse(material: Material, text: str | None = None) -> HtmlElement:
    """The page as a tree, from the decoded text: what its meta tag says of the encoding is not asked.

    Raises Unreadable where it is nested deeper than the parser goes (2,048), which no page of people is.
    """
    import lxml.etree
    import lxml.html

    source = material.text if text is None else text
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        # Bytes, as lxml refuses a str with an encoding declaration; NUL would end the document.
        data = source.replace("\0", " ").encode("utf-8", "replace")
        page = lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        raise Unreadable(
            "damaged", _("{path}: no HTML can be made out.").format(path=material.path)
        ) from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise Unreadable("too-deep", _("{path}: nested too deeply to be read.").format(path=material.path))
    return page


def lines_in(element: HtmlElement, *, skip: Callable[[HtmlElement], bool] | None = None) -> list[Line]:
    """The lines that `element` shows: `br` and block elements end them.

    Scripts and what `skip` takes are left out. Source line breaks and runs of ASCII blanks are one blank
    outside `pre`, as in a browser; U+3000 is text.
    """
    out = _Lines()
    stack: list[tuple[HtmlElement, bool, bool]] = [(element, False, False)]
    while stack:
        node, done, outer = stack.pop()
        if done:
            if node.tag in BLOCKS:
                out.end()
            if node is not element:
                out.add(node.tail, node.sourceline, outer)
            continue
        stack.append((node, True, outer))
        hidden = not isinstance(node.tag, str) or node.tag in HIDDEN
        if hidden or (skip is not None and node is not element and skip(node)):
            continue
        if node.tag == "br" or node.tag in BLOCKS:
            out.end(forced=node.tag == "br")
        pre = outer or node.tag == "pre"
        out.add(node.text, node.sourceline, pre)
        stack.extend((child, False, pre) for child in reversed(node))
    out.end()
    return out.lines


class _Lines:
    """Lines being made."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._number: int | None = None

    def add(self, text: str | None, number: int | None, pre: bool) -> None:
        if not text:
            return
        if self._number is None and text.strip():
            self._number = number
        if not pre:
            self._parts.append(_SPACES.sub(" ", text))
            return
        first, *rest = re.split(r"\r\n|\r|\n", text)
        self._parts.append(first)
        for line in rest:
            self.end(forced=True)
            self._parts.append(line)

    def end(self, *, forced: bool = False) -> None:
        """End the line; an empty one stays only where a `br` asks for it."""
        text = "".join(self._parts).strip(" ")
        self._parts.clear()
        if text or forced:
            self.lines.append(Line(text, self._number))
        self._number = None


def class_of(element: HtmlElement) -> set[str]:
    """The element's classes."""
    return set((element.get("class") or "").split())
