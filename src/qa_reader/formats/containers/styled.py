"""Word files whose paragraph styles say what each line is: speaker, text, heading, stage direction.

Parliaments' offices write so (`D3/ Intervinent`, `D3/ Text normal`, `D3/ Acotació`), each in its language:
what a style is called tells what it means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from qa_reader.formats.containers.wordtext import Word
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Material
from qa_reader.formats.parliaments.floor import debate, preside
from qa_reader.formats.turns import proposing
from qa_reader.language.dates import find_dates
from qa_reader.language.guess import language_of
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Role, Transcript

_SPEAKER: Final = re.compile(
    r"intervin|interven|speaker|orador|orateur|oratore|redner|sprecher|taler|puhuja|talare|发言人|發言者|発言者|話者",
    re.IGNORECASE,
)
_STAGE: Final = re.compile(r"acotaci|stage|direction|didascal|kommentar|scenic|aside|ト書", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"t[íi]tol|t[íi]tulo|titre|titolo|title|heading|überschrift|punkt|見出し|件名", re.I
)
_REFERENCE: Final = re.compile(r"[\d/\-.\s]{3,40}")
_FRONT: Final = re.compile(r"^(?:C/|D1/|D2/)|davantal|òrgan|sessi[óo]n?\b|cover|portada|front", re.IGNORECASE)
_BODY: Final = re.compile(r"òrgan|órgano|body", re.IGNORECASE)
_MEETING: Final = re.compile(r"sessi[óo]n?\b|session|sitting", re.IGNORECASE)
_HELD: Final = re.compile(r"(?P<office>[^()]{3,160}?)\s?\((?P<name>[^()]{3,80})\)\.?")
_ARTICLE: Final = r"(?:el|la|els|les|l['’]|los|las|le|il|o|a|os|as|der|die|the|madam|mr\.?)?\s?"
_CHAIR: Final = re.compile(
    rf"{_ARTICLE}(?:(?:vice|sots)?president[ae]?|présidente?|präsident(?:in)?|speaker|chair\w{{0,6}}|presidenza"
    r"|议长|議長|委員長)"
    r"(?:\s(?:primer[ao]?|segon[a]?|segund[ao]|tercer[ao]?|first|second|d['’]edat|accidental|en funcions"
    r"|del parlament|de la mesa|de la cambra|da assembleia(?: da república)?))?\.?",
    re.IGNORECASE,
)
_GOVERNS: Final = re.compile(
    r"\b(?:conseller[a]?|consejer[oa]|ministr[aeo]s?|minister|secret[àa]ri[ao]?|secretary|commissioner|president[ae]?"
    r"|vicepresident[ae]?|s[íi]ndic[a]?|director[a]?|delega[dt][oa]?|premier|mayor|alcalde(?:ssa)?)\b",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(r"\((?:[A-ZÀ-Þ][^()]{2,120}\.|Applause|Laughter)\)")
_LEAST: Final = 2


def is_styled(words: Sequence[Word]) -> bool:
    """Do paragraph styles say who speaks?"""
    return sum(bool(_SPEAKER.search(word.style)) for word in words) >= _LEAST


def interpret(draft: Draft, words: Sequence[Word], material: Material, meta: Metadata) -> Transcript:
    """Fill `draft` with a document for which `is_styled` holds, and finish it."""
    first = next(at for at, word in enumerate(words) if _SPEAKER.search(word.style))
    known = _front(words[:first], meta)
    title: list[Word] = []
    for at, word in enumerate(words):
        text = word.text.strip()
        page = str(word.page) if word.page else None
        if _SPEAKER.search(word.style):
            _headed(draft, title)
            _speaks(draft, text)
        elif _heads(word):
            title.append(word)
        elif at < first:
            draft.block(text, "front", page=page)
        else:
            _headed(draft, title)
            if _STAGE.search(word.style):
                draft.block(text, "stage", page=page)
                continue
            if draft.open is None and draft.turns:
                _goes_on(draft)
            draft.block(text, page=page, asides=[found.span() for found in _ASIDE.finditer(text)])
    _headed(draft, title)
    preside(draft)
    debate(draft)
    language = known.language or language_of("\n".join(word.text for word in words[:200]))
    proposing.propose(draft, material, language=language)
    styles = Counter(word.style for word in words if _SPEAKER.search(word.style)).most_common(2)
    why = ", ".join(f"{count} × {style}" for style, count in styles)
    return draft.finish(
        known._replace(language=language),
        confidence=0.97,
        why=_("paragraph styles: {styles}").format(styles=why),
    )


def _heads(word: Word) -> bool:
    return bool(_TITLE.search(word.style) or word.level) and not _FRONT.search(word.style)


def _headed(draft: Draft, title: list[Word]) -> None:
    """Lines of a heading together: its words, and the file number that stands below them."""
    if not title:
        return
    texts = [word.text.strip() for word in title]
    number = next((text for text in texts if _REFERENCE.fullmatch(text)), None)
    heading = " ".join(text for text in texts if text != number) or texts[0]
    page = title[0].page
    draft.section(
        heading,
        max(1, title[0].level),
        number=number,
        printed="\n".join(texts),
        page=str(page) if page else None,
    )
    title.clear()


def _speaks(draft: Draft, label: str) -> None:
    """Open the turn of whom a speaker's line names: a person, an office, or an office and who holds it."""
    found = _HELD.fullmatch(label)
    office = found["office"].strip() if found else None
    name = found["name"].strip() if found else label
    role: Role = "member"
    if _CHAIR.fullmatch(office or label):
        role = "chair"
    elif _GOVERNS.search(office or label):
        role = "official"
    group = office if office and role == "member" else None
    draft.turn(
        None, draft.speaker(name, label, role, office=None if group else office, group=group), label=label
    )


