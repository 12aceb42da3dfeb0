"""Telling the asker's unmarked words from the answer: invented texts of many councils and manners."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.formats.remarks import asks, cut, weigh

# Answer paragraphs, then the asker's, as pages print them one below the other.
FOLLOWED = [
    # formal answers, requests
    (
        ["町道の除雪につきましては、昨年度から出動基準を見直したところでございます。"],
        ["高齢者だけの世帯の前には雪の壁が残ります。間口の除雪もあわせて検討していただきたいと思います。"],
    ),
    (
        ["図書館の開館時間については、利用者アンケートの結果を踏まえ、延長に向けて調整しております。"],
        ["仕事帰りに寄れる図書館を待っている人は大勢います。早期の実現を要望いたします。"],
    ),
    (
        [
            "保育士の処遇改善は重要な課題と認識しております。",
            "国の補助制度を活用しながら、来年度予算の中で対応してまいりたいと考えております。",
        ],
        ["現場からは今月にも辞めたいという声が届いています。来年度では遅いのではないでしょうか。"],
    ),
    (
        ["河川の浚渫は県に要望しているところであります。"],
        [
            "要望しているだけでは川底は下がりません。",
            "市として何ができるのか、真剣に考えていただきたいです。",
        ],
    ),
    # opinions and closings
    (
        ["給食の地場産品の割合は28.4パーセントとなっております。"],
        ["目標の半分にも届いていないことを残念に思います。以上で質問を終わります。"],
    ),
    (
        ["公共施設の再編計画は来年3月に公表する予定でございます。"],
        ["住民への説明が後回しにされることを懸念します。"],
    ),
    (
        ["コミュニティバスの増便は、利用状況を見極めながら判断してまいります。"],
        ["便数が少ないから利用が伸びないのです。卵が先か鶏が先かの議論は終わりにすべきです。"],
    ),
    (
        ["移住相談の件数は前年度に比べ1.3倍に増えております。"],
        ["ありがとうございます。相談から定住につながる仕組みをぜひ整えていただきますようお願いします。"],
    ),
    (
        ["防犯カメラの設置箇所は、警察と協議して決めております。"],
        ["分かりました。設置の基準は公開していただくよう求めておきます。次の質問に移ります。"],
    ),
    (
        ["市営住宅の空き家は62戸ございます。"],
        ["62戸もあるのに入居できない人がいるというのは、納得できません。"],
    ),
    # plain style answers
    (
        ["空き家バンクの登録は本年10月末で41件である。今後も周知を図っていく。"],
        ["周知だけでは増えない。家財の片付けへの補助が必要だと考えるが、どうか。"],
    ),
    (
        ["窓口の混雑は3月に集中している。予約制の導入を検討している。"],
        ["予約が取れない人への対応も忘れないでほしい。"],
    ),
    # as spoken
    (
        ["自主防災組織の数は112でございます。"],
        ["数だけではなく中身が大切ですので、訓練の支援にも努めていってもらいたいと思います。"],
    ),
    (
        ["奨学金の返還の支援については、他市の状況を調べております。"],
        [
            "若い人が戻ってこられるように、そこは踏み込んでいただきたいというふうに思います。要望で終わります。"
        ],
    ),
    # several paragraphs on both sides
    (
        [
            "学校のプールの老朽化については、令和3年度に調査を実施いたしました。",
            "その結果、改修に多額の費用を要することが分かっております。",
            "民間のプールの活用も含め、関係部署と協議を進めているところです。",
        ],
        [
            "民間に任せるとしても、移動の時間が授業を圧迫します。",
            "子どもたちの学びを第一に考えた結論を期待します。",
        ],
    ),
    (
        ["ごみの出前講座は年間14回開催してございます。"],
        [
            "14回というのは少ないと感じました。",
            "小学校の授業に組み込むなど、工夫の余地はまだあると思います。",
            "前向きな検討をお願いいたします。",
        ],
    ),
]

# Answers of several paragraphs that are all the answerer's.
WHOLE = [
    [
        "下水道の普及率は78パーセントとなっております。",
        "未整備の地区につきましては、令和10年度までに完了する予定でございます。",
    ],
    [
        "お尋ねの件につきましては、二つの課題があると認識しております。",
        "一つは財源、もう一つは人材でございます。",
        "いずれも県と協議を進めてまいります。",
    ],
    [
        "避難所の備蓄については、目標数を確保しております。",
        "御家庭での備蓄につきましても、市民の皆様の御協力をお願いいたします。",
    ],
    [
        "工事の期間中は御不便をおかけいたしますが、御理解と御協力をお願い申し上げます。",
        "詳しい日程は市報でお知らせいたします。",
    ],
    ["1日平均の利用者は次のとおりである。", "平成30年度は120人", "令和元年度は134人", "令和2年度は61人"],
    ["駅前広場の整備は三期に分けて行います。", "第一期は歩道、第二期は広場、第三期は駐輪場でございます。"],
    [
        "御提案の趣旨は理解できます。",
        "しかしながら、費用対効果の面から、現時点で導入する考えはございません。",
    ],
    ["学童保育の待機児童は、4月1日現在で17人です。", "来年度、二つの学校で定員を増やす予定です。"],
    [
        "議員御指摘のとおり、周知が十分でなかったと考えております。",
        "今後は回覧板とあわせ、公式の通知アプリを活用してまいりたいと思います。",
    ],
    [
        "交付金の使途は、次の三点を予定している。",
        "一、学校の空調の更新。",
        "二、橋の補修。",
        "三、図書の購入。",
    ],
    [
        "ワクチンの接種率は71パーセントでございます。",
        "引き続き、接種を希望される方が速やかに受けられるよう努めてまいります。",
    ],
    ["鳥獣の被害額は年々増えている。", "電気柵への補助を継続するとともに、捕獲の担い手を育てていく。"],
    ["このたびの事務の誤りについて、深くおわび申し上げます。", "再発の防止に全力で取り組んでまいります。"],
    [
        "条例の制定が必要であると認識しているところでございます。",
        "時期については、県の動向を注視しながら検討してまいります。",
    ],
    [
        "本市といたしましては、公平性の観点から慎重に判断すべきものと考えております。",
        "他市の事例も研究してまいりたいと存じます。",
    ],
    ["現在、設計を進めています。", "完成は令和8年の春になります。"],
]


@pytest.mark.parametrize(("answer", "remark"), FOLLOWED)
def test_what_the_asker_adds_is_cut_off(answer: list[str], remark: list[str]) -> None:
    assert cut(answer + remark) == len(answer)


@pytest.mark.parametrize("answer", WHOLE)
def test_an_answer_of_several_paragraphs_stays_whole(answer: list[str]) -> None:
    assert cut(answer) is None


@pytest.mark.parametrize(("answer", "remark"), FOLLOWED)
def test_the_rule_says_whose_style_it_is(answer: list[str], remark: list[str]) -> None:
    assert sum(map(weigh, answer)) <= 0 < sum(map(weigh, remark))


@pytest.mark.parametrize("paragraph", ["もっと早くお願いします。", "早く。"])
def test_a_single_paragraph_is_never_cut(paragraph: str) -> None:
    assert cut([paragraph]) is None


@pytest.mark.parametrize(
    ("paragraph", "question"),
    [
        ("時期はいつか。", True),
        ("時期はいつでしょうか", True),
        ("見解を伺います。", True),
        ("本当にできるのですか？", True),
        ("時期は来年である。", False),
        ("いつかお願いします。", False),
    ],
)
def test_questions_are_told_by_their_endings(paragraph: str, question: bool) -> None:
    assert asks(paragraph) is question


@given(st.lists(st.text(max_size=80), max_size=8))
def test_the_first_paragraph_is_always_the_answers(paragraphs: list[str]) -> None:
    at = cut(paragraphs)
    assert at is None or 1 <= at < len(paragraphs)
