"""Japanese pages and press conferences as plain text: labels of many kinds, each in a made-up town."""

from __future__ import annotations

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

BLOG = """\
②令和5年 第3回定例会の一般質問【通学路の安全について】

昨日の続きです。

1.安全なまちづくりについて

(2)通学路の安全について

質問のようすはこちら▷▷▷【録画】

質問1

東の質問

通学路の緊急点検で見つかった危険箇所はいくつでしたか。対策の進み具合を伺います。

道路課長の答弁

点検では42か所を確認したところでございます。今年度末までに対策を終える予定でございます。

質問2

東の質問

カラー舗装の色は統一されているのでしょうか。

道路課長の答弁

県の基準に沿って緑色に統一しております。

地域によって色が違うという声がありました。ぜひ周知をお願いいたします。

令和5年 第3回定例会、他の質問はこちら

(1)防犯灯について

①令和5年 第3回定例会の一般質問【防犯灯について】
"""


def text_of(text: str, path: str = "page.txt") -> Transcript:
    transcript = read(text.encode(), path)
    assert_whole(transcript)
    if transcript.format == "plain":
        assert not missing(transcript, text)
    return transcript


def kinds(transcript: Transcript) -> list[str]:
    return [turn.kind for turn in transcript.turns]


def said(transcript: Transcript, turn: int) -> str:
    return transcript.words(transcript.turn_span(transcript.turns[turn]))


def names(transcript: Transcript) -> list[tuple[str, str, str | None]]:
    return [(speaker.name, speaker.role, speaker.office) for speaker in transcript.speakers]


def matter(transcript: Transcript, part: str) -> list[str]:
    return [block.text for block in transcript.blocks if block.part == part]


def test_a_councillors_page() -> None:
    page = text_of(BLOG)
    assert (page.format, page.profile) == ("plain", "ja-blog")
    assert kinds(page) == ["question", "answer", "question", "answer", "remark"]
    assert names(page) == [("東", "member", None), ("道路課長", "official", None)]
    assert [(e.label, e.number) for e in page.exchanges] == [("q1", "1"), ("q2", "2")]
    assert [(s.level, s.number, s.heading, s.parent) for s in page.sections] == [
        (1, "1.", "安全なまちづくりについて", None),
        (2, "(2)", "通学路の安全について", 0),
    ]
    assert all(turn.section == 1 for turn in page.turns)


def test_the_title_tells_meeting_and_date() -> None:
    meta = text_of(BLOG).meta
    assert meta.title == "②令和5年 第3回定例会の一般質問【通学路の安全について】"
    assert (meta.meeting, meta.date, meta.date_printed, meta.language) == (
        "令和5年 第3回定例会",
        "2023",
        "令和5年",
        "ja",
    )


def test_an_unmarked_request_is_the_askers_remark_and_said_to_be_a_guess() -> None:
    page = text_of(BLOG)
    remark = page.turns[4]
    assert (remark.speaker, remark.sure, remark.label) == (page.turns[2].speaker, False, None)
    assert said(page, 4).startswith("地域によって")
    assert 4 not in {p.turn for e in page.exchanges for p in e.questions + e.answers}
    assert [(n.code, n.line) for n in page.notices] == [("remark-guessed", 31)]


def test_links_and_the_list_of_other_pages_are_back_matter() -> None:
    page = text_of(BLOG)
    assert matter(page, "front") == [
        "②令和5年 第3回定例会の一般質問【通学路の安全について】",
        "昨日の続きです。",
    ]
    assert matter(page, "back") == [
        "質問のようすはこちら▷▷▷【録画】",
        "令和5年 第3回定例会、他の質問はこちら",
        "(1)防犯灯について",
        "①令和5年 第3回定例会の一般質問【防犯灯について】",
    ]
    assert [link.text for link in page.links] == [
        "質問のようすはこちら▷▷▷【録画】",
        "①令和5年 第3回定例会の一般質問【防犯灯について】",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "iso2022_jp"])
def test_the_same_page_in_any_encoding(encoding: str, newline: str) -> None:
    text = BLOG.replace("②", "(2)").replace("①", "(1)").replace("▷▷▷", "→")
    page = read(text.replace("\n", newline).encode(encoding), "page.txt")
    assert [e.label for e in page.exchanges] == ["q1", "q2"]
    assert kinds(page) == ["question", "answer", "question", "answer", "remark"]
    assert page.source.newline == {"\n": "lf", "\r\n": "crlf", "\r": "cr"}[newline]


