"""Debates in which labels give the floor: hansards of chambers and councils, as text, pages, PDF or Word.

Who presides, leads; who holds an office, answers where asked; members speak. Nothing marks a question but
words (`asked the Government, upon notice`): the rest is proposed (`proposing`). Pages leave their running
heads between the paragraphs: a short line that comes back is nobody's words, and the number beside it counts
the pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.parliaments.floorlabels import CROWD, FloorLabel, ends_open, label_of
from qa_reader.formats.parliaments.floorlines import (
    AGAIN,
    ASIDE,
    DIRECTION,
    FURNITURE,
    HANGS,
    HEADING,
    ITEM,
    MOTION,
    MOVED,
    OF_A_MOTION,
    PAGE,
    PRESENT,
    SUBJECT,
    directs,
    head_key,
    in_capitals,
    running_heads,
)
from qa_reader.formats.plain.wrapping import LONGEST, rejoined
from qa_reader.formats.turns import proposing
from qa_reader.formats.turns.titles import read_title
from qa_reader.formats.turns.turnlines import Line
from qa_reader.language.dates import find_dates
from qa_reader.language.guess import language_of
from qa_reader.transcript.model import Kind, Metadata, Transcript

NAME: Final = "hansard"

_LEAST: Final = 4
"""Labels from which on a text is a debate."""
_ADDRESSED: Final = re.compile(r"\b(?:Mr|Madam)\.? {1,4}(?:Deputy )?(?:Speaker|President)\b")
"""Whom the words of a chamber are addressed to."""
_PRESIDING: Final = re.compile(r"SPEAKER|\(in [A-Z]", re.IGNORECASE)
"""What tells who presides in a chamber from the chair of a hearing."""
_BODY: Final = re.compile(
    r"(?:(?:PROCEEDINGS OF )?(?:THE )?(?:NATIONAL |LEGISLATIVE |CITY |TOWN |COUNTY )?"
    r"(?:COUNCIL|ASSEMBLY|PARLIAMENT|SENATE|HOUSE OF)\b.{0,60}|(?:Parliament|Council|Assembly) of .{3,60})$"
)


def claim(head: Head) -> Claim | None:
    """By labels of a kind that only chambers print, one of them of who presides."""
    return claim_of(head.lines)


def claim_of(lines: Sequence[str]) -> Claim | None:
    """How sure it is that these lines are a debate."""
    labels = [label for line in lines if (label := label_of(line))]
    if len(labels) < _LEAST:
        return _part_of_one(labels, lines)
    shapes = Counter(label.shape for label in labels)
    counts = Counter(label.printed for label in labels)
    presiding = sum(label.role == "chair" and bool(_PRESIDING.search(label.printed)) for label in labels)
    members = sum(label.role in ("member", "official") for label in labels)
    council = _council(labels)
    formal = shapes["dashed"] >= _LEAST or (shapes["capitals"] * 2 > len(labels) and presiding)
    if len(counts) < 2 or not members or not (formal or council or (presiding >= 2 and members >= 2)):
        return None
    why = ", ".join(f"{count} × {label}" for label, count in counts.most_common(4))
    return Claim(min(0.95, round(0.85 + len(labels) / 500, 2)), why)


def _part_of_one(labels: Sequence[FloorLabel], lines: Sequence[str]) -> Claim | None:
    """A page that holds a speech or two of a debate: labels no other text prints, addressed to the chair."""
    formal = all(label.shape in ("dashed", "capitals") and label.role != "unknown" for label in labels)
    addressed = sum(bool(_ADDRESSED.search(line)) for line in lines)
    if not labels or not formal or addressed < 2:
        return None
    counts = Counter(label.printed for label in labels)
    return Claim(0.7, ", ".join(f"{count} × {label}" for label, count in counts.most_common(4)))


def _council(labels: Sequence[FloorLabel]) -> bool:
    """A mayor who presides over councillors, with nobody else to answer."""
    mayor = sum(_is_mayor(label.name) for label in labels)
    members = sum(label.role == "member" for label in labels)
    others = sum(label.role == "official" and not _is_mayor(label.name) for label in labels)
    return mayor >= 2 and mayor * 4 >= len(labels) and members >= 2 and not others


def _is_mayor(name: str) -> bool:
    return bool(re.match(r"(?:Madam |Mr\.? |His Worship |Her Worship )?(?:Mayor|Reeve|Warden)\b", name))


def read(material: Material) -> Transcript:
    """The debate of a text file."""
    draft = Draft(material.source(), NAME)
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    lines = material.text.split("\n")
    counts = Counter(head_key(line) for line in lines)
    heads = {key for key, count in counts.items() if key and count >= AGAIN}
    paragraphs = rejoined(
        lines,
        lambda text: label_of(text) is not None,
        lambda text: PAGE.fullmatch(text) is not None or head_key(text) in heads,
    )
    return interpret(draft, paragraphs, material, material.claim)


def interpret(
    draft: Draft,
    lines: Sequence[Line],
    material: Material,
    claim: Claim,
    meta: Metadata | None = None,
    *,
    headings: Mapping[int, int] | None = None,
    labels: Mapping[int, FloorLabel] | None = None,
) -> Transcript:
    """Fill `draft` with the debate that `lines` are and finish it.

    Args:
        draft: may hold front matter.
        lines: paragraphs; empty ones are passed over.
        material: says whether the reader wants proposals.
        claim: why this is a debate.
        meta: what the container says of it.
        headings: the level of lines that the container marks as headings, by index.
        labels: the labels that the container marks, by index; None where only looks tell.
    """
    floor = Floor(draft, lines, headings or {}, labels)
    floor.walk()
    preside(draft)
    _asked(draft)
    debate(draft)
    meta = meta or Metadata()
    language = meta.language or language_of("\n".join(line.text for line in lines[:200]))
    proposing.propose(draft, material, language=language)
    return draft.finish(
        _meta(draft, meta._replace(language=language)), confidence=claim.confidence, why=claim.why
    )


@dataclass
class Floor:
    """One walk over the lines of a debate."""

    draft: Draft
    source: Sequence[Line]
    headings: Mapping[int, int]
    labels: Mapping[int, FloorLabel] | None = None
    _page: str | None = None
    _paragraph: str = ""
    _at: Line = field(default_factory=lambda: Line(""))
    _held: list[tuple[Line, str | None]] = field(default_factory=list)
    """Running heads met inside the open paragraph."""
    _title: list[Line] = field(default_factory=list)
    _level: int = 1
    _above: int = 1
    """Level of the last heading that is no topic's."""
    _people: dict[str, int] = field(default_factory=dict)

    def walk(self) -> None:
        """Go over the lines to the end."""
        known = [self._label(at) for at in range(len(self.source))]
        first = next((at for at, label in enumerate(known) if label), len(known))
        names = {label.printed for label in known if label and label.shape == "capitals"}
        running = running_heads(self.source, known)
        start = self._first_heading(first, running)
        for at, line in enumerate(self.source):
            text = line.text.strip()
            if line.page is not None:
                self._page = line.page
            if not text:
                continue
            label = known[at]
            if running[at]:
                self._runs(line, text)
            elif at < start:
                self.draft.block(text, "front", line=line.number, page=self._page)
            elif label:
                self._gives(label, line)
            elif self._heads(at, text):
                self._flush()
                self._level = self._above = self.headings.get(at, 1)
                self._title.append(Line(text, line.number, self._page))
            elif self._names_a_topic(text, known, at):
                self._flush()
                self._headed()
                self._level = self._above + 1
                self._title.append(Line(text, line.number, self._page))
            elif text in names or directs(text):
                self._flush()
                self._headed()
                self.draft.block(text, "stage", line=line.number, page=self._page)
            else:
                self._says(text, line)
        self._flush()
        self._headed()
        self.draft.close()

    def _label(self, at: int) -> FloorLabel | None:
        if self.labels is not None:
            return self.labels.get(at)
        text = self.source[at].text.strip()
        return label_of(text) if text else None

    def _first_heading(self, first: int, running: Sequence[bool]) -> int:
        """Where the front matter ends: at the headings right above the first label."""
        start = first
        for at in range(first - 1, -1, -1):
            text = self.source[at].text.strip()
            if text and not running[at]:
                if not self._heads(at, text) or text.endswith(":") or PRESENT.match(text):
                    break
                start = at
        return start

    def _heads(self, at: int, text: str) -> bool:
        if OF_A_MOTION.match(text):
            return False
        if at in self.headings or SUBJECT.fullmatch(text):
            return True
        if len(text) <= FURNITURE and text[-1] not in ".:;?!," and self._next(at).startswith("(Question No"):
            return True
        return in_capitals(text)

    def _names_a_topic(self, text: str, known: Sequence[FloorLabel | None], at: int) -> bool:
        """Is this the line that says what a numbered question is of, or the end of the headings above it?"""
        if MOTION.fullmatch(text):
            return True
        if len(text) > FURNITURE or not text[0].isupper() or text[-1] in ".:;?!,—":
            return False
        after = next((n for n in range(at + 1, len(known)) if self.source[n].text.strip()), None)
        label = None if after is None else known[after]
        return label is not None and (label.number is not None or bool(self._title))

    def _next(self, at: int) -> str:
        """The line behind this one that is not blank."""
        return next((text for line in self.source[at + 1 : at + 4] if (text := line.text.strip())), "")

    # What the lines say

    def _runs(self, line: Line, text: str) -> None:
        number = PAGE.fullmatch(text)
        if number:
            self._page = number["number"]
        if self._paragraph and ends_open(self._paragraph):
            self._held.append((line, self._page))
            return
        self._flush()
        self.draft.block(text, "stage", line=line.number, page=self._page)

    def _gives(self, label: FloorLabel, line: Line) -> None:
        """Somebody gets the floor."""
        self._flush()
        self._headed()
        key = "".join(char for char in f"{label.name}{label.group or ''}".casefold() if char.isalnum())
        index = self._people.get(key)
        if index is None:
            index = self._people[key] = self.draft.speaker(
                label.name, label.printed, label.role, office=label.office, group=label.group
            )
        asks: Kind | None = "question" if label.asks and label.role in ("member", "unknown") else None
        words = line.text.strip()
        self.draft.turn(asks, index, label=" ".join(words[: label.text].split()), number=label.number)
        text = words[label.text :].strip()
        if text:
            self._paragraph, self._at = text, Line(text, line.number, self._page)

    def _says(self, text: str, line: Line) -> None:
        self._headed()
        hangs = text[0].islower() or (HANGS.search(self._paragraph[-12:]) and not ITEM.match(text))
        if 0 < len(self._paragraph) < LONGEST and hangs and ends_open(self._paragraph):
            self._paragraph += f" {text}"
            return
        self._flush()
        if MOVED.match(text) and (self.draft.open is None or self.draft.open.kind != "procedural"):
            self.draft.turn("procedural")
        self._paragraph, self._at = text, Line(text, line.number, self._page)

    def _flush(self) -> None:
        """The paragraph is over."""
        if self._paragraph:
            if DIRECTION.fullmatch(self._paragraph) and self.draft.open is not None:
                self.draft.block(self._paragraph, "stage", line=self._at.number, page=self._at.page)
            else:
                asides = [found.span() for found in ASIDE.finditer(self._paragraph)]
                self.draft.block(self._paragraph, line=self._at.number, page=self._at.page, asides=asides)
        self._paragraph = ""
        for line, page in self._held:
            self.draft.block(line.text.strip(), "stage", line=line.number, page=page)
        self._held.clear()

    def _headed(self) -> None:
        """The heading lines together are one."""
        if not self._title:
            return
        lines, self._title = self._title, []
        heading = " ".join(dict.fromkeys(line.text for line in lines))
        self.draft.section(
            heading,
            self._level,
            printed="\n".join(line.text for line in lines),
            line=lines[0].number,
            page=lines[0].page,
        )


