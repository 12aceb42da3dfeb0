"""The report in hand: making reports, putting quotes into them, ordering, commenting, taking out.

Each function makes one change, with one undo; an `Act` joins several. What a report looks like is in
`annotation.reports`, what comes of it in `report`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qa_reader.annotation.anchors import anchor_for
from qa_reader.annotation.reports import Item, Report, reports
from qa_reader.desk.changes import Act
from qa_reader.desk.workspace import Desk, Reading, Refused
from qa_reader.locales import _
from qa_reader.report.gathering import gathered, spans_of
from qa_reader.transcript.units import split_id

if TYPE_CHECKING:
    from qa_reader.annotation.history import Change
    from qa_reader.annotation.said import Annotation
    from qa_reader.report.document import Document
    from qa_reader.transcript.model import Span
    from qa_reader.transcript.units import Unit


def standing(desk: Desk) -> tuple[Report, ...]:
    """The workspace's reports, the oldest first."""
    return reports(desk.store.read("").revisions)


def named(desk: Desk, name: str | None) -> Report | None:
    """The report called `name`, or whose id ends so; without a name the one that was last changed.

    Raises Refused: no such report, or several of that name.
    """
    found = standing(desk)
    if name is None:
        return max(found, key=_changed, default=None)
    fitting = [report for report in found if report.name == name] or [
        report for report in found if len(name) >= 4 and report.id.endswith(name)
    ]
    if not fitting:
        raise Refused("unknown-report", _("{name}: no such report; see qa-reader report").format(name=name))
    if len(fitting) > 1:
        ids = ", ".join(report.id[-8:] for report in fitting)
        raise Refused("ambiguous", _("{name}: which one? {found}").format(name=name, found=ids))
    return fitting[0]


def _changed(report: Report) -> str:
    return max([report.revision.time, *(item.revision.time for item in report.items)])


def found(desk: Desk, ending: str) -> tuple[Report, Item]:
    """The item whose record's id ends with `ending`, and its report. Raises Refused."""
    matches = [
        (report, item)
        for report in standing(desk)
        for item in report.items
        if item.id == ending or (len(ending) >= 4 and item.id.endswith(ending))
    ]
    if not matches:
        raise Refused("unknown-item", _("{id}: no such item in a report").format(id=ending))
    if len(matches) > 1:
        raise Refused("ambiguous", _("{id}: several items end so; give more of the id").format(id=ending))
    return matches[0]


def create(desk: Desk, name: str) -> Report:
    """Begin a report. Raises Refused where it has no name, or the name is taken."""
    name = " ".join(name.split())
    if not name:
        raise Refused("empty", _("a report needs a name"))
    step = Act(desk)
    if any(report.name == name for report in standing(desk)):
        raise Refused("taken", _("{name}: there is such a report already").format(name=name))
    made = step.new("", "report", note=name, data={"type": "report"})
    step.commit()
    return next(report for report in standing(desk) if report.id == made.id)


def rename(desk: Desk, report: Report, name: str) -> Change | None:
    """Give a report another name. Raises Refused as `create`."""
    name = " ".join(name.split())
    if not name:
        raise Refused("empty", _("a report needs a name"))
    if any(other.name == name for other in standing(desk) if other.id != report.id):
        raise Refused("taken", _("{name}: there is such a report already").format(name=name))
    return _revised(desk, report, note=name)


