"""Whole pages as councillors keep them, each of another council and manner, all of them invented.

A page stands with its right reading: `q a r` are turns of kind question, answer, remark, `s` statement; the
sections; who speaks.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

KINDS = {"question": "q", "answer": "a", "remark": "r", "statement": "s", "chair": "c"}


class Page(NamedTuple):
    """A page and its right reading."""

    text: str
    kinds: str
    exchanges: str
    """`label: turns of the question > turns of the answer`, turns from 1."""
    sections: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


DESU_MASU = Page(
    """\
令和6年 第4回定例会 一般質問【ごみ出しの支援】

雲居町議会議員 朝倉いずみの活動日誌

1．高齢者のごみ出しについて

質問1

朝倉の質問

坂の多い雲居町では、集積所までごみを運べない方が増えています。戸別の収集を受けている世帯は何世帯ありますか。

環境課長の答弁

戸別の収集は、本年10月末現在で84世帯にご利用いただいております。

対象は要介護2以上の方のみの世帯でございます。

質問2

朝倉の質問

要介護1の方でも、雪の日の坂は無理です。対象を広げる考えはありますか。

環境課長の答弁

収集車の台数に限りがございますので、現時点で広げることは難しいと考えております。

車の台数の話だけで済ませてよいのでしょうか。中学生のごみ出しボランティアを始めた町もあります。

雲居町でも、できるところから始めていただくようお願いします。

2．集積所のカラス対策について

質問3

朝倉の質問

折りたたみ式の箱の貸し出しを始めた時期を教えてください。

環境課長の答弁

今年の4月からです。
""",
    "q a q a r q a",
    "q1: 1 > 2, q2: 3 > 4, q3: 6 > 7",
    ("高齢者のごみ出しについて", "集積所のカラス対策について"),
    ("朝倉 member", "環境課長 official"),
)

DEARU = Page(
    """\
市議会だより　一般質問の要旨（令和6年9月定例会）

■通学バスの運行

問　統合後の通学バスの乗車時間は、最長で何分になるのか。

答　最長で42分である。停留所の配置を見直し、短縮に努めている。

問　低学年には長すぎると考えるが、添乗員を置く考えは。

答　添乗員は置いていない。運転手の研修を充実させていく。
なお、保護者の意見を聞く場を10月に設ける予定である。

■空き家の活用

問　空き家バンクの成約は何件か。

答　令和5年度は7件である。
""",
    "q a q a q a",
    "q1: 1 > 2, q2: 3 > 4, q3: 5 > 6",
    ("通学バスの運行", "空き家の活用"),
)

AGAIN = Page(
    """\
青瀬市議会 令和7年第2回定例会 個人質問

質問者　早乙女りく

●学校の雨漏りについて

【質問】
雨漏りしている校舎はいくつありますか。

【答弁】（教育部長）
11棟を確認しております。

【再質問】
11棟のうち、今年度中に直るのは何棟ですか。

【答弁】（教育部長）
4棟の工事を予定しております。

【再々質問】
残る7棟の子どもたちは、雨の日にはバケツの横で学ぶのでしょうか。

【答弁】（教育長）
来年度の当初予算で対応してまいります。

【要望】
雨漏りは待ってくれません。補正予算での対応を求めます。

●給食の食べ残しについて

【質問】
食べ残しの割合を伺います。

【答弁】（教育部長）
6.2パーセントでございます。

【意見】
給食の時間が短すぎると感じます。
""",
    "q a q a q a r q a r",
    "q1: 1 > 2, q2: 3 > 4, q3: 5 > 6, q4: 8 > 9",
    ("学校の雨漏りについて", "給食の食べ残しについて"),
    ("早乙女りく member", "教育部長 official", "教育長 official"),
)

ROUND = Page(
    """\
一般質問を行いました

１．防災ラジオについて

（１）配布の状況

（質問）防災ラジオを受け取っていない世帯は何世帯か。
（答弁）約3,200世帯である。
（再質問）電池の交換をどう呼びかけているのか。
（答弁）広報で年に2回呼びかけている。

（２）難聴の方への対応

