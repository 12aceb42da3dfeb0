"""Pairs of brackets and quotation marks around words, for selecting what is within them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from qa_reader.language.segments import Piece

KINDS: Final[Mapping[str, str]] = {
    "「": "「」｢｣[]［］〔〕",
    "『": "『』",
    "(": "()（）",
    "【": "【】",
    "<": "〈〉《》‹›«»",
    '"': '“”‘’""',
}
"""Pairs by the key that means them. `[` types 「 where an input method is on, so these are of one kind."""

_SAME: Final = {
    **dict.fromkeys("」[]", "「"), "』": "『", ")": "(", "】": "【",
    **dict.fromkeys(">〈〉《》", "<"), **dict.fromkeys("'“”‘’", '"'),
}  # fmt: skip
_ALL: Final = "".join(KINDS.values())
_DEEP: Final = 3
"""How many brackets that nobody closes are passed over for one that closes."""


def pairs_of(typed: str) -> str:
    """The pairs that a typed character means, opening and closing by turns; of any other, all of them."""
    return KINDS.get(_SAME.get(typed, typed), _ALL)


def bracketed(text: str, pairs: str) -> list[Piece]:
    """Where brackets of `pairs` stand with what is within, both included, in the order of their openings.

    A line break closes all that are open; a bracket that nobody closes counts as text.
    """
    closing = dict(zip(pairs[::2], pairs[1::2], strict=True))
    found: list[Piece] = []
    open_: list[int] = []
    for mark in re.finditer(f"[{re.escape(pairs)}\n]", text):
        at, character = mark.start(), mark.group()
        if character == "\n":
            open_.clear()
            continue
        for depth in range(len(open_) - 1, max(-1, len(open_) - 1 - _DEEP), -1):
            if closing[text[open_[depth]]] == character:
                found.append((open_[depth], at + 1))
                del open_[depth:]
                break
        else:
            if character in closing:
                open_.append(at)
    return sorted(found)


def within(text: str, selected: Piece, pairs: str, *, around: bool, alone: bool) -> Piece | None:
    """What is within the innermost of `pairs` about the `selected` words (`around`: with the brackets).

    Where that is selected already, the next pair out. About a character `alone` that is in no brackets, the
    next brackets of the paragraph. None without any, or with nothing within.
    """
    start, end = selected
    every = bracketed(text, pairs)
    holding = sorted((p for p in every if p[0] <= start and end <= p[1]), key=lambda p: p[1] - p[0])
    for first, last in holding:
        found = (first, last) if around else (first + 1, last - 1)
        larger = found[0] <= start and end <= found[1] and found != selected
        if found[0] < found[1] and (larger or (alone and not around)):
            return found
    if alone and not holding:
        for first, last in every:
            if first >= end and (around or last - first > 2):
                return (first, last) if around else (first + 1, last - 1)
    return None
