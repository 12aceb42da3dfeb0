"""An index of a press conference by time: `0:08:20 (質問)新聞社 山田記者`, `0:09:37 └ (回答)社長`.

Only who asked and who answered when, no words said: the name is the text. ┝ marks that more follows under
the same question, └ the last. Lines in between without a mark (質問2, 「…について」) are the next point of
the same reporter.
"""

from __future__ import annotations

import re
from typing import Final

from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.turns.titles import read_title
from qa_reader.formats.turns.voices import identify
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

NAME: Final = "timeline"

_LINE: Final = re.compile(
    r"(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)[ \t\u3000]+(?P<tree>[┝├└┗┣│┃][ \t\u3000]*)?"
    r"(?P<mark>[(（](?P<word>質問|問|回答|答)[)）])?[ \t\u3000]*(?P<text>.*)"
)
_ASKS: Final = frozenset(("質問", "問"))
_FEW: Final = 4


def claim(head: Head) -> Claim | None:
    """Sure where several lines have a time and a mark."""
    found = [match for line in head.lines[:200] if (match := _LINE.fullmatch(line))]
    asked = sum(match["word"] in _ASKS for match in found)
    answered = sum(match["word"] is not None for match in found) - asked
    if asked + answered < _FEW or not asked or len(found) * 2 < len(head.lines[:200]):
        return None
    return Claim(
        0.998, _("{asked} questions and {answered} answers by time").format(asked=asked, answered=answered)
    )


def read(material: Material) -> Transcript:
    """The transcript."""
    draft = Draft(material.source(), NAME)
    title: str | None = None
    asker: int | None = None
    for line, raw in enumerate(material.text.split("\n"), 1):
        text = raw.strip()
        if not text:
            continue
        match = _LINE.fullmatch(text)
        if match is None:
            draft.close()
            draft.block(text, "back" if draft.turns else "front", line=line)
            title = title or (None if draft.turns else text)
            continue
        time = _seconds(match["time"])
        if match["word"] is None:
            if match["tree"] and asker is not None:
                draft.turn("remark", asker, mark=_tree(match), sure=False)
            else:
                draft.turn("statement", None, mark=_tree(match))
                asker = None
            draft.block(match["text"], line=line, time=time)
            continue
        asks = match["word"] in _ASKS
        voice = identify(match["text"])
        known = voice.role if voice.role != "unknown" else "reporter" if asks else "official"
        speaker = draft.speaker(voice.name, match["text"], known, office=voice.office, group=voice.group)
        asker = speaker if asks else asker
        draft.turn("question" if asks else "answer", speaker, label=match["mark"], mark=_tree(match))
        draft.block(match["text"], line=line, time=time)
    draft.notice("index-only", _("An index by time: it says who spoke when, not what was said."))
    said = read_title(title or "")
    claimed = material.claim
    return draft.finish(
        Metadata(title, said.body, said.meeting, said.date, said.date_printed, "ja"),
        confidence=claimed.confidence,
        why=claimed.why,
    )


def _tree(match: re.Match[str]) -> str | None:
    return (match["tree"] or "").strip(" \t\u3000") or None


def _seconds(time: str) -> float:
    total = 0
    for part in time.split(":"):
        total = total * 60 + int(part)
    return float(total)
