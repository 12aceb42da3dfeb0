"""Press briefings: reporters as a bare `Q`, officials by name (`THE PRESIDENT:`, `MS. PSAKI:`).

The official who speaks first behind a `Q` answers. Whom that one gives the floor to, or who joins in, speaks
a statement that belongs to the exchange's answers, marked unsure; what is said when the answer is over and
nobody has asked yet is a statement of its own. A question that an official interrupts goes on behind a dash.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.language.dates import FoundDate, find_dates

_LEAST: Final = 2
_CAPITALS: Final = re.compile(r"[A-Z][A-Z .,'’\-]{2,39}(?:\([^)]{1,30}\))?:?")
_DASHES: Final = ("—", "–", "--", "-- ")
_SHORT: Final = 200
"""Code points of a turn that only passes the question on."""
_TAIL: Final = 160
_DAY: Final = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?![\d/])")
_TITLES: Final = frozenset(("mr", "ms", "mrs", "dr", "the", "secretary", "director", "president", "vice"))


def is_briefing(draft: Draft) -> bool:
    """Do reporters ask as a bare `Q`, and do others answer under names in capitals?"""
    asked = sum(_asks(draft, turn) for turn in draft.turns)
    named = sum(
        bool(turn.label and _CAPITALS.fullmatch(turn.label) and turn.label != "Q") for turn in draft.turns
    )
    return asked >= _LEAST and named >= _LEAST


def settle(draft: Draft) -> None:
    """Kinds and roles of a briefing's turns; what stands before the first label is front matter."""
    _front(draft)
    for speaker in draft.speakers:
        if not speaker.name:
            speaker.role = "reporter"
        elif speaker.role == "unknown":
            speaker.role = "official"
    before: TurnDraft | None = None
    broken = False
    answering: set[int] = set()
    for turn in draft.turns:
        if _asks(draft, turn):
            turn.kind = "question"
            goes_on = draft.blocks[turn.start].text.startswith(_DASHES)
            turn.joins = bool(answering) and broken and goes_on
            broken = draft.blocks[turn.end - 1].text.rstrip().endswith(("—", "–", "--"))
            answering, before = set(), turn
        elif turn.kind is None and turn.speaker is not None:
            turn.kind = "statement"
            if before is not None and before.kind == "question":
                turn.kind = "answer"
                answering = {turn.speaker}
            elif answering and before is not None:
                if turn.speaker in answering or _passes_on(draft, before, turn):
                    turn.replies, turn.sure = True, False
                    answering.add(turn.speaker)
                else:
                    answering = set()
            before = turn


def day_in(title: str) -> FoundDate | None:
    """The day that the title of a briefing gives as Americans write it: `…, 7/10/12`."""
    found = _DAY.search(title)
    if found is None:
        return None
    month, day, year = found.groups()
    years = year if len(year) == 4 else f"20{year}"
    named = next(iter(find_dates(f"{years}-{int(month):02}-{int(day):02}")), None)
    return replace(named, printed=found.group()) if named else None


def _asks(draft: Draft, turn: TurnDraft) -> bool:
    return turn.speaker is not None and not draft.speakers[turn.speaker].name and turn.label == "Q"


def _passes_on(draft: Draft, before: TurnDraft, turn: TurnDraft) -> bool:
    """Is `turn` called upon in the one before: by name, with a word or two, or where that breaks off?"""
    words = " ".join(draft.blocks[at].text for at in range(before.start, before.end)).rstrip()
    if len(words) <= _SHORT or words.endswith(_DASHES):
        return True
    names = set(re.findall(r"[a-z'’\-]{3,}", (turn.label or "").casefold())) - _TITLES
    return any(name in words[-_TAIL:].casefold() for name in names)


def _front(draft: Draft) -> None:
    """Place and hour, which stand below the title, are said by nobody."""
    while draft.turns and draft.turns[0].speaker is None and draft.turns[0].label is None:
        first = draft.turns.pop(0)
        for at in range(first.start, first.end):
            if draft.blocks[at].part == "speech":
                draft.blocks[at] = draft.blocks[at]._replace(part="front", asides=())
