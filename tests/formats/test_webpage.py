"""Web pages: the main text, what the markup says of who speaks, and hostile ones."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import assert_whole, characters, held

from qa_reader.formats.table import Unreadable, read
from qa_reader.transcript.model import Transcript


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html lang="ja"><head>{head}</head><body>{body}</body></html>'.encode()


def opened(body: str, head: str = "") -> Transcript:
    transcript = read(page(body, head), "page.html")
    assert_whole(transcript)
    assert transcript.format == "html"
    return transcript


def talk(transcript: Transcript) -> list[tuple[str, str, str]]:
    """Kind, speaker and words of each turn."""
    return [
        (
            turn.kind,
            transcript.speakers[turn.speaker].name if turn.speaker is not None else "-",
            "/".join(block.text for block in transcript.blocks[turn.start : turn.end]),
        )
        for turn in transcript.turns
    ]


BALLOONS = """
<h1>議案第3号 公園条例の改正</h1>
<p>即決</p>
<h2>主な質疑</h2>
<ul><li class="tips"><a href="#a">剪定の本数は</a></li></ul>
<h4>剪定の本数は</h4>
<div class="bln bleft" data-speaker="👍 森川さくら議員（緑の会）"><p>点検の結果は。</p></div>
<div class="bln bleft" data-speaker="👍 森川さくら議員（緑の会）"><p>剪定の本数は。</p></div>
<div class="bln bright" data-speaker="公園課長（谷川）">
<ul><li>32本である。</li><li>来月に終える。</li></ul></div>
<div class="bln bright" data-speaker="市長（佐倉一郎）（初）"><p>樹木は市の宝である。</p></div>
<div class="bln bleft thought"><p>🕵 前より増えた</p></div>
<div class="bln bleft" data-speaker="丘野（再）"><p>植樹は。</p></div>
<div class="bln bright" data-speaker="市長（佐倉一郎）"><p>検討したい。</p></div>
<div class="bln bleft" data-speaker="他会派の議員"><p>よろしく願う。</p></div>
<h2>採決</h2><p>全員賛成</p>
"""


def test_balloons_with_the_speaker_in_an_attribute() -> None:
    transcript = opened(BALLOONS)
    assert talk(transcript) == [
        ("statement", "-", "即決"),
        ("statement", "-", "剪定の本数は"),
        ("question", "森川さくら", "点検の結果は。/剪定の本数は。"),
        ("answer", "谷川", "32本である。/来月に終える。"),
        ("answer", "佐倉一郎", "樹木は市の宝である。"),
        ("info", "-", "🕵 前より増えた"),
        ("question", "丘野", "植樹は。"),
        ("answer", "佐倉一郎", "検討したい。"),
        ("remark", "他会派の議員", "よろしく願う。"),
        ("statement", "-", "全員賛成"),
    ]
    people = [(speaker.name, speaker.role, speaker.office, speaker.group) for speaker in transcript.speakers]
    assert people == [
        ("森川さくら", "member", None, "緑の会"),
        ("谷川", "official", "公園課長", None),
        ("佐倉一郎", "official", "市長", None),
        ("丘野", "member", None, None),
        ("他会派の議員", "member", None, None),
    ]
    assert [(len(e.questions), len(e.answers)) for e in transcript.exchanges] == [(1, 2), (1, 1)]
    assert [section.level for section in transcript.sections] == [1, 2, 4, 2]


def test_balloons_with_the_speaker_on_their_first_line() -> None:
    transcript = opened(
        '<div class="balloon bl-left">森川（初回質問時）<br><div>投票率は。</div></div>'
        '<div class="balloon bl-right"><span class="x">選挙管理委員会事務局長</span><br>'
        "<div><p>44%である。</p></div></div>"
        '<div class="balloon bl-left">⭐️ 森川（再質問時）<br><div>はい。<br>分かった。</div></div>'
    )
    assert talk(transcript) == [
        ("question", "森川", "投票率は。"),
        ("answer", "選挙管理委員会事務局長", "44%である。"),
        ("remark", "森川", "はい。/分かった。"),
    ]


def test_balloons_of_a_blog_system_with_a_name_element() -> None:
    transcript = opened(
        '<ul class="chat"><li class="chat-item left"><span class="chat-name">記者</span><p>開園は。</p></li>'
        '<li class="chat-item right"><span class="chat-name">谷川進 町長</span><p>四月です。</p></li></ul>'
        '<div class="speech-wrap sbp-l"><div class="speech-person"><img src="a.png" alt="">'
        '<div class="speech-name">記者</div></div><div class="speech-balloon"><p>定員は。</p></div></div>'
        '<div class="speech-wrap sbp-r">'
        '<div class="speech-person"><div class="speech-name">谷川進 町長</div></div>'
        '<div class="speech-balloon"><p>九十人です。</p></div></div>'
    )
    assert talk(transcript) == [
        ("question", "記者", "開園は。"), ("answer", "谷川進", "四月です。"),
        ("question", "記者", "定員は。"), ("answer", "谷川進", "九十人です。"),
    ]  # fmt: skip


FRAMED = """
<p class="breadcrumbs"><a href="../">若葉市議 森川の主張</a></p>
<h1>図書館について</h1>
<fieldset class="pnt"><legend><h2>まとめ</h2></legend><p>延長を求めました。</p></fieldset>
<h3>初回質問・初回答弁</h3>
<p>図書館は大切だ。</p>
<p><span class="q-a">Q1.</span> 開館時間は。</p>
<fieldset class="touben"><legend><span class="q-a">A.</span> 教育長（谷川 進）</legend>
一時間延ばす。<br><br>来春から。</fieldset>
<h3>主な再質問</h3>
<p><span class="q-a">Q.</span> 次のことはどうか。</p><ul><li>学習室</li></ul>
<fieldset class="touben"><legend>A. 教育部長（丘野 太郎）</legend>検討する。</fieldset>
<p>夜間も要るのではないか。</p>
<fieldset class="touben"><legend>A. 教育部長（丘野 太郎）</legend>研究する。</fieldset>
<p>以上</p>
"""


def test_framed_answers_leave_the_rest_to_the_asker() -> None:
    transcript = opened(FRAMED)
    assert talk(transcript)[1:] == [
        ("statement", "森川", "図書館は大切だ。"),
        ("question", "森川", "開館時間は。"),
        ("answer", "谷川 進", "一時間延ばす。/来春から。"),
        ("question", "森川", "次のことはどうか。/学習室"),
        ("answer", "丘野 太郎", "検討する。"),
        ("remark", "森川", "夜間も要るのではないか。"),
        ("answer", "丘野 太郎", "研究する。"),
    ]
    assert len(transcript.exchanges) == 3  # unmarked words that are answered open one, and stay a remark
    assert [block.text for block in transcript.blocks if block.part == "back"] == ["以上"]
    assert transcript.turns[2].label == "Q1."


SIGNS = """
<h1>議案第5号</h1><blockquote>提案の理由である。（佐倉 市長）</blockquote>
<h2>主な質疑</h2>
<table class="qanda"><tr><td><i class="fa fa-question-circle-o" aria-label="その他 議員による質問"></i></td>
<td>説明会は。（丘野 太郎）</td></tr></table>
<blockquote><p>二回開いた。（谷川 公園課長）</p></blockquote>
<table class="qanda"><tr>
<td><i class="fa fa-question-circle" aria-label="緑の会 森川さくらによる質問"></i></td>
<td>費用は。</td></tr></table>
<blockquote><p>百万円である。（谷川）</p><p>国が半分出す。（水野 財政課長）</p></blockquote>
<table class="qanda"><tr>
<td><i class="fa fa-exclamation-circle" aria-label="緑の会 森川さくらによる意見"></i></td>
<td>高いと思う。</td></tr></table>
<p>高いと感じました。</p>
"""


def test_rows_with_the_sign_of_a_question_and_quotations_that_answer() -> None:
    transcript = opened(SIGNS)
    assert talk(transcript) == [
        ("statement", "-", "提案の理由である。（佐倉 市長）"),
        ("question", "丘野 太郎", "説明会は。（丘野 太郎）"),
        ("answer", "谷川", "二回開いた。（谷川 公園課長）"),
        ("question", "森川さくら", "費用は。"),
        ("answer", "", "百万円である。（谷川）/国が半分出す。（水野 財政課長）"),
        ("remark", "森川さくら", "高いと思う。"),
        ("statement", "-", "高いと感じました。"),
    ]
    assert [notice.code for notice in transcript.notices] == ["several-voices"]


# Pages whose text is labelled

PLAIN = """
<header class="site-header"><a href="/">森川さくら</a><nav><a href="/b">ブログ</a></nav></header>
<div id="content"><h1>9月議会の報告</h1>
<h2>1. 公園の樹木について</h2>
<p><strong>【質問】</strong><br>点検の結果は。</p>
<p><strong>【答弁】</strong>32本を伐採する。</p>
<dl><dt>再質問</dt><dd>植樹は。</dd></dl><p><b>答弁</b>検討する。</p>
<h2>2. 図書館について</h2>
<table><tr><th>質問</th><td>開館時間は。<br>延ばしてほしい。</td></tr>
<tr><th>答弁</th><td>一時間延ばす。</td></tr></table>
<p>議場の様子は<a href="https://video.example.jp/1">こちらの録画</a>にあります。</p></div>
<div id="sidebar" class="widget-area"><h3>最近の投稿</h3>
<ul><li><a href="/1">駅頭に立ちました</a></li></ul></div>
<footer><a href="/p">個人情報について</a></footer>
<script>var a = "質問";</script><p style="display:none">隠れた行</p>
"""


def test_labels_in_a_pages_text_are_read_by_profiles() -> None:
    transcript = opened(PLAIN, "<title>報告 | 若葉市議会議員 森川さくら公式サイト</title>")
    assert [(kind, who) for kind, who, _words in talk(transcript) if kind != "statement"] == [
        ("question", "森川さくら"), ("answer", ""), ("question", "森川さくら"), ("answer", ""),
        ("question", "森川さくら"), ("answer", ""),
    ]  # fmt: skip
    assert [(section.level, section.heading) for section in transcript.sections] == [
        (1, "9月議会の報告"), (2, "公園の樹木について"), (2, "図書館について")
    ]  # fmt: skip
    assert (transcript.meta.title, transcript.meta.body) == ("9月議会の報告", "若葉市議会")


def test_menus_are_left_out_and_said_to_be() -> None:
    transcript = opened(PLAIN)
    text = "".join(block.text for block in transcript.blocks)
    assert not any(word in text for word in ("駅頭", "ブログ", "個人情報", "var a", "隠れた"))
    assert "left-out" in [notice.code for notice in transcript.notices]


def test_links_keep_their_addresses_and_blocks() -> None:
    transcript = opened(PLAIN)
    link = next(link for link in transcript.links if link.url == "https://video.example.jp/1")
    assert link.text == "こちらの録画"
    assert link.block is not None
    assert link.text in transcript.blocks[link.block].text


def test_minutes_in_a_page_are_minutes() -> None:
    transcript = opened(
        "<pre>○議長（佐倉一郎君）　開きます。\n○３番（森川さくら君）　図書館はどうなりますか。\n"
        "○教育長（谷川進君）　延ばします。</pre>"
    )
    assert [turn.kind for turn in transcript.turns] == ["chair", "question", "answer"]
    assert [transcript.blocks[turn.start].line for turn in transcript.turns] == [1, 2, 3]


def test_a_page_without_labels_opens_as_a_statement() -> None:
    transcript = opened("<h1>日記</h1><p>今日は晴れた。</p>")
    assert "今日は晴れた。" in [block.text for block in transcript.blocks]


@pytest.mark.parametrize(
    "body", [BALLOONS, FRAMED, SIGNS, PLAIN[PLAIN.index('<div id="content') : PLAIN.index('<div id="side')]]
)
def test_every_character_shown_is_kept(body: str) -> None:
    shown = html.unescape(re.sub(r"<[^<>]+>", "", body))
    assert not characters(shown) - held(opened(f"<main>{body}</main>"))


# Hostile pages


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, "a.html")
    assert "\n" not in refused.value.message
    return refused.value.reason


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "fieldset", "blockquote", "ul><li", "a href=x"])
def test_nesting_without_end_is_refused_or_read(tag: str) -> None:
    data = page(f"<{tag}>" * 100_000 + "質問")
    try:
        read(data, "a.html")
    except Unreadable as refused:
        assert refused.reason in ("too-deep", "damaged")  # noqa: PT017


def test_a_page_without_text_says_so() -> None:
    assert refusal(page('<div id="app"></div><script>start()</script>')) == "no-text"


@pytest.mark.parametrize(
    "body",
    [
        "あ" * 3_500_000,
        "<p>" + "問 " * 300_000,
        '<div class="bln bleft" data-speaker="' + "（" * 200_000 + '">あ</div>' * 3,
        "<a href='x'>あ" * 50_000,
        "<table>" + "<tr><td><i aria-label='質問'></i><td>あ" * 20_000,
        "<blockquote>あ</blockquote>" * 20_000,
        '<div class="talk"><p class="name">市長</p>' * 1_000 + "あ",
        "&" * 500_000,
        "<!--" * 200_000,
        "<" * 300_000,
    ],
    ids=range(10),
)
def test_a_page_of_one_long_thing_is_answered(body: str) -> None:
    try:
        assert_whole(read(page(body), "a.html"))
    except Unreadable as refused:
        assert refused.reason != "defect"  # noqa: PT017


PIECES = st.sampled_from((
    "<div>", "</div>", "<p>", "</p>", "<table>", "<tr>", "<td>",
    "</table>", "<blockquote>", "</blockquote>",
    "<fieldset>", "<legend>A. 市長（谷川）</legend>", "</fieldset>", "<br>", "<h2>", "</h2>", "<b>市長</b>",
    '<div class="bln bleft" data-speaker="森川議員">',
    '<div class="bln bright" data-speaker="市長（谷川）">',
    '<div class="bln thought">', '<div class="balloon left">森川<br><div>', '<i aria-label="質問">',
    '<span class="name">市長</span>', "<pre>\n\n", "</pre>", "質問1",
    "【答弁】", "Q. ", "&amp;", "&nbsp;", "\x00",
    "○議長（佐倉君）　開きます。", "以上", "<script>", "</script>", "<!-- -->",
    "<a href='https://example.jp/'>", "</a>",
    "<main>", "</main>", "<nav>", "　", "\n", "<", "\ud800".encode("utf-8", "replace").decode(),
))  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_markup_is_read_or_refused(body: str) -> None:
    try:
        transcript = read(page(body.encode("utf-8", "replace").decode()), "a.html")
    except Unreadable as refused:
        assert refused.reason != "defect"  # noqa: PT017
        return
    assert_whole(transcript)
