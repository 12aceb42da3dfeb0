"""What speech recognition writes as JSON: each program's own shape, taken apart into pieces.

Whisper and those around it, the Council Data Project, Deepgram, Amazon Transcribe, Google's and Azure's
services, Rev AI, YouTube's json3, and turns or utterances with a speaker as AssemblyAI and council archives
keep them (formats.md §16). Times are seconds or milliseconds; which, the source does not say and the speed of
speech tells.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final

from qa_reader.formats.containers.jsontext import dicts, string
from qa_reader.formats.recordings.piece import Piece
from qa_reader.formats.recordings.speakers import heard

Value = Mapping[str, Any]

_CLOCK: Final = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,9})?)")
_LATEST: Final = 10**9
"""Seconds (thirty years) past which a time is none."""
_SLOWEST: Final = 0.8
"""Characters a second: whoever seems to speak slower is timed in milliseconds. People speak ten to twenty."""
_LONG: Final = 240
"""Characters past which a row is timed by its words, if it has any."""
_STOP: Final = re.compile(r"[.!?。！？][\"'”’」)]{0,2}\Z")


@dataclass(slots=True)
class Recognised:
    """What a file of speech recognition holds."""

    dialect: str
    pieces: list[Piece]
    nameless: set[str] = field(default_factory=set)
    """Marks of speakers that name nobody: a number that the program gave."""


def recognised(value: Any) -> Recognised | None:
    """The pieces of a JSON value in the first shape that it has; None where it has none."""
    if isinstance(value, list):
        value = {"segments": value}
    if not isinstance(value, Mapping):
        return None
    for shape in _SHAPES:
        found = shape(value)
        if found is not None:
            return found
    return None


def _json3(value: Value) -> Recognised | None:
    """YouTube: events[] {tStartMs, dDurationMs, segs[{utf8}]}; events without words are layout."""
    events = [event for event in dicts(value.get("events")) if "tStartMs" in event]
    if not events:
        return None
    said: list[tuple[int | None, int | None, str]] = []
    for event in events:
        text = "".join(string(each.get("utf8")) for each in dicts(event.get("segs")))
        if text.strip():
            start = _milliseconds(event.get("tStartMs"), 1)
            length = _milliseconds(event.get("dDurationMs"), 1) or 0
            said.append((start, None if start is None else start + length, text))
    pieces: list[Piece] = []
    for (start, shown, text), (following, _shown, _text) in pairwise([*said, (None, None, "")]):
        end = shown
        if start is not None and shown is not None and following is not None:
            end = max(start, min(shown, following))  # an event stays on the screen above the next
        pieces.extend(heard(text, start, end))
    return Recognised("youtube-json3", pieces)


def _cdp(value: Value) -> Recognised | None:
    """Council Data Project: sentences[] {start_time, end_time, text, speaker_index, speaker_name}."""
    sentences = [each for each in dicts(value.get("sentences")) if "start_time" in each]
    if not sentences:
        return None
    found = Recognised("cdp", [])
    for each in sentences:
        speaker = _speaker(each.get("speaker_name")) or _nameless(found, each.get("speaker_index"))
        times = _milliseconds(each.get("start_time"), 1000), _milliseconds(each.get("end_time"), 1000)
        found.pieces.extend(heard(string(each.get("text")), *times, None, speaker))
    return found


def _deepgram(value: Value) -> Recognised | None:
    """Deepgram: results.utterances[], else the paragraphs or the words of the first channel."""
    results = value.get("results")
    if not isinstance(results, Mapping):
        return None
    found = Recognised("deepgram", [])
    utterances = dicts(results.get("utterances"))
    for each in utterances:
        speaker = _nameless(found, each.get("speaker"))
        times = _milliseconds(each.get("start"), 1000), _milliseconds(each.get("end"), 1000)
        text = string(each.get("transcript"))
        found.pieces.extend(_by_words(each, text, 1000, speaker) or heard(text, *times, None, speaker))
    if utterances:
        return found
    channels = dicts(results.get("channels"))
    for channel in channels:
        for best in dicts(channel.get("alternatives"))[:1]:
            _deepgram_alternative(found, best)
    return found if channels else None


def _deepgram_alternative(found: Recognised, best: Value) -> None:
    set_in = best.get("paragraphs")
    paragraphs = dicts(set_in.get("paragraphs")) if isinstance(set_in, Mapping) else []
    for paragraph in paragraphs:
        speaker = _nameless(found, paragraph.get("speaker"))
        for each in dicts(paragraph.get("sentences")):
            times = _milliseconds(each.get("start"), 1000), _milliseconds(each.get("end"), 1000)
            found.pieces.extend(heard(string(each.get("text")), *times, None, speaker))
    if not paragraphs:
        words = list(_sentences(found, dicts(best.get("words")), 1000))
        found.pieces.extend(words or heard(string(best.get("transcript")), None, None))


def _amazon(value: Value) -> Recognised | None:
    """Amazon Transcribe: results.items[] {type, start_time, alternatives[{content}]}, single words, with
    their speaker each, or under speaker_labels by the time they begin."""
    results = value.get("results")
    items = dicts(results.get("items")) if isinstance(results, Mapping) else []
    if not isinstance(results, Mapping) or not items:
        return None
    labels = results.get("speaker_labels")
    segments = dicts(labels.get("segments")) if isinstance(labels, Mapping) else []
    spoken = {
        string(each.get("start_time")): each.get("speaker_label")
        for segment in segments
        for each in dicts(segment.get("items"))
    }
    words: list[dict[str, Any]] = []
    for item in items:
        best = next(iter(dicts(item.get("alternatives"))), {})
        content = string(best.get("content"))
        if item.get("type") == "punctuation" and words:
            words[-1]["word"] += content
            continue
        start = item.get("start_time")
        speaker = item.get("speaker_label") or spoken.get(string(start))
        words.append({"word": content, "start": start, "end": item.get("end_time"), "speaker": speaker})
    found = Recognised("amazon", [])
    found.pieces.extend(_sentences(found, words, 1000))
    return found if found.pieces else None


def _whisper_cpp(value: Value) -> Recognised | None:
    """whisper.cpp: transcription[] {offsets: {from, to} in milliseconds, text}."""
    segments = [each for each in dicts(value.get("transcription")) if "text" in each]
    if not segments:
        return None
    pieces: list[Piece] = []
    for each in segments:
        offsets = each.get("offsets")
        times = (offsets.get("from"), offsets.get("to")) if isinstance(offsets, Mapping) else (None, None)
        start, end = (_milliseconds(time, 1) for time in times)
        pieces.extend(heard(string(each.get("text")), start, end))
    return Recognised("whisper.cpp", pieces)


def _chunks(value: Value) -> Recognised | None:
    """Whisper by transformers: chunks[] {timestamp: [start, end], text}."""
    rows = [each for each in dicts(value.get("chunks")) if isinstance(each.get("timestamp"), list)]
    if not rows:
        return None
    found = Recognised("whisper", [])
    for each in rows:
        start, end = (*each["timestamp"], None, None)[:2]
        times = _milliseconds(start, 1000), _milliseconds(end, 1000)
        found.pieces.extend(heard(string(each.get("text")), *times, None, _speaker(each.get("speaker"))))
    return found


def _rev(value: Value) -> Recognised | None:
    """Rev AI: monologues[] {speaker, elements[] {type, value, ts, end_ts}}, blanks among the elements."""
    monologues = [each for each in dicts(value.get("monologues")) if dicts(each.get("elements"))]
    if not monologues:
        return None
    found = Recognised("rev", [])
    for monologue in monologues:
        speaker = _nameless(found, monologue.get("speaker"))
        words: list[dict[str, Any]] = []
        for element in dicts(monologue.get("elements")):
            said = string(element.get("value"))
            if element.get("type") == "text" or not words:
                times = {"start": element.get("ts"), "end": element.get("end_ts")}
                words.append({"word": said, "speaker": monologue.get("speaker"), **times})
            else:
                words[-1]["word"] += said
        found.pieces.extend(replace(each, speaker=speaker) for each in _sentences(found, words, 1000))
    return found


def _google(value: Value) -> Recognised | None:
    """Google: results[] {alternatives[{transcript, words[]}]}, times as `2.500s`. Where speakers are told
    apart, the last result holds all words once more, with their speakers."""
    results = [next(iter(dicts(each.get("alternatives"))), {}) for each in dicts(value.get("results"))]
    if not any("transcript" in each or "words" in each for each in results):
        return None
    found = Recognised("google", [])
    spoken = [[string(word.get("word")) for word in dicts(each.get("words"))] for each in results]
    if len(spoken) > 1 and spoken[-1] and spoken[-1] == [word for each in spoken[:-1] for word in each]:
        results = results[-1:]
    for best in results:
        words = [
            {
                "word": word.get("word"),
                "start": string(word.get("startTime", word.get("startOffset"))).rstrip("s"),
                "end": string(word.get("endTime", word.get("endOffset"))).rstrip("s"),
                "speaker": word.get("speakerLabel") or word.get("speakerTag") or None,
            }
            for word in dicts(best.get("words"))
        ]
        pieces = list(_sentences(found, words, 1000))
        found.pieces.extend(pieces or heard(string(best.get("transcript")), None, None))
    return found


def _azure(value: Value) -> Recognised | None:
    """Azure: phrases[] {offsetMilliseconds, text}; before, recognizedPhrases[] {offsetInTicks, nBest[]}."""
    found = Recognised("azure", [])
    for each in [*dicts(value.get("phrases")), *dicts(value.get("recognizedPhrases"))]:
        best = next(iter(dicts(each.get("nBest"))), {})
        text = string(each.get("text") or best.get("display"))
        ticks = "offsetInTicks" in each
        start = _milliseconds(each.get("offsetInTicks" if ticks else "offsetMilliseconds"), 1)
        length = _milliseconds(each.get("durationInTicks" if ticks else "durationMilliseconds"), 1) or 0
        if ticks and start is not None:  # of a tenth of a microsecond
            start, length = start // 10_000, length // 10_000
        end = None if start is None else start + length
        found.pieces.extend(heard(text, start, end, None, _nameless(found, each.get("speaker"))))
    return found if found.pieces else None


def _diarised(value: Value) -> Recognised | None:
    """Turns, utterances or segments {start, end, text, speaker}; Whisper's have no speaker."""
    for key in ("turns", "utterances", "segments"):
        rows = [each for each in dicts(value.get(key)) if isinstance(each.get("text"), str)]
        if not rows:
            continue
        unit = _unit(value, rows)
        found = Recognised("diarised" if any("speaker" in row for row in rows) else "whisper", [])
        for row in rows:
            speaker = _speaker(row.get("speaker_public") or row.get("speaker")) or _nameless(
                found, row.get("speaker")
            )
            start = _milliseconds(row.get("start", row.get("start_time")), unit)
            end = _milliseconds(row.get("end", row.get("end_time")), unit)
            sure = row.get("needs_review") is not True
            found.pieces.extend(
                _by_words(row, row["text"], unit, speaker, sure=sure)
                or heard(row["text"], start, end, None, speaker, sure=sure)
            )
        return found
    return None


