"""Two programs on one workspace: neither builds on what it has not seen, and what is deleted stays so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from qa_reader.annotation.records import Revision
from qa_reader.desk import changes, undo
from qa_reader.desk.batch import Batch
from qa_reader.desk.workspace import Desk, Refused
from qa_reader.store.store import Store

Q1, Q2 = "road.txt#q1", "road.txt#q2"


class Interrupted(Store):
    """A store behind whose next change another program comes at once."""

    then: Callable[[], object] | None = None

    def append(self, changes: Mapping[str, Sequence[Revision]]) -> None:
        super().append(changes)
        if self.then is not None:
            other, self.then = self.then, None
            other()


def interrupted(desk: Desk) -> Interrupted:
    store = Interrupted(desk.store.annotations, desk.store.writer)
    desk.store = store
    return store


def notes(folder: Path) -> list[str]:
    said = Desk.open(folder).reading("road.txt").said
    return [annotation.revision.note for annotation in said.annotations]


def test_a_batch_sees_what_is_deleted_right_behind_its_own_change(desk: Desk, folder: Path) -> None:
    store = interrupted(desk)
    batch, other = Batch(desk), Desk.open(folder, annotator="ben")
    record = batch.do({"op": "add", "question": Q1, "note": "first"})["id"]
    store.then = lambda: changes.delete(other, "road.txt", record)
    batch.do({"op": "add", "question": Q2, "note": "second"})
    with pytest.raises(Refused) as caught:
        batch.do({"op": "update", "id": record, "note": "alive again"})
    assert caught.value.reason == "deleted"
    assert notes(folder) == ["second"]


def test_a_batch_sees_what_is_added_right_behind_its_own_change(desk: Desk, folder: Path) -> None:
    store = interrupted(desk)
    batch, other = Batch(desk), Batch(Desk.open(folder, annotator="ben"))
    record = "3f2b7a44-0000-1111-2222-333344445555"
    store.then = lambda: other.do({"op": "add", "id": record, "question": Q1, "note": "theirs"})
    batch.do({"op": "add", "question": Q2, "note": "mine"})
    with pytest.raises(Refused) as caught:
        batch.do({"op": "add", "id": record, "question": Q2, "note": "the same id"})
    assert caught.value.reason == "exists"
    assert sorted(notes(folder)) == ["mine", "theirs"]


def test_what_is_edited_unknowing_of_its_deletion_stays_deleted(desk: Desk, folder: Path) -> None:
    changes.note(desk, Q1, "first")
    (annotation,) = desk.reading("road.txt").said.annotations
    other = Desk.open(folder, annotator="ben")
    act = changes.Act(desk)
    changes.delete(other, "road.txt", annotation.id)
    changes.edit(desk, "road.txt", annotation.id, act, note="while it was there")
    assert act.commit() is not None
    assert desk.reading("road.txt").said.annotations == ()
    assert notes(folder) == []
    with pytest.raises(Refused):
        undo.undo(desk)
    undo.undo(other)
    assert notes(folder) == ["first"]


def test_a_stance_said_twice_at_once_is_taken_back_whole(desk: Desk, folder: Path) -> None:
    other = Desk.open(folder, annotator="ana")
    act = changes.Act(desk)
    changes.set_stance(desk, Q1, "committed", act)
    changes.tag(desk, Q1, ["promise"], act)
    changes.flag(desk, Q1, act=act)
    changes.set_stance(other, Q1, "evasive")
    changes.flag(other, Q1)
    act.commit()
    assert desk.reading("road.txt").said.stances(Q1) == {"ana": "evasive"}
    changes.set_stance(desk, Q1, None)
    changes.flag(desk, Q1, on=False)
    (left,) = Desk.open(folder).reading("road.txt").said.annotations
    assert (left.revision.codes, left.revision.flag) == (("promise",), False)


def test_metadata_said_twice_at_once_goes_back_to_the_source(desk: Desk, folder: Path) -> None:
    other = Desk.open(folder, annotator="ana")
    act = changes.Act(desk)
    changes.complete(desk, "road.txt", {"body": "見本区議会"}, act)
    changes.complete(other, "road.txt", {"body": "見本市議会"})
    act.commit()
    assert desk.reading("road.txt").transcript.meta.body == "見本市議会"
    changes.complete(desk, "road.txt", {"body": ""})
    assert Desk.open(folder).reading("road.txt").transcript.meta.body is None