def test_named_answerers_in_brackets_and_follow_up_questions() -> None:
    page = text_of(
        """\
みどり市議会議員 青山つばさのブログ

令和5年第3回定例会 一般質問のご報告

1 通学路の安全について

質問
緊急点検の結果を伺います。

答弁（教育長）
42か所を確認しました。

再質問
いつまでに終わるのでしょうか。

答弁（建設部長）
来年度末を目指しております。

要望
一日も早い完了をお願いします。

2 学校給食について

質問
無償化の考えは。

答弁（市長）
国の動向を注視してまいります。
"""
    )
    assert kinds(page) == ["question", "answer", "question", "answer", "remark", "question", "answer"]
    assert [name for name, _, _ in names(page)] == ["青山つばさ", "教育長", "建設部長", "市長"]
    assert all(turn.sure for turn in page.turns)
    assert [s.heading for s in page.sections[1:]] == ["通学路の安全について", "学校給食について"]
    assert page.sections[0].meeting == page.meta.meeting == "令和5年第3回定例会"


def test_numbered_questions_answered_together_go_by_their_numbers() -> None:
    page = text_of(
        "問1 遊具の更新計画は。\n問2 トイレの洋式化は。\n問3 ボール遊びは。\n"
        "答1 三公園で更新する。\n答2 全公園で終える。\n答3 検討していく。\n"
    )
    pairs = [(e.label, [p.turn for p in e.answers], [p.why for p in e.answers]) for e in page.exchanges]
    assert pairs == [("q1", [3], ["number"]), ("q2", [4], ["number"]), ("q3", [5], ["number"])]


def test_numbers_that_begin_again_give_running_labels() -> None:
    page = text_of(
        "■道路\n\n質問1 いつか。\n答弁1 来年である。\n\n■学校\n\n質問1 何人か。\n答弁1 三人である。\n"
    )
    assert [(e.label, e.number) for e in page.exchanges] == [("q1", "1"), ("q2", "1")]
    assert [s.heading for s in page.sections] == ["道路", "学校"]


@pytest.mark.parametrize(
    "text",
    [
        "【質問】\n戸別収集を導入しては。\n【答弁】\n考えていない。\n【質問】\n先行できないか。\n【答弁】\n検討する。\n",
        "（質問）戸別収集を導入しては。\n（答弁）考えていない。\n（質問）先行できないか。\n（答弁）検討する。\n",
        "●質問　戸別収集を導入しては。\n○答弁　考えていない。\n●質問　先行できないか。\n○答弁　検討する。\n",
        "問　戸別収集を導入しては。\n答　考えていない。\n問　先行できないか。\n答　検討する。\n",
        "問）戸別収集を導入しては。\n答）考えていない。\n問）先行できないか。\n答）検討する。\n",
        "質問：戸別収集を導入しては。\n答弁：考えていない。\n質問：先行できないか。\n答弁：検討する。\n",
        "Q. 戸別収集を導入しては。\nA. 考えていない。\nQ. 先行できないか。\nA. 検討する。\n",
        "Ｑ：戸別収集を導入しては。\nＡ：考えていない。\nＱ：先行できないか。\nＡ：検討する。\n",
        "Q1 戸別収集を導入しては。\nA1 考えていない。\nQ2 先行できないか。\nA2 検討する。\n",
        "〈議員〉\n戸別収集を導入しては。\n〈市長〉\n考えていない。\n〈議員〉\n先行できないか。\n〈環境部長〉\n検討する。\n",
        "議員：戸別収集を導入しては。\n市長：考えていない。\n議員：先行できないか。\n環境部長：検討する。\n",
        "登壇質問｜収集\n導入しては。\n市答弁｜収集\n考えていない。\n再質問｜先行\n可能か。\n市答弁｜先行\n検討する。\n",
        "質問①　戸別収集を導入しては。\n答弁①　考えていない。\n質問②　先行できないか。\n答弁②　検討する。\n",
    ],
)
def test_short_marks(text: str) -> None:
    page = text_of(text)
    assert kinds(page) == ["question", "answer", "question", "answer"]
    assert [[p.turn for p in e.questions + e.answers] for e in page.exchanges] == [[0, 1], [2, 3]]
    assert all(turn.sure for turn in page.turns)


def test_offices_in_brackets_are_roles_and_names() -> None:
    page = text_of(
        "Q1. 根拠は何か。\nA. 市長（川上 直樹）\n明確ではない。\n"
        "Q2. 目的は。\nA. 企画政策部長（森 千秋）\n共有である。\n"
    )
    assert names(page)[1:] == [("川上 直樹", "official", "市長"), ("森 千秋", "official", "企画政策部長")]
    assert page.turns[1].label == "A. 市長（川上 直樹）"


