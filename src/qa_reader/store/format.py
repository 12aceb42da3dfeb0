"""The text of an annotation file: a TinyDB database with one document per line, comma first.

    {"_default": {
    "0": {"kind":"header","schema":1,…}
    ,"5188…": {"annotator":…}
    }}

Lines stand in the order of their document ids and know nothing of each other, so that git merges them line by
line, a damaged file keeps every line that is whole, and stock TinyDB opens it. A document that nobody changed
is written back as the bytes that were read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from qa_reader.store.lines import HEADER, Documents, Lines, Tables, dump, load, no_number, place

SCHEMA: Final = 1
TABLE: Final = "_default"
_OPEN: Final = b'{"%s": {' % TABLE.encode()
_CLOSE: Final = b"}}"
_NEXT_DOCUMENT: Final = re.compile(r'"(-?[0-9]{1,30})"\s*:\s*(?=\{)')


class Parsed(NamedTuple):
    """What a file holds: every table's documents, and whether all of it was understood."""

    tables: Tables
    documents: Documents
    """Documents of the default table as read on the way: whoever wants them need not read them again."""
    whole: bool = True


def schema(lines: Lines) -> int:
    """The schema version that the header states; the oldest where there is no header."""
    header = lines.get(HEADER)
    stated = load(header).get("schema") if header is not None else None
    return stated if isinstance(stated, int) else SCHEMA


def header(head: bytes) -> dict[str, Any]:
    """The header at the beginning of a file in our own form. Raises ValueError where there is none."""
    first, _end, rest = head.partition(b"\n")
    key, _colon, text = rest.partition(b"\n")[0].partition(b": ")
    if first != _OPEN or key != b'"%d"' % HEADER:
        raise ValueError("no header")
    return load(text)


def compose(tables: Mapping[str, Lines]) -> bytes:
    """The bytes of a file that holds `tables`."""
    pieces: list[bytes] = []
    for name in (TABLE, *sorted(name for name in tables if name != TABLE)):
        lines = tables.get(name, {})
        pieces += (b"\n," if pieces else b"{", json.dumps(name).encode(), b": {\n")
        comma = b""
        for doc in sorted(lines):
            pieces += (comma, b'"%d": ' % doc, lines[doc])
            comma = b"\n,"
        pieces.append(b"\n}")
    pieces.append(b"}\n")
    return b"".join(pieces)


def parse(data: bytes) -> Parsed:
    """What `data` holds; where it is no TinyDB file, every document that can be read, and `whole` False."""
    canonical = _canonical(data)
    if canonical is not None:
        return canonical
    try:
        return Parsed(_database(data), {})
    except (ValueError, RecursionError):
        return Parsed({TABLE: salvage(data)}, {}, whole=False)


def salvage(data: bytes) -> Lines:
    """Every document that can be read in bytes that are cut, doubled, re-encoded or full of git's marks."""
    text, sure = _text(data)
    lines: Lines = {}
    decoder = json.JSONDecoder(parse_constant=no_number)
    at, effort = 0, 4 * len(text) + 100_000
    while effort > 0 and (found := _NEXT_DOCUMENT.search(text, at)):
        try:
            document, at = decoder.raw_decode(text, found.end())
        except (ValueError, RecursionError) as error:
            # Bounded: nested openings would else make the search quadratic.
            effort -= max(getattr(error, "pos", 0) - found.start(), 1_000)
            at = found.end()
            continue
        written = dump(document)
        if sure or int(found[1]) not in lines:
            place(lines, int(found[1]), written)
    return lines


def _canonical(data: bytes) -> Parsed | None:
    """What a file in our own form holds, or None where it has another."""
    rows = data.split(b"\n")
    if len(rows) < 4 or rows[0] != _OPEN or rows[-2] != _CLOSE or rows[-1]:
        return None
    lines: Lines = {}
    documents: Documents = {}
    try:
        for row in rows[1:-2]:
            head, _colon, text = row.partition(b": ")
            key = head[2:-1] if head[:1] == b"," else head[1:-1]
            if not key.isdigit() or head[-1:] != b'"':
                return None
            doc, document = int(key), load(text)
            if doc in lines:
                place(lines, doc, text)
                documents.pop(doc, None)
            else:
                lines[doc], documents[doc] = text, document
    except ValueError:
        return None
    return Parsed({TABLE: lines}, documents)


def _database(data: bytes) -> Tables:
    """The tables of any other TinyDB file. Raises ValueError where it is none."""
    found = json.loads(data.decode("utf-8"), object_pairs_hook=_pairs, parse_constant=no_number)
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    tables: Tables = {}
    for name, table in _items(found):
        if not isinstance(table, dict):
            raise ValueError(f"{name!r} is no table")
        lines = tables.setdefault(name, {})
        for key, document in _items(table):
            if not isinstance(document, dict):
                raise ValueError(f"{key!r} is no document")
            place(lines, int(key), dump(document))
    return tables


class _Repeated(dict[str, Any]):
    """An object in which a key stands twice, as a merge of lines may leave it."""

    pairs: list[tuple[str, Any]]


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated = _Repeated(found)
    repeated.pairs = pairs
    return repeated


def _items(found: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return iter(found.pairs if isinstance(found, _Repeated) else found.items())


def _text(data: bytes) -> tuple[str, bool]:
    """Damaged bytes as text, and whether every byte of it could be read."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = data.decode(encoding, errors="replace")
    return text, "\ufffd" not in text
