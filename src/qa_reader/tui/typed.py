"""What is typed to narrow a list: the one rule of the tree's filter, the palette, the tags and the help.

Words in any width, case and kana form, each to be found somewhere, and romaji for Japanese.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from qa_reader.language import query
from qa_reader.language.query import Query, Text

WAYS: Final = 2
"""How many ways to read romaji are tried: as it stands, and as the beginning of a word still being typed."""

NEVER: Final = 4
"""The rank of what does not fit."""


class Typed:
    """Some words, ready to be looked for."""

    def __init__(self, words: str) -> None:
        self.words = words.split()
        self._folded = [Text(word).folded.text for word in self.words]
        self._matchers = [query.matcher(Query(word)) for word in self.words]

    def holds(self, text: Text, way: int) -> bool:
        """Whether every word stands in `text`."""
        return all(self._first(number, text, way) is not None for number in range(len(self.words)))

    def hits(self, text: Text, way: int) -> list[tuple[int, int]]:
        """Where the words stand in `text`, in order, none over another: code points, end exclusive."""
        spans = {span for each in self._matchers for span in each.find(text, min(way, each.ways - 1))}
        kept: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return kept

    def rank(self, texts: Sequence[Text], way: int) -> int:
        """How well the words fit an entry found by any of `texts`, the smaller the better; the worst counts.

        0: a text begins with it; 1: a word within does; 2: it stands within a word; 3: its letters do, in
        that order, as `nxtq` in next-question; NEVER.
        """
        ranks = (
            min((self._rank(number, text, way) for text in texts), default=NEVER)
            for number in range(len(self.words))
        )
        return max(ranks, default=0)

    def _rank(self, number: int, text: Text, way: int) -> int:
        start = self._first(number, text, way)
        if start is not None:
            return 0 if start == 0 else 2 if text.text[start - 1].isalnum() else 1
        letters, rest = self._folded[number], iter(text.folded.text)
        # Two letters, scattered, are found in nearly anything.
        scattered = len(letters) > 2 and letters.isascii()
        return 3 if scattered and all(letter in rest for letter in letters) else NEVER

    def _first(self, number: int, text: Text, way: int) -> int | None:
        matcher = self._matchers[number]
        return next((start for start, _ in matcher.find(text, min(way, matcher.ways - 1))), None)


class Index:
    """Entries, each with the texts it is found by."""

    def __init__(self, entries: Iterable[Sequence[str]]) -> None:
        self._entries = [[Text(text) for text in texts if text] for texts in entries]

    def find(self, words: str) -> list[int]:
        """The indices of the entries that hold every word, best first; all, in order, where there is none."""
        typed = Typed(words)
        ranks: list[int] = []
        for way in range(WAYS):
            ranks = [typed.rank(texts, way) for texts in self._entries]
            if min(ranks, default=NEVER) < NEVER:
                break
        return [index for _, index in sorted((r, i) for i, r in enumerate(ranks) if r < NEVER)]
