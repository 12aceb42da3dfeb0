"""Question IDs that hold: units of a changed transcript matched to the IDs they were given.

An ID is given when something is first said about a unit: a `unit` record remembers the unit's label, a
fingerprint of its text and the beginning of its words. When the text, the parse or a correction changes, the
records are matched to the units as sequences: same text first; else the most alike, in order (DESIGN §4).
Units that match keep their label, others get unused ones; a record that nothing matches is an orphan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from qa_reader.annotation.alignment import Words, likeness, match
from qa_reader.annotation.anchors import block_hash, squeeze
from qa_reader.annotation.records import Revision, new_doc, now, uuid7
from qa_reader.transcript.units import units

if TYPE_CHECKING:
    from qa_reader.transcript.model import Passage, Transcript
    from qa_reader.transcript.units import Unit

EXCERPT: Final = 400
"""Squeezed characters of the asking and of the answering words that a record remembers."""


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
        doc=new_doc(),
        data={
            "label": unit.label,
            "index": unit.ordinal,
            "fingerprint": words.fingerprint,
            "asks": words.asks,
            "answers": words.answers,
            "source": transcript.source.sha256,
            "bytes": transcript.source.size,
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
    return transcript._replace(
        exchanges=tuple(
            exchange if exchange.label == label else exchange._replace(label=label)
            for exchange, label in zip(transcript.exchanges, named, strict=True)
        ),
        stretches=tuple(aside),
    )


def matched_share(records: Sequence[Revision], transcript: Transcript) -> float:
    """0 to 1: how much of the units that `records` remember is found in `transcript`, by likeness."""
    old = [_remembered(record.data) for record in sorted(records, key=_order)]
    new = [_words(transcript, unit) for unit in units(transcript) if unit.label]
    found = zip(old, match(old, new), strict=True)
    return sum(likeness(words, new[at]) for words, at in found if at is not None) / max(1, len(old))


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


def _words(transcript: Transcript, unit: Unit) -> Words:
    if unit.kind == "exchange":
        exchange = transcript.exchanges[unit.ordinal]
        return _compared(_text(transcript, exchange.questions), _text(transcript, exchange.answers))
    if unit.kind == "stretch":
        return _compared(
            "".join(transcript.words(transcript.turn_span(transcript.turns[t])) for t in unit.turns), ""
        )
    return Words("", "", "")


def _text(transcript: Transcript, passages: Iterable[Passage]) -> str:
    return "".join(transcript.words(passage.span) for passage in passages)


def _compared(asks: str, answers: str) -> Words:
    asks, answers = squeeze(asks), squeeze(answers)
    return Words(asks[:EXCERPT], answers[:EXCERPT], block_hash(f"{asks}\x00{answers}"))


def _remembered(data: Mapping[str, Any]) -> Words:
    return Words(str(data.get("asks", "")), str(data.get("answers", "")), str(data.get("fingerprint", "")))


def _order(record: Revision) -> tuple[int, tuple[str, int]]:
    index = record.data.get("index")
    return (index if isinstance(index, int) else 0, record.order)
