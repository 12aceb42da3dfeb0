"""What an annotator can say and take back: each function makes one change, durable when it returns.

All of them take an `Act`, which collects the revision lines of one change; without one they make their own
and keep it at once. So several can be joined into a single change, with a single undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qa_reader.annotation.anchors import anchor_for
from qa_reader.annotation.corrections import FIELDS, BadValue, normal, standing
from qa_reader.annotation.history import Change
from qa_reader.annotation.identity import fingerprint, unit_revision
from qa_reader.annotation.records import Revision, Target, new_doc, now, revised, uuid7
from qa_reader.coding import counts
from qa_reader.desk.workspace import Desk, Reading, Refused
from qa_reader.locales import _
from qa_reader.transcript.units import split_id

if TYPE_CHECKING:
    from qa_reader.transcript.model import Exchange, Span


class Act:
    """One change in the making, begun from what is on disk then. What follows in it sees its own lines."""

    def __init__(self, desk: Desk) -> None:
        if not desk.annotator:
            raise Refused(
                "no-annotator", _("who is annotating? give a name with --annotator or in the settings")
            )
        self.desk = desk
        self.annotator: str = desk.annotator
        self.change = uuid7()
        self.lines: dict[str, list[Revision]] = {}
        self._newest: dict[str, Revision] = {}
        self._given: set[str] = set()
        desk.catch_up()

    def put(self, revision: Revision) -> Revision:
        """Add a line."""
        transcript_id = split_id(revision.question)[0]
        self.lines.setdefault(transcript_id, []).append(revision)
        self._newest[revision.id] = revision
        return revision

    def new(
        self, question: str, kind: str = "annotation", *, record: str | None = None, **values: Any
    ) -> Revision:
        """The first line of a new record about `question`; its unit is given its ID where it has none."""
        transcript_id, label, _suffix = split_id(question)
        if kind == "annotation":
            self.give(self.desk.reading(transcript_id), label)
        elif kind in ("correction", "pairing", "meta"):
            # The transcript's own unit record names the bytes by which a file that was moved is known again.
            self.give(self.desk.reading(transcript_id), "")
        return self.put(
            Revision(
                id=record or uuid7(),
                rev=1,
                change=self.change,
                kind=kind,  # type: ignore[arg-type]
                annotator=self.annotator,
                question=question,
                time=now(),
                doc=new_doc(),
                **values,
            )
        )

    def revise(self, revision: Revision, **values: Any) -> Revision:
        """The next line of the record of `revision`."""
        return self.put(revised(revision, self.change, self.annotator, **values))

    def record(self, transcript_id: str, record: str) -> Revision:
        """The standing line of a record. Raises Refused where there is none or it is deleted."""
        known = self._newest.get(record) or self.desk.reading(transcript_id).said.records.get(record)
        if known is None:
            raise Refused("unknown-record", _("{id}: no such annotation").format(id=record))
        if known.deleted:
            raise Refused("deleted", _("{id}: this annotation has been deleted").format(id=record))
        return known

    def mine(
        self, reading: Reading, question: str, part: str, answerer: str | None = None
    ) -> tuple[Revision, ...]:
        """The annotator's own lines that hold the codes of that part of `question`, newest last."""
        held = reading.said.owned(question, self.annotator, part, answerer)
        found = {annotation.id: annotation.revision for annotation in held}
        about = (question, part, answerer)
        for revision in self.lines.get(reading.transcript.id, ()):
            told = (revision.question, revision.part, revision.data.get("answerer"))
            if told == about and not (revision.note or revision.flag):
                found.pop(revision.id, None)
                if not revision.deleted:
                    found[revision.id] = revision
        return tuple(found.values())

    def commit(self) -> Change | None:
        """Keep the lines: on disk on return. None where there is nothing to keep. Raises StoreError."""
        if not self.lines:
            return None
        self.desk.keep(self.lines)
        return Change(self.change, tuple(line for lines in self.lines.values() for line in lines))

    def give(self, reading: Reading, label: str) -> None:
        """Give the unit `label` its question ID, where this annotator has not yet. Raises Refused."""
        question = reading.question(label)
        if question in self._given:
            return
        self._given.add(question)
        records = (*reading.said.readings, *self.lines.get(reading.transcript.id, ()))
        if any(
            r.kind == "unit" and r.question == question and r.annotator == self.annotator for r in records
        ):
            return
        unit = reading.outline.unit(label)
        if unit is None:
            raise Refused("unknown-question", _("{id}: no such question").format(id=question))
        self.put(unit_revision(reading.transcript, unit, self.change, self.annotator))


