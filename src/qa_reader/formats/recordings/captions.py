"""What WebVTT and SRT files have in common: cues into pieces, what stands around them into front matter."""

from __future__ import annotations

import re
from typing import Final

from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Material
from qa_reader.formats.recordings.cues import Lexed, lex
from qa_reader.formats.recordings.cuetext import has_markup, spoken
from qa_reader.formats.recordings.joining import Scribe, punctuated
from qa_reader.formats.recordings.piece import Piece, glued, lines_in
from qa_reader.formats.recordings.rolling import news, rolls
from qa_reader.formats.recordings.speakers import heard, labelled, marks
from qa_reader.formats.recordings.voices import finish_voices, speakers_of, tells_voices
from qa_reader.language.dates import first_date
from qa_reader.language.guess import language_of
from qa_reader.locales import _, ngettext
from qa_reader.transcript.model import Metadata, Transcript
from qa_reader.transcript.recording import plays

_URL: Final = re.compile(r"https?://[^\s<>\"'|]{3,500}")
_STATED: Final = re.compile(
    r"(?:NOTE\s+)?(title|language|lang|date|recorded)\s{0,4}[:=]\s{0,4}(\S.{0,300})", re.IGNORECASE
)
_LOOKED_AT: Final = 2000
"""Cues that tell whether a file rolls."""


def interpret(material: Material, name: str) -> Transcript:
    """The transcript of a caption file, as the format `name`."""
    draft = Draft(material.source(), name)
    lexed = lex(material.text)
    meta = _header(draft, lexed)
    pieces, apart = _pieces(material.text, lexed)
    sample = " ".join(piece.text for piece in pieces[:400])
    language = meta.language or language_of(sample)
    voiced = tells_voices(pieces)
    scribe = Scribe(draft, speakers_of(draft, pieces), voiced=voiced, punctuated=punctuated(pieces))
    at = 0
    for comment, end in zip(lexed.comments, apart, strict=True):
        scribe.write(pieces[at:end])
        scribe.aside(comment.text, comment.line)
        at = end
    scribe.write(pieces[at:])
    scribe.stop()
    _warn(draft, lexed)
    finish_voices(draft, material, language, voiced=voiced)
    meta = Metadata(
        meta.title, date=meta.date, date_printed=meta.date_printed, language=language, url=meta.url,
        recording=meta.recording,
    )  # fmt: skip
    return draft.finish(meta, confidence=material.claim.confidence, why=material.claim.why)


def _header(draft: Draft, lexed: Lexed) -> Metadata:
    """What stands before the first cue, as front matter, and what it says of the whole."""
    title = language = url = date = printed = None
    for number, raw in lexed.header:
        line = raw
        if number == lexed.header[0][0] and line.startswith("WEBVTT"):
            line = line[6:].strip(" \t-–—:")
            title = line or None
        if not line:
            continue
        block = draft.block(line, "front", line=number)
        stated = _STATED.match(line)
        if stated and stated[1].lower() == "title":
            title = stated[2].strip()
        elif stated and stated[1].lower() in ("language", "lang"):
            language = stated[2].strip()
        elif stated and (found := first_date(stated[2])):
            date, printed = found.iso, found.printed
        for match in _URL.finditer(line):
            draft.link(match[0], match[0], block)
            url = url if url and (plays(url) or not plays(match[0])) else match[0]
    if title and date is None and (found := first_date(title)):
        date, printed = found.iso, found.printed
    recording = url if url and plays(url) else None
    return Metadata(title, date=date, date_printed=printed, language=language, url=url, recording=recording)


def _pieces(text: str, lexed: Lexed) -> tuple[list[Piece], list[int]]:
    """What is said, and for each comment between cues the number of pieces before it."""
    cues = [cue.text for cue in lexed.cues]
    marked = has_markup(text)
    said = [spoken(each) for each in cues] if marked else []
    rolled = False
    if not any(each.voice is not None for cue in said for each in cue):
        shown = ["\n".join(each.text for each in cue) for cue in said] if marked else cues
        cues = _unrolled(shown)
        rolled, said = cues is not shown, []
    pieces: list[Piece] = []
    counts: list[int] = []
    another = marks(text) or "&gt;&gt;" in text
    for at, cue in enumerate(lexed.cues):
        for voice, words in said[at] if said else ((None, cues[at]),):
            if another and marks(words):
                pieces.extend(heard(words, cue.start, cue.end, cue.line, voice or None))
            elif words:
                running = glued(words) if "\n" in words else words
                pieces.append(Piece(running, cue.start, cue.end, cue.line, voice or None))
            elif rolled and pieces and cue.end is not None:  # shown still, and nothing new
                pieces[-1].end = max(cue.end, pieces[-1].end or 0)
        counts.append(len(pieces))
    return labelled(pieces), [counts[comment.after] for comment in lexed.comments]


def _unrolled(cues: list[str]) -> list[str]:
    """What each cue shows that is new, where the file rolls."""
    if not rolls([lines_in(each) for each in cues[:_LOOKED_AT]]):
        return cues
    before: list[str] = []
    found: list[str] = []
    for each in cues:
        lines = lines_in(each)
        found.append("\n".join(news(before, lines)))
        before = lines or before
    return found


def _warn(draft: Draft, lexed: Lexed) -> None:
    """Say which times are not as they should be."""
    if lexed.broken:
        message = ngettext(
            "{count} line looks like a time and is none; its words are kept without one.",
            "{count} lines look like times and are none; their words are kept without one.",
            len(lexed.broken),
        )
        draft.notice("bad-time", message.format(count=len(lexed.broken)), lexed.broken[0])
    latest = -1
    for cue in lexed.cues:
        if cue.start is None:
            continue
        if cue.start < latest:
            draft.notice("times-backward", _("Times go back here; the order of the file is kept."), cue.line)
            break
        latest = cue.start
