"""What romaji may stand for in kana: Hepburn, kunrei and what input methods take, read side by side.

Where ways of writing differ, all of their kana count: `ti` is ち (kunrei) or てぃ, `kennin` けんにん or
けんいん. So a word in romaji is no string of kana but a graph: from each place in it, kana that lead to a
later place.
"""

from __future__ import annotations

from functools import cache
from typing import Final

VOWELS: Final = frozenset("aiueo")

Step = tuple[str, int]
"""Kana, and the place in the romaji behind what they are written for."""

_ROWS: Final = """
    - あ い う え お
    k か き く け こ
    s さ し す せ そ
    t た ち,てぃ つ,とぅ て と
    n な に ぬ ね の
    h は ひ ふ へ ほ
    m ま み む め も
    y や い ゆ いぇ よ
    r ら り る れ ろ
    w わ うぃ う うぇ お,うぉ
    g が ぎ ぐ げ ご
    z ざ じ ず ぜ ぞ
    d だ じ,でぃ ず,どぅ で ど
    b ば び ぶ べ ぼ
    p ぱ ぴ ぷ ぺ ぽ
    f ふぁ ふぃ ふ ふぇ ふぉ
    v ゔぁ ゔぃ ゔ ゔぇ ゔぉ
    j じゃ じ じゅ じぇ じょ
    c か し く せ こ
    sh しゃ し しゅ しぇ しょ
    ch ちゃ ち ちゅ ちぇ ちょ
    ts つぁ つぃ つ つぇ つぉ
    dz - - ず - -
    ky きゃ きぃ きゅ きぇ きょ
    gy ぎゃ ぎぃ ぎゅ ぎぇ ぎょ
    sy しゃ しぃ しゅ しぇ しょ
    zy じゃ じぃ じゅ じぇ じょ
    jy じゃ じぃ じゅ じぇ じょ
    ty ちゃ ちぃ ちゅ,てゅ ちぇ ちょ
    cy ちゃ ちぃ ちゅ ちぇ ちょ
    dy じゃ じぃ じゅ,でゅ じぇ じょ
    ny にゃ にぃ にゅ にぇ にょ
    hy ひゃ ひぃ ひゅ ひぇ ひょ
    fy ふゃ ふぃ ふゅ ふぇ ふょ
    by びゃ びぃ びゅ びぇ びょ
    py ぴゃ ぴぃ ぴゅ ぴぇ ぴょ
    my みゃ みぃ みゅ みぇ みょ
    ry りゃ りぃ りゅ りぇ りょ
    th てゃ てぃ てゅ てぇ てょ
    dh でゃ でぃ でゅ でぇ でょ
    tw とぁ とぃ とぅ とぇ とぉ
    dw どぁ どぃ どぅ どぇ どぉ
    kw くぁ くぃ くぅ くぇ くぉ
    gw ぐぁ ぐぃ ぐぅ ぐぇ ぐぉ
    wh うぁ うぃ う うぇ うぉ
    x ぁ ぃ ぅ ぇ ぉ
    l ぁ ぃ ぅ ぇ ぉ
    xy ゃ ぃ ゅ ぇ ょ
    ly ゃ ぃ ゅ ぇ ょ
    xt - - っ - -
    lt - - っ - -
"""
"""Consonants, and their kana before a, i, u, e, o; を, ぢ and づ stand with those they sound like."""

_LOOSE: Final = str.maketrans("ぢづを", "じずお")
_LONGEST: Final = 4


def loose(kana: str) -> str:
    """`kana` with ぢ, づ and を as じ, ず and お, as which they are said; nothing else is changed."""
    return kana.translate(_LOOSE)


@cache
def syllables() -> dict[str, tuple[str, ...]]:
    """The kana of every romaji syllable."""
    table: dict[str, tuple[str, ...]] = {"-": ("ー",), "n'": ("ん",), "nn": ("ん",), "xn": ("ん",)}
    for row in _ROWS.split("\n")[1:-1]:
        consonants, *kana = row.split()
        for vowel, each in zip("aiueo", kana, strict=True):
            if each != "-":
                table[(consonants + vowel).removeprefix("-")] = tuple(each.split(","))
    table |= {"tsu": ("つ",), "xtsu": ("っ",), "ltsu": ("っ",)}
    return table


def steps(typed: str, at: int, *, careless: bool = False) -> list[Step]:
    """The kana that `typed`, in small letters, may stand for from `at` on, each with where that ends.

    `careless`: as written by who leaves out what Hepburn marks, the apostrophe of `kin'en`, the macrons of
    `Tōkyō`.
    """
    table = syllables()
    found = [
        (kana, at + length)
        for length in range(1, _LONGEST + 1)
        for kana in table.get(typed[at : at + length], ())
        if at + length <= len(typed)
    ]
    if careless:
        found += [
            (kana + more, end)
            for kana, end in found
            if typed[end - 1] in "ou" and typed[end : end + 1] not in ("u", "o")
            for more in ("うおー" if typed[end - 1] == "o" else "うー")
        ]
    here, following = typed[at], typed[at + 1 : at + 2]
    if here == "n" and (following not in VOWELS | {"y", "'"} or careless):
        found.append(("ん", at + 1))
    elif here == "m" and following and following in "bmp":
        found.append(("ん", at + 1))  # shimbun
    elif here not in VOWELS and here.isalpha() and (here == following or typed[at : at + 3] == "tch"):
        found.append(("っ", at + 1))
    return found


@cache
def tails(rest: str) -> tuple[str, ...]:
    """Kana with which a syllable may begin whose romaji begins with `rest`; `t`: た ち つ て と っ."""
    begun = {
        kana for key, each in syllables().items() if key.startswith(rest) and key != rest for kana in each
    }
    if len(rest) == 1 and rest.isalpha() and rest not in VOWELS:
        begun.add("っ")
    return tuple(sorted(kana for kana in begun if not any(kana[:n] in begun for n in range(1, len(kana)))))
