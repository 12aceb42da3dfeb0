"""The command that quotes: words with their citation, printed or copied."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import LANGUAGES, _

if TYPE_CHECKING:
    from qa_reader.cli.opening import Place
    from qa_reader.cli.parser import Commands
    from qa_reader.report.quote import Quote


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    from qa_reader.report.styles import STYLES

    quote = commands.add(
        "quote",
        _quote,
        _("quote with citation: a question and its answers, a part of it, or a highlight"),
    )
    quote.add_argument(
        "ids",
        metavar="ID",
        nargs="+",
        help=_("x.txt#q3, its question x.txt#q3/q, its second answer x.txt#q3/a2, or a highlight's record"),
    )
    quote.add_argument("--style", choices=STYLES, help=_("how it is written"))
    quote.add_argument(
        "--citation", choices=LANGUAGES, help=_("language of the citation (default: the transcript's)")
    )
    quote.add_argument("--copy", action="store_true", help=_("copy it as well"))


def _quote(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.config import settings
    from qa_reader.report.quote import render

    place = Place(asked, output)
    quotes = [_found(place, text, asked.citation) for text in asked.ids]
    text = render(quotes, asked.style or settings.load().quote_style)
    output.text(text)
    if asked.copy:
        from qa_reader.config.paths import state_dir
        from qa_reader.terminal import clipboard

        output.flush()
        copied = clipboard.copy(text, state_dir() / clipboard.LAST_COPY, write=clipboard.terminal_writer())
        output.warn(copied.message)
        return 0 if copied.way != "nowhere" else 2
    return 0


def _found(place: Place, text: str, lang: str | None) -> Quote:
    """The quote that `text` names."""
    from qa_reader.cli.understanding import no_such_part
    from qa_reader.report.quote import part_spans, take

    if place.is_record(text):
        return _highlighted(place, text, lang)
    named = place.question(text)
    transcript = named.reading.transcript
    if not named.suffix:
        return take(transcript, named.unit, lang)
    spans = part_spans(transcript, named.unit, named.suffix)
    if not spans:
        raise Failure(no_such_part(text))
    return take(transcript, spans, lang, unit=named.unit)


def _highlighted(place: Place, text: str, lang: str | None) -> Quote:
    """The words that an annotation is about, or its unit where it is about no words."""
    from qa_reader.report.quote import take

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
    return take(reading.transcript, annotation.span or named[1], lang, unit=named[1])
