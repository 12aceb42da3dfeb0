"""What kind each turn is, from who speaks in what order: rule C of formats.md §0.2.

A question is a member's turn that an official answers, with no change of subject between; an answer is
each official's turn after it, until a member speaks. Chairs who only call names are transparent. Beyond
rule C: points of order, the chair's cut-ins and the chair who asks.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from qa_reader.formats import chairing
from qa_reader.formats.roles import Side
from qa_reader.transcript.model import Kind

_BLANKS: Final = re.compile(r"[\s\u3000]+")
_REPORTS: Final = re.compile(
    r"(?:審査|調査|審議)の(?:経過|概要|結果)|委員長報告|提案(?:の)?理由|(?:趣旨|提案)(?:の)?(?:説明|弁明)|"
    r"(?:御|ご)報告(?:を)?(?:申し上げ|いたし|させて)|説明(?:申し上げ|いたし|させて)"
)
_REPORT_ENDS: Final = re.compile(r"報告(?:を終わ|といた|とさせ|いたします|申し上げます)")
_DEBATES: Final = re.compile(
    r"(?:賛成|反対)(?:の)?(?:立場|討論)|(?:賛成|反対)の(?:意見|意思)|討論(?:を(?:行|させ|いた|終)|に参加|と(?:いた|し))"
)
_MOTION: Final = re.compile(r"動議|(?:に|は)異議(?:が)?あり")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A turn as these rules see it."""

    side: Side
    who: Hashable
    """Equal for the same person."""
    text: str
    given: Kind | None = None
    """The kind the source itself states, which is not put in question."""
    gap: bool = False
    """Words of the source are missing before this turn: nothing is paired across."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a turn and what it does to the exchange that is open."""

    kind: Kind
    sure: bool = True
    why: str = "follows"
    joins: bool = False
    """Goes on with the question that was open."""
    asks: bool = False
    """Asks although it is no question turn: the chair asks, or what the chair cut off."""
    cuts: bool = False
    """Ends the open exchange."""


class _Part(NamedTuple):
    """A turn as a part of a question: the only one is the first and the last."""

    first: bool
    last: bool


def kinds(said: Sequence[Utterance], *, breaks_off: bool = False) -> list[Verdict]:
    """A verdict for each turn of one meeting, in order. `breaks_off`: words are missing behind the last."""
    orders = _points_of_order(said)
    asked = _questions(said, orders)
    verdicts: list[Verdict] = []
    pending = False  # a question or one of its answers stands open
    unsure = ""
    for i, turn in enumerate(said):
        if turn.gap or _opens(turn):
            pending, unsure = False, ""
        if turn.given is not None:
            pending = _pending_after(turn.given, pending)
            verdicts.append(Verdict(turn.given, cuts=turn.gap))
        elif turn.side == "chairs":
            verdict = _chair(said, i, orders)
            if verdict.asks:
                pending, unsure = True, "chair asks"
            verdicts.append(verdict)
        elif turn.side == "apart" or chairing.hails(turn.text) or i in orders:
            verdicts.append(Verdict("procedural", cuts=turn.gap))
        elif turn.side == "asks":
            pending, unsure = i in asked, ""
            lost = not pending and _answer_missing(said, i, breaks_off)
            if pending:
                verdicts.append(_question(i, asked, cuts=turn.gap))
            else:
                kind: Kind = "question" if lost else _unanswered(turn.text)
                verdicts.append(Verdict(kind, sure=not lost, cuts=True))
        elif pending and not chairing.reads_out(turn.text):
            verdicts.append(Verdict("answer", sure=not unsure, why=unsure or "follows"))
        elif turn.gap and not _introduces(turn.text):
            verdicts.append(Verdict("answer", sure=False, why="its question is missing", cuts=True))
        else:
            pending = False
            verdicts.append(Verdict("presentation", cuts=True))
    return verdicts


def _question(i: int, asked: Mapping[int, _Part], *, cuts: bool) -> Verdict:
    """Of a question that the chair cut in two, the last part is the question turn, as rule C has it.

    What came before is a remark that opens the same exchange.
    """
    part = asked[i]
    if part.last:
        return Verdict("question", joins=not part.first, cuts=cuts)
    return Verdict("remark", joins=not part.first, asks=True, cuts=cuts)


def _pending_after(kind: Kind, pending: bool) -> bool:
    if kind == "question":
        return True
    return pending and kind not in ("presentation", "statement")


