"""Question papers and replies of parliaments that ask in writing, as South Africa's prints them.

    FRIDAY, 25 OCTOBER 2013                                         a section, with its day
    426. Mrs A B Naidoo (XYZ-Gauteng) to ask the Minister of Works:   who asks whom; a label
    (1) Whether …; (2) …                            CW636E           the question and its mark
    REPLY                                                            the one who was asked answers

A paper holds questions alone, a reply one question and its answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.plain.wrapping import rejoined
from qa_reader.formats.turns.turnlines import Line
from qa_reader.language.dates import FoundDate, find_dates
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

NAME: Final = "question-paper"

_TITLES: Final = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Adv|Rev|Mnr|Mev|Me|Hon|Sir|Chief|Inkosi|Kgoshi|Prince|Princess|The)"
)
_ASKS: Final = re.compile(
    rf"(?:(?P<number>\d{{1,5}})\s?[.)]\s{{0,4}})?[*†‡Ì#^\s]{{0,4}}"
    rf"(?P<who>{_TITLES}\.?\s[^():?]{{2,60}}?)"
    r"(?:\s?\((?P<group>[^()]{1,40})\))?,?\s(?:to ask|asked)\s(?:the\s)?(?P<to>[^:?]{3,200}?)\s?"
    r"(?P<end>:|$)[\s†‡]*"
)
_LISTED: Final = re.compile(rf"\d{{1,5}}\s?\.\s{{0,4}}{_TITLES}\b.{{2,80}}[—–-]\s?[^—–?]{{3,120}}")
"""A question that another paper prints: `5. Ms A B Naidoo (XYZ) (p 229)—Deputy President.`"""
_NUMBER: Final = re.compile(
    r"(?:(?:INTERNAL |PARLIAMENTARY |WRITTEN |ORAL )?QUESTION)\s{1,3}(?:NO|NUMBER|NR)?[.:]{0,2}\s{0,3}"
    r"(?P<number>\d{1,5})\b.{0,40}",
    re.IGNORECASE,
)
_REPLY: Final = re.compile(
    r"(?:(?P<word>REPLY|REPLIES|ANSWER|RESPONSE)"
    r"|(?:THE\s)?(?P<who>(?:DEPUTY |PRIME )?(?:MINISTER|PRESIDENT)[A-Z ,]{0,120}?)"
    r"(?:\s(?:replied|REPLIED|REPLY))?)\s{0,2}(?P<end>[:.]|$)\s*"
)
_DAY: Final = re.compile(
    r"(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY,? \d{1,2} [A-Z]{3,9} \d{4}", re.IGNORECASE
)
_PART: Final = re.compile(
    r"(?:INTERNAL |SUMMARY OF )?QUESTIONS? (?:FOR|STANDING OVER|TRANSFERRED)[A-Z ,\-]{4,80}:?|[A-Z]+ REPLY"
)
_HEAD: Final = re.compile(r"(?:FOR )?(?:WRITTEN|ORAL) REPLY")
_MARK: Final = re.compile(r"(?:^|\s)(?P<mark>[NC][OW]?\d{1,5}[A-Z])\s*$")
_DISTINCT: Final = re.compile(r"\bto ask the\b.{3,200}")


def claim(head: Head) -> Claim | None:
    """By lines that say who is to be asked by whom."""
    return claim_of(head.lines)


def claim_of(lines: Sequence[str]) -> Claim | None:
    """How sure it is that these lines are a paper of questions, or a reply."""
    asked = sum(bool(_ASKS.match(line) and _DISTINCT.search(line)) for line in lines)
    numbered = any(_NUMBER.fullmatch(line) for line in lines) or any(_MARK.search(line) for line in lines)
    if not asked or (asked < 3 and not numbered):
        return None
    return Claim(0.94, _("{count} × “… to ask the …”").format(count=asked))


def read(material: Material) -> Transcript:
    """The paper or reply of a text file."""
    draft = Draft(material.source(), NAME)
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    return interpret(draft, rejoined(material.text.split("\n"), _opens), material.claim)


def _opens(text: str) -> bool:
    """Does this line begin something, so that it is no rest of the one before?"""
    return bool(
        _ASKS.match(text) or _NUMBER.fullmatch(text) or _REPLY.fullmatch(text) or _DAY.fullmatch(text)
        or text.startswith("|") or re.match(r"\(\w{1,4}\)", text)
    )  # fmt: skip


def interpret(draft: Draft, lines: Sequence[Line], claim: Claim, known: Metadata | None = None) -> Transcript:
    """Fill `draft` with the paper that `lines` are and finish it; `known` is what a container says of it."""
    paper = _Paper(draft)
    held: Line | None = None
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        if held is not None:  # a label over two lines
            text, line_ = f"{held.text} {text}", held
            held = None
        else:
            line_ = line
        found = _ASKS.match(text)
        if found and not found["end"] and not text.endswith((".", "?")) and _DISTINCT.search(text):
            held = Line(text, line_.number, line_.page)
            continue
        paper.takes(text, line_, found)
    if held is not None:
        paper.takes(held.text, held, None)
    draft.close()
    if not any(turn.kind == "answer" for turn in draft.turns):
        draft.notice("no-answers", _("A paper of questions: what was answered is not in this file."))
    return draft.finish(_meta(draft, known or Metadata()), confidence=claim.confidence, why=claim.why)


class _Paper:
    """One walk over the lines."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._number: str | None = None
        """The number that a reply gives above its question."""
        self._to: str | None = None
        """Who is asked."""
        self._began = False

    def takes(self, text: str, line: Line, asks: re.Match[str] | None) -> None:
        """Go on with the next line."""
        draft, number, page = self._draft, line.number, line.page
        reply = _REPLY.match(text) if self._to else None
        if asks and asks["end"]:
            self._asks(asks, text, line)
        elif reply and (reply["word"] or reply["end"] == ":"):
            self._answers(reply, text, line)
        elif found := _NUMBER.fullmatch(text):
            self._number = found["number"]
            draft.section(text, 2, printed=text, line=number, page=page)
            self._began = True
        elif _DAY.fullmatch(text) and (self._began or text.isupper()):
            day = next(iter(find_dates(text.title())), None)
            draft.section(
                text, 2, printed=text, line=number, page=page,
                date=day.iso if day else None, date_printed=text,
            )  # fmt: skip
        elif _PART.fullmatch(text) or (self._began and _HEAD.fullmatch(text)):
            draft.section(text, 1, printed=text, line=number, page=page)
            self._began = True
        elif draft.open is not None:
            draft.block(text, line=number, page=page)
        elif self._began:
            draft.turn("info" if text.isupper() or _LISTED.fullmatch(text) else "statement", sure=False)
            draft.block(text, line=number, page=page)
        else:
            draft.block(text, "front", line=number, page=page)

    def _asks(self, asks: re.Match[str], text: str, line: Line) -> None:
        self._began = True
        who = " ".join(asks["who"].split())
        speaker = self._draft.speaker(who, who, "member", group=asks["group"])
        label = text[: asks.end()].strip()
        self._to = " ".join(asks["to"].split())
        self._draft.turn("question", speaker, label=label, number=asks["number"] or self._number)
        self._number = None
        self._say(text[asks.end() :], line)

    def _answers(self, reply: re.Match[str], text: str, line: Line) -> None:
        who = reply["who"] or self._to or ""
        who = who.title().replace(" Of ", " of ").replace(" And ", " and ") if who.isupper() else who
        speaker = self._draft.speaker(who, text[: reply.end()].strip(), "official")
        self._draft.turn("answer", speaker, label=text[: reply.end()].strip())
        self._say(text[reply.end() :], line)

    def _say(self, text: str, line: Line) -> None:
        if text.strip():
            self._draft.block(text.strip(), line=line.number, page=line.page)


def _meta(draft: Draft, known: Metadata) -> Metadata:
    """House, kind of paper and day, as the lines before the first question print them."""
    front = [block.text for block in draft.blocks[:60] if block.part == "front"]
    title = next(
        (text for text in front if re.search(r"QUESTION PAPER|WRITTEN REPLY|ORAL REPLY", text)), None
    )
    body = next(
        (text for text in front if re.match(r"NATIONAL (?:ASSEMBLY|COUNCIL)|PARLIAMENT OF", text)), None
    )
    days: list[FoundDate] = [day for text in front for day in find_dates(text) if day.precision == "day"]
    day = days[0] if days else None
    return known._replace(
        title=known.title or title,
        body=known.body or body,
        date=known.date or (day.iso if day else None),
        date_printed=known.date_printed or (day.printed if day else None),
        language=known.language or "en",
    )
