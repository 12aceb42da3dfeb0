"""Commands that find: what was said (list), and words in transcripts and notes (search)."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, language

if TYPE_CHECKING:
    from qa_reader.annotation.said import Annotation
    from qa_reader.cli.opening import Place
    from qa_reader.cli.output import Line
    from qa_reader.cli.parser import Commands
    from qa_reader.desk.workspace import Desk
    from qa_reader.library.search import Hit
    from qa_reader.store.faults import Problem


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    path = _("a transcript or a folder (default: the workspace here)")
    or_question = _("a question, a transcript or a folder (default: the workspace here)")

    listing = commands.add(
        "list", _list, _("what was said"), _("Exit status 1: nothing was."), without=("annotator",)
    )
    listing.add_argument("path", metavar="PATH", nargs="?", help=or_question)
    listing.add_argument("--question", metavar="ID", help=_("only about this question"))
    listing.add_argument("--annotator", metavar="NAME", dest="by", help=_("only what this person said"))
    listing.add_argument(
        "--code", metavar="CODE", help=_("only what has this code (id, key or name), or a sub-code of it")
    )
    listing.add_argument("--json", action="store_true", help=_("print JSON Lines with every field"))

    search = commands.add(
        "search",
        _search,
        _("find words in transcripts and notes"),
        _(
            "Width, letter case, kana form, and old or new kanji make no difference; romaji finds Japanese. "
            "Exit status 1: nothing was found."
        ),
    )
    search.add_argument("query", metavar="QUERY", help=_("the words"))
    search.add_argument("path", metavar="PATH", nargs="?", help=path)
    search.add_argument(
        "--in", dest="where", choices=("question", "answer", "note", "highlight"), help=_("look there only")
    )
    search.add_argument("--speaker", metavar="NAME", help=_("only what this person says (part of the name)"))
    search.add_argument("--code", metavar="CODE", help=_("only in questions that have this code"))
    search.add_argument("--exact", action="store_true", help=_("only these very characters"))
    search.add_argument("--json", action="store_true", help=_("print JSON Lines with every field"))


def _list(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.lines import columns, doubted, ending, local_time, said
    from qa_reader.cli.opening import Place

    place = Place(asked, output)
    desk, question, transcripts = _scope(place, asked)
    code = code_meant(desk, asked.code) if asked.code is not None else None
    count = 0
    for transcript in transcripts:
        found = [
            (annotation, doubt)
            for annotation, doubt in _annotations(desk, transcript, output)
            if (question is None or annotation.revision.question == question)
            and (asked.by is None or annotation.author == asked.by)
            and (code is None or has_code(annotation.revision.codes, code))
        ]
        count += len(found)
        if asked.json:
            for annotation, doubt in found:
                output.json(_document(transcript, annotation, doubt))
            continue
        rows = [
            (
                annotation.revision.question,
                said(annotation.revision, desk.codebook, language())
                + (f"  ! {doubted(doubt)}" if doubt else ""),
                annotation.author,
                local_time(annotation.revision.time),
                ending(annotation.id),
            )
            for annotation, doubt in found
        ]
        for line in columns(rows):
            output.text(line)
    return 0 if count else 1


def _scope(place: Place, asked: argparse.Namespace) -> tuple[Desk, str | None, list[str]]:
    """The desk, the question where only one is wanted, and the transcripts to look through."""
    from qa_reader.desk.scope import told_of
    from qa_reader.desk.workspace import Refused

    if asked.question is not None:
        desk, transcript, question = place.about(asked.question)
        return desk, question, [transcript]
    if asked.path is not None and not os.path.exists(asked.path):
        try:
            desk, transcript, question = place.about(asked.path)
        except Refused as refused:
            if "#" in asked.path or refused.reason != "unknown-transcript":
                raise
            told = _("{path}: no such file or folder, nor a transcript of this workspace")
            raise Failure(told.format(path=asked.path)) from None
        return desk, question, [transcript]
    desk = place.desk(asked.path)
    return desk, None, told_of(desk)


def _annotations(desk: Desk, transcript: str, output: Output) -> list[tuple[Annotation, str]]:
    """What stands about `transcript`, and what is in doubt of each, in the order of the text.

    In that of time where the file cannot be read: it is not the annotations' fault.
    """
    from qa_reader.annotation.review import why
    from qa_reader.annotation.said import said
    from qa_reader.formats.material import Unreadable
    from qa_reader.library.workspace import Outside
    from qa_reader.transcript.units import units

    try:
        reading = desk.reading(transcript)
    except (OSError, Unreadable, Outside) as error:
        kept = desk.store.read(transcript)
        _warn_of(kept.problems, output)
        reason = f"{transcript}: {error.strerror or error}" if isinstance(error, OSError) else str(error)
        output.warn(_("{reason}; what was said of it is listed all the same").format(reason=reason))
        return [(annotation, "") for annotation in said(kept.revisions, None, desk.codebook).annotations]
    _warn_of(reading.kept.problems, output)
    order = {f"{transcript}#{unit.label}": n for n, unit in enumerate(units(reading.transcript))}
    standing = sorted(
        reading.said.annotations,
        key=lambda a: (order.get(a.revision.question, len(order)), a.span or ((-1, 0), (-1, 0))),
    )
    return [(each, why(each, reading.transcript, reading.outline) or "") for each in standing]


def _warn_of(problems: Iterable[Problem], output: Output) -> None:
    for problem in problems:
        output.warn(problem.message)


def _document(transcript: str, annotation: Annotation, doubt: str) -> dict[str, Any]:
    """An annotation with every field, for programs."""
    from qa_reader.annotation.records import to_document

    placed = annotation.placed
    return {
        "transcript": transcript,
        **to_document(annotation.revision),
        "author": annotation.author,
        "words": annotation.words,
        "doubt": doubt or None,
        "place": {"start": list(placed.span.start), "end": list(placed.span.end), "how": placed.how}
        if placed
        else None,
    }


def _search(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk.searching import Searching
    from qa_reader.language.query import BadQuery, Query, parse

    query = Query(asked.query, "exact") if asked.exact else parse(asked.query)
    query = replace(
        query,
        where=asked.where or query.where,
        speaker=asked.speaker or query.speaker,
        code=asked.code or query.code,
    )
    if not query:
        raise Failure(_("nothing to search for: the words are empty"))
    desk = Place(asked, output).desk(asked.path)
    if query.code:
        query = replace(query, code=code_meant(desk, query.code))
    count = 0
    try:
        for count, hit in enumerate(Searching(desk).hits(query, problem=output.warn), 1):  # noqa: B007
            if asked.json:
                output.json(_hit(hit))
            else:
                output.styled(_hit_line(hit))
    except BadQuery as error:
        raise Failure(str(error)) from error
    return 0 if count else 1


def _hit(hit: Hit) -> dict[str, Any]:
    """A place that was found, with every field, for programs."""
    return {
        "transcript": hit.transcript,
        "question": hit.question,
        "kind": hit.kind or ("note" if hit.record else None),
        "speaker": hit.speaker.name if hit.speaker else None,
        "record": hit.record,
        "start": list(hit.span.start) if hit.span else None,
        "end": list(hit.span.end) if hit.span else None,
        "before": hit.before,
        "words": hit.words,
        "after": hit.after,
    }


def _hit_line(hit: Hit) -> Line:
    """A place that was found, for people."""
    who = "✎ " + _("note") if hit.record else hit.speaker.name if hit.speaker else "–"
    before, words, after = (text.replace("\n", " ") for text in (hit.before, hit.words, hit.after))
    return ((hit.question, "dim"), (f"  {who}  ", ""), (before, ""), (words, "underline"), (after, ""))


def has_code(codes: Iterable[str], wanted: str) -> bool:
    """Whether `wanted` or a sub-code of it is among `codes`."""
    return any(code == wanted or code.startswith(f"{wanted}.") for code in codes)


def code_meant(desk: Desk, text: str) -> str:
    """The id of the code that `text` names; one of another's codebook too, if anything has it.

    Raises Failure: nothing has such a code, or several codes are called so.
    """
    named = desk.codebook.named(text)
    if len(named) == 1:
        return named[0]
    if named:
        raise Failure(_("{code}: which one? {found}").format(code=text, found=", ".join(named)))
    for transcript in desk.store.transcripts():
        if any(has_code(line.codes, text) for line in desk.store.read(transcript).revisions):
            return text
    known = ", ".join(code.id for code in desk.codebook if code.parent is None)
    raise Failure(_("{code}: no such code; there are {known}").format(code=text, known=known))
