"""The program's own words in the reader's language: gettext catalogues beside this file.

English is in the code (the msgids); every other language is a catalogue `XX.po` and its compiled `XX.mo`
(`make locales`; a test holds them together). `_` looks the language up when it is called, never when a module
is imported.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable
from gettext import NullTranslations
from pathlib import Path

LANGUAGES = ("en", "ja")

_translations: NullTranslations = NullTranslations()
_language = "en"


def language() -> str:
    """The language in use: one of LANGUAGES."""
    return _language


def install(lang: str | None = None) -> None:
    """Use `lang` (`ja`, `en`), or what the locale asks for when it is None or unknown."""
    global _language, _translations  # noqa: PLW0603  (one language per process)
    _language = lang if lang in LANGUAGES else _from_locale()
    _translations = NullTranslations() if _language == "en" else _load(_language)


def _(message: str) -> str:
    """`message` in the language in use."""
    return _translations.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of `one`/`many` for `count` in the language in use."""
    return _translations.ngettext(one, many, count)


def listed(names: Iterable[str]) -> str:
    """Names one after the other: `a, b`, in Japanese with 、."""
    return _(", ").join(names)


def _from_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return value[:2] if value[:2] in LANGUAGES else "en"
    spoken = (locale.getlocale()[0] or "")[:2]
    return spoken if spoken in LANGUAGES else "en"


def _load(lang: str) -> NullTranslations:
    from gettext import GNUTranslations

    with Path(__file__).with_name(f"{lang}.mo").open("rb") as file:
        return GNUTranslations(file)
