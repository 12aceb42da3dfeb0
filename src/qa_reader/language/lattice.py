"""The lattice of romaji: places in what was typed, and what a text may say from each to a later one.

From place to place lead kana, words that may be read so, and the letters themselves. Words join freely.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from qa_reader.language import readings
from qa_reader.language.kana import Step, steps, tails

_SHORTEST_ENGLISH: Final = 4


@dataclass(frozen=True, slots=True)
class Way:
    """How freely romaji is read: as little as finds anything."""

    lone: int = 1
    """How many kanji that are words by themselves a hit may have: nearly every kanji is read as nearly every
    syllable somewhere."""
    begun: bool = False
    """May the last word be longer than what was typed of it?"""
    careless: bool = False
    """As in `kana.steps`."""


class Word(NamedTuple):
    """A word that may be read as what was typed up to `end`."""

    text: str
    """Folded."""
    reading: str
    """All of it, also where only its beginning was typed."""
    end: int
    lone: bool
    """Is it a kanji that is a word by itself?"""


@dataclass(slots=True)
class Node:
    """What the text may go on with at one place."""

    letter: str
    """What was typed here."""
    kana: list[Step] = field(default_factory=list)
    words: dict[str, list[Word]] = field(default_factory=dict)
    """By their first character."""


class Lattice:
    """The nodes for `typed`, in small letters, read in one `way`; the last place has none."""

    def __init__(self, typed: str, way: Way) -> None:
        self.typed = typed
        self.way = way
        self.last = len(typed)
        self.nodes = [Node(letter) for letter in typed]
        for at, node in enumerate(self.nodes):
            node.kana = self._kana(at)
        for at in range(self.last):
            self._read(at, at, "")
        for at in range(self.last):
            self._english(at)

    def _kana(self, at: int) -> list[Step]:
        if self.typed[at] in "' ":
            return [("", at + 1)]
        found = steps(self.typed, at, careless=self.way.careless)
        if self.way.begun:
            found += [(tail, self.last) for tail in tails(self.typed[at:])]
        return found

    def _read(self, first: int, at: int, read: str) -> None:
        """Add to the node `first` the words whose reading is `read` and something typed from `at` on."""
        if at == self.last:
            return
        for kana, end in self.nodes[at].kana:
            reading = read + kana
            if not kana or not readings.begins(reading):
                continue
            if end < self.last or not self.way.begun:
                for word in readings.words(reading):
                    self._add(first, word, reading, end)
                self._read(first, end, reading)
            elif read:
                for whole, word in readings.beginning(reading):
                    self._add(first, word, whole, end)
            else:
                # Thousands of words begin with one kana; the first character of each will do.
                for initial in readings.initials(reading) if first else readings.words(reading):
                    self._add(first, initial, reading, end)

    def _add(self, first: int, word: str, reading: str, end: int) -> None:
        entry = Word(word, reading, end, lone=len(word) == 1)
        self.nodes[first].words.setdefault(word[0], []).append(entry)

    def _english(self, at: int) -> None:
        """Add the loan words of an English word typed here: セキュリティ for `security`."""
        if at and self.typed[at - 1] != " ":
            return
        for end in range(at + _SHORTEST_ENGLISH, self.last + 1):
            english = self.typed[at:end]
            if not english.isalpha():
                break
            self.nodes[at].kana.extend((word, end) for word in readings.words(english))