（質問）文字が出る受信機の貸与は。
（答弁）29台を貸与している。

２．町営プールについて

（質問）来年の夏は開くのか。
（答弁）ろ過機の故障が直り次第、判断する。
（要望）夏休みまでに直していただきたい。
""",
    "q a q a q a q a r",
    "q1: 1 > 2, q2: 3 > 4, q3: 5 > 6, q4: 7 > 8",
    ("防災ラジオについて", "配布の状況", "難聴の方への対応", "町営プールについて"),
)

KANA = Page(
    """\
令和5年第1回定例会の一般質問【公園】

1 公園について

(ア) 遊具の更新

質問1
小鳥遊の質問
更新の計画はありますか。

公園課長の答弁
令和5年度から3か年で更新する計画でございます。

(イ) 水飲み場

質問2
小鳥遊の質問
水飲み場のない公園はいくつですか。

公園課長の答弁
全56公園のうち、13公園でございます。

13公園という数字、初めて知りました。ありがとうございます。

順次の設置を要望して、次の質問に移ります。

質問3
小鳥遊の質問
夜間の照明は足りていますか。

公園課長の答弁
基準の照度を満たしております。
""",
    "q a q a r q a",
    "q1: 1 > 2, q2: 3 > 4, q3: 6 > 7",
    ("公園について", "遊具の更新", "水飲み場"),
    ("小鳥遊 member", "公園課長 official"),
)

NO_REMARKS = Page(
    """\
②令和4年 第2回定例会の総括質疑【図書館】

2.生涯学習について

(3)図書館の夜間の開館、電子書籍について

質問1

一ノ瀬の質問

夜8時までの開館を試行した結果を伺います。

図書館長の答弁

試行いたしました3か月間で、延べ1,940人の方に御利用いただきました。

時間帯別では、午後6時台が最も多く、全体の5割を占めております。

アンケートでは、継続を望む声が8割を超えたところでございます。

質問2

一ノ瀬の質問

電子書籍の貸出しの数はどうですか。

図書館長の答弁

月の平均で310点でございます。

一方で、利用者の年齢に偏りが見られることを課題と捉えております。

これらを踏まえまして、学校との連携を進めてまいります。
""",
    "q a q a",
    "q1: 1 > 2, q2: 3 > 4",
    ("生涯学習について", "図書館の夜間の開館、電子書籍について"),
    ("一ノ瀬 member", "図書館長 official"),
)

SEVERAL = Page(
    """\
質疑のまとめ（令和6年第3回定例会・決算審査）

◆ 国民健康保険

▼ 質問①
滞納の世帯への対応を伺います。
▼ 答弁①（保険課長）
分割の相談に応じております。
▼ 質問②
差押えの件数は何件でしょうか。
▼ 答弁②（保険課長）
令和5年度は214件でございます。
▼ 答弁②（副市長）
差押えは最後の手段であり、まずは生活の状況を伺うよう指示しております。
""",
    "q a q a a",
    "q1: 1 > 2, q2: 3 > 4 5",
    ("国民健康保険",),
)

FREE = Page(
    """\
代表質問の全文

第1 物価の高騰への対策について

質問

暮らしが苦しいという声が届いています。

商品券の再発行を検討すべきと考えますが、市長の見解を伺います。

答弁（市長）

国の交付金の動向を見極める必要があります。

そのうえで、必要な支援は時機を失することなく実施してまいります。

意見

時機はすでに失われています。

第2 交通の不便な地域について

質問

乗合タクシーの予約は前日までとなっています。当日の予約はできないのでしょうか。

答弁（都市部長）

来年1月から、当日の1時間前まで受け付けることといたしました。
""",
    "q a r q a",
    "q1: 1 > 2, q2: 4 > 5",
    ("物価の高騰への対策について", "交通の不便な地域について"),
)

SAME_PAGE = Page(
    """\
川霧村議会議員 久我まもる 議会報告

問1 村営バスの乗客数は。
答1 1便あたり3.1人です。
問2 減便の予定は。
答2 ありません。

この答弁は一歩前進だと受け止めています。

