"""Pages that a scraper saved as Python prints bytes: `b'<p>It\\xe2\\x80\\x99s …'` instead of the page."""

from __future__ import annotations

import ast
import re
import warnings
from typing import Final

_OPENS: Final = re.compile(r"(?:^|(?<=[>\n]))\s{0,8}b(?P<quote>['\"])(?=\s{0,8}(?:\\[nrt]|\s){0,40}<)")
_ESCAPED: Final = re.compile(r"\\(?:x[0-9a-f]{2}|[nrt'\"\\])")
_LEAST: Final = 2


def unescaped(text: str) -> str | None:
    """The page that `text` holds as a Python literal, with what stands before and behind it; else None."""
    found = _OPENS.search(text[:4096])
    if found is None:
        return None
    start = found.start() + found.group().index("b")
    end = text.rstrip().rfind(found["quote"]) + 1
    literal = text[start:end]
    if end <= start + 2 or len(_ESCAPED.findall(literal[:20_000])) < _LEAST or not literal.isascii():
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an escape that Python does not know is no bytes of its own
            value = ast.literal_eval(literal)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if not isinstance(value, bytes):
        return None
    return text[:start] + value.decode("utf-8", "replace") + text[end:]
