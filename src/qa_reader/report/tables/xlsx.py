"""Excel workbooks: typed columns, a filter on each, the header frozen; text is text, whatever it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from qa_reader.report.escaping import written
from qa_reader.report.tables.cells import annotators, flat, names
from qa_reader.report.tables.columns import COLUMNS, STANCE, Row, Rows

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST: Final = 32_767
"""Characters (UTF-16 units, as Excel counts them) that a cell may hold."""
_WIDE: Final = {"words": 40, "note": 40, "question_text": 50, "answer_text": 50, "citation": 40, "notes": 40}
_WIDTH: Final = 14


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook, and what could not go into it whole."""

    data: bytes
    cut: int
    """Cells whose text is longer than a cell may be, and ends in … there."""


def write(tables: Mapping[Rows, Sequence[Row]]) -> Workbook:
    """A workbook with a sheet for each of `tables`."""
    import xlsxwriter

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
    body = book.add_format({"valign": "top"})
    cut = sum(_sheet(book.add_worksheet(table), rows, table, head, body) for table, rows in tables.items())
    book.close()
    return Workbook(file.getvalue(), cut)


def _sheet(sheet: Worksheet, rows: Sequence[Row], table: Rows, head: Format, body: Format) -> int:
    columns = names(table, annotators(rows))
    kinds = COLUMNS[table]
    cut = 0
    for at, name in enumerate(columns):
        sheet.write_string(0, at, _fit(written(name))[0], head)
        sheet.set_column(at, at, _WIDE.get(name, _WIDTH), body)
    plan = ["stances" if name.startswith(STANCE) else kinds[name] for name in columns]
    for line, values in enumerate(flat(rows, table, columns), 1):
        for at, (value, kind) in enumerate(zip(values, plan, strict=True)):
            if value is None or value == "":
                continue
            if kind in ("number", "decimal"):
                sheet.write_number(line, at, value)
            elif kind == "flag":
                sheet.write_boolean(line, at, value)
            else:
                text, shortened = _fit(_text(value))
                cut += shortened
                sheet.write_string(line, at, text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return cut


def _text(value: Any) -> str:
    return written(str(value))


def _fit(text: str) -> tuple[str, bool]:
    """`text` as long as a cell may be, and whether something was cut off."""
    if len(text) <= _MOST // 2 or len(text.encode("utf-16-le")) // 2 <= _MOST:
        return text, False
    units = text.encode("utf-16-le")[: 2 * (_MOST - 1)]
    return units.decode("utf-16-le", "ignore") + "…", True
