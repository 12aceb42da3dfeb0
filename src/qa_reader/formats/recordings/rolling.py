"""Rolling captions undone: each cue shows the last lines of the one before again, and a new line.

Live captions roll like that (CEA-608 roll-up), and YouTube's automatic ones. Only a file whose cues do so
again and again is treated; elsewhere a line that comes twice was said twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

Shown = Sequence[str]
"""The lines that a cue shows."""

_SHARE: Final = 0.3
"""Cues that begin with lines of the cue before, of all, from which on a file rolls."""
_FEWEST: Final = 2


def rolls(cues: Sequence[Shown]) -> bool:
    """Do the cues of a file repeat one another? In a roll call, `Here.` `Here.`, no new line comes below."""
    pairs = [*pairwise(lines for lines in cues if lines)]
    repeated = [after for before, after in pairs if repeats(before, after)[0]]
    if len(repeated) < max(_FEWEST, _SHARE * len(pairs)):
        return False
    return any(news(before, after) for before, after in pairs if repeats(before, after)[0])


def news(before: Shown, after: Shown) -> list[str]:
    """What `after` shows that `before` did not show yet."""
    count, known = repeats(before, after)
    grown = [after[count - 1][known:].strip()] if known else []
    return [line for line in (*grown, *after[count:]) if line]


def repeats(before: Shown, after: Shown) -> tuple[int, int]:
    """How many first lines of `after` are the last of `before`; where the last of them grew since, how many
    code points of it were there."""
    for count in range(min(len(before), len(after)), 0, -1):
        tail, head = list(before[-count:]), list(after[:count])
        if tail == head:
            return count, 0
        if tail[:-1] == head[:-1] and _grew(tail[-1], head[-1]):
            return count, len(tail[-1])
    return 0, 0


def _grew(line: str, longer: str) -> bool:
    """Is `longer` the same line with more words?"""
    if len(line) < 2 or not longer.startswith(line):
        return False
    return not (line[-1].isalnum() and line[-1].isascii() and longer[len(line)].isalnum())
