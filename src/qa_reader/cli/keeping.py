"""Commands that look after the workspace: a new transcript from pasted text, and whether all is well."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, ngettext

if TYPE_CHECKING:
    from qa_reader.cli.parser import Commands


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    new = commands.add(
        "new",
        _new,
        _("make a transcript of the text on the clipboard, or of standard input"),
        _("The file is written here, or into the workspace given; none that exists is touched."),
    )
    new.add_argument(
        "source", metavar="-", nargs="?", choices=("-",), help=_("read standard input, not the clipboard")
    )
    new.add_argument("--name", metavar="NAME", help=_("what the file is called (default: its first line)"))

    check = commands.add(
        "check",
        _check,
        _("check that all that was said can be read"),
        _("Exit status 1: something is wrong. Without --repair nothing is changed."),
    )
    check.add_argument(
        "path", metavar="PATH", nargs="?", help=_("a transcript or a folder (default: the workspace here)")
    )
    check.add_argument(
        "--repair", action="store_true", help=_("mend what can be; damaged files are put aside, not deleted")
    )


def _new(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.formats.material import Unreadable
    from qa_reader.library.arriving import take_in

    desk = Place(asked, output).desk()
    data = _incoming(asked)
    path = take_in(data, desk.workspace.opened, asked.name)
    desk.forget_places()
    transcript_id = desk.places.id(path)
    try:
        count = len(desk.reading(transcript_id).transcript.exchanges)
    except Unreadable as unreadable:
        raise Failure(
            _("{path}: written, but: {why}").format(path=path, why=unreadable.message)
        ) from unreadable
    found = ngettext("{n} exchange", "{n} exchanges", count).format(n=count)
    output.done(f"{transcript_id}: {found}")
    return 0


def _incoming(asked: argparse.Namespace) -> bytes:
    """The text that is to become a transcript. Raises Failure where there is none."""
    if asked.source == "-":
        if sys.stdin is None:
            raise Failure(_("-: standard input is closed"))
        data = sys.stdin.buffer.read()
        if not data.strip():
            raise Failure(_("-: standard input is empty"), 1)
        return data
    from qa_reader.terminal.clipboard import paste

    text = paste()
    if text is None:
        raise Failure(_("no clipboard in reach; give the text on standard input: qa-reader new - < FILE"), 2)
    if not text.strip():
        raise Failure(_("the clipboard holds no text"), 1)
    return text.encode("utf-8", errors="replace")


def _check(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk.moved import missed

    desk = Place(asked, output).desk(asked.path)
    if asked.repair:
        for problem in desk.store.repair():
            output.done(_("mended: {what}").format(what=problem.message))
    problems = desk.store.check()
    for problem in problems:
        output.text(problem.message)
    missing = list(missed(desk))
    for line in missing:
        output.text(line)
    if missing or any(problem.kind != "aside" for problem in problems):
        return 1
    output.done(_("all is well: {path}").format(path=desk.store.annotations))
    return 0
