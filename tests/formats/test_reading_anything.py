"""The one door: whatever bytes come, they are read with every character kept, or refused in one line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import assert_whole, missing

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import FORMATS, read
from qa_reader.language.encodings import decode
from qa_reader.transcript.model import Transcript

PIECES = st.sampled_from((
    "質問1", "質問", "山田の質問", "担当課長の答弁", "答弁（市長）", "要望", "（以上）", "以上",
    "他の質問はこちら", "1.予算について", "(2)防災について", "①概要", "ア 見守り", "■教育",
    "【質疑応答】", "【冒頭発言】", "【質問】", "〈市長〉", "問　避難所は十分か。", "答　十分である。",
    "問1 公園は。", "答1 更新する。", "Q. Why?", "A. Because.", "Q1：庁舎は。", "Ａ１：完了した。",
    "Question 3", "Answer", "Mr. Hall: Yes.", "THE MAYOR: No.", "Q   And then?", "END", "――夢は。",
    "（記者）", "（町長）", "市長　検討する。", "動画はこちら▷【中継】", "https://example.org/a?b=c",
    "（拍手）", "〔市長登壇〕", "────────", "　段落の頭です。", "お願いいたします。",
    "考えているところでございます。", "令和5年 第3回定例会の質疑【ごみ】",
    "0:01:00 (質問)みどり新聞 森記者", "0:02:00 └ (回答)社長", "", "", "   ", "\t", "　", "x" * 130,
    "\x0c", "\x00", "a: b", "、", "。", "「", "【", "{", "<p>", "[", "%PDF", "=1+1", ",", "\u2028",
    "\ufeff", " \ufeff ", "\ufeff質問2",
))  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=40).map("\n".join)
NAMES = st.sampled_from(["a.txt", "b.md", "議会/質問.txt", "c", "d.csv", "e.json", "f.html"])


def outcome(data: bytes, path: str, format: str | None) -> tuple[Transcript | None, Unreadable | None]:
    try:
        return read(data, path, format=format), None
    except Unreadable as refused:
        return None, refused


def attempt(data: bytes, path: str, format: str | None = None) -> None:
    transcript, refusal = outcome(data, path, format)
    if transcript is None:
        assert refusal is not None
        assert refusal.reason != "defect"
        assert "\n" not in refusal.message
        return
    assert_whole(transcript)
    if transcript.format == "plain":
        assert not missing(transcript, decode(data).text)


@given(TEXTS, NAMES)
@settings(max_examples=300, deadline=None)
def test_every_character_of_a_text_is_kept(text: str, path: str) -> None:
    attempt(text.encode("utf-8", "replace"), path)


@given(TEXTS, st.sampled_from(["ja-blog", "ja-qa", "ja-press", "ja-interview", "en-qa", "dialogue"]))
@settings(max_examples=300, deadline=None)
def test_every_character_is_kept_by_every_profile(text: str, profile: str) -> None:
    attempt(text.encode("utf-8", "replace"), "a.txt", f"plain:{profile}")


@given(st.binary(max_size=600), NAMES)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, path: str) -> None:
    attempt(data, path)


@given(TEXTS, st.sampled_from(["cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-8-sig"]))
@settings(max_examples=150, deadline=None)
def test_any_encoding_is_read_or_refused(text: str, encoding: str) -> None:
    attempt(text.encode(encoding, "replace"), "a.txt")


@given(TEXTS, st.integers(0, 400))
@settings(max_examples=100, deadline=None)
def test_a_text_cut_off_anywhere_is_read_or_refused(text: str, length: int) -> None:
    attempt(text.encode("utf-8", "replace")[:length], "a.txt")


@pytest.mark.parametrize("data", [b"", b"\n\n \t\r\n", "\ufeff".encode(), b"\x00" * 50])
def test_nothing_is_refused_as_empty(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, "a.txt")
    assert refused.value.reason == "empty"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x7fELF\x02\x01\x01" + bytes(200), b"\x89PNG\r\n\x1a\n" + bytes(99)]
)
def test_no_text_is_refused_as_binary(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, "a.txt")
    assert refused.value.reason == "binary"


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b"x", "a.txt", format="gopher")
    assert refused.value.reason == "unknown-format"
    assert all(entry.name in refused.value.message for entry in FORMATS)


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ("あ", 3_000_000),
        ("問", 1_000_000),
        ("（", 500_000),
        ("Q. ", 500_000),
        ("質問\n", 50_000),
        ("(a", 500_000),
        ("【", 300_000),
        ("a:b ", 300_000),
        ("質問1\n森の質問\nなぜですか。\n市長の答弁\nそうです。お願いします。\n", 20_000),
    ],
)
def test_huge_lines_and_many_labels_are_read(piece: str, times: int) -> None:
    text = piece * times
    transcript = read(text.encode(), "a.txt")
    assert not missing(transcript, text)
    assert_whole(transcript)
