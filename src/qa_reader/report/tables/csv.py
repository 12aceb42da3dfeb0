"""CSV (RFC 4180, UTF-8): a table that any spreadsheet opens, and that runs nothing there.

A cell that a spreadsheet would take for a formula has an apostrophe before it, and so has one that begins
with apostrophes and then such a sign (`report.escaping.cell`); taking one off again gives the text back.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from qa_reader.report.escaping import cell, uncelled
from qa_reader.report.tables.cells import annotators, flat, kind_of, names, shaped
from qa_reader.report.tables.columns import Kind, Row, Rows

_SUSPECT = frozenset("'=+-@\t\r＝＋－＠")
_MARKS = re.compile('[",\r\n]')
_BOM = "\ufeff"


def write(rows: Sequence[Row], table: Rows, *, bom: bool = False) -> bytes:
    """`rows` with a line of names above them; `bom` for the Excels that take UTF-8 for something else.

    Lone surrogates, which UTF-8 cannot hold, are written as `\\udcXX`.
    """
    columns = names(table, annotators(rows))
    values = [
        _cells(column, kind_of(name, table))
        for name, column in zip(columns, flat(rows, table, columns), strict=True)
    ]
    lines = [",".join(map(_quoted, columns)), *map(",".join, zip(*values, strict=True)), ""]
    return ((_BOM if bom else "") + "\r\n".join(lines)).encode("utf-8", "backslashreplace")


def _cells(values: list[Any], kind: Kind) -> list[str]:
    """The values of a column as cells; what stands in it many times, as a question's text, is made once."""
    if kind == "flag":
        return ["" if value is None else "true" if value else "false" for value in values]
    if kind in ("number", "decimal"):
        return ["" if value is None else str(value) for value in values]
    known = {value: "" if value is None else _quoted(value) for value in dict.fromkeys(values)}
    return [known[value] for value in values]


def _quoted(text: str) -> str:
    """A cell that runs nothing, in quotation marks where CSV wants them."""
    safe = cell(text) if text[:1] in _SUSPECT else text
    return '"' + safe.replace('"', '""') + '"' if _MARKS.search(safe) else safe


def read(data: bytes, table: Rows) -> Iterator[Row]:
    """The rows that `write` was given. Raises ValueError."""
    csv.field_size_limit(1 << 30)
    lines = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    columns = [uncelled(name) for name in next(lines, [])]
    for cells in lines:
        yield shaped([uncelled(each) for each in cells], columns, table)
