"""Debates of the European Parliament in the corpus's text form: `<CHAPTER>`, `<SPEAKER …>`, `<P>`, no XML.

A tag stands on its line; what follows it, up to the next, is heading, speech or paragraph. In its first words
a speech may say as what somebody speaks (`author. -`, `Member of the Commission. -`) and in which language
(`(FR)`): words of the record, kept as asides.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from qa_reader.formats.draft import Draft, SpeakerDraft, TurnDraft
from qa_reader.formats.material import Claim, Head, Material, numbered
from qa_reader.formats.parliaments.floor import debate
from qa_reader.formats.turns import proposing
from qa_reader.language.dates import FoundDate, find_dates
from qa_reader.language.guess import language_of
from qa_reader.locales import _, ngettext
from qa_reader.transcript.model import Metadata, Role, Transcript

NAME: Final = "europarl"

_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>CHAPTER|SPEAKER|P|LINE|BRK)\b(?P<rest>[^<>]{0,1000})>", re.I
)
_ATTRIBUTE: Final = re.compile(
    r"""(?P<key>[A-Za-z_]{1,20})\s{0,4}=\s{0,4}(?:"(?P<value>[^"]{0,400})"|(?P<bare>[^\s">]{1,80}))"""
)
_SPEAKER: Final = re.compile(r"<SPEAKER\s{1,4}ID\s{0,4}=", re.I)
_CHAPTER: Final = re.compile(r"<CHAPTER\s{1,4}ID\s{0,4}=", re.I)
_PART: Final = re.compile(r"(?P<note>(?:[^.?!\n]{3,120}?[.]?)\s?[-–—])\s(?=\S)|(?P<language>\([A-Z]{2}\))\s")
"""What the record says before the words spoken."""
_NOTES: Final = re.compile(
    r"author|rapporteur|draftsm[ae]n|commission|council|representative|on behalf of|deputising|in writing"
    r"|president-in-office|procedure",
    re.I,
)
_SMALL: Final = re.compile(r"[a-zà-ÿß-ž]")
"""How a note begins in any language; behind it stands a full stop."""
_GOVERNS: Final = re.compile(
    r"(?:member|president|vice-president) of the commission|commissioner|high representative"
    r"|president-in-office|of the council\b|president of the european council"
    r"|(?:mitglied|präsident(?:in)?) der kommission|kommissar|ratspräsident|ratsvorsitzend|des rates\b"
    r"|(?:membre|président|présidente) de la commission|en exercice du conseil"
    r"|(?:miembro|presidente|presidenta) de la comisión|en ejercicio del consejo"
    r"|(?:membro|presidente) della commissione|in carica del consiglio"
    r"|(?:membro|presidente) da comissão|em exercício do conselho"
    r"|(?:lid|voorzitter) van de commissie|voorzitter van de raad"
    r"|medlem af kommissionen|formand for (?:rådet|kommissionen)|ledamot av kommissionen|rådets ordförande"
    r"|komission (?:jäsen|puheenjohtaja)|neuvoston puheenjohtaja|człon(?:ek|kini) komisji",
    re.I,
)
_AUTHOR: Final = re.compile(
    r"\b(?:author|verfasser(?:in)?|auteur|autora?|autore|autrice|indiener|forfatter|frågeställare|laatija)\b",
    re.I,
)
_QUESTION: Final = re.compile(
    r"\bquestions?\b|\bquestion time\b|\banfragen?\b|\bfragestunde\b|\bpreguntas?\b|\binterrogazion[ei]\b"
    r"|\bperguntas?\b|\bvragen(?:uur)?\b|\bvraag\b|\bspørgsmål|\bspørgetid|\bfråg(?:a|or|estund)|\bkysely",
    re.I,
)
_WRITTEN: Final = re.compile(
    r"\(?(?:in writing|schriftlich|par écrit|por escrito|per iscritto|schriftelijk|skriftligt?|kirjallinen"
    r"|na piśmie)\b",
    re.I,
)
_CHAIR: Final = re.compile(
    r"(?:the )?(?:acting )?(?:vice-)?president|(?:der |die )?(?:vize)?präsident(?:in)?|puhemies|formanden"
    r"|talmannen|(?:le |la |el |il |o |a )?pr[eé]sident[ea]?|(?:de )?voorzitter|przewodnicząc[ya]|elnök"
    r"|p[rř]edsed\w+",
    re.I,
)
_PARTY: Final = re.compile(r"(?P<name>[^()]{2,80}?) \((?P<party>[A-Z][\w&/;-]{1,14})\)[.,]?")
"""A name with its group behind."""
_ASIDE: Final = re.compile(
    r"\([^()]{0,160}\b(?:applau|laughter|interrupt|heckl|protest|microphone|minute|agreed|adjourned|resumed"
    r"|suspended|closed|declined|speaker|beifall|zwischenruf)[^()]{0,160}\)",
    re.I,
)
_NAMED: Final = re.compile(r"ep-(\d{4})-(\d{2})-(\d{2})|ep-(\d{2})-(\d{2})-(\d{2})(?!\d)")


def claim(head: Head) -> Claim | None:
    """By its pseudo-tags, which name their chapter and speakers by number."""
    speakers = len(_SPEAKER.findall(head.text))
    if speakers and (_CHAPTER.search(head.text) or speakers > 1):
        return Claim(0.96, _("<CHAPTER>/<SPEAKER ID NAME> of the European Parliament"))
    return None


def read(material: Material) -> Transcript:
    """The chapters of a sitting, a section each."""
    draft = Draft(material.source(), NAME)
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    walk = _Walk(draft)
    walk.lines(material.text)
    _merge(draft)
    _authors_ask(draft, walk.authors)
    language = _language(material.path)
    written = sum(turn.kind == "info" for turn in draft.turns)
    if written:
        draft.notice(
            "written",
            ngettext(
                "{count} explanation was given in writing and not spoken.",
                "{count} explanations were given in writing and not spoken.",
                written,
            ).format(count=written),
        )
    debate(draft)
    proposing.propose(draft, material, language=language)
    return draft.finish(
        _meta(draft, material, language), confidence=material.claim.confidence, why=material.claim.why
    )


class _Walk:
    """One walk over the lines; tags decide where the text after them goes."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._chapter: str | None = None
        """The number of a chapter whose heading has not come yet."""
        self._begins = False
        self.authors: set[int] = set()
        """The turns in which the author of a question or motion speaks, as the record says."""

    def lines(self, text: str) -> None:
        for number, line in numbered(text):
            at = 0
            for tag in _TAG.finditer(line):
                self._text(line[at : tag.start()], number)
                at = tag.end()
                self._tag(tag)
            self._text(line[at:], number)
        self._headed(None)

    def _tag(self, tag: re.Match[str]) -> None:
        name = tag["name"].upper()
        if tag["close"] or name not in ("CHAPTER", "SPEAKER"):
            return
        self._headed(None)
        values = {
            found["key"].upper(): " ".join(unescape(found["value"] or found["bare"] or "").split())
            for found in _ATTRIBUTE.finditer(tag["rest"])
        }
        if name == "CHAPTER":
            self._draft.end_sections()
            self._chapter = values.get("ID", "")
            return
        person = values.get("NAME", "")
        role: Role = "chair" if _CHAIR.fullmatch(person) else "member"
        place = values.get("AFFILIATION") or None
        office, group = (place, None) if place and _GOVERNS.search(place) else (None, place)
        party = _PARTY.fullmatch(person)
        name, group = (party["name"], group or party["party"]) if party else (person, group)
        role = "official" if office else role if person else "unknown"
        index = self._draft.speaker(name, person, role, office=office, group=group)
        turn = self._draft.turn("chair" if role == "chair" else None, index, label=person or None)
        turn.mark = values.get("LANGUAGE")
        self._begins = True

    def _headed(self, line: int | None, heading: str = "") -> None:
        """The heading of the chapter that is open: its first line of text, else its number alone."""
        if self._chapter is None:
            return
        number, self._chapter = self._chapter, None
        self._draft.section(heading or number, 1, number=number or None, printed=heading or None, line=line)

    def _text(self, raw: str, number: int) -> None:
        text = raw.strip()
        if not text:
            return
        if self._chapter is not None:
            self._headed(number, text)
            return
        turn = self._draft.open
        if turn is None:
            self._draft.block(text, "heading" if self._draft.sections else "front", line=number)
            return
        asides = [found.span() for found in _ASIDE.finditer(text)]
        if self._begins and turn is not None:
            asides = self._introduced(text) + asides
        self._begins = False
        if turn is not None and asides == [(0, len(text))]:
            self._draft.block(text, "stage", line=number)
        else:
            self._draft.block(text, line=number, asides=_apart(asides))

    def _introduced(self, text: str) -> list[tuple[int, int]]:
        """What the record says before the first words, which also gives the speaker's part."""
        found = _PART.match(text, 2 if text.startswith(", ") else 0)
        turn = self._draft.turns[-1]
        if found is None or turn.speaker is None:
            return []
        if found["language"]:
            turn.mark = found["language"][1:-1]
            return [found.span("language")]
        note = found["note"].rstrip("-–— ").strip()
        known = any(each.search(note) for each in (_NOTES, _AUTHOR, _GOVERNS, _WRITTEN))
        if not known and not (_SMALL.match(note) and note.endswith(".")):
            return []
        if _WRITTEN.search(note):
            turn.kind = "info"
        self.authors |= {len(self._draft.turns) - 1} if _AUTHOR.search(note) else set()
        speaker = self._draft.speakers[turn.speaker]
        if _GOVERNS.search(note) and not note.lower().startswith("on behalf"):
            turn.speaker = self._draft.speaker(
                speaker.name, speaker.label, "official", office=note.rstrip("."), group=speaker.group
            )
        return [found.span("note")]


