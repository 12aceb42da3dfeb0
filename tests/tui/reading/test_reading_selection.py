"""Selecting: a caret that moves as vi's does, whole pieces, wider and narrower, over blocks and turns."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.initials import stands_for
from qa_reader.language.segments import graphemes
from qa_reader.transcript.model import Block, Position, Source, Transcript
from qa_reader.transcript.outline import Outline
from qa_reader.tui.panes.reading.selection import LADDER, Level, Selection, Selector

ASKED = "避難所の毛布は足りていますか。備蓄の数を伺います。"


@pytest.fixture(scope="module")
def selector(small: Transcript) -> Selector:
    return Selector(small, Outline(small))


def at(selector: Selector, block: int, offset: int, level: Level = "grapheme") -> Selection:
    found = selector.at(Position(block, offset), level)
    assert found is not None
    return found


def test_a_caret_takes_in_what_it_goes_over(small: Transcript, selector: Selector) -> None:
    selection = at(selector, 2, 0)
    said = []
    for way, size, count in (
        ("onward", "grapheme", 1),
        ("onward", "word", 1),
        ("end", "word", 2),
        ("end", "phrase", 1),
        ("back", "word", 3),
    ):
        selection = selector.go(selection, way, size, count)  # type: ignore[arg-type]
        said.append(small.words(selection.span))
    assert said == [
        "避難",
        "避難所の",
        "避難所の毛布は",
        "避難所の毛布は足りていますか。",
        "避難所の毛布は",
    ]


def test_sentences_are_added_and_taken_back_whole_at_either_end(
    small: Transcript, selector: Selector
) -> None:
    first, second = "避難所の毛布は足りていますか。", "備蓄の数を伺います。"
    start = at(selector, 2, 17)
    more = selector.by(start, "sentence", 1)
    assert small.words(more.span) == "の数を伺います。"
    less = selector.by(more, "sentence", -1)
    assert small.words(less.span) == "備蓄の"
    before = selector.by(less, "sentence", -1)
    assert small.words(before.span) == first + "備蓄の"
    assert small.words(selector.by(before, "sentence", 1).span) == "備蓄の"
    assert small.words(selector.by(before, "sentence", 2).span) == "の" + second[3:]


def test_a_motion_halts_where_the_turn_ends_and_then_goes_on(small: Transcript, selector: Selector) -> None:
    selection = selector.by(at(selector, 2, 0), "sentence", 5)
    assert small.words(selection.span) == ASKED
    assert selection.halted == 1
    on = selector.by(selection, "sentence", 1)
    assert on.halted == 0
    assert small.words(on.span) == f"{ASKED}\n川口防災課長。"
    back = selector.go(at(selector, 4, 0), "back", "grapheme")
    assert (back.halted, back.caret.start) == (-1, Position(4, 0))
    assert selector.go(back, "back", "grapheme").caret.start == Position(3, 6)
    # Another motion between them forgets that it halted.
    assert selector.go(selector.go(back, "onward", "word"), "back", "word", 2).halted == -1


def test_the_text_ends_somewhere(small: Transcript, selector: Selector) -> None:
    last = len(small.blocks) - 1
    selection = at(selector, last, 0)
    for _again in range(3):
        selection = selector.go(selection, "end", "sentence", 9)
        assert selection.halted == 1
    assert small.words(selection.span) == small.blocks[last].text


def test_either_end_can_be_moved(small: Transcript, selector: Selector) -> None:
    selection = selector.by(at(selector, 2, 15), "sentence", 1)
    selection = selector.by(selector.swap(selection), "sentence", -1)
    assert selection.backward
    assert small.words(selection.span) == ASKED
    assert small.words(selector.go(selection, "onward", "word").span) == ASKED[3:]
    assert selector.swap(selector.swap(selection)).span == selection.span


def test_a_character_is_gone_to_by_romaji(small: Transcript, selector: Selector) -> None:
    def to(letter: str, count: int = 1, direction: int = 1, offset: int = 0) -> str | None:
        found = selector.find(at(selector, 2, offset), stands_for(letter), direction, count)
        return None if found is None else small.words(found.span)

    assert to("f") == "避難所の毛布"
    assert to(".") == "避難所の毛布は足りていますか。"
    assert to(".", 2) == ASKED
    assert to(".", 3) is None
    assert to("n", direction=-1, offset=6) == "布は"  # ぬの
    assert to("n", 2, direction=-1, offset=6) == "の毛布は"
    assert to("鬼") is None


def test_widening_climbs_and_shrinking_goes_back(small: Transcript, selector: Selector) -> None:
    selection = at(selector, 4, 2)
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


@pytest.mark.parametrize(
    ("text", "caret", "climbed"),
    [
        (
            "課題の解決をしていける発想力が、今後求められます。",
            "け",
            ["していける", "解決をしていける", "課題の解決をしていける発想力が、"],
        ),
        ("そういったトレンドの感覚を、磨きます。", "う", ["そういった", "そういったトレンドの"]),
        ("The ferry, we are told, leaves at nine.", "w", ["we", "we are told,"]),
    ],
)
def test_a_phrase_of_one_word_grows_with_what_it_hangs_on(text: str, caret: str, climbed: list[str]) -> None:
    transcript = Transcript(Source("a.txt"), "test", (Block(text),))
    selector = Selector(transcript, Outline(transcript))
    selection = at(selector, 0, text.index(caret))
    said = []
    for _step in climbed:
        selection = selector.widen(selection)
        said.append(transcript.words(selection.span))
    assert said == climbed
    for _step in climbed:
        selection = selector.shrink(selection)
    assert transcript.words(selection.span) == caret


def test_shrinking_what_was_never_widened_takes_a_smaller_piece(
    small: Transcript, selector: Selector
) -> None:
    words = []
    selection = selector.swap(at(selector, 2, 0, "sentence"))
    for _ in range(3):
        selection = selector.shrink(selection)
        words.append(small.words(selection.span))
    assert words == ["避難所の", "避難所", "避"]


@pytest.mark.parametrize(
    ("level", "count", "words"),
    [
        ("word", 1, "毛布"),
        ("word", 2, "毛布は"),
        ("phrase", 1, "毛布は"),
        ("sentence", 1, "避難所の毛布は足りていますか。"),
        ("sentence", 2, ASKED),
        ("paragraph", 1, ASKED),
        ("turn", 1, ASKED),
    ],
)
def test_whole_pieces(small: Transcript, selector: Selector, level: Level, count: int, words: str) -> None:
    taken = selector.take(at(selector, 2, 4), level, around=False, count=count)
    assert small.words(taken.span) == words


def test_a_piece_that_is_selected_already_takes_the_next(small: Transcript, selector: Selector) -> None:
    selection = at(selector, 2, 4)
    said = []
    for _ in range(3):
        selection = selector.take(selection, "word", around=False)
        said.append(small.words(selection.span))
    assert said == ["毛布", "毛布は", "毛布は足"]
    backward = selector.take(selector.swap(selection), "word", around=False)
    assert small.words(backward.span) == "の毛布は足"


def test_the_blanks_behind_go_with_a_piece() -> None:
    english = Transcript(Source("x.txt"), "test", (Block("The first one. The second (a bigger) one."),))
    selector = Selector(english, Outline(english))
    word = selector.take(at(selector, 0, 5), "word", around=True)
    assert english.words(word.span) == "first "
    assert english.words(selector.take(word, "word", around=True).span) == "first one"
    assert english.words(selector.take(at(selector, 0, 40), "word", around=True).span) == "."
    inner = selector.take_bracketed(at(selector, 0, 30), "b", around=False)
    assert inner is not None
    assert english.words(inner.span) == "a bigger"


def test_the_mouse_selects_in_both_directions(small: Transcript, selector: Selector) -> None:
    for pressed, here in ((0, 4), (4, 0)):
        selection = selector.between(Position(2, pressed), Position(2, here))
        assert selection is not None
        assert small.words(selection.span) == "避難所の毛"


def test_what_a_search_finds_is_taken_in_whole(small: Transcript, selector: Selector) -> None:
    here = selector.take(at(selector, 2, 4), "word", around=False)
    ahead, behind = at(selector, 2, 15, "word"), at(selector, 2, 0, "word")
    assert small.words(selector.reach(here, ahead.span).span) == "毛布は足りていますか。備蓄"
    assert small.words(selector.reach(here, behind.span).span) == "避難所の毛"


@given(st.data())
def test_a_selection_is_never_empty_and_never_divides_a_grapheme(data: st.DataObject) -> None:
    pieces = st.sampled_from([*"あ漢字。「」 、", "か\u3099", "👨‍👩‍👧", "です。", "\n"])
    blocks = data.draw(st.lists(st.lists(pieces, max_size=8).map("".join), min_size=1, max_size=4))
    mixed = Transcript(Source("x.txt"), "test", tuple(map(Block, blocks)))
    selector = Selector(mixed, Outline(mixed))
    block = data.draw(st.integers(0, len(blocks) - 1))
    selection = selector.at(Position(block, data.draw(st.integers(0, len(blocks[block])))))
    if selection is None:
        assert not any(blocks)
        return
    edges = [{0, *(end for _start, end in graphemes(text))} for text in blocks]
    steps = {
        **{
            f"{way} {size}": (lambda s, way=way, size=size: selector.go(s, way, size))
            for way in ("onward", "back", "end", "end_back")
            for size in ("grapheme", "word", "phrase", "sentence", "paragraph")
        },
        "more": lambda s: selector.by(s, "sentence", 1),
        "less": lambda s: selector.by(s, "sentence", -1),
        "swap": selector.swap,
        "widen": selector.widen,
        "shrink": selector.shrink,
        "is": lambda s: selector.take(s, "sentence", around=False),
        "aw": lambda s: selector.take(s, "word", around=True),
        "ib": lambda s: selector.take_bracketed(s, "b", around=False) or s,
        "f": lambda s: selector.find(s, stands_for("。"), 1) or s,
    }
    for step in data.draw(st.lists(st.sampled_from(sorted(steps)), max_size=12)):
        before = selection
        selection = steps[step](selection)
        start, end = selection.span
        assert start < end
        assert start.offset in edges[start.block]
        assert end.offset in edges[end.block]
        if step == "swap":
            assert selection.span == before.span
        if step == "widen":
            assert start <= before.span.start
            assert before.span.end <= end


def test_a_text_without_words_selects_nothing() -> None:
    empty = Transcript(Source("x.txt"), "test", (Block(""), Block("　")))
    selector = Selector(empty, Outline(empty))
    levels = [level for level in get_args(Level) if level not in ("grapheme", "turn")]
    assert set(levels) < set(LADDER)
    assert all(selector.at(Position(0, 0), level) is None for level in levels)
