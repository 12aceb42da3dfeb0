"""Lines broken at a fixed width, as in mails and text extracted from pages, put together to paragraphs again.

Told from the text itself: where most line ends stand in the middle of a sentence, lines are broken. The join
is one blank between Latin words and nothing between Japanese characters, and it is all that is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_SAMPLE: Final = 2000
_FEW: Final = 6
_ENDS: Final = frozenset('.!?:;…"”’)]。！？」』）】〕：')
_SHARE: Final = 0.5
_FULL: Final = 0.82
"""A Japanese line is full from this share of the widest on."""
_JOINED: Final = "\u2e80"  # from here on characters are written without blanks between them


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text are broken."""

    width: int
    """Code points of a full line."""
    wide: bool
    """Written without blanks between words."""

    def goes_on(self, line: str, following: str) -> bool:
        """Does the paragraph of `line` go on in `following`, the very next line?"""
        if self.wide:
            return len(line) >= self.width * _FULL and not following.startswith("\u3000")
        return not following.startswith(("  ", "\t", "- ", "* ", "•"))

    def join(self, line: str, following: str) -> str:
        """The two as one."""
        if not line or not following:
            return line + following
        blank = "" if line[-1] >= _JOINED or following[0] >= _JOINED else " "
        return f"{line}{blank}{following}"


def wrapping(lines: Sequence[str]) -> Wrapping | None:
    """How `lines` are broken, or None where each line is a paragraph of its own."""
    inside = pairs = longest = wide = 0
    previous = ""
    for raw in lines[:_SAMPLE]:
        line = raw.rstrip()
        if line and previous:
            pairs += 1
            inside += previous[-1] not in _ENDS and (
                line[0].islower() or (line[0] >= _JOINED and len(previous) >= 15)
            )
        if len(line) <= 120:
            longest = max(longest, len(line))
        wide += line[:1] >= _JOINED
        previous = line
    if pairs < _FEW or inside < pairs * _SHARE or longest < 20:
        return None
    return Wrapping(longest, wide * 2 > sum(1 for line in lines[:_SAMPLE] if line.strip()))
