"""Markdown as written, with the HTML that people put into it: rendered, then read as the page it becomes.

CommonMark and its tables by markdown-it-py (Textual's own), so that what counts as a heading or a quotation
is not ours to decide. mdBook's macros are no text: descriptions stay as such, the rest becomes links. The
head that site generators read (`title: …` between two lines of ---) gives title and address.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from qa_reader.formats.containers.markup import parse
from qa_reader.formats.containers.page import Closes, Event, Shown, events
from qa_reader.formats.containers.webpage import understood
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.turns.titles import read_title
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

NAME: Final = "markdown"

LIMIT: Final = 1 << 20
"""Bytes past which a text is no page of Markdown: hostile markup takes seconds a megabyte."""
_SUFFIXES: Final = (".md", ".markdown", ".mdown", ".mkd")
_TIMED: Final = re.compile(r"^\|[ \t]*\d{1,2}:\d{2}", re.MULTILINE)
_HEADING: Final = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_SIGNS: Final[tuple[re.Pattern[str], ...]] = (
    _HEADING,
    re.compile(r"^>[ \t]?\S", re.MULTILINE),
    re.compile(r"(?<![\\*])\*\*[^*\s][^*\n]{0,200}\*\*"),
    re.compile(r"!?\[[^\[\]\n]{0,200}\]\([^()\s]{1,500}\)"),
    re.compile(r"^(?:[-*+]|\d{1,3}\.)[ \t]+\S", re.MULTILINE),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE),
    re.compile(r"^</?(?:div|p|table|fieldset|details|blockquote|h[1-6])[\s>]", re.MULTILINE),
    re.compile(r"^\{\{[#a-z]", re.MULTILINE),
)
_SEVERAL: Final = 3
"""Signs that make a text of any name Markdown, a heading among them."""
_FRONT: Final = re.compile(
    r"\A(?:---|\+\+\+)[ \t]*\n(?P<head>(?:[^\n]{0,1000}\n){0,200}?)(?:---|\+\+\+)[ \t]*\n"
)
_FIELD: Final = re.compile(r"[ \t]*(?P<key>[A-Za-z_-]{1,40})[ \t]*[:=][ \t]*(?P<value>[^\n]*)")
_MACRO: Final = re.compile(r"\{\{(?P<name>#?[a-z_]{1,30})(?:[: ][ \t]*(?P<value>[^{}\n]{0,500}))?\}\}")
_SAID: Final = frozenset({"description", "title"})
"""Macros whose value is words."""


def claim(head: Head) -> Claim | None:
    """By the name and one sign of Markdown, or by several signs."""
    named = head.suffix in _SUFFIXES
    if head.size > LIMIT or not (named or "# " in head.text) or len(_TIMED.findall(head.text)) > 2:
        return None
    if not named and (head.start.startswith("<") or not _HEADING.search(head.text)):
        return None
    found = sum(bool(sign.search(head.text)) for sign in _SIGNS)
    if named and found:
        return Claim(0.995, _("Markdown by name and {count} of its signs").format(count=found))
    return Claim(0.96, _("{count} signs of Markdown").format(count=found)) if found >= _SEVERAL else None


def read(material: Material) -> Transcript:
    """The transcript. Raises Unreadable: too-large, too-deep, no-text."""
    if len(material.data) > LIMIT:
        raise Unreadable(
            "too-large",
            _("{path}: more than {limit} KB of Markdown; --format plain reads it as it stands.").format(
                path=material.path, limit=LIMIT >> 10
            ),
        )
    draft = Draft(material.source(), NAME)
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    text, fields = _without_head(material.text)
    links: list[tuple[str, str | None]] = []
    html, lines = _rendered(_MACRO.sub(lambda macro: _words(macro, links), text))
    page = parse(material, f"<div>{html}</div>")
    shown = [_in_source(event, lines) for event in events(page)]
    for printed, address in links:
        draft.link(printed, address)
    return understood(draft, shown, material, _meta(fields, shown))


def _without_head(text: str) -> tuple[str, dict[str, str]]:
    """The text without its generator's head, line for line, and what that says."""
    found = _FRONT.match(text)
    if found is None:
        return text, {}
    fields = {
        field["key"].lower(): field["value"].strip().strip("\"'")
        for row in found["head"].split("\n")
        if (field := _FIELD.match(row))
    }
    return "\n" * found.group().count("\n") + text[found.end() :], fields


def _words(macro: re.Match[str], links: list[tuple[str, str | None]]) -> str:
    """What of a macro is text; what it takes in from elsewhere is noted among `links`."""
    name, value = macro["name"], macro["value"] or ""
    if name in _SAID:
        return value
    links.append((macro.group(), value.partition(":")[0].strip() if name.startswith("#") else None))
    return ""


def _rendered(text: str) -> tuple[str, Sequence[tuple[int, int]]]:
    """HTML, and which of its lines begin which of the source's: pairs in order, both from 1."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = parser.parse(text)
    parts: list[str] = []
    starts: list[tuple[int, int]] = []
    row = 1
    for token, part in zip(tokens, _parts(parser, tokens), strict=True):
        if token.map is not None:
            starts.append((row, token.map[0] + 1))
        parts.append(part)
        row += part.count("\n")
    return "".join(parts), starts


def _parts(parser: MarkdownIt, tokens: list[Token]) -> Iterator[str]:
    """What each token renders as: what `RendererHTML.render` joins."""
    renderer = cast("RendererHTML", parser.renderer)
    options = parser.options
    env: dict[str, object] = {}
    for at, token in enumerate(tokens):
        if token.type == "inline":
            yield renderer.renderInline(token.children or [], options, env)
        elif token.type in renderer.rules:
            yield renderer.rules[token.type](tokens, at, options, env)
        else:
            yield renderer.renderToken(tokens, at, options, env)


def _in_source(event: Event, starts: Sequence[tuple[int, int]]) -> Event:
    """`event` with the line it has in the source."""
    line = getattr(event, "line", None)
    if line is None or isinstance(event, Closes):
        return event
    at = bisect_right(starts, (line, 1 << 60)) - 1
    if at < 0:
        return event
    row, first = starts[at]
    return replace(event, line=first + line - row)


def _meta(fields: dict[str, str], shown: Sequence[Event]) -> Metadata:
    """What the head and the one top heading say of the page."""
    tops = [event.text for event in shown if isinstance(event, Shown) and event.level == 1]
    title = fields.get("title") or (tops[0] if len(tops) == 1 else None)
    said = read_title(title or "")
    url = next((fields[key] for key in ("canonical_url", "url", "permalink", "link") if key in fields), None)
    return Metadata(
        title,
        said.body,
        said.meeting,
        said.date,
        said.date_printed,
        language=fields.get("lang") or fields.get("language"),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )
