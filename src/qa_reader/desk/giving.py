"""Giving something away as a file: whole or not at all, and never over what the workspace lives of."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from qa_reader.desk.workspace import Refused
from qa_reader.library.workspace import Entry, Outside
from qa_reader.locales import _
from qa_reader.store import durable

if TYPE_CHECKING:
    from qa_reader.desk.workspace import Desk


def put(desk: Desk, data: bytes, file: Path, *, over: bool = False) -> None:
    """Write `data` into `file`, over one that is there only where `over` says so.

    Raises OSError; Refused `own`: it is a transcript, or lies in the annotations; `there`: it exists.
    """
    if _own(desk, file):
        message = _("{path}: this belongs to the workspace; give another name")
        raise Refused("own", message.format(path=file))
    if not over and file.exists():
        raise Refused("there", _("{path}: is there already").format(path=file))
    try:
        durable.write(file, data)
    except OSError as error:  # of a hidden file beside it, which nobody asked for
        raise OSError(error.errno, error.strerror, str(file)) from None


def _own(desk: Desk, file: Path) -> bool:
    """Is `file` a transcript, one of which something was said, or a file where annotations are kept?"""
    place = file.resolve()
    if place.is_relative_to(desk.store.annotations.resolve()):
        return True
    if not place.is_file():
        return False
    for transcript in desk.store.transcripts():
        with contextlib.suppress(Outside):  # an ID that leads out of the workspace is no file of it
            if desk.file(transcript).resolve() == place:
                return True
    with contextlib.suppress(Outside):
        return desk.glance(Entry(desk.workspace.id(place), str(place))).claimed
    return False
