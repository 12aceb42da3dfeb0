"""Debates and written answers of the UK's parliaments as TheyWorkForYou and parlparse keep them.

Written questions and their replies are marked. Of oral questions only the tabled one is; who answers it is
the answerer of its section, and the supplementaries between those answers are proposed (formats.md §9).
Elsewhere roles and how a turn ends propose questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.xmltext import Markup, Paragraph, Words, collapsed, finish, plain, put
from qa_reader.formats.containers.xmltree import line_of, local, parse, root_name
from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.parliaments.twfypeople import CHAIR, CROWD, describe
from qa_reader.formats.turns.pairing import exchanges_of
from qa_reader.formats.turns.proposing import WHY, propose
from qa_reader.locales import _
from qa_reader.transcript.model import Exchange, Metadata, Transcript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

NAME: Final = "twfy-xml"

_LEVELS: Final = {"oral-heading": 1, "major-heading": 2, "minor-heading": 3}
_NO_WORDS: Final = frozenset({"gidredirect", "source", "place-holder"})
_MARKUP: Final = Markup(
    blocks=frozenset({
        "p", "table", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "division", "divisioncount", "motion",
        "mplist", "msplist", "lordlist", "mlalist", "mpname", "mspname", "lord", "mlaname",
    }),
    links={"a": "href"},
    staged=frozenset({"italic"}),
)  # fmt: skip
_ID: Final = re.compile(r"uk\.org\.publicwhip/([a-z-]+)/(?:[^/]{1,40}/)?(\d{4}-\d{2}-\d{2})")
_HOUSES: Final = {
    "debate": ("House of Commons", "Debates"),
    "lords": ("House of Lords", "Debates"),
    "westminhall": ("House of Commons", "Westminster Hall"),
    "wrans": ("House of Commons", "Written Answers"),
    "wms": ("House of Commons", "Written Ministerial Statements"),
    "standing": ("House of Commons", "Public Bill Committee"),
    "spor": ("Scottish Parliament", "Official Report"),
    "sp": ("Scottish Parliament", "Official Report"),
    "spwa": ("Scottish Parliament", "Written Answers"),
    "ni": ("Northern Ireland Assembly", "Official Report"),
    "senedd": ("Senedd Cymru", "Plenary"),
    "london": ("London Assembly", "Mayor's Questions"),
}
"""Body and record by the second part of an id (parlparse's schemes)."""
_TAKES_THE_CHAIR: Final = re.compile(
    r"\[(?:(?:Mr|Mrs|Miss|Ms|Dr|Sir|Dame)\.? )?([^\[\]]{2,40})\][^()]{0,20}in the Chair"
)
_SPEAKER_TAKES_IT: Final = re.compile(r"\((?:Mr|Madam)\.? Speaker in the Chair\)")
_TABLED: Final = ("oral-qnum", "questionnumber")
_TO_ASK: Final = re.compile(
    r"(?:[T*]?\d{1,3}\. )?(?:\((?:Urgent|Private Notice) Question\):? ?)?"
    r"(?:To ask|asked) (?:the|His|Her|what|whether|when|how|why|if)\b",
    re.IGNORECASE,
)
"""The formula of a tabled question, for the chambers and years whose questions have no number."""
_STAGE: Final = 160
"""Code points of a paragraph nobody speaks past which it is text of the record and no direction."""


def claim(head: Head) -> Claim | None:
    """By the root element."""
    if root_name(head) != "publicwhip":
        return None
    return Claim(0.99, _("publicwhip of TheyWorkForYou"))


def read(material: Material) -> Transcript:
    """The sitting or the answers of a day. Raises Unreadable."""
    root, notices = parse(material)
    if local(root) != "publicwhip":
        raise Unreadable("damaged", _("{path}: no publicwhip file.").format(path=material.path))
    draft = Draft(material.source(), NAME)
    day = _Day(draft, material)
    day.read(root)
    return finish(draft, day.metadata(root), material.claim, notices)


@dataclass(slots=True)
class _Topic:
    """A section of oral questions: one or more tabled questions and what follows them."""

    turns: list[int] = field(default_factory=list)
    tabled: set[int] = field(default_factory=set)


class _Day:
    """One file being read into a draft."""

    def __init__(self, draft: Draft, material: Material) -> None:
        self._draft = draft
        self._material = material
        self._words = Words(_MARKUP)
        self._people: dict[tuple[str, bool], int] = {}
        self._presiding: str | None = None
        self._time = ""
        self._topics: list[_Topic] = []
        self._topic: _Topic | None = None
        self._asked: list[list[int]] = []
        """Written questions by the reply they share: the turns of each group."""
        self._answering = True
        self._proposed = 0

    def read(self, root: Element) -> None:
        """All elements of the file in order."""
        below = _below_oral(root)
        if stray := collapsed(root.text):
            self._record([Paragraph(stray, line_of(root))])
        for element in root:
            name = local(element)
            self._words.page = element.get("colnum") or self._words.page
            if name in _LEVELS:
                self._heading(
                    element,
                    _LEVELS[name] if element in below or name == "oral-heading" else _LEVELS[name] - 1,
                )
            elif name in ("ques", "reply"):
                self._written(element, name)
            elif name == "speech":
                self._speech(element)
            elif name not in _NO_WORDS:
                self._record(self._words.of(element))
            if stray := collapsed(element.tail):
                self._record([Paragraph(stray, line_of(element))])
        self._draft.close()
        self._supplementaries()
        propose(self._draft, self._material, language="en", besides=self._proposed)
        self._draft.exchanges = self._shared(exchanges_of(self._draft.turns, self._draft.blocks))

    def metadata(self, root: Element) -> Metadata:
        """Body, record and day by the ids; nothing else says them."""
        first = next((found for each in root if (found := _ID.match(each.get("id", "")))), None)
        if first is None:
            return Metadata(language="en")
        body, meeting = _HOUSES.get(first[1], (None, None))
        if first[1] == "wrans" and any("/lord/" in each.get("speakerid", "") for each in root):
            body = "House of Lords"
        return Metadata(body=body, meeting=meeting, date=first[2], language="en")

    def _heading(self, element: Element, level: int) -> None:
        text = plain(element)
        if text:
            self._draft.section(
                text,
                max(level, 1),
                printed=text,
                line=line_of(element),
                page=self._words.page,
                url=element.get("url") or None,
            )
        self._topic = None

    def _written(self, element: Element, name: str) -> None:
        """A written question, or the reply to all that were put before it."""
        number = element.get("spid") or ", ".join(
            dict.fromkeys(filter(None, (p.get("qnum") for p in element.iter("p"))))
        )
        speaker = self._speaker(element)
        if speaker is not None and name == "reply":
            self._draft.speakers[speaker].role = "official"
        turn = self._turn("question" if name == "ques" else "answer", speaker, element)
        if name == "ques":
            turn.number = number or None
            if self._answering:
                self._asked.append([])
            self._asked[-1].append(len(self._draft.turns) - 1)
        self._answering = name == "reply"
        put(self._draft, self._words.of(element))
        self._draft.close()

    def _speech(self, element: Element) -> None:
        """What somebody says; without a speaker it is a direction, or a text of the record."""
        self._clock(element)
        paragraphs = self._words.of(element)
        for each in paragraphs:
            self._presides(each.text)
        speaker = self._speaker(element)
        if speaker is None:
            self._record(paragraphs)
            return
        tabled = next((element.get(name) for name in _TABLED if element.get(name)), None)
        marked = tabled or next((p.get("qnum") for p in element.iter("p") if p.get("qnum")), None)
        marked = marked or next(
            (a.get("name") for a in element.iter("a") if (a.get("name") or "").startswith("AQ")), None
        )
        chair = self._in_the_chair(speaker)
        asked = bool(paragraphs) and _TO_ASK.match(paragraphs[0].text) is not None
        turn = self._turn("question" if marked or asked else "chair" if chair else None, speaker, element)
        turn.mark = tabled or marked  # no number: the supplementaries in between have none
        if (marked or asked) and self._topic is None:
            self._topic = _Topic()
            self._topics.append(self._topic)
        if self._topic is not None:
            self._topic.turns.append(len(self._draft.turns) - 1)
            if marked or asked:
                self._topic.tabled.add(len(self._draft.turns) - 1)
        said = any(not each.stage for each in paragraphs)
        put(self._draft, paragraphs if said else [replace(each, stage=False) for each in paragraphs])
        self._draft.close()

    def _clock(self, element: Element) -> None:
        """The time of day, where a new one begins: a line of its own, as the printed record has it."""
        time = collapsed(element.get("time"))
        if time and time != self._time:
            self._time = time
            self._draft.close()
            put(self._draft, [Paragraph(time, line_of(element), stage=True)])

    def _turn(self, kind: str | None, speaker: int | None, element: Element) -> TurnDraft:
        """Open the turn of `element`, with the address of its page."""
        label = collapsed(element.get("speakername"))
        draft = self._draft
        if kind == "question":
            turn = draft.turn("question", speaker, label=label)
        elif kind == "answer":
            turn = draft.turn("answer", speaker, label=label)
        else:
            turn = draft.turn("chair" if kind == "chair" else None, speaker, label=label)
        if url := element.get("url"):
            draft.link(label, url, len(draft.blocks))
        return turn

    def _record(self, paragraphs: list[Paragraph]) -> None:
        """What nobody says: short lines are directions, texts of motions and divisions are procedure."""
        self._draft.close()
        if sum(len(each.text) for each in paragraphs) > _STAGE or len(paragraphs) > 2:
            self._draft.turn("procedural")
            put(self._draft, [replace(each, stage=False) for each in paragraphs])
            self._draft.close()
            return
        put(self._draft, [replace(each, stage=True) for each in paragraphs])

    def _speaker(self, element: Element) -> int | None:
        """Who speaks: the person of the id, whatever is printed; once more where that one presides.

        An office or a party that one speech gives holds for all of the speaker's.
        """
        label = collapsed(element.get("speakername"))
        if not label:
            return None
        identity = element.get("person_id") or element.get("speakerid") or ""
        known = identity.rpartition("/")[2] not in ("", "unknown")
        key = (identity if known else label, CHAIR.match(label) is not None)
        index = self._people.get(key)
        if index is None:
            index = self._people[key] = self._draft.speaker(label, label, "member")
            if key[1]:
                self._draft.speakers[index].role = "chair"
            elif CROWD.search(label):
                self._draft.speakers[index].role = "unknown"
        describe(self._draft.speakers[index], label)
        person = self._draft.speakers[index]
        office = collapsed(element.get("speakeroffice"))
        if office and person.office is None:
            person.office = office
            person.role = "chair" if CHAIR.match(office) else "official"
        return index

    def _presides(self, text: str) -> None:
        """Who takes the chair, where a direction names him by his own name."""
        if found := _TAKES_THE_CHAIR.search(text):
            self._presiding = found[1]
        elif _SPEAKER_TAKES_IT.search(text):
            self._presiding = None

    def _in_the_chair(self, speaker: int) -> bool:
        person = self._draft.speakers[speaker]
        return person.role == "chair" or (
            self._presiding is not None and person.name.endswith(self._presiding)
        )

    # Oral questions

    def _supplementaries(self) -> None:
        """Answers and supplementaries around the tabled questions.

        The first who speaks behind a tabled question answers it, and is an official from then on. Further
        turns of those who answer in a topic are answers, and what stands right before one is a
        supplementary; both are proposed.
        """
        turns = self._draft.turns
        answerers: dict[int, set[int]] = {}
        for topic in self._topics:
            found = answerers.setdefault(id(topic), set())
            for place, index in enumerate(topic.turns):
                reply = self._next(topic.turns, place) if index in topic.tabled else None
                if reply is None or topic.turns[reply] in topic.tabled:
                    continue
                turn = turns[topic.turns[reply]]
                if turn.speaker is None or turn.speaker == turns[index].speaker:
                    continue
                turn.kind = "answer"
                found.add(turn.speaker)
                if self._draft.speakers[turn.speaker].role == "member":
                    self._draft.speakers[turn.speaker].role = "official"
        if self._material.propose:
            for topic in self._topics:
                self._propose(topic, answerers[id(topic)])

    def _propose(self, topic: _Topic, answerers: set[int]) -> None:
        turns = self._draft.turns
        for place, index in enumerate(topic.turns):
            turn = turns[index]
            if turn.kind is not None or self._of_a_crowd(turn):
                continue
            if turn.speaker in answerers:
                turn.kind, turn.sure, turn.why = "answer", False, WHY
                continue
            reply = self._next(topic.turns, place)
            after = turns[topic.turns[reply]] if reply is not None else None
            if after is not None and after.kind in (None, "answer") and after.speaker in answerers:
                turn.kind, turn.sure = "question", False
                self._proposed += 1

    def _next(self, indices: Sequence[int], place: int) -> int | None:
        """The place of the next turn that is neither the chair's nor a crowd's."""
        turns = self._draft.turns
        for at in range(place + 1, len(indices)):
            turn = turns[indices[at]]
            if turn.kind != "chair" and not self._of_a_crowd(turn):
                return at
        return None

    def _of_a_crowd(self, turn: TurnDraft) -> bool:
        return turn.speaker is None or self._draft.speakers[turn.speaker].role == "unknown"

    # Written questions

    def _shared(self, exchanges: list[Exchange]) -> list[Exchange]:
        """Give each of several written questions the reply that answers them together."""
        group = {turn: number for number, turns in enumerate(self._asked) for turn in turns}
        replies = {
            group[each.questions[0].turn]: each.answers
            for each in exchanges
            if each.answers and each.questions[0].turn in group
        }
        return [
            each
            if each.answers or each.questions[0].turn not in group
            else each._replace(answers=replies.get(group[each.questions[0].turn], ()))
            for each in exchanges
        ]


def _below_oral(root: Element) -> set[Element]:
    """The headings that belong to an `oral-heading`: departments with a tabled question, and theirs."""
    found: set[Element] = set()
    oral = False
    held: list[Element] = []
    asked = False
    for element in [*root, None]:
        name = "" if element is None else local(element)
        if element is None or name in ("oral-heading", "major-heading"):
            if oral and asked:
                found.update(held)
            oral = name == "oral-heading" or (oral and (asked or not held))
            held, asked = [], False
        if element is not None and name in ("major-heading", "minor-heading"):
            held.append(element)
        if element is not None and name == "speech":
            asked = asked or any(element.get(each) for each in _TABLED)
    return found
