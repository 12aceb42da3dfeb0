"""An address goes to the desktop's own program, whole and unread by any shell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qa_reader.terminal.browser import open_address, opener

HOSTILE = "https://example.org/a?b=1&c=$(touch x);'\"`|<>"


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose program writes down what it was given; it fails for `fails`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    tool = folder / "xdg-open"
    tool.write_text('#!/bin/sh\nprintf "%s\\n" "$#" "$1" > "$0.given"\ncase $1 in *fails*) exit 4;; esac\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr("sys.platform", "linux")
    return folder / "xdg-open.given"


def test_an_address_is_one_argument(desktop: Path) -> None:
    assert open_address(HOSTILE)
    assert desktop.read_text() == f"1\n{HOSTILE}\n"


def test_a_program_that_fails_has_opened_nothing(desktop: Path) -> None:
    assert not open_address("https://example.org/fails")
    assert desktop.exists()


def test_without_a_desktop_nothing_is_started(desktop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    assert opener() == ()
    assert not open_address("https://example.org/")
    assert not desktop.exists()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ssh://x", "-oProxyCommand=x", "data:text/html,x", "a.txt"]
)
def test_other_schemes_are_refused(desktop: Path, address: str) -> None:
    with pytest.raises(ValueError, match=re.escape(address)):
        open_address(address)
    assert not desktop.exists()
