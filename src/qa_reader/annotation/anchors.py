"""Anchors: how a highlight remembers its words, and finds them again in a text that has changed.

An anchor is a JSON object kept in an annotation:

    {"start": [block, offset], "end": [block, offset],   code points, end exclusive, at the time of making
     "exact": "…", "before": "…", "after": "…",          the words, and up to 32 characters either side
     "first": BLOCK, "last": BLOCK,                      the blocks they are in (of one block, `last` has
                                                         only `at`)
     "once": true,                                       the words stood once in these blocks then
     "whole": HASH}                                      over the hashes of all blocks

    BLOCK = {"hash": …, "size": …, "of": …, "loose": …, "at": …, "prior": …, "next": …, "alone": …,
             "wider": [HASH, HASH]}

`hash` is of the block's text, `size` its length; `loose` is a hash that ignores white space and Unicode form,
`of` how many blocks had that one, `at` the offset counted in that squeezed text; `prior` and `next` hash the
neighbours, empty at an end of the text, and `alone` says that no other block stood between two such. Of a
block that was not the only one of its kind, `wider` hashes the neighbours' neighbours.

Words are placed by themselves only where nothing can be mistaken (DESIGN §4): same block text; the same but
for white space and Unicode form; or the exact words, once, in the block that stands between the
neighbours the old one had, with enough of the old block around them. Which of several equal blocks it is,
neighbours tell, and their number never: one may have gone and another come. All else is for the
reader to decide.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property, lru_cache
from operator import eq
from typing import Any, Literal, NamedTuple, TypeVar

from qa_reader.transcript.model import Position, Span, Transcript

CONTEXT = 32
AGREEING = 8
"""Characters of context that must agree on one side before words that had doubles are moved."""
SHORT = 48
"""A block of fewer characters may be written twice by chance: its text alone does not tell where it is."""
SHARE, LEAST, ENOUGH = 0.9, 12, 64
"""Of a block that changed, this share must still stand in one piece around the words, of a short one all; so
many characters at least, and more than the last are not asked for."""

Key = TypeVar("Key", bound=Hashable)
How = Literal["same", "respaced", "moved"]


class Placed(NamedTuple):
    """Where an anchor's words stand now, and by what right."""

    span: Span
    how: How


def anchor_for(transcript: Transcript, span: Span) -> dict[str, Any]:
    """The anchor of `span` (not empty, within the transcript's blocks)."""
    start, end = span
    index = _Index.of(transcript)
    texts = index.texts
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
        "first": index.described(start),
        "last": index.described(end) if end.block != start.block else {"at": _squeezed(texts, end)},
        "once": _count(around, exact) == 1,
        "whole": index.whole,
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
    if anchor.get("whole") == index.whole and _holds(transcript, Span(start, end), exact):
        return Placed(Span(start, end), "same")
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
    """The common case, told without hashing the whole text: blocks and neighbours are what they were."""
    if not _holds(transcript, span, anchor["exact"]):
        return False
    blocks, (start, end) = transcript.blocks, span
    first, last = anchor["first"], anchor["last"]

    def hashed(number: int) -> str:
        return block_hash(blocks[number].text) if 0 <= number < len(blocks) else ""

    around = (start.block - 1, start.block, end.block, end.block + 1)
    told = (first["prior"], first["hash"], last.get("hash", first["hash"]), last.get("next", first["next"]))
    return tuple(map(hashed, around)) == told


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
    # Of what stood around the words, only what was of their own block tells that this is still that block.
    ahead = _alike(anchor["before"].rpartition("\n")[2][::-1], before[::-1])
    behind = _alike(anchor["after"].partition("\n")[0], after)
    size = anchor["first"]["size"]
    if ahead + len(exact) + behind < max(LEAST, size if size < SHORT else min(ENOUGH, SHARE * size)):
        return None
    if not anchor["once"] and max(ahead, behind) < AGREEING:
        return None
    return Placed(Span(Position(block, at), Position(block, at + len(exact))), "moved")


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


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
        self.by_hash = _numbers(self.hashes)
        padded = ["", *self.hashes, ""]
        self.neighbours = list(zip(padded, padded[2:], strict=False))
        self.by_neighbours = _numbers(self.neighbours)
        self.whole = block_hash(" ".join(self.hashes))

    @cached_property
    def looses(self) -> list[str]:
        """Each block's hash without white space and Unicode form; only asked for where the text differs."""
        return [block_hash(squeeze(text)) for text in self.texts]

    @cached_property
    def by_loose(self) -> dict[str, list[int]]:
        """The blocks by that hash."""
        return _numbers(self.looses)

    @staticmethod
    def of(transcript: Transcript) -> _Index:
        return _index(_Key(transcript))

    def described(self, at: Position) -> dict[str, Any]:
        """What an anchor keeps of the block that `at` is in."""
        number = at.block
        prior, following = self.neighbours[number]
        alike = len(self.by_loose[self.looses[number]])
        return {
            "hash": self.hashes[number],
            "size": len(self.texts[number]),
            "of": alike,
            "loose": self.looses[number],
            "at": _squeezed(self.texts, at),
            "prior": prior,
            "next": following,
            "alone": len(self.by_neighbours[prior, following]) == 1,
            **({"wider": self._wider(number)} if alike > 1 else {}),
        }

    def same(self, block: Mapping[str, Any]) -> int | None:
        """The block with this text."""
        return self._told_apart(block, self.by_hash.get(block["hash"], []))

    def respaced(self, block: Mapping[str, Any]) -> int | None:
        """The block with this text but for white space and Unicode form."""
        return self._told_apart(block, self.by_loose.get(block["loose"], []))

    def aligned(self, block: Mapping[str, Any]) -> int | None:
        """The one block that stands between the neighbours that the old block alone had."""
        found = self.by_neighbours.get((block["prior"], block["next"]), [])
        if not block.get("alone") or len(found) != 1:
            return None
        wider = block.get("wider")
        return found[0] if wider is None or any(map(eq, wider, self._wider(found[0]))) else None

    def _told_apart(self, block: Mapping[str, Any], found: list[int]) -> int | None:
        """Which of the blocks `found`, whose text is that of `block`, it is."""
        if block["of"] == 1 and len(found) == 1:
            prior, following = self.neighbours[found[0]]
            beside = block["prior"] == prior or block["next"] == following
            return found[0] if beside or block.get("size", 0) >= SHORT else None
        number = self.aligned(block)
        return number if number in found else None

    def _wider(self, number: int) -> list[str]:
        """The hashes of the neighbours' neighbours, empty beyond an end of the text."""
        return [self.hashes[n] if 0 <= n < len(self.hashes) else "" for n in (number - 2, number + 2)]


def _numbers(keys: Iterable[Key]) -> dict[Key, list[int]]:
    """At which places each key stands."""
    found: dict[Key, list[int]] = {}
    for number, key in enumerate(keys):
        found.setdefault(key, []).append(number)
    return found


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
