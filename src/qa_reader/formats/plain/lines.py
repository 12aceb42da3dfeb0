"""A text by lines: what the walks go over, whatever container it came out of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

URL: Final = re.compile(r"https?://[^\s\u3000<>「」『』（）()\"']{3,500}")
_BRACKETED: Final = re.compile(r"\[[^\[\]]{0,160}[a-z][^\[\]]{0,160}\]")
"""[Laughter], [The sitting ended at 11.52 am.]"""
_STAGE_FIRST: Final = frozenset("〔［[（(─━―—–-－−=＝*＊_＿~～・◇◆○●□■☆★…‥")
"""What stage directions and rules begin with: every other line is speech at a glance."""


@dataclass(frozen=True)
class Lines:
    """A text by lines, and what its markup said of them where it had any."""

    texts: Sequence[str]
    numbers: Sequence[int] | None = None
    """The line of the source that each came from, from 1; None where it is simply counted."""
    pages: Mapping[int, str] = field(default_factory=dict)
    """Page as printed, by index; it holds until the next."""
    urls: Mapping[int, str] = field(default_factory=dict)
    """Where a line that is a link leads, by index."""
    headings: Mapping[int, int] = field(default_factory=dict)
    """The level of a line that is a heading, by index."""

    def number(self, index: int) -> int:
        """The line in the source, from 1."""
        return index + 1 if self.numbers is None else self.numbers[index]


def is_stage(line: str) -> bool:
    """Is this line, which is not blank, a stage direction or a rule?"""
    first = line.lstrip("\u3000")[0]
    if first not in _STAGE_FIRST:
        return False
    if first == "[" and "://" not in line and _BRACKETED.fullmatch(line.strip()):
        return True
    from qa_reader.formats.turns.directions import is_direction, is_rule

    return is_rule(line) or is_direction(line)


def asides_of(text: str) -> tuple[tuple[int, int], ...]:
    """The stage directions inside running text."""
    if "（" not in text and "(" not in text and "〔" not in text and "［" not in text:
        return ()
    from qa_reader.formats.turns.directions import asides

    return asides(text)
