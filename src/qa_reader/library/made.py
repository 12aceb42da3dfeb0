"""Files that this program itself wrote out: reports, pages and tables, which lie in the workspace's folder.

They hold questions and answers and would be read as transcripts of their own. What a report can carry is a
mark that stays when it is edited (`MARK`); tables are told by their columns, plain text by what citations
look like under a title ruled off.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import Final

MARK: Final = "qa-reader report"
"""In a Markdown or LaTeX report a comment, in Word the file's category."""
GENERATOR: Final = "qa-reader"
"""What HTML pages name as their generator."""

_HEAD: Final = 1 << 16
_MOST: Final = 1 << 16
_PROPERTIES: Final = "docProps/core.xml"
_PAGE: Final = f'<meta name="generator" content="{GENERATOR}">'.encode()
_COMMENTS: Final = (f"<!-- {MARK} -->".encode(), f"% {MARK}\n".encode())
_CATEGORY: Final = f"<cp:category>{MARK}<".encode()
_TABLES: Final = (b"id,question,author,part,", b"question,transcript,sha256,")
_ROW: Final = re.compile(rb'\{"(?:id|question)":"[^\n]*,"sha256":[^\n]*,"stances":\{')
_TITLED: Final = re.compile(rb"[^\r\n]+\r?\n={2,}\r?\n")
_CITED: Final = re.compile(
    r"\.\w{1,8}#[qs]\d\w{0,8}(?: \d+行| line \d+|）)|, [^,()\n]{1,200}\.\w{1,8}#[qs]\d\w{0,8}\)".encode()
)
"""A question ID as it ends a citation (`report.manner`), not in a link."""


def made_here(data: bytes) -> bool:
    """Did this program write the file with these bytes, by all that it shows?"""
    if data.startswith(b"PK\x03\x04"):
        return _word(data)
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _PAGE in head or head.startswith(_TABLES) or _ROW.match(head):
        return True
    if any(mark in part for mark in _COMMENTS for part in (head, data[-_HEAD:])):
        return True
    return _TITLED.match(head) is not None and _CITED.search(data) is not None


def _word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package, package.open(_PROPERTIES) as part:
            return _CATEGORY in part.read(_MOST)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, OSError, EOFError):
        return False
