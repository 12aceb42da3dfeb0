"""Reading the annotations folder: which files there are, and their union, kept as long as nothing changes."""

from __future__ import annotations

import contextlib
import gc
import os
import threading
import time
from bisect import insort
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from qa_reader.annotation.records import NotARecord, Revision, from_document, to_document
from qa_reader.locales import _
from qa_reader.store import durable, format, history, layout
from qa_reader.store.durable import Signature
from qa_reader.store.faults import Problem, TooLarge
from qa_reader.store.layout import Writer
from qa_reader.store.lines import another_doc, dump
from qa_reader.store.recovery import recall

_SETTLED: Final = 2_000_000_000
"""Nanoseconds after which a folder's modification time is sure to be another at the next change."""

_HEAD: Final = 1 << 14
"""Bytes that hold a header."""

FolderSignature = tuple[tuple[str, Signature], ...]


class Kept(NamedTuple):
    """What was said about one transcript."""

    revisions: tuple[Revision, ...] = ()
    """Every revision of every writer once, in their order (time, then document id)."""
    problems: tuple[Problem, ...] = ()
    readonly: bool = False
    """Whether changes will be refused: a later program's files, or a folder that may not be written."""


class File(NamedTuple):
    """One file as read."""

    state: tuple[Signature | None, Signature | None]
    """Of the file, and of what its history holds as the last that was written."""
    lineage: object
    """Shared by states of a file of which each begins with the revisions of the one before."""
    revisions: tuple[Revision, ...] = ()
    problems: tuple[Problem, ...] = ()
    newer: bool = False


class _Union(NamedTuple):
    """The union of the files of one transcript, to be brought up to date."""

    signature: FolderSignature
    files: dict[Path, File]
    kept: Kept
    by_doc: dict[int, Revision]


class Reading:
    """Reads annotations under `annotations`; `writer` tells whose files decide whether changes are possible.

    May be used by several threads. Bad files are problems in the answer, never errors.
    """

    def __init__(self, annotations: Path, writer: Writer | None) -> None:
        self._annotations = annotations
        self._writer = writer
        self._lock = threading.RLock()
        self._files: dict[Path, File] = {}
        self._unions: dict[str, _Union] = {}
        self._ids: dict[str, str] = {}
        self._listing: tuple[int, dict[str, list[Path]]] | None = None

    def read(self, transcript: str) -> Kept:
        """Everything said about `transcript`."""
        with self._lock:
            signature = self.signature(transcript)
            union = self._unions.get(transcript)
            if union is None or union.signature != signature:
                union = self._unions[transcript] = self._union(transcript, signature, union)
            return union.kept

    def signature(self, transcript: str) -> FolderSignature:
        """Changes when a file of `transcript` does."""
        found = []
        for folder in self.folders(transcript):
            with contextlib.suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if _is_annotation_file(entry.name):
                        with contextlib.suppress(OSError):
                            found.append((f"{folder.name}/{entry.name}", durable.of(entry.stat())))
        return tuple(sorted(found))

    def folders(self, transcript: str) -> list[Path]:
        """The folders of `transcript`, found by the digits of their names: one, unless a tool doubled it."""
        if not transcript:
            folder = self._annotations / layout.WORKSPACE
            return [folder] if is_folder(folder) else []
        return self._by_digits().get(layout.digits(transcript), [])

    def all_folders(self) -> list[Path]:
        """Every folder with annotations, that of the whole workspace first."""
        return [*self.folders(""), *(folder for folders in self._by_digits().values() for folder in folders)]

    def transcripts(self) -> list[str]:
        """The IDs that the name of each folder or the files in it state, where the folder's digits agree."""
        by_digits = self._by_digits()
        for digits in by_digits.keys() - self._ids.keys():
            spelled = next(filter(None, (layout.spelled(folder.name) for folder in by_digits[digits])), None)
            if spelled is not None:
                self._ids[digits] = spelled
                continue
            stated = (
                each for folder in by_digits[digits] for path in files(folder) for each in _stated(path)
            )
            transcript = next((each for each in stated if layout.digits(each) == digits), None)
            if transcript is not None:
                self._ids[digits] = transcript
        return sorted(self._ids[digits] for digits in by_digits if digits in self._ids)

    def file(self, path: Path) -> File:
        """What `path` says, read only where it changed since the last time."""
        with self._lock:
            try:
                state = _state(path)
                known = self._files.get(path)
                if known is None or known.state != state:
                    with _uncollected():
                        known = self._files[path] = _read(path, state)
                return known
            except OSError as error:
                message = _("{path} cannot be read: {error}")
                problem = Problem(
                    "unreadable", path, message.format(path=path, error=error.strerror or error)
                )
            except TooLarge:
                message = _("{path} is too large for an annotation file and is not read")
                problem = Problem("large", path, message.format(path=path))
            return File((None, None), object(), problems=(problem,))

    def grown(
        self, path: Path, over: Signature | None, now: Signature | None, revisions: Sequence[Revision]
    ) -> None:
        """`revisions` were added to `path` as it was at `over`, which made it `now`: no need to read it."""
        with self._lock:
            known = self._files.get(path)
            if known is None and over is None:
                known = File((None, None), object())
            if now is None or known is None or known.state[0] != over or known.problems:
                return
            held = {revision.doc for revision in known.revisions}
            added = (revision for revision in revisions if revision.doc not in held)
            with contextlib.suppress(OSError):
                state = (now, history.signature(history.last(path)))
                self._files[path] = known._replace(state=state, revisions=(*known.revisions, *added))

    def _by_digits(self) -> dict[str, list[Path]]:
        """The transcripts' folders by the digits of their names."""
        try:
            changed = os.stat(self._annotations).st_mtime_ns
        except OSError:
            return {}
        if self._listing is not None and self._listing[0] == changed:
            return self._listing[1]
        listed = time.time_ns()
        found: dict[str, list[Path]] = {}
        with contextlib.suppress(OSError):
            for name in sorted(os.listdir(self._annotations)):
                digits = layout.folder_digits(name)
                if digits is not None and is_folder(self._annotations / name):
                    found.setdefault(digits, []).append(self._annotations / name)
        # A folder's time is coarse: a listing made right after a change may miss the next one in its tick.
        self._listing = (changed, found) if listed - changed > _SETTLED else None
        return found

    def _union(self, transcript: str, signature: FolderSignature, before: _Union | None) -> _Union:
        """What all files say, every revision once; what was the same `before` is not worked in anew."""
        folders = self.folders(transcript)
        now = {path: self.file(path) for folder in folders for path in files(folder)}
        new = _added(before, now)
        if before is None or new is None:
            by_doc: dict[int, Revision] = {}
            for file in now.values():
                for revision in file.revisions:
                    _place(by_doc, revision)
            ordered = sorted(by_doc.values(), key=_order)
        else:
            by_doc, ordered = before.by_doc, list(before.kept.revisions)
            for revision in new:
                by_doc[revision.doc] = revision
                insort(ordered, revision, key=_order)
        problems = tuple(problem for file in now.values() for problem in file.problems)
        kept = Kept(tuple(ordered), problems, self._readonly(folders, now))
        return _Union(signature, now, kept, by_doc)

    def _readonly(self, folders: Sequence[Path], now: dict[Path, File]) -> bool:
        writer = self._writer
        if writer is not None and any(f.newer and writer.number(p.name) for p, f in now.items()):
            return True
        for folder in (*folders, self._annotations, self._annotations.parent):
            if folder.exists():
                return not os.access(folder, os.W_OK)
        return True


