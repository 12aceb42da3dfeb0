"""What a command prints: text for people made safe for a terminal, JSON exact, errors in one line."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import Any, Final, TextIO

from qa_reader.locales import _
from qa_reader.terminal.safety import one_line, visible

Line = tuple[tuple[str, str], ...]
"""A line for people: runs of text and their style (`bold`, `dim`, `underline`, or empty)."""

_SGR: Final = {"bold": "1", "dim": "2", "underline": "4"}


class Failure(Exception):
    """What ends a command: a line for the reader (what: where: what to do) and the exit status."""

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


class Output:
    """Standard output and standard error of one command."""

    def __init__(self) -> None:
        self._out: TextIO | None = sys.stdout
        self.guessed: str | None = None
        """The name that signs what is said, where nobody gave one."""
        self.terminal = _is_terminal(sys.stdout)
        """Whether a person reads along: then control characters of others are shown, not sent."""
        self.colours = self.terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        """Whether bold, dim and underlined may be used."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")

    def text(self, text: str, end: str = "\n") -> None:
        """Print `text` for people. Raises Failure where nothing can be written."""
        self._write((visible(text) if self.terminal else text) + end)

    def styled(self, line: Line) -> None:
        """Print a line for people, in its styles where the terminal shows any. Raises as `text`."""
        if not self.colours:
            self.text("".join(text for text, _style in line).rstrip())
            return
        runs = (
            f"\x1b[{_SGR[style]}m{visible(text)}\x1b[0m" if style and text else visible(text)
            for text, style in line
        )
        self._write("".join(runs) + "\n")

    def json(self, value: Any, *, indent: int | None = None) -> None:
        """Print `value` as JSON in UTF-8, on one line unless `indent` is given.

        What a terminal could obey or hide is written as an escape, which is the same JSON.
        """
        self._write_bytes((encoded(value, indent) + "\n").encode("utf-8"))

    def data(self, data: bytes) -> None:
        """Write a file's bytes as they are. Raises Failure where a terminal would get them, or nobody can."""
        if self.terminal:
            raise Failure(_("this is no text for a terminal; give -o FILE, or send it on with | or >"))
        self._write_bytes(data)

    def done(self, text: str) -> None:
        """Say what was done, where somebody listens: a change stands, whoever reads the message."""
        if self._out is not None:
            self.text(text)

    def warn(self, message: str) -> None:
        """Say on standard error what the reader should know, in one line."""
        _to_stderr(message)

    def fail(self, failure: Failure) -> int:
        """Say why the command ends; the exit status."""
        with contextlib.suppress(OSError):
            self.flush()
        if str(failure):
            _to_stderr(str(failure))
        return failure.status

    def flush(self) -> None:
        """Write out all that was printed. Raises Failure where it cannot be written."""
        try:
            if self._out is not None:
                self._out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            self.abandon()
            raise _cannot_write(error) from error

    def abandon(self) -> None:
        """Forget what is not written yet, so that Python does not fail over it on its way out."""
        if self._out is None:
            return
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._out.fileno())
            os.close(nowhere)
        with contextlib.suppress(OSError, ValueError):
            self._out.flush()

    def _write(self, text: str) -> None:
        if self._out is None:
            raise Failure(_("standard output is closed"))
        try:
            self._out.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.abandon()
            raise _cannot_write(error) from error

    def _write_bytes(self, data: bytes) -> None:
        raw = getattr(self._out, "buffer", None)
        if raw is None:
            self._write(data.decode("utf-8"))
            return
        self.flush()
        rest = memoryview(data)
        try:
            while rest:  # unbuffered (PYTHONUNBUFFERED), a pipe takes a part at a time
                rest = rest[raw.write(rest) or 0 :]
        except BrokenPipeError:
            raise
        except OSError as error:
            self.abandon()
            raise _cannot_write(error) from error


def encoded(value: Any, indent: int | None = None) -> str:
    """`value` as JSON in which every code point that a terminal must not get is an escape."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    shown = visible(text)
    if shown == text:
        return text
    return "".join(
        one if one == other else json.dumps(one)[1:-1] for one, other in zip(text, shown, strict=True)
    )


def _cannot_write(error: OSError) -> Failure:
    return Failure(_("cannot write the output: {why}").format(why=error.strerror or error))


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _to_stderr(message: str) -> None:
    """One line on standard error, if there is one; never with what a terminal could obey."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"qa-reader: {one_line(message)}\n")
        sys.stderr.flush()
