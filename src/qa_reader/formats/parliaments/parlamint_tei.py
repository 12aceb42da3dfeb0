"""Debates of parliaments in TEI: Parla-CLARIN and ParlaMint, with or without linguistic annotation.

An utterance is `u`, a paragraph `seg`, who leads is said by `ana`. Utterances of one speaker in a row are one
turn. Questions are not marked: roles and how a turn ends propose them (formats.md §10).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.xmllanguages import short
from qa_reader.formats.containers.xmltext import Markup, Paragraph, Words, collapsed, finish, plain, put
from qa_reader.formats.containers.xmltree import XML, line_of, local, parent_name, parse, root_name
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.parliaments.teipeople import (
    TeiPerson,
    as_printed,
    governs,
    organisation,
    people,
    readable,
)
from qa_reader.formats.turns.proposing import propose
from qa_reader.locales import _
from qa_reader.transcript.model import Kind, Metadata, Part, Role, Transcript

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAME: Final = "parlamint-tei"

_TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_DOCUMENTS: Final = frozenset({"TEI", "teiCorpus", "TEI.2"})
_DIRECTIONS: Final = frozenset({"note", "vocal", "kinesic", "incident", "gap", "event", "time", "stage"})
_LISTS: Final = frozenset(
    {"listPerson", "listOrg", "listRelation", "linkGrp", "spanGrp", "timeline", "standOff"}
)
_MARKUP: Final = Markup(
    blocks=frozenset({
        "seg", "p", "ab", "lg", "l", "quote", "list", "item", "table", "head", "label", "div", "docDate",
        "docTitle", "titlePart", "byline", "closer", "opener", "signed", "dateline", "trailer", "salute",
        "listEvent", "note",
    }),
    asides=_DIRECTIONS - {"time"},
    omitted=_LISTS,
    links={"ref": "target"},
    pages={"pb": "n"},
    tokens=frozenset({"w", "pc"}),
    silent={"gap": "reason", "vocal": "type", "kinesic": "type", "incident": "type"},
    described="desc",
)  # fmt: skip
_ROLES: Final[dict[str, Role]] = {"chair": "chair", "regular": "member", "guest": "guest"}
_DATE: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_CHAIR_LABEL: Final = re.compile(
    r"(?:[Pp]r[ée]sident|[Pp]redsed|PREDSED|PR[ÉE]SIDENT|[Ss]peaker|Chair|Vorsitz)"
)


def claim(head: Head) -> Claim | None:
    """TEI with utterances, or of a corpus of a parliament; other texts in TEI are not transcripts."""
    if root_name(head) not in _DOCUMENTS:
        return None
    if (
        "ParlaMint" in head.text
        or "arla-CLARIN" in head.text
        or "#parla" in head.text
        or "<meeting" in head.text
    ):
        return Claim(0.98, _("TEI of a corpus of parliamentary debates"))
    if re.search(r"<(?:[\w.-]{1,20}:)?u[\s>]", head.text) or not head.whole:
        return Claim(0.96, _("TEI with utterances"))
    return None


def read(material: Material) -> Transcript:
    """The sitting, or the sittings of a corpus in one file. Raises Unreadable."""
    root, notices = parse(material)
    texts = [each for each in root.iter("{*}text") if parent_name(each) in _DOCUMENTS] or [root]
    if local(root) not in _DOCUMENTS:
        raise Unreadable("damaged", _("{path}: no TEI document.").format(path=material.path))
    if not any(True for _u in root.iter("{*}u")):
        raise Unreadable("no-text", _missing(material, root))
    draft = Draft(material.source(), NAME)
    metas = [_metadata(_document(text), root) for text in texts]
    for text, meta in zip(texts, metas, strict=True):
        several = len(texts) > 1
        if several:
            draft.end_sections()
            draft.section(
                meta.title or meta.meeting or meta.date or "?",
                1,
                body=meta.body,
                meeting=meta.meeting,
                date=meta.date,
                date_printed=meta.date_printed,
                url=meta.url,
            )
        _Sitting(draft, root, meta, level=2 if several else 1).read(text)
    meta = metas[0] if len(metas) == 1 else Metadata(language=metas[0].language)
    propose(draft, material, language=meta.language)
    return finish(draft, meta, material.claim, notices)


class _Sitting:
    """One `text` being read into a draft."""

    def __init__(self, draft: Draft, root: Element, meta: Metadata, *, level: int) -> None:
        self._draft = draft
        self._level = level
        self._words = Words(_MARKUP, meta.language)
        self._listed = people(root, meta.date, meta.language)
        self._people: dict[str, int] = {}
        self._label: Element | None = None
        """The note with the label of the next utterance."""

    def read(self, text: Element) -> None:
        """Front matter, body and back matter."""
        self._stray(text.text, text)
        for child in text:
            name = local(child)
            if name in ("front", "back") and next(child.iter("{*}u"), None) is None:
                self._draft.end_sections(self._level)
                part: Part = "front" if name == "front" and not self._draft.turns else "back"
                put(self._draft, [replace(each, stage=False) for each in self._words.of(child)], part)
            elif name == "group":
                self.read(child)
            elif name != "teiHeader" and name not in _LISTS:
                self._walk(child, self._level)
                self._unlabelled()
                self._draft.end_sections(self._level)
            self._stray(child.tail, child)
        document = text.getparent()
        for beside in document if document is not None else ():
            if beside is text or local(beside) == "teiHeader":
                self._stray(beside.tail, beside)

    def _walk(self, element: Element, level: int) -> None:
        """A division and what stands in it."""
        self._stray(element.text, element)
        for child in element:
            name = local(child)
            if name == "div":
                self._unlabelled()
                self._draft.end_sections(level)
                self._walk(child, level + 1 if _headed(child) else level)
                self._unlabelled()
                self._draft.end_sections(level)
            elif name == "head":
                self._head(child, level - 1 if level > self._level else level)
            elif name == "u":
                self._utterance(child)
            elif name == "note" and child.get("type") == "speaker":
                self._unlabelled()
                self._label = child
            elif name == "pb":
                self._words.turn_page(child.get("n"))
            elif name in _LISTS:
                pass
            elif name in _DIRECTIONS or name == "listEvent":
                self._stage(child)
            elif next(child.iter("{*}u"), None) is not None:
                self._walk(child, level)
            else:
                self._unlabelled()
                self._record(self._words.of(child))
            self._stray(child.tail, child)

    def _stray(self, text: str | None, element: Element) -> None:
        """Text that stands between elements."""
        if text and (words := collapsed(text)):
            self._record([Paragraph(words, line_of(element))])

    def _head(self, element: Element, level: int) -> None:
        """The heading of a division; a second one is a line below the first."""
        title = plain(element)
        if not title:
            return
        blocks = self._draft.blocks
        follows = self._draft.sections and self._draft.sections[-1].start == len(blocks) - 1
        if follows and blocks[-1].part == "heading" and element.getprevious() is not None:
            self._draft.block(title, "heading", line=line_of(element))
            return
        self._draft.section(title, level, printed=title, line=line_of(element), page=self._words.page)

    def _stage(self, element: Element) -> None:
        """A stage direction between utterances."""
        if local(element) == "listEvent":
            found = self._words.of(element)
        else:
            words = self._words.direction(element)
            found = [Paragraph(words, line_of(element), page=self._words.page)] if words else []
        put(self._draft, [replace(each, stage=True) for each in found])

    def _unlabelled(self) -> None:
        """Keep a label that no utterance follows."""
        note, self._label = self._label, None
        if note is not None:
            self._stage(note)

    def _utterance(self, element: Element) -> None:
        note = self._label
        self._label = None
        label = plain(note) or None
        speaker = self._speaker(element, label)
        named = bool(self._draft.speakers[speaker].name)
        goes_on = self._draft.open
        section = len(self._draft.sections)
        if goes_on is not None and named and goes_on.speaker == speaker and self._section == section:
            if note is not None and label != goes_on.label:
                self._stage(note)
        else:
            kind: Kind | None = "chair" if self._draft.speakers[speaker].role == "chair" else None
            self._draft.turn(kind, speaker, label=label)
        self._section = section
        put(self._draft, self._words.of(element))

    _section = -1
    """How many sections there were at the last utterance."""

    def _record(self, paragraphs: list[Paragraph]) -> None:
        """What nobody says."""
        if paragraphs:
            self._draft.turn("procedural")
            put(self._draft, paragraphs)
            self._draft.close()

    def _speaker(self, element: Element, label: str | None) -> int:
        """Who speaks: by reference, else by the printed label, else nobody by name."""
        who = (element.get("who") or "").strip().split(" ")[0].rpartition("#")[2]
        if label and who.lower().startswith("unknown"):
            who = ""
        kinds = [token.rpartition("#")[2].rpartition(":")[2] for token in (element.get("ana") or "").split()]
        role: Role = next((_ROLES[kind] for kind in kinds if kind in _ROLES), "unknown")
        if not who and not label:
            return self._draft.speaker("", next((kind for kind in kinds if kind in _ROLES), "u"), role)
        key = who or label or ""
        index = self._people.get(key)
        if index is None:
            person = self._listed.get(who) or TeiPerson(readable(who) if who else (label or "").rstrip(" :"))
            index = self._people[key] = self._draft.speaker(f"{key}\0", label or person.name, role)
            drafted = self._draft.speakers[index]
            drafted.name, drafted.office, drafted.group = person.name, person.office, person.group
            if label and who and who not in self._listed:
                drafted.name, drafted.group = as_printed(person.name, label)
            if (person.governs or governs(label)) and role not in ("chair", "clerk"):
                drafted.role = "official"
        drafted = self._draft.speakers[index]
        if role == "unknown" and not who and label and _CHAIR_LABEL.match(label):
            drafted.role = "chair"
        elif drafted.role == "unknown":
            drafted.role = role
        return index


def _headed(div: Element) -> bool:
    return any(local(child) == "head" for child in div)


def _document(text: Element) -> Element:
    above = text.getparent()
    return text if above is None else above


def _missing(material: Material, root: Element) -> str:
    """What to say of a file without utterances; the root of a corpus only names its parts."""
    parts = [each.get("href", "") for each in root.iter("{*}include")]
    if parts:
        return _("{path}: only names the files of a corpus; open one of them, {file} first.").format(
            path=material.path, file=parts[-1]
        )
    return _("{path}: a TEI document, but nobody speaks in it.").format(path=material.path)


def _metadata(document: Element, root: Element) -> Metadata:
    """Particulars out of the header."""
    header = next((child for child in document if local(child) == "teiHeader"), document)
    language = short(document.get(f"{XML}lang") or root.get(f"{XML}lang"))

    def first(*path: str) -> Element | None:
        at = [header]
        for name in path:
            at = [child for each in at for child in each.iter(f"{{*}}{name}") if child is not each]
        return at[0] if at else None

    def titles(kind: str | None) -> list[Element]:
        return [
            each
            for each in header.iter("{*}title")
            if parent_name(each) == "titleStmt" and each.get("type") == kind
        ]

    title = _in(titles("sub"), language) or _in(titles("main"), language) or _in(titles(None), language)
    when = next(
        (each for each in (first("setting", "date"), first("bibl", "date")) if each is not None), None
    )
    date = (when.get("when") or when.get("from") or "") if when is not None else ""
    found = _DATE.match(date)
    meetings = [each for each in header.iter("{*}meeting") if any(char.isalpha() for char in plain(each))]
    own = [each for each in meetings if each.get(f"{XML}lang") in (None, language)] or meetings
    house = next((ref for each in header.iter("{*}meeting") if (ref := each.get("corresp"))), "")
    body = organisation(root, house.split(" ")[0].lstrip("#"), language) if house else None
    publisher = first("sourceDesc", "publisher")
    links = [plain(each) for each in header.iter("{*}idno") if parent_name(each) == "bibl"]
    printed = plain(when)
    return Metadata(
        title=title,
        body=body or plain(publisher) or None,
        meeting=", ".join(dict.fromkeys(map(plain, own))) or None,
        date=found.group() if found else None,
        date_printed=printed or None,
        language=language,
        url=next((link for link in links if link.startswith("http")), None),
    )


def _in(elements: list[Element], language: str | None) -> str | None:
    """The words of the element in that language, else of the first."""
    mine = [each for each in elements if each.get(f"{XML}lang") == language]
    return plain(next(iter(mine or elements), None)) or None
