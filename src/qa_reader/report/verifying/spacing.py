"""White space that says nothing: a quote may be broken into lines otherwise than its source.

Between words of alphabets there must be some, how much and of which kind is one; beside Japanese and Chinese
characters there may be some or none.
"""

from __future__ import annotations

import re
from typing import Final

_WIDE: Final = (
    "\u1100-\u115f\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60"
    "\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
_BESIDE_WIDE: Final = re.compile(f"(?<=[{_WIDE}]) | (?=[{_WIDE}])")
_IS_WIDE: Final = re.compile(f"[{_WIDE}]")
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")


def is_wide(character: str) -> bool:
    """Whether it is of a script that needs no white space."""
    return _IS_WIDE.match(character) is not None


def squeezed(text: str) -> str:
    """`text` with one blank for white space that parts words, and none elsewhere."""
    text = " ".join(_UNSEEN.sub("", text).split())
    return text if text.isascii() else _BESIDE_WIDE.sub("", text)


def origins(text: str) -> list[int]:
    """For each character of squeezed(text), the offset in `text` that it is from."""
    found: list[int] = []
    blank: int | None = None
    for at, character in enumerate(text):
        if _UNSEEN.match(character):
            continue
        if character.isspace():
            blank = at if blank is None and found else blank
            continue
        if blank is not None and not is_wide(text[found[-1]]) and not is_wide(character):
            found.append(blank)
        blank = None
        found.append(at)
    return found
