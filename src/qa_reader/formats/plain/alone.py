"""Conversations in which a name stands alone on the line before its words, as pages of earnings calls do.

Only names that come back, or that a list of participants gives, count; and what follows must be words said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from qa_reader.formats.plain.templates import BLANK
from qa_reader.formats.turns.voices import has_part

_NAME: Final = re.compile(
    rf"(?:(?:[A-Z]\.|[A-Z][\w'’\-]{{0,24}}(?![\w'’\-])\.?|de|van|von|der|la|bin|al)[{BLANK}]?){{1,6}}"
    r"(?: [-–—]{1,2} [A-Z][\w'’&.,/\- ]{1,70})?"
)
_LISTED: Final = re.compile(r"(?P<name>[A-Z][\w'’.\- ]{2,40}?) [-–—]{1,2} \S.{1,80}")
_NO_NAME: Final = re.compile(
    r"(?:.*\b(?:participants?|representatives|presentation|session|analysts|executives|transcript|remarks)"
    r"|questions?(?: and answers?)?|q ?& ?a|contents|agenda|summary|introduction|end|copyright.*)",
    re.IGNORECASE,
)
_STOPS: Final = tuple('.?!…"”’)')
_LONGEST: Final = 100
_WIDE_NAME: Final = re.compile(r"[一-鿿々ァ-ヶーぁ-ん]{1,8}(?:[ \u3000][一-鿿々ァ-ヶーぁ-ん]{1,6})?")
_WIDE_LONGEST: Final = 24
_WIDE_STOPS: Final = tuple("。？！?」）")
_WIDE_LEAST: Final = 4
"""Lines of names that a Japanese conversation has at least, where offices are among them."""
_LEAST: Final = 6
"""Lines of names that a conversation has at least."""


def names_alone(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that are a speaker's name and nothing else, with it; none where there are too few."""
    texts = [line.strip() for line in lines]
    if wide := _wide_alone(texts):
        yield from wide
        return
    filled = [at for at, text in enumerate(texts) if text]
    listed = {each["name"].strip() for text in texts[:120] if (each := _LISTED.fullmatch(text))}
    found: list[tuple[int, str]] = []
    for place, at in enumerate(filled):
        text = texts[at]
        following = texts[filled[place + 1]] if place + 1 < len(filled) else ""
        named = len(text) <= _LONGEST and _NAME.fullmatch(text) and not _NO_NAME.fullmatch(text)
        if (
            named
            and len(following) > len(text)
            and following.endswith(_STOPS)
            and not _NAME.fullmatch(following)
        ):
            found.append((at, text))
    counts = Counter(name for _at, name in found)
    believed = {name for name, count in counts.items() if count > 1 or name.partition(" - ")[0] in listed}
    kept = [(at, name) for at, name in found if name in believed]
    if len(kept) >= _LEAST and len(believed) >= 2 and max(counts[name] for name in believed) >= 3:
        yield from kept


def _wide_alone(texts: Sequence[str]) -> list[tuple[int, str]]:
    """The same for Japanese: offices, and names that come back among them, each above a sentence."""
    found: list[tuple[int, str]] = []
    for at, text in enumerate(texts[:-1]):
        below = next((line for line in texts[at + 1 : at + 3] if line), "")
        if not text or len(text) > _WIDE_LONGEST or not below.endswith(_WIDE_STOPS):
            continue
        if len(below) > len(text) and (_WIDE_NAME.fullmatch(text) or _office(text)):
            found.append((at, text))
    counts = Counter(name for _at, name in found)
    kept = [(at, name) for at, name in found if counts[name] > 1 or _office(name)]
    names = {name for _at, name in kept}
    if len(kept) < _WIDE_LEAST or len(names) < 2 or not any(map(_office, names)):
        return []
    return kept


def _office(text: str) -> bool:
    return not text.endswith(_WIDE_STOPS) and "、" not in text and has_part(text)
