"""Anchors: how a highlight remembers its words, and finds them again in a text that has changed.

An anchor is a JSON object kept in an annotation:

    {"start": [block, offset], "end": [block, offset],   code points, end exclusive, at the time of making
     "exact": "…", "before": "…", "after": "…",          the words, and up to 32 characters either side
     "first": BLOCK, "last": BLOCK,                      the blocks they are in (of one block, `last` has
                                                         only `at`)
     "once": true}                                       the words stood once in these blocks then

    BLOCK = {"hash": …, "nth": …, "of": …, "loose": …, "at": …, "prior": …, "next": …}

`hash` is of the block's text, `nth` which it was of `of` equal ones (from 0); `loose` is a hash that ignores
white space and Unicode form, `at` the offset counted in that squeezed text; `prior` and `next` hash the
neighbours, empty at an end of the text.

Words are placed by themselves only where nothing can be mistaken (DESIGN §4): same block text; the same but
for white space and Unicode form; or the exact words, once, in the block that stands between the
neighbours the old one had. All else is for the reader to decide.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from qa_reader.transcript.model import Position, Span, Transcript

CONTEXT = 32
AGREEING = 8
"""Characters of context that must agree on one side before words that had doubles are moved."""

How = Literal["same", "respaced", "moved"]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an anchor's words stand now, and by what right."""

    span: Span
    how: How


def anchor_for(transcript: Transcript, span: Span) -> dict[str, Any]:
    """The anchor of `span` (not empty, within the transcript's blocks)."""
    start, end = span
    texts = [block.text for block in transcript.blocks]
    exact = transcript.words(span)
    around = "\n".join(texts[start.block : end.block + 1])
    head = ("\n".join(texts[max(0, start.block - 2) : start.block]) + "\n") if start.block else ""
    tail = "\n" + "\n".join(texts[end.block + 1 : end.block + 3])
    return {
        "start": list(start),
        "end": list(end),
        "exact": exact,
        "before": (head + texts[start.block][: start.offset])[-CONTEXT:],
        "after": (texts[end.block][end.offset :] + tail)[:CONTEXT].rstrip("\n"),
        "first": _block(texts, start),
        "last": _block(texts, end) if end.block != start.block else {"at": _squeezed(texts, end)},
        "once": _count(around, exact) == 1,
    }


def place(anchor: Mapping[str, Any], transcript: Transcript) -> Placed | None:
    """Where the anchor's words stand in `transcript`, or None where that is not certain.

    Also None for an anchor that is not of the shape above.
    """
    try:
        return _place(anchor, transcript)
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def _place(anchor: Mapping[str, Any], transcript: Transcript) -> Placed | None:
    exact, first = anchor["exact"], anchor["first"]
    last = anchor["last"] if "hash" in anchor["last"] else {**first, **anchor["last"]}
    start, end = Position(*anchor["start"]), Position(*anchor["end"])
    if first["of"] == 1 and last["of"] == 1 and _unchanged(anchor, transcript, Span(start, end)):
        return Placed(Span(start, end), "same")
    index = _Index.of(transcript)
    one, two = index.same(first), index.same(last)
    if one is not None and two is not None:
        span = Span(Position(one, start.offset), Position(two, end.offset))
        if _holds(transcript, span, exact):
            return Placed(span, "same")
    one, two = index.respaced(first), index.respaced(last)
    if one is not None and two is not None:
        span = Span(
            Position(one, _unsqueeze(index.texts[one], first["at"], opening=True)),
            Position(two, _unsqueeze(index.texts[two], last["at"], opening=False)),
        )
        if span.start < span.end and squeeze(transcript.words(span)) == squeeze(exact):
            return Placed(span, "respaced")
    return _moved(anchor, transcript, index)


def _unchanged(anchor: Mapping[str, Any], transcript: Transcript, span: Span) -> bool:
    """The common case, told without hashing the whole transcript: the blocks are what and where they were."""
    return _holds(transcript, span, anchor["exact"]) and all(
        block_hash(transcript.blocks[at.block].text) == anchor[which].get("hash", anchor["first"]["hash"])
        for which, at in (("first", span.start), ("last", span.end))
    )


