"""What the tree shows of a workspace: its transcripts, what is in the open one, and the files that are none.

Which files are transcripts, and what they are called, is found out in the background, a file at a time; a
file not yet looked at is listed by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from qa_reader.desk import bookmark as bookmarks
from qa_reader.locales import _
from qa_reader.tui.panes.tree import TreeRow
from qa_reader.tui.views import View

if TYPE_CHECKING:
    from qa_reader.desk.workspace import Desk
    from qa_reader.library.cache import Glance
    from qa_reader.library.workspace import Entry

OTHERS = "\nothers"
PATIENCE = 0.1
"""Seconds in which the first transcript is looked for among other files, before the first frame."""


class Shelf:
    """The rows of the tree."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.view: View | None = None
        self._seen: dict[str, Glance | None] = {}

    def first(self) -> str | None:
        """The transcript to open at the start: the file that was named, the one last read, else the first.

        None where there is none, or none is found soon: then `unseen` has files to look into.
        """
        ids = [entry.id for entry in self.desk.entries()]
        if self.desk.workspace.opened.is_file():
            return ids[0]
        last = bookmarks.last_read(self.desk.workspace.root)
        if last in ids:
            return last
        until = monotonic() + PATIENCE
        for entry in _likely_first(self.desk.entries()):
            if self.look(entry):
                return entry.id
            if monotonic() > until:
                break
        return None

    def unseen(self) -> list[Entry]:
        """The files nobody has looked into yet."""
        return [entry for entry in _likely_first(self.desk.entries()) if entry.id not in self._seen]

    def look(self, entry: Entry) -> bool:
        """Look into a file: is it a transcript? May take a while; safe in any thread."""
        glance = self.desk.glance(entry) if entry.likely and not entry.problem else None
        self._seen[entry.id] = glance
        return glance is not None and glance.claimed

    def _is_other(self, entry: Entry) -> bool:
        if self.view is not None and self.view.reading.transcript.id == entry.id:
            return False
        glance = self._seen.get(entry.id)
        return entry.id in self._seen and (glance is None or not glance.claimed)

    def rows(self) -> Iterator[TreeRow]:
        """The top rows: transcripts, then the group of other files."""
        others = 0
        moved = self.desk.places.moved
        for entry in self.desk.entries():
            if self._is_other(entry):
                others += 1
            else:
                yield self._transcript_row(entry, moved.get(entry.id, entry.id))
        if others:
            yield TreeRow(OTHERS, 0, "group", _("Other files"), number=str(others), expandable=True, dim=True)

    def _transcript_row(self, entry: Entry, path: str) -> TreeRow:
        here = self.view is not None and self.view.reading.transcript.id == entry.id
        glance = self._seen.get(entry.id)
        title = glance.title if glance is not None else None
        if here and self.view is not None:
            title = self.view.reading.transcript.meta.title
        return TreeRow(
            key=entry.id, depth=0, kind="transcript", text=title or path, expandable=True, expanded=here
        )

    def children(self, key: str) -> Sequence[TreeRow]:
        """The rows under a row."""
        if key == OTHERS:
            return [
                TreeRow(e.id, 1, "file", e.id, dim=True) for e in self.desk.entries() if self._is_other(e)
            ]
        transcript_id, _newline, tail = key.partition("\n")
        view = self._view_of(transcript_id)
        if view is None:
            return ()
        if not tail:
            return list(view.contents.top())
        if tail == "links":
            return list(view.contents.links(self.by_path()))
        return list(view.contents.under(int(tail.removeprefix("section/"))))

    def by_path(self) -> Mapping[str, str]:
        """The ID of each file's transcript by the path that the file has now."""
        moved = self.desk.places.moved
        return {moved.get(entry.id, entry.id): entry.id for entry in self.desk.entries()}

    def _view_of(self, transcript_id: str) -> View | None:
        """The open transcript's view, or one made for another; None where that cannot be read."""
        if self.view is not None and self.view.reading.transcript.id == transcript_id:
            return self.view
        from qa_reader.formats.material import Unreadable  # not needed by the first frame

        try:
            reading = self.desk.reading(transcript_id)
        except (OSError, Unreadable):
            return None
        bookmark = bookmarks.load(self.desk.workspace.root, transcript_id)
        return View(reading, self.desk.codebook, self.desk.annotator, bookmark)

    def path(self, label: str) -> Sequence[str]:
        """The keys from the transcript's row down to the unit of `label`."""
        if self.view is None:
            return ()
        reading = self.view.reading
        unit = reading.outline.unit(label)
        transcript = reading.transcript
        above: list[str] = []
        section = transcript.turns[unit.turns[0]].section if unit is not None and unit.turns else None
        while section is not None:
            above.append(f"{transcript.id}\nsection/{section}")
            section = transcript.sections[section].parent
        return [transcript.id, *reversed(above), *([reading.question(label)] if label else [])]


def _likely_first(entries: Iterable[Entry]) -> list[Entry]:
    """Programs by the hundred may stand before the first transcript: what is called like one comes first."""
    return sorted(entries, key=lambda each: not each.usual)
