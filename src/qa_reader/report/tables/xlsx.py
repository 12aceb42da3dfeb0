"""Excel workbooks: typed columns, a filter on each, the header frozen; text is text, whatever it says.

A workbook is for people: the fields from which a record is made again stand in CSV and JSON Lines alone.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from qa_reader.report.escaping import written
from qa_reader.report.tables.cells import annotators, flat, kind_of, names
from qa_reader.report.tables.columns import INWARD, Kind, Row, Rows

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST: Final = 32_767
"""Characters (UTF-16 units, as Excel counts them) that a cell may hold."""
MOST_ROWS: Final = 1_048_575
"""Rows that a sheet holds below its header."""
_WIDE: Final = {"words": 40, "note": 40, "question_text": 50, "answer_text": 50, "citation": 40, "notes": 40}
_WIDTH: Final = 14


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook, and what could not go into it whole."""

    data: bytes
    cut: int
    """Cells whose text is longer than a cell may be, and ends in … there."""


class TooManyRows(Exception):
    """More rows than a sheet holds; xlsxwriter would leave out the rest without a word."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def write(tables: Mapping[Rows, Sequence[Row]]) -> Workbook:
    """A workbook with a sheet for each of `tables`. Raises TooManyRows."""
    import xlsxwriter

    most = max(map(len, tables.values()), default=0)
    if most > MOST_ROWS:
        raise TooManyRows(most)
    file = BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    head = book.add_format({"bold": True, "bg_color": "#E9E6DF", "bottom": 1})
    # Hundreds of thousands of cells, none in a cycle: looking for garbage among them takes half the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        cut = sum(_sheet(book.add_worksheet(table), rows, table, head) for table, rows in tables.items())
        book.close()
    finally:
        if collecting:
            gc.enable()
    return Workbook(file.getvalue(), cut)


def _sheet(sheet: Worksheet, rows: Sequence[Row], table: Rows, head: Format) -> int:
    columns = [name for name in names(table, annotators(rows)) if name not in INWARD]
    cut = 0
    for at, name in enumerate(columns):
        sheet.write_string(0, at, _fit(written(name))[0], head)
        sheet.set_column(at, at, _WIDE.get(name, _WIDTH))
    for at, (name, values) in enumerate(zip(columns, flat(rows, table, columns), strict=True)):
        cut += _column(sheet, at, values, kind_of(name, table))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return cut


def _column(sheet: Worksheet, at: int, values: Sequence[Any], kind: Kind) -> int:
    """Write a column; how many of its cells had to be cut."""
    if kind in ("number", "decimal", "flag"):
        put = sheet.write_boolean if kind == "flag" else sheet.write_number
        for line, value in enumerate(values, 1):
            if value is not None:
                put(line, at, value)
        return 0
    cut = 0
    known = {value: _fit(written(value)) for value in dict.fromkeys(values) if value}
    for line, value in enumerate(values, 1):
        if value:
            text, shortened = known[value]
            cut += shortened
            sheet.write_string(line, at, text)
    return cut


def _fit(text: str) -> tuple[str, bool]:
    """`text` as long as a cell may be, and whether something was cut off."""
    if len(text) <= _MOST // 2 or len(text.encode("utf-16-le")) // 2 <= _MOST:
        return text, False
    units = text.encode("utf-16-le")[: 2 * (_MOST - 1)]
    return units.decode("utf-16-le", "ignore") + "…", True
