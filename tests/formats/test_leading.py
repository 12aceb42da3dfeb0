"""Chairs and moderators: who leads neither asks nor answers, except where the words do."""

from __future__ import annotations

import pytest

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def text_of(text: str) -> Transcript:
    return read(text.encode(), "page.txt")


def kinds(page: Transcript) -> list[str]:
    return [turn.kind for turn in page.turns]


@pytest.mark.parametrize(
    "moderator", ["広報課長", "司会", "秘書広報課長", "広報課長（司会）", "司会（広報課長）"]
)
def test_a_moderator_of_a_press_conference(moderator: str) -> None:
    page = text_of(
        f"""\
木の葉町長 定例記者会見

【{moderator}】
ただいまから定例記者会見を始めます。町長、お願いします。

【町長】
おはようございます。きょうは一点です。

【{moderator}】
御質問のある方は挙手をお願いします。

【記者】
野鳥公園の来場者数は何人でしたか。

【町長】
昨年度は2万1,400人でした。

【記者】
今年度の目標はありますか。

【町長】
3万人を目指します。

【{moderator}】
以上をもちまして、記者会見を終了します。ありがとうございました。
"""
    )
    assert page.profile == "ja-press"
    assert kinds(page) == ["chair", "statement", "chair", *["question", "answer"] * 2, "chair"]
    assert page.speakers[0].role == "chair"
    assert [[p.turn for p in e.answers] for e in page.exchanges] == [[4], [6]]


def test_a_press_officer_who_answers_is_an_official() -> None:
    page = text_of(
        "木の葉町長 定例記者会見\n\n（記者）\n広報紙の部数は何部ですか。\n\n"
        "（町長）\n担当からお答えします。\n\n"
        "（広報課長）\n1万2,000部でございます。\n\n（記者）\n費用はいくらですか。\n\n（町長）\n調べます。\n\n"
        "（広報課長）\nこれで会見を終了します。\n"
    )
    assert kinds(page) == ["question", "answer", "answer", "question", "answer", "chair"]
    assert {s.name: s.role for s in page.speakers}["広報課長"] == "official"


HEARING = """\
Hearing on the Larch Valley library

Chair: Welcome. Mr Dray, would you like to say a few words first?

Mr Dray: Thank you. We have nine branches.

Chair: Before I turn to my colleagues, how many of them have closed since 2020?

Mr Dray: Two have closed.

Cllr Bell: And how many more will close this year?

Mr Dray: None is planned.

Chair: Let me follow that up. Is that a promise?

Mr Dray: It is what the budget says.

Chair: Councillor Bell, you have one more?

Cllr Bell: When will the budget be published?

Mr Dray: In March.
"""


def test_a_chairs_own_question_is_an_exchange_and_said_to_be_a_guess() -> None:
    page = text_of(HEARING)
    pairs = [([p.turn for p in e.questions], [p.turn for p in e.answers]) for e in page.exchanges]
    assert pairs == [([2], [3]), ([4], [5]), ([6], [7]), ([9], [10])]
    assert [page.turns[at].sure for at in (2, 4, 6, 9)] == [False, True, False, True]
    assert kinds(page)[8] == "chair"


def test_it_is_so_too_where_offices_answer() -> None:
    page = text_of(HEARING.replace("Mr Dray", "Director Dray"))
    assert [[p.turn for p in e.questions] for e in page.exchanges] == [[2], [4], [6], [9]]


def test_those_named_without_an_office_speak_too() -> None:
    """Offices alone would explain half of the turns, and give the witness's words to the councillors."""
    page = text_of(
        "Hearing on the harbour wall\n\n"
        + "".join(
            f"Cllr {who}: How long is part {number} of it?\n\nMr Dray: {number}00 metres, Councillor.\n\n"
            for number, who in enumerate(("Bell", "Lund", "Bell", "Okoro", "Lund", "Okoro"), 2)
        )
    )
    assert page.profile == "dialogue"
    assert page.confidence > 0.5
    assert [s.name for s in page.speakers] == ["Cllr Bell", "Mr Dray", "Cllr Lund", "Cllr Okoro"]
    assert kinds(page) == ["question", "answer"] * 6


def test_a_stage_direction_in_square_brackets_is_nobodys_label() -> None:
    page = text_of(HEARING + "\n[The hearing ended at 4.10 pm.]\n")
    assert [block.text for block in page.blocks if block.part == "stage"] == [
        "[The hearing ended at 4.10 pm.]"
    ]
    assert len(page.turns) == 11
