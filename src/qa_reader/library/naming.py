"""The order in which people expect file names: numbers by their value, in whatever digits they are."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from qa_reader.language.numerals import number

_NUMBER: Final = re.compile(r"(?<=第)[一二三四五六七八九十百千〇]{1,9}|[0-9]{1,40}")

Key = tuple[tuple[int, int, str], ...]


def natural(name: str) -> Key:
    """A sort key: `第２回` before `第10回`, ② before ⑩, 第二 before 第十; letters without regard to case."""
    text = unicodedata.normalize("NFKC", name).casefold()
    parts: list[tuple[int, int, str]] = []
    at = 0
    for found in _NUMBER.finditer(text):
        value = int(found[0]) if found[0].isascii() else number(found[0])
        if value is None:
            continue
        parts += [(1, 0, text[at : found.start()]), (0, value, "")]
        at = found.end()
    # The name itself decides between names that differ in form alone, so that the order is always the same.
    return (*parts, (1, 0, text[at:]), (2, 0, name))
