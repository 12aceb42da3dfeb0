"""What may reach a terminal: the one function between text of others and any screen, title or stderr.

Textual passes escape sequences through in every widget (`markup=False` is no protection), so a line of a
transcript could write the clipboard or turn the text around. `visible` shows such code points instead of
sending them, one for one, so that offsets into the text stay offsets into what is drawn.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Any, Final

MAX_MARKS: Final = 8
"""Code points without a width that may follow one another; scripts stack fewer, "zalgo" stacks more."""

REPLACEMENT: Final = "\ufffd"
LINE_MARK: Final = "↵"
TURN_MARK: Final = "⇄"
HIDDEN_MARK: Final = "·"

_BIDI: Final = frozenset([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_HIDDEN: Final = frozenset(
    [
        *(0x00AD, 0x180E, 0x200B, 0xFEFF),
        *range(0x2060, 0x2066),
        *range(0x206A, 0x2070),
        *range(0xFFF9, 0xFFFC),
        *range(0x1D173, 0x1D17B),
        *range(0xE0000, 0xE0080),
    ]
)

_SUSPECT: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u074a\u07a6-\u1fff"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f"
    "\u3099\u309a\u3164\ua66f-\uabff\ud7b0-\udfff\ufb1e\ufdd0-\ufdef\ufe00-\ufe2f\ufeff\uffa0\ufff0-\uffff"
    "\U000101fd-\U0001efff\U0001f3fb-\U0001f3ff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff]"
)
"""Wider than what is replaced, but one class: text that it does not match is clean, at 200 MB a second.

It holds every code point that is replaced and every one without a width (a test compares).
"""


class _Table(dict[int, int | str]):
    """Code points as they are shown; filled as they are met."""

    def __missing__(self, code: int) -> int | str:
        shown = self[code] = _shown(code)
        return shown


def _shown(code: int) -> int | str:  # noqa: PLR0911  (a table, read from the top)
    if code in (0x0A, 0x20):
        return code
    if code == 0x09:
        return " "
    if code < 0x20:
        return 0x2400 + code
    if code == 0x7F:
        return "␡"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000:
        return REPLACEMENT
    if code in (0x2028, 0x2029):
        return LINE_MARK
    if code in _BIDI:
        return TURN_MARK
    if code in _HIDDEN:
        return HIDDEN_MARK
    if 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE:  # noncharacters
        return REPLACEMENT
    return code


_TABLE: Final = _Table()


def visible(text: str) -> str:
    """`text` as it may be drawn: the same number of code points, no control among them but LF.

    C0 controls and DEL become their pictures (␛ ␡), a tab a blank, C1, surrogates and noncharacters U+FFFD,
    line and paragraph separators ↵, bidirectional controls ⇄, what takes no room and says nothing (ZWSP, BOM,
    soft hyphen, tags …) a middle dot. Joiners and variation selectors stay; in a run of more than MAX_MARKS
    code points without a width the surplus becomes middle dots.
    """
    if text.isascii() and text.isprintable():
        return text
    if _SUSPECT.search(text) is None:
        return text
    return _marks().sub(_capped, text.translate(_TABLE))


def one_line(text: str) -> str:
    """`visible(text)` for a place that has one line: LF becomes ↵ too."""
    return visible(text).replace("\n", LINE_MARK)


def _capped(run: re.Match[str]) -> str:
    marks = run.group()
    return marks[:MAX_MARKS] + HIDDEN_MARK * (len(marks) - MAX_MARKS)


@cache
def _marks() -> re.Pattern[str]:
    """Runs of too many code points without a width, by the table that the screen is measured with."""
    from rich._unicode_data import load

    widthless = [(start, end) for start, end, width in load("auto").widths if width <= 0 and end >= 0x300]
    joiners = [(code, code) for code in (0x200C, 0x200D)]
    ranges = "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in [*widthless, *joiners])
    return re.compile(f"[{ranges}]{{{MAX_MARKS + 1},}}")


def tolerant_input(driver: type) -> None:
    """Make Textual's `driver` read a byte that is no UTF-8 as U+FFFD instead of dying of it.

    To be called before the app runs (Textual #6456: one bad byte in a paste ends the program).
    """
    import codecs
    from functools import partial

    def tolerant(encoding: str) -> partial[codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), errors="replace")

    module: Any = sys.modules[driver.__module__]
    if hasattr(module, "getincrementaldecoder"):  # Windows gives characters
        module.getincrementaldecoder = tolerant
