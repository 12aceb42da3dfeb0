"""Which highlights and hits lie in a block, however they overlap and however far they reach."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa_reader.transcript.model import Position, Span
from qa_reader.tui.panes.reading.marks import Highlight, Hits, Marks

positions = st.builds(Position, st.integers(0, 6), st.integers(0, 20))
spans = st.tuples(positions, positions).map(sorted).map(lambda ends: Span(*ends))


@given(st.lists(spans, max_size=12), positions)
def test_all_highlights_over_a_place_are_found_the_innermost_last(found: list[Span], place: Position) -> None:
    marks = Marks(tuple(Highlight(span, "red", str(n)) for n, span in enumerate(found)))
    over = marks.at(place)
    assert {h.key for h in over} == {str(n) for n, span in enumerate(found) if span.start <= place < span.end}
    one_block = [h.span for h in over if h.span.start.block == h.span.end.block]
    lengths = [end.offset - start.offset for start, end in one_block]
    assert lengths == sorted(lengths, reverse=True)


@given(st.lists(spans, max_size=12))
def test_the_pieces_of_a_highlight_make_it_up(found: list[Span]) -> None:
    marks = Marks(tuple(Highlight(span, "red", str(n)) for n, span in enumerate(found)))
    for number, (start, end) in enumerate(found):
        pieces = {
            block: piece
            for block in range(7)
            for piece in marks.in_block(block)
            if piece.highlight.key == str(number)
        }
        assert set(pieces) == set(range(start.block, end.block + 1))
        assert pieces[start.block].start == start.offset
        assert pieces[end.block].end == end.offset
        assert [block for block, piece in pieces.items() if piece.opens] == [start.block]


def test_hits_are_found_by_their_block_and_the_current_one_is_told() -> None:
    found = [Span(Position(block, n), Position(block, n + 2)) for block in (1, 1, 4) for n in (block,)]
    hits = Hits(found, 1)
    assert hits.in_block(1) == [(1, 3, False), (1, 3, True)]
    assert hits.in_block(2) == []
    assert hits.span == found[1]
    assert Hits(found).span is None
