"""Numbers as Japanese and English pages print them: 12, １２, 十二, 二〇〇六, ⑫, 65万9,000, 元."""

from __future__ import annotations

import unicodedata
from typing import Final

_DIGITS: Final = {
    **{str(n): n for n in range(10)},
    **{chr(0xFF10 + n): n for n in range(10)},
    **{sign: n for n, sign in enumerate("〇一二三四五六七八九")},
    "零": 0, "壱": 1, "壹": 1, "弐": 2, "貳": 2, "参": 3, "參": 3, "伍": 5,
}  # fmt: skip
_SMALL: Final = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10**4, "萬": 10**4, "億": 10**8, "兆": 10**12}
_TENS: Final = {"廿": 20, "卅": 30}
_COMMAS: Final = frozenset(",，")

NUMERAL: Final = "0-9０-９〇零一二三四五六七八九十百千"
"""The characters of a plain number, for use inside a regular expression's brackets."""

_LONGEST: Final = 40


def number(text: str) -> int | None:
    """The whole number that `text` prints, blanks around it apart; None where it is no such number.

    Takes ASCII and full-width digits with commas between groups, kanji numerals (units, positions and
    mixtures: 3億2千万), 元 (a first year), and single signs that are numbers in Unicode (①, ㉑, ⑴, Ⅳ).
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if len(text) == 1 and text not in _SMALL and text not in _LARGE:
        return _sign(text)
    return _read(text)


def _read(text: str) -> int | None:
    """Digits gather until a unit takes them: 千 and below add to the group, 万 and above end it."""
    total = group = 0
    digits: int | None = None
    for index, char in enumerate(text):
        if (digit := _DIGITS.get(char)) is not None:
            digits = (digits or 0) * 10 + digit
        elif unit := _SMALL.get(char):
            group += (1 if digits is None else digits) * unit
            digits = None
        elif unit := _LARGE.get(char):
            total += (group + (digits or 0) or 1) * unit
            group, digits = 0, None
        elif (tens := _TENS.get(char)) and digits is None:
            group += tens
        elif char not in _COMMAS or not _groups_of_three(text, index):
            return None
    return total + group + (digits or 0)


def _sign(char: str) -> int | None:
    """The value of a single sign that is a whole number."""
    if char == "元":
        return 1
    if char in _DIGITS:
        return _DIGITS[char]
    value = unicodedata.numeric(char, -1)
    return int(value) if value >= 0 and value == int(value) else None


def _groups_of_three(text: str, comma: int) -> bool:
    """Does the comma at this index stand between a digit and exactly three more?"""
    behind = text[comma + 1 : comma + 5]
    return (
        comma > 0
        and text[comma - 1] in _DIGITS
        and len(behind) >= 3
        and all(char in _DIGITS for char in behind[:3])
        and (len(behind) < 4 or behind[3] not in _DIGITS)
    )
