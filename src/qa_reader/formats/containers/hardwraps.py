"""Lines broken at a page's right margin, put together to paragraphs again (formats.md §6).

A line goes on in the next where it is full, unless the next opens something of its own: a speech, an item
of a list, a paragraph with its indent. Japanese characters are joined without a blank, Latin words with one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qa_reader.formats.containers.runningheads import Page
from qa_reader.formats.turns.turnlines import Line

_OPENS: Final = re.compile(
    r"[\u3000\t]|  |[-*•‐] |[◯◎◆●■△□◇▲▼▽※＊☆★・](?![◯◎◆●■△□◇▲▼▽])"
    r"|○(?!○)|〇(?![〇零一二三四五六七八九十百千年月日])"
    r"|[0-9０-９]{1,3}(?:[.．)）](?![0-9０-９])|、(?=[^0-9０-９]))|[（(][0-9０-９一二三四五六七八九十ア-ンa-z]{1,3}[)）]"
    r"|[①-⑳㉑-㊿⑴-⒇Ⅰ-Ⅻ〔［【]"
)
"""What no line inside a paragraph begins with. ○○ stands for a name, 〇 before a numeral for zero."""
_LABEL: Final = re.compile(r"[^。、]{1,30}[｜：]|[^。、（(]{1,20}[（(][^。、（）()]{2,16}[)）](?=[ \u3000])")
_ALONE: Final = re.compile(r"[^。、]{1,30}｜[^。]{0,60}$|[○◯〇◎◆].{0,40}[)）] ?(?:[〔［][^〕］]*[〕］])?$")
"""A label with nothing said on its line: 「１０番（山田花子）｜再質問」, 「○市長（山田花子君） ［答弁］」."""
_LATIN_LABEL: Final = re.compile(r"[A-Z][^:.!?]{1,40}:(?= |$)|[QA][.:]? ")
_STOPS: Final = frozenset("。！？!?」』）)】〕］：")
_LEADERS: Final = re.compile(r"\.{5} ?\d[\d, ivxl]{0,40}$")
"""How a line of a table of contents ends: `Minister of Works ......... 272, 273`."""
_LATIN_STOPS: Final = frozenset('.!?:;"”’)')
_WIDE: Final = "\u2e80"
"""From here on characters take two cells, and no blanks between them."""
_FULL: Final = 0.82
"""Share of the width from which a line is full though a sentence goes on in it."""
_BRIM: Final = 3
"""Cells that a line may lack and be full though a sentence ends with it."""
_RAGGED: Final = 0.6
"""As _FULL, for Latin letters, which are seldom justified."""
_SAMPLE: Final = 8
"""Lines a page must have for a width of its own."""
_EVEN: Final = 0.8
"""Share of that width that half of its lines must reach: else they are a list and not broken."""


def joined(pages: Sequence[Page]) -> list[Line]:
    """The paragraphs of `pages`, each with the page it begins on."""
    cells = [list(map(_cells, page.lines)) for page in pages]
    everywhere = _width([each for page in cells for each in page])
    goes_on = _latin_goes_on if _latin(pages) else _goes_on
    paragraphs: list[Line] = []
    parts: list[str] = []
    printed: str | None = None
    before, filled, width = "", 0, everywhere
    for page, lengths in zip(pages, cells, strict=True):
        own = _own_width(lengths) or everywhere
        for line, length in zip(page.lines, lengths, strict=True):
            if before and goes_on(before, line, filled, width):
                parts.append(_gap(before, line) + line)
            else:
                if before:
                    paragraphs.append(Line("".join(parts), None, printed))
                parts, printed = [line], page.number
            before, filled, width = line, length, own
    if before:
        paragraphs.append(Line("".join(parts), None, printed))
    return paragraphs


def stands_alone(line: str, following: str) -> bool:
    """Does `following`, the very next line, open something of its own, or is `line` nothing but a label?"""
    return bool(_OPENS.match(following) or _ALONE.match(line))


def _goes_on(line: str, following: str, cells: int, width: int) -> bool:
    """Does the paragraph of `line`, which fills `cells` of `width`, go on in `following`?"""
    if cells < width * _FULL or _OPENS.match(following) or _ALONE.match(line):
        return False
    return line[-1] not in _STOPS or (cells >= width - _BRIM and not _LABEL.match(following))


def _latin_goes_on(line: str, following: str, cells: int, width: int) -> bool:
    """The same of a text with blanks between its words."""
    if _OPENS.match(following) or _LATIN_LABEL.match(following) or line.isupper() or following.isupper():
        return False
    if _LEADERS.search(line):
        return False
    return following[0].islower() or cells >= width * (_FULL if line[-1] in _LATIN_STOPS else _RAGGED)


def _gap(line: str, following: str) -> str:
    """What stands between the two halves of a broken line."""
    return "" if line[-1] >= _WIDE or following[0] >= _WIDE else " "


def _cells(line: str) -> int:
    """The width of `line`: two cells a Japanese character (three bytes), one a Latin one."""
    return (len(line.encode("utf-8", "replace")) + len(line)) // 2


def _width(lengths: Sequence[int]) -> int:
    """The cells of a full line: what all but the longest twentieth keep within."""
    return sorted(lengths)[len(lengths) * 19 // 20] if lengths else 0


def _own_width(lengths: Sequence[int]) -> int | None:
    """The width that a page's own lines show."""
    if len(lengths) < _SAMPLE:
        return None
    width = _width(lengths)
    return width if sorted(lengths)[len(lengths) // 2] >= width * _EVEN else None


def _latin(pages: Sequence[Page]) -> bool:
    """Is the text written with blanks between words?"""
    sample = "".join(line for page in pages[:20] for line in page.lines)[:20_000]
    return _cells(sample) < len(sample) * 1.5
