"""Undo and redo from the command line."""

from __future__ import annotations

import re


def test_undo_and_redo_say_what_they_did(run) -> None:
    run("tag", "窓口#q1", "partial")
    run("note", "窓口#q2", "メモ")
    ran = run("undo")
    assert ran.status == 0
    assert "窓口.txt#q2" in ran.out
    assert "メモ" in ran.out
    assert len(run("list", "--json").lines) == 1
    assert run("undo").status == 0
    assert run("list").status == 1
    assert "窓口.txt#q1" in run("redo").out
    assert "メモ" in run("redo").out
    assert len(run("list", "--json").lines) == 2


def test_nothing_to_undo_or_redo(run) -> None:
    for command in ("undo", "redo"):
        ran = run(command)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.startswith("qa-reader: nothing to")


def test_one_command_is_one_change(run) -> None:
    assert len(run("tag", "窓口#q1", "partial", "promise").out.splitlines()) == 1
    assert run("undo").status == 0
    assert run("list").status == 1
    assert run("redo").status == 0
    assert re.findall("undo|redo", run("log").out) == ["undo", "redo"]
    assert run("list", "--json").lines[0]["codes"] == ["partial", "promise"]


def test_undo_is_the_annotators_own(run) -> None:
    run("flag", "窓口#q1", annotator="岸本")
    run("flag", "窓口#q2", annotator="小川")
    run("undo", annotator="岸本")
    assert [each["question"] for each in run("list", "--json").lines] == ["窓口.txt#q2"]


def test_undo_under_somebody_elses_edit_is_refused(run) -> None:
    run("note", "窓口#q1", "はじめ", annotator="岸本")
    record = run("list", "--json").lines[0]["id"]
    run("note", record, "書き足し", annotator="小川")
    ran = run("undo", annotator="岸本")
    assert ran.status == 1
    assert "小川" in ran.err
