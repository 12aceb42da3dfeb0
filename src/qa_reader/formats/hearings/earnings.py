"""Earnings calls as publishers print them: an operator, officers of a company, analysts who ask.

    Ada Quill -- Chief Financial Officer          a label on a line of its own,
    Ada Quill,  Elm Corp - CFO    [5]             the same with a number, between rules,
    Ada Quill: Thank you.                         or before a colon

Which of these a call has, its operator's label tells. Lists of participants, labels and how the operator
announces people tell analysts from officers. Rules between speeches are margin and no words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from qa_reader.formats.draft import Draft, SpeakerDraft, TurnDraft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.plain.wrapping import rejoined
from qa_reader.formats.turns.proposing import asks
from qa_reader.formats.turns.turnlines import Line
from qa_reader.language.dates import find_dates
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

NAME: Final = "earnings-call"

Form = Literal["colon", "numbered", "alone"]

_WORD: Final = r"(?:[A-Z][\w.'’\-]{0,24}|de|van|von|der|den|la|le|bin|al|di|du)"
_NAME: Final = rf"(?P<name>[A-Z][\w.'’\-]{{0,24}}(?: {_WORD}){{0,5}})"
_DASH: Final = r"\s{1,2}(?:--?|–|—)\s{1,2}"
_FORMS: Final[Mapping[Form, re.Pattern[str]]] = {
    "numbered": re.compile(rf"{_NAME}(?:,\s{{1,3}}(?P<who>\S.{{1,120}}?))?\s{{1,8}}\[\d{{1,4}}\]"),
    "colon": re.compile(rf"{_NAME}(?:(?:{_DASH}|, )(?P<who>[^:]{{2,90}}?))?\s?:(?:\s+|$)(?P<text>.*)"),
    "alone": re.compile(rf"{_NAME}(?:{_DASH}(?P<who>\S.{{1,120}}))?"),
}
_OPERATOR: Final = re.compile(r"(?:Conference |Call )?(?:Operator|Coordinator)", re.IGNORECASE)
_NOBODY: Final = re.compile(r"(?:An? )?(?:Unidentified|Unknown|Unverified)\b", re.IGNORECASE)
_ANALYST: Final = re.compile(r"\banalysts?\b|\b(?:equity )?research\b", re.IGNORECASE)
_LEADS: Final = re.compile(
    r"\b(?:next|first|last|final) question|\boperator,|\bturn (?:it|the call) (?:over|back)", re.IGNORECASE
)
_CLOSES: Final = re.compile(
    r"\b(?:for (?:joining|participating|your (?:time|participation|interest|attention))|replay of)\b",
    re.IGNORECASE,
)
_RELATIONS: Final = re.compile(r"investor relations|\bIR\b", re.IGNORECASE)
_LISTS: Final = re.compile(
    r"(?:(?P<ours>(?:company|corporate) (?:participants|representatives)|executives)"
    r"|(?P<theirs>(?:conference )?call participants|(?:sell-side )?analysts)|participants):?",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"(?:prepared remarks|presentation|management discussion section"
    r"|questions? ?(?:-and-|and|&) ?answers?(?: (?:session|section))?|q ?& ?a(?: session)?):?",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"[=_\-–—]{5,}")
_BULLET: Final = re.compile(r"[*•]\s{1,3}")
_ABOUT: Final = re.compile(r"\b(?:earnings|conference call|quarter|fiscal|shareholders|investors?)\b", re.I)
_COMPANY: Final = re.compile(
    r"Company(?: Name)?: ?(?P<stated>.{2,60})"
    r"|(?:[QH]\d,? (?:FY ?)?\d{2,4} )?(?P<name>[^():]{2,60}?),? ?"
    r"(?:\([^()]{1,20}\)|\b(?:[QH]\d|(?:first|second|third|fourth)[- ]quarter|earnings|results)\b).*",
    re.IGNORECASE,
)
_SENTENCE: Final = 80
"""Code points from which on a line is words said although no stop ends it."""
_PUTS: Final = 120
"""Code points of a turn that asks although no sentence of it does; shorter ones only thank."""
_LEAST: Final = 2
_SENTENCES: Final = re.compile(
    r"(?:And|But|So|The|Our|In|On|For|To|As|At|My|This|That|It|We|You|First|Second|Third|Now|Then|Also|Question)\b"
)
"""How no name begins."""
_STOPS: Final = tuple('.?!…"”’)]')


class _Label(NamedTuple):
    """A line that gives somebody the floor."""

    printed: str
    name: str
    who: str | None
    """Firm and office, as printed behind the name."""
    text: str
    """Words behind the label."""


def claim(head: Head) -> Claim | None:
    """By an operator who announces others, in a call about a company's figures."""
    return claim_of(head.lines)


