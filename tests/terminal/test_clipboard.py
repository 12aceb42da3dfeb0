"""The clipboard's chain, against real processes: fake tools on the path, a real tmux, a real X server."""

from __future__ import annotations

import base64
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_reader.terminal import clipboard

WORDS = "「研修の量質ともに」 naïve 𠮷野家 👨‍👩‍👧\n二行目\tと"


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for fake tools, in front of a path that has the system's shell but no clipboard tool."""
    fake, system = tmp_path / "bin", tmp_path / "system"
    fake.mkdir()
    system.mkdir()
    for name in ("sh", "cat", "sleep"):
        found = shutil.which(name)
        assert found
        (system / name).symlink_to(found)
    monkeypatch.setenv("PATH", f"{fake}{os.pathsep}{system}")
    monkeypatch.setenv("CLIP", str(tmp_path / "clip"))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("SSH_CLIENT", "SSH_TTY", "SSH_CONNECTION", "WSL_DISTRO_NAME", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    return fake


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "state" / clipboard.LAST_COPY


def install(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def test_file_is_always_written_for_its_owner_alone(tools: Path, keep: Path) -> None:
    copied = clipboard.copy(WORDS, keep)
    assert (copied.way, copied.confirmed, copied.file) == ("file", True, keep)
    assert copied.characters == len(WORDS)
    assert keep.read_text(encoding="utf-8") == WORDS
    assert stat.S_IMODE(keep.stat().st_mode) == 0o600
    clipboard.copy("後の写し", keep)
    assert keep.read_text(encoding="utf-8") == "後の写し"
    assert os.listdir(keep.parent) == [keep.name]


def test_without_a_file_it_says_so(tools: Path, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    copied = clipboard.copy(WORDS, tmp_path / "blocked" / clipboard.LAST_COPY)
    assert (copied.way, copied.confirmed, copied.file) == ("nowhere", False, None)
    assert "Not copied" in copied.message


@pytest.mark.parametrize(
    ("variable", "put", "get"),
    [
        ("WAYLAND_DISPLAY", ("wl-copy", 'cat > "$CLIP"'), ("wl-paste", 'cat "$CLIP"')),
        ("DISPLAY", ("xclip", 'case "$*" in *-o*) cat "$CLIP";; *) cat > "$CLIP";; esac'), None),
        ("DISPLAY", ("xsel", 'case "$*" in *--output*) cat "$CLIP";; *) cat > "$CLIP";; esac'), None),
    ],
)
def test_desktop_tool_that_reads_back_the_words_is_believed(
    variable: str,
    put: tuple[str, str],
    get: tuple[str, str] | None,
    tools: Path,
    keep: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(variable, ":0")
    install(tools, *put)
    if get:
        install(tools, *get)
    copied = clipboard.copy(WORDS, keep)
    assert (copied.way, copied.confirmed) == ("clipboard", True)
    assert (tmp_path / "clip").read_text(encoding="utf-8") == WORDS
    assert keep.read_text(encoding="utf-8") == WORDS
    assert copied.message == f"Copied {len(WORDS)} characters"


def test_tool_that_only_pretends_is_passed_over(
    tools: Path, keep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """xclip with a dead display, wl-copy with no compositor: some return 0 and did nothing."""
    monkeypatch.setenv("DISPLAY", ":77")
    install(tools, "xclip", "cat > /dev/null")
    install(tools, "xsel", "echo cannot open display >&2; exit 1")
    assert clipboard.copy(WORDS, keep).way == "file"


def test_next_tool_is_tried(tools: Path, keep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-1")
    monkeypatch.setenv("DISPLAY", ":0")
    install(tools, "wl-copy", "exit 1")
    install(tools, "xsel", 'case "$*" in *--output*) cat "$CLIP";; *) cat > "$CLIP";; esac')
    assert clipboard.copy(WORDS, keep).way == "clipboard"
    assert (tmp_path / "clip").read_text(encoding="utf-8") == WORDS


def test_tool_that_hangs_is_given_up(tools: Path, keep: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "_TIMEOUT", 0.2)
    monkeypatch.setenv("DISPLAY", ":0")
    install(tools, "xclip", "sleep 60")
    assert clipboard.copy(WORDS * 100_000, keep).way == "file"


def test_tool_that_stays_alive_holds_nothing_up(
    tools: Path, keep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """xclip serves the selection from the background with the output it was given."""
    monkeypatch.setenv("DISPLAY", ":0")
    pid = tmp_path / "pid"
    monkeypatch.setenv("PIDFILE", str(pid))
    install(
        tools,
        "xclip",
        'case "$*" in *-o*) cat "$CLIP";; *) cat > "$CLIP"; sleep 60 & echo $! > "$PIDFILE";; esac',
    )
    try:
        assert clipboard.copy(WORDS, keep).confirmed
    finally:
        os.kill(int(pid.read_text()), 9)


def test_tool_writes_nothing_over_the_screen(
    tools: Path, keep: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":77")
    install(tools, "xclip", "echo out; echo Error: cannot open display >&2; exit 1")
    clipboard.copy(WORDS, keep)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_desktop_of_the_other_end_is_left_alone(
    variable: str, tools: Path, keep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "10.0.0.1 2 10.0.0.2 22")
    monkeypatch.setenv("DISPLAY", ":0")
    install(tools, "xclip", 'case "$*" in *-o*) cat "$CLIP";; *) cat > "$CLIP";; esac')
    assert clipboard.copy(WORDS, keep).way == "file"
    assert not (tmp_path / "clip").exists()


def test_wsl_is_handed_utf16_and_not_called_confirmed(
    tools: Path, keep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    install(tools, "clip.exe", 'cat > "$CLIP"')
    copied = clipboard.copy(WORDS, keep)
    assert (copied.way, copied.confirmed) == ("clipboard", False)
    assert (tmp_path / "clip").read_bytes().decode("utf-16-le") == WORDS
    assert "not confirmed" in copied.message
    assert clipboard.LAST_COPY in copied.message


def test_terminal_gets_osc52(tools: Path, keep: Path) -> None:
    sent: list[str] = []
    copied = clipboard.copy(WORDS, keep, write=sent.append)
    assert (copied.way, copied.confirmed) == ("terminal", False)
    (sequence,) = sent
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    assert base64.b64decode(sequence[7:-1]).decode() == WORDS
    assert "not confirmed" in copied.message
    assert clipboard.copy(WORDS, keep, write=sent.append, announced=True).confirmed


@pytest.mark.parametrize("term", ["dumb", "linux", ""])
def test_terminal_that_cannot_is_sent_nothing(
    term: str, tools: Path, keep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    sent: list[str] = []
    assert clipboard.copy(WORDS, keep, write=sent.append).way == "file"
    assert sent == []


def test_terminal_is_sent_no_more_than_all_take(tools: Path, keep: Path) -> None:
    sent: list[str] = []
    assert clipboard.copy("x" * clipboard.OSC52_LIMIT, keep, write=sent.append).way == "terminal"
    assert clipboard.copy("x" * clipboard.OSC52_LIMIT + "x", keep, write=sent.append).way == "file"
    assert len(sent) == 1


def test_terminal_that_went_away_leaves_the_file(tools: Path, keep: Path) -> None:
    def broken(_: str) -> None:
        raise OSError("gone")

    assert clipboard.copy(WORDS, keep, write=broken).way == "file"


def test_what_a_shell_would_obey_is_not_copied(tools: Path, keep: Path) -> None:
    copied = clipboard.copy("a\x1b[31mb\x07\x9b0c\r\n\tc\udc80", keep)
    assert keep.read_text(encoding="utf-8") == "a[31mb0c\n\tc?"
    assert copied.characters == len("a[31mb0c\n\tc?")


@pytest.fixture
def tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A tmux server of its own; the command that speaks to it."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("no tmux here")
    socket = tmp_path / "tmux.sock"
    command = [program, "-S", str(socket), "-f", "/dev/null"]
    subprocess.run([*command, "new-session", "-d", "-x", "80", "-y", "24", "cat"], check=True)
    try:
        pid = subprocess.run(
            [*command, "display-message", "-p", "#{pid}"], check=True, capture_output=True, text=True
        ).stdout.strip()
        monkeypatch.setenv("TMUX", f"{socket},{pid},0")
        yield command
    finally:
        subprocess.run([*command, "kill-server"], check=False)


def test_tmux_buffer(tmux: list[str], keep: Path) -> None:
    copied = clipboard.copy(WORDS, keep, write=lambda _: pytest.fail("OSC 52 is dropped by tmux"))
    assert (copied.way, copied.confirmed) == ("tmux", True)
    held = subprocess.run([*tmux, "show-buffer"], check=True, capture_output=True).stdout
    assert held.decode() == WORDS
    assert "tmux" in copied.message


def test_what_was_copied_can_be_pasted(tmux: list[str], keep: Path) -> None:
    clipboard.copy(WORDS, keep)
    assert clipboard.paste() == WORDS


def test_pasting_from_a_tool(tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert clipboard.paste() is None
    (tmp_path / "clip").write_bytes("一行\r\n二行".encode())
    monkeypatch.setenv("DISPLAY", ":0")
    install(tools, "xclip", "exit 1")
    assert clipboard.paste() is None
    install(tools, "xsel", 'cat "$CLIP"')
    assert clipboard.paste() == "一行\n二行"


def test_tmux_whose_server_is_gone(tmux: list[str], keep: Path) -> None:
    subprocess.run([*tmux, "kill-server"], check=True)
    sent: list[str] = []
    assert clipboard.copy(WORDS, keep, write=sent.append).way in ("terminal", "file")


@pytest.mark.parametrize("name", ["xclip", "xsel"])
def test_real_x_server(name: str, keep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool, server = shutil.which(name), shutil.which("Xvfb")
    if tool is None or server is None:
        pytest.skip(f"no {name} or no Xvfb here")
    only = tmp_path / "only"
    only.mkdir()
    (only / name).symlink_to(tool)
    reader, writer = os.pipe()
    with subprocess.Popen(
        [server, "-displayfd", str(writer), "-screen", "0", "8x8x8"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(writer)
        try:
            with os.fdopen(reader) as ready:
                number = ready.readline().strip()
            if not number:
                pytest.skip("Xvfb does not start here")
            monkeypatch.setenv("DISPLAY", f":{number}")
            monkeypatch.setenv("PATH", str(only))
            copied = clipboard.copy(WORDS, keep)
            assert (copied.way, copied.confirmed) == ("clipboard", True)
        finally:
            process.terminate()
