"""Corrections of how a transcript was understood: changes of the annotator like any other, with an undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qa_reader.annotation.anchors import anchor_for
from qa_reader.annotation.history import Change
from qa_reader.desk.changes import Act
from qa_reader.desk.workspace import Desk, Reading, Refused
from qa_reader.locales import _
from qa_reader.transcript.model import KINDS, Position, Span

if TYPE_CHECKING:
    from qa_reader.transcript.model import Exchange

_WORDS = 40
"""Characters at a turn's beginning that a correction is anchored on."""


def retype(desk: Desk, transcript_id: str, turn: int, kind: str, speaker: str | None = None) -> Change | None:
    """Say what a turn is, and who speaks where that was wrong too."""
    if kind not in KINDS:
        raise Refused(
            "unknown-kind",
            _("{kind}: no such kind; there are {kinds}").format(kind=kind, kinds=", ".join(KINDS)),
        )
    data = {"op": "retype", "kind": kind, **({"speaker": speaker} if speaker else {})}
    return _correct(desk, transcript_id, turn, data)


def split(desk: Desk, transcript_id: str, block: int) -> Change | None:
    """Begin a new turn at `block`, a paragraph inside a turn."""
    reading = desk.reading(transcript_id)
    turn = reading.outline.turn_at(block)
    if turn is None or reading.transcript.turns[turn].start == block:
        raise Refused("nothing-to-split", _("a turn begins there already; choose a later paragraph of it"))
    return _record(desk, reading, block, {"op": "split"})


def join(desk: Desk, transcript_id: str, turn: int) -> Change | None:
    """Make a turn part of the one before it."""
    turns = desk.reading(transcript_id).transcript.turns
    if turn == 0 or turns[turn - 1].end != turns[turn].start:
        raise Refused("nothing-to-join", _("no turn stands right before this one"))
    return _correct(desk, transcript_id, turn, {"op": "join"})


def pair(desk: Desk, transcript_id: str, turn: int, label: str, *, paired: bool = True) -> Change | None:
    """Say that a turn answers the exchange `label`, or (`paired` false) that it does not."""
    reading = desk.reading(transcript_id)
    exchange = reading.exchange(label)
    if exchange is None:
        raise Refused("unknown-question", _("{id}: no such question").format(id=reading.question(label)))
    answers = any(passage.turn == turn for passage in exchange.answers)
    if answers == paired:
        told = _("{id}: this is an answer to it already") if paired else _("{id}: this is no answer to it")
        raise Refused("nothing-to-pair", told.format(id=reading.question(label)))
    start = reading.transcript.turns[turn].start
    data = {"op": "pair" if paired else "unpair", "asks": _asks(reading, exchange)}
    return _record(desk, reading, start, data, label)


def _correct(desk: Desk, transcript_id: str, turn: int, data: Mapping[str, Any]) -> Change | None:
    reading = desk.reading(transcript_id)
    return _record(desk, reading, reading.transcript.turns[turn].start, data)


def _record(
    desk: Desk, reading: Reading, block: int, data: Mapping[str, Any], label: str = ""
) -> Change | None:
    text = reading.parsed.blocks[block].text
    if not text:
        raise Refused("empty", _("there are no words to hang a correction on"))
    span = Span(Position(block, 0), Position(block, min(len(text), _WORDS)))
    act = Act(desk)
    kind = "pairing" if "asks" in data else "correction"
    act.new(reading.question(label), kind, anchor=anchor_for(reading.parsed, span), data=dict(data))
    return act.commit()


def _asks(reading: Reading, exchange: Exchange) -> dict[str, Any]:
    start, end = exchange.questions[0].span
    text = reading.parsed.blocks[start.block].text
    stop = min(end.offset if end.block == start.block else len(text), start.offset + _WORDS)
    return anchor_for(reading.parsed, Span(start, Position(start.block, stop)))
