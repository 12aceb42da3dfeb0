"""What a reader types becomes a query, and the query finds: words, characters, expressions, by romaji."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.query import BadQuery, Query, Text, matcher, parse

TEXT = Text(
    "ＤＸの検討について、第１回定例会で伺います。データと学校の件です。\n第23回の検討会では、Wi-Fi環境とﾃﾞｰﾀを学校で示しました。"
)


def found(typed: str, text: Text = TEXT) -> list[str]:
    """What is found by the strictest way that finds anything."""
    match = matcher(parse(typed))
    for way in range(match.ways):
        if pieces := [text.text[start:end] for start, end in match.find(text, way)]:
            return pieces
    return []


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("研修", Query("研修")),
        ("構造 改革", Query("構造 改革")),
        (" 研修 ", Query(" 研修 ")),
        ("'make", Query("make", "literal")),
        ("=ＤＸ", Query("ＤＸ", "exact")),
        (r"/第\d+回/", Query(r"第\d+回", "pattern")),
        (r"/第\d+回", Query(r"第\d+回", "pattern")),
        (r"/a\/", Query(r"a\/", "pattern")),
        ("a:検討", Query("検討", where="answer")),
        ("q: 検討", Query("検討", where="question")),
        ("ａ：検討", Query("検討", where="answer")),
        ("n: h: 検討", Query("検討", where="highlight")),
        ("@担当課長 検討", Query("検討", speaker="担当課長")),
        ("＠佐藤_花子 a: 検討", Query("検討", where="answer", speaker="佐藤 花子")),
        ("#hedged.consider a:", Query("", where="answer", code="hedged.consider")),
        ("a: =ＤＸ", Query("ＤＸ", "exact", "answer")),
        ("'a: b", Query("a: b", "literal")),
        ("https://example.org/q", Query("https://example.org/q")),
        ("#3 検討", Query("#3 検討")),
        ("", Query("")),
    ],
)
def test_what_is_typed_is_understood(typed: str, query: Query) -> None:
    assert parse(typed) == query


@pytest.mark.parametrize("typed", ["", "  ", "a:", "@誰か ", "=", "'", "/", "//"])
def test_nothing_to_search_for(typed: str) -> None:
    assert not parse(typed)
    assert found(typed) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("dx", ["ＤＸ"]),
        ("データ", ["データ", "ﾃﾞｰﾀ"]),
        ("でーた", ["データ", "ﾃﾞｰﾀ"]),
        ("學校", ["学校", "学校"]),
        ("kentou", ["検討", "検討"]),
        ("'kentou", []),
        ("'wi-fi", ["Wi-Fi"]),
        ("=ＤＸ", ["ＤＸ"]),
        ("=DX", []),
        ("=ﾃﾞｰﾀ", ["ﾃﾞｰﾀ"]),
        (r"/第\d+回/", ["第１回", "第23回"]),
        ("/第[０-９]+回/", ["第１回", "第23回"]),
        ("/wi.fi/", ["Wi-Fi"]),
        ("/件.*検討/", []),
        (r"/件\s*です。\s*第/", []),
        (r"/\b|y*/", []),
        ("/(?-i:dx)/", []),
    ],
)
def test_finds(typed: str, words: list[str]) -> None:
    assert found(typed) == words


def test_capitals_are_romaji_only_where_they_stand_nowhere() -> None:
    finder = matcher(parse("AI"))
    text = Text("会議にAIを入れる")
    assert [text.text[start:end] for start, end in finder.find(text, 0)] == ["AI"]
    elsewhere = Text("お会いする")
    assert not list(finder.find(elsewhere, 0))
    assert list(finder.find(elsewhere, 1))


@pytest.mark.parametrize("pattern", ["(", "x{9999}", "(?=a)", r"(a)\1", "[z-a]", "(((a{99}){99}){99})"])
def test_a_bad_expression_is_refused_in_a_line(pattern: str) -> None:
    with pytest.raises(BadQuery, match="expression") as told:
        matcher(Query(pattern, "pattern"))
    assert "\n" not in str(told.value)


def test_an_expression_that_would_backtrack_for_ages_does_not() -> None:
    assert found("/(a*)*b|(x+x+)+y/", Text("a" * 100_000 + "x" * 100_000)) == []


def test_offsets_count_code_points_whatever_stands_before() -> None:
    text = Text("𠮟\ud800か\u3099👨‍👩‍👧ｶﾞ検討")
    for typed in ("検討", "kentou", "=検討", "/検討/"):
        assert list(matcher(parse(typed)).find(text)) == [(len(text.text) - 2, len(text.text))]


def test_a_long_search_leaves_off_when_told() -> None:
    text = Text("検討 " * 5000)
    for typed in ("kentou", "/検討/"):
        answers = itertools.chain([False], itertools.repeat(True))
        match = matcher(parse(typed), lambda answers=answers: next(answers))
        assert 0 < len(list(match.find(text))) < 5000


@given(st.text(), st.text(alphabet="検討カﾞが゛aＡ/=' :@q\n", max_size=40))
def test_pieces_are_in_order_and_within_the_text(typed: str, text: str) -> None:
    try:
        match = matcher(parse(typed))
    except BadQuery:
        return
    past = 0
    for start, end in match.find(Text(text)):
        assert past <= start < end <= len(text)
        past = end


@given(st.text(min_size=1), st.text())
def test_exact_finds_what_python_finds(words: str, text: str) -> None:
    pieces = list(matcher(Query(words, "exact")).find(Text(text)))
    assert len(pieces) == text.count(words)
    assert all(text[start:end] == words for start, end in pieces)
