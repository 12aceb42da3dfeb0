"""Make the table of readings that romaji search looks words up in.

    pip download --no-deps pymigemo==0.0.1
    python docs/make_readings.py pymigemo-0.0.1-py3-none-any.whl

Only the dictionary in that package is read, `migemo/migemo-compact-dict`; its licence and those of its
sources stand in src/qa_reader/language/data/NOTICE. Beside it goes readings.txt.gz: a line for each reading,
sorted by code point, of the reading and the words it is the reading of, a blank between.

The dictionary, all numbers big-endian: a trie of readings, a trie of words, which words each reading has. A
trie is its number of nodes (32 bits), the character of each node (readings: one byte, hiragana less U+2FA0;
words: UTF-16), and its shape as bits in level order (LOUDS: for every node a 1 for each child, then a 0).
"""

from __future__ import annotations

import gzip
import hashlib
import re
import struct
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from qa_reader.language.folding import fold
from qa_reader.language.kana import loose

MEMBER = "migemo/migemo-compact-dict"
SHA256 = "4cdfd4fa66f1629984e23ad2ab341ece61dcdd214d32e19977eec63cfc55209f"
TARGET = Path(__file__).resolve().parents[1] / "src/qa_reader/language/data/readings.txt.gz"

KANA = re.compile("[ぁ-ゖー]+")
KANJI = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]+")
ENGLISH = re.compile("[a-z]{4,}")
SHORTEST_LOAN = 3
"""Kana of a word that an English word is found by: fewer are found everywhere."""


class Reader:
    """Numbers and bits out of the dictionary, from front to back."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        """The next bytes."""
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self) -> int:
        """A count."""
        return int(struct.unpack(">i", self.take(4))[0])

    def bits(self) -> Iterator[int]:
        """A row of bits, the lowest of each word first."""
        size = self.number()
        words = struct.unpack(f">{(size + 63) // 64}Q", self.take((size + 63) // 64 * 8))
        return (words[n >> 6] >> (n & 63) & 1 for n in range(size))

    def trie(self, *, hiragana: bool) -> list[str]:
        """What each node spells."""
        size = self.number()
        if hiragana:
            characters = [_hiragana(byte) for byte in self.take(size)]
        else:
            characters = [chr(unit) for unit in struct.unpack(f">{size}H", self.take(2 * size))]
        spelled = [""] * size
        node = parent = 0
        for bit in self.bits():
            if bit:
                node += 1
                spelled[node] = spelled[parent] + characters[node] if node > 1 else ""
            else:
                parent += 1
        return spelled


def _hiragana(byte: int) -> str:
    if byte == 0x5C:  # U+30FC less U+2FA0, cut to eight bits
        return "ー"
    return chr(byte) if byte <= 0x7E else chr(byte + 0x2FA0)


def pairs(data: bytes) -> Iterator[tuple[str, str]]:
    """Every reading with every word it is the reading of."""
    reader = Reader(data)
    readings, words = reader.trie(hiragana=True), reader.trie(hiragana=False)
    shape = list(reader.bits())
    mapping = iter(struct.unpack(f">{reader.number()}i", reader.data[reader.at :]))
    node = 0
    for bit in shape:
        if bit:
            yield readings[node], words[next(mapping)]
        else:
            node += 1


def kept(reading: str, word: str) -> bool:
    """Kanji by their kana, and loan words by the English word they come from."""
    if KANA.fullmatch(reading):
        return KANJI.fullmatch(word) is not None
    return (
        ENGLISH.fullmatch(reading) is not None and bool(KANA.fullmatch(word)) and len(word) >= SHORTEST_LOAN
    )


def main(wheel: str) -> None:
    """Write the table."""
    data = zipfile.ZipFile(wheel).read(MEMBER)
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise SystemExit(f"{wheel}: not the dictionary of pymigemo 0.0.1")
    table: dict[str, set[str]] = defaultdict(set)
    for reading, word in pairs(data):
        if kept(reading, word):
            table[loose(reading)].add(loose(fold(word).text))
    lines = (f"{reading} {' '.join(sorted(words))}\n" for reading, words in sorted(table.items()))
    TARGET.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))
    print(f"{TARGET.name}: {len(table)} readings, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
