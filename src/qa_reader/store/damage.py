"""What is wrong with the bytes of a damaged annotation file, and where, in a few words for people."""

from __future__ import annotations

import json
import re
from typing import Final

from qa_reader.locales import _

_CONFLICT: Final = re.compile(rb"^(?:<{7} |={7}\r?$|>{7} )", re.MULTILINE)


def what(data: bytes) -> str:
    """The first thing that is wrong: git's marks, bytes of another encoding, where the JSON breaks off."""
    if not data:
        return _("it is empty")
    conflict = _CONFLICT.search(data)
    if conflict is not None:
        return _("git's conflict marks stand in it, from line {line}").format(
            line=_line(data, conflict.start())
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _("it is UTF-16, not UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        return _("a byte order mark stands before it, as some editors write one")
    if b"\0" in data:
        return _("it holds NUL bytes, as after a power cut, from byte {byte}").format(byte=data.index(b"\0"))
    return _unread(data)


def _unread(data: bytes) -> str:
    """Why nobody reads this as JSON of ours."""
    try:
        json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        return _("it is not UTF-8 in line {line} (byte {byte})").format(line=line, byte=error.start)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            return _("more stands behind its end, from line {line}").format(line=error.lineno)
        return _("its JSON breaks off in line {line}").format(line=error.lineno)
    except (ValueError, RecursionError):
        pass
    return _("it is JSON, but not in the form of annotations")


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
