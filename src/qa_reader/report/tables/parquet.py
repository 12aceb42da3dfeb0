"""Parquet, for statistics programs: typed columns, nothing as text that is a number (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from qa_reader.report.tables.cells import annotators, flat, kind_of, names
from qa_reader.report.tables.columns import Row, Rows


class NoParquet(Exception):
    """pyarrow is not installed."""


def write(rows: Sequence[Row], table: Rows) -> bytes:
    """`rows` as a Parquet file. Raises NoParquet where the extra is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise NoParquet from None
    columns = names(table, annotators(rows))
    types = {
        "number": pyarrow.int64(),
        "decimal": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "ids": pyarrow.list_(pyarrow.string()),
    }
    kinds = [kind_of(name, table) for name in columns]
    arrays = [
        pyarrow.array([_value(value, kind) for value in column], types.get(kind, pyarrow.string()))
        for column, kind in zip(flat(rows, table, columns), kinds, strict=True)
    ]
    file = BytesIO()
    parquet.write_table(pyarrow.Table.from_arrays(arrays, columns), file)
    return file.getvalue()


def _value(value: Any, kind: str) -> Any:
    if kind == "ids":
        return value.split(" ") if value else []
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value
