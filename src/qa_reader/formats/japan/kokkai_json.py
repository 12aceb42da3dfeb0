"""Minutes of the Diet as the JSON of the National Diet Library's API, or as a list of its records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from qa_reader.formats.containers.jsontext import dicts, records, string, unexpected
from qa_reader.formats.japan.kokkai import Fields, Record, grouped, order_of, transcript
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.locales import _
from qa_reader.transcript.model import Transcript

NAME: Final = "kokkai-json"

_LISTS: Final = re.compile(r'"(?:meetingRecords?|speechRecords?)"\s{0,20}:')
_RECORD: Final = re.compile(r'"(?:issueID|speechID)"\s{0,20}:')


def claim(head: Head) -> Claim | None:
    """By the names of the API's records."""
    if _LISTS.search(head.text):
        return Claim(0.99, _("meetingRecord/speechRecord of the Diet's minutes"))
    if _RECORD.search(head.text) and '"nameOfHouse"' in head.text:
        return Claim(0.97, _("records of the Diet's minutes"))
    return None


def read(material: Material) -> Transcript:
    """The meetings of the answer, of several answers, or of records without one, also one a line."""
    parts = records(material)
    total = string(parts[0].get("numberOfRecords")) if len(parts) == 1 else None
    meetings, speeches = _records(parts)
    if meetings:
        found = [_meeting(each) for each in meetings]
    elif speeches:
        found = grouped(_fields(each) for each in speeches)
    elif any("numberOfRecords" in part for part in parts):
        found = []
    else:
        raise unexpected(material, "meetingRecord[] / speechRecord[]")
    return transcript(material, NAME, found, total)


def _records(parts: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The meetings, or else the single speeches, of answers, meetings and speeches as they lie in a list."""
    meetings: list[dict[str, Any]] = []
    speeches: list[dict[str, Any]] = []
    for each in parts:
        said = _listed(each, "speechRecord")
        if inner := _listed(each, "meetingRecord"):
            meetings += inner
        elif said and "nameOfMeeting" in each:
            meetings.append(each)
        elif said:
            speeches += said
        elif "speech" in each or "speechID" in each:
            speeches.append(each)
    return meetings, speeches


def _listed(part: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The records under `name`; programs that keep the API's answers may write it as a plural."""
    return dicts(part.get(name)) or dicts(part.get(f"{name}s"))


def _meeting(record: dict[str, Any]) -> Record:
    speeches = [_fields(each) for each in _listed(record, "speechRecord")]
    speeches.sort(key=lambda speech: order_of(speech) or 0)
    return Record(_fields(record), speeches)


def _fields(record: dict[str, Any]) -> Fields:
    return {key: text for key, value in record.items() if (text := string(value))}
