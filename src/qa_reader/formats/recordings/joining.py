"""Pieces with times joined into sentences, paragraphs (blocks) and turns.

A turn ends where a voice or a mark says so. Where nothing in the whole source says who speaks, turns end at
pauses, and a question is parted from what follows it: the likeliest place for another voice.

A paragraph ends with its turn, at a pause, and at the end of a sentence once it is long enough to read. Where
nothing is punctuated, pieces count as sentences, Japanese ones if they end as sentences do. The words are
those of the source; pieces are joined by a blank, or by nothing in scripts that know none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final

from qa_reader.formats.draft import Draft
from qa_reader.formats.recordings.piece import OPENS, Piece, directions, gap, only_direction, wide
from qa_reader.language.segments import sentences

PAUSE: Final = 2000
"""Milliseconds of silence behind a sentence that end a paragraph, and a turn where nobody is named."""
_SILENCE: Final = 6000
"""Milliseconds that end them in the middle of a sentence too."""
_ENOUGH: Final = 400
"""Cells after which a paragraph ends with its sentence."""
_ENOUGH_BARE: Final = 160
"""The same where no stop shows where a sentence ends."""
_MOST: Final = 1200
"""Cells after which it ends with the piece, whatever the words say."""
_STOPS: Final = re.compile(r"[.!?。！？．…؟।][\"'”’」』）)\]]{0,3}\Z")
_PLAIN_STOP: Final = re.compile(r"(?:\b[a-z]{4,12}|[a-z]{12})[.!?]\Z")
"""A stop that no abbreviation has."""
_STOP: Final = re.compile(r"[.!?。！？．…؟।](?=\s|\Z|[^\x00-\x7f])")
_SAMPLE: Final = 2000
_ASKED_LAST: Final = frozenset("?？؟。\"'”’」』）)]")
_ASKED: Final = re.compile(r"(?:[?？؟]|か。)[\"'”’」』）)\]]{0,3}\Z")
_BARE_STOPS: Final = re.compile(
    r"(?:です|ます|でした|ました|ません|ください|下さい|でしょう|ましょう|ですね|ますね|か)\Z"
)
_BARE_ASKED: Final = re.compile(
    r"(?:[?？]|(?:です|ます|ません|でしょう|ました|でした)か|(?:聞かせ|答え|示し|教えて)(?:ください|下さい)|"
    r"(?:伺い|お尋ねし|お聞きし)ます)\Z"
)
"""How sentences end, and questions, where Japanese is written without 。, as speech recognition does."""
_QUESTION: Final = re.compile(
    r"[?？؟][\"'”’」』）)]{0,3}\s+(?=[^\sa-z])|[？][」』）]?(?=\S)|か。[」』）]?(?=\S)"
)


def punctuated(pieces: Sequence[Piece]) -> bool:
    """Does the source show where sentences end, in one piece of ten at least?"""
    sample = pieces[:_SAMPLE]
    return sum(_STOP.search(piece.text) is not None for piece in sample) * 10 >= len(sample)


class Scribe:
    """Writes pieces into a draft. `speakers` are the draft's, by the pieces' names of them."""

    def __init__(self, draft: Draft, speakers: Mapping[str, int], *, voiced: bool, punctuated: bool) -> None:
        """`voiced`: does the source say where another begins to speak? `punctuated`: where sentences end?"""
        self._draft = draft
        self._speakers = speakers
        self._voiced = voiced
        self._asking_end = _ASKED if punctuated else _BARE_ASKED
        self._enough = _ENOUGH if punctuated else _ENOUGH_BARE
        self._bare = not punctuated
        self._text: list[str] = []
        self._last = ""
        self._length = 0
        self._cells = 0
        self._end: int | None = None
        self._places: list[tuple[int, int | None, int | None]] = []
        self._speaker: str | None = None
        self._mark: str | None = None
        self._sure = True
        self._begun = False
        self._asking = False

    def write(self, pieces: Iterable[Piece]) -> None:
        """Add pieces in the order in which they are said."""
        for whole in pieces:
            for piece in _readable(whole) if len(whole.text) > 2 * _ENOUGH else (whole,):
                text = piece.text
                if self._voiced or ("?" not in text and "？" not in text and "か。" not in text):
                    self._add(piece)
                else:
                    for part in _cut(piece, [match.end() for match in _QUESTION.finditer(text)]):
                        part.end = piece.end  # at the latest
                        self._add(part)

    def stop(self) -> None:
        """End the paragraph and the turn: a section begins, or all has been said."""
        self._flush()
        self._begun = False
        self._draft.close()

    def aside(self, text: str, line: int | None) -> None:
        """A comment of whoever made the file, between paragraphs."""
        self._flush()
        for number, each in enumerate(text.split("\n")):
            if each.strip():
                self._draft.block(each.strip(), "stage", line=None if line is None else line + number)

    def _add(self, piece: Piece) -> None:
        text = piece.text
        if not text:
            if piece.mark:
                self._flush(turn=True)
                self._mark = piece.mark
            return
        if (
            text[0] in OPENS
            and only_direction(text)
            and (not self._text or piece.mark or self._sentence_ended(text))
        ):
            self._flush(turn=bool(piece.mark))
            self._draft.block(
                text, "stage", line=piece.line, time=_seconds(piece.start), until=_seconds(piece.end)
            )
            return
        if piece.mark or piece.speaker != self._speaker:
            self._flush(turn=True)
            self._speaker, self._sure = piece.speaker, piece.sure
            self._mark = piece.mark or self._mark
        elif self._text:
            self._part(piece)
        self._append(piece)

    def _part(self, piece: Piece) -> None:
        """End the paragraph before `piece`, and the turn, if that is the place."""
        silent = 0
        if piece.start is not None and self._end is not None:
            silent = piece.start - self._end
        long = self._cells >= self._enough
        asked = self._asked() and not piece.text[0].islower()
        if silent < PAUSE and not long and not asked:
            return
        ended = self._sentence_ended(piece.text)
        if silent >= _SILENCE or (silent >= PAUSE and ended):
            self._flush(turn=not self._voiced)
        elif asked or (long and (ended or self._cells >= _MOST)):
            self._flush()

    def _asked(self) -> bool:
        """Is what was said last a question, in a source that does not tell voices apart?"""
        if self._voiced or not (self._bare or self._last[-1] in _ASKED_LAST):
            return False
        return self._asking_end.search(self._last[-8:]) is not None

    def _sentence_ended(self, following: str) -> bool:
        """Does a sentence end with what was said so far?"""
        if self._bare and (not wide(self._last) or _BARE_STOPS.search(self._last[-5:])):
            return True
        tail = self._last[-60:]
        if not _STOPS.search(tail[-5:]):
            return False
        if _PLAIN_STOP.search(tail[-12:]) and following[:1].isupper():
            return True
        return any(end == len(tail) for _start, end in sentences(f"{tail} {following[:20]}"))

    def _append(self, piece: Piece) -> None:
        text = piece.text
        if self._text:
            if gap(self._last, text):
                self._text.append(" ")
                self._length += 1
        else:
            self._end = None
        self._places.append((self._length, piece.start, piece.line))
        self._text.append(text)
        self._last = text
        self._length += len(text)
        self._cells += len(text) * (2 if text[0] > "\u2e7f" and wide(text) else 1)
        if piece.end is not None and (self._end is None or piece.end > self._end):
            self._end = piece.end

    def _flush(self, *, turn: bool = False) -> None:
        """Make a block of the paragraph. `turn`: it ends its turn.

        What stands before a question and behind another one may answer that: it gets a turn of its own.
        """
        if self._text:
            text = "".join(self._text)
            asking = self._asked()
            cut = _question(text) if asking and self._asking and self._begun else 0
            if cut:
                self._block(text, 0, cut, asking=False)
            self._block(text, cut, len(text), asking=asking)
            self._text, self._places = [], []
            self._length = self._cells = 0
        if turn:
            self._begun = False

    def _block(self, text: str, start: int, end: int, *, asking: bool) -> None:
        """Make a block of the paragraph's words from `start` to `end`."""
        if not self._begun or asking != self._asking:
            self._open()
        self._asking = asking
        places = self._places
        first = bisect_right(places, start, key=itemgetter(0)) - 1
        behind = bisect_left(places, end, key=itemgetter(0))
        _offset, time, line = places[first]
        cues: list[tuple[int, int]] = []
        last = time
        for offset, each, _line in places[first + 1 : behind]:
            if each is not None and each != last:
                cues.append((offset - start, each))
                last = each
        until = places[behind][1] if behind < len(places) and self._end is not None else self._end
        words = text[start:end].rstrip()
        self._draft.block(
            words, line=line, time=_seconds(time), until=_seconds(until), asides=directions(words), cues=cues
        )

    def _open(self) -> None:
        """Open the turn of the paragraph at hand."""
        label = self._speaker
        speaker = self._speakers.get(label) if label is not None else None
        label = label if speaker is not None else None
        self._draft.turn(None, speaker, label=label, mark=self._mark, sure=self._sure)
        self._begun, self._mark = True, None


