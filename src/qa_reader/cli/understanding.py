"""Commands that show a transcript: how it was understood (inspect), and as the reader sees it (show)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.cli.parser import Commands
    from qa_reader.transcript.model import Transcript


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    inspect = commands.add(
        "inspect",
        _inspect,
        _("tell how files were understood"),
        _("Nothing is kept. Exit status 2: a file could not be read; the others are told all the same."),
    )
    inspect.add_argument("paths", metavar="PATH", nargs="+", help=_("transcripts, or folders of them"))
    inspect.add_argument(
        "--json", action="store_true", help=_("print one JSON list, an object for each file")
    )
    inspect.add_argument("--explain", action="store_true", help=_("tell turn by turn, and why"))
    inspect.add_argument(
        "--format", metavar="F", help=_("read as this format, or plain:PROFILE, instead of finding out")
    )

    show = commands.add(
        "show",
        _show,
        _("show a question with its answers, or a whole transcript, and what was said about it"),
    )
    show.add_argument("id", metavar="ID", help=_("x.txt#q3, x.txt#q3/q, x.txt#q3/a2, or x.txt for all of it"))
    show.add_argument("--width", metavar="N", type=int, help=_("cells a line may take"))


def _show(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.cli.showing import Page, width_of
    from qa_reader.config import settings

    named = Place(asked, output).question(asked.id)
    own = settings.load()
    page = Page(named.desk, named.reading, own, width_of(output.terminal, asked.width, own))
    lines = list(page.part(named.unit, named.suffix) if named.suffix else page.unit(named.unit))
    if not lines:
        raise Failure(no_such_part(asked.id))
    for line in lines:
        output.styled(line)
    return 0


def _inspect(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.formats.material import Unreadable
    from qa_reader.library.cache import load
    from qa_reader.report.inspection import inspection

    found: list[dict[str, Any]] = []
    failed = False
    for path in _files(asked.paths):
        name = path.as_posix()
        try:
            transcript = load(path, name, format=asked.format)
        except Unreadable as unreadable:
            error = {"reason": unreadable.reason, "message": unreadable.message}
        except OSError as os_error:
            error = {"reason": "io", "message": f"{name}: {os_error.strerror or os_error}"}
        else:
            if asked.json:
                found.append(inspection(transcript))
            else:
                _tell(transcript, asked, output)
            continue
        failed = True
        if asked.json:
            found.append({"schema": "qa-reader/inspect/1", "path": name, "error": error})
        output.flush()
        output.warn(error["message"])
    if asked.json:
        output.json(found, indent=1)
    return 2 if failed else 0


def _tell(transcript: Transcript, asked: argparse.Namespace, output: Output) -> None:
    from qa_reader.cli.explaining import explanation, summary

    for line in summary(transcript):
        output.text(line)
    if asked.explain:
        for line in explanation(transcript):
            output.text(line)


def _files(paths: Sequence[str]) -> Iterator[Path]:
    """The files named, and those of the folders named that are transcripts, each folder in natural order."""
    from qa_reader.library import cache, workspace

    for given in map(Path, paths):
        if not given.is_dir():
            yield given
            continue
        place = workspace.find(given)
        for entry in workspace.listing(place):
            if entry.likely and cache.glance(entry.path, entry.id).claimed:
                yield given / entry.path.relative_to(place.opened)


def no_such_part(question: str) -> str:
    """What to say where an ID names a part that is not there."""
    return _("{id}: it has no such part; the question is /q, the answers /a, the second answer /a2").format(
        id=question
    )
