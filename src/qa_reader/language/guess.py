"""Which language a text is in, told from its script and commonest words; enough to lay out and cite it."""

from __future__ import annotations

import re
from typing import Final

_SAMPLE: Final = 3000
_WORD: Final = re.compile(r"[^\W\d_]+")
_COMMON: Final = {
    "en": frozenset(
        (
            "the",
            "of",
            "and",
            "to",
            "that",
            "is",
            "in",
            "we",
            "for",
            "was",
            "have",
            "this",
            "you",
            "are",
            "what",
            "with",
        )
    ),
    "fr": frozenset(
        (
            "le",
            "la",
            "les",
            "des",
            "et",
            "que",
            "une",
            "est",
            "dans",
            "pour",
            "nous",
            "qui",
            "du",
            "au",
            "sur",
        )
    ),
    "es": frozenset(
        ("el", "los", "las", "que", "una", "por", "para", "con", "del", "se", "como", "más", "señor")
    ),
    "de": frozenset(
        ("der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "wir", "zu", "mit", "von", "auf")
    ),
    "pt": frozenset(
        ("o", "os", "que", "não", "uma", "para", "com", "do", "da", "em", "se", "como", "senhor", "mais")
    ),
}
_TRADITIONAL: Final = frozenset("這們問題會說國時對來為個學實現發經過關於體")


def language_of(text: str) -> str | None:
    """The BCP 47 tag of `text`'s language (ja, en, zh-Hant, ko …), or None where nothing tells."""
    sample = text[:_SAMPLE]
    letters = kana = han = hangul = 0
    for char in sample:
        if char.isalpha():
            letters += 1
            kana += "\u3041" <= char <= "\u30fa"
            han += "\u4e00" <= char <= "\u9fff"
            hangul += "\uac00" <= char <= "\ud7a3"
    if kana * 10 > letters:
        return "ja"
    if hangul * 4 > letters:
        return "ko"
    if han * 3 > letters:
        return "zh-Hant" if sum(char in _TRADITIONAL for char in sample) > 2 else "zh"
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = {tag: sum(word in common for word in words) for tag, common in _COMMON.items()}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] and counts[best] * 12 > len(words) else None
