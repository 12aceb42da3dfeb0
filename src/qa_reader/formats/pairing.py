"""Which answers belong to which question, where the source marks turns but does not link them.

The rule (DESIGN §4, formats.md §0.2): a question opens an exchange; each answer after it belongs to it,
until the next question, a new section, or a turn that changes the subject. Chairs and remarks between them
are transparent. An answer with no open question stays outside any exchange.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_reader.language.numerals import number
from qa_reader.transcript.model import Block, Exchange, Passage, Position, Span

if TYPE_CHECKING:
    from qa_reader.formats.draft import TurnDraft


def whole(index: int, turn: TurnDraft, blocks: Sequence[Block], *, sure: bool, why: str) -> Passage:
    """The passage that is all of `turn`."""
    last = turn.end - 1
    span = Span(Position(turn.start, 0), Position(last, len(blocks[last].text)))
    return Passage(index, span, sure, why)


def exchanges_of(turns: Sequence[TurnDraft], blocks: Sequence[Block]) -> list[Exchange]:
    """Exchanges by the order of turns; unlabelled yet."""
    found: list[Exchange] = []
    questions: list[Passage] = []
    answers: list[Passage] = []
    printed: str | None = None
    section: int | None = None

    def finish() -> None:
        if questions:
            found.append(Exchange("", printed, section, tuple(questions), tuple(answers)))
        questions.clear()
        answers.clear()

    for index, turn in enumerate(turns):
        if questions and (turn.cuts or (turn.section != section and turn.kind != "chair")):
            finish()
        if turn.kind == "question" or turn.asks:
            if not (turn.joins and questions):
                finish()
                printed, section = turn.number, turn.section
            questions.append(whole(index, turn, blocks, sure=turn.sure, why="asks"))
        elif turn.kind == "answer" and questions:
            answers.append(whole(index, turn, blocks, sure=turn.sure, why=turn.why))
    finish()
    return found


def labelled(exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """`exchanges` with labels: `q` + the printed number where each has one and none repeats, else `q` +
    the running number (DESIGN §4)."""
    numbers = [number(e.number) if e.number else None for e in exchanges]
    printed = [n for n in numbers if n is not None and n >= 0]
    if len(printed) < len(exchanges) or len(set(printed)) < len(printed):
        printed = list(range(1, len(exchanges) + 1))
    return tuple(replace(e, label=f"q{n}") for e, n in zip(exchanges, printed, strict=True))
