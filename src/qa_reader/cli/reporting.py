"""The command for reports in hand: making them, putting quotes in, ordering, and writing them out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, ngettext

if TYPE_CHECKING:
    from qa_reader.annotation.reports import Item, Report
    from qa_reader.cli.opening import Place
    from qa_reader.cli.parser import Commands, Parser
    from qa_reader.desk.reporting import Wanted
    from qa_reader.desk.workspace import Desk
    from qa_reader.report.quote import Quote

_WORDS: Final = 60
"""Cells at most of an item's words."""


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    from qa_reader.report.outputs import OUTPUTS

    doings = commands.add_group(
        "report",
        _list,
        _("reports in hand: quotes in order, with headings and comments, written out in many formats"),
        _("Without more: the reports there are. REPORT is a name; without one the report last changed."),
    )

    def one(name: str, run: Callable[[argparse.Namespace, Output], int], about: str) -> Parser:
        return doings.add(name, run, about)

    listing = one("list", _list, _("the reports there are"))
    listing.add_argument("--json", action="store_true", help=_("print JSON Lines with every field"))
    one("new", _new, _("begin a report")).add_argument("name", metavar="NAME")
    adding = one("add", _add, _("put quotes in: questions, answers, highlights"))
    adding.add_argument(
        "ids",
        metavar="ID",
        nargs="+",
        help=_("x.txt#q3, its question x.txt#q3/q, its answer x.txt#q3/a, or a record"),
    )
    adding.add_argument("--comment", metavar="TEXT", default="", help=_("a comment on each"))
    show = one("show", _show, _("a report's items, numbered; ! marks what needs your eye"))
    show.add_argument("report", metavar="REPORT", nargs="?")
    show.add_argument("--json", action="store_true", help=_("print JSON Lines with every field"))
    one("heading", _heading, _("put a heading in")).add_argument("text", metavar="TEXT")
    comment = one("comment", _comment, _("put a comment of your own in, or with --on on a quote"))
    comment.add_argument("text", metavar="TEXT", help=_("the words; - reads them from standard input"))
    comment.add_argument("--on", metavar="ITEM", help=_("comment on this quote, or reword this item"))
    move = one("move", _move, _("put an item at another place; a heading takes along what stands under it"))
    move.add_argument("item", metavar="ITEM", help=_("its number in the report, or its record"))
    move.add_argument("at", metavar="N", type=int, help=_("the number that it gets"))
    remove = one("remove", _remove, _("take items out"))
    remove.add_argument("items", metavar="ITEM", nargs="+")
    accept = one("accept", _accept, _("take a flagged quote's words as the transcript has them now"))
    accept.add_argument("item", metavar="ITEM")
    rename = one("rename", _rename, _("give a report another name"))
    rename.add_argument("name", metavar="NAME")
    delete = one("delete", _delete, _("delete a report; undo brings it back"))
    delete.add_argument("report", metavar="REPORT")
    write = one("write", _write, _("write a report out"))
    write.add_argument("report", metavar="REPORT", nargs="?")
    write.add_argument(
        "--format",
        choices=tuple(OUTPUTS),
        help=_("the format (default: by the ending of FILE, else markdown)"),
    )
    from qa_reader.cli.exporting import add_output
    from qa_reader.cli.figuring import add_counts

    add_output(write)
    for name in ("add", "heading", "comment", "move", "remove", "accept", "rename"):
        doings.parser(name).add_argument("--to", metavar="REPORT", help=_("the report that is meant"))
    for name in ("add", "heading", "comment"):
        doings.parser(name).add_argument(
            "--at", metavar="N", type=int, help=_("its number there (default: last)")
        )
    add_counts(doings)


# Which report, which item


def _desk(asked: argparse.Namespace, output: Output) -> Desk:
    from qa_reader.cli.opening import Place

    return Place(asked, output).desk()


def _report(desk: Desk, name: str | None) -> Report:
    """The report that is meant. Raises Failure where there is none yet, Refused where none is called so."""
    from qa_reader.desk.reporting import named

    report = named(desk, name)
    if report is None:
        raise Failure(_("there is no report yet; qa-reader report new NAME begins one"), 1)
    return report


