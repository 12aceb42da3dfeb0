"""Where a caret goes in prose: by graphemes, words, phrases, clauses, sentences, paragraphs.

The prose is paragraphs one below the other; a place is a paragraph's number and an offset into it in code
points. A caret stands on a grapheme, never within one. The four ways to go are those of vi, for every size of
piece: `onward` as its `w`, `back` as `b`, `end` as `e`, `end_back` as `ge`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from qa_reader.language.segments import Piece, clauses, graphemes, phrases, sentences, words

Size = Literal["grapheme", "word", "phrase", "clause", "sentence", "paragraph"]

_PART: Final = 8192
"""Code points of a paragraph that are cut into pieces at a time. A paragraph in a record of what was said is
seldom longer; a file without line breaks may be one of ten million."""
_KEPT: Final = 64
"""Lists of pieces that are kept."""


class Place(NamedTuple):
    """A paragraph's number, and an offset into it in code points."""

    paragraph: int
    offset: int


class Stretch(NamedTuple):
    """From one place to another, end exclusive."""

    start: Place
    end: Place


def _paragraph(text: str) -> list[Piece]:
    """All of it but the blanks around."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return [(start, end)] if start < end else []


_PIECES: Final[Mapping[Size, Callable[[str], list[Piece]]]] = {
    "grapheme": graphemes,
    "word": words,
    "phrase": phrases,
    "clause": clauses,
    "sentence": sentences,
    "paragraph": _paragraph,
}


class Prose:
    """Paragraphs, cut into pieces only where a caret is."""

    def __init__(self, count: int, text: Callable[[int], str]) -> None:
        """`text` gives the paragraph of a number below `count`."""
        self.count = count
        self.text = text
        self._cut: dict[tuple[Size, int, int], list[Piece]] = {}
        self._parts: tuple[int, list[int]] = (-1, [])

    # Pieces

    def at(self, place: Place, size: Size) -> Stretch | None:
        """The piece that holds `place`, else the next one after it, else the last one; None without any."""
        return self._holding(place, size) or self.after(place, size) or self.before(place, size)

    def _holding(self, place: Place, size: Size) -> Stretch | None:
        if not 0 <= place.paragraph < self.count:
            return None
        pieces = self._pieces(place, size)
        found = bisect_right(pieces, place.offset, key=lambda piece: piece[0]) - 1
        if found < 0 or pieces[found][1] <= place.offset:
            return None
        return _stretch(place.paragraph, pieces[found])

    def after(self, place: Place, size: Size) -> Stretch | None:
        """The first piece that begins at `place` or behind it."""
        for paragraph in range(max(0, place.paragraph), self.count):
            offset = place.offset if paragraph == place.paragraph else 0
            for part in self._parts_from(paragraph, offset, size):
                found = bisect_left(part, (offset,))
                if found < len(part):
                    return _stretch(paragraph, part[found])
        return None

    def before(self, place: Place, size: Size) -> Stretch | None:
        """The last piece that ends at `place` or before it."""
        for paragraph in range(min(place.paragraph, self.count - 1), -1, -1):
            length = len(self.text(paragraph))
            offset = min(place.offset, length) if paragraph == place.paragraph else length
            for part in self._parts_until(paragraph, offset, size):
                found = bisect_right(part, offset, key=lambda piece: piece[1]) - 1
                if found >= 0:
                    return _stretch(paragraph, part[found])
        return None

    # Motions: each gives where the caret then is, None where the text ends

    def onward(self, place: Place, size: Size) -> Place | None:
        """The start of the next piece."""
        found = self.after(self._behind(place), size)
        return found.start if found is not None else None

    def back(self, place: Place, size: Size) -> Place | None:
        """The start of the piece; where the caret is there already, of the one before."""
        here = self._holding(place, size)
        if here is not None and here.start < place:
            return here.start
        found = self.before(place, size)
        return found.start if found is not None else None

    def end(self, place: Place, size: Size) -> Place | None:
        """The last grapheme of the piece; where the caret is there already, of the next one."""
        behind = self._behind(place)
        here = self._holding(place, size)
        if here is None or here.end <= behind:
            here = self.after(behind, size)
        return self.last_of(here) if here is not None else None

    def end_back(self, place: Place, size: Size) -> Place | None:
        """The last grapheme of the piece before the one that the caret is in."""
        here = self._holding(place, size)
        found = self.before(here.start if here is not None else place, size)
        return self.last_of(found) if found is not None else None

    def last_of(self, stretch: Stretch) -> Place:
        """The last grapheme of `stretch`, which is not empty."""
        found = self.before(stretch.end, "grapheme")
        return max(stretch.start, found.start) if found is not None else stretch.start

    def line_of(self, place: Place) -> Iterator[Stretch]:
        """The graphemes of the paragraph behind `place`, in order."""
        found = self.after(self._behind(place), "grapheme")
        while found is not None and found.start.paragraph == place.paragraph:
            yield found
            found = self.after(found.end, "grapheme")

    def line_before(self, place: Place) -> Iterator[Stretch]:
        """The graphemes of the paragraph before `place`, the nearest first."""
        found = self.before(place, "grapheme")
        while found is not None and found.start.paragraph == place.paragraph:
            yield found
            found = self.before(found.start, "grapheme")

    def _behind(self, place: Place) -> Place:
        """The end of the grapheme at `place`."""
        here = self._holding(place, "grapheme")
        return here.end if here is not None else place

    # Parts of long paragraphs

    def _parts_from(self, paragraph: int, offset: int, size: Size) -> Iterator[list[Piece]]:
        while offset < len(self.text(paragraph)):
            yield self._pieces(Place(paragraph, offset), size)
            offset = self._part(paragraph, offset)[1]

    def _parts_until(self, paragraph: int, offset: int, size: Size) -> Iterator[list[Piece]]:
        while offset > 0:
            yield self._pieces(Place(paragraph, offset - 1), size)
            offset = self._part(paragraph, offset - 1)[0]

    def _pieces(self, place: Place, size: Size) -> list[Piece]:
        """The pieces of the part of the paragraph that `place` is in, by offsets into the paragraph."""
        text = self.text(place.paragraph)
        start, end = self._part(place.paragraph, place.offset) if size != "paragraph" else (0, len(text))
        key = (size, place.paragraph, start)
        known = self._cut.get(key)
        if known is None:
            found = [(first + start, last + start) for first, last in _PIECES[size](text[start:end])]
            if size != "grapheme":
                found = list(self._whole(place.paragraph, found))
            if len(self._cut) >= _KEPT:
                self._cut.clear()
            known = self._cut[key] = found
        return known

    def _whole(self, paragraph: int, pieces: list[Piece]) -> Iterator[Piece]:
        """`pieces` with edges that lie within no grapheme: a mark goes with the letter that it stands on."""
        past = 0
        for start, end in pieces:
            first, last = self._grapheme(paragraph, start)[0], self._grapheme(paragraph, end - 1)[1]
            if max(first, past) < last:
                yield max(first, past), last
                past = last

    def _grapheme(self, paragraph: int, offset: int) -> Piece:
        """The grapheme that holds `offset`, which is in the paragraph."""
        part = self._pieces(Place(paragraph, offset), "grapheme")
        return part[bisect_right(part, offset, key=lambda piece: piece[0]) - 1]

    def _part(self, paragraph: int, offset: int) -> Piece:
        """The part of a paragraph that holds `offset`: all of it, unless it is long."""
        text = self.text(paragraph)
        if len(text) <= 2 * _PART:
            return 0, len(text)
        if self._parts[0] != paragraph:
            self._parts = (paragraph, _cuts(text))
        cuts = self._parts[1]
        at = min(max(bisect_right(cuts, offset) - 1, 0), len(cuts) - 2)
        return cuts[at], cuts[at + 1]


def _cuts(text: str) -> list[int]:
    """Where a long text is cut: behind a full stop or a line break, where there is one near."""
    cuts = [0]
    while len(text) - cuts[-1] > 2 * _PART:
        first, last = cuts[-1] + _PART, cuts[-1] + 2 * _PART
        stop = max(text.rfind(mark, first, last) for mark in "。\n")
        if stop < 0:  # between two graphemes
            stop = last - 65 + graphemes(text[last - 64 : last])[-1][0]
        cuts.append(stop + 1)
    return [*cuts, len(text)]


def _stretch(paragraph: int, piece: Piece) -> Stretch:
    return Stretch(Place(paragraph, piece[0]), Place(paragraph, piece[1]))
