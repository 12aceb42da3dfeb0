"""Which words a reading may be: a table of kana and kanji, of English words and their Japanese loan words.

It is read when first asked, in some forty milliseconds. docs/make_readings.py makes it, data/NOTICE says of
what.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

_END = "\uffff"


@cache
def _table() -> list[str]:
    """Lines of a reading and its words, in order. A blank sorts before every letter and kana."""
    data = files("qa_reader.language").joinpath("data", "readings.txt.gz").read_bytes()
    return gzip.decompress(data).decode().splitlines()


def words(reading: str) -> tuple[str, ...]:
    """The words of exactly this reading, folded."""
    table = _table()
    at = bisect_left(table, f"{reading} ")
    if at < len(table) and table[at].startswith(f"{reading} "):
        return tuple(table[at].split()[1:])
    return ()


def begins(beginning: str) -> bool:
    """Whether a reading is `beginning` or begins so."""
    table = _table()
    at = bisect_left(table, beginning)
    return at < len(table) and table[at].startswith(beginning)


def beginning(beginning: str) -> Iterator[tuple[str, str]]:
    """Every reading that begins so, with each of its words."""
    for line in _lines(beginning):
        reading, *found = line.split()
        for word in found:
            yield reading, word


@lru_cache(64)
def initials(beginning: str) -> frozenset[str]:
    """The first characters of all words whose reading begins so."""
    return frozenset(word[0] for line in _lines(beginning) for word in line.split()[1:])


def _lines(beginning: str) -> list[str]:
    table = _table()
    return table[bisect_left(table, beginning) : bisect_left(table, beginning + _END)]
