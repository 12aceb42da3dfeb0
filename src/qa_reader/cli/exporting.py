"""The command that gives tables away: what was said, a row each, in formats that other programs read."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, ngettext

if TYPE_CHECKING:
    from qa_reader.cli.parser import Commands
    from qa_reader.desk.tables import Taken
    from qa_reader.desk.workspace import Desk
    from qa_reader.report.tables.columns import Rows

FORMATS: Final = ("csv", "xlsx", "jsonl", "parquet", "html")
_TEXTS: Final = ("csv", "jsonl")
"""What a terminal may show."""


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    export = commands.add(
        "export",
        _export,
        _("tables of what was said: a row for each annotation or exchange, with every field"),
        _("How many rows were written, and whether that is all there is, is told on standard error."),
    )
    export.add_argument(
        "path", metavar="PATH", nargs="?", help=_("a transcript or a folder (default: the workspace here)")
    )
    export.add_argument(
        "--format", choices=FORMATS, help=_("the format (default: by the ending of FILE, else csv)")
    )
    export.add_argument(
        "--rows",
        choices=("annotations", "exchanges"),
        help=_("what a row is (default: annotations; a workbook gets a sheet of each)"),
    )
    export.add_argument("--bom", action="store_true", help=_("begin CSV with a byte order mark, for Excel"))
    add_output(export)


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where a file goes."""
    parser.add_argument("-o", "--output", metavar="FILE", help=_("write to this file"))
    add_force(parser)


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add the option that lets a file be written over."""
    parser.add_argument("--force", action="store_true", help=_("also where the file exists already"))


def _export(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk.tables import take

    form = asked.format or _by_ending(asked.output) or "csv"
    if form == "html":
        return _page(asked, output)
    tables: tuple[Rows, ...] = (asked.rows or "annotations",)
    if form == "xlsx" and asked.rows is None:
        tables = ("annotations", "exchanges")
    desk = Place(asked, output).desk(asked.path)
    taken = take(desk, tables, partial(unreadable, output))
    for problem in taken.problems:
        output.warn(problem)
    data = _written(form, tables, taken, asked.bom, output)
    deliver(data, asked, desk, output, text=form in _TEXTS)
    return _tell(taken, tables, output)


def _by_ending(file: str | None) -> str | None:
    ending = Path(file or "").suffix.lower().lstrip(".")
    if ending and ending not in FORMATS:
        told = _("{path}: no format ends so; give --format, or one of {formats}")
        raise Failure(told.format(path=file, formats=", ".join(f".{each}" for each in FORMATS)))
    return ending or None


def unreadable(output: Output, transcript: str, error: Exception) -> None:
    """Say that a transcript cannot be read."""
    reason = f"{transcript}: {error.strerror or error}" if isinstance(error, OSError) else str(error)
    output.warn(_("{reason}; what was said of it is written all the same").format(reason=reason))


def _written(form: str, tables: tuple[Rows, ...], taken: Taken, bom: bool, output: Output) -> bytes:
    table = tables[0]
    if form == "csv":
        from qa_reader.report.tables import csv

        return csv.write(taken.rows(table), table, bom=bom)
    if form == "jsonl":
        from qa_reader.report.tables import jsonl

        return jsonl.write(taken.rows(table), table)
    if form == "parquet":
        from qa_reader.report.tables import parquet

        try:
            return parquet.write(taken.rows(table), table)
        except parquet.NoParquet:
            message = _("Parquet needs pyarrow: pip install 'qa-reader[parquet]'; csv and jsonl need nothing")
            raise Failure(message) from None
    from qa_reader.report.tables import xlsx

    try:
        book = xlsx.write({each: taken.rows(each) for each in tables})
    except xlsx.TooManyRows as error:
        message = _("a workbook holds {most} rows and these are {n}; csv and jsonl hold them all")
        raise Failure(message.format(most=xlsx.MOST_ROWS, n=error.count)) from None
    if book.cut:
        output.warn(
            ngettext(
                "{n} cell holds more than a workbook can (32,767 characters) and is cut; csv has it whole",
                "{n} cells hold more than a workbook can (32,767 characters) and are cut; csv has them whole",
                book.cut,
            ).format(n=book.cut)
        )
    return book.data


def deliver(data: bytes, asked: argparse.Namespace, desk: Desk, output: Output, *, text: bool) -> None:
    """Write to the file asked for, else to standard output; never over a transcript. Raises Failure, OSError.

    `text` says that a terminal may show it.
    """
    if asked.output is None or asked.output == "-":
        if text and output.terminal:
            output.text(data.decode("utf-8", "replace").replace("\r\n", "\n"), end="")
        else:
            output.data(data)
        return
    put(data, Path(asked.output), desk, force=asked.force)


def put(data: bytes, file: Path, desk: Desk, *, force: bool) -> None:
    """Write a file, over one that is there only with `force`. Raises Failure, Refused, OSError."""
    from qa_reader.desk import giving
    from qa_reader.desk.workspace import Refused

    try:
        giving.put(desk, data, file, over=force)
    except Refused as refused:
        if refused.reason != "there":
            raise
        raise Failure(_("{path}: is there already; --force writes over it").format(path=file)) from None


def _tell(taken: Taken, tables: tuple[Rows, ...], output: Output) -> int:
    """Say on standard error what was written, and hold the count against the store's."""
    if "exchanges" in tables:
        output.warn(_("{n} exchanges of {m} transcripts").format(n=len(taken.exchanges), m=taken.transcripts))
    if "annotations" not in tables:
        return 0
    count = len(taken.annotations)
    if count != taken.stored:
        told = _("{n} annotations written, but the store holds {m}; see qa-reader check")
        raise Failure(told.format(n=count, m=taken.stored), 1)
    parts = [_("{n} annotations, all that the store holds").format(n=count)]
    doubted = sum(row["doubt"] is not None for row in taken.annotations)
    if doubted:
        parts.append(_("{n} of them in doubt (column doubt)").format(n=doubted))
    if taken.deleted:
        parts.append(_("{n} deleted ones left out").format(n=taken.deleted))
    output.warn("; ".join(parts))
    return 0


def _page(asked: argparse.Namespace, output: Output) -> int:
    """A page with the transcripts, all that was said in its place, and the figures."""
    from qa_reader.cli.opening import Place
    from qa_reader.desk.tables import page
    from qa_reader.report.outputs import render

    desk = Place(asked, output).desk(asked.path)
    document = page(desk, partial(unreadable, output))
    if document is None:
        raise Failure(_("nothing was said here yet"), 1)
    deliver(render(document, "html"), asked, desk, output, text=False)
    seen = document.transcripts
    output.warn(
        _("{n} annotations of {m} transcripts").format(
            n=sum(len(each.said.annotations) for each in seen), m=len(seen)
        )
    )
    return 0
