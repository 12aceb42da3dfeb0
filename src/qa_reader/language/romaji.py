"""Japanese found by romaji, without an input method: `kentou` finds 検討, `kouzoukaik` 構造改革.

A hit is a run of text along which the lattice of what was typed can be walked from its first place to its
last. Nothing is indexed. The idea is that of Migemo, whose regular expressions cannot join words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

from qa_reader.language.kana import loose
from qa_reader.language.lattice import Lattice, Way, Word

Piece = tuple[int, int]
_State = tuple[int, int, int]
"""A walk under way: its place in the text, its place in the lattice, how many lone kanji are left to it."""

WAYS: Final = (Way(), Way(begun=True), Way(lone=2), Way(lone=2, begun=True), Way(careless=True))
"""Tried in this order over all that is searched until something is found."""

_ROMAJI: Final = re.compile(r"(?=.*[a-z].*[a-z])[a-z0-9][a-z0-9' -]*", re.IGNORECASE)
_LONGEST: Final = 64
"""Characters past which nobody types a word."""
_PATIENCE: Final = 1000
"""Places looked at between two questions whether to leave off."""
_OKURIGANA: Final = 3
"""Kana behind the kanji of one word, at most: 申し込み."""
_HONORIFIC: Final = "おご"
_PASSED: Final = frozenset("ー・ ")
"""What may stand in the text without being typed: 産前・産後, サーバー by `saba`."""
_VOWELS: Final = {
    kana: vowel
    for vowel, row in zip(
        "あいうえお",
        (
            "あかさたなはまやらわがざだばぱぁゃ",
            "いきしちにひみりぎじぢびぴぃ",
            "うくすつぬふむゆるぐずづぶぷゔぅゅ",
            "えけせてねへめれげぜでべぺぇ",
            "おこそとのほもよろをごぞどぼぽぉょ",
        ),
        strict=True,
    )
    for kana in row
}
"""The vowel that each kana ends in."""
_KANA: Final = re.compile("[ぁ-ゖー]")


def readable(typed: str) -> bool:
    """Whether `typed` may be romaji: two ASCII letters, at least; figures, hyphens, apostrophes, blanks."""
    return len(typed) <= _LONGEST and _ROMAJI.fullmatch(typed.strip()) is not None


class Finder:
    """Romaji, read one way, ready to find. What was typed is found as it stands, too: DX by `dx`."""

    def __init__(self, typed: str, way: Way = WAYS[0], stopped: Callable[[], bool] = lambda: False) -> None:
        """`typed` is `readable`; `stopped` is asked from time to time whether to leave off."""
        self._typed = typed.strip().lower()
        self._way = way
        self._stopped = stopped

    def find(self, text: str) -> Iterator[Piece]:
        """Where the words stand in `text`, which is folded: in order, none over another."""
        past = 0
        for number, (start, end) in enumerate(self._candidates(text)):
            if number % _PATIENCE == 0 and self._stopped():
                return
            if start >= past:
                past = end or self._walk(text, start) or past
                if past > start:
                    while not end and text.startswith("ー", past):
                        past += 1
                    yield start, past

    def _candidates(self, text: str) -> Iterator[Piece]:
        """Where a hit may begin, in order, and where it ends if that is known; else 0."""
        literal = text.find(self._typed)
        if not text.isascii():
            for found in self._starts.finditer(text):
                while -1 < literal < found.start():
                    yield literal, literal + len(self._typed)
                    literal = text.find(self._typed, literal + 1)
                yield found.start(), 0
        while literal >= 0:
            yield literal, literal + len(self._typed)
            literal = text.find(self._typed, literal + 1)

    @cached_property
    def _lattice(self) -> Lattice:
        return Lattice(self._typed, self._way)

    # Where to look

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        """What every hit that is not literal begins with: a character, and one of those that may follow."""
        choices: dict[object, tuple[set[str], set[str]]] = {}

        def add(group: object, first: set[str], second: set[str]) -> None:
            firsts, seconds = choices.setdefault(group, (set(), set()))
            firsts |= first
            seconds |= second

        node = self._lattice.nodes[0]
        for initial, words in node.words.items():
            for word in words:
                if word.lone:
                    add(word.end, {initial}, self._firsts(word.end) | set(word.reading))
                else:
                    add("word", {initial}, {word.text[1], *word.reading})
        for kana, end in node.kana:
            if len(kana) > 1:
                add("kana", _spellings(kana[0]), _spellings(kana[1]) | _PASSED)
            elif kana:
                add(end, _spellings(kana), self._firsts(end))
        ahead = [
            f"(?<={_class(firsts)})" + (f"(?={_class(seconds)})" if group != self._lattice.last else "")
            for group, (firsts, seconds) in choices.items()
        ]
        ahead.append(self._letters())
        all_firsts = set[str]({node.letter}).union(*(firsts for firsts, _ in choices.values()))
        return re.compile(f"{_class(all_firsts)}(?:{'|'.join(ahead)})")

    def _letters(self) -> str:
        """Letters as typed, then Japanese: DX推進. (Without Japanese it is literal.)"""
        typed = self._lattice.typed
        japanese = (
            {each for each in self._firsts(at) if not each.isascii()} for at in range(1, self._lattice.last)
        )
        ahead = "|".join(
            re.escape(typed[1:at]) + _class(firsts) for at, firsts in enumerate(japanese, 1) if firsts
        )
        return f"(?<={re.escape(typed[0])})(?={ahead or '(?!)'})"

    def _firsts(self, at: int) -> set[str]:
        """What the text may go on with at a place; nothing at the last."""
        if at == self._lattice.last:
            return set()
        node = self._lattice.nodes[at]
        found = {node.letter, *node.words, *_PASSED}
        for kana, end in node.kana:
            found |= _spellings(kana[0]) if kana else self._firsts(end)
        return found

    # Walking

    def _walk(self, text: str, start: int) -> int:
        """The farthest place at which the lattice, entered at `start`, is left; 0 where it is not."""
        best = 0
        todo: list[_State] = [(start, 0, self._way.lone)]
        seen = set(todo)
        while todo:
            state = todo.pop()
            if state[1] == self._lattice.last:
                best = max(best, state[0])
            elif state[0] < len(text):
                onward = set(self._onward(text, start, state)) - seen
                seen |= onward
                todo.extend(onward)
        return best

    def _onward(self, text: str, start: int, state: _State) -> Iterator[_State]:
        """Where one step leads to."""
        at, place, lone = state
        node = self._lattice.nodes[place]
        here = text[at]
        # One kana before a lone kanji is mostly the end of another word: に|行 is nobody's ニコウ.
        lonely = (
            lone if at - start != 1 or not _KANA.match(text[start]) or text[start] in _HONORIFIC else lone - 1
        )
        for word in node.words.get(here, ()):
            if (lonely > 0 or not word.lone) and (end := _written(text, at, word)):
                left = lone - word.lone
                yield end, word.end, left
                if okurigana := _okurigana(text, end, word.reading):
                    yield end + okurigana, word.end, left
        for kana, step in node.kana:
            if (end := _spelled(text, at, kana)) >= 0:
                yield end, step, lone
        if here == node.letter:
            yield at + 1, place + 1, lone
        if place and here in _PASSED and not text[at - 1].isascii():
            yield at + 1, place, lone


def _written(text: str, at: int, word: Word) -> int:
    """Where `word` ends if it stands at `at`, kana of its reading between its kanji or not; else 0."""
    if text.startswith(word.text, at):
        return at + len(word.text)
    read = 1
    for kanji in word.text[1:]:
        at += 1
        while (here := text[at : at + 1]) != kanji:
            read = word.reading.find(loose(here), read) + 1 if here and _KANA.match(here) else 0
            if not read:
                return 0
            at += 1
    return at + 1


def _okurigana(text: str, at: int, reading: str) -> int:
    """How many kana at `at` are the end of `reading`: き behind 手続."""
    for count in range(min(_OKURIGANA, len(reading) - 1), 0, -1):
        if loose(text[at : at + count]) == reading[-count:]:
            return count
    return 0


def _spelled(text: str, at: int, kana: str) -> int:
    """Where `kana` ends if it stands at `at`, else -1. A ー may stand for a vowel or be passed over."""
    for number, each in enumerate(kana):
        while (here := loose(text[at : at + 1])) != each:
            if here == "ー" and at and _VOWELS.get(text[at - 1]) == each:
                break
            if not here or here not in _PASSED or not number:
                return -1
            at += 1
        at += 1
    return at


def _spellings(kana: str) -> set[str]:
    """The characters of a text in which `kana` may be found."""
    if kana in "あいうえお":
        return {kana, "ー", "を"} if kana == "お" else {kana, "ー"}
    return {kana, {"じ": "ぢ", "ず": "づ"}.get(kana, kana)}


def _class(characters: set[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"
