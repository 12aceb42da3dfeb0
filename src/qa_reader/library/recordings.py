"""The recording of a transcript: what the source says of it, else a sound or video that lies beside it."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from qa_reader.transcript.model import Position, Transcript
from qa_reader.transcript.recording import moment, plays, timed


class Opening(NamedTuple):
    """What opens a recording."""

    url: str
    """http, https or file. It leads to `seconds` where the site or the player takes a time."""
    seconds: float | None


def opening(transcript: Transcript, file: Path, position: Position) -> Opening | None:
    """What opens the recording where the words at `position` are said; None where none is known.

    A path is believed only as the name of a file that lies in the transcript's own folder, as it may be the
    source that names it. Raises nothing.
    """
    seconds, address, link = moment(transcript, position)
    if link is not None:
        return Opening(link, seconds)
    name = PurePosixPath(address.replace("\\", "/")).name if address else None
    found = _file(file.parent / name) if name else None
    found = found or beside(file)
    return Opening(timed(found.as_uri(), seconds), seconds) if found is not None else None


def beside(file: Path) -> Path | None:
    """The sound or video beside `file` that is called as it is: `hall.mp4` for `hall.vtt`, `hall.en.vtt`."""
    stem = (
        file.name.partition(".")[0]
        if re.search(r"\.[a-z]{2}(?:-[A-Za-z]{2,4})?\.\w+\Z", file.name)
        else file.stem
    )
    try:
        names = sorted(each.name for each in file.parent.iterdir() if plays(each.name))
    except OSError:
        return None
    return next(
        (found for name in names if Path(name).stem == stem and (found := _file(file.parent / name))), None
    )


def _file(path: Path) -> Path | None:
    try:
        return path.resolve() if path.is_file() and plays(path.name) else None
    except OSError:
        return None
