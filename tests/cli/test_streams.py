"""Terminals, pipes, locales and interrupts, through real processes."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "qa_reader", "--annotator", "岸本"]


def start(
    *arguments: str, env: Mapping[str, str] | None = None, **streams: object
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, *arguments], env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, **streams
    )  # type: ignore[call-overload]


def done(*arguments: str, env: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    with start(*arguments, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        out, err = process.communicate(timeout=60)
    return process.returncode, out.decode("utf-8"), err.decode("utf-8")


def on_a_terminal(*arguments: str, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """What the program writes to a terminal that is its standard output and error."""
    ours, theirs = pty.openpty()
    process = start(*arguments, env={"TERM": "xterm", **(env or {})}, stdout=theirs, stderr=theirs)
    os.close(theirs)
    written = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the last of the other side is closed
            break
        if not part:
            break
        written += part
    os.close(ours)
    return process.wait(60), written.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "POSIX"}])
def test_posix_locale(locale: dict[str, str], workspace: Path) -> None:
    env = {"LANG": "", **locale}
    assert done("tag", "窓口#q1", "partial", env=env)[0] == 0
    status, out, err = done("list", "--json", env=env)
    assert (status, err) == (0, "")
    assert json.loads(out)["question"] == "窓口.txt#q1"
    assert done("show", "窓口#q1", env=env)[0] == 0


def test_terminal_that_cannot_show_everything(workspace: Path) -> None:
    """Where standard output is Latin-1, text for people is escaped, JSON stays UTF-8."""
    env = {"PYTHONIOENCODING": "latin-1"}
    done("tag", "窓口#q1", "partial")
    status, out, err = done("show", "窓口#q1", env=env)
    assert (status, err) == (0, "")
    assert "\\u7a93" in out
    assert json.loads(done("list", "--json", env=env)[1])["question"] == "窓口.txt#q1"


def test_broken_pipe(workspace: Path) -> None:
    page = workspace / "長い.txt"
    text = (workspace / "窓口.txt").read_text("utf-8")
    page.write_text(text + "\n".join("つづきの段落です。" * 20 + "\n" for _ in range(2000)), encoding="utf-8")
    for command in (("show", "長い.txt"), ("inspect", "--json", "長い.txt"), ("search", "段落")):
        with start(*command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 128 + signal.SIGPIPE


def test_reader_of_a_pipe_that_ended_before(workspace: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with start("show", "窓口#q1", stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(60) == 128 + signal.SIGPIPE


def test_closed_standard_output(workspace: Path) -> None:
    shell = ["sh", "-c", '"$@" >&-', "sh", *PROGRAM]
    told = subprocess.run([*shell, "list"], capture_output=True, check=False, text=True)
    assert (told.returncode, told.stderr.count("\n")) in ((1, 0), (2, 1))
    assert (
        subprocess.run([*shell, "tag", "窓口#q1", "partial"], capture_output=True, check=False).returncode
        == 0
    )
    told = subprocess.run([*shell, "list"], capture_output=True, check=False, text=True)
    assert (told.returncode, told.stderr) == (2, "qa-reader: standard output is closed\n")
    assert len(done("list", "--json")[1].splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_full_disk_behind_standard_output(workspace: Path) -> None:
    with (
        open("/dev/full", "wb") as full,
        start("show", "窓口#q1", stdout=full, stderr=subprocess.PIPE) as process,
    ):
        assert process.stderr is not None
        told = process.stderr.read().decode("utf-8")
        assert process.wait(60) == 2
    assert told.startswith("qa-reader: cannot write the output: ")
    assert told.count("\n") == 1


def test_interrupt_ends_quietly(workspace: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(b'{"op": "get", "id": "3f2b7a44-0000-1111-2222-333344445555"}\n')
    process.stdin.flush()
    process.stdout.readline()  # it is up
    for _ in range(60):
        # Python misses the signal that comes between its last look for one and the wait for the next line:
        # who presses Ctrl-C then presses it again.
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1)
            break
    assert process.returncode == 130
    assert process.stderr.read() == b""
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()


def test_reader_needs_a_terminal(workspace: Path) -> None:
    for arguments in ((), (".",), ("窓口.txt",)):
        status, out, err = done(*arguments)
        assert (status, out) == (2, "")
        assert err.startswith("qa-reader: the reader needs a terminal")
        assert err.count("\n") == 1


def test_terminal_is_never_sent_what_it_would_obey(workspace: Path) -> None:
    evil = "言葉\x1b]52;c;UFdORUQ=\x07\x9b2J\u202eの裏"
    page = workspace / "悪い.txt"
    page.write_text((workspace / "窓口.txt").read_text("utf-8").replace("現在どの", evil), encoding="utf-8")
    done("note", "悪い#q1", evil)
    commands = (
        ("show", "悪い#q1"), ("show", "悪い.txt"), ("list",), ("log",), ("quote", "悪い#q1"),
        ("undo",), ("redo",), ("list", "--json"), ("note", "悪い#q1", evil),
        ("show", f"無い{evil}#q1"), (f"無い{evil}",), ("tag", "悪い#q1", evil),
    )  # fmt: skip
    for command in commands:
        _status, written = on_a_terminal(*command, env={"NO_COLOR": "1"})
        assert written
        assert not set("\x1b\x07\x9b\u202e") & set(written), command


def test_what_is_piped_is_exact(workspace: Path) -> None:
    done("note", "窓口#q1", "メモ\x1b[31m赤")
    assert "メモ\x1b[31m赤" in done("show", "窓口#q1")[1]


def test_styles_only_on_a_terminal_that_has_them(workspace: Path) -> None:
    assert "\x1b[1m" in on_a_terminal("show", "窓口#q1")[1]
    assert "\x1b" not in on_a_terminal("show", "窓口#q1", env={"NO_COLOR": "1"})[1]
    assert "\x1b" not in on_a_terminal("show", "窓口#q1", env={"TERM": "dumb"})[1]
    assert "\x1b" not in done("show", "窓口#q1")[1]


def test_copy_goes_to_the_terminal_by_its_own_door(workspace: Path) -> None:
    """`quote --copy` in a pipe still reaches the terminal it was started from: /dev/tty, not stdout."""
    env = {"TERM": "xterm", "PATH": os.path.dirname(sys.executable)}
    pid, ours = pty.fork()
    if pid == 0:
        os.environ.update(env)
        os.execv(sys.executable, [*PROGRAM, "quote", "窓口#q2/a", "--copy"])
    written = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    os.close(ours)
    assert b"\x1b]52;c;" in written
    assert "not confirmed" in written.decode("utf-8")


def test_python_dash_m_and_version() -> None:
    status, out, _err = done("--version")
    assert status == 0
    assert out.startswith("qa-reader ")
