"""A transcript on paper: text set as in the reading pane, with speakers, stances, highlights and notes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from qa_reader.cli.lines import ending, local_time, tags
from qa_reader.language.layout import Measure, cells, wrap
from qa_reader.locales import _, language
from qa_reader.report.quote import part_spans
from qa_reader.report.words import kind_word

if TYPE_CHECKING:
    from qa_reader.annotation.said import Annotation
    from qa_reader.cli.output import Line
    from qa_reader.config.settings import Settings
    from qa_reader.desk.workspace import Desk, Reading
    from qa_reader.transcript.model import Exchange, Span, Turn
    from qa_reader.transcript.units import Unit

INDENT: Final = 2
"""Cells before what is said."""


class Page:
    """One transcript, set for a width."""

    def __init__(self, desk: Desk, reading: Reading, settings: Settings, width: int) -> None:
        self._codebook = desk.codebook
        self._annotator = desk.annotator
        self._reading = reading
        self._transcript = reading.transcript
        self._outline = reading.outline
        self._measure = Measure(
            width=max(10, width - INDENT),
            ambiguous=settings.ambiguous_width,
            hang=settings.hang,
            phrase=settings.phrase,
        )
        self._width = width

    # What can be shown

    def unit(self, unit: Unit) -> Iterator[Line]:
        """A question with its answers, a stretch, or the whole transcript, and what was said about it."""
        if unit.kind == "transcript":
            yield from self._everything()
            yield from self._said(self._reading.question(""))
            return
        yield from self._path(self._transcript.turns[unit.turns[0]].section)
        if unit.kind == "exchange":
            exchange = self._transcript.exchanges[unit.ordinal]
            yield self._title(exchange)
            for passage in sorted({p.span: p for p in (*exchange.questions, *exchange.answers)}.items()):
                yield from self._spoken(self._transcript.turns[passage[1].turn], passage[0])
            if not exchange.answers:
                yield from self._plain(_("No answer."), "dim")
        else:
            yield ((self._reading.question(unit.label), "dim"),)
            for index in unit.turns:
                turn = self._transcript.turns[index]
                yield from self._spoken(turn, self._transcript.turn_span(turn))
        yield from self._said(self._reading.question(unit.label))

    def part(self, unit: Unit, suffix: str) -> Iterator[Line]:
        """The question alone (`q`), the answers (`a`), one answer (`a2`). Nothing where there is none."""
        for span in part_spans(self._transcript, unit, suffix):
            turn = self._outline.turn_at(span.start.block)
            if turn is not None:
                yield from self._spoken(self._transcript.turns[turn], span)

    def _everything(self) -> Iterator[Line]:
        """Every block, in order."""
        turns = {turn.start: turn for turn in self._transcript.turns}
        opening: dict[int, list[Exchange]] = {}
        for exchange in self._transcript.exchanges:
            if exchange.questions:
                opening.setdefault(exchange.questions[0].span.start.block, []).append(exchange)
        block = 0
        while block < len(self._transcript.blocks):
            for exchange in opening.get(block, ()):
                yield ()
                yield self._title(exchange)
            turn = turns.get(block)
            if turn is not None:
                yield from self._spoken(turn, self._transcript.turn_span(turn))
                # An exchange that begins within the turn is named behind it: the turn is one speech.
                for inside in range(block + 1, turn.end):
                    for exchange in opening.get(inside, ()):
                        yield self._title(exchange)
                block = turn.end
                continue
            text = self._transcript.blocks[block]
            yield ()
            yield from self._plain(text.text, "bold" if text.part == "heading" else "dim")
            block += 1

    # Its parts

    def _path(self, section: int | None) -> Iterator[Line]:
        if section is not None:
            path = self._outline.path(section)
            text = " › ".join(" ".join(t for t in (each.number, each.heading) if t) for each in path)
            yield from self._plain(text, "dim")

    def _title(self, exchange: Exchange) -> Line:
        """Number and ID on the left, one's own stance on the right."""
        question = self._reading.question(exchange.label)
        number = _("Question {number}").format(number=exchange.shown)
        stance = self._reading.said.stance(question, self._annotator)
        code = self._codebook.get(stance) if stance else None
        right = f"{code.glyph} {code.label(language())}" if code else ""
        if not code and exchange.answers:
            right = "○"
        gap = self._width - cells(number) - cells(question) - cells(right) - 2
        return ((number, "bold"), ("  ", ""), (question, "dim"), (" " * max(2, gap), ""), (right, "bold"))

    def _spoken(self, turn: Turn, span: Span) -> Iterator[Line]:
        """Who speaks, and the text of `span`."""
        yield ()
        speaker = self._transcript.speakers[turn.speaker] if turn.speaker is not None else None
        kind = kind_word(turn.kind)
        guess = "" if turn.sure else "?"
        if speaker is None:
            yield ((f"{kind}{guess}", "bold"),)
        else:
            office = f" {speaker.office}" if speaker.office and speaker.office not in speaker.name else ""
            yield ((speaker.name, "bold"), (f"{office}  {kind}{guess}", "dim"))
        for block in range(span.start.block, span.end.block + 1):
            text = self._transcript.blocks[block].text
            start = span.start.offset if block == span.start.block else 0
            end = span.end.offset if block == span.end.block else len(text)
            yield from self._set(block, start, end)

    def _set(self, block: int, start: int, end: int) -> Iterator[Line]:
        """Rows of a part of a block, highlighted words underlined."""
        text = self._transcript.blocks[block].text[start:end]
        lines = wrap(text, self._measure)
        edges = self._edges(block, start, end)
        for row in range(lines.rows):
            first, last = lines.shown(row)
            cuts = sorted({first, last, *(at for edge in edges for at in edge if first < at < last)})
            runs: list[tuple[str, str]] = [(" " * (INDENT + lines.inset(row)), "")]
            for one, other in pairwise(cuts):
                marked = any(low <= one and other <= high for low, high in edges)
                runs.append((text[one:other], "underline" if marked else ""))
            yield tuple(runs)

    def _edges(self, block: int, start: int, end: int) -> list[tuple[int, int]]:
        """Where highlights begin and end in this part of a block, counted from its start."""
        found = []
        for annotation in self._reading.said.highlights:
            span = annotation.span
            if span is None or not span.start.block <= block <= span.end.block:
                continue
            low = span.start.offset if span.start.block == block else 0
            high = span.end.offset if span.end.block == block else end
            low, high = max(low, start) - start, min(high, end) - start
            if low < high:
                found.append((low, high))
        return found

    def _said(self, question: str) -> Iterator[Line]:
        """What was said about the unit, everybody's."""
        said = self._reading.said.of(question)
        if said:
            yield ()
            yield (("─" * min(self._width, 40), "dim"),)
        for annotation in said:
            yield from self._annotation(annotation)

    def _annotation(self, annotation: Annotation) -> Iterator[Line]:
        revision = annotation.revision
        head = tags(revision.codes, self._codebook, language())
        if revision.flag:
            head = "  ".join(part for part in (head, "⚑ " + _("flagged")) if part)
        if annotation.words:
            head = "  ".join(part for part in (head, f"▌{' '.join(annotation.words.split())}") if part)
        who = f"{annotation.author}  {local_time(revision.time)}  [{ending(revision.id)}]"
        if annotation.lost:
            who += "  " + _("(its words are not surely found any more)")
        if head:
            yield from self._plain(head, "")
        if revision.note:
            yield from self._plain(f"✎ {revision.note}", "")
        yield from self._plain(who, "dim", INDENT)

    def _plain(self, text: str, style: str, indent: int = 0) -> Iterator[Line]:
        lines = wrap(text, self._measure._replace(width=max(10, self._width - indent)))
        for row in range(lines.rows):
            first, last = lines.shown(row)
            yield ((" " * (indent + lines.inset(row)), ""), (text[first:last], style))


def width_of(terminal: bool, asked: int | None, settings: Settings) -> int:
    """The cells a line may take: as asked, else the terminal's width up to the one that is set."""
    if asked is not None:
        return max(20, asked)
    columns = shutil.get_terminal_size((settings.width, 24)).columns if terminal else settings.width
    return max(20, min(columns, settings.width))
