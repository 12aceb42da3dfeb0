"""Writing in the reader's own editor: `$VISUAL` or `$EDITOR`, on a file only they can read."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from qa_reader.locales import _


class EditorFailed(Exception):
    """The editor gave nothing back; the message says why, in one line."""


def edited(text: str) -> str:
    """`text` as it is after being edited, without the line end that editors add. Raises EditorFailed.

    Note:
        The editor takes the terminal: the app must be suspended.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(command)
    except ValueError:
        raise EditorFailed(_("$EDITOR is not a command: {command}").format(command=command)) from None
    with TemporaryDirectory(prefix="qa-reader-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(f"{text}\n" if text and not text.endswith("\n") else text, encoding="utf-8")
        try:
            code = subprocess.run([*words, str(file)], check=False).returncode
            written = file.read_bytes()
        except OSError as error:
            raise EditorFailed(f"{words[0]}: {error.strerror}") from None
    if code:
        message = _("{editor} ended with an error; the text is as it was.")
        raise EditorFailed(message.format(editor=words[0]))
    return written.decode("utf-8", "replace").replace("\r\n", "\n").removesuffix("\n")