def preside(draft: Draft) -> None:
    """Chairs' turns lead, clerks' are procedure; a mayor presides where nobody else does."""
    spoken = [turn for turn in draft.turns if turn.speaker is not None]
    roles = Counter(draft.speakers[turn.speaker or 0].role for turn in spoken)
    if not roles["chair"]:
        for index, speaker in enumerate(draft.speakers):
            turns = sum(turn.speaker == index for turn in spoken)
            if speaker.role == "official" and _is_mayor(speaker.name) and turns * 4 >= len(spoken):
                speaker.role, speaker.office = "chair", speaker.office or "Mayor"
    for turn in spoken:
        role, name = draft.speakers[turn.speaker or 0].role, draft.speakers[turn.speaker or 0].name
        if turn.kind is None and role in ("chair", "clerk"):
            turn.kind = "chair" if role == "chair" else "procedural"
        elif turn.kind is None and CROWD.fullmatch(name):
            turn.kind = "remark"


def _asked(draft: Draft) -> None:
    """A question that the record marks is answered by the next who holds an office."""
    asked: TurnDraft | None = None
    for turn in draft.turns:
        if turn.kind == "question":
            asked = turn
        elif turn.kind is None and turn.speaker is not None:
            official = draft.speakers[turn.speaker].role == "official"
            if asked is not None and official and turn.section == asked.section:
                turn.kind = "answer"
            asked = None


