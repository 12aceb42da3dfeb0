"""Documents as lines of JSON: read when looked at, written back as they were, merged one by one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, Final

import orjson

HEADER: Final = 0
"""The document id of a file's header."""

Lines = dict[int, bytes]
"""Documents of one table as JSON texts, by document id."""

Tables = dict[str, Lines]

Documents = dict[int, dict[str, Any]]


class Line(MutableMapping[str, Any]):
    """A document as TinyDB sees it, read from its text only when somebody looks.

    What was never looked at is written back byte for byte: that keeps a change to one document of many cheap.
    """

    __slots__ = ("_document", "_text")

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._document: dict[str, Any] | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The document itself; from now on it counts as changed."""
        if self._document is None:
            self._document = load(self._text)
        return self._document

    @property
    def text(self) -> bytes:
        """The JSON text to write."""
        return self._text if self._document is None else dump(self._document)

    def __getitem__(self, key: str) -> Any:
        return self.document[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.document[key] = value

    def __delitem__(self, key: str) -> None:
        del self.document[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.document)

    def __len__(self) -> int:
        return len(self.document)


def dump(document: Mapping[str, Any]) -> bytes:
    """`document` as one line of JSON: keys sorted, UTF-8 unescaped unless it holds lone surrogates."""
    try:
        return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # lone surrogates, or whole numbers beyond 64 bits
        return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def load(text: bytes) -> dict[str, Any]:
    """The document in `text`. Raises ValueError where it is none."""
    try:
        document = orjson.loads(text)
    except ValueError:
        document = json.loads(text, parse_constant=no_number)
    if not isinstance(document, dict):
        raise ValueError("no JSON object")
    return document


def place(lines: Lines, doc: int, text: bytes) -> None:
    """Add a document to `lines`. Two that claim one id are both kept: the later said keeps the id."""
    held = lines.get(doc)
    if held is None:
        lines[doc] = text
        return
    if held == text or doc == HEADER:
        return
    ours, theirs = load(held), load(text)
    if ours == theirs:
        return
    winner, loser = (held, text) if _rank(ours, held) >= _rank(theirs, text) else (text, held)
    lines[doc] = winner
    lines[another_doc(loser)] = loser


def another_doc(text: bytes) -> int:
    """A document id for the loser of a conflict, the same on every machine: 63 bits of its text's hash."""
    return int.from_bytes(hashlib.sha256(text).digest()[:8], "big") >> 1 or 1


def absorb(tables: Tables, others: Mapping[str, Lines]) -> int:
    """Add to `tables` what only `others` hold, by document id; says how many documents that were."""
    added = 0
    for name, lines in others.items():
        ours = tables.setdefault(name, {})
        missing = lines.keys() - ours.keys()
        ours.update((doc, lines[doc]) for doc in missing)
        added += len(missing)
    return added


def merged(before: Tables, wanted: Tables, now: Tables) -> Tables:
    """The change from `before` to `wanted`, made to `now`. Where both changed a document, both are kept."""
    if now is before:
        return wanted
    result = {name: dict(lines) for name, lines in now.items()}
    for name in before.keys() | wanted.keys():
        old, new, lines = before.get(name, {}), wanted.get(name, {}), result.setdefault(name, {})
        for doc in old.keys() - new.keys():
            if lines.get(doc) == old[doc]:
                del lines[doc]
        for doc, text in new.items():
            if old.get(doc) == text:
                continue
            if doc in lines and lines[doc] == old.get(doc):
                lines[doc] = text
            else:
                place(lines, doc, text)
    return result


def _rank(document: Mapping[str, Any], text: bytes) -> tuple[int, str, bytes]:
    rev, time = document.get("rev"), document.get("time")
    return (rev if isinstance(rev, int) else 0, time if isinstance(time, str) else "", text)


def no_number(name: str) -> Any:
    """For `parse_constant`: NaN and Infinity, which Python takes for JSON and nobody else does."""
    raise ValueError(f"{name} is no JSON")