def _chair(said: Sequence[Utterance], i: int, orders: set[int]) -> Verdict:
    """The chair's turn; it asks where it ends as a question and the next to speak answers."""
    turn = said[i]
    if _opens(turn):
        return Verdict("chair", cuts=True)
    if chairing.chair_asks(turn.text):
        after = _next(said, i, orders)
        if after is not None and said[after].side == "answers" and not _bounded(said, i + 1, after):
            return Verdict("chair", sure=False, why="chair asks", asks=True, cuts=turn.gap)
    return Verdict("chair", cuts=turn.gap)


def _opens(turn: Utterance) -> bool:
    return turn.side == "chairs" and chairing.opens_item(turn.text)


def _bounded(said: Sequence[Utterance], start: int, end: int) -> bool:
    """Whether the subject changes, or words are missing, between turn `start` and turn `end`."""
    if said[end].gap:
        return True
    return any(said[i].gap or _opens(said[i]) for i in range(start, end))


def _next(said: Sequence[Utterance], i: int, orders: set[int]) -> int | None:
    """The next turn after `i` in which someone asks or answers."""
    for j in range(i + 1, len(said)):
        turn = said[j]
        if turn.side in ("asks", "answers") and j not in orders and not chairing.hails(turn.text):
            return j
    return None


def _points_of_order(said: Sequence[Utterance]) -> set[int]:
    """Points of order that one member makes between another's question and its answer."""
    found: set[int] = set()
    before: int | None = None
    for i, turn in enumerate(said):
        if turn.side not in ("asks", "answers"):
            continue
        between = before is not None and said[before].side == "asks" and said[before].who != turn.who
        if turn.side == "asks" and turn.given is None and between and chairing.point_of_order(turn.text):
            after = _next(said, i, set())
            answered = after is not None and said[after].side == "answers"
            if answered and not _bounded(said, i, after or i):
                found.add(i)
                continue
        before = i
    return found


def _questions(said: Sequence[Utterance], orders: set[int]) -> dict[int, _Part]:
    """The turns that ask, each as the part of its question that it is."""
    found: dict[int, _Part] = {}
    after: int | None = None
    for i in range(len(said) - 1, -1, -1):
        turn = said[i]
        if turn.side not in ("asks", "answers") or i in orders or chairing.hails(turn.text):
            continue
        if after is not None and _may_ask(turn) and not _bounded(said, i + 1, after):
            other = said[after]
            if other.side == "answers" and other.given in (None, "answer"):
                found[i] = _Part(first=True, last=True)
            elif after in found and other.who == turn.who and _cut_in_between(said, i, after):
                found[i] = _Part(first=True, last=False)
                found[after] = found[after]._replace(first=False)
        after = i
    return found


def _may_ask(turn: Utterance) -> bool:
    if turn.side != "asks" or turn.given not in (None, "question"):
        return False
    return turn.given is not None or not _reports(turn.text)


def _cut_in_between(said: Sequence[Utterance], start: int, end: int) -> bool:
    between = [said[i] for i in range(start + 1, end)]
    chairs = [turn for turn in between if turn.side == "chairs"]
    return bool(chairs) and all(chairing.cuts_in(turn.text) for turn in chairs)


def _introduces(text: str) -> bool:
    """An official explains a bill or reports, which is no answer."""
    return bool(_REPORTS.search(_BLANKS.sub("", text)[:160]))


def _answer_missing(said: Sequence[Utterance], i: int, breaks_off: bool) -> bool:
    """The turn ends by asking, and the words behind it are missing."""
    behind = said[i + 1].gap if i + 1 < len(said) else breaks_off
    return behind and chairing.asks_at_end(said[i].text)


def _reports(text: str) -> bool:
    """A committee's report to the plenary: it says so at both ends."""
    run = _BLANKS.sub("", text)
    return bool(_REPORTS.search(run[:160])) and bool(_REPORT_ENDS.search(run[-60:]))


def _unanswered(text: str) -> Kind:
    """A member's turn that nobody answers: a report, a debate speech, else a remark."""
    run = _BLANKS.sub("", text)
    head, end = run[:160], run[-80:]
    if _DEBATES.search(head) or _DEBATES.search(end):
        return "statement"
    if _MOTION.search(head) and len(run) < 400:
        return "procedural"
    if _REPORTS.search(head) and _REPORTS.search(end):
        return "presentation"
    return "remark"
