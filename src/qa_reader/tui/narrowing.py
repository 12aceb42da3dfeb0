"""Rows narrowed to those that hold the words that are typed, and where in them these stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from qa_reader.tui.lines import Run

if TYPE_CHECKING:
    from qa_reader.language.query import Text
    from qa_reader.tui.typed import Typed


class Narrowing:
    """What rows are narrowed to. Nothing it needs is imported before something is typed."""

    def __init__(self) -> None:
        self.query = ""
        self.matches: frozenset[str] = frozenset()
        """The keys of the rows that hold every word."""
        self._typed: Typed | None = None
        self._way = 0
        self._texts: dict[str, Text] = {}

    def forget(self, key: str | None = None) -> None:
        """The row of `key` has other words, or is gone; without a key, all rows are."""
        if key is None:
            self._texts = {}
        else:
            self._texts.pop(key, None)

    def to(self, query: str, rows: Callable[[], Iterable[str]], words: Callable[[str], str]) -> Sequence[str]:
        """Narrow to the words of `query`; the keys of those of `rows` whose `words` hold them all, in order.

        The first way to read what was typed that finds any counts.
        """
        self.query = " ".join(query.split())
        found = self._search(rows(), words) if self.query else []
        self.matches = frozenset(found)
        return found

    def _search(self, rows: Iterable[str], words: Callable[[str], str]) -> list[str]:
        from qa_reader.language.query import Text
        from qa_reader.tui.typed import WAYS, Typed

        typed = self._typed = Typed(self.query)
        keys = list(rows)
        for key in keys:
            if key not in self._texts:
                self._texts[key] = Text(words(key))
        for self._way in range(WAYS):
            if found := [key for key in keys if typed.holds(self._texts[key], self._way)]:
                return found
        return []

    def runs(self, key: str, text: str, look: str) -> list[Run]:
        """The words of a row in `look`, those that were asked for set off."""
        if self._typed is None or not self.query or key not in self.matches:
            return [Run(text, look)]
        from qa_reader.language.query import Text

        runs, done = [], 0
        for start, end in self._typed.hits(Text(text), self._way):
            runs += [Run(text[done:start], look), Run(text[start:end], "hit")]
            done = end
        return [run for run in (*runs, Run(text[done:], look)) if run.text]
