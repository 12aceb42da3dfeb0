"""DiscussNet (kaigiroku.net) minutes as its site's JSON gives them: one record a speech, the text in `<pre>`.

`{"tenant_minutes": [{minute_id, title, page_no, body, minute_type, …}]}` (formats.md §4.2).
"""

from __future__ import annotations

import html
import re
from typing import Any, Final

from qa_reader.formats.containers.jsontext import dicts, load, string, unexpected
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.turns.labels import bare
from qa_reader.formats.turns.meeting import Meeting, finish
from qa_reader.formats.turns.particulars import particulars
from qa_reader.formats.turns.speechlines import part_first
from qa_reader.formats.turns.turnlines import Line, sort_lines
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

NAME: Final = "discussnet"

_KEY: Final = re.compile(r'"tenant_minutes"\s{0,20}:')
_TAG: Final = re.compile(r"<(?:/?[A-Za-z][^<>\n]{0,400}|!--.{0,400}?--)>")
_BREAK: Final = re.compile(r"<[Bb][Rr]\s{0,4}/?>")
_LISTS: Final = ("名簿", "目次", "議事日程", "資料", "索引")


def claim(head: Head) -> Claim | None:
    """By the name of its list."""
    if _KEY.search(head.text[:4096]):
        return Claim(0.99, _("tenant_minutes[] of DiscussNet"))
    return None


def read(material: Material) -> Transcript:
    """The minutes. What `minute_type` calls a list of names is information, no speech."""
    data = load(material)
    records = data.get("tenant_minutes") if isinstance(data, dict) else None
    if not isinstance(records, list):
        raise unexpected(material, "tenant_minutes[]")
    draft = Draft(material.source(), NAME)
    meeting = Meeting(draft)
    listed: list[str] = []
    for record in dicts(records):
        lines = _lines(record)
        title = string(record.get("title"))
        if _is_list(record):
            meeting.information(title, lines)
            listed += [line.text for line in lines]
        else:
            _speech(meeting, string(record.get("minute_type")), title, lines)
    meeting.over()
    named = particulars(listed[:60])
    meta = Metadata(
        title=next((line.strip() for line in listed if line.strip()), None),
        body=named.body,
        meeting=named.meeting,
        date=named.date,
        date_printed=named.date_printed,
        language="ja",
    )
    return finish(draft, meta, material.claim)


def _speech(meeting: Meeting, record: str, title: str, lines: list[Line]) -> None:
    """A record with words: `record` is what the site calls its kind."""
    before, opens, words = part_first(lines)
    meeting.between(before)
    if opens is not None:
        meeting.speaks(opens.label, words, mark=opens.mark)
    elif record.startswith("△") or not any(sort == "speech" for sort in sort_lines(words, chair=False)):
        meeting.between(words)  # a heading or a stage direction, which nobody says
    else:
        meeting.speaks(title, words)


def _lines(record: dict[str, Any]) -> list[Line]:
    page = string(record.get("page_no")) or None
    text = string(record.get("body")).replace("\r\n", "\n").replace("\r", "\n")
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    return [Line(row, None, page) for row in text.rstrip("\n").split("\n")]


def _is_list(record: dict[str, Any]) -> bool:
    kind = string(record.get("minute_type")) or string(record.get("title"))
    return bare(kind).strip("（）()△") in _LISTS
