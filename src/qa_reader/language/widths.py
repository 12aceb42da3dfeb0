"""How many cells text takes in a terminal, and where its graphemes are.

Widths are those of Rich, which draws the screen: what is measured here is what is shown there. Graphemes
follow UAX #29 as far as a terminal can show them: combining marks, variation selectors, ZWJ sequences, flags,
half-width dakuten, spacing marks and conjuncts of Indic scripts stay together.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final

from rich.cells import cell_len, get_character_cell_size, split_graphemes

ELLIPSIS: Final = "…"

_JOINING: Final = re.compile(
    "[\u0900-\u0dff\u0e33\u0eb3\u0f00-\u109f\u1700-\u1cff\u200d\ua800-\uabff\ufe0f\uff9e\uff9f"
    "\U0001f1e6-\U0001f1ff\U00011000-\U00011fff]"
)
"""Code points that change the width of, or belong to, a neighbour: their text is measured by graphemes."""

_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_LINKERS: Final = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2")
"""Signs that join the consonants on both sides into one conjunct (UAX #29 GB9c, Burmese and Khmer too)."""
_TRAILING: Final = frozenset("\u0e33\u0eb3\uff9e\uff9f")


_SPACING: Final = (
    (0x0903, 0x1CFF),
    (0x302E, 0x302F),
    (0xA823, 0xABFF),
    (0x11000, 0x11FFF),
    (0x16F51, 0x16FF1),
    (0x1D165, 0x1D172),
)
"""Where spacing marks (Mc) are; a test counts them."""


class _Widths(dict[str, int]):
    """Cells of single code points, filled as they are met."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self._ambiguous = ambiguous

    def __missing__(self, character: str) -> int:
        width = get_character_cell_size(character)
        if width == 1 and self._ambiguous == 2 and is_ambiguous(character):
            width = 2
        self[character] = width
        return width


_WIDTHS: Final = {1: _Widths(1), 2: _Widths(2)}


def is_ambiguous(character: str) -> bool:
    """Whether terminals disagree on the width of `character` (UAX #11: A); lines and blocks take 1."""
    return not "\u2500" <= character <= "\u259f" and unicodedata.east_asian_width(character) == "A"


def widen_ambiguous() -> None:
    """Let Rich, Textual and this module count characters of ambiguous width as 2 from now on.

    For terminals that draw them so; to be called before anything is measured. Rich has no setting for it, so
    the table that its functions look widths up in is replaced.
    """
    wide = [
        (code, code, 2)
        for code in (*range(0xA1, 0xFFFE), *range(0x1F100, 0x1F200))
        if is_ambiguous(chr(code)) and get_character_cell_size(chr(code)) == 1
    ]
    _measure_by([*(entry for entry in _table().widths if entry[2] != 1), *wide])


def space_marks() -> None:
    """Let Rich, Textual and this module give a spacing mark (the ा of का) a cell of its own from now on.

    Rich gives it none, as some terminals do; most (xterm, tmux, those on VTE, what asks `wcwidth`) give one.
    To be called before anything is measured.
    """
    widths: list[tuple[int, int, int]] = []
    category = unicodedata.category
    for entry in _table().widths:
        first, last, width = entry
        if (
            width != 0
            or last < _SPACING[0][0]
            or not any(begin <= last and first <= end for begin, end in _SPACING)
        ):
            widths.append(entry)
            continue
        # What no range has is one cell wide.
        begin = first
        for code in range(first, last + 1):
            if category(chr(code)) == "Mc":
                if begin < code:
                    widths.append((begin, code - 1, 0))
                begin = code + 1
        if begin <= last:
            widths.append((begin, last, 0))
    _measure_by(widths)


def _table() -> Any:
    from importlib import import_module

    rich_cells: Any = import_module("rich.cells")
    return rich_cells.load_cell_table("auto")


def _measure_by(widths: Sequence[tuple[int, int, int]]) -> None:
    """Put `widths` (ranges of code points, and their cells) in the place of those that Rich looks up."""
    from importlib import import_module

    rich_cells: Any = import_module("rich.cells")
    table = _table()._replace(widths=sorted(widths))
    rich_cells.load_cell_table = lambda _version="auto": table
    rich_cells._is_single_cell_widths = lambda text: text.isascii() and text.isprintable()
    for cached in (rich_cells.get_character_cell_size, rich_cells.cached_cell_len):
        cached.cache_clear()
    for counted in _WIDTHS.values():
        counted.clear()


def cells(text: str, ambiguous: int = 1) -> int:
    """The cells that `text` takes; characters of ambiguous width count `ambiguous` (1 or 2)."""
    if ambiguous == 1:
        return cell_len(text)
    return prefix(text, ambiguous)[-1]


def prefix(text: str, ambiguous: int = 1) -> Sequence[int]:
    """The cells before each offset of `text` and its end; a grapheme's cells all lie at its first."""
    if text.isascii() and text.isprintable():
        return range(len(text) + 1)
    widths = _WIDTHS[ambiguous]
    if not is_joined(text):
        return array(
            "I", list(accumulate(map(widths.__getitem__, text), initial=0))
        )  # a list first: twice as fast
    each = array("I", bytes(4 * len(text)))
    for start, _end, width in grapheme_spans(text, ambiguous):
        each[start] = width
    return array("I", accumulate(each, initial=0))


def is_joined(text: str) -> bool:
    """Whether `text` may hold graphemes of which more than one code point has cells: flags, ZWJ …"""
    return _JOINING.search(text) is not None


def grapheme_spans(text: str, ambiguous: int = 1) -> list[tuple[int, int, int]]:
    """The graphemes of `text`, in order and without gaps: start, end (exclusive), cells."""
    spans: list[tuple[int, int, int]] = []
    start = 0
    for control in _CONTROLS.finditer(text):
        _add_spans(spans, text, start, control.start(), ambiguous)
        spans.append((control.start(), control.end(), 0))
        start = control.end()
    _add_spans(spans, text, start, len(text), ambiguous)
    return spans


def _add_spans(spans: list[tuple[int, int, int]], text: str, start: int, end: int, ambiguous: int) -> None:
    """Add the graphemes of a stretch of `text` that has no control characters."""
    if start == end:
        return
    first = len(spans)
    widths = _WIDTHS[ambiguous]
    flag_open = False
    for here, stop, measured in split_graphemes(text[start:end])[0]:
        character, width = text[start + here], measured
        if width == 1 and ambiguous == 2:
            width = widths[character]
        flag_letter = ord(character) in _FLAG_LETTERS
        joined = len(spans) > first and (
            (flag_letter and flag_open)
            or character in _TRAILING
            or (text[start + here - 1] in _LINKERS and unicodedata.category(character) == "Lo")
            or (not character.isascii() and unicodedata.category(character) == "Mc")
        )
        flag_open = flag_letter and not flag_open
        if joined:
            before, _, taken = spans[-1]
            spans[-1] = (before, start + stop, taken + width)
        else:
            spans.append((start + here, start + stop, width))


def fit(text: str, width: int, ambiguous: int = 1) -> str:
    """`text` in at most `width` cells, cut between graphemes and ended with … where it is longer."""
    mark = _WIDTHS[ambiguous][ELLIPSIS]
    # A list shows the first words of long texts: their beginning tells that they are cut, and where.
    head = text[: width + 8]
    if width >= mark and len(head) < len(text):
        cut, taken = _cut(head, width - mark, ambiguous)
        if taken > width:
            return text[:cut].rstrip() + ELLIPSIS
    if cells(text, ambiguous) <= width:
        return text
    if width < mark:
        return ""
    cut, _taken = _cut(text, width - mark, ambiguous)
    return text if cut == len(text) else text[:cut].rstrip() + ELLIPSIS


def fit_ends(text: str, width: int, ambiguous: int = 1) -> str:
    """`text` in at most `width` cells, its beginning and its end with … between them where it is longer."""
    mark = _WIDTHS[ambiguous][ELLIPSIS]
    if cells(text, ambiguous) <= width or width <= mark:
        return fit(text, width, ambiguous)
    tail, room = len(text), (width - mark) // 2
    for start, _end, size in reversed(grapheme_spans(text, ambiguous)):
        if size > room:
            break
        tail, room = start, room - size
    return fit(text, width - cells(text[tail:], ambiguous), ambiguous) + text[tail:].lstrip()


def _cut(text: str, room: int, ambiguous: int) -> tuple[int, int]:
    """Where the first grapheme begins that goes beyond `room` cells, and the cells of all but the last."""
    cut, taken, last = len(text), 0, 0
    for start, _end, size in grapheme_spans(text, ambiguous):
        taken += last
        last = size
        if cut == len(text) and taken + size > room:
            cut = start
    return cut, taken


def pad(text: str, width: int, *, right: bool = False, ambiguous: int = 1) -> str:
    """`text` cut or filled with blanks to exactly `width` cells; `right` puts the text at the right end."""
    text = fit(text, width, ambiguous)
    blanks = " " * (width - cells(text, ambiguous))
    return blanks + text if right else text + blanks
