"""Councillors' pages as other sites write them: marks with names, brackets, names on lines of their own."""

from __future__ import annotations

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def opened(text: str) -> Transcript:
    transcript = read(text.encode(), "page.txt")
    assert_whole(transcript)
    assert not missing(transcript, text)
    return transcript


def turns(transcript: Transcript) -> list[tuple[str, str]]:
    """Kind and speaker of each turn."""
    return [
        (turn.kind, transcript.speakers[turn.speaker].name if turn.speaker is not None else "")
        for turn in transcript.turns
    ]


MARKED = """\
架空市議会 9月議会の報告

■水路の清掃について
●質問
用水路の清掃は年に何回行っているのか伺う。
○答弁（下水道部長）
年に2回行っています。
●再質問
回数を増やす考えは。
○答弁（市長）
来年度から3回にいたします。
○答弁（財政課長）
予算は確保してまいります。
"""

LETTERED = """\
質問してきました！

◆Ｑ（谷）　広場の日よけの設置予定を伺います。
◇Ａ（公園部長）　来月から順に設置いたします。
◆Ｑ（谷）　ベンチも増やすのでしょうか。
◇Ａ（公園部長）　5か所増やす予定でございます。
"""

BRACKETED = """\
架空区議会 代表質問

＜沢議員の質問＞
会派を代表して質問いたします。図書室の開館時間を延ばすべきと考えますが、いかがでしょうか。
＜区長の答弁＞
沢議員の代表質問にお答えいたします。開館時間の延長を検討してまいります。
＜沢議員の再質問＞
いつまでに結論を出しますか。
＜区長の再答弁＞
年内に結論を出します。
"""

OFFICE_FIRST = """\
【会派代表質問】2024年3月5日

1　財政について
質問①　基金の残高は。
市長答弁　年度末で30億円である。
再質問　取り崩す予定は。
財政課長再答弁　予定はない。
"""

ARROWS = """\
議会のご報告

質問：落ち葉の回収は？
→答弁：11月から週1回です。（緑地課長）

質問：ポイ捨ての対策は？
→答弁：看板を増やします。（環境課長）
→要望：喫煙所も考えてください。
"""

COLON_INSIDE = """\
質問に立ちました

【質問1】橋の工事が遅れている理由をお聞かせください。
【答弁：土木部長】
資材の納入が遅れたためです。
【再質問1】いつ終わりますか。
【答弁：土木部長】
来年の夏を予定しています。

▶まとめ
遅れは早く知らせるべきです。
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            MARKED,
            [
                ("question", ""),
                ("answer", "下水道部長"),
                ("question", ""),
                ("answer", "市長"),
                ("answer", "財政課長"),
            ],
        ),
        (
            LETTERED,
            [("question", "谷"), ("answer", "公園部長"), ("question", "谷"), ("answer", "公園部長")],
        ),
        (
            BRACKETED,
            [("question", "沢"), ("answer", "区長"), ("question", "沢"), ("answer", "区長")],
        ),
        (
            OFFICE_FIRST,
            [("question", ""), ("answer", "市長"), ("question", ""), ("answer", "財政課長")],
        ),
        (
            ARROWS,
            [
                ("question", ""),
                ("answer", "緑地課長"),
                ("question", ""),
                ("answer", "環境課長"),
                ("remark", ""),
            ],
        ),
        (
            COLON_INSIDE,
            [
                ("question", ""),
                ("answer", "土木部長"),
                ("question", ""),
                ("answer", "土木部長"),
                ("remark", ""),
            ],
        ),
        (
            BRACKETED.replace("＜", "◆").replace("＞", ""),
            [("question", "沢"), ("answer", "区長"), ("question", "沢"), ("answer", "区長")],
        ),
    ],
)
def test_marks_and_brackets_around_who_asks_and_answers(text: str, expected: list[tuple[str, str]]) -> None:
    assert turns(opened(text)) == expected


def test_balloons_of_petitioners_and_of_those_who_propose_answer() -> None:
    asks = '<div class="balloon left">他会派の議員<br><div>\n\n説明会は何度ありましたか。\n\n</div></div>\n\n'
    answers = '<div class="balloon right">{who}<br><div>\n\n2度ありました。\n\n</div></div>\n\n'
    page = "# 請願第9号 池について\n\n"
    for who in ("請願者の谷さん", "紹介議員（沢花子）", "提出者の沢議員"):
        page += asks + answers.format(who=who)
    transcript = read(page.encode(), "page.md")
    assert turns(transcript) == [
        (kind, who)
        for who in ("谷", "沢花子", "沢")
        for kind, who in (("question", "他会派の議員"), ("answer", who))
    ]
    assert transcript.speakers[1].role == "witness"


def test_an_office_with_one_bracket_is_a_label_and_brackets_in_a_sentence_are_none() -> None:
    text = """\
谷委員長）ただ今から、議会運営委員会を開会いたします。

沢委員）補正予算の財源は何か伺います。

財政部長）前年度の繰越金を充てます。
詳しい内訳（財政部長）は資料でお示ししております。

沢委員）基金の取り崩しはないのですか。

財政部長）ございません。
"""
    assert turns(opened(text)) == [
        ("chair", "谷"),
        ("question", "沢"),
        ("answer", "財政部長"),
        ("question", "沢"),
        ("answer", "財政部長"),
    ]


def test_a_chair_who_only_calls_an_office_without_kana_speaks() -> None:
    text = """\
