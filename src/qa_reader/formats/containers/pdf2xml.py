"""PDFs as `pdftohtml -xml` gives them: each page's scraps of text with their place, put into lines again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.formats import engines
from qa_reader.formats.containers.hardwraps import joined
from qa_reader.formats.containers.runningheads import without_heads
from qa_reader.formats.containers.xmltree import parse
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.turns.particulars import particulars
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAME: Final = "pdf2xml"

_LINE: Final = 0.6
"""Share of a scrap's height within which another stands on its line."""


class _Scrap(NamedTuple):
    top: float
    left: float
    right: float
    height: float
    text: str


def claim(head: Head) -> Claim | None:
    """By its root."""
    return Claim(0.97, "<pdf2xml>") if "<pdf2xml" in head.text[:2048] else None


def read(material: Material) -> Transcript:
    """The transcript. Raises Unreadable: damaged, too-deep, no-text."""
    root = parse(material)[0]
    pages = [_lines(page) for page in root.iter("page")]
    if not any(pages):
        raise Unreadable("no-text", _("{path}: pages without text.").format(path=material.path))
    pagination = without_heads(pages)
    draft = Draft(material.source(), NAME)
    for text in pagination.heads:
        draft.block(text, "front", page=pagination.pages[0].number)
    named = particulars(pagination.heads)
    meta = Metadata(None, named.body, named.meeting, named.date, named.date_printed)
    return engines.interpret(draft, engines.Taken(joined(pagination.pages)), material, meta)._replace(
        format=NAME
    )


def _lines(page: Element) -> list[str]:
    """The lines of a page from its top: scraps at one height, from the left."""
    scraps = sorted(_scraps(page), key=lambda scrap: (scrap.top, scrap.left))
    rows: list[list[_Scrap]] = []
    for scrap in scraps:
        row = rows[-1] if rows else None
        if row is not None and scrap.top - row[0].top <= _LINE * max(row[0].height, scrap.height):
            row.append(scrap)
        else:
            rows.append([scrap])
    return [line for row in rows if (line := _line(row))]


def _line(row: list[_Scrap]) -> str:
    text = ""
    before: _Scrap | None = None
    for scrap in sorted(row, key=lambda each: each.left):
        apart = before is not None and scrap.left - before.right > scrap.height * 0.2
        text += (" " if apart and not text.endswith(" ") else "") + scrap.text
        before = scrap
    return " ".join(text.split())


def _scraps(page: Element) -> Iterator[_Scrap]:
    for node in page.iter("text"):
        text = "".join(map(str, node.itertext()))
        left, width = _number(node, "left"), _number(node, "width")
        if text.strip():
            yield _Scrap(_number(node, "top"), left, left + width, _number(node, "height"), text)


def _number(node: Element, name: str) -> float:
    try:
        value = float(node.get(name) or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e9 else 0.0
