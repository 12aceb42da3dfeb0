"""A second annotations folder, for what is said while the first cannot be written."""

from __future__ import annotations

import secrets
from pathlib import Path

from qa_reader.store.faults import Problem
from qa_reader.store.layout import Writer
from qa_reader.store.reading import FolderSignature, Kept
from qa_reader.store.store import Store


class Elsewhere(Store):
    """Reads a store as before, and with it another folder, where all that is said from now on is kept.

    That folder is laid out like any other. Its files are named as if by another machine: copied into the
    first folder they replace nothing, are read as more of the same annotator's, and nothing counts twice.
    """

    def __init__(self, first: Store, folder: Path) -> None:
        writer = first.writer
        super().__init__(folder, writer and Writer(writer.annotator, secrets.token_hex(3)))
        self._first = first
        self._together: dict[str, tuple[Kept, Kept, Kept]] = {}

    def read(self, transcript: str) -> Kept:
        """What both folders hold about `transcript`."""
        first, second = self._first.read(transcript), super().read(transcript)
        known = self._together.get(transcript)
        if known is None or known[0] is not first or known[1] is not second:
            both = {revision.doc: revision for revision in (*first.revisions, *second.revisions)}
            revisions = tuple(sorted(both.values(), key=lambda revision: revision.order))
            kept = Kept(revisions, (*first.problems, *second.problems), second.readonly)
            known = self._together[transcript] = (first, second, kept)
        return known[2]

    def signature(self, transcript: str) -> FolderSignature:
        """Changes when either folder does."""
        return (*self._first.signature(transcript), *super().signature(transcript))

    def transcripts(self) -> list[str]:
        """The IDs of the transcripts that something was said about in either."""
        return sorted({*self._first.transcripts(), *super().transcripts()})

    def holds(self, transcript: str) -> bool:
        """Was anything ever said about `transcript` in either?"""
        return self._first.holds(transcript) or super().holds(transcript)

    def check(self) -> list[Problem]:
        """What is wrong in either."""
        return [*self._first.check(), *super().check()]
