"""What kind each turn is, from who speaks in what order: rule C of formats.md §0.2.

A question is a member's turn that an official answers, with no change of subject between; an answer is
each official's turn after it, until a member speaks. Chairs who only call names are transparent. Beyond
rule C: points of order, the chair's cut-ins and the chair who asks.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from qa_reader.formats.turns import chairing
from qa_reader.formats.turns.roles import Side
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
    reports: bool = False
    """A committee's chair in the plenary, who can be asked about the report."""
    section: int | None = None
    """The part of the agenda it stands under: nothing is paired across headings either."""


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
    replies: bool = False
    """Answers although it is no answer turn: the chair was asked."""


class _Part(NamedTuple):
    """A turn as a part of a question: the only one is the first and the last."""

    first: bool
    last: bool


class _Course:
    """One meeting's turns with what is asked of them again and again, worked out once."""

    def __init__(self, said: Sequence[Utterance]) -> None:
        self.said = said
        self.hails = [turn.side != "chairs" and chairing.hails(turn.text) for turn in said]
        self.opens = [turn.side == "chairs" and chairing.opens_item(turn.text) for turn in said]
        self.parted = [
            turn.gap or (i > 0 and turn.section != said[i - 1].section) for i, turn in enumerate(said)
        ]
        breaks = (parted or opens for parted, opens in zip(self.parted, self.opens, strict=True))
        self._breaks = [0, *accumulate(breaks)]
        self.orders = self._points_of_order()
        self.after = self._nexts(self.orders)
        """For each turn the next in which someone asks or answers, points of order apart."""

    def bounded(self, start: int, end: int) -> bool:
        """Whether the subject changes, or words are missing, from turn `start` on and before turn `end`."""
        return self.parted[end] or self._breaks[end] > self._breaks[start]

    def _nexts(self, without: Set[int]) -> list[int | None]:
        nexts: list[int | None] = [None] * len(self.said)
        found: int | None = None
        for i in range(len(self.said) - 1, -1, -1):
            nexts[i] = found
            if self.said[i].side in ("asks", "answers") and i not in without and not self.hails[i]:
                found = i
        return nexts

    def _points_of_order(self) -> set[int]:
        """Points of order that one member makes between another's question and its answer."""
        found: set[int] = set()
        nexts = self._nexts(found)
        before: int | None = None
        for i, turn in enumerate(self.said):
            if turn.side not in ("asks", "answers"):
                continue
            after = nexts[i]
            if (
                turn.side == "asks"
                and turn.given is None
                and before is not None
                and self.said[before].side == "asks"
                and self.said[before].who != turn.who
                and chairing.point_of_order(turn.text)
                and after is not None
                and self.said[after].side == "answers"
                and not self.bounded(i, after)
            ):
                found.add(i)
            else:
                before = i
        return found


def kinds(said: Sequence[Utterance], *, breaks_off: bool = False) -> list[Verdict]:
    """A verdict for each turn of one meeting, in order. `breaks_off`: words are missing behind the last."""
    course = _Course(said)
    asked, reporting = _questions(course)
    to_the_chair = _to_the_chair(course) - asked.keys()
    verdicts: list[Verdict] = []
    pending = False  # a question or one of its answers stands open
    unsure = ""
    for i, turn in enumerate(said):
        if course.parted[i] or course.opens[i]:
            pending, unsure = False, ""
        if turn.given is not None:
            pending = _pending_after(turn.given, pending)
            verdicts.append(Verdict(turn.given, cuts=turn.gap))
        elif turn.side == "chairs":
            verdict = _chair(course, i, asked=i - 1 in to_the_chair)
            if verdict.asks:
                pending, unsure = True, "chair asks"
            verdicts.append(verdict)
        elif turn.side == "apart" or course.hails[i] or i in course.orders:
            verdicts.append(Verdict("procedural", cuts=turn.gap))
        elif turn.side == "asks" and i not in reporting:
            pending, unsure = i in asked, ""
            if pending:
                verdicts.append(_question(asked[i], cuts=turn.gap))
            elif i in to_the_chair:
                verdicts.append(Verdict("remark", sure=False, asks=True, cuts=True))
            else:
                verdicts.append(_unanswered(said, i, breaks_off))
        else:
            verdict = _told(turn, pending, unsure)
            pending = verdict.kind == "answer"
            unsure = verdict.why if not verdict.sure else ""
            verdicts.append(verdict)
    return verdicts


