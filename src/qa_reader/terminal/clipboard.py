"""The clipboard, by whichever way is in reach, and a message that says which way it was.

The chain (what each step was seen to do, and the limits, are in the measurements behind DESIGN §6):

0. always a file, so that no copy is ever lost;
1. the desktop's clipboard by its own tool (on Windows and macOS by pyperclip), never over ssh, and believed
   only when reading it back gives the same words: such tools succeed in silence with no display;
2. inside tmux `load-buffer -w`, because tmux drops an application's own OSC 52 unless told otherwise;
3. OSC 52 to the terminal, where a short enough text and a terminal are at hand;
4. else the file alone.

Everything here may block for seconds: call it from a worker thread where a screen must not wait.
"""

from __future__ import annotations

import base64
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time as clock
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple

from qa_reader.locales import _, ngettext

Way = Literal["clipboard", "tmux", "terminal", "file", "nowhere"]

LAST_COPY: Final = "last-copy.txt"
"""Name of the file of step 0; it belongs in the state folder."""

OSC52_LIMIT: Final = 74_994
"""Bytes of text: 99,992 in base64. hterm drops more than 100,000, others allow as much or more."""

_TIMEOUT: Final = 2.0
"""Seconds a tool may take. A dead display answers at once, an unreachable one never."""

_READ_BACK: Final = (0.0, 0.01, 0.03, 0.1)
"""Seconds to wait before each try at reading back what was copied."""

_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TERMINALS_WITHOUT: Final = ("", "dumb", "linux")


class _Tool(NamedTuple):
    """A desktop's clipboard as two commands."""

    condition: str
    """The environment variable without which it cannot work."""
    put: tuple[str, ...]
    get: tuple[str, ...]


_TOOLS: Final = (
    _Tool("WAYLAND_DISPLAY", ("wl-copy", "--type", "text/plain;charset=utf-8"), ("wl-paste", "--no-newline")),
    _Tool("DISPLAY", ("xclip", "-selection", "clipboard"), ("xclip", "-selection", "clipboard", "-o")),
    _Tool("DISPLAY", ("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output")),
)

_TMUX: Final = (
    ("tmux", "load-buffer", "-w", "-"),  # -w, from tmux 3.2: also to the outer terminal where that allows
    ("tmux", "load-buffer", "-"),
)


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a text that was to be copied."""

    way: Way
    confirmed: bool
    """Whether the words are known to have arrived."""
    file: Path | None
    """The file that holds them too; None where it could not be written."""
    characters: int
    """Code points copied."""

    @property
    def message(self) -> str:
        """One line for the reader: what was copied, and by which way."""
        return self.messages[0]

    @property
    def messages(self) -> tuple[str, ...]:
        """The same in fewer and fewer words, for lines that have no room: which way it went is in all."""
        count = ngettext("{n} character", "{n} characters", self.characters).format(n=f"{self.characters:,}")
        if self.way == "nowhere":
            return (_("Not copied: no clipboard in reach, and no file could be written"),)
        if self.way == "file":
            said = _("No clipboard in reach: {count} copied to {file}")
            full = tuple(said.format(count=count, file=file) for file in self._files())
            return (*full, _("{count} in {file}").format(count=count, file=self._files()[-1]))
        if self.way == "clipboard":
            sure, unsure = _("Copied {count}"), _("Handed {count} to the clipboard, not confirmed")
        elif self.way == "tmux":
            sure = unsure = _("Copied {count} to the tmux buffer")
        else:
            sure, unsure = (
                _("Copied {count} through the terminal"),
                _("Sent {count} to the terminal, not confirmed"),
            )
        said = (sure if self.confirmed else unsure).format(count=count)
        if self.file is None or (self.confirmed and self.way in ("clipboard", "terminal")):
            return (said,)
        too = _("{said}, in {file} too")
        short = () if self.confirmed else (_("Sent, not confirmed"),)
        return (*(too.format(said=said, file=file) for file in self._files()), said, *short)

    def _files(self) -> tuple[str, ...]:
        """The file's path, and its end where that is shorter."""
        if self.file is None:
            return ("",)
        return (_home_as_tilde(self.file), str(Path("…", *self.file.parts[-2:])), self.file.name)


def copy(
    text: str,
    keep: Path,
    *,
    write: Callable[[str], object] | None = None,
    announced: bool = False,
) -> Copied:
    """Copy `text` by the first way that works, and always to the file `keep` (replaced whole, mode 0600).

    Args:
        text: What to copy. Control characters other than tab and line feed are left out: pasted into a
            shell they are commands.
        keep: The file of step 0, `state_dir() / LAST_COPY`; its folder is made where it is missing.
        write: Writes text to the terminal, unbuffered, without changing it; None where there is none.
        announced: Whether the terminal lists 52 in its answer to DA1 (`ESC [ c`). That a terminal does not
            list it proves nothing: the sequence is sent all the same, as unconfirmed.
    """
    clean = pasteable(text)
    data = clean.encode("utf-8", errors="replace")
    file = keep if _keep(data, keep) else None

    way: Way = "file" if file else "nowhere"
    confirmed = file is not None
    desktop = None if _remote() else _desktop(clean, data)
    if desktop is not None:
        way, confirmed = "clipboard", desktop
    elif _tmux(data):
        way, confirmed = "tmux", True
    elif write is not None and _osc52(data, write):
        way, confirmed = "terminal", announced
    return Copied(way, confirmed, file, len(clean))


