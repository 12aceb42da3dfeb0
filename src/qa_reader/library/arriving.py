"""Text that comes from elsewhere becomes a file of the workspace; what is there is never touched."""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import count
from pathlib import Path
from typing import Final

from qa_reader.language.encodings import decode

_LONGEST: Final = 60
"""Characters of the first line that make a name."""

_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|#\u2028\u2029]+')
"""What some file system forbids, and `#`, which begins a label in a question ID."""


def take_in(data: bytes, folder: Path, name: str | None = None) -> Path:
    """Write `data` to a new file in `folder`, called `name` or after its first line; the file.

    A name that is taken gets a number. Raises OSError.
    """
    stem, suffix = _name(data) if name is None else _parts(name)
    for number in count(1):
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # what is told as written is on disk
        return path
    raise AssertionError("count() does not end")


def _name(data: bytes) -> tuple[str, str]:
    """A name made of the first line that says something."""
    text = decode(data[:4096]).text
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return _fit(first)[:_LONGEST].rstrip(" .") or "transcript", ".txt"


def _parts(name: str) -> tuple[str, str]:
    stem, suffix = os.path.splitext(_fit(name))
    return stem or "transcript", suffix or ".txt"


def _fit(name: str) -> str:
    """`name` as every file system takes it, not hidden."""
    return _UNFIT.sub(" ", unicodedata.normalize("NFC", name)).strip(" .")
