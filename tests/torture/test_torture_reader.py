"""The reader on a terminal, killed again and again: what its status line said was done is there afterwards.

Each round also looks whether the next start works, and whether a note that was half typed is offered again.
"""

from __future__ import annotations

import os
import random
import re
import select
import signal
import struct
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from qa_reader.annotation.history import changes
from qa_reader.desk import bookmark
from qa_reader.desk.workspace import Desk

pty = pytest.importorskip("pty", reason="needs a pty")
pyte = pytest.importorskip("pyte")

COLUMNS, ROWS = 110, 30
TRANSCRIPT = "minutes.txt"
PATIENCE = 30.0
"""Seconds after which a screen that does not come is a failure."""
NOTE = re.compile(r"note “(.*)”")
DONE = re.compile(r"✓ question ([0-9]+: .*?)\s*$")
UNKNOWN = re.compile(rb"\x1b\[[?<>=][0-9;]*(\$p|u|m)|\x1b\[[0-9;]*\$[a-z]|\x1bP.*?\x1b\\", re.DOTALL)
"""What pyte would print instead of obeying it."""


class Reader:
    """The reader at work on a pty."""

    def __init__(self, folder: Path) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LINES=str(ROWS), COLUMNS=str(COLUMNS))
            arguments = [str(folder), "--annotator", "ana", "--lang", "en"]
            os.execv(sys.executable, [sys.executable, "-m", "qa_reader", *arguments])
        import fcntl
        import termios

        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def press(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def look(self, seconds: float) -> bool:
        """Take in what is painted within `seconds`; False where that is nothing."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            self._stream.feed(UNKNOWN.sub(b"", os.read(self._fd, 1 << 16)))
        except OSError:
            return False
        return True

    @property
    def text(self) -> str:
        return "\n".join(map(self._row, range(ROWS)))

    @property
    def status(self) -> str:
        return self._row(ROWS - 1)

    def _row(self, number: int) -> str:
        return "".join(self.screen.buffer[number][column].data for column in range(COLUMNS))

    def wait_for(self, pattern: str) -> None:
        """Look until the screen shows `pattern`."""
        until = time.monotonic() + PATIENCE
        while not re.search(pattern, self.text, re.DOTALL):
            assert time.monotonic() < until, f"no {pattern!r} on the screen:\n{self.text}"
            self.look(0.1)

    def open_note(self) -> None:
        """Open the note on the question in focus, once an earlier one is closed."""
        self.wait_for(r"\A(?!.*Ctrl-S)")
        self.press("a")
        self.wait_for("Ctrl-S")

    def told(self, before: str, seconds: float = PATIENCE) -> str | None:
        """Look until the status line says that another change than `before` is done; what it says."""
        until = time.monotonic() + seconds
        while True:
            while self.look(0.03):  # a frame half painted says nothing yet
                pass
            found = DONE.search(self.status)
            if found is not None and found[1] != before:
                return found[1]
            if time.monotonic() > until:
                return None

    def kill(self) -> None:
        """SIGKILL, and the end of it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    parts = (
        f"質問{n}\n\n見本の質問\n\n{n}番目を伺います。\n\n課長の答弁\n\n{n}番目でございます。\n"
        for n in range(1, 9)
    )
    (tmp_path / TRANSCRIPT).write_text("\n".join(parts), encoding="utf-8")
    return tmp_path


Said = Counter[tuple[str, str]]
"""Changes by question and the words of the note, empty where it was another thing."""


def logged(folder: Path) -> Said:
    """Every change that a fresh program finds on disk."""
    kept = Desk.open(folder).store.read(TRANSCRIPT)
    assert [problem.message for problem in kept.problems] == []
    made = (
        [line for line in each.revisions if line.kind == "annotation"] for each in changes(kept.revisions)
    )
    return Counter((lines[0].question.rpartition("#")[2], lines[0].note) for lines in made)


def meant(told: str) -> tuple[str, str]:
    """What the status line said was done."""
    question, _colon, what = told.partition(": ")
    note = NOTE.search(what)
    return f"q{question}", note[1] if note is not None else ""


def drafts(folder: Path) -> dict[str, str]:
    return bookmark.load(folder, TRANSCRIPT).drafts


def a_life(folder: Path, number: int, said: Said) -> None:
    """Open the reader, do this and that, and kill it; `said` gains what its status line said was done."""
    chance = random.Random(number)
    left = drafts(folder)
    reader = Reader(folder)
    try:
        reader.wait_for(r"a half-written note is kept" if left else r"1–6|all keys|go to")
        last = ""
        if left:
            reader.press("a")
            reader.wait_for(re.escape(next(iter(left.values())).strip()))
            reader.press("\x13")
            last = reader.told("") or pytest.fail(f"the draft was not saved:\n{reader.text}")
            said[meant(last)] += 1
        for step in range(chance.randrange(1, 8)):
            reader.press(chance.choice(["", "J", "J", "K"]))
            match chance.choice(["stance", "stance", "note", "flag"]):
                case "stance":
                    reader.press(chance.choice("123456"))
                case "flag":
                    reader.press("x")
                case _:
                    reader.open_note()
                    reader.press(f"note {number}-{step}\x13")
            # Most are waited for; sometimes the next key, or the kill, comes on the heels of this one.
            if chance.random() < 0.8 and (told := reader.told(last)) is not None:
                said[meant(told)] += 1
                last = told
        if chance.random() < 0.5:
            half_typed(reader, folder, f"half {number}")
        else:
            reader.look(chance.uniform(0, 0.02))
    finally:
        reader.kill()


def half_typed(reader: Reader, folder: Path, words: str) -> None:
    """Begin a note and wait until the state folder has some of it."""
    reader.open_note()
    until = time.monotonic() + PATIENCE
    reader.press(words)
    while words not in drafts(folder).values():
        assert time.monotonic() < until, f"no draft was kept:\n{reader.text}"
        reader.look(0.1)


@pytest.mark.parametrize("lives", [5, pytest.param(100, marks=pytest.mark.full)])
def test_what_the_status_line_said_is_there_after_a_kill(folder: Path, lives: int) -> None:
    said: Said = Counter()
    for number in range(lives):
        a_life(folder, number, said)
        missing = said - logged(folder)
        assert not missing, f"life {number}"
    assert said
