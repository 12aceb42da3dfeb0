"""As what people speak in a meeting: settled from their labels, over the whole of it.

A label says a post. Whether a vice chair presides or asks, and whether a committee's chair presides or
reports to the plenary, only the meeting around it tells (formats.md §4.1).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, Literal

from qa_reader.formats.turns.chairing import hands_over, presides
from qa_reader.formats.turns.labels import Label, Post, bare, key
from qa_reader.transcript.model import Role

Side = Literal["asks", "answers", "chairs", "apart"]
"""What someone in this standing does in a meeting: the rules on turns' kinds rest on it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """As what someone speaks in one turn; not `sure` where no word of the label says it."""

    role: Role
    side: Side
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn as `settle` needs it."""

    label: Label
    text: str
    mark: str | None = None
    given: Standing | None = None
    """As what they speak, where the source itself says so."""


_CIRCLES: Final = "○◯〇"
CHAIRS_SOMEWHERE: Final = frozenset(("主査", "理事長", "司会", "司会者", "進行", "進行役", "団長", "幹事長"))
"""Offices that preside in some meetings (分科会, 理事会) and answer or ask in others."""


def settle(
    heard: Sequence[Heard], members: Set[str] = frozenset(), officials: Set[str] = frozenset()
) -> list[Standing]:
    """As what each turn of one meeting is spoken.

    `members` and `officials` are names without blanks that the attendance list gives. Rests on what the file
    shows: who presides, whether ○◆◎ are told apart, under which office a bare name spoke before.
    """
    posts = Counter(v.label.post for v in heard)
    chairmen = Counter(key(v.label) for v in heard if v.label.post == "chairman")
    plenary = posts["speaker"] > max(chairmen.values(), default=0)
    real = {"speaker", "acting"} if plenary else {"speaker", "acting", "chairman"}
    marks = {v.mark for v in heard if v.mark}
    told_apart = "◎" in marks and ("◆" in marks or bool(marks & set(_CIRCLES)))
    known = _known_names(heard, members, officials)
    others = _presiding_others(heard)
    chairs = [i for i, v in enumerate(heard) if v.label.post in real or i in others]
    presiding = _presiding_vices(heard, chairs) | others
    standings = []
    for i, one in enumerate(heard):
        standing = one.given or (_CHAIR if i in others else _standing(one, plenary, i in presiding, known))
        if told_apart and one.given is None:
            standing = _by_mark(one, standing)
        standings.append(standing)
    return standings


def _known_names(heard: Sequence[Heard], members: Set[str], officials: Set[str]) -> dict[str, Role]:
    """What a name alone means: as the attendance list has it, else as it stands with an office."""
    known: dict[str, Role] = dict.fromkeys(officials, "official")
    known.update(dict.fromkeys(members, "member"))
    for one in heard:
        if one.label.full and one.label.post == "official":
            known.setdefault(bare(one.label.name), "official")
    return known


_CHAIR: Final = Standing("chair", "chairs")
_MEMBER: Final = Standing("member", "asks")
_OFFICIAL: Final = Standing("official", "answers")
_BY_POST: Final[Mapping[Post, Standing]] = {
    "speaker": _CHAIR,
    "acting": _CHAIR,
    "official": _OFFICIAL,
    "clerk": Standing("clerk", "answers"),
    "witness": Standing("witness", "answers"),
    "proposer": Standing("member", "answers"),
    "member": _MEMBER,
}


def _standing(one: Heard, plenary: bool, presiding: bool, known: Mapping[str, Role]) -> Standing:
    label = one.label
    role = known.get(bare(label.name))
    if label.post == "chairman":
        return _MEMBER if plenary else _CHAIR
    if label.post in ("vice-speaker", "vice-chairman"):
        return _CHAIR if presiding else _MEMBER
    if label.office == "理事" and role == "member":
        return _MEMBER  # of a committee; a city's 理事 is an official
    if label.office is None and label.seat is None and role == "official":
        return _OFFICIAL
    if label.post == "name":
        return _MEMBER if role == "member" else Standing("unknown", "asks", sure=False)
    return _BY_POST[label.post]


def _by_mark(one: Heard, standing: Standing) -> Standing:
    """Where ○◆◎ are told apart, the mark says who asks and who answers; the label keeps its role."""
    if one.mark == "◎" and standing.side in ("asks", "chairs"):
        role: Role = "official" if standing.role in ("unknown", "chair") else standing.role
        return Standing(role, "answers")  # 「◎3番（…君）」: a member explains a bill
    if one.mark == "◆" and standing.role in ("unknown", "chair"):
        return Standing("member", "asks")
    if one.mark and one.mark in _CIRCLES and standing.role == "unknown":
        return Standing("unknown", "apart", sure=False)
    return standing


def _presiding_others(heard: Sequence[Heard]) -> set[int]:
    """The turns of those whose office elsewhere answers, but who preside here in most of what they say."""
    turns: dict[str, list[int]] = {}
    for i, one in enumerate(heard):
        if (one.label.office or bare(one.label.name)) in CHAIRS_SOMEWHERE and one.mark not in ("◆", "◎"):
            turns.setdefault(key(one.label), []).append(i)
    return {
        i for own in turns.values() if 2 * sum(presides(heard[i].text) for i in own) >= len(own) for i in own
    }


def _presiding_vices(heard: Sequence[Heard], chairs: Sequence[int]) -> set[int]:
    """The turns in which a vice chair presides; `chairs` are those of the chair.

    A stretch runs between two turns of the chair. A vice chair presides in it where the chair was handed over
    or the words are a chair's, and throughout where nobody else presides; else he asks as a member.
    """
    vices = [i for i, v in enumerate(heard) if v.label.post in ("vice-speaker", "vice-chairman")]
    if not chairs:
        return {i for i in vices if heard[i].mark != "◆"}
    found: set[int] = set()
    edges = [-1, *chairs, len(heard)]
    start = 0
    for left, right in itertools.pairwise(edges):
        inside = []
        while start < len(vices) and vices[start] < right:
            if vices[start] > left:
                inside.append(vices[start])
            start += 1
        handed = left >= 0 and hands_over(heard[left].text)
        for who in {key(heard[i].label) for i in inside}:
            own = [i for i in inside if key(heard[i].label) == who and heard[i].mark != "◆"]
            if handed or any(presides(heard[i].text) for i in own):
                found.update(own)
    return found
