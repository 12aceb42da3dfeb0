"""Two sequences of units matched: what each unit of an older text has become in a newer one.

Same text first; then the most alike, in order; then the surely alike, out of order (DESIGN §4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

ALIKE: Final = 0.5
"""Least likeness (0 to 1) of two units matched in order; out of order it must be SURELY."""
SURELY: Final = 0.8

_PAIRS: Final = 250_000
"""Pairs that are all compared, which takes about a second; of more, only those that share a shingle."""
_SHINGLE: Final = 8
"""Characters in a row that two units of very many must share to be compared."""
_COMMON: Final = 12
"""Units that may hold a shingle; one that stands in more is a phrase of the house and tells nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is compared of a unit: squeezed beginnings of what asks and what answers, and a hash of all."""

    asks: str
    answers: str
    fingerprint: str


class _Pair(NamedTuple):
    """Two units that may be the same, by their places in the two sequences."""

    old: int
    new: int
    likeness: float


def match(old: Sequence[Words], new: Sequence[Words]) -> list[int | None]:
    """For each of `old` the index in `new` that it has become, or None. No index is given twice."""
    found: list[int | None] = [None] * len(old)
    places: dict[str, list[int]] = {}
    for index, words in enumerate(new):
        places.setdefault(words.fingerprint, []).append(index)
    repeated: dict[str, list[int]] = {}
    for index, words in enumerate(old):
        repeated.setdefault(words.fingerprint, []).append(index)
    for fingerprint, at in repeated.items():
        if len(at) == len(places.get(fingerprint, ())):
            for index, place in zip(at, places[fingerprint], strict=True):
                found[index] = place
    _match_in_order(old, new, found)
    _match_anywhere(old, new, found)
    return found


def likeness(one: Words, other: Words) -> float:
    """0 to 1: what asks weighs twice what answers."""
    from rapidfuzz import fuzz

    if one.fingerprint == other.fingerprint:
        return 1.0
    asks = fuzz.ratio(one.asks, other.asks) / 100
    if not one.answers and not other.answers:
        return asks
    return (2 * asks + fuzz.ratio(one.answers, other.answers) / 100) / 3


def _match_in_order(old: Sequence[Words], new: Sequence[Words], found: list[int | None]) -> None:
    """Between two neighbours that are matched in order, pair the rest so that likeness in sum is greatest."""
    anchors = _heaviest([_Pair(i, j, 1.0) for i, j in enumerate(found) if j is not None])
    taken = {j for j in found if j is not None}
    bounds = [(-1, -1), *((pair.old, pair.new) for pair in anchors), (len(old), len(new))]
    for (i0, j0), (i1, j1) in pairwise(bounds):
        left = [i for i in range(i0 + 1, i1) if found[i] is None]
        right = [j for j in range(j0 + 1, j1) if j not in taken]
        for pair in _heaviest(_pairs(old, new, left, right, ALIKE)):
            found[pair.old] = pair.new


def _match_anywhere(old: Sequence[Words], new: Sequence[Words], found: list[int | None]) -> None:
    """What was moved and edited both: the surely alike, the most alike first."""
    taken = {j for j in found if j is not None}
    left = [i for i, j in enumerate(found) if j is None]
    right = [j for j in range(len(new)) if j not in taken]
    for pair in sorted(_pairs(old, new, left, right, SURELY), key=lambda p: (-p.likeness, p.old, p.new)):
        if found[pair.old] is None and pair.new not in taken:
            found[pair.old] = pair.new
            taken.add(pair.new)


def _pairs(
    old: Sequence[Words], new: Sequence[Words], left: Sequence[int], right: Sequence[int], least: float
) -> list[_Pair]:
    """The pairs of `left` and `right` that are at least so alike, in order."""
    if len(left) * len(right) <= _PAIRS:
        tried: Iterable[tuple[int, int]] = ((i, j) for i in left for j in right)
    else:
        tried = _sharing(old, new, left, right)
    pairs = (_Pair(i, j, likeness(old[i], new[j])) for i, j in tried)
    return [pair for pair in pairs if pair.likeness >= least]


def _sharing(
    old: Sequence[Words], new: Sequence[Words], left: Sequence[int], right: Sequence[int]
) -> list[tuple[int, int]]:
    """The pairs that share a shingle few others have: as many comparisons as there are units, not squared."""
    holders: dict[str, list[int]] = {}
    for j in right:
        for shingle in _shingles(new[j]):
            holders.setdefault(shingle, []).append(j)
    found = {
        (i, j)
        for i in left
        for shingle in _shingles(old[i])
        if len(holders.get(shingle, ())) <= _COMMON
        for j in holders.get(shingle, ())
    }
    return sorted(found)


def _shingles(words: Words) -> set[str]:
    return {
        text[at : at + _SHINGLE]
        for text in (words.asks, words.answers)
        for at in range(max(1, len(text) - _SHINGLE + 1))
        if text
    }


def _heaviest(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The chain of `pairs` (ascending) in which both sides go up and whose likenesses sum to most.

    Global alignment (Needleman & Wunsch 1970) over the pairs there are; best sums by a Fenwick tree.
    """
    columns = sorted({pair.new for pair in pairs})
    rank = {column: n for n, column in enumerate(columns, 1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    back: list[int] = [-1] * len(pairs)
    # Within a row from the right, so that no pair follows another of its own row.
    for at in sorted(range(len(pairs)), key=lambda n: (pairs[n].old, -pairs[n].new)):
        upto = rank[pairs[at].new] - 1
        weight, back[at] = max((best[n] for n in _prefix(upto)), default=(0.0, -1))
        _raise(best, rank[pairs[at].new], (weight + pairs[at].likeness, at))
    chain, at = [], max(best)[1]
    while at >= 0:
        chain.append(pairs[at])
        at = back[at]
    return chain[::-1]


def _prefix(upto: int) -> Iterator[int]:
    """The nodes of a Fenwick tree that together hold 1 to `upto`."""
    while upto:
        yield upto
        upto -= upto & -upto


def _raise(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    """Make `value` the most there is at `at`, where it is more."""
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at
