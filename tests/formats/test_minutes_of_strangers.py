"""Minutes as councils print them that no sample comes from: made-up meetings after shapes met elsewhere."""

from __future__ import annotations

import json

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def minutes(text: str, path: str = "r060612.txt") -> Transcript:
    transcript = read(text.encode(), path)
    assert_whole(transcript)
    return transcript


def kinds(transcript: Transcript) -> list[str]:
    return [turn.kind for turn in transcript.turns]


def paired(transcript: Transcript) -> list[tuple[list[int], list[int]]]:
    """The turns of questions and of answers, by exchange."""
    return [([p.turn for p in e.questions], [p.turn for p in e.answers]) for e in transcript.exchanges]


WITHOUT_MARKS = """令和５年第３回大沢町議会定例会会議録

出席議員
　１番　海野　一郎君　　　　７番　鈴原　恵子君
説明のため出席した者
　町長　　谷口　学君　　教育長　　森川　鶴子君

　　　午前１０時００分　開　会
議長（石田正博君）　皆さん、おはようございます。
　７番鈴原恵子議員。
７番（鈴原恵子君）　通告に従い質問します。
　町の現状を伺います。
議長（石田正博君）　答弁願います。町長。
町長（谷口　学君）　お答えいたします。現状は良好です。
議 長（石田正博君）　鈴原恵子議員。
７番（鈴原恵子君）　予算はいつですか。
保健福祉課長（小松純一君）　来年度です。
議長（石田正博君）　以上で一般質問を終わります。
　　　午前１１時００分　散　会
"""


def test_labels_without_marks() -> None:
    transcript = minutes(WITHOUT_MARKS)
    assert transcript.format == "minutes"
    assert kinds(transcript) == [
        "chair", "question", "chair", "answer", "chair", "question", "answer", "chair"
    ]  # fmt: skip
    assert all(turn.mark is None for turn in transcript.turns)
    assert (transcript.meta.body, transcript.meta.meeting) == (
        "大沢町議会",
        "令和５年第３回大沢町議会定例会会議録",
    )
    assert not missing(transcript, WITHOUT_MARKS)


def test_a_councillors_page_with_such_labels_is_no_minutes() -> None:
    page = "議員（谷花子）　水道は。\n市長（大木一）　直します。\n" * 3
    assert read(page.encode(), "a.txt").format == "plain"


def test_characters_of_labels_stand_apart() -> None:
    transcript = minutes(
        "○大 沢 議 長　会議を開きます。\n"
        "○宍 田 議 員　水道について伺います。\n"
        "○永 田 教 育 長　お答えいたします。\n"
        "○熊田予算決算常任委員長　報告いたします。\n"
    )
    assert kinds(transcript)[:3] == ["chair", "question", "answer"]
    reporter = transcript.speakers[transcript.turns[3].speaker or 0]
    assert (reporter.name, reporter.office) == ("熊田", "予算決算常任委員長")


def test_a_rule_of_waves() -> None:
    transcript = minutes(
        "○議長（森太一君）　休憩します。\n～～～～～○～～～～～\n　午前10時再開\n"
        "○議長（森太一君）　再開します。\n"
    )
    assert [b.part for b in transcript.blocks] == ["speech", "stage", "stage", "speech"]


ITEMS = """○議長（森太一君）　２番、谷花子君。
○２番（谷花子君）　谷です。
　●空き家対策について
　空き家は何件ですか。
　■学校給食について
　無償化の考えを伺います。
○町長（大木一君）　お答えします。
　◎空き家対策について
　５０件です。
　△日程第２　議案第１号
○議長（森太一君）　次に移ります。
"""


def test_items_inside_a_speech_part_no_question_from_its_answer() -> None:
    transcript = minutes(ITEMS)
    assert kinds(transcript) == ["chair", "question", "answer", "chair"]
    assert paired(transcript) == [([1], [2])]
    assert [s.heading for s in transcript.sections] == ["議案第１号"]
    assert not missing(transcript, ITEMS)


def test_what_stands_under_another_heading_is_no_answer() -> None:
    transcript = minutes(
        "○議長（森太一君）　谷花子君。\n"
        "○２番（谷花子君）　以上、要望いたします。\n"
        "　△日程第２　議案第１号\n"
        "○町長（大木一君）　提出いたしました議案は水道の条例です。\n"
    )
    assert kinds(transcript) == ["chair", "remark", "presentation"]


def test_a_chair_who_is_asked_and_answers() -> None:
    transcript = minutes(
        "○議長（森太一君）　質疑を行います。\n"
        "○５番（谷花子君）　議会の日程について、議長の見解を伺います。\n"
        "○議長（森太一君）　お答えします。議会運営委員会で決めます。\n"
        "○５番（谷花子君）　資料を出していただけませんか。\n"
        "○議長（森太一君）　後刻、理事会で協議いたします。\n"
        "○５番（谷花子君）　水道の工事はいつですか。\n"
        "○議長（森太一君）　水道課長。\n"
        "○水道課長（大木一君）　来月です。\n"
    )
    assert kinds(transcript) == ["chair", "remark", "chair", "remark", "chair", "question", "chair", "answer"]
    assert paired(transcript) == [([1], [2]), ([3], [4]), ([5], [7])]
    assert [turn.sure for turn in transcript.turns[1:6]] == [False] * 4 + [True]


