"""What can be spoken about: exchanges, stretches of turns outside any exchange, the transcript itself.

Their question IDs are `<transcript>#<label>`: `x.txt#q3`, `x.txt#s2`, and `x.txt#` for the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, Literal, NamedTuple

from qa_reader.transcript.model import Transcript, column

UnitKind = Literal["exchange", "stretch", "transcript"]


class Unit(NamedTuple):
    """One thing that can be spoken about."""

    label: str
    """`q3`, `s2`; empty for the transcript itself."""
    kind: UnitKind
    ordinal: int
    """Into the transcript's exchanges, or the number of the stretch from 0."""
    turns: Sequence[int]
    """Indices of the turns it speaks of, ascending."""


class QuestionId(NamedTuple):
    """A question ID taken apart."""

    transcript: str
    label: str
    suffix: str
    """`q` for the question, `a` or `a2` for an answer, empty for the unit as a whole."""


_LABEL: Final = re.compile(r"(?P<label>[a-z][0-9]{1,9}|)(?:/(?P<suffix>q|a[0-9]{0,6}))?")


def units(transcript: Transcript) -> tuple[Unit, ...]:
    """All units in the order of the text, the transcript itself first.

    Every turn is in at least one besides it. A stretch is a maximal run of turns that no exchange has a
    passage in, all of one section.
    """
    found = [whole(transcript)]
    stretches = _stretches(transcript)
    stretch = next(stretches, None)
    exchanges = transcript.exchanges
    for index, (label, turns) in enumerate(
        zip(column(exchanges, "label"), column(exchanges, "turns"), strict=True)
    ):
        while stretch is not None and turns and stretch.turns[0] < turns[0]:
            found.append(stretch)
            stretch = next(stretches, None)
        found.append(Unit(label, "exchange", index, turns))
    while stretch is not None:
        found.append(stretch)
        stretch = next(stretches, None)
    return tuple(found)


def whole(transcript: Transcript) -> Unit:
    """The unit that is the transcript itself."""
    return Unit("", "transcript", 0, range(len(transcript.turns)))


def question_id(transcript: Transcript, unit: Unit) -> str:
    """The name everything said about `unit` is keyed to: `minutes/dx.txt#q3`."""
    return f"{transcript.id}#{unit.label}"


def split_id(text: str) -> QuestionId:
    """Take a question ID apart: `x.txt#q3/a2` → (`x.txt`, `q3`, `a2`); `x.txt`, `x.txt#` → (`x.txt`, ``, ``).

    What stands behind the last `#` and is no label belongs to the transcript's name.
    """
    name, hash_, label = text.rpartition("#")
    match = _LABEL.fullmatch(label)
    if not hash_ or match is None:
        return QuestionId(text, "", "")
    return QuestionId(name, match["label"], match["suffix"] or "")


def _stretches(transcript: Transcript) -> Iterator[Unit]:
    """The runs of turns outside any exchange, in order."""
    paired = bytearray(len(transcript.turns))
    for turn in chain.from_iterable(column(transcript.exchanges, "turns")):
        paired[turn] = 1
    given = transcript.stretches
    sections = column(transcript.turns, "section")
    number, at = 0, paired.find(0)
    while at >= 0:
        end = at + 1
        while end < len(sections) and not paired[end] and sections[end] == sections[at]:
            end += 1
        label = given[number] if number < len(given) else f"s{number + 1}"
        yield Unit(label, "stretch", number, range(at, end))
        number += 1
        at = paired.find(0, end)
