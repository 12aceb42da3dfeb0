"""Hansard of the House of Commons of Canada and the evidence of its committees as XML (`Hansard`).

In Oral Questions the type of an intervention says what it is; the supplementaries and answers typed otherwise
there are told by who speaks, and are proposed (formats.md §11). Elsewhere `Question` is said of comments and
statements too and means nothing. Where nothing is marked, as in committees, the heuristic proposes questions.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.formats.containers.xmltext import Markup, Paragraph, Words, collapsed, finish, plain, put
from qa_reader.formats.containers.xmltree import XML, line_of, local, parse, root_name
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.turns.proposing import WHY, propose, tell
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Role, Transcript

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAME: Final = "canada-xml"

_ORAL_QUESTIONS: Final = "OralQuestionPeriod"
_ORAL_TITLES: Final = frozenset({"oral questions", "questions orales", "oral question period"})
_LEVELS: Final = {"OrderOfBusiness": 1, "SubjectOfBusiness": 2}
_TITLES: Final = frozenset({
    "OrderOfBusinessTitle", "SubjectOfBusinessTitle", "CatchLine", "SubjectOfBusinessQualifier",
})  # fmt: skip
_DIRECTIONS: Final = frozenset({"Timestamp", "FloorLanguage", "ProceduralText", "Prayer", "ThroneSpeech"})
_MARKUP: Final = Markup(
    blocks=frozenset({
        "ParaText", "Quote", "QuotePara", "LegislationQuote", "Poetry", "PoetryLine", "Verse", "Line",
        "ProceduralText", "Timestamp", "FloorLanguage", "table", "Table", "Questioner", "Responder",
        "QuestionContent", "ResponseContent", "QuestionID", "Division", "DivisionNumber", "DivisionType",
        "DivisionResult", "Motion", "MotionBody", "MotionText", "LineBreak", "AppendTitle", "List",
        "ListItem", "SubjectOfBusinessTitle", "CatchLine", "title", "p", "li", "Header",
    }),
)  # fmt: skip
_PERSON: Final = re.compile(r"(?P<name>[^()]{2,120}?)\s*(?:\((?P<behind>.{1,400})\))?\s*:?\s*")
_OFFICE: Final = re.compile(
    r"\b(?:minister|secretary|president of|leader of|prime|whip|attorney|solicitor|"
    r"ministre|secr[ée]taire|pr[ée]sident|leader|chef|premi[eè]re?|procureur)\b",
    re.IGNORECASE,
)
_GOVERNMENT: Final = re.compile(
    r"\b(?:minister|parliamentary secretary|prime minister|president of the (?:treasury|king|queen)|"
    r"leader of the government|ministre|secr[ée]taire parlementaire|leader du gouvernement|"
    r"pr[ée]sidente? du conseil)\b",
    re.IGNORECASE,
)
_CHAIR: Final = re.compile(
    r"(?:(?:the|le|la|l['’])\s*)?(?:hon\.?\s)?(?:(?:acting|deputy|assistant|vice|joint|vice-)[\s-]*)*"
    r"(?:speaker|chair|chairman|chairperson|pr[ée]sidente?|vice-pr[ée]sidente?|copr[ée]sidente?|co-chair)"
    r"(?:\s(?:suppl[ée]ante?|adjointe?|int[ée]rimaire))*",
    re.IGNORECASE,
)
_CLERK: Final = re.compile(r"(?:the|le|la) (?:\w{1,12} ){0,3}?(?:clerk|greffi[eè]re?)\b", re.IGNORECASE)
_CROWD: Final = re.compile(
    r"(?:some|an|une?|des)\b.{0,20}(?:members?|d[ée]put[ée]s?|voix)|voices|voix", re.IGNORECASE
)
_OF: Final = re.compile(r" (?:of|du|de la|des) ")
_WITNESS: Final = "28"
"""`Affiliation@Type` of who is heard by a committee."""
_DIGITS: Final = re.compile(r"[0-9]{1,4}")


def claim(head: Head) -> Claim | None:
    """By the root element, `Hansard` in this very spelling."""
    if root_name(head) != "Hansard":
        return None
    return Claim(0.98, _("Hansard of the House of Commons of Canada"))


def read(material: Material) -> Transcript:
    """The sitting or the meeting of a committee. Raises Unreadable."""
    root, notices = parse(material)
    if local(root) != "Hansard":
        raise Unreadable(
            "damaged", _("{path}: no Hansard of the House of Commons of Canada.").format(path=material.path)
        )
    draft = Draft(material.source(), NAME)
    facts = {item.get("Name", ""): plain(item) for item in root.iter("ExtractedItem")}
    language = (root.get(f"{XML}lang") or "").lower() or None
    _Sitting(draft, material, language).read(root)
    return finish(draft, _metadata(facts, language), material.claim, notices)


class _Label(NamedTuple):
    """What a printed label says: `Hon. Ann Ode (Minister of Bridges, Lib.): `."""

    name: str
    role: Role
    office: str | None = None
    group: str | None = None


class _Sitting:
    """One file being read into a draft."""

    def __init__(self, draft: Draft, material: Material, language: str | None) -> None:
        self._draft = draft
        self._material = material
        self._language = language
        self._words = Words(_MARKUP)
        self._people: dict[tuple[str, Role], int] = {}
        self._posts: dict[str, int] = {}
        self._oral: list[int] = []
        """The turns of Oral Questions."""
        self._in_oral = False

    def read(self, root: Element) -> None:
        """Front matter and body."""
        self._stray(root.text, root)
        for child in root:
            name = local(child)
            if name == "HansardBody":
                self._walk(child)
                self._draft.end_sections()
            elif name not in ("StartPageNumber", "ExtractedInformation"):
                put(self._draft, self._words.of(child), "back" if self._draft.turns else "front")
            self._stray(child.tail, child)
        self._draft.close()
        marked = any(self._draft.turns[index].kind in ("question", "answer") for index in self._oral)
        proposed = self._alternate() if self._material.propose else 0
        if marked:
            tell(self._draft, proposed)
        else:
            propose(self._draft, self._material, language=self._language, besides=proposed)

    def _walk(self, element: Element) -> None:
        self._stray(element.text, element)
        for child in element:
            name = local(child)
            if name in _LEVELS:
                self._section(child, _LEVELS[name])
            elif name in _TITLES and local(element) in _LEVELS:
                pass  # printed by their section
            elif name == "Intervention":
                self._intervention(child)
            elif name == "WrittenQuestionResponse":
                self._written(child)
            elif name in _DIRECTIONS:
                put(self._draft, [replace(each, stage=True) for each in self._words.of(child)])
            elif name == "ParaText" or not len(child):
                self._record(self._words.of(child))
            elif any(True for each in child.iter("Intervention")) or any(
                local(each) in _LEVELS for each in child
            ):
                self._walk(child)
            else:
                self._walk_text(child)
            self._stray(child.tail, child)

    def _stray(self, text: str | None, element: Element) -> None:
        """Text that stands between elements, as in files that are not well-formed."""
        if text and (words := collapsed(text)):
            if self._draft.open is None:
                self._record([Paragraph(words, line_of(element))])
            else:
                put(self._draft, [Paragraph(words, line_of(element))])

    def _walk_text(self, element: Element) -> None:
        """A container that nobody speaks in: directions stay directions."""
        if any(local(child) in _DIRECTIONS or local(child) == "ParaText" for child in element):
            self._walk(element)
        else:
            self._record(self._words.of(element))

    def _section(self, element: Element, level: int) -> None:
        titles: dict[str, Element] = {}
        for child in element:
            if local(child) in _TITLES and (title := plain(child)):
                titles.setdefault(title.casefold(), child)
        self._draft.end_sections(level)
        for number, each in enumerate(titles.values()):
            if number:
                self._draft.block(plain(each), "heading", line=line_of(each))
            else:
                self._draft.section(plain(each), level, printed=plain(each), line=line_of(each))
        outer = self._in_oral
        oral = element.get("Rubric") == _ORAL_QUESTIONS or bool(_ORAL_TITLES.intersection(titles))
        self._in_oral = outer or oral
        self._walk(element)
        self._in_oral = outer
        self._draft.end_sections(level)

    def _intervention(self, element: Element) -> None:
        person = next(element.iter("PersonSpeaking"), None)
        printed = plain(person)
        kind = element.get("Type") if self._in_oral else None
        speaker = self._speaker(printed, person) if printed else None
        role = self._draft.speakers[speaker].role if speaker is not None else "unknown"
        turn = self._draft.turn(
            "question" if kind == "Question" and role != "chair" else "answer" if kind == "Answer" else None,
            speaker,
            label=printed or None,
        )
        if role in ("chair", "clerk"):
            turn.kind = "chair" if role == "chair" else "procedural"
        if self._in_oral:
            self._oral.append(len(self._draft.turns) - 1)
        self._stray(element.text, element)
        for child in element:
            if local(child) == "Content":
                self._content(child)
            elif child is not person:
                put(self._draft, self._words.of(child))
            self._stray(child.tail, child)
        self._draft.close()

    def _written(self, element: Element) -> None:
        """A question on the Order Paper and its reply."""
        self._draft.close()
        number: str | None = None
        speaker: int | None = None
        label: str | None = None
        for child in element:
            name = local(child)
            if name == "QuestionID":
                number = plain(child).strip(" -–—") or None
                put(self._draft, self._words.of(child), "heading")
            elif name in ("Questioner", "Responder"):
                label = plain(child) or None
                speaker = self._speaker(label, child) if label else None
            elif name in ("QuestionContent", "ResponseContent"):
                asks = name == "QuestionContent"
                turn = self._draft.turn("question" if asks else "answer", speaker, label=label)
                turn.number = number if asks else None
                if speaker is not None and not asks and self._draft.speakers[speaker].role == "member":
                    self._draft.speakers[speaker].role = "official"
                self._content(child)
                self._draft.close()
                label = speaker = None
            else:
                self._record(self._words.of(child))
            self._stray(child.tail, child)

    def _content(self, element: Element) -> None:
        self._stray(element.text, element)
        for child in element:
            found = self._words.of(child)
            if found and (other := self._breaks_in(child)):
                speaker, label = other
                role = self._draft.speakers[speaker].role
                self._draft.turn("chair" if role == "chair" else None, speaker, label=label)
                text = found[0].text[len(label) :].lstrip(" :")
                found = [replace(found[0], text=text, asides=()), *found[1:]] if text else found[1:]
            staged = local(child) in _DIRECTIONS or _CROWD.match(found[0].text if found else "")
            put(self._draft, [replace(each, stage=True) for each in found] if staged else found)
            self._stray(child.tail, child)

    def _breaks_in(self, element: Element) -> tuple[int, str] | None:
        """Who begins to speak in a paragraph of another's: `<B>The Clerk:</B>`, and the label as printed."""
        first = next(iter(element), None)
        if first is None or local(first) != "B" or collapsed(element.text):
            return None
        label = plain(first)
        if not label.endswith(":") or _CROWD.match(label) or not label[0].isupper():
            return None
        speaker = self._speaker(label, first)
        turn = self._draft.open
        return None if turn is None or turn.speaker == speaker else (speaker, label)

    def _record(self, paragraphs: list[Paragraph]) -> None:
        """What nobody says."""
        if not paragraphs:
            return
        if self._draft.open is None or self._draft.open.kind != "procedural":
            self._draft.turn("procedural")
        put(self._draft, paragraphs)

    def _speaker(self, printed: str, element: Element | None) -> int:
        """Who speaks. A bare post, `The Chair:`, is whoever held it last by name."""
        affiliation = next(element.iter("Affiliation"), None) if element is not None else None
        label = _label(printed, affiliation.get("Type") if affiliation is not None else None)
        presides = label.role in ("chair", "clerk")
        post = _post(label.office or label.name)
        if presides and label.office is None and post in self._posts:
            return self._posts[post]
        key = (label.name.casefold(), label.role)
        for role in (label.role, "official", "member", "witness"):
            if not presides and (label.name.casefold(), role) in self._people:
                key = (label.name.casefold(), role)
                break
        index = self._people.get(key)
        if index is None:
            index = self._people[key] = self._draft.speaker(f"{key[0]}\0{key[1]}", printed, label.role)
            drafted = self._draft.speakers[index]
            drafted.name, drafted.office, drafted.group = label.name, label.office, label.group
        person = self._draft.speakers[index]
        person.group = person.group or label.group
        if label.role == "official" and person.role == "member":  # named by the riding before
            person.role, person.office = label.role, label.office
        if presides:
            self._posts[post] = index
        return index

    def _alternate(self) -> int:
        """Propose what interventions of Oral Questions are that no type tells; how many questions.

        A member's turn that one of the government's follows is a question; one of the government's behind a
        question that another has asked is its answer.
        """
        turns, speakers = self._draft.turns, self._draft.speakers
        spoken = [turns[index] for index in self._oral if turns[index].kind != "chair"]
        count = 0
        asked = False
        for place, turn in enumerate(spoken):
            after = spoken[place + 1] if place + 1 < len(spoken) else None
            governs = turn.speaker is not None and speakers[turn.speaker].role == "official"
            if turn.kind is None and governs and asked:
                turn.kind, turn.sure, turn.why = "answer", False, WHY
            elif turn.kind is None and not governs and after is not None and turn.section == after.section:
                replies = after.kind == "answer" or (
                    after.kind is None
                    and after.speaker is not None
                    and speakers[after.speaker].role == "official"
                )
                if replies:
                    turn.kind, turn.sure = "question", False
                    count += 1
            asked = turn.kind in ("question", "answer")
        return count