問3 停留所の屋根は。
答3 予算の範囲で設置します。
""",
    "q a q a r q a",
    "q1: 1 > 2, q2: 3 > 4, q3: 6 > 7",
)

ENGLISH_MARKS = Page(
    """\
Questions to the leader, Fennick Borough Council, 12 March 2025

Parking

Question 3
How many bays were lost when the square was closed to cars?

Answer
Forty-one bays were lost.

Nineteen of them were replaced behind the library.

Question 4
Will the other twenty-two be replaced?

Answer
We have no plans to do so.

Supplementary question
Then where should the market traders park?

Answer
At the depot, from seven in the morning.
""",
    "q a q a q a",
    "q1: 1 > 2, q2: 3 > 4, q3: 5 > 6",
)

ENGLISH_LETTERS = Page(
    """\
What I asked about the swimming pool

Q: When will the pool on Weir Street open again?

A: The contractor tells us that the tiles will be finished in June.

The water tests take two more weeks.

Q: So the first week of July?

A: That is our hope.
""",
    "q a q a",
    "q1: 1 > 2, q2: 3 > 4",
)

ENGLISH_NAMES = Page(
    """\
An evening with the head gardener

Hanna: What do you do in the winter?
Tom: We mend the tools and order seeds.
We also sleep a little longer.
Hanna: Which tree is the oldest one?
Tom: The mulberry by the gate.
Hanna: Will it live through another dry summer?
Tom: I would not bet against it.
""",
    "q a q a q a",
    "q1: 1 > 2, q2: 3 > 4, q3: 5 > 6",
)

BRACKETS = Page(
    """\
令和6年 第1回定例会　予算質疑のご報告

【1】産後ケアについて

Q．利用券は何回分ですか。
A．7回分です。（子育て支援課長）

Q．双子の家庭には足りません。回数を増やせませんか。
A．多胎の家庭には、来年度から14回分をお渡しする予定です。（子育て支援課長）

【2】病児保育について

Q．断られた件数はわかりますか。
A．把握しておりません。今後、調査の方法を検討してまいります。（保育課長）
""",
    "q a q a q a",
    "q1: 1 > 2, q2: 3 > 4, q3: 5 > 6",
    ("産後ケアについて", "病児保育について"),
    ("子育て支援課長 official", "保育課長 official"),
)

PAGES = {name: page for name, page in globals().items() if isinstance(page, Page)}


def read_page(text: str) -> Transcript:
    transcript = read(text.encode(), "page.txt")
    assert_whole(transcript)
    assert not missing(transcript, text)
    return transcript


def exchanges(page: Transcript) -> str:
    return ", ".join(
        f"{e.label}: {' '.join(str(p.turn + 1) for p in e.questions)}"
        f" > {' '.join(str(p.turn + 1) for p in e.answers)}"
        for e in page.exchanges
    )


@pytest.mark.parametrize("name", PAGES)
def test_turns(name: str) -> None:
    page = read_page(PAGES[name].text)
    assert " ".join(KINDS[turn.kind] for turn in page.turns) == PAGES[name].kinds


@pytest.mark.parametrize("name", PAGES)
def test_exchanges(name: str) -> None:
    assert exchanges(read_page(PAGES[name].text)) == PAGES[name].exchanges


@pytest.mark.parametrize("name", PAGES)
def test_sections(name: str) -> None:
    assert tuple(s.heading for s in read_page(PAGES[name].text).sections if s.level) == PAGES[name].sections


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.people])
def test_people(name: str) -> None:
    found = tuple(f"{s.name} {s.role}" for s in read_page(PAGES[name].text).speakers if s.name)
    assert found == PAGES[name].people


@pytest.mark.parametrize("name", PAGES)
def test_unmarked_remarks_are_said_to_be_guesses(name: str) -> None:
    page = read_page(PAGES[name].text)
    guessed = [turn for turn in page.turns if turn.kind == "remark" and turn.label is None]
    assert not any(turn.sure for turn in guessed)
    assert sum(notice.code == "remark-guessed" for notice in page.notices) == len(guessed)
