"""Copies that syncing services and desktops leave beside an annotation file: found, and taken in.

    Ana-7c01ff.json
    Ana-7c01ff (conflicted copy 2026-11-23).json      Dropbox
    Ana-7c01ff.sync-conflict-20261123-101502.json     Syncthing

What a copy says is read like any other file's. Taking it in only makes one file of two again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.locales import _, ngettext
from qa_reader.store import durable, history
from qa_reader.store.faults import Problem
from qa_reader.store.format import TABLE
from qa_reader.store.lines import HEADER, Line, place
from qa_reader.store.recovery import recall
from qa_reader.store.segment import Segment

if TYPE_CHECKING:
    from qa_reader.store.reading import Reading

_OWN: Final = re.compile(r".+-[0-9a-f]{6}(?:\.[1-9][0-9]{0,8})?\.json", re.DOTALL)
"""The names that the program gives (`layout.Writer`)."""


class Copy(NamedTuple):
    """A copy, and the file that it is of."""

    path: Path
    original: Path
    alone: int
    """Lines that stand in no other file of the folder."""


def copies(paths: Sequence[Path], reading: Reading) -> Iterator[Copy]:
    """The copies among `paths`, the files of one folder. What is damaged or of a later program is none."""
    own = [path for path in paths if _OWN.fullmatch(path.name) and path.exists()]
    for path in paths:
        if _OWN.fullmatch(path.name) or reading.file(path).problems:
            continue
        begin = [each for each in own if path.stem.startswith(each.stem)]
        original = max(begin, key=lambda each: len(each.stem), default=None)
        if original is not None and not reading.file(original).problems:
            others = {line.doc for each in paths if each != path for line in reading.file(each).revisions}
            alone = sum(line.doc not in others for line in reading.file(path).revisions)
            yield Copy(path, original, alone)


def told(copy: Copy) -> Problem:
    """What `check` says of a copy."""
    if not copy.alone:
        message = _(
            "{path} is a copy of {original} that another program left; all in it stands elsewhere too;"
            " `check --repair` puts it aside"
        )
    else:
        message = ngettext(
            "{path} is a copy of {original} that another program left; {count} line stands only in it,"
            " and is read; `check --repair` makes one file of the two",
            "{path} is a copy of {original} that another program left; {count} lines stand only in it,"
            " and are read; `check --repair` makes one file of the two",
            copy.alone,
        )
    message = message.format(path=copy.path, original=copy.original.name, count=copy.alone)
    return Problem("copy", copy.path, message, mendable=True)


def take_in(copy: Copy) -> Problem:
    """Make the copy's lines the original's, and put the copy aside; the caller holds the lock.

    Both are kept where they say different things under one document id. Raises as `Store.append`.
    """
    data = copy.path.read_bytes()
    storage = Segment(copy.original).file
    tables = storage.read() or {}
    lines = {int(doc): line.text for doc, line in tables.get(TABLE, {}).items() if isinstance(line, Line)}
    for doc, text in recall(copy.path).tables.get(TABLE, {}).items():
        if doc != HEADER:
            place(lines, doc, text)
    storage.write({**tables, TABLE: {str(doc): Line(text) for doc, text in lines.items()}})
    aside = history.quarantine(copy.path, data)
    os.unlink(copy.path)
    durable.flush_folder(copy.path.parent)
    history.forget(copy.path)
    message = _("{path} is part of {original} now; as it was, it lies in {aside}")
    message = message.format(path=copy.path, original=copy.original.name, aside=aside)
    return Problem("copy", copy.path, message)
