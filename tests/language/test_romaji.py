"""Romaji finds Japanese: what is found, where it begins and ends, and what is left alone."""

from __future__ import annotations

import gzip
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.folding import fold
from qa_reader.language.kana import loose, steps, syllables
from qa_reader.language.romaji import WAYS, Finder, readable

SPEECH = """\
本市の行政手続のＤＸ推進について伺います。手続きのオンライン化は検討段階にあり、取り組みが遅れております。
職員研修の予算は、構造改革の中で削減されました。データの標準化と、システムの共通化に向けた取組も必要です。
産前・産後ケアの申し込みは、令和3年度からWi-Fi環境のある新庁舎の窓口で受け付けております。
全庁的な見直しにより、三層分離の運用を改め、個人情報保護と情報セキュリティーを確保してまいります。
公園づくりは区民サービスの向上に不可欠であり、引き続き子育て相談を進め、財源の確保に努めます。
コーヒーサーバーの設置は、禁煙のお店に限り、少子高齢化を踏まえて東京都と調整します。
"""


def found(typed: str, text: str = SPEECH) -> list[str]:
    """What `typed` finds in `text`, as a search does: by the strictest way that finds anything."""
    folded = fold(text)
    for way in WAYS:
        pieces = [folded.span(*piece) for piece in Finder(typed, way).find(folded.text)]
        if pieces:
            return [text[start:end] for start, end in pieces]
    return []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        # Ways of writing romaji
        ("kentou", ["検討"]),
        ("kenshuu", ["研修"]),
        ("kensyuu", ["研修"]),
        ("zyouhou", ["情報", "情報"]),
        ("jouhou", ["情報", "情報"]),
        ("shisutemu", ["システム"]),
        ("sisutemu", ["システム"]),
        ("madoguchi", ["窓口"]),
        ("madoguti", ["窓口"]),
        ("tetsuduki", ["手続", "手続き"]),
        ("tetsuzuki", ["手続", "手続き"]),
        ("tetuduki", ["手続", "手続き"]),
        ("tetuzuki", ["手続", "手続き"]),
        ("hikitsuduki", ["引き続き"]),
        ("kouenzukuri", ["公園づくり"]),
        ("kouendukuri", ["公園づくり"]),
        ("un'you", ["運用"]),
        ("unnyou", ["運用"]),
        ("unyou", ["運用"]),
        ("kin'en", ["禁煙"]),
        ("KENTOU", ["検討"]),
        # Loan words
        ("de-ta", ["データ"]),
        ("deeta", ["データ"]),
        ("sekyuritexi-", ["セキュリティー"]),
        ("sekyuritii", ["セキュリティー"]),
        ("sekyuriti", ["セキュリティー"]),
        ("security", ["セキュリティー"]),
        ("ko-hi-", ["コーヒー"]),
        ("kohi", ["コーヒー"]),
        ("koohii", ["コーヒー"]),
        # Words that join, kana between them, what is passed over
        ("kouzoukaikaku", ["構造改革"]),
        ("kouzou kaikaku", ["構造改革"]),
        ("sanzensango", ["産前・産後"]),
        ("kojinjouhouhogo", ["個人情報保護"]),
        ("kosodatesoudan", ["子育て相談"]),
        ("shinchousha", ["新庁舎"]),
        ("zenchouteki", ["全庁的"]),
        ("sansoubunri", ["三層分離"]),
        ("shoushikoureika", ["少子高齢化"]),
        ("kuminsa-bisu", ["区民サービス"]),
        ("omise", ["お店"]),
        # Kana of a word written or not
        ("torikumi", ["取り組み", "取組"]),
        ("moushikomi", ["申し込み"]),
        ("minaoshi", ["見直し"]),
        # Letters and figures among them
        ("dxsuishin", ["ＤＸ推進"]),
        ("dx", ["ＤＸ"]),
        ("wi-fikankyou", ["Wi-Fi環境"]),
        ("wi-fi", ["Wi-Fi"]),
        ("reiwa3nendo", ["令和3年度"]),
        # As it is typed
        ("kensh", ["研修"]),
        ("kenshu", ["研修"]),
        ("kouzoukaik", ["構造改革"]),
        ("suishi", ["推進"]),
        # Without macrons
        ("tokyo", ["東京"]),
    ],
)
def test_finds(typed: str, words: list[str]) -> None:
    assert found(typed) == words


@pytest.mark.parametrize("typed", ["shoubou", "gakkou", "kyoutaku", "budget", "xqzv", "nn'n'-"])
def test_finds_nothing_that_is_not_there(typed: str) -> None:
    assert found(typed) == []


def test_letters_of_other_languages_are_found_as_they_stand() -> None:
    text = "We make the case for it: a wifi tower, made to make do."
    assert found("make", text) == ["make", "make"]
    assert found("it", text) == ["it"]
    assert found("madeto", text) == []


def test_the_strict_way_does_not_take_every_kanji_for_every_syllable() -> None:
    assert list(Finder("ikou", WAYS[0]).find("区に行く間に以降の議会")) == [(6, 8)]


@pytest.mark.parametrize("typed", ["ab", "a1b", "de-ta", "kin'en", "kouzou kaikaku", " ab "])
def test_readable(typed: str) -> None:
    assert readable(typed)


@pytest.mark.parametrize(
    "typed", ["", "a", "検討", "kenとう", "'make", "-ab", "12", "a1", "x" * 65, "a.b", "ａｂ"]
)
def test_not_readable(typed: str) -> None:
    assert not readable(typed)


_HIRAGANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん"
_ROMAJI = {
    kana: key for key, each in sorted(syllables().items(), key=lambda item: -len(item[0])) for kana in each
}


@given(st.text(_HIRAGANA, min_size=2, max_size=12), st.text(_HIRAGANA + "検討・。", max_size=6))
def test_any_kana_is_found_by_its_romaji(kana: str, around: str) -> None:
    typed = "".join("n'" if each == "ん" else _ROMAJI[each] for each in kana)
    folded = fold(around + "。" + kana + "。" + around)
    where = len(around) + 1
    pieces = list(Finder(typed).find(folded.text))
    assert any(start <= where < end for start, end in pieces)


@given(st.text("aiueoknstshy'- x", max_size=12), st.text(alphabet="検討けんとう・ー の行kx\n", max_size=30))
def test_hits_are_in_order_and_never_across_lines(typed: str, text: str) -> None:
    folded = fold(text).text
    for way in WAYS:
        if not readable(typed):
            return
        past = 0
        for start, end in Finder(typed, way).find(folded):
            assert past <= start < end <= len(folded)
            assert "\n" not in folded[start:end]
            past = end


def test_every_step_leads_on() -> None:
    for typed in syllables():
        assert any(end == len(typed) for _kana, end in steps(typed, 0))


def test_the_table_of_readings_is_sorted_and_folded() -> None:
    data = files("qa_reader.language").joinpath("data", "readings.txt.gz").read_bytes()
    lines = gzip.decompress(data).decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) > 80_000
    for line in lines[:: len(lines) // 500]:
        reading, *words = line.split(" ")
        assert reading == loose(reading)
        assert words
        assert all(word == loose(fold(word).text) for word in words)


def test_the_words_of_others_come_with_their_notices() -> None:
    notice = files("qa_reader.language").joinpath("data", "NOTICE").read_text("utf-8")
    for whose in ("oguna", "Google Inc.", "The UniDic Consortium"):
        assert whose in notice
