"""Undo and redo of the annotator's own changes, over sessions, terminals and transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_reader.annotation.history import Change, Overtaken, changes, reverse, stacks
from qa_reader.desk.workspace import Desk, Refused
from qa_reader.locales import _
from qa_reader.transcript.units import split_id

if TYPE_CHECKING:
    from qa_reader.annotation.records import Revision


def undo(desk: Desk) -> tuple[Change, Change]:
    """Take back the annotator's newest change: (what was taken back, the change that did it).

    Raises Refused where there is none, or where a later revision rests on it.
    """
    done, _undone = _stacks(desk)
    if not done:
        raise Refused("nothing-to-undo", _("nothing to undo"))
    return _take_back(desk, done[-1])


def redo(desk: Desk) -> tuple[Change, Change]:
    """Bring back what was last undone: (the undo that was taken back, the change that did it)."""
    _done, undone = _stacks(desk)
    if not undone:
        raise Refused("nothing-to-redo", _("nothing to redo"))
    return _take_back(desk, undone[-1])


def _stacks(desk: Desk) -> tuple[list[Change], list[Change]]:
    if not desk.annotator:
        raise Refused("no-annotator", _("who is annotating? give a name with --annotator or in the settings"))
    lines = [
        line
        for transcript_id in ("", *desk.store.transcripts())
        for line in desk.store.read(transcript_id).revisions
    ]
    return stacks(changes(lines, desk.annotator))


def _take_back(desk: Desk, change: Change) -> tuple[Change, Change]:
    records: dict[str, list[Revision]] = {revision.id: [] for revision in change.revisions}
    for transcript_id in {split_id(revision.question)[0] for revision in change.revisions}:
        for line in desk.store.read(transcript_id).revisions:
            if line.id in records:
                records[line.id].append(line)
    try:
        restored = reverse(change, records, desk.annotator or "")
    except Overtaken as overtaken:
        later = overtaken.later
        raise Refused(
            "overtaken",
            _("{question}: {who} has changed this since; undo would take that away").format(
                question=later.question, who=later.annotator
            ),
        ) from None
    lines: dict[str, list[Revision]] = {}
    for revision in restored:
        lines.setdefault(split_id(revision.question)[0], []).append(revision)
    desk.keep(lines)
    return change, Change(restored[0].change, tuple(restored))