def claim_of(lines: Sequence[str]) -> Claim | None:
    """How sure it is that these lines are an earnings call."""
    form = _form(lines)
    if form is None or not any(_ABOUT.search(line) for line in lines):
        return None
    listed = _listed(lines)
    names = {*listed.officers, *listed.callers, *_repeated(lines)}
    counts = Counter(label.name for at in range(len(lines)) if (label := _label(lines, at, form, names)))
    if len(counts) < 3:
        return None
    return Claim(
        0.92,
        _("earnings call: {labels}").format(
            labels=", ".join(f"{n} × {who}" for who, n in counts.most_common(4))
        ),
    )


def read(material: Material) -> Transcript:
    """The call of a text file."""
    draft = Draft(material.source(), NAME)
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    lines = material.text.split("\n")
    form = _form(lines) or "alone"

    def opens(text: str) -> bool:
        return _FORMS[form].fullmatch(text) is not None

    def alone(text: str) -> bool:
        return bool(_PART.fullmatch(text) or _LISTS.fullmatch(text) or (form != "colon" and opens(text)))

    return interpret(draft, rejoined(lines, opens, alone), material.claim)


def interpret(draft: Draft, lines: Sequence[Line], claim: Claim, meta: Metadata | None = None) -> Transcript:
    """Fill `draft` with the call that `lines` are and finish it; `meta` is what a container says of it."""
    call = _Call(draft, lines)
    call.walk()
    settle(draft, call.analysts)
    return draft.finish(_meta(draft, meta or Metadata()), confidence=claim.confidence, why=claim.why)


def _form(lines: Sequence[str]) -> Form | None:
    """How labels look in this call, by its operator's."""
    counts: Counter[Form] = Counter()
    for line in lines:
        text = line.strip()
        for form, pattern in _FORMS.items():
            found = pattern.fullmatch(text)
            if found and _OPERATOR.fullmatch(found["name"]):
                counts[form] += 1
                break
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] >= _LEAST else None


def _label(lines: Sequence[str], at: int, form: Form, listed: set[str]) -> _Label | None:
    """The label that line `at` is; on lines of their own, where words said follow."""
    text = lines[at].strip()
    found = _FORMS[form].fullmatch(text) if text else None
    if found is None or _PART.fullmatch(text) or _LISTS.fullmatch(text):
        return None
    if form == "alone":
        below = next((line.strip() for line in lines[at + 1 : at + 6] if line.strip()), "")
        said = below.endswith(_STOPS) or len(below) > _SENTENCE
        operator = _OPERATOR.fullmatch(found["name"]) is not None
        known = found["who"] or operator or found["name"] in listed or _NOBODY.match(found["name"])
        other = _FORMS["alone"].fullmatch(below)
        if not said or not known or (other and (other["who"] or other["name"] in listed)):
            return None
    words = found.groupdict().get("text") or ""
    printed = text[: len(text) - len(words)].strip()
    return _Label(printed, found["name"], found["who"], words)


class _Listed(NamedTuple):
    """Who takes part, as lists say: firm and office by name."""

    officers: dict[str, str]
    callers: dict[str, str]
    back: int
    """Index of the line from which on a list behind the call is back matter."""


