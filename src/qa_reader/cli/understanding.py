"""Commands that show a transcript: how it was understood (inspect), and as the reader sees it (show)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, ngettext

if TYPE_CHECKING:
    from qa_reader.cli.parser import Commands
    from qa_reader.library.profiles import OwnProfiles
    from qa_reader.transcript.model import Transcript


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    inspect = commands.add(
        "inspect",
        _inspect,
        _("tell how files were understood"),
        _(
            "Nothing is kept. Exit status 1: a folder holds no transcript; 2: a file could not be read."
            " The others are told all the same."
        ),
    )
    inspect.add_argument("paths", metavar="PATH", nargs="+", help=_("transcripts, or folders of them"))
    inspect.add_argument(
        "--json", action="store_true", help=_("print one JSON list, an object for each file")
    )
    inspect.add_argument(
        "--explain", action="store_true", help=_("tell turn by turn and rule by rule, and why")
    )
    inspect.add_argument(
        "--format", metavar="F", help=_("read as this format, or plain:PROFILE, instead of finding out")
    )
    inspect.add_argument(
        "--no-propose", action="store_true", help=_("no questions but those that the source marks")
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
    from qa_reader.config import settings
    from qa_reader.formats.material import Unreadable
    from qa_reader.library.cache import load
    from qa_reader.report.inspection import failure, inspection

    propose = settings.load().propose and not asked.no_propose

    found: list[dict[str, Any]] = []
    own_id = _own_ids()
    failed = False
    empty: list[str] = []
    for path, own in _files(asked.paths, empty):
        name = path.as_posix()
        try:
            read = load(path, name, format=asked.format, profiles=own.profiles, propose=propose)
            transcript = own.told(read)
        except Unreadable as unreadable:
            error = {"reason": unreadable.reason, "message": unreadable.message}
        except OSError as os_error:
            error = {"reason": "io", "message": f"{name}: {os_error.strerror or os_error}"}
        else:
            lasting = own_id(path)
            if lasting is not None:
                transcript = transcript._replace(source=transcript.source._replace(path=lasting))
            if asked.json:
                found.append(inspection(transcript, path=name))
            else:
                _tell(transcript, name, asked, output)
                if asked.explain:
                    _explain(path, own, asked, output)
            continue
        failed = True
        if asked.json:
            found.append(failure(name, **error))
        output.flush()
        output.warn(error["message"])
    if asked.json:
        output.json(found, indent=1)
    output.flush()
    for message in empty:
        output.warn(message)
    return 2 if failed else 1 if empty else 0


def _own_ids() -> Callable[[Path], str | None]:
    """What tells the ID of a file's transcript where that is not its path: it was moved since it got one."""
    from qa_reader.desk.places import Places
    from qa_reader.library import workspace
    from qa_reader.store.store import Store

    known: dict[Path, Places] = {}

    def own_id(path: Path) -> str | None:
        try:
            place = workspace.find(path)
            if not place.annotations.is_dir():
                return None
            if place.root not in known:
                known[place.root] = Places(place._replace(opened=place.root), Store(place.annotations))
            lasting = known[place.root].id(path)
        except (OSError, workspace.Outside):
            return None
        return lasting if lasting != place.id(path) else None

    return own_id


def _tell(transcript: Transcript, path: str, asked: argparse.Namespace, output: Output) -> None:
    from qa_reader.cli.explaining import explanation, summary

    first, *rest = summary(transcript)
    output.text(path)
    if first != path:
        output.text("  " + _("its ID is {id}, the path it was first met under").format(id=first))
    for line in rest:
        output.text(line)
    if asked.explain:
        for line in explanation(transcript, headed=True):
            output.text(line)


def _explain(path: Path, own: OwnProfiles, asked: argparse.Namespace, output: Output) -> None:
    from qa_reader.cli.explaining import rules
    from qa_reader.formats.table import explain

    told = explain(path.read_bytes(), path.as_posix(), format=asked.format, profiles=own.profiles)
    for line in rules(told):
        output.text(line)


def _files(paths: Sequence[str], empty: list[str]) -> Iterator[tuple[Path, OwnProfiles]]:
    """The files named, and those of the folders named that are transcripts, each folder in natural order.

    With each the profiles that hold where it lies. What to say of a folder without any goes into `empty`.
    """
    from qa_reader.library import cache, workspace
    from qa_reader.library.profiles import OwnProfiles, own_profiles

    for given in map(Path, paths):
        try:
            place = workspace.find(given)
        except OSError:
            yield given, OwnProfiles()  # opening it will say what is wrong
            continue
        own = own_profiles(place.root)
        if not given.is_dir():
            yield given, own
            continue
        transcripts = others = 0
        for entry in workspace.listing(place):
            if entry.likely and cache.glance(entry.path, entry.id, profiles=own.profiles).claimed:
                transcripts += 1
                yield given / entry.path.relative_to(place.opened), own
            else:
                others += 1
        if not transcripts:
            empty.append(_no_transcript(given, others))


def _no_transcript(folder: Path, others: int) -> str:
    if not others:
        return _("{path}: the folder is empty").format(path=folder)
    message = ngettext(
        "{path}: no transcript among {count} file; one that is named itself is read all the same",
        "{path}: no transcript among {count} files; one that is named itself is read all the same",
        others,
    )
    return message.format(path=folder, count=others)


def no_such_part(question: str) -> str:
    """What to say where an ID names a part that is not there."""
    return _("{id}: it has no such part; the question is /q, the answers /a, the second answer /a2").format(
        id=question
    )
