"""What a format gets to look at: the head of a file when claiming it, the whole of it when reading it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from qa_reader.language.encodings import Decoded, decode
from qa_reader.transcript.model import Source

if TYPE_CHECKING:
    from qa_reader.formats.plain.profiles import Profile

HEAD: Final = 1 << 16
"""Bytes of a file's beginning that detection sees."""

_DECLARED: Final = re.compile(
    rb"""(?:\bcharset\s{0,4}=\s{0,4}["']?|<\?xml[^>]{0,100}\bencoding\s{0,4}=\s{0,4}["'])([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)


class Unreadable(Exception):
    """A file no transcript can be made of.

    `reason` is one word for programs: empty, binary, encrypted, damaged, too-large, too-deep, scan, no-text,
    not-a-transcript, unknown-format, missing-part, defect. `message` is one line for people: what, where,
    what to do.
    """

    def __init__(self, reason: str, message: str) -> None:
        message = " ".join(line.strip() for line in message.splitlines())  # words of the file may be in it
        super().__init__(message)
        self.reason = reason
        self.message = message


@dataclass(frozen=True, slots=True)
class Claim:
    """How sure a format is that a file is its own, and why."""

    confidence: float
    """0 to 1. Over 0.95 for a container's unmistakable marks; the highest claim reads the file."""
    why: str
    profile: str | None = None
    """For plain text: the profile that explains it best."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What a rule understood of a line, for `inspect --explain`."""

    line: int
    """From 1."""
    kind: str
    rule: str
    """The template as the profile prints it."""
    text: str


@dataclass(frozen=True)
class Head:
    """The beginning of a file."""

    path: str
    data: bytes
    """The first HEAD bytes, or all of a shorter file."""
    size: int
    """Bytes of the whole file."""
    profiles: tuple[Profile, ...] = ()
    """Profiles of plain text the reader added, before the built-in ones."""

    @property
    def whole(self) -> bool:
        """Is this all of the file?"""
        return self.size <= len(self.data)

    @cached_property
    def suffix(self) -> str:
        """The name's extension in lower case with its dot, `.txt`."""
        return PurePosixPath(self.path).suffix.lower()

    @cached_property
    def text(self) -> str:
        """The head decoded: LF line ends, no byte order mark, no character cut in two at the end."""
        return decode(self.data, declared(self.data), final=self.whole).text

    @cached_property
    def start(self) -> str:
        """The first characters that are no white space."""
        return self.text[:4096].lstrip()[:1024]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The head's lines stripped of white space; without empty ones and a last one cut in two."""
        lines = self.text.split("\n")
        if not self.whole and len(lines) > 1:
            lines.pop()
        return tuple(line for each in lines if (line := each.strip()))


@dataclass(frozen=True)
class Material:
    """The whole of a file, to be read by a format."""

    path: str
    """The transcript's ID: path in the workspace, `/` between folders."""
    data: bytes
    claim: Claim = field(default_factory=lambda: Claim(1.0, ""))
    """What the format said when it was chosen; its `why` is empty where the user named the format."""
    profiles: tuple[Profile, ...] = ()
    propose: bool = True
    """Does the reader want questions proposed where the format marks none?"""

    @cached_property
    def head(self) -> Head:
        """What detection sees of it."""
        return Head(self.path, self.data[:HEAD], len(self.data), self.profiles)

    @cached_property
    def decoded(self) -> Decoded:
        """All of it as text."""
        return decode(self.data, declared(self.data[:4096]))

    @property
    def text(self) -> str:
        """All of it as text: LF line ends, no byte order mark."""
        return self.decoded.text

    def source(self, encoding: str | None = None) -> Source:
        """The model's record of this file. `encoding` is given by containers that are not text
        (`binary`) or that a library decoded."""
        return Source(
            unicodedata.normalize("NFC", self.path),
            encoding or self.decoded.encoding,
            "none" if encoding else self.decoded.newline,
            hashlib.sha256(self.data).hexdigest(),
            len(self.data),
        )


def declared(data: bytes) -> str | None:
    """The encoding that markup says it is in, near its beginning; None where it says nothing."""
    if b"<" not in data[:1024]:
        return None
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii") if match else None


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines of `text` with their numbers, from 1."""
    return enumerate(text.split("\n"), 1)
