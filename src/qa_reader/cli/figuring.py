"""`report counts`: what was said, counted: bars in the terminal, JSON with every record, pictures."""

from __future__ import annotations

import argparse
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_reader.cli.parser import Doings
    from qa_reader.desk.workspace import Desk
    from qa_reader.report.figures.charts import Chart


def add_counts(doings: Doings) -> None:
    """Add `counts` to the doings of `report`."""
    from qa_reader.cli.exporting import add_force

    counts = doings.add(
        "counts",
        _counts,
        _("stances by speaker, section and session, tags, and what is left to tag"),
        _("Every count opens to its records: --json lists them."),
    )
    counts.add_argument(
        "path", metavar="PATH", nargs="?", help=_("a transcript or a folder (default: the workspace here)")
    )
    counts.add_argument("--by", metavar="NAME", help=_("only what this person said (default: everybody)"))
    counts.add_argument(
        "--json", action="store_true", help=_("print JSON Lines, each count with its records")
    )
    counts.add_argument(
        "--svg", metavar="FOLDER", help=_("write each figure as an SVG file into this folder")
    )
    counts.add_argument("--png", metavar="FILE", help=_("write all figures as one PNG picture"))
    add_force(counts)


def _counts(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.exporting import put, unreadable
    from qa_reader.cli.opening import Place
    from qa_reader.desk.scope import counted
    from qa_reader.report.figures.charts import charts
    from qa_reader.report.figures.terminal import lines

    desk = Place(asked, output).desk(asked.path)
    counts = counted(desk, asked.by, partial(unreadable, output))
    found = charts(counts, desk.codebook)
    files = _svgs(found, Path(asked.svg), desk, force=asked.force) if asked.svg else []
    if asked.png and found:
        put(_png(found, output), Path(asked.png), desk, force=asked.force)
        files.append(Path(asked.png))
    for file in files:
        output.done(str(file))
    if asked.json:
        for chart in found:
            for document in _documents(chart):
                output.json(document)
    elif not (asked.svg or asked.png):
        for line in lines(found, shutil.get_terminal_size((80, 24)).columns):
            output.text(line)
    if not found:
        output.warn(_("nothing to count yet"))
    return 0 if found else 1


def _documents(chart: Chart) -> list[dict[str, Any]]:
    return [
        {
            "figure": chart.id,
            "label": bar.label,
            "of": piece.id,
            "count": piece.count,
            "records": list(piece.records),
        }
        for bar in chart.bars
        for piece in bar.pieces
    ]


def _svgs(charts: Sequence[Chart], folder: Path, desk: Desk, *, force: bool) -> list[Path]:
    """Write each of `charts` into `folder`; the files. Raises Failure, OSError."""
    from qa_reader.cli.exporting import put
    from qa_reader.report.figures.svg import svg

    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{chart.id}.svg" for chart in charts]
    for chart, file in zip(charts, files, strict=True):
        put(svg(chart).encode("utf-8"), file, desk, force=force)
    return files


def _png(charts: Sequence[Chart], output: Output) -> bytes:
    """All of `charts` in one picture. Raises Failure."""
    from qa_reader.report.figures.png import NoPlots, png

    try:
        data, japanese = png(charts)
    except NoPlots:
        message = _("PNG needs matplotlib: pip install 'qa-reader[plots]'; --svg needs nothing")
        raise Failure(message) from None
    if not japanese:
        output.warn(_("no Japanese font was found, so Japanese words are boxes there; --svg has them"))
    return data
