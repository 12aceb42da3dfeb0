"""一括質問・一括答弁: one speech asks several things, and each question finds its answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import assert_whole

from qa_reader.formats.table import read
from qa_reader.formats.turns.split import answers_in, asks, questions_in, refine
from qa_reader.transcript.model import Block, Exchange, Passage, Position, Span, Transcript


def plenary(*speeches: tuple[str, str]) -> Transcript:
    lines = ["○議長（森太一君）　一般質問を行います。"]
    lines += [f"○{label}　{text}" for label, text in speeches]
    transcript = read("\n".join(lines).encode(), "a.txt")
    assert_whole(transcript)
    return transcript


def pairs(transcript: Transcript) -> list[tuple[str, list[str]]]:
    """The last words of each question, and the first of what answers it."""
    return [
        (
            transcript.words(exchange.questions[-1].span)[-10:],
            [transcript.words(passage.span).lstrip("　")[:8] for passage in exchange.answers],
        )
        for exchange in transcript.exchanges
    ]


ASKER = "２番（谷花子君）"
QUESTION = """みどりの会の谷花子でございます。通告に従い質問します。
　まず、防災について伺います。
　昨年の台風で避難所の毛布が足りなかったとの声を聞きました。避難所の毛布の備蓄数を伺います。
　また、停電に備えた非常用発電機の配備をどのように進めるのか、お聞かせください。
　次に、学校給食についてであります。
　物価が高騰する中、給食費の無償化に踏み切る自治体が増えています。本市も給食費を無償とすべきと考えますが、教育長に伺います。
　最後に、空き家対策について伺います。
　管理されていない空き家の除却に補助を出すべきと考えますが、御見解を伺います。
　以上で壇上からの質問を終わります。"""
MAYOR = """谷議員の御質問にお答えいたします。
　まず、毛布の備蓄についてですが、市内に三千枚を備えております。
　次に、非常用発電機の配備についてですが、来年度までに全ての避難所へ配備いたします。
　最後に、空き家の除却への補助についてですが、国の制度を見極めてまいります。
　残りの質問につきましては教育長から答弁いたします。"""
EDUCATION = "給食費の無償化についてお答えします。\n　財源の確保が課題であり、慎重に検討してまいります。"


def test_each_question_finds_its_answer_over_two_officials() -> None:
    transcript = plenary((ASKER, QUESTION), ("市長（大木太一君）", MAYOR), ("教育長（関孝君）", EDUCATION))
    assert [turn.kind for turn in transcript.turns] == ["chair", "question", "answer", "answer"]
    assert pairs(transcript) == [
        ("毛布の備蓄数を伺います。"[-10:], ["谷議員の御質問に"]),
        ("のか、お聞かせください。"[-10:], ["次に、非常用発電"]),
        ("えますが、教育長に伺います。"[-10:], ["給食費の無償化に"]),
        ("すが、御見解を伺います。"[-10:], ["最後に、空き家の"]),
    ]
    assert all(passage.sure for exchange in transcript.exchanges for passage in exchange.answers)
    assert all(passage.why for exchange in transcript.exchanges for passage in exchange.answers)


def test_numbers_pair_what_shares_no_words() -> None:
    question = """二点質問します。
　第１点目、避難所について。
　数を伺います。
　第２点目、学校について。
　予定を伺います。"""
    answer = """順次お答えします。
　まず第１点目についてでございますが、42か所です。
　次に、第２点目についてでございますが、来春です。"""
    transcript = plenary((ASKER, question), ("市長（大木太一君）", answer))
    assert [exchange.number for exchange in transcript.exchanges] == ["１", "２"]
    assert [passage.why for exchange in transcript.exchanges for passage in exchange.answers] == [
        "number"
    ] * 2


LISTED = """通告に従い、大きく２点質問いたします。
　１点目、防災について。
　（１）避難所の毛布の備蓄数について。（２）発電機の更新の予定は。（３）運営の考え方について。
　２点目、学校給食について。
　（１）無償化の見通しについて。
　（２）地元の米の利用の状況について。
　以上、市長及び教育長の答弁を求めます。"""


def test_items_of_a_list_are_questions_of_their_own_and_numbers_stand_inside_numbers() -> None:
    mayor = """谷議員の御質問にお答えいたします。
　１点目の防災についてのうち、（１）毛布についてですが、二千枚を備えております。
　次に、（２）発電機については、来年度に更新いたします。
　次に、（３）運営についてでございますが、女性の委員を増やしてまいります。"""
    education = """２点目の学校給食についてお答えいたします。
　（１）無償化につきましては、国の動きを見てまいります。
　（２）米の利用につきましては、全量が市内産でございます。
　以上でございます。"""
    transcript = plenary((ASKER, LISTED), ("市長（大木太一君）", mayor), ("教育長（関孝君）", education))
    assert [exchange.number for exchange in transcript.exchanges] == ["１", "２", "３", "１", "２"]
    assert [answers for _question, answers in pairs(transcript)] == [
        ["谷議員の御質問に"],
        ["次に、（２）発電"],
        ["次に、（３）運営"],
        ["２点目の学校給食"],
        ["（２）米の利用に"],
    ]
    assert {passage.why for exchange in transcript.exchanges for passage in exchange.answers} == {"number"}
    assert all(passage.sure for exchange in transcript.exchanges for passage in exchange.answers)


def test_circled_numbers_are_taken_up_by_the_answer() -> None:
    question = """大きく１点お尋ねいたします。
