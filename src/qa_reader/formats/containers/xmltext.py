"""The words of an XML element as paragraphs: what parliaments' formats share below the speech.

White space of the source is a single blank, as in a browser; U+00A0 and U+3000 are text. A stage direction
among words is an aside in the paragraph, in square brackets where the source prints none, so that it cannot
be taken for words said; alone it is a paragraph of its own. A row of a table is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.xmltree import line_of, local
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Notice, Part, Transcript

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLANKS: Final = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
"""What is to become a single blank; single blanks already are."""
_WHITE: Final = " \t\r\n"
_BRACKETS: Final = {"(": ")", "[": "]", "（": "）", "［": "］", "〔": "〕", "【": "】"}
_NO_SPACE_BEFORE: Final = frozenset(".,;:!?)]}»”’、。，．！？）］")
_ROW: Final = frozenset({"tr", "row"})
_NOTHING: Final[frozenset[str]] = frozenset()


def collapsed(text: str | None) -> str:
    """`text` with its runs of XML's white space as one blank, stripped of them."""
    if not text:
        return ""
    text = text.strip(_WHITE)
    # Most texts have nothing to join, and that is seen sooner than by the pattern.
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        return _BLANKS.sub(" ", text)
    return text


def plain(element: Element | None) -> str:
    """All words of an element in one line; empty where there is none."""
    return "" if element is None else collapsed("".join(map(str, element.itertext())))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the source."""

    text: str
    line: int | None = None
    asides: tuple[tuple[int, int], ...] = ()
    stage: bool = False
    """Is all of it a stage direction?"""
    page: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    """Text and address of what it links to."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What the elements of a format mean among words."""

    blocks: frozenset[str]
    """They begin and end a paragraph."""
    asides: frozenset[str] = _NOTHING
    """Stage directions."""
    omitted: frozenset[str] = _NOTHING
    """They hold no words of the meeting."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Elements that link, and the attribute that says where to."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Elements at which a page begins, and the attribute that is its number."""
    breaks: frozenset[str] = frozenset({"br", "lb", "eol"})
    """Line ends inside a paragraph."""
    tokens: frozenset[str] = _NOTHING
    """Words and punctuation marks of an annotated text: a blank stands behind each that has no `join`."""
    silent: Mapping[str, str] = field(default_factory=dict)
    """Stage directions that may have no words, and the attribute that says what they are."""
    staged: frozenset[str] = _NOTHING
    """Classes of blocks that are stage directions."""
    described: str | None = None
    """The element inside a stage direction that holds its words, once in each of several languages."""


