"""Which language a text is in, told from its script and commonest words; enough to lay out and cite it."""

from __future__ import annotations

import re
from typing import Final

_SAMPLE: Final = 8192
_KANA: Final = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]")
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
_TRADITIONAL: Final = re.compile("[這們問題會說國時對來為個學實現發經過關於體]")


def language_of(text: str) -> str | None:
    """The BCP 47 tag of `text`'s language (ja, en, zh-Hant, ko …), or None where nothing tells."""
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    if not letters:
        return None
    if len(_KANA.findall(sample)) * 10 > letters:
        return "ja"
    if len(_HANGUL.findall(sample)) * 4 > letters:
        return "ko"
    if len(_HAN.findall(sample)) * 3 > letters:
        return "zh-Hant" if len(_TRADITIONAL.findall(sample)) > 2 else "zh"
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = {tag: sum(word in common for word in words) for tag, common in _COMMON.items()}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] * 12 > len(words) else None
