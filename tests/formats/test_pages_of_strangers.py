"""Councillors' pages and press conferences as plain text in shapes met elsewhere, with made-up words."""

from __future__ import annotations

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def page(text: str) -> Transcript:
    transcript = read(text.encode(), "page.txt")
    assert_whole(transcript)
    assert transcript.format == "plain"
    assert not missing(transcript, text)
    return transcript


def told(transcript: Transcript) -> list[tuple[str, str]]:
    """Kind and speaker's name of each turn."""
    return [(turn.kind, transcript.speakers[turn.speaker or 0].name) for turn in transcript.turns]


@pytest.mark.parametrize("around", ["＜＞", "〈〉", "《》", "［］", "（）", "〔〕"])
def test_follow_ups_and_wishes_in_brackets(around: str) -> None:
    a, b = around
    text = (
        f"{a}質問{b}\n条例の見直しを伺う。\n{a}答弁（都市計画部長）{b}\n来年度に見直す。\n"
        f"{a}再質問{b}\n市民参加の方法は。\n{a}再答弁・都市計画部長{b}\n集まりを開く。\n{a}要望{b}\n若者にも。\n"
    )
    assert told(page(text)) == [
        ("question", ""),
        ("answer", "都市計画部長"),
        ("question", ""),
        ("answer", "都市計画部長"),
        ("remark", ""),
    ]


@pytest.mark.parametrize(("asks", "tells"), [("◆質問：", "◇回答："), ("Q　", "A　"), ("質問　", "答弁　")])
def test_names_on_the_line_of_the_mark(asks: str, tells: str) -> None:
    transcript = page(
        f"{asks}谷花子\n保育士の処遇の改善について市長の見解を伺います。\n\n{tells}市長\n市独自に上乗せしています。\n\n"
        f"{asks}谷花子\nその金額は。\n\n{tells}こども部長\n月額1万円です。\n"
    )
    assert told(transcript) == [
        ("question", "谷花子"),
        ("answer", "市長"),
        ("question", "谷花子"),
        ("answer", "こども部長"),
    ]
    assert transcript.blocks[0].text.startswith("保育士")


def test_a_subject_on_the_line_of_the_mark_is_no_name() -> None:
    transcript = page(
        "Q　学校給食について\n無償化の考えは。\nA　教育長\n検討します。\nQ　図書館\n時間は。\nA　決めます。\n"
    )
    assert told(transcript)[0] == ("question", "")
    assert transcript.blocks[0].text == "学校給食について"
    assert [block.text for block in transcript.blocks[3:5]] == ["図書館", "時間は。"]


def test_lines_that_begin_with_a_sign_are_japanese_all_the_same() -> None:
    transcript = page(
        "◆質問：\n保育の\n待機の数は\n◇回答：\n今年の数は\n十人です\n◆質問：\n来年の数は\n◇回答：\nゼロです\n"
    )
    assert [block.text for block in transcript.blocks] == [
        "保育の", "待機の数は", "今年の数は", "十人です", "来年の数は", "ゼロです"
    ]  # fmt: skip


def test_a_conversation_whose_questions_end_short() -> None:
    transcript = page(
        "谷：まず、見守りについてお聞きします。\n\n福祉部長：三千人です。\n\n谷：シールの配布状況は。\n\n"
        "福祉部長：120人です。\n\n谷：ありがとうございます。\n\n市長：増やします。\n"
    )
    assert told(transcript)[:4] == [
        ("question", "谷"), ("answer", "福祉部長"), ("question", "谷"), ("answer", "福祉部長")
    ]  # fmt: skip


def test_a_reporter_who_only_leads() -> None:
    transcript = page(
        "定例記者会見\n日時：平成21年9月2日（水）\n"
        "幹事社　9月最初の会見よろしくお願いいたします。それでは知事の方からお願いします。\n"
        "広田知事　私から申し上げます。\n幹事社　それでは各社どうぞ。\n"
        "記者　備蓄はどうなっていますか。\n広田知事　十分にあります。\n"
        "記者　ダムについて、知事から見解をお願いします。\n広田知事　進めます。\n"
    )
    assert [kind for kind, _name in told(transcript)] == [
        "chair", "statement", "chair", "question", "answer", "question", "answer"
    ]  # fmt: skip


def test_names_of_newsrooms_behind_q() -> None:
    transcript = page(
        "令和4年5月11日 架空県知事 定例記者会見\n質疑\n"
        "Q 代表幹事(架空通信)\n再開について伺います。\nA 知事\n進めます。\n"
        "Q 架空日報\n予算について伺います。\nA 知事\n議論します。\n"
    )
    assert told(transcript) == [
        ("question", "架空通信"), ("answer", "知事"), ("question", "架空日報"), ("answer", "知事")
    ]  # fmt: skip
