"""Transcripts of made-up councils, built by hand so that every row is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from qa_reader import locales
from qa_reader.transcript.model import (
    Block,
    Exchange,
    Kind,
    Link,
    Metadata,
    Passage,
    Position,
    Section,
    Source,
    Span,
    Speaker,
    Transcript,
    Turn,
)

SPEAKERS = (
    Speaker("森", "森の質問", "member"),
    Speaker("川口課長", "川口課長の答弁", "official", office="防災課長"),
    Speaker("野原議長", "○議長（野原君）", "chair"),
)


class Council:
    """Builds a transcript turn by turn."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.turns: list[Turn] = []
        self.sections: list[Section] = []
        self.exchanges: list[Exchange] = []
        self.links: list[Link] = []

    def block(self, text: str, part: Any, **values: Any) -> None:
        self.blocks.append(Block(text, part, **values))

    def section(self, heading: str, level: int = 1, *, printed: bool = True) -> None:
        self.sections.append(Section(heading, level, len(self.blocks)))
        if printed:
            self.block(heading, "heading")

    def turn(
        self, kind: Kind, *texts: str, speaker: int | None = None, sure: bool = True, **values: Any
    ) -> int:
        start = len(self.blocks)
        for text in texts:
            self.blocks.append(Block(text, **values))
        who = speaker if speaker is not None else {"question": 0, "remark": 0, "chair": 2}.get(kind, 1)
        section = len(self.sections) - 1 if self.sections else None
        self.turns.append(Turn(kind, start, len(self.blocks), who, "x", section=section, sure=sure))
        return len(self.turns) - 1

    def passage(self, turn: int, *blocks: int) -> Passage:
        """The whole of a turn, or those of its blocks (counted within the turn)."""
        found = self.turns[turn]
        first = found.start + (blocks[0] if blocks else 0)
        last = found.start + blocks[-1] if blocks else found.end - 1
        return Passage(turn, Span(Position(first, 0), Position(last, len(self.blocks[last].text))))

    def exchange(self, questions: Sequence[Passage], answers: Sequence[Passage] = ()) -> None:
        number = len(self.exchanges) + 1
        self.exchanges.append(Exchange(f"q{number}", str(number), None, tuple(questions), tuple(answers)))

    def ask(self, question: str, answer: str) -> None:
        asked, answered = self.turn("question", question), self.turn("answer", answer)
        self.exchange([self.passage(asked)], [self.passage(answered)])

    def made(self, title: str | None = None) -> Transcript:
        return Transcript(
            Source("council.txt"),
            "test",
            tuple(self.blocks),
            meta=Metadata(title=title),
            sections=tuple(self.sections),
            speakers=SPEAKERS,
            turns=tuple(self.turns),
            exchanges=tuple(self.exchanges),
            links=tuple(self.links),
        )


@pytest.fixture(autouse=True)
def english() -> None:
    locales.install("en")


@pytest.fixture
def council() -> Callable[[], Council]:
    return Council


@pytest.fixture(scope="session")
def small() -> Transcript:
    """Front matter, topics, two exchanges, the chair between question and answer, a guessed remark, links."""
    council = Council()
    council.block("みどり市議会　一般質問の記録", "front")
    council.section("(1) 防災について")
    asked = council.turn("question", "避難所の毛布は足りていますか。備蓄の数を伺います。")
    council.turn("chair", "川口防災課長。")
    answered = council.turn(
        "answer", "毛布は三千枚を備蓄しております。今後も計画的に更新してまいります。" * 3
    )
    council.exchange([council.passage(asked)], [council.passage(answered)])
    council.turn("remark", "ありがとうございます。引き続きお願いいたします。", sure=False)
    council.section("(2) 訓練について")
    council.ask("夜間の訓練を実施する考えはありますか。", "他の自治体の事例を研究してまいります。")
    council.block("他の質問はこちら", "back")
    council.links.append(Link("公園について", "https://example.jp/park"))
    return council.made("みどり市議会　一般質問の記録")


def many(exchanges: int) -> Transcript:
    """A long transcript: a topic every ten exchanges."""
    council = Council()
    for number in range(1, exchanges + 1):
        if number % 10 == 1:
            council.section(f"第{number // 10 + 1} 議題")
        council.ask(
            f"問{number:05} "
            + "区の取組について伺います。今後の計画はどのようなものでしょうか。" * (1 + number % 3),
            "計画に沿って進めているところでございます。来年度も検討してまいります。" * (1 + number % 4),
        )
    return council.made()


@pytest.fixture(scope="session")
def long() -> Callable[[int], Transcript]:
    made: dict[int, Transcript] = {}
    return lambda count: made.setdefault(count, many(count))
