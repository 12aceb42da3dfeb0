"""The rows of the tables, out of transcripts and what was said about them; and records out of rows again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from qa_reader.annotation.records import from_document
from qa_reader.annotation.review import changed
from qa_reader.coding.counts import answerers
from qa_reader.locales import language
from qa_reader.report.citation import cite
from qa_reader.report.document import citation_of
from qa_reader.report.manner import manner
from qa_reader.report.quote import part_spans
from qa_reader.report.tables.columns import RECORD, Row
from qa_reader.transcript.model import Span

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Codebook
    from qa_reader.annotation.records import Revision
    from qa_reader.annotation.said import Annotation, Said
    from qa_reader.coding.counts import Seen
    from qa_reader.transcript.units import Unit


_SIMPLE: Final = tuple(name for name in RECORD if name not in ("codes", "anchor", "data", "extra", "doc"))


class Table:
    """The rows of one transcript. What rows share, as the text of a question, is made once."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self._codebook: Codebook = seen.said.codebook
        self._questions: dict[str, Row] = {}
        self._places: dict[tuple[object, ...], Row] = {}
        self._tags: dict[tuple[str, ...], str] = {}

    def annotations(self) -> Iterator[Row]:
        """A row for each annotation that stands, in the order of the text; what has no place comes last."""
        order = {unit.label: number for number, unit in enumerate(self.seen.outline.units)}

        def where(annotation: Annotation) -> tuple[object, ...]:
            label = annotation.revision.question.rpartition("#")[2]
            return (order.get(label, len(order)), annotation.span or ((-1, 0), (-1, 0)))

        for annotation in sorted(self.seen.said.annotations, key=where):
            unit = self.seen.outline.unit(annotation.revision.question.rpartition("#")[2])
            row = self._annotation(annotation, unit)
            row["doubt"] = _doubt(annotation, self.seen, unit)
            yield row

    def exchanges(self) -> Iterator[Row]:
        """A row for each exchange, in order."""
        transcript, said = self.seen.transcript, self.seen.said
        for exchange in transcript.exchanges:
            question = f"{transcript.id}#{exchange.label}"
            unit = self.seen.outline.unit(exchange.label)
            about = said.of(question)
            spans = tuple(passage.span for passage in exchange.questions) or tuple(
                passage.span for passage in exchange.answers
            )
            codes = (code for annotation in about for code in annotation.revision.codes)
            yield {
                "question": question,
                **self._place(unit, spans[:1]),
                **self._question(unit, question),
                "codes": list(dict.fromkeys(codes)),
                "notes": [annotation.revision.note for annotation in about if annotation.revision.note],
                "flagged": [annotation.id for annotation in about if annotation.revision.flag],
                "annotations": [annotation.id for annotation in about],
            }

    def _annotation(self, annotation: Annotation, unit: Unit | None) -> Row:
        revision, span = annotation.revision, annotation.span
        speaker = self._speaker(span) if span is not None else None
        return {
            **record_fields(revision),
            "author": annotation.author,
            "answerer": _answerer(revision),
            "words": annotation.words or None,
            "stance": self._codebook.stance_of(revision.codes),
            "tags": self._tagged(revision.codes),
            "speaker": speaker.name if speaker else None,
            "role": speaker.role if speaker else None,
            "start_block": span.start.block if span else None,
            "start_offset": span.start.offset if span else None,
            "end_block": span.end.block if span else None,
            "end_offset": span.end.offset if span else None,
            "placed": annotation.placed.how if annotation.placed else None,
            **self._place(unit, (span,) if span is not None else self._answer(unit, revision)),
            **self._question(unit, revision.question),
            "created": self._created.get(annotation.id, revision.time),
        }

    def _answer(self, unit: Unit | None, revision: Revision) -> tuple[Span, ...]:
        """What an annotation without words of its own is cited by: the answer or question it is about."""
        if unit is None:
            return ()
        part = {"answers": "a", "answer": "a", "question": "q"}.get(revision.part, "q")
        transcript = self.seen.transcript
        spans = part_spans(transcript, unit, part)
        if not spans and unit.kind == "stretch":
            spans = [transcript.turn_span(transcript.turns[unit.turns[0]])]
        return tuple(spans[:1])

    def _place(self, unit: Unit | None, spans: tuple[Span, ...]) -> Row:
        """Where it is: the fields of a citation, and the citation in words."""
        transcript = self.seen.transcript
        ends = (spans[0].start.block, spans[0].end.block) if spans else None
        key = (unit.label if unit is not None else None, ends)
        if key in self._places:
            return self._places[key]
        source, meta = transcript.source, transcript.meta
        row: Row = {"transcript": transcript.id, "sha256": source.sha256 or None, "title": meta.title}
        if not spans:
            row |= {
                "body": meta.body,
                "meeting": meta.meeting,
                "date": meta.date,
                "date_printed": meta.date_printed,
            }
            row |= dict.fromkeys(("section", "number", "page", "line", "seconds", "citation"))
            row["url"] = meta.url
        else:
            cited = cite(transcript, spans, unit)
            row |= {name: getattr(cited, name) for name in ("body", "meeting", "date", "date_printed")}
            row |= {name: getattr(cited, name) for name in ("number", "url", "page", "line")}
            row["section"] = " › ".join(section.heading for section in cited.sections) or None
            row["seconds"] = cited.time
            one = cited.voices[0] if len(cited.voices) == 1 else None
            row["citation"] = citation_of(cited, one, manner(meta.language))
        self._places[key] = row
        return row

    def _question(self, unit: Unit | None, question: str) -> Row:
        """The texts of a question and its answers, who asks and answers, everybody's stance."""
        if question in self._questions:
            return self._questions[question]
        transcript = self.seen.transcript
        row: Row = {"question_text": None, "answer_text": None, "askers": [], "answerers": []}
        if unit is not None and unit.kind == "exchange":
            exchange = transcript.exchanges[unit.ordinal]
            row["question_text"] = "\n".join(transcript.words(p.span) for p in exchange.questions)
            row["answer_text"] = "\n".join(transcript.words(p.span) for p in exchange.answers)
            speakers = (transcript.turns[passage.turn].speaker for passage in exchange.questions)
            row["askers"] = list(
                dict.fromkeys("" if s is None else transcript.speakers[s].name for s in speakers)
            )
            row["answerers"] = list(answerers(transcript, exchange))
        row["stances"] = dict(self.seen.said.stances(question))
        self._questions[question] = row
        return row

    def _speaker(self, span: Span) -> Any:
        turn = self.seen.outline.turn_at(span.start.block)
        at = self.seen.transcript.turns[turn].speaker if turn is not None else None
        return self.seen.transcript.speakers[at] if at is not None else None

    def _tagged(self, codes: tuple[str, ...]) -> str:
        if codes not in self._tags:
            self._tags[codes] = ", ".join(self._codebook.get(code).label(language()) for code in codes)
        return self._tags[codes]

    @cached_property
    def _created(self) -> Mapping[str, str]:
        """When each record was begun."""
        return created(self.seen.said)


