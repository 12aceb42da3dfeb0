"""Motions of a caret: they stay in the text, stand on graphemes, and lead back where they came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.motions import Place, Prose, Size
from qa_reader.language.segments import graphemes

SIZES: tuple[Size, ...] = get_args(Size)
WAYS = ("onward", "back", "end", "end_back")

PIECES = [
    *"あい漢字検討カナ。、！？「」（）『』.,\n 　…",
    *(
        "です。",
        "ございます。",
        "DX推進",
        "65万9,000円",
        "Wi-Fi",
        "か\u3099",
        "葛\U000e0100",
        "👨‍👩‍👧",
        "🇯🇵",
        "e\u0301 ",
    ),
]
paragraph = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
texts = st.lists(paragraph, min_size=1, max_size=4)

ANSWER = "研修の量質ともに保ってまいりたいと考えているところでございます。「はい。わかりました。」と答えた。"


def prose(*paragraphs: str) -> Prose:
    return Prose(len(paragraphs), lambda number: paragraphs[number])


def walked(move: Callable[[Place, Size], Place | None], size: Size, place: Place) -> list[int]:
    """The offsets at which a caret halts that goes on and on."""
    halts = []
    found: Place | None = place
    while found is not None:
        halts.append(found.offset)
        found = move(found, size)
    return halts


def places(paragraphs: Sequence[str]) -> list[Place]:
    """Where a caret can stand."""
    return [Place(n, start) for n, text in enumerate(paragraphs) for start, _end in graphemes(text)]


@given(texts, st.data())
def test_a_caret_stays_in_the_text_and_on_whole_graphemes(texts: list[str], data: st.DataObject) -> None:
    stands = places(texts)
    if not stands:
        return
    place = data.draw(st.sampled_from(stands))
    size, way = data.draw(st.sampled_from(SIZES)), data.draw(st.sampled_from(WAYS))
    found = getattr(prose(*texts), way)(place, size)
    if found is not None:
        assert found in stands
        assert found > place if way in ("onward", "end") else found < place


@given(texts, st.data())
def test_one_piece_on_and_one_back_is_where_it_was(texts: list[str], data: st.DataObject) -> None:
    text = prose(*texts)
    stands = places(texts)
    if not stands:
        return
    size = data.draw(st.sampled_from(SIZES))
    piece = text.at(data.draw(st.sampled_from(stands)), size)
    if piece is None:
        return
    if (following := text.onward(piece.start, size)) is not None:
        assert text.back(following, size) == piece.start
    last = text.last_of(piece)
    if (following := text.end(last, size)) is not None:
        assert text.end_back(following, size) == last


@given(texts, st.sampled_from(SIZES))
def test_every_piece_is_reached_both_ways(texts: list[str], size: Size) -> None:
    text = prose(*texts)
    first = text.after(Place(0, 0), size)
    if first is None:
        return
    starts, place = [first.start], first.start
    while (found := text.onward(place, size)) is not None:
        starts.append(found)
        place = found
    back = [place]
    while (found := text.back(back[-1], size)) is not None:
        back.append(found)
    assert back == starts[::-1]


def test_words_are_runs_of_one_script_cut_where_a_phrase_begins() -> None:
    text = prose("民間IT研修受講料65万9,000円と書かれている")
    assert walked(text.onward, "word", Place(0, 0)) == [0, 2, 4, 9, 17, 18, 19, 20]
    assert walked(text.end, "phrase", Place(0, 0)) == [0, 18, 24]


def test_a_sentence_is_not_cut_within_brackets() -> None:
    text = prose(ANSWER, "", "次の段落。")
    second = ANSWER.index("「")
    assert text.onward(Place(0, 0), "sentence") == Place(0, second)
    assert text.end(Place(0, second), "sentence") == Place(0, len(ANSWER) - 1)
    assert text.onward(Place(0, second), "sentence") == Place(2, 0)
    assert text.end_back(Place(2, 0), "sentence") == Place(0, len(ANSWER) - 1)


def test_blanks_around_a_paragraph_are_none_of_it() -> None:
    text = prose("　一つ目。", "　", "　二つ目。 ")
    assert text.onward(Place(0, 1), "paragraph") == Place(2, 1)
    assert text.end(Place(0, 4), "paragraph") == Place(2, 4)
    assert text.back(Place(2, 1), "paragraph") == Place(0, 1)


@pytest.mark.parametrize("stop", ["。", ""])
def test_a_paragraph_of_a_million_characters_is_walked_in_parts(stop: str) -> None:
    sentence = f"国の示している自治体の計画について伺います{stop}"
    text = prose(sentence * 50_000)
    middle = Place(0, len(sentence) * 25_000)
    assert text.onward(middle, "word") == Place(0, middle.offset + 1)
    assert text.back(middle, "word") is not None
    if stop:
        assert text.onward(middle, "sentence") == Place(0, middle.offset + len(sentence))
    far, steps = middle, 0
    while far.offset < middle.offset + 40_000:  # over the edges of several parts
        found = text.onward(far, "word")
        assert found is not None
        far, steps = found, steps + 1
    for _step in range(steps):
        found = text.back(far, "word")
        assert found is not None
        far = found
    assert far == middle
