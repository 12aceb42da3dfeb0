"""Question IDs that hold: units of a changed transcript matched to the IDs they were given.

An ID is given when something is first said about a unit: a `unit` record remembers the unit's label, a
fingerprint of its text and the beginning of its words. When the text, the parse or a correction changes, the
records are matched to the units as sequences: same text first; else the most alike, in order (DESIGN §4).
Units that match keep their label, others get unused ones; a record that nothing matches is an orphan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from qa_reader.annotation.anchors import block_hash, squeeze
from qa_reader.annotation.records import Revision, now, uuid7
from qa_reader.transcript.units import units

if TYPE_CHECKING:
    from qa_reader.transcript.model import Passage, Transcript
    from qa_reader.transcript.units import Unit

EXCERPT: Final = 400
"""Squeezed characters of the asking and of the answering words that a record remembers."""

ALIKE: Final = 0.5
"""Least likeness (0–1) of two units matched in order; out of order it must be SURELY."""
SURELY: Final = 0.8


@dataclass(frozen=True, slots=True)
class _Words:
    """What is compared of a unit: squeezed beginnings of what asks and what answers, and a hash of all."""

    asks: str
    answers: str
    fingerprint: str


def unit_revision(transcript: Transcript, unit: Unit, change: str, annotator: str) -> Revision:
    """The record that gives `unit` its ID, as part of `change`."""
    words = _words(transcript, unit)
    return Revision(
        id=uuid7(),
        rev=1,
        change=change,
        kind="unit",
        annotator=annotator,
        question=f"{transcript.id}#{unit.label}",
        time=now(),
        data={
            "label": unit.label,
            "index": unit.index,
            "fingerprint": words.fingerprint,
            "asks": words.asks,
            "answers": words.answers,
            "source": transcript.source.sha256,
        },
    )


def fingerprint(transcript: Transcript, unit: Unit) -> str:
    """16 hex digits over what `unit` asks and answers; white space and Unicode form do not count."""
    return _words(transcript, unit).fingerprint


def identified(transcript: Transcript, records: Iterable[Revision]) -> Transcript:
    """`transcript` with its exchanges and stretches under the labels they were given by unit records."""
    given: dict[str, Revision] = {}
    for record in sorted(records, key=lambda r: r.order):
        label = record.data.get("label")
        if record.kind == "unit" and isinstance(label, str) and label:
            given.setdefault(label, record)
    if not given:
        return transcript
    present = units(transcript)
    by_label = {unit.label: unit for unit in present}
    if all(
        label in by_label
        and _words(transcript, by_label[label]).fingerprint == record.data.get("fingerprint")
        for label, record in given.items()
    ):
        return transcript
    exchanges = [unit for unit in present if unit.kind == "exchange"]
    stretches = [unit for unit in present if unit.kind == "stretch"]
    named = _labels(transcript, exchanges, {k: r for k, r in given.items() if k.startswith("q")}, "q")
    aside = _labels(transcript, stretches, {k: r for k, r in given.items() if k.startswith("s")}, "s")
    return replace(
        transcript,
        exchanges=tuple(
            exchange if exchange.label == label else replace(exchange, label=label)
            for exchange, label in zip(transcript.exchanges, named, strict=True)
        ),
        stretches=tuple(aside),
    )


def _labels(
    transcript: Transcript, present: Sequence[Unit], given: Mapping[str, Revision], letter: str
) -> list[str]:
    """The label of each of `present`, in order."""
    records = sorted(given.items(), key=lambda item: _order(item[1]))
    matched = match(
        [_remembered(record.data) for _, record in records], [_words(transcript, unit) for unit in present]
    )
    labels: list[str | None] = [None] * len(present)
    for (label, _record), index in zip(records, matched, strict=True):
        if index is not None:
            labels[index] = label
    used = {*given, *(label for label in labels if label)}
    spare = (f"{letter}{n}" for n in range(1, 2 * len(present) + len(given) + 2))
    free = iter([label for label in spare if label not in used])
    taken = set(used)
    named: list[str] = []
    for unit, matching in zip(present, labels, strict=True):
        if matching is not None:
            named.append(matching)
            continue
        own = unit.label if unit.label not in taken else next(n for n in free if n not in taken)
        taken.add(own)
        named.append(own)
    return named


def match(old: Sequence[_Words], new: Sequence[_Words]) -> list[int | None]:
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


def _match_in_order(old: Sequence[_Words], new: Sequence[_Words], found: list[int | None]) -> None:
    """Between two neighbours that are matched in order, pair the rest so that likeness in sum is greatest."""
    anchors = _increasing([(i, j) for i, j in enumerate(found) if j is not None])
    taken = {j for j in found if j is not None}
    bounds = [(-1, -1), *anchors, (len(old), len(new))]
    for (i0, j0), (i1, j1) in pairwise(bounds):
        left = [i for i in range(i0 + 1, i1) if found[i] is None]
        right = [j for j in range(j0 + 1, j1) if j not in taken]
        for i, j in _aligned(old, new, left, right):
            found[i] = j


def _aligned(
    old: Sequence[_Words], new: Sequence[_Words], left: list[int], right: list[int]
) -> list[tuple[int, int]]:
    """Global alignment (Needleman & Wunsch 1970) by likeness; pairs under ALIKE are no pairs."""
    if not left or not right:
        return []
    score = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    like = [[likeness(old[i], new[j]) for j in right] for i in left]
    for a in range(len(left) - 1, -1, -1):
        for b in range(len(right) - 1, -1, -1):
            paired = like[a][b] + score[a + 1][b + 1] if like[a][b] >= ALIKE else 0.0
            score[a][b] = max(score[a + 1][b], score[a][b + 1], paired)
    pairs, a, b = [], 0, 0
    while a < len(left) and b < len(right):
        if like[a][b] >= ALIKE and score[a][b] == like[a][b] + score[a + 1][b + 1]:
            pairs.append((left[a], right[b]))
            a, b = a + 1, b + 1
        elif score[a][b] == score[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _match_anywhere(old: Sequence[_Words], new: Sequence[_Words], found: list[int | None]) -> None:
    """What was moved and edited both: the surely alike, the most alike first."""
    taken = {j for j in found if j is not None}
    pairs = sorted(
        (
            (likeness(old[i], new[j]), -i, -j)
            for i in range(len(old))
            if found[i] is None
            for j in range(len(new))
            if j not in taken
        ),
        reverse=True,
    )
    for like, i, j in pairs:
        if like >= SURELY and found[-i] is None and -j not in taken:
            found[-i] = -j
            taken.add(-j)


def likeness(one: _Words, other: _Words) -> float:
    """0 to 1: what asks weighs twice what answers."""
    from rapidfuzz import fuzz

    if one.fingerprint == other.fingerprint:
        return 1.0
    asks = fuzz.ratio(one.asks, other.asks) / 100
    if not one.answers and not other.answers:
        return asks
    return (2 * asks + fuzz.ratio(one.answers, other.answers) / 100) / 3


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A longest run of pairs in which both sides go up."""
    from bisect import bisect_left

    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for n, (_, j) in enumerate(pairs):
        k = bisect_left(tails, j)
        if k == len(tails):
            tails.append(j)
            at.append(n)
        else:
            tails[k], at[k] = j, n
        back.append(at[k - 1] if k else -1)
    chosen, n = [], at[-1] if at else -1
    while n >= 0:
        chosen.append(pairs[n])
        n = back[n]
    return chosen[::-1]


def _words(transcript: Transcript, unit: Unit) -> _Words:
    if unit.kind == "exchange":
        exchange = transcript.exchanges[unit.index]
        return _compared(_text(transcript, exchange.questions), _text(transcript, exchange.answers))
    if unit.kind == "stretch":
        return _compared(
            "".join(transcript.words(transcript.turn_span(transcript.turns[t])) for t in unit.turns), ""
        )
    return _Words("", "", "")


def _text(transcript: Transcript, passages: Iterable[Passage]) -> str:
    return "".join(transcript.words(passage.span) for passage in passages)


def _compared(asks: str, answers: str) -> _Words:
    asks, answers = squeeze(asks), squeeze(answers)
    return _Words(asks[:EXCERPT], answers[:EXCERPT], block_hash(f"{asks}\x00{answers}"))


def _remembered(data: Mapping[str, Any]) -> _Words:
    return _Words(str(data.get("asks", "")), str(data.get("answers", "")), str(data.get("fingerprint", "")))


def _order(record: Revision) -> tuple[int, tuple[str, int]]:
    index = record.data.get("index")
    return (index if isinstance(index, int) else 0, record.order)
