"""Notices of questions: subjects, numbered questions, the asker on the form; lists of several members."""

from __future__ import annotations

from keeping import assert_whole, missing

from qa_reader.formats.table import read
from qa_reader.report.inspection import inspection

FORM = """一般質問通告書

令和6年11月20日
若葉市議会議長　佐倉一郎　様
若葉市議会議員　森川 さくら　㊞

次のとおり通告します。

質問事項　　質問の要旨　　答弁を求める者
１　防災対策について
（１）避難所の暑さ対策はどうか。
（２）備蓄品の更新について、計画と実績を伺う。
２　通学路の安全について
（１）点検の結果と今後の対応を問う。
　　①信号機の要望は
　　②歩道の整備は
以上のとおり通告します。
（ 1 ／ 1 ）
１ 一括方式
"""

SUBJECT = """若葉市議会定例会一般質問通告書
質問件名 こどもの居場所
質問要旨
放課後の居場所が足りないと聞く。以下質問する。
1. 児童館の利用者数の推移は。
このうち中学生は何人か。
2. 学童クラブの待機児童は何人か。
上記のとおり、若葉市議会会議規則により通告します。
令和 6 年 5 月 27 日 若葉市議会議長 殿 若葉市議会議員 氏名 森川 さくら
再質問の方式
１ 一括質問一括答弁方式
２ 一問一答方式
"""

LIST = """令和5年第4回定例会 一般質問通告一覧
１　５番　森川さくら議員
1 公園の樹木について
(1) 剪定の計画はあるか。
(2) 倒木の危険をどう調べているか。
２　８番　丘野太郎議員
1 図書館について
(1) 開館時間を延ばす考えは。
"""


def test_items_below_a_subject_are_questions() -> None:
    transcript = read(FORM.encode(), "tsukoku.txt")
    seen = inspection(transcript)
    assert seen["format"] == "question-notice"
    assert [(turn["label"], turn["paragraphs"]) for turn in seen["turns"]] == [
        ("（１）", ["避難所の暑さ対策はどうか。"]),
        ("（２）", ["備蓄品の更新について、計画と実績を伺う。"]),
        ("（１）", ["点検の結果と今後の対応を問う。"]),
        ("①", ["信号機の要望は"]),
        ("②", ["歩道の整備は"]),
    ]
    assert [section["heading"] for section in seen["sections"]] == [
        "防災対策について",
        "通学路の安全について",
    ]
    assert [speaker["name"] for speaker in seen["speakers"]] == ["森川 さくら"]
    assert seen["back_matter"] == ["以上のとおり通告します。", "（ 1 ／ 1 ）", "１ 一括方式"]
    assert not missing(transcript, FORM)
    assert_whole(transcript)


def test_a_notice_of_one_subject() -> None:
    transcript = read(SUBJECT.encode(), "tsukoku.txt")
    seen = inspection(transcript)
    assert [(turn["kind"], len(turn["paragraphs"])) for turn in seen["turns"]] == [
        ("statement", 1), ("question", 2), ("question", 1)
    ]  # fmt: skip
    assert seen["sections"][0]["heading"] == "こどもの居場所"
    assert seen["counts"]["answer_turns"] == 0
    assert [warning["code"] for warning in seen["warnings"]] == ["no-answers"]
    assert (transcript.meta.body, transcript.meta.date) == ("若葉市議会", "2024-05-27")
    assert not missing(transcript, SUBJECT)


def test_a_list_names_each_asker() -> None:
    seen = inspection(read(LIST.encode(), "ichiran.txt"))
    assert [turn["speaker"] for turn in seen["turns"]] == ["森川さくら", "森川さくら", "丘野太郎"]
    assert [(section["level"], section["heading"]) for section in seen["sections"]] == [
        (1, "１　５番　森川さくら議員"), (2, "公園の樹木について"),
        (1, "２　８番　丘野太郎議員"), (2, "図書館について"),
    ]  # fmt: skip


def test_a_page_that_answers_is_no_notice() -> None:
    page = "一般質問通告書の内容と答弁\n質問1\n森川の質問\n避難所は足りるか。\n答弁1\n市長の答弁\n足りる。\n"
    assert read(page.encode(), "a.txt").format == "plain"
