"""Hansard of the Parliament of Australia as XML: `hansard` since 1998 and for 1901–1980, `HANSARD` between.

Both generations mark questions and answers and say who breaks in (formats.md §12). Names of elements are read
without their case. What goes on behind an interjection belongs to the question or answer it stands in, but is
no further question or answer: counts stay those of the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.xmltext import Markup, Paragraph, Words, collapsed, finish, plain, put
from qa_reader.formats.containers.xmltree import line_of, local, parse, root_name
from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.parliaments.australiatree import (
    INFO,
    close_up,
    has_paras,
    has_sections,
    linked,
    metadata,
    number_of,
    text_at,
    titled,
)
from qa_reader.formats.parliaments.boldlabels import bold_label, is_heading, labels_by_bold
from qa_reader.formats.turns.pairing import exchanges_of
from qa_reader.formats.turns.proposing import propose
from qa_reader.locales import _
from qa_reader.transcript.model import Kind, Role, Transcript

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAME: Final = "australia-xml"

_SPEECHES: Final[dict[str, Kind]] = {
    "question": "question",
    "answer": "answer",
    "speech": "statement",
    "interjection": "statement",
    "interject": "statement",
    "continue": "statement",
}
_HEADER: Final = frozenset({"session.header", "talker"})
_REPEATS: Final = frozenset({"debate.text", "subdebate.text"})
"""They begin, in the schema of 2011, with the title that the information above has given."""
_MARKUP: Final = Markup(
    blocks=frozenset({
        "para", "quote", "list", "item", "p", "body", "table", "motion", "amendment", "PARA", "QUOTE", "LIST",
        "ITEM", "TABLE", "TITLE", "title", "division.header", "division.data", "division.result", "ayes",
        "noes", "names", "name", "pairs", "petition", "PETITION", "presenter.block", "PRESENTER.BLOCK",
        "speech.text", "subdebate.text", "debate.text", "amendments", "row", "ROW", "page.no",
    }),
    breaks=frozenset({"br", "BR", "TAB"}),
)  # fmt: skip
_CHAIR: Final = re.compile(
    r"(?<!Vice-)\b(?:SPEAKER|(?:DEPUTY |ACTING |TEMPORARY )?PRESIDENT|CHAIR(?:MAN|WOMAN|PERSON)?)\b",
    re.IGNORECASE,
)
_THE_CHAIR: Final = "10000"
"""The `name.id` of whoever presides."""
_DASH: Final = re.compile(r"[—–-]+ ?")
_BEHIND: Final = re.compile(r"(?:\s{0,3}\([^()]{0,160}\)){0,4}\s{0,3}[:：]?\s{0,3}")


def claim(head: Head) -> Claim | None:
    """By the root element; Canada's is spelled `Hansard`."""
    if root_name(head) not in ("hansard", "HANSARD"):
        return None
    return Claim(0.98, _("hansard of the Parliament of Australia"))


def read(material: Material) -> Transcript:
    """The sitting. Raises Unreadable."""
    root, notices = parse(material)
    if local(root).lower() != "hansard":
        raise Unreadable(
            "damaged", _("{path}: no hansard of the Parliament of Australia.").format(path=material.path)
        )
    draft = Draft(material.source(), NAME)
    sitting = _Sitting(draft, root)
    sitting.read()
    if sitting.bold:
        propose(draft, material, language="en")
    draft.close()
    draft.exchanges = exchanges_of(draft.turns, draft.blocks)
    for turn in draft.turns:
        if turn.kind == "answer" and turn.joins:
            turn.kind = "statement"  # counted with the answer it goes on with
    return finish(draft, metadata(root), material.claim, notices)


@dataclass(slots=True)
class _Floor:
    """Who has the floor: a speech, question or answer under way."""

    name: str
    speaker: int | None = None
    label: str | None = None
    turns: int = 0


