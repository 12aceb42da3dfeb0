"""What the lines of a debate are by their looks: running heads, headings, directions, texts of motions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from qa_reader.formats.parliaments.floorlabels import FloorLabel, label_of
from qa_reader.formats.turns.turnlines import Line

FURNITURE: Final = 80
"""Code points of the longest line that can be a running head."""
AGAIN: Final = 3
"""Times a line must come back to be one."""
HEADING: Final = 200
_DIGITS: Final = re.compile(r"\d+")
PAGE: Final = re.compile(r"(?:Page\s{1,3})?(?P<number>[ivxl]{1,6}|\d{1,5})", re.IGNORECASE)
HANGS: Final = re.compile(
    r"\b(?:and|or|of|the|(?<!greed )to|for|in|an?|by|with|that|his|her|your|our)$|[a-z],$"
)
"""How no paragraph ends."""
ITEM: Final = re.compile(r"\(\w{1,4}\) |\d{1,2}[.)] |[•-] ")
"""How an item of a list begins."""
_DATED: Final = re.compile(
    r"#(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December),? #",
    re.IGNORECASE,
)
"""A line that is a date, its numbers taken out: beside the number of a page it need not come back."""
_COUNTS: Final = re.compile(r"^#$|\b(?:page|take|p\.?) ?:? ?#", re.IGNORECASE)
"""What a running head, its numbers taken out, says where it counts pages."""
DIRECTION: Final = re.compile(r"\([^()]{3,200}\)\.?|\[[^\[\]]{3,200}\]\.?")
ASIDE: Final = re.compile(
    r"\[[A-Z][^\[\]]{2,120}[.!?]\]"
    r"|\((?:Laughter|Applause|Interjection|Interruption|Inaudible|Hon\. Members?|Honourable Members?|Chuckle"
    r"|Acclamation|Time expired)[^()]{0,80}\)"
)
_CLOCK: Final = re.compile(
    r"(?:The )?(?:Council|House|Parliament|Assembly|Committee|Senate|Legislature|sitting|meeting)\b"
    r"[^.?!]{0,80}\b(?:met|meets?|adjourned|resumed|suspended|rose|opened|closed|sat|recessed)\b.{0,80}",
    re.IGNORECASE,
)
SUBJECT: Final = re.compile(
    r"\(Question No\.? ?[\d/]{1,12}\)"
    r"|(?:Oral|Written|Urgent) (?:Questions?|Answers?|Replies)\b[\w ]{0,40}"
)
PRESENT: Final = re.compile(r"(?:THE HON(?:\.|OURABLE)?|HON(?:\.|OURABLE)?|MRS?|MS|MISS|DR|PROF(?:ESSOR)?)\b")
"""How a line of a list of those present begins."""
MOTION: Final = re.compile(r"Motion No\.? ?\d{1,4}")
OF_A_MOTION: Final = re.compile(
    r"(?:AND )?WHEREAS|(?:AND )?(?:NOW )?(?:THEREFORE )?BE IT (?:FURTHER )?RESOLVED\b.{0,40}|Yeas|Nays"
)
"""Lines inside a motion or a vote that look like headings."""
MOVED: Final = re.compile(
    r"(?:Moved|Seconded) by (?:Councillor|Mayor|His Worship|Her Worship|Hon|Mr|Mrs|Ms|Dr|Alderman)\b.{0,200}"
    r"|A RECORDED VOTE\b.{0,120}",
    re.DOTALL,
)
"""What the record tells inside a speech: the text of a motion, who voted how."""
_TAKE: Final = re.compile(r"(?:START|END) OF (?:DAY|TAKE|TURN)\.?")


def head_key(line: str) -> str:
    """What of a line comes back with it if it is a page's head, each number a `#`; else empty."""
    text = " ".join(line.split())
    if not text or len(text) > FURNITURE or text[-1] in "?!:;," or text[0] in "([-•*–":
        return ""
    if text.endswith(".") and not text.isupper() and not _DIGITS.search(text):
        return ""
    return "" if label_of(f"{text}:") and not text.isupper() else _DIGITS.sub("#", text)


def running_heads(lines: Sequence[Line], known: Sequence[FloorLabel | None]) -> list[bool]:
    """Which lines are running heads: short, coming back, and next to one another round a number."""
    keys = ["" if label else head_key(line.text) for line, label in zip(lines, known, strict=True)]
    counts = Counter(key for key in keys if key)
    found = [False] * len(keys)
    run: list[int] = []
    for at, key in enumerate([*keys, ""]):
        if at < len(keys) and not lines[at].text.strip():
            continue
        alone = key in ("#", "Page #") or _DATED.fullmatch(key)
        if key and (counts[key] >= AGAIN or alone):
            run.append(at)
            continue
        heads = [each for each in run if keys[each] != "#"]
        if heads and any(_COUNTS.search(keys[each]) for each in run):
            for each in run:
                found[each] = True
        run = []
    return found


def in_capitals(text: str) -> bool:
    """Is this a heading in capitals?"""
    letters = [char for char in text if char.isalpha()]
    return (
        len(letters) >= 4
        and len(text) <= HEADING
        and all(not char.islower() for char in letters)
        and any(char.isupper() for char in letters)
        and not text.endswith((".", "!", "?", ","))
        and not _TAKE.fullmatch(text)
    )


def directs(text: str) -> bool:
    """Is this a stage direction on a line of its own?"""
    return bool(DIRECTION.fullmatch(text) or _TAKE.fullmatch(text)) or (
        len(text) <= FURNITURE * 2 and bool(_CLOCK.fullmatch(text)) and bool(_DIGITS.search(text))
    )
