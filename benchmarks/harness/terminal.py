"""A terminal program run on a pty, its frames read and timed from the outside.

A thread stamps bytes as they arrive; a pyte screen is fed only once a whole frame is there, so the emulator's
own cost is not in the figures. The terminal says that it has synchronized output (mode 2026), by which a
program marks where a frame ends. Of a program that does not (less, vim), a frame has ended when nothing more
comes for a moment; that moment is not in its time.
"""

from __future__ import annotations

import fcntl
import os
import pty
import queue
import re
import select
import signal
import struct
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyte

FRAME_END = b"\x1b[?2026l"
GAP = 0.004
"""Seconds without a byte that end the frame of a program that marks none."""
QUERY_SYNC = b"\x1b[?2026$p"
NAMES = {"enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "pagedown": "\x1b[6~", "pageup": "\x1b[5~"}
# pyte takes no private-mode report or keyboard-protocol sequence for what it is and would print its rest.
UNKNOWN = re.compile(rb"\x1b\[[?<>=][0-9;]*(\$p|u|m)|\x1b\[[0-9;]*\$[a-z]|\x1bP.*?\x1b\\", re.DOTALL)


class NotShown(Exception):
    """What was waited for did not come on the screen in time."""


class Terminal:
    """A program and its screen; close it, or use it in a `with`."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        size: tuple[int, int] = (120, 40),
        synchronized: bool = True,
    ) -> None:
        """`synchronized`: the program marks where its frames end."""
        sys.setswitchinterval(0.0005)  # the reading thread must not wait for the emulator
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._chunks: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._pending = b""
        self._synchronized = synchronized
        ready, go = os.pipe()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.read(ready, 1)  # the size is set first
            os.execvpe(argv[0], list(argv), {"TERM": "xterm-256color", "COLORTERM": "truecolor", **env})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        threading.Thread(target=self._read, daemon=True).start()
        self.started = time.perf_counter()
        os.write(go, b"g")
        os.close(go)
        os.close(ready)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._fd, 65536)
            except OSError:
                return
            self._chunks.put((time.perf_counter(), data))
            if QUERY_SYNC in data:
                os.write(self._fd, b"\x1b[?2026;2$y")

    def _frame(self, until: float) -> float | None:
        """Take bytes up to a frame's end onto the screen: when its last came, or None at time `until`."""
        last: float | None = None
        while True:
            gap = GAP if last is not None else max(0.0, until - time.perf_counter())
            try:
                stamp, data = self._chunks.get(timeout=gap)
            except queue.Empty:
                if last is not None:
                    self._stream.feed(UNKNOWN.sub(b"", self._pending))
                    self._pending = b""
                return last
            self._pending += data
            if not self._synchronized:
                last = stamp
                continue
            if FRAME_END in self._pending:
                whole, end, self._pending = self._pending.rpartition(FRAME_END)
                self._stream.feed(UNKNOWN.sub(b"", whole + end))
                return stamp

    def text(self) -> str:
        """What the screen shows, a line each, the second cells of wide characters left out."""
        return "\n".join(self.screen.display)

    def cells(self) -> list[list[pyte.screens.Char]]:
        """All that the screen shows, colours included."""
        return [
            [self.screen.buffer[y][x] for x in range(self.screen.columns)] for y in range(self.screen.lines)
        ]

    def wait_for(self, marker: str, seconds: float = 30) -> float:
        """Milliseconds from the start until a frame shows `marker`. Raises NotShown."""
        until = time.perf_counter() + seconds
        while (stamp := self._frame(until)) is not None:
            if marker in self.text():
                return (stamp - self.started) * 1000
        raise NotShown(f"no {marker!r} in {seconds} s; the screen shows:\n{self.text()}")

    def settle(self, quiet: float = 0.06) -> int:
        """Wait until nothing is painted for `quiet` seconds: how many frames came before that."""
        frames = 0
        while self._frame(time.perf_counter() + quiet) is not None:
            frames += 1
        return frames

    def press(self, key: str, seconds: float = 3) -> tuple[float, int]:
        """Send `key` to a quiet program: milliseconds to the first frame that differs, and frames in all."""
        before = self.cells()
        sent = time.perf_counter()
        os.write(self._fd, NAMES.get(key, key).encode())
        while (stamp := self._frame(sent + seconds)) is not None:
            if self.cells() != before:
                return (stamp - sent) * 1000, 1 + self.settle()
        raise NotShown(f"nothing changed in {seconds} s after {key!r}; the screen shows:\n{self.text()}")

    def memory(self) -> float:
        """The most memory the program has held so far, in megabytes (Linux; 0 elsewhere)."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return 0.0
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        return int(found[1]) / 1024 if found else 0.0

    def close(self) -> None:
        """End the program."""
        try:
            os.kill(self.pid, signal.SIGTERM)
            for _ in range(40):
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    break
                select.select([], [], [], 0.05)
            else:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        finally:
            os.close(self._fd)
