"""Whose words a recording holds: roles from what speakers are called, and questions proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final

from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Material
from qa_reader.formats.recordings.piece import Piece
from qa_reader.formats.turns.proposing import asks, propose
from qa_reader.locales import _
from qa_reader.transcript.model import Role

_NUMBERED: Final = re.compile(
    r"(?:speaker|spk|話者|発言者)?[ _#-]{0,2}(?:[0-9０-９]{1,4}|[A-Za-z]{0,2})", re.IGNORECASE
)
_MODERATES: Final = re.compile(
    r"moderator|facilitator|司会者?|進行役?|モデレーター|ファシリテーター", re.IGNORECASE
)
_MARKED: Final = 100
"""In a file where nobody is named, one mark of a new voice in this many pieces tells voices apart."""


def tells_voices(pieces: Sequence[Piece]) -> bool:
    """Does the source say, by names or by marks, where another begins to speak?"""
    if any(piece.speaker is not None for piece in pieces):
        return True
    return sum(piece.mark is not None for piece in pieces) * _MARKED > len(pieces)


def speakers_of(draft: Draft, pieces: Sequence[Piece], nameless: Set[str] = frozenset()) -> dict[str, int]:
    """The speakers of `pieces`, added to `draft`. Those in `nameless` bear a mark that names nobody: `0`."""
    found: dict[str, int] = {}
    for piece in pieces:
        label = piece.speaker
        if label is not None and label not in found:
            named = label not in nameless and any(map(str.isalnum, label))  # Teams: `<v ->`
            found[label] = draft.speaker(label if named else "", label, _role(label))
    return found


def _role(label: str) -> Role:
    """As what one speaks, as far as the label tells: `Host`, 市長. `Speaker 1` presides over nothing, and
    who moderates a talk that is recorded asks the questions."""
    if _NUMBERED.fullmatch(label):
        return "unknown"
    if _MODERATES.fullmatch(label):
        return "host"
    from qa_reader.formats.turns.voices import identify

    return identify(label).role


def finish_voices(draft: Draft, material: Material, language: str | None, *, voiced: bool) -> None:
    """Tell the chair's words, propose questions, and say what of the voices is not known."""
    if not voiced and draft.turns:
        draft.notice(
            "no-speakers",
            _("Nothing says who speaks here: turns are parted by pauses and behind questions."),
        )
    for turn in draft.turns:
        if turn.kind is None and turn.speaker is not None and draft.speakers[turn.speaker].role == "chair":
            turn.kind = "chair"
    propose(draft, material, language=language, asking=_asks, unnamed=True)


def _asks(text: str, language: str | None) -> bool:
    """Does `text` end by asking? Japanese asks without a mark too: 「お聞かせください」."""
    if asks(text, language):
        return True
    if language != "ja":
        return False
    from qa_reader.formats.turns.chairing import asks_at_end

    return asks_at_end(text[-120:])
