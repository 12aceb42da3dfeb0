"""Labels of debates in English: who has the floor, by the line that gives it.

`HON. A. QALO.- `, `The SPEAKER: `, `Mr B K ADAMS: `, `Councillor Wood: `, `MR CHAN TAI-MAN (in Cantonese): `.
How chambers print names is a short list; what else stands before a colon is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from qa_reader.transcript.model import Role

Shape = Literal["dashed", "capitals", "titled", "named"]
"""How sure a label is by its looks; `named` is a bare name, believed where its container marks it."""


@dataclass(frozen=True, slots=True)
class FloorLabel:
    """A label and where the words behind it begin."""

    printed: str
    text: int
    """Code points into the line."""
    name: str
    role: Role
    shape: Shape
    office: str | None = None
    group: str | None = None
    asks: bool = False
    """The line numbers a question, or says that it is put: `… asked the Government, upon notice:`."""
    number: str | None = None


_UPPER: Final = r"A-ZÀ-ÖØ-Þ"
_TITLES: Final = (
    r"Mr|Mrs|Ms|Miss|Mnr|Mev|Me|Dr|Prof|Adv|Rev|Hon|Honourable|Sir|Lord|Lady|Chief|Inkosi|Kgoshi|Prince|Princess|"
    r"Nkosi|Councillor|Councilor|Cllr|Alderman|Mayor|Deputy Mayor|Senator"
)
_DASHED: Final = re.compile(
    rf"(?P<label>(?:HON|MR|MRS|MS|MISS|DR|MADAM|THE|ACTING|DEPUTY|SPEAKER|CHAIR)\b"
    rf"[{_UPPER} .,'’()\-]{{1,70}}?(?P<behind>\s?\([^()]{{2,80}}\))?)"
    r"(?:\s?\.\s?(?:[-–—:]|\.{2,3}|…)|\s?[-–—](?=\s))\s*",
)
_SPACED: Final = re.compile(
    rf"(?P<label>(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Hon)\.?\s[{_UPPER}][{_UPPER} .'’\-]{{3,50}}?"
    r"(?P<behind>\s?\([^()]{2,80}\))?)\s[-–—]\s(?=[A-Z“\"(])"
)
"""`Mr JOHN WREN (Far Isles - Minister for Ferries) - I move`, as Papua New Guinea prints them."""
_ASKED: Final = re.compile(
    rf"(?P<label>(?:HON|MR|MRS|MS|DR)\b[{_UPPER} .'’\-]{{2,60}}?)\s+asked the\s[^:]{{3,120}}:\s*"
)
_CAPITALS: Final = re.compile(
    rf"(?P<label>(?:(?:The|THE|An|AN|{_TITLES}|MR|MRS|MS|DR|PROF)\.?\s+)?(?:[A-Z]{{1,3}}\.?\s+){{0,6}}"
    rf"[{_UPPER}][{_UPPER} ,.'’/&\-]{{2,90}}?(?:\s+pro tempore)?(?P<behind>\s?\([^()]{{2,70}}\))?)"
    r"(?:\s(?:moved|asked|replied|said))?\s?:\s*"
)
_TITLED: Final = re.compile(
    rf"(?P<label>(?:(?:The|Madam|Mr\.?|Mister|Acting|Deputy|Her Worship|His Worship)\s)?"
    rf"(?:(?:{_TITLES})\.?\s(?:[{_UPPER}][\w.'’\-]{{0,24}}\s?){{1,4}}"
    r"|(?:Deputy\s)?(?:Speaker|Chair(?:man|person|woman)?|Mayor|Reeve|Warden|President|Presiding Officer)"
    r"|(?:Deputy\s)?(?:City |Town |Assistant |Acting )?Clerk)(?P<behind>\s?\([^()]{2,70}\))?)\s?:\s*"
)
_PRESIDES: Final = re.compile(
    r"(?:the |madam |mr\.? |mister |hon\.? |honourable )*(?:acting |deputy |temporary |assistant )*"
    r"(?:speaker|(?:house )?chair(?:man|woman|person)?|presiding officer|president|convenor)"
    r"(?: of committees| pro tempore)?",
    re.IGNORECASE,
)
_CLERK: Final = re.compile(r"\b(?:clerk|serjeant-at-arms|usher)\b", re.IGNORECASE)
_GOVERNS: Final = re.compile(
    r"\b(?:ministers?|secretary|attorney.general|solicitor.general|premier|treasurer|mayor|director|governor"
    r"|chief executive|president of the|deputy president|commissioner|administrator|chief officer)\b",
    re.IGNORECASE,
)
_SHADOW: Final = re.compile(
    r"\b(?:shadow|parliamentary private|whip|leader of the opposition)\b", re.IGNORECASE
)
_SITS: Final = re.compile(
    rf"^(?:(?:{_TITLES}|HON|MR|MRS|MS|DR|An HON|HON MEMBERS?|An? )\b|.*\b(?:MEMBERS?|WHIP|LEADER)\b)",
    re.IGNORECASE,
)
CROWD: Final = re.compile(r"(?:(?:An?|Some|Several) )?HON(?:\.|OURABLE)? MEMBERS?:?", re.IGNORECASE)
"""Who calls out, named by nobody."""
_LISTS: Final = re.compile(
    r".*\b(?:PRESENT|ABSENT|ATTENDING|(?:IN )?ATTENDANCE|APOLOGIES|EXCUSED|Present|Absent)"
)
"""What stands above the names of who is there."""
_SPOKEN_IN: Final = re.compile(r"in [A-Z][a-z]+")
_PARTY: Final = re.compile(r"[A-Z][A-Za-z&+]{0,11}|[A-Z]{1,6}[-/][A-Za-z]{2,12}")
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,3})\.\s{1,4}(?=[A-Z]{2})")
_SIGN: Final = re.compile(r"[:–—-]|\.\.|…")
"""What stands behind every label."""
_STOPS: Final = frozenset(".?!;")


def label_of(line: str) -> FloorLabel | None:
    """The label that opens `line`, by its looks alone."""
    start = line[:200]
    if found := _NUMBERED.match(start):
        numbered = label_of(start[found.end() :])
        if numbered is None or numbered.shape == "titled":
            return None
        printed = f"{found.group().strip()} {numbered.printed}"
        return replace(
            numbered, printed=printed, text=numbered.text + found.end(), number=found["number"], asks=True
        )
    if not start[:1].isupper() or not _SIGN.search(start):
        return None
    if found := _ASKED.match(start):
        asking = _label(found["label"], None, found.end(), "dashed", asks=True)
        return replace(asking, printed=" ".join(found.group().split()))
    for pattern, shape in _SHAPES:
        found = pattern.match(start)
        if found is None:
            continue
        behind = found.groupdict().get("behind")
        label = found["label"]
        bare = shape == "capitals" and not _is_capitals(label.removesuffix(behind or ""))
        if bare or _LISTS.fullmatch(label):
            continue
        return _label(label, behind, found.end(), shape)
    return None


_SHAPES: Final[Sequence[tuple[re.Pattern[str], Shape]]] = (
    (_DASHED, "dashed"),
    (_SPACED, "dashed"),
    (_TITLED, "titled"),
    (_CAPITALS, "capitals"),
)


def named(label: str, text: int) -> FloorLabel:
    """A label that its container marks as one (bold, a style), whatever its looks."""
    bare = label.strip().removesuffix(":").rstrip()
    found = re.search(r"\s?\([^()]{2,70}\)$", bare)
    return _label(bare, found.group() if found else None, text, "named")


def _is_capitals(label: str) -> bool:
    """Is the name in capitals, and more than an initial or a heading's word?"""
    words = [word for word in re.split(r"[\s.,]+", label) if word]
    tall = [word for word in words if len(word) > 1 and word.isupper()]
    return bool(tall) and len(words) <= 14


