"""Correct, pair and review from the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def turns(run: Run) -> list[tuple[str, str]]:
    """Each turn as it is read now: its name and kind."""
    rows = [line.split() for line in run("correct", "窓口").out.splitlines()]
    return [(row[0], row[2]) for row in rows]


def test_turns_are_named_as_inspect_names_them(run: Run) -> None:
    listed = turns(run)
    assert listed[:3] == [("t1", "Question"), ("t2", "Answer"), ("t3", "Question")]
    assert [name for name, _kind in listed] == re.findall(
        r"t\d+", run("inspect", "--explain", "窓口.txt").out
    )


def test_a_turn_is_said_to_be_something_else(run: Run) -> None:
    ran = run("correct", "窓口", "t7", "--kind", "remark", "--speaker", "小川")
    assert ran.status == 0
    assert "窓口の職員" in ran.out
    assert turns(run)[6] == ("t7", "Remark")
    assert "小川" in run("correct", "窓口.txt").out
    assert "窓口の職員" in run("undo").out
    assert turns(run)[6] == ("t7", "Question")


def test_a_speaker_alone_leaves_the_kind(run: Run) -> None:
    assert run("correct", "窓口", "2", "--speaker", "課長補佐").status == 0
    assert turns(run)[1] == ("t2", "Answer")
    assert "課長補佐" in run("show", "窓口#q1").out


def test_a_turn_is_split_by_line_or_paragraph_and_joined(run: Run) -> None:
    assert run("correct", "窓口", "t2", "--split", "16").status == 0
    assert turns(run)[:4] == [("t1", "Question"), ("t2", "Answer"), ("t3", "Answer"), ("t4", "Question")]
    assert run("correct", "窓口", "t3", "--join").status == 0
    assert turns(run)[2] == ("t3", "Question")
    assert run("correct", "窓口", "t2", "--split", "p2").status == 0
    assert len(turns(run)) == 8


def test_answers_are_paired_and_taken_off(run: Run) -> None:
    assert run("pair", "窓口#q4", "t6").status == 0
    assert "他区の状況" in run("show", "窓口#q4").out
    assert run("pair", "窓口#q3", "t6", "--remove").status == 0
    assert "No answer." in run("show", "窓口#q3").out
    ran = run("pair", "窓口#q4", "t6")
    assert (ran.status, ran.out) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["correct", "窓口", "t99", "--join"], "t1 to t7"),
        (["correct", "窓口", "t0", "--join"], "t1 to t7"),
        (["correct", "窓口", "t2"], "--kind"),
        (["correct", "窓口", "--join"], "which turn"),
        (["correct", "窓口", "t2", "--kind", "song"], "question, answer"),
        (["correct", "窓口", "t2", "--kind", "remark", "--join"], "one correction at a time"),
        (["correct", "窓口", "t2", "--split", "99"], "begin at 16"),
        (["correct", "窓口", "t2", "--split", "p9"], "begin at 16"),
        (["correct", "窓口#q1", "t2", "--join"], "窓口.txt"),
        (["pair", "窓口#q1/a", "t4"], "leave /a off"),
        (["pair", "窓口#q9", "t4"], "no such question"),
        (["review", "--accept", "abcdef12"], "no such record"),
    ],
)
def test_what_is_wrongly_asked_is_told_in_one_line(run: Run, arguments: list[str], told: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_nothing_to_split_or_join_is_no_wrong_use(run: Run) -> None:
    assert run("correct", "窓口", "t1", "--join").status == 1
    assert run("correct", "窓口", "t2", "--split", "p1").status == 1


# Doubts


def altered(workspace: Path, before: str, after: str) -> None:
    file = workspace / "窓口.txt"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def test_words_that_changed_are_proposed_and_accepted(run: Run, workspace: Path) -> None:
    assert run("review").status == 1
    run("highlight", "窓口#q2", "--quote", "令和7年10月から実施いたします")
    altered(workspace, "令和7年10月から実施いたします", "令和8年4月から実施してまいります")
    ran = run("review")
    assert ran.status == 0
    assert "[-" in ran.out
    assert "{+" in ran.out
    doubt = run("review", "--json").lines[0]
    assert (doubt["doubt"], doubt["question"]) == ("lost", "窓口.txt#q2")
    assert "令和8年4月" in doubt["proposals"][0]["words"]
    assert run("review", "--accept", doubt["id"], "--nth", "9").status == 2
    assert run("review", "--accept", doubt["id"]).status == 0
    assert run("review").status == 1
    assert "令和8年4月" in run("list").out


def test_what_is_kept_is_not_asked_again_until_the_text_changes_once_more(run: Run, workspace: Path) -> None:
    run("tag", "窓口#q3", "evasive")
    altered(workspace, "注視してまいります", "注視しております")
    doubt = run("review", "窓口.txt", "--json").lines[0]
    assert doubt["doubt"] == "changed"
    assert run("review", "--accept", doubt["id"]).status == 2
    assert run("review", "--keep", doubt["id"][-8:]).status == 0
    assert run("review").status == 1
    assert run("review", "--keep", doubt["id"]).status == 1
    altered(workspace, "注視しております", "見ております")
    assert run("review").status == 0


def test_a_transcript_that_is_gone_is_told_of(run: Run, workspace: Path) -> None:
    run("flag", "窓口#q1")
    (workspace / "窓口.txt").unlink()
    ran = run("review")
    assert (ran.status, ran.out) == (1, "")
    assert "窓口.txt" in ran.err