def unread(said: Said, transcript: str) -> Iterator[Row]:
    """Rows of annotations whose transcript cannot be read: all that the records themselves hold."""
    begun = created(said)
    for annotation in said.annotations:
        revision = annotation.revision
        yield {
            **record_fields(revision),
            "author": annotation.author,
            "answerer": _answerer(revision),
            "words": annotation.words or None,
            "stance": said.codebook.stance_of(revision.codes),
            "tags": ", ".join(said.codebook.get(code).label(language()) for code in revision.codes),
            "doubt": "missing",
            "transcript": transcript,
            "askers": [],
            "answerers": [],
            "stances": dict(said.stances(revision.question)),
            "created": begun.get(annotation.id, revision.time),
        }


def created(said: Said) -> Mapping[str, str]:
    """The time of each record's first line, by id."""
    begun: dict[str, str] = {}
    for line in said.revisions:
        begun.setdefault(line.id, line.time)
    return begun


def record_fields(revision: Revision) -> Row:
    """A revision's own fields, from which `record` makes it again."""
    return {
        **{name: getattr(revision, name) for name in _SIMPLE},
        "codes": list(revision.codes),
        "anchor": revision.anchor,
        "data": revision.data,
        "extra": revision.extra,
        "doc": str(revision.doc),
    }


def record(row: Mapping[str, Any]) -> Revision:
    """The revision that a row of annotations holds. Raises NotARecord, KeyError, ValueError."""
    document = {name: row[name] for name in RECORD if name not in ("extra", "doc")}
    return from_document({**(row["extra"] or {}), **document}, int(row["doc"]))


def records(rows: Iterable[Mapping[str, Any]]) -> list[Revision]:
    """The revisions of rows of annotations."""
    return [record(row) for row in rows]


def _answerer(revision: Revision) -> str | None:
    name = revision.data.get("answerer")
    return name if isinstance(name, str) else None


def _doubt(annotation: Annotation, seen: Seen, unit: Unit | None) -> str | None:
    """Why an annotation needs its reader's eye: lost, orphan, changed; None where it does not."""
    if annotation.lost:
        return "lost"
    if unit is None:
        return "orphan"
    return "changed" if changed(annotation, seen.transcript, unit) else None
