"""HTML: one page that needs nothing else, neither network nor script: quotes, figures, transcripts as marked.

Its style and its script are in the page, allowed by their hashes; a content security policy forbids all else.
The script filters and searches, and what needs it is hidden until it runs.
"""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from qa_reader.library.made import GENERATOR
from qa_reader.locales import _, ngettext
from qa_reader.locales import language as spoken
from qa_reader.report.document import Comment, Heading, Quotation
from qa_reader.report.escaping import html, one_line, web_address
from qa_reader.report.figures.charts import charts, colour
from qa_reader.report.figures.svg import svg
from qa_reader.report.outputs.inplace import Names, colours, transcript
from qa_reader.report.outputs.templating import Ready, template

if TYPE_CHECKING:
    from qa_reader.coding.counts import Seen
    from qa_reader.report.document import Document, Part
    from qa_reader.report.figures.charts import Chart


def render(document: Document) -> str:
    """The report as a page."""
    names = Names(document.codebook)
    places = {seen.transcript.id: number for number, seen in enumerate(document.transcripts)}
    parts = [_part(part, names, places) for part in document.parts]
    texts = [
        (f"t{number}", _title(seen), seen.transcript.id, Ready("".join(transcript(seen, number, names))))
        for number, seen in enumerate(document.transcripts)
    ]
    figures = charts(document.counts, document.codebook) if document.counts is not None else ()
    stances = [code.id for code in document.codebook.stances() if code.id in names.codes]
    known = {code: colour(document.codebook.get(code).colour) for code in names.codes}
    style = _asset("report.css") + colours(names, known)
    script = _asset("report.js")
    return template("report.html").render(
        document=document,
        generator=GENERATOR,
        language=document.language,
        parts=parts,
        texts=texts,
        figures=[(chart, Ready(svg(chart, alone=False)), _records(chart)) for chart in figures],
        people=[(key, name or _("(not named)")) for name, key in names.people.items()],
        sections=[(key, name) for name, key in names.sections.items() if name],
        stances=[(names.code(code), Ready(names.tagged((code,)))) for code in stances],
        style=Ready(style),
        script=Ready(script),
        policy=(
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        spoken=spoken(),
        words=_page_words(),
        about=_about(document),
    )


def _page_words() -> dict[str, str]:
    """What the page itself says, in the program's language."""
    return {
        "search": _("Search"),
        "speaker": _("Speaker"),
        "stance": _("Stance"),
        "section": _("Section"),
        "all": _("all"),
        "figures": _("Figures"),
        "counted": _("What is counted"),
    }


def _about(document: Document) -> str:
    """The day, and how many quotes and annotations there are."""
    quotes = len(document.quotations)
    said = sum(len(seen.said.annotations) for seen in document.transcripts)
    told = [document.made]
    if quotes:
        told.append(ngettext("{n} quote", "{n} quotes", quotes).format(n=quotes))
    if said:
        told.append(ngettext("{n} annotation", "{n} annotations", said).format(n=said))
    return " · ".join(told)


def _part(part: Part, names: Names, places: dict[str, int]) -> Ready:
    if isinstance(part, Heading):
        return Ready(f"<h2>{html(one_line(part.text))}</h2>")
    if isinstance(part, Comment):
        return Ready(f"<p class=comment>{html(part.text)}</p>")
    return _quotation(part, names, places)


def _quotation(part: Quotation, names: Names, places: dict[str, int]) -> Ready:
    words = "".join(
        (f"<p class=voice>{html(one_line(said.voice))}</p>" if said.voice else "")
        + "".join(f"<p>{html(block)}</p>" for block in said.blocks)
        for said in part.words
    )
    chips = "".join(
        f"<span class='chip {names.code(code)}'>{names.tagged((code,))}</span>"
        for code in (*part.stances, *part.codes)
    )
    number = places.get(part.quote.citation.path)
    there = ""
    if part.spans and number is not None:
        label = html(_("in the text"))
        there = f" <a href='#b{number}-{part.spans[0].start.block}'>{label}</a>"
    heading = part.quote.citation.sections[-1].heading if part.quote.citation.sections else ""
    people = " ".join(names.person(name) for name in part.speakers)
    known = " ".join(names.code(stance) for stance in part.stances)
    return Ready(
        f"<figure class=quote id='r-{html(part.record)}' data-p='{people}' data-k='{known}' "
        f"data-s='{names.section(heading)}'><blockquote>{words}</blockquote>"
        f"<figcaption>{chips} {_linked(part)}{there}</figcaption>"
        + (f"<p class=doubt>⚠ {html(part.doubt)}</p>" if part.doubt else "")
        + (f"<p class=comment>{html(part.comment)}</p>" if part.comment else "")
        + "</figure>"
    )


def _linked(part: Quotation) -> str:
    """The citation, its address a link where it is one for the web."""
    address = web_address(part.url)
    before, found, after = part.citation.partition(address or "\0")
    if not address or not found:
        return html(one_line(part.citation))
    link = f"<a href='{html(address)}' rel='noreferrer noopener'>{html(address)}</a>"
    return f"{html(one_line(before))}{link}{html(one_line(after))}"


def _title(seen: Seen) -> str:
    meta = seen.transcript.meta
    return meta.title or meta.meeting or seen.transcript.id


def _records(chart: Chart) -> Ready:
    """What each count of a chart counts, by ids: records, which are on the page, or questions."""

    def told(record: str) -> str:
        if "#" in record:
            return html(record)
        return f"<a href='#r-{html(record)}'>{html(record[-8:])}</a>"

    rows = "".join(
        f"<tr><td>{html(one_line(bar.label))}<td>{html(piece.glyph)} {html(one_line(piece.label))}"
        f"<td>{piece.count}<td>{' '.join(map(told, piece.records))}"
        for bar in chart.bars
        for piece in bar.pieces
    )
    return Ready(f"<table>{rows}</table>")


def _asset(name: str) -> str:
    return resources.files("qa_reader.report.outputs").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
