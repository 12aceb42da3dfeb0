"""What counts now of all that was said about one transcript: annotations by question, stances, flags, notes.

A `Said` is a snapshot made from revisions; it never changes. Panes, reports and the command line read it.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qa_reader.annotation.anchors import Placed, place
from qa_reader.annotation.records import Revision, follow, newest

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Codebook
    from qa_reader.transcript.model import Span, Transcript


class Annotation(NamedTuple):
    """One thing somebody said, as it stands now."""

    revision: Revision
    author: str
    """Who said it first; a later revision may be another's."""
    placed: Placed | None = None
    """Where its words stand now; None where it has no span, or where its words are not surely found."""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.revision.id

    @property
    def span(self) -> Span | None:
        """Its words in the transcript as it is now."""
        return self.placed.span if self.placed else None

    @property
    def lost(self) -> bool:
        """True where it had words whose place is no longer certain."""
        return self.revision.anchor is not None and self.placed is None

    @property
    def words(self) -> str:
        """The exact words it was made on, or an empty text."""
        anchor = self.revision.anchor
        exact = anchor.get("exact") if anchor else ""
        return exact if isinstance(exact, str) else ""


@dataclass(eq=False, repr=False)
class Said:
    """All that was said about one transcript."""

    revisions: tuple[Revision, ...]
    """Every line, superseded and deleted ones too: the log, in order."""
    annotations: tuple[Annotation, ...]
    """What stands, oldest first."""
    codebook: Codebook
    records: Mapping[str, Revision] = field(default_factory=dict)
    """The newest revision of every record of every kind, tombstones included, by id."""
    authors: Mapping[str, str] = field(default_factory=dict)
    """Who wrote the first revision of each record, by id."""

    @cached_property
    def by_question(self) -> Mapping[str, tuple[Annotation, ...]]:
        """Annotations by question ID."""
        grouped: dict[str, list[Annotation]] = {}
        for annotation in self.annotations:
            grouped.setdefault(annotation.revision.question, []).append(annotation)
        return {question: tuple(said) for question, said in grouped.items()}

    def of(self, question: str) -> tuple[Annotation, ...]:
        """What stands about `question`, oldest first."""
        return self.by_question.get(question, ())

    @cached_property
    def readings(self) -> tuple[Revision, ...]:
        """Records about how the transcript is read: given IDs, corrections, pairings, metadata."""
        return tuple(r for r in self.records.values() if r.kind != "annotation")

    @cached_property
    def highlights(self) -> tuple[Annotation, ...]:
        """Annotations with words that were found, in the order of the text."""
        return tuple(sorted((a for a in self.annotations if a.placed), key=_where))

    def held(self, question: str) -> Mapping[str, Annotation]:
        """Of each author the newest annotation of all answers of `question` that holds a stance."""
        found: dict[str, Annotation] = {}
        for annotation in self.of(question):
            revision = annotation.revision
            if revision.part == "answers" and self.codebook.stance_of(revision.codes):
                held = found.get(annotation.author)
                if held is None or revision.order > held.revision.order:
                    found[annotation.author] = annotation
        return found

    def stances(self, question: str) -> Mapping[str, str]:
        """Each annotator's stance on the answers of `question`: code id (top level) by author."""
        return {
            author: stance
            for author, annotation in self.held(question).items()
            if (stance := self.codebook.stance_of(annotation.revision.codes))
        }

    def stance(self, question: str, annotator: str | None) -> str | None:
        """The stance that `annotator` gave: the code as said, the sub-code where there is one."""
        held = self.held(question).get(annotator or "")
        if held is None:
            return None
        stance = self.codebook.stance_of(held.revision.codes)
        return next((c for c in held.revision.codes if c.startswith(f"{stance}.")), stance)

    def owned(
        self, question: str, annotator: str, part: str, answerer: str | None = None
    ) -> tuple[Annotation, ...]:
        """What of `annotator` holds codes of that part (not of a span), newest last.

        `answerer` names whose answer it is about, where the part is one answerer's. It is one annotation,
        unless two programs made one at the same time; then the newest counts.
        """
        mine = (
            a
            for a in self.of(question)
            if a.author == annotator
            and a.revision.part == part
            and a.revision.data.get("answerer") == answerer
            and not a.revision.note
            and not a.revision.flag
        )
        return tuple(sorted(mine, key=lambda a: a.revision.order))

    def own(self, question: str, annotator: str, part: str, answerer: str | None = None) -> Annotation | None:
        """The newest of `owned`, or None."""
        return next(reversed(self.owned(question, annotator, part, answerer)), None)

    def flags(self, question: str) -> tuple[Annotation, ...]:
        """Annotations that flag `question`."""
        return tuple(a for a in self.of(question) if a.revision.flag)

    def notes(self, question: str) -> tuple[Annotation, ...]:
        """Annotations of `question` with a note, those on highlights too."""
        return tuple(a for a in self.of(question) if a.revision.note)

    @cached_property
    def conflicts(self) -> tuple[tuple[Revision, Revision], ...]:
        """Pairs (counting, overridden) of lines that replaced the same line unknown to each other."""
        by_base: dict[tuple[str, str], list[Revision]] = {}
        for revision in self.revisions:
            if revision.base:
                by_base.setdefault((revision.id, revision.base), []).append(revision)
        pairs = []
        for rivals in by_base.values():
            if len(rivals) > 1:
                rivals.sort(key=lambda r: (r.deleted, r.order))
                pairs += [(rivals[-1], loser) for loser in rivals[:-1] if _differs(rivals[-1], loser)]
        return tuple(pairs)

    def record(self, ending: str) -> Revision | None:
        """The record whose id is `ending`, or the only one that ends so. Raises LookupError for several."""
        exact = self.records.get(ending)
        if exact is not None:
            return exact
        found = [r for key, r in self.records.items() if key.endswith(ending)]
        if len(found) > 1:
            raise LookupError(ending)
        return found[0] if found else None


