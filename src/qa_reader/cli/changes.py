"""Commands over what was changed: undo, redo, log."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from qa_reader.cli.output import Output
from qa_reader.locales import _, language

if TYPE_CHECKING:
    from qa_reader.annotation.records import Revision
    from qa_reader.cli.parser import Commands


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    path = _("a transcript or a folder of the workspace (default: the workspace here)")
    undo = commands.add("undo", _undo, _("take back your newest change in the workspace"))
    undo.add_argument("path", metavar="PATH", nargs="?", help=path)
    redo = commands.add("redo", _redo, _("bring back what you last took back"))
    redo.add_argument("path", metavar="PATH", nargs="?", help=path)
    log = commands.add(
        "log", _log, _("everything ever said and changed, the newest last"), _("Exit status 1: nothing was.")
    )
    log.add_argument("id", metavar="ID", nargs="?", help=_("only this question, or all of this transcript"))
    log.add_argument("--json", action="store_true", help=_("print every revision, as JSON Lines"))


def _undo(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.lines import change_lines
    from qa_reader.cli.opening import Place
    from qa_reader.desk.undo import undo

    desk = Place(asked, output).desk(asked.path)
    taken, _made = undo(desk)
    for line in change_lines(taken.revisions, desk.codebook, language()):
        output.done(_("taken back: {what}").format(what=line))
    return 0


def _redo(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.lines import change_lines
    from qa_reader.cli.opening import Place
    from qa_reader.desk.undo import redo

    desk = Place(asked, output).desk(asked.path)
    _taken, made = redo(desk)
    for line in change_lines(made.revisions, desk.codebook, language()):
        output.done(_("brought back: {what}").format(what=line))
    return 0


def _log(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.annotation.records import to_document
    from qa_reader.cli.lines import columns, local_time, revision_line
    from qa_reader.cli.opening import Place

    place = Place(asked, output)
    question = None
    if asked.id is None:
        desk = place.desk()
        transcripts = ["", *desk.store.transcripts()]
    else:
        desk, transcript, question = place.about(asked.id)
        transcripts = [transcript]
    found = sorted(
        (
            (transcript, line)
            for transcript in transcripts
            for line in desk.store.read(transcript).revisions
            if question is None or line.question == question
        ),
        key=lambda each: each[1].order,
    )
    if asked.json:
        for transcript, line in found:
            output.json({"transcript": transcript, **to_document(line), "doc": line.doc})
        return 0 if found else 1
    undone = _undoing(line for _transcript, line in found)
    rows = [
        (
            local_time(line.time),
            line.annotator,
            undone.get(line.change, ""),
            revision_line(line, desk.codebook, language()),
        )
        for _transcript, line in found
        if line.kind != "unit"
    ]
    for row in columns(rows):
        output.text(row)
    return 0 if rows else 1


def _undoing(lines: Iterable[Revision]) -> dict[str, str]:
    """What the changes that take another back are called, of `lines` oldest first: undo, or redo of one."""
    called: dict[str, str] = {}
    for line in lines:
        if line.undoes:
            called[line.change] = _("redo") if called.get(line.undoes) == _("undo") else _("undo")
    return called
