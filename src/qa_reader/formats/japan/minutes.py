"""Assembly minutes as plain text: lines of mark, label and words, with ○ ◆ ◎ or ○ alone.

Reads what people paste and what kensakusystem, DiscussNet, DB-Search or the Diet's site let one download
(formats.md §4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from qa_reader.formats.containers.hardwraps import stands_alone
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.plain.wrapping import wrapping
from qa_reader.formats.turns.directions import is_time
from qa_reader.formats.turns.labels import read_label
from qa_reader.formats.turns.meeting import Meeting, finish
from qa_reader.formats.turns.particulars import particulars
from qa_reader.formats.turns.speechlines import MARKS, believed_names, part, speech_line, unmarked_line
from qa_reader.formats.turns.turnlines import Line
from qa_reader.language.dates import first_date
from qa_reader.locales import _, ngettext
from qa_reader.transcript.model import Metadata, Transcript

NAME: Final = "minutes"

_PAGE: Final = re.compile(r'<PAGE="?([^">]{1,12})"?>')
_PAGE_OF: Final = re.compile(r"[ \u3000]{0,4}P\.([0-9]{1,4})[ \u3000]+(\S.{0,40}?)[ \u3000]*")
"""Page and label above each speech, as DiscussNet prints them: 「P.9 11番（山田花子君）」."""
_NUMBER: Final = re.compile(
    rf"[ \u3000]*([0-9]{{1,4}})(?:[ \u3000]*([:：])|[ \u3000]*(?=[{MARKS}])|[ \u3000]*$)"
)
_SPOKEN: Final = frozenset("○◯〇◎◆●")
_LEAST_COUNTED: Final = 3
"""Speeches that are counted from which it is no chance."""
_LEAST_UNMARKED: Final = 4
_PRESIDES: Final = re.compile(r"[^\n（(]{0,8}(?:議|委[ \u3000]?員|座|会)[ \u3000]?長[ \u3000]?[（(]")
_PRESS: Final = re.compile(rf"^[ \u3000]*[{MARKS}][ \u3000]?(?:記者|幹事社)(?=[\s\u3000（(])", re.MULTILINE)
"""Reporters under marks: a press conference, which plain text with its profiles reads."""
_HELD: Final = re.compile(r"開催日[：:][\s\u3000]*(.{1,60})")
_MEETING: Final = re.compile(r"会議名[：:][\s\u3000]*(.{1,200})")


def claim(head: Head) -> Claim | None:
    """By lines that begin a speech; kensakusystem's two header lines make it certain."""
    lines = [line.text for line in _counted_apart(_lines(head.text))[0]]
    header = sum(bool(_HELD.match(line) or _MEETING.match(line)) for line in lines[:4])
    if header == 2:
        return Claim(0.98, _("開催日： and 会議名： lines of kensakusystem"))
    if head.start[:1] in ("<", "{", "["):
        return None
    if not any(mark in head.text for mark in MARKS):
        return _claim_unmarked(head.text, lines)
    known = believed_names(lines)
    found = [s for i, line in enumerate(lines) if (s := speech_line(line, lines[i + 1 : i + 4], known))]
    named = [each for each in found if read_label(each.label).post != "name"]
    if not found:
        return _claim_unmarked(head.text, lines)
    if len(found) < 2 or (not named and len(found) < 4) or len(_PRESS.findall(head.text)) > 1:
        return None
    confidence = min(0.99, 0.75 + 0.06 * len(named)) if named else 0.7
    marks = "".join(sorted({each.mark for each in found}))
    why = _("{count} lines of mark and label ({marks})").format(count=len(found), marks=marks)
    return Claim(confidence, why)


def _claim_unmarked(text: str, lines: Sequence[str]) -> Claim | None:
    """By labels without marks, where somebody presides: 「議長（山田花子君）　開会します。」"""
    if not _PRESIDES.search(text):
        return None
    found = [s for i, line in enumerate(lines) if (s := unmarked_line(line, lines[i + 1 : i + 4]))]
    presiding = any(_PRESIDES.match(each.label) for each in found)
    if len(found) < _LEAST_UNMARKED or not presiding:
        return None
    why = _("{count} labels of post and name, without marks").format(count=len(found))
    return Claim(min(0.96, 0.75 + 0.03 * len(found)), why)


def read(material: Material) -> Transcript:
    """The minutes. Raises Unreadable where no line begins a speech."""
    draft = Draft(material.source(), NAME)
    lines, joined = _unbroken(_lines(material.text))
    if joined:
        draft.notice(
            "lines-joined",
            ngettext(
                "Lines are broken at {width} characters; {count} was joined to the one before it.",
                "Lines are broken at {width} characters; {count} were joined to the ones before them.",
                joined.lines,
            ).format(width=joined.width, count=joined.lines),
        )
    return interpret(draft, lines, material)


