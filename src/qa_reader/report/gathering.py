"""The items of a report with the words of their quotes as they stand now, and what is in doubt of them.

A quote stays tied to its annotation, or to its place. Where the transcript has changed since, it is flagged
and never slides onto other words: what is lost is shown as it was when it was quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qa_reader.annotation.anchors import Placed, place
from qa_reader.coding.counts import Seen
from qa_reader.report.citation import Citation
from qa_reader.report.manner import manner
from qa_reader.report.quote import Extract, Quote, part_spans, take, unit_spans
from qa_reader.transcript.units import split_id

if TYPE_CHECKING:
    from qa_reader.annotation.reports import Item
    from qa_reader.transcript.model import Span, Transcript
    from qa_reader.transcript.units import Unit

Doubt = Literal["", "changed", "moved", "deleted", "lost", "missing"]
"""Nothing; other words than were quoted; the same words elsewhere; the annotation was deleted; the words are
not surely found; the transcript cannot be read."""


Look = Callable[[str], Seen | None]
"""Reads a transcript by its ID; None where it cannot be."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """An item, with its quote where it is one."""

    item: Item
    quote: Quote | None = None
    spans: tuple[Span, ...] = ()
    """Where its words stand; empty where they are not found."""
    doubt: Doubt = ""


def spans_of(transcript: Transcript, unit: Unit, part: str) -> list[Span]:
    """The text of `unit`, or of its question or an answer."""
    return part_spans(transcript, unit, part) if part else unit_spans(transcript, unit)


def gathered(items: Iterable[Item], look: Look) -> list[Gathered]:
    """Each of `items` with its words; every transcript is looked at once."""
    known: dict[str, Seen | None] = {}
    found = []
    for item in items:
        if item.kind != "quote":
            found.append(Gathered(item))
            continue
        transcript = split_id(item.of).transcript
        if transcript not in known:
            known[transcript] = look(transcript)
        found.append(_gathered(item, known[transcript]))
    return found


def _gathered(item: Item, seen: Seen | None) -> Gathered:
    if seen is None:
        return Gathered(item, _as_it_was(item), doubt="missing")
    unit = seen.outline.unit(split_id(item.of).label)
    spans, doubt = _found(item, seen, unit)
    if not spans:
        return Gathered(item, _as_it_was(item), doubt="lost")
    unit = unit or seen.outline.unit_at(spans[0].start)
    words = "\n".join(seen.transcript.words(span) for span in spans)
    if words != item.words:
        doubt = "changed"
    return Gathered(item, take(seen.transcript, spans, unit=unit), tuple(spans), doubt)


def _found(item: Item, seen: Seen, unit: Unit | None) -> tuple[Sequence[Span], Doubt]:
    """Where the words of `item` stand now, and what is to be said of that; no span where they are lost."""
    doubt: Doubt = ""
    if item.record is not None:
        annotation = next((a for a in seen.said.annotations if a.id == item.record), None)
        if annotation is None:
            doubt = "deleted"
        elif annotation.lost:
            return (), "lost"
        elif annotation.placed is not None:
            return [annotation.placed.span], _moved([annotation.placed])
    if item.whole and unit is not None:
        spans = spans_of(seen.transcript, unit, split_id(item.of).suffix)
        return [span for span in spans if span.start < span.end], doubt
    places = [place(anchor, seen.transcript) for anchor in item.anchors]
    placed = [each for each in places if each is not None]
    if len(placed) < len(places):
        return (), "lost"
    return [each.span for each in placed], doubt or _moved(placed)


def _moved(places: Sequence[Placed]) -> Doubt:
    return "moved" if any(each.how == "moved" for each in places) else ""


def _as_it_was(item: Item) -> Quote | None:
    """The words as they were quoted; of their citation only what surely still holds."""
    blocks = tuple(item.words.split("\n"))
    if not item.words:
        return None
    name, label, _part = split_id(item.of)
    citation = Citation(path=name, sha256="", question=f"{name}#{label}")
    return Quote((Extract(None, (blocks,)),), citation, manner(_language(item.words)))


def _language(text: str) -> str:
    """The language a citation of `text` is in, where no transcript says: Japanese has kana."""
    return "ja" if any("\u3040" <= character <= "\u30ff" for character in text) else "en"
