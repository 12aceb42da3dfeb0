"""A transcript as understood: blocks, and the turns, sections and exchanges that group them.

Blocks are the coordinate system: everything the reader says hangs on (block, offset). Turns, passages,
exchanges and sections only group blocks, so a better parse or a correction moves no anchor. Indices
(`Turn.section`, `Passage.turn` …) point into the tuples of the `Transcript` that holds them.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Literal, NamedTuple, get_args

Kind = Literal[
    "question", "answer", "remark", "statement", "presentation", "chair", "procedural", "stage", "info"
]
KINDS: tuple[Kind, ...] = get_args(Kind)

Role = Literal[
    "chair", "member", "official", "reporter", "host", "guest", "witness", "clerk", "info", "unknown"
]
ROLES: tuple[Role, ...] = get_args(Role)

Part = Literal["speech", "heading", "stage", "front", "back"]
"""Where a block stands: said in a turn, a heading of the outline, a stage direction on a line of its own,
or matter before and behind what was said."""


class Position(NamedTuple):
    """A place in the text: a block's index and an offset in Unicode code points into its text."""

    block: int
    offset: int


class Span(NamedTuple):
    """A range of text, end exclusive."""

    start: Position
    end: Position


class Block(NamedTuple):
    """A paragraph of the source, its text never normalised."""

    text: str
    part: Part = "speech"
    line: int | None = None
    """First line in the source, from 1."""
    page: str | None = None
    """Page as printed, where the source has pages."""
    time: float | None = None
    """Seconds from the start of the recording at which it begins, where known."""
    asides: tuple[tuple[int, int], ...] = ()
    """Stage directions inside the text: offsets, end exclusive."""
    until: float | None = None
    """Seconds from the start of the recording at which it ends, where known."""
    cues: tuple[tuple[int, int], ...] = ()
    """Where and when each cue after the first begins in the text: offset, milliseconds from the start of the
    recording. Offsets ascend."""

    @property
    def length(self) -> int:
        """Code points of its text."""
        return len(self.text)

    def moment(self, offset: int) -> float | None:
        """Seconds from the start of the recording at which the cue that holds `offset` begins."""
        at = bisect_right(self.cues, offset, key=itemgetter(0))
        return self.cues[at - 1][1] / 1000 if at else self.time


class Speaker(NamedTuple):
    """Someone who speaks, named as printed."""

    name: str
    label: str
    """The label as first printed: 「間の質問」, `THE PRESIDENT:`."""
    role: Role = "unknown"
    office: str | None = None
    group: str | None = None


class Turn(NamedTuple):
    """Blocks `start` to `end` (exclusive) that one speaker says without another breaking in, of one kind."""

    kind: Kind
    start: int
    end: int
    speaker: int | None = None
    label: str | None = None
    """The label as printed before this turn; None where the speaker goes on unlabelled."""
    mark: str | None = None
    """The raw mark before the label: ○ ◆ ◎ Q …"""
    number: str | None = None
    """The printed number of the question that opens here, as printed."""
    section: int | None = None
    sure: bool = True
    """False where kind or speaker is a guess that no mark in the source backs."""


class Section(NamedTuple):
    """A heading of the transcript's own outline: meeting › sitting › agenda item › topic."""

    heading: str
    level: int
    start: int
    """Index of the first block that belongs to it (its heading, where that is a block)."""
    number: str | None = None
    """The printed number: `(2)`, `第3`."""
    parent: int | None = None
    body: str | None = None
    meeting: str | None = None
    date: str | None = None
    """ISO 8601 with the precision known: 2021-03-05, 2021-03, 2021."""
    date_printed: str | None = None
    url: str | None = None


class Passage(NamedTuple):
    """Text of one turn that asks or answers; `sure` and `why` speak of its being paired here."""

    turn: int
    span: Span
    sure: bool = True
    why: str = ""


