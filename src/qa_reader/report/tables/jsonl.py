"""JSON Lines: a row on each line, nothing escaped but what JSON itself asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from qa_reader.report.tables.columns import COLUMNS, Row, Rows


def write(rows: Sequence[Row], table: Rows) -> bytes:
    """`rows` as UTF-8, every column in each; lone surrogates as JSON's own escapes."""
    columns = tuple(COLUMNS[table])
    return b"".join(_line({name: row.get(name) for name in columns}) for row in rows)


def _line(row: Row) -> bytes:
    import orjson

    try:
        return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # a lone surrogate, or a number beyond 64 bits
        return json.dumps(row).encode() + b"\n"


def read(data: bytes, table: Rows) -> Iterator[dict[str, Any]]:  # noqa: ARG001  (as all readers of tables)
    """The rows that `write` was given. Raises ValueError."""
    for line in data.split(b"\n"):
        if line:
            yield json.loads(line)
