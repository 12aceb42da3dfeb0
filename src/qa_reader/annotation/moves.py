"""Transcripts whose file was renamed or moved: which file a transcript is in now, and how it is known again.

A transcript's ID is the path of its file when it was first met and never changes (DESIGN §4); what changes is
where the file lies. That is a record of the whole workspace (kind `meta`, question `#`): `data.id` is now in
the file `data.value`. A file that nobody recorded is known again by its bytes, whose hash every unit record
holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from qa_reader.annotation.records import Revision, new_doc, newest, now, uuid7

if TYPE_CHECKING:
    from qa_reader.transcript.model import Transcript

WORKSPACE: Final = "#"
"""The question ID of what is said of the whole workspace."""
FIELD: Final = "path"
LIKELY: Final = 0.6
"""Share of a transcript's questions that a text must hold to be proposed as the same transcript."""


def move(transcript: str, path: str, change: str, annotator: str) -> Revision:
    """The record that the transcript with the ID `transcript` is in the file `path` (below the root)."""
    return Revision(
        id=uuid7(),
        rev=1,
        change=change,
        kind="meta",
        annotator=annotator,
        question=WORKSPACE,
        time=now(),
        doc=new_doc(),
        data={"field": FIELD, "id": transcript, "value": path},
    )


def is_move(revision: Revision) -> bool:
    """Does the line say where a transcript's file is?"""
    return revision.question == WORKSPACE and revision.data.get("field") == FIELD


def moves(revisions: Iterable[Revision]) -> dict[str, list[str]]:
    """For each transcript that was moved, by ID, the paths that stand on record, the newest first."""
    standing = (r for r in newest(revisions).values() if r.kind == "meta" and is_move(r) and not r.deleted)
    found: dict[str, list[str]] = {}
    for revision in sorted(standing, key=lambda r: r.order, reverse=True):
        transcript, path = revision.data.get("id"), revision.data.get("value")
        if isinstance(transcript, str) and isinstance(path, str) and transcript and path:
            found.setdefault(transcript, []).append(path)
    return found


def sources(revisions: Iterable[Revision]) -> Mapping[str, int | None]:
    """The SHA-256 of every state of the file that units were named in, each with its size in bytes.

    The size is None where an earlier version of the program did not write it down.
    """
    found: dict[str, int | None] = {}
    for revision in revisions:
        digest, size = revision.data.get("source"), revision.data.get("bytes")
        if revision.kind == "unit" and isinstance(digest, str) and digest:
            found[digest] = size if isinstance(size, int) else None
    return found


def alike(revisions: Iterable[Revision], transcript: Transcript) -> float:
    """0 to 1: how much of what was asked and answered in another transcript, as its unit records remember,
    stands in `transcript` too."""
    from qa_reader.annotation.identity import matched_share  # no start needs it

    units = {r.question: r for r in revisions if r.kind == "unit" and r.data.get("label")}
    return matched_share(list(units.values()), transcript) if units else 0.0
