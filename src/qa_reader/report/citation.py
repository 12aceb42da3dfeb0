"""What a citation can say of words in a transcript: facts alone, put into words by `manner`.

Everything here comes from the transcript (which the reader may have completed). What neither says is None
and is left out of the citation; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_reader.transcript.outline import Outline
from qa_reader.transcript.recording import timed
from qa_reader.transcript.units import question_id

if TYPE_CHECKING:
    from qa_reader.transcript.model import Exchange, Kind, Section, Span, Speaker, Transcript
    from qa_reader.transcript.units import Unit


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something, as what."""

    speaker: Speaker | None
    """None where the source names nobody."""
    kind: Kind
    asked_by_press: bool = False
    """Whether a reporter or host asks here: Japanese calls an answer to them by another word."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What identifies a quote."""

    path: str
    """The transcript's ID."""
    sha256: str
    question: str | None = None
    """The question ID."""
    number: str | None = None
    """The question's number as printed."""
    voices: tuple[Voice, ...] = ()
    """Who said the words, in order, each once."""
    askers: tuple[Speaker, ...] = ()
    """Who asked the question that the words are of, each once; also where the words are the answer's."""
    body: str | None = None
    meeting: str | None = None
    date: str | None = None
    """ISO 8601 with the precision known."""
    date_printed: str | None = None
    sections: tuple[Section, ...] = ()
    """The path of headings from the outermost, those that name the meeting itself left out."""
    title: str | None = None
    url: str | None = None
    accessed: str | None = None
    """ISO date."""
    page: str | None = None
    """First page, as printed, and the last behind an en dash where it is another."""
    line: int | None = None
    """First line in the source file, from 1."""
    time: float | None = None
    """Seconds from the start of the recording at which the words, or the cue they stand in, begin."""
    recording: str | None = None
    """URL or path of the sound or video."""
    language: str | None = None
    """Language of the words (BCP 47)."""


def cite(transcript: Transcript, spans: Sequence[Span], unit: Unit | None) -> Citation:
    """The citation of `spans` (in text order, at least one), quoted as part of `unit`."""
    first = spans[0].start.block
    outline = Outline(transcript)
    section = outline.section_at(first)
    path = tuple(outline.path(section)) if section is not None else ()
    meta = transcript.meta
    meeting = _nearest(path, "meeting") or meta.meeting
    dated: Section | None = next((s for s in reversed(path) if s.date or s.date_printed), None)
    time = transcript.blocks[first].moment(spans[0].start.offset)
    exchange = transcript.exchanges[unit.ordinal] if unit is not None and unit.kind == "exchange" else None
    return Citation(
        path=transcript.id,
        sha256=transcript.source.sha256,
        question=question_id(transcript, unit) if unit is not None else None,
        number=exchange.number if exchange else None,
        voices=tuple(dict.fromkeys(voices(transcript, spans, outline))),
        askers=_askers(transcript, exchange) if exchange else (),
        body=_nearest(path, "body") or meta.body,
        meeting=meeting,
        date=dated.date if dated else meta.date,
        date_printed=dated.date_printed if dated else meta.date_printed,
        sections=tuple(s for s in path if s.heading and s.heading != meeting),
        title=meta.title,
        url=_address(_nearest(path, "url") or meta.url, meta.recording, time),
        accessed=meta.accessed,
        page=_pages(transcript, spans),
        line=transcript.blocks[first].line,
        time=time,
        recording=meta.recording,
        language=meta.language,
    )


def voices(transcript: Transcript, spans: Sequence[Span], outline: Outline) -> Iterator[Voice]:
    """Who speaks in `spans`, block by block; blocks that no turn holds have no voice."""
    for span in spans:
        for block in range(span.start.block, span.end.block + 1):
            voice = voice_at(transcript, block, outline)
            if voice is not None:
                yield voice


def voice_at(transcript: Transcript, block: int, outline: Outline) -> Voice | None:
    """Who speaks in `block`, or None where it belongs to no turn."""
    index = outline.turn_at(block)
    if index is None:
        return None
    turn = transcript.turns[index]
    speaker = transcript.speakers[turn.speaker] if turn.speaker is not None else None
    return Voice(speaker, turn.kind, turn.kind == "answer" and _asked_by_press(transcript, index, outline))


def _askers(transcript: Transcript, exchange: Exchange) -> tuple[Speaker, ...]:
    turns = (transcript.turns[passage.turn] for passage in exchange.questions)
    return tuple(dict.fromkeys(transcript.speakers[t.speaker] for t in turns if t.speaker is not None))


def _asked_by_press(transcript: Transcript, turn: int, outline: Outline) -> bool:
    for exchange in outline.exchanges_of(turn):
        for passage in transcript.exchanges[exchange].questions:
            asker = transcript.turns[passage.turn].speaker
            if asker is not None and transcript.speakers[asker].role in ("reporter", "host"):
                return True
    return False


def _nearest(path: Sequence[Section], name: str) -> str | None:
    """The value of `name` on the innermost section that has one."""
    return next((value for section in reversed(path) if (value := getattr(section, name))), None)


def _address(url: str | None, recording: str | None, time: float | None) -> str | None:
    """The page, or else the recording where it is on the web; at the time, where the site takes one."""
    if url is None and recording is not None and recording.startswith(("http://", "https://")):
        url = recording
    return timed(url, time) if url is not None else None


def _pages(transcript: Transcript, spans: Sequence[Span]) -> str | None:
    first = transcript.blocks[spans[0].start.block].page
    last = transcript.blocks[spans[-1].end.block].page
    return f"{first}–{last}" if first and last and first != last else first or last
