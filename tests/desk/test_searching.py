"""Searching the workspace: order, what is told under way, what changes between two searches."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.desk import changes
from qa_reader.desk.searching import Searching
from qa_reader.desk.workspace import Desk
from qa_reader.language.query import BadQuery, parse

SECOND = """令和7年 第2回定例会の一般質問【公園について】

質問1

森の質問

公園の点検を伺います。

担当課長の答弁

公園の点検は毎月でございます。
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    """The workspace, with a second transcript and files that are none."""
    (folder / "park10.txt").write_text(SECOND, "utf-8")
    (folder / "park9.txt").write_text(SECOND.replace("公園", "広場"), "utf-8")
    (folder / "plan.txt").write_text("点検の表\n", "utf-8")
    return folder


def where(searching: Searching, typed: str, **others: object) -> list[str]:
    return [hit.question for hit in searching.hits(parse(typed), **others)]


def test_transcripts_come_in_natural_order_and_in_each_the_text_before_the_notes(desk: Desk) -> None:
    changes.note(desk, "park9.txt#q1", "点検の回数を確かめる")
    searching = Searching(desk)
    every = ["park9.txt#q1"] * 3 + ["park10.txt#q1"] * 2 + ["road.txt#q2"] * 2
    assert where(searching, "点検") == every
    assert where(searching, "tenken") == every
    assert [hit.record is not None for hit in searching.hits(parse("点検"))][:3] == [False, False, True]


def test_a_looser_reading_is_for_when_nothing_is_found_anywhere(desk: Desk) -> None:
    searching = Searching(desk)
    assert where(searching, "hiroba") == ["park9.txt#", "park9.txt#q1", "park9.txt#q1"]
    assert where(searching, "tsuugakur") == ["road.txt#q2"]
    assert where(searching, "nitori") == []


def test_what_was_searched_is_looked_at_again_when_it_changes(desk: Desk, folder: Path) -> None:
    searching = Searching(desk)
    assert where(searching, "毎月") == ["park9.txt#q1", "park10.txt#q1"]
    (folder / "park9.txt").write_text(SECOND.replace("毎月", "随時、毎週"), "utf-8")
    assert where(searching, "毎月") == ["park10.txt#q1"]
    assert where(searching, "毎週") == ["park9.txt#q1"]
    assert where(searching, "要確認") == []
    changes.note(desk, "park10.txt#q1", "要確認")
    assert where(searching, "要確認") == ["park10.txt#q1"]
    changes.set_stance(desk, "road.txt#q2", "hedged")
    assert where(searching, "#hedged 点検") == ["road.txt#q2"] * 2


def test_searching_leaves_nothing_on_the_desk(desk: Desk) -> None:
    before = desk.glimpse("road.txt")
    assert where(Searching(desk), "点検")
    assert desk.glimpse("road.txt") is not before


def test_only_what_was_opened_is_searched(folder: Path) -> None:
    (folder / "annotations").mkdir()
    (folder / "old").mkdir()
    (folder / "old" / "road.txt").write_text((folder / "road.txt").read_text("utf-8"), "utf-8")
    assert where(Searching(Desk.open(folder / "old")), "路面標示") == ["old/road.txt#q3"]
    assert where(Searching(Desk.open(folder / "plan.txt")), "点検") == ["plan.txt#"]


def test_notes_on_a_transcript_that_is_gone_are_found(desk: Desk, folder: Path) -> None:
    changes.note(desk, "park9.txt#q1", "移転の話")
    (folder / "park9.txt").unlink()
    problems: list[str] = []
    assert where(Searching(Desk.open(folder)), "iten", problem=problems.append) == ["park9.txt#q1"]
    assert len(problems) == 1
    assert "park9.txt" in problems[0]


def test_how_far_it_is_and_leaving_off(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    assert len(where(Searching(desk), "点検", at=lambda done, count: told.append((done, count)))) == 6
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    told.clear()
    found = where(
        Searching(desk),
        "点検",
        at=lambda done, count: told.append((done, count)),
        stopped=lambda: len(told) > 1,
    )
    assert len(found) < 6


def test_a_bad_expression_is_refused(desk: Desk) -> None:
    with pytest.raises(BadQuery):
        where(Searching(desk), "/(/")