def _goes_on(draft: Draft) -> None:
    """Whoever spoke goes on behind a heading: in these files nobody speaks without a line of their own."""
    last = draft.turns[-1]
    draft.turn(last.kind, last.speaker).joins = True


def _front(words: Sequence[Word], meta: Metadata) -> Metadata:
    """House, sitting and day, as the lines before the first speaker print them."""
    body = next((word.text.strip() for word in words if _BODY.search(word.style)), None)
    meeting = next((word.text.strip() for word in words if _MEETING.search(word.style)), None)
    texts = [word.text for word in words if len(word.text) < 300]
    days = [day for text in texts for day in find_dates(text) if day.precision == "day"]
    day = next(iter(days), None)
    if day is None and (named := next(filter(None, map(_romance_day, texts)), None)):
        return meta._replace(
            title=meeting or meta.title,
            body=body,
            meeting=meeting,
            date=named[0],
            date_printed=named[1],
        )
    return meta._replace(
        title=meeting or meta.title,
        body=body,
        meeting=meeting,
        date=day.iso if day else meta.date,
        date_printed=day.printed if day else meta.date_printed,
    )


_MONTHS: Final = {
    name: month
    for month, names in enumerate(
        (
            "gener enero janeiro janvier gennaio", "febrer febrero fevereiro février febbraio",
            "març marzo março mars", "abril avril aprile", "maig mayo maio mai maggio",
            "juny junio junho juin giugno", "juliol julio julho juillet luglio", "agost agosto août",
            "setembre septiembre setembro septembre settembre", "octubre outubro octobre ottobre",
            "novembre noviembre novembro", "desembre diciembre dezembro décembre dicembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DAY: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:er|º)?\s(?:de\s|d['’]\s?)?(?P<month>{'|'.join(_MONTHS)})\s(?:de\s|del\s)?(?P<year>\d{{4}})",
    re.IGNORECASE,
)


def _romance_day(text: str) -> tuple[str, str] | None:
    """A day in the languages of Southern Europe: `18 de desembre de 2018`."""
    found = _DAY.search(text)
    if found is None or not 1 <= int(found["day"]) <= 31:
        return None
    month = _MONTHS[found["month"].lower()]
    return f"{found['year']}-{month:02}-{int(found['day']):02}", found.group()
