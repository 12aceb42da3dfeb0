"""Undo and redo are read out of the lines alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.annotation.history import Change, Overtaken, changes, reverse, stacks
from qa_reader.annotation.records import Revision, new_doc, newest, now, revised, uuid7


class Book:
    """A heap of lines, as the store keeps them."""

    def __init__(self) -> None:
        self.lines: list[Revision] = []

    def say(self, who: str, note: str, record: str | None = None) -> Revision:
        if record is None:
            line = Revision(
                id=uuid7(), rev=1, change=uuid7(), kind="annotation", annotator=who,
                question="x.txt#q1", time=now(), doc=new_doc(), note=note,
            )  # fmt: skip
        else:
            line = revised(newest(self.lines)[record], uuid7(), who, note=note)
        self.lines.append(line)
        return line

    def stacks(self, who: str) -> tuple[list[Change], list[Change]]:
        return stacks(changes(self.lines, who))

    def back(self, who: str, change: Change) -> None:
        known = {r.id: [x for x in self.lines if x.id == r.id] for r in change.revisions}
        self.lines += reverse(change, known, who)

    def undo(self, who: str) -> None:
        self.back(who, self.stacks(who)[0][-1])

    def redo(self, who: str) -> None:
        self.back(who, self.stacks(who)[1][-1])

    def state(self) -> dict[str, tuple[str, bool]]:
        return {key: (r.note, r.deleted) for key, r in newest(self.lines).items()}


def test_undo_takes_a_new_record_back_and_redo_brings_it_again() -> None:
    book = Book()
    said = book.say("ana", "one")
    book.undo("ana")
    assert book.state()[said.id] == ("one", True)
    book.redo("ana")
    assert book.state()[said.id] == ("one", False)


def test_undo_restores_what_a_revision_replaced() -> None:
    book = Book()
    said = book.say("ana", "one")
    book.say("ana", "two", said.id)
    book.undo("ana")
    assert book.state()[said.id] == ("one", False)


def test_a_new_change_empties_the_redo_stack() -> None:
    book = Book()
    book.say("ana", "one")
    book.undo("ana")
    book.say("ana", "two")
    assert book.stacks("ana")[1] == []


def test_only_ones_own_changes_are_taken_back() -> None:
    book = Book()
    mine = book.say("ana", "mine")
    book.say("ben", "his")
    assert book.stacks("ana")[0][-1].revisions[0].id == mine.id


def test_a_change_somebody_built_on_is_not_taken_back() -> None:
    book = Book()
    said = book.say("ana", "one")
    book.say("ben", "better", said.id)
    with pytest.raises(Overtaken) as caught:
        book.undo("ana")
    assert caught.value.later.annotator == "ben"


def test_a_units_id_stays_given() -> None:
    line = Revision(
        id=uuid7(), rev=1, change="c", kind="unit", annotator="ana", question="x.txt#q1", time=now(), doc=1
    )
    note = line._replace(id=uuid7(), kind="annotation", note="n")
    restored = reverse(Change("c", (line, note)), {line.id: [line], note.id: [note]}, "ana")
    assert [r.id for r in restored] == [note.id]


def test_a_clock_set_back_makes_no_older_revision() -> None:
    later = Book().say("ana", "x")._replace(time="2999-01-01T00:00:00.999999Z")
    assert revised(later, uuid7(), "ana").time == "2999-01-01T00:00:01.000000Z"


@given(st.lists(st.sampled_from(["say", "change", "undo", "redo"]), max_size=25))
def test_undo_and_redo_walk_the_states_there_were(steps: list[str]) -> None:
    book = Book()
    states: list[dict[str, tuple[str, bool]]] = [{}]
    at = 0

    def standing() -> dict[str, tuple[str, bool]]:
        return {key: value for key, value in book.state().items() if not value[1]}

    for number, step in enumerate(steps):
        alive = [key for key, (_, gone) in book.state().items() if not gone]
        if step in ("say", "change"):
            book.say("ana", str(number), alive[-1] if step == "change" and alive else None)
            del states[at + 1 :]
            states.append(standing())
            at += 1
        elif step == "undo" and at > 0:
            book.undo("ana")
            at -= 1
        elif step == "redo" and at + 1 < len(states):
            book.redo("ana")
            at += 1
        assert standing() == states[at]
    assert len(book.stacks("ana")[0]) == at