def _moved(anchor: Mapping[str, Any], transcript: Transcript, index: _Index) -> Placed | None:
    """The exact words within the one block that stands where the old block stood."""
    if anchor["start"][0] != anchor["end"][0]:
        return None
    block = index.aligned(anchor["first"])
    if block is None:
        return None
    text, exact = transcript.blocks[block].text, anchor["exact"]
    if not exact or _count(text, exact) != 1:
        return None
    at = text.index(exact)
    before, after = text[:at], text[at + len(exact) :]
    agrees = (len(anchor["before"]) >= AGREEING and before.endswith(anchor["before"][-AGREEING:])) or (
        len(anchor["after"]) >= AGREEING and after.startswith(anchor["after"][:AGREEING])
    )
    if not (anchor["once"] or agrees):
        return None
    return Placed(Span(Position(block, at), Position(block, at + len(exact))), "moved")


def _holds(transcript: Transcript, span: Span, exact: str) -> bool:
    """Does the range lie in the transcript and hold exactly these words?"""
    (first, start), (last, end) = span
    blocks = transcript.blocks
    if not (0 <= first <= last < len(blocks) and span.start < span.end):
        return False
    if not (0 <= start <= len(blocks[first].text) and 0 <= end <= len(blocks[last].text)):
        return False
    return transcript.words(span) == exact


def block_hash(text: str) -> str:
    """16 hex digits over a block's exact text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def squeeze(text: str) -> str:
    """`text` without white space, in NFC: what stays the same when a text is re-wrapped or re-encoded."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _block(texts: list[str], at: Position) -> dict[str, Any]:
    text = texts[at.block]
    return {
        "hash": block_hash(text),
        "nth": texts[: at.block].count(text),
        "of": texts.count(text),
        "loose": block_hash(squeeze(text)),
        "at": _squeezed(texts, at),
        "prior": block_hash(texts[at.block - 1]) if at.block else "",
        "next": block_hash(texts[at.block + 1]) if at.block + 1 < len(texts) else "",
    }


def _squeezed(texts: list[str], at: Position) -> int:
    """The offset of `at` counted in its block's squeezed text."""
    return len(squeeze(texts[at.block][: at.offset]))


def _count(text: str, words: str) -> int:
    """Occurrences of `words`, overlapping ones too."""
    count, at = 0, text.find(words)
    while at >= 0 and words:
        count, at = count + 1, text.find(words, at + 1)
    return count


class _Index:
    """The blocks of one transcript by hash and by squeezed hash, made once for all its anchors."""

    def __init__(self, transcript: Transcript) -> None:
        self.texts: list[str] = [block.text for block in transcript.blocks]
        self.hashes = [block_hash(text) for text in self.texts]
        self.by_hash: dict[str, list[int]] = {}
        self.by_loose: dict[str, list[int]] = {}
        for number, text in enumerate(self.texts):
            self.by_hash.setdefault(self.hashes[number], []).append(number)
            self.by_loose.setdefault(block_hash(squeeze(text)), []).append(number)

    @staticmethod
    def of(transcript: Transcript) -> _Index:
        return _index(_Key(transcript))

    def same(self, block: Mapping[str, Any]) -> int | None:
        """The block with this text: as many-th among as many equal ones, else the one with its neighbours."""
        found = self.by_hash.get(block["hash"], [])
        if len(found) == block["of"]:
            return found[int(block["nth"])]
        return self._beside_its_neighbours(block, found)

    def respaced(self, block: Mapping[str, Any]) -> int | None:
        """The block with this text but for white space and Unicode form."""
        found = self.by_loose.get(block["loose"], [])
        if len(found) == 1 and block["of"] == 1:
            return found[0]
        return self._beside_its_neighbours(block, found)

    def aligned(self, block: Mapping[str, Any]) -> int | None:
        """The one block that stands between the neighbours the old block had."""
        return self._beside_its_neighbours(block, range(len(self.texts)))

    def _beside_its_neighbours(self, block: Mapping[str, Any], found: Iterable[int]) -> int | None:
        kept: list[int]
        prior, following = block["prior"], block["next"]
        kept = [
            n
            for n in found
            if (self.hashes[n - 1] if n else "") == prior
            and (self.hashes[n + 1] if n + 1 < len(self.hashes) else "") == following
        ]
        return kept[0] if len(kept) == 1 else None


def _unsqueeze(text: str, at: int, *, opening: bool) -> int:
    """The offset with `at` squeezed characters before it: a start behind white space, an end before it."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(squeeze(text[:middle])) < at:
            low = middle + 1
        else:
            high = middle
    if opening:
        while low < len(text) and text[low].isspace():
            low += 1
    return low


class _Key:
    """A transcript as a cache key: by identity, for as long as the cache keeps it."""

    __slots__ = ("transcript",)

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript

    def __hash__(self) -> int:
        return id(self.transcript)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.transcript is other.transcript


@lru_cache(maxsize=4)
def _index(key: _Key) -> _Index:
    return _Index(key.transcript)
