"""The Official Record of Hong Kong's Legislative Council in Chinese, as text taken from its PDF or the PDF.

`主席：`, `勞工局局長：` and `1. 陳大文議員：` open speeches; the number is that of an oral question, whose
topic stands on the line before. Pages leave `立法會 ─ 2012年11月21日` and their number between the lines:
kept once, and with every paragraph as its page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.plain.wrapping import LONGEST
from qa_reader.formats.turns import proposing
from qa_reader.formats.turns.turnlines import Line
from qa_reader.language.dates import find_dates
from qa_reader.transcript.model import Kind, Metadata, Role, Transcript

NAME: Final = "legco"

_HEADER: Final = re.compile(r"(?:立法會|LEGISLATIVE COUNCIL)\s{0,4}[─━―—–－-]{1,3}\s{0,4}(?P<date>.{6,40})")
_GLUED: Final = re.compile(
    r"(?P<words>\S.{0,400}?)(?P<head>立法會\s{0,4}[─━―—–－-]{1,3}\s{0,4}\d{4}年[\d 月]{2,8}日)"
)
"""A page's head behind the last line of the page before."""
_NUMBER: Final = re.compile(r"\d{1,6}")
_QUESTION_NUMBER: Final = re.compile(r"\d{1,2}\.")
_OPEN_ITEM: Final = re.compile(r"[一二三四五六七八九十]{1,3}\)")
_FOREIGN: Final = re.compile(r"[0-9A-Za-z“”()（）]")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_RECORD: Final = re.compile(r"會議過程正式紀錄|立法會\s{0,4}[─━―—–－-]")
_LISTS: Final = ("出席", "缺席", "列席")
_LABEL: Final = re.compile(
    r"(?:(?P<number>\d{1,2})\s?[.．、]\s{0,3})?"
    r"(?P<who>[^\s，。；：、？！“”「」《》（）()]{0,20}?"
    r"(?P<post>議員|主席|司長|局長|長官|署長|處長|秘書長|秘書|專員|總監|關長))"
    r"(?P<behind>\s{0,2}[（(][^（）()]{1,24}[)）])?\s{0,2}[:：︰]\s{0,3}"
)
_PARTS: Final = re.compile(
    r"(?:提交文件|議員質詢的(?:口頭|書面)答覆|(?:急切|緊急)質詢|聲明|發言|(?:政府|議員)(?:法案|議案|條例草案)"
    r"|法案|議案|條例草案|(?:附屬)?法案(?:首讀|二讀|三讀)|恢復二讀辯論|全體委員會|請願書|休會待續議案|下次會議|呈請書"
    r"|擬議決議案|委員會審議階段|根據《.{2,20}》.{0,20}議案)"
)
_ASKED: Final = re.compile(r"質詢")
_DIRECTION: Final = re.compile(r"[（(][^（）()]{3,120}[)）]")
_CLOSES: Final = frozenset("。？！；：」』）)…")
_STOPS: Final = re.compile(r"[。，；：？！]")
_HEADING: Final = 48
_FULL: Final = 0.72
"""Share of the width from which a line is full: items are indented, and Chinese stops hang."""
_ROLES: Final[dict[str, Role]] = {"議員": "member", "主席": "chair", "秘書": "clerk", "秘書長": "clerk"}


def claim(head: Head) -> Claim | None:
    """By the record's title or running head, and speeches that the chair and members open."""
    return claim_of(head.lines)


def claim_of(lines: Sequence[str]) -> Claim | None:
    """How sure it is that these lines are the Council's record."""
    labels = [found for line in lines if (found := _labelled(line))]
    posts = Counter(found["post"] for found in labels)
    named = any(_RECORD.search(line) for line in lines[:200] if len(line) < 60)
    if (
        len(labels) < 3
        or not (posts["主席"] and posts["議員"])
        or not (named or posts.total() > posts["議員"])
    ):
        return None
    if not named and not any("議員質詢" in line or "補充質詢" in line for line in lines):
        return None
    counts = Counter(found["who"] for found in labels)
    return Claim(0.95, ", ".join(f"{count} × {who}：" for who, count in counts.most_common(4)))


