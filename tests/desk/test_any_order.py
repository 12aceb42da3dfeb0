"""Two desks on one folder: any operations in any interleaving end as if done one after the other."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_reader.annotation.history import Change
from qa_reader.desk import changes, undo
from qa_reader.desk.changes import Act
from qa_reader.desk.workspace import Desk, Refused

T = "road.txt"
STANCES = ("committed", "hedged", "evasive")
PAIR = ("ana", "ben")
PEOPLE = st.sampled_from([("ana", "ana"), PAIR])
BOTH = pytest.mark.parametrize("count", [25, pytest.param(2000, marks=pytest.mark.full)])


class Step(NamedTuple):
    """Something that one of the two does."""

    who: int
    looks_first: bool
    does: str
    question: str
    which: int
    """Of the notes written so far."""
    value: str


NAMES = (
    "stance", "stance", "clear", "tag", "untag", "note", "note", "edit", "edit", "delete", "flag",
    "undo", "redo",
)  # fmt: skip
STEPS = st.lists(
    st.builds(
        Step,
        who=st.integers(0, 1),
        looks_first=st.booleans(),
        does=st.sampled_from(NAMES),
        question=st.sampled_from([f"{T}#q1", f"{T}#q2"]),
        which=st.integers(0, 5),
        value=st.sampled_from(STANCES),
    ),
    min_size=2,
    max_size=14,
)


@contextmanager
def workspace(like: Path) -> Iterator[Path]:
    """A folder with the transcript and nothing said."""
    with TemporaryDirectory() as folder:
        shutil.copy(like / T, folder)
        yield Path(folder)


def done(desk: Desk, number: int, step: Step, steps: list[Step]) -> Change | None:
    """Do a step, the `number`-th of `steps`. Raises Refused where it is not acknowledged."""
    written = [n for n, each in enumerate(steps[:number]) if each.does == "note"]
    note = record(written[step.which % len(written)]) if written else "none"
    match step.does:
        case "stance":
            return changes.set_stance(desk, step.question, step.value)
        case "clear":
            return changes.set_stance(desk, step.question, None)
        case "tag":
            return changes.tag(desk, step.question, ["promise"])
        case "untag":
            return changes.untag(desk, step.question, ["promise"])
        case "note":
            return changes.note(desk, step.question, f"note {number}", record=record(number))
        case "edit":
            return changes.edit(desk, T, note, note=f"edit {number}")
        case "delete":
            return changes.delete(desk, T, note)
        case "flag":
            return changes.flag(desk, step.question)
        case "undo":
            return undo.undo(desk)[1]
        case _:
            return undo.redo(desk)[1]


def record(number: int) -> str:
    return str(uuid.UUID(int=number + 1))


Stands = tuple[str, str, str, frozenset[str], str, bool]


def standing(folder: Path) -> list[Stands]:
    """What a fresh program finds."""
    found = Desk.open(folder).reading(T).said.annotations
    revisions = ((a.author, a.revision) for a in found)
    return sorted((author, r.question, r.part, frozenset(r.codes), r.note, r.flag) for author, r in revisions)


def logged(folder: Path) -> set[str]:
    return {revision.change for revision in Desk.open(folder).reading(T).kept.revisions}


@BOTH
def test_each_operation_begins_from_what_is_on_disk(folder: Path, count: int) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(PEOPLE, STEPS)
    def holds(people: tuple[str, str], steps: list[Step]) -> None:
        with workspace(folder) as place, workspace(folder) as again:
            desks = [Desk.open(place, annotator=name) for name in people]
            for desk in desks:
                desk.reading(T)
            acknowledged = []
            for number, step in enumerate(steps):
                desk = desks[step.who]
                if step.looks_first:
                    desk.look_again(T)
                try:
                    change = done(desk, number, step, steps)
                except Refused:
                    continue
                acknowledged.append(number)
                assert change is None or change.id in logged(place)
            for number in acknowledged:
                step = steps[number]
                done(Desk.open(again, annotator=people[step.who]), number, step, steps)
            assert standing(place) == standing(again)

    holds()


# Changes in the making while others come between: the outcome must be that of some order.

PARTS = ("stance", "stance", "clear", "edit", "edit", "delete", "flag-on", "flag-off")
MAKING = st.lists(
    st.builds(
        Step,
        who=st.integers(0, 1),
        looks_first=st.booleans(),
        does=st.sampled_from(PARTS),
        question=st.just(f"{T}#q1"),
        which=st.integers(0, 1),
        value=st.sampled_from(STANCES),
    ),
    min_size=2,
    max_size=10,
)

World = tuple[str | bool | None, ...]
"""What stands: two notes, then of each annotator the stance on one question, then whether it is flagged."""


def after(world: World, number: int, step: Step, who: int) -> World | None:
    """The world after a step of the annotator `who`, None where it could not have been done then."""
    if step.does in ("edit", "delete"):
        at, value = step.which, f"edit {number}" if step.does == "edit" else None
        if value is not None and world[at] is None:
            return None
    elif step.does in ("stance", "clear"):
        at, value = 2 + who, step.value if step.does == "stance" else None
    else:
        at, value = 4 + who, step.does == "flag-on"
    return (*world[:at], value, *world[at + 1 :])


def outcomes(
    world: World, one: Sequence[int], two: Sequence[int], steps: list[Step], people: tuple[str, str]
) -> set[World]:
    """Every world that some order of the steps `one` and `two` leads to, each row in its own order."""
    reached: dict[tuple[int, int], set[World]] = {(0, 0): {world}}
    for i, j in product(range(len(one) + 1), range(len(two) + 1)):
        came = [(one[i - 1], reached[i - 1, j])] if i else []
        came += [(two[j - 1], reached[i, j - 1])] if j else []
        for number, worlds in came:
            who = people.index(people[steps[number].who])
            found = (after(each, number, steps[number], who) for each in worlds)
            reached.setdefault((i, j), set()).update(each for each in found if each is not None)
    return reached[len(one), len(two)]


def seen(folder: Path, notes: tuple[str, str]) -> World:
    said = Desk.open(folder).reading(T).said
    texts = {annotation.id: annotation.revision.note for annotation in said.annotations}
    stances, flags = said.stances(f"{T}#q1"), {a.author for a in said.flags(f"{T}#q1")}
    return (*map(texts.get, notes), *map(stances.get, PAIR), *(name in flags for name in PAIR))


@BOTH
def test_changes_in_the_making_end_as_in_some_order(folder: Path, count: int) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(PEOPLE, MAKING, st.lists(st.booleans(), min_size=10, max_size=10))
    def holds(people: tuple[str, str], steps: list[Step], waits: list[bool]) -> None:
        with workspace(folder) as place:
            first = Desk.open(place, annotator="ana")
            for number in (0, 1):
                changes.note(first, f"{T}#q1", f"note {number}", record=record(number))
            desks = [Desk.open(place, annotator=name) for name in people]
            for desk in desks:
                desk.reading(T)
            made: list[list[int]] = [[], []]
            open_acts: dict[int, tuple[int, Act]] = {}

            def finish(who: int) -> None:
                number, act = open_acts.pop(who)
                change = act.commit()
                assert change is None or change.id in logged(place)
                made[who].append(number)

            for number, step in enumerate(steps):
                if step.who in open_acts:
                    finish(step.who)
                if step.looks_first:
                    desks[step.who].look_again(T)
                act = Act(desks[step.who])
                try:
                    begun(desks[step.who], number, step, act)
                except Refused:
                    continue
                open_acts[step.who] = (number, act)
                if not waits[number]:
                    finish(step.who)
            for who in list(open_acts):
                finish(who)
            world: World = ("note 0", "note 1", None, None, False, False)
            assert seen(place, (record(0), record(1))) in outcomes(world, *made, steps, people)

    holds()


def begun(desk: Desk, number: int, step: Step, act: Act) -> None:
    match step.does:
        case "stance":
            changes.set_stance(desk, step.question, step.value, act)
        case "clear":
            changes.set_stance(desk, step.question, None, act)
        case "edit":
            changes.edit(desk, T, record(step.which), act, note=f"edit {number}")
        case "delete":
            changes.delete(desk, T, record(step.which), act)
        case _:
            changes.flag(desk, step.question, step.does == "flag-on", act)