def debate(draft: Draft) -> None:
    """Where somebody is there to answer (a minister, the Commission), members do not answer members.

    To be called before questions are proposed: what a member says to the next member is then a statement.
    """
    roles = {speaker.role for speaker in draft.speakers if not _is_mayor(speaker.name)}
    if "official" not in roles:
        return
    following: TurnDraft | None = None
    for turn in reversed(draft.turns):
        role = "unknown" if turn.speaker is None else draft.speakers[turn.speaker].role
        if turn.kind is None and role == "member" and following is not None:
            after = "unknown" if following.speaker is None else draft.speakers[following.speaker].role
            if after == "member":
                turn.kind = "statement"
        if role not in ("chair", "clerk") and turn.kind not in ("stage", "info", "procedural"):
            following = turn


def _meta(draft: Draft, known: Metadata) -> Metadata:
    """What the lines before the debate say, behind what the container knows."""
    front = [
        block.text
        for block in draft.blocks[:80]
        if block.part in ("front", "heading", "stage") and len(block.text) <= HEADING
    ]
    day = next((found for text in front for found in find_dates(text) if found.precision == "day"), None)
    body = next((text for text in front if _BODY.match(text)), None)
    title = known.title or next(iter(front), None)
    said = read_title(title or "")
    exact = known.date is not None and len(known.date) >= 10
    return known._replace(
        title=title,
        body=known.body or said.body or (re.split(r"\s[─—–]\s", body)[0].strip() if body else None),
        date=known.date if exact or day is None else day.iso,
        date_printed=known.date_printed if exact or day is None else day.printed,
    )
