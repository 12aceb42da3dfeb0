"""CSV (RFC 4180, UTF-8): a table that any spreadsheet opens, and that runs nothing there.

A cell that a spreadsheet would take for a formula has an apostrophe before it, and so has one that begins
with apostrophes and then such a sign (`report.escaping.cell`); taking one off again gives the text back.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from qa_reader.report.escaping import cell, uncelled
from qa_reader.report.tables.cells import annotators, flat, names, shaped
from qa_reader.report.tables.columns import Row, Rows

_SUSPECT = frozenset("'=+-@\t\r＝＋－＠")
_BOM = "\ufeff"


def write(rows: Sequence[Row], table: Rows, *, bom: bool = False) -> bytes:
    """`rows` with a line of names above them; `bom` for the Excels that take UTF-8 for something else.

    Lone surrogates, which UTF-8 cannot hold, are written as `\\udcXX`.
    """
    columns = names(table, annotators(rows))
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(_safe, columns))
    for values in flat(rows, table, columns):
        writer.writerow([_safe(value) for value in values])
    return ((_BOM if bom else "") + text.getvalue()).encode("utf-8", "backslashreplace")


def read(data: bytes, table: Rows) -> Iterator[Row]:
    """The rows that `write` was given. Raises ValueError."""
    csv.field_size_limit(1 << 30)
    lines = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    columns = [uncelled(name) for name in next(lines, [])]
    for cells in lines:
        yield shaped([uncelled(each) for each in cells], columns, table)


def _safe(value: Any) -> Any:
    if value.__class__ is str:
        return cell(value) if value[:1] in _SUSPECT else value
    if value is True or value is False:
        return "true" if value else "false"
    return value