class Words:
    """The paragraphs below an element, in order. Keeps the page from one element to the next."""

    def __init__(self, markup: Markup, language: str | None = None) -> None:
        self._markup = markup
        self._language = language
        self.page: str | None = None
        self._start: str | None = None
        self._pieces: list[tuple[str, bool]] = []
        self._links: list[tuple[str, str]] = []
        self._line: int | None = None
        self._made: list[Paragraph] = []

    def of(self, element: Element) -> list[Paragraph]:
        """The paragraphs of `element`, its own tail left out."""
        self._made = []
        self._open(element)
        self._walk(element)
        self._close()
        return self._made

    def turn_page(self, number: str | None) -> None:
        """What follows stands on the page `number`."""
        if number:
            self.page = number

    def direction(self, element: Element) -> str:
        """The words of a stage direction: of several languages the transcript's, else the first."""
        described = self._markup.described
        found = [child for child in element if local(child) == described] if described else []
        if len(found) > 1:
            mine = next((child for child in found if _lang(child) == self._language), found[0])
            parts = [element.text or ""]
            for child in element:
                if child is mine or child not in found:
                    parts.append(plain(child))
                parts.append(child.tail or "")
            return collapsed(" ".join(parts))
        words = plain(element)
        if not words and (silent := self._markup.silent.get(local(element))):
            words = element.get(silent, "")
        return words

    def _walk(self, element: Element, *, token: bool = False) -> None:
        """Take in the words of `element` and of what lies in it."""
        if not len(element):
            self._add(element.text, spaced=not token)
            return
        markup = self._markup
        tokenised = token or (markup.tokens and any(local(child) in markup.tokens for child in element))
        self._add(element.text, spaced=not tokenised)
        for child in element:
            if isinstance(child.tag, str):
                self._take(child, local(child), tokenised=bool(tokenised))
            self._add(child.tail, spaced=not tokenised)

    def _take(self, child: Element, name: str, *, tokenised: bool) -> None:
        """Take in one element among words, its tail left out."""
        markup = self._markup
        if name in markup.asides:
            if words := self.direction(child):
                self._pieces.append((words, True))
        elif name in markup.pages:
            self.turn_page(child.get(markup.pages[name]))
            self._walk(child)
        elif name in markup.breaks:
            self._pieces.append((" ", False))
            self._walk(child)
        elif name in _ROW:
            self._row(child)
        elif name in markup.blocks:
            self._block(child)
        elif name in markup.tokens:
            self._walk(child, token=True)
            if child.get("join") not in ("right", "both"):
                self._pieces.append((" ", False))
        elif name not in markup.omitted:
            address = child.get(markup.links[name]) if name in markup.links else None
            if address and (label := plain(child)):
                self._links.append((label, address))
            self._walk(child, token=tokenised)

    def _block(self, block: Element) -> None:
        self._close()
        before = len(self._made)
        self._open(block)
        self._walk(block)
        self._close()
        if self._markup.staged and not self._markup.staged.isdisjoint((block.get("class") or "").split()):
            self._made[before:] = [replace(each, stage=True) for each in self._made[before:]]
        self._open(block)

    def _row(self, row: Element) -> None:
        self._close()
        self._open(row)
        inner = Words(self._markup, self._language)
        self._add(row.text, spaced=True)
        for number, cell in enumerate(row):
            if number:
                self._pieces.append((" | ", False))
            for piece in inner.of(cell):
                self._pieces.append((f" {piece.text} ", False))
                self._links += piece.links
            self._add(cell.tail, spaced=True)
        self._close()

    def _add(self, text: str | None, *, spaced: bool) -> None:
        if text and (spaced or not text.isspace()):
            self._pieces.append((text, False))

    def _open(self, element: Element) -> None:
        self._line = line_of(element)
        self._start = self.page

    def _close(self) -> None:
        """End the paragraph, if it has words."""
        pieces, links = self._pieces, tuple(self._links)
        start, self._start = self._start, self.page
        if not pieces:
            return
        self._pieces, self._links = [], []
        if len(pieces) == 1 and not pieces[0][1]:
            if text := collapsed(pieces[0][0]):
                self._made.append(Paragraph(text, self._line, page=start, links=links))
            return
        if all(aside or text.isspace() for text, aside in pieces):
            self._made += [
                Paragraph(text, self._line, stage=True, page=start) for text, aside in pieces if aside
            ]
            return
        text, asides = _joined(pieces)
        if text:
            self._made.append(Paragraph(text, self._line, asides, page=start, links=links))


def _joined(pieces: list[tuple[str, bool]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a paragraph, and where its asides are."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length, blank, direction = 0, True, False
    for piece, aside in pieces:
        text = _BLANKS.sub(" ", piece)
        if aside:
            text = text.strip(" ")
            if not (text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[0]])):
                text = f"[{text}]"
            if not blank:
                parts.append(" ")
                length += 1
            spans.append((length, length + len(text)))
        elif blank:
            text = text.lstrip(" ")
        elif direction and text[:1] not in _NO_SPACE_BEFORE and text[:1] != " ":
            text = f" {text}"
        if text:
            parts.append(text)
            length += len(text)
            blank, direction = text[-1] == " ", aside
    return "".join(parts).rstrip(" "), tuple(spans)


def _lang(element: Element) -> str | None:
    return element.get("{http://www.w3.org/XML/1998/namespace}lang")


def put(draft: Draft, paragraphs: list[Paragraph], part: Part = "speech") -> None:
    """Add paragraphs to `draft`. Among speech, stage directions are of the part `stage`."""
    for each in paragraphs:
        kept: Part = "stage" if each.stage and part == "speech" else part
        at = draft.block(each.text, kept, line=each.line, page=each.page, asides=each.asides)
        for label, address in each.links:
            draft.link(label, address, at)


def finish(draft: Draft, meta: Metadata, claim: Claim, notices: tuple[Notice, ...]) -> Transcript:
    """The transcript, with the notices of its XML; one in which nobody is asked anything says so."""
    draft.close()
    if draft.turns and not any(turn.kind == "question" for turn in draft.turns):
        draft.notice("no-questions", _("No question in this record: nobody asks and is answered."))
    read = draft.finish(meta, confidence=claim.confidence, why=claim.why)
    return read._replace(notices=(*read.notices, *notices))
