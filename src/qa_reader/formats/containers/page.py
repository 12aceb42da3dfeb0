"""A web page as its reader sees it: text in lines, headings, links; and who speaks, where the markup says so.

The markup that says so (formats.md §3.3): `data-speaker` on a balloon, a balloon's name element or first
line, a `<legend>` that names who answers, a table row that begins with a question's sign, a `<blockquote>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from qa_reader.formats.containers.markup import BLOCKS, HIDDEN, class_of
from qa_reader.formats.turns.voices import has_part

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Means = Literal["balloon", "legend", "sign", "quote", "note"]
"""How the markup sets words apart. A `note` is the page's author's; nobody said it in the meeting."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of text."""

    text: str
    line: int | None
    """Of the source, from 1."""
    level: int = 0
    """Of a heading, 1 to 6; 0 for other text."""
    links: tuple[tuple[str, str], ...] = ()
    """Text and address of what the line links to, pictures and recordings included."""


@dataclass(frozen=True, slots=True)
class Opens:
    """From here on somebody speaks."""

    means: Means
    label: str
    """As printed, or as an attribute says; empty where nobody is named."""
    line: int | None
    side: str = ""
    """left or right, where balloons stand on sides."""
    sign: str = ""
    """Of a sign: the classes and words by which it is one of a question, or of an opinion."""


@dataclass(frozen=True, slots=True)
class Closes:
    """Whoever was the last to open speaks no more."""


Event = Shown | Opens | Closes

_UNSEEN: Final = HIDDEN | {"svg", "math", "canvas", "option", "datalist", "rp"}
_SOURCES: Final = frozenset({"img", "iframe", "video", "audio", "source", "embed"})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_INVISIBLE: Final = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)
_ASCII: Final = " \t\r\n\f\xa0"
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")

_BALLOON: Final = re.compile(r"(?:^|[-_])(?:bln|balloon|speech|fukidashi|bubble|talk|chat)(?:$|[-_])")
_NAME: Final = re.compile(r"(?:^|[-_])(?:name|speaker|author)$")
_SIDE: Final = re.compile(r"(?:^b?|[-_])(?:(?P<word>left|right)|(?<=[-_])(?P<letter>[lr]))$")
_NOTE: Final = re.compile(r"(?:^|[-_])(?:tips?|thoughts?|memo)$")
_MARK: Final = re.compile(
    r"(?:[AＡQＱ答問][0-9０-９]{0,3}|答弁|回答|質問)(?:[.．:：、][ \u3000]*|[ \u3000]+|$)"
)
_SIGN: Final = re.compile(r"question|質問|質疑|exclamation|意見|要望")
_NO_BREAK: Final = re.compile(r"[:：、。，．）)」』】]|[はがのにをもとへでや]|から|より")
"""What follows a bold word that is no label, or has its own sign behind it."""
_LINK: Final = 500
"""Characters of a link's text that are kept."""
_LABEL: Final = 60
"""Characters past which no label goes."""
_NEAR: Final = 200
"""Elements of a balloon among which its name is looked for."""


def events(element: HtmlElement, skip: Set[HtmlElement] = frozenset()) -> Iterator[Event]:
    """What `element` shows, in order, without `skip`, scripts, styles and what a browser hides."""
    return _Walk(element, skip).events()


def hidden(node: HtmlElement) -> bool:
    """Does a browser show nothing of this element (a comment, a script, `display: none`)?"""
    return (
        not isinstance(node.tag, str)
        or node.tag in _UNSEEN
        or node.get("hidden") is not None
        or bool(_INVISIBLE.search(node.get("style") or ""))
    )


