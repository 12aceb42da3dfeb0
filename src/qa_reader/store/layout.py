"""Names in the annotations folder: a folder per transcript, in it files of one writer each.

annotations/
  .gitattributes  .gitignore  .lock
  .workspace/                    what is said of the whole workspace
  minutes--2021.txt-3f2a9c01d4/
    Ana-7c01ff.json  Ana-7c01ff.2.json  …
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final, NamedTuple

WORKSPACE: Final = ".workspace"
LOCK: Final = ".lock"
ENDING: Final = ".json"

IGNORED: Final = """\
# Locks, half-written files and history belong to this machine; everything else here may be shared.
.*
!.gitignore
!.gitattributes
!.workspace/
"""
ATTRIBUTES: Final = """\
# One line per thing said: git merges the files by taking the lines of both sides.
*.json text eol=lf merge=union
"""

_FOLDER: Final = re.compile(r".*-([0-9a-f]{10})")
_CHARACTERS, _BYTES = 80, 240
"""The longest part of a name that is made of a title: file systems allow 255 bytes with what follows it."""


class Writer(NamedTuple):
    """Who writes, on which machine: one file, or a numbered row of them, is theirs in every folder."""

    annotator: str
    device: str
    """Six hex digits, `config.paths.device()`."""

    @property
    def name(self) -> str:
        """The name of the writer's files, without number and ending."""
        return f"{_safe(self.annotator, 40) or 'anonymous'}-{self.device}"

    def file(self, number: int) -> str:
        """The name of the writer's file `number`, from 1."""
        return f"{self.name}{ENDING}" if number == 1 else f"{self.name}.{number}{ENDING}"

    def number(self, file: str) -> int | None:
        """Which of the writer's files is called `file`, None where it is somebody else's."""
        found = re.fullmatch(re.escape(self.name) + r"(?:\.([1-9][0-9]{0,8}))?\.json", file)
        return None if found is None else int(found[1] or 1)


def digits(transcript: str) -> str:
    """The ten hex digits by which the folder of `transcript` (an ID) is found."""
    return hashlib.sha256(transcript.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def folder(transcript: str) -> str:
    """The name that the folder of `transcript` (an ID; "" for the whole workspace) gets."""
    if not transcript:
        return WORKSPACE
    return f"{_safe(transcript, _CHARACTERS)}-{digits(transcript)}"


def folder_digits(name: str) -> str | None:
    """The digits at the end of a folder's name, None where it is no transcript's folder."""
    found = _FOLDER.fullmatch(name)
    return found[1] if found else None


def spelled(name: str) -> str | None:
    """The ID that the folder called `name` is of, where the name alone tells it, as that of most does."""
    found = _FOLDER.fullmatch(name)
    transcript = name[: -len(found[1]) - 1].replace("--", "/") if found is not None else ""
    return transcript if found is not None and digits(transcript) == found[1] else None


def _safe(title: str, characters: int) -> str:
    """`title` as part of a file name on every system: NFC, `--` for `/`, no reserved characters."""
    text = unicodedata.normalize("NFC", title).replace("/", "--")
    text = "".join("_" if c in '\\:*?"<>|' or not c.isprintable() else c for c in text)
    text = text[:characters].encode("utf-8", "replace")[:_BYTES].decode("utf-8", "ignore")
    return text.strip(" .")
