"""What is shown to people: show, inspect, codebook, config, completion, new, check."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qa_reader.language.layout import cells


def test_show_has_question_answer_and_what_was_said(run) -> None:
    run("tag", "窓口#q1", "hedged")
    run("highlight", "窓口#q1", "--quote", "平均で25分", "--code", "figure", "--note", "二年前は30分")
    out = run("show", "窓口#q1").out
    places = [
        out.index(words)
        for words in (
            "窓口の待ち時間について",
            "Question 1",
            "宮地",
            "現在どのくらい",
            "担当課長",
            "平均で25分と",
        )
    ]
    assert places == sorted(places)
    assert "◔ Hedged" in out
    assert "▌平均で25分" in out
    assert "✎ 二年前は30分" in out


@pytest.mark.parametrize("width", [20, 40, 79])
def test_show_keeps_within_the_width(width: int, run) -> None:
    run("note", "窓口#q1", "とても長いメモ。" * 20)
    for target in ("窓口.txt", "窓口#q1"):
        lines = run("show", target, "--width", str(width)).out.splitlines()
        assert [line for line in lines if cells(line) > width and not line.startswith("Question")] == []


def test_show_of_a_transcript_leaves_nothing_out(run, workspace: Path) -> None:
    shown = "".join(run("show", "窓口.txt").out.split())
    for line in (workspace / "窓口.txt").read_text("utf-8").splitlines():
        words = re.sub(r"^質問\d$|^.*の(質問|答弁)$", "", line)
        assert "".join(words.split()) in shown


def test_show_of_a_part(run) -> None:
    assert "予約制の導入" not in run("show", "窓口#q2/a1").out
    assert "令和7年10月" not in run("show", "窓口#q2/q").out
    assert run("show", "窓口#q2/a2").status == 2


def test_inspect_json(run, workspace: Path) -> None:
    (told,) = json.loads(run("inspect", "--json", "窓口.txt").out)
    assert told["schema"] == "qa-reader/inspect/1"
    assert told["path"] == "窓口.txt"
    assert [each["id"] for each in told["exchanges"]] == [f"窓口.txt#q{n}" for n in (1, 2, 3, 4)]
    assert not (workspace / "annotations").exists()


def test_inspect_of_what_cannot_be_read_goes_on(run, workspace: Path) -> None:
    (workspace / "空.txt").write_bytes(b"")
    ran = run("inspect", "--json", "空.txt", "無い.txt", "窓口.txt")
    empty, missing, good = json.loads(ran.out)
    assert ran.status == 2
    assert (empty["path"], empty["error"]["reason"]) == ("空.txt", "empty")
    assert missing["error"]["message"]
    assert good["counts"]["exchanges"] == 4
    assert ran.err.count("\n") == 2


def test_inspect_of_a_folder_and_for_people(run, workspace: Path) -> None:
    (workspace / "写し.txt").write_text((workspace / "窓口.txt").read_text("utf-8"), encoding="utf-8")
    assert len(json.loads(run("inspect", "--json", ".").out)) == 2
    assert "4 exchanges" in run("inspect", "窓口.txt").out
    explained = run("inspect", "--explain", "窓口.txt").out
    assert "q2/a1" in explained
    assert run("inspect", "窓口.txt", "--format", "limerick").status == 2


def test_codebook_printed(run, workspace: Path) -> None:
    assert "hedged.consider" in run("codebook").out
    assert {each["id"] for each in run("codebook", "--json").lines} >= {"partial", "partial.half", "promise"}
    (workspace / "codebook.toml").write_text(run("codebook", "--toml").out, encoding="utf-8")
    assert run("codebook").status == 0


def test_config_printed(run, workspace: Path) -> None:
    assert "quote_style" in run("config").out
    assert str(workspace / "annotations") in run("config", "paths").out
    assert re.search(r"^undo +u +undo$", run("config", "keys").out, re.MULTILINE)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_of_its_shell(shell: str, run, tmp_path: Path) -> None:
    script = run("completion", shell)
    assert script.status == 0
    assert "highlight" in script.out
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    file = tmp_path / "completion"
    file.write_text(script.out, encoding="utf-8")
    subprocess.run([program, "-n", str(file)], check=True)


def test_completion_in_bash_completes(run, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    file = tmp_path / "completion"
    file.write_text(run("completion", "bash").out, encoding="utf-8")
    asked = (
        f"source {file}; COMP_WORDS=(qa-reader high); COMP_CWORD=1; _shtab_qa_reader; echo ${{COMPREPLY[@]}};"
        "COMP_WORDS=(qa-reader tag x hedged.con); COMP_CWORD=3; _shtab_qa_reader; echo ${COMPREPLY[@]}"
    )
    told = subprocess.run([bash, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["highlight", "hedged.consider", "hedged.conditional"]


def test_new_from_standard_input_touches_nothing_that_exists(run, workspace: Path, monkeypatch) -> None:
    text = (workspace / "窓口.txt").read_bytes()
    for expected in ("令和7年 第1回定例会の予算質疑まとめ.txt", "令和7年 第1回定例会の予算質疑まとめ-2.txt"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        ran = run("new", "-")
        assert (ran.status, ran.out) == (0, f"{expected}: 4 exchanges\n")
        assert (workspace / expected).read_bytes() == text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert run("new", "-", "--name", "../a/b#c").out == "a b c.txt: 4 exchanges\n"


def test_new_from_nothing(run, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    assert run("new", "-").status == 1
    monkeypatch.setenv("PATH", "/nonexistent")
    ran = run("new")
    assert ran.status == 2
    assert "no clipboard in reach" in ran.err


def test_check_says_what_is_wrong(run, workspace: Path) -> None:
    assert run("check").status == 0
    run("flag", "窓口#q1")
    assert run("check").status == 0
    (file,) = (workspace / "annotations").glob("*/*.json")
    damaged = file.with_suffix(".new")
    damaged.write_bytes(file.read_bytes()[:-20])
    damaged.replace(file)
    broken = run("check")
    assert broken.status == 1
    assert file.name in broken.out
    mended = run("check", "--repair")
    assert mended.status == 0
    assert "keeps 1 damaged file as it was" in mended.out
    assert len(run("list", "--json").lines) == 1
