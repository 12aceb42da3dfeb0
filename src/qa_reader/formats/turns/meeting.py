"""One meeting's turns, gathered in a draft turn by turn and settled when the meeting is over.

The engine behind every format of Japanese minutes: front ends only say who speaks and which lines. What
can be known only from the whole meeting (as what someone speaks, what kind a turn is) is set on the draft
at its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.material import Claim
from qa_reader.formats.turns.directions import asides, is_time
from qa_reader.formats.turns.labels import Label, bare, key, read_label
from qa_reader.formats.turns.pairing import exchanges_of
from qa_reader.formats.turns.roles import CHAIRS_SOMEWHERE, Heard, Standing, settle
from qa_reader.formats.turns.split import refine
from qa_reader.formats.turns.turnkinds import Utterance, kinds
from qa_reader.formats.turns.turnlines import Line, Sort, headings, is_agenda, sort_lines
from qa_reader.locales import _
from qa_reader.transcript.model import Kind, Metadata, Transcript

_CHAIRS: Final = ("speaker", "chairman", "acting", "vice-speaker", "vice-chairman")
_FRONT_MEMBERS: Final = re.compile(
    r"(?:出席|欠席|応招|遅参|早退|不応招|委員)[^説]{0,6}(?:議員|委員)|委員会委員"
)
_FRONT_OFFICIALS: Final = re.compile(r"説明|理事者|執行|当局|第[0-9０-９一二三百]{3,}条|参与|説明員|出席者")


@dataclass(frozen=True, slots=True)
class Person:
    """What a format knows of a speaker beside the label."""

    name: str | None = None
    office: str | None = None
    group: str | None = None
    standing: Standing | None = None
    """As what they speak, where the source says so."""


@dataclass(slots=True)
class _Spoken:
    label: Label
    mark: str | None
    person: Person
    turns: list[TurnDraft]
    given: Kind | None
    gap: bool


class Meeting:
    """A meeting being read. `level` is the level of its agenda's sections."""

    def __init__(self, draft: Draft, *, level: int = 1) -> None:
        self._draft = draft
        self._level = level
        self._spoken: list[_Spoken] = []
        self._members = ""
        self._officials = ""

    def front(self, lines: Sequence[Line]) -> None:
        """Matter before the first word. The attendance list in it tells members from officials."""
        side = ""
        for line in lines:
            if not line.text.strip():
                continue
            self._draft.block(line.text.rstrip(), "front", line=line.number, page=line.page)
            self._attend(line.text, side := _attending(line.text, side))

    def _attend(self, text: str, side: str) -> None:
        if side == "members":
            self._members += bare(text) + "\n"
        elif side == "officials":
            self._officials += bare(text) + "\n"

    def between(self, lines: Sequence[Line]) -> None:
        """Matter before a label inside a record: times, headings; before the first word, front."""
        if not lines:
            return
        if not self._spoken:
            times = [line for line in lines if is_time(line.text)]
            self.front([line for line in lines if line not in times])
            lines = times
        sorts = sort_lines(lines, chair=False)
        for line, sort in zip(lines, sorts, strict=True):
            if sort == "heading":
                self._headings([line])
            else:
                self._line(line, "stage" if sort == "speech" else sort)

    def aside(self, lines: Sequence[Line]) -> None:
        """Stage directions on their own, which nobody says."""
        for line in lines:
            self._line(line, "stage" if line.text.strip() else "blank")

    def information(self, label: str, lines: Sequence[Line]) -> None:
        """A part of the record that nobody says: the list of names, 会議録情報."""
        self._draft.turn("info", label=label)
        side = ""
        for line in lines:
            if line.text.strip():
                self._draft.block(line.text.rstrip(), line=line.number, page=line.page)
                self._attend(line.text, side := _attending(line.text, side))
        self._draft.close()

    def speaks(
        self,
        label: str,
        lines: Sequence[Line],
        *,
        mark: str | None = None,
        person: Person | None = None,
        given: Kind | None = None,
        gap: bool = False,
    ) -> None:
        """Someone speaks: `label` as printed, without `mark`; `lines` with the words, label taken off.

        `gap`: words of the source are missing before this turn.
        """
        read = read_label(label)
        spoken = _Spoken(read, mark, person or Person(), [], given, gap)
        self._spoken.append(spoken)
        standing = spoken.person.standing
        presides = read.post in _CHAIRS or read.office in CHAIRS_SOMEWHERE
        chair = standing.side == "chairs" if standing else presides
        self._open(spoken, label)
        sorts = sort_lines(lines, chair=chair)
        if not chair:
            sorts = _items_said(lines, sorts)
        at = 0
        while at < len(lines):
            if sorts[at] == "heading":
                end = _run_of_headings(sorts, at)
                self._headings([lines[i] for i in range(at, end) if sorts[i] == "heading"])
                if any(sort == "speech" for sort in sorts[end:]):
                    self._open(spoken, None)
                at = end
                continue
            self._line(lines[at], sorts[at])
            at += 1
        self._draft.close()

    def _open(self, spoken: _Spoken, label: str | None) -> None:
        spoken.turns.append(self._draft.turn(None, label=label, mark=spoken.mark if label else None))

    def _line(self, line: Line, sort: Sort) -> None:
        if sort == "blank":
            return
        text = line.text.rstrip()
        if sort == "speech":
            self._draft.block(text, line=line.number, page=line.page, asides=asides(text))
        elif sort == "stage":
            self._draft.block(text.strip(), "stage", line=line.number, page=line.page)
        else:
            self._draft.block(text, "back", line=line.number, page=line.page)

    def _headings(self, lines: Sequence[Line]) -> None:
        for heading in headings(lines):
            first, *rest = heading.lines
            self._draft.section(
                heading.text,
                self._level + heading.depth,
                number=heading.number,
                printed=first.text.strip(),
                line=first.number,
                page=first.page,
            )
            for line in rest:
                self._draft.block(line.text.strip(), "heading", line=line.number, page=line.page)

    def over(self, *, breaks_off: bool = False) -> None:
        """The meeting ends: say as what its people spoke and what kind their turns are.

        `breaks_off`: words of the source are missing behind the last turn.
        """
        self._draft.close()
        self._join()
        texts = [self._words(spoken.turns[0]) for spoken in self._spoken]
        heard = [
            Heard(s.label, text, s.mark, s.person.standing)
            for s, text in zip(self._spoken, texts, strict=True)
        ]
        names = {bare(s.label.name) for s in self._spoken if len(bare(s.label.name)) > 1}
        standings = settle(
            heard,
            members={name for name in names if name in self._members},
            officials={name for name in names if name in self._officials},
        )
        people: dict[tuple[str, str], int] = {}
        said: list[Utterance] = []
        for spoken, standing, text in zip(self._spoken, standings, texts, strict=True):
            who = bare(spoken.person.name) if spoken.person.name else key(spoken.label)
            spoken.turns[0].speaker = self._speaker(people, who, spoken, standing)
            section = spoken.turns[0].section
            reports = spoken.label.post == "chairman" and standing.side == "asks"
            said.append(Utterance(standing.side, who, text, spoken.given, spoken.gap, reports, section))
        verdicts = kinds(said, breaks_off=breaks_off)
        for spoken, standing, verdict in zip(self._spoken, standings, verdicts, strict=True):
            turn = spoken.turns[0]
            turn.kind = verdict.kind
            turn.sure = standing.sure and verdict.sure
            turn.why = verdict.why
            turn.joins, turn.asks, turn.cuts = verdict.joins, verdict.asks, verdict.cuts
            turn.replies = verdict.replies
        if self._spoken:
            self._spoken[0].turns[0].cuts = True

    def _join(self) -> None:
        """A turn runs from label to label: one that a heading stands in is one turn around it."""
        parts = {id(turn) for spoken in self._spoken for turn in spoken.turns[1:]}
        for spoken in self._spoken:
            spoken.turns[0].end = spoken.turns[-1].end
        if parts:
            self._draft.turns[:] = [turn for turn in self._draft.turns if id(turn) not in parts]

    def _words(self, turn: TurnDraft) -> str:
        blocks = self._draft.blocks[turn.start : turn.end]
        return "\n".join(block.text for block in blocks if block.part == "speech")

    def _speaker(
        self, people: dict[tuple[str, str], int], who: str, spoken: _Spoken, standing: Standing
    ) -> int:
        """The speaker's index; someone who speaks under two labels in one role is one speaker."""
        index = people.get((who, standing.role))
        if index is None:
            person = spoken.person
            index = people[who, standing.role] = self._draft.speaker(
                person.name or spoken.label.name,
                spoken.label.printed,
                standing.role,
                office=person.office or spoken.label.office,
                group=person.group,
            )
        return index