○谷花子議長　沢二郎議員。
○沢二郎議員　水道の更新について伺います。
○谷花子議長　森一郎水道部長。
○森一郎水道部長　年に５キロメートルずつ更新しております。
○谷花子議長　総務部長。
○林三郎総務部長　財源は企業債でございます。
"""
    assert [kind for kind, _name in turns(opened(text))] == [
        "chair",
        "question",
        "chair",
        "answer",
        "chair",
        "answer",
    ]


def test_a_press_conference_with_numbered_parts_and_one_bracket() -> None:
    text = """\
平成30年11月9日

架空大臣 定例記者会見

1.冒頭発言
 おはようございます。
 私からは橋の開通について申し上げます。

2.質疑応答
記者）
開通はいつですか。
大臣）
来月の予定です。
記者）
式典は行いますか。
大臣）
行います。
"""
    transcript = opened(text)
    assert [section.heading for section in transcript.sections] == ["1.冒頭発言", "2.質疑応答"]
    assert [kind for kind, _name in turns(transcript)] == [
        "statement",
        "question",
        "answer",
        "question",
        "answer",
    ]


def test_parts_of_a_governors_conference_in_tortoise_brackets() -> None:
    text = """\
知事定例記者会見（令和5年11月9日）

〔知事〕
来月から祭りを開きます。
〔幹事社（架空新聞）〕
効果の見込みを教えてください。
〔知事〕
20億円を見込んでおります。
〔架空テレビ〕
割引の対象は県民に限られますか。
〔観光部長〕
県外の方も対象です。
〔記者〕
わかりました。ありがとうございます。
"""
    assert [kind for kind, _name in turns(opened(text))] == [
        "statement",
        "question",
        "answer",
        "question",
        "answer",
        "remark",
    ]


def test_names_alone_on_their_lines_among_offices() -> None:
    text = """\
予算特別委員会での質疑

谷
　自転車の補助の予算額を教えてください。

交通課長
　予算額は400万円を見込んでございます。

谷
　申請方法はどうなりますか。

交通課長
　購入店での値引き方式としてまいります。

谷
　ありがとうございます。周知をお願いします。
"""
    transcript = opened(text)
    assert turns(transcript)[:4] == [
        ("question", "谷"),
        ("answer", "交通課長"),
        ("question", "谷"),
        ("answer", "交通課長"),
    ]
    assert len(transcript.turns) == 5


def test_a_subject_without_a_mark_above_a_question() -> None:
    text = """\
架空大臣の記者会見の概要
2024年2月6日（火曜日）

質疑応答

賃上げ

Q：賃上げについて大臣の所感をお願いします。

A：大変に重要だと考えています。

半導体

Q：開所式への出席はありますか。

A：日程は調整中です。
担当課は次のとおりです。
産業課

Q：以上でよろしいですか。

A：はい。
"""
    transcript = opened(text)
    assert [section.heading for section in transcript.sections][-2:] == ["賃上げ", "半導体"]
    assert "産業課" in transcript.words(transcript.turn_span(transcript.turns[3]))


def test_labels_with_their_characters_parted() -> None:
    text = """\
12月議会 一般質問

１　交通について
　　質　問　実証運行の利用者数は。
　　答　弁　延べ2,150人である。
　　質　問　本格運行の時期は。
　　市　長　来年10月を目指す。
　　再質問　早められないか。
　　農林課長　検討する。
"""
    assert turns(opened(text)) == [
        ("question", ""),
        ("answer", ""),
        ("question", ""),
        ("answer", "市長"),
        ("question", ""),
        ("answer", "農林課長"),
    ]


def test_brackets_of_other_kinds_and_offices_behind_a_label_with_a_colon() -> None:
    text = """\
9月議会での質疑

〔質問〕備蓄の更新について問う。
〔答弁〕5年の計画で入れ替えている。〈防災課長〉
再質問（谷）：対応食は。
答弁（防災課長）：2割を確保している。
〔要望〕もっと増やしてもらいたい。
"""
    transcript = opened(text)
    assert turns(transcript) == [
        ("question", ""),
        ("answer", "防災課長"),
        ("question", "谷"),
        ("answer", "防災課長"),
        ("remark", ""),
    ]
    assert transcript.words(transcript.turn_span(transcript.turns[3])) == "2割を確保している。"


def test_an_arrow_leads_to_the_askers_remark_and_no_further_than_the_signature() -> None:
    text = """\
12月議会の報告

Q　通学バスを増やすべきと考えるが？
A　1台で試行している。効果を検証し、拡大を検討していく。（教育長）

　　　↓
　試行では登校日数が増えたとのこと。全校への拡大を求めていきます！

Q　相談の窓口は？
A　一覧を作成し、配布した。（教育部長）
拠点が増えることは評価します。ただし、送迎の問題が残っています。今後も取り上げていきます。
"""
    assert turns(opened(text)) == [
        ("question", ""),
        ("answer", "教育長"),
        ("remark", ""),
        ("question", ""),
        ("answer", "教育部長"),
        ("remark", ""),
    ]


def test_where_balloons_only_answer_the_rest_is_the_askers() -> None:
    page = read(
        (
            "# 決済について\n\n### 質問する理由\n\n以下質問する。\n\n1. 富が失われるか。\n\n"
            '<div class="bln bright" data-speaker="市長（大木一）">\n\n認識はございません。\n\n</div>\n\n'
            "2. 手数料が発生するか。\n\n"
            '<div class="bln bright" data-speaker="市長（大木一）">\n\n発生いたします。\n\n</div>\n'
        ).encode(),
        "a.md",
    )
    assert [turn.kind for turn in page.turns] == ["question", "answer", "question", "answer"]
    assert [turn.sure for turn in page.turns] == [False, True, False, True]
    assert len(page.exchanges) == 2