def _item(desk: Desk, text: str, name: str | None) -> tuple[Report, Item]:
    """The item with that number in the report that is meant, or whose record ends so."""
    from qa_reader.desk.reporting import found

    if text.isascii() and text.isdecimal() and len(text) < 4:
        report = _report(desk, name)
        if not 1 <= int(text) <= len(report.items):
            raise Failure(_("{n}: the report has {count} items").format(n=text, count=len(report.items)))
        return report, report.items[int(text) - 1]
    return found(desk, text)


def _at(asked: argparse.Namespace) -> int | None:
    return None if asked.at is None else max(0, asked.at - 1)


# What there is


def _list(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.lines import columns, ending, local_time
    from qa_reader.desk.reporting import standing

    desk = _desk(asked, output)
    reports = standing(desk)
    if getattr(asked, "json", False):
        for report in reports:
            output.json(
                {"id": report.id, "name": report.name, "author": report.author, "items": len(report.items),
                 "quotes": report.quotes, "time": report.revision.time}
            )  # fmt: skip
        return 0 if reports else 1
    rows = [
        (
            report.name,
            ngettext("{n} quote", "{n} quotes", report.quotes).format(n=report.quotes),
            report.author,
            local_time(max([report.revision.time, *(item.revision.time for item in report.items)])),
            ending(report.id),
        )
        for report in reports
    ]
    for line in columns(rows):
        output.text(line)
    return 0 if rows else 1


def _show(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.lines import columns, ending
    from qa_reader.desk.reporting import look
    from qa_reader.language.layout import fit
    from qa_reader.report.document import doubted
    from qa_reader.report.gathering import gathered

    desk = _desk(asked, output)
    report = _report(desk, asked.report)
    rows = []
    for number, each in enumerate(gathered(report.items, lambda name: look(desk, name)), 1):
        item = each.item
        words = _words(each.quote) if each.quote is not None else ""
        if asked.json:
            output.json(
                {"n": number, "id": item.id, "type": item.kind, "text": item.text, "of": item.of or None,
                 "record": item.record, "words": words or None, "quoted": item.words or None,
                 "doubt": each.doubt or None, "author": item.author, "overwritten": list(item.overwritten),
                 "report": report.id}
            )  # fmt: skip
            continue
        if item.kind == "quote":
            told = fit(" ".join(words.split()), _WORDS)
            note = f"  ✎ {fit(' '.join(item.text.split()), _WORDS // 2)}" if item.text else ""
            doubt = f"  ! {doubted(each.doubt)}" if each.doubt else ""
            what = f"{item.of}  {told}{note}{doubt}"
        else:
            what = f"{'##' if item.kind == 'heading' else '¶'} {fit(' '.join(item.text.split()), _WORDS)}"
        if item.overwritten:
            what += "  ! " + _("somebody else wrote: {words}").format(words=" / ".join(item.overwritten))
        rows.append((str(number), ending(item.id), what))
    if not asked.json:
        output.text(report.name)
        for line in columns(rows):
            output.text(f"  {line}")
    return 0 if report.items else 1


def _words(quote: Quote) -> str:
    return "\n".join(extract.words(quote.manner.ellipsis) for extract in quote.extracts)


# Changes


def _new(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.desk.reporting import create

    desk = _desk(asked, output)
    report = create(desk, asked.name)
    output.done(_("{name}: begun").format(name=report.name))
    return 0


def _add(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk import reporting

    place = Place(asked, output)
    wanted = [_wanted(place, text) for text in asked.ids]
    desk = wanted[0][0]
    if any(each[0].workspace.root != desk.workspace.root for each in wanted):
        raise Failure(_("these belong to several workspaces; add them one by one"))
    report = reporting.named(desk, asked.to) or reporting.create(desk, _("Report"))
    quotes = [each[1] for each in wanted]
    reporting.quote(desk, report, quotes, at=_at(asked), text=asked.comment.strip())
    report = reporting.named(desk, report.id) or report
    output.done(added(report, len(quotes)))
    return 0


def added(report: Report, count: int) -> str:
    """What to say after `count` quotes were put into `report`."""
    told = ngettext(
        "{name}: {n} quote added, it has {all} now", "{name}: {n} quotes added, it has {all} now", count
    )
    return told.format(name=report.name, n=count, all=report.quotes)


def _wanted(place: Place, text: str) -> tuple[Desk, Wanted]:
    """What is to be quoted by the ID or record `text`. Raises Failure, Refused."""
    from qa_reader.desk import reporting

    if not place.is_record(text):
        named = place.question(text)
        return named.desk, reporting.wanted_unit(named.reading, named.unit, named.suffix)
    found = place.record(text)
    reading = found.desk.reading(found.transcript)
    annotation = next((a for a in reading.said.annotations if a.id == found.revision.id), None)
    if annotation is None:
        raise Failure(_("{id}: this annotation has been deleted").format(id=text))
    return found.desk, reporting.wanted_annotation(reading, annotation)


def _heading(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.desk import reporting

    desk = _desk(asked, output)
    report = _report(desk, asked.to)
    reporting.heading(desk, report, asked.text, at=_at(asked))
    output.done(_("{name}: heading added").format(name=report.name))
    return 0


def _comment(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.desk import reporting

    text = sys.stdin.read() if asked.text == "-" else asked.text
    desk = _desk(asked, output)
    if asked.on is not None:
        report, item = _item(desk, asked.on, asked.to)
        reporting.reword(desk, item, text)
    else:
        report = _report(desk, asked.to)
        reporting.comment(desk, report, text, at=_at(asked))
    output.done(_("{name}: comment kept").format(name=report.name))
    return 0


def _move(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.desk import reporting

    desk = _desk(asked, output)
    # With a record, --to names where it goes; with a number, where it is.
    report, item = _item(desk, asked.item, asked.to)
    into = _report(desk, asked.to) if asked.to is not None else report
    change = reporting.move(desk, report, item, max(0, asked.at - 1), into=into)
    told = _("{name}: moved") if change is not None else _("{name}: it stands there already")
    output.done(told.format(name=into.name))
    return 0


def _remove(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.desk import reporting

    desk = _desk(asked, output)
    found = [_item(desk, text, asked.to) for text in asked.items]
    items = {item.id: item for _in, item in found}  # one that is named twice is one
    reporting.remove(desk, *items.values())
    told = ngettext("{name}: {n} item taken out", "{name}: {n} items taken out", len(items))
    output.done(told.format(name=found[0][0].name, n=len(items)))
    return 0


def _accept(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.desk import reporting

    desk = _desk(asked, output)
    report, item = _item(desk, asked.item, asked.to)
    reporting.accept(desk, item)
    output.done(_("{name}: the words are quoted as they stand now").format(name=report.name))
    return 0


def _rename(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.desk import reporting

    desk = _desk(asked, output)
    reporting.rename(desk, _report(desk, asked.to), asked.name)
    output.done(_("{name}: renamed").format(name=asked.name))
    return 0


def _delete(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.desk import reporting

    desk = _desk(asked, output)
    report = _report(desk, asked.report)
    reporting.drop(desk, report)
    output.done(_("{name}: deleted; undo brings it back").format(name=report.name))
    return 0


# Writing out


def _write(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.exporting import deliver
    from qa_reader.desk.reporting import written
    from qa_reader.report.outputs import named

    desk = _desk(asked, output)
    report = _report(desk, asked.report)
    form = asked.format or (named(asked.output) if asked.output else None) or "markdown"
    data, document = written(desk, report, form)
    deliver(data, asked, desk, output, text=form != "docx")
    flagged = [part for part in document.quotations if part.doubt]
    quotes = ngettext("{n} quote", "{n} quotes", len(document.quotations)).format(n=len(document.quotations))
    output.warn(f"{report.name}: {quotes}")
    for part in flagged:
        output.warn(f"{part.question}: {part.doubt}")
    return 0
