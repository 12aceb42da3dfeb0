"""The builder that every format fills and that becomes a `Transcript`.

A format walks its source once and says what it meets, in order: blocks, headings, turns. The draft keeps
the book: which blocks belong to which turn, which section is whose parent, which speaker is the same as one
met before. What a format learns late (a turn's kind, a speaker's role) it sets on the drafts before
`finish`, which merges speakers, pairs questions with answers and numbers the exchanges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa_reader.formats.turns.pairing import exchanges_of, labelled
from qa_reader.transcript.model import (
    Block,
    Exchange,
    Kind,
    Link,
    Metadata,
    Notice,
    Part,
    Passage,
    Role,
    Section,
    Source,
    Speaker,
    Transcript,
    Turn,
)


@dataclass(slots=True)
class SpeakerDraft:
    """A speaker as one label gives them; equal ones are merged when the draft is finished."""

    name: str
    """As printed, without honorific; empty where the source names nobody (`Q`, 問）)."""
    label: str
    role: Role = "unknown"
    office: str | None = None
    group: str | None = None


@dataclass(slots=True)
class TurnDraft:
    """A turn under construction. `kind` may stay None until `finish`, where it becomes `statement`."""

    kind: Kind | None
    start: int
    end: int
    speaker: int | None
    label: str | None
    mark: str | None
    number: str | None
    section: int | None
    sure: bool
    why: str
    """For an answer: what ties it to its question (`follows`, `named official` …)."""
    joins: bool = False
    """A question that goes on after an interruption: part of the exchange that is open, not a new one."""
    asks: bool = False
    """Opens an exchange although its kind is not `question` (a remark that ends by asking)."""
    replies: bool = False
    """Belongs to the answers of the exchange that is open although its kind is not `answer`."""
    cuts: bool = False
    """Ends the exchange that is open before it: the subject changes here."""


class Draft:
    """A transcript under construction. Indices it gives (blocks, turns, sections, speakers) are final,
    speakers' apart."""

    def __init__(self, source: Source, format: str) -> None:
        self.source = source
        self.format = format
        self.blocks: list[Block] = []
        self.turns: list[TurnDraft] = []
        self.sections: list[Section] = []
        self.speakers: list[SpeakerDraft] = []
        self.links: list[Link] = []
        self.notices: list[Notice] = []
        self.exchanges: list[Exchange] = []
        self._people: dict[tuple[str, Role, str | None, str | None], int] = {}
        self._outline: list[int] = []
        self._open: TurnDraft | None = None

    # What is said

    def turn(
        self,
        kind: Kind | None,
        speaker: int | None = None,
        *,
        label: str | None = None,
        mark: str | None = None,
        number: str | None = None,
        sure: bool = True,
        why: str = "follows",
    ) -> TurnDraft:
        """Open a turn: the `speech` blocks that follow belong to it, until the next turn, heading or `close`.

        `label` is the label as printed, None where the speaker goes on without one; `speaker` comes from
        `self.speaker(...)`.
        """
        self.close()
        at = len(self.blocks)
        section = self._outline[-1] if self._outline else None
        turn = TurnDraft(kind, at, at, speaker, label, mark, number, section, sure, why)
        self.turns.append(turn)
        self._open = turn
        return turn

    def close(self) -> None:
        """End the open turn, if there is one. A label with no words behind it keeps an empty block."""
        turn = self._open
        if turn is None:
            return
        self._open = None
        if turn.end == turn.start:
            at = len(self.blocks)
            self.blocks.append(Block("", line=None))
            turn.start, turn.end = at, at + 1

    @property
    def open(self) -> TurnDraft | None:
        """The turn that speech blocks go to now."""
        return self._open

    def block(
        self,
        text: str,
        part: Part = "speech",
        *,
        line: int | None = None,
        page: str | None = None,
        time: float | None = None,
        asides: Sequence[tuple[int, int]] = (),
        until: float | None = None,
        cues: Sequence[tuple[int, int]] = (),
    ) -> int:
        """Add a block and return its index.

        Speech goes into the open turn; with none open it opens a statement without a speaker. A `stage`
        block between two paragraphs lies inside their turn. Every other part ends the open turn.
        """
        at = len(self.blocks)
        if part == "speech":
            turn = self._open or self.turn(None, sure=False)
            if turn.end == turn.start:
                turn.start = at
            turn.end = at + 1
        elif part != "stage" and self._open is not None:
            self.close()
            at = len(self.blocks)
        self.blocks.append(Block(text, part, line, page, time, tuple(asides), until, tuple(cues)))
        return at

    def speaker(
        self,
        name: str,
        label: str,
        role: Role = "unknown",
        *,
        office: str | None = None,
        group: str | None = None,
    ) -> int:
        """The index of this speaker, added at the first call.

        `name` is empty where nobody is named: such speakers are one where their `label` is (`Q`, 問）).
        """
        key = (name or f"\0{label}", role, office, group)
        index = self._people.get(key)
        if index is None:
            index = self._people[key] = len(self.speakers)
            self.speakers.append(SpeakerDraft(name, label, role, office, group))
        return index

    # What it is said under

    def section(
        self,
        heading: str,
        level: int,
        *,
        number: str | None = None,
        printed: str | None = None,
        line: int | None = None,
        page: str | None = None,
        body: str | None = None,
        meeting: str | None = None,
        date: str | None = None,
        date_printed: str | None = None,
        url: str | None = None,
    ) -> int:
        """Open a section and return its index; its parent is the nearest open one of a lower level.

        `printed` is the heading's line as it stands in the source: with it, a block of part `heading` is
        added; without it (a heading that only metadata gives) the section has no block of its own.
        """
        self.close()
        while self._outline and self.sections[self._outline[-1]].level >= level:
            self._outline.pop()
        parent = self._outline[-1] if self._outline else None
        start = len(self.blocks)
        if printed is not None:
            self.block(printed, "heading", line=line, page=page)
        self.sections.append(
            Section(heading, level, start, number, parent, body, meeting, date, date_printed, url)
        )
        self._outline.append(len(self.sections) - 1)
        return self._outline[-1]

    def promote(self, block: int, heading: str, level: int, number: str | None = None) -> int:
        """Make a block of the front matter the heading of the first section, and return its index.

        For sources where only what follows tells a heading from a line of the introduction.
        """
        if self.sections:
            raise ValueError("a section is open already")
        self.close()
        self.blocks[block] = self.blocks[block]._replace(part="heading")
        self.sections.append(Section(heading, level, block, number))
        self._outline.append(0)
        return 0

    def end_sections(self, level: int = 0) -> None:
        """Close the open sections of `level` and deeper: what follows stands under none of them."""
        self.close()
        while self._outline and self.sections[self._outline[-1]].level >= level:
            self._outline.pop()

    # What is to be known of it

    def link(self, text: str, url: str | None = None, block: int | None = None) -> None:
        """Note a reference to another page, file or recording."""
        self.links.append(Link(text, url, block))

    def notice(self, code: str, message: str, line: int | None = None) -> None:
        """Note something the reader should know of how the source was understood."""
        self.notices.append(Notice(code, message, line))

    def exchange(
        self, questions: Sequence[Passage], answers: Sequence[Passage] = (), *, number: str | None = None
    ) -> None:
        """Add an exchange that the source itself states. With one such, `finish` pairs nothing by order.

        Labels are given by `finish`; passages of whole turns come from `whole`.
        """
        section = self.turns[questions[0].turn].section
        self.exchanges.append(Exchange("", number, section, tuple(questions), tuple(answers)))

    def finish(
        self, meta: Metadata, *, confidence: float, why: str, profile: str | None = None
    ) -> Transcript:
        """The transcript as understood."""
        self.close()
        speakers, same = self._merged()
        turns = tuple(
            Turn(
                turn.kind or "statement",
                turn.start,
                turn.end,
                None if turn.speaker is None else same[turn.speaker],
                turn.label,
                turn.mark,
                turn.number,
                turn.section,
                turn.sure,
            )
            for turn in self.turns
        )
        exchanges = self.exchanges or exchanges_of(self.turns, self.blocks)
        return Transcript(
            source=self.source,
            format=self.format,
            blocks=tuple(self.blocks),
            profile=profile,
            confidence=confidence,
            why=why,
            meta=meta,
            sections=tuple(self.sections),
            speakers=speakers,
            turns=turns,
            exchanges=labelled(exchanges),
            links=tuple(self.links),
            notices=tuple(self.notices),
        )

    def _merged(self) -> tuple[tuple[Speaker, ...], list[int]]:
        """Speakers without doubles, and where each draft went: roles may have been learned after adding.

        One without a name whose turns all went to others is gone.
        """
        speaking = {turn.speaker for turn in self.turns}
        merged: dict[tuple[str, Role, str | None, str | None], int] = {}
        speakers: list[Speaker] = []
        same: list[int] = []
        for number, draft in enumerate(self.speakers):
            if not draft.name and number not in speaking:
                same.append(-1)
                continue
            key = (draft.name or f"\0{draft.label}", draft.role, draft.office, draft.group)
            index = merged.setdefault(key, len(speakers))
            if index == len(speakers):
                speakers.append(Speaker(draft.name, draft.label, draft.role, draft.office, draft.group))
            same.append(index)
        return tuple(speakers), same
