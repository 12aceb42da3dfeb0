"""All that was said under what was opened, as rows of tables and as a page."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qa_reader.annotation.records import newest
from qa_reader.annotation.said import said
from qa_reader.coding.counts import count
from qa_reader.desk.scope import readings, told_of, transcripts
from qa_reader.report.document import Document
from qa_reader.report.tables.rows import Table, unread

if TYPE_CHECKING:
    from qa_reader.desk.workspace import Desk
    from qa_reader.report.tables.columns import Row, Rows


@dataclass
class Taken:
    """Rows by table, and how they stand to the store."""

    annotations: list[Row] = field(default_factory=list)
    exchanges: list[Row] = field(default_factory=list)
    stored: int = 0
    """Annotations that the store holds, which is what there must be rows of."""
    deleted: int = 0
    """Deleted ones, of which there are none."""
    transcripts: int = 0
    """Transcripts with exchanges."""
    problems: list[str] = field(default_factory=list)
    """What the store says of damaged files, in lines for people."""

    def rows(self, table: Rows) -> list[Row]:
        """The rows of a table."""
        return self.annotations if table == "annotations" else self.exchanges


def take(desk: Desk, wanted: Collection[Rows], problem: Callable[[str, Exception], object]) -> Taken:
    """All rows of the tables `wanted`. Of a transcript that cannot be read, what its records hold.

    `problem` is told of each such transcript.
    """
    taken = Taken()
    names = transcripts(desk) if "exchanges" in wanted else told_of(desk)
    for transcript, seen in readings(desk, names, problem):
        kept = desk.store.read(transcript)
        taken.problems += [each.message for each in kept.problems]
        for line in newest(kept.revisions).values():
            if line.kind == "annotation":
                taken.stored += not line.deleted
                taken.deleted += line.deleted
        if seen is not None:
            table = Table(seen)
            taken.transcripts += bool(seen.transcript.exchanges)
            if "annotations" in wanted:
                taken.annotations += table.annotations()
            if "exchanges" in wanted:
                taken.exchanges += table.exchanges()
        elif "annotations" in wanted:
            taken.annotations += unread(said(kept.revisions, None, desk.codebook), transcript)
    return taken


def page(desk: Desk, problem: Callable[[str, Exception], object]) -> Document | None:
    """The transcripts with all that was said in its place, and the figures; None where nothing was said."""
    found = readings(desk, told_of(desk), problem)
    seen = tuple(reading for _name, reading in found if reading is not None)
    if not seen:
        return None
    meta = seen[0].transcript.meta
    return Document(
        title=(meta.title or seen[0].transcript.id) if len(seen) == 1 else desk.workspace.root.name,
        language=meta.language or "ja",
        made=today(),
        parts=(),
        codebook=desk.codebook,
        transcripts=seen,
        counts=count(seen, desk.codebook),
    )


def today() -> str:
    """The day that a document written out now bears: ISO, by the local clock."""
    return datetime.now(UTC).astimezone().date().isoformat()
