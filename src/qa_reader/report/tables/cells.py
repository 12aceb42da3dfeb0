"""Values in the cells of a flat table, where all is text, and back.

Ids are parted by blanks, structures are JSON, flags `true` or `false`, nothing is an empty cell. Each
annotator's stance has a column of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qa_reader.report.tables.columns import COLUMNS, STANCE, Kind, Row, Rows

_TEXTS = frozenset({"note", "annotator", "question", "kind", "part", "words", "tags", "title"})


def names(table: Rows, annotators: Iterable[str]) -> list[str]:
    """The columns of the flat table, with one for each annotator in place of `stances`."""
    found: list[str] = []
    for name, kind in COLUMNS[table].items():
        found += [STANCE + who for who in annotators] if kind == "stances" else [name]
    return found


def annotators(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Everybody who has a stance in `rows`, sorted."""
    known: dict[int, Mapping[str, str]] = {}
    for row in rows:
        stances = row.get("stances") or {}
        known[id(stances)] = stances  # rows of one question share theirs
    return sorted({who for stances in known.values() for who in stances})


def flat(rows: Sequence[Row], table: Rows, columns: Sequence[str]) -> list[list[Any]]:
    """The values of each of `columns` for all `rows`, structures made text.

    By columns, because whoever writes ten thousand rows does each column's kind of thing to it once.
    """
    kinds = COLUMNS[table]
    found = []
    for name in columns:
        if name.startswith(STANCE):
            who = name[len(STANCE) :]
            found.append([(row.get("stances") or {}).get(who) for row in rows])
            continue
        values = [row.get(name) for row in rows]
        if kinds[name] == "ids":
            values = [" ".join(value) if value else "" for value in values]
        elif name == "anchor":  # none at all is something else than an empty one
            values = [None if value is None else _json(value) for value in values]
        elif kinds[name] == "json":
            values = [_json(value) if value else None for value in values]
        found.append(values)
    return found


def kind_of(column: str, table: Rows) -> Kind:
    """What a column of a flat table holds."""
    return "text" if column.startswith(STANCE) else COLUMNS[table][column]


def _json(value: Any) -> str:
    import orjson

    try:
        return orjson.dumps(value).decode()
    except TypeError:  # a lone surrogate, or a number beyond 64 bits
        return json.dumps(value)


def shaped(cells: Sequence[str], columns: Sequence[str], table: Rows) -> Row:
    """The row that flat text cells hold. Raises ValueError where one holds nothing of its kind."""
    kinds = COLUMNS[table]
    row: Row = {"stances": {}}
    for name, cell in zip(columns, cells, strict=True):
        if name.startswith(STANCE):
            if cell:
                row["stances"][name[len(STANCE) :]] = cell
        elif name in kinds:
            row[name] = _shaped(cell, kinds[name], name)
    return row


def _shaped(cell: str, kind: Kind, name: str) -> Any:
    if kind == "ids":
        return cell.split(" ") if cell else []
    if kind == "flag":
        return cell == "true" if cell else None
    if not cell:
        if kind == "json":
            return {"data": {}, "extra": {}, "askers": [], "answerers": [], "notes": []}.get(name)
        return "" if name in _TEXTS else None
    if kind in ("number", "decimal"):
        return int(cell) if kind == "number" else float(cell)
    return json.loads(cell) if kind == "json" else cell
