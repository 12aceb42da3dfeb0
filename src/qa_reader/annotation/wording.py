"""Words given by hand, found in a text: as they stand, else with white space and line breaks aside."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from qa_reader.transcript.model import Position, Span

if TYPE_CHECKING:
    from qa_reader.transcript.model import Transcript


def occurrences(transcript: Transcript, within: Iterable[Span], words: str) -> list[Span]:
    """Where `words` stand in the spans `within`, in order, overlaps too.

    Exact matches are all there are, if there is one; else white space may differ (words pasted from a page
    that broke its lines elsewhere). The spans returned hold the transcript's own characters.
    """
    spans = list(within)
    pattern = re.escape(words.strip())
    exact = [found for span in spans for found in _search(transcript, span, pattern)]
    if exact or not pattern:
        return exact if pattern else []
    loose = r"\s*+".join(re.escape(character) for character in words if not character.isspace())
    return [found for span in spans for found in _search(transcript, span, loose)]


def _search(transcript: Transcript, span: Span, pattern: str) -> Iterator[Span]:
    """Matches of `pattern` (of at least one character) in the text of `span`."""
    first = span.start.block
    lengths = [len(transcript.blocks[block].text) + 1 for block in range(first, span.end.block)]
    # Where each block begins, counted in the text of the span.
    starts = list(accumulate(lengths, initial=-span.start.offset))

    def position(offset: int) -> Position:
        block = bisect_right(starts, offset) - 1
        return Position(first + block, offset - starts[block])

    # A look-ahead, so that overlapping occurrences are found too.
    for match in re.finditer(f"(?=({pattern}))", transcript.words(span)):
        yield Span(position(match.start(1)), position(match.end(1)))
