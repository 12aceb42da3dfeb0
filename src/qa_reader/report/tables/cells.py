"""Values in the cells of a flat table, where all is text, and back.

Ids are parted by blanks, structures are JSON, flags `true` or `false`, nothing is an empty cell. Each
annotator's stance has a column of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def flat(rows: Iterable[Row], table: Rows, columns: Sequence[str]) -> Iterator[list[Any]]:
    """The values of each row for `columns`, structures made text."""
    kinds = COLUMNS[table]
    plan = [(name, kinds.get(name, "stances")) for name in columns]
    for row in rows:
        stances = row.get("stances") or {}
        yield [
            stances.get(name[len(STANCE) :]) if kind == "stances" else _flat(row.get(name), kind, name)
            for name, kind in plan
        ]


def _flat(value: Any, kind: Kind, name: str) -> Any:
    if kind in ("text", "number", "decimal", "flag") or value is None:
        return value
    if kind == "ids":
        return " ".join(value)
    # An empty cell is an empty list or object; but an anchor may also be none at all.
    return json.dumps(value, ensure_ascii=False) if value or name == "anchor" else None


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
