"""Words given by hand are found where they stand, and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa_reader.annotation.wording import occurrences
from qa_reader.transcript.model import Block, Position, Source, Span, Transcript


def transcript(*texts: str) -> Transcript:
    return Transcript(Source("x.txt"), "plain", [Block(text) for text in texts])


def whole(made: Transcript) -> Span:
    last = len(made.blocks) - 1
    return Span(Position(0, 0), Position(last, len(made.blocks[last].text)))


def test_words_in_one_block() -> None:
    made = transcript("研修の量質ともに保ってまいります。")
    assert occurrences(made, [whole(made)], "量質ともに") == [Span(Position(0, 3), Position(0, 8))]


def test_words_over_blocks() -> None:
    made = transcript("前の段落。", "次の段落。", "終わり。")
    found = occurrences(made, [whole(made)], "段落。\n次の段落。\n終")
    assert found == [Span(Position(0, 2), Position(2, 1))]


def test_white_space_may_differ_where_the_words_stand_nowhere_exactly() -> None:
    made = transcript("窓口の　待ち時間", "は25分")
    assert occurrences(made, [whole(made)], "待ち時間は 25分") == [Span(Position(0, 4), Position(1, 4))]
    assert occurrences(made, [whole(made)], " 窓口の待ち ") == [Span(Position(0, 0), Position(0, 6))]


def test_every_place_in_order_overlaps_too() -> None:
    made = transcript("ああああ", "ああ")
    found = occurrences(made, [whole(made)], "ああ")
    assert [(s.start, s.end.offset) for s in found] == [((0, 0), 2), ((0, 1), 3), ((0, 2), 4), ((1, 0), 2)]


def test_only_within_the_spans() -> None:
    made = transcript("予算は増えた。予算は減った。")
    tail = Span(Position(0, 7), Position(0, 14))
    assert occurrences(made, [tail], "予算") == [Span(Position(0, 7), Position(0, 9))]
    assert occurrences(made, [], "予算") == []


def test_empty_words_stand_nowhere() -> None:
    made = transcript("予算")
    assert occurrences(made, [whole(made)], "") == []
    assert occurrences(made, [whole(made)], " \n") == []


def test_words_are_no_pattern() -> None:
    made = transcript("a.b (c) [d]")
    assert len(occurrences(made, [whole(made)], "a.b (c) [d]")) == 1
    assert occurrences(made, [whole(made)], "a?b") == []


@given(st.lists(st.text(st.sampled_from("ab 　質。"), max_size=6), min_size=1, max_size=4), st.data())
def test_a_place_holds_the_words(texts: list[str], data: st.DataObject) -> None:
    made = transcript(*texts)
    text = made.words(whole(made))
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    found = occurrences(made, [whole(made)], words)
    if words.strip():
        assert words.strip() in {made.words(span) for span in found}
    for span in found:
        assert "".join(made.words(span).split()) == "".join(words.split())
