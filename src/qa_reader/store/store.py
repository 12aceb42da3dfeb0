"""The annotation store: what was said about each transcript, as the union of every writer's files."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qa_reader.annotation.records import Revision, from_document, to_document
from qa_reader.locales import _
from qa_reader.store import durable, layout
from qa_reader.store.faults import Problem, StoreError, refused
from qa_reader.store.format import SCHEMA
from qa_reader.store.layout import Writer
from qa_reader.store.lines import HEADER, dump, load
from qa_reader.store.reading import FolderSignature, Kept, Reading, files

if TYPE_CHECKING:
    from filelock import FileLock

    from qa_reader.store.segment import Segment

__all__ = ["Kept", "Problem", "Store", "StoreError", "Writer"]

LIMIT: Final = 500
"""Revisions in one file: what a change rewrites stays small, and what git compares too."""

_OPEN_FILES: Final = 8
"""How many files are kept in memory for the next change to them."""


class Store:
    """The annotations folder of a workspace, read by anyone and written by `writer`.

    `read` and `signature` take no lock and may be called from any thread; changes are made one at a time. The
    folder appears at the first change.
    """

    def __init__(
        self, annotations: Path, writer: Writer | None = None, *, limit: int = LIMIT, patience: float = 10.0
    ) -> None:
        """`patience`: seconds to wait for another program that is writing, before a change is refused."""
        self.annotations = annotations
        self.writer = writer
        self._limit = limit
        self._patience = patience
        self._reading = Reading(annotations, writer)
        self._writing = threading.Lock()
        self._lock: FileLock | None = None
        self._segments: dict[Path, Segment] = {}
        self._current: dict[Path, int] = {}
        self._swept: set[Path] = set()
        self._dressed = False
        self._where = annotations
        """What a change is at, for the message if it fails."""

    def read(self, transcript: str) -> Kept:
        """Everything said about `transcript` (an ID; "" for the whole workspace). Bad files are problems."""
        return self._reading.read(transcript)

    def signature(self, transcript: str) -> FolderSignature:
        """Changes when anything said about `transcript` does; a few microseconds per file, to be polled."""
        return self._reading.signature(transcript)

    def transcripts(self) -> list[str]:
        """The IDs of the transcripts that something was said about, whether or not their files are there."""
        return self._reading.transcripts()

    def holds(self, transcript: str) -> bool:
        """Was anything ever said about `transcript`? Costs no look into a file."""
        return bool(self._reading.folders(transcript))

    def get_ready(self) -> None:
        """Load what the first change needs, so that it is as quick as any other. For an idle moment."""
        import filelock

        import qa_reader.store.segment

        _ = filelock, qa_reader.store.segment

    def check(self) -> list[Problem]:
        """Everything in the annotations folder that is not as it should be."""
        from qa_reader.store.checking import check

        return check(self.annotations, self._reading)

    def repair(self) -> list[Problem]:
        """Mend what can be mended; says what was. Raises StoreError."""
        from qa_reader.store.checking import repair

        with self._exclusive():
            return repair(self._reading)

    def append(self, changes: Mapping[str, Sequence[Revision]]) -> None:
        """Add revisions, by transcript ID. On disk when it returns.

        Raises StoreError where that cannot be: then the caller still has the revisions, and may give the very
        same ones again, which adds nothing twice. All files are written aside before the first is put in
        place, so that a full disk refuses a change over several transcripts as a whole.
        """
        with self._exclusive() as writer:
            prepared: list[tuple[Segment, Sequence[Revision]]] = []
            try:
                for transcript, revisions in changes.items():
                    prepared += self._prepare(writer, transcript, revisions)
                for segment, revisions in prepared:
                    self._where = segment.file.path
                    segment.file.commit()
                    self._reading.grown(self._where, *segment.file.step, revisions)
            except BaseException:
                for segment, _revisions in prepared:
                    segment.file.discard()
                raise

    @contextlib.contextmanager
    def _exclusive(self) -> Iterator[Writer]:
        """Hold the lock of the annotations folder, which appears here. What fails inside is a StoreError."""
        if self.writer is None:
            raise StoreError("annotator", _("not saved: no annotator is set; give --annotator NAME"))
        with self._writing:
            self._where = self.annotations
            try:
                durable.make_folder(self.annotations)
                lock = self._acquired()
                try:
                    self._dress()
                    yield self.writer
                finally:
                    lock.release()
            except Exception as error:
                reason = refused(error, self._where)
                if reason is None:
                    raise
                raise reason from error

    # What follows runs under the lock.

    def _acquired(self) -> FileLock:
        from filelock import FileLock, Timeout

        if self._lock is None:
            path = self.annotations / layout.LOCK
            self._lock = FileLock(path, timeout=self._patience, poll_interval=0.001)
        try:
            self._lock.acquire()
        except Timeout:
            message = _("not saved: another program is writing to {path}; try again when it is done")
            raise StoreError("locked", message.format(path=self.annotations)) from None
        except NotImplementedError:
            message = _("not saved: {path} lies on a file system without locks; use --annotations DIR")
            raise StoreError("locked", message.format(path=self.annotations)) from None
        return self._lock

    def _dress(self) -> None:
        """Put git's instructions into the folder, once; whoever changed them keeps the changes."""
        if self._dressed:
            return
        self._dressed = True
        for name, text in ((".gitignore", layout.IGNORED), (".gitattributes", layout.ATTRIBUTES)):
            path = self.annotations / name
            if not path.exists():
                with contextlib.suppress(OSError):
                    durable.write(path, text.encode())

    def _prepare(
        self, writer: Writer, transcript: str, revisions: Sequence[Revision]
    ) -> list[tuple[Segment, Sequence[Revision]]]:
        """Write `revisions` aside, into the writer's newest file where they fit, else into further ones.

        What fits one file is never spread over two: a change is then there as a whole or not at all.
        """
        from tinydb.table import Document

        folder = self._home(writer, transcript)
        number = self._current.get(folder) or _newest(writer, folder)
        heading = Document(_heading(writer, transcript), HEADER)
        pending = [_as_read(revision) for revision in revisions]
        prepared: list[tuple[Segment, Sequence[Revision]]] = []
        while pending:
            segment = self._segment(folder / writer.file(number))
            held = segment.lines.keys() - {HEADER}
            if held and len(held.union(revision.doc for revision in pending)) > self._limit:
                self._segments.pop(segment.file.path)
                number += 1
                continue
            part, pending = pending[: self._limit], pending[self._limit :]
            documents = [Document(to_document(revision), revision.doc) for revision in part]
            segment.revisions.add([heading, *documents])
            prepared.append((segment, part))
            number += bool(pending)
        self._current[folder] = number
        return prepared

    def _home(self, writer: Writer, transcript: str) -> Path:
        """The folder for `transcript`, made where it is missing."""
        folders = self._reading.folders(transcript)
        home = self._where = self.annotations / layout.folder(transcript)
        if home not in folders and folders:
            home = self._where = folders[0]
        if home.is_symlink():  # nobody would read it there
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(home))
        durable.make_folder(home)
        if home not in self._swept:
            self._swept.add(home)
            _sweep(writer, home)
        return home

    def _segment(self, path: Path) -> Segment:
        from qa_reader.store.segment import Segment

        segment = self._segments.pop(path, None)
        if segment is None:
            segment = Segment(path)
            segment.file.deferred = True
        self._segments[path] = segment
        while len(self._segments) > _OPEN_FILES:
            del self._segments[next(iter(self._segments))]
        return segment


def _sweep(writer: Writer, folder: Path) -> None:
    """Remove what a killed program of this writer left half written."""
    import glob

    for path in folder.glob(f".{glob.escape(writer.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            path.unlink()


def _newest(writer: Writer, folder: Path) -> int:
    """The number of the writer's newest file in `folder`, 1 where there is none."""
    numbers = [writer.number(path.name) for path in files(folder)]
    return max((number for number in numbers if number), default=1)


def _heading(writer: Writer, transcript: str) -> dict[str, Any]:
    """The header of a new file."""
    return {
        "kind": "header",
        "schema": SCHEMA,
        "transcript": transcript,
        "annotator": writer.annotator,
        "device": writer.device,
    }


def _as_read(revision: Revision) -> Revision:
    """`revision` as it will be read again: what is shown after a change is what is on disk."""
    return from_document(load(dump(to_document(revision))), revision.doc)
