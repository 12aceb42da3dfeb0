"""What the lines before the first question say of the meeting: its date, and who is present as what.

Only lines that say so: a labelled date (「日時：…」, `Date: …`), a line that is a date and little else, a
list under 「出席者」 or `Witnesses:`. The day on which a page was posted is not the day of the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from qa_reader.formats.draft import Draft, SpeakerDraft
from qa_reader.formats.turns.titles import Title
from qa_reader.formats.turns.voices import TITLES, identify
from qa_reader.language.dates import FoundDate, find_dates
from qa_reader.transcript.model import Block, Role

_FRONT: Final = 60
"""Blocks of front matter that are looked at."""
_LONGEST: Final = 240
"""Code points of the longest line that is looked at."""
_BESIDE: Final = 40
"""Code points that may stand beside a date on a line of its own: the place, the hour."""

_MARKS: Final = " \t\u3000■□●○◆◇◎・※▼*-【〈［[(（0123456789０１２３４５６７８９.．、"
_COLONS: Final = "：:】〉］])）"
_AROUND: Final = " \t\u3000・" + _COLONS
_DATED: Final = frozenset(
    ("日時", "日付", "開催日", "開催日時", "開催年月日", "年月日", "実施日", "実施日時", "質問日", "会見日",
     "会見日時", "とき", "date", "date and time", "date of meeting", "date of hearing", "date of interview",
     "held", "held on", "time", "when")
)  # fmt: skip
_POSTED: Final = (
    "更新", "公開日", "投稿", "掲載", "作成", "発行", "配信", "印刷", "締切", "期限", "次回", "前回",
    "posted", "published", "updated", "printed", "next", "due", "accessed",
)  # fmt: skip
_SITTINGS: Final = ("委員会", "本会議", "定例会", "臨時会", "一般質問", "記者会見", "公聴会", "審査会")
_LISTS: Final[dict[str, Role | None]] = {
    **dict.fromkeys(("witness", "witnesses", "参考人", "公述人", "証人"), "witness"),
    **dict.fromkeys(
        ("members", "members present", "committee members", "committee members present", "councillors",
         "councillors present", "councilors present", "出席委員", "出席議員", "委員", "議員", "質問者"),
        "member",
    ),
    **dict.fromkeys(
        ("officials", "officials present", "officers", "officers present", "説明員", "説明者", "答弁者",
         "説明のため出席した者"),
        "official",
    ),
    **dict.fromkeys(
        ("company participants", "corporate participants", "company representatives", "executives",
         "management"),
        "official",
    ),
    **dict.fromkeys(("conference call participants", "analysts", "call participants"), "member"),
    **dict.fromkeys(("interviewer", "interviewers", "聞き手", "インタビュアー"), "host"),
    **dict.fromkeys(
        ("guest", "guests", "interviewee", "panel", "panellists", "panelists", "語り手", "話し手", "ゲスト",
         "出演", "出演者"),
        "guest",
    ),
    **dict.fromkeys(("chair", "moderator", "司会", "司会者", "進行"), "chair"),
    **dict.fromkeys(
        ("present", "in attendance", "attendees", "participants", "speakers", "出席", "出席者", "参加者",
         "登壇者", "発言者"),
        None,
    ),
}  # fmt: skip
"""Headings of lists of people, and as what those in them speak; None where each name says so itself."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody whom the front matter names."""

    name: str
    role: Role
    office: str | None = None


def lists_people(text: str, *, bare: bool = False) -> bool:
    """Does this line begin as a list of people does: 「出席者：…」?

    With `bare`, only if nobody could speak under that label.
    """
    head = _headed(text)[0]
    return head in _LISTS and not (bare and _LISTS[head] is not None)


def dated(title: Title, blocks: Sequence[Block], *, posted: bool) -> Title:
    """`title` with the date that the front matter gives, where that is more exact.

    `posted`: a date that stands alone may be the day of posting (the asker's own page), and does not count.
    """
    lines = [block.text for block in blocks[:_FRONT] if block.part == "front" and len(block.text) <= _LONGEST]
    days = [
        (at, found) for at, line in enumerate(lines) for found in find_dates(line) if found.precision == "day"
    ]
    found = next((day for at, day in days if _labelled(lines, at, day)), None)
    if found is None:
        days = [(at, day) for at, day in days if day.iso.startswith(title.date or "")]
        found = next(
            (day for at, day in days if _opened(lines[at], day) or (not posted and _alone(lines[at], day))),
            None,
        )
    if found is None or (title.date is not None and len(found.iso) <= len(title.date)):
        return title
    return replace(title, date=found.iso, date_printed=found.printed)


def _labelled(lines: Sequence[str], at: int, day: FoundDate) -> bool:
    """Does a label say that this is the day, before it or on the line above?"""
    head, rest = _headed(lines[at])
    if head in _DATED:
        return day.printed in rest
    above = _headed(lines[at - 1]) if at else ("", "")
    return above[0] in _DATED and not above[1] and not lines[at][: day.start].strip(_MARKS)


def _alone(line: str, day: FoundDate) -> bool:
    """Is this line a date and little else?"""
    lower = line.casefold()
    return (
        len(line) - len(day.printed) <= _BESIDE
        and not any(word in lower for word in _POSTED)
        and not any(stop in line for stop in "。？?！!")
    )


