"""Names behind a mark on its own line, with the words below: 「Q　山田花子」, 「◇回答：市長」."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qa_reader.formats.plain.scan import Hit
from qa_reader.formats.plain.settle import ANSWERS
from qa_reader.formats.turns.voices import identify

_NAME: Final = re.compile(r"[\u3005\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\u30fc \u3000（()）]{2,20}")
_SUBJECT: Final = re.compile(r"(?:について|こと|対策|事業|問題|計画|は|を|に|の)$")
_TWICE: Final = 2


def named(hits: Sequence[Hit], texts: Sequence[str]) -> list[Hit]:
    """`hits`, with such a name as the one whom the mark names.

    An office or part (市長, 記者) is believed at once, any other name where it comes back; a question that
    names an office asks about it (「Q　市長」).
    """
    lines = {hit.line for hit in hits}
    candidates = {at: hit.text.strip() for at, hit in enumerate(hits) if _could_name(hit, texts, lines)}
    counts = Counter(candidates.values())
    found = list(hits)
    for at, text in candidates.items():
        role = identify(text).role
        asks = hits[at].rule.kind == "question"
        if role in ANSWERS and asks:
            continue
        if role != "unknown" or (asks and counts[text] >= _TWICE and not _SUBJECT.search(text)):
            found[at] = replace(hits[at], label=texts[hits[at].line].strip(), who=text, text="")
    return found


def _could_name(hit: Hit, texts: Sequence[str], lines: set[int]) -> bool:
    """Is there nothing but a name behind the mark, and do words follow right below?"""
    if hit.rule.kind not in ("question", "answer") or hit.who is not None or not hit.text:
        return False
    below = hit.line + 1
    if below in lines or below >= len(texts) or not texts[below].strip():
        return False
    return bool(_NAME.fullmatch(hit.text.strip()))