def _closing(act: Act, given: Act | None) -> Change | None:
    """Keep `act` unless it is part of a larger one."""
    return act.commit() if given is None else None


def set_stance(desk: Desk, question: str, code: str | None, act: Act | None = None) -> Change | None:
    """Say (or with None take back) the annotator's stance on the answers of an exchange.

    `code` is a stance or one of its sub-codes. A suffix `/a2` in the ID means the second answerer's answer
    alone. Raises Refused: no answer, no such question or answerer, no stance.
    """
    step = act or Act(desk)
    reading, exchange, suffix = _answered(desk, question)
    whole = reading.question(exchange.label)
    if code is not None and desk.codebook.stance_of((code,)) is None:
        raise Refused("unknown-code", _("{code}: not a stance of this codebook").format(code=code))
    answerer = _answerer(reading, exchange, suffix, question) if suffix.lstrip("a") else None
    part: Target = "answers" if answerer is None else "answer"
    held = step.mine(reading, whole, part, answerer)
    others = tuple(c for c in _together(desk, held) if desk.codebook.stance_of((c,)) is None)
    codes = (*desk.codebook.with_parents((code,)), *others) if code else others
    _put_codes(step, held, whole, part, codes, answerer=answerer)
    return _closing(step, act)


def answerers(reading: Reading, exchange: Exchange) -> tuple[str, ...]:
    """Who answers, each once, in order: speakers' names as printed, empty for one that is not named."""
    return counts.answerers(reading.transcript, exchange)


def tag(desk: Desk, question: str, codes: Iterable[str], act: Act | None = None) -> Change | None:
    """Add codes to the answers of an exchange, or to another unit.

    One of an exclusive group, as a stance is, takes the place of the other.
    """
    step = act or Act(desk)
    for code in known_codes(desk, codes):
        if desk.codebook.stance_of((code,)):
            set_stance(desk, question, code, step)
            continue
        reading, part = _part(desk, question)
        held = step.mine(reading, question, part)
        kept = _together(desk, held)
        _put_codes(step, held, question, part, desk.codebook.joined(kept, (code,)))
    return _closing(step, act)


def untag(desk: Desk, question: str, codes: Iterable[str], act: Act | None = None) -> Change | None:
    """Take codes off again, and the sub-codes of each."""
    step = act or Act(desk)
    gone = tuple(codes)
    reading, part = _part(desk, question)
    held = step.mine(reading, question, part)
    codes = _together(desk, held)
    kept = tuple(c for c in codes if not _under(c, gone))
    if kept == codes:
        raise Refused("not-tagged", _("{id}: not tagged {codes}").format(id=question, codes=", ".join(gone)))
    _put_codes(step, held, question, part, kept)
    return _closing(step, act)


def note(
    desk: Desk, question: str, text: str, act: Act | None = None, *, record: str | None = None
) -> Change | None:
    """Write a note on a unit (an exchange, a stretch, the whole transcript)."""
    step = act or Act(desk)
    if not text.strip():
        raise Refused("empty", _("{id}: the note is empty").format(id=question))
    desk.resolve(question)
    step.new(question, note=text, part="unit", record=record)
    return _closing(step, act)


def highlight(
    desk: Desk,
    transcript_id: str,
    span: Span,
    codes: Sequence[str] = (),
    text: str = "",
    *,
    act: Act | None = None,
    question: str | None = None,
    record: str | None = None,
) -> Change | None:
    """Highlight words, with codes and a note if wanted.

    `question` says which unit it belongs to; without it, the one its first words are in.
    """
    step = act or Act(desk)
    reading = desk.reading(transcript_id)
    if not reading.transcript.words(span).strip():
        raise Refused("empty", _("nothing is selected"))
    about = question or reading.question(reading.outline.unit_at(span.start).label)
    step.new(
        about,
        part="span",
        anchor=anchor_for(reading.parsed, span),
        codes=desk.codebook.with_parents(known_codes(desk, codes)),
        note=text,
        record=record,
    )
    return _closing(step, act)


