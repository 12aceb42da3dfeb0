"""What names a meeting: council, session and date, out of the title and front matter of its minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from qa_reader.language.dates import FoundDate, find_dates
from qa_reader.language.numerals import NUMERAL

_N: Final = f"[{NUMERAL}]{{1,3}}"
_COUNCIL: Final = re.compile(
    r"(?:(?<=[回月年度])|(?<![一-鿿々ヶ]))(?![第回月年度])[一-鿿々ぁ-んァ-ヶー]{1,8}?[都道府県市区町村]"
    r"(?:議会|会(?=[ \u3000]*(?:定例|臨時|会議録)|$))"
)
_GAP: Final = "[ _\u3000]*"
_SESSION: Final = re.compile(
    rf"(?:(?:令和|平成|昭和){_GAP}(?:{_N}|元){_GAP}年度?{_GAP})?(?:第{_GAP}{_N}{_GAP}回{_GAP})?"
    rf"(?:{_N}{_GAP}月{_GAP})?"
    rf"(?:[ぁ-んァ-ヶー一-鿿]{{1,8}}(?:議会|市会){_GAP})?(?:{_N}月)?(?:定例|臨時|通年)(?:会|議会|月議会)"
    rf"(?:{_GAP}(?:会議録|速記録))?(?:{_GAP}[（(〔]?第{_GAP}{_N}{_GAP}(?:号|日目|日)[）)〕]?)?"
)
_COMMITTEE: Final = re.compile(
    r"[一-鿿々ァ-ヶーぁ-ん・ＩＴＤＸA-Z]{2,30}(?:委員会|分科会|審査会|調査会|協議会|全員協議会)"
)


_DATED: Final = re.compile(rf".*[{NUMERAL}元](?:年(?!度)|[月日])")
"""A date that stands right before a committee's name: 「12月16日予算委員会」."""


class Particulars(NamedTuple):
    """What a citation needs of a meeting, as far as its own words say it."""

    body: str | None = None
    meeting: str | None = None
    date: str | None = None
    """ISO 8601."""
    date_printed: str | None = None


def particulars(lines: Iterable[str]) -> Particulars:
    """What the first lines of minutes, or a title, say of the meeting."""
    body = meeting = None
    day: FoundDate | None = None
    for line in lines:
        if len(line) > 200:
            continue
        if body is None and (council := _COUNCIL.search(line)):
            body = council.group()
        if meeting is None and (session := _SESSION.search(line)):
            meeting = session.group().strip(" \u3000")
        elif meeting is None and (committee := _COMMITTEE.search(line)):
            meeting = min(committee.group(), _DATED.sub("", line[: committee.end()]), key=len)
        if day is None:
            day = next((date for date in find_dates(line) if date.precision == "day"), None)
        if body and meeting and day:
            break
    return Particulars(body, meeting, day.iso if day else None, day.printed if day else None)
