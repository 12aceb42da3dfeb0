"""Kanji that a PDF gives as radicals (⾧ for 長, ⺠ for 民): read as what they look like, kept as they are.

Browsers and macOS write the first code point a font has for a glyph, and in 「委員⾧」 that is the radical of
U+2FA7. Rules must find 委員長 there, while quotes must match the source; so the engines read a copy in which
each radical is its kanji, one code point for one, and the transcript gets the printed text back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from qa_reader.formats.turns.turnlines import Line
from qa_reader.transcript.model import Block, Transcript

_RADICAL: Final = re.compile("[\u2e80-\u2fdf]")
_SUPPLEMENT: Final = "⺒巳⺝月⺟母⺠民⺩王⺬示⻁虎⻄西⻆角⻑長⻘青⻝食⻟食⻣骨⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀"
"""Radicals that Unicode's normalisation leaves, each before its kanji."""
_ABOVE: Final = 3
"""Lines above a turn's first one among which its label stands."""


@cache
def _table() -> dict[int, str]:
    pairs = dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
    return pairs | {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


def has_radicals(text: str) -> bool:
    """Does `text` hold any? In most PDFs none does."""
    return _RADICAL.search(text) is not None


def unified(text: str) -> str:
    """`text` with kanji for radicals, as many code points long."""
    return text.translate(_table())


def printed(transcript: Transcript, lines: Sequence[Line]) -> Transcript:
    """`transcript`, read from unified `lines`, with their own text back in blocks, labels and headings.

    `Block.line` is the place in `lines`, from 1. Speakers' names keep the kanji: whoever is printed now with
    a radical and now without is one person.
    """
    blocks = tuple(_block(block, lines) for block in transcript.blocks)
    turns = tuple(
        turn._replace(label=_label(turn.label, transcript.blocks[turn.start].line, lines))
        for turn in transcript.turns
    )
    sections = tuple(
        section._replace(heading=_part(section.heading, _line(transcript.blocks, section.start, lines)))
        for section in transcript.sections
    )
    return transcript._replace(blocks=blocks, turns=turns, sections=sections)


def _block(block: Block, lines: Sequence[Line]) -> Block:
    text = _part(block.text, lines[block.line - 1].text if block.line else "")
    return block if text == block.text else block._replace(text=text)


def _line(blocks: Sequence[Block], at: int, lines: Sequence[Line]) -> str:
    number = blocks[at].line if at < len(blocks) else None
    return lines[number - 1].text if number else ""


def _label(label: str | None, first: int | None, lines: Sequence[Line]) -> str | None:
    """The label as printed on the turn's first line or one of those just above it."""
    if not label or not first:
        return label
    for number in range(first, max(0, first - _ABOVE), -1):
        source = lines[number - 1].text
        if label in unified(source):
            return _part(label, source)
    return label


def _part(text: str, source: str) -> str:
    """The characters of `source` that `text`, a part of it unified, stands for."""
    if not source or not has_radicals(source):
        return text
    at = unified(source).rfind(text)
    return source[at : at + len(text)] if at >= 0 else text