class Exchange(NamedTuple):
    """A question and what answered it. Many-to-many over turns."""

    label: str
    """The label in its question ID: `q3`."""
    number: str | None
    """The number as printed."""
    section: int | None
    questions: tuple[Passage, ...]
    answers: tuple[Passage, ...] = ()

    @property
    def turns(self) -> tuple[int, ...]:
        """The turns it has passages in, ascending."""
        return tuple(sorted({passage.turn for passage in self.questions + self.answers}))

    @property
    def shown(self) -> str:
        """The number it goes by on the screen: as printed, but its label's where another one is printed.

        Where a source numbers only some of its questions, or begins anew, printed and counted numbers would
        stand side by side as if of one row.
        """
        own, printed = self.label[1:], self.number
        if not printed:
            return own
        value = unicodedata.numeric(printed, None) if len(printed) == 1 else None
        if printed.isdecimal():
            value = int(printed)
        return own if value is not None and str(int(value)) != own else printed

    @property
    def start(self) -> Position | None:
        """Where its first question begins; None where it has none."""
        return self.questions[0].span.start if self.questions else None


class Link(NamedTuple):
    """A reference the source makes to another page, file or recording."""

    text: str
    url: str | None = None
    block: int | None = None


class Notice(NamedTuple):
    """Something the reader of this transcript should know about how it was understood."""

    code: str
    message: str
    line: int | None = None


class Source(NamedTuple):
    """The file that was read."""

    path: str
    """The transcript's ID: path in the workspace, `/` between folders, NFC, with extension."""
    encoding: str = "utf-8"
    newline: str = "lf"
    """lf, crlf, cr, mixed, or none where there is no line end."""
    sha256: str = ""
    size: int = 0
    """Bytes."""


class Metadata(NamedTuple):
    """What a citation needs of the whole; None where neither source nor reader says it."""

    title: str | None = None
    body: str | None = None
    """Council, house, ministry or publisher."""
    meeting: str | None = None
    date: str | None = None
    """ISO 8601 with the precision known."""
    date_printed: str | None = None
    language: str | None = None
    """BCP 47: ja, en, zh-Hant."""
    url: str | None = None
    recording: str | None = None
    """URL or path of the sound or video."""
    accessed: str | None = None
    """ISO date on which the reader fetched the page."""


class Transcript(NamedTuple):
    """One source file as understood."""

    source: Source
    format: str
    blocks: Sequence[Block]
    profile: str | None = None
    confidence: float = 1.0
    why: str = ""
    meta: Metadata = Metadata()
    sections: Sequence[Section] = ()
    speakers: Sequence[Speaker] = ()
    turns: Sequence[Turn] = ()
    exchanges: Sequence[Exchange] = ()
    stretches: Sequence[str] = ()
    """Labels given to the stretches of turns outside any exchange, in order; where it is empty, s1, s2 …"""
    links: Sequence[Link] = ()
    notices: Sequence[Notice] = ()

    @property
    def id(self) -> str:
        """The part of every question ID before `#`."""
        return self.source.path

    def words(self, span: Span) -> str:
        """The exact text of `span`; blocks are joined by one LF."""
        (b0, o0), (b1, o1) = span
        if b0 == b1:
            return self.blocks[b0].text[o0:o1]
        parts = [self.blocks[b0].text[o0:]]
        parts += [self.blocks[b].text for b in range(b0 + 1, b1)]
        parts.append(self.blocks[b1].text[:o1])
        return "\n".join(parts)

    def turn_span(self, turn: Turn) -> Span:
        """The whole text of `turn`."""
        last = turn.end - 1
        return Span(Position(turn.start, 0), Position(last, len(self.blocks[last].text)))


def column(items: Sequence[Any], name: str) -> Sequence[Any]:
    """The attribute `name` of each of `items`.

    A sequence that keeps its items as columns (as transcripts out of the parse cache do) has a method
    `column` of its own, and makes no item for this: of ten thousand exchanges that saves a tenth of a second.
    """
    given = getattr(items, "column", None)
    return [getattr(item, name) for item in items] if given is None else given(name)
