"""How a file was understood, as plain data: what `qa-reader inspect --json` prints.

Text fields hold the source's own characters; what the source does not give is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from qa_reader.transcript.model import Exchange, Metadata, Passage, Section, Speaker, Transcript, Turn
from qa_reader.transcript.outline import Outline

SCHEMA: Final = "qa-reader/inspect/1"


def inspection(transcript: Transcript, *, path: str | None = None) -> dict[str, Any]:
    """`transcript` as one object of the list that `inspect --json` prints.

    Args:
        transcript: what was read.
        path: the file's path as it was given, where that is not the transcript's ID.
    """
    source = transcript.source
    turns = [_turn(transcript, index) for index in range(len(transcript.turns))]
    spoken = Counter(turn.speaker for turn in transcript.turns)
    speakers = [
        _speaker(speaker, spoken[index]) for index, speaker in enumerate(transcript.speakers) if speaker.name
    ]
    kinds = Counter(turn.kind for turn in transcript.turns)
    return {
        "schema": SCHEMA,
        "path": source.path if path is None else path,
        "format": transcript.format,
        "profile": transcript.profile,
        "confidence": transcript.confidence,
        "why": transcript.why,
        "encoding": source.encoding,
        "newline": source.newline,
        "sha256": source.sha256,
        "bytes": source.size,
        "language": transcript.meta.language,
        "title": transcript.meta.title,
        "sections": _sections(transcript.sections, transcript.meta),
        "speakers": speakers,
        "turns": turns,
        "exchanges": [_exchange(transcript, exchange) for exchange in transcript.exchanges],
        "front_matter": _matter(transcript, "front"),
        "back_matter": _matter(transcript, "back"),
        "stage": _stage(transcript),
        "links": [{"text": link.text, "url": link.url} for link in transcript.links],
        "counts": {
            "question_turns": kinds["question"],
            "answer_turns": kinds["answer"],
            "exchanges": len(transcript.exchanges),
            "speakers": len(speakers),
            "turns": len(turns),
            "characters": sum(len(block.text) for block in transcript.blocks),
        },
        "warnings": [
            {"line": notice.line, "code": notice.code, "message": notice.message}
            for notice in transcript.notices
        ],
    }


def failure(path: str, reason: str, message: str) -> dict[str, Any]:
    """The object of a file that cannot be read."""
    return {"schema": SCHEMA, "path": path, "error": {"reason": reason, "message": message}}


def _sections(sections: Sequence[Section], meta: Metadata) -> list[dict[str, Any]]:
    """The sections. What the source says of its one meeting stands on the top ones, or on an `s0`."""
    several = sum(section.meeting is not None and section.parent is None for section in sections) > 1
    if not sections:
        known = (meta.body, meta.meeting, meta.date, meta.url)
        return [_section(0, Section("", 0, 0), meta)] if any(known) else []
    nothing = Metadata()
    return [
        _section(number, section, meta if section.parent is None and not several else nothing)
        for number, section in enumerate(sections, 1)
    ]


def _section(number: int, section: Section, meta: Metadata) -> dict[str, Any]:
    dated = section.date is not None or section.date_printed is not None
    return {
        "id": f"s{number}",
        "parent": None if section.parent is None else f"s{section.parent + 1}",
        "level": section.level,
        "number": section.number,
        "heading": section.heading or None,
        "body": section.body or meta.body,
        "meeting": section.meeting or meta.meeting,
        "date": section.date if dated else meta.date,
        "date_printed": section.date_printed if dated else meta.date_printed,
        "url": section.url or meta.url,
    }


def _speaker(speaker: Speaker, turns: int) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "label": speaker.label,
        "role": speaker.role,
        "office": speaker.office,
        "group": speaker.group,
        "turns": turns,
    }


def _turn(transcript: Transcript, index: int) -> dict[str, Any]:
    turn: Turn = transcript.turns[index]
    blocks = transcript.blocks[turn.start : turn.end]
    speaker = transcript.speakers[turn.speaker] if turn.speaker is not None else None
    return {
        "id": f"t{index + 1}",
        "kind": turn.kind,
        "role": speaker.role if speaker else "unknown",
        "speaker": (speaker.name or None) if speaker else None,
        "label": turn.label,
        "mark": turn.mark,
        "section": None if turn.section is None else f"s{turn.section + 1}",
        "paragraphs": [block.text for block in blocks],
        "times": [block.time for block in blocks],
        "until": [block.until for block in blocks],
        "page": blocks[0].page,
        "line": blocks[0].line,
        "sure": turn.sure,
    }


def _exchange(transcript: Transcript, exchange: Exchange) -> dict[str, Any]:
    return {
        "id": f"{transcript.id}#{exchange.label}",
        "number": exchange.number,
        "section": None if exchange.section is None else f"s{exchange.section + 1}",
        "questions": [_passage(transcript, passage) for passage in exchange.questions],
        "answers": [
            {**_passage(transcript, passage), "sure": passage.sure, "why": passage.why}
            for passage in exchange.answers
        ],
    }


def _passage(transcript: Transcript, passage: Passage) -> dict[str, Any]:
    """A passage by its turn's paragraphs: ends are exclusive, offsets are code points into the paragraph."""
    start = transcript.turns[passage.turn].start
    first, last = passage.span
    return {
        "turn": f"t{passage.turn + 1}",
        "from": {"paragraph": first.block - start, "offset": first.offset},
        "to": {"paragraph": last.block - start, "offset": last.offset},
    }


def _stage(transcript: Transcript) -> list[dict[str, Any]]:
    """Stage directions and rules that stand on lines of their own, outside every turn."""
    outline = Outline(transcript)
    return [
        {"line": block.line, "text": block.text}
        for at, block in enumerate(transcript.blocks)
        if block.part == "stage" and outline.turn_at(at) is None
    ]


def _matter(transcript: Transcript, part: str) -> list[str]:
    return [block.text for block in transcript.blocks if block.part == part]
