"""Commands that put right how a transcript was read (correct, pair), and decide what a change of its text
left in doubt (review)."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, Final

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, language

if TYPE_CHECKING:
    from qa_reader.annotation.history import Change
    from qa_reader.annotation.review import Doubt, Proposal
    from qa_reader.cli.opening import Asked, Place
    from qa_reader.cli.parser import Commands
    from qa_reader.desk.workspace import Desk, Reading
    from qa_reader.transcript.model import Transcript

_TURN: Final = re.compile(r"t?([1-9][0-9]{0,8})")
_PARAGRAPH: Final = re.compile(r"(p?)([1-9][0-9]{0,8})")
_MARKS: Final = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
_SHOWN: Final = 12
"""Paragraphs that are named where none begins as asked."""


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    turn = _("a turn by its number: t12")

    correct = commands.add(
        "correct",
        _correct,
        _("put right what a turn is, who speaks, where it begins"),
        _("Without TURN: lists the turns by number, as corrected so far. undo takes a correction back."),
    )
    correct.add_argument("file", metavar="FILE", help=_("the transcript"))
    correct.add_argument("turn", metavar="TURN", nargs="?", help=turn)
    correct.add_argument("--kind", metavar="K", help=_("what the turn is: question, answer, remark …"))
    correct.add_argument("--speaker", metavar="S", help=_("who speaks"))
    what = correct.add_mutually_exclusive_group()
    what.add_argument(
        "--split", metavar="LINE", help=_("a new turn begins at this line, or at paragraph p2 of the turn")
    )
    what.add_argument("--join", action="store_true", help=_("it is part of the turn before"))

    pair = commands.add("pair", _pair, _("say which turn answers a question"))
    pair.add_argument("id", metavar="ID", help=_("a question ID"))
    pair.add_argument("turn", metavar="TURN", help=turn)
    pair.add_argument("--remove", action="store_true", help=_("say that it does not answer it"))

    review = commands.add(
        "review",
        _review,
        _("what a changed text left in doubt, and deciding it"),
        _("Exit status 1: nothing is in doubt."),
    )
    review.add_argument(
        "path", metavar="PATH", nargs="?", help=_("a transcript or a folder (default: the workspace here)")
    )
    review.add_argument("--json", action="store_true", help=_("print JSON Lines with every field"))
    decision = review.add_mutually_exclusive_group()
    decision.add_argument("--accept", metavar="RECORD", help=_("put this annotation where it is proposed"))
    decision.add_argument("--keep", metavar="RECORD", help=_("leave this annotation as it is"))
    review.add_argument(
        "--nth", metavar="N", type=int, default=1, help=_("with --accept: which proposal, from 1")
    )


# Turns


def _correct(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.explaining import explanation
    from qa_reader.cli.opening import Place
    from qa_reader.desk import mending

    named = _whole(Place(asked, output), asked.file)
    desk, transcript = named.desk, named.reading.transcript
    change: Change | None
    if asked.turn is None:
        if asked.kind or asked.speaker or asked.split or asked.join:
            raise Failure(
                _("{file}: which turn? `qa-reader correct FILE` lists them").format(file=asked.file)
            )
        for line in explanation(transcript):
            output.text(line)
        return 0
    turn = _turn(transcript, asked.turn)
    if asked.split or asked.join:
        if asked.kind or asked.speaker:
            raise Failure(
                _("one correction at a time: --kind and --speaker go together, and with nothing else")
            )
        if asked.split:
            change = mending.split(desk, transcript.id, _block(transcript, turn, asked.split))
        else:
            change = mending.join(desk, transcript.id, turn)
    elif asked.kind or asked.speaker:
        kind = asked.kind or transcript.turns[turn].kind
        change = mending.retype(desk, transcript.id, turn, kind, asked.speaker)
    else:
        raise Failure(_("what is wrong? say --kind, --speaker, --split or --join"))
    return _told(output, desk, change)


def _pair(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk import mending

    named = Place(asked, output).question(asked.id)
    named.whole()
    transcript = named.reading.transcript
    turn = _turn(transcript, asked.turn)
    change = mending.pair(named.desk, transcript.id, turn, named.unit.label, paired=not asked.remove)
    return _told(output, named.desk, change)


def _whole(place: Place, text: str) -> Asked:
    """The transcript that `text` names. Raises Failure where it names a question."""
    named = place.question(text)
    if named.unit.label:
        raise Failure(
            _("{id}: a question; name the transcript, {file}").format(
                id=text, file=named.reading.transcript.id
            )
        )
    return named


def _turn(transcript: Transcript, text: str) -> int:
    """The turn that `text` (t12) names, by its place."""
    found = _TURN.fullmatch(text)
    if found is None or int(found[1]) > len(transcript.turns):
        raise Failure(
            _("{turn}: no such turn; there are t1 to t{count}, see qa-reader correct {file}").format(
                turn=text, count=len(transcript.turns), file=transcript.id
            )
        )
    return int(found[1]) - 1


def _block(transcript: Transcript, turn: int, text: str) -> int:
    """The paragraph of the turn that `text` names: by its line, or as `p2` by its place in the turn."""
    blocks = range(transcript.turns[turn].start, transcript.turns[turn].end)
    found = _PARAGRAPH.fullmatch(text)
    if found and found[1] and int(found[2]) <= len(blocks):
        return blocks[int(found[2]) - 1]
    lines = [transcript.blocks[block].line for block in blocks]
    if found and not found[1] and int(found[2]) in lines:
        return blocks[lines.index(int(found[2]))]
    begins = [str(line) if line else f"p{n}" for n, line in enumerate(lines, 1)]
    shown = ", ".join(begins[1 : _SHOWN + 1]) + (" …" if len(begins) > _SHOWN + 1 else "")
    raise Failure(
        _("--split {text}: no paragraph of t{turn} begins there; they begin at {lines}").format(
            text=text, turn=turn + 1, lines=shown or "–"
        )
    )


def _told(output: Output, desk: Desk, change: Change | None) -> int:
    """Say what the change was."""
    from qa_reader.cli.lines import change_lines

    for line in change_lines(change.revisions, desk.codebook, language()) if change else ():
        output.done(line)
    return 0


# Doubts


def _review(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk.scope import told_of

    place = Place(asked, output)
    if asked.accept or asked.keep:
        return _decide(asked, place, output)
    desk = place.desk(asked.path)
    count = 0
    for transcript in told_of(desk):
        for doubt in _doubts(desk, transcript, output):
            count += 1
            if asked.json:
                output.json(_document(transcript, doubt))
            else:
                _print(desk, doubt, output)
    return 0 if count else 1


def _decide(asked: argparse.Namespace, place: Place, output: Output) -> int:
    """Settle one doubt."""
    from qa_reader.desk import changes

    if asked.path is not None:
        raise Failure(_("{path}: a record is enough; leave the path off").format(path=asked.path))
    record = asked.accept or asked.keep
    found = place.record(record)
    reading = found.desk.reading(found.transcript)
    doubt = next((each for each in _of(reading) if each.annotation.id == found.revision.id), None)
    if doubt is None:
        raise Failure(_("{id}: nothing about it is in doubt").format(id=record), 1)
    span = None
    if asked.accept:
        if not 1 <= asked.nth <= len(doubt.proposals):
            raise Failure(
                _("{id}: no such proposal; there are {count}; --keep leaves it as it is").format(
                    id=record, count=len(doubt.proposals)
                )
            )
        span = doubt.proposals[asked.nth - 1].span
    return _told(output, found.desk, changes.settle(found.desk, found.transcript, found.revision.id, span))


def _of(reading: Reading) -> list[Doubt]:
    from qa_reader.annotation.review import doubts

    return list(doubts(reading.said, reading.transcript, reading.outline))


def _doubts(desk: Desk, transcript: str, output: Output) -> list[Doubt]:
    """What is in doubt about `transcript`; one that cannot be read is told of."""
    from qa_reader.formats.material import Unreadable
    from qa_reader.library.workspace import Outside

    try:
        return _of(desk.reading(transcript))
    except (OSError, Unreadable, Outside) as error:
        reason = f"{transcript}: {error.strerror or error}" if isinstance(error, OSError) else str(error)
        output.warn(_("{reason}; nothing of it can be reviewed").format(reason=reason))
        return []


def _print(desk: Desk, doubt: Doubt, output: Output) -> None:
    """A doubt for people, with the difference to each proposal: [-gone-] and {+new+}."""
    from qa_reader.cli.lines import doubted, revision_line

    output.text(
        f"{revision_line(doubt.annotation.revision, desk.codebook, language())}  ! {doubted(doubt.why)}"
    )
    for number, proposal in enumerate(doubt.proposals, 1):
        output.text(f"  {number}  {round(100 * proposal.likeness)} %  {_difference(doubt, proposal)}")


def _difference(doubt: Doubt, proposal: Proposal) -> str:
    from qa_reader.annotation.review import difference

    runs = difference(doubt.annotation.words or "", proposal.words)
    return " ".join("".join(f"{_MARKS[run][0]}{text}{_MARKS[run][1]}" for run, text in runs).split())


def _document(transcript: str, doubt: Doubt) -> dict[str, Any]:
    """A doubt with every field, for programs."""
    from qa_reader.annotation.records import to_document

    return {
        "transcript": transcript,
        **to_document(doubt.annotation.revision),
        "author": doubt.annotation.author,
        "words": doubt.annotation.words,
        "doubt": doubt.why,
        "proposals": [
            {
                "start": list(proposal.span.start),
                "end": list(proposal.span.end),
                "words": proposal.words,
                "likeness": round(proposal.likeness, 3),
            }
            for proposal in doubt.proposals
        ],
    }
