"""Minutes of the Diet as the JSON of the National Diet Library's API, or as a list of its records."""

from __future__ import annotations

import re
from typing import Any, Final

from qa_reader.formats.jsontext import dicts, load, string, unexpected
from qa_reader.formats.kokkai import Fields, Record, grouped, order_of, transcript
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.locales import _
from qa_reader.transcript.model import Transcript

NAME: Final = "kokkai-json"

_LISTS: Final = re.compile(r'"(?:meetingRecord|speechRecord)"\s{0,20}:')
_RECORD: Final = re.compile(r'"(?:issueID|speechID)"\s{0,20}:')


def claim(head: Head) -> Claim | None:
    """By the names of the API's records."""
    if _LISTS.search(head.text):
        return Claim(0.99, _("meetingRecord/speechRecord of the Diet's minutes"))
    if _RECORD.search(head.text) and '"nameOfHouse"' in head.text:
        return Claim(0.97, _("records of the Diet's minutes"))
    return None


def read(material: Material) -> Transcript:
    """The meetings of the answer."""
    data = load(material)
    total = string(data.get("numberOfRecords")) if isinstance(data, dict) else None
    meetings, speeches = _records(data)
    if meetings:
        records = [_meeting(each) for each in meetings]
    elif speeches:
        records = grouped(_fields(each) for each in speeches)
    elif isinstance(data, dict) and "numberOfRecords" in data:
        records = []
    else:
        raise unexpected(material, "meetingRecord[] / speechRecord[]")
    return transcript(material, NAME, records, total)


def _records(data: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The meetings, or else the single speeches, of an answer, of several in a list, or of a bare list."""
    if isinstance(data, dict):
        return dicts(data.get("meetingRecord")), dicts(data.get("speechRecord"))
    meetings: list[dict[str, Any]] = []
    speeches: list[dict[str, Any]] = []
    for each in dicts(data):
        if "numberOfRecords" in each or "meetingRecord" in each:
            inner = _records(each)
            meetings += inner[0]
            speeches += inner[1]
        elif "speechRecord" in each:
            meetings.append(each)
        elif "speech" in each or "speechID" in each:
            speeches.append(each)
    return meetings, speeches


def _meeting(record: dict[str, Any]) -> Record:
    speeches = [_fields(each) for each in dicts(record.get("speechRecord"))]
    speeches.sort(key=lambda speech: order_of(speech) or 0)
    return Record(_fields(record), speeches)


def _fields(record: dict[str, Any]) -> Fields:
    return {key: text for key, value in record.items() if (text := string(value))}
