"""Speeches that Australia's XML of 1901–1980 leaves unmarked: a bold name opens the paragraph, then a dash.

    <para><inline font-weight="bold">Mr WREN-</inline>Is the Minister aware …? </para>
    <para><inline font-weight="bold">Mr ADA</inline>QUILL - I am. </para>

Where the scan was not taken apart into speeches, this is all that says who speaks; subjects of questions
stand between as lines in capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.formats.containers.xmltext import collapsed, plain
from qa_reader.formats.containers.xmltree import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LABEL: Final = re.compile(
    r"(?P<name>(?:Mr|Mrs|Miss|Ms|Dr|Sir|Dame|Senator|The|Lieutenant|Captain|Colonel|Major|Brigadier)\b\.?"
    r"(?: [A-Z(][\w.,'’()]{0,24}){1,6}) ?[-–—]+ ?"
)
_LEAST: Final = 3
_HEADING: Final = 80
_CAPITALS: Final = 0.6
"""Share of capitals among a heading's letters; scans misread some (`Fill AIRCRAFT`)."""


class BoldLabel(NamedTuple):
    """Who speaks, and what is said."""

    name: str
    printed: str
    words: str


def bold_label(paragraph: Element) -> BoldLabel | None:
    """The label that `paragraph` begins with, or None."""
    first = next(iter(paragraph), None)
    if first is None or collapsed(paragraph.text) or local(first) != "inline":
        return None
    if first.get("font-weight") != "bold":
        return None
    rest = "".join(map(str, paragraph.itertext()))[len(paragraph.text or "") :]
    opening = "".join(map(str, first.itertext()))
    text = collapsed(f"{opening} {rest[len(opening) :]}")  # the blank behind the bold is often lost
    found = _LABEL.match(text)
    words = text[found.end() :] if found else ""
    return BoldLabel(found["name"], found.group().strip(), words) if found and words else None


def labels_by_bold(root: Element) -> bool:
    """Is a bold name what opens speeches here? Those that stand in speeches that are marked do not count."""
    count = 0
    for paragraph in root.iter("para"):
        above = paragraph.getparent()
        if above is not None and local(above) not in ("talk.start", "speech", "question", "answer"):
            count += bold_label(paragraph) is not None
            if count >= _LEAST:
                return True
    return False


def is_heading(paragraph: Element) -> bool:
    """Is `paragraph` a short line in capitals?"""
    text = plain(paragraph)
    letters = [char for char in text if char.isalpha()]
    return (
        len(letters) >= 4
        and len(text) <= _HEADING
        and text[-1] not in ".:;?!,-"
        and sum(map(str.isupper, letters)) >= len(letters) * _CAPITALS
    )
