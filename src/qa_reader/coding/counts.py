"""Counts of what was said: stances by speaker, section and session, code frequencies, what is left to tag.

One computation for every figure there is: in the terminal, in reports, in files. A count is never a bare
number: it holds the ids of the records (or questions) that it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Codebook
    from qa_reader.annotation.said import Annotation, Said
    from qa_reader.transcript.model import Exchange, Transcript
    from qa_reader.transcript.outline import Outline


class Seen(Protocol):
    """A transcript that was read, with what was said of it; the desk's `Reading` is one."""

    @property
    def transcript(self) -> Transcript:
        """The transcript as corrected and completed."""
        ...

    @property
    def said(self) -> Said:
        """What was said about it."""
        ...

    @property
    def outline(self) -> Outline:
        """Its units."""
        ...


Records = tuple[str, ...]
"""Ids of the records counted, or the question IDs where questions are; a count is how many there are."""


@dataclass(frozen=True, slots=True)
class Row:
    """The stances of one speaker, section or session: the records of each, in the codebook's order."""

    label: str
    """A name as printed, a heading; empty where the source has none."""
    stances: Mapping[str, Records]

    @property
    def total(self) -> int:
        """How many stances there are in it."""
        return sum(map(len, self.stances.values()))


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to tag in a transcript: its answered questions, with a stance and without."""

    transcript: str
    label: str
    tagged: Records
    untagged: Records


@dataclass(frozen=True, slots=True)
class Counts:
    """All counts over some transcripts."""

    annotator: str | None
    """Whose stances and codes are counted; None: everybody's, so that one answer may count several times."""
    annotators: tuple[str, ...]
    """Who said what was counted."""
    by_speaker: tuple[Row, ...]
    """By who answered, most stances first. Where several answered, a stance on all of the answers counts for
    each of them who has none of their own by the same annotator."""
    by_section: tuple[Row, ...]
    """By the innermost heading, in the order of the text."""
    by_session: tuple[Row, ...]
    """By transcript, the earliest date first."""
    codes: tuple[tuple[str, Records], ...]
    """Annotations with each code, in the codebook's order, codes of no entry last; none that never occurs."""
    left: tuple[Left, ...]

    @property
    def stances(self) -> Records:
        """The records of all stances counted."""
        return tuple(record for row in self.by_session for ids in row.stances.values() for record in ids)

    @property
    def untagged(self) -> Records:
        """All answered questions without a stance."""
        return tuple(question for left in self.left for question in left.untagged)


@dataclass
class _Tally:
    """Counts in the making."""

    annotator: str | None
    rows: dict[str, dict[str, dict[str, list[str]]]] = field(default_factory=dict)
    """By what it is counted by, label and stance."""

    def add(self, by: str, label: str, stance: str, record: str) -> None:
        self.rows.setdefault(by, {}).setdefault(label, {}).setdefault(stance, []).append(record)

    def table(self, by: str, order: Mapping[str, int]) -> list[Row]:
        def ranked(stances: Mapping[str, list[str]]) -> dict[str, Records]:
            return {
                code: tuple(stances[code]) for code in sorted(stances, key=lambda c: order.get(c, len(order)))
            }

        return [Row(label, ranked(stances)) for label, stances in self.rows.get(by, {}).items()]


def count(readings: Iterable[Seen], codebook: Codebook, annotator: str | None = None) -> Counts:
    """The counts over `readings`, of what `annotator` said (None: of everybody)."""
    order = {code.id: number for number, code in enumerate(codebook)}
    tally, left = _Tally(annotator), []
    codes: dict[str, list[str]] = {}
    people: set[str] = set()
    sessions: dict[str, str] = {}
    for seen in readings:
        for annotation in seen.said.annotations:
            if annotator is None or annotation.author == annotator:
                people.add(annotation.author)
                for code in annotation.revision.codes:
                    codes.setdefault(code, []).append(annotation.id)
        left.append(_count_one(seen, tally, codebook, sessions))
    return Counts(
        annotator=annotator,
        annotators=tuple(sorted(people)),
        by_speaker=tuple(sorted(tally.table("speaker", order), key=lambda row: (-row.total, row.label))),
        by_section=tuple(tally.table("section", order)),
        by_session=tuple(sorted(tally.table("session", order), key=lambda row: sessions[row.label])),
        codes=tuple(
            (code, tuple(codes[code])) for code in sorted(codes, key=lambda c: (order.get(c, len(order)), c))
        ),
        left=tuple(each for each in left if each.tagged or each.untagged),
    )


