"""Codes of languages as formats of parliaments give them, as BCP 47 wants them."""

from __future__ import annotations

from typing import Final

# ISO 639-2 (bibliographic and terminological) of languages that parliaments keep records in.
_THREE_LETTERS: Final = {
    "afr": "af", "ara": "ar", "baq": "eu", "bul": "bg", "cat": "ca", "ces": "cs", "chi": "zh", "cym": "cy",
    "cze": "cs", "dan": "da", "deu": "de", "dut": "nl", "ell": "el", "eng": "en", "est": "et", "eus": "eu",
    "fin": "fi", "fra": "fr", "fre": "fr", "geo": "ka", "ger": "de", "gle": "ga", "glg": "gl", "gre": "el",
    "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ice": "is", "isl": "is", "ita": "it", "jpn": "ja",
    "kor": "ko", "lav": "lv", "lit": "lt", "mac": "mk", "mlt": "mt", "nld": "nl", "nor": "no", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es",
    "sqi": "sq", "srp": "sr", "swa": "sw", "swe": "sv", "tur": "tr", "ukr": "uk", "wel": "cy", "zho": "zh",
}  # fmt: skip


def short(code: str | None) -> str | None:
    """`eng` as `en`, `FR` as `fr`; None for none. A code that has no shorter form stays."""
    if not code or not code.strip():
        return None
    first, hyphen, rest = code.strip().partition("-")
    return _THREE_LETTERS.get(first.lower(), first.lower()) + hyphen + rest
