"""XML as a tree, from files of strangers: nothing is fetched, nothing multiplies, nothing fails silently.

The prolog is read here and not by the parser: the parser never sees a DTD, so that no external entity can be
asked for and no internal one expanded but by the bounded rule below. That also mends what real files have:
text behind the DOCTYPE, HTML's named entities without a declaration, bare ampersands.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.formats.material import Head, Material, Unreadable
from qa_reader.locales import _
from qa_reader.transcript.model import Notice

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

XML: Final = "{http://www.w3.org/XML/1998/namespace}"
"""The namespace of `xml:id` and `xml:lang`."""
_LONGEST: Final = 10_000
"""Code points that one entity may stand for."""
_GROWTH: Final = 1_000_000
"""Code points that entities may add to a file, beside its own length."""
_UNCOUNTED: Final = 65_535
"""libxml2 counts lines up to here."""

_PROLOG: Final = re.compile(r"<!--|<\?|<!DOCTYPE|<!|<(?=[^\W\d]|:)|<", re.IGNORECASE)
_SUBSET: Final = re.compile(r"<!--|<\?|[\"'\[\]>]")
_ENTITY: Final = re.compile(
    r"""<!ENTITY\s{1,20}(?P<name>[^\s"'<>%&;]{1,80})\s{1,20}(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?:SYSTEM|PUBLIC)\b)"""
)
_NAME: Final = re.compile(r"<(?:[^\s<>/:]{1,80}:)?([^\s<>/:]{1,80})")
_REFERENCE: Final = re.compile(
    r"&(?:#(?:(?P<dec>[0-9]{1,7})|[xX](?P<hex>[0-9a-fA-F]{1,6}));|(?P<name>[^\W\d][\w.-]{0,79});)?"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OWN: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class _Prolog(NamedTuple):
    """What stands before the root element."""

    end: int
    """Where the root's start tag begins; the end of the text where there is none."""
    entities: dict[str, str | None]
    """What the DTD's internal subset declares; None for a file or address."""
    stray: str
    """Text that belongs to nothing."""


def local(element: Element) -> str:
    """The element's name without its namespace."""
    tag = str(element.tag)
    return tag[tag.rfind("}") + 1 :]


def parent_name(element: Element) -> str:
    """The name of the element that `element` stands in, empty for the root."""
    above = element.getparent()
    return "" if above is None else local(above)


def line_of(element: Element) -> int | None:
    """The line its start tag ends on, from 1; None past the 65,534th, where the parser does not count."""
    line = element.sourceline
    return line if isinstance(line, int) and line < _UNCOUNTED else None


def root_name(head: Head) -> str:
    """The name of the root element without its prefix, empty where the head shows none."""
    if head.start[:1] != "<":
        return ""
    text = head.text
    found = _NAME.match(text, _prolog(text).end)
    return found[1] if found else ""


def parse(material: Material) -> tuple[Element, tuple[Notice, ...]]:
    """The root of the file, and what is to be told of how it was read.

    What a broken file still holds is read. Raises Unreadable where nothing can be made of it, where it is
    nested too deeply, and where its entities multiply.
    """
    import lxml.etree

    text, notices = _prepared(material)
    parser = lxml.etree.XMLParser(
        encoding="utf-8",
        recover=True,
        no_network=True,
        load_dtd=False,
        resolve_entities=False,
        huge_tree=True,  # paragraphs past 10 MB; what the limit is against, entities, does not come here
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = lxml.etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (lxml.etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise Unreadable("damaged", _("{path}: no XML can be made out.").format(path=material.path))
    errors = [
        entry
        for entry in parser.error_log
        if entry.level_name in ("ERROR", "FATAL")
        and entry.domain_name != "NAMESPACE"
        and "XMLID" not in entry.type_name
    ]
    if any("depth" in entry.message.lower() for entry in errors):
        raise Unreadable("too-deep", _("{path}: nested too deeply to be read.").format(path=material.path))
    if errors:
        message = _("The XML is damaged here; what could be read is shown.")
        notices.append(Notice("damaged", message, errors[0].line))
    return root, tuple(notices)


def _prepared(material: Material) -> tuple[str, list[Notice]]:
    """The text with only its root element, entities resolved; lines stay where they are."""
    text = material.text
    notices: list[Notice] = []
    prolog = _prolog(text)
    before = text[: prolog.end]
    if prolog.stray:
        message = _("Text outside the document is left out: {text}").format(text=prolog.stray[:80])
        notices.append(Notice("damaged", message, before.rstrip().count("\n") + 1))
    text = "\n" * before.count("\n") + text[prolog.end :]
    if "&" in text:
        entities = _Entities(material, prolog.entities, len(text))
        parts = text.split("<![CDATA[")
        parts[0] = entities.resolved(parts[0])
        for at in range(1, len(parts)):
            inside, end, outside = parts[at].partition("]]>")
            parts[at] = inside + end + entities.resolved(outside)
        text = "<![CDATA[".join(parts)
        if entities.unknown:
            names = ", ".join(f"&{name};" for name in list(entities.unknown)[:5])
            line = material.text.count("\n", 0, material.text.find(f"&{next(iter(entities.unknown))};")) + 1
            message = _("Nothing in the file says what {names} stands for; it is shown as it is written.")
            notices.append(Notice("unknown-entity", message.format(names=names), line))
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text), notices


def _prolog(text: str) -> _Prolog:
    entities: dict[str, str | None] = {}
    stray: list[str] = []
    at = 0
    while True:
        found = _PROLOG.search(text, at)
        if found is None:
            return _Prolog(len(text), entities, "")
        stray.append(text[at : found.start()].strip("\ufeff \t\r\n"))
        opening = found.group().upper()
        if opening == "<" and _NAME.match(text, found.start()):
            return _Prolog(found.start(), entities, " ".join(filter(None, stray)))
        if opening == "<!DOCTYPE":
            at = _doctype(text, found.end(), entities)
            continue
        closing = {"<!--": "-->", "<?": "?>"}.get(opening, ">")
        end = text.find(closing, found.end())
        if end < 0:
            return _Prolog(len(text), entities, "")
        at = end + len(closing)


def _doctype(text: str, at: int, entities: dict[str, str | None]) -> int:
    """Where the declaration that goes on at `at` ends; what its subset declares goes to `entities`."""
    subset: int | None = None
    while True:
        found = _SUBSET.search(text, at)
        if found is None:
            return len(text)
        sign, at = found.group(), found.end()
        if sign in ("<!--", "<?", '"', "'"):
            closing = {"<!--": "-->", "<?": "?>"}.get(sign, sign)
            end = text.find(closing, at)
            if end < 0:
                return len(text)
            at = end + len(closing)
        elif sign == "[" and subset is None:
            subset = at
        elif sign == "]" and subset is not None:
            for each in _ENTITY.finditer(text, subset, found.start()):
                value = each["double"] if each["double"] is not None else each["single"]
                entities.setdefault(each["name"], value)
            subset = None
        elif sign == ">" and subset is None:
            return at


class _Entities:
    """Entity references as text, bounded: the growth of a file by its entities is limited."""

    def __init__(self, material: Material, declared: dict[str, str | None], size: int) -> None:
        self._path = material.path
        self._declared = declared
        self._left = size + _GROWTH
        self._known: dict[str, str] = {}
        self._open: set[str] = set()
        self.unknown: dict[str, None] = {}

    def resolved(self, text: str) -> str:
        """`text` with every reference but XML's own ones resolved, and bare ampersands escaped."""
        return _REFERENCE.sub(self._resolve, text) if "&" in text else text

    def _resolve(self, found: re.Match[str]) -> str:
        name = found["name"]
        if name is None:
            if found["dec"] is None and found["hex"] is None:
                return "&amp;"
            code = int(found["dec"]) if found["dec"] is not None else int(found["hex"], 16)
            allowed = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
            return found.group() if allowed else "\N{REPLACEMENT CHARACTER}"
        if name in _OWN:
            return found.group()
        value = self._known.get(name)
        if value is None:
            value = self._known[name] = self._value(name)
        self._left -= len(value)
        if self._left < 0:
            raise self._multiplied()
        return value

    def _value(self, name: str) -> str:
        declared = self._declared.get(name)
        if declared is None:
            meant = html5.get(f"{name};") if name not in self._declared else None
            if meant is None:
                self.unknown[name] = None
                return f"&amp;{name};"
            return meant.translate(_ESCAPED)
        if name in self._open or len(self._open) > 20:
            raise self._multiplied()
        self._open.add(name)
        value = self.resolved(declared)
        self._open.discard(name)
        if len(value) > _LONGEST:
            raise self._multiplied()
        return value

    def _multiplied(self) -> Unreadable:
        return Unreadable(
            "too-large",
            _("{path}: its entities multiply without bound; it is not read.").format(path=self._path),
        )
