"""Looking over a whole annotations folder, and mending what can be mended."""

from __future__ import annotations

import os
from pathlib import Path

from qa_reader.locales import _, ngettext
from qa_reader.store import history, layout
from qa_reader.store.copies import copies, take_in, told
from qa_reader.store.faults import Problem
from qa_reader.store.reading import Reading, files
from qa_reader.store.segment import Segment


def check(annotations: Path, reading: Reading) -> list[Problem]:
    """Everything that is not as it should be under `annotations`."""
    problems: list[Problem] = []
    for folder in reading.all_folders():
        for path in files(folder):
            problems += reading.file(path).problems
        problems += [told(copy) for copy in copies(files(folder), reading)]
        problems += _aside(folder)
        problems += [_leading_away(path) for path in history.linked(folder)]
    transcripts = {layout.digits(transcript) for transcript in reading.transcripts()}
    for folder in reading.all_folders():
        digits = layout.folder_digits(folder.name)
        if digits is not None and digits not in transcripts:
            message = _("{path}: no file in it names its transcript; what it holds is shown nowhere")
            problems.append(Problem("folder", folder, message.format(path=folder)))
    problems += _strays(annotations)
    return problems


def repair(reading: Reading) -> list[Problem]:
    """Mend what can be mended and say what that was; the caller holds the lock. Raises as `Store.append`.

    Each damaged file is put aside byte for byte, then rewritten with what could be read of it and what its
    history knows; a file of which history knows more gets it back; a copy that another program left beside
    its original becomes part of it. Files of other writers are mended too: who asks for a repair wants that.
    """
    mended = []
    for folder in reading.all_folders():
        for path in files(folder):
            problems = [problem for problem in reading.file(path).problems if problem.mendable]
            if problems:
                storage = Segment(path).file
                storage.write(storage.read() or {})
                mended += [_mended(problem) for problem in problems]
        mended += [take_in(copy) for copy in copies(files(folder), reading)]
    return mended


def _mended(problem: Problem) -> Problem:
    """What to say of a problem that is none any more."""
    if problem.kind == "damaged":
        aside = problem.path.parent / history.QUARANTINE
        message = _("{path} is whole again; as it was, it lies in {aside}")
        return problem._replace(message=message.format(path=problem.path, aside=aside))
    return problem._replace(message=_("{path} is as it was again").format(path=problem.path))


def _aside(folder: Path) -> list[Problem]:
    """What was put aside, so that somebody may look at it and delete it."""
    place = folder / history.QUARANTINE
    if place.is_symlink():
        return []
    try:
        count = len(os.listdir(place))
    except OSError:
        return []
    if not count:
        return []
    message = ngettext(
        "{path} keeps {count} damaged file as it was; delete it when nothing is missing",
        "{path} keeps {count} damaged files as they were; delete them when nothing is missing",
        count,
    )
    return [Problem("aside", place, message.format(path=place, count=count))]


def _leading_away(path: Path) -> Problem:
    """A link where a folder of ours belongs."""
    message = _("{path} is a link to another place and is not read; put the folder itself there")
    return Problem("folder", path, message.format(path=path))


def _strays(annotations: Path) -> list[Problem]:
    """What nobody reads: annotation files outside any transcript's folder, and links in a folder's place."""
    try:
        names = sorted(os.listdir(annotations))
    except OSError:
        return []
    outside = _("{path} is in no transcript's folder and is not read; move it into one")
    strays = []
    for name in names:
        path = annotations / name
        if path.is_symlink() and (name == layout.WORKSPACE or layout.folder_digits(name) is not None):
            strays.append(_leading_away(path))
        elif name.endswith(layout.ENDING) and not name.startswith("."):
            strays.append(Problem("folder", path, outside.format(path=path)))
    return strays
