"""Cue phrases suggest a code where an answer uses them, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.annotation.codebook import built_in as codebook
from qa_reader.annotation.cues import BadCues, Suggestions, built_in, find_cues, parse
from qa_reader.transcript.model import Block, Position, Source, Transcript, Turn
from qa_reader.transcript.outline import Outline


def found(text: str) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.cue.code) for each in find_cues(text, built_in())]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("夜間の訓練は、今後検討してまいります。", "検討してまいり", "hedged.consider"),
        ("前向きに検討してまいります。", "前向きに", "hedged.positive"),
        ("他市の事例を調査研究してまいります。", "調査研究して", "hedged.study"),
        ("引き続き注意喚起に取り組んでまいります。", "取り組んでまい", "committed.unspecific"),
        ("来年度までに整備してまいります。", "整備してまい", "committed.specific"),
        ("早期に実現するよう努めてまいります。", "よう努め", "hedged.effort"),
        ("お答えを差し控えさせていただきます。", "お答えを差し控え", "declined.refuse"),
        ("新たに設ける考えはございません。", "考えはございません", "answered.no"),
        ("詳細は把握しておりません。", "把握しておりません", "declined.ignorance"),
        ("仮定の御質問にはお答えいたしかねます。", "仮定の御質問", "declined.hypothetical"),
        ("We will publish the plan by the end of June.", "We will", "committed.specific"),
        ("The scheme is UNDER REVIEW.", "UNDER REVIEW", "hedged.consider"),
        ("I do not have those figures.", "do not have those figures", "declined.ignorance"),
        ("いずれにいたしましても、重要な課題です。", "いずれにいたしましても", ""),
    ],
)
def test_a_phrase_suggests_a_code(text: str, words: str, code: str) -> None:
    assert (words, code) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "議員の「検討してまいります」という答弁について申し上げます。",  # quoted
        "庁内で検討してまいりましたが、実施することといたしました。",  # the sentence turns round
        "毛布は三千枚を備蓄しております。",
        "The preview is over.",  # no whole word
    ],
)
def test_other_words_suggest_nothing(text: str) -> None:
    assert found(text) == []


def test_every_suggestion_is_a_code_of_the_codebook_with_reason_and_source() -> None:
    for cue in built_in():
        assert not cue.code or cue.code in codebook().codes, cue.code
        assert cue.source
        for language in ("ja", "en"):
            assert cue.reason(language)
        assert cue.phrases


@given(st.text("検討してまいります。、「」前向きにUNDER review ｶﾞ①", max_size=60))
def test_what_is_found_lies_in_the_text_and_apart(text: str) -> None:
    reached = 0
    for start, end, _cue in find_cues(text, built_in()):
        assert reached <= start < end <= len(text)
        reached = end


def test_only_answers_are_looked_at_and_one_is_stepped_to_from_the_other() -> None:
    texts = [
        "検討していますか。検討してまいりますか。",
        "検討してまいります。前向きに。",
        "はい。",
        "研究してまいります。",
    ]
    kinds = ("question", "answer", "remark", "answer")
    turns = [Turn(kind, at, at + 1) for at, kind in enumerate(kinds)]
    transcript = Transcript(Source("x.txt"), "plain", [Block(text) for text in texts], turns=turns)
    suggestions = Suggestions(transcript, Outline(transcript), built_in())
    assert suggestions.in_block(0) == ()
    assert [each.start for each in suggestions.in_block(1)] == [0, 10]
    places = []
    position = Position(0, 0)
    while (step := suggestions.beside(position, 1)) is not None:
        position = step[0].start
        places.append(position)
    assert places == [(1, 0), (1, 10), (3, 0)]
    step = suggestions.beside(Position(3, 0), -1)
    assert step is not None
    assert step[0].start == (1, 10)


@pytest.mark.parametrize(
    "text",
    [
        "[[cue",
        "cue = 1",
        "[[cue]]\nphrases = 'x'",
        "[[cue]]\nphrases = ['(a']",
        "[[cue]]\nphrases = ['(a(b))']",
    ],
)
def test_bad_cues_are_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadCues) as refused:
        parse(text)
    assert "\n" not in str(refused.value)