def _readable(piece: Piece) -> list[Piece]:
    """A piece that is longer than a paragraph, cut behind sentences; without any, at blanks."""
    cuts: list[int] = []
    last = 0
    for start, end in sentences(piece.text):
        while end - start > 4 * _MOST and (blank := piece.text.find(" ", start + 2 * _MOST, end)) > 0:
            cuts.append(blank)
            last = start = blank  # noqa: PLW2901
        if start - last >= _ENOUGH // 2:
            cuts.append(start)
            last = start
    return _cut(piece, cuts)


def _cut(piece: Piece, cuts: list[int]) -> list[Piece]:
    """`piece` in parts: each begins when it begins, the last ends when it ends; nobody knows more."""
    if not cuts:
        return [piece]
    parts: list[Piece] = []
    for at, (start, end) in enumerate(pairwise([0, *cuts, len(piece.text)])):
        words = piece.text[start:end].strip()
        until = piece.end if at == len(cuts) else None
        mark = None if at else piece.mark
        if words:
            parts.append(Piece(words, piece.start, until, piece.line, piece.speaker, mark, piece.sure))
    return parts


def _question(text: str) -> int:
    """Where the sentences begin that ask at the end of `text`; 0 where that cannot be told."""
    start = len(text)
    for begin, end in reversed(sentences(text)):
        if not _ASKED.search(text, max(begin, end - 8), end):
            break
        start = begin
    return start if start < len(text) else 0


def _seconds(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000
