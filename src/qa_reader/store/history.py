"""Earlier generations of our own files, kept as hard links, and damaged ones kept byte for byte.

    .history/<file>/~a-prev      the generation that the last write replaced
    .history/<file>/~b-last      the one it wrote: survives `rm` and an older version put back
    .history/<file>/<UTC time>   thinned: of the last minutes, hours and days
    .quarantine/<file>.<hash>.damaged

All of history is best effort: what cannot be linked or removed never stops a save. The quarantine is not:
nothing damaged is overwritten before its bytes are safe.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from qa_reader.store import durable
from qa_reader.store.durable import Signature

FOLDER: Final = ".history"
QUARANTINE: Final = ".quarantine"
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_STAMPED: Final = re.compile(r"\d{8}T\d{6}Z")
_KEPT: Final = ((timedelta(minutes=1), 4), (timedelta(hours=1), 4), (timedelta(days=1), 6))
"""Of each stretch of time the newest generation, for so many stretches back."""


def folder(path: Path) -> str:
    """Where the generations of `path` lie."""
    above, name = os.path.split(path)
    return f"{above}/{FOLDER}/{name}"


def previous(path: Path) -> str:
    """The generation that the last write replaced."""
    return f"{folder(path)}/~a-prev"


def last(path: Path) -> str:
    """The generation that the last write made."""
    return f"{folder(path)}/~b-last"


def signature(generation: str) -> Signature | None:
    """What tells `generation` from another without reading it; None where there is none of our own."""
    return durable.signature(generation) if _own(generation) else None


def read(generation: str) -> tuple[bytes, Signature] | None:
    """The bytes of `generation` and their signature, None where there is none of our own.

    Raises OSError, TooLarge.
    """
    return durable.read(generation) if _own(generation) else None


def linked(of_folder: Path) -> list[Path]:
    """Links in `of_folder` where our own folders belong: nothing is read or written through them."""
    found = [of_folder / FOLDER, of_folder / QUARANTINE]
    with contextlib.suppress(OSError):
        if not found[0].is_symlink():
            found += [Path(entry.path) for entry in os.scandir(found[0])]
    return [path for path in found if path.is_symlink()]


def before(path: Path) -> None:
    """Keep the generation of `path` that is about to be replaced."""
    if not os.path.exists(path) or not _own(previous(path)):
        return
    with contextlib.suppress(OSError):
        _link(path, previous(path))
        kept = _timed(path)
        now = datetime.now(UTC)
        if not kept or kept[-1] <= (now - _KEPT[0][0]).strftime(_STAMP):
            _link(path, f"{folder(path)}/{now.strftime(_STAMP)}")
            for name in superfluous(kept, now):
                os.unlink(f"{folder(path)}/{name}")


def after(path: Path) -> None:
    """Keep the generation of `path` that has just been written."""
    if _own(last(path)):
        with contextlib.suppress(OSError):
            _link(path, last(path))


def generations(path: Path) -> list[str]:
    """The generations of `path` that are kept, newest first."""
    try:
        timed = _timed(path)
    except OSError:
        return []
    return [last(path), previous(path), *(f"{folder(path)}/{name}" for name in reversed(timed))]


def names(of_folder: Path) -> list[str]:
    """The names of the files in `of_folder` that have a history."""
    place = of_folder / FOLDER
    try:
        if place.is_symlink():
            return []
        return sorted(entry.name for entry in os.scandir(place) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []


def forget(path: Path) -> None:
    """Let go of the generations of `path`, which is another file's part now."""
    if _own(last(path)):
        shutil.rmtree(folder(path), ignore_errors=True)


def superfluous(kept: Iterable[str], now: datetime) -> list[str]:
    """Which of the timed generations named in `kept` the thinning lets go at the time `now`."""
    stamps = {name: datetime.strptime(name, _STAMP).replace(tzinfo=UTC) for name in sorted(kept)}
    keep: set[str] = set()
    for stretch, count in _KEPT:
        newest = {int((now - stamp) / stretch): name for name, stamp in stamps.items()}
        keep.update(name for back, name in newest.items() if back < count)
    return [name for name in stamps if name not in keep]


def quarantine(path: Path, data: bytes) -> Path:
    """Put the bytes of a damaged file aside, on disk, before anything replaces it. Raises OSError."""
    aside = path.parent / QUARANTINE
    if aside.is_symlink():
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(aside))
    durable.make_folder(aside)
    kept = aside / f"{path.name}.{hashlib.sha256(data).hexdigest()[:16]}.damaged"
    if kept.is_symlink() or not kept.exists() or kept.stat().st_size != len(data):
        durable.write(kept, data)
    return kept


def _own(generation: str) -> bool:
    """Does no link stand in the place of the history, of the folder of one file in it, or of the generation?

    A link may lead anywhere, and what lies there is neither ours to believe nor ours to remove.
    """
    of_file = os.path.dirname(generation)
    return not any(map(os.path.islink, (os.path.dirname(of_file), of_file, generation)))


def _link(source: Path, target: str) -> None:
    """Make `target` another name of the file `source`; a copy where the file system knows no hard links."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(target)
    try:
        os.link(source, target)
    except OSError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)


def _timed(path: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder(path)) if _STAMPED.fullmatch(name))