def highlight_all(
    desk: Desk, transcript_id: str, places: Iterable[tuple[Span, str]], codes: Sequence[str] = ()
) -> Change | None:
    """Highlight many runs of words, each of a question, as one change.

    What the annotator has highlighted just so already is left as it is. Raises Refused where that is all.
    """
    step = Act(desk)
    reading = desk.reading(transcript_id)
    whole = desk.codebook.with_parents(known_codes(desk, codes))
    stands = {
        (annotation.span, annotation.revision.codes)
        for annotation in reading.said.highlights
        if annotation.author == step.annotator
    }
    for span, question in places:
        if (span, whole) not in stands:
            highlight(desk, transcript_id, span, codes, act=step, question=question)
    if not step.lines:
        raise Refused("nothing-new", _("all of that is highlighted so already"))
    return step.commit()


def flag(desk: Desk, question: str, on: bool | None = None, act: Act | None = None) -> Change | None:
    """Flag a unit or take one's flag off; None turns it over."""
    step = act or Act(desk)
    reading, _unit, _suffix = desk.resolve(question)
    held = [a.revision for a in reading.said.flags(question) if a.author == step.annotator]
    wanted = not held if on is None else on
    if wanted and not held:
        step.new(question, part="unit", flag=True)
    for revision in () if wanted else held:
        only = not (revision.note or revision.codes or revision.anchor)
        step.revise(revision, flag=False, deleted=only)
    return _closing(step, act)


def edit(desk: Desk, transcript_id: str, record: str, act: Act | None = None, **values: Any) -> Change | None:
    """Change a standing annotation: `note`, `codes`, `flag`, `anchor` …"""
    step = act or Act(desk)
    known = step.record(transcript_id, record)
    if "codes" in values:
        values["codes"] = desk.codebook.with_parents(known_codes(desk, values["codes"], also=known.codes))
    if any(getattr(known, name) != value for name, value in values.items()):
        step.revise(known, **values)
    return _closing(step, act)


def move(desk: Desk, transcript_id: str, record: str, span: Span, act: Act | None = None) -> Change | None:
    """Move the ends of a highlight; all else of it stays. Raises Refused where `span` has no words."""
    step = act or Act(desk)
    known = step.record(transcript_id, record)
    reading = desk.reading(transcript_id)
    if not reading.transcript.words(span).strip():
        raise Refused("empty", _("nothing is selected"))
    anchor = anchor_for(reading.parsed, span)
    if anchor != known.anchor:
        step.revise(known, anchor=anchor)
    return _closing(step, act)


def settle(
    desk: Desk, transcript_id: str, record: str, span: Span | None, act: Act | None = None
) -> Change | None:
    """Decide a doubt of the review list: put an annotation on `span`, or with None leave it as it is.

    Left as it is, it stays visible and is not asked about again until the text changes once more.
    """
    step = act or Act(desk)
    known = step.record(transcript_id, record)
    reading = desk.reading(transcript_id)
    if span is not None:
        step.revise(known, anchor=anchor_for(reading.parsed, span))
    else:
        data = {**known.data, "review": reading.parsed.source.sha256}
        unit = reading.outline.unit(split_id(known.question).label)
        if "judged" in data and unit is not None:
            data["judged"] = fingerprint(reading.transcript, unit)  # it holds of the text as it is now
        step.revise(known, data=data)
    return _closing(step, act)


def delete(desk: Desk, transcript_id: str, record: str, act: Act | None = None) -> Change | None:
    """Delete an annotation: it stays in the log and can be undone."""
    step = act or Act(desk)
    step.revise(step.record(transcript_id, record), deleted=True)
    return _closing(step, act)