def _words_alone(value: Value) -> Recognised | None:
    """A text with or without its words' times, and nothing that parts it."""
    rows = [row for row in dicts(value.get("words")) if "start" in row]
    found = Recognised("words", [])
    found.pieces.extend(_sentences(found, rows, _unit(value, rows)))
    text = value.get("text")
    if not found.pieces and isinstance(text, str) and ("segments" in value or "words" in value):
        found.pieces.extend(heard(text, None, None))
    return found if found.pieces else None


_SHAPES: Final[tuple[Callable[[Value], Recognised | None], ...]] = (
    _json3,
    _cdp,
    _amazon,
    _deepgram,
    _google,
    _whisper_cpp,
    _chunks,
    _rev,
    _azure,
    _diarised,
    _words_alone,
)


def _sentences(found: Recognised, words: Iterable[Value], unit: int) -> Iterator[Piece]:
    """Single words with times, joined up to the end of a sentence or the next speaker."""
    kept: Piece | None = None
    for word in words:
        text = string(word.get("punctuated_word") or word.get("word") or word.get("text")).strip()
        speaker = _speaker(word.get("speaker")) or _nameless(found, word.get("speaker"))
        end = _milliseconds(word.get("end"), unit)
        if kept is not None and kept.speaker == speaker and not _STOP.search(kept.text[-4:]):
            kept.text, kept.end = f"{kept.text} {text}", end
            continue
        if kept is not None:
            yield kept
        kept = Piece(text, _milliseconds(word.get("start"), unit), end, None, speaker) if text else None
    if kept is not None:
        yield kept


