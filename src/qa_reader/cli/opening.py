"""From what was typed to what is meant: the desk, question IDs, records, and who annotates."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_reader.annotation.records import newest
from qa_reader.cli.output import Failure, Output
from qa_reader.config import settings
from qa_reader.desk.moved import told
from qa_reader.desk.workspace import Desk, Reading, Refused
from qa_reader.formats.material import Unreadable
from qa_reader.locales import _, ngettext
from qa_reader.transcript.units import Unit, question_id, split_id

if TYPE_CHECKING:
    from qa_reader.annotation.records import Revision


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ID as typed, found."""

    desk: Desk
    reading: Reading
    unit: Unit
    suffix: str
    """`q`, `a`, `a2`, or empty for the whole."""

    @property
    def question(self) -> str:
        """The question ID as everything said is keyed to it."""
        return question_id(self.reading.transcript, self.unit)

    def whole(self) -> str:
        """The question ID, where the whole must be meant. Raises Failure where a part was named."""
        if self.suffix:
            raise Failure(
                _("{id}/{part}: this is said of the question as a whole; leave /{part} off").format(
                    id=self.question, part=self.suffix
                )
            )
        return self.question


def _file_named(name: str) -> Path | None:
    """The file a path from here means, its extension left out or not; None where it is none or not clear."""
    path = Path(name)
    if path.is_file():
        return path
    if not path.parent.name or not path.parent.is_dir():
        return None  # here: the workspace's own IDs say more
    found = [each for each in path.parent.iterdir() if each.stem == path.name and each.is_file()]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Found:
    """A record as typed, found."""

    desk: Desk
    transcript: str
    """The transcript's ID."""
    revision: Revision
    """Its newest line, which may be a tombstone."""


class Place:
    """Where a command works: desks are opened as the IDs typed ask for them, each workspace once."""

    def __init__(self, asked: argparse.Namespace, output: Output) -> None:
        self._asked = asked
        self._output = output
        self._annotator: str | None = None
        self._desks: dict[Path, Desk] = {}

    def desk(self, path: str | os.PathLike[str] | None = None) -> Desk:
        """The desk for `path`, else for the workspace given, else for here."""
        where = Path(path or self._asked.workspace or os.curdir)
        if not where.exists():
            raise Failure(_("{path}: no such file or folder").format(path=where))
        key = where.resolve()
        if key not in self._desks:
            self._desks[key] = Desk.open(
                where,
                workspace=_path(self._asked.workspace),
                annotations=_path(self._asked.annotations),
                annotator=self.annotator(),
                propose=settings.load().propose,
            )
            for line in told(self._desks[key]):
                self._output.warn(line)
        return self._desks[key]

    def annotator(self) -> str:
        """Who annotates: as told, else as set, else by git's name, else by the login name."""
        if self._annotator is None:
            told = self._asked.annotator or settings.load().annotator
            self._annotator = told or next((name for name, _origin in settings.candidates()), "anonymous")
            self._output.guessed = None if told else self._annotator
        return self._annotator

    def question(self, text: str) -> Asked:
        """The unit that the ID `text` names. Raises Failure, Refused, Unreadable.

        The transcript may be named by its ID in the workspace, or by a path from here.
        """
        name = split_id(text).transcript
        file = _file_named(name) if self._asked.workspace is None and name else None
        if file is not None:
            desk = self.desk(file)
            path, label = desk.workspace.id(file), text[len(name) :]
            # A question ID means what it was printed for, though another file lies under that path now.
            text = path + label if label and path in desk.places.moved else desk.places.id_at(path) + label
        else:
            desk = self.desk()
        return Asked(desk, *desk.resolve(text))

    def about(self, text: str) -> tuple[Desk, str, str | None]:
        """What was said about the ID `text`: its desk, its transcript, its question (None: all of them).

        Also where the text has no such question any more, or the file is gone: what was said is still there.
        """
        named = split_id(text)
        try:
            found = self.question(text)
        except (Refused, Unreadable, OSError):
            desk = self.desk()
            if named.transcript not in desk.store.transcripts():
                raise
            return desk, named.transcript, f"{named.transcript}#{named.label}" if named.label else None
        return found.desk, found.reading.transcript.id, found.question if found.unit.label else None

    def record(self, ending: str) -> Found:
        """The record whose id is `ending` or alone ends so, deleted ones too. Raises Failure."""
        desk = self.desk()
        found: list[Found] = []
        for transcript in desk.store.transcripts():
            for record, revision in newest(desk.store.read(transcript).revisions).items():
                if record == ending:
                    return Found(desk, transcript, revision)
                if record.endswith(ending) and revision.kind == "annotation":
                    found.append(Found(desk, transcript, revision))
        if not found:
            raise Failure(_("{id}: no such record; see qa-reader list").format(id=ending))
        if len(found) > 1:
            raise Failure(
                ngettext(
                    "{id}: {n} record ends so; give more of its id",
                    "{id}: {n} records end so; give more of its id",
                    len(found),
                ).format(id=ending, n=len(found))
            )
        return found[0]

    def is_record(self, text: str) -> bool:
        """Whether `text` is (the ending of) a record's id by its looks, and names no file or transcript."""
        if len(text) < 4 or not all(character in "0123456789abcdef-" for character in text):
            return False
        return not os.path.exists(text) and all(
            entry.id.rpartition("/")[2].rpartition(".")[0] != text for entry in self.desk().entries()
        )


def _path(given: str | None) -> Path | None:
    return Path(given) if given else None