def _listed(texts: Sequence[str]) -> _Listed:
    """Take the lists of those who take part, one a line or a name above its office."""
    officers: dict[str, str] = {}
    callers: dict[str, str] = {}
    into: dict[str, str] | None = None
    name: str | None = None
    back = len(texts)
    spoken = max((at for at, text in enumerate(texts) if _OPERATOR.fullmatch(text.strip(" :"))), default=-1)
    for at, raw in enumerate(texts):
        text = _BULLET.sub("", raw.strip())
        if heading := _LISTS.fullmatch(text):
            into = officers if heading["ours"] else callers if heading["theirs"] else {}
            back = at if at > spoken and at * 2 > len(texts) else back
            continue
        if into is None or not text:
            continue
        found = _FORMS["alone"].fullmatch(text)
        if found and _OPERATOR.match(found["name"]):
            into = None
        elif name:
            into[name], name = text, None
        elif found and found["who"]:
            analyst = _ANALYST.search(found["who"])
            # Behind the call is one list for all.
            people = callers if analyst else officers if back < len(texts) else into
            people[found["name"]] = found["who"]
        elif found and (found["name"] in officers or found["name"] in callers):
            into = None  # who is listed already begins to speak
        elif found:
            name = found["name"]
    return _Listed(officers, callers, back)


def _repeated(texts: Sequence[str]) -> set[str]:
    """Names that stand alone on a line more than once."""
    found = (_FORMS["alone"].fullmatch(text.strip()) for text in texts)
    counts = Counter(each["name"] for each in found if each and " " in each["name"] and not each["who"])
    return {name for name, count in counts.items() if count > 1}


class _Call:
    """One walk over the lines of a call."""

    def __init__(self, draft: Draft, lines: Sequence[Line]) -> None:
        self._draft = draft
        self._lines = lines
        self._texts = [line.text for line in lines]
        self._form: Form = _form(self._texts) or "alone"
        self.analysts: dict[int, bool] = {}
        """Which speakers are analysts, and whether their labels or a list say so."""
        self._officers, self._callers, self._back = _listed(self._texts)
        self._announced = ""
        """What the operator has last said."""

    def walk(self) -> None:
        """Go over the lines to the end."""
        listed = {*self._officers, *self._callers, *_repeated(self._texts)}
        labels = self._believed(
            [_label(self._texts, at, self._form, listed) for at in range(len(self._texts))]
        )
        first = next((at for at, label in enumerate(labels) if label), len(labels))
        for at, line in enumerate(self._lines):
            text = line.text.strip()
            label = labels[at]
            if not text or _RULE.fullmatch(text):
                continue
            if at >= self._back:
                self._draft.end_sections()
                self._draft.block(text, "back", line=line.number, page=line.page)
            elif label is not None:
                self._gives(label, line)
            elif _PART.fullmatch(text) and self._opens(at, labels):
                self._draft.section(text, 1, printed=text, line=line.number, page=line.page)
            elif at < first:
                self._draft.block(text, "front", line=line.number, page=line.page)
            else:
                self._says(text, line)
        self._draft.close()

    def _believed(self, labels: Sequence[_Label | None]) -> list[_Label | None]:
        """Before a colon may stand anything: of the labels those that name somebody."""
        if self._form != "colon":
            return list(labels)
        counts = Counter(label.name for label in labels if label)
        began = next((at for at, label in enumerate(labels) if label and _OPERATOR.fullmatch(label.name)), 0)

        def believed(at: int, name: str) -> bool:
            known = name in self._officers or name in self._callers or _OPERATOR.fullmatch(name)
            person = 1 < len(name.split()) < 5 and not _SENTENCES.match(name)
            return bool(known or _NOBODY.match(name)) or (person and (at > began or counts[name] > 2))

        return [label if label and believed(at, label.name) else None for at, label in enumerate(labels)]

    def _opens(self, at: int, labels: Sequence[_Label | None]) -> bool:
        """Does somebody speak right below line `at`?"""
        below = (n for n in range(at + 1, len(labels)) if self._texts[n].strip("=_-–— "))
        return labels[next(below, at)] is not None

    def _gives(self, label: _Label, line: Line) -> None:
        """Somebody gets the floor."""
        who = label.who or self._officers.get(label.name) or self._callers.get(label.name)
        operator = _OPERATOR.fullmatch(label.name) is not None
        index = self._draft.speaker(label.name, label.printed)
        person = self._draft.speakers[index]
        if operator:
            person.role = "chair"
        elif index not in self.analysts:
            stated = bool(who and _ANALYST.search(who)) or label.name in self._callers
            named = bool(who) or label.name in self._officers
            told = stated or (_NOBODY.match(label.name) is not None and bool(_ANALYST.search(label.name)))
            guessed = not named and label.name.split()[-1] in self._announced
            self.analysts[index] = told
            person.role = "member" if told or guessed else "official" if named else "unknown"
            _place(person, who)
        self._draft.turn(None, index, label=label.printed)
        if operator:
            self._announced = label.text
        if label.text:
            self._draft.block(label.text, line=line.number, page=line.page)

    def _says(self, text: str, line: Line) -> None:
        turn = self._draft.open
        if (
            turn is not None
            and turn.speaker is not None
            and self._draft.speakers[turn.speaker].role == "chair"
        ):
            self._announced += f" {text}"
        directs = re.fullmatch(r"\[[^\[\]]{3,80}\]|\([^()]{3,80}\)", text)
        self._draft.block(
            text, "stage" if directs and turn is None else "speech", line=line.number, page=line.page
        )


