"""Files that are either the old or the new, never between: the few steps that make a write durable.

A hidden temporary file in the same folder, all bytes, fsync, rename, fsync of the folder. An fsync that
failed is never asked again on the same file (Linux drops the dirty pages with the error); the next try is a
new file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

from qa_reader.store.faults import TooLarge

LARGEST = 64 * 1024 * 1024
"""Bytes; a larger file is no annotation file (ours end at 500 documents) and is not read."""


class Signature(NamedTuple):
    """What tells one generation of a file from another without reading it."""

    inode: int
    size: int
    modified: int
    changed: int
    """Nanoseconds; `changed` (ctime) betrays tools that put the modification time back."""


def signature(path: Path | str) -> Signature | None:
    """The signature of `path`, None where there is no such file."""
    try:
        stat = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return of(stat)


def of(stat: os.stat_result) -> Signature:
    """The signature in a stat result."""
    return Signature(stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


def read(path: Path | str) -> tuple[bytes, Signature] | None:
    """The bytes of `path` and their signature, None where there is no such file. Raises OSError, TooLarge."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    with open(descriptor, "rb") as file:
        stat = os.fstat(descriptor)
        if stat.st_size > LARGEST:
            raise TooLarge(path)
        return file.read(LARGEST + 1), of(stat)


def write_beside(path: Path, data: bytes) -> Path:
    """A hidden file beside `path` that holds `data`, on disk. Raises OSError and leaves nothing behind."""
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            _flush(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


def put(temporary: Path, path: Path) -> None:
    """Make `temporary` the new `path`. Raises OSError.

    Windows refuses while a virus scanner or a syncing service looks at the file: there it is tried for two
    seconds.
    """
    tries = 10 if sys.platform == "win32" else 1
    for left in range(tries - 1, -1, -1):
        try:
            os.replace(temporary, path)
            return
        except PermissionError:
            if not left:
                raise
            time.sleep(0.2)


def flush_folder(folder: Path) -> None:
    """Bring the names in `folder` to disk. Raises OSError.

    Windows has no such call and needs none; network file systems that know none do it at the rename.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise
    finally:
        os.close(descriptor)


def _flush(descriptor: int) -> None:
    """Bring a file to disk. On a Mac, fsync leaves it in the drive's own memory; F_FULLFSYNC does not."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # a file system without it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def make_folder(folder: Path) -> None:
    """Create `folder` durably where it is missing; its parent must be there. Raises OSError."""
    if folder.is_dir():
        return
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
    flush_folder(folder.parent)


def write(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, durably. Raises OSError; then the old file stands."""
    temporary = write_beside(path, data)
    try:
        put(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    flush_folder(path.parent)
