"""Files that were renamed, as every command sees and takes them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def renamed(run, workspace: Path) -> Path:
    """The workspace with a stance and a highlight, its transcript under another name."""
    run("tag", "窓口#q1", "hedged")
    run("highlight", "窓口#q2", "--quote", "令和7年10月", "--code", "promise")
    (workspace / "窓口.txt").rename(workspace / "待ち時間.txt")
    return workspace


def test_every_command_takes_the_new_name_and_the_lasting_id(run, renamed: Path) -> None:
    for name in ("窓口", "窓口.txt", "待ち時間", "待ち時間.txt"):
        assert "窓口.txt#q2" in run("show", f"{name}#q2").out
        assert "窓口.txt#q2" in run("quote", f"{name}#q2").out
        assert run("list", "--question", f"{name}#q2").out.count("窓口.txt#q2") == 1
        assert run("log", f"{name}#q1").out.count("窓口.txt#q1") == 1
        assert run("meta", name).status == 0
    assert run("list", "待ち時間.txt").out.count("窓口.txt#") == 2
    assert run("note", "待ち時間#q3", "メモ").status == 0
    assert {line["question"] for line in run("list", "--json").lines} == {
        "窓口.txt#q1", "窓口.txt#q2", "窓口.txt#q3"
    }  # fmt: skip
    assert run("search", "予約制").out.count("窓口.txt#q2") >= 2


def test_it_is_told_once(run, renamed: Path) -> None:
    assert "待ち時間.txt" in run("list").err
    assert run("list").err == ""
    assert run("show", "待ち時間.txt#q1").err == ""


def test_inspect_gives_its_own_path_and_the_lasting_ids(run, renamed: Path) -> None:
    told = run("inspect", "待ち時間.txt").out
    assert told.startswith("待ち時間.txt\n")
    assert "窓口.txt" in told.splitlines()[1]
    (found,) = json.loads(run("inspect", ".", "--json").out)
    assert found["path"] == "待ち時間.txt"
    assert found["exchanges"][1]["id"] == "窓口.txt#q2"


def test_a_file_that_was_edited_too_is_found_by_check_and_said_with_meta(run, renamed: Path) -> None:
    file = renamed / "待ち時間.txt"
    file.write_text(file.read_text("utf-8").replace("どのくらい", "どの程度"), "utf-8")
    assert "窓口.txt" not in run("list", "待ち時間.txt").out
    ran = run("check")
    assert ran.status == 1
    assert "待ち時間.txt (" in ran.out
    assert "meta FILE id=窓口.txt" in ran.out
    assert run("meta", "待ち時間.txt", "id=窓口.txt").status == 0
    assert run("check").status == 0
    assert run("list", "待ち時間.txt").out.count("窓口.txt#") == 2
    assert "窓口.txt is now 待ち時間.txt" in run("log").out
    assert "窓口.txt is now 待ち時間.txt" in run("undo").out
    assert run("check").status == 1


def test_a_file_that_is_gone_is_told_by_check(run, renamed: Path) -> None:
    (renamed / "待ち時間.txt").unlink()
    ran = run("check")
    assert ran.status == 1
    assert "窓口.txt: its file is gone" in ran.out


def test_two_files_that_fit_are_told_and_one_is_chosen(run, renamed: Path) -> None:
    shutil.copy(renamed / "待ち時間.txt", renamed / "copy.txt")
    for _ in range(2):
        assert "copy.txt, 待ち時間.txt" in run("list").err
    assert run("show", "copy.txt#q1").out.count("窓口.txt") == 0
    assert run("meta", "copy.txt", "id=窓口.txt").status == 0
    assert run("list").err == ""
    assert run("list", "copy.txt").out.count("窓口.txt#") == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("待ち時間.txt", "id=なし.txt"), "nothing was ever said"),
        (("待ち時間.txt", "id=窓口.txt", "title=x"), "say this alone"),
    ],
)
def test_what_cannot_be_is_one_line(run, renamed: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = run("meta", *arguments)
    assert ran.status == 2
    assert message in ran.err


def test_undo_redo_and_check_take_a_path(run, renamed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(renamed.parent)
    assert "hedged" not in run("undo", "work").err
    assert run("redo", "work/待ち時間.txt").status == 0
    assert run("check", "work").status == 0
    assert run("undo", "nowhere").status == 2
