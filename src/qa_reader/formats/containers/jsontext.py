"""JSON out of a file, with the errors a person can act on."""

from __future__ import annotations

import re
from typing import Any, Final

from qa_reader.formats.material import Material, Unreadable
from qa_reader.formats.turns.turnlines import Line
from qa_reader.locales import _

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def load(material: Material, text: str | None = None) -> Any:
    """The JSON value that `text`, or else the whole file, holds. Raises Unreadable where it is none."""
    import orjson

    try:
        return orjson.loads(material.text if text is None else text)
    except orjson.JSONDecodeError as error:
        raise Unreadable(
            "damaged",
            _("{path}: the JSON breaks off or is damaged at line {line}, column {column}.").format(
                path=material.path, line=error.lineno, column=error.colno
            ),
        ) from None


def unexpected(material: Material, what: str) -> Unreadable:
    """The error for JSON of another build than its format has."""
    return Unreadable(
        "damaged", _("{path}: the JSON has no {what} where it belongs.").format(path=material.path, what=what)
    )


def string(value: object) -> str:
    """A JSON value as text: null, lists and objects are none."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def dicts(value: object) -> list[dict[str, Any]]:
    """The objects in a JSON list; anything else holds none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def records(material: Material) -> list[dict[str, Any]]:
    """The objects of a file that holds one, a list of them, or one a line (JSON Lines)."""
    import orjson

    text = material.text.strip()
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        rows = [line for line in text.split("\n") if line.strip()]
        if len(rows) < 2 or not _parses(rows[0]):
            return dicts([load(material)])
        return dicts(
            [_row(material, number, row) for number, row in enumerate(text.split("\n"), 1) if row.strip()]
        )
    return dicts(value if isinstance(value, list) else [value])


def _parses(row: str) -> bool:
    """Is this line JSON by itself? Else the file is one value that breaks off."""
    import orjson

    try:
        orjson.loads(row)
    except orjson.JSONDecodeError:
        return False
    return True


def _row(material: Material, number: int, row: str) -> Any:
    import orjson

    try:
        return orjson.loads(row)
    except orjson.JSONDecodeError:
        raise Unreadable(
            "damaged", _("{path}: line {line} is no JSON.").format(path=material.path, line=number)
        ) from None


def lines_of(text: str) -> list[Line]:
    """The lines of a text inside JSON, whatever line ends it has."""
    return [Line(each) for each in _LINE_END.split(text)]
