"""Pieces that a reader selects: whole, in order, cut where a person would cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.segments import Piece, clauses, graphemes, phrases, sentences, words

PIECES = [
    *"あい漢字カナ。、！？「」（）()『』.!?,\n 　'\"…",
    *(
        "Mr. ",
        "3.14",
        "65万9,000円",
        "Wi-Fi",
        "e.g. ",
        "don’t ",
        "か\u3099",
        "Yahoo!",
        "です。",
        "U.S. ",
        "10:30",
    ),
]
prose = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=40)


def cut(text: str, pieces: list[Piece]) -> list[str]:
    return [text[start:end] for start, end in pieces]


@pytest.mark.parametrize("pieces_of", [sentences, clauses, phrases, words, graphemes])
@given(text=prose)
def test_pieces_are_in_order_and_leave_out_only_blanks(pieces_of: object, text: str) -> None:
    assert callable(pieces_of)
    at = 0
    for start, end in pieces_of(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@given(prose)
def test_pieces_never_divide_a_smaller_piece(text: str) -> None:
    edges = {edge for piece in sentences(text) for edge in piece}
    assert edges <= {edge for piece in clauses(text) for edge in piece}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("答えます。次です。", ["答えます。", "次です。"]),
        ("「はい。わかりました。」と答えた。次。", ["「はい。わかりました。」と答えた。", "次。"]),
        ("そうです（笑い。）。では", ["そうです（笑い。）。", "では"]),
        ("検討します。」以上", ["検討します。」", "以上"]),
        ("（拍手。）", ["（拍手。）"]),
        ("「一つ。二つ。」", ["「一つ。", "二つ。」"]),
        ("「閉じない。次です。", ["「閉じない。", "次です。"]),
        ("本当ですか？！はい。", ["本当ですか？！", "はい。"]),
        ("本当ですか?はい。", ["本当ですか?", "はい。"]),
        ("Yahoo!ニュースを見た。", ["Yahoo!ニュースを見た。"]),
        ("　区では。  次\n行替え", ["区では。", "次", "行替え"]),
        ("Mr. Smith paid $3.50. He left.", ["Mr. Smith paid $3.50.", "He left."]),
        ("The U.S. Government acts. Why?", ["The U.S. Government acts.", "Why?"]),
        ("See No. 3 of p. 12. No. Never!", ["See No. 3 of p. 12.", "No.", "Never!"]),
        ('He said "Yes." Then J. Doe left.', ['He said "Yes."', "Then J. Doe left."]),
        ("It is... well, e.g. this. I agree.", ["It is... well, e.g. this.", "I agree."]),
        (
            '"Really?" he said. (Laughter.) Next, please.',
            ['"Really?" he said.', "(Laughter.)", "Next, please."],
        ),
        ("この文書は，第１．２節．次は，以上．", ["この文書は，第１．２節．", "次は，以上．"]),
        ("", []),
    ],
)
def test_sentences(text: str, pieces: list[str]) -> None:
    assert cut(text, sentences(text)) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("一方で、まだ国も、検討段階です。", ["一方で、", "まだ国も、", "検討段階です。"]),
        ("paid 9,000 yen, at 10:30; then left.", ["paid 9,000 yen,", "at 10:30;", "then left."]),
        ("「はい、」と言い、去る。", ["「はい、」", "と言い、", "去る。"]),
    ],
)
def test_clauses(text: str, pieces: list[str]) -> None:
    assert cut(text, clauses(text)) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("まだ国も検討段階にある", ["まだ", "国", "も", "検討段階", "に", "ある"]),
        ("民間IT研修受講料65万9,000円と", ["民間", "IT", "研修受講料", "65万9,000", "円", "と"]),
        ("庁内のWi-Fi環境", ["庁内", "の", "Wi-Fi", "環境"]),
        ("I don’t know, really.", ["I", "don’t", "know", ",", "really", "."]),
    ],
)
def test_words(text: str, pieces: list[str]) -> None:
    assert cut(text, words(text)) == pieces


def test_phrases() -> None:
    text = "一方で、まだ国も検討段階にあることから、詳細な情報が示されていない。"
    assert cut(text, phrases(text)) == [
        *(
            "一方で、",
            "まだ",
            "国も",
            "検討段階に",
            "ある",
            "ことから、",
            "詳細な",
            "情報が",
            "示されていない。",
        )
    ]
    assert cut("we will  do it.", phrases("we will  do it.")) == ["we", "will", "do", "it."]


def test_graphemes_stay_whole() -> None:
    text = "か\u3099🇯🇵🇫🇷👨\u200d👩\u200d👧葛\U000e0100ｶﾞ"
    assert cut(text, graphemes(text)) == ["か\u3099", "🇯🇵", "🇫🇷", "👨\u200d👩\u200d👧", "葛\U000e0100", "ｶﾞ"]


def test_hangul_is_no_kanji() -> None:
    text = "한국検討"
    assert [text[start:end] for start, end in words(text)][-1] == "検討"


@given(st.text(alphabet="あ会 \u3000。a1、", max_size=40))
def test_plain_sentences_are_cut_as_all_others_are(text: str) -> None:
    # A bracket that nobody closes counts as text, and is cut round by the rules for all.
    by_all = [(start, end) for start, end in sentences(f"{text}\n（") if start <= len(text)]
    assert sentences(text) == by_all
