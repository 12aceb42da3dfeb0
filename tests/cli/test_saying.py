"""What a key does, a command does: tag, note, flag, highlight, delete, meta."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest


def test_tag_sets_a_stance_and_the_next_takes_its_place(run) -> None:
    assert run("tag", "窓口.txt#q1", "hedged.consider").status == 0
    assert run("tag", "窓口#q1", "partial").status == 0
    (said,) = run("list", "--json").lines
    assert said["question"] == "窓口.txt#q1"
    assert said["codes"] == ["partial"]
    assert (said["part"], said["author"], said["rev"]) == ("answers", "岸本", 2)


def test_tag_takes_names_as_the_screen_has_them(run) -> None:
    assert run("tag", "窓口#q1", "部分回答", "Promise").status == 0
    (said,) = run("list", "--json").lines
    assert said["codes"] == ["partial", "promise"]


def test_tag_removed(run) -> None:
    run("tag", "窓口#q1", "partial", "promise")
    assert run("tag", "窓口#q1", "promise", "--remove").status == 0
    assert run("list", "--json").lines[0]["codes"] == ["partial"]
    again = run("tag", "窓口#q1", "promise", "--remove")
    assert (again.status, again.out) == (1, "")
    assert again.err.startswith("qa-reader: 窓口.txt#q1: not tagged")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("tag", "窓口#q9", "partial"), "no such question"),
        (("tag", "無い#q1", "partial"), "no such transcript"),
        (("tag", "窓口#q1", "splendid"), "no such code"),
        (("tag", "窓口#q1/a9", "partial"), "no such answerer"),
        (("tag", "窓口#q1/a1", "promise"), "as a whole"),
        (("tag", "窓口#q4", "partial"), "nobody has answered yet"),
        (("note", "窓口#q1", "  "), "the note is empty"),
        (("highlight", "窓口#q1", "--quote", "そのような言葉"), "no such words"),
        (("highlight", "窓口#q3", "--quote", "案内表示"), "3 times"),
        (("highlight", "窓口#q3", "--quote", "案内表示", "--nth", "4"), "3 times"),
        (("highlight", "窓口#q3", "--quote", "案内表示", "--nth", "x"), "--nth"),
        (("delete", "abcdef"), "no such record"),
        (("meta", "窓口.txt", "colour=red"), "no such field"),
        (("meta", "窓口.txt", "date"), "KEY=VALUE"),
        (("meta", "窓口.txt", "date=来年"), "No date"),
    ],
)
def test_what_cannot_be_is_one_clear_line(arguments, told: str, run) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith("qa-reader: ")
    assert ran.err.count("\n") == 1
    assert told in ran.err
    assert run("list").status == 1


def test_note_from_the_command_line_and_standard_input(run, monkeypatch) -> None:
    assert run("note", "窓口#q1", "額は答えず").status == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("二行の\nメモ\n"))
    assert run("note", "窓口#", "-").status == 0
    whole, first = run("list", "--json").lines
    assert (first["question"], first["note"]) == ("窓口.txt#q1", "額は答えず")
    assert (whole["question"], whole["note"]) == ("窓口.txt#", "二行の\nメモ")


def test_highlight_holds_the_words(run) -> None:
    ran = run(
        "highlight", "窓口#q2", "--in", "answer", "--quote", "令和7年10月から実施", "--code", "promise",
        "--code", "deadline", "--note", "十月に確かめる",
    )  # fmt: skip
    assert ran.status == 0
    (said,) = run("list", "--json").lines
    assert said["words"] == said["anchor"]["exact"] == "令和7年10月から実施"
    assert said["codes"] == ["promise", "deadline"]
    assert said["note"] == "十月に確かめる"
    assert (said["part"], said["place"]["how"]) == ("span", "same")


def test_highlight_in_one_part_and_the_nth(run) -> None:
    assert run("highlight", "窓口#q3", "--quote", "案内表示", "--in", "answer").status == 0
    assert run("highlight", "窓口#q3/q", "--quote", "案内表示", "--nth", "2").status == 0
    first, second = run("list", "--json").lines
    assert first["place"]["start"] < second["place"]["start"]


def test_flag_on_and_off(run) -> None:
    assert run("flag", "窓口#q2").status == 0
    assert "⚑" in run("list").out
    assert run("flag", "窓口#q2", "--remove").status == 0
    assert run("list").status == 1


def test_record_by_its_ending_can_be_edited_and_deleted(run) -> None:
    run("note", "窓口#q1", "はじめの")
    run("note", "窓口#q2", "もう一つ")
    record = run("list", "--json").lines[0]["id"]
    assert run("note", record[-8:], "書き直した").status == 0
    assert run("list", "--json").lines[0]["note"] == "書き直した"
    assert run("tag", record[-8:], "promise").status == 0
    assert run("list", "--json").lines[0]["codes"] == ["promise"]
    assert "a stance is the question's" in run("tag", record[-8:], "partial").err
    assert run("tag", record[-8:], "promise", "--remove").status == 0
    assert run("delete", record[-8:]).status == 0
    (left,) = run("list", "--json").lines
    assert left["note"] == "もう一つ"
    assert run("delete", record).status == 2


def test_tags_of_a_highlight_and_of_an_answer_by_record(run) -> None:
    run("highlight", "窓口#q2", "--quote", "10月から実施", "--code", "hedged.study")
    mark = run("list", "--json").lines[0]["id"]
    run("tag", mark, "partial", "promise")
    assert run("list", "--json").lines[0]["codes"] == ["partial", "promise"]
    run("tag", "窓口#q3", "partial")
    answer = run("list", "--json").lines[1]["id"]
    assert run("tag", answer, "evasive", "figure").status == 0
    assert run("list", "--json").lines[1]["codes"] == ["evasive", "figure"]
    assert run("tag", answer, "evasive", "--remove").status == 0
    assert run("list", "--json").lines[1]["codes"] == ["figure"]


def test_transcript_that_looks_like_a_record(run, workspace: Path) -> None:
    (workspace / "beef.txt").write_text((workspace / "窓口.txt").read_text("utf-8"), "utf-8")
    assert run("note", "beef", "肉ではない").status == 0
    assert run("list", "--json").lines[0]["question"] == "beef.txt#"


def test_a_date_as_printed_is_kept_as_iso(run) -> None:
    assert run("meta", "窓口.txt", "date=令和7年3月5日").status == 0
    assert run("meta", "窓口", "--json").lines[0]["date"] == "2025-03-05"
    assert "2025年3月5日" in run("quote", "窓口#q1").out


def test_metadata_completed_and_shown(run) -> None:
    assert run("meta", "窓口.txt", "date=2025-03-05", "body=汐見区議会").status == 0
    shown = run("meta", "窓口", "--json").lines[0]
    assert (shown["date"], shown["body"]) == ("2025-03-05", "汐見区議会")
    assert "2025-03-05" in run("meta", "窓口.txt").out
    assert run("meta", "窓口.txt", "date=").status == 0
    assert run("meta", "窓口", "--json").lines[0]["date"] != "2025-03-05"


def test_annotator_is_told_set_or_known_to_git(run, own_home: Path, workspace: Path, monkeypatch) -> None:
    run("flag", "窓口#q1", annotator="ひとり")
    settings = own_home / "config" / "qa-reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('annotator = "ふたり"\n', encoding="utf-8")
    run("flag", "窓口#q2", annotator=None)
    settings.unlink()
    (own_home / ".gitconfig").write_text("[user]\n\tname = さんにん\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own_home / ".gitconfig"))
    run("flag", "窓口#q3", annotator=None)
    assert [each["author"] for each in run("list", "--json").lines] == ["ひとり", "ふたり", "さんにん"]


def test_annotations_kept_elsewhere(run, tmp_path: Path, workspace: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    assert run("flag", "窓口#q1", "--annotations", str(elsewhere)).status == 0
    assert not (workspace / "annotations").exists()
    assert run("list", "--annotations", str(elsewhere)).status == 0


def test_from_anywhere_by_path_or_with_the_workspace(
    run, workspace: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("flag", "work/窓口.txt#q1").status == 0
    assert run("flag", "窓口#q2", "--workspace", "work").status == 0
    assert [each["question"] for each in run("list", "work", "--json").lines] == [
        "窓口.txt#q1",
        "窓口.txt#q2",
    ]
