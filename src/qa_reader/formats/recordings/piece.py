"""A piece of a recording: the words of a cue or segment that one voice says, with its time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SOUND: Final = (
    r"applau|laugh|chuckl|music|inaudible|unintelligible|indistinct|crosstalk|cross-talk|overlapping|cheer|"
    r"silence|pause|background|noise|sounds?\b|gavel|throat|cough|sigh|foreign|speaking|audio|bell|ringing|"
    r"拍手|笑|音楽|音声|歓声|雑音|聞き取|聴取|不明|沈黙|ため息|咳|チャイム|ベル|ブザー|一同|場内|どよめき|♪|♫"
)
_SQUARE: Final = r"\[[^\[\]]{1,160}\]|［[^［］]{1,160}］|〔[^〔〕]{1,160}〕"
_ROUND: Final = rf"[(（](?=[^()（）]{{0,80}}(?:{_SOUND}))[^()（）]{{1,160}}[)）]"
_DIRECTION: Final = re.compile(rf"{_SQUARE}|{_ROUND}|[♪♫♬#]{{1,9}}(?=\s|$)", re.IGNORECASE)
_SOUNDS: Final = re.compile(_SOUND, re.IGNORECASE)
OPENS: Final = "[［〔(（♪♫♬#"
"""What a note for those who cannot hear begins with."""
_OPEN: Final = re.compile(rf"[{re.escape(OPENS)}]")
_WIDE: Final = re.compile(
    r"[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uff65\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
"""Scripts written without blanks between words: kana, Chinese characters, full-width forms, Thai, Lao …"""


@dataclass(slots=True)
class Piece:
    """What one voice says in a cue or segment."""

    text: str
    start: int | None = None
    """Milliseconds from the start of the recording."""
    end: int | None = None
    line: int | None = None
    """Line of the source, from 1."""
    speaker: str | None = None
    """Name or mark of who speaks, as printed; None where nothing says it."""
    mark: str | None = None
    """What says that another begins to speak here: `>>`, `-`."""
    sure: bool = True
    """False where the source itself doubts who speaks."""


def lines_in(text: str) -> list[str]:
    """The lines of a cue that are not blank, stripped."""
    return [line for each in text.split("\n") if (line := each.strip())]


def glued(text: str) -> str:
    """The lines of a cue as running text."""
    running = ""
    for line in lines_in(text):
        running += gap(running, line) + line
    return running


def gap(before: str, after: str) -> str:
    """What stands between two pieces of running text: nothing in scripts that know no blanks."""
    if not before or not after:
        return ""
    last = before[-1]
    if last < "\u0e00" and after[0] < "\u0e00":
        return " "
    if "\u3000" < last < "\u3130" or "\u4e00" <= last < "\ua000":  # kana and kanji, seen at once
        return ""
    return "" if _WIDE.match(last) or _WIDE.match(after) else " "


def wide(text: str) -> bool:
    """Does `text` begin in a script that is written without blanks?"""
    return _WIDE.match(text) is not None


def is_sound(text: str) -> bool:
    """Do these words tell of a sound: applause, 笑い声?"""
    return _SOUNDS.search(text) is not None


def directions(text: str) -> list[tuple[int, int]]:
    """Notes for those who cannot hear, inside `text`: [Applause], (拍手), ♪. Offsets, end exclusive."""
    if not _OPEN.search(text):
        return []
    return [match.span() for match in _DIRECTION.finditer(text)]


def only_direction(text: str) -> bool:
    """Is `text` nothing but such notes?"""
    rest = _DIRECTION.sub("", text)
    return not any(map(str.isalnum, rest)) or (text[0] in "♪♫♬" and text[-1] in "♪♫♬")
