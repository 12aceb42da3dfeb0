"""What the records of the Diet's minutes mean, JSON and XML alike (formats.md §5).

The API of the National Diet Library gives meetings (`meeting`), single speeches that hold a keyword
(`speech`), or lists without words (`meeting_list`). All become meetings with the speeches that are there,
and the gaps between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from qa_reader.formats.containers.jsontext import lines_of
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Material, Unreadable
from qa_reader.formats.turns.labels import Label, read_label
from qa_reader.formats.turns.meeting import Meeting, Person, finish
from qa_reader.formats.turns.roles import Standing
from qa_reader.locales import _, ngettext
from qa_reader.transcript.model import Metadata, Transcript

Fields = Mapping[str, str]
"""The fields of a record as text; absent, null and empty ones are missing."""

_LABEL: Final = re.compile(r"[○◯〇]([^\u3000\s]{1,60})[\u3000 ]+")
_CHAIRS: Final = ("speaker", "chairman", "acting", "vice-speaker", "vice-chairman")
_PRESIDES_WITHOUT_POST: Final = ("理事", "主査")
"""Posts that are printed in the Diet only where their holder presides."""
INFORMATION: Final = "会議録情報"


@dataclass(slots=True)
class Record:
    """A meeting's own fields and those of its speeches that the file holds."""

    fields: Fields
    speeches: list[Fields] = field(default_factory=list)


def grouped(speeches: Iterable[Fields]) -> list[Record]:
    """Speeches of many meetings, each with its meeting's fields on it, by meeting and in order."""
    records: dict[str, Record] = {}
    for speech in speeches:
        records.setdefault(speech.get("issueID", ""), Record(speech)).speeches.append(speech)
    for record in records.values():
        record.speeches.sort(key=lambda speech: order_of(speech) or 0)
    return list(records.values())


