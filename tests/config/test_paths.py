"""Folders that belong to this person, and the name of this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from qa_reader.config.paths import cache_dir, config_dir, device, private, state_dir


def test_folders_follow_the_platform_and_can_be_set(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (config_dir(), state_dir(), cache_dir()):
        assert own_home in folder.parents
        assert not folder.exists()
    monkeypatch.setenv("QA_READER_STATE_DIR", str(own_home / "mine"))
    assert state_dir() == own_home / "mine"


def test_a_machine_keeps_its_name(own_home: Path) -> None:
    name = device()
    assert re.fullmatch("[0-9a-f]{6}", name)
    assert device() == name
    assert (state_dir() / "device").read_text() == f"{name}\n"
    assert [path.name for path in state_dir().iterdir()] == ["device"]


def test_programs_that_start_at_once_agree_on_the_name(own_home: Path) -> None:
    code = "from qa_reader.config.paths import device; print(device())"
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert len({each.communicate()[0] for each in running}) == 1


@pytest.mark.parametrize("spoilt", [b"", b"not hex", b"\xff\xff", b"abcdef01"])
def test_a_spoilt_name_is_replaced(spoilt: bytes) -> None:
    private(state_dir())
    (state_dir() / "device").write_bytes(spoilt)
    assert device() == device() == (state_dir() / "device").read_text().strip()


def test_without_a_place_to_keep_it_a_run_has_one_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("QA_READER_STATE_DIR", str(tmp_path / "file" / "state"))
    assert device() == device()
    assert re.fullmatch("[0-9a-f]{6}", device())


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_private_folders_are_their_owners_alone(tmp_path: Path) -> None:
    assert private(tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
