"""Undo, redo and the log, read out of the revision lines alone.

Undoing adds revisions that restore what was before and name the change they take back (`undoes`); redoing is
undoing the undo. So the stack of what can be undone or redone is found by replaying the annotator's changes
in order, over any number of sessions, terminals and machines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from qa_reader.annotation.records import new_doc, newest, revised, uuid7

if TYPE_CHECKING:
    from qa_reader.annotation.records import Revision


class Change(NamedTuple):
    """Revisions that were made as one act."""

    id: str
    revisions: tuple[Revision, ...]

    @property
    def annotator(self) -> str:
        """Who made it."""
        return self.revisions[0].annotator

    @property
    def time(self) -> str:
        """When its last line was written."""
        return max(r.time for r in self.revisions)

    @property
    def undoes(self) -> str | None:
        """The change this one takes back, if it is an undo or a redo."""
        return self.revisions[0].undoes

    @property
    def question(self) -> str:
        """The question ID it is about: of its first revision that is not a mere unit record."""
        return next((r.question for r in self.revisions if r.kind != "unit"), self.revisions[0].question)


def changes(revisions: Iterable[Revision], annotator: str | None = None) -> list[Change]:
    """The changes that `revisions` hold (those of `annotator` alone, where given), oldest first."""
    grouped: dict[str, list[Revision]] = {}
    for revision in revisions:
        if annotator is None or revision.annotator == annotator:
            grouped.setdefault(revision.change, []).append(revision)
    found = [Change(key, tuple(sorted(lines, key=lambda r: r.order))) for key, lines in grouped.items()]
    return sorted(found, key=lambda c: (c.time, c.id))


def stacks(made: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """What one annotator can undo and redo, the next one last, from their changes oldest first.

    A new change empties the redo stack, as everywhere. Giving a question its ID alone is nothing to undo.
    """
    done: list[Change] = []
    undone: list[Change] = []
    for change in made:
        if all(line.kind == "unit" for line in change.revisions):
            continue
        if change.undoes is None:
            done.append(change)
            undone.clear()
            continue
        for source, target in ((done, undone), (undone, done)):
            at = next((n for n, c in enumerate(source) if c.id == change.undoes), None)
            if at is not None:
                del source[at]
                target.append(change)
                break
    return done, undone


class Overtaken(Exception):
    """The change cannot be taken back: a later revision rests on it."""

    def __init__(self, later: Revision) -> None:
        super().__init__(later.id)
        self.later = later


def reverse(change: Change, lines: Mapping[str, Iterable[Revision]], annotator: str) -> list[Revision]:
    """The revisions that take `change` back, as a new change of `annotator`.

    `lines` gives all revisions of each record in the change, by record id. Unit records stay: a question ID,
    once given, is not taken away. Raises Overtaken where a line that counts is not the change's own.
    """
    back = uuid7()
    restored: list[Revision] = []
    for record in dict.fromkeys(r.id for r in change.revisions if r.kind != "unit"):
        known = sorted(lines[record], key=lambda r: r.order)
        own = [r for r in known if r.change == change.id]
        last = newest(known)[record]
        if _stands_for(last, known) is not _stands_for(own[-1], known):
            raise Overtaken(last)
        before = _before(own[0], known)
        if before is None:
            restored.append(revised(last, back, annotator, deleted=True, undoes=change.id))
        else:
            following = revised(last, back, annotator, undoes=change.id)
            restored.append(
                before._replace(
                    rev=following.rev,
                    change=back,
                    annotator=annotator,
                    base=following.base,
                    time=following.time,
                    undoes=change.id,
                    doc=new_doc(),
                )
            )
    return restored


def _stands_for(line: Revision, known: list[Revision]) -> Revision | None:
    """The line whose words `line` says: itself, or for an undo what it restored; None for nothing."""
    seen: set[int] = set()
    at: Revision | None = line
    while at is not None and at.undoes is not None and at.doc not in seen:
        seen.add(at.doc)
        taken = next((r for r in known if r.change == at.undoes), None)
        at = _before(taken, known) if taken is not None else None
    return at


def _before(revision: Revision, known: list[Revision]) -> Revision | None:
    """What `revision` replaced: by its base, else the line before it in order."""
    earlier = known[: next(n for n, r in enumerate(known) if r.doc == revision.doc)]
    return next((r for r in reversed(earlier) if r.hash == revision.base), earlier[-1] if earlier else None)