class _Sitting:
    """One file being read into a draft."""

    def __init__(self, draft: Draft, root: Element) -> None:
        self._draft = draft
        self._root = root
        self._words = Words(_MARKUP)
        self._people: dict[str, int] = {}
        self._time = ""
        self.bold = labels_by_bold(root)
        """Do bold names open speeches that nothing marks?"""
        close_up(root)
        self._spoken_in: set[Element] = set()
        for talk in root.iter("talk.start", "TALK.START", "talk.text"):
            for above in talk.iterancestors():
                if above in self._spoken_in:
                    break
                self._spoken_in.add(above)

    def read(self) -> None:
        """All below the root."""
        page = self._root.get("PAGE") or text_at(self._root, "session.header", "page.no")
        self._words.turn_page(page)
        self._walk(self._root, 0, None)
        for block in self._root.iter("PRESENTER"):  # of a petition: named without speaking
            for name in block.iter("NAME"):
                self._person(name.get("NAMEID") or plain(name), plain(name), _Floor("speech"))

    def _walk(self, element: Element, level: int, floor: _Floor | None) -> None:
        """What stands in `element`: sections of `level`, speeches, and text that nobody speaks."""
        number = number_of(element)
        self._stray(element.text, element, floor)
        for child in element:
            name = local(child).lower()
            page = child.get("PAGE")
            self._words.turn_page(page)
            if name in _HEADER:
                pass
            elif name in INFO or (name == "title" and child.getparent() is element):
                self._heading(child, name, level, number)
            elif name in _SPEECHES:
                self._speech(child, level, floor)
            elif name in ("talk.start", "talk.text"):
                self._talk(child, level, floor)
            elif name == "question.number" and floor is None:
                put(self._draft, self._words.of(child), "heading")
            elif titled(child):
                self._draft.end_sections(level + 1)
                self._walk(child, level + 1, None)
                self._draft.end_sections(level + 1)
            elif child in self._spoken_in or has_sections(child) or (self.bold and has_paras(child)):
                self._walk(child, level, floor)
            elif name in _REPEATS:
                self._say([each for each in self._words.of(child) if not self._titles(each.text)], floor)
            elif not (self.bold and floor is None and name == "para" and self._unmarked(child, level)):
                self._say(self._words.of(child), floor)
            self._stray(child.tail, child, floor)

    def _unmarked(self, paragraph: Element, level: int) -> bool:
        """Read a paragraph that opens a speech, or gives a subject, by its looks alone."""
        if label := bold_label(paragraph):
            role: Role = "chair" if _CHAIR.search(label.name) else "member"
            speaker = self._draft.speaker(label.name.upper(), label.printed, role)
            self._draft.turn("chair" if role == "chair" else None, speaker, label=label.printed)
            self._say([Paragraph(label.words, line_of(paragraph), page=self._words.page)], None)
            return True
        if not is_heading(paragraph):
            return False
        self._draft.close()
        title = plain(paragraph)
        self._draft.section(title, level + 1, printed=title, line=line_of(paragraph), page=self._words.page)
        return True

    def _titles(self, text: str) -> bool:
        """Is `text` the title of the section that is open, once more?"""
        sections = self._draft.sections
        return bool(sections) and sections[-1].heading.casefold() == text.casefold()

    def _heading(self, element: Element, name: str, level: int, number: str | None) -> None:
        """Open the section that `element` gives the title of."""
        if name in INFO:
            self._words.turn_page(text_at(element, "page.no"))
            titles = [plain(each) for each in element.iter() if local(each).lower() == "title"]
        else:
            titles = [plain(element)]
        for title in filter(None, titles):
            self._draft.section(
                title,
                max(level, 1),
                number=number,
                printed=title,
                line=line_of(element),
                page=self._words.page,
            )

    def _speech(self, element: Element, level: int, outer: _Floor | None) -> None:
        """A question, an answer, a speech, or what breaks into one."""
        name = local(element).lower()
        if name == "continue" and outer is not None:
            self._draft.close()
            self._walk(element, level, outer)
            return
        floor = _Floor(name)
        if outer is None or name in ("interjection", "interject"):
            self._draft.close()
        self._walk(element, level, floor)
        self._draft.close()

    def _talk(self, element: Element, level: int, floor: _Floor | None) -> None:
        """Somebody takes the floor, or goes on."""
        floor = floor or _Floor("speech")
        talker = next((each for each in element if local(each).lower() == "talker"), None)
        if talker is not None:
            self._clock(talker)
            speaker, label = self._talker(talker, element, floor)
            if floor.speaker is None:
                floor.speaker, floor.label = speaker, label
            if speaker == floor.speaker:
                self._turn(floor, label)
            else:
                self._turn(_Floor("interjection", speaker), label)
        if local(element).lower() == "talk.text":
            self._spoken(element, floor)
        else:
            self._walk(element, level, floor)

    def _clock(self, talker: Element) -> None:
        """The time of day, where a new one begins: a line of its own."""
        time = text_at(talker, "time.stamp")
        if time and time != self._time:
            self._time = time
            self._draft.close()
            put(self._draft, [Paragraph(time, line_of(talker), stage=True)])

    def _spoken(self, element: Element, floor: _Floor) -> None:
        """The paragraphs of the schema of 2011."""
        self._stray(element.text, element, floor)
        for child in element:
            if local(child) != "p" and next(child.iter("p"), None) is not None:
                self._spoken(child, floor)
            else:
                self._paragraph(child, floor)
            self._stray(child.tail, child, floor)

    def _paragraph(self, paragraph: Element, floor: _Floor) -> None:
        """A paragraph of the schema of 2011, which names who speaks in a link at its beginning."""
        found = self._words.of(paragraph)
        link = next((each for each in paragraph.iter("a") if each.get("type")), None)
        label = plain(link)
        if link is None or not found or not label or not found[0].text.startswith(label):
            self._say(found, floor)
            return
        how = str(link.get("type"))
        rest = _BEHIND.match(found[0].text, len(label))
        end = rest.end() if rest else len(label)
        printed = found[0].text[:end].strip()
        if "Interject" in how:
            self._turn(
                _Floor("interjection", self._person(link.get("href") or label, label.rstrip(" :"), floor)),
                printed,
            )
        elif floor.speaker is None:
            floor.speaker = self._person(link.get("href") or label, label.rstrip(" :"), floor)
            self._turn(floor, printed)
        elif (turn := self._draft.open) is not None and turn.end == turn.start:
            turn.label = printed
        else:
            self._turn(floor, printed)
        text = found[0].text[end:]
        self._say(
            [Paragraph(text, found[0].line, page=found[0].page), *found[1:]] if text else found[1:], floor
        )

    def _turn(self, floor: _Floor, label: str | None) -> TurnDraft:
        """Open a turn of whoever has the floor."""
        kind = _SPEECHES.get(floor.name, "statement")
        if floor.speaker is not None and self._draft.speakers[floor.speaker].role == "chair":
            kind = "chair" if kind == "statement" else kind
        further = floor.turns > 0
        floor.turns += 1
        if kind == "question" and further:
            kind = "remark"
        turn = self._draft.turn(kind, floor.speaker, label=label, number=None)
        if further and floor.name in ("question", "answer"):
            turn.joins, turn.asks = True, floor.name == "question"
            turn.why = "goes on"
        if floor.name == "question" and turn.section is not None:
            turn.number = self._draft.sections[turn.section].number
        return turn

    def _say(self, paragraphs: list[Paragraph], floor: _Floor | None) -> None:
        """Words of whoever has the floor; with nobody on it, of the record."""
        if not paragraphs:
            return
        if self._draft.open is None:
            if floor is not None and floor.speaker is not None:
                self._turn(floor, None)
            else:
                self._draft.turn("procedural")
        put(self._draft, paragraphs)

    def _stray(self, text: str | None, element: Element, floor: _Floor | None) -> None:
        """Text that stands between elements, as in files that are not well-formed."""
        if text and (words := collapsed(text)):
            self._say([Paragraph(words, line_of(element), page=self._words.page)], floor)

    def _talker(self, talker: Element, start: Element, floor: _Floor) -> tuple[int, str]:
        """Who speaks, and the label as printed."""
        self._words.turn_page(text_at(talker, "page.no"))
        names = {each.get("role", ""): plain(each) for each in talker if local(each).lower() == "name"}
        printed = names.get("display") or names.get("") or linked(start) or next(iter(names.values()), "")
        tag = next((each for each in talker if local(each) == "NAME"), None)
        label = printed if tag is None else " ".join(filter(None, map(plain, talker)))
        para = next((each for each in start if local(each) == "PARA"), None)
        if (
            para is not None
            and para.get("IN-LINE")
            and para.text
            and (dash := _DASH.match(para.text.lstrip()))
        ):
            label += dash.group().strip()  # printed between the label and the words
            para.text = para.text.lstrip()[dash.end() :]
        identity = text_at(talker, "name.id") or (tag.get("NAMEID") if tag is not None else None)
        name = names.get("metadata") or printed
        above = start.getparent()

        def outer(attribute: str) -> str:
            return (above.get(attribute) or "") if above is not None else ""

        index = self._person(
            identity or name,
            name if identity != _THE_CHAIR else printed,
            floor,
            label=label,
            office=(text_at(talker, "role") or outer("MINISTERIAL")).strip("() "),
            group=text_at(talker, "party") or outer("PARTY"),
            presides=outer("CHAIR") == "1",
        )
        return index, label

    def _person(
        self,
        identity: str,
        name: str,
        floor: _Floor,
        *,
        label: str | None = None,
        office: str | None = None,
        group: str | None = None,
        presides: bool = False,
    ) -> int:
        """The index of this speaker; who answers or holds an office is an official.

        Whoever presides under an id of his own is another speaker than the same one as a member.
        """
        chair = presides or identity == _THE_CHAIR or bool(_CHAIR.search(label or name))
        if chair and identity != _THE_CHAIR:
            identity = f"{identity}\0chair"
        index = self._people.get(identity)
        if index is None:
            index = self._people[identity] = self._draft.speaker(identity, label or name)
            person = self._draft.speakers[index]
            person.name = name
            person.role = "chair" if chair else "member"
        person = self._draft.speakers[index]
        person.office = person.office or office or None
        person.group = person.group or (group if group and group != "N/A" else None)
        if person.role == "member" and (
            (floor.name == "answer" and floor.speaker in (None, index)) or person.office
        ):
            person.role = "official"
        return index
