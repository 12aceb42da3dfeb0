"""DB-Search (dbsr.jp) minutes as saved pages, in the three skins councils use (formats.md §4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.markup import class_of, lines_in, parse
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.turns.meeting import Meeting, finish
from qa_reader.formats.turns.particulars import particulars
from qa_reader.formats.turns.speechlines import labelled, part_first
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME: Final = "dbsearch"

_MARKS: Final = re.compile(
    r"page-text__voice|voice__(?:text|title|name|list)|voicelist__item|\bvoice-block\b|VoiceNo\d|\.dbsr\.jp/"
)
_FURNITURE: Final = frozenset({"page-text__number", "visible-print-block", "voice__detail", "voice-detail"})
_BODY: Final = re.compile(r"[^\s|｜　]{1,16}(?:議会|市会)(?=会議録|$)")


def claim(head: Head) -> Claim | None:
    """By the classes of its skins."""
    found = set(_MARKS.findall(head.text))
    if not found or head.start[:1] != "<":
        return None
    return Claim(
        0.98 if len(found) > 1 else 0.9, _("page of DB-Search ({marks})").format(marks=sorted(found)[0])
    )


def read(material: Material) -> Transcript:
    """The minutes. Raises Unreadable for a page of that site that shows no speech."""
    page = parse(material)
    draft = Draft(material.source(), NAME)
    meeting = Meeting(draft)
    voices = list(_voices(page))
    if not voices:
        raise Unreadable(
            "no-text",
            _("{path}: a DB-Search page without any speech; save the page that shows the text.").format(
                path=material.path
            ),
        )
    for title, element in voices:
        lines = lines_in(element, skip=lambda node: bool(class_of(node) & _FURNITURE))
        before, opens, words = part_first(lines)
        if opens is not None:
            meeting.between(before)
            meeting.speaks(opens.label, words, mark=opens.mark)
        elif said_by := labelled(title):
            mark, label = said_by
            meeting.speaks(label, lines, mark=mark)
        elif title:
            meeting.information(title, lines)
        else:
            meeting.between(lines)
    meeting.over()
    return finish(draft, _metadata(page), material.claim)


def _voices(page: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """The element of each speech and the title the page gives it, the first skin that fits."""
    for block in _having(page, "voice-block"):
        for text in _having(block, "voice__text"):
            yield block.get("data-voice-title") or "", text
    if _having(page, "voice-block"):
        return
    for text in _having(page, "page-text__text") or _having(page, "voice__text"):
        item = next(text.iterancestors("li"), None)
        titles = _having(item, "voice__title") if item is not None else []
        yield "".join("".join(each.itertext()) for each in titles).strip(), text


def _having(element: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements below that have this class, those inside another such apart."""
    having = f"contains(concat(' ', @class, ' '), ' {name} ')"
    found: list[HtmlElement] = element.xpath(f".//*[{having} and not(ancestor::*[{having}])]")
    return found


def _metadata(page: HtmlElement) -> Metadata:
    title = _first(page, "view__title") or _first(page, "command__docname")
    date = _first(page, "view__date") or _first(page, "command__date")
    window = " ".join((page.findtext(".//title") or "").split())
    named = particulars([title or "", date or ""])
    body = _BODY.search(window) or _BODY.search(_first(page, "title") or "")
    return Metadata(
        title=title or window or None,
        body=body.group() if body else named.body,
        meeting=named.meeting or title,
        date=named.date,
        date_printed=named.date_printed,
        language="ja",
    )


def _first(page: HtmlElement, name: str) -> str | None:
    """The text of the first element of this class."""
    for element in _having(page, name):
        text = " ".join(element.text_content().split())
        if text:
            return text
    return None