def drop(desk: Desk, report: Report) -> Change | None:
    """Delete a report; its items stay in the store and come back with it."""
    return _revised(desk, report, deleted=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be quoted: spans of a transcript, as part of a unit, perhaps an annotation's."""

    reading: Reading
    unit: Unit
    spans: tuple[Span, ...]
    part: str = ""
    """`q`, `a`, `a2` where it is that part of the unit, empty for all of it or words in it."""
    record: str | None = None


def wanted_unit(reading: Reading, unit: Unit, part: str = "") -> Wanted:
    """A unit, or its question or an answer. Raises Refused where there are no such words."""
    spans = spans_of(reading.transcript, unit, part)
    if not any(reading.transcript.words(span).strip() for span in spans):
        name = reading.question(unit.label) + (f"/{part}" if part else "")
        raise Refused("no-words", _("{id}: there are no words to quote").format(id=name))
    return Wanted(reading, unit, tuple(spans), part)


def wanted_span(reading: Reading, span: Span) -> Wanted:
    """Words of a transcript. Raises Refused where there are none."""
    if not reading.transcript.words(span).strip():
        raise Refused("empty", _("nothing is selected"))
    return Wanted(reading, reading.outline.unit_at(span.start), (span,))


def wanted_annotation(reading: Reading, annotation: Annotation) -> Wanted:
    """The words of an annotation, or of its unit (an answers' stance: the whole exchange). Raises Refused."""
    if annotation.lost:
        told = _("{id}: its words are not surely found in the transcript as it is now")
        raise Refused("lost", told.format(id=annotation.id[-8:]))
    label = split_id(annotation.revision.question).label
    unit = reading.outline.unit(label)
    if unit is None and annotation.span is not None:
        unit = reading.outline.unit_at(annotation.span.start)
    if unit is None:
        told = _("{id}: no such question")
        raise Refused("unknown-question", told.format(id=annotation.revision.question))
    spans = (annotation.span,) if annotation.span is not None else wanted_unit(reading, unit).spans
    return Wanted(reading, unit, spans, record=annotation.id)


def quote(
    desk: Desk, report: Report, wanted: Sequence[Wanted], *, at: int | None = None, text: str = ""
) -> Change | None:
    """Put quotes into `report`, at its end or at position `at` (from 0), as one change.

    `text` is a comment on each. What is quoted is given its question ID.
    """
    step = Act(desk)
    keys = report.keys_at(len(report.items) if at is None else at, len(wanted))
    for each, key in zip(wanted, keys, strict=True):
        step.give(each.reading, each.unit.label)
        _put(step, report, key, text, {"type": "quote", **_quoted(each)})
    return step.commit()


def _quoted(wanted: Wanted) -> dict[str, Any]:
    """What the record of a quote holds of it."""
    reading, unit, part = wanted.reading, wanted.unit, wanted.part
    data: dict[str, Any] = {
        "of": reading.question(unit.label) + (f"/{part}" if part else ""),
        "anchors": [anchor_for(reading.parsed, span) for span in wanted.spans if span.start < span.end],
    }
    if wanted.record is not None:
        data["record"] = wanted.record
    if list(wanted.spans) == spans_of(reading.transcript, unit, part):
        data["whole"] = True
    return data


def heading(desk: Desk, report: Report, text: str, *, at: int | None = None) -> Change | None:
    """Put a heading into `report`. Raises Refused where it has no words."""
    return _worded(desk, report, "heading", " ".join(text.split()), at)


def comment(desk: Desk, report: Report, text: str, *, at: int | None = None) -> Change | None:
    """Put a comment of one's own between the quotes. Raises Refused where it has no words."""
    return _worded(desk, report, "comment", text.strip(), at)


def reword(desk: Desk, item: Item, text: str) -> Change | None:
    """Change a heading, a comment, or the comment on a quote (which may be empty). Raises Refused."""
    text = text.strip()
    if not text and item.kind != "quote":
        raise Refused("empty", _("there are no words in it; remove the item instead"))
    return _revised(desk, item, note=" ".join(text.split()) if item.kind == "heading" else text)


def move(desk: Desk, report: Report, item: Item, at: int, *, into: Report | None = None) -> Change | None:
    """Put an item at position `at` (from 0, counted without it); in the report `into` where that is another.

    A heading takes all with it that stands under it. None where everything stands so already.
    """
    moving = group(report, item)
    held = {each.id for each in moving}
    target = into or report
    if target.id == report.id:
        rest = [each for each in report.items if each.id not in held]
        if [*rest[: max(0, at)], *moving, *rest[max(0, at) :]] == list(report.items):
            return None
    step = Act(desk)
    for each, key in zip(moving, target.keys_at(at, len(moving), held), strict=True):
        data = {**each.revision.data, "report": target.id, "key": key}
        step.revise(each.line, note=each.revision.note, data=data)
    return step.commit()


def group(report: Report, item: Item) -> tuple[Item, ...]:
    """What moves with `item`: itself, and for a heading all up to the next one."""
    at = report.items.index(item)
    if item.kind != "heading":
        return (item,)
    rest = report.items[at + 1 :]
    end = next((n for n, each in enumerate(rest) if each.kind == "heading"), len(rest))
    return (item, *rest[:end])


def shift(desk: Desk, report: Report, item: Item, step: int) -> Change | None:
    """Move an item one place up (-1) or down (1), a heading with its group past the group beside it."""
    moving = group(report, item)
    at = report.items.index(item)
    rest = [each for each in report.items if each not in moving]
    if item.kind != "heading":
        return move(desk, report, item, max(0, at + step))
    starts = [n for n, each in enumerate(rest) if each.kind == "heading"]
    if step < 0:
        return move(desk, report, item, max((n for n in starts if n < at), default=0))
    later = [n for n in (*starts, len(rest)) if n > at]
    return move(desk, report, item, later[0] if at < len(rest) else at)


def remove(desk: Desk, *items: Item) -> Change | None:
    """Take items out, as one change."""
    step = Act(desk)
    for item in items:
        step.revise(item.line, note=item.revision.note, data=dict(item.revision.data), deleted=True)
    return step.commit()


def accept(desk: Desk, item: Item) -> Change | None:
    """Take the words as the transcript has them now, so that the quote is no longer flagged.

    Raises Refused where they are not found there, or where the item is no quote.
    """
    if item.kind != "quote":
        raise Refused("no-quote", _("it is no quote; only a quote's words are those of a transcript"))
    seen = gathered([item], lambda transcript: look(desk, transcript))[0]
    if not seen.spans:
        raise Refused("lost", _("its words are not found; quote them anew, or remove the item"))
    reading = desk.reading(split_id(item.of).transcript)
    data = dict(item.revision.data)
    if seen.doubt == "deleted":
        data.pop("record", None)
    data["anchors"] = [anchor_for(reading.parsed, span) for span in seen.spans if span.start < span.end]
    return _revised(desk, item, data=data)


def written(desk: Desk, report: Report, output: str) -> tuple[bytes, Document]:
    """`report` as a file of the format `output` (`report.outputs`), and what stands in it.

    The figures are of the transcripts that it quotes.
    """
    from qa_reader.coding.counts import count
    from qa_reader.desk.tables import today
    from qa_reader.report.document import compose
    from qa_reader.report.outputs import render

    document = compose(report, lambda name: look(desk, name), desk.codebook, made=today())
    document = replace(document, counts=count(document.transcripts, desk.codebook))
    return render(document, output), document


def look(desk: Desk, transcript_id: str) -> Reading | None:
    """The reading of a transcript that a report quotes, None where it cannot be read any more."""
    from qa_reader.formats.material import Unreadable
    from qa_reader.library.workspace import Outside

    try:
        return desk.reading(transcript_id)
    except (OSError, Unreadable, Outside):
        return None


def _worded(desk: Desk, report: Report, kind: str, text: str, at: int | None) -> Change | None:
    if not text:
        raise Refused("empty", _("there are no words in it"))
    step = Act(desk)
    (key,) = report.keys_at(len(report.items) if at is None else at)
    _put(step, report, key, text, {"type": kind})
    return step.commit()


def _put(step: Act, report: Report, key: str, text: str, data: Mapping[str, Any]) -> None:
    step.new("", "report", note=text, data={**data, "report": report.id, "key": key})


def _revised(desk: Desk, what: Item | Report, **values: Any) -> Change | None:
    """The next line of a record: as it stands, with others' changes joined in, but for `values`."""
    step = Act(desk)
    step.revise(what.line, **{"note": what.revision.note, "data": dict(what.revision.data), **values})
    return step.commit()
