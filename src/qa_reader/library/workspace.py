"""The workspace: which folder it is, which files in it may be transcripts, and what they are called.

A transcript's ID is its file's path below the workspace's root: `/` between folders, NFC, with extension.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.library.ignoring import Rules
from qa_reader.library.naming import natural
from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.transcript.model import Link

ANNOTATIONS: Final = "annotations"
_DEEPEST: Final = 40
_MOST: Final = 100_000
"""Folders below folders, and files, past which a listing stops and says so."""
_NEVER: Final = frozenset({
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg", ".ico", ".heic", ".mp3",
    ".m4a", ".wav", ".ogg", ".opus", ".flac", ".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".gz",
    ".bz2", ".xz", ".zst", ".7z", ".tar", ".rar", ".exe", ".dll", ".so", ".o", ".a", ".pyc", ".ttf",
    ".otf", ".woff", ".woff2", ".sqlite", ".db", ".xls", ".xlsx", ".ppt", ".pptx",
})  # fmt: skip
"""Kinds of file that hold no text of a meeting, told by name so that a film is not read to find out."""
_USUAL: Final = frozenset({
    "", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".xml", ".json", ".jsonl",
    ".csv", ".tsv", ".srt", ".vtt",
})  # fmt: skip
"""Kinds of file that transcripts mostly are."""


class Outside(ValueError):
    """A file that is not in the workspace. `str()` is one line for people."""


class Workspace(NamedTuple):
    """The folder whose transcripts and annotations belong together."""

    root: Path
    annotations: Path
    opened: Path
    """What the reader asked for: the root, a folder in it, or one file."""

    def id(self, path: Path) -> str:
        """The ID of the transcript in the file `path`. Raises Outside."""
        try:
            parts = _place(path).relative_to(self.root).parts
        except ValueError:
            message = _(
                "{path} is not in the workspace {root}; open it with --workspace of a folder above it"
            )
            raise Outside(message.format(path=path, root=self.root)) from None
        return unicodedata.normalize("NFC", "/".join(parts))

    def path(self, transcript: str) -> Path:
        """The file of a transcript, however the file system writes the letters of its name.

        Where there is none: where it would be. Raises Outside for an ID that leads out of the workspace.
        """
        parts = transcript.split("/")
        if not transcript or any(part in ("", ".", "..") or "\0" in part for part in parts):
            message = _("{id} is no name of a file in the workspace {root}")
            raise Outside(message.format(id=transcript, root=self.root))
        path = self.root.joinpath(*parts)
        if path.exists() or transcript.isascii():
            return path
        path = self.root
        for part in parts:
            path /= _spelled(path, part)
        return path


class Entry(NamedTuple):
    """A file of the workspace, before anyone looked into it."""

    id: str
    """What its transcript is called: the path below the root, `/` between folders, NFC."""
    file: str
    """Where it is."""
    size: int = 0
    """Bytes."""
    likely: bool = True
    """False where its name alone says that it is no transcript."""
    problem: str = ""
    """One line for people, where it or what lies in it cannot be read; empty where nothing is wrong."""

    @property
    def usual(self) -> bool:
        """Is it called as transcripts mostly are?"""
        return os.path.splitext(self.file)[1].lower() in _USUAL

    @property
    def path(self) -> Path:
        """Where it is; made when it is asked for, as a listing of thousands asks for few."""
        return Path(self.file)


def find(path: Path, *, root: Path | None = None, annotations: Path | None = None) -> Workspace:
    """The workspace of `path`, a file or folder.

    The nearest folder from there upward that has `annotations/`, up to home or to where another file system
    begins; where none has, the folder itself or that of the file. `root` and `annotations` say it outright.
    Raises OSError where `path` is not there, Outside where it is not below `root`.
    """
    opened = _place(path)
    folder = opened if stat.S_ISDIR(os.stat(opened).st_mode) else opened.parent
    chosen = _place(root) if root is not None else _upward(folder)
    workspace = Workspace(chosen, _place(annotations) if annotations else chosen / ANNOTATIONS, opened)
    if root is not None:
        workspace.id(opened)
    return workspace


def listing(workspace: Workspace) -> Iterator[Entry]:
    """The files below what was opened, depth first, files and folders together in natural order.

    Left out: hidden files, what `.gitignore` leaves out, the annotations. A folder is entered once, however
    many links lead to it. What cannot be read is an Entry with a problem.
    """
    opened = workspace.opened
    if opened.is_dir():
        yield from _Walk(workspace).below(opened, Rules.of(opened), 0)
    else:
        yield _file(workspace.id(opened), str(opened), os.stat(opened))


class _Walk:
    """One listing under way."""

    def __init__(self, workspace: Workspace) -> None:
        self._annotations = str(workspace.annotations)
        self._prefix = len(workspace.root.parts)
        self._entered: set[tuple[int, int]] = set()
        self._count = 0
        self._said = False

    def below(self, folder: Path, rules: Rules, depth: int) -> Iterator[Entry]:
        try:
            state = os.stat(folder)
            if (state.st_dev, state.st_ino) in self._entered:
                return
            self._entered.add((state.st_dev, state.st_ino))
            with os.scandir(folder) as entries:
                found = sorted((e for e in entries if not e.name.startswith(".")), key=_order)
        except OSError as error:
            yield self._problem(folder, _unreadable(folder, error))
            return
        if depth > _DEEPEST:
            message = _("{path}: folders nested deeper than {depth} are not listed")
            yield self._problem(folder, message.format(path=folder, depth=_DEEPEST))
            return
        above = self._id(folder)
        inside = f"{above}/" if above else ""
        for entry in found:
            if self._count >= _MOST:
                yield from self._cut(folder)
                return
            try:
                is_folder = entry.is_dir()
            except OSError:
                is_folder = False
            if entry.path == self._annotations:
                continue
            if rules.any and rules.ignored(Path(entry.path), folder=is_folder):
                continue
            if is_folder:
                path = Path(entry.path)
                yield from self.below(path, Rules(path, rules), depth + 1)
                continue
            yield self._entry(inside + unicodedata.normalize("NFC", entry.name), entry)
            self._count += 1

    def _cut(self, folder: Path) -> Iterator[Entry]:
        """Say once that the listing ends here."""
        if not self._said:
            self._said = True
            message = _("{path}: more than {count} files; open a folder in it")
            yield self._problem(folder, message.format(path=folder, count=_MOST))

    def _entry(self, transcript: str, entry: os.DirEntry[str]) -> Entry:
        try:
            return _file(transcript, entry.path, entry.stat())
        except OSError as error:
            path = Path(entry.path)
            return self._problem(path, _unreadable(path, error))

    def _problem(self, path: Path, message: str) -> Entry:
        return Entry(self._id(path), str(path), likely=False, problem=message)

    def _id(self, path: Path) -> str:
        return unicodedata.normalize("NFC", "/".join(path.parts[self._prefix :]))


def _upward(folder: Path) -> Path:
    """The nearest folder that has annotations, or `folder`."""
    home, device = Path.home(), os.stat(folder).st_dev
    for each in (folder, *folder.parents):
        if os.stat(each).st_dev != device:
            break
        if (each / ANNOTATIONS).is_dir():
            return each
        if each == home:
            break
    return folder


def _place(path: Path) -> Path:
    """`path` made absolute, links followed; a file that is itself a link keeps its name."""
    absolute = Path(os.path.abspath(path))
    return absolute.resolve() if absolute.is_dir() else absolute.parent.resolve() / absolute.name


def _spelled(folder: Path, name: str) -> str:
    """How `name` is spelled in `folder`, where it differs in Unicode form alone."""
    wanted = unicodedata.normalize("NFC", name)
    try:
        for spelled in os.listdir(folder):
            if unicodedata.normalize("NFC", spelled) == wanted:
                return spelled
    except OSError:
        pass
    return name


def _file(transcript: str, file: str, state: os.stat_result) -> Entry:
    if not stat.S_ISREG(state.st_mode):
        message = _("{path} is no file to read")
        return Entry(transcript, file, likely=False, problem=message.format(path=file))
    return Entry(transcript, file, state.st_size, os.path.splitext(file)[1].lower() not in _NEVER)


def _unreadable(path: Path, error: OSError) -> str:
    return _("{path} cannot be read: {error}").format(path=path, error=error.strerror or error)


def _order(entry: os.DirEntry[str]) -> tuple[object, ...]:
    return natural(entry.name)


def linked(link: Link, files: Mapping[str, str]) -> str | None:
    """The ID of the transcript in the workspace that a link means by its words or its address.

    `files` has the IDs by path. Case and blanks make no difference, nor does the extension; None where it
    means none of them.
    """
    wanted = {_bare(link.text)}
    if link.url:
        wanted.add(_bare(link.url.rpartition("/")[2]))
    named = ((_bare(path.rpartition("/")[2].rpartition(".")[0]), each) for path, each in files.items())
    return next((each for name, each in named if name in wanted), None)


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
