"""Profiles that the reader keeps, or a workspace: found, used on the desk, told of when broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.desk.workspace import Desk
from qa_reader.library.profiles import own_profiles

PROFILE = """\
name = "{name}"
language = "ja"
asker = "member"
answerer = "official"
question = ["甲：{{text}}"]
answer = ["乙：{{text}}"]
"""
PAGE = (
    "苔庭の委員会\n\n甲：石段の修繕は終わりましたか。\n乙：終わりました。\n甲：費用は。\n乙：84万円です。\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, and settings of its own beside it."""
    monkeypatch.setenv("QA_READER_CONFIG_DIR", str(tmp_path / "settings"))
    monkeypatch.setenv("QA_READER_CACHE_DIR", str(tmp_path / "cache"))
    work = tmp_path / "work"
    work.mkdir()
    (work / "苔庭.txt").write_text(PAGE, encoding="utf-8")
    return work


def keep(folder: Path, name: str, text: str = PROFILE) -> None:
    (folder / "profiles").mkdir(parents=True, exist_ok=True)
    (folder / "profiles" / f"{name}.toml").write_text(text.format(name=name), encoding="utf-8")


def profile_of(folder: Path) -> str | None:
    return Desk.open(folder).reading("苔庭.txt").transcript.profile


@pytest.mark.parametrize("where", ["settings", "work"])
def test_the_desk_reads_by_ones_own_profile(where: str, folder: Path) -> None:
    assert profile_of(folder) != "moss"
    keep(folder.parent / where, "moss")
    assert profile_of(folder) == "moss"
    desk = Desk.open(folder)
    (entry,) = (entry for entry in desk.entries() if entry.id == "苔庭.txt")
    assert desk.glance(entry).exchanges == 2


def test_the_persons_own_come_before_the_workspaces(folder: Path) -> None:
    keep(folder, "b")
    keep(folder, "a")
    keep(folder.parent / "settings", "z")
    assert [profile.name for profile in own_profiles(folder).profiles] == ["z", "a", "b"]


def test_a_changed_profile_is_no_stale_reading(folder: Path) -> None:
    keep(folder, "moss")
    assert len(Desk.open(folder).reading("苔庭.txt").transcript.exchanges) == 2
    keep(folder, "moss", PROFILE.replace("甲", "丙"))
    assert profile_of(folder) != "moss"


@pytest.mark.parametrize("text", ["name = ", "name = 'x'\nquestion = ['{{who}}']\n", "\0" * 300_000])
def test_a_broken_profile_is_told_of_and_stops_nothing(text: str, folder: Path) -> None:
    keep(folder, "broken", text)
    keep(folder, "moss")
    transcript = Desk.open(folder).reading("苔庭.txt").transcript
    assert transcript.profile == "moss"
    (notice,) = (notice for notice in transcript.notices if notice.code == "bad-profile")
    assert "broken.toml" in notice.message
    assert "\n" not in notice.message


def test_what_is_no_profile_is_left_alone(folder: Path) -> None:
    keep(folder, "moss")
    (folder / "profiles" / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "profiles" / "folder.toml").mkdir()
    assert [profile.name for profile in own_profiles(folder).profiles] == ["moss"]
