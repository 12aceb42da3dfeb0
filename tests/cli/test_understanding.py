"""How files were understood: folders without transcripts, rules by line, profiles of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.formats.plain.profiles import parse

PAGE = "甲＞石段の修繕は終わりましたか。\n乙＞終わりました。\n甲＞費用はいくらですか。\n乙＞84万円です。\n"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of this test's own."""
    monkeypatch.setenv("QA_READER_CONFIG_DIR", str(tmp_path / "settings"))
    return tmp_path / "settings"


def test_a_folder_without_transcripts_says_so(run, workspace: Path) -> None:
    (workspace / "写真").mkdir()
    assert run("inspect", "写真").status == 1
    (workspace / "写真" / "庭.jpg").write_bytes(b"\xff\xd8\xff")
    (workspace / "写真" / "覚え.txt").write_text("雨でした。\n", encoding="utf-8")
    ran = run("inspect", "写真")
    assert (ran.status, ran.out) == (1, "")
    assert "写真: no transcript among 2 files" in ran.err
    assert ran.err.count("\n") == 1
    both = run("inspect", "写真", "窓口.txt", "--json")
    assert both.status == 1
    assert '"窓口.txt"' in both.out


def test_a_folder_with_transcripts_says_nothing_of_others(run, workspace: Path) -> None:
    (workspace / "庭.jpg").write_bytes(b"\xff\xd8\xff")
    ran = run("inspect", ".")
    assert (ran.status, ran.err) == (0, "")


def test_explain_tells_the_rules_by_line(run) -> None:
    out = run("inspect", "--explain", "窓口.txt").out
    rows = [line.split() for line in out.splitlines()]
    assert ["13", "answer"] in [row[:2] for row in rows]
    assert any(row[:2] == ["7", "question"] and row[-1] == "質問1" for row in rows)
    assert "{" not in run("inspect", "窓口.txt").out


def test_a_profile_is_started_kept_and_used(run, workspace: Path, own: Path) -> None:
    (workspace / "石段.txt").write_text(PAGE, encoding="utf-8")
    assert "石段" not in run("inspect", "石段.txt").out.partition("\n")[2]
    started = run("config", "profile", "石段.txt")
    assert started.status == 0
    assert str(own / "profiles" / "石段.toml") in started.err
    profile = parse(started.out, "石段.toml")
    assert {rule.kind for rule in profile.rules} == {"question", "answer"}
    (own / "profiles").mkdir(parents=True)
    (own / "profiles" / "石段.toml").write_text(started.out, encoding="utf-8")
    assert "plain:石段" in run("inspect", "石段.txt").out
    assert run("show", "石段#q2").status == 0
    (own / "profiles" / "石段.toml").write_text("name = 3", encoding="utf-8")
    assert "! " in (told := run("inspect", "石段.txt").out)
    assert "石段.toml" in told


@pytest.mark.parametrize(
    "arguments", [("config", "profile"), ("config", "keys", "窓口.txt"), ("config", "profile", "無い.txt")]
)
def test_a_profile_needs_a_file_and_nothing_else_does(arguments: tuple[str, ...], run) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_text_without_labels_starts_no_profile(run, workspace: Path) -> None:
    (workspace / "覚え.txt").write_text("雨でした。\n", encoding="utf-8")
    ran = run("config", "profile", "覚え.txt")
    assert (ran.status, ran.out) == (1, "")


TALK = (
    "1\n00:00:01,000 --> 00:00:03,000\n>> When does it open?\n\n"
    "2\n00:00:04,000 --> 00:00:06,000\n>> In May.\n"
)


def test_proposed_questions_can_be_left_out_once_or_for_good(run, workspace: Path, own: Path) -> None:
    (workspace / "talk.srt").write_text(TALK, encoding="utf-8")
    assert '"question_turns": 1' in run("inspect", "talk.srt", "--json").out
    assert '"question_turns": 0' in run("inspect", "talk.srt", "--json", "--no-propose").out
    own.mkdir(exist_ok=True)
    (own / "config.toml").write_text("[reader]\npropose = false\n", encoding="utf-8")
    assert '"question_turns": 0' in run("inspect", "talk.srt", "--json").out
