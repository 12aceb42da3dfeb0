"""What in a finished report claims to be a quote: words in quotation marks, and block quotes.

The modules of the formats give passages (`Written`); here they become claims, the same way for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from qa_reader.report.verifying.spacing import is_wide

_MARKS: Final = {"「": "」", "『": "』", "“": "”", "«": "»", "„": "“", '"': '"', "〝": "〟"}
_DEEPEST: Final = 8
"""Marks that may stand open at once and still be closed."""
_CITES: Final = re.compile(r"\s*(?:[—―–]|-{2,3}\s)")
_BRACKETED: Final = re.compile(r"\s*[（(]")
_BRACKETS: Final = {"（": "）", "(": ")"}


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph of a report."""

    text: str
    place: int
    """Its line in the file, from 1; in DOCX its number as a paragraph."""
    block: int | None = None
    """The block quote it is part of; None outside of any."""
    label: bool = False
    """Whether it only names who speaks: all of it is bold."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Words that a report gives as a quote."""

    words: str
    place: int
    block: bool = False
    """Whether it is a block quote: nothing but a quote stands in one."""
    cited: bool = False
    """Whether it stands in brackets behind a quote, and may be a title."""

    @property
    def short(self) -> bool:
        """Whether it is so short that it may be a term in quotation marks, not a quote."""
        return self._below(8)

    @property
    def tiny(self) -> bool:
        """Whether it is so short that it says nothing that it stands somewhere."""
        return self._below(4)

    def _below(self, size: int) -> bool:
        """Whether it has fewer characters than `size` (of an alphabet twice that), and is no block quote."""
        if self.block:
            return False
        wide = any(map(is_wide, self.words))
        return sum(not character.isspace() for character in self.words) < (size if wide else 2 * size)


def claims(passages: Iterable[Written]) -> Iterator[Claimed]:
    """The quotes in `passages`, in order."""
    for block, group in groupby(passages, key=lambda passage: passage.block):
        if block is None:
            for passage in group:
                yield from _in_marks(passage.text, passage.place)
        else:
            yield from _of_block(list(group))


def _of_block(passages: list[Written]) -> Iterator[Claimed]:
    """A block quote's words: paragraphs in a row are one quote, those that cite or name somebody are none."""
    together: list[Written] = []
    for passage in [*passages, None]:
        if passage is not None and not passage.label and not _CITES.match(passage.text):
            together.append(passage)
            continue
        if together:
            text = "\n".join(each.text for each in together).strip()
            yield from _unmarked(text, together[0].place)
        together = []


def _unmarked(text: str, place: int) -> Iterator[Claimed]:
    """The words of a block quote, which may stand in marks of their own with a citation behind them."""
    pairs = [pair for pair in _outermost(text) if pair[0] == 0]
    if pairs and (pairs[0][1] == len(text) - 1 or _BRACKETED.match(text, pairs[0][1] + 1)):
        yield from _in_marks(text, place)
    elif text:
        yield Claimed(text, place, block=True)


def _in_marks(text: str, place: int) -> Iterator[Claimed]:
    """What stands in quotation marks; in the brackets behind a quote that may be the title of its source."""
    cited = counted = 0
    brackets = _brackets(text)
    for start, end in _outermost(text):
        place += text.count("\n", counted, start)
        counted = start
        words = text[start + 1 : end].strip()
        if words:
            yield Claimed(words, place, cited=start < cited)
        if (bracket := _BRACKETED.match(text, end + 1)) is not None:
            cited = max(cited, brackets.get(bracket.end() - 1, 0))


def _outermost(text: str) -> list[tuple[int, int]]:
    """The pairs of quotation marks in `text` that are in no other pair, in order."""
    pairs: list[tuple[int, int]] = []
    open_: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        depth = next(
            (n for n in range(len(open_) - 1, max(-1, len(open_) - 9), -1) if open_[n][0] == character), None
        )
        if depth is not None:
            start = open_[depth][1]
            del open_[depth:]
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, at))
        elif character in _MARKS:
            open_.append((_MARKS[character], at))
    return pairs


def _brackets(text: str) -> dict[int, int]:
    """For each place where a bracket opens, where it closes."""
    pairs: dict[int, int] = {}
    open_: dict[str, list[int]] = {"）": [], ")": []}
    for at, character in enumerate(text):
        if character in _BRACKETS:
            open_[_BRACKETS[character]].append(at)
        elif open_.get(character):
            pairs[open_[character].pop()] = at
    return pairs