def _opened(line: str, day: FoundDate) -> bool:
    """Does an introduction say that this is the day: 「令和7年3月5日の予算特別委員会で質問しました。」?"""
    behind = line[day.end :].lstrip("（(月火水木金土日曜）) ")[:24]
    clause = behind.partition("、")[0].partition("。")[0]
    return behind.startswith(("の", "に")) and any(
        f"{sitting}{particle}" in clause for sitting in _SITTINGS for particle in ("で", "に", "の", "を")
    )


def introduce(draft: Draft) -> None:
    """Give those who speak the role and office under which the front matter names them.

    A label says more than a list: only what the label leaves open is filled in.
    """
    people = tuple(_people(draft.blocks[:_FRONT]))
    for speaker in draft.speakers if people else ():
        if not speaker.name or speaker.office:
            continue
        named = [person for person in people if _same(speaker, person)]
        if len(named) == 1 and speaker.role in ("unknown", named[0].role):
            speaker.role, speaker.office = named[0].role, named[0].office


def _people(blocks: Sequence[Block]) -> Iterator[Present]:
    """Whom the lists of the front matter name; a list may go on in the lines right below its heading."""
    under: tuple[Role | None, int] | None = None
    for block in blocks:
        text, line = block.text, block.line or 0
        if block.part != "front" or len(text) > _LONGEST or any(stop in text for stop in "。？?！!"):
            under = None
            continue
        head, rest = _headed(text)
        if head in _LISTS:
            under = (_LISTS[head], line)
            yield from _listed(rest, under[0])
        elif under is not None and line == under[1] + 1:
            under = (under[0], line)
            yield from _listed(text.strip(_AROUND), under[0])
        else:
            under = None


def _headed(line: str) -> tuple[str, str]:
    """What a line begins with, up to a colon or bracket (in Japanese a blank), and the rest."""
    text = line[:_LONGEST].lstrip(_MARKS)
    at = next((at for at, char in enumerate(text) if char in _COLONS), -1)
    head, rest = (text[:at], text[at:]) if at >= 0 else (text, "")
    if not head[:1].isascii():
        joined = "".join(head.split())
        if joined in _DATED or joined in _LISTS:
            return joined, rest.strip(_AROUND)
        head, _blank, rest = text.replace("\u3000", " ").partition(" ")
    return " ".join(head.casefold().split()), rest.strip(_AROUND)


def _listed(people: str, role: Role | None) -> Iterator[Present]:
    """`Alan Petrie, Managing Director; Lena Voss (Chair)`, 「市長　川上直樹、環境部長　森千秋」."""
    if people[:1].isascii():
        groups = people.split(";") if ";" in people else _by_name(people)
    else:
        for comma in "，；;／/・":
            people = people.replace(comma, "、")
        groups = people.split("、")
    for group in groups:
        person = (
            _english(group.strip(), role) if group.strip()[:1].isascii() else _japanese(group.strip(), role)
        )
        if person.name:
            yield person


def _by_name(people: str) -> list[str]:
    """`A B, Director of C, D E`: a piece that is no name by itself belongs to the one before it."""
    groups: list[str] = []
    for piece in people.split(","):
        words = piece.partition("(")[0].split()
        named = 2 <= len(words) <= 5 and all(word[:1].isupper() for word in words)
        if groups and not (named and identify(" ".join(words)).role == "unknown"):
            groups[-1] += f",{piece}"
        else:
            groups.append(piece)
    return groups


def _english(text: str, role: Role | None) -> Present:
    """`Lena Voss (Chair)`, `Alan Petrie, Managing Director, Sorrel Ferries`."""
    before, _bracket, inside = text.partition("(")
    name, _comma, behind = before.partition(" - ") if " - " in before else before.partition(",")
    office = inside.partition(")")[0].strip() or behind.strip()
    part: Role = identify(office).role if office else "unknown"
    return Present(name.strip(), part if part == "chair" else role or part, office or None)


def _japanese(text: str, role: Role | None) -> Present:
    """「市長　川上直樹」, 「川上直樹市長」, 「川上直樹（市長）」."""
    before, _bracket, behind = text.replace("(", "（").partition("（")
    inside = behind.rstrip(")） \u3000")
    before = before.strip(_AROUND)
    if inside:
        return Present(before, role or identify(inside).role, inside)
    first, _blank, rest = before.replace("\u3000", " ").partition(" ")
    part = identify(first).role
    if rest and part != "unknown":
        return Present(rest.strip(), role or part, first)
    voice = identify(before)
    return Present(voice.name, role or voice.role, voice.office)


def _same(speaker: SpeakerDraft, person: Present) -> bool:
    """Is this who is meant? `Mr Petrie` is Alan Petrie, 森 is 森千秋."""
    said, named = _bare(speaker.name), _bare(person.name)
    if speaker.name.isascii():
        return bool(said) and said == named[-len(said) :]
    return bool(said) and "".join(named).startswith("".join(said))


def _bare(name: str) -> list[str]:
    """The words of a name without titles."""
    words = [word.rstrip(".") for word in name.casefold().split()]
    return [word for word in words if word not in TITLES]
