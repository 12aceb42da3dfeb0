"""How well what is typed fits an entry of a list: the rule of the palette, the tags and the help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa_reader.language.folding import fold


def fitness(words: Sequence[str], texts: Sequence[str]) -> int | None:
    """How well folded `words` fit folded `texts`, smaller being better; None where one of them does not.

    0: a text begins with the word; 1: a word within a text does; 2: it stands within; 3: its characters
    do, in that order. The worst word counts.
    """
    worst = 0
    for word in words:
        best = min((_one(word, text) for text in texts), default=4)
        if best == 4:
            return None
        worst = max(worst, best)
    return worst


def _one(word: str, text: str) -> int:
    at = text.find(word)
    if at == 0:
        return 0
    if at > 0:
        return 2 if text[at - 1].isalnum() else 1
    rest = iter(text)
    # Two scattered characters are found in nearly anything.
    return 3 if len(word) > 2 and word.isascii() and all(character in rest for character in word) else 4


class Matcher:
    """Entries, each with the texts it is found by, folded once."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._texts = [[fold(text).text for text in each if text] for each in texts]

    def find(self, query: str) -> list[int]:
        """The indices of the entries that `query` fits, best first; all, in order, where it is empty."""
        words = [fold(word).text for word in query.split()]
        found = [
            (fit, index)
            for index, texts in enumerate(self._texts)
            if (fit := fitness(words, texts)) is not None
        ]
        return [index for _, index in sorted(found)] if words else [index for _, index in found]
