"""The command that quotes: words with their citation, printed or copied."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import LANGUAGES, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_reader.cli.opening import Place
    from qa_reader.cli.parser import Commands
    from qa_reader.report.quote import Quote
    from qa_reader.transcript.model import Span, Transcript
    from qa_reader.transcript.units import Unit


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    quote = commands.add(
        "quote",
        _quote,
        _("quote with citation: a question and its answers, a part of it, or a highlight"),
        _(
            "--verify FILE looks for each quote of a finished report (text, Markdown, HTML, LaTeX, Org, "
            "DOCX) in the transcripts and shows each word that differs. Exit status 1: a quote "
            "differs, or is not there."
        ),
    )
    quote.add_argument(
        "ids",
        metavar="ID",
        nargs="*",
        help=_("x.txt#q3, its question x.txt#q3/q, its second answer x.txt#q3/a2, or a highlight's record"),
    )
    quote.add_argument("--style", metavar="STYLE", help=_("how it is written; see --list-styles"))
    quote.add_argument(
        "--citation", choices=LANGUAGES, help=_("language of the citation (default: the transcript's)")
    )
    quote.add_argument(
        "--together", action="store_true", help=_("as one quote, with an ellipsis where words are left out")
    )
    quote.add_argument("--copy", action="store_true", help=_("copy it as well"))
    quote.add_argument("--list-styles", action="store_true", help=_("list the styles, your own too, and end"))
    quote.add_argument("--verify", metavar="FILE", action="append", help=_("check the quotes of a report"))
    quote.add_argument("--json", action="store_true", help=_("with --verify: print JSON Lines"))


def _quote(asked: argparse.Namespace, output: Output) -> int:
    if asked.list_styles:
        return _list_styles(output)
    if asked.verify:
        from qa_reader.cli.verifying import verify

        return verify(asked, output)
    if not asked.ids:
        raise Failure(_("quote: give an ID, or --list-styles, or --verify FILE; see qa-reader quote --help"))
    return _written(asked, output)


def _list_styles(output: Output) -> int:
    from qa_reader.language.layout import cells
    from qa_reader.report.styles import styles

    known = styles()
    width = max(cells(style.name) for style in known)
    for style in known:
        where = f"  {style.path}" if style.own else ""
        output.text(f"{style.name}{' ' * (width - cells(style.name))}  {style.label}{where}")
    return 0


def _written(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.config import settings
    from qa_reader.report.styles import BadStyle, NoSuchStyle, find, render

    style = asked.style or settings.load().quote_style
    try:
        find(style)
    except NoSuchStyle:
        raise Failure(
            _("{style}: no such style; see qa-reader quote --list-styles").format(style=style)
        ) from None
    place = Place(asked, output)
    named = [_named(place, text) for text in asked.ids]
    try:
        text = render(
            _together(named, asked.citation) if asked.together else _each(named, asked.citation), style
        )
    except BadStyle as error:
        raise Failure(str(error)) from None
    output.text(text)
    if asked.copy:
        from qa_reader.config.paths import state_dir
        from qa_reader.terminal import clipboard

        output.flush()
        copied = clipboard.copy(text, state_dir() / clipboard.LAST_COPY, write=clipboard.terminal_writer())
        output.warn(copied.message)
        return 0 if copied.way != "nowhere" else 2
    return 0


Named = tuple["Transcript", "Unit", "Sequence[Span] | None"]
"""Where words are: the unit, and its parts that are meant; None for the whole."""


def _each(named: Sequence[Named], lang: str | None) -> list[Quote]:
    from qa_reader.report.quote import take

    return [
        take(transcript, unit if spans is None else spans, lang, unit=unit)
        for transcript, unit, spans in named
    ]


def _together(named: Sequence[Named], lang: str | None) -> list[Quote]:
    """All as one quote. Raises Failure where they are not of one transcript."""
    from qa_reader.report.quote import take, unit_spans

    transcript, unit, _spans = named[0]
    if any(other.id != transcript.id for other, _unit, _spans in named):
        raise Failure(_("--together: all words must be of one transcript"))
    spans = [
        span
        for _t, each, given in named
        for span in (unit_spans(transcript, each) if given is None else given)
    ]
    alone = unit if all(each == unit for _t, each, _s in named) else None
    return [take(transcript, spans, lang, unit=alone)]


def _named(place: Place, text: str) -> Named:
    """What `text`, an ID or a record, names."""
    from qa_reader.cli.understanding import no_such_part
    from qa_reader.report.quote import part_spans

    if place.is_record(text):
        return _highlighted(place, text)
    named = place.question(text)
    transcript = named.reading.transcript
    if not named.suffix:
        return transcript, named.unit, None
    spans = part_spans(transcript, named.unit, named.suffix)
    if not spans:
        raise Failure(no_such_part(text))
    return transcript, named.unit, spans


def _highlighted(place: Place, text: str) -> Named:
    """The words that an annotation is about, or its unit where it is about no words."""
    found = place.record(text)
    reading = found.desk.reading(found.transcript)
    annotation = next((a for a in reading.said.annotations if a.id == found.revision.id), None)
    if annotation is None:
        raise Failure(_("{id}: this annotation has been deleted").format(id=text))
    if annotation.lost:
        raise Failure(
            _("{id}: its words are not surely found in the transcript as it is now").format(id=text)
        )
    named = found.desk.resolve(found.revision.question)
    return reading.transcript, named[1], [annotation.span] if annotation.span else None
