"""TinyDB over one annotation file, with a storage that is durable, merges, and never overwrites blindly.

The caller holds the lock of the annotations folder over reading, changing and writing. Locks do not bind git,
editors and syncing services: before the rename the storage looks whether the file is still the one it read,
and if not merges its change into what is there, document by document.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from qa_reader.store import durable, format, history
from qa_reader.store.durable import Signature
from qa_reader.store.faults import Busy, Newer, TooLarge
from qa_reader.store.lines import Line, Lines, Tables, absorb, dump, merged
from qa_reader.store.recovery import Generation, recall

_TRIES: Final = 20
"""How often a change is merged anew into a file that keeps moving, before the change is refused."""


class _Change(NamedTuple):
    before: Tables
    wanted: Tables


class _Prepared(NamedTuple):
    """A change as it will be: on disk beside the file, made over one generation of it."""

    temporary: Path
    tables: Tables
    over: Generation


class SegmentStorage(Storage):
    """A TinyDB storage over `path`. `write` is durable when it returns and raises OSError, Busy or Newer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.deferred = False
        """Whether `write` only prepares the file, for `commit` to put in its place."""
        self.step: tuple[Signature | None, Signature | None] = (None, None)
        """The file before and after the last commit; the second None where it was another's again at once."""
        self._known: Generation | None = None
        self._change: _Change | None = None
        self._prepared: _Prepared | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Every table as TinyDB wants it, fresh objects at every call; None where there is nothing."""
        tables = self.now().tables
        if not tables:
            return None
        return {name: {str(doc): Line(text) for doc, text in lines.items()} for name, lines in tables.items()}

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make `data` what the file holds, merged with what others have written since `read`."""
        before = self._known if self._known is not None else self.now()
        self._change = _Change(before.tables, {name: _lines(table) for name, table in data.items()})
        self._prepare()
        if not self.deferred:
            self.commit()

    def commit(self) -> None:
        """Put what `write` prepared in its place. After an error `read` looks at the file anew."""
        try:
            for _attempt in range(_TRIES):
                if self._prepared is None or self._replace(self._prepared):
                    return
                self._prepare()
            raise Busy(self.path)
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Forget what was prepared, and what is known of the file."""
        self._known = self._change = None
        self._drop()

    def now(self) -> Generation:
        """What the file holds, read only where it is another than the one known. Raises OSError, TooLarge."""
        if self._known is None or durable.signature(self.path) != self._known.signature:
            self._known = recall(self.path)
        return self._known

    def _prepare(self) -> None:
        self._drop()
        now = self.now()
        if now.newer:
            raise Newer(self.path)
        assert self._change is not None
        tables = merged(self._change.before, self._change.wanted, now.tables)
        self._prepared = _Prepared(durable.write_beside(self.path, format.compose(tables)), tables, now)

    def _replace(self, prepared: _Prepared) -> bool:
        """One try to put `prepared` in place; False where another program was there first."""
        over = prepared.over
        if durable.signature(self.path) != over.signature:
            return False
        if over.damaged is not None:
            history.quarantine(self.path, over.damaged)
        written = durable.signature(prepared.temporary)
        history.before(self.path)
        durable.put(prepared.temporary, self.path)
        self._prepared = None
        durable.flush_folder(self.path.parent)
        history.after(self.path)
        stands = durable.signature(self.path)
        ours = stands is not None and written is not None and stands[:3] == written[:3]
        self._known = Generation(prepared.tables, stands) if ours else None
        self.step = (over.signature, stands if ours else None)
        return self._nothing_missed(prepared)

    def _nothing_missed(self, prepared: _Prepared) -> bool:
        """Whether the generation just replaced was the one expected.

        A program that writes in place can do so between the look at the signature and the rename; what it
        wrote then stands in the history and is merged back.
        """
        expected, kept = prepared.over.signature, history.previous(self.path)
        try:
            replaced = history.signature(kept)
            if expected is None or replaced is None or replaced[:3] == expected[:3]:
                return True
            found = history.read(kept)
        except (OSError, TooLarge):
            return True
        wanted = {name: dict(lines) for name, lines in prepared.tables.items()}
        if found is None or not absorb(wanted, format.parse(found[0]).tables):
            return True
        self._change = _Change(prepared.tables, wanted)
        return False

    def _drop(self) -> None:
        if self._prepared is not None:
            with contextlib.suppress(OSError):
                os.unlink(self._prepared.temporary)
            self._prepared = None


class SegmentTable(Table):
    """A TinyDB table without a query cache, which would never notice what other programs write."""

    default_query_cache_capacity = 0

    def add(self, documents: Iterable[Document]) -> None:
        """Insert what is not there yet; the very same document again is no error, and nothing is replaced."""
        wanted = {document.doc_id: dict(document) for document in documents}

        def updater(table: dict[int, Mapping[str, Any]]) -> None:
            for doc, document in wanted.items():
                if doc not in table:
                    table[doc] = document

        self._update_table(updater)


class Segment(TinyDB):
    """One annotation file as a TinyDB database."""

    table_class = SegmentTable

    def __init__(self, path: Path) -> None:
        self.file = SegmentStorage(path)
        super().__init__(storage=lambda: self.file)

    @property
    def revisions(self) -> SegmentTable:
        """The table of revisions; the file's header is in it as document 0."""
        table = self.table(self.default_table_name)
        assert isinstance(table, SegmentTable)
        return table

    @property
    def lines(self) -> Lines:
        """The documents as texts, by document id; the header among them."""
        return self.file.now().tables.get(self.default_table_name, {})


def _lines(table: Mapping[Any, Any]) -> Lines:
    return {
        int(doc): document.text if isinstance(document, Line) else dump(document)
        for doc, document in table.items()
    }