def _authors_ask(draft: Draft, authors: set[int]) -> None:
    """In a debate on an oral question its author asks, and Commission or Council answers next."""
    for at in sorted(authors):
        turn = draft.turns[at]
        reply = _reply(draft, at)
        if turn.kind is not None or turn.section is None or reply is None:
            continue
        section = draft.sections[turn.section]
        said = [section.heading, *(block.text for block in draft.blocks[section.start : turn.start])]
        if any(map(_QUESTION.search, said)):
            turn.kind, turn.joins = "question", draft.turns[at - 1].kind == "question" if at else False
            reply.kind = "answer"


def _reply(draft: Draft, at: int) -> TurnDraft | None:
    """The first turn of Commission or Council behind `at`, in its section."""
    for index in range(at + 1, len(draft.turns)):
        turn = draft.turns[index]
        if turn.section != draft.turns[at].section:
            return None
        if turn.kind != "chair" and _official(draft, turn):
            return turn
    return None


def _official(draft: Draft, turn: TurnDraft) -> bool:
    return turn.speaker is not None and draft.speakers[turn.speaker].role == "official"


def _apart(asides: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`asides` in order, without what lies in another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(asides):
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def _merge(draft: Draft) -> None:
    """One speaker a name: what one tag or note leaves out (party, office), another gives."""
    known: dict[str, SpeakerDraft] = {}
    for speaker in draft.speakers:
        if not speaker.name:
            continue
        first = known.setdefault(speaker.name, speaker)
        first.group = first.group or speaker.group
        if speaker.role == "official":
            first.role, first.office = speaker.role, first.office or speaker.office
    for speaker in draft.speakers:
        if speaker.name:
            first = known[speaker.name]
            speaker.role, speaker.office, speaker.group = first.role, first.office, first.group


def _day(draft: Draft, path: str) -> FoundDate | None:
    """The day in the file's name, as the corpus names its files, or else in the front matter."""
    for block in draft.blocks[:20]:
        if block.part in ("front", "heading"):
            for found in find_dates(block.text):
                if found.precision == "day":
                    return found
    named = _NAMED.search(path)
    if named is None:
        return None
    year, month, day = (named[1], named[2], named[3]) if named[1] else (named[4], named[5], named[6])
    if len(year) == 2:
        year = ("19" if int(year) > 50 else "20") + year
    return next(iter(find_dates(f"{year}-{month}-{day}")), None)


def _language(path: str) -> str | None:
    """The corpus keeps a folder a language; English where nothing says another."""
    folders = path.split("/")[:-1]
    return next((each for each in reversed(folders) if re.fullmatch(r"[a-z]{2}", each)), None)


def _meta(draft: Draft, material: Material, language: str | None) -> Metadata:
    day = _day(draft, material.path)
    title = draft.sections[0].heading if len(draft.sections) == 1 else None
    sample = "\n".join(block.text for block in draft.blocks[:200])
    return Metadata(
        title,
        "European Parliament",
        None,
        day.iso if day else None,
        day.printed if day else None,
        language or language_of(sample),
    )
