"""Transcripts of courts and depositions with numbered lines: 25 to a page, counted anew on each.

    13        Q.   Were you at the pond on the night of the
    14   third of May?

The numbers are the margin, no words: taken off, the lines are joined and read as the plain text they are.
Every paragraph keeps its page, and its line in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from qa_reader.formats import plain
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.plain.lines import Lines
from qa_reader.formats.plain.wrapping import LONGEST
from qa_reader.locales import _
from qa_reader.transcript.model import Transcript

NAME: Final = "deposition"

_NUMBERED: Final = re.compile(r"\s{0,12}(?P<number>\d{1,2})(?:\s{1,40}(?P<text>\S.*))?")
_PAGE: Final = re.compile(
    r"\s*(?:Page\s{1,3})?(?P<page>\d{1,5})(?:\s{1,3}of\s{1,3}\d{1,5})?\s*", re.IGNORECASE
)
_OPENS: Final = re.compile(
    r"(?:[QA][.:]?\s|BY\s(?:MR|MS|MRS|DR)\b|\(|[A-Z][A-Z .,'’\-]{2,40}:|(?:DIRECT |CROSS[- ]|RE)?EXAMINATION)"
)
_INDENT: Final = 18
"""Blanks behind the number from which on a line is centred and begins something of its own."""
_LEAST: Final = 10
_SHARE: Final = 0.7


class _Margin(NamedTuple):
    """A line without its margin."""

    text: str
    indent: int
    number: int | None


def claim(head: Head) -> Claim | None:
    """By lines that count up to 25 or so, again and again, and questions among them."""
    lines = [line for line in head.text.split("\n")[:2000] if line.strip()]
    numbers = [_margin(line).number for line in lines]
    counted = sum(
        after == before + 1 for before, after in pairwise(numbers) if before is not None and after is not None
    )
    asked = sum(bool(re.match(r"Q[.:]?\s", _margin(line).text)) for line in lines)
    if counted < _LEAST or counted < len(lines) * _SHARE or not asked:
        return None
    return Claim(0.93, _("numbered lines of a court reporter, {count} × Q.").format(count=asked))


def read(material: Material) -> Transcript:
    """The testimony. Raises Unreadable only where a profile is asked for that does not exist."""
    draft = Draft(material.source(), NAME)
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    texts, numbers, pages = _joined(material.text.split("\n"))
    inner = Material(material.path, "\n".join(texts).encode("utf-8", "replace"), profiles=material.profiles)
    read = plain.interpret(draft, Lines(texts, numbers, pages), inner)
    return read._replace(format=NAME)


def _margin(line: str) -> _Margin:
    """A line taken apart: the number in the margin is at most two digits and stands first."""
    found = _NUMBERED.fullmatch(line.rstrip())
    if found is None or int(found["number"]) > 40:
        return _Margin(line.strip(), 0, None)
    start = found.start("text") if found["text"] else found.end()
    return _Margin(found["text"] or "", start - found.end("number"), int(found["number"]))


def _joined(lines: Sequence[str]) -> tuple[list[str], list[int], dict[int, str]]:
    """The paragraphs, their lines in the file, and the page from which on each holds.

    An empty line stands between paragraphs, so that nothing is joined a second time.
    """
    texts: list[str] = []
    numbers: list[int] = []
    pages: dict[int, str] = {}
    before = 0
    began = False
    for number, line in enumerate(lines, 1):
        page = _PAGE.fullmatch(line)
        margin = _margin(line)
        if page and (margin.number is None or margin.number != before + 1):
            pages[len(texts)] = page["page"]
            continue
        if margin.number is not None:
            before = margin.number
        if not margin.text:
            continue
        opens = bool(_OPENS.match(margin.text))
        began = began or opens
        within = margin.number is not None and margin.indent < _INDENT and not opens
        if began and texts and within and len(texts[-2]) < LONGEST:
            texts[-2] += f" {margin.text}"
        else:
            texts += [margin.text, ""]
            numbers += [number, number]
    return texts, numbers, pages
