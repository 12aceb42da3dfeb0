"""What an annotation file holds, with what its own history still knows added where the file lost it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from qa_reader.locales import _, ngettext
from qa_reader.store import durable, format, history
from qa_reader.store.durable import Signature
from qa_reader.store.faults import Problem, TooLarge
from qa_reader.store.format import TABLE
from qa_reader.store.lines import HEADER, Tables, absorb, load


class Generation(NamedTuple):
    """A file at one moment."""

    tables: Tables
    signature: Signature | None = None
    """None where the file is missing."""
    damaged: bytes | None = None
    """The bytes of a file that is not what it should be; put aside before anything replaces it."""
    newer: bool = False
    """Whether a later program wrote it: it may be read, as far as that goes, and is never rewritten."""
    problems: tuple[Problem, ...] = ()
    documents: Mapping[int, dict[str, Any]] = MappingProxyType({})
    """Documents of the default table that were read on the way."""

    def read(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Every document of the default table with its id."""
        for doc, text in self.tables.get(TABLE, {}).items():
            document = self.documents.get(doc)
            yield doc, load(text) if document is None else document


def recall(path: Path) -> Generation:
    """What `path` holds now. Raises OSError, TooLarge."""
    found = durable.read(path)
    if found is None:
        return _missing(path)
    data, signature = found
    parsed = format.parse(data)
    if not parsed.whole:
        return _damaged(path, data, signature, parsed.tables)
    tables, problems = parsed.tables, []
    lost = _lost(path, data, signature)
    if lost is not None and (count := absorb(tables, lost)):
        problems.append(Problem("restored", path, _restored(path, count), mendable=True))
    newer = _is_newer(tables)
    if newer:
        message = _("{path} was written by a later qa-reader; it is read as far as known and left as it is")
        problems.append(Problem("newer", path, message.format(path=path)))
    return Generation(tables, signature, newer=newer, problems=tuple(problems), documents=parsed.documents)


def _missing(path: Path) -> Generation:
    tables = _remembered(path)
    if not tables:
        return Generation({})
    count = _count(tables)
    message = ngettext(
        "{path} is gone; {count} line of it is read from its history; `check --repair` brings it back",
        "{path} is gone; {count} lines of it are read from its history; `check --repair` brings it back",
        count,
    ).format(path=path, count=count)
    problem = Problem("missing", path, message, mendable=True)
    return Generation(tables, newer=_is_newer(tables), problems=(problem,))


def _damaged(path: Path, data: bytes, signature: Signature, salvaged: Tables) -> Generation:
    from qa_reader.store.damage import what

    tables = _remembered(path)
    absorb(tables, salvaged)
    count = _count(tables)
    message = ngettext(
        "{path} is damaged: {what}; {count} line could be read, from it or its history;"
        " `check --repair` puts it aside as it is and writes that anew",
        "{path} is damaged: {what}; {count} lines could be read, from it or its history;"
        " `check --repair` puts it aside as it is and writes them anew",
        count,
    ).format(path=path, what=what(data), count=count)
    problem = Problem("damaged", path, message, mendable=True)
    return Generation(tables, signature, damaged=data, newer=_is_newer(tables), problems=(problem,))


def _count(tables: Tables) -> int:
    """The lines that say something, the header left out."""
    return sum(doc != HEADER for doc in tables.get(TABLE, {}))


def _is_newer(tables: Tables) -> bool:
    return format.schema(tables.get(TABLE, {})) > format.SCHEMA


def _restored(path: Path, count: int) -> str:
    return ngettext(
        "{path} is an older version; {count} line it lacks is read from its history until the next change",
        "{path} is an older version; {count} lines it lacks are read from its history until the next change",
        count,
    ).format(path=path, count=count)


def _lost(path: Path, data: bytes, signature: Signature) -> Tables | None:
    """What this program wrote last into `path`, where that is not what stands there now."""
    kept = history.signature(history.last(path))
    if kept is None or kept.inode == signature.inode:
        return None
    written = history.read(history.last(path))
    if written is None or written[0] == data:
        return None
    return format.parse(written[0]).tables


def _remembered(path: Path) -> Tables:
    """The documents of the newest generations in history, back to one that is whole."""
    tables: Tables = {}
    for generation in history.generations(path):
        try:
            found = history.read(generation)
        except (OSError, TooLarge):
            continue
        if found is None:
            continue
        parsed = format.parse(found[0])
        absorb(tables, parsed.tables)
        if parsed.whole and parsed.tables.get(TABLE):
            break
    return tables
