"""Markdown: rendered and read as a page, with the lines of the source; macros, heads, hostile texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import assert_whole

from qa_reader.formats.table import Unreadable, read
from qa_reader.transcript.model import Transcript

TALK = """{{first:2024-09-20}}

{{description:若葉市議会議員 森川さくらの9月定例会の質問です。}}

# 図書館について

{{#include ../partials/note.md:1}} 延長を**求めました**。[動画](https://video.example.jp/1)

## 主な質疑

<div class="bln bleft" data-speaker="森川（初）">

次の点はどうか。

- 開館時間
- 学習室

</div>

<div class="bln bright" data-speaker="教育長（谷川）">

一時間延ばす。

</div>
"""


def opened(text: str, name: str = "page.md") -> Transcript:
    transcript = read(text.encode(), name)
    assert_whole(transcript)
    return transcript


def words(transcript: Transcript) -> list[tuple[str, list[tuple[int | None, str]]]]:
    return [
        (turn.kind, [(block.line, block.text) for block in transcript.blocks[turn.start : turn.end]])
        for turn in transcript.turns
    ]


def test_balloons_in_markdown_with_the_lines_of_the_source() -> None:
    transcript = opened(TALK)
    assert transcript.format == "markdown"
    assert words(transcript) == [
        ("statement", [(7, "延長を求めました。動画")]),
        ("question", [(13, "次の点はどうか。"), (15, "開館時間"), (16, "学習室")]),
        ("answer", [(22, "一時間延ばす。")]),
    ]


def test_macros_are_words_or_links_and_never_text() -> None:
    transcript = opened(TALK)
    assert not any("{{" in block.text for block in transcript.blocks)
    assert [(link.text, link.url) for link in transcript.links] == [
        ("{{first:2024-09-20}}", None),
        ("{{#include ../partials/note.md:1}}", "../partials/note.md"),
        ("動画", "https://video.example.jp/1"),
    ]
    assert transcript.blocks[0].text == "若葉市議会議員 森川さくらの9月定例会の質問です。"


def test_bold_labels_and_headings_are_understood() -> None:
    transcript = opened(
        "# 報告\n\n## 公園\n\n**Q1.** 点検は。\n\n**A1.** 終えた。\n\n"
        "## 図書館\n\n**Q2.** 時間は。\n\n**A2.** 延ばす。\n"
    )
    assert [(kind, lines[0][1]) for kind, lines in words(transcript)] == [
        ("question", "点検は。"), ("answer", "終えた。"), ("question", "時間は。"), ("answer", "延ばす。")
    ]  # fmt: skip
    assert [section.heading for section in transcript.sections][-2:] == ["公園", "図書館"]


def test_a_generators_head_gives_title_and_address() -> None:
    head = '---\ntitle: "9月議会の質問"\nurl: https://example.jp/q\ntags: [a]\n---\n'
    text = head + "\n## 公園\n\n質問1\n\n点検は。\n\n答弁1\n\n終えた。\n"
    transcript = opened(text)
    assert (transcript.meta.title, transcript.meta.url) == ("9月議会の質問", "https://example.jp/q")
    assert words(transcript)[0][1][0][0] == 11


def test_minutes_in_markdown_are_minutes() -> None:
    text = (
        "# 会議録\n\n○議長（佐倉一郎君）　開きます。\n\n"
        "**○３番（森川さくら君）**　図書館はどうなりますか。\n\n○教育長（谷川進君）　延ばします。\n"
    )
    transcript = opened(text)
    assert (transcript.format, [turn.kind for turn in transcript.turns]) == (
        "markdown", ["chair", "question", "answer"]
    )  # fmt: skip


def test_several_signs_make_markdown_of_any_name() -> None:
    text = "## 公園\n\n**質問** 点検は。\n\n> 終えた。\n\n- [図](a.png)\n"
    assert opened(text, "memo.txt").format == "markdown"
    assert opened("# 公園\n質問1\n点検は。\n答弁1\n終えた。\n", "memo.txt").format == "plain"


def test_html_pasted_under_a_name_of_markdown_is_read() -> None:
    assert opened("<p>質問1</p>\n<p>点検は。</p>\n<p>答弁1</p>\n<p>終えた。</p>\n").exchanges


def test_a_text_too_large_for_markdown_is_read_as_it_stands() -> None:
    text = "# 報告\n\n質問1\n点検は。\n答弁1\n" + "終えた。\n" * 100_000
    assert opened(text).format == "plain"
    with pytest.raises(Unreadable) as refused:
        read(text.encode(), "a.md", format="markdown")
    assert refused.value.reason == "too-large"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 50_000, "[" * 50_000, "![" * 20_000, "*a " * 50_000, "`" * 50_000, "- " * 50_000, "<" * 50_000,
        "<div>\n\n" * 20_000, "[a](" * 20_000, "a|" * 20_000 + "\n" + "-|" * 20_000, "{{" * 50_000,
        "---\n" * 20_000,
    ],
    ids=range(12),
)  # fmt: skip
def test_hostile_markdown_is_answered(text: str) -> None:
    try:
        assert_whole(read(("# a\n\n" + text).encode(), "a.md"))
    except Unreadable as refused:
        assert refused.reason in ("too-deep", "no-text")  # noqa: PT017


PIECES = st.sampled_from((
    "# 題\n", "\n\n", "> 引用\n", "- 項目\n", "**質問** ", "[a](b)", "<div>\n", "</div>\n", "```\n",
    "<table><tr><td>\n", "|a|b|\n|-|-|\n", "質問1\n", "答弁1\n", "点検は。", "---\n", "title: a\n",
    "    code\n", "&lt;", "{{#include a}}",
    '<div class="bln bleft" data-speaker="森川">\n\n', "\x00", "\u3000", "1. ",
))  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_markdown_is_read_or_refused(text: str) -> None:
    try:
        transcript = read(("# 題\n" + text).encode("utf-8", "replace"), "a.md")
    except Unreadable as refused:
        assert refused.reason != "defect"  # noqa: PT017
        return
    assert_whole(transcript)
    count = len(re.findall(r"\r\n|\r|\n", text)) + 2  # a lone CR ends a line too (CommonMark 0.31 §2.1)
    assert all(block.line is None or 1 <= block.line <= count for block in transcript.blocks)
