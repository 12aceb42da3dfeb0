"""Where this person's own files lie: settings, state and cache, and the name this machine goes by.

Platform rules come from platformdirs (XDG on Linux). `QA_READER_CONFIG_DIR`, `QA_READER_STATE_DIR` and
`QA_READER_CACHE_DIR` set a folder outright.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import Final

_NAME: Final = "qa-reader"
_DEVICE: Final = re.compile(r"[0-9a-f]{6}")


def config_dir() -> Path:
    """The folder of settings and key maps. Not created here."""
    return _folder("CONFIG")


def state_dir() -> Path:
    """The folder of reading places, marks, drafts and copies. Not created here."""
    return _folder("STATE")


def cache_dir() -> Path:
    """The folder of parsed transcripts and search indexes; may be deleted at any time. Not created here."""
    return _folder("CACHE")


def documents_dir() -> Path:
    """The folder where this person keeps documents, as the desktop names it; home where there is none."""
    import platformdirs

    folder = Path(platformdirs.user_documents_dir())
    return folder if folder.is_dir() else Path.home()


def private(folder: Path) -> Path:
    """`folder`, created for its owner alone where it is missing. Raises OSError where that cannot be."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def replace_text(path: Path, text: str) -> None:
    """Make `text` what the file `path` holds (UTF-8), durably: the old file or the new, never between.

    Two programs that do so at once leave one of the two. A link stays one: what it leads to is replaced, and
    keeps its permissions; a new file is its owner's alone. Raises OSError; then the old file stands.
    """
    path = path.resolve()
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="") as file:
            with contextlib.suppress(OSError):
                os.chmod(temporary, path.stat().st_mode & 0o777)
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    with contextlib.suppress(OSError):  # Windows opens no folder; the file is safe without
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def device() -> str:
    """Six hex digits that name this machine and account: random, kept outside every synced workspace.

    Note: makes the state folder and the file `device` in it at the first call. Where that cannot be written,
    each run of the program goes by a name of its own, which costs files but never a word.
    """
    path = state_dir() / "device"
    for _attempt in range(2):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            kept = path.read_text(encoding="ascii").strip()
            if _DEVICE.fullmatch(kept):
                return kept
        name = os.urandom(3).hex()
        try:
            _create(path, name)
        except FileExistsError:
            continue
        except OSError:
            return _unkept()
        return name
    return _unkept()


_run: str | None = None


def _unkept() -> str:
    """A name for this run alone, the same at every call."""
    global _run  # noqa: PLW0603  (one name per process)
    _run = _run or os.urandom(3).hex()
    return _run


def _create(path: Path, text: str) -> None:
    """Write `path` whole or not at all; of two programs that start at once, the second finds the first's."""
    temporary = private(path.parent) / f".{path.name}.{os.urandom(4).hex()}.tmp"
    try:
        temporary.write_text(text + "\n", encoding="ascii")
        try:
            os.link(temporary, path)
        except FileExistsError:
            if _DEVICE.fullmatch(path.read_text(encoding="ascii", errors="replace").strip()):
                raise
            os.replace(temporary, path)
        except OSError:  # a file system without hard links
            os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _folder(kind: str) -> Path:
    chosen = os.environ.get(f"QA_READER_{kind}_DIR")
    if chosen:
        return Path(chosen)
    import platformdirs

    directories = platformdirs.PlatformDirs(_NAME, appauthor=False)
    return Path(getattr(directories, f"user_{kind.lower()}_dir"))
