"""Dates as Japanese and English pages print them, with the precision they are given in.

令和3年3月5日 is a day, 令和3年3月 a month, 令和3年 a year, and 令和3年度 a fiscal year (April 2021 to March
2022), which is kept apart: it is no year. A date that never was (令和3年2月30日) is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from qa_reader.language.numerals import NUMERAL, number

Precision = Literal["year", "month", "day", "fiscal"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text."""

    start: int
    """Code points into the text."""
    end: int
    """Exclusive."""
    printed: str
    iso: str
    """2021-03-05, 2021-03 or 2021; for a fiscal year the calendar year it begins in."""
    precision: Precision


_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
"""The year before each era's first. An era may be counted on past its end: plans speak of 平成33年度."""
_LETTERS: Final = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
_SIGNS: Final = {"㋿": "令和", "㍻": "平成", "㍼": "昭和", "㍽": "大正", "㍾": "明治"}

_ISO: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
"""What `find_dates` leaves aside in running text: a year or a month alone."""
_N: Final = rf"[{NUMERAL}]"
_GLOSS: Final = r"(?:\([0-9]{4}年?\)|（[0-9０-９]{4}年?）)?"
"""The Western year in brackets: 令和8年（2026年）4月."""
_ERA_OR_YEAR: Final = (
    r"(?:(?P<era>令和|平成|昭和|大正|明治|[㋿㍻㍼㍽㍾]|(?<![0-9A-Za-zＡ-Ｚａ-ｚ０-９])[RHSTMＲＨＳＴＭ])"
    rf"[ \u3000]?(?P<eyear>元|{_N}{{1,4}}+)"
    r"|(?P<year>[12１２][0-9０-９]{3}|[一二][〇零一二三四五六七八九]{3}))"
)
_JAPANESE: Final = (
    _ERA_OR_YEAR
    + rf"{_GLOSS}[ \u3000]?年(?!生){_GLOSS}"
    + r"(?:(?P<fiscal>度)"
    + rf"|[ \u3000]?(?P<month>{_N}{{1,3}}+)[ \u3000]?月(?:[ \u3000]?(?P<day>{_N}{{1,4}}+)[ \u3000]?日)?)?"
)
_SHORT: Final = (
    r"(?<![0-9A-Za-zＡ-Ｚａ-ｚ０-９])"
    r"(?P<letter>[RHSTMＲＨＳＴＭ])(?P<eyear>[0-9０-９]{1,2})"
    r"[.．/／\-](?P<month>[0-9０-９]{1,2})(?:[.．/／\-](?P<day>[0-9０-９]{1,2}))(?![0-9０-９])"
)
_DIGITS: Final = (
    r"(?<![0-9０-９./-])(?P<year>[12][0-9]{3})(?P<between>[-/.])(?P<month>[0-9]{1,2})(?P=between)"
    r"(?P<day>[0-9]{1,2})(?![0-9]|[-/.][0-9])"
)
_MONTHS: Final = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH: Final = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ENGLISH: Final = (
    rf"(?i)(?<![A-Za-z0-9])(?:(?P<first>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{_MONTH}"
    r"(?: (?P<second>[0-9]{1,2})(?:st|nd|rd|th)?)?,? (?P<year>[12][0-9]{3})(?![0-9])"
)


def find_dates(text: str) -> list[FoundDate]:
    """The dates in `text`, in order, none inside another."""
    found: list[FoundDate] = []
    if "年" in text:
        found += _read(_JAPANESE, text)
    if any(stop in text for stop in "./-．／"):
        found += _read(_SHORT, text)
        found += _read(_DIGITS, text)
    lower = text.lower()
    if any(month in lower for month in _MONTHS):
        found += _read(_ENGLISH, text)
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[FoundDate] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def first_date(text: str) -> FoundDate | None:
    """The first date in `text` that is no fiscal year, or None."""
    return next((each for each in find_dates(text) if each.precision != "fiscal"), None)


def iso_date(text: str) -> str | None:
    """The ISO date that `text` says, in the precision it says it; None where it is anything but one date."""
    text = text.strip()
    if _ISO.fullmatch(text):
        return text
    found = find_dates(text)
    one = len(found) == 1 and found[0].printed == text and found[0].precision != "fiscal"
    return found[0].iso if one else None


def _read(pattern: str, text: str) -> Iterator[FoundDate]:
    for match in _compiled(pattern).finditer(text):
        parts = match.groupdict()
        year = _year(parts)
        month = _month(parts)
        day = _number(parts.get("day") or parts.get("first") or parts.get("second"))
        if year is None:
            continue
        iso = _iso(year, month, day)
        if iso is None:
            continue
        precision: Precision = "day" if day is not None else "month" if month is not None else "year"
        if parts.get("fiscal"):
            precision = "fiscal"
        printed = match.group()
        yield FoundDate(match.start(), match.end(), printed, iso, precision)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: start-up pays for no date it does not meet."""
    return re.compile(pattern)


def _era(parts: dict[str, str | None]) -> str | None:
    printed = parts.get("letter") or parts.get("era")
    if not printed:
        return None
    return _SIGNS.get(printed) or _LETTERS.get(unicodedata.normalize("NFKC", printed), printed)


def _year(parts: dict[str, str | None]) -> int | None:
    era = _era(parts)
    if era is None:
        return _number(parts.get("year"))
    of_era = _number(parts.get("eyear"))
    return None if not of_era else _ERAS[era] + of_era


def _month(parts: dict[str, str | None]) -> int | None:
    if name := parts.get("name"):
        return _MONTHS[name[:3].lower()]
    return _number(parts.get("month"))


def _number(text: str | None) -> int | None:
    return number(text) if text else None


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    """The ISO form, or None where the calendar has no such date."""
    if month is None:
        return f"{year:04d}"
    try:
        whole = date(year, month, day if day is not None else 1)
    except ValueError:
        return None
    return whole.isoformat() if day is not None else f"{year:04d}-{month:02d}"
