"""Searching finds a word in every form it is written in, and points at exactly that."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.folding import find, fold

PIECES = [
    *"あアｱ漢學学Ａａa１1①-－ー・…〜 　。",
    "か\u3099",
    "ｶﾞ",
    "㌔",
    "Ⅲ",
    "葛\U000e0100",
    "ﬁ",
    "ß",
    "\u200b",
    "e\u0301",
    "é",
    "ﾊﾟ",
]
prose = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=30)


@given(prose)
def test_offsets_go_back_in_order_and_within_the_text(text: str) -> None:
    folded = fold(text)
    places = [folded.back(at) for at in range(len(folded.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert places[-1] == len(text)


@given(prose)
def test_every_part_of_the_folded_text_comes_from_its_part_of_the_text(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        for end in range(start + 1, min(len(folded.text), start + 4) + 1):
            first, last = folded.span(start, end)
            assert first < last
            assert folded.text[start:end] in fold(text[first:last]).text


@given(prose, st.data())
def test_any_words_of_a_text_are_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded, words = fold(text), text[start:end]
    if fold(words).text and fold(words).text in folded.text:
        assert find(folded, words)


@given(prose, prose)
def test_hits_do_not_overlap(text: str, query: str) -> None:
    hits = find(fold(text), query)
    assert all(before[1] <= after[0] for before, after in pairwise(hits))


@pytest.mark.parametrize(
    ("query", "text", "hit"),
    [
        ("ガイドライン", "新ｶﾞｲﾄﾞﾗｲﾝの案", "ｶﾞｲﾄﾞﾗｲﾝ"),
        ("がいどらいん", "新ガイドラインの案", "ガイドライン"),
        ("ガイド", "新カ\u3099イト\u3099の案", "カ\u3099イト\u3099"),
        ("wi-fi", "庁内のＷｉ－Ｆｉ環境", "Ｗｉ－Ｆｉ"),
        ("図書館", "學校の圖書館で", "圖書館"),
        ("葛飾", "東京都葛\U000e0100飾区", "葛\U000e0100飾"),
        ("iii", "第Ⅲ期", "Ⅲ"),
        ("i", "第Ⅲ期", "Ⅲ"),
        ("65万9,000円", "６５万９，０００円と", "６５万９，０００円"),
        ("キロ", "五㌔先", "㌔"),
        ("髙橋", "高橋議員", "高橋"),
        ("山崎", "山﨑委員", "山﨑"),
        ("研修", "研\u200b修費", "研\u200b修"),
        ("don't", "I DON’T know", "DON’T"),
        ("café", "Cafe\u0301 noir", "Cafe\u0301"),
        ("strasse", "die Straße", "Straße"),
    ],
)
def test_one_word_in_its_forms(query: str, text: str, hit: str) -> None:
    assert [text[start:end] for start, end in find(fold(text), query)] == [hit]


def test_different_words_stay_different() -> None:
    assert find(fold("研究してまいります"), "検討") == []
    assert find(fold("か"), "が") == []
    assert find(fold("豫算"), "予算") == []
    assert find(fold("何か"), "") == []
