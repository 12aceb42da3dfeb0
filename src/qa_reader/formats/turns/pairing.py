"""Which answers belong to which question, where the source marks turns but does not link them.

The rule (DESIGN §4, formats.md §0.2): a question opens an exchange; each answer after it belongs to it,
until the next question, a new section, or a turn that changes the subject. Chairs and remarks between them
are transparent. An answer that prints the number of an earlier question of its section goes there (問1 問2
答1 答2). An answer with no open question stays outside any exchange.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa_reader.language.numerals import number
from qa_reader.transcript.model import Block, Exchange, Passage, Position, Span

if TYPE_CHECKING:
    from qa_reader.formats.draft import TurnDraft


@dataclass(slots=True)
class _Open:
    """An exchange under construction."""

    number: str | None
    section: int | None
    questions: list[Passage] = field(default_factory=list)
    answers: list[Passage] = field(default_factory=list)


def whole(index: int, turn: TurnDraft, blocks: Sequence[Block], *, sure: bool, why: str) -> Passage:
    """The passage that is all of `turn`."""
    last = turn.end - 1
    span = Span(Position(turn.start, 0), Position(last, len(blocks[last].text)))
    return Passage(index, span, sure, why)


def exchanges_of(turns: Sequence[TurnDraft], blocks: Sequence[Block]) -> list[Exchange]:
    """Exchanges by the order of turns; unlabelled yet."""
    found: list[_Open] = []
    numbered: dict[str, _Open] = {}
    current: _Open | None = None
    for index, turn in enumerate(turns):
        if current and (turn.cuts or (turn.section != current.section and turn.kind != "chair")):
            current = None
            numbered.clear()
        if turn.kind == "question" or turn.asks:
            if current is None or not turn.joins:
                current = _Open(turn.number, turn.section)
                found.append(current)
                if turn.number:
                    numbered[turn.number] = current
            current.questions.append(whole(index, turn, blocks, sure=turn.sure, why="asks"))
        elif current and (turn.kind == "answer" or turn.replies):
            exchange, why = current, turn.why
            if turn.number and turn.number != current.number and turn.number in numbered:
                current, why = numbered[turn.number], "number"
                exchange = current
            exchange.answers.append(whole(index, turn, blocks, sure=turn.sure, why=why))
    return [Exchange("", e.number, e.section, tuple(e.questions), tuple(e.answers)) for e in found]


def labelled(exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """`exchanges` with labels: `q` + the printed number where each has one and none repeats, else `q` +
    the running number (DESIGN §4)."""
    numbers = [number(e.number) if e.number else None for e in exchanges]
    printed = [n for n in numbers if n is not None]
    if len(printed) < len(exchanges) or len(set(printed)) < len(printed):
        printed = list(range(1, len(exchanges) + 1))
    return tuple(
        Exchange(f"q{n}", e.number, e.section, e.questions, e.answers)
        for e, n in zip(exchanges, printed, strict=True)
    )