def _post(printed: str) -> str:
    """`The Clerk of the Committee` and `The Clerk` are one post."""
    return _OF.split(printed.casefold(), maxsplit=1)[0].rstrip(" :")


def _label(printed: str, type: str | None) -> _Label:
    """Take a label apart: name, what stands in brackets behind it, and as what somebody speaks."""
    found = _PERSON.fullmatch(printed)
    name = collapsed(found["name"] if found else printed.rstrip(": "))
    behind = collapsed(found["behind"]) if found and found["behind"] else ""
    if _CHAIR.fullmatch(name) or _CLERK.match(name):
        role: Role = "clerk" if _CLERK.match(name) else "chair"
        inner = _PERSON.fullmatch(behind) if behind else None
        return _Label(collapsed(inner["name"]) if inner else name, role, name if inner else None)
    if _CROWD.match(name):
        return _Label(name, "unknown")
    if type == _WITNESS:
        return _Label(name, "witness", behind or None)
    office, _comma, group = behind.rpartition(", ")
    if not _OFFICE.search(office):
        office = ""
    role = "official" if _GOVERNMENT.search(office) else "member"
    return _Label(name, role, office or None, group or None)


def _metadata(facts: dict[str, str], language: str | None) -> Metadata:
    """Particulars by the items that the publisher extracted."""

    def number(name: str) -> int:
        value = facts.get(name, "")
        return int(value) if _DIGITS.fullmatch(value) else 0

    year, month, day = (number(f"MetaDateNum{part}") for part in ("Year", "Month", "Day"))
    exact = year > 1000 and 1 <= month <= 12 and 1 <= day <= 31
    meeting = [facts[name] for name in ("Parliament", "Session", "Number") if facts.get(name)]
    return Metadata(
        title=facts.get("HeaderTitle") or None,
        body=facts.get("InstitutionDebate") or facts.get("Institution") or None,
        meeting=", ".join(meeting) or None,
        date=f"{year}-{month:02}-{day:02}" if exact else None,
        date_printed=facts.get("Date") or None,
        language=language,
    )
