"""What can be wrong with what is kept: an error that refuses a change, and problems that reading shows."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa_reader.locales import _

Reason = Literal["full", "readonly", "locked", "newer", "gone", "busy", "io", "annotator"]

Trouble = Literal[
    "damaged", "missing", "restored", "newer", "record", "unreadable", "large", "folder", "conflict"
]


class StoreError(Exception):
    """A change that was refused; what was kept is whole. `str()` is one line: what, where, what to do."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Problem:
    """Something found while reading that the reader should know of; nothing is lost by it."""

    kind: Trouble
    path: Path
    message: str
    """One line: what, where, what to do."""
    mendable: bool = False
    """Whether `check --repair` can mend it."""


def refused(error: OSError, path: Path) -> StoreError:
    """The StoreError that says why `path` could not be written."""
    number = error.errno
    where = error.filename if isinstance(error.filename, str) else path
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        reason: Reason = "full"
        message = _("not saved: no room left for {path}; free some space and save again")
    elif number in (errno.EACCES, errno.EPERM, errno.EROFS):
        reason = "readonly"
        message = _("not saved: {path} may not be written; keep annotations elsewhere with --annotations DIR")
    elif number in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE):
        reason = "gone"
        message = _("not saved: {path} is gone; bring the folder back, or use --annotations DIR")
    else:
        reason = "io"
        message = _("not saved: {path}: {error}; check the disk and save again")
    return StoreError(reason, message.format(path=where, error=error.strerror or error))