def interpret(
    draft: Draft, lines: Sequence[Line], material: Material, known: Metadata | None = None
) -> Transcript:
    """Fill `draft` with the minutes that `lines` are and finish it; raises as `read` does.

    For minutes that come in a container (PDF, web page): `known` is what that says of them.
    """
    lines, numbers = _counted_apart(lines)
    front, speeches = part(lines)
    if not speeches:
        raise Unreadable(
            "not-a-transcript",
            _("{path}: no line begins with a mark and a speaker's label.").format(path=material.path),
        )
    meeting = Meeting(draft)
    meeting.front(front)
    for speech in speeches:
        end = next((i for i, line in enumerate(speech.lines) if line in numbers), len(speech.lines))
        meeting.speaks(speech.opens.label, speech.lines[:end], mark=speech.opens.mark or None)
        meeting.aside(speech.lines[end : end + 1])
        meeting.between(speech.lines[end + 1 :])
    meeting.over()
    given = (known or Metadata())._asdict()
    meta = _metadata(front)._replace(**{name: value for name, value in given.items() if value})
    return finish(draft, meta, material.claim)


def _lines(text: str) -> list[Line]:
    """The lines with their pages; the page marks of kensakusystem and DiscussNet are no lines."""
    lines: list[Line] = []
    page: str | None = None
    rows = text.split("\n")
    for number, row in enumerate(rows, 1):
        begun = _page(row, rows, number) if row.startswith("<PAGE") or "P." in row[:8] else None
        if begun is None:
            lines.append(Line(row, number, page))
        else:
            page = begun
    return lines


def _page(row: str, rows: Sequence[str], following: int) -> str | None:
    """The page that a mark of pages begins; None where `row`, before `rows[following]`, is none.

    DiscussNet's repeats the label of the speech that the next line opens.
    """
    if found := _PAGE.fullmatch(row.strip()):
        return found[1]
    below = rows[following].lstrip(" \u3000") if following < len(rows) else ""
    printed = _PAGE_OF.fullmatch(row)
    return printed[1] if printed and below[1:].startswith(printed[2]) else None


class _Joined(NamedTuple):
    """How lines were joined."""

    width: int
    """Code points of a full line."""
    lines: int


def _unbroken(lines: list[Line]) -> tuple[list[Line], _Joined | None]:
    """The lines with those that go on put together, where the speeches are broken at a width.

    Lists of names before the first speech stay as they stand.
    """
    broken = wrapping([line.text for line in lines])
    if broken is None or not broken.wide:
        return lines, None
    start = len(part(lines)[0])
    found = lines[: start + 1]
    for before, line in pairwise(lines[start:]):
        ends = not before.text.strip() or not line.text.strip() or before.page != line.page
        if ends or stands_alone(before.text, line.text) or not broken.goes_on(before.text, line.text):
            found.append(line)
        else:
            found[-1] = found[-1]._replace(text=broken.join(found[-1].text, line.text))
    count = len(lines) - len(found)
    return found, _Joined(broken.width, count) if count else None


def _counted_apart(lines: Sequence[Line]) -> tuple[Sequence[Line], frozenset[Line]]:
    """The lines, and those of them that only count the speeches.

    「2: ◯議長（…）　…」, as copied from DB-Search, becomes two lines.
    """
    counted = _counted(lines)
    if not counted:
        return lines, frozenset()
    numbers: set[Line] = set()
    parted: list[Line] = []
    for i, line in enumerate(lines):
        end = counted.get(i)
        if end is None:
            parted.append(line)
            continue
        number = line._replace(text=line.text[:end])
        numbers.add(number)
        parted.append(number)
        if line.text[end:].strip():
            parted.append(line._replace(text=line.text[end:].lstrip(" ")))
    return parted, frozenset(numbers)


def _counted(lines: Sequence[Line]) -> dict[int, int]:
    """The lines that open with the number of a speech, and where the number ends: 1, 2, 3 … without a gap."""
    counted: dict[int, int] = {}
    speeches = 0
    for i, line in enumerate(lines):
        found = _NUMBER.match(line.text)
        text = line.text[found.end() :] if found else line.text
        speeches += text.lstrip()[:1] in _SPOKEN
        if found and int(found[1]) == len(counted) + 1 and (found[2] or text or _opens_below(lines, i)):
            counted[i] = found.end()
    return counted if len(counted) >= _LEAST_COUNTED and 2 * len(counted) >= speeches else {}


def _opens_below(lines: Sequence[Line], i: int) -> bool:
    """Whether a speech or a time stands right below line `i`, blank lines apart."""
    below = (line.text.strip() for line in lines[i + 1 : i + 6])
    return next((text[:1] in _SPOKEN or is_time(text) for text in below if text), False)


def _metadata(front: Sequence[Line]) -> Metadata:
    """Title, council, session and date as the front matter prints them."""
    texts = [line.text for line in front if line.text.strip()]
    named = particulars(texts[:60])
    title = next(_titles(texts), None)
    held = next((found[1] for text in texts[:4] if (found := _HELD.match(text))), None)
    meeting = next((found[1].strip() for text in texts[:4] if (found := _MEETING.match(text))), None)
    day = first_date(held) if held else None
    return Metadata(
        title=meeting or title,
        body=named.body,
        meeting=meeting or named.meeting,
        date=day.iso if day else named.date,
        date_printed=day.printed if day else named.date_printed,
        language="ja",
    )


def _titles(texts: Sequence[str]) -> Iterator[str]:
    """Lines of the front matter that can be its title, the likeliest first."""
    for text in texts[:12]:
        if re.search(r"会議録|速記録|記録|委員会|定例会|臨時会|本会議", text) and len(text) <= 80:
            yield text.strip(" \u3000" + MARKS)
    yield from (text.strip(" \u3000" + MARKS) for text in texts[:1] if len(text) <= 80)
