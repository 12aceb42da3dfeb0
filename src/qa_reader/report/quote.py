"""Quotes: words of a transcript, exact to the character, with their citation, written in a style.

    quote(transcript, span_or_unit, style="text", lang=None) -> str

`take` makes the quote as data, the modules in `report/styles/` write it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from qa_reader.report.citation import Citation, Voice, cite, voice_at
from qa_reader.report.manner import Manner, manner
from qa_reader.report.styles import STYLES
from qa_reader.transcript.model import Position, Span
from qa_reader.transcript.outline import Outline
from qa_reader.transcript.units import Unit

if TYPE_CHECKING:
    from qa_reader.transcript.model import Transcript


class NoSuchStyle(LookupError):
    """A style that is not in STYLES; its name is the argument."""


@dataclass(frozen=True, slots=True)
class Extract:
    """Words that one voice says without a break."""

    voice: Voice | None
    """None for headings and for what stands before and behind what was said."""
    blocks: tuple[str, ...]
    """The words, block by block, exactly as the source has them."""

    @property
    def words(self) -> str:
        """The words, blocks joined by one LF."""
        return "\n".join(self.blocks)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with their citation, and the manner in which that is to read."""

    extracts: tuple[Extract, ...]
    citation: Citation
    manner: Manner

    @property
    def voice(self) -> Voice | None:
        """The one voice that says all of it, or None where several do, or none."""
        heard = {extract.voice for extract in self.extracts}
        return next(iter(heard)) if len(heard) == 1 else None


def quote(
    transcript: Transcript,
    target: Span | Unit | Sequence[Span],
    style: str = "text",
    lang: str | None = None,
    *,
    unit: Unit | None = None,
) -> str:
    """The words of `target` with their citation, as text in `style`.

    Args:
        transcript: Where the words stand.
        target: A unit (an exchange: question and answers with their speakers), a span, or several spans.
        style: One of STYLES.
        lang: Language of the citation (`ja`, `en`); the transcript's own where None.
        unit: The unit that spans are quoted as part of; where None, the one their start belongs to.

    Raises:
        NoSuchStyle: `style` is none of STYLES.
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
        if unit is None and spans:
            unit = outline.unit_at(spans[0].start)
    spans = [span for span in spans if span.start < span.end]
    extracts = tuple(extract for span in spans for extract in _extracts(transcript, span, outline))
    if not extracts:
        raise ValueError("a quote without words")
    return Quote(extracts, cite(transcript, spans, unit), manner(lang or transcript.meta.language))


def render(quotes: Sequence[Quote], style: str) -> str:
    """`quotes` as one text in `style`, without a line end behind it. Raises NoSuchStyle."""
    if style not in STYLES:
        raise NoSuchStyle(style)
    text: str = import_module(f"qa_reader.report.styles.{style}").render(quotes)
    return text


def unit_spans(transcript: Transcript, unit: Unit) -> list[Span]:
    """The text of `unit` in its order: passages of an exchange, turns of a stretch, or all there is."""
    if unit.kind == "exchange":
        exchange = transcript.exchanges[unit.index]
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
    exchange = transcript.exchanges[unit.index]
    if suffix == "q":
        return [passage.span for passage in exchange.questions]
    answers = [passage.span for passage in exchange.answers]
    if suffix == "a":
        return answers
    number = int(suffix.removeprefix("a"))
    return answers[number - 1 : number] if number else []


def _extracts(transcript: Transcript, span: Span, outline: Outline) -> list[Extract]:
    """The words of `span`, cut where another turn begins."""
    found: list[tuple[int | None, Voice | None, list[str]]] = []
    for block in range(span.start.block, span.end.block + 1):
        start = span.start.offset if block == span.start.block else 0
        end = span.end.offset if block == span.end.block else None
        words = transcript.blocks[block].text[start:end]
        if not words:
            continue
        turn = outline.turn_at(block)
        if found and found[-1][0] == turn:
            found[-1][2].append(words)
        else:
            found.append((turn, voice_at(transcript, block, outline), [words]))
    return [Extract(voice, tuple(blocks)) for _, voice, blocks in found]
