"""Which transcripts a command or a figure speaks of: those under what was opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_reader.coding.counts import Counts
    from qa_reader.desk.workspace import Desk, Reading


def told_of(desk: Desk) -> list[str]:
    """The transcripts that something was said of, whether or not their files are there."""
    workspace = desk.workspace
    known = {each: desk.places.path(each) for each in desk.store.transcripts()}
    if workspace.opened == workspace.root:
        return list(known)
    under = workspace.id(workspace.opened)
    return [each for each, path in known.items() if path == under or path.startswith(f"{under}/")]


def transcripts(desk: Desk) -> list[str]:
    """All there are: those that something was said of, then the files that are transcripts."""
    told = told_of(desk)
    known = set(told)
    others = (entry for entry in desk.entries() if entry.id not in known and entry.likely)
    return [*told, *(entry.id for entry in others if desk.glance(entry).claimed)]


def readings(
    desk: Desk, names: list[str], problem: Callable[[str, Exception], object]
) -> Iterator[tuple[str, Reading | None]]:
    """Each transcript as it is now, None where it cannot be read, which `problem` is told.

    Safe in any thread; none of them stays on the desk.
    """
    from qa_reader.formats.material import Unreadable
    from qa_reader.library.workspace import Outside

    for name in names:
        try:
            yield name, desk.glimpse(name)
        except (OSError, Unreadable, Outside) as error:
            problem(name, error)
            yield name, None


def counted(
    desk: Desk,
    annotator: str | None = None,
    problem: Callable[[str, Exception], object] = lambda _n, _e: None,
) -> Counts:
    """The counts over all transcripts under what was opened; see `coding.counts`."""
    from qa_reader.coding.counts import count

    seen = readings(desk, transcripts(desk), problem)
    return count((each for _name, each in seen if each is not None), desk.codebook, annotator)