def _place(person: SpeakerDraft, who: str | None) -> None:
    """Firm and office of what is printed behind a name: `Big Bank -- Analyst`, `Elm Corp - CFO`."""
    if who is None:
        return
    firm, dash, office = (part.strip() for part in re.sub(_DASH, " -- ", who).rpartition(" -- "))
    if dash:
        person.group, person.office = firm, office
    elif person.role == "member" and not _ANALYST.search(who):
        person.group = who
    else:
        person.office = who


def settle(draft: Draft, told: Mapping[int, bool]) -> None:
    """Kinds of turns: prepared remarks, then analysts who ask and officers who answer until the next one.

    Args:
        draft: its turns have speakers and no kinds.
        told: of each speaker, whether the source says that this is an analyst; else it is a guess.
    """
    draft.close()
    turns = [turn for turn in draft.turns if turn.speaker is not None]
    began = opened = sure = False
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        person = draft.speakers[turn.speaker or 0]
        words = "\n".join(block.text for block in draft.blocks[turn.start : turn.end])
        if person.role == "chair":
            turn.kind, turn.cuts, opened = "chair", True, False
        elif person.role == "member":
            began, sure = True, told.get(turn.speaker or 0, False)
            answered = after is not None and draft.speakers[after.speaker or 0].role in (
                "official",
                "unknown",
            )
            puts = answered and (asks(words, "en") or len(words) >= _PUTS)
            opened = opened or puts
            turn.kind, turn.sure = ("question" if puts else "remark"), sure
        elif began and _moves_on(person, words, after, draft):
            turn.kind = "chair"
        elif _CLOSES.search(words) and (after is None or draft.speakers[after.speaker or 0].role == "chair"):
            turn.kind, opened = "statement", False
        else:
            turn.kind, turn.sure = ("answer", sure) if opened else ("statement", True)


def _moves_on(person: SpeakerDraft, words: str, after: TurnDraft | None, draft: Draft) -> bool:
    """Does the host of the company only call the next who asks?"""
    next_up = after is not None and draft.speakers[after.speaker or 0].role in ("chair", "member")
    hosts = bool(_RELATIONS.search(person.office or ""))
    return hosts and next_up and len(words) < _PUTS * 2 and bool(_LEADS.search(words))


def _meta(draft: Draft, known: Metadata) -> Metadata:
    """Title, company and day, as the lines before the call print them."""
    front = [block.text for block in draft.blocks[:40] if block.part == "front"]
    title = known.title or next((text for text in front if re.search(r"call|Q[1-4]\b", text, re.I)), None)
    names = (found["stated"] or found["name"] for text in front[:6] if (found := _COMPANY.fullmatch(text)))
    day = next((found for text in front for found in find_dates(text) if found.precision == "day"), None)
    return known._replace(
        title=title or next(iter(front), None),
        body=known.body or next(names, None),
        date=known.date or (day.iso if day else None),
        date_printed=known.date_printed or (day.printed if day else None),
        language=known.language or "en",
    )
