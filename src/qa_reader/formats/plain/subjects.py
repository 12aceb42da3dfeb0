"""Subjects that stand without any mark on a line of their own above a question, as ministries print them.

「半導体」, and below it 「Q：…」. Believed only where a blank line parts it from the words before and it is a
short noun: else it is the end of the answer above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qa_reader.formats.plain.profiles import Profile, Rule
from qa_reader.formats.plain.scan import Hit
from qa_reader.formats.plain.settle import ASKS
from qa_reader.formats.plain.templates import Template
from qa_reader.formats.turns.voices import has_part, identify

_RULE: Final = Rule("heading", Template("{title}"), 2)
_NOUN: Final = re.compile(
    r"(?![（(\[［〔※→⇒・]|なし$|以上$|別紙)[^。、！？!?：:／/]{1,23}(?:[一-鿿々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ）)」』げみしりきけせめえ]|いて|こと|ほか|など)"
)


def subjects(hits: Sequence[Hit], texts: Sequence[str], profile: Profile) -> list[Hit]:
    """`hits` and the unmarked subjects right above the questions among them, in order."""
    if profile.language != "ja" or profile.unmarked or profile.learned:
        return list(hits)
    known = {hit.line for hit in hits}
    found: list[Hit] = []
    asked = False
    for hit in hits:
        at = _above(texts, hit.line) if _asks(hit) and asked else None
        if at is not None and at not in known and _is_subject(texts, at):
            title = texts[at].strip()
            found.append(Hit(at, _RULE, title, title=title))
            known.add(at)
        found.append(hit)
        asked = asked or hit.rule.kind == "heading" or _asks(hit)
    return found


def _asks(hit: Hit) -> bool:
    voice = hit.rule.kind == "voice" and hit.who is not None
    return hit.rule.kind == "question" or (voice and identify(hit.who or "").role in ASKS)


def _above(texts: Sequence[str], line: int) -> int | None:
    """The nearest line above that is not blank."""
    return next((at for at in range(line - 1, max(-1, line - 4), -1) if texts[at].strip()), None)


def _is_subject(texts: Sequence[str], at: int) -> bool:
    text = texts[at].strip()
    free = at > 0 and not texts[at - 1].strip()
    return bool(free and _NOUN.fullmatch(text)) and not has_part(text)
