"""gijiroku.com (VOICES) minutes as saved frames: the text frame, or the index of speakers beside it.

Old HTML that says Shift_JIS whatever it is saved in (formats.md §4.5).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from qa_reader.formats.containers.markup import lines_in, parse
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.turns.meeting import Meeting, finish
from qa_reader.formats.turns.speechlines import part
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME: Final = "gijirokucom"

_TEXT: Final = re.compile(r"<A\s{1,9}NAME\s{0,4}=\s{0,4}[\"']?HUID\d", re.IGNORECASE)
_INDEX: Final = re.compile(r"voiweb\.exe|VoiWeb|sidebar_hash", re.IGNORECASE)


def claim(head: Head) -> Claim | None:
    """By the anchors of the text frame, or the links of the index."""
    if head.start[:1] != "<":
        return None
    if _TEXT.search(head.text):
        return Claim(0.98, _("HUID anchors of gijiroku.com"))
    if _INDEX.search(head.text):
        return Claim(0.97, _("index frame of gijiroku.com"))
    return None


def read(material: Material) -> Transcript:
    """The minutes; of an index frame only the index, with a notice that the words are elsewhere."""
    page = parse(material)
    draft = Draft(material.source(), NAME)
    body = page.find("body")
    lines = lines_in(page if body is None else body)
    title = " ".join((page.findtext(".//title") or "").split()) or None
    before, speeches = part(lines)
    meeting = Meeting(draft)
    if speeches and _TEXT.search(material.text):
        meeting.front(before)
        for speech in speeches:
            meeting.speaks(speech.opens.label, speech.lines, mark=speech.opens.mark)
        meeting.over()
    else:
        meeting.front(lines)
        _index(draft, page)
    meta = Metadata(title=title, language="ja")
    return finish(draft, meta, material.claim)


def _index(draft: Draft, page: HtmlElement) -> None:
    draft.notice(
        "no-text",
        _("An index of speakers: the words are in the text frame; open or save that one."),
    )
    for anchor in page.iter("a"):
        href, text = anchor.get("href"), " ".join(anchor.text_content().split())
        if href and text and urlsplit(href).path.lower().endswith(".exe"):
            draft.link(text, href)
