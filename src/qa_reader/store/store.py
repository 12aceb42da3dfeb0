"""The annotation store: what was said about each transcript, as the union of every writer's files."""

from __future__ import annotations

import contextlib
import glob
import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qa_reader.annotation.records import NotARecord, Revision, from_document, to_document
from qa_reader.locales import _
from qa_reader.store import durable, history, layout
from qa_reader.store.durable import Signature
from qa_reader.store.faults import Problem, StoreError, refused
from qa_reader.store.format import SCHEMA, TABLE
from qa_reader.store.layout import Writer
from qa_reader.store.lines import HEADER, another_doc, dump, load
from qa_reader.store.recovery import recall

if TYPE_CHECKING:
    from filelock import FileLock

    from qa_reader.store.segment import Segment

LIMIT: Final = 500
"""Revisions in one file: what a change rewrites stays small, and what git compares too."""

_SETTLED: Final = 2_000_000_000
"""Nanoseconds after which a folder's modification time is sure to be another at the next change."""

FolderSignature = tuple[tuple[str, Signature], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was said about one transcript."""

    revisions: tuple[Revision, ...] = ()
    """Every revision of every writer once, in their order (time, then document id)."""
    problems: tuple[Problem, ...] = ()
    readonly: bool = False
    """Whether changes will be refused: a later program's files, or a folder that may not be written."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file as read."""

    signature: tuple[Signature | None, Signature | None]
    revisions: tuple[Revision, ...]
    problems: tuple[Problem, ...]
    newer: bool


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
        self._reading = threading.RLock()
        self._writing = threading.Lock()
        self._lock: FileLock | None = None
        self._files: dict[Path, _File] = {}
        self._kept: dict[str, tuple[FolderSignature, Kept]] = {}
        self._segments: dict[Path, Segment] = {}
        self._current: dict[str, int] = {}
        self._homes: set[Path] = set()
        self._listing: tuple[int, dict[str, list[Path]]] | None = None
        self._dressed = False

    def read(self, transcript: str) -> Kept:
        """Everything said about `transcript` (an ID; "" for the whole workspace). Bad files are problems."""
        with self._reading:
            signature = self.signature(transcript)
            known = self._kept.get(transcript)
            if known is not None and known[0] == signature:
                return known[1]
            kept = self._union(self.folders(transcript))
            self._kept[transcript] = (signature, kept)
            return kept

    def signature(self, transcript: str) -> FolderSignature:
        """Changes when anything said about `transcript` does; a few microseconds per file, to be polled."""
        found = []
        for folder in self.folders(transcript):
            with contextlib.suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.endswith(layout.ENDING) and not entry.name.startswith("."):
                        with contextlib.suppress(OSError):
                            found.append((f"{folder.name}/{entry.name}", durable.of(entry.stat())))
        return tuple(sorted(found))

    def folders(self, transcript: str) -> list[Path]:
        """The folders that hold what was said about `transcript`, found by the digits of their names."""
        if not transcript:
            return [self.annotations / layout.WORKSPACE]
        return self._folders().get(layout.digits(transcript), [])

    def transcripts(self) -> list[str]:
        """The IDs of the transcripts that something was said about, from the headers of their files."""
        found = set()
        for digits, folders in self._folders().items():
            for path in (path for folder in folders for path in _files(folder)):
                with contextlib.suppress(OSError, ValueError, durable.TooLarge):
                    transcript = self._header(path).get("transcript")
                    if isinstance(transcript, str) and layout.digits(transcript) == digits:
                        found.add(transcript)
                        break
        return sorted(found)

    def append(self, changes: Mapping[str, Sequence[Revision]]) -> None:
        """Add revisions, by transcript ID. On disk when it returns.

        Raises StoreError where that cannot be: then the caller still has the revisions, and may give the very
        same ones again, which adds nothing twice. All files are written aside before the first is put in
        place, so that a full disk refuses a change over several transcripts as a whole.
        """
        if self.writer is None:
            raise StoreError("annotator", _("not saved: no annotator is set; give --annotator NAME"))
        from qa_reader.store.segment import Busy, Newer

        where = self.annotations
        prepared: list[Segment] = []
        try:
            with self._writing, self._exclusive():
                try:
                    for transcript, revisions in changes.items():
                        prepared += self._prepare(transcript, revisions)
                    for segment in prepared:
                        where = segment.file.path
                        segment.file.commit()
                except BaseException:
                    for segment in prepared:
                        segment.file.discard()
                    raise
        except OSError as error:
            raise refused(error, where) from error
        except durable.TooLarge as large:
            message = _("not saved: {path} is too large for an annotation file; move it away")
            raise StoreError("io", message.format(path=large)) from None
        except Newer as newer:
            message = _("not saved: {path} was written by a later qa-reader; update this one to go on")
            raise StoreError("newer", message.format(path=newer)) from None
        except Busy as busy:
            message = _("not saved: another program keeps changing {path}; try again when it is done")
            raise StoreError("busy", message.format(path=busy)) from None

    # Writing. All of this runs under both locks.

    @contextlib.contextmanager
    def _exclusive(self) -> Iterator[None]:
        """Hold the lock of the annotations folder, which appears here. Raises OSError, StoreError."""
        from filelock import FileLock, Timeout

        durable.make_folder(self.annotations)
        path = self.annotations / layout.LOCK
        if self._lock is None:
            self._lock = FileLock(path, timeout=self._patience, poll_interval=0.001)
        try:
            self._lock.acquire()
        except Timeout:
            message = _("not saved: another program is writing to {path}; try again when it is done")
            raise StoreError("locked", message.format(path=self.annotations)) from None
        except NotImplementedError:
            message = _("not saved: {path} lies on a file system without locks; use --annotations DIR")
            raise StoreError("locked", message.format(path=self.annotations)) from None
        try:
            self._dress()
            yield
        finally:
            self._lock.release()

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

    def _prepare(self, transcript: str, revisions: Sequence[Revision]) -> list[Segment]:
        """Write `revisions` aside, into the writer's newest file where they fit, else into further ones.

        What fits one file is never spread over two: a change is then there as a whole or not at all.
        """
        assert self.writer is not None
        from tinydb.table import Document

        folder = self._home(transcript)
        number = self._current.get(transcript) or self._newest(folder)
        pending = [Document(to_document(revision), revision.doc) for revision in revisions]
        prepared = []
        while pending:
            path = folder / self.writer.file(number)
            segment = self._segment(path)
            held = segment.lines.keys() - {HEADER}
            if held and len(held) + len(pending) > self._limit:
                self._segments.pop(path)
                number += 1
                continue
            part, pending = pending[: self._limit], pending[self._limit :]
            segment.revisions.add([Document(self._heading(transcript), HEADER), *part])
            prepared.append(segment)
            number += bool(pending)
        self._current[transcript] = number
        return prepared

    def _home(self, transcript: str) -> Path:
        """The folder for `transcript`, made where it is missing."""
        folders = self.folders(transcript)
        home = self.annotations / layout.folder(transcript)
        if home not in folders and folders:
            home = folders[0]
        durable.make_folder(home)
        if home not in self._homes:
            self._homes.add(home)
            self._sweep(home)
        return home

    def _sweep(self, folder: Path) -> None:
        """Remove what a killed program of this writer left half written."""
        assert self.writer is not None
        for path in folder.glob(f".{glob.escape(self.writer.name)}.*.tmp"):
            with contextlib.suppress(OSError):
                path.unlink()

    def _newest(self, folder: Path) -> int:
        """The number of the writer's newest file in `folder`, 1 where there is none."""
        assert self.writer is not None
        numbers = [self.writer.number(path.name) for path in _files(folder)]
        return max((number for number in numbers if number), default=1)

    def _segment(self, path: Path) -> Segment:
        from qa_reader.store.segment import Segment

        segment = self._segments.get(path)
        if segment is None:
            segment = self._segments[path] = Segment(path)
            segment.file.deferred = True
        return segment

    def _heading(self, transcript: str) -> dict[str, Any]:
        assert self.writer is not None
        return {
            "kind": "header",
            "schema": SCHEMA,
            "transcript": transcript,
            "annotator": self.writer.annotator,
            "device": self.writer.device,
        }

    # Reading.

    def _folders(self) -> dict[str, list[Path]]:
        """The transcripts' folders by the digits of their names."""
        try:
            changed = os.stat(self.annotations).st_mtime_ns
        except OSError:
            return {}
        if self._listing is not None and self._listing[0] == changed:
            return self._listing[1]
        listed = time.time_ns()
        found: dict[str, list[Path]] = {}
        with contextlib.suppress(OSError):
            for name in sorted(os.listdir(self.annotations)):
                digits = layout.folder_digits(name)
                if digits is not None and (self.annotations / name).is_dir():
                    found.setdefault(digits, []).append(self.annotations / name)
        # A folder's time is coarse: a listing made right after a change may miss the next one in its tick.
        self._listing = (changed, found) if listed - changed > _SETTLED else None
        return found

    def _union(self, folders: Sequence[Path]) -> Kept:
        """What all files in `folders` say, every revision once."""
        revisions: dict[int, Revision] = {}
        problems: list[Problem] = []
        newer = False
        for folder in folders:
            for path in _files(folder):
                file = self._load(path)
                problems += file.problems
                if self.writer is not None and self.writer.number(path.name) is not None:
                    newer = newer or file.newer
                for revision in file.revisions:
                    held = revisions.setdefault(revision.doc, revision)
                    if held is not revision and held != revision:
                        _keep_both(revisions, held, revision)
        ordered = tuple(sorted(revisions.values(), key=lambda revision: (revision.time, revision.doc)))
        return Kept(ordered, tuple(problems), newer or not self._writable(folders))

    def _load(self, path: Path) -> _File:
        """What `path` says, read only where it changed since the last time."""
        from qa_reader.store.segment import Segment

        try:
            signature = (durable.signature(path), durable.signature(history.last(path)))
            known = self._files.get(path)
            if known is not None and known.signature == signature:
                return known
            segment = Segment(path)
            generation = segment.file.now()
            revisions, problems = [], list(generation.problems)
            for document in segment.revisions:
                if document.get("kind") == "header":
                    continue
                try:
                    revisions.append(from_document(document, document.doc_id))
                except NotARecord as reason:
                    if not generation.newer:
                        message = _("{path}: document {doc} is no record ({reason}); it is left as it is")
                        message = message.format(path=path, doc=document.doc_id, reason=reason)
                        problems.append(Problem("record", path, message))
            file = _File(signature, tuple(revisions), tuple(problems), generation.newer)
        except OSError as error:
            message = _("{path} cannot be read: {error}").format(path=path, error=error.strerror or error)
            return _File((None, None), (), (Problem("unreadable", path, message),), newer=False)
        except durable.TooLarge:
            message = _("{path} is too large for an annotation file and is not read").format(path=path)
            return _File((None, None), (), (Problem("large", path, message),), newer=False)
        self._files[path] = file
        return file

    def _header(self, path: Path) -> dict[str, Any]:
        """The header of `path`. Raises OSError, ValueError."""
        return load(recall(path).tables.get(TABLE, {}).get(HEADER, b""))

    def _writable(self, folders: Sequence[Path]) -> bool:
        """Whether a change has a chance to be saved."""
        for folder in (*folders, self.annotations, self.annotations.parent):
            if folder.exists():
                return os.access(folder, os.W_OK)
        return False


def _files(folder: Path) -> list[Path]:
    """Every annotation file in `folder`, whatever its name, and those that only history still knows."""
    try:
        names = {entry.name for entry in os.scandir(folder) if entry.name.endswith(layout.ENDING)}
    except OSError:
        return []
    names.update(history.names(folder))
    return [folder / name for name in sorted(names) if not name.startswith(".")]


def _keep_both(revisions: dict[int, Revision], held: Revision, other: Revision) -> None:
    """Two lines of one document id that differ, edited by hand perhaps: the later keeps the id."""
    texts = {id(revision): dump(to_document(revision)) for revision in (held, other)}
    winner = max(held, other, key=lambda revision: (revision.rev, revision.time, texts[id(revision)]))
    loser = other if winner is held else held
    doc = another_doc(texts[id(loser)])
    revisions[winner.doc] = winner
    revisions[doc] = replace(loser, doc=doc)