def test_a_committees_chair_is_asked_about_the_report() -> None:
    transcript = minutes(
        "○議長（森太一君）　委員長の報告を求めます。\n"
        "○総務常任委員長（沢四郎君）　審査の経過と結果を御報告いたします。以上で報告を終わります。\n"
        "○議長（森太一君）　ただいまの報告に対し質疑を許します。\n"
        "○６番（谷花子君）　どのような意見が出たのか、伺います。\n"
        "○総務常任委員長（沢四郎君）　賛成の意見が多く出ました。\n"
        "○議長（森太一君）　ほかにありませんか。\n"
    )
    assert kinds(transcript) == ["chair", "presentation", "chair", "question", "answer", "chair"]


def test_a_bare_call_for_the_floor_with_what_for() -> None:
    transcript = minutes(
        "○議長（森太一）　谷議員。\n"
        "◆十二番（谷花子）　議長、十二番\n"
        "◆十二番（谷花子）　財源を伺います。\n"
        "◎区長（大木一）　議長\n"
        "◎区長（大木一）　基金です。\n"
        "◆十二番（谷花子）　議長、再質問\n"
        "◆十二番（谷花子）　ほかには。\n"
        "◎区長（大木一）　ございません。\n"
    )
    asked = ["procedural", "question"]
    told = ["procedural", "answer"]
    assert kinds(transcript) == ["chair", *asked, *told, *asked, "answer"]


def test_a_clerk_who_reads_out_answers_nobody() -> None:
    transcript = minutes(
        "○２番（谷花子）　分かりました。以上で質問を終わります。\n"
        "○議長（森太一）　休憩前に引き続き会議を開きます。\n"
        "○議会事務局長（沢四郎）　朗読いたします。\n"
    )
    assert kinds(transcript) == ["remark", "chair", "presentation"]


def test_records_of_discussnet_that_nobody_says() -> None:
    def record(title: str, kind: str, body: str) -> dict[str, object]:
        return {"title": title, "minute_type": kind, "body": f"<pre>{body}\n</pre>"}

    records = [
        record("議長（森太一君）", "○議長", "○議長（森太一君）　会議を開きます。"),
        record("（議題）", "△議題", "△日程第１　一般質問"),
        record("１番（谷花子議員）", "○質問", "○１番（谷花子議員）　現状を伺います。"),
        record("（発言する者あり）", "その他", "　〔発言する者あり〕"),
        record("福祉部長（大木一君）", "◎答弁", "◎福祉部長（大木一君）　良好です。"),
    ]
    data = json.dumps({"tenant_minutes": records}, ensure_ascii=False)
    transcript = minutes(data, "a.json")
    assert kinds(transcript) == ["chair", "question", "answer"]
    assert [section.heading for section in transcript.sections] == ["一般質問"]
    assert len(transcript.speakers) == 3


def test_dbsearch_pages_whose_labels_are_attributes() -> None:
    voices = "".join(
        f'<li class="voice-block" data-voice-title="◯{label}"><p class="voice__text">{text}</p></li>'
        for label, text in (
            ("議長（森太一）", "会議を開きます。"),
            ("議員（谷花子）", "耐震化について伺います。"),
            ("教育部長（大木一）", "終わりました。"),
        )
    )
    page = f"<!DOCTYPE html><html><body><ul class='page-list'>{voices}</ul></body></html>"
    transcript = minutes(page, "a.html")
    assert transcript.format == "dbsearch"
    assert kinds(transcript) == ["chair", "question", "answer"]
    assert [turn.mark for turn in transcript.turns] == ["◯"] * 3


@pytest.mark.parametrize("mark", ["○", "〇", "◆"])
def test_a_press_conference_under_marks_is_no_meeting(mark: str) -> None:
    transcript = minutes(
        "令和5年5月24日 知事記者会見\n\n"
        f"{mark}広報課長 ただいまから、記者会見を始めます。\n\n"
        f"{mark}知事 私から１つお話しします。\n\n"
        f"{mark}記者(架空新聞) 受け止めをお聞かせください。\n\n"
        f"{mark}知事 意義深いものでした。\n\n"
        f"{mark}記者(架空放送) 次回はどうでしょうか。\n\n"
        f"{mark}知事\n 検討します。\n\n"
    )
    assert (transcript.format, transcript.profile) == ("plain", "ja-press")
    assert kinds(transcript) == ["chair", "statement", "question", "answer", "question", "answer"]
    assert transcript.meta.date == "2023-05-24"


def test_a_date_in_front_of_a_committees_name_is_none_of_it() -> None:
    transcript = minutes("令和 元年12月16日予算決算委員会理事会\n" + "○委員長（森太一）　開きます。\n" * 2)
    assert transcript.meta.meeting == "予算決算委員会"


def test_discussnet_printed_with_page_and_label_above_each_speech() -> None:
    transcript = minutes(
        "　P.5 議長（森太一君）\n○議長（森太一君）　会議を開きます。\n～～～～～～\n"
        "　P.9 11番（谷花子君）\n◆11番（谷花子君） P.3 の件を伺います。\n P.3 は誤りですか。\n"
        "　P.9 総務部長（大木一君）\n◎総務部長（大木一君）　お答えします。\n"
    )
    assert kinds(transcript) == ["chair", "question", "answer"]
    assert [block.page for block in transcript.blocks if block.part == "speech"] == ["5", "9", "9", "9"]
    assert [block.text for block in transcript.blocks][2:4] == ["P.3 の件を伺います。", " P.3 は誤りですか。"]
