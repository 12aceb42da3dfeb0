"""Which characters a single typed letter stands for: how `f` and `F` find one without an input method.

- A small letter stands for itself in either case and width, for the kana that are typed beginning with it,
  and for a kanji with which a word can begin that is read so: `k` for く, カ and 研.
- A mark stands for itself and for what the same key gives with an input method on: `.` for 。, `[` for 「.
- Anything else, a capital or a figure, kana and kanji, stands for exactly itself, in either width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from qa_reader.language.folding import fold

_KANA: Final = {
    "a": "あぁ", "i": "いぃ", "u": "うぅ", "e": "えぇ", "o": "おぉを",
    "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞぢづ", "j": "じぢ",
    "t": "たちつてとっ", "c": "ち", "d": "だぢづでど", "n": "なにぬねのん", "h": "はひふへほ",
    "f": "ふ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも", "y": "やゆよゃゅょ",
    "r": "らりるれろ", "w": "わゎを", "v": "ゔ", "x": "ぁぃぅぇぉっゃゅょゎ", "l": "ぁぃぅぇぉっゃゅょゎ",
}  # fmt: skip
"""The kana whose romaji begins with a letter, small ones with those that they sound like."""

_SMALL: Final = "ぁぃぅぇぉっゃゅょゎ"

_MARKS: Final = {
    ".": "。．｡…", ",": "、，､", "-": "ー－―‐", "~": "〜～", "/": "・／･", "?": "？", "!": "！", ":": "：",
    "[": "「『［【〔｢", "]": "」』］】〕｣", "(": "（", ")": "）", "<": "〈《＜", ">": "〉》＞",
    '"': "“”＂", "'": "‘’＇",
}  # fmt: skip
"""What an input method gives for a key, or a writer of Japanese puts in its place."""


def stands_for(typed: str) -> Callable[[str], bool]:
    """Whether a grapheme is what the character `typed` stands for."""
    if typed in _KANA:
        beginning = _read_so(typed)
        return lambda grapheme: (first := fold(grapheme).text[:1]) == typed or first in beginning
    exact = unicodedata.normalize("NFKC", typed)
    marks = _MARKS.get(typed, "")
    return lambda grapheme: grapheme in marks or unicodedata.normalize("NFKC", grapheme) == exact


@lru_cache(32)
def _read_so(letter: str) -> frozenset[str]:
    """The kana of `letter`, and the kanji with which words begin whose reading begins with one of them."""
    from qa_reader.language.readings import initials

    kana = frozenset(_KANA[letter])
    kanji = frozenset[str]().union(*(initials(each) for each in kana if each not in _SMALL))
    return kana | {each for each in kanji if not "\u3040" <= each <= "\u30ff"}
