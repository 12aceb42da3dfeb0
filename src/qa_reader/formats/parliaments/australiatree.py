"""Where things stand in Australia's XML: titles, labels, numbers of questions, particulars of a sitting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.xmltext import plain
from qa_reader.formats.containers.xmltree import local
from qa_reader.transcript.model import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

INFO: Final = frozenset({"debateinfo", "subdebateinfo", "cognateinfo"})
_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORDINAL: Final = ("Parliament", "Session", "Period")


def linked(start: Element) -> str:
    """The label that the text behind `start` begins with, in the schema of 2011."""
    text = start.getnext()
    if text is None or local(text) != "talk.text":
        return ""
    return plain(next((each for each in text.iter("a") if each.get("type")), None))


def close_up(root: Element) -> None:
    """Take the indentation from between the spans of a paragraph.

    The schema of 2011 parts words into spans (`Tony S`, `m`, `ith`), with their blanks inside; line ends
    between two spans were put there when the file was indented.
    """
    for span in root.iter("span"):
        after = span.getnext()
        indented = span.tail is not None and "\n" in span.tail and span.tail.isspace()
        if indented and after is not None and local(after) == "span":
            span.tail = None


def titled(element: Element) -> bool:
    """Has this element a title of its own?"""
    return any(local(child).lower() in INFO or local(child).lower() == "title" for child in element)


def has_sections(element: Element) -> bool:
    """Has a child of this element a title of its own?"""
    return any(titled(child) for child in element)


def has_paras(element: Element) -> bool:
    """Do paragraphs stand right below this element?"""
    return any(local(child) == "para" for child in element)


def text_at(element: Element, *path: str) -> str | None:
    """The words of the first descendant at `path`."""
    at: Element | None = element
    for name in path:
        at = next((each for each in at if local(each).lower() == name), None) if at is not None else None
    return plain(at) or None


def number_of(element: Element) -> str | None:
    """The number of a written question, printed beside its title."""
    tag = next((each for each in element if local(each).lower() == "question.number"), None)
    return tag.get("QON.NUMBER") or plain(tag) or None if tag is not None else None


def metadata(root: Element) -> Metadata:
    """Chamber, sitting and day, from the header of one generation or the attributes of the other."""

    def field(name: str) -> str | None:
        return text_at(root, "session.header", name) or root.get(name.upper())

    printed = field("date") or ""
    day = _DAY.fullmatch(printed)
    date = f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day else _iso(printed)
    chamber = field("chamber")
    numbers = (field("parliament.no"), field("session.no"), field("period.no"))
    meeting = [f"{what} {number}" for what, number in zip(_ORDINAL, numbers, strict=True) if number]
    return Metadata(
        body={"REPS": "House of Representatives"}.get(chamber or "", chamber),
        meeting=", ".join(meeting) or None,
        date=date,
        date_printed=printed or None,
        language="en",
    )


def _iso(text: str) -> str | None:
    found = _ISO.match(text)
    return found.group() if found else None