def _by_words(row: Value, text: str, unit: int, speaker: str | None, *, sure: bool = True) -> list[Piece]:
    """The sentences of a long row with the times of their words, where these are the row's very words."""
    words = dicts(row.get("words")) if len(text) > _LONG else []
    pieces = [*_sentences(Recognised("", []), words, unit)]
    if "".join(piece.text for piece in pieces).replace(" ", "") != "".join(text.split()):
        return []
    return [replace(piece, speaker=speaker, sure=sure) for piece in pieces]


def _speaker(value: Any) -> str | None:
    """Who speaks, where the source says it in words."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _nameless(found: Recognised, value: Any) -> str | None:
    """The mark of a speaker who is only counted."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    found.nameless.add(str(value))
    return str(value)


def _unit(value: Value, rows: list[dict[str, Any]]) -> int:
    """How many milliseconds one of the source's units of time is: 1000, or 1."""
    ends = [each for row in rows if (each := _number(row.get("end", row.get("end_time")))) is not None]
    starts = [each for row in rows if (each := _number(row.get("start", row.get("start_time")))) is not None]
    latest = max([*ends, *starts], default=0.0)
    if latest <= 0 or any(each != int(each) for each in ends[:200]):
        return 1000
    length = _number(value.get("duration") or value.get("audio_duration"))
    if length:
        return 1 if latest > 10 * length else 1000
    said = sum(len(string(row.get("text") or row.get("word"))) for row in rows)
    return 1 if said / (latest - min(starts, default=0.0) or 1) < _SLOWEST else 1000


def _milliseconds(value: Any, unit: int) -> int | None:
    """A time as milliseconds; None where it is none. Negative times are the beginning."""
    number = _number(value)
    if number is None or number * unit > _LATEST * 1000:
        return None
    return max(0, round(number * unit))


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        if match := _CLOCK.fullmatch(value.strip()):
            hours, minutes, seconds = match.groups()
            return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
        try:
            value = float(value[:40])
        except ValueError:
            return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None