def complete(
    desk: Desk, transcript_id: str, values: Mapping[str, str], act: Act | None = None
) -> Change | None:
    """Complete a transcript's metadata; an empty value goes back to what the source says."""
    step = act or Act(desk)
    reading = desk.reading(transcript_id)
    own = standing(reading.said.records.values(), step.annotator)
    for name, given in values.items():
        if name not in FIELDS:
            raise Refused(
                "unknown-field",
                _("{name}: no such field; there are {fields}").format(name=name, fields=", ".join(FIELDS)),
            )
        try:
            value = normal(name, given)
        except BadValue as bad:
            raise Refused("bad-value", f"{name} = {given}: {bad}") from None
        held = own.get(name, ())
        if value == (getattr(reading.transcript.meta, name) or ""):
            continue
        for surplus in held[:-1]:
            step.revise(surplus, deleted=True)
        if held:
            step.revise(held[-1], data={"field": name, "value": value}, deleted=not value)
        elif value:
            step.new(f"{transcript_id}#", "meta", data={"field": name, "value": value})
    return _closing(step, act)


def _answerer(reading: Reading, exchange: Exchange, suffix: str, question: str) -> str:
    """The answerer that a suffix (`a2`) counts."""
    names = answerers(reading, exchange)
    number = suffix.removeprefix("a")
    if not suffix.startswith("a") or not 1 <= int(number) <= len(names):
        raise Refused(
            "unknown-answer",
            _("{id}: no such answerer; there are {count}").format(id=question, count=len(names)),
        )
    return names[int(number) - 1]


def _answered(desk: Desk, question: str) -> tuple[Reading, Exchange, str]:
    """The reading, the exchange, which has an answer, and the suffix of the ID."""
    reading, unit, suffix = desk.resolve(question)
    exchange = reading.exchange(unit.label)
    if exchange is None:
        raise Refused("no-exchange", _("{id}: a stance is for a question with an answer").format(id=question))
    if not exchange.answers:
        raise Refused(
            "no-answer", _("{id}: nobody has answered yet; pair it with its answer first").format(id=question)
        )
    return reading, exchange, suffix


def _part(desk: Desk, question: str) -> tuple[Reading, Target]:
    reading, unit, _suffix = desk.resolve(question)
    exchange = reading.exchange(unit.label)
    return reading, "answers" if exchange is not None and exchange.answers else "unit"


def _put_codes(
    step: Act,
    held: Sequence[Revision],
    question: str,
    part: Target,
    codes: tuple[str, ...],
    *,
    answerer: str | None = None,
) -> None:
    """One record holds the codes of a part, the newest of `held`; without codes it is deleted."""
    reading = step.desk.reading(split_id(question)[0])
    unit = reading.outline.unit(split_id(question)[1])
    data = {"judged": fingerprint(reading.transcript, unit)} if unit is not None else {}
    if answerer is not None:
        data["answerer"] = answerer
    for surplus in held[:-1]:
        step.revise(surplus, deleted=True)
    if not held:
        if codes:
            step.new(question, part=part, codes=codes, data=data)
    elif held[-1].codes != codes:
        step.revise(held[-1], codes=codes or held[-1].codes, deleted=not codes, data=data)


def _together(desk: Desk, held: Sequence[Revision]) -> tuple[str, ...]:
    """The codes that `held` say together: of several stances the newest."""
    codes: tuple[str, ...] = ()
    for revision in held:
        if desk.codebook.stance_of(revision.codes):
            codes = tuple(c for c in codes if desk.codebook.stance_of((c,)) is None)
        codes = (*codes, *_missing(revision.codes, codes))
    return codes


def known_codes(desk: Desk, codes: Iterable[str], also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """`codes`, each in the codebook (or among `also`, from another's), no two that rule each other out.

    Raises Refused.
    """
    book, wanted = desk.codebook, tuple(codes)
    for code in wanted:
        if code not in also and (code not in book.codes or book.codes[code].abstract):
            raise Refused("unknown-code", _("{code}: no such code; see qa-reader codebook").format(code=code))
    rivals = book.rivals(wanted)
    if rivals:
        raise Refused("exclusive", _("only one of {codes}").format(codes=", ".join(rivals)))
    return wanted


def _missing(codes: tuple[str, ...], kept: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code not in kept)


def _under(code: str, gone: tuple[str, ...]) -> bool:
    return any(code == each or code.startswith(f"{each}.") for each in gone)
