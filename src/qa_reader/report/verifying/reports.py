"""The paragraphs of a finished report, whatever it is written in: which of them are block quotes.

A report is read, never run: nothing is loaded, included or expanded that it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa_reader.formats.material import Material, Unreadable
from qa_reader.language.encodings import decode
from qa_reader.locales import _
from qa_reader.report.verifying.claims import Written
from qa_reader.report.verifying.latextext import latex_passages

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from markdown_it.token import Token

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a report."""


def passages(path: Path) -> list[Written]:
    """The paragraphs of the report `path`, in order. Raises OSError, Unreadable."""
    if path.stat().st_size > LARGEST:
        raise Unreadable(
            "too-large", _("{path}: larger than {n} MB; no report is").format(path=path, n=LARGEST >> 20)
        )
    data = path.read_bytes()
    ending = path.suffix.lower()
    if ending == ".docx":
        return list(_docx(path, data))
    reader = _READERS.get(ending, plain_passages)
    return list(reader(decode(data).text))


def plain_passages(text: str) -> Iterator[Written]:
    """Plain text: paragraphs between empty lines; where every line begins with > it is a block quote."""
    line, blocks = 1, count()
    for paragraph in re.split(r"(\n[ \t]*\n+)", text):
        if paragraph.strip():
            lines = paragraph.strip("\n").split("\n")
            quoted = all(each.startswith(">") for each in lines)
            block = next(blocks) if quoted else None
            words = "\n".join(each[1:].strip() for each in lines) if quoted else paragraph
            yield Written(words.strip("\n"), line + len(paragraph) - len(paragraph.lstrip("\n")), block)
        line += paragraph.count("\n")


def _markdown(text: str) -> Iterator[Written]:
    from markdown_it import MarkdownIt

    depth, block, blocks = 0, None, count()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "blockquote_open":
            block = next(blocks) if not depth else block
            depth += 1
        elif token.type == "blockquote_close":
            depth -= 1
        elif token.type == "inline" and token.children is not None:
            words = "".join(_inline(child) for child in token.children)
            ends = [child.type for child in token.children if child.type != "text" or child.content.strip()]
            label = (
                ends[:1] == ["strong_open"]
                and ends[-1:] == ["strong_close"]
                and ends.count("strong_open") == 1
            )
            yield Written(words, (token.map or [0])[0] + 1, block if depth else None, label)


def _inline(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "text_special", "code_inline") else ""


# --- HTML ------------------------------------------------------------------------------------------------

_UNREAD: Final = frozenset(("script", "style", "template", "head", "noscript", "svg", "math", "figcaption"))
_CITING: Final = frozenset(("cite", "footer"))
_NAMING: Final = frozenset(("speaker", "voice"))
"""Classes of paragraphs that say who speaks, here and in our reports."""
_INSIDE: Final = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
     "ins", "kbd", "label", "mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span",
     "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip


def _html(text: str) -> Iterator[Written]:
    from lxml import html

    if not text.strip():
        return
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    yield from _Page().passages(root)


class _Page:
    """A page gone through once; lxml lets no page nest deeper than 256 elements."""

    def __init__(self) -> None:
        self._blocks = count()
        self._text: list[str] = []
        self._bold = True
        self._found: list[Written] = []

    def passages(self, root: HtmlElement) -> list[Written]:
        """What the page shows, paragraph by paragraph."""
        self._walk(root, None, bold=False)
        self._end(root, None)
        return self._found

    def _walk(self, element: HtmlElement, block: int | None, *, bold: bool) -> None:
        self._say(element.text, bold=bold)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in _UNREAD or not tag or (tag in _CITING and block is not None):
                pass
            elif tag in _INSIDE:
                self._text.append({"br": "\n", "q": "“"}.get(tag, ""))
                self._walk(child, block, bold=bold or tag in ("b", "strong"))
                self._text.append("”" if tag == "q" else "")
            else:
                self._end(element, block)
                inner = next(self._blocks) if tag == "blockquote" and block is None else block
                self._walk(child, inner, bold=bold)
                self._end(child, inner)
            self._say(child.tail, bold=bold)

    def _say(self, text: str | None, *, bold: bool) -> None:
        if text:
            self._text.append(re.sub(r"[ \t\n]+", " ", text))
            self._bold = self._bold and (bold or not text.strip())

    def _end(self, element: HtmlElement, block: int | None) -> None:
        words = "".join(self._text).strip()
        if words:
            label = self._bold or not _NAMING.isdisjoint((element.get("class") or "").split())
            self._found.append(Written(words, element.sourceline or 1, block, label))
        self._text, self._bold = [], True


# --- Org -------------------------------------------------------------------------------------------------


def _org(text: str) -> Iterator[Written]:
    block, blocks, lines, first = None, count(), list[str](), 1
    for number, line in enumerate([*text.split("\n"), ""], 1):
        told = line.strip().lower()
        if told and not told.startswith("#+"):
            first = number if not lines else first
            lines.append(line.removesuffix("\\\\"))
            continue
        words = "\n".join(lines).replace("\u200b", "").replace(r"\dollar{}", "$")
        if words.strip():
            yield Written(words, first, block, label=re.fullmatch(r"\s*\*[^*\n]+\*\s*", words) is not None)
        lines = []
        if told.startswith(("#+begin_quote", "#+end_quote")):
            block = next(blocks) if told.startswith("#+begin") else None


# --- DOCX ------------------------------------------------------------------------------------------------

_QUOTING: Final = re.compile("quote|quotation|block text|引用", re.IGNORECASE)


def _docx(path: Path, data: bytes) -> Iterator[Written]:
    """The lines of a Word file; of a quote where their style is called so. Raises Unreadable."""
    from qa_reader.formats.containers.wordfile import Package
    from qa_reader.formats.containers.wordtext import said

    found = said(Package(Material(str(path), data)))
    for number, word in enumerate(found.body, 1):
        # Word has no blocks: two quotes in a row are like one of two paragraphs, so each is held by itself.
        block = number if _QUOTING.search(word.style) else None
        yield Written(word.text, number, block, label=0 < len(word.text) <= word.bold)
    for number, note in enumerate(found.notes, len(found.body) + 1):
        yield Written(note, number)


_READERS: Final[Mapping[str, Callable[[str], Iterator[Written]]]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".tex": latex_passages,
    ".org": _org,
}
"""By file extension; all others are read as plain text."""
