"""Many changes by a program: operations (see `operations`), each kept on disk before it is answered.

What was said is read once per transcript and then only when other programs have changed it, so that an
operation costs what writing it costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qa_reader.annotation.anchors import anchor_for, place
from qa_reader.annotation.identity import fingerprint, unit_revision
from qa_reader.annotation.records import Revision, Target, follow, new_doc, now, revised, to_document, uuid7
from qa_reader.annotation.wording import occurrences
from qa_reader.desk.changes import known_codes
from qa_reader.desk.operations import checked
from qa_reader.desk.workspace import Refused
from qa_reader.formats.material import Unreadable
from qa_reader.library.workspace import Outside
from qa_reader.locales import _
from qa_reader.report.quote import part_spans, unit_spans
from qa_reader.store.store import Kept
from qa_reader.transcript.model import Position, Span
from qa_reader.transcript.units import question_id, split_id

if TYPE_CHECKING:
    from qa_reader.desk.workspace import Desk, Reading
    from qa_reader.transcript.units import Unit


@dataclass(slots=True)
class _Records:
    """What was said about one transcript, as it was last read."""

    annotator: str
    kept: Kept = field(default_factory=Kept)
    records: dict[str, Revision] = field(default_factory=dict)
    """The line that counts of every record."""
    given: set[str] = field(default_factory=set)
    """Question IDs that the annotator has given."""

    def take(self, kept: Kept) -> None:
        """Be what `kept` holds. Costs what came behind the lines known; all, where any came between them."""
        lines, before = kept.revisions, self.kept.revisions
        known = len(before) if lines[: len(before)] == before else 0
        if not known:
            self.records, self.given = {}, set()
        added = lines[known:]
        follow(self.records, added)
        self.given.update(r.question for r in added if r.kind == "unit" and r.annotator == self.annotator)
        self.kept = kept


class Batch:
    """A row of operations on one desk."""

    def __init__(self, desk: Desk) -> None:
        """Raises Refused where nobody annotates."""
        if not desk.annotator:
            raise Refused(
                "no-annotator", _("who is annotating? give a name with --annotator or in the settings")
            )
        self._desk = desk
        self._annotator: str = desk.annotator
        self._units: dict[str, tuple[Reading, Unit, str]] = {}
        self._known: dict[str, _Records] = {}
        for transcript in desk.store.transcripts():
            self._of(transcript)

    def do(self, operation: object) -> dict[str, Any]:
        """The answer to one operation; what it changed is on disk.

        Raises Refused (the operation changed nothing) and StoreError.
        """
        step = checked(operation)
        change = _Change(uuid7())
        if step["op"] == "get":
            return {"record": to_document(self._standing(step["id"], change))}
        if step["op"] == "bulk":
            answers = []
            for number, part in enumerate(step["ops"]):
                try:
                    answers.append(self._apply(checked(part, nested=True), change))
                except Refused as refused:
                    message = _("operation {n}: {why}").format(n=number, why=refused)
                    raise Refused(refused.reason, message) from None
            self._keep(change)
            return {"change": change.id, "results": answers}
        answer = self._apply(step, change)
        self._keep(change)
        return {**answer, "change": change.id}

    # Operations

    def _apply(self, step: Mapping[str, Any], change: _Change) -> dict[str, Any]:
        if step["op"] == "add":
            revision = self._added(step, change)
        else:
            held = self._standing(step["id"], change)
            if "question" in step and self._unit(step["question"])[2] != held.question:
                raise Refused("other-question", _("{id} is about {q}").format(id=held.id, q=held.question))
            if step["op"] == "remove":
                values: dict[str, Any] = {"deleted": True}
            else:
                values = self._values(step, held.question)
                self._judgeable(values.get("codes", ()), held.part, held.question)
                if values.get("codes") and held.part != "span":
                    values["part"] = self._judged_part(held.question) if held.part == "unit" else held.part
                    values["data"] = {**held.data, **self._judged(held.question)}
            revision = revised(held, change.id, self._annotator, **values)
        change.put(revision)
        return {"id": revision.id, "rev": change.newest[revision.id].rev}

    def _added(self, step: Mapping[str, Any], change: _Change) -> Revision:
        reading, unit, question = self._unit(step["question"])
        record = step.get("id") or uuid7()
        known = self._of(reading.transcript.id)
        if record in change.newest or self._where(record) is not None:
            raise Refused("exists", _("{id}: there is such a record already").format(id=record))
        values = self._values(step, question)
        if not any(values.values()):
            raise Refused(
                "empty", _("{id}: nothing is said: no words, codes, note or flag").format(id=question)
            )
        part: Target = "unit"
        if values.get("anchor"):
            part = "span"
        elif "part" in step:
            part = step["part"]
        elif values.get("codes"):
            part = self._judged_part(question)
        self._judgeable(values.get("codes", ()), part, question)
        if question not in known.given and question not in change.given:
            change.give(unit_revision(reading.transcript, unit, change.id, self._annotator))
        return Revision(
            id=record,
            rev=1,
            change=change.id,
            kind="annotation",
            annotator=self._annotator,
            question=question,
            time=now(),
            doc=new_doc(),
            part=part,
            data=self._judged(question) if values.get("codes") and part != "span" else {},
            **values,
        )

    def _values(self, step: Mapping[str, Any], question: str) -> dict[str, Any]:
        """What the operation says, as fields of a revision."""
        values = {name: step[name] for name in ("note", "flag") if name in step}
        if "codes" in step:
            values["codes"] = self._desk.codebook.with_parents(known_codes(self._desk, step["codes"]))
        if "quote" in step or "anchor" in step:
            values["anchor"] = self._anchor(step, question)
        return values

    def _judged_part(self, question: str) -> Target:
        """What codes without words are about: the answers, where there are any."""
        reading, unit, _question = self._unit(question)
        answered = unit.kind == "exchange" and reading.transcript.exchanges[unit.ordinal].answers
        return "answers" if answered else "unit"

    def _judgeable(self, codes: tuple[str, ...], part: Target, question: str) -> None:
        """Refuse a stance where there is no answer to have it."""
        if part == "span" or self._desk.codebook.stance_of(codes) is None:
            return
        reading, unit, _question = self._unit(question)
        if unit.kind != "exchange" or not reading.transcript.exchanges[unit.ordinal].answers:
            raise Refused(
                "no-answer", _("{id}: a stance is for an answer, and there is none").format(id=question)
            )

    def _judged(self, question: str) -> dict[str, Any]:
        """What tells later that the text was another when it was judged."""
        reading, unit, _question = self._unit(question)
        return {"judged": fingerprint(reading.transcript, unit)}

    def _anchor(self, step: Mapping[str, Any], question: str) -> Mapping[str, Any]:
        reading, unit, _question = self._unit(question)
        if "anchor" in step:
            return _anchored(step["anchor"], reading, unit)
        part = {"question": "q", "answer": "a"}.get(step.get("in", ""), "")
        within = part_spans(reading.transcript, unit, part) if part else unit_spans(reading.transcript, unit)
        places = occurrences(reading.transcript, within, step["quote"])
        nth = step.get("nth", 1)
        if not places or not 1 <= nth <= len(places):
            raise Refused("no-such-words", _("{id}: no such words there").format(id=question))
        if len(places) > 1 and "nth" not in step:
            raise Refused(
                "ambiguous",
                _("{id}: these words stand there {n} times; say which with nth").format(
                    id=question, n=len(places)
                ),
            )
        return anchor_for(reading.parsed, places[nth - 1])

    # What is there

    def _unit(self, question: str) -> tuple[Reading, Unit, str]:
        """The unit that `question` names, and its ID as records are keyed to it. Raises Refused."""
        found = self._units.get(question)
        if found is None:
            try:
                reading, unit, suffix = self._desk.resolve(question)
            except Outside as outside:
                raise Refused("unknown-transcript", str(outside)) from None
            except Unreadable as unreadable:
                raise Refused("unreadable", unreadable.message) from None
            except OSError as error:
                message = f"{question}: {error.strerror or error}"
                raise Refused("unreadable", message) from None
            if suffix:
                raise Refused("unknown-question", _("{id}: name the question as a whole").format(id=question))
            found = self._units[question] = (reading, unit, question_id(reading.transcript, unit))
        return found

    def _standing(self, record: str, change: _Change) -> Revision:
        """The newest line of a record that stands. Raises Refused."""
        held = change.newest.get(record) or self._record(record)
        if held is None or held.kind != "annotation":
            raise Refused("unknown-record", _("{id}: no such annotation").format(id=record))
        if held.deleted:
            raise Refused("deleted", _("{id}: this annotation has been deleted").format(id=record))
        return held

    def _record(self, record: str) -> Revision | None:
        """The newest line of a record as it is on disk now."""
        where = self._where(record)
        if where is None:  # said by another program, and so far not seen
            for transcript in self._desk.store.transcripts():
                self._of(transcript)
            where = self._where(record)
        return self._of(where).records.get(record) if where is not None else None

    def _where(self, record: str) -> str | None:
        """The transcript of a record, of those that are known."""
        return next((each for each, known in self._known.items() if record in known.records), None)

    def _of(self, transcript: str) -> _Records:
        """The records of one transcript as they are on disk now."""
        known = self._known.setdefault(transcript, _Records(self._annotator))
        kept = self._desk.store.read(transcript)
        if kept is not known.kept:
            known.take(kept)
        return known

    def _keep(self, change: _Change) -> None:
        """Write the change; what is known follows, with what others wrote meanwhile."""
        if not change.lines:
            return
        self._desk.store.append(self._desk.placed(change.lines))
        for transcript in change.lines:
            self._of(transcript)


class _Change:
    """The lines of one change in the making; what follows in it sees them."""

    def __init__(self, change: str) -> None:
        self.id = change
        self.lines: dict[str, list[Revision]] = {}
        self.newest: dict[str, Revision] = {}
        self.given: set[str] = set()

    def put(self, revision: Revision) -> None:
        """Add a line. A change holds one line a record: it takes the place of an earlier one."""
        lines = self.lines.setdefault(split_id(revision.question).transcript, [])
        earlier = self.newest.get(revision.id)
        if earlier is None:
            lines.append(revision)
        else:
            revision = revision._replace(rev=earlier.rev, base=earlier.base)
            lines[lines.index(earlier)] = revision
        self.newest[revision.id] = revision

    def give(self, revision: Revision) -> None:
        """Add the line that gives a question its ID."""
        self.put(revision)
        self.given.add(revision.question)


def _anchored(given: Mapping[str, Any], reading: Reading, unit: Unit) -> Mapping[str, Any]:
    """The anchor of words given by their place, or an anchor that was got before. Raises Refused."""
    if "first" in given:
        placed = place(given, reading.parsed)
        if placed is None:
            raise Refused("no-such-words", _("the words of this anchor are not surely found"))
        span = placed.span
    else:
        span = _given_span(given, reading)
    turns = {reading.outline.turn_at(position.block) for position in span}
    if unit.kind != "transcript" and not turns <= set(unit.turns):
        raise Refused("no-such-words", _("the anchor is not within the question"))
    return given if "first" in given else anchor_for(reading.parsed, span)


def _given_span(given: Mapping[str, Any], reading: Reading) -> Span:
    """The span from `start` to `end`, which must hold the words `exact` where those are given."""
    blocks = reading.parsed.blocks
    try:
        (first, start), (last, end) = given["start"], given["end"]
        span = Span(Position(first, start), Position(last, end))
        inside = (
            0 <= first <= last < len(blocks)
            and 0 <= start <= len(blocks[first].text)
            and 0 <= end <= len(blocks[last].text)
            and span.start < span.end
        )
    except (KeyError, TypeError, ValueError):
        raise Refused("malformed", _("an anchor is start and end, each [block, offset]")) from None
    if not inside:
        raise Refused("no-such-words", _("the anchor leads out of the text"))
    words = reading.parsed.words(span)
    if given.get("exact", words) != words:
        raise Refused("no-such-words", _("other words stand there: {words}").format(words=words[:80]))
    return span
