"""All words of several transcripts as one text, in which quotes are looked for: exactly, and nearly.

The text is squeezed (see `spacing`), so exact means equal to the character but for white space. What is near
is found by short runs that a quote and the text share: the text is gone through once for all quotes, so many
of them cost hardly more than one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.language.folding import Folded, fold
from qa_reader.report.escaping import written
from qa_reader.report.verifying.spacing import is_wide, origins, squeezed
from qa_reader.transcript.model import Position, Span, column
from qa_reader.transcript.outline import Outline
from qa_reader.transcript.units import question_id

if TYPE_CHECKING:
    from qa_reader.transcript.model import Transcript

_BETWEEN: Final = "\x00"
"""Between two transcripts; no quote runs over it."""
_MOST_PLACES: Final = 1000
"""Places of the same words that are looked at."""
_COMMON: Final = 200
"""A run of characters that stands in more places says little about where a quote is from."""
_BUCKET: Final = 32


class Shape(NamedTuple):
    """How a quote's script is looked for: length of the runs, and at which step the text is gone through."""

    run: int
    step: int


_DENSE: Final = Shape(5, 2)
_ALPHABETIC: Final = Shape(10, 3)


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand."""

    transcript: Transcript
    span: Span
    question: str
    """The question ID."""
    turns: tuple[int, ...]
    """The turns the words are in."""

    @property
    def line(self) -> int | None:
        """First line in the source file."""
        return self.transcript.blocks[self.span.start.block].line

    @property
    def page(self) -> str | None:
        """Page as printed."""
        return self.transcript.blocks[self.span.start.block].page


class Corpus:
    """The words of transcripts."""

    def __init__(self, transcripts: Iterable[Transcript]) -> None:
        self._transcripts: list[Transcript] = []
        self._outlines: list[Outline] = []
        self._owners: list[tuple[int, int]] = []
        """Transcript and block of each piece of the text."""
        self._starts: list[int] = []
        self._mapped: tuple[tuple[int, int], list[int]] = ((-1, -1), [])
        pieces: list[str] = []
        size = 0
        for number, transcript in enumerate(transcripts):
            self._transcripts.append(transcript)
            self._outlines.append(Outline(transcript))
            last = _BETWEEN
            if pieces:
                pieces.append(_BETWEEN)
                size += 1
            for index, text in enumerate(column(transcript.blocks, "text")):
                words = squeezed(written(text))
                if not words:
                    continue
                if last != _BETWEEN and not is_wide(last) and not is_wide(words[0]):
                    pieces.append(" ")
                    size += 1
                self._starts.append(size)
                self._owners.append((number, index))
                pieces.append(words)
                size += len(words)
                last = words[-1]
        self.text: Final = "".join(pieces)

    @property
    def count(self) -> int:
        """How many transcripts."""
        return len(self._transcripts)

    @cached_property
    def _names(self) -> frozenset[str]:
        """What is cited in quotation marks: pages, meetings, councils."""
        metas = [transcript.meta for transcript in self._transcripts]
        sections = [section for transcript in self._transcripts for section in transcript.sections]
        names = {name for meta in metas for name in (meta.title, meta.body, meta.meeting) if name}
        names |= {name for section in sections for name in (section.body, section.meeting) if name}
        return frozenset(fold(squeezed(name)).text for name in names)

    def is_name(self, words: str) -> bool:
        """Whether `words` (squeezed) are what a council, a meeting or a page is called."""
        return fold(words).text in self._names

    def exactly(self, words: str, start: int = 0) -> Iterator[int]:
        """Where `words` (squeezed) stand from `start` on, as whole words, at most _MOST_PLACES looked at."""
        at = self.text.find(words, start) if words else -1
        for _tried in range(_MOST_PLACES):
            if at < 0:
                return
            if self._parts(at) and self._parts(at + len(words)):
                yield at
            at = self.text.find(words, at + 1)

    def _parts(self, at: int) -> bool:
        """Whether no word of an alphabet goes on over `at`."""
        if not 0 < at < len(self.text):
            return True
        before, behind = self.text[at - 1], self.text[at]
        return not (before.isalnum() and behind.isalnum()) or is_wide(before) or is_wide(behind)

    def place(self, start: int, end: int) -> Place:
        """The place of text[start:end]."""
        number, first, from_ = self._origin(start)
        _number, last, to = self._origin(end - 1)
        transcript, outline = self._transcripts[number], self._outlines[number]
        span = Span(Position(first, from_), Position(last, to + 1))
        turns = [outline.turn_at(block) for block in range(first, last + 1)]
        unit = outline.unit_at(span.start)
        known = tuple(dict.fromkeys(turn for turn in turns if turn is not None))
        return Place(transcript, span, question_id(transcript, unit), known)

    def owner(self, at: int) -> int:
        """Which transcript holds the character at `at`."""
        return self._owners[bisect_right(self._starts, at) - 1][0]

    def _origin(self, at: int) -> tuple[int, int, int]:
        """Transcript, block and offset of the character at `at`."""
        piece = bisect_right(self._starts, at) - 1
        number, block = self._owners[piece]
        places = self._places(number, block)
        return number, block, places[min(at - self._starts[piece], len(places) - 1)]

    def _places(self, number: int, block: int) -> list[int]:
        """Where the characters of a block's squeezed text are from; a quote's ends are mostly in one."""
        if self._mapped[0] != (number, block):
            text = written(self._transcripts[number].blocks[block].text)
            self._mapped = ((number, block), origins(text))
        return self._mapped[1]

    # --- near --------------------------------------------------------------------------------------------

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text)

    def nearly(self, quotes: Sequence[str]) -> list[tuple[int, int] | None]:
        """For each of `quotes` (squeezed) where the words most alike stand; None where nothing is alike."""
        folded = [fold(words).text for words in quotes]
        candidates = self._candidates(folded)
        return [self._best(words, windows) for words, windows in zip(folded, candidates, strict=True)]

    def _candidates(self, quotes: Sequence[str]) -> list[list[int]]:
        """For each quote up to three offsets in the folded text where it may begin."""
        votes: list[Counter[int]] = [Counter() for _ in quotes]
        for shape in (_DENSE, _ALPHABETIC):
            mine = [n for n, words in enumerate(quotes) if _shape(words) == shape]
            runs: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
            for n in mine:
                for at in range(len(quotes[n]) - shape.run + 1):
                    runs[quotes[n][at : at + shape.run]].append((n, at))
            for run, places in self._met(runs.keys(), shape).items():
                weight = 1.0 if len(places) <= _COMMON else 0.0
                if weight:
                    for n, at in runs[run]:
                        votes[n].update((place - at) // _BUCKET for place in places)
        return [self._leading(counter) for counter in votes]

    def _met(self, runs: Iterable[str], shape: Shape) -> dict[str, list[int]]:
        """Where each of `runs` stands in the folded text, at every step-th offset."""
        wanted, text, length = frozenset(runs), self._folded.text, shape.run
        found: defaultdict[str, list[int]] = defaultdict(list)
        if wanted:
            for at in range(0, len(text) - length + 1, shape.step):
                if (run := text[at : at + length]) in wanted:
                    found[run].append(at)
        return found

    @staticmethod
    def _leading(votes: Counter[int]) -> list[int]:
        """The offsets with most votes, neighbouring buckets together."""
        together = Counter({bucket: n + votes.get(bucket + 1, 0) for bucket, n in votes.most_common(200)})
        return [bucket * _BUCKET for bucket, _n in together.most_common(3)]

    def _best(self, words: str, offsets: Sequence[int]) -> tuple[int, int] | None:
        from rapidfuzz import fuzz

        best: tuple[float, int, int] = (0.0, 0, 0)
        slack = max(_BUCKET, len(words) // 3)
        text = self._folded.text
        for offset in offsets:
            start = max(0, offset - slack, text.rfind(_BETWEEN, max(0, offset - slack), max(0, offset)) + 1)
            window = text[start : offset + len(words) + slack + _BUCKET].partition(_BETWEEN)[0]
            found = fuzz.partial_ratio_alignment(words, window, score_cutoff=_LEAST) if window else None
            if found is not None and found.score > best[0]:
                best = (found.score, start + found.dest_start, start + found.dest_end)
        return self._trimmed(words, best[1], best[2]) if best[0] else None

    def _trimmed(self, words: str, start: int, end: int) -> tuple[int, int]:
        """The place in the squeezed text, its ends put where they leave the smallest distance."""
        from rapidfuzz.distance import Levenshtein

        text = self._folded.text
        margin = min(_FURTHEST, max(2, len(words) // 8))

        def distance(first: int, last: int) -> tuple[int, int]:
            return Levenshtein.distance(words, text[first:last]), abs(last - first - len(words))

        ends = range(max(start + 1, end - margin), min(len(text), end + margin) + 1)
        end = min(ends, key=lambda last: distance(start, last))
        starts = range(max(0, start - margin), min(end, start + margin + 1))
        start = min(starts, key=lambda first: distance(first, end))
        return self._folded.span(start, end)


_FURTHEST: Final = 24
"""Characters by which an end is moved at most."""
_LEAST: Final = 60.0
"""Likeness in percent from which words are held against the quote; below, the quote counts as not found."""


def _shape(words: str) -> Shape:
    return _DENSE if any(map(is_wide, words)) else _ALPHABETIC
