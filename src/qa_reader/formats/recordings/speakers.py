"""Who speaks in captions: `>>`, dashes of a dialogue, labels before the words (`NAME:`, `[Name]`, （名）).

No list can hold names, so a label is believed when the file uses it like one: again and again, or behind a
mark that says that another begins to speak.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from qa_reader.formats.recordings.piece import Piece, glued, is_sound

_MARKED: Final = re.compile(r">>|≫|＞＞|^[-–—‐]|\n[A-Z][A-Z .'’\-]{1,30}:", re.MULTILINE)
_CHANGE: Final = re.compile(
    r"(?:(?:^|(?<=\s))(?P<chevron>>>>?)|(?P<wide>≫|＞＞))\s{0,9}|"
    r"^(?P<dash>[-–—‐])[ \t]{0,9}(?=[^\W\d_]|[\"“‘'(\[「『])|"
    r"(?<=\n)(?=[A-Z][A-Z .'’\-]{1,30}:)",
    re.MULTILINE,
)
_COLON: Final = re.compile(
    r"(?P<label>[^\W_][^:：\[\]!?！？。、;<>\n]{0,39}?)\s{0,3}[:：](?![/／0-9０-９])\s{0,9}"
)
_BRACKET: Final = re.compile(
    r"(?:\[(?P<square>[^\[\]:：\n]{1,40})\]|【(?P<lens>[^【】\n]{1,24})】|（(?P<round>[^（）\n]{1,16})）|"
    r"\((?P<small>[A-Z][^()\n]{0,30})\)|＜(?P<angle>[^＜＞\n]{1,24})＞)\s{0,3}[:：]?\s{0,9}(?=[^\s\[(（♪])"
)
_OPENING: Final = frozenset("[【（(＜")
_NAME: Final = re.compile(
    r"(?:(?:[A-Z0-9_.'’\-]+|i?[A-ZÀ-Þ][\w.'’\-]*|of|de|van|von|the),?(?:\s+|$)){1,5}(?:\([^)]*\))?"
)
_CAPITALS: Final = re.compile(r"[A-Z0-9][A-Z0-9 _.,'’\-]{1,39}")
_NO_NAME: Final = re.compile(
    r"(?:note|source|remember|question|answer|example|first|second|third|one|two|so|and|but|time|date|item|"
    r"motion|warning|translation|subtitles?.*|captions?.*|https?|注|例|訳|字幕.*|第.{1,4}[回号条項])",
    re.IGNORECASE,
)
_REPEATS: Final = 2
_RULE: Final = 0.8
"""Share of the pieces with a label from which labels are the rule, as meetings on line export them."""


class Part(NamedTuple):
    """Words of a cue that one voice says."""

    mark: str | None
    text: str


def marks(text: str) -> bool:
    """Does anything in `text` look like a mark of another voice?"""
    return _MARKED.search(text) is not None


def parted(text: str) -> list[Part]:
    """`text` where another begins to speak in the middle of a cue, with the marks that say so."""
    parts: list[Part] = []
    mark: str | None = None
    at = 0
    for match in _CHANGE.finditer(text):
        if text[at : match.start()].strip() or mark:
            parts.append(Part(mark, text[at : match.start()].strip()))
        mark, at = match[0].strip() or None, match.end()
    if text[at:].strip() or mark:
        parts.append(Part(mark, text[at:].strip()))
    return parts


def heard(
    text: str,
    start: int | None,
    end: int | None,
    line: int | None = None,
    speaker: str | None = None,
    *,
    sure: bool = True,
) -> Iterator[Piece]:
    """The words of a cue or segment as pieces, parted where a mark says that another begins."""
    if not marks(text):
        if running := glued(text):
            yield Piece(running, start, end, line, speaker, None, sure)
        return
    for mark, part in parted(text):
        yield Piece(glued(part), start, end, line, speaker, mark, sure)


def labelled(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with what labels say: each taken from its words, and who speaks carried on to the next label
    or mark. The pieces are changed in place."""
    labels = {
        at: found
        for at, piece in enumerate(pieces)
        if piece.speaker is None and (found := _label(piece.text)) and _may_name(found[0])
    }
    believed = _believed(
        [label for label, _end in labels.values()],
        always=len(labels) > _REPEATS and len(labels) >= len(pieces) * _RULE,
        shouted=not any(character.islower() for piece in pieces[:200] for character in piece.text),
    )
    if not believed and not any(pieces[at].mark for at in labels):
        return pieces
    current: str | None = None
    for at, piece in enumerate(pieces):
        if piece.mark or piece.speaker is not None:
            current = None
        found = labels.get(at)
        if found and (found[0] in believed or piece.mark):
            current = found[0]
            piece.text = piece.text[found[1] :]
        if current is not None:
            piece.speaker = current
    return pieces


def _believed(labels: list[str], *, always: bool, shouted: bool) -> set[str]:
    """Those of the labels that open pieces which are names.

    Args:
        labels: as found, in order.
        always: does nearly every piece have one?
        shouted: are all words written in capitals?
    """
    counts = Counter(labels)
    repeated = {label for label, count in counts.items() if count >= _REPEATS}
    if always and repeated:
        return set(counts)
    capitals = all(_CAPITALS.fullmatch(label) for label in repeated)
    often = len(repeated) > 1 or max(counts.values(), default=0) > _REPEATS
    if not repeated or not (often or (capitals and not shouted)):
        return set()
    return repeated | {label for label in counts if capitals and _CAPITALS.fullmatch(label)}


def _label(text: str) -> tuple[str, int] | None:
    """The label that `text` begins with, as far as it looks like one, and where the words begin."""
    if text[:1] in _OPENING:
        match = _BRACKET.match(text)
        label = next((each for each in match.groups() if each), "").strip() if match else ""
        return (label, match.end()) if match and label and not is_sound(label) else None
    if ":" not in text[:44] and "：" not in text[:44]:
        return None
    match = _COLON.match(text)
    return (match["label"].strip(), match.end()) if match else None


@lru_cache(maxsize=4096)
def _may_name(label: str) -> bool:
    """Could this be a name, or a part like `Host`, 司会?"""
    if _NO_NAME.fullmatch(label) or not any(map(str.isalpha, label)):
        return False
    return _NAME.fullmatch(label) is not None if label.isascii() else len(label) <= 24