def _told(turn: Utterance, pending: bool, unsure: str) -> Verdict:
    """The turn of somebody who answers; `pending`: a question or one of its answers stands open."""
    if pending and not chairing.reads_out(turn.text):
        return Verdict("answer", sure=not unsure, why=unsure or "follows")
    if turn.gap and not _introduces(turn.text):
        return Verdict("answer", sure=False, why="its question is missing", cuts=True)
    return Verdict("presentation", cuts=True)


def _question(part: _Part, *, cuts: bool) -> Verdict:
    """Of a question that the chair cut in two, the last part is the question turn, as rule C has it.

    What came before is a remark that opens the same exchange.
    """
    if part.last:
        return Verdict("question", joins=not part.first, cuts=cuts)
    return Verdict("remark", joins=not part.first, asks=True, cuts=cuts)


def _pending_after(kind: Kind, pending: bool) -> bool:
    if kind == "question":
        return True
    return pending and kind not in ("presentation", "statement")


def _chair(course: _Course, i: int, *, asked: bool) -> Verdict:
    """The chair's turn; it asks where it ends as a question and the next to speak answers.

    `asked`: it answers what a member asked right before.
    """
    turn = course.said[i]
    if asked:
        return Verdict("chair", sure=False, why="chair answers", replies=True)
    if course.opens[i]:
        return Verdict("chair", cuts=True)
    after = course.after[i]
    answered = after is not None and course.said[after].side == "answers" and not course.bounded(i + 1, after)
    if answered and chairing.chair_asks(turn.text):
        return Verdict("chair", sure=False, why="chair asks", asks=True, cuts=turn.gap)
    return Verdict("chair", cuts=turn.gap)


def _to_the_chair(course: _Course) -> set[int]:
    """The turns of members who ask the chair, who answers in the very next turn."""
    return {
        i
        for i, turn in enumerate(course.said[:-1])
        if turn.side == "asks"
        and course.said[i + 1].side == "chairs"
        and not course.parted[i + 1]
        and chairing.chair_answers(course.said[i + 1].text)
        and _may_ask(turn)
        and chairing.asks_at_end(turn.text)
    }


def _questions(course: _Course) -> tuple[dict[int, _Part], set[int]]:
    """The turns that ask, each as the part of its question that it is; and the answers of committees' chairs.

    These speak for their committee in the plenary: what a member asks right before them they answer.
    """
    found: dict[int, _Part] = {}
    reporting: set[int] = set()
    for i in range(len(course.said) - 1, -1, -1):
        turn, after = course.said[i], course.after[i]
        skipped = i in course.orders or course.hails[i] or not _may_ask(turn)
        if skipped or after is None or course.bounded(i + 1, after):
            continue
        other = course.said[after]
        if other.side == "answers" and other.given in (None, "answer"):
            if other.given is None and chairing.reads_out(other.text):
                continue
            found[i] = _Part(first=True, last=True)
        elif (
            other.reports and other.who != turn.who and after not in found and _asked_of_reporter(turn, other)
        ):
            found[i] = _Part(first=True, last=True)
            reporting.add(after)
        elif after in found and other.who == turn.who and _cut_in_between(course.said[i + 1 : after]):
            found[i] = _Part(first=True, last=False)
            found[after] = found[after]._replace(first=False)
    return found, reporting


def _asked_of_reporter(turn: Utterance, other: Utterance) -> bool:
    asked = chairing.asks_at_end(turn.text) and not turn.reports
    return asked and other.given is None and not (_introduces(other.text) or chairing.asks_at_end(other.text))


def _may_ask(turn: Utterance) -> bool:
    if turn.side != "asks" or turn.given not in (None, "question"):
        return False
    if turn.given is not None:
        return True
    return not _reports(turn.text) and not chairing.introduces_himself(turn.text)


def _cut_in_between(between: Sequence[Utterance]) -> bool:
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


def _unanswered(said: Sequence[Utterance], i: int, breaks_off: bool) -> Verdict:
    """A member's turn that nobody answers: a report, a debate speech, else a remark.

    A question all the same where it ends by asking and the words behind it are missing.
    """
    if _answer_missing(said, i, breaks_off):
        return Verdict("question", sure=False, cuts=True)
    run = _BLANKS.sub("", said[i].text)
    head, end = run[:160], run[-80:]
    kind: Kind = "remark"
    if _DEBATES.search(head) or _DEBATES.search(end):
        kind = "statement"
    elif _MOTION.search(head) and len(run) < 400:
        kind = "procedural"
    elif _REPORTS.search(head) and (_REPORTS.search(end) or _REPORT_ENDS.search(end)):
        kind = "presentation"
    return Verdict(kind, cuts=True)
