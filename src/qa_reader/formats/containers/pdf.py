"""PDF with a text layer: running heads taken off, lines and pages joined, and read as the text it is."""

from __future__ import annotations

import re
from typing import Final

from qa_reader.formats import engines
from qa_reader.formats.containers.hardwraps import joined
from qa_reader.formats.containers.pdfpages import pages_of
from qa_reader.formats.containers.runningheads import without_heads
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.turns.particulars import particulars
from qa_reader.locales import ngettext
from qa_reader.transcript.model import Metadata, Transcript

NAME: Final = "pdf"

_URL: Final = re.compile(r"https?://[^\s\u3000]{4,500}")
_PRINTED: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}|https?://")
"""A browser's head or foot says when and whence the page was printed, not when the meeting was."""
_NO_TITLE: Final = re.compile(
    r"Microsoft |会議録(?:表示|検索|閲覧)|untitled|無題|名称未設定|文書\d*$|\(anonymous\)|.{0,2}$"
    r"|.*\.(?:docx?|jtdc?|xlsx?|pptx?|indd|pdf|txt)$",
    re.IGNORECASE | re.DOTALL,
)
"""What programs enter as a title, and no person."""


def claim(head: Head) -> Claim | None:
    """By its first bytes."""
    return Claim(0.99, "%PDF") if b"%PDF-" in head.data[:1024] else None


def read(material: Material) -> Transcript:
    """The transcript. Raises Unreadable: encrypted, damaged, too-large, scan."""
    pages = pages_of(material)
    pagination = without_heads(pages.texts)
    draft = Draft(material.source("binary"), NAME)
    for head in pagination.heads:
        block = draft.block(head, "front", page=pagination.pages[0].number)
        for url in _URL.findall(head):
            draft.link(head, url, block)
    if pages.missing:
        count = len(pages.missing)
        draft.notice(
            "scan",
            ngettext(
                "Page {pages} has no text, a picture perhaps: what it says is not here; OCR makes it text.",
                "Pages {pages} have no text, pictures perhaps: what they say is not here; OCR makes it text.",
                count,
            ).format(pages=", ".join(map(str, pages.missing[:20])) + (" …" if count > 20 else "")),
        )
    meta = _meta(pages.title, pagination.heads)
    read = engines.interpret(draft, engines.Taken(joined(pagination.pages)), material, meta)
    return read._replace(format=NAME)


def _meta(title: str | None, heads: list[str]) -> Metadata:
    """What the file's own title and its running heads say of the whole."""
    own = title if title and not _NO_TITLE.match(title) else None
    named = particulars(filter(None, [own, *(head for head in heads if not _PRINTED.search(head))]))
    url = next((found.group() for head in heads if (found := _URL.search(head))), None)
    return Metadata(own, named.body, named.meeting, named.date, named.date_printed, url=url)
