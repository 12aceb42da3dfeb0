"""Those who lead a conversation without asking or answering in it: chairs, moderators of press rooms.

Their office alone does not tell: a 広報課長 moderates here and answers there, and a chair puts questions
too. Their words do.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.turns.remarks import asks

_PRESS_OFFICE: Final = ("広報", "秘書", "報道担当", "事務局", "総務課")
_LEADS: Final = (
    r"(?:ただ今|ただいま|それでは|では|これより|時間となり|時間になり|定刻)"
    r"[^。]{0,40}(?:会見|質疑|質問|お願い|終了|始め|開始)"
    r"|(?:会見|質疑応答|質疑|説明会|意見交換)(?:を|は|に)[^。]{0,24}(?:始め|開始|終了|終わ|移り|入り|閉じ|進め)"
    r"|質問(?:の|が|は)?(?:ある|ございます|おあり)|挙手|社名と|お名前を|指名"
    r"|(?:ほか|他)に(?:御|ご)?(?:質問|ございま|ありま|いかが)|最後の(?:質問|一問|方)|次の(?:方|質問)"
)
_COURTESY: Final = (
    r"(?i)opening (?:statement|remarks)|few words|introduce (?:yourself|yourselves)"
    r"|(?:like|wish) to (?:begin|start|add|say)|ready to (?:begin|start|proceed)"
    r"|hear me|any (?:further|other|more) questions"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def press_officers(draft: Draft) -> None:
    """Make chairs of officials of the press office whose words only lead a press conference.

    Their turns get the kind `chair`; whoever of them answers too keeps the role and gives those answers.
    """
    officers = {
        index
        for index, speaker in enumerate(draft.speakers)
        if speaker.role == "official"
        and any(word in (speaker.office or speaker.name) for word in _PRESS_OFFICE)
    }
    if len(officers) == sum(speaker.role == "official" for speaker in draft.speakers):
        return  # nobody else could answer
    answering: set[int] = set()
    for turn in draft.turns:
        if turn.kind is not None or turn.speaker is None or turn.speaker not in officers:
            continue
        if _leads(draft, turn):
            turn.kind = "chair"
        else:
            answering.add(turn.speaker)
    leading = {turn.speaker for turn in draft.turns if turn.kind == "chair"}
    for index in officers & leading - answering:
        draft.speakers[index].role = "chair"


def _leads(draft: Draft, turn: TurnDraft) -> bool:
    return any(_compiled(_LEADS).search(draft.blocks[at].text) for at in range(turn.start, turn.end))


def puts_own_question(draft: Draft, turn: TurnDraft) -> bool:
    """Does a chair ask here in the chair's own name, rather than give the word?"""
    last = draft.blocks[turn.end - 1].text.rstrip()
    put = last.rpartition("? ")[2] if last.endswith("?") else ""
    return (last.endswith(("?", "？")) or asks(last)) and not _compiled(_COURTESY).search(put or last[-80:])