def _count_one(seen: Seen, tally: _Tally, codebook: Codebook, sessions: dict[str, str]) -> Left:
    """Count the stances of one transcript; what is left to tag in it. Dates of `sessions` are filled in."""
    transcript = seen.transcript
    tagged: list[str] = []
    untagged: list[str] = []
    for exchange in transcript.exchanges:
        if not exchange.answers:
            continue
        question = f"{transcript.id}#{exchange.label}"
        held = {
            author: annotation
            for author, annotation in seen.said.held(question).items()
            if tally.annotator is None or author == tally.annotator
        }
        own = list(_of_one(seen, question, tally.annotator, codebook))
        (tagged if held or own else untagged).append(question)
        session, date = _session(seen, exchange.section)
        sessions.setdefault(session, date or "9999")
        section = "" if exchange.section is None else transcript.sections[exchange.section].heading
        for annotation in held.values():
            stance = codebook.stance_of(annotation.revision.codes)
            assert stance is not None
            tally.add("section", section, stance, annotation.id)
            tally.add("session", session, stance, annotation.id)
            spoken = {name for author, name, _stance, _record in own if author == annotation.author}
            for name in answerers(transcript, exchange):
                if name not in spoken:
                    tally.add("speaker", name, stance, annotation.id)
        for _author, name, stance, record in own:
            tally.add("speaker", name, stance, record)
    return Left(transcript.id, _session(seen, None)[0], tuple(tagged), tuple(untagged))


def _of_one(
    seen: Seen, question: str, annotator: str | None, codebook: Codebook
) -> Iterator[tuple[str, str, str, str]]:
    """Stances on one answerer's answer alone: annotator, answerer, stance, record. The newest of each."""
    newest: dict[tuple[str, str], Annotation] = {}
    for annotation in seen.said.of(question):
        revision = annotation.revision
        if revision.part != "answer" or (annotator is not None and annotation.author != annotator):
            continue
        if codebook.stance_of(revision.codes):
            key = (annotation.author, str(revision.data.get("answerer") or ""))
            if key not in newest or newest[key].revision.order < revision.order:
                newest[key] = annotation
    for (author, name), annotation in newest.items():
        yield author, name, codebook.stance_of(annotation.revision.codes) or "", annotation.id


def answerers(transcript: Transcript, exchange: Exchange) -> tuple[str, ...]:
    """Who answers, each once, in order: names as printed, empty for one that is not named."""
    speakers = (transcript.turns[passage.turn].speaker for passage in exchange.answers)
    return tuple(dict.fromkeys("" if s is None else transcript.speakers[s].name for s in speakers))


def _session(seen: Seen, section: int | None) -> tuple[str, str | None]:
    """What the session that `section` is part of is called, and its date.

    Its meeting, else the transcript's title, else its file's name, with the date as printed where known. A
    file may hold several meetings, each under a section of its own.
    """
    meta = seen.transcript.meta
    path = () if section is None else seen.outline.path(section)
    name = next((s.meeting for s in reversed(path) if s.meeting), None) or meta.meeting or meta.title
    name = name or seen.transcript.id.rpartition("/")[2]
    dated = next((s for s in reversed(path) if s.date or s.date_printed), None) or meta
    date = dated.date_printed or dated.date
    return (f"{name} {date}" if date and date not in name else name), dated.date
