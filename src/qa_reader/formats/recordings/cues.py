"""Caption files taken apart into cues and what stands around them: WebVTT and SRT by one lexer.

The rules are those of the W3C's WebVTT (section 6.1, "WebVTT file parsing"), which SRT fits into once commas
are allowed before milliseconds, with three liberties that real files need: hours of any length; a blank line
inside a cue's text, behind which it goes on; and timing lines that cannot be understood, whose text is kept
without a time. Nothing here backtracks: a line is looked at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_CLOCK: Final = r"(?:\d{1,5}:)?\d{1,3}:\d{1,2}(?:[.,:]\d{1,9})?"
_TIMES: Final = rf"(-?)({_CLOCK})[ \t]*--+>[ \t]*(-?)({_CLOCK})(?:[ \t][^\n]*)?"
_PARTS: Final = re.compile(r"(?:(\d{1,5}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,3})\d{0,6})?")
_TIMING: Final = re.compile(rf"^[ \t]*{_TIMES}$", re.MULTILINE)
_BROKEN: Final = re.compile(rf"^[ \t]*(?:{_TIMES}|[^\n]*-->[^\n]*)$", re.MULTILINE)
"""The same, or a line with an arrow that has no times."""
TIMED: Final = re.compile(
    r"^[ \t]*-?(?:\d{1,5}:)?\d{1,3}:\d{1,2}(?:[.,:]\d{1,9})?[ \t]*--+>[ \t]*-?\d{1,5}:\d", re.MULTILINE
)
"""The beginning of a timing line, for detection."""
_APART: Final = re.compile(r"(?:NOTE|STYLE|REGION|Style:|Region:)(?=[ \t\n]|$)")
_BLANK: Final = re.compile(r"\n[ \t]*\n")


@dataclass(slots=True)
class Cue:
    """A cue as it stands in the file."""

    start: int | None
    """Milliseconds; None where the timing line is not understood."""
    end: int | None
    text: str
    """With its markup; lines are separated by LF."""
    line: int
    """Where its text begins, from 1."""


@dataclass(slots=True)
class Comment:
    """A comment, style sheet or region behind the first cue."""

    after: int
    """Index of the cue that it follows."""
    line: int
    text: str


@dataclass(slots=True)
class Lexed:
    """A caption file."""

    cues: list[Cue] = field(default_factory=list)
    header: list[tuple[int, str]] = field(default_factory=list)
    """Lines before the first cue that are not blank, with their numbers."""
    comments: list[Comment] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    """Lines that look like timings and are none."""


def lex(text: str) -> Lexed:
    """The cues of a caption file with LF line ends. Identifiers and positions of cues are left out."""
    found = Lexed()
    matches = list(_TIMING.finditer(text))
    if text.count("-->") > len(matches):
        matches = list(_BROKEN.finditer(text))
    header = _unlabelled(text[: matches[0].start()], 1) if matches else text
    found.header = [(n, line.strip()) for n, line in enumerate(header.split("\n"), 1) if line.strip()]
    number, counted = 1, 0
    clock, end = "", 0
    for at, match in enumerate(matches):
        number += text.count("\n", counted, match.start())
        counted = match.start()
        if at + 1 < len(matches):
            payload = _unlabelled(text[match.end() : matches[at + 1].start()], at + 2)
        else:
            payload = text[match.end() :]
        minus, begins, before, ends = match.groups()
        if begins is None:
            found.broken.append(number)
            _fill(found, Cue(None, None, "", number), match[0].strip() + payload)
            continue
        if begins != clock:  # most cues begin when the one before ends
            end = _milliseconds(begins)
        start = 0 if minus else end
        clock, end = ends, _milliseconds(ends)
        until = 0 if before else end
        _fill(found, Cue(start, until if until > start else start, "", number + 1), payload)
    return found


def _fill(found: Lexed, cue: Cue, payload: str) -> None:
    """Add `cue` with its text: all up to the next timing line, comments and style sheets apart."""
    found.cues.append(cue)
    shown = payload.strip()
    if ("\n" not in shown or not _BLANK.search(shown)) and not (
        _APART.match(shown) and _BLANK.match(payload)
    ):
        cue.text = shown
        return
    texts: list[str] = []
    line = cue.line - 1
    for at, paragraph in enumerate(_BLANK.split(payload)):
        shown = paragraph.strip()
        if at and _APART.match(shown):
            first = line + len(paragraph) - len(paragraph.lstrip("\n"))
            found.comments.append(Comment(len(found.cues) - 1, first, shown))
        elif shown:
            texts.append(shown)
        line += paragraph.count("\n") + 2
    cue.text = "\n".join(texts)


def _unlabelled(text: str, number: int) -> str:
    """What stands before a timing line without the cue's identifier, a line of its own right before it.

    A blank line stands before an identifier; where it is missing, only the cue's running `number` is one.
    A line of words behind an empty cue is its text, which slipped down.
    """
    if not text.endswith("\n") or text.endswith("\n\n"):
        return text
    cut = text.rfind("\n", 0, len(text) - 1)
    before, label = text[: max(cut, 0)], text[cut + 1 : -1].strip()
    if label.isdigit():
        parted = cut < 0 or before.rstrip(" \t").endswith("\n") or label == str(number)
    else:
        parted = before.endswith("\n") and bool(before.strip())
    return before if parted else text


def _milliseconds(clock: str) -> int:
    # 00:00:04.000, as nearly all are
    if len(clock) == 12 and clock[2] == clock[5] == ":" and clock[8] in ".,:":
        whole = int(clock[:2]) * 3600 + int(clock[3:5]) * 60 + int(clock[6:8])
        return whole * 1000 + int(clock[9:])
    found = _PARTS.fullmatch(clock)
    if found is None:
        return 0
    hour, minute, second, fraction = found.groups()
    seconds = int(hour or 0) * 3600 + int(minute) * 60 + int(second)
    return seconds * 1000 + (int(fraction.ljust(3, "0")) if fraction else 0)
