"""The lines between paragraphs: who speaks, what they do, which question it is; and links.

All text of the source is made fit for a terminal here.
"""

from __future__ import annotations

from typing import NamedTuple

from qa_reader.language.numerals import number
from qa_reader.locales import _
from qa_reader.report.words import kind_word, role_word
from qa_reader.terminal.safety import one_line
from qa_reader.transcript.model import Block, Exchange, Link, Turn
from qa_reader.transcript.recording import clock
from qa_reader.tui.panes.reading.marks import Marks
from qa_reader.tui.panes.reading.page import Page, Start


class Run(NamedTuple):
    """Words in one ink (a component class of the pane, without `reading--`), or a code's colour over it."""

    text: str
    ink: str = "ground"
    colour: str = ""


_GAP = Run("  ")


def exchange_name(exchange: Exchange) -> str:
    """`Question 3`, or the number just as printed where it is more than a number."""
    printed = exchange.shown
    if printed and number(printed) is not None:
        return _("Question {number}").format(number=one_line(printed))
    return one_line(printed) or _("Question")


def head_runs(page: Page, turn_index: int, marks: Marks) -> tuple[list[Run], list[Run]]:
    """The line above a turn: what and who it is on the left, time, page and stance on the right."""
    transcript = page.transcript
    turn = transcript.turns[turn_index]
    starts = page.starts(turn.start)
    asked = [transcript.exchanges[start.exchange] for start in starts if start.asks]
    left = _what(page, turn_index, asked)
    if not turn.sure and left[-1].ink != "guess":
        left.append(Run("?", "guess"))
    left += _speaker(page, turn)
    right = _where(transcript.blocks[turn.start])
    if len(asked) == 1:
        right += _badges(asked[0], marks)
    return left, right


def part_runs(page: Page, start: Start, turn_index: int, marks: Marks) -> tuple[list[Run], list[Run]]:
    """The line above a passage that begins within a turn: which question it asks or answers."""
    exchange = page.transcript.exchanges[start.exchange]
    if start.asks:
        return [Run(f" {exchange_name(exchange)} ", "question-chip")], _badges(exchange, marks)
    return _answer(turn_index, [exchange], named=True), []


def link_runs(link: Link) -> list[Run]:
    """A reference that the source makes."""
    words, url = one_line(link.text).strip(), one_line(link.url or "")
    shown = [Run("↗ ", "link"), Run(words or url, "link")]
    return [*shown, _GAP, Run(url, "quiet")] if url and words else shown


def _what(page: Page, turn_index: int, asked: list[Exchange]) -> list[Run]:
    """What the turn is: for questions and answers a chip, for the rest a quiet word."""
    turn = page.transcript.turns[turn_index]
    word = kind_word(turn.kind)
    if turn.kind == "question":
        return [Run(f" {_together(asked) if asked else word} ", "question-chip")]
    if turn.kind == "answer":
        exchanges = [page.transcript.exchanges[index] for index in page.outline.exchanges_of(turn_index)]
        answered = [e for e in exchanges if any(passage.turn == turn_index for passage in e.answers)]
        return _answer(turn_index, answered, named=not _plain(page, turn_index, answered))
    if asked:  # a remark that ends by asking
        return [Run(f" {_together(asked)} ", "question-chip"), Run(" "), Run(word, "quiet")]
    return [Run(word, "kind")]


def _answer(turn_index: int, answered: list[Exchange], *, named: bool) -> list[Run]:
    """A chip, and behind it which questions are answered: where that has to be said, or is a guess."""
    runs = [Run(f" {kind_word('answer')} ", "answer-chip")]
    passages = [passage for e in answered for passage in e.answers if passage.turn == turn_index]
    sure = all(passage.sure for passage in passages)
    if answered and (named or not sure):
        runs += [Run(" → ", "quiet"), Run(_together(answered), "quiet")]
    return runs if sure else [*runs, Run("?", "guess")]


def _plain(page: Page, turn_index: int, answered: list[Exchange]) -> bool:
    """Whether a turn simply answers the question just before it, words of the chair apart."""
    if len(answered) != 1:
        return not answered
    spoken = range(turn_index - 1, max(-1, turn_index - 4), -1)
    before = next((t for t in spoken if page.transcript.turns[t].kind not in ("chair", "procedural")), None)
    if before is None:
        return False
    spoken_of = page.outline.exchanges_of(before)
    return len(spoken_of) == 1 and page.transcript.exchanges[spoken_of[0]] is answered[0]


def _together(exchanges: list[Exchange]) -> str:
    """The names of several exchanges: from the first to the last where their numbers run on."""
    if len(exchanges) == 1:
        return exchange_name(exchanges[0])
    printed = [one_line(exchange.shown) for exchange in exchanges]
    numbers = [number(text) for text in printed]
    first = numbers[0]
    if first is not None and numbers == list(range(first, first + len(numbers))):
        return _("Questions {first}–{last}").format(first=printed[0], last=printed[-1])
    if None not in numbers:
        return _("Questions {numbers}").format(numbers=_(", ").join(printed))
    return _(", ").join(exchange_name(exchange) for exchange in exchanges)


def _speaker(page: Page, turn: Turn) -> list[Run]:
    """Name, and quietly office or role and group."""
    if turn.speaker is None:
        return []
    speaker = page.transcript.speakers[turn.speaker]
    name = one_line(speaker.name or speaker.label)
    if not speaker.name and name.isdecimal():  # only counted, as speech recognition does
        name = _("Speaker {number}").format(number=name)
    role = one_line(speaker.office or "") or role_word(speaker.role)
    if turn.kind == "chair" and speaker.role == "chair" and not speaker.office:
        role = ""
    runs = [_GAP, Run(name, "speaker")] if name else []
    if role and role not in name:
        runs += [_GAP, Run(role, "quiet")]
    if speaker.group:
        runs += [_GAP, Run(f"({one_line(speaker.group)})", "quiet")]
    return runs


def _where(block: Block) -> list[Run]:
    """Time and page of a block, where the source gives them."""
    runs = []
    if block.time is not None:
        runs.append(Run(clock(block.time), "quiet"))
    if block.page is not None:
        page = _("p. {page}").format(page=one_line(block.page))
        runs.append(Run(f"  {page}" if runs else page, "quiet"))
    return runs


def _badges(exchange: Exchange, marks: Marks) -> list[Run]:
    """What was said about an exchange: flag, notes, stance; each with the gap before it."""
    label = exchange.label
    runs = []
    if label in marks.unread:
        runs.append(Run("  •", "unread"))
    if label in marks.flags:
        runs.append(Run("  ⚑", "flag"))
    if (notes := marks.notes.get(label, 0)) > 0:
        runs.append(Run(f"  ✎{notes}" if notes > 1 else "  ✎", "quiet"))
    stance = marks.stances.get(label)
    if stance is not None:
        runs.append(Run(f"  {one_line(stance.glyph)} {one_line(stance.word)}", "stance", stance.colour))
    return runs
