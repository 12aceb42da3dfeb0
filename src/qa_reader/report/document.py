"""A report ready to be written out: its items in order, with all that any output says of them.

    compose(report, look, codebook, …) -> Document

An output (`report.outputs`) turns a `Document` into text or bytes, and looks at nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_reader.locales import _
from qa_reader.report.gathering import Doubt, Gathered, Look, gathered
from qa_reader.transcript.units import split_id

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Codebook
    from qa_reader.annotation.reports import Report
    from qa_reader.coding.counts import Counts, Seen
    from qa_reader.report.citation import Citation, Voice
    from qa_reader.report.manner import Manner
    from qa_reader.report.quote import Quote
    from qa_reader.transcript.model import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report."""

    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """Words of whoever made the report."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What one voice says."""

    voice: str
    """Who says it, as what; empty where the citation tells."""
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote with its citation in words."""

    record: str
    """The item's record id."""
    quote: Quote
    words: tuple[Words, ...]
    citation: str
    """All of it, the address too."""
    url: str | None
    comment: str
    doubt: str
    """Why it needs its reader's eye, in words; empty where it does not."""
    question: str
    speakers: tuple[str, ...]
    section: str
    stances: tuple[str, ...]
    """Ids of the stances (top level) given to the exchange it is from."""
    codes: tuple[str, ...]
    """Codes of the highlight that it quotes."""
    spans: tuple[Span, ...]


Part = Heading | Comment | Quotation


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it is written out."""

    title: str
    language: str
    """BCP 47: that of most of its quotes."""
    made: str
    """The day it was written out, ISO."""
    parts: tuple[Part, ...]
    codebook: Codebook
    transcripts: tuple[Seen, ...] = ()
    """What it quotes from, to be shown whole where an output can."""
    counts: Counts | None = None

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotes among its parts."""
        return tuple(part for part in self.parts if isinstance(part, Quotation))


def compose(
    report: Report, look: Look, codebook: Codebook, *, made: str, counts: Counts | None = None
) -> Document:
    """`report` with its quotes as their transcripts have them now; `look` reads a transcript."""
    known: dict[str, Seen | None] = {}

    def once(transcript: str) -> Seen | None:
        if transcript not in known:
            known[transcript] = look(transcript)
        return known[transcript]

    parts = [_part(each, once, codebook) for each in gathered(report.items, once)]
    languages = Counter(part.quote.manner.language for part in parts if isinstance(part, Quotation))
    return Document(
        title=report.name,
        language=languages.most_common(1)[0][0] if languages else "ja",
        made=made,
        parts=tuple(part for part in parts if part is not None),
        codebook=codebook,
        transcripts=tuple(seen for seen in known.values() if seen is not None),
        counts=counts,
    )


def _part(each: Gathered, look: Look, codebook: Codebook) -> Part | None:
    item = each.item
    if item.kind == "heading":
        return Heading(item.text)
    if item.kind == "comment":
        return Comment(item.text)
    if each.quote is None:
        return None
    seen = look(split_id(item.of).transcript)
    question = each.quote.citation.question or item.of
    held = seen.said.stances(question).values() if seen is not None else ()
    tied = next((a for a in seen.said.annotations if a.id == item.record), None) if seen is not None else None
    return Quotation(
        record=item.id,
        quote=each.quote,
        words=_words(each.quote),
        citation=citation(each.quote),
        url=each.quote.citation.url,
        comment=item.text,
        doubt=doubted(each.doubt),
        question=question,
        speakers=tuple(dict.fromkeys(_names(each.quote))),
        section=" › ".join(section.heading for section in each.quote.citation.sections),
        stances=tuple(dict.fromkeys(held)),
        codes=tuple(c for c in tied.revision.codes if codebook.stance_of((c,)) is None) if tied else (),
        spans=each.spans,
    )


def _words(quote: Quote) -> tuple[Words, ...]:
    one = quote.voice is not None
    found: list[Words] = []
    for extract in quote.extracts:
        if extract.omitted:
            found.append(Words("", (quote.manner.ellipsis.strip(),)))
        voice = "" if one or extract.voice is None else quote.manner.voice(extract.voice)
        found.append(Words(voice, extract.paragraphs(quote.manner.ellipsis)))
    return tuple(found)


def _names(quote: Quote) -> list[str]:
    voices = (extract.voice for extract in quote.extracts)
    return [voice.speaker.name for voice in voices if voice is not None and voice.speaker is not None]


def citation(quote: Quote) -> str:
    """A quote's citation on one line: who, where, question, page or line, address."""
    return citation_of(quote.citation, quote.voice, quote.manner)


def citation_of(cited: Citation, voice: Voice | None, manner: Manner) -> str:
    """A citation on one line, of what `voice` says, or several do (None)."""
    items = [manner.voice(voice)] if voice is not None else []
    items += [*manner.meeting(cited), *manner.place(cited), manner.source(cited)]
    return manner.comma.join(item for item in items if item)


def doubted(doubt: Doubt) -> str:
    """Why a quote needs its reader's eye, in words."""
    return {
        "": "",
        "changed": _("the transcript has other words now than were quoted"),
        "moved": _("the words stand at another place now"),
        "deleted": _("the annotation it was tied to was deleted"),
        "lost": _("the words are not surely found any more; they stand here as they were quoted"),
        "missing": _("the transcript cannot be read; the words stand here as they were quoted"),
    }[doubt]
