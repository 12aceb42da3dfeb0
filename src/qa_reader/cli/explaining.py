"""How a transcript was understood, told to people: a summary, and turn by turn with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa_reader.cli.lines import columns
from qa_reader.language.layout import fit
from qa_reader.locales import _, listed, ngettext
from qa_reader.report.words import kind_word, role_word

if TYPE_CHECKING:
    from qa_reader.formats.material import Explained
    from qa_reader.transcript.model import Passage, Transcript

_FIRST_WORDS = 48
"""Cells of a turn's text that stand beside it."""


def summary(transcript: Transcript) -> Iterator[str]:
    """What kind of file, what it holds, and what the reader should know."""
    source, meta = transcript.source, transcript.meta
    yield source.path
    form = f"{transcript.format}:{transcript.profile}" if transcript.profile else transcript.format
    certainty = _("sure to {percent} %").format(percent=round(100 * transcript.confidence))
    yield from _indented(
        [
            (_("format"), f"{form} ({certainty}{': ' if transcript.why else ''}{transcript.why})"),
            (_("file"), f"{source.encoding}, {source.newline}, {source.size:,} bytes"),
            *((name, value) for name, value in _described(transcript) if value),
        ]
    )
    kinds = [turn.kind for turn in transcript.turns]
    counts = [
        ngettext("{n} exchange", "{n} exchanges", len(transcript.exchanges)).format(
            n=len(transcript.exchanges)
        ),
        ngettext("{n} question", "{n} questions", kinds.count("question")).format(n=kinds.count("question")),
        ngettext("{n} answer", "{n} answers", kinds.count("answer")).format(n=kinds.count("answer")),
        ngettext("{n} turn", "{n} turns", len(kinds)).format(n=len(kinds)),
        ngettext("{n} section", "{n} sections", len(transcript.sections)).format(n=len(transcript.sections)),
    ]
    yield "  " + listed(counts)
    turns = [turn.speaker for turn in transcript.turns]
    yield from _indented(
        [
            (speaker.name, speaker.office or "", role_word(speaker.role), str(turns.count(number)))
            for number, speaker in enumerate(transcript.speakers)
        ]
    )
    for notice in transcript.notices:
        where = _("line {line}: ").format(line=notice.line) if notice.line else ""
        yield f"  ! {where}{notice.message}"
    if meta.language is None:
        yield "  ! " + _("its language is not known")


def explanation(transcript: Transcript, *, headed: bool = False) -> Iterator[str]:
    """Every turn with its number and kind, and every answer with the reason why it is paired so.

    `headed`: under a line that says what each column is.
    """
    labels: dict[int, list[str]] = {}
    for exchange in transcript.exchanges:
        for passage in exchange.questions:
            labels.setdefault(passage.turn, []).append(f"{exchange.label}/q{_reason(passage)}")
        for number, passage in enumerate(exchange.answers, 1):
            labels.setdefault(passage.turn, []).append(f"{exchange.label}/a{number}{_reason(passage)}")
    rows = []
    for index, turn in enumerate(transcript.turns):
        block = transcript.blocks[turn.start]
        speaker = transcript.speakers[turn.speaker].name if turn.speaker is not None else "–"
        rows.append(
            (
                f"t{index + 1}",
                str(block.line or ""),
                kind_word(turn.kind) + ("" if turn.sure else " ?"),
                speaker,
                " ".join(labels.get(index, [])),
                fit(" ".join(block.text.split()), _FIRST_WORDS),
            )
        )
    if rows and headed:
        head = (_("turn"), _("line"), _("kind"), _("speaker"), _("exchange (why)"), _("first words"))
        rows.insert(0, head)
    yield from _indented(rows)


def rules(told: Sequence[Explained]) -> Iterator[str]:
    """Which rule of which kind understood which line, for formats that go by rules for lines."""
    if told:
        yield "  " + _("Rules of the profile, by line:")
        head = (_("line"), _("what it opens"), _("rule"), _("line as it stands"))
        yield from _indented(
            [head, *((str(each.line), _opened(each.kind), each.rule, each.text) for each in told)]
        )


def _opened(kind: str) -> str:
    """What a rule of a profile opens, in words."""
    return {
        "question": _("question"),
        "answer": _("answer"),
        "heading": _("heading"),
        "back": _("back matter"),
        "front": _("front matter"),
        "voice": _("a turn of this name"),
        "remark": _("remark"),
        "note": _("note"),
    }.get(kind, kind)


def _described(transcript: Transcript) -> Iterator[tuple[str, str | None]]:
    meta = transcript.meta
    yield _("title"), meta.title
    yield _("body"), meta.body
    yield _("meeting"), meta.meeting
    yield _("date"), " = ".join(part for part in (meta.date_printed, meta.date) if part)
    yield _("language"), meta.language
    yield _("address"), meta.url


def _reason(passage: Passage) -> str:
    guess = "" if passage.sure else "?"
    return f"{guess} ({_because(passage.why)})" if passage.why else guess


def _because(why: str) -> str:
    """The reason of a pairing in words (docs/formats.md)."""
    return {
        "asks": _("asks"),
        "follows": _("follows the question"),
        "number": _("its number"),
        "named official": _("the official that was asked"),
        "shared terms": _("shared words"),
        "order": _("order alone"),
        "chair asks": _("the chair asks"),
        "its question is missing": _("its question is missing"),
        "corrected": _("as corrected"),
    }.get(why, why)


def _indented(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    return (f"  {line}" for line in columns(rows))
