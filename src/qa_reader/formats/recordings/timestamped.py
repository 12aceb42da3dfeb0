"""Text with times: `[00:12:34] words`, times on lines of their own, `Name  0:12:34` above words, tables in
Markdown with a time, words and a link to the place in the recording.

The times, brackets and links that only repeat them are marks, not words. Times of a day (a programme's
`10:30 Opening`) are none of a recording's: bare `m:ss` counts where the first is in the first minute.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, numbered
from qa_reader.formats.recordings.cues import TIMED
from qa_reader.formats.recordings.joining import Scribe, punctuated
from qa_reader.formats.recordings.piece import Piece
from qa_reader.formats.recordings.speakers import heard, labelled
from qa_reader.formats.recordings.voices import finish_voices, speakers_of, tells_voices
from qa_reader.language.dates import first_date
from qa_reader.language.guess import language_of
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript
from qa_reader.transcript.recording import plays

NAME: Final = "timestamped"

_HEADED: Final = re.compile(r"\|? {0,3}Time ?\| ?(?:Transcript|Text|Words)\b", re.IGNORECASE)
"""The head of a table whose rows are times and words."""
_CLOCK: Final = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-9]{2}(?:[.,][0-9]{1,3})?"
_LINE: Final = re.compile(
    rf"(?:[-*•>]\s{{1,4}})?[*_]{{0,2}}(?P<open>[\[(（【<]?)[*_]{{0,2}}(?P<start>{_CLOCK})"
    rf"(?:\s{{0,3}}(?:-->|-|–|—|to|〜|～)\s{{0,3}}(?P<end>{_CLOCK}))?[*_]{{0,2}}[\])）】>]?"
    rf"(?:\((?P<link>[^()\s]{{4,500}})\))?[*_]{{0,2}}[:：]?(?:\s{{1,8}}(?:[-–—|]\s{{1,4}})?|(?=[\])（(]|$))(?P<text>.*)"
)
_ROW: Final = re.compile(rf"\|\s{{0,9}}(?P<start>{_CLOCK})\s{{0,9}}\|(?P<text>[^|]*)(?:\|(?P<rest>.*))?")
_NAMED: Final = re.compile(
    rf"(?P<name>[^\d\s\[\](（|#*\-:：][^\d\[\]|:：]{{0,40}}?(?:\s?\d{{1,3}})?)\s{{1,8}}[\[(]?(?P<start>{_CLOCK})[\])]?"
)
_HEADING: Final = re.compile(r"(#{1,6})\s{1,8}(\S.*)")
_LINK: Final = re.compile(r"!?\[(?P<text>[^\[\]]{0,200})\]\((?P<url>[^()\s]{1,500}(?:\([^()\s]{0,100}\))?)\)")
_RULE: Final = re.compile(r"[|:\s-]{3,}")
_SEEN: Final = 400
"""Lines that detection looks at."""
_MINUTE: Final = 60_000


class _Timed(NamedTuple):
    start: int
    end: int | None
    text: str
    name: str | None = None
    link: str | None = None
    plain: bool = False
    """A bare m:ss, which could be a time of day."""


def claim(head: Head) -> Claim | None:
    """By times at the beginnings of lines that only grow; captions are no such text."""
    if head.start.startswith("WEBVTT") or TIMED.search(head.text):
        return None
    lines = head.lines[:_SEEN]
    found = [timed for line in lines if (timed := _timed(line)) is not None]
    if len(found) < 2 or (found[0].plain and found[0].start >= _MINUTE):
        return None
    growing = sum(before.start <= after.start for before, after in pairwise(found))
    if growing < 0.9 * (len(found) - 1):
        return None
    alone = sum(not timed.text and timed.name is None and not timed.plain for timed in found)
    headed = any(_HEADED.match(line) for line in lines[:20])
    fewest = 2 if headed else 3 if any(timed.name for timed in found) else 4
    if alone < len(found) and len(found) < max(fewest, len(lines) // 8):
        return None
    clear = sum(not timed.plain for timed in found) * 3 >= len(lines)
    return Claim(0.997 if clear else 0.93, _("{count} lines with times that grow").format(count=len(found)))


def read(material: Material) -> Transcript:
    """What is said, in paragraphs and turns; lines before the first time are front matter."""
    draft = Draft(material.source(), NAME)
    reader = _Reader(draft)
    for number, raw in numbered(material.text):
        if line := raw.strip():
            reader.line(number, line)
    pieces = labelled(reader.pieces)
    voiced = tells_voices(pieces)
    scribe = Scribe(draft, speakers_of(draft, pieces), voiced=voiced, punctuated=punctuated(pieces))
    at = 0
    for end, number, line, level, heading in reader.headings:
        scribe.write(pieces[at:end])
        scribe.stop()
        draft.section(heading, level, printed=line, line=number)
        at = end
    scribe.write(pieces[at:])
    scribe.stop()
    language = language_of(" ".join(piece.text for piece in pieces[:400]))
    finish_voices(draft, material, language, voiced=voiced)
    claimed = material.claim
    return draft.finish(
        reader.meta._replace(language=language), confidence=claimed.confidence, why=claimed.why
    )


class _Reader:
    """Takes lines apart: front matter into the draft, the rest into pieces."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.pieces: list[Piece] = []
        self.headings: list[tuple[int, int, str, int, str]] = []
        """Pieces before it, line, the line itself, level, heading."""
        self.meta = Metadata()
        self._begun = False
        self._name: str | None = None
        self._waiting: _Timed | None = None

    def line(self, number: int, line: str) -> None:
        """Add one line that is not blank."""
        timed = _timed(line)
        if timed is not None:
            self._begun, self._name = True, timed.name
            if timed.link and self.meta.recording is None and plays(timed.link):
                self.meta = self.meta._replace(recording=timed.link)
            self._waiting = timed
            if timed.text:
                self._said(number, timed.text)
        elif not self._begun:
            self._front(number, line)
        elif heading := _HEADING.fullmatch(line):
            self.headings.append((len(self.pieces), number, line, len(heading[1]), heading[2].strip()))
        elif not _RULE.fullmatch(line):
            self._said(number, line)

    def _said(self, number: int, text: str) -> None:
        """Words, at the time that stands before them if they are the first behind it."""
        timed, self._waiting = self._waiting, None
        start, end = (timed.start, timed.end) if timed else (None, None)
        self.pieces.extend(heard(text, start, end, number, self._name))

    def _front(self, number: int, line: str) -> None:
        """A line before the first time: title, date, the head of a table."""
        if _RULE.fullmatch(line):
            return
        heading = _HEADING.fullmatch(line)
        link = _LINK.search(line)
        shown = _LINK.sub(lambda match: match["text"], heading[2] if heading else line).strip()
        block = self._draft.block(shown, "front", line=number)
        meta = self.meta
        if link:
            self._draft.link(link["text"], link["url"], block)
            recording = link["url"] if plays(link["url"]) else meta.recording
            meta = meta._replace(url=meta.url or link["url"], recording=recording)
        if heading and meta.title is None:
            meta = meta._replace(title=shown)
        if meta.date is None and (found := first_date(shown)) and len(shown) <= 200:
            meta = meta._replace(date=found.iso, date_printed=found.printed)
        self.meta = meta


def _timed(line: str) -> _Timed | None:
    """The time and the words of a line that begins, or a table's row that begins, with a time."""
    if line.startswith("|"):
        row = _ROW.fullmatch(line)
        if row is None:
            return None
        rest = row["rest"] or ""
        link = _LINK.search(rest)
        more = [cell.strip() for cell in _LINK.sub("", rest).split("|") if cell.strip()]
        return _Timed(
            _milliseconds(row["start"]),
            None,
            " ".join([row["text"].strip(), *more]),
            link=link["url"] if link else None,
        )
    match = _LINE.fullmatch(line)
    if match is not None:
        plain = not match["open"] and match["start"].count(":") == 1
        end = _milliseconds(match["end"]) if match["end"] else None
        return _Timed(
            _milliseconds(match["start"]), end, match["text"].strip(), link=match["link"], plain=plain
        )
    if len(line) > 80 or (named := _NAMED.fullmatch(line)) is None:
        return None
    plain = named["start"].count(":") == 1
    return _Timed(_milliseconds(named["start"]), None, "", named["name"].strip(), plain=plain)


def _milliseconds(clock: str) -> int:
    whole, _point, fraction = clock.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + (int(fraction.ljust(3, "0")) if fraction else 0)
