"""Corrections of how a text was understood: turns retyped, split and joined, answers paired and unpaired.

A correction is a record like any other: it names its turn by an anchor on the turn's first words, so that it
survives a changed file and a better parse. Applying corrections regroups blocks and moves none. One whose
turn is no longer surely found, or that would change nothing, does nothing and stays on record.

    kind         data                                                  anchor on
    correction   {"op": "retype", "kind": KIND, "speaker"?: NAME}      the turn
    correction   {"op": "split"}                                       the block the new turn begins with
    correction   {"op": "join"}                                        the turn that joins the one before
    pairing      {"op": "pair" | "unpair", "asks": ANCHOR}            the answering turn; `asks`: the question
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from qa_reader.annotation.anchors import place
from qa_reader.transcript.model import KINDS, Exchange, Kind, Passage, Position, Span, Speaker, Turn

if TYPE_CHECKING:
    from qa_reader.annotation.records import Revision
    from qa_reader.transcript.model import Transcript

BY_READER: Final = "reader"
"""Why a passage is paired where the reader said so."""


def regrouped(transcript: Transcript, records: Iterable[Revision], annotator: str | None) -> Transcript:
    """`transcript` with the annotator's own corrections applied, oldest first."""
    made = sorted(
        (
            r
            for r in records
            if r.kind in ("correction", "pairing") and r.annotator == annotator and not r.deleted
        ),
        key=lambda r: r.order,
    )
    work = None
    for record in made:
        found = place(record.anchor, transcript) if record.anchor is not None else None
        if found is not None:
            work = work or _Work(transcript)
            asks = record.data.get("asks")
            asked = place(asks, transcript) if isinstance(asks, dict) else None
            work.apply(record.data, found.span.start, asked.span.start if asked is not None else None)
    return work.done() if work is not None else transcript