def test_an_unmarked_question_in_prose_before_an_answer_opens_an_exchange_as_a_guess() -> None:
    page = text_of(
        """\
Q1. 効果の測定は行っているか。

A. 広報課長（森 千秋）

閲覧数は伸びており、届いていると認識している。

届いていない人もいる可能性がある。測定していかなければならない。

目標の数値を定める必要があると思うが、どうか。

A. 広報課長（森 千秋）

数値は定めていない。
"""
    )
    assert kinds(page) == ["question", "answer", "remark", "answer"]
    assert [[p.turn for p in e.questions] for e in page.exchanges] == [[0], [2]]
    assert [p.sure for p in page.exchanges[1].questions] == [False]


def test_headings_inside_a_speech_stay_in_it() -> None:
    page = text_of(
        """\
質問1

森の質問

次の三点を伺います。

1.目標
2.期限
3.費用

以上、明快な答弁を求めます。

総務課長の答弁

順に申し上げます。
"""
    )
    assert page.sections == ()
    assert "2.期限" in said(page, 0)


@pytest.mark.parametrize(
    "heading", ["待たない窓口、その後について", "道路、橋、公園", "親子の居場所（屋内、屋外）"]
)
def test_a_heading_may_hold_a_comma(heading: str) -> None:
    page = text_of(BLOG.replace("通学路の安全について\n\n質問の", f"{heading}\n\n質問の"))
    assert [s.heading for s in page.sections] == ["安全なまちづくりについて", heading]


def test_a_numbered_sentence_above_a_label_is_no_heading() -> None:
    page = text_of(BLOG.replace("カラー舗装", "次の点です。\n\n(3)まず、色が違うのはなぜか\n\nカラー舗装"))
    assert [s.number for s in page.sections] == ["1.", "(2)"]


def test_a_table_of_contents_makes_no_sections() -> None:
    page = text_of(
        """\
一般質問のまとめ

1.道路について

2.学校について

きょうは二つを取り上げました。

1.道路について

質問1

森の質問

舗装はいつですか。

道路課長の答弁

来年でございます。
"""
    )
    assert [s.heading for s in page.sections] == ["道路について"]


def test_several_meetings_in_one_file_are_sections_of_their_own() -> None:
    one = "(1)道路について\n質問1\n森の質問\n舗装はいつですか。\n道路課長の答弁\n来年でございます。\n"
    page = text_of(f"令和4年 第1回定例会の質疑【道路】\n\n{one}令和4年 第2回定例会の質疑【道路】\n\n{one}")
    assert [(s.level, s.meeting, s.date) for s in page.sections if s.level == 0] == [
        (0, "令和4年 第1回定例会", "2022"),
        (0, "令和4年 第2回定例会", "2022"),
    ]
    assert [s.parent for s in page.sections] == [None, 0, None, 2]


def test_a_ministers_press_conference_with_the_opening_apart() -> None:
    page = text_of(
        """\
水野環境大臣閣議後記者会見の概要（令和6年4月5日（金曜日）） : 環境省

【冒頭発言】
本日は一点お知らせします。

【質疑応答】
問）水源の調査はいつ始まりますか。
答）来月からです。
問）費用はいくらでしょうか。
答）精査しているところです。

（以上）
"""
    )
    assert page.profile == "ja-press"
    assert kinds(page) == ["statement", "question", "answer", "question", "answer"]
    assert ("水野", "official", "環境大臣") in names(page)
    assert [turn.sure for turn in page.turns] == [False, True, True, True, True]
    assert (page.meta.body, page.meta.date) == ("環境省", "2024-04-05")
    assert [s.heading for s in page.sections] == ["冒頭発言", "質疑応答"]
    assert matter(page, "back") == ["（以上）"]


def test_a_mayors_press_conference_by_parts() -> None:
    page = text_of(
        """\
川辺町長定例記者会見（令和6年5月1日）

（町長）
おはようございます。三点発表いたします。

（記者）
川辺日報の森です。工事費はいくらですか。

（町長）
約38億円を見込んでおります。

（司会）
ほかにございますか。

（記者）
財源はどうされますか。

（町長）
基金です。
"""
    )
    assert kinds(page) == ["statement", "question", "answer", "chair", "question", "answer"]
    assert [speaker.name for speaker in page.speakers if speaker.role == "official"] == ["町長"]


def test_an_index_by_time() -> None:
    page = text_of(
        """\
0:00:10 開会
0:01:00 (質問)みどり新聞 森記者
0:01:30 ┝ (回答)谷社長
0:02:00 ┝ 質問2
0:02:10 └ (回答)林執行役員
0:03:00 (質問)川辺日報 東記者
0:03:30 └ (回答)谷社長
"""
    )
    assert page.format == "timeline"
    assert kinds(page) == ["statement", "question", "answer", "remark", "answer", "question", "answer"]
    assert [e.questions[0].turn for e in page.exchanges] == [1, 5]
    assert page.blocks[2].time == 90.0
    assert {s.name: s.role for s in page.speakers}["谷社長"] == "official"