def _labelled(text: str) -> re.Match[str] | None:
    """The label that opens a line; lists of those present are none."""
    found = _LABEL.match(text)
    return found if found and not found["who"].startswith(_LISTS) else None


def read(material: Material) -> Transcript:
    """The record of a text file."""
    draft = Draft(material.source(), NAME)
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    return interpret(draft, list(_paragraphs(material.text.split("\n"))), material, material.claim)


def _paragraphs(lines: Sequence[str]) -> Iterator[Line]:
    """The paragraphs, page heads taken out; a sentence that a page cuts goes on behind it."""
    open_: Line | None = None
    page: str | None = None
    parted = cut = shown = awaits = False
    lengths = sorted(_cells(text) for raw in lines[:4000] if (text := raw.strip()))
    full = lengths[len(lengths) * 19 // 20] * _FULL if lengths else 0
    before, foreign = 0.0, False
    for number, raw in _unglued(lines):
        text = raw.strip()
        if not text:
            parted = parted or not cut
            continue
        if _HEADER.fullmatch(text):
            cut = awaits = True
            if not shown:
                shown = True
                yield Line(text, number, page)
            continue
        if awaits and _NUMBER.fullmatch(text):
            page, awaits = text, False
            continue
        awaits = False
        if open_ is not None and (mended := _set_back(open_.text, text)):
            open_ = open_._replace(text=mended)
            foreign = True
            continue
        beside = open_ is not None and not parted and not raw.startswith((" ", "\u3000"))
        torn = foreign or (_FOREIGN.match(text) is not None)
        goes_on = beside and (before >= full or (torn and open_ is not None and _torn(open_.text, text)))
        before, foreign = _cells(text), _FOREIGN.match(text) is not None
        if goes_on and open_ is not None and cut and open_.text[-1] in _CLOSES:
            goes_on = False
        if goes_on and open_ is not None and len(open_.text) < LONGEST and not _labelled(text):
            open_ = open_._replace(text=open_.text + _gap(open_.text, text) + text)
        else:
            if open_ is not None:
                yield open_
            open_ = Line(text, number, page)
        parted = cut = False
    if open_ is not None:
        yield open_


def _unglued(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines and their numbers, a page's head behind words on a line of its own."""
    for number, raw in enumerate(lines, 1):
        glued = _GLUED.fullmatch(raw.strip())
        if glued and not raw.startswith((" ", "\u3000")):
            yield number, glued["words"]
            yield number, glued["head"]
        else:
            yield number, raw


def _set_back(paragraph: str, text: str) -> str | None:
    """The paragraph with what a PDF set behind its first line, for `text` that is nothing else.

    The number of a question comes behind the label, the bracket of an item behind its words.
    """
    if _QUESTION_NUMBER.fullmatch(text) and (label := _labelled(paragraph)) and not label["number"]:
        return f"{text} {paragraph}"
    return f"({paragraph}" if text == "(" and _OPEN_ITEM.match(paragraph) else None


def _torn(paragraph: str, text: str) -> bool:
    """Does `text` go on with a sentence whose line ended where the PDF changes to Latin letters or back?"""
    said = _STOPS.search(paragraph) or _OPEN_ITEM.match(paragraph.lstrip("("))
    return (
        bool(said) and paragraph[-1] not in _CLOSES and bool(_CHINESE.search(text) or _NUMBER.fullmatch(text))
    )


def _cells(text: str) -> int:
    """The width of `text`: two cells a Chinese character, one a Latin one."""
    return (len(text.encode("utf-8", "replace")) + len(text)) // 2


def _gap(line: str, following: str) -> str:
    """What stands between two halves of a paragraph: a blank between Latin words alone."""
    return " " if line[-1] < "\u2e80" and following[0] < "\u2e80" else ""


def interpret(
    draft: Draft, lines: Sequence[Line], material: Material, claim: Claim, known: Metadata | None = None
) -> Transcript:
    """Fill `draft` with the record that `lines`, paragraphs all, are and finish it."""
    lines = [line for line in lines if line.text.strip()]
    known_labels = [_labelled(line.text.strip()) for line in lines]
    began = False
    people: dict[str, tuple[str, str | None]] = {}
    for at, line in enumerate(lines):
        text, label = line.text.strip(), known_labels[at]
        following = known_labels[at + 1] if at + 1 < len(lines) else None
        if label:
            began = True
            _speaks(draft, label, text, line, people)
        elif began and _PARTS.fullmatch(text):
            draft.section(text, 1, printed=text, line=line.number, page=line.page)
        elif began and following and following["number"] and _heads(text):
            draft.section(text, 2, number=following["number"], printed=text, line=line.number, page=line.page)
        elif began and (_DIRECTION.fullmatch(text) or _HEADER.fullmatch(text)):
            draft.block(text, "stage", line=line.number, page=line.page)
        elif began:
            draft.block(text, line=line.number, page=line.page)
        else:
            draft.block(text, "front", line=line.number, page=line.page)
    draft.close()
    _settle(draft)
    for turn in draft.turns:
        turn.number = None  # stands on the section: supplementaries below it have none
    proposing.propose(draft, material, language="zh")
    return draft.finish(_meta(draft, known or Metadata()), confidence=claim.confidence, why=claim.why)


def _heads(text: str) -> bool:
    return len(text) <= _HEADING and not _STOPS.search(text)


def _speaks(
    draft: Draft,
    label: re.Match[str],
    text: str,
    line: Line,
    people: dict[str, tuple[str, str | None]],
) -> None:
    """Open the turn of a label. A PDF gives one character in several forms: a name is one person."""
    post, who = label["post"], label["who"]
    role = _ROLES.get(post, "official")
    if role == "member":
        name, office = who.removesuffix("議員") or who, None
    else:
        name = (label["behind"] or "").strip(" （）()") or who
        office = who if name != who else None
    same = unicodedata.normalize("NFKC", f"{name}\0{office}")
    known = people.setdefault(same, (name, office))
    speaker = draft.speaker(known[0], label.group().strip(), role, office=known[1])
    kind: Kind | None = "chair" if role == "chair" else "procedural" if role == "clerk" else None
    draft.turn(kind, speaker, label=label.group().strip(), number=label["number"])
    words = text[label.end() :].strip()
    if words:
        draft.block(words, line=line.number, page=line.page)


def _settle(draft: Draft) -> None:
    """In question time a member asks where an official speaks next, whatever the chair says between."""
    spoken = [turn for turn in draft.turns if turn.kind not in ("chair", "procedural")]
    for at, turn in enumerate(spoken):
        if turn.kind is not None or turn.speaker is None or not _question_time(draft, turn):
            continue
        role = draft.speakers[turn.speaker].role
        before = spoken[at - 1] if at else None
        after = spoken[at + 1] if at + 1 < len(spoken) else None
        if role == "member":
            answered = (
                after is not None and after.section == turn.section and _role(draft, after) == "official"
            )
            goes_on = after is not None and after.speaker == turn.speaker
            asks = draft.blocks[turn.end - 1].text.endswith(("？", "?")) and not goes_on
            turn.kind = "question" if answered or asks or turn.number else "remark"
        elif role == "official" and before is not None and before.section == turn.section:
            turn.kind = "answer" if before.kind in ("question", "answer") else None


def _role(draft: Draft, turn: TurnDraft) -> Role:
    return "unknown" if turn.speaker is None else draft.speakers[turn.speaker].role


def _question_time(draft: Draft, turn: TurnDraft) -> bool:
    """Does the turn stand under a question, or a heading of questions?"""
    at = turn.section
    while at is not None:
        section = draft.sections[at]
        if (section.level == 2 and section.number) or _ASKED.search(section.heading):
            return True
        at = section.parent
    return False


def _meta(draft: Draft, known: Metadata) -> Metadata:
    front = [block.text for block in draft.blocks[:30] if block.part == "front"]
    day = next((day for text in front for day in find_dates(text) if day.precision == "day"), None)
    title = next((text for text in front if "正式紀錄" in text), None)
    return known._replace(
        title=known.title or title,
        body=known.body or "立法會",
        date=known.date or (day.iso if day else None),
        date_printed=known.date_printed or (day.printed if day else None),
        language=known.language or "zh-Hant",
    )
