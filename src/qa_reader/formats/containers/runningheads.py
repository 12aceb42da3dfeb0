"""Running heads and feet of pages, told by repetition, and the page numbers printed in them.

A line at a page's edge is one where other pages have the same line at the same edge, its numbers aside
(formats.md §6). A sentence never is, nor a line that opens a speech: the chair speaks first on many pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from qa_reader.formats.turns.speechlines import MARKS
from qa_reader.language.numerals import NUMERAL, number

_DEPTH: Final = 4
"""Lines from an edge that a head or foot has at most."""
_LONGEST: Final = 200
_SHARE: Final = 0.4
"""Of the pages that must have a line: left and right pages often have heads of their own."""
_DIGITS: Final = re.compile(r"[0-9０-９]+")
_KANJI: Final = re.compile(rf"[-－−–—―‐（(]?([{NUMERAL}]{{1,5}})[-－−–—―‐）)]?")
"""A page number in kanji, which counts as one only alone on its line."""


class Page(NamedTuple):
    """A page without its running heads and feet."""

    number: str
    """As printed; where nothing is, its place in the file."""
    lines: Sequence[str]


class Pagination(NamedTuple):
    """The pages, and the heads and feet that were taken off them."""

    pages: list[Page]
    heads: list[str]
    """Each once, as first printed, in the order met."""


def without_heads(pages: Sequence[Sequence[str]]) -> Pagination:
    """`pages`, each a sequence of lines, without what runs along their edges."""
    tops = [_keys(page[:_DEPTH]) for page in pages]
    feet = [_keys(page[: -_DEPTH - 1 : -1]) for page in pages]
    written = sum(bool(page) for page in pages)
    believed = (_believed(tops, written), _believed(feet, written))
    cut: list[tuple[int, int]] = []
    heads: dict[str, str] = {}
    for page, top, foot in zip(pages, tops, feet, strict=True):
        start = _run(top, believed[0])
        end = max(start, len(page) - _run(foot, believed[1]))
        cut.append((start, end))
        for key, line in zip(
            [*top[:start], *reversed(foot[: len(page) - end])], [*page[:start], *page[end:]], strict=True
        ):
            heads.setdefault(key, line)
    numbers = _numbers([[*page[:start], *page[end:]] for page, (start, end) in zip(pages, cut, strict=True)])
    found = [
        Page(printed or str(index), page[start:end])
        for index, (page, (start, end), printed) in enumerate(zip(pages, cut, numbers, strict=True), 1)
    ]
    return Pagination(found, list(heads.values()))


def _keys(lines: Sequence[str]) -> list[str]:
    """The lines as compared: without blanks, each number a `#`."""
    return [_key("".join(line.split())) if len(line) <= _LONGEST else "" for line in lines]


def _key(line: str) -> str:
    return "#" if _KANJI.fullmatch(line) else _DIGITS.sub("#", line)


def _believed(edges: Sequence[Sequence[str]], pages: int) -> set[str]:
    """The keys that run along this edge."""
    counts = Counter(key for edge in edges for key in set(edge))
    least = max(2, round(pages * _SHARE))
    return {
        key
        for key, count in counts.items()
        if key and count >= least and key[0] not in MARKS and key[-1] not in "。、:：;；?？"
    }


def _run(edge: Sequence[str], believed: set[str]) -> int:
    """How many lines from the edge on are heads; the run may not be broken by a line of the text."""
    count = 0
    while count < len(edge) and edge[count] in believed:
        count += 1
    return count


def _numbers(heads: Sequence[Sequence[str]]) -> list[str | None]:
    """The page number that each page's heads print: of the numbers there, the one that counts the pages."""
    printed = [[found for line in lines for found in _printed(line)] for lines in heads]
    offsets: Counter[int] = Counter()
    for index, numbers in enumerate(printed):
        offsets.update({value - index for each in numbers if (value := number(each)) is not None})
    if not offsets:
        return [None] * len(printed)
    offset, count = offsets.most_common(1)[0]
    if count < max(2, len(printed) * 0.5):
        return [None] * len(printed)
    return [
        next((each for each in numbers if number(each) == index + offset), None)
        for index, numbers in enumerate(printed)
    ]


def _printed(head: str) -> list[str]:
    """The numbers in a head."""
    alone = _KANJI.fullmatch("".join(head.split()))
    return [alone[1]] if alone else _DIGITS.findall(head)
