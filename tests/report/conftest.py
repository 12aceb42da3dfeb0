"""Made-up transcripts to quote from."""

from __future__ import annotations

import pytest

from qa_reader.transcript.model import (
    Block,
    Exchange,
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


def whole(first: int, last: int, texts: list[str]) -> Span:
    return Span(Position(first, 0), Position(last, len(texts[last])))


@pytest.fixture
def budget() -> Transcript:
    """A councillor's page: one question, answered over two blocks, and her remark."""
    texts = [
        "(2) 窓口の待ち時間について",
        "窓口の「待ち時間」は、何分まで縮めるのか伺います。",
        "窓口の待ち時間は、平均で25分となっております。",
        "令和8年度は、15分を目標としてまいります。",
        "ぜひお願いします。",
    ]
    return Transcript(
        source=Source("汐見/窓口.txt", sha256="ab" * 32),
        format="plain",
        blocks=[
            Block(text, "heading" if n == 0 else "speech", line=2 * n + 1) for n, text in enumerate(texts)
        ],
        meta=Metadata(
            title="令和7年 第1回定例会の予算総括質疑",
            meeting="令和7年第1回定例会 予算総括質疑",
            body="汐見区議会",
            language="ja",
        ),
        sections=[Section("窓口の待ち時間について", 1, 0, number="(2)")],
        speakers=[
            Speaker("宮地", "宮地の質問", "member"),
            Speaker("担当課長", "担当課長の答弁", "official"),
        ],
        turns=[
            Turn("question", 1, 2, 0, section=0),
            Turn("answer", 2, 4, 1, section=0),
            Turn("remark", 4, 5, 0, section=0, sure=False),
        ],
        exchanges=[
            Exchange(
                "q3",
                "３",
                0,
                (Passage(0, whole(1, 1, texts)),),
                (Passage(1, whole(2, 3, texts)),),
            )
        ],
    )


@pytest.fixture
def hearing() -> Transcript:
    """An English hearing with pages: a member, and a witness who holds an office."""
    texts = ["When will the ferry run again?", "In May.", "And if *not*?", "Then in <June>."]
    return Transcript(
        source=Source("ferry.txt"),
        format="plain",
        blocks=[Block(text, page=str(11 + n)) for n, text in enumerate(texts)],
        meta=Metadata(
            title="Ferry Inquiry", date="2025-03-05", language="en", url="https://council.example/ferry"
        ),
        speakers=[
            Speaker("Ms. Arden", "Ms. ARDEN:", "member"),
            Speaker("Jane Doe", "Ms. DOE:", "witness", office="Harbour Director"),
        ],
        turns=[
            Turn("question", 0, 1, 0),
            Turn("answer", 1, 2, 1),
            Turn("question", 2, 3, 0),
            Turn("answer", 3, 4, 1),
        ],
        exchanges=[
            Exchange("q1", None, None, (Passage(0, whole(0, 0, texts)),), (Passage(1, whole(1, 1, texts)),)),
            Exchange("q2", None, None, (Passage(2, whole(2, 2, texts)),), (Passage(3, whole(3, 3, texts)),)),
        ],
    )
