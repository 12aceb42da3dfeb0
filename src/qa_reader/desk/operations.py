"""The operations a program may ask for, as JSON objects, and whether one is well formed.

    {"op": "add", "question", "id"?, "part"?, "quote"? | "anchor"?, "in"?, "nth"?, "codes"?, "note"?, "flag"?}
    {"op": "update", "id", and what is to be different}
    {"op": "remove", "id"}
    {"op": "get", "id"}
    {"op": "bulk", "ops": [add, update, remove …]}

`quote` is words of the question or its answers (`nth` of several places, `in` the `question` or `answer`),
`anchor` their place: `start` and `end` as [block, offset], or an anchor as `get` gives it. A bulk is one
change: all of it or nothing. A field that is null counts as left out.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final, get_args

from qa_reader.annotation.records import Target
from qa_reader.desk.workspace import Refused
from qa_reader.locales import _

_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "add": frozenset({"id", "question", "part", "quote", "in", "nth", "anchor", "codes", "note", "flag"}),
    "update": frozenset({"id", "question", "quote", "in", "nth", "anchor", "codes", "note", "flag"}),
    "remove": frozenset({"id", "question"}),
    "get": frozenset({"id", "question"}),
    "bulk": frozenset({"ops"}),
}
_TYPES: Final[Mapping[str, type]] = {
    "id": str, "question": str, "part": str, "quote": str, "in": str, "nth": int, "anchor": dict,
    "codes": list, "note": str, "flag": bool, "ops": list,
}  # fmt: skip


def checked(operation: object, *, nested: bool = False) -> dict[str, Any]:
    """`operation` as a mapping whose fields are known and of the right types. Raises Refused."""
    if not isinstance(operation, dict):
        raise Refused("malformed", _("an operation is a JSON object"))
    name = str(operation.get("op"))
    if name not in _FIELDS or (nested and name in ("bulk", "get")):
        raise Refused("malformed", _("no such operation: {name!r}").format(name=name))
    step = {key: value for key, value in operation.items() if value is not None and key != "op"}
    for key, value in step.items():
        if key not in _FIELDS[name]:
            raise Refused("malformed", _("{op} takes no {name!r}").format(op=name, name=key))
        wanted = _TYPES[key]
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise Refused("malformed", _("{name!r} has the wrong type").format(name=key))
    for key in {"add": ("question",), "bulk": ("ops",)}.get(name, ("id",)):
        if key not in step:
            raise Refused("malformed", _("{op} needs {name!r}").format(op=name, name=key))
    if not all(isinstance(code, str) for code in step.get("codes", ())):
        raise Refused("malformed", _("{name!r} has the wrong type").format(name="codes"))
    if "part" in step and (step["part"] not in get_args(Target) or step["part"] == "span"):
        raise Refused("malformed", _("{name!r} has the wrong type").format(name="part"))
    if "id" in step:
        step["id"] = _uuid(step["id"])
    return {"op": name, **step}


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise Refused("malformed", _("{id!r} is no UUID").format(id=text)) from None