@lru_cache(maxsize=4096)
def _label(label: str, behind: str | None, text: int, shape: Shape, *, asks: bool = False) -> FloorLabel:
    printed = " ".join(label.split())
    bare = printed.removesuffix((behind or "").strip()).strip(" .")
    inside = (behind or "").strip(" ()")
    role: Role = "unknown"
    if _PRESIDES.fullmatch(bare):
        role = "chair"
    elif _CLERK.search(bare):
        role = "clerk"
    elif _GOVERNS.search(bare) and not _SHADOW.search(bare):
        role = "official"
    elif _SITS.match(bare) or shape in ("dashed", "capitals"):
        role = "member"
    if not inside or _SPOKEN_IN.fullmatch(inside):
        return FloorLabel(printed, text, bare, role, shape, asks=asks)
    if role == "member" and _GOVERNS.search(inside) and not _SHADOW.search(inside):
        return FloorLabel(printed, text, bare, "official", shape, office=inside, asks=asks)
    if role in ("chair", "official") and not _PARTY.fullmatch(inside):
        return FloorLabel(printed, text, inside, role, shape, office=bare, asks=asks)
    return FloorLabel(printed, text, bare, role, shape, group=inside, asks=asks)


def ends_open(text: str) -> bool:
    """Does this paragraph break off in the middle of a sentence?"""
    return (
        text[-1:] not in _STOPS and text[-2:-1] not in _STOPS and not text.endswith((":", "…", "”", "’", ")"))
    )
