"""Where a line may break: the line-start and line-end rules of JIS X 4051, and words and numbers kept whole.

Every code point has a class of one letter; whether a line may break between two is looked up for the pair of
their classes. That keeps the breaking loop short: a text is translated into its classes once.
"""

from __future__ import annotations

import unicodedata
from itertools import product
from typing import Final

from rich.cells import get_character_cell_size

BLANKS: Final = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""What may hang past the end of a line unseen. No-break spaces are not among them."""

HANGING: Final = frozenset("、。，．､｡")
"""What may be set past the end of a line when punctuation hangs (JIS X 4051 §4.1.4)."""

LINE_START: Final = frozenset(
    "、。，．､｡・･：；？！‼⁇⁈⁉゛゜ヽヾゝゞ々〻〜～‐–゠）］｝〉》」』】〙〗〕｠»｣︶︸︺︼︾﹀﹂﹄％‰℃℉′″¢°"
)
"""Never the first of a line: closing marks, middle dots, iteration and sound marks, what follows a number."""

SMALL_KANA: Final = frozenset(
    "ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
"""Never the first of a line under the strict rule, which is ours."""

LINE_END: Final = frozenset("（［｛〈《「『【〘〖〔｟«｢︵︷︹︻︽︿﹁﹃￥＄￡№＃“‘")
"""Never the last of a line: opening marks, and what comes before a number."""

_VOWELS_BEHIND: Final = "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0e5a\u0e5b\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6"
"""Thai and Lao vowels written behind their consonant, and signs of repetition: never the first of a line."""

_VOWELS_BEFORE: Final = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
"""Those written before it: never the last of a line."""

_INSEPARABLE: Final = frozenset("…‥―—⸺")
_TENS: Final = frozenset("十百千万億兆")

# The classes:
#   O line end   B ASCII opener   C line start   s small kana   K closer that sticks to words   Q plain quote
#   E inseparable   S blank   Z no cells of its own   G glue   A letter   N digit   M 十 百 千 in figures
#   P ASCII stop   W full-width stop in numbers   H hyphen, slash   I all else (breaks on both sides)
_BY_CHARACTER: Final[dict[str, str]] = {
    **dict.fromkeys(SMALL_KANA, "s"),
    **dict.fromkeys(LINE_START, "C"),
    **dict.fromkeys(LINE_END, "O"),
    **dict.fromkeys(_VOWELS_BEHIND, "C"),
    **dict.fromkeys(_VOWELS_BEFORE, "O"),
    **dict.fromkeys("([{$£¥€", "B"),
    **dict.fromkeys(")]}%”’", "K"),
    **dict.fromkeys("\"'", "Q"),
    **dict.fromkeys(_INSEPARABLE, "E"),
    **dict.fromkeys(BLANKS, "S"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2011\u2060\ufeff", "G"),
    **dict.fromkeys(",.:;!?", "P"),
    **dict.fromkeys("，．", "W"),
    **dict.fromkeys("-/", "H"),
    **dict.fromkeys("#&*+<=>@\\^_`|~", "A"),
    **dict.fromkeys(_TENS, "M"),
}

_WITHOUT_BLANKS: Final = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
_CLASSES: Final = "OBCsKQESZGANMPWHI"
_NEVER_FIRST: Final = "CsKPW"
NO: Final = 1
ASK: Final = 2


def _pairs() -> dict[str, int]:
    """What stands against a break between two classes: NO, or ASK `_allowed`; a missing pair, nothing."""
    pairs: dict[str, int] = {}
    for left, right in product(_CLASSES, repeat=2):
        if right in "SZG" or left in "GQOB" or right in _NEVER_FIRST:
            pairs[left + right] = NO
        elif left in "SZ":  # a blank frees the line even before a quote or a hyphen
            pairs[left + right] = ASK
        elif right in "QH":
            pairs[left + right] = NO
    words = [left + right for left, right in product("AN", repeat=2)]
    numbers = ["NM", "MN", "PN", "HN"]
    kept = [*words, *numbers, "PA", "KA", "KN", "AB", "NB", "AE", "NE", "EE"]
    pairs.update(dict.fromkeys(kept, NO))
    pairs.update(dict.fromkeys(["HA", "WN"], ASK))
    return pairs


PAIRS: Final = _pairs()


class _Classes(dict[int, str]):
    """The class of each code point, filled as they are met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class_of(chr(code))
        return found


def _class_of(character: str) -> str:
    known = _BY_CHARACTER.get(character)
    if known is not None:
        return known
    if get_character_cell_size(character) == 0:
        return "Z"
    category = unicodedata.category(character)
    if category == "Nd":
        return "N"
    return "A" if category[0] == "L" and _in_words(character) else "I"


def without_blanks(character: str) -> bool:
    """Of a script that parts phrases, not words, by blanks: Thai, Lao, Burmese, Khmer?"""
    return any(first <= character <= last for first, last in _WITHOUT_BLANKS)


def _in_words(letter: str) -> bool:
    """Whether letters like `letter` form words between blanks: not kana and ideographs, not Thai to Khmer."""
    if unicodedata.east_asian_width(letter) in "WFH":
        return "\uff21" <= letter <= "\uff5a"  # full-width Latin: ＤＸ is a word
    return not without_blanks(letter)


_TABLE: Final = _Classes()


def classes(text: str) -> str:
    """The class of every code point of `text`, as one string of the same length."""
    return text.translate(_TABLE)


def may_break(marks: str, at: int) -> bool:
    """Whether a line may break before offset `at` (0 < at < len) of a text whose classes are `marks`."""
    against = PAIRS.get(marks[at - 1 : at + 1])
    if against is None:
        return True
    return against == ASK and _allowed(marks, at)


def _allowed(marks: str, at: int) -> bool:
    """The pairs that more than two classes decide."""
    left, right = marks[at - 1], marks[at]
    if left == "W":  # 9，000 is a number; は，２ is not
        return at < 2 or marks[at - 2] != "N"
    if left == "H":  # well-|known, but Wi-Fi and 3-D whole
        return marks[max(0, at - 3) : at - 1] == "AA" and marks[at : at + 3] == "AAA"
    through = "SZ" if left == "S" else "Z"
    before = at - 1
    while before and marks[before] in through:
        before -= 1
    if left == "S":
        return marks[before] not in "OB"
    return marks[before] in "SZ" or may_break(marks[before] + right, 1)