　①番、昨年の大雨の影響について。
　②番、三つの柱を選んだ理由について。
　以上、御答弁よろしくお願いいたします。"""
    answer = """１項目めの①からお答えをさせていただきます。
　復旧の費用を見込んでおります。
　②の三つの柱については、市民の声を踏まえたものです。"""
    transcript = plenary((ASKER, question), ("市長（大木太一君）", answer))
    assert [(each.number, each.answers[0].why, each.answers[0].sure) for each in transcript.exchanges] == [
        ("①", "number", True),
        ("②", "number", True),
    ]


def test_a_list_that_is_taken_up_item_by_item_is_an_outline() -> None:
    question = """二点質問します。
　（１）防災について。（２）給食について。
　それでは、（１）防災について、毛布の数を伺います。
　次に、（２）給食について、無償にするのか伺います。"""
    answer = """（１）毛布の数についてですが、三千枚です。
　（２）給食の無償化についてですが、検討します。"""
    transcript = plenary((ASKER, question), ("市長（大木太一君）", answer))
    assert [question for question, _answers in pairs(transcript)] == [
        "て、毛布の数を伺います。"[-10:],
        "、無償にするのか伺います。"[-10:],
    ]


def test_a_question_that_nobody_answers_stays_without_answer() -> None:
    question = QUESTION.replace(
        "　最後に、空き家",
        "　次に、公共交通について伺います。\n　夜間のバスを増やせませんか。\n　最後に、空き家",
    )
    transcript = plenary((ASKER, question), ("市長（大木太一君）", MAYOR), ("教育長（関孝君）", EDUCATION))
    unanswered = [e for e in transcript.exchanges if not e.answers]
    assert [transcript.words(e.questions[0].span)[-5:] for e in unanswered] == ["ませんか。"]


def test_one_question_stays_one_exchange() -> None:
    transcript = plenary((ASKER, "橋の点検はいつ終わるのか伺います。"), ("市長（大木太一君）", MAYOR))
    assert len(transcript.exchanges) == 1
    assert transcript.exchanges[0].answers[0].why == "follows"


def test_what_cannot_be_told_apart_stays_whole() -> None:
    question = "橋はどうですか。\n　坂はどうですか。\n　川はどうですか。"
    answer = "まず、その件についてですが、検討します。\n　次に、あの件についてですが、研究します。"
    assert len(plenary((ASKER, question), ("市長（大木太一君）", answer)).exchanges) == 1


def test_answers_read_the_other_way_round_are_found_by_their_words() -> None:
    backwards = """谷議員の御質問にお答えいたします。
　空き家の除却への補助についてですが、国の制度を見極めてまいります。
　給食費の無償化についてですが、財源の確保が課題です。
　非常用発電機の配備についてですが、来年度までに配備いたします。
　毛布の備蓄についてですが、三千枚を備えております。"""
    transcript = plenary((ASKER, QUESTION), ("市長（大木太一君）", backwards))
    first, second = pairs(transcript)[:2]
    assert first[1] == ["毛布の備蓄につい"]
    assert second[1] == ["非常用発電機の配"]


@pytest.mark.parametrize(
    "sentence",
    [
        "避難所の数を伺います。",
        "どのようにお考えでしょうか。",
        "御見解をお聞かせください。",
        "今後の予定をお示しください。",
        "いかがでしょうか。",
        "見直すべきではありませんか。",
        "答弁を求めます。",
        "お考えをお伺いいたします。",
        "その理由は何なのか、伺いたいと思います。",
        "御説明を願いたい。",
    ],
)
def test_a_sentence_asks(sentence: str) -> None:
    assert asks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "三千枚と伺っております。",
        "多くの声を聞いております。",
        "大変重要ではないでしょうか。",
        "よろしくお願いいたします。",
        "整備してまいります。",
        "声さえ聞こえてまいります。",
    ],
)
def test_a_sentence_does_not_ask(sentence: str) -> None:
    assert not asks(sentence)


def passage(texts: Sequence[str], turn: int, start: int = 0) -> Passage:
    end = start + len(texts) - 1
    return Passage(turn, Span(Position(start, 0), Position(end, len(texts[-1]))))


PIECES = (
    "まず、", "次に、", "第１点目、", "(2)", "防災について", "伺います。", "ですが、", "お答えします。",
    "か。", "毛布", "市長に", "（拍手）", "　", "。", "また、", "いかがでしょうか。",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_pieces_lie_in_order_inside_their_speech(asked: list[str], told: list[str]) -> None:
    blocks = [Block(text) for text in (*asked, *told)]
    question, answer = passage(asked, 0), passage(told, 1, len(asked))
    for cut, whole in ((questions_in(question, blocks), question), (answers_in(answer, blocks), answer)):
        spans = [piece.span for piece in cut]
        assert spans == sorted(spans)
        assert all(whole.span.start <= s.start < s.end <= whole.span.end for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    exchange = Exchange("", None, None, (question,), (answer,))
    for each in refine([exchange], blocks, ["議員", "市長"]):
        assert each.questions
        assert all(p.why for p in each.answers if p is not answer)