def test_an_interview_with_dashes() -> None:
    page = text_of(
        """\
棚田を守る人

十年目を迎えた棚田の代表に聞いた。

――始めたきっかけは何ですか。

耕す人がいなくなったからです。
このままでは山に還ると思いました。

――苦労したことは。

水の管理ですね。
"""
    )
    assert page.profile == "ja-interview"
    assert kinds(page) == ["question", "answer", "question", "answer"]
    assert said(page, 1).count("\n") == 1


def test_a_conversation_of_names() -> None:
    page = text_of(
        """\
山田：早速ですが、移住のきっかけは何でしたか。
佐藤：子育てです。
山田：実際に来てみてどうでしたか。
佐藤：雪が多くて驚きました。
山田：これからの夢は？
佐藤：農園です。
"""
    )
    assert page.profile == "dialogue"
    assert kinds(page) == ["question", "answer"] * 3
    assert not any(turn.sure for turn in page.turns)


def test_a_text_without_questions_opens_as_a_statement() -> None:
    page = text_of("雨の日に\n\n昨日は雨が降りました。\n質問のない文章です。\n")
    assert kinds(page) == ["statement"]
    assert [notice.code for notice in page.notices] == ["no-question"]
    assert page.meta.title == "雨の日に"


def test_a_letter_that_only_looks_like_a_mark_stays_in_the_text() -> None:
    page = text_of(
        "問　委託先はどこか。\n答　次の二社である。\nA 社は県内である。\n"
        "B 社は県外である。\n問　額は。\n答　同額である。\n"
    )
    assert kinds(page) == ["question", "answer", "question", "answer"]


def test_those_present_are_no_speakers() -> None:
    page = text_of(
        "出席者\n市長　川上直樹\n環境部長　森千秋\n"
        "問　収集は。\n答　週二回である。\n問　料金は。\n答　据え置く。\n"
    )
    assert kinds(page) == ["question", "answer"] * 2
    assert "市長　川上直樹" in matter(page, "front")


def test_broken_lines_are_joined() -> None:
    page = text_of(
        """\
問　本市の避難所における備蓄の状況と今後の更新の計画
について、市長の見解を伺う。あわせて、福祉避難所の
開設の手順も伺う。
答　備蓄については目標の九割を確保しており、残りにつ
いても来年度中に整えることとしている。手順について
は本年三月に改めたところである。
問　訓練の回数を増やす考えはあるか。また、夜間に行う
訓練についてどのように考えているか伺う。
答　地域の意向を踏まえながら検討していく。夜間につい
ても同様に考えている。
"""
    )
    assert kinds(page) == ["question", "answer"] * 2
    assert said(page, 0) == (
        "本市の避難所における備蓄の状況と今後の更新の計画について、市長の見解を伺う。あわせて、福祉避難所の開設の手順も伺う。"
    )


def test_stage_directions_are_told_apart() -> None:
    page = text_of(
        "問　経緯は。\n答　申し上げます。（拍手）三月です。\n（暫時休憩）\n"
        "続けます。\n問　以後は。\n答　ない。\n"
    )
    block = next(block for block in page.blocks if "三月" in block.text)
    assert [block.text[start:end] for start, end in block.asides] == ["（拍手）"]
    assert matter(page, "stage") == ["（暫時休憩）"]
    assert said(page, 1).endswith("続けます。")


def test_addresses_become_links() -> None:
    page = text_of(
        "問　資料は。\n答　公開している。\nhttps://example.org/shiryo.pdf\n問　件数は。\n答　三件である。\n"
    )
    assert [(link.url, page.blocks[link.block or 0].text) for link in page.links] == [
        ("https://example.org/shiryo.pdf", "https://example.org/shiryo.pdf")
    ]


def test_label_without_words_keeps_an_empty_turn() -> None:
    page = text_of(
        "質問1\n森の質問\n総務課長の答弁\n後日お答えいたします。\n"
        "質問2\n森の質問\nいつですか。\n総務課長の答弁\n来週でございます。\n"
    )
    assert kinds(page) == ["question", "answer", "question", "answer"]
    assert said(page, 0) == ""


def test_a_list_of_links_above_the_page_opens_no_turns() -> None:
    page = text_of(
        "プロフィール\n政策\n質問\n活動報告\nお問い合わせ\n\n令和5年第1回定例会のご報告\n\n"
        "質問\n\n除雪の基準を見直す考えはありますか。\n\n答弁\n\n見直しを進めております。\n"
    )
    assert kinds(page) == ["question", "answer"]
    assert "質問" in matter(page, "front")


def test_a_list_of_dates_and_fees_is_no_conversation() -> None:
    event = "講師：森千秋\n参加費：500円\n申込み：電話で\n\n"
    page = text_of("催しのお知らせ\n\n" + event * 4)
    assert kinds(page) == ["statement"]
    assert page.speakers == ()
