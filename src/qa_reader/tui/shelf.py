"""What the tree shows of a workspace: its transcripts, what is in the open one, and the files that are none.

Which files are transcripts is found out in the background, a file at a time; a file not yet looked at is
listed by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa_reader.desk import bookmark as bookmarks
from qa_reader.locales import _
from qa_reader.tui.panes.tree import TreeRow

if TYPE_CHECKING:
    from qa_reader.desk.workspace import Desk
    from qa_reader.library.workspace import Entry
    from qa_reader.tui.views import View

OTHERS = "\nothers"


class Shelf:
    """The rows of the tree."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.view: View | None = None
        self._others: set[str] = set()

    def first(self) -> str | None:
        """The transcript to open at the start: the file that was named, the one last read, else the first."""
        ids = [entry.id for entry in self.desk.entries()]
        if self.desk.workspace.opened.is_file():
            return ids[0]
        last = bookmarks.last_read(self.desk.workspace.root)
        if last in ids:
            return last
        for entry in self.desk.entries():
            if entry.likely and not entry.problem and self.desk.is_transcript(entry.id):
                return entry.id
            self._others.add(entry.id)
        return None

    def rows(self) -> Iterator[TreeRow]:
        """The top rows: transcripts, then the group of other files."""
        others = 0
        for entry in self.desk.entries():
            if entry.id in self._others:
                others += 1
            else:
                yield self._transcript_row(entry)
        if others:
            yield TreeRow(OTHERS, 0, "group", _("Other files"), number=str(others), expandable=True, dim=True)

    def _transcript_row(self, entry: Entry) -> TreeRow:
        here = self.view is not None and self.view.reading.transcript.id == entry.id
        title = self.view.reading.transcript.meta.title if here and self.view is not None else None
        return TreeRow(
            key=entry.id, depth=0, kind="transcript", text=title or entry.id, expandable=True, expanded=here
        )

    def children(self, key: str) -> Sequence[TreeRow]:
        """The rows under a row."""
        if key == OTHERS:
            return [
                TreeRow(e.id, 1, "file", e.id, dim=True) for e in self.desk.entries() if e.id in self._others
            ]
        transcript_id, _newline, tail = key.partition("\n")
        if self.view is None or self.view.reading.transcript.id != transcript_id:
            return ()
        if not tail:
            return list(self.view.tree())
        if tail == "links":
            return list(self.view.links({entry.id: entry for entry in self.desk.entries()}))
        return list(self.view.tree_under(int(tail.removeprefix("section/"))))

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
