"""What a style's template may print of a quote; `docs/quoting.md` lists these fields, held to it by a test.

A part that neither the source nor the reader gives is None: it prints as nothing and counts as false. All but
the words are on one line, whatever the source holds, so that no style has to mind lines in names or titles.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from qa_reader.report.csl import authors, csl_item
from qa_reader.report.escaping import web_address
from qa_reader.report.manner import clock, date_parts

if TYPE_CHECKING:
    from qa_reader.report.citation import Citation, Voice
    from qa_reader.report.manner import Manner
    from qa_reader.report.quote import Extract, Quote


_LANGUAGES: Final = {
    "ja": "japanese", "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian",
    "pt": "portuguese", "nl": "dutch", "ko": "korean", "zh": "chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VoiceFields:
    """Who says something, as what."""

    voice: str = ""
    """In words: 「担当課長答弁」."""
    name: str = ""
    """With role or office: 「宮地議員」."""
    saying: str = ""
    """In running text: 「と答弁した」, "answered"."""
    speaker: str | None = None
    """The name alone, as printed."""
    role: str | None = None
    """member, official, reporter …"""
    office: str | None = None
    group: str | None = None
    kind: str | None = None
    """question, answer, remark …"""


@dataclass(frozen=True, slots=True)
class ExtractFields(VoiceFields):
    """Words that one voice says without a break."""

    words: str = ""
    paragraphs: tuple[str, ...] = ()
    omitted: bool = False
    """Whether words were left out between this extract and the one before it."""


@dataclass(frozen=True, slots=True)
class QuoteFields(VoiceFields):
    """A quote with its citation. The voice's fields are those of the one who says all of it, else empty."""

    words: str = ""
    paragraphs: tuple[str, ...] = ()
    extracts: tuple[ExtractFields, ...] = ()
    index: int = 1
    """Which of the quotes written together, from 1."""

    authors: tuple[str, ...] = ()
    """Names of who answers; of who speaks, where no answer is quoted."""
    askers: tuple[str, ...] = ()
    """Names of who asked."""
    body: str | None = None
    meeting: str | None = None
    title: str | None = None
    date: str | None = None
    """ISO 8601 with the precision known."""
    date_printed: str | None = None
    date_text: str | None = None
    """The date in words."""
    year: str | None = None
    month: str | None = None
    day: str | None = None
    section: str | None = None
    """The innermost heading."""
    sections: tuple[str, ...] = ()
    """The headings from the outermost."""
    number: str | None = None
    """The question's number as printed."""
    number_text: str | None = None
    """「質問3」."""
    page: str | None = None
    page_text: str | None = None
    """「12ページ」, "pp. 11–12"."""
    line: int | None = None
    time: float | None = None
    """Seconds into the recording."""
    clock: str | None = None
    """The same as h:mm:ss."""
    recording: str | None = None
    url: str | None = None
    web: str | None = None
    """The URL where it is one for the web, fit to be a link; else None."""
    accessed: str | None = None
    """ISO date on which the page was read, where that is known."""
    accessed_text: str | None = None
    language: str | None = None
    """Of the words (BCP 47)."""
    langid: str | None = None
    """The same by the name that babel and biblatex use, for those we know."""
    id: str = ""
    """The question ID."""
    file: str = ""
    """The transcript's path in the workspace."""
    sha256: str = ""
    """Of the file."""
    key: str = ""
    """A citation key: ASCII, the same every time, another for other words."""

    meeting_items: tuple[str, ...] = ()
    """Body, meeting and date in words, or the title."""
    items: tuple[str, ...] = ()
    """The whole citation but for the URL: voice, meeting, date, section, number, page, ID and line."""
    source: str = ""
    """The URL with the day it was read, in words."""
    csl: dict[str, Any] = field(default_factory=dict)
    """The reference as an item of CSL-JSON."""

    citation_language: str = ""
    """The language the citation is in: ja or en."""
    open: str = ""
    """Opening quotation mark; this and what follows are of the citation's language."""
    close: str = ""
    left: str = ""
    right: str = ""
    """Brackets around a citation."""
    comma: str = ""
    colon: str = ""
    ellipsis: str = ""


