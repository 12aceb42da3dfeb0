"""Anchors: words are found again only where nothing can be mistaken."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qa_reader.annotation.anchors import anchor_for, place, squeeze
from qa_reader.transcript.model import Block, Position, Source, Span, Transcript

BLOCKS = (
    "はい。",
    "来年度に検討してまいります。",
    "以上です。",
    "はい。",
    "道路の補修は順次進めてまいります。",
)


def transcript(*texts: str) -> Transcript:
    return Transcript(Source("x.txt"), "plain", tuple(Block(text) for text in texts))


def span(block: int, start: int, end: int, last: int | None = None) -> Span:
    return Span(Position(block, start), Position(block if last is None else last, end))


def placed(texts: tuple[str, ...], where: Span, *now: str) -> tuple[str, str] | None:
    """How and where the words of `where` are found in `now`."""
    later = transcript(*now)
    found = place(anchor_for(transcript(*texts), where), later)
    return None if found is None else (found.how, later.words(found.span))


def test_unchanged_text_places_the_same_span() -> None:
    where = span(1, 4, 13)
    assert place(anchor_for(transcript(*BLOCKS), where), transcript(*BLOCKS)).span == where  # type: ignore[union-attr]


def test_paragraphs_put_in_before_do_not_matter() -> None:
    assert placed(BLOCKS, span(1, 4, 13), "前置き。", "もう一つ。", *BLOCKS) == ("same", "検討してまいります")


def test_a_span_over_blocks_keeps_its_end() -> None:
    where = span(1, 4, 5, last=2)
    assert placed(BLOCKS, where, "題", *BLOCKS) == ("same", "検討してまいります。\n以上です。")


def test_white_space_and_unicode_form_are_mapped() -> None:
    decomposed = unicodedata.normalize("NFD", "来年度に 検討して\nまいります。")
    how, words = placed(BLOCKS, span(1, 4, 13), BLOCKS[0], decomposed, *BLOCKS[2:]) or ("", "")
    assert how == "respaced"
    assert squeeze(words) == squeeze("検討してまいります")


def test_words_move_within_an_edited_paragraph() -> None:
    now = (BLOCKS[0], "区としては来年度に検討してまいります。", *BLOCKS[2:])
    assert placed(BLOCKS, span(1, 4, 13), *now) == ("moved", "検討してまいります")


def test_consider_never_slides_onto_study() -> None:
    now = (BLOCKS[0], "来年度に研究してまいります。", *BLOCKS[2:])
    assert placed(BLOCKS, span(1, 4, 13), *now) is None


def test_words_whose_paragraph_is_gone_do_not_land_on_their_double() -> None:
    before = ("甲", "検討してまいります。", "乙", "丙", "検討してまいります。なお、", "丁")
    assert placed(before, span(1, 0, 9), "甲", "乙", "丙", "検討してまいります。なお、", "丁") is None


def test_of_equal_paragraphs_the_right_one_is_found() -> None:
    now = ("はい。", "来年度に研究してまいります。", "以上です。", "はい。", BLOCKS[4])
    assert place(anchor_for(transcript(*BLOCKS), span(3, 0, 2)), transcript(*now)).span == span(3, 0, 2)  # type: ignore[union-attr]


def test_when_one_of_equal_paragraphs_goes_the_others_place_is_told_by_neighbours() -> None:
    found = place(anchor_for(transcript(*BLOCKS), span(3, 0, 2)), transcript(*BLOCKS[1:]))
    assert found is not None
    assert found.span == span(2, 0, 2)
    assert place(anchor_for(transcript(*BLOCKS), span(0, 0, 2)), transcript(*BLOCKS[1:])) is None


def test_words_that_stood_twice_need_their_context() -> None:
    before = ("あ", "検討する。必ず検討する。", "い")
    anchor = anchor_for(transcript(*before), span(1, 7, 11))
    assert anchor["once"] is False
    assert place(anchor, transcript("あ", "さて、検討する。", "い")) is None


def test_an_object_of_another_shape_is_placed_nowhere() -> None:
    for anchor in ({}, {"start": 1}, {"start": [0], "end": [1, 2], "exact": "x", "first": {}, "last": {}}):
        assert place(anchor, transcript(*BLOCKS)) is None


TEXT = st.text(alphabet="検討研究して参ります。、はい 　\nab", min_size=1, max_size=12)


@given(st.lists(TEXT, min_size=1, max_size=6), st.data())
def test_an_anchor_finds_its_own_words_in_its_own_text(texts: list[str], data: st.DataObject) -> None:
    one = transcript(*texts)
    block = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[block]) - 1))
    end = data.draw(st.integers(start + 1, len(texts[block])))
    where = span(block, start, end)
    found = place(anchor_for(one, where), one)
    assert found is not None
    assert found.span == where


EDITS = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "replace", "swap", "respace"]), st.integers(0, 9), TEXT),
    max_size=4,
)


def edited(texts: list[str], edits: list[tuple[str, int, str]]) -> list[str]:
    new = list(texts)
    for how, at, text in edits:
        n = at % len(new)
        if how == "insert":
            new.insert(n, text)
        elif how == "delete" and len(new) > 1:
            del new[n]
        elif how == "replace":
            new[n] = text + new[n][1:]
        elif how == "swap":
            new[n], new[-1] = new[-1], new[n]
        else:
            new[n] = "　".join(new[n])
    return new


@given(st.lists(TEXT, min_size=1, max_size=6), EDITS, st.data())
def test_what_is_placed_always_has_the_words(
    old: list[str], edits: list[tuple[str, int, str]], data: st.DataObject
) -> None:
    block = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(1, len(old[block])))
    before, after = transcript(*old), transcript(*edited(old, edits))
    where = span(block, 0, end)
    found = place(anchor_for(before, where), after)
    if found is not None:
        assert squeeze(after.words(found.span)) == squeeze(before.words(where))
        if found.how != "respaced":
            assert after.words(found.span) == before.words(where)
    else:
        assert edits