class _Work:
    """A transcript's turns and exchanges while corrections are applied. Exchanges hold turns by identity."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.turns: list[Turn] = list(transcript.turns)
        self.speakers: list[Speaker] = list(transcript.speakers)
        self.exchanges: list[Exchange] = list(transcript.exchanges)
        self.changed = False

    def apply(self, data: Mapping[str, Any], at: Position, asked: Position | None) -> None:
        """Apply one correction to the turn at `at`; pairs are with the exchange that asks at `asked`."""
        index = next((n for n, turn in enumerate(self.turns) if turn.start <= at.block < turn.end), None)
        if index is None:
            return
        op = data.get("op")
        if op == "retype":
            self._retype(index, data)
        elif op == "split" and at.block > self.turns[index].start:
            self._split(index, at.block)
        elif op == "join" and index > 0 and self.turns[index - 1].end == self.turns[index].start:
            self._join(index)
        elif op in ("pair", "unpair") and asked is not None:
            self._pair(index, asked, paired=op == "pair")

    def done(self) -> Transcript:
        """The corrected transcript; the same object where nothing changed."""
        if not self.changed:
            return self.transcript
        return self.transcript._replace(
            turns=tuple(self.turns),
            speakers=tuple(self.speakers),
            exchanges=tuple(sorted(self.exchanges, key=lambda e: e.questions[0].span.start)),
        )

    # Turns

    def _retype(self, index: int, data: Any) -> None:
        turn, kind = self.turns[index], data.get("kind")
        speaker = self._speaker(data.get("speaker"), turn)
        if kind not in KINDS or (kind == turn.kind and turn.sure and speaker == turn.speaker):
            return
        self.changed = True
        self.turns[index] = turn._replace(kind=kind, speaker=speaker, sure=True)
        if kind != turn.kind:
            self._place_anew(index, kind)

    def _speaker(self, name: Any, turn: Turn) -> int | None:
        if not isinstance(name, str) or not name:
            return turn.speaker
        known = next((n for n, speaker in enumerate(self.speakers) if speaker.name == name), None)
        if known is None:
            self.speakers.append(Speaker(name, name))
            known = len(self.speakers) - 1
        return known

    def _place_anew(self, index: int, kind: Kind) -> None:
        """A turn of another kind asks, answers or does neither in the exchanges around it."""
        home = self._without(index)
        if kind == "question":
            self._open_exchange(index, home)
        elif kind == "answer":
            before = self._exchange_before(index)
            if before is not None:
                self._add_answer(before, index)

    def _open_exchange(self, index: int, home: int | None) -> None:
        """A new exchange asked by this turn; it takes the answers behind it from the one before."""
        before = home if home is not None else self._exchange_before(index)
        answers: tuple[Passage, ...] = ()
        if before is not None:
            held = self.exchanges[before].answers
            answers = tuple(p for p in held if p.turn > index)
            self.exchanges[before] = self.exchanges[before]._replace(
                answers=tuple(p for p in held if p.turn < index)
            )
        turn = self.turns[index]
        self.exchanges.append(
            Exchange(self._free_label(), turn.number, turn.section, (self._whole(index),), answers)
        )

    def _without(self, index: int) -> int | None:
        """Take a turn out of every exchange; gives the first it was in, if that still stands.

        An exchange that nobody asks any more dissolves; its answers go to the one before.
        """
        home: int | None = None
        for number in range(len(self.exchanges) - 1, -1, -1):
            exchange = self.exchanges[number]
            if not any(p.turn == index for p in (*exchange.questions, *exchange.answers)):
                continue
            questions = tuple(p for p in exchange.questions if p.turn != index)
            answers = tuple(p for p in exchange.answers if p.turn != index)
            if questions:
                self.exchanges[number] = exchange._replace(questions=questions, answers=answers)
                home = number
                continue
            del self.exchanges[number]
            before = self._exchange_before(index)
            if before is not None:
                for passage in answers:
                    self._add_answer(before, passage.turn, passage)
            home = before
        return home

    def _split(self, index: int, block: int) -> None:
        """The blocks from `block` on become a turn of their own, of the same kind and speaker."""
        self.changed = True
        turn = self.turns[index]
        cut = Position(block, 0)
        self.turns[index : index + 1] = [
            turn._replace(end=block),
            turn._replace(start=block, label=None, mark=None, number=None),
        ]
        self.exchanges = [
            exchange._replace(
                questions=tuple(_cut(exchange.questions, index, cut, self.transcript)),
                answers=tuple(_cut(exchange.answers, index, cut, self.transcript)),
            )
            for exchange in self.exchanges
        ]

    def _join(self, index: int) -> None:
        """A turn becomes part of the one before, whose kind and speaker hold."""
        self.changed = True
        self._without(index)
        before = self.turns[index - 1]
        self.turns[index - 1 : index + 1] = [before._replace(end=self.turns[index].end)]
        whole = self._whole(index - 1)
        self.exchanges = [
            exchange._replace(
                questions=tuple(_joined(exchange.questions, index, whole)),
                answers=tuple(_joined(exchange.answers, index, whole)),
            )
            for exchange in self.exchanges
        ]

    # Pairs

    def _pair(self, index: int, asked: Position, *, paired: bool) -> None:
        number = next(
            (
                n
                for n, exchange in enumerate(self.exchanges)
                if any(p.span.start <= asked < p.span.end for p in exchange.questions)
            ),
            None,
        )
        if number is None:
            return
        exchange = self.exchanges[number]
        has = any(p.turn == index for p in exchange.answers)
        if paired and not has:
            self.changed = True
            self._add_answer(number, index)
            if self.turns[index].kind != "answer":
                self.turns[index] = self.turns[index]._replace(kind="answer", sure=True)
        elif not paired and has:
            self.changed = True
            self.exchanges[number] = exchange._replace(
                answers=tuple(p for p in exchange.answers if p.turn != index)
            )

    def _add_answer(self, number: int, index: int, passage: Passage | None = None) -> None:
        exchange = self.exchanges[number]
        answers = {p.turn: p for p in exchange.answers}
        answers[index] = passage or self._whole(index)
        self.exchanges[number] = exchange._replace(answers=tuple(answers[turn] for turn in sorted(answers)))

    def _exchange_before(self, index: int) -> int | None:
        """The exchange last asked before a turn."""
        asked = [
            (e.questions[0].turn, n) for n, e in enumerate(self.exchanges) if e.questions[0].turn < index
        ]
        return max(asked)[1] if asked else None

    def _whole(self, index: int) -> Passage:
        return Passage(index, self.transcript.turn_span(self.turns[index]), True, BY_READER)

    def _free_label(self) -> str:
        used = {exchange.label for exchange in self.exchanges} | {e.label for e in self.transcript.exchanges}
        return next(label for n in range(1, len(used) + 2) if (label := f"q{n}") not in used)


def _cut(passages: Sequence[Passage], index: int, cut: Position, transcript: Transcript) -> Iterable[Passage]:
    """`passages` after the turn `index` was cut in two: of its own, each half; of later turns, renumbered."""
    before = Position(cut.block - 1, len(transcript.blocks[cut.block - 1].text))
    for passage in passages:
        if passage.turn < index:
            yield passage
        elif passage.turn > index:
            yield passage._replace(turn=passage.turn + 1)
        else:
            start, end = passage.span
            if start < cut:
                yield passage._replace(span=Span(start, min(end, before)))
            if end > cut:
                yield passage._replace(turn=index + 1, span=Span(max(start, cut), end))


def _joined(passages: Sequence[Passage], index: int, whole: Passage) -> Iterable[Passage]:
    """`passages` after the turn `index` became part of the one before, which `whole` covers."""
    for passage in passages:
        if passage.turn == index - 1:
            yield passage._replace(span=Span(passage.span.start, whole.span.end))
        else:
            yield passage._replace(turn=passage.turn - 1) if passage.turn > index else passage
