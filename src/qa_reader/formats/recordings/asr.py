"""Speech recognition as JSON: Whisper, CDP, Deepgram, YouTube json3, diarised turns. Shapes: `dialects`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from qa_reader.formats.containers.jsontext import dicts, load, string, unexpected
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.recordings.dialects import Recognised, recognised
from qa_reader.formats.recordings.joining import Scribe, punctuated
from qa_reader.formats.recordings.speakers import labelled
from qa_reader.formats.recordings.voices import finish_voices, speakers_of, tells_voices
from qa_reader.language.dates import FoundDate, first_date
from qa_reader.language.guess import language_of
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript
from qa_reader.transcript.recording import plays

NAME: Final = "asr-json"

_ROWS: Final = re.compile(
    r'"(segments|sentences|utterances|turns|events|transcription|channels)"\s{0,20}:\s{0,20}\[|\A\s*\[\s*\{'
)
_TIMED: Final = re.compile(
    r'"(?:start|start_time|tStartMs|offsets|timestamps|start_seconds)"\s{0,20}:\s{0,20}[\d"{-]'
)
_WORDS: Final = re.compile(r'"(?:text|transcript|utf8|word)"\s{0,20}:\s{0,20}"')
_SERVICES: Final = re.compile(
    r'"(?P<key>chunks|monologues|phrases|recognizedPhrases|results)"\s{0,20}:\s{0,20}\[\s{0,20}\{\s{0,20}'
    r'"(?:timestamp|text|speaker|elements|offset\w{0,12}|recognitionStatus|channel|locale|alternatives)"'
)
"""How the rows of Whisper by transformers, Rev AI, Azure and Google begin."""
_CLOCKED: Final = re.compile(
    r'"(?:timestamp|ts|startTime|startOffset|offsetMilliseconds|offsetInTicks)"\s{0,20}:\s{0,20}[\d"\[]'
)
_LONG_TEXT: Final = re.compile(
    r'\A\s*\{(?:\s*"(?:task|language|duration|language_probability)"\s*:\s*[^,{}\[\]]{1,60},){0,4}\s*"text"\s*:\s*"'
)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_MONTH_FIRST: Final = re.compile(r"([A-Za-z]{3,9})[-_ ]([0-9]{1,2})[-_ ]([0-9]{4})")
_NUMBER: Final = re.compile(r"([0-9]{1,3}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")


def claim(head: Head) -> Claim | None:
    """By rows with times and words; where a long text stands before them, by what stands before that."""
    text = head.text
    rows = _ROWS.search(text)
    timed = _TIMED.search(text) or (rows and rows[1] == "channels" and '"alternatives"' in text)
    if rows and timed and '"text_blocks"' not in text and _WORDS.search(text):
        what = rows[1] or "[]"
        return Claim(0.97, _("{key} with times and words").format(key=what))
    if (service := _SERVICES.search(text)) and _CLOCKED.search(text):
        return Claim(0.97, _("{key} with times and words").format(key=service["key"]))
    if '"alternatives"' in text and '"pronunciation"' in text:
        return Claim(0.97, _("{key} with times and words").format(key="items"))
    if not head.whole and _LONG_TEXT.match(text):
        return Claim(0.7, _("a long text under “text”, as speech recognition gives it"))
    return None


def read(material: Material) -> Transcript:
    """What was recognised, in paragraphs and turns. Raises Unreadable where no part holds words."""
    value = load(material)
    found = recognised(value)
    if found is None or not found.pieces:
        raise unexpected(material, "segments[], sentences[], utterances[], turns[], events[]")
    draft = Draft(material.source(), NAME)
    found.pieces = labelled(found.pieces)
    known = value if isinstance(value, Mapping) else {}
    meta = _metadata(known, found)
    voiced = tells_voices(found.pieces)
    _write(draft, found, _sections(known), voiced=voiced)
    if not any(piece.start is not None for piece in found.pieces):
        draft.notice("no-times", _("No times stand with the words."))
    finish_voices(draft, material, meta.language, voiced=voiced)
    claimed = material.claim
    return draft.finish(meta, confidence=claimed.confidence, why=claimed.why, profile=found.dialect)


def _write(draft: Draft, found: Recognised, sections: list[tuple[int, str]], *, voiced: bool) -> None:
    """The pieces under the sections that begin before them."""
    pieces = found.pieces
    speakers = speakers_of(draft, pieces, found.nameless)
    scribe = Scribe(draft, speakers, voiced=voiced, punctuated=punctuated(pieces))
    at = 0
    for start, heading in sections:
        end = at
        while end < len(pieces) and (pieces[end].start or 0) < start:
            end += 1
        scribe.write(pieces[at:end])
        scribe.stop()
        number = _NUMBER.match(heading)
        level = 2 if number and not number[1].isdigit() else 1
        draft.section(
            heading[number.end() :] if number else heading,
            level,
            number=number[0].strip() if number else None,
        )
        at = end
    scribe.write(pieces[at:])
    scribe.stop()


def _sections(known: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Milliseconds and heading of the items that the source lists, in order: meeting.sections, chapters."""
    meeting = known.get("meeting")
    rows = dicts(meeting.get("sections")) if isinstance(meeting, Mapping) else []
    rows = rows or dicts(known.get("sections")) or dicts(known.get("chapters"))
    found: list[tuple[int, str]] = []
    for row in rows:
        heading = string(row.get("label") or row.get("title") or row.get("headline")).strip()
        start = row.get("start_seconds", row.get("start_time"))
        if heading and isinstance(start, int | float) and not isinstance(start, bool) and 0 <= start < 1e9:
            found.append((round(start * 1000), heading))
    return sorted(found, key=lambda each: each[0])


def _day(stated: str) -> FoundDate | None:
    """The day that the file states: `2031-05-06T19:00`, `May 6, 2031`, `may-06-2031`."""
    named = _MONTH_FIRST.fullmatch(stated.strip())
    return first_date(
        f"{named[1]} {named[2]}, {named[3]}" if named else stated[:10] if stated[:4].isdigit() else stated
    )


def _metadata(known: Mapping[str, Any], found: Recognised) -> Metadata:
    """What the file says of the whole, on its top level or of the meeting."""
    parts = [known.get("meeting"), known, known.get("metadata")]
    levels = [part for part in parts if isinstance(part, Mapping)]

    def first(*keys: str) -> str | None:
        for level in levels:
            for key in keys:
                if text := string(level.get(key)).strip():
                    return text
        return None

    printed = first("display_date", "meeting_date", "session_datetime", "date")
    dated = _day(first("meeting_date", "session_datetime", "date") or string(known.get("meeting")))
    language = (first("language", "language_code") or "").replace("_", "-")
    sample = " ".join(piece.text for piece in found.pieces[:400])
    url = first("source_video_url", "video_url", "webpage_url", "url")
    media = first("audio_url", "source_video_url", "video_url", "audio", "file", "filename", "source")
    title = first("title", "meeting_title")
    return Metadata(
        title=title,
        body=first("body", "council", "city", "organization"),
        date=dated.iso if dated else None,
        date_printed=(printed or dated.printed) if dated else None,
        language=language if language and _LANGUAGE.fullmatch(language) else language_of(sample),
        url=url if url and url.startswith("http") else None,
        recording=media if media and plays(media) else None,
    )
