"""Where an answer ends and the asker's own unmarked words begin.

On pages that askers keep themselves, labels mark each question and each answer, but what the asker adds after
an answer (a request, an opinion, a closing) often stands below it without any label. The rule rests on style
and speaker:

- Only the paragraphs of one answer are looked at, on a page that is the asker's own, and at least the first
  stays the answer's.
- Every sentence is weighed by its ending; the longest known one decides (`remarks.toml`). Officials report
  on their own side, humbly (ございます, まいります, おります, ところです). Askers address the other side:
  they ask for things (いただきたい, 要望します), judge (べきです, 懸念します), thank, ask again (でしょうか),
  close (質問を終わります). Some words inside a paragraph weigh too (ぜひ, 御答弁; 区としましては).
- The paragraphs are cut once, where the asker's weight behind the cut less that before it is greatest; and
  only if what stands behind is the asker's on balance and ends as theirs, and what stands before is not.
  A neutral sentence right before the cut goes with the asker where all before it is plainly official.

It is a guess all the same: the turn is marked as such, and the reader can split and join by hand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]*")
_CHOICE: Final = re.compile(r"\{([^}]*)\}")
_CLOSERS: Final = "。」』）)、 \t\u3000"

# An official, too, asks the public for understanding, and hopes for things.
_POLITE: Final = re.compile(
    r"(?:[御ご](?:理解|協力|了承|了解|承知|容赦|確認|利用|参加|活用|相談)|賜り)[^。]{0,24}$"
)
# And thanks for what the council says.
_THANKED: Final = re.compile(
    r"[御ご](?:提案|提言|意見|指摘|質問|要望|助言|支援|尽力|理解|協力)[^。]{0,30}(?:感謝|御礼|お礼|ありがとう|敬意)"
)
_QUESTION: Final = re.compile(
    r"(?:か[ねな]?[。？?]?|[？?]|(?:伺|うかが)い(?:ます|たい(?:です|と思います))。?"
    r"|お聞かせください。?|お尋ね(?:し|いたし)ます。?)$"
)
_ARROWS: Final = re.compile(r"[↓⇓⬇▼→⇒ \u3000]{1,6}")
"""What leads from an answer to what its asker makes of it."""
_LEAST: Final = 1.2
"""The asker's weight behind the cut below which there is none."""
_OFFICIAL: Final = -1.0
"""A paragraph of this weight or below is plainly an official's."""


def weigh(paragraph: str) -> float:
    """Whose style a paragraph is in: above 0 the asker's, below 0 the official's, 0 where nothing tells."""
    total = sum(_ending(match.group()) for match in _SENTENCE.finditer(paragraph))
    return total + sum(weight for word, weight in _style().words if word in paragraph)


def asks(paragraph: str) -> bool:
    """Does its last sentence put a question?"""
    return bool(_QUESTION.search(paragraph.rstrip(" \u3000")[-20:]))


def cut(paragraphs: Sequence[str]) -> int | None:
    """How many of an answer's paragraphs are the answer, if the rest is the asker's; None for all of them.

    Never 0: the first paragraph behind an answer's label is the answer's.
    """
    if len(paragraphs) < 2 or weigh(paragraphs[-1]) <= 0:
        return None
    weights = [weigh(paragraph) for paragraph in paragraphs]
    whole = sum(weights)
    best, at = 0.0, 0
    behind = 0.0
    for index in range(len(weights) - 1, 0, -1):
        behind += weights[index]
        gain = behind - (whole - behind)
        if weights[index] > 0 and (gain >= best or not at):
            best, at = gain, index
    tail = sum(weights[at:])
    if not at or tail < _LEAST or whole - tail > 0:
        return None
    while at > 1 and weights[at - 1] == 0:
        arrow = _ARROWS.fullmatch(paragraphs[at - 1].strip())
        if not arrow and not _free_sentence(paragraphs[at - 1], weights[: at - 1]):
            break
        at -= 1
    return at


def _free_sentence(paragraph: str, before: Sequence[float]) -> bool:
    """Is this neutral paragraph the asker's? A whole sentence, where all before it is plainly official."""
    return paragraph.rstrip().endswith("。") and max(before) <= _OFFICIAL


def _ending(sentence: str) -> float:
    tail = sentence.rstrip(_CLOSERS)
    if tail.endswith(("？", "?")):
        return 2.0
    tail = tail.rstrip("！!" + _CLOSERS)
    style = _style()
    if (whole := style.endings.get(f"^{tail}")) is not None:
        return whole
    for length in range(min(style.longest, len(tail)), 0, -1):
        weight = style.endings.get(tail[-length:])
        if weight is not None:
            officials = weight > 0 and (_POLITE.search(tail[-40:]) or _THANKED.search(tail[-60:]))
            return 0.0 if officials else weight
    return 0.0


class _Style(NamedTuple):
    endings: dict[str, float]
    longest: int
    words: tuple[tuple[str, float], ...]


@cache
def _style() -> _Style:
    """All endings and words written out, with their weights."""
    data = tomllib.loads(Path(__file__).with_name("remarks.toml").read_text("utf-8"))
    endings = {form: entry["weight"] for entry in data["ending"] for form in _written_out(entry["forms"])}
    words = tuple((word, entry["weight"]) for entry in data["word"] for word in _written_out(entry["forms"]))
    return _Style(endings, max(map(len, endings)), words)


def _written_out(templates: Iterable[str]) -> Iterator[str]:
    for template in templates:
        parts = _CHOICE.split(template)  # fixed text at even places, choices at odd ones
        choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
        yield from map("".join, product(*choices))