def paste() -> str | None:
    """What the clipboard holds, its line ends LF, or None where none is in reach. Terminals are not asked."""
    if not _remote():
        if sys.platform in ("win32", "darwin"):
            import pyperclip

            with contextlib.suppress(pyperclip.PyperclipException, OSError, ValueError):
                return str(pyperclip.paste()).replace("\r\n", "\n")
        for tool in _TOOLS:
            if os.environ.get(tool.condition):
                held = _run(tool.get, b"")
                if held is not None:
                    return held.decode("utf-8", errors="replace").replace("\r\n", "\n")
    held = _run(("tmux", "show-buffer"), b"") if os.environ.get("TMUX") else None
    return held.decode("utf-8", errors="replace") if held is not None else None


def terminal_writer() -> Callable[[str], object] | None:
    """What writes to the terminal this process was started from, whatever stdout is; None without one."""

    def write(text: str) -> None:
        with open("/dev/tty", "wb", buffering=0) as tty:
            tty.write(text.encode("ascii"))

    try:
        with open("/dev/tty", "wb", buffering=0):
            return write
    except OSError:
        return None


def pasteable(text: str) -> str:
    """`text` without the control characters that a terminal or shell would obey; tab and LF stay."""
    return _CONTROLS.sub("", text)


# --- step 0: the file ------------------------------------------------------------------------------------


def _keep(data: bytes, path: Path) -> bool:
    """Replace the file `path` by `data`, readable by its owner alone. False where that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # 0600 by definition
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError:
        return False
    return True


# --- step 1: the desktop ---------------------------------------------------------------------------------


def _remote() -> bool:
    """Whether this is a shell over ssh: a display there is somebody else's, or none."""
    return any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def _desktop(text: str, data: bytes) -> bool | None:
    """Copy to the desktop's clipboard: whether it is confirmed, or None where no way led there."""
    if sys.platform in ("win32", "darwin"):
        return _by_pyperclip(text)
    for tool in _TOOLS:
        if os.environ.get(tool.condition) and _run(tool.put, data) is not None and _arrived(tool, data):
            return True
    # Windows' clip.exe under WSL takes UTF-16 and has no fellow that reads back in reasonable time.
    if (
        os.environ.get("WSL_DISTRO_NAME")
        and _run(("clip.exe",), text.encode("utf-16-le", "replace")) is not None
    ):
        return False
    return None


def _arrived(tool: _Tool, data: bytes) -> bool:
    """Whether `tool` reads `data` back. xsel returns a moment before it owns the selection: ask again."""
    for pause in _READ_BACK:
        clock.sleep(pause)
        if _run(tool.get, b"") == data:
            return True
    return False


def _by_pyperclip(text: str) -> bool | None:
    import pyperclip

    try:
        pyperclip.copy(text)
        arrived = pyperclip.paste()
    except (pyperclip.PyperclipException, OSError, ValueError):
        return None
    return True if arrived.replace("\r\n", "\n") == text else None


# --- steps 2 and 3: tmux, the terminal -------------------------------------------------------------------


def _tmux(data: bytes) -> bool:
    """Fill tmux's buffer. False outside tmux, or where its server is gone."""
    return bool(os.environ.get("TMUX")) and any(_run(command, data) is not None for command in _TMUX)


def _osc52(data: bytes, write: Callable[[str], object]) -> bool:
    """Send the terminal `data` as its clipboard. False where that cannot be done."""
    if len(data) > OSC52_LIMIT or os.environ.get("TERM", "") in _TERMINALS_WITHOUT:
        return False
    try:
        write(f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07")
    except OSError:
        return False
    return True


def _run(command: Sequence[str], data: bytes) -> bytes | None:
    """What `command` prints when given `data`; None where it is missing, fails, or takes too long.

    A tool that serves the selection lives on after it returns. It gets no pipe of ours to hold open (its
    output goes to a file), no terminal to write errors over the screen, and a session of its own.
    """
    program = shutil.which(command[0])
    if program is None:
        return None
    with contextlib.suppress(OSError), tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [program, *command[1:]],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.communicate(data, timeout=_TIMEOUT)
        except subprocess.TimeoutExpired:
            _end(process)
            return None
        if process.returncode == 0:
            output.seek(0)
            return output.read()
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill `process` and what it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _home_as_tilde(path: Path) -> str:
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
