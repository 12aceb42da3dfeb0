"""What the title of a page or file says of the meeting: body, meeting, date, whose page or whose conference.

Only what is printed: a title without a date gives none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from qa_reader.language.dates import first_date
from qa_reader.language.numerals import NUMERAL

_LONGEST: Final = 300
_LETTERS: Final = "\u3005\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\u30fc"
_YEAR: Final = rf"(?:令和|平成|昭和)[ \u3000]?(?:元|[{NUMERAL}]{{1,3}}+)[ \u3000]?年度?[ \u3000]?"
_MEETING: Final = (
    rf"(?:{_YEAR})?第[ \u3000]?[{NUMERAL}]{{1,5}}+[ \u3000]?回[ \u3000]?[^\s。、【（(]{{0,14}}?"
    r"(?:定例会|臨時会|定例議会|臨時議会|議会(?:定例会|臨時会)?|委員会|国会)"
    rf"|(?:{_YEAR})?[{NUMERAL}]{{1,3}}+月(?:定例会|臨時会|定例議会|議会|会議)"
)
_MINISTRY: Final = "財務|総務|法務|外務|文部科学|厚生労働|農林水産|経済産業|国土交通|環境|防衛"
_BODY: Final = (
    rf"(?:(?<=[回月年度])|(?<![{_LETTERS}]))(?![第回月年度])[^\s\u3000、。・（）()「」【】｜|：:0-9０-９]{{1,8}}?"
    r"[都道府県市区町村]議会|衆議院|参議院"
    rf"|(?:{_MINISTRY})省|(?:金融|デジタル|復興|こども家庭|消費者)庁|首相官邸"
)
_AUTHOR: Final = (
    rf"(?:質問者|質問議員|議員名)[ \u3000]{{0,3}}[：:\u3000 ][ \u3000]{{0,3}}"
    rf"(?P<asker>[{_LETTERS}]{{1,8}})(?:議員|$)"
    r"|(?:[都道府県市区町村]|衆院|参院|衆議院|参議院)(?:議会議員|議員|議(?!会))[ \u3000]{0,3}"
    rf"(?P<name>[{_LETTERS}]{{1,5}}?(?:[ \u3000]?[{_LETTERS}]{{1,4}}?)?)"
    r"(?=の|[ \u3000]*(?:$|[｜|\-–—/／・（(【]|公式|オフィシャル|ブログ|ホームページ|活動))"
)
_HOLDER: Final = (
    r"^[^\s（(「【]{0,12}?(?P<name>[\u3005\u4e00-\u9fff]{1,4}?)"
    rf"(?P<office>(?:内閣総理|{_MINISTRY}|デジタル|復興|こども政策|[^\s（(]{{0,10}}?担当)大臣|(?:内閣)?官房長官"
    r"|総理(?:大臣)?|首相|知事|市長|区長|町長|村長|社長|会長|総裁|理事長)[^\s（(]{0,40}?(?:会見|発言)"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: most files need one or two of these."""
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says."""

    body: str | None = None
    meeting: str | None = None
    date: str | None = None
    """ISO 8601 with the precision printed."""
    date_printed: str | None = None


def read_title(text: str) -> Title:
    """Body, meeting and date that `text` prints: 「令和3年 第1回定例会」 is a meeting and the year 2021."""
    text = text[:_LONGEST]
    found = first_date(text)
    meeting = _compiled(_MEETING).search(text)
    body = _compiled(_BODY).search(text)
    return Title(
        body.group() if body else None,
        meeting.group() if meeting else None,
        found.iso if found else None,
        found.printed if found else None,
    )


def author(text: str) -> str | None:
    """Whose page this is, where a line says so: 「○○市議 山田の主張」 → 山田."""
    match = _compiled(_AUTHOR).search(text[:_LONGEST])
    return (match["asker"] or match["name"]).strip(" \u3000") if match else None


def holder(text: str) -> tuple[str, str] | None:
    """Whose press conference this is, name and office: 「山田財務大臣閣議後記者会見」 → 山田, 財務大臣."""
    match = _compiled(_HOLDER).match(text[:_LONGEST])
    return (match["name"], match["office"]) if match else None