def fields(quote: Quote, index: int = 1) -> QuoteFields:
    """The fields of `quote`, the `index`-th of those written together."""
    manner, cited = quote.manner, quote.citation
    extracts = tuple(_extract(extract, manner) for extract in quote.extracts)
    one = quote.voice
    parts = [*date_parts(cited.date), None, None, None]
    (opening, closing), (left, right) = manner.marks, manner.brackets
    meeting = tuple(manner.meeting(cited))
    words = "\n".join(extract.words for extract in extracts)
    key = citation_key(cited, words if quote.partial else "")
    said: dict[str, Any] = {
        "words": words,
        "paragraphs": tuple(paragraph for extract in extracts for paragraph in extract.paragraphs),
        "extracts": extracts,
        "index": index,
        "csl": csl_item(cited, key, words, manner.number(cited)),
    }
    about = dict(
        **_voice(one, manner),
        authors=authors(cited),
        askers=tuple(speaker.name for speaker in cited.askers),
        body=cited.body,
        meeting=cited.meeting,
        title=cited.title,
        date=cited.date,
        date_printed=cited.date_printed,
        date_text=manner.date(cited.date) or cited.date_printed,
        year=parts[0],
        month=parts[1],
        day=parts[2],
        section=cited.sections[-1].heading if cited.sections else None,
        sections=tuple(section.heading for section in cited.sections),
        number=cited.number,
        number_text=manner.number(cited),
        page=cited.page,
        page_text=manner.page(cited),
        line=cited.line,
        time=cited.time,
        clock=clock(cited.time),
        recording=cited.recording,
        url=cited.url,
        web=web_address(cited.url),
        accessed=cited.accessed,
        accessed_text=manner.date(cited.accessed) or cited.accessed,
        language=cited.language,
        langid=_LANGUAGES.get((cited.language or "").lower().partition("-")[0]),
        id=cited.question or cited.path,
        file=cited.path,
        sha256=cited.sha256,
        key=key,
        meeting_items=meeting,
        items=tuple(
            item for item in (manner.voice(one) if one else "", *meeting, *manner.place(cited)) if item
        ),
        source=manner.source(cited),
        citation_language=manner.language,
        open=opening,
        close=closing,
        left=left,
        right=right,
        comma=manner.comma,
        colon=manner.colon,
        ellipsis=manner.ellipsis.strip(),
    )
    return QuoteFields(**said, **{name: _on_one_line(value) for name, value in about.items()})


def citation_key(citation: Citation, words: str = "") -> str:
    """A key for `citation`: ASCII, the same every time; `words` where a part of the question is quoted.

    What of the file's name is no ASCII becomes a hash, so that two names never give one key.
    """
    name = citation.path.rpartition("/")[2].rpartition(".")[0] or citation.path
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40]
    label = (citation.question or "").rpartition("#")[2]
    parts = [slug, label]
    if plain != name or "/" in citation.path or not slug:
        parts.insert(1, hashlib.sha256(citation.path.encode("utf-8", "replace")).hexdigest()[:6])
    if words:
        parts.append(hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:6])
    return "-".join(part for part in parts if part)


def _on_one_line(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.splitlines())
    return tuple(map(_on_one_line, value)) if isinstance(value, tuple) else value


def _extract(extract: Extract, manner: Manner) -> ExtractFields:
    paragraphs = extract.paragraphs(manner.ellipsis)
    return ExtractFields(
        **{name: _on_one_line(value) for name, value in _voice(extract.voice, manner).items()},
        words="\n".join(paragraphs),
        paragraphs=paragraphs,
        omitted=extract.omitted,
    )


def _voice(voice: Voice | None, manner: Manner) -> dict[str, Any]:
    if voice is None:
        return {}
    speaker = voice.speaker
    return {
        "voice": manner.voice(voice),
        "name": manner.name(voice),
        "saying": manner.saying(voice),
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker and speaker.role not in ("unknown", "info") else None,
        "office": speaker.office if speaker else None,
        "group": speaker.group if speaker else None,
        "kind": voice.kind,
    }
