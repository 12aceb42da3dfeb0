"""Lines broken at a fixed width, as in mails and text extracted from pages, put together to paragraphs again.

Told from the text itself: where most line ends stand in the middle of a sentence, and in Japanese at much the
same width, lines are broken. The join is one blank between Latin words and nothing between Japanese
characters, and it is all that is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from qa_reader.formats.turns.turnlines import Line

_SAMPLE: Final = 2000
_FEW: Final = 6
_ENDS: Final = frozenset('.!?:;…"”’)]。！？」』）】〕：')
_SHARE: Final = 0.5
_FULL: Final = 0.82
"""A line is full from this share of the widest on."""
_NARROWEST: Final = 20
_WIDEST: Final = 120
"""Code points between which the widest line of a broken text lies."""
_JOINED: Final = "\u2e80"  # from here on characters are written without blanks between them
LONGEST: Final = 50_000
"""Code points past which a paragraph takes no further line: no paragraph of people is as long."""
_ITEMS: Final = ("  ", "\t", "- ", "* ", "•", "・", "\u3000")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text are broken."""

    width: int
    """Code points of a full line."""
    wide: bool
    """Written without blanks between words."""

    def goes_on(self, line: str, following: str) -> bool:
        """Does the paragraph of `line` go on in `following`, the very next line?"""
        if following.startswith(_ITEMS):
            return False
        full = len(line) >= self.width * _FULL
        return full if self.wide else full or line[-1:] not in _ENDS

    def join(self, line: str, following: str) -> str:
        """The two as one."""
        if not line or not following:
            return line + following
        blank = "" if line[-1] >= _JOINED or following[0] >= _JOINED else " "
        return f"{line}{blank}{following}"


def wrapping(lines: Sequence[str]) -> Wrapping | None:
    """How `lines` are broken, or None where each line is a paragraph of its own."""
    broken: list[int] = []
    pairs = longest = wide = held = 0
    previous = ""
    for raw in lines[:_SAMPLE]:
        line = raw.strip()
        if line and previous:
            pairs += 1
            if previous[-1] not in _ENDS and (line[0].islower() or line[0] >= _JOINED):
                broken.append(len(previous))
        if line:
            held += 1
            wide += line[0] >= _JOINED or line[-1] >= _JOINED
            longest = max(longest, len(line))
        previous = line
    if pairs < _FEW or len(broken) < pairs * _SHARE or not _NARROWEST <= longest <= _WIDEST:
        return None
    found = Wrapping(longest, wide * 2 > held)
    if found.wide and sum(length >= longest * _FULL for length in broken) * 3 < len(broken) * 2:
        return None  # lines of any length: a list
    return found


def rejoined(
    lines: Sequence[str], opens: Callable[[str], bool], alone: Callable[[str], bool] | None = None
) -> list[Line]:
    """The paragraphs of a text, each with the line it begins on; empty lines are left out.

    Where the lines are not broken at a width, each is one. What `opens` says begins something is never the
    rest of the line before; what stands `alone` (a page's head) neither takes a rest.
    """
    broken = wrapping([line for line in lines if not line.lstrip().startswith("|")])
    found: list[Line] = []
    before = ""
    for number, raw in enumerate(lines, 1):
        text = raw.strip()
        single = bool(text) and alone is not None and alone(text)
        fits = bool(text and before) and len(found[-1].text) < LONGEST and not (single or opens(text))
        if fits and broken is not None and broken.goes_on(before, raw):
            found[-1] = found[-1]._replace(text=broken.join(found[-1].text, text))
        elif text:
            found.append(Line(text, number))
        before = raw.rstrip() if text and not single else ""
    return found
