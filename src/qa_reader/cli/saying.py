"""Commands that say something, or take it back: tag, note, flag, highlight, delete."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_reader.annotation.history import Change
    from qa_reader.cli.opening import Asked, Found
    from qa_reader.cli.parser import Commands
    from qa_reader.desk.workspace import Desk
    from qa_reader.transcript.model import Span


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    target = _("a question ID, or (the ending of) the id of an annotation")

    tag = commands.add(
        "tag",
        _tag,
        _("tag an answer: its stance, or any other code"),
        _("A stance takes the place of the one given before. Codes: qa-reader codebook."),
    )
    tag.add_argument("id", metavar="ID", help=target)
    tag.add_argument("codes", metavar="CODE", nargs="+", help=_("id of a code, or its name"))
    tag.add_argument("--remove", action="store_true", help=_("take the codes off"))

    note = commands.add("note", _note, _("write a note on a question, or into an annotation"))
    note.add_argument("id", metavar="ID", help=target)
    note.add_argument("text", metavar="TEXT", help=_("the note; - reads it from standard input"))

    flag = commands.add("flag", _flag, _("flag a question"))
    flag.add_argument("id", metavar="ID", help=_("a question ID"))
    flag.add_argument("--remove", action="store_true", help=_("take the flag off"))

    highlight = commands.add("highlight", _highlight, _("highlight words of a question or its answers"))
    highlight.add_argument(
        "id", metavar="ID", help=_("a question ID; x.txt#q3/a2 looks in the second answer only")
    )
    highlight.add_argument("--quote", metavar="WORDS", required=True, help=_("the words, as they stand"))
    highlight.add_argument(
        "--in",
        dest="where",
        choices=("question", "answer"),
        help=_("look in the question or the answers only"),
    )
    highlight.add_argument(
        "--nth", metavar="N", type=_count, help=_("which of several places, from 1, in the order of the text")
    )
    highlight.add_argument("--code", metavar="CODE", dest="codes", action="append", default=[])
    highlight.add_argument("--note", metavar="TEXT", default="")

    delete = commands.add(
        "delete", _delete, _("delete an annotation"), _("It stays in the log, and undo brings it back.")
    )
    delete.add_argument("id", metavar="RECORD", help=_("(the ending of) the id of an annotation"))


def _tag(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk import changes

    place = Place(asked, output)
    act = changes.untag if asked.remove else changes.tag
    if not place.is_record(asked.id):
        named = place.question(asked.id)
        codes = _codes(named.desk, asked.codes)
        alone = len(codes) == 1 and named.desk.codebook.stance_of(tuple(codes)) is not None
        if alone and named.suffix.removeprefix("a").isdigit():  # one answerer's stance
            stance = None if asked.remove else codes[0]
            change = changes.set_stance(named.desk, f"{named.question}/{named.suffix}", stance)
        else:
            change = act(named.desk, named.whole(), codes)
        return _told(output, named.desk, named.question, change)
    found = place.record(asked.id)
    desk, revision = found.desk, found.revision
    codes = _codes(desk, asked.codes)
    if revision.part in ("span", "unit"):
        if revision.part == "unit" and desk.codebook.stance_of(tuple(codes)):
            message = _("{id}: a stance is the question's; tag {question} with it")
            raise Failure(message.format(id=asked.id, question=revision.question))
        kept = (
            _without(revision.codes, codes)
            if asked.remove
            else desk.codebook.joined(revision.codes, tuple(codes))
        )
        change = changes.edit(desk, found.transcript, revision.id, codes=kept)
    else:  # the tags of the whole answer are the question's
        change = act(desk, revision.question, codes)
    return _told(output, desk, revision.question, change)


def _without(held: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
    """`held` without `codes` and their sub-codes."""
    return tuple(c for c in held if not any(c == gone or c.startswith(f"{gone}.") for gone in codes))


def _note(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk import changes

    place = Place(asked, output)
    if place.is_record(asked.id):
        found = place.record(asked.id)
        desk, question = found.desk, found.revision.question
        change = changes.edit(desk, found.transcript, found.revision.id, note=typed(asked.text))
    else:
        named = place.question(asked.id)
        desk, question = named.desk, named.whole()
        change = changes.note(desk, question, typed(asked.text))
    return _told(output, desk, question, change)


def _flag(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk import changes

    named = Place(asked, output).question(asked.id)
    change = changes.flag(named.desk, named.whole(), not asked.remove)
    return _told(output, named.desk, named.question, change)


def _highlight(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk import changes

    named = Place(asked, output).question(asked.id)
    change = changes.highlight(
        named.desk,
        named.reading.transcript.id,
        _words(named, asked),
        _codes(named.desk, asked.codes),
        asked.note,
        question=named.question,
    )
    return _told(output, named.desk, named.question, change)


def _delete(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk import changes

    found: Found = Place(asked, output).record(asked.id)
    change = changes.delete(found.desk, found.transcript, found.revision.id)
    return _told(output, found.desk, found.revision.question, change)


def typed(text: str) -> str:
    """`text`, or all of standard input where it is `-`, without line ends behind it."""
    if text != "-":
        return text
    if sys.stdin is None:
        raise Failure(_("-: standard input is closed"))
    try:
        return sys.stdin.read().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise Failure(_("-: standard input is not {encoding}").format(encoding=error.encoding)) from None


def _codes(desk: Desk, given: Sequence[str]) -> list[str]:
    """Ids of codes as a person names them. Unknown ones stay as they are, for the desk to refuse."""
    found = ((name, desk.codebook.named(name)) for name in given)
    return [ids[0] if len(ids) == 1 else name for name, ids in found]


def _words(named: Asked, asked: argparse.Namespace) -> Span:
    """The words to highlight. Raises Failure where they stand nowhere, or in several places."""
    from qa_reader.annotation.wording import occurrences
    from qa_reader.report.quote import part_spans, unit_spans

    transcript = named.reading.transcript
    part = named.suffix or {"question": "q", "answer": "a"}.get(asked.where, "")
    spans = part_spans(transcript, named.unit, part) if part else unit_spans(transcript, named.unit)
    places = occurrences(transcript, spans, asked.quote)
    if not places:
        raise Failure(_("{id}: no such words there: {words}").format(id=asked.id, words=asked.quote))
    if asked.nth is None and len(places) > 1:
        raise Failure(
            _("{id}: these words stand there {n} times; say which with --nth").format(
                id=asked.id, n=len(places)
            )
        )
    if asked.nth is not None and asked.nth > len(places):
        raise Failure(
            _("--nth {nth}: these words stand there {n} times").format(nth=asked.nth, n=len(places))
        )
    return places[(asked.nth or 1) - 1]


def _count(text: str) -> int:
    """A whole number from 1, for argparse."""
    if not text.isascii() or not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(_("{value!r} is no whole number from 1").format(value=text))
    return int(text)


def _told(output: Output, desk: Desk, question: str, change: Change | None) -> int:
    """Say what the change was."""
    from qa_reader.cli.lines import change_lines
    from qa_reader.transcript.units import split_id

    if change is None:
        output.done(_("{id}: nothing to change").format(id=question))
    for line in change_lines(change.revisions, desk.codebook, language()) if change else ():
        output.done(line)
    said = desk.reading(split_id(question).transcript).said.annotations if output.guessed and change else ()
    if any(annotation.author != output.guessed for annotation in said):
        told = _("signed as {name}, beside what others said; --annotator NAME signs otherwise")
        output.warn(told.format(name=output.guessed))
    return 0