def order_of(speech: Fields) -> int | None:
    """The speech's place in its meeting."""
    value = speech.get("speechOrder", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None


def transcript(material: Material, name: str, records: list[Record], total: str | None) -> Transcript:
    """The records as a transcript. Raises Unreadable where there is none."""
    if not records:
        raise Unreadable("no-text", _("{path}: no meeting in this answer.").format(path=material.path))
    draft = Draft(material.source(), name)
    for record in records:
        _meeting(draft, record)
    if not any("speech" in speech for record in records for speech in record.speeches):
        draft.notice(
            "no-text",
            _("A list of meetings without the words spoken: ask the API for /meeting, or open the links."),
        )
    count = _returned(records)
    if total and total.isascii() and total.isdigit() and int(total[:12]) > count:
        draft.notice(
            "partial",
            _("{count} of {total} records found are in this file.").format(count=count, total=total),
        )
    return finish(draft, _metadata(records), material.claim)


def _returned(records: list[Record]) -> int:
    """How many records the API counted: meetings, or hits where speeches were asked for."""
    hits = sum("issueID" in speech for record in records for speech in record.speeches)
    return hits or len(records)


def _meeting(draft: Draft, record: Record) -> None:
    fields = record.fields
    heading = " ".join(filter(None, (fields.get(key) for key in ("nameOfHouse", "nameOfMeeting", "issue"))))
    draft.end_sections()
    url = fields.get("meetingURL")
    draft.section(
        heading or fields.get("issueID", "") or "?",
        1,
        body=fields.get("nameOfHouse"),
        meeting=_name(fields),
        date=fields.get("date"),
        url=url,
    )
    if url:
        draft.link(heading, url)
    meeting = Meeting(draft, level=2)
    runs = _runs(record.speeches)
    for number, run in enumerate(runs):
        if len(runs) > 1:
            first, last = order_of(run[0]), order_of(run[-1])
            draft.section(str(first) if first == last else f"{first}–{last}", 2)
        for i, speech in enumerate(run):
            starts_late = number > 0 or (order_of(run[0]) or 0) > 1
            _speech(draft, meeting, speech, gap=i == 0 and starts_late)
    meeting.over(breaks_off="speechID" in fields)
    for speech in record.speeches:
        if "speech" not in speech and speech.get("speaker", INFORMATION) != INFORMATION:
            draft.speaker(speech["speaker"], speech["speaker"])
    missing = _missing(runs)
    if missing:
        draft.notice(
            "gap",
            ngettext(
                "{meeting}: one speech between those here is missing; nothing is paired across.",
                "{meeting}: {count} speeches between those here are missing; nothing is paired across.",
                missing,
            ).format(meeting=heading, count=missing),
        )


def _runs(speeches: list[Fields]) -> list[list[Fields]]:
    """The speeches, parted where their numbers leave one out. Those without words are left out."""
    runs: list[list[Fields]] = []
    before: int | None = None
    for speech in speeches:
        order = order_of(speech)
        if "speech" not in speech:
            continue
        if not runs or (order is not None and before is not None and order > before + 1):
            runs.append([])
        runs[-1].append(speech)
        before = order
    return runs


def _missing(runs: list[list[Fields]]) -> int:
    edges = [(order_of(run[0]) or 0, order_of(run[-1]) or 0) for run in runs]
    return sum(start - end - 1 for (_a, end), (start, _b) in pairwise(edges))


def _speech(draft: Draft, meeting: Meeting, speech: Fields, *, gap: bool) -> None:
    text = speech.get("speech", "")
    page = speech.get("startPage")
    page = page if page != "0" else None
    if speech.get("speaker") == INFORMATION:
        meeting.information(INFORMATION, [line._replace(page=page) for line in lines_of(text)])
        return
    found = _LABEL.match(text)
    printed = found[1] if found else speech.get("speaker", "")
    lines = [line._replace(page=page) for line in lines_of(text[found.end() :] if found else text)]
    person = Person(
        name=speech.get("speaker"),
        office=speech.get("speakerPosition") or speech.get("speakerRole"),
        group=speech.get("speakerGroup"),
        standing=_standing(read_label(printed), speech),
    )
    meeting.speaks(printed, lines, mark=text[0] if found else None, person=person, gap=gap)
    if url := speech.get("speechURL"):
        draft.link(printed, url, draft.turns[-1].start)


def _standing(label: Label, speech: Fields) -> Standing | None:
    """As what someone speaks, from the record's fields and the label; None where label and meeting tell."""
    position = speech.get("speakerPosition")
    vice = label.post in ("vice-speaker", "vice-chairman")  # printed only where they preside
    if vice or (position is None and label.office in _PRESIDES_WITHOUT_POST):
        return Standing("chair", "chairs")
    if label.post in _CHAIRS:
        return None
    if speech.get("speakerRole"):
        return Standing("witness", "answers")
    if label.post in ("clerk", "witness", "proposer", "official"):
        return None
    outsider = label.office == "議員" and label.seat is None and speech.get("nameOfMeeting") != "本会議"
    if position:
        return Standing("official", "answers")
    # No member of the committee, so he speaks for the bill.
    return Standing("member", "answers" if outsider else "asks")


def _name(fields: Fields) -> str | None:
    """「第212回国会 本会議 第8号」: session, meeting and issue."""
    session = fields.get("session")
    parts = [f"第{session}回国会" if session else "", fields.get("nameOfMeeting"), fields.get("issue")]
    return " ".join(filter(None, parts)) or None


def _metadata(records: list[Record]) -> Metadata:
    """Of one meeting its own particulars; of several only what they share."""
    fields = [record.fields for record in records]

    def shared(values: Iterable[str | None]) -> str | None:
        found = set(values)
        return found.pop() if len(found) == 1 else None

    return Metadata(
        title=shared(
            " ".join(filter(None, (each.get(key) for key in ("nameOfHouse", "nameOfMeeting", "issue"))))
            for each in fields
        ),
        body=shared(each.get("nameOfHouse") for each in fields),
        meeting=shared(_name(each) for each in fields),
        date=shared(each.get("date") for each in fields),
        language="ja",
        url=shared(each.get("meetingURL") for each in fields),
    )
