"""Quotes: words of a transcript, exact to the character, with their citation, written in a style.

    quote(transcript, span_or_unit, style="text", lang=None) -> str

`take` makes the quote as data, the templates of `report/styles/` write it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_reader.report.citation import Citation, Voice, cite, voice_at
from qa_reader.report.manner import Manner, manner
from qa_reader.report.styles import DEFAULT, render
from qa_reader.transcript.model import Position, Span
from qa_reader.transcript.outline import Outline
from qa_reader.transcript.units import Unit

if TYPE_CHECKING:
    from qa_reader.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class Extract:
    """Words that one voice says without a break."""

    voice: Voice | None
    """None for headings and for what stands before and behind what was said."""
    stretches: tuple[tuple[str, ...], ...]
    """The words exactly as the source has them, block by block; between two stretches words were left out."""
    omitted: bool = False
    """Whether words were left out between this extract and the one before it."""

    def paragraphs(self, ellipsis: str) -> tuple[str, ...]:
        """The words, block by block, `ellipsis` where some were left out."""
        found: list[str] = []
        for stretch in self.stretches:
            if found:
                found[-1] += ellipsis + stretch[0]
                found += stretch[1:]
            else:
                found += stretch
        return tuple(found)

    def words(self, ellipsis: str) -> str:
        """The words, blocks joined by one LF."""
        return "\n".join(self.paragraphs(ellipsis))


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with their citation, and the manner in which that is to read."""

    extracts: tuple[Extract, ...]
    citation: Citation
    manner: Manner
    partial: bool = False
    """Whether it is words of a unit, not the unit as a whole."""

    @property
    def voice(self) -> Voice | None:
        """The one voice that says all of it, or None where several do, or none."""
        heard = {extract.voice for extract in self.extracts}
        return next(iter(heard)) if len(heard) == 1 else None


def quote(
    transcript: Transcript,
    target: Span | Unit | Sequence[Span],
    style: str = DEFAULT,
    lang: str | None = None,
    *,
    unit: Unit | None = None,
) -> str:
    """The words of `target` with their citation, as text in `style`.

    Args:
        transcript: Where the words stand.
        target: A unit (an exchange: question and answers with their speakers), a span, or several spans,
            in any order. An ellipsis stands where words between two spans of one turn are left out.
        style: The name of a style (`report.styles`).
        lang: Language of the citation (`ja`, `en`); the transcript's own where None.
        unit: The unit that spans are quoted as part of; where None, the one their start belongs to.

    Raises:
        NoSuchStyle: there is no such style.
        BadStyle: its template cannot be used.
        ValueError: there are no words in `target`.
    """
    return render([take(transcript, target, lang, unit=unit)], style)


def take(
    transcript: Transcript,
    target: Span | Unit | Sequence[Span],
    lang: str | None = None,
    *,
    unit: Unit | None = None,
) -> Quote:
    """The quote as data; arguments and ValueError as for `quote`."""
    outline = Outline(transcript)
    if isinstance(target, Unit):
        unit = unit or target
        spans = unit_spans(transcript, target)
    else:
        spans = [target] if isinstance(target, Span) else list(target)
    spans = _apart(spans)
    if unit is None and spans:
        unit = outline.unit_at(spans[0].start)
    extracts = _extracts(transcript, spans, outline)
    if not extracts:
        raise ValueError("a quote without words")
    how = manner(lang or transcript.meta.language)
    return Quote(extracts, cite(transcript, spans, unit), how, partial=not isinstance(target, Unit))


def unit_spans(transcript: Transcript, unit: Unit) -> list[Span]:
    """The text of `unit` in its order: passages of an exchange, turns of a stretch, or all there is."""
    if unit.kind == "exchange":
        exchange = transcript.exchanges[unit.ordinal]
        return sorted({passage.span for passage in (*exchange.questions, *exchange.answers)})
    if unit.kind == "stretch":
        return [transcript.turn_span(transcript.turns[turn]) for turn in unit.turns]
    last = len(transcript.blocks) - 1
    if last < 0:
        return []
    return [Span(Position(0, 0), Position(last, len(transcript.blocks[last].text)))]


def part_spans(transcript: Transcript, unit: Unit, suffix: str) -> list[Span]:
    """The text of a part of `unit`: its question (`q`), its answers (`a`), its second answer (`a2`).

    Empty where there is no such part; only an exchange has any.
    """
    if unit.kind != "exchange":
        return []
    exchange = transcript.exchanges[unit.ordinal]
    if suffix == "q":
        return [passage.span for passage in exchange.questions]
    answers = [passage.span for passage in exchange.answers]
    if suffix == "a":
        return answers
    number = int(suffix.removeprefix("a"))
    return answers[number - 1 : number] if number else []


def _apart(spans: Sequence[Span]) -> list[Span]:
    """`spans` in text order, without empty ones, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


@dataclass(slots=True)
class _Said:
    """An extract in the making."""

    turn: int | None
    voice: Voice | None
    stretches: list[list[str]]
    omitted: bool


def _extracts(transcript: Transcript, spans: Sequence[Span], outline: Outline) -> tuple[Extract, ...]:
    """The words of `spans` (apart, in text order), cut where another turn begins."""
    found: list[_Said] = []
    end: Position | None = None
    for span in spans:
        gap = end is not None and _said_between(transcript, end, span.start)
        for block in range(span.start.block, span.end.block + 1):
            start = span.start.offset if block == span.start.block else 0
            words = transcript.blocks[block].text[
                start : span.end.offset if block == span.end.block else None
            ]
            if not words:
                continue
            turn = outline.turn_at(block)
            if not found or found[-1].turn != turn:
                found.append(_Said(turn, voice_at(transcript, block, outline), [[words]], gap))
            elif gap:
                found[-1].stretches.append([words])
            else:
                found[-1].stretches[-1].append(words)
            gap = False
        end = span.end
    return tuple(Extract(f.voice, tuple(map(tuple, f.stretches)), f.omitted) for f in found)


def _said_between(transcript: Transcript, start: Position, end: Position) -> bool:
    """Whether there are words between two places."""
    for block in range(start.block, end.block + 1):
        first = start.offset if block == start.block else 0
        last = end.offset if block == end.block else None
        if transcript.blocks[block].text[first:last].strip():
            return True
    return False
