"""Transcripts by file, through a cache of what was parsed, and glances at files nobody opened yet.

The cache lies in the person's own cache folder, may be deleted at any time, and is believed only where this
program wrote it for this very file: whatever in it is damaged or stale is parsed again without a word. An
entry is one file: a line of JSON that says what it is of, and the packed transcript.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
import zlib
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

import qa_reader
from qa_reader.config.paths import cache_dir, private
from qa_reader.library.columns import pack, unpack
from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.formats.plain.profiles import Profile
    from qa_reader.transcript.model import Transcript

_LARGEST: Final = 1 << 30
"""Bytes of all entries together, past which the oldest go."""
_SETTLED: Final = 2_000_000_000
"""Nanoseconds after which a changed file surely has another modification time."""
_SURE: Final = 0.3
"""Least confidence of a format that makes a file without a question a transcript; a README is none."""
_PARSERS: Final = ("formats", "language", "transcript", "library")
"""The parts of the program that decide how a file is understood and how that is kept."""


class Glance(NamedTuple):
    """What the listing of a workspace says of a file."""

    claimed: bool
    """Is it a transcript: has it an exchange, or does a named format claim it? What we wrote out is none."""
    exchanges: int = 0
    title: str | None = None
    date: str | None = None
    reason: str | None = None
    """Why it cannot be read, in one word (`Unreadable.reason`); None where it can."""


def load(
    path: Path,
    transcript: str,
    *,
    format: str | None = None,
    profiles: Sequence[Profile] = (),
    propose: bool = True,
) -> Transcript:
    """The transcript with the ID `transcript` in the file `path`.

    `format`, `profiles`, `propose` as in `formats.table.read`. Raises OSError, formats.material.Unreadable.
    """
    entry = _Entry(path, transcript, format, profiles, propose)
    return entry.transcript() or entry.parse()


def glance(path: Path, transcript: str, *, profiles: Sequence[Profile] = (), propose: bool = True) -> Glance:
    """What a file is, without making a transcript of it where that is known. Raises nothing."""
    entry = _Entry(path, transcript, None, profiles, propose)
    try:
        known = entry.glance()
    except OSError:
        return Glance(claimed=False, reason="unreadable")
    return known if known is not None else entry.look()


class _State(NamedTuple):
    """What tells one state of a file from another without reading it."""

    inode: int
    size: int
    modified: int
    changed: int


class _Entry:
    """What the cache holds of one file: `.head` says of what, and the glance; `.body` is the transcript."""

    def __init__(
        self, path: Path, transcript: str, format: str | None, profiles: Sequence[Profile], propose: bool
    ) -> None:
        self._path, self._transcript = path, transcript
        self._format, self._profiles, self._propose = format, profiles, propose
        named = repr((str(path), transcript, format, profiles, propose)).encode("utf-8", "surrogatepass")
        self._stem = hashlib.sha256(named).hexdigest()[:32]

    @cached_property
    def _folder(self) -> Path | None:
        """The cache's folder, None where there can be none or another person could write into it."""
        try:
            folder = private(cache_dir() / "transcripts")
            state = os.stat(folder)
        except OSError:
            return None
        mine = not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & 0o022)
        return folder if mine else None

    @cached_property
    def _head(self) -> dict[str, Any] | None:
        """The head of the entry, where it is of this program and of the file as it is now. Raises OSError."""
        state = os.stat(self._path)
        if self._folder is None:
            return None
        try:
            head = orjson.loads((self._folder / f"{self._stem}.head").read_bytes())
            if head["made"] != _fingerprint():
                return None
            kept, seen, digest = _State(*head["state"]), int(head["seen"]), str(head["sha256"])
        except (OSError, ValueError, TypeError, KeyError):
            return None
        if kept == _state(state) and seen - kept.modified > _SETTLED:
            return dict(head)
        if state.st_size != kept.size or hashlib.sha256(self._data).hexdigest() != digest:
            return None
        self._write("head", orjson.dumps({**head, "state": [*_state(state)], "seen": time.time_ns()}))
        return dict(head)

    @cached_property
    def _data(self) -> bytes:
        """The file's bytes. Raises OSError, Unreadable."""
        from qa_reader.formats.material import Unreadable
        from qa_reader.formats.table import LIMIT

        descriptor = os.open(
            self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        )
        with open(descriptor, "rb") as file:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                raise Unreadable("binary", _("{path}: no file to read.").format(path=self._transcript))
            if state.st_size > LIMIT:
                message = _("{path}: {size} MB is too large to read (limit {limit} MB); split it into parts.")
                message = message.format(path=self._transcript, size=state.st_size >> 20, limit=LIMIT >> 20)
                raise Unreadable("too-large", message)
            return file.read()

    def glance(self) -> Glance | None:
        """The glance that is kept. Raises OSError where the file is gone."""
        head = self._head
        try:
            return Glance(**head["glance"]) if head is not None else None
        except (TypeError, KeyError):
            return None

    def transcript(self) -> Transcript | None:
        """The transcript that is kept. Raises OSError where the file is gone."""
        head = self._head
        if head is None or self._folder is None:
            return None
        try:
            body = (self._folder / f"{self._stem}.body").read_bytes()
            return unpack(body) if zlib.crc32(body) == head.get("sum") else None
        except (OSError, ValueError):
            return None

    def parse(self) -> Transcript:
        """The transcript read from the file, and kept. Raises OSError, Unreadable."""
        from qa_reader.formats.material import Unreadable
        from qa_reader.formats.table import read

        state = _state(os.stat(self._path))
        data = self._data
        try:
            found = read(
                data,
                self._transcript,
                format=self._format,
                profiles=self._profiles,
                propose=self._propose,
            )
        except Unreadable as unreadable:
            self._keep(state, data, Glance(claimed=False, reason=unreadable.reason), None)
            raise
        self._keep(state, data, _seen(found, data), found)
        return found

    def look(self) -> Glance:
        """The glance at a file that is not in the cache yet."""
        from qa_reader.formats.material import Unreadable

        try:
            return _seen(self.parse(), self._data)
        except Unreadable as unreadable:
            return Glance(claimed=False, reason=unreadable.reason)
        except OSError:
            return Glance(claimed=False, reason="unreadable")

    def _keep(self, state: _State, data: bytes, seen: Glance, transcript: Transcript | None) -> None:
        """Put an entry into the cache, the body first. What cannot be kept is parsed again next time."""
        head = {
            "made": _fingerprint(),
            "state": [*state],
            "seen": time.time_ns(),
            "sha256": hashlib.sha256(data).hexdigest(),
            "glance": seen._asdict(),
        }
        try:
            if transcript is not None:
                body = pack(transcript)
                head["sum"] = zlib.crc32(body)
                self._write("body", body)
            self._write("head", orjson.dumps(head))
        except TypeError:  # text that is no Unicode
            return
        if self._folder is not None:
            _prune(self._folder)

    def _write(self, ending: str, data: bytes) -> None:
        if self._folder is None:
            return
        temporary = self._folder / f".{self._stem}.{os.urandom(4).hex()}.tmp"
        try:
            temporary.write_bytes(data)
            os.replace(temporary, self._folder / f"{self._stem}.{ending}")
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _seen(transcript: Transcript, data: bytes) -> Glance:
    """The glance at a file with the bytes `data`."""
    from qa_reader.library.made import made_here  # only where a file is parsed: not at the start

    count = len(transcript.exchanges)
    sure = count > 0 or (transcript.format != "plain" and transcript.confidence >= _SURE)
    return Glance(
        claimed=sure and not made_here(data),
        exchanges=count,
        title=transcript.meta.title,
        date=transcript.meta.date,
    )


def _state(state: os.stat_result) -> _State:
    return _State(state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)


@cache
def _fingerprint() -> str:
    """Changes with everything that decides how a file is understood, while the program is worked on too."""
    package = Path(qa_reader.__file__).parent
    digest = hashlib.sha256(qa_reader.__version__.encode())
    for part in _PARSERS:
        for folder, names, files in os.walk(package / part):
            names[:] = sorted(name for name in names if name != "__pycache__")
            for name in sorted(files):
                state = os.stat(os.path.join(folder, name))
                digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


@cache
def _prune(folder: Path) -> None:
    """Let the oldest entries go where all together are too large; looked at once in a run."""
    with contextlib.suppress(OSError):
        entries = sorted((e.stat().st_mtime_ns, e.stat().st_size, e.path) for e in os.scandir(folder))
        excess = sum(size for _time, size, _path in entries) - _LARGEST
        for _time, size, path in entries:
            if excess <= 0:
                break
            os.unlink(path)
            excess -= size