def _items_said(lines: Sequence[Line], sorts: Sequence[Sort]) -> list[Sort]:
    """`sorts` of a turn that is not the chair's: an item that words follow is said, no part of the agenda."""
    last = max((at for at, sort in enumerate(sorts) if sort == "speech"), default=-1)
    return [
        "speech" if sort == "heading" and at < last and not is_agenda(lines[at].text) else sort
        for at, sort in enumerate(sorts)
    ]


def _run_of_headings(sorts: Sequence[Sort], start: int) -> int:
    """The end of a run of headings: blank lines inside it belong to it."""
    end = start
    while end < len(sorts) and sorts[end] in ("heading", "blank"):
        end += 1
    return end


def _attending(text: str, side: str) -> str:
    """Which part of the attendance list a line opens or goes on with."""
    run = bare(text)
    if len(run) > 40:
        return side
    if "事務局" in run or "書記" in run or "議事日程" in run or "事件" in run:
        return ""
    if _FRONT_OFFICIALS.search(run):
        return "officials"
    if _FRONT_MEMBERS.search(run):
        return "members"
    return side


def finish(draft: Draft, meta: Metadata, claim: Claim) -> Transcript:
    """The transcript of the meetings in `draft`, their questions paired with what answers them.

    Speeches of several questions are cut; a record in which nobody is asked anything says so.
    """
    draft.close()
    offices = [None if turn.speaker is None else draft.speakers[turn.speaker].office for turn in draft.turns]
    draft.exchanges = refine(exchanges_of(draft.turns, draft.blocks), draft.blocks, offices)
    spoken = any(turn.kind not in ("info", None) for turn in draft.turns)
    if spoken and not any(turn.kind == "question" for turn in draft.turns):
        draft.notice("no-questions", _("No question in this record: nobody asks and is answered."))
    return draft.finish(meta, confidence=claim.confidence, why=claim.why)
