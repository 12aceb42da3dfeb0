"""A wrong reading is put right by its reader: on record, undoable, and still there when the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.desk import mending, undo
from qa_reader.desk.workspace import Desk, Refused
from qa_reader.transcript.model import Transcript

ROAD = "road.txt"


def kinds(desk: Desk) -> list[str]:
    return [turn.kind for turn in read(desk).turns]


def read(desk: Desk) -> Transcript:
    return desk.reading(ROAD).transcript


def pairs(desk: Desk) -> list[tuple[str, list[str], list[str]]]:
    """Each exchange: its label, and the first words of what asks and what answers."""
    t = read(desk)
    return [
        (e.label, [t.words(p.span)[:4] for p in e.questions], [t.words(p.span)[:4] for p in e.answers])
        for e in t.exchanges
    ]


BEFORE = [
    ("q1", ["駅前通り"], ["来年度の"]),
    ("q2", ["通学路の"], ["点検の方"]),
    ("q3", ["路面標示"], []),
]


def test_the_page_as_it_is_read(desk: Desk) -> None:
    assert pairs(desk) == BEFORE


def test_an_answer_that_is_a_remark_answers_nothing(desk: Desk) -> None:
    mending.retype(desk, ROAD, 1, "remark", "森")
    assert kinds(desk)[1] == "remark"
    assert pairs(desk)[0] == ("q1", ["駅前通り"], [])
    t = read(desk)
    assert t.speakers[t.turns[1].speaker or 0].name == "森"


def test_a_question_that_is_none_gives_its_answer_to_the_one_before(desk: Desk) -> None:
    mending.retype(desk, ROAD, 2, "remark")
    assert pairs(desk) == [("q1", ["駅前通り"], ["来年度の", "点検の方"]), ("q3", ["路面標示"], [])]


def test_a_turn_that_asks_takes_the_answers_behind_it(desk: Desk) -> None:
    mending.retype(desk, ROAD, 2, "remark")
    mending.retype(desk, ROAD, 2, "question")
    assert [(asks, answers) for _, asks, answers in pairs(desk)] == [(a, b) for _, a, b in BEFORE]


def test_the_last_question_is_an_answer(desk: Desk) -> None:
    mending.retype(desk, ROAD, 4, "answer")
    assert pairs(desk)[-1] == ("q2", ["通学路の"], ["点検の方", "路面標示"])


def test_pairs_are_made_and_undone(desk: Desk) -> None:
    mending.pair(desk, ROAD, 3, "q1")
    assert pairs(desk)[0] == ("q1", ["駅前通り"], ["来年度の", "点検の方"])
    assert pairs(desk)[1] == BEFORE[1]
    mending.pair(desk, ROAD, 3, "q2", paired=False)
    assert pairs(desk)[1] == ("q2", ["通学路の"], [])
    undo.undo(desk)
    undo.undo(desk)
    assert pairs(desk) == BEFORE


def test_turns_are_split_and_joined(desk: Desk, folder: Path) -> None:
    text = (folder / ROAD).read_text("utf-8")
    more = text.replace("予定でございます。", "予定でございます。\n\n予算は三百万円でございます。")
    (folder / ROAD).write_text(more, "utf-8")
    turn = read(desk).turns[1]
    assert turn.end - turn.start == 2
    mending.split(desk, ROAD, turn.start + 1)
    assert kinds(desk) == ["question", "answer", "answer", "question", "answer", "question"]
    assert pairs(desk)[0] == ("q1", ["駅前通り"], ["来年度の", "予算は三"])
    assert pairs(desk)[1] == BEFORE[1]
    mending.retype(desk, ROAD, 2, "remark")
    assert pairs(desk)[0] == BEFORE[0]
    mending.join(desk, ROAD, 2)
    assert kinds(desk) == ["question", "answer", "question", "answer", "question"]
    assert read(desk).words(read(desk).exchanges[0].answers[0].span).count("\n") == 1


def test_corrections_survive_a_changed_file_and_the_next_run(desk: Desk, folder: Path) -> None:
    mending.retype(desk, ROAD, 3, "remark")
    text = (folder / ROAD).read_text("utf-8")
    (folder / ROAD).write_text("お知らせ\n\n" + text.replace("質問3", "質問9"), "utf-8")
    later = Desk.open(folder, annotator="ana")
    assert kinds(later)[3] == "remark"
    assert kinds(Desk.open(folder, annotator="ben"))[3] == "answer"


@pytest.mark.parametrize(
    ("reason", "wrong"),
    [
        ("unknown-kind", lambda desk: mending.retype(desk, ROAD, 1, "song")),
        ("nothing-to-split", lambda desk: mending.split(desk, ROAD, read(desk).turns[1].start)),
        ("nothing-to-join", lambda desk: mending.join(desk, ROAD, 0)),
        ("nothing-to-pair", lambda desk: mending.pair(desk, ROAD, 1, "q1")),
        ("nothing-to-pair", lambda desk: mending.pair(desk, ROAD, 1, "q2", paired=False)),
        ("unknown-question", lambda desk: mending.pair(desk, ROAD, 1, "q8")),
    ],
)
def test_what_cannot_be_mended_is_refused(desk: Desk, reason: str, wrong: object) -> None:
    with pytest.raises(Refused) as caught:
        wrong(desk)  # type: ignore[operator]
    assert caught.value.reason == reason
