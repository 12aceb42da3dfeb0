"""Selecting: sentences by default, wider and narrower, either end, across blocks."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.transcript.model import Position, Transcript
from qa_reader.transcript.outline import Outline
from qa_reader.tui.panes.reading.selection import LADDER, Level, Selection, Selector


@pytest.fixture(scope="module")
def selector(small: Transcript) -> Selector:
    return Selector(small, Outline(small))


def at(selector: Selector, block: int, offset: int, level: Level = "sentence") -> Selection:
    found = selector.at(Position(block, offset), level)
    assert found is not None
    return found


def test_sentences_are_added_and_taken_back_over_blocks(small: Transcript, selector: Selector) -> None:
    selection = at(selector, 2, 15)
    assert small.words(selection.span) == "備蓄の数を伺います。"
    selection = selector.extend(selection, 2)
    assert (
        small.words(selection.span)
        == "備蓄の数を伺います。\n川口防災課長。\n毛布は三千枚を備蓄しております。"
    )
    selection = selector.extend(selection, -3)
    assert small.words(selection.span) == "避難所の毛布は足りていますか。備蓄の数を伺います。"
    assert selection.moving == Position(2, 0)


def test_either_end_can_be_moved(small: Transcript, selector: Selector) -> None:
    selection = selector.extend(at(selector, 2, 15), 1)
    selection = selector.extend(selector.swap(selection), -1)
    words = "避難所の毛布は足りていますか。備蓄の数を伺います。\n川口防災課長。"
    assert small.words(selection.span) == words
    assert small.words(selector.extend(selector.swap(selection), -1).span) == words.partition("\n")[0]


def test_widening_climbs_and_shrinking_goes_back(small: Transcript, selector: Selector) -> None:
    selection = at(selector, 4, 2, "grapheme")
    seen = [small.words(selection.span)]
    while (wider := selector.widen(selection)) != selection:
        selection = wider
        seen.append(small.words(selection.span))
    assert seen == [
        *("は", "毛布は", "毛布は三千枚を備蓄しております。"),
        "毛布は三千枚を備蓄しております。今後も計画的に更新してまいります。" * 3,
    ]
    for words in reversed(seen[:-1]):
        selection = selector.shrink(selection)
        assert small.words(selection.span) == words


def test_shrinking_what_was_never_widened_takes_a_smaller_piece(
    small: Transcript, selector: Selector
) -> None:
    words = []
    selection = at(selector, 2, 0)
    for _ in range(3):
        selection = selector.shrink(selection)
        words.append(small.words(selection.span))
    assert words == ["避難所の", "避難所", "避"]


def test_the_mouse_selects_in_both_directions(small: Transcript, selector: Selector) -> None:
    for pressed, here in ((0, 4), (4, 0)):
        selection = selector.between(Position(2, pressed), Position(2, here), "grapheme")
        assert selection is not None
        assert small.words(selection.span) == "避難所の毛"


@given(st.data())
def test_a_selection_is_never_empty_and_stays_in_the_text(
    small: Transcript, selector: Selector, data: st.DataObject
) -> None:
    block = data.draw(st.integers(0, len(small.blocks) - 1))
    offset = data.draw(st.integers(0, len(small.blocks[block].text)))
    selection = at(selector, block, offset, data.draw(st.sampled_from(get_args(Level))))
    steps = {
        "more": lambda s: selector.extend(s, 1),
        "less": lambda s: selector.extend(s, -1),
        "swap": selector.swap,
        "widen": selector.widen,
        "shrink": selector.shrink,
    }
    for step in data.draw(st.lists(st.sampled_from(sorted(steps)), max_size=12)):
        before = selection
        selection = steps[step](selection)
        start, end = selection.span
        assert Position(0, 0) <= start < end <= Position(len(small.blocks) - 1, len(small.blocks[-1].text))
        assert small.words(selection.span)
        if step == "swap":
            assert selection.span == before.span
        if step == "widen":
            assert start <= before.span.start
            assert before.span.end <= end


def test_a_text_without_words_selects_nothing() -> None:
    from qa_reader.transcript.model import Block, Source

    empty = Transcript(Source("x.txt"), "test", (Block(""), Block("　")))
    selector = Selector(empty, Outline(empty))
    assert all(selector.at(Position(0, 0), level) is None for level in LADDER if level != "grapheme")
