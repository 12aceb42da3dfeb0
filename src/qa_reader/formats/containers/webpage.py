"""Web pages as saved: the main text found, and read by who speaks in its markup, or as the text it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from qa_reader.formats import engines
from qa_reader.formats.containers import voiced
from qa_reader.formats.containers.maintext import main_text
from qa_reader.formats.containers.markup import parse
from qa_reader.formats.containers.page import Event, Opens, Shown, events
from qa_reader.formats.containers.pyrepr import unescaped
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.turns.titles import read_title
from qa_reader.formats.turns.turnlines import Line
from qa_reader.locales import _, ngettext
from qa_reader.transcript.model import Metadata, Transcript

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME: Final = "html"

_DOCUMENT: Final = re.compile(r"<!doctype\s{1,9}html|<html[\s>]", re.IGNORECASE)
_ELEMENT: Final = re.compile(
    r"<(?:div|p|br|span|table|tr|td|ul|ol|li|dl|dt|dd|h[1-6]|a|b|strong|em|section|article|main|blockquote|"
    r"fieldset|img|body|head|meta|center|font|hr)[\s/>]",
    re.IGNORECASE,
)
_VOICED: Final = re.compile(
    r"data-speaker\s{0,4}=|class\s{0,4}=\s{0,4}[\"'](?:bln|balloon|qanda|touben)[\s\"']", re.IGNORECASE
)
_NO_TITLE: Final = re.compile(
    r"Created by |.{0,40}Converter\b|untitled|New Page|Microsoft Word", re.IGNORECASE
)
"""What programs enter as a title, and no person."""
_SUFFIXES: Final = (".html", ".htm", ".xhtml", ".mht")


def claim(head: Head) -> Claim | None:
    """By a page's first tags; surest where the markup says who speaks."""
    if not head.start.startswith("<"):
        return None
    found = _VOICED.search(head.text)
    if found and (_DOCUMENT.search(head.text) or head.suffix in _SUFFIXES):
        return Claim(
            0.9, _("a page whose markup says who speaks ({mark})").format(mark=found.group().strip())
        )
    if _DOCUMENT.search(head.text[:4096]) or (head.suffix in _SUFFIXES and _ELEMENT.search(head.text)):
        return Claim(0.6, _("a web page"))
    return None


def read(material: Material) -> Transcript:
    """The transcript. Raises Unreadable: damaged, too-deep, no-text."""
    printed = unescaped(material.text)
    page = parse(material, printed)
    draft = Draft(material.source(), NAME)
    if printed is not None:
        draft.notice(
            "python-bytes", _("The page was saved as Python prints bytes; it is read as the page it was.")
        )
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    main = main_text(page)
    if main.left_out:
        draft.notice(
            "left-out",
            ngettext(
                "{count} block of menus and links around the text is left out.",
                "{count} blocks of menus and links around the text are left out.",
                main.left_out,
            ).format(count=main.left_out),
        )
    shown = list(events(main.element, main.skip))
    meta = _meta(page, main.element)
    window = _window(page)
    if window and window.text != meta.title:
        shown.insert(0, window)
    return understood(draft, shown, material, meta)


def understood(draft: Draft, shown: Sequence[Event], material: Material, meta: Metadata) -> Transcript:
    """The transcript of what a page shows, by its markup where that says who speaks, else by its text."""
    if not any(isinstance(event, Shown) for event in shown):
        raise Unreadable(
            "no-text",
            _("{path}: a page without text; save it once its text is shown.").format(path=material.path),
        )
    if not material.claim.profile and voiced.is_voiced(shown):
        return voiced.interpret(draft, shown, meta)._replace(format=draft.format)
    return engines.interpret(draft, _taken(shown), material, meta)._replace(format=draft.format)


def _taken(shown: Sequence[Event]) -> engines.Taken:
    """The lines, a blank one between paragraphs as where a page is pasted; labels of attributes as lines."""
    lines: list[Line] = []
    links: dict[int, tuple[tuple[str, str], ...]] = {}
    headings: dict[int, int] = {}
    for event in shown:
        if isinstance(event, Shown):
            if event.links:
                links[len(lines)] = event.links
            if event.level:
                headings[len(lines)] = event.level
            lines += [Line(event.text, event.line), Line("", event.line)]
        elif isinstance(event, Opens) and event.label:
            lines += [Line(event.label, event.line), Line("", event.line)]
    return engines.Taken(lines, links, headings)


def _window(page: HtmlElement) -> Shown | None:
    """The title of the browser's window: it often says whose page this is, where the text does not."""
    title = page.find(".//title")
    text = " ".join((title.text or "").split()) if title is not None else ""
    if not text or title is None or _NO_TITLE.match(text):
        return None
    return Shown(text, title.sourceline)


def _meta(page: HtmlElement, main: HtmlElement) -> Metadata:
    """What the page's head and its one top heading say of it."""
    tops = [text for node in main.iter("h1") if (text := " ".join(node.text_content().split()))]
    window = _window(page)
    title = tops[0] if len(tops) == 1 else window.text if window else None
    said, other = read_title(title or ""), read_title(window.text if window else "")
    addresses = page.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    url = next((str(each) for each in addresses if str(each).startswith(("http://", "https://"))), None)
    language = (page.get("lang") or "").strip().split("-")[0].lower() or None
    return Metadata(
        title,
        said.body or other.body,
        said.meeting or other.meeting,
        said.date or other.date,
        said.date_printed or other.date_printed,
        language=language,
        url=url,
    )