def is_folder(path: Path) -> bool:
    """Is there a folder of its own? A link may lead anywhere, and what lies there is not ours to mend."""
    return path.is_dir() and not path.is_symlink()


def files(folder: Path) -> list[Path]:
    """Every annotation file in `folder`, whatever its name, and those that only history still knows."""
    try:
        names = set(os.listdir(folder))
    except OSError:
        return []
    names.update(history.names(folder))
    return [folder / name for name in sorted(names) if _is_annotation_file(name)]


def _stated(path: Path) -> Iterator[str]:
    """What `path` says it is about: its header, else the questions of its records."""
    with contextlib.suppress(OSError, ValueError):
        with open(path, "rb") as file:
            transcript = format.header(file.read(_HEAD)).get("transcript")
        if isinstance(transcript, str):
            yield transcript
            return
    with contextlib.suppress(OSError, TooLarge):
        for _doc, document in recall(path).read():
            question = document.get("question")
            if isinstance(question, str):
                yield question.rpartition("#")[0]


def _is_annotation_file(name: str) -> bool:
    return name.endswith(layout.ENDING) and not name.startswith(".")


def _state(path: Path) -> tuple[Signature | None, Signature | None]:
    return durable.signature(path), history.signature(history.last(path))


def _read(path: Path, state: tuple[Signature | None, Signature | None]) -> File:
    """What `path` says now. Raises OSError, TooLarge."""
    generation = recall(path)
    revisions, problems = [], list(generation.problems)
    for doc, document in generation.read():
        if document.get("kind") == "header":
            continue
        try:
            revisions.append(from_document(document, doc))
        except NotARecord as reason:
            if not generation.newer:
                message = _("{path}: document {doc} is no record ({reason}); it is left as it is")
                message = message.format(path=path, doc=doc, reason=reason)
                problems.append(Problem("record", path, message))
    return File(state, object(), tuple(revisions), tuple(problems), generation.newer)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no garbage: so many new objects, none in a cycle, make it look often, in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _added(before: _Union | None, now: dict[Path, File]) -> list[Revision] | None:
    """The revisions that `now` has and `before` had not, where nothing else changed; else None."""
    if before is None or before.files.keys() - now.keys():
        return None
    new: dict[int, Revision] = {}
    for path, file in now.items():
        known = before.files.get(path)
        if known is file:
            continue
        if known is not None and known.lineage is not file.lineage:
            return None
        for revision in file.revisions[len(known.revisions) if known is not None else 0 :]:
            if revision.doc in before.by_doc or revision.doc in new:
                return None
            new[revision.doc] = revision
    return list(new.values())


def _place(by_doc: dict[int, Revision], revision: Revision) -> None:
    """Take `revision` in. Two that differ under one document id, edited by hand perhaps, are both kept."""
    held = by_doc.setdefault(revision.doc, revision)
    if held is revision or held == revision:
        return
    mine, theirs = dump(to_document(held)), dump(to_document(revision))
    ahead = (held.rev, held.time, mine) >= (revision.rev, revision.time, theirs)
    winner, loser, text = (held, revision, theirs) if ahead else (revision, held, mine)
    by_doc[winner.doc] = winner
    by_doc[another_doc(text)] = loser._replace(doc=another_doc(text))


def _order(revision: Revision) -> tuple[str, int]:
    return revision.order
