"""Phrases that suggest how a question was answered: found in answers, marked as suggestions, never applied.

The phrases are data (`cues.toml`), written with alternatives in brackets and matched as plain words over
folded text: nothing here can backtrack. Words in quotation marks are somebody else's and count for nothing.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Any, Final, NamedTuple

from qa_reader.language.folding import fold
from qa_reader.language.segments import sentences
from qa_reader.transcript.model import Position, Span, Transcript
from qa_reader.transcript.outline import Outline

_OPENERS: Final = "「『“«"
_CLOSERS: Final = "」』”»"
_BREAKS: Final = "、，"
"""What follows these in a sentence may turn round what stands before."""


class BadCues(ValueError):
    """Cue phrases that cannot be used; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases that suggest a code."""

    code: str
    """The code they suggest; empty where they are only worth a look."""
    language: str
    phrases: tuple[str, ...]
    """As they are written out, folded."""
    beside: tuple[str, ...]
    """Folded; one of them must stand in the same sentence, if there are any."""
    without: tuple[str, ...]
    """Folded; none of them may."""
    final: bool
    """Whether the sentence must go on to its end without a comma."""
    source: str
    reasons: Mapping[str, str]
    """By language: why they suggest it."""

    def reason(self, language: str) -> str:
        """Why these phrases suggest the code."""
        return self.reasons.get(language) or self.reasons.get("en", "")


class Found(NamedTuple):
    """A cue in a text: offsets in code points, end exclusive."""

    start: int
    end: int
    cue: Cue


def find_cues(text: str, cues: Sequence[Cue]) -> list[Found]:
    """The cues in `text`, in order; of two that overlap the longer one."""
    found: list[Found] = []
    for start, end in sentences(text):
        folded = fold(text[start:end])
        for cue in cues:
            if (cue.beside and not any(each in folded.text for each in cue.beside)) or any(
                each in folded.text for each in cue.without
            ):
                continue
            for phrase in cue.phrases:
                at = folded.text.find(phrase)
                while at >= 0:
                    if _whole(folded.text, at, phrase) and not (
                        cue.final and any(mark in folded.text[at + len(phrase) :] for mark in _BREAKS)
                    ):
                        first, last = folded.span(at, at + len(phrase))
                        found.append(Found(start + first, start + last, cue))
                    at = folded.text.find(phrase, at + 1)
    quoted = _quoted(text) if found else []
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start - each.end, each.start)):  # the longest first
        apart = all(each.end <= other.start or other.end <= each.start for other in kept)
        if apart and not any(first < each.end and each.start < last for first, last in quoted):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


class Suggestions:
    """The cues in the answers of one transcript, looked for where somebody looks."""

    def __init__(self, transcript: Transcript, outline: Outline, cues: Sequence[Cue]) -> None:
        self._transcript = transcript
        self._outline = outline
        self._cues = cues
        self._known: dict[int, tuple[Found, ...]] = {}

    def in_block(self, block: int) -> tuple[Found, ...]:
        """The cues in `block`, in order; none outside answers."""
        known = self._known.get(block)
        if known is None:
            turn = self._outline.turn_at(block)
            answers = turn is not None and self._transcript.turns[turn].kind == "answer"
            text = self._transcript.blocks[block].text if answers else ""
            known = self._known[block] = tuple(find_cues(text, self._cues)) if text else ()
        return known

    def beside(self, position: Position, direction: int) -> tuple[Span, Cue] | None:
        """The next cue that begins behind `position` (1), or the last one before it (-1)."""
        block = position.block
        while 0 <= block < len(self._transcript.blocks):
            here = self.in_block(block)
            if block == position.block:
                at = bisect_right([each.start for each in here], position.offset)
                if direction > 0:
                    here = here[at:]
                else:
                    here = here[: at - 1] if at and here[at - 1].start == position.offset else here[:at]
            if here:
                start, end, cue = here[0 if direction > 0 else -1]
                return Span(Position(block, start), Position(block, end)), cue
            block += direction
        return None


@cache
def built_in() -> tuple[Cue, ...]:
    """The cues that come with the program."""
    return parse(resources.files(__package__).joinpath("cues.toml").read_text("utf-8"))


def parse(text: str) -> tuple[Cue, ...]:
    """The cues that `text` (TOML) holds. Raises BadCues."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCues(f"cues.toml: {error}") from None
    entries = data.get("cue", [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise BadCues("cues.toml: cue is no list of tables")
    return tuple(_cue(entry) for entry in entries)


def _cue(entry: Mapping[str, Any]) -> Cue:
    reasons = entry.get("why", {})
    return Cue(
        code=str(entry.get("code", "")),
        language=str(entry.get("lang", "")),
        phrases=tuple(
            dict.fromkeys(fold(each).text for raw in _texts(entry, "phrases") for each in _out(raw))
        ),
        beside=tuple(fold(each).text for each in _texts(entry, "with")),
        without=tuple(fold(each).text for each in _texts(entry, "without")),
        final=bool(entry.get("final", False)),
        source=str(entry.get("source", "")),
        reasons={key: str(value) for key, value in reasons.items()} if isinstance(reasons, dict) else {},
    )


def _texts(entry: Mapping[str, Any], name: str) -> list[str]:
    texts = entry.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(each, str) and each for each in texts):
        raise BadCues(f"cues.toml: {entry.get('code')!r}: {name} is no list of texts")
    return texts


_MOST: Final = 500
"""Ways in which one phrase may be written out."""


def _out(phrase: str) -> Iterator[str]:
    """`phrase` written out: `(a|b)c` → `ac`, `bc`. Raises BadCues."""
    parts: list[list[str]] = []
    ways, rest = 1, phrase
    while rest:
        plain, bracket, rest = rest.partition("(")
        parts.append([plain])
        if bracket:
            choices, closed, rest = rest.partition(")")
            parts.append(choices.split("|"))
            ways *= len(parts[-1])
            if not closed or "(" in choices or ways > _MOST:
                raise BadCues(
                    f"cues.toml: {phrase!r}: one bracket within another, one left open, or too many"
                )
    made = ("".join(each) for each in product(*parts))
    return (each for each in made if each)


def _whole(text: str, at: int, phrase: str) -> bool:
    """Whether Latin words at the ends of a phrase are whole words of the text."""
    end = at + len(phrase)
    return not (at and _latin(phrase[0]) and _latin(text[at - 1])) and not (
        end < len(text) and _latin(phrase[-1]) and _latin(text[end])
    )


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _quoted(text: str) -> list[tuple[int, int]]:
    """Where words stand in quotation marks, the marks included; what is left open ends with the text."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in _OPENERS:
            depth, start = depth + 1, at if not depth else start
        elif character in _CLOSERS and depth:
            depth -= 1
            if not depth:
                found.append((start, at + 1))
    return [*found, (start, len(text))] if depth else found
