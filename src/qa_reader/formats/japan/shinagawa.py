"""Minutes as a database of the Shinagawa ward assembly publishes them: JSON inside one JavaScript call.

`window.SHINAGAWA_DB.registerMinutes({id, dateIso, title, sourceUrl, voices: [{i, speaker, text}]})`
(formats.md §4.6).
"""

from __future__ import annotations

import re
from typing import Final

from qa_reader.formats.containers.jsontext import dicts, lines_of, load, string, unexpected
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.turns.directions import is_time
from qa_reader.formats.turns.meeting import Meeting, finish
from qa_reader.formats.turns.particulars import particulars
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

NAME: Final = "shinagawa"

_CALL: Final = re.compile(r"\bregisterMinutes\s{0,9}\(\s{0,99}\{")


def claim(head: Head) -> Claim | None:
    """By the call around the data."""
    if _CALL.search(head.text[:8192]):
        return Claim(0.99, _("a registerMinutes({…}) call"))
    return None


def read(material: Material) -> Transcript:
    """The minutes; a voice without a speaker goes on unlabelled, one that only tells a time is nobody's."""
    text = material.text
    call = _CALL.search(text)
    start = call.end() - 1 if call else text.find("(") + 1
    data = load(material, text[start : text.rfind(")")])
    if not isinstance(data, dict) or not isinstance(data.get("voices"), list):
        raise unexpected(material, "voices[]")
    draft = Draft(material.source(), NAME)
    meeting = Meeting(draft)
    for voice in dicts(data["voices"]):
        speaker, lines = string(voice.get("speaker")), lines_of(string(voice.get("text")))
        if not speaker.strip() and all(is_time(line.text) for line in lines if line.text.strip()):
            meeting.aside(lines)
            continue
        meeting.speaks(speaker, lines)
    meeting.over()
    title = string(data.get("title")) or None
    named = particulars([title or ""])
    meta = Metadata(
        title=title,
        body=named.body,
        meeting=named.meeting,
        date=string(data.get("dateIso")) or named.date,
        date_printed=named.date_printed,
        language="ja",
        url=string(data.get("sourceUrl")) or None,
        accessed=string(data.get("fetchedAt")) or None,
    )
    return finish(draft, meta, material.claim)
