"""Transcripts whose file was renamed or moved: what may be one, saying which it is, and telling of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qa_reader.annotation.history import Change
from qa_reader.annotation.moves import LIKELY, alike, move
from qa_reader.desk.bookmark import told_of
from qa_reader.desk.changes import Act
from qa_reader.desk.workspace import Desk, Reading, Refused
from qa_reader.locales import _


class Proposed(NamedTuple):
    """A transcript whose file is gone, and how much of it stands in another file."""

    transcript: str
    share: float
    """0 to 1."""


def proposed(desk: Desk, reading: Reading) -> list[Proposed]:
    """The transcripts, likeliest first, that `reading` may be: their files are gone, nothing is said of it.

    Nothing is taken for one of them until the reader says so (`adopt`).
    """
    if desk.store.holds(reading.transcript.id):
        return []
    found = [
        Proposed(each, alike(desk.store.read(each).revisions, reading.parsed)) for each in desk.places.gone()
    ]
    return sorted((p for p in found if p.share >= LIKELY), key=lambda p: (-p.share, p.transcript))


def adopt(desk: Desk, file: str, transcript: str) -> Change | None:
    """Say that the file known as `file` is the transcript `transcript`, whose own file is gone.

    Raises Refused where that cannot be: a copy is a transcript of its own, and no file has two IDs.
    """
    if file == transcript:
        raise Refused("nothing-new", _("{id}: that is its ID already").format(id=transcript))
    if transcript not in desk.store.transcripts():
        raise Refused(
            "unknown-transcript", _("{id}: nothing was ever said of such a transcript").format(id=transcript)
        )
    if desk.file(transcript).is_file():
        message = _("{id} is still there, in {path}; a copy of it is a transcript of its own")
        raise Refused("exists", message.format(id=transcript, path=desk.places.path(transcript)))
    if desk.store.holds(file):
        message = _("{path} has annotations of its own; it cannot be {id} as well")
        raise Refused("exists", message.format(path=file, id=transcript))
    act, path = Act(desk), desk.places.path(file)
    act.put(move(transcript, path, act.change, act.annotator))
    change = act.commit()
    told_of(desk.workspace.root, transcript, path)
    desk.forget(file)
    return change


def opened_line(desk: Desk, reading: Reading) -> str | None:
    """What to tell, once, of a transcript that is not where it was."""
    transcript = reading.transcript.id
    path = desk.places.path(transcript)
    if path == transcript or told_of(desk.workspace.root, transcript, path):
        return None
    folder, _slash, name = transcript.rpartition("/")
    before = name if folder == path.rpartition("/")[0] else transcript
    return _("{path} was {id} before: what was said of it is here").format(path=path, id=before)


def proposed_line(desk: Desk, reading: Reading, key: str) -> str | None:
    """What to tell of a file that may be a transcript whose own file is gone; `key` says that it is."""
    found = proposed(desk, reading)
    if not found:
        return None
    return _("this may be {id}, whose file is gone; {key} says so").format(id=found[0].transcript, key=key)


def missed(desk: Desk) -> Iterator[str]:
    """A line for each transcript whose file is gone, with the files it may be in now, likeliest first."""
    gone = {each: desk.store.read(each).revisions for each in desk.places.gone()}
    gone = {each: lines for each, lines in gone.items() if lines}
    found: dict[str, list[tuple[float, str]]] = {each: [] for each in gone}
    for entry in desk.entries() if gone else ():
        if entry.likely and not desk.store.holds(entry.id) and desk.glance(entry).claimed:
            parsed = desk.glimpse(entry.id).parsed
            for each, lines in gone.items():
                if (share := alike(lines, parsed)) >= LIKELY:
                    found[each].append((-share, desk.places.path(entry.id)))
    for each, candidates in found.items():
        if candidates:
            shares = ", ".join(f"{path} ({-100 * share:.0f} %)" for share, path in sorted(candidates))
            line = _("{id}: its file is gone; it may be {files}; say so with: qa-reader meta FILE id={id}")
            yield line.format(id=each, files=shares)
        else:
            yield _("{id}: its file is gone; what was said of it is kept, and listed").format(id=each)


def told(desk: Desk) -> Iterator[str]:
    """What the person should know of files that are elsewhere than they were: a line each, and each once.

    What is not clear is told until it is.
    """
    for transcript, path in desk.places.moved.items():
        if not told_of(desk.workspace.root, transcript, path):
            yield _("{path} was {id} before: what was said of it is here").format(path=path, id=transcript)
    for unclear in desk.places.unclear:
        yield _(
            "{ids}: the file is gone, and {paths} hold its text;"
            " say which it is with: qa-reader meta FILE id={id}"
        ).format(
            ids=", ".join(unclear.transcripts), paths=", ".join(unclear.paths), id=unclear.transcripts[0]
        )
