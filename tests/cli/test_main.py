"""The program's door: what opens the reader, what is a command, what is wrong use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qa_reader.cli.main import COMMANDS
from qa_reader.cli.parser import build


def test_every_command_has_a_module_that_adds_it() -> None:
    parser = build()
    (commands,) = (action for action in parser._actions if action.dest == "command")
    assert list(commands.choices or ()) == list(COMMANDS)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help(command: str | None, lang: str, run) -> None:
    ran = run(*([command] if command else []), "--help", "--lang", lang)
    assert ran.status == 0
    assert ("usage:" if lang == "en" else "使い方:") in ran.out
    assert "--workspace" in ran.out


def test_help_beside_a_path(run) -> None:
    assert run("窓口.txt", "--help").status == 0
    assert run("--version", "窓口.txt").out.startswith("qa-reader ")


def test_options_stand_anywhere(run) -> None:
    assert run("--lang", "ja", "tag", "窓口#q1", "partial").out.startswith("窓口.txt#q1  ◐ 部分回答")
    assert run("tag", "--lang=ja", "窓口#q2", "partial").out.startswith("窓口.txt#q2  ◐ 部分回答")
    assert run("tag", "窓口#q3", "partial", "--lang", "en").out.startswith("窓口.txt#q3  ◐ Partial")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("lst",), "did you mean `qa-reader list`?"),
        (("無い.txt",), "no such file or folder"),
        (("--colour", "red"), "unknown option"),
        (("tag",), "the following arguments are required: ID, CODE; see qa-reader tag --help"),
        (("tag", "--loud", "窓口#q1", "partial"), "--loud"),
        (("--lang", "xx", "list"), "invalid choice"),
        (("list", "無い"), "no such file or folder"),
        (("--workspace", "無い", "list"), "no such file or folder"),
        (("窓口.txt", "もう一つ.txt"), "one path at a time"),
        (("inspect",), "required: PATH"),
        (("lst", "--json"), "did you mean"),
        (("--annotator",), "its value is missing"),
        (("--loud", "--", "無い.txt"), "unknown option"),
        (("--", "無い.txt"), "no such file or folder"),
    ],
)
def test_wrong_use_is_one_line(arguments, told: str, run) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("qa-reader: ")
    assert ran.err.count("\n") == 1
    assert told in ran.err


def test_folder_named_like_a_command(run, workspace: Path) -> None:
    (workspace / "list").mkdir()
    assert run("./list").err.startswith("qa-reader: the reader needs a terminal")
    assert run("--", "list").err.startswith("qa-reader: the reader needs a terminal")
    assert run("list").status == 1


def test_the_way_to_the_reader_imports_no_command(workspace: Path) -> None:
    code = (
        "import sys\n"
        "from qa_reader.cli.main import main\n"
        "main(['窓口.txt'])\n"
        "print(*(m for m in sys.modules if m.startswith('qa_reader.') or m == 'argparse'))\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name.rpartition(".")[2] for name in told.stdout.split() if name.startswith("qa_reader.cli.")} == {
        "main",
        "output",
    }
    assert "argparse" not in told.stdout.split()
    assert not {"qa_reader.report", "qa_reader.formats", "qa_reader.desk"} & set(told.stdout.split())


def test_language_that_is_set(run, own_home: Path) -> None:
    settings = own_home / "config" / "qa-reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('lang = "ja"\n', encoding="utf-8")
    assert "部分回答" in run("tag", "窓口#q1", "partial").out
    assert "Partial" in run("list", "--lang", "en").out


def test_settings_that_are_wrong_are_told_in_one_line(run, own_home: Path) -> None:
    settings = own_home / "config" / "qa-reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("colour = 1\n", encoding="utf-8")
    ran = run("list", annotator=None)
    assert ran.status == 2
    assert ran.err.startswith(f"qa-reader: {settings}: no setting 'colour'")
    assert ran.err.count("\n") == 1


def test_codebook_that_is_wrong_is_told_in_one_line(run, workspace: Path) -> None:
    (workspace / "codebook.toml").write_text("schema = ", encoding="utf-8")
    ran = run("list")
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "codebook.toml" in ran.err


def test_codebook_in_another_encoding_is_told_in_one_line(run, workspace: Path) -> None:
    (workspace / "codebook.toml").write_bytes('name = "符号"'.encode("cp932"))
    ran = run("list")
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "codebook.toml: not UTF-8" in ran.err
