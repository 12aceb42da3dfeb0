"""The line above a turn: which questions it asks or answers, and what of it is a guess."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Exchange, Transcript
from qa_reader.transcript.outline import Outline
from qa_reader.tui.panes.reading.heads import exchange_name, head_runs
from qa_reader.tui.panes.reading.marks import Marks
from qa_reader.tui.panes.reading.page import Page


def head(transcript: Transcript, turn: int) -> tuple[str, str]:
    page = Page(transcript, Outline(transcript), Measure(60))
    left, right = head_runs(page, turn, Marks())
    words = [" ".join("".join(run.text for run in runs).split()) for runs in (left, right)]
    return words[0], words[1]


def asked_at_once(council: Callable[[], Any], answered: list[list[int]]) -> Transcript:
    """One speech of five questions, and answers to those of each list."""
    draft = council()
    asked = draft.turn("question", *(f"{name}について伺います。" for name in "一二三四五"))
    answers: dict[int, Any] = {}
    for questions in answered:
        turn = draft.turn("answer", *("お答えします。" for _ in questions))
        for at, question in enumerate(questions):
            answers[question] = draft.passage(turn, at)
    for question in range(5):
        found = [answers[question]] if question in answers else []
        draft.exchange([draft.passage(asked, question)], found)
    return draft.made()


def test_a_plain_answer_needs_no_number(small: Transcript) -> None:
    assert head(small, 0) == ("Question 1 森 member", "")
    assert head(small, 2) == ("Answer 川口課長 防災課長", "")
    assert head(small, 3) == ("Remark? 森 member", "")


@pytest.mark.parametrize(
    ("answered", "names"),
    [
        ([[0, 1, 2, 3, 4]], ["Questions 1–5"]),
        ([[0, 2], [1, 3]], ["Questions 1, 3", "Questions 2, 4"]),
        ([[3], [0]], ["Question 4", "Question 1"]),
    ],
)
def test_answers_name_the_questions_they_answer(
    council: Callable[[], Any], answered: list[list[int]], names: list[str]
) -> None:
    transcript = asked_at_once(council, answered)
    for turn, name in enumerate(names, start=1):
        assert head(transcript, turn)[0] == " ".join(
            f"Answer {f'→ {name} ' if name else ''}川口課長 防災課長".split()
        )


def test_a_pairing_that_is_a_guess_says_so(council: Callable[[], Any]) -> None:
    draft = council()
    draft.ask("伺います。", "お答えします。")
    transcript = draft.made()
    exchange = transcript.exchanges[0]
    unsure = exchange._replace(answers=(exchange.answers[0]._replace(sure=False, why="order"),))
    transcript = transcript._replace(exchanges=(unsure,))
    assert head(transcript, 1)[0] == "Answer → Question 1? 川口課長 防災課長"


def test_time_and_page_stand_at_the_right(council: Callable[[], Any]) -> None:
    draft = council()
    draft.turn("statement", "申し上げます。", time=3723.4, page="12")
    draft.turn("statement", "続けます。", time=65.0)
    transcript = draft.made()
    assert head(transcript, 0)[1] == "1:02:03 p. 12"
    assert head(transcript, 1)[1] == "1:05"


@pytest.mark.parametrize(
    ("number", "name"), [("7", "Question 7"), ("７", "Question ７"), ("第4問", "第4問"), (None, "Question 7")]
)
def test_a_question_is_named_as_printed(number: str | None, name: str) -> None:
    assert exchange_name(Exchange("q7", number, None, ())) == name
