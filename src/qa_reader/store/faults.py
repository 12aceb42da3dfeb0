"""What can be wrong with what is kept: an error that refuses a change, and problems that reading shows."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Literal, NamedTuple

from qa_reader.locales import _

Reason = Literal["full", "readonly", "locked", "newer", "gone", "busy", "io", "annotator"]

Trouble = Literal[
    "damaged", "missing", "restored", "newer", "record", "unreadable", "large", "folder", "aside", "copy"
]


class StoreError(Exception):
    """A change that was refused; what was kept is whole. `str()` is one line: what, where, what to do."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


class Problem(NamedTuple):
    """Something found while reading that the reader should know of; nothing is lost by it."""

    kind: Trouble
    path: Path
    message: str
    """One line: what, where, what to do."""
    mendable: bool = False
    """Whether `check --repair` can mend it."""


class Busy(Exception):
    """A file that other programs change faster than a change can be merged into it."""


class Newer(Exception):
    """A file of a later schema, which this program does not rewrite."""


class TooLarge(Exception):
    """A file too large to be an annotation file."""


def refused(error: Exception, path: Path) -> StoreError | None:
    """The StoreError that says why a change to `path` failed; None for a defect of this program."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, OSError):
        reason, message = _of_disk(error)
        return StoreError(reason, message.format(path=path, error=error.strerror or error))
    if isinstance(error, Newer):
        message = _("not saved: {path} was written by a later qa-reader; update this one to go on")
        return StoreError("newer", message.format(path=path))
    if isinstance(error, Busy):
        message = _("not saved: another program keeps changing {path}; try again when it is done")
        return StoreError("busy", message.format(path=path))
    if isinstance(error, TooLarge):
        message = _("not saved: {path} is too large for an annotation file; move it away")
        return StoreError("io", message.format(path=path))
    return None


def _of_disk(error: OSError) -> tuple[Reason, str]:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "full", _("not saved: no room left for {path}; free some space and save again")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "readonly", _(
            "not saved: {path} may not be written; keep annotations elsewhere with --annotations DIR"
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE):
        return "gone", _("not saved: {path} is gone; bring the folder back, or use --annotations DIR")
    return "io", _("not saved: {path}: {error}; check the disk and save again")
