"""Question IDs hold when a transcript changes: units are matched to the IDs they were given."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from qa_reader.annotation.alignment import Words, match
from qa_reader.annotation.identity import identified, unit_revision
from qa_reader.annotation.records import Revision
from qa_reader.transcript.model import Block, Exchange, Passage, Source, Transcript, Turn
from qa_reader.transcript.units import units

TOPICS = ("道路の補修", "学校給食", "子育て支援", "防災訓練", "図書館", "介護予防", "商店街", "公園の整備")
ASKS = ("について、今後の予定を伺います。", "の予算が減っていますが、なぜでしょうか。", "は進んでいますか。")
ANSWERS = ("順次進めてまいります。", "検討しているところでございます。", "来年度に実施いたします。")


def made(pairs: Sequence[tuple[str, str]]) -> Transcript:
    """A transcript of questions and answers; a pair without an answer is a statement."""
    blocks: list[Block] = []
    turns: list[Turn] = []
    exchanges: list[Exchange] = []
    for ask, answer in pairs:
        at = len(turns)
        turns.append(Turn("question" if answer else "statement", len(blocks), len(blocks) + 1))
        blocks.append(Block(ask))
        if answer:
            turns.append(Turn("answer", len(blocks), len(blocks) + 1))
            blocks.append(Block(answer))
    one = Transcript(Source("x.txt"), "plain", tuple(blocks), turns=tuple(turns))
    for at, turn in enumerate(turns):
        if turn.kind == "question":
            number = len(exchanges) + 1
            spans = [Passage(n, one.turn_span(turns[n])) for n in (at, at + 1)]
            exchanges.append(Exchange(f"q{number}", str(number), None, (spans[0],), (spans[1],)))
    return one._replace(exchanges=tuple(exchanges))


def given(transcript: Transcript) -> list[Revision]:
    return [unit_revision(transcript, u, "c", "ana") for u in units(transcript) if u.label]


def labels(transcript: Transcript) -> dict[str, str]:
    """Each exchange's label by the words it asks."""
    return {transcript.words(e.questions[0].span): e.label for e in transcript.exchanges}


THREE = (("道路は。", "直します。"), ("学校は。", "検討します。"), ("公園は。", "整備します。"))


def test_nothing_given_nothing_changed() -> None:
    one = made(THREE)
    assert identified(one, []) is one
    assert identified(one, given(one)) is one


def test_a_question_put_in_before_takes_a_new_label() -> None:
    now = identified(made((("防災は。", "訓練します。"), *THREE)), given(made(THREE)))
    assert labels(now) == {"道路は。": "q1", "学校は。": "q2", "公園は。": "q3", "防災は。": "q4"}


def test_a_question_that_is_gone_leaves_its_label_unused() -> None:
    now = identified(made(THREE[1:]), given(made(THREE)))
    assert labels(now) == {"学校は。": "q2", "公園は。": "q3"}


def test_questions_put_in_another_order_keep_their_labels() -> None:
    now = identified(made(THREE[::-1]), given(made(THREE)))
    assert labels(now) == {"道路は。": "q1", "学校は。": "q2", "公園は。": "q3"}


def test_a_corrected_question_keeps_its_label() -> None:
    now = identified(made((THREE[0], ("学校給食は。", "検討いたします。"), THREE[2])), given(made(THREE)))
    assert labels(now)["学校給食は。"] == "q2"


def test_equal_questions_keep_their_order() -> None:
    same = (("続いては。", "はい。"),) * 3
    now = identified(made((*same, ("道路は。", "直します。"))), given(made(same)))
    assert [e.label for e in now.exchanges] == ["q1", "q2", "q3", "q4"]


def test_a_stretch_keeps_its_label() -> None:
    before = made((("ご要望です。", ""), THREE[0], ("終わります。", "")))
    now = identified(made((THREE[0], ("終わります。", ""))), given(before))
    assert [u.label for u in units(now) if u.kind == "stretch"] == ["s2"]


def test_the_earlier_claim_keeps_a_label() -> None:
    first, second = made(THREE[:2]), made(THREE[1:])
    claims = [
        r._replace(time=f"2026-01-0{n}T00:00:00.000000Z")
        for n, t in ((1, first), (2, second))
        for r in given(t)
    ]
    now = identified(made(THREE), claims)
    assert labels(now)["道路は。"] == "q1"
    assert labels(now)["学校は。"] == "q2"


def edited(pairs: list[tuple[int, str, str]], chance: random.Random) -> list[tuple[int, str, str]]:
    """Insert, delete, reorder and retype, as somebody who corrects a transcript does."""
    now = list(pairs)
    for _ in range(chance.randrange(0, 8)):
        how, at = (
            chance.choice(("insert", "delete", "move", "retype", "retype", "retype")),
            chance.randrange(len(now)),
        )
        number, ask, answer = now[at]
        if how == "insert":
            now.insert(at, (-1, f"新しい質問{chance.random()}です。", "新しい答弁です。"))
        elif how == "delete":
            del now[at]
        elif how == "move":
            now.insert(chance.randrange(len(now)), now.pop(at))
        else:
            share = chance.uniform(0, 0.2)
            now[at] = (number, retyped(ask, share, chance), retyped(answer, share, chance))
    return now


def retyped(text: str, share: float, chance: random.Random) -> str:
    return "".join(chance.choice("のをにはがとで") if chance.random() < share else c for c in text)


@pytest.mark.parametrize("seed", range(5))
def test_question_ids_survive_random_edits_of_a_long_transcript(seed: int) -> None:
    chance = random.Random(seed)
    right = total = 0
    for _ in range(6):
        pairs = [
            (n, f"{n // 7 + 1}点目、{chance.choice(TOPICS)}{chance.choice(ASKS)}{chance.choice(TOPICS)}も。",
             f"{chance.choice(TOPICS)}につきましては、{chance.choice(ANSWERS)}")
            for n in range(200)
        ]  # fmt: skip
        before = made([(ask, answer) for _, ask, answer in pairs])
        after = edited(pairs, chance)
        now = identified(made([(ask, answer) for _, ask, answer in after]), given(before))
        for (number, _, _), exchange in zip(after, now.exchanges, strict=True):
            if number >= 0:
                total += 1
                right += exchange.label == f"q{number + 1}"
        assert len({e.label for e in now.exchanges}) == len(now.exchanges)
    assert right >= 0.99 * total


def test_very_many_units_edited_and_out_of_order_are_matched_without_comparing_all() -> None:
    many = 1500
    asked = [_random_words(n) for n in range(many)]
    old = [Words(text, text[::-1], text[:16]) for text in asked]
    order = list(range(many))
    random.Random(7).shuffle(order)
    new = [replace(old[n], asks=f"なお{old[n].asks}", fingerprint=f"new{n}") for n in order]
    found = match(old, new)
    assert [order[at] for at in found if at is not None] == list(range(many))


def _random_words(seed: int) -> str:
    """Sixty kanji that no other seed gives."""
    chooser = random.Random(seed)
    return "".join(chr(chooser.randrange(0x4E00, 0x9FA0)) for _ in range(60))
