"""The lines of one speaker's turn in Japanese minutes, sorted: words, headings, stage directions.

The recorder prints the next agenda item at the end of the chair's turn, behind a rule line (formats.md
§4.6), or as a line with a mark and no speaker; that is where sections begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from qa_reader.formats.turns.directions import closes, is_direction, is_rule, is_time
from qa_reader.language.numerals import NUMERAL

Sort = Literal["speech", "heading", "stage", "blank", "back"]

_N: Final = f"[{NUMERAL}]"
_MARKED: Final = re.compile(r"[\s\u3000]*[△▲▽▼●■□◇◎◆○◯〇][\s\u3000]*(?=\S)")
_AGENDA: Final = re.compile(
    rf"[\s\u3000]*(?P<number>(?:追加)?(?:議事)?日程[\s\u3000]*(?:第[\s\u3000]*{_N}{{1,6}}|追加)?(?:の{_N}{{1,3}})?|"
    rf"第[\s\u3000]*{_N}{{1,6}}(?=[\s\u3000]))"
)
_NUMBERED: Final = re.compile(
    r"[\s\u3000]*(?P<number>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[．.、\s\u3000]"
)
_SUB: Final = re.compile(
    r"[\s\u3000]*(?P<number>[（(][0-9０-９一二三四五六七八九十]{1,3}[）)]|[①-⑳㉑-㊿⑴-⒇])"
)
_SENTENCE: Final = re.compile(r"[。！？!?]")
_LONGEST: Final = 160
"""Characters past which a line is no heading."""
_WRAPPED: Final = 30
"""Characters from which a heading goes on in its next line, rather than the next line being another."""


class Line(NamedTuple):
    """A line of the source."""

    text: str
    number: int | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """An agenda heading over one or more lines."""

    text: str
    number: str | None
    depth: int
    """0 for an item, 1 for an item inside one."""
    lines: tuple[Line, ...]


def sort_lines(lines: Sequence[Line], *, chair: bool) -> list[Sort]:
    """What each line of a turn is. Only a chair's turn ends in headings without a mark."""
    sorts: list[Sort] = [_alone(line.text) for line in lines]
    if chair:
        _between_rules(lines, sorts)
        _at_the_end(lines, sorts)
    _after_the_close(lines, sorts)
    return sorts


def _alone(text: str) -> Sort:
    """What a line is whatever stands around it."""
    if text.endswith("。"):
        return "speech"  # the ending of most lines, and of nothing else
    if not text.strip():
        return "blank"
    if is_rule(text) or is_time(text) or is_direction(text):
        return "stage"
    if _MARKED.match(text) and _could_head(text):
        return "heading"
    return "speech"


def _could_head(text: str) -> bool:
    return len(text) <= _LONGEST and not _SENTENCE.search(text)


def _between_rules(lines: Sequence[Line], sorts: list[Sort]) -> None:
    """Agenda lines closed in by two rule lines are headings; a document read into the record is not."""
    rules = [i for i, line in enumerate(lines) if is_rule(line.text)]
    for left, right in pairwise(rules):
        inside = [i for i in range(left + 1, right) if sorts[i] != "blank"]
        if not inside or len(inside) > 60 or not all(_could_head(lines[i].text) for i in inside):
            continue
        if any(_AGENDA.match(lines[i].text) or _MARKED.match(lines[i].text) for i in inside[:2]):
            for i in inside:
                sorts[i] = "heading"


def _at_the_end(lines: Sequence[Line], sorts: list[Sort]) -> None:
    """The tail of a chair's turn behind a rule or a blank line, if it is headings only."""
    at = len(lines)
    while at > 0 and (sorts[at - 1] != "speech" or _could_head(lines[at - 1].text)):
        at -= 1
    border = next((i for i in range(at, len(lines)) if sorts[i] == "blank" or is_rule(lines[i].text)), None)
    agenda = next((i for i in range(at, len(lines)) if _AGENDA.match(lines[i].text)), None)
    starts = [i for i in (border, agenda) if i is not None]
    if not starts:
        return
    if any(is_time(lines[i].text) and closes(lines[i].text) for i in range(at, len(lines))):
        return
    for i in range(min(starts), len(lines)):
        if sorts[i] == "speech":
            sorts[i] = "heading"


def _after_the_close(lines: Sequence[Line], sorts: list[Sort]) -> None:
    """What follows the line that closes the meeting is back matter: signatures, lists."""
    for i, line in enumerate(lines):
        if sorts[i] != "speech" and is_time(line.text) and closes(line.text):
            rest = [j for j in range(i + 1, len(lines)) if sorts[j] != "blank"]
            if not any("。" in lines[j].text for j in rest):
                for j in rest:
                    sorts[j] = "back"
                return


def is_agenda(text: str) -> bool:
    """Is a heading one of the agenda: 「△日程第１」, 「第２　議案…」?"""
    return bool(_AGENDA.match(_stripped(text)))


def headings(lines: Sequence[Line]) -> list[Heading]:
    """The headings that a run of heading lines makes: unnumbered lines go on with the one before.

    Items of one depth that follow each other with nothing said between are taken up together
    (「日程第１ … 日程第３」) and make one heading.
    """
    groups: list[tuple[int, str | None, list[Line]]] = []
    for line in lines:
        depth, number = _depth(line.text, groups[-1][0] if groups else None)
        if groups and depth in (None, groups[-1][0]):
            groups[-1][2].append(line)
        else:
            groups.append((depth or 0, number, [line]))
    return [_heading(depth, number, run) for depth, number, run in groups]


def _heading(depth: int, number: str | None, run: Sequence[Line]) -> Heading:
    text = ""
    for line in run:
        words = _stripped(line.text)
        wrapped = len(text) >= _WRAPPED and _depth(line.text, depth)[0] is None
        text += words if wrapped or not text else "\u3000" + words
    if number and text.startswith(number):
        text = text[len(number) :].lstrip(" \u3000．.、") or text
    return Heading(text, number, depth, tuple(run))


def _stripped(text: str) -> str:
    """A heading line without its mark and the blanks around."""
    found = _MARKED.match(text)
    return text[found.end() :].strip() if found else text.strip()


def _depth(text: str, before: int | None) -> tuple[int | None, str | None]:
    """How deep a heading line stands and its printed number; None where it begins no heading of its own."""
    words = _stripped(text)
    if found := _SUB.match(words):
        return 1, found["number"].strip()
    if found := _AGENDA.match(words) or _NUMBERED.match(words):
        return 0, found["number"].strip()
    if _MARKED.match(text) or before is None:
        return 0, None
    return None, None
