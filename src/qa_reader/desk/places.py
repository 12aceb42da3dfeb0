"""Which file each transcript is in: its own path, the one it was moved to, or one that is known again.

A file that nothing is said of, while something is said of a transcript whose file is gone, is that transcript
if it holds the same bytes, and if no other file and no other transcript fits as well: then it is not guessed
but told. Finding out costs nothing where no file is gone.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.annotation.moves import move, moves, sources
from qa_reader.annotation.records import Revision
from qa_reader.library import workspace as workspaces
from qa_reader.library.workspace import Entry, Outside, Workspace

if TYPE_CHECKING:
    from qa_reader.store.store import Kept, Store

_AGAIN: Final = re.compile(r"(?P<stem>.+)~(?P<number>[2-9]|[1-9][0-9]{1,3})(?P<ending>\.[^./]*)?", re.DOTALL)
"""An ID given to a file at a path that is another transcript's ID: `road~2.txt`."""
_MOST: Final = 1 << 30
"""Bytes past which a file is not looked into to know it again."""


class Unclear(NamedTuple):
    """Transcripts whose files are gone, and files that hold what they held, not telling which is which."""

    transcripts: tuple[str, ...]
    paths: tuple[str, ...]


class Places:
    """The files of one workspace's transcripts. What was found out stays until `look_again`.

    Safe in any thread.
    """

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._workspace = workspace
        self._store = store
        self._lock = threading.RLock()
        self._kept: Kept | None = None
        self._recorded: dict[str, str] = {}
        self._moved: dict[str, str] = {}
        """Where each is that is not at its own path, recorded or known again."""
        self._by_path: dict[str, str] = {}
        self._unclear: tuple[Unclear, ...] = ()

    # What is known

    def id(self, file: Path) -> str:
        """The ID of the transcript in `file`. Raises Outside."""
        return self.id_at(self._workspace.id(file))

    def id_at(self, path: str) -> str:
        """The ID of the transcript in the file at `path` below the root."""
        with self._lock:
            elsewhere = self._elsewhere()
            transcript = self._by_path.get(path)
            if transcript is not None:
                return transcript
            return path if path not in elsewhere else self._another(path)

    def path(self, transcript: str) -> str:
        """Where the file of a transcript is, or would be: its path below the root. Raises nothing."""
        with self._lock:
            elsewhere = self._elsewhere()
            known = elsewhere.get(transcript)
            if known is not None:
                return known
            again = _AGAIN.fullmatch(transcript)
            path = f"{again['stem']}{again['ending'] or ''}" if again is not None else ""
            if path in elsewhere and not self._there(transcript) and self._another(path) == transcript:
                return path
            return transcript

    def file(self, transcript: str) -> Path:
        """The file of a transcript, or where it would be. Raises Outside."""
        return self._workspace.path(self.path(transcript))

    def listed(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """`entries` under the IDs of their transcripts."""
        with self._lock:
            elsewhere, by_path = self._elsewhere(), self._by_path
        for entry in entries:
            at = by_path.get(entry.id) or (self.id_at(entry.id) if entry.id in elsewhere else None)
            yield entry if at is None else entry._replace(id=at)

    @property
    def moved(self) -> Mapping[str, str]:
        """By ID the transcripts that are not where their ID says, as recorded or known by their bytes."""
        with self._lock:
            return dict(self._elsewhere())

    @property
    def unclear(self) -> Sequence[Unclear]:
        """What was found elsewhere, but not surely."""
        with self._lock:
            self._elsewhere()
            return self._unclear

    @property
    def strange(self) -> bool:
        """Is any transcript elsewhere than its ID says, or nowhere?"""
        return bool(self.moved or self.gone())

    def gone(self) -> list[str]:
        """The transcripts that something is said of and whose file is nowhere."""
        with self._lock:
            moved = self._elsewhere()
            return [each for each in self._store.transcripts() if not self._there(moved.get(each, each))]

    def look_again(self) -> None:
        """Find out anew what was moved."""
        with self._lock:
            self._kept = None

    def lines(self, change: str, annotator: str) -> list[Revision]:
        """The records of what was found elsewhere and is not on record yet."""
        with self._lock:
            return [
                move(transcript, path, change, annotator)
                for transcript, path in self._elsewhere().items()
                if self._recorded.get(transcript) != path
            ]

    # Finding out

    def _elsewhere(self) -> Mapping[str, str]:
        """Where the transcripts are that are not at their own path; found out anew where others record it."""
        kept = self._store.read("")
        if kept is not self._kept:
            self._kept, self._recorded = kept, {}
            for transcript, paths in moves(kept.revisions).items():
                tried = (paths[0], transcript, *paths[1:])
                path = next((path for path in tried if self._there(path)), paths[0])
                if path != transcript:
                    self._recorded[transcript] = path
            self._moved = dict(self._recorded)
            self._look()
            self._by_path = {path: transcript for transcript, path in self._moved.items()}
        return self._moved

    def _another(self, path: str) -> str:
        """The ID of a file whose path is the ID of a transcript that is elsewhere now."""
        stem, dot, ending = path.rpartition(".")
        if not stem or "/" in ending:
            stem, dot, ending = path, "", ""
        numbered = (f"{stem}~{number}{dot}{ending}" for number in count(2))
        return next(each for each in numbered if each not in self._moved and not self._there(each))

    def _there(self, path: str) -> bool:
        parts = path.split("/")
        if any(part in ("", ".", "..") for part in parts):
            return False
        if os.path.isfile(os.path.join(self._workspace.root, *parts)):
            return True
        try:
            return not path.isascii() and self._workspace.path(path).is_file()
        except (Outside, OSError, ValueError):
            return False

    def _look(self) -> None:
        """Find the files of transcripts that are not where they were.

        Where one is found at the path of another transcript, that one must be elsewhere too: 1.txt is now
        2.txt, and 2.txt is now 3.txt.
        """
        self._unclear = ()
        taken = set(self._moved.values())
        away = [
            each
            for each in self._store.transcripts()
            if (each in taken and each not in self._moved) or not self._there(self._moved.get(each, each))
        ]
        while away:
            wanted = {each: states for each in away if (states := self._states(each))}
            found = self._fitting(self._workspace, wanted) if wanted else {}
            if found and self._workspace.opened != self._workspace.root:
                # Another file of the workspace may fit as well as the one that was opened.
                found = self._fitting(self._workspace._replace(opened=self._workspace.root), wanted)
            before = set(self._moved)
            self._settle(found)
            newly = {self._moved[each] for each in self._moved.keys() - before}
            away = [path for path in newly if self._store.holds(path) and path not in self._moved]

    def _states(self, transcript: str) -> Mapping[str, int | None]:
        return sources(self._store.read(transcript).revisions)

    def _fitting(
        self, workspace: Workspace, wanted: Mapping[str, Mapping[str, int | None]]
    ) -> dict[str, tuple[str, ...]]:
        """The paths of the files that hold, byte for byte, what a transcript's file once held; by transcript.

        Left out are files that are known to be another transcript's.
        """
        found: dict[str, tuple[str, ...]] = {}
        sizes = {size for states in wanted.values() for size in states.values()}
        taken = set(self._moved.values())
        for entry in workspaces.listing(workspace):
            fits = entry.likely and entry.size <= _MOST and (entry.size in sizes or None in sizes)
            digest = _digest(entry.path) if fits and entry.id not in taken else None
            fitting = [transcript for transcript, states in wanted.items() if digest in states]
            own = entry.id not in self._moved and self._store.holds(entry.id)
            if fitting and not (own and digest in self._states(entry.id)):
                for transcript in fitting:
                    found[transcript] = (*found.get(transcript, ()), entry.id)
        return found

    def _settle(self, found: Mapping[str, Sequence[str]]) -> None:
        """Take for certain what fits one to one; tell of the rest. `found`: paths by transcript."""
        left = dict(found)
        while left:
            transcript, paths = left.popitem()
            rivals = [each for each, others in left.items() if set(others) & set(paths)]
            if len(paths) == 1 and not rivals:
                self._moved[transcript] = paths[0]
                continue
            every = {*paths, *(path for each in rivals for path in left.pop(each))}
            unclear = Unclear(tuple(sorted((transcript, *rivals))), tuple(sorted(every)))
            self._unclear = (*self._unclear, unclear)


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file, None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