def _differs(one: Revision, other: Revision) -> bool:
    return (one.codes, one.note, one.flag, one.deleted, one.anchor, one.data) != (
        other.codes, other.note, other.flag, other.deleted, other.anchor, other.data,
    )  # fmt: skip


def said(
    revisions: Iterable[Revision],
    transcript: Transcript | None,
    codebook: Codebook,
    before: Said | None = None,
) -> Said:
    """The snapshot of `revisions`; spans are placed in `transcript`, all are lost where it is None.

    `before` is an earlier snapshot over the same transcript: where lines were only added since, the cost is
    that of what was added.
    """
    lines = revisions if isinstance(revisions, tuple) else tuple(revisions)
    if before is not None and lines[: len(before.revisions)] == before.revisions:
        return _grown(before, lines, transcript)
    lines = tuple(sorted(lines, key=lambda r: r.order))
    authors: dict[str, str] = {}
    for line in lines:
        authors.setdefault(line.id, line.annotator)
    records = newest(lines)
    standing = tuple(
        Annotation(records[key], author, _placed(records[key], transcript))
        for key, author in authors.items()
        if _stands(records[key])
    )
    return Said(lines, standing, codebook, records, authors)


def _grown(before: Said, lines: tuple[Revision, ...], transcript: Transcript | None) -> Said:
    """`before` with the lines that came behind its own; what they do not touch is taken over."""
    added = lines[len(before.revisions) :]
    if not added:
        return before
    records, authors = dict(before.records), dict(before.authors)
    follow(records, added)
    for line in added:
        authors.setdefault(line.id, line.annotator)
    touched = {line.id: records[line.id] for line in added if line.kind == "annotation"}
    made = {
        key: Annotation(revision, authors[key], _placed(revision, transcript))
        for key, revision in touched.items()
        if _stands(revision)
    }
    earlier = {key: a for key in touched if (a := _standing(before, key)) is not None}
    standing = _replaced(before.annotations, earlier, made)
    grown = Said(lines, standing, before.codebook, records, authors)
    if "readings" in before.__dict__ and len(touched) == len({line.id for line in added}):
        grown.__dict__["readings"] = before.readings
    grown.__dict__["by_question"] = _regrouped(before, earlier, made, standing)
    if "highlights" in before.__dict__:
        gone = {id(a) for a in earlier.values() if a.placed}
        come = [a for a in made.values() if a.placed]
        found = before.highlights
        if gone or come:
            left = [a for a in found if id(a) not in gone]
            for annotation in come:
                insort(left, annotation, key=_where)
            found = tuple(left)
        grown.__dict__["highlights"] = found  # the same object where no highlight changed
    return grown


def _standing(said: Said, key: str) -> Annotation | None:
    """The annotation of the record `key`, if it stands."""
    line = said.records.get(key)
    if line is None or not _stands(line):
        return None
    return next((a for a in said.of(line.question) if a.revision.id == key), None)


def _replaced(
    annotations: tuple[Annotation, ...], earlier: Mapping[str, Annotation], made: Mapping[str, Annotation]
) -> tuple[Annotation, ...]:
    """`annotations` with `made` in place of what is `earlier` of the same record, and the rest of it last.

    A record keeps its place among the others; a new one, or one that was deleted before, stands last.
    """
    new = [a for key, a in made.items() if key not in earlier]
    if not earlier:
        return (*annotations, *new)
    keys = {id(a): key for key, a in earlier.items()}  # by identity: thousands need not be looked into
    kept = [made.get(keys[id(a)]) if id(a) in keys else a for a in annotations]
    return (*[a for a in kept if a is not None], *new)


def _regrouped(
    before: Said,
    earlier: Mapping[str, Annotation],
    made: Mapping[str, Annotation],
    standing: tuple[Annotation, ...],
) -> Mapping[str, tuple[Annotation, ...]]:
    """The annotations by question, with those questions made anew that changed."""
    grouped = dict(before.by_question)
    for question in {a.revision.question for a in (*earlier.values(), *made.values())}:
        was = {key: a for key, a in earlier.items() if a.revision.question == question}
        now = {key: a for key, a in made.items() if a.revision.question == question}
        if now.keys() & (earlier.keys() - was.keys()):  # came from another question: it stands where it stood
            grouped[question] = tuple(a for a in standing if a.revision.question == question)
        else:
            grouped[question] = _replaced(before.of(question), was, now)
        if not grouped[question]:
            del grouped[question]
    return grouped


def _stands(revision: Revision) -> bool:
    return revision.kind == "annotation" and not revision.deleted


def _where(annotation: Annotation) -> tuple[object, ...]:
    return annotation.span or ()


def _placed(revision: Revision, transcript: Transcript | None) -> Placed | None:
    if transcript is None or revision.anchor is None:
        return None
    return place(revision.anchor, transcript)