class _Walk:
    """One walk over a page; however deep that is, nothing here calls itself."""

    def __init__(self, element: HtmlElement, skip: Set[HtmlElement]) -> None:
        self._element = element
        self._skip = skip
        self._ready: list[Event] = []
        self._opened: dict[HtmlElement, Means] = {}
        self._balloons = 0
        """How many balloons are open: what lies in one is part of it."""
        self._labels: set[HtmlElement] = set()
        """Elements whose contents are a label, and no words."""
        self._parts: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._line: int | None = None
        self._level = 0

    def events(self) -> Iterator[Event]:
        stack: list[tuple[HtmlElement, bool, bool]] = [(self._element, False, False)]
        while stack:
            node, done, pre = stack.pop()
            if done:
                self._leave(node)
                if node is not self._element:
                    self._add(node.tail, node, pre)
                yield from self._ready
                self._ready.clear()
                continue
            stack.append((node, True, pre))
            if hidden(node) or node in self._skip:
                continue
            self._enter(node)
            if node not in self._labels:
                inside = pre or node.tag == "pre"
                self._add(node.text, node, inside)
                stack.extend((child, False, inside) for child in reversed(node))
        self._end()
        yield from self._ready

    def _enter(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag == "br" or tag in BLOCKS:
            self._end()
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag in ("td", "th") and (row := "".join(self._parts).rstrip(_ASCII)):
            self._parts[:] = [row, "\u3000"]
        elif tag in _SOURCES:
            self._link(node.get("alt") or node.get("title") or "", node.get("src"))
        opens = self._speech(node)
        if opens is not None:
            self._ready.append(opens)
            self._opened[node] = opens.means
            self._balloons += opens.means == "balloon"

    def _leave(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag == "a":
            self._link(_text(node), node.get("href"))
        if tag in BLOCKS:
            self._end()
        elif tag in ("b", "strong") and _labels_line(node, self._parts):
            self._parts.append("\u3000")
        means = self._opened.pop(node, None)
        if means is not None:
            self._balloons -= means == "balloon"
            self._ready.append(Closes())

    # Lines

    def _add(self, text: str | None, node: HtmlElement, pre: bool) -> None:
        if not text:
            return
        if self._line is None and text.strip():
            self._line = node.sourceline
        if not pre:
            self._parts.append(_SPACES.sub(" ", text))
            return
        first, *rest = _BREAK.split(text)
        self._parts.append(first)
        for row, line in enumerate(rest, 1):
            self._end()
            self._line = (node.sourceline or 1) + row
            self._parts.append(line)

    def _end(self) -> None:
        """End the line; where there was none, only what it links to is kept for the next."""
        text = "".join(self._parts).lstrip(_ASCII).rstrip(_ASCII + "\u3000")
        self._parts.clear()
        if text:
            self._ready.append(Shown(text, self._line, self._level, tuple(self._links)))
            self._links.clear()
        self._line = None
        self._level = 0

    def _link(self, text: str, address: str | None) -> None:
        if address and not address.startswith(("#", "javascript:", "data:")):
            self._links.append((text or address, address))

    # Who speaks

    def _speech(self, node: HtmlElement) -> Opens | None:
        """The speech that `node` is, by its markup; its label's elements are then no words."""
        if node.tag == "blockquote":
            return Opens("quote", "", node.sourceline)
        if node.tag == "fieldset":
            return self._legend(node)
        if node.tag == "tr":
            return self._row(node)
        classes = class_of(node)
        if node.tag == "aside" or (node.tag in BLOCKS - {"li"} and any(map(_NOTE.search, classes))):
            return Opens("note", node.get("data-speaker") or "", node.sourceline)
        label = node.get("data-speaker")
        if label is None and not self._balloons and any(map(_BALLOON.search, classes)):
            label = self._named(node) or self._first_line(node)
        return None if label is None else Opens("balloon", label.strip(), node.sourceline, _side(classes))

    def _legend(self, node: HtmlElement) -> Opens | None:
        legend = node.find("legend")
        label = "" if legend is None or any(child.tag in _HEADINGS for child in legend) else _text(legend)
        if legend is None or not label or len(label) > _LABEL:
            return None
        mark = _MARK.match(label)
        if mark is None and not has_part(label):
            return None
        self._labels.add(legend)
        return Opens("legend", label, legend.sourceline)

    def _row(self, node: HtmlElement) -> Opens | None:
        cells = [child for child in node if child.tag in ("td", "th")]
        if len(cells) < 2 or _text(cells[0]):
            return None
        for icon in islice(cells[0].iterdescendants(), _NEAR):
            label = next(filter(None, map(icon.get, ("aria-label", "alt", "title"))), "")
            sign = f"{icon.get('class') or ''} {label}"
            if _SIGN.search(sign):
                self._labels.add(cells[0])
                return Opens("sign", label, node.sourceline, sign=sign)
        return None

    def _named(self, node: HtmlElement) -> str | None:
        """The name that an element of a balloon gives. A list of balloons has several and is none itself."""
        names = [
            child
            for child in islice(node.iterdescendants(), _NEAR)
            if isinstance(child.tag, str)
            and any(map(_NAME.search, class_of(child)))
            and 0 < len(_text(child)) <= _LABEL
        ]
        if len(names) != 1:
            return None
        self._labels.add(names[0])
        return _text(names[0])

    def _first_line(self, node: HtmlElement) -> str | None:
        """The name that stands in a balloon before a line break and the box of its words."""
        parts = [node.text or ""]
        before: list[HtmlElement] = []
        for child in node:
            if child.tag == "br":
                boxed = child.getnext() is not None and child.getnext().tag in BLOCKS
                label = " ".join("".join(parts).split())
                if not boxed or not label or len(label) > _LABEL:
                    return None
                self._labels.update(before)
                node.text = None
                for each in before:
                    each.tail = None
                return label
            if child.tag in BLOCKS:
                return None
            before.append(child)
            parts += [_text(child), child.tail or ""]
        return None


def _text(node: HtmlElement) -> str:
    """The text in `node`, its blanks run together, or the beginning of a long one."""
    parts: list[str] = []
    size = 0
    for part in node.itertext():
        parts.append(part[:_LINK])
        size += len(part)
        if size > _LINK:
            break
    return " ".join("".join(parts).split())


def _side(classes: set[str]) -> str:
    """left or right, as the classes say."""
    for name in sorted(classes):
        found = _SIDE.search(name)
        if found:
            return found["word"] or {"l": "left", "r": "right"}[found["letter"]]
    return ""


def _labels_line(node: HtmlElement, parts: list[str]) -> bool:
    """Is this bold text a label that begins its line, with what is said right behind it?

    「<b>市長</b>お答えします」 is one; 「<b>市長</b>は」, the subject of a sentence, is none.
    """
    tail = node.tail or ""
    if not tail.strip() or tail[0].isspace() or _NO_BREAK.match(tail):
        return False
    label = _text(node)
    if not label or len(label) > _LABEL or "".join(parts).strip() != label:
        return False
    mark = _MARK.match(label)
    return (mark is not None and mark.end() == len(label)) or has_part(label)
