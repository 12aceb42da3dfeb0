"""Press conferences as JSON: `{title, date, minister, url, blocks: [{role: opening|question|answer, text}]}`.

As a collection of ministry conferences keeps them (formats.md §7); one object, a list of them, or one a line.
"""

from __future__ import annotations

import re
from typing import Any, Final

from qa_reader.formats.containers.jsontext import dicts, lines_of, records, string, unexpected
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.turns.particulars import particulars
from qa_reader.language.dates import first_date
from qa_reader.locales import _
from qa_reader.transcript.model import Kind, Metadata, Role, Transcript

NAME: Final = "press-json"

_BLOCKS: Final = re.compile(r'"blocks"\s{0,20}:\s{0,20}\[\s{0,20}\{')
_ROLE: Final = re.compile(r'"role"\s{0,20}:\s{0,20}"(?:opening|question|answer)"')
_KINDS: Final[dict[str, tuple[Kind, Role]]] = {
    "opening": ("statement", "official"),
    "question": ("question", "reporter"),
    "answer": ("answer", "official"),
    "moderator": ("chair", "chair"),
}


def claim(head: Head) -> Claim | None:
    """By blocks[] with roles."""
    if _BLOCKS.search(head.text) and _ROLE.search(head.text):
        return Claim(0.98, _("blocks[] with roles opening, question, answer"))
    return None


def read(material: Material) -> Transcript:
    """Each conference with the opening statement apart from questions and answers."""
    conferences = [each for each in records(material) if isinstance(each.get("blocks"), list)]
    if not conferences:
        raise unexpected(material, "blocks[]")
    draft = Draft(material.source(), NAME)
    for conference in conferences:
        if len(conferences) > 1:
            meta = _metadata(conference)
            draft.end_sections()
            draft.section(
                meta.title or meta.date or "?",
                1,
                body=meta.body,
                date=meta.date,
                url=meta.url,
                meeting=meta.meeting,
            )
        _conference(draft, conference)
    meta = _metadata(conferences[0]) if len(conferences) == 1 else Metadata(language="ja")
    return draft.finish(meta, confidence=material.claim.confidence, why=material.claim.why)


def _conference(draft: Draft, conference: dict[str, Any]) -> None:
    minister = string(conference.get("minister"))
    for block in dicts(conference["blocks"]):
        role = string(block.get("role"))
        kind, part = _KINDS.get(role, ("statement", "unknown"))
        who = string(block.get("speaker")) or (minister if part == "official" else "")
        draft.turn(kind, draft.speaker(who, who or role, part), label=role or None)
        for line in lines_of(string(block.get("text"))):
            if line.text.strip():
                draft.block(line.text.rstrip())


def _metadata(conference: dict[str, Any]) -> Metadata:
    title = string(conference.get("title")) or None
    named = particulars([title or ""])
    date = first_date(string(conference.get("date")))
    return Metadata(
        title=title,
        body=string(conference.get("body")) or named.body,
        date=date.iso if date else named.date,
        date_printed=named.date_printed,
        language="ja",
        url=string(conference.get("url")) or string(conference.get("source_url")) or None,
        accessed=string(conference.get("fetched_at")) or None,
    )
