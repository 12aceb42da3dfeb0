"""Debates in Akoma Ntoso (OASIS LegalDocML), version 3.0 and older, as parliaments and SayIt publish them.

Questions and answers are elements of their own and believed. Speeches between them are unmarked: there the
heuristic proposes. People and roles come from the references, the labels from `from` (formats.md §13).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.xmllanguages import short
from qa_reader.formats.containers.xmltext import Markup, Paragraph, Words, collapsed, finish, plain, put
from qa_reader.formats.containers.xmltree import XML, line_of, local, parse, root_name
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.parliaments.floorlabels import CROWD, FloorLabel, label_of
from qa_reader.formats.turns.proposing import propose
from qa_reader.locales import _
from qa_reader.transcript.model import Kind, Metadata, Part, Role, Transcript

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAME: Final = "akoma-ntoso"

_DEBATES: Final = frozenset({"debate", "debateReport", "debateRecord", "debaterecord"})
_TURNS: Final[dict[str, Kind | None]] = {
    "speech": None,
    "question": "question",
    "answer": "answer",
}
_DIRECTIONS: Final = frozenset({"scene", "narrative", "summary"})
_HEADINGS: Final = frozenset({"num", "heading", "subheading"})
_PARTS: Final = frozenset(_TURNS) | _DIRECTIONS | _HEADINGS
_BACK: Final = frozenset({"conclusions", "attachments", "components", "annexes"})
_MARKUP: Final = Markup(
    blocks=frozenset({
        "p", "li", "ul", "ol", "blockList", "item", "listIntroduction", "listWrapUp", "table", "block", "toc",
        "tocItem", "other", "heading", "subheading", "num", "longTitle", "blockContainer", "container",
        "embeddedStructure", "quotedStructure", "content", "paragraph", "intro", "wrapUp", "tblock",
        "caption", "division", "foreign", "note", "formula",
    }),
    asides=frozenset({"remark", "authorialNote", "scene", "narrative"}),
    links={"a": "href"},
    pages={"eop": "n"},
)  # fmt: skip
_CHAIR: Final = re.compile(
    r"\b(?:speaker|chair(?:man|woman|person)?|president|(?:vice)?president[ea]|presiding officer)\b",
    re.IGNORECASE,
)
_NOT_CHAIR: Final = re.compile(
    r"\b(?:vice|prime|república|republic|consejo|council|state)\b|to the speaker", re.IGNORECASE
)
_OFFICIAL: Final = re.compile(
    r"\b(?:minister|ministro|ministra|secretary|secretario|secretaria|attorney|premier|subsecretari[oa]|mayor)\b",
    re.IGNORECASE,
)
_PRESIDES: Final = re.compile(
    r"(?:(?:the|mr\.?|mrs\.?|ms\.?|madam|mister|hon\.?) ){0,2}"
    r"(?:(?:deputy|acting|temporary|assistant|house) ){0,2}"
    r"(?:speaker|chair(?:man|woman|person)?|presiding officer)\b[^a-z]*",
    re.IGNORECASE,
)
"""A label or a reference that names an office in the chair and little else."""
_PARTY: Final = re.compile(
    r"(?P<name>[^()]{3,80}) \((?P<party>[A-Z][A-Za-z+]{1,7}|[A-Z]\w{1,7}-[A-Z]\w{1,7})\)"
)
_CLERK: Final = re.compile(r".*\b(?:clerk|prosecretari[oa])\b.*|secretar(?:y|io|ia)", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"\(([^()]{2,120})\)")
_LABEL: Final = re.compile(
    r"(?P<label>.{2,100}?(?:\.\s?[-–—]+|\):|[^:]{0,60}:))\s+(?P<words>\S.*)", re.DOTALL
)
_DIRECTION: Final = re.compile(r"\([^()]{2,160}\)|\[[^\[\]]{2,160}\]")
"""What SayIt has for a speech of nobody: `(Applause)`."""
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ANYBODY: Final = frozenset({"persona", "person", "unknown", ""})
"""References that stand for whoever has none of his own."""


def claim(head: Head) -> Claim | None:
    """By the root element, where a debate stands in it: acts and bills are no transcripts."""
    if root_name(head) != "akomaNtoso":
        return None
    if not re.search(r"<(?:[\w.-]{1,20}:)?debate", head.text):
        return None
    return Claim(0.98, _("debate in Akoma Ntoso"))


def read(material: Material) -> Transcript:
    """The debate. Raises Unreadable."""
    root, notices = parse(material)
    debate = next((each for each in root.iter() if local(each) in _DEBATES), None)
    if local(root) != "akomaNtoso" or debate is None:
        raise Unreadable(
            "not-a-transcript",
            _("{path}: an Akoma Ntoso document, but no debate is in it.").format(path=material.path),
        )
    draft = Draft(material.source(), NAME)
    sitting = _Sitting(draft, debate)
    meta = _metadata(debate, sitting.references)
    sitting.read(debate)
    sitting.beside(root, debate)
    propose(draft, material, language=meta.language)
    return finish(draft, meta, material.claim, notices)


class _Sitting:
    """One debate being read into a draft."""

    def __init__(self, draft: Draft, debate: Element) -> None:
        self._draft = draft
        self._words = Words(_MARKUP)
        self._people: dict[str, int] = {}
        self._named: dict[str, int] = {}
        self.references: dict[str, str] = {}
        self._containers: set[Element] = set()
        """What turns, directions and headings stand in."""
        for each in debate.iter():
            name = local(each)
            if name.startswith("TLC") and (identity := each.get("eId") or each.get("id")):
                self.references[identity] = each.get("showAs", "")
            elif name in _PARTS:
                above = each.getparent()
                while above is not None and above not in self._containers:
                    self._containers.add(above)
                    above = above.getparent()

    def read(self, debate: Element) -> None:
        """All parts of the debate."""
        self._stray(debate.text, debate)
        for child in debate:
            name = local(child)
            if name in ("debateBody", "body", "mainBody") or (child in self._containers and name != "meta"):
                self._walk(child, 0)
                self._draft.end_sections()
            elif name != "meta":
                part: Part = "back" if name in _BACK or self._draft.turns else "front"
                self._matter(child, part)
            self._stray(child.tail, child)
        for meta in (child for child in debate if local(child) == "meta"):
            for note in (each for each in meta.iter() if local(each) == "notes"):
                self._matter(note, "back")

    def beside(self, root: Element, debate: Element) -> None:
        """What else stands in the document."""
        self._stray(root.text, root)
        for child in root:
            if child is not debate and debate not in child.iterdescendants():
                self._matter(child, "back")
            self._stray(child.tail, child)

    def _matter(self, element: Element, part: Part) -> None:
        self._draft.end_sections()
        put(self._draft, [replace(each, stage=False) for each in self._words.of(element)], part)

    def _walk(self, element: Element, level: int) -> None:
        """A container: a section where it has a heading, and what stands in it."""
        heads = [child for child in element if local(child) in _HEADINGS]
        if heads:
            self._heading(heads, level)
        number = next((plain(each) for each in heads if local(each) == "num"), None)
        only = sum(local(child) == "question" for child in element) == 1
        self._stray(element.text, element)
        for child in element:
            name = local(child)
            if name in _HEADINGS:
                pass
            elif name in _TURNS:
                self._turn(child, name, number if only else None)
            elif name in _DIRECTIONS:
                self._draft.close()
                put(self._draft, [replace(each, stage=True) for each in self._words.of(child)])
            elif child in self._containers and name not in _MARKUP.blocks:
                self._draft.end_sections(level + 1)
                self._walk(child, level + 1)
                self._draft.end_sections(level + 1)
            else:
                self._record(self._words.of(child))
            self._stray(child.tail, child)

    def _stray(self, text: str | None, element: Element) -> None:
        """Text that stands between elements."""
        if text and (words := collapsed(text)):
            self._record([Paragraph(words, line_of(element))])

    def _heading(self, heads: list[Element], level: int) -> None:
        """Open the section of number and heading; further headings are lines below it."""
        number = next((plain(each) for each in heads if local(each) == "num"), None) or None
        titles = [(title, line_of(each)) for each in heads if local(each) != "num" and (title := plain(each))]
        printed = " ".join(filter(None, (number, titles[0][0] if titles else None)))
        if not printed:
            return
        self._draft.section(
            titles[0][0] if titles else printed,
            max(level, 1),
            number=number,
            printed=printed,
            line=titles[0][1] if titles else line_of(heads[0]),
            page=self._words.page,
        )
        for title, line in titles[1:]:
            self._draft.block(title, "heading", line=line)

    def _turn(self, element: Element, name: str, number: str | None) -> None:
        """A speech, a question or an answer: its label, its paragraphs, what is numbered."""
        source = next((child for child in element if local(child) == "from"), None)
        label, words = _parted(plain(source))
        speaker = self._speaker(element, label, name)
        if speaker is None and source is None and _DIRECTION.fullmatch(plain(element)):
            self._draft.close()
            put(self._draft, [replace(each, stage=True) for each in self._words.of(element)])
            return
        role = self._draft.speakers[speaker].role if speaker is not None else "unknown"
        kind = _TURNS[name]
        if name != "question" and role in ("chair", "clerk"):
            kind = kind or ("chair" if role == "chair" else "procedural")
        if name == "speech" and CROWD.fullmatch(label):
            kind = "remark"
        turn = self._draft.turn(kind, speaker, label=label or None)
        if name == "question":
            turn.number = next((plain(each) for each in element if local(each) == "num"), None) or number
        paragraphs = [Paragraph(words, line_of(element))] if words else []
        if text := collapsed(element.text):
            paragraphs.append(Paragraph(text, line_of(element)))
        for child in element:
            if child is not source:
                found = self._words.of(child)
                staged = local(child) in _DIRECTIONS
                paragraphs += [replace(each, stage=True) for each in found] if staged else found
            if stray := collapsed(child.tail):
                paragraphs.append(Paragraph(stray, line_of(child)))
        put(self._draft, paragraphs)
        self._draft.close()

    def _record(self, paragraphs: list[Paragraph]) -> None:
        """Papers laid, lists of names, texts of bills: nobody says them."""
        if not paragraphs:
            return
        if self._draft.open is None or self._draft.open.kind != "info":
            self._draft.turn("info")
        put(self._draft, paragraphs)

    def _speaker(self, element: Element, label: str, name: str) -> int | None:
        """Who speaks, by reference; by the label where the reference stands for anybody."""
        by = (element.get("by") or "").lstrip("#")
        role_id = (element.get("as") or "").lstrip("#")
        office = self.references.get(role_id, role_id) or None
        known = self.references.get(by, "")
        key = by if by not in _ANYBODY else label
        if not key:
            return None
        inside = _IN_BRACKETS.search(label)
        said_as = office or (inside[1] if inside else None) or ""
        role = _role(said_as, name) if said_as else "unknown"
        if role == "unknown":
            role = _role(_office_in(known, label), name)
        floor = _on_the_floor(label) if role == "unknown" else None
        if floor is not None:
            role, office = floor.role, office or floor.office
        index = self._people.get(key)
        if index is None:
            shown = known if by not in _ANYBODY else ""
            if floor is not None and floor.office:
                shown = floor.name
            if not shown and inside and role != "unknown":
                before = label[: inside.start()].strip()
                named = bool(_office_in(before, "")) and not _office_in(inside[1], "")
                shown, said = (inside[1], before) if named else (before, inside[1])
                office = office or said
            shown, group = _member_of(shown or label.rstrip(" :.-–—") or by)
            index = self._named.get(shown.casefold())
            if index is None or not (group or self._draft.speakers[index].group):
                index = self._draft.speaker(f"{key}\0", label or shown, role)
                person = self._draft.speakers[index]
                person.name, person.office = shown, office
            self._people[key] = self._named[shown.casefold()] = index
            self._draft.speakers[index].group = self._draft.speakers[index].group or group
        person = self._draft.speakers[index]
        if person.role in ("unknown", "member") and role not in ("unknown", "member"):
            person.role, person.office = role, person.office or office
        elif person.role == "unknown":
            person.role = role
        return index


def _parted(source: str) -> tuple[str, str]:
    """A label, and the first words of the speech where `from` holds these too."""
    found = _LABEL.fullmatch(source)
    return (found["label"], found["words"]) if found else (source, "")


def _office_in(known: str, label: str) -> str:
    """Of reference and label what says the office somebody speaks in; else the label of a stranger."""
    for said in (known, label):
        stated = said.lower().startswith("the ") or said.lower().startswith("minister")
        if _PRESIDES.fullmatch(said) or (stated and _OFFICIAL.search(said)):
            return said
    return "" if known else label


def _on_the_floor(label: str) -> FloorLabel | None:
    """Who has the floor, where the label is one that chambers print: `Mr A B VANE`, capitals and a title."""
    in_capitals = any(len(word) > 1 and word.isupper() for word in label.split())
    if label.isupper() or not (in_capitals or label.startswith("Hon")):
        return None
    found = label_of(f"{label.rstrip(' :')}:")
    return found if found is not None and found.role != "unknown" else None


def _member_of(shown: str) -> tuple[str, str | None]:
    """A name, and the party printed behind it: `Ms R Wren (ABC)`."""
    found = _PARTY.fullmatch(shown)
    return (found["name"], found["party"]) if found else (shown, None)


def _role(said_as: str, name: str) -> Role:
    """As what somebody speaks, by an office and by the kind of turn."""
    if _CLERK.fullmatch(said_as):
        return "clerk"
    if _CHAIR.search(said_as) and not _NOT_CHAIR.search(said_as):
        return "chair"
    if name == "answer" or _OFFICIAL.search(said_as):
        return "official"
    return "member" if name == "question" else "unknown"


def _day_of_record(debate: Element) -> str | None:
    """The day of the work, not the one its file was made on; else the day the first speech begins."""
    for each in debate.iter():
        if local(each) == "FRBRdate" and each.get("name") not in ("generation", "markup"):
            return each.get("date")
        if local(each) in _TURNS and each.get("startTime"):
            return each.get("startTime")
    return None


def _title(name: str | None) -> str | None:
    """The name of the document, where it is a title and no word of the schema (`debate`, `hansard`)."""
    return name if name and " " in name else None


def _metadata(debate: Element, references: dict[str, str]) -> Metadata:
    """Particulars: what is printed goes before the work's own record."""
    found: dict[str, Element] = {}
    for each in debate.iter():
        if local(each) == "speech":
            break
        found.setdefault(local(each), each)

    def words(name: str) -> str | None:
        return plain(found.get(name)) or None

    def attribute(name: str, key: str) -> str | None:
        return found[name].get(key) if name in found else None

    session = found.get("session")
    inside = next((each for each in session if local(each) == "date"), None) if session is not None else None
    stated = attribute("docDate", "date") or (inside.get("date") if inside is not None else None)
    date = stated or _day_of_record(debate) or ""
    printed = words("docDate") if attribute("docDate", "date") else plain(inside) or None
    author = (attribute("FRBRauthor", "href") or "").lstrip("#")
    meeting = [words(name) for name in ("session", "legislature")]
    return Metadata(
        title=words("docTitle") or words("docType") or _title(debate.get("name")),
        body=words("docProponent") or references.get(author) or None,
        meeting=", ".join(filter(None, meeting)) or None,
        date=date[:10] if _DATE.match(date) else None,
        date_printed=printed,
        language=short(attribute("FRBRlanguage", "language") or debate.get(f"{XML}lang")),
    )
