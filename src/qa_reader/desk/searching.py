"""Searching all that lies on the desk: the transcripts that were opened, and what is said of them.

What was looked through once stays in memory, folded, so that the next search finds at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from qa_reader.annotation.said import said
from qa_reader.formats.material import Unreadable
from qa_reader.library.search import Hit, Notes, Pages, Search
from qa_reader.library.workspace import Outside

if TYPE_CHECKING:
    from qa_reader.desk.workspace import Desk
    from qa_reader.language.query import Query
    from qa_reader.library.workspace import Entry
    from qa_reader.store.store import Kept

_HELD: Final = 200_000_000
"""Code points of text that stay in memory; what goes beyond is read again for each search."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What is searched of one transcript, and what tells that it is still so."""

    state: object
    kept: Kept
    pages: Pages | None
    """None where the file is gone: only what was said of it is left."""
    notes: Notes


def _ignored(_message: str) -> None:
    """A problem nobody asked for."""


class Searching:
    """Searches over one desk. Safe in any thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held: dict[str, _Held] = {}
        self._size = 0
        self._claimed: dict[str, tuple[object, bool]] = {}

    def _listed(self) -> list[tuple[str, Entry | None]]:
        """What may be searched, in natural order: the file that was named, else the files in the folder, then
        transcripts whose file is gone (None) and of which something is said."""
        desk = self._desk
        entries = desk.entries()
        if desk.workspace.opened.is_file():
            return [(entry.id, None) for entry in entries]
        there: list[tuple[str, Entry | None]] = [(entry.id, entry) for entry in entries if entry.likely]
        if desk.workspace.opened != desk.workspace.root:
            return there
        known = {entry.id for entry in entries}
        return there + [(each, None) for each in desk.store.transcripts() if each and each not in known]

    def _is_transcript(self, entry: Entry) -> bool:
        """What a glance says of a file, remembered until the file changes."""
        try:
            state = self._desk.signature(entry.id)
        except OSError:
            return False
        known = self._claimed.get(entry.id)
        if known is None or known[0] != state:
            known = self._claimed[entry.id] = (state, self._desk.glance(entry).claimed)
        return known[1]

    def hits(
        self,
        query: Query,
        *,
        stopped: Callable[[], bool] = lambda: False,
        at: Callable[[int, int], None] = lambda _done, _all: None,
        problem: Callable[[str], None] = _ignored,
    ) -> Iterator[Hit]:
        """The places where the words stand, transcript by transcript, in each the text before the notes.

        Between files, `at` is told how many are done and how many there are; `stopped` is asked whether to
        leave off. `problem` is told, in a line, what could not be read. Raises BadQuery.
        """
        search = Search(query, stopped)
        listed = self._listed()
        for way in range(search.matcher.ways):
            found = False
            for done, (transcript, entry) in enumerate(listed):
                if stopped():
                    return
                at(done, len(listed))
                if entry is None or self._is_transcript(entry):
                    for hit in _hits(self._hold(transcript, problem), search, way):
                        found = True
                        yield hit
            at(len(listed), len(listed))
            if found:
                return
            problem = _ignored

    def _hold(self, transcript: str, problem: Callable[[str], None]) -> _Held:
        desk = self._desk
        kept = desk.store.read(transcript)
        for each in kept.problems:
            problem(each.message)
        try:
            state = (desk.signature(transcript), desk.annotator)
            held = self._held.get(transcript)
            if held is not None and held.state == state and held.kept is kept:
                return held
            reading = desk.glimpse(transcript)
        except (OSError, Unreadable, Outside) as error:
            problem(f"{transcript}: {error.strerror or error}" if isinstance(error, OSError) else str(error))
            return _Held(None, kept, None, Notes(said(kept.revisions, None, desk.codebook).annotations))
        made = _Held(state, kept, Pages(reading.transcript), Notes(reading.said.annotations))
        self._keep(transcript, made)
        return made

    def _keep(self, transcript: str, made: _Held) -> None:
        gone = self._held.pop(transcript, None)
        self._size += _size(made) - (_size(gone) if gone else 0)
        if self._size <= _HELD:
            self._held[transcript] = made
        else:
            self._size -= _size(made)


def _size(held: _Held) -> int:
    return len(held.pages.text.text) if held.pages is not None else 0


def _hits(held: _Held, search: Search, way: int) -> Iterator[Hit]:
    every = held.notes.hits(search, way)
    if held.pages is not None:
        pieces = held.pages.pieces(search, way, held.notes.highlighted)
        every = chain(map(held.pages.hit, pieces), every)
    if not search.query.code:
        return every
    coded = held.notes.coded(search.query.code)
    return (hit for hit in every if hit.question in coded)
