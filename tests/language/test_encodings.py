"""Which encoding bytes are really in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_reader.language.encodings import decode
from qa_reader.language.guess import language_of

PROSE = (
    "本市では、避難所の備蓄について、目標の九割を確保しているところでございます。残りにつきましても、来年度中に"
    "整えてまいります。あわせて、ガイドラインの見直しを進めております。\n"
)
NAMES = "髙橋 﨑山 ①議案 ㈱みどり ～ －\n"


@pytest.mark.parametrize("times", [1, 40])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("python", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp932", "cp932"),
        ("shift_jis", "cp932"),
        ("euc_jp", "euc-jp"),
        ("iso2022_jp", "iso-2022-jp"),
        ("utf-16", "utf-16le"),
        ("utf-16-le", "utf-16le"),
        ("utf-16-be", "utf-16be"),
        ("utf-32", "utf-32le"),
    ],
)
def test_japanese(python: str, name: str, newline: str, times: int) -> None:
    decoded = decode((PROSE * times).replace("\n", newline).encode(python))
    assert (decoded.text, decoded.encoding) == (PROSE * times, name)
    assert decoded.newline == {"\n": "lf", "\r\n": "crlf", "\r": "cr"}[newline]
    assert not decoded.notices
    assert codecs.lookup(decoded.encoding)


def test_characters_only_windows_has() -> None:
    decoded = decode((NAMES + PROSE).encode("cp932"))
    assert (decoded.text, decoded.encoding) == (NAMES + PROSE, "cp932")


def test_a_list_of_names_without_kana() -> None:
    families, names = ("山田", "佐藤", "中村", "小林"), ("一郎", "花子", "直樹", "千秋")
    text = "".join(f"{family}{name}\n" for family in families for name in names)
    assert decode(text.encode("cp932")).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le président répond à la question posée hier. Où en êtes-vous ? " * 8, "cp1252"),
        ("Der Bürgermeister erklärt, daß die Straße geöffnet wird. " * 8, "cp1252"),
        ("Председатель ответил на вопрос депутата о бюджете города. " * 8, "cp1251"),
        ("主席先生，我想問政府有關房屋政策的進展。" * 8, "big5"),
        ("시장은 예산에 관한 질문에 답변하였습니다. " * 8, "euc_kr"),
    ],
)
def test_other_languages_go_to_the_detector(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_bytes_beat_declarations() -> None:
    assert decode(PROSE.encode(), declared="Shift_JIS").text == PROSE
    latin = "Réponse: été, forêt, cœur".encode("cp1252")
    assert decode(latin, declared="windows-1252").text == "Réponse: été, forêt, cœur"
    assert decode(latin, declared="no-such-thing").text
    assert decode(b"+AGE-", declared="utf-7").text == "+AGE-"


def test_a_broken_byte_in_utf8_is_told_and_costs_only_itself() -> None:
    decoded = decode(PROSE.encode() * 3 + b"\xe3\x81")
    assert decoded.text == PROSE * 3 + "\N{REPLACEMENT CHARACTER}"
    assert decoded.encoding == "utf-8"
    assert len(decoded.notices) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "utf-16-le"])
def test_a_head_may_end_inside_a_character(encoding: str) -> None:
    whole = (PROSE * 4).encode(encoding)
    for length in range(len(whole) - 8, len(whole)):
        head = decode(whole[:length], final=False)
        assert (PROSE * 4).startswith(head.text)
        assert not head.notices


def test_line_ends_of_several_kinds() -> None:
    decoded = decode(b"a\r\nb\nc\rd")
    assert (decoded.text, decoded.newline) == ("a\nb\nc\nd", "mixed")
    assert decode(b"a").newline == "none"


@given(st.binary(max_size=400), st.booleans())
@settings(deadline=None)
def test_any_bytes_become_text(data: bytes, final: bool) -> None:
    decoded = decode(data, final=final)
    assert "\r" not in decoded.text
    decoded.text.encode("utf-8", "surrogatepass")


def test_files_joined_to_one_bring_their_marks_of_byte_order_along() -> None:
    joined = "\ufeff質問1\r\n\ufeff\ufeff答弁1\n\ufeff\n一つ\ufeff二つ".encode()
    assert decode(joined).text == "質問1\n答弁1\n\n一つ\ufeff二つ"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff\x1b"), min_size=1, max_size=200))
@settings(deadline=None)
def test_utf8_is_read_as_it_is(text: str) -> None:
    data = text.encode()
    if not data.count(0) * 5 > len(data):
        assert decode(data).text == text


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (PROSE, "ja"),
        ("What did the council decide, and when was the public told of it?", "en"),
        ("主席：我想問政府有關房屋政策的進展，會否考慮增加供應？", "zh-Hant"),
        ("시장은 예산에 관한 질문에 답변하였습니다.", "ko"),
        ("El señor presidente ha respondido a las preguntas de los diputados.", "es"),
        ("1234 5678", None),
        ("", None),
    ],
)
def test_languages(text: str, tag: str | None) -> None:
    assert language_of(text) == tag
