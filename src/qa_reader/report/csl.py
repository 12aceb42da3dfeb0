"""A citation as an item of CSL-JSON, the form that Zotero, pandoc and citeproc read.

The schema (csl-data.json of citation-style-language/schema) allows no field of our own but `custom`, which
holds what makes the quote checkable: question ID, file hash, line, and the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_reader.report.manner import date_parts

if TYPE_CHECKING:
    from qa_reader.report.citation import Citation


def csl_item(citation: Citation, key: str, words: str, number: str | None) -> dict[str, Any]:
    """`citation` of `words` under the citation key `key`; what is not known is left out.

    `number` is the question's number in words: styles print that of a hearing behind “Hearing on”, and its
    section, which is therefore not the heading, behind “before the” (CSL 1.0.2, appendix IV).
    """
    kind = _type(citation)
    names = authors(citation)
    askers = [speaker.name for speaker in citation.askers if speaker.name not in names]
    section = " › ".join(section.heading for section in citation.sections)
    item: dict[str, Any] = {
        "id": key,
        "type": kind,
        "title": citation.title or citation.meeting or citation.path,
        "container-title": citation.meeting if citation.title else None,
        "authority": citation.body,
        "event-title": citation.meeting,
        "event-date": _date(citation.date),
        "issued": _date(citation.date)
        or ({"literal": citation.date_printed} if citation.date_printed else None),
        "author": [{"literal": name} for name in names],
        ("interviewer" if kind == "interview" else "contributor"): [{"literal": n} for n in askers],
        "number": number,
        "page": citation.page.replace("–", "-") if citation.page else None,
        ("part-title" if kind == "hearing" else "section"): section,
        "URL": citation.url,
        "accessed": _date(citation.accessed),
        "language": citation.language,
        "custom": {
            name: value
            for name, value in (
                ("question-id", citation.question),
                ("file", citation.path),
                ("sha256", citation.sha256),
                ("line", citation.line),
                ("time", citation.time),
                ("recording", citation.recording),
                ("quote", words),
            )
            if value not in (None, "")
        },
    }
    return {name: value for name, value in item.items() if value}


def authors(citation: Citation) -> tuple[str, ...]:
    """Names of who answers in the words, each once; of who speaks there, where nobody answers."""
    heard = [voice for voice in citation.voices if voice.speaker is not None]
    said = [voice for voice in heard if voice.kind == "answer"] or heard
    return tuple(dict.fromkeys(voice.speaker.name for voice in said if voice.speaker))


def _type(citation: Citation) -> str:
    """What it is a record of, by who takes part; `document` where that tells nothing."""
    roles = {speaker.role for speaker in citation.askers}
    roles |= {voice.speaker.role for voice in citation.voices if voice.speaker is not None}
    if roles & {"host", "guest"}:
        return "interview"
    if "reporter" in roles:
        return "speech"
    if roles & {"chair", "member", "official", "witness", "clerk"}:
        return "hearing"
    return "document"


def _date(iso: str | None) -> dict[str, Any] | None:
    parts = [int(part) for part in date_parts(iso)]
    return {"date-parts": [parts]} if parts else None
