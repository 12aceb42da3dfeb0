"""The command that completes a transcript's metadata."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, language

if TYPE_CHECKING:
    from qa_reader.cli.parser import Commands
    from qa_reader.desk.workspace import Desk


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    meta = commands.add(
        "meta",
        _meta,
        _("show or complete what a citation needs: title, body, meeting, date …"),
        _("An empty value (date=) goes back to what the source says."),
    )
    meta.add_argument("file", metavar="FILE", help=_("a transcript"))
    meta.add_argument(
        "values",
        metavar="KEY=VALUE",
        nargs="*",
        help=_("id=OLD.txt says that the file is a transcript that was renamed, whose own file is gone"),
    )
    meta.add_argument("--json", action="store_true", help=_("print JSON"))


def _meta(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.annotation.corrections import FIELDS
    from qa_reader.cli.lines import change_lines, columns
    from qa_reader.cli.opening import Place
    from qa_reader.desk import changes

    named = Place(asked, output).question(asked.file)
    transcript = named.reading.transcript
    if named.unit.kind != "transcript":
        raise Failure(
            _("{id}: metadata is the whole transcript's; name the file alone").format(id=asked.file)
        )
    if asked.values:
        values = _pairs(asked.values)
        if "id" in values:
            return _adopt(named.desk, transcript.id, values, output)
        change = changes.complete(named.desk, transcript.id, values)
        if change is None:
            output.done(_("{id}: nothing to change").format(id=transcript.id))
        for line in change_lines(change.revisions, named.desk.codebook, language()) if change else ():
            output.done(line)
        return 0
    values = {name: getattr(transcript.meta, name) for name in FIELDS}
    if asked.json:
        output.json({"transcript": transcript.id, **values})
    else:
        for line in columns([(name, value or "–") for name, value in values.items()]):
            output.text(line)
    return 0


def _adopt(desk: Desk, file: str, values: dict[str, str], output: Output) -> int:
    """Take the file for the transcript that `id` names."""
    from qa_reader.desk.moved import adopt

    if len(values) > 1:
        raise Failure(_("id={id}: say this alone, then the rest").format(id=values["id"]))
    path = desk.places.path(file)
    adopt(desk, file, values["id"])
    output.done(_("{path} is {id}: what was said of it is here").format(path=path, id=values["id"]))
    return 0


def _pairs(given: list[str]) -> dict[str, str]:
    values = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Failure(_("{pair}: give it as KEY=VALUE").format(pair=pair))
        values[name.strip()] = value.strip()
    return values
