"""Whatever two programs do, and in whatever order: what was acknowledged is there, once, for both."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from store_samples import say

from qa_reader.annotation.records import Revision, revised, uuid7
from qa_reader.store.layout import Writer
from qa_reader.store.store import Store

WRITERS = (Writer("佐藤", "0a1b2c"), Writer("鈴木", "d4e5f6"), Writer("佐藤", "0a1b2c"))
"""Two people, one of them at two terminals of one machine: those two write the same files."""
TRANSCRIPTS = ("a.txt", "b/ｂ.txt", "")


class TwoAtOnce(RuleBasedStateMachine):
    """Three stores over one folder, held against what they acknowledged."""

    said = Bundle("said")

    @initialize(limit=st.sampled_from([2, 3, 500]))
    def open(self, limit: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.annotations = Path(self.folder.name) / "annotations"
        self.limit = limit
        self.stores = [Store(self.annotations, writer, limit=limit) for writer in WRITERS]
        self.acknowledged: dict[str, dict[int, Revision]] = {name: {} for name in TRANSCRIPTS}

    def keep(self, who: int, changes: dict[str, list[Revision]]) -> None:
        self.stores[who].append(changes)
        for transcript, revisions in changes.items():
            self.acknowledged[transcript].update({revision.doc: revision for revision in revisions})

    @rule(target=said, who=st.integers(0, 2), name=st.sampled_from(TRANSCRIPTS), note=st.text(max_size=20))
    def add(self, who: int, name: str, note: str) -> tuple[str, Revision]:
        revision = say(note, transcript=name)
        self.keep(who, {name: [revision]})
        return name, revision

    @rule(target=said, who=st.integers(0, 2), one=said, deleted=st.booleans())
    def revise(self, who: int, one: tuple[str, Revision], deleted: bool) -> tuple[str, Revision]:
        name, revision = one
        later = revised(revision, uuid7(), "誰か", note="直した", deleted=deleted)
        self.keep(who, {name: [later]})
        return name, later

    @rule(who=st.integers(0, 2), count=st.integers(1, 7))
    def bulk(self, who: int, count: int) -> None:
        self.keep(who, {name: [say(f"{n}", transcript=name) for n in range(count)] for name in TRANSCRIPTS})

    @rule(who=st.integers(0, 2), one=said)
    def repeat(self, who: int, one: tuple[str, Revision]) -> None:
        name, revision = one
        self.keep(who, {name: [revision]})

    @rule(who=st.integers(0, 2))
    def restart(self, who: int) -> None:
        self.stores[who] = Store(self.annotations, WRITERS[who], limit=self.limit)

    @invariant()
    def everyone_reads_the_union(self) -> None:
        for name, expected in self.acknowledged.items():
            ordered = tuple(sorted(expected.values(), key=lambda revision: revision.order))
            for store in (*self.stores, Store(self.annotations)):
                kept = store.read(name)
                assert kept.revisions == ordered
                assert kept.problems == ()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()


TestTwoAtOnce = TwoAtOnce.TestCase
TestTwoAtOnce.settings = settings(
    max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
