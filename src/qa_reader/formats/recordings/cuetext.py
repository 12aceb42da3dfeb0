"""The text of a cue without its markup: tags of WebVTT (W3C, section 6.4) and those that SRT files borrow.

Voices are kept, all else that only says how words look is markup: classes, colours, karaoke times, `{\\an8}`.
What looks like a tag and is none that is known (`<laughs>`, a `<` that nobody closes) is words and stays.
"""

from __future__ import annotations

import html
import re
from typing import Final, NamedTuple

_TAG: Final = re.compile(
    r"<(?:/?(?:(?:c|i|b|u|s|em|strong|ruby|rt|rp|lang|font|span|p)(?:[.\s][^<>]*)?|\s{0,9}c)?|"
    r"[\d:.,]{4,20})>"
)
_BREAK: Final = re.compile(r"<br\s{0,9}/?>|\\[Nn](?![a-z])", re.IGNORECASE)
_ELSE: Final = re.compile(r"[&\\{]")
_VOICE: Final = re.compile(r"<(?:v(?:\.[^\s<>]*)?(?:\s+([^<>]*))?|(/)v\s*)>")
_OVERRIDE: Final = re.compile(r"\{\\[^{}\n]{0,200}\}")


class Spoken(NamedTuple):
    """Words of a cue that one voice says."""

    voice: str | None
    """The name in the voice tag; None outside every tag, empty where a tag names nobody."""
    text: str
    """Lines are separated by LF."""


def has_markup(text: str) -> bool:
    """Could there be any markup in `text`?"""
    return "<" in text or "&" in text or "{\\" in text or "\\" in text


def spoken(text: str) -> list[Spoken]:
    """What is said in a cue, voice by voice. A mark that stands alone between voices goes with the voice."""
    if not has_markup(text):
        return [Spoken(None, text)]
    if text.startswith("<v ") and text.count("<") == 1 and not _ELSE.search(text):
        name, closed, words = text[3:].partition(">")
        if closed and name.strip() and words.strip():  # a cue of one voice and nothing else, as most are
            return [Spoken(" ".join(name.split()), words)]
    if "{" in text:
        text = _OVERRIDE.sub("", text)
    if "\\" in text or "<b" in text or "<B" in text:
        text = _BREAK.sub("\n", text)
    if text.count("<") > text.count("<v") + text.count("</v>"):
        text = _TAG.sub("", text)
    if "<v" not in text:
        return [Spoken(None, html.unescape(text))]
    found: list[Spoken] = []
    voice: str | None = None
    at = 0
    for match in _VOICE.finditer(text):
        _add(found, voice, text[at : match.start()])
        voice = None if match[2] else " ".join(html.unescape(match[1] or "").split())
        at = match.end()
    _add(found, voice, text[at:])
    return found


def _add(found: list[Spoken], voice: str | None, text: str) -> None:
    text = html.unescape(text)
    if found and not any(map(str.isalnum, text)):
        found[-1] = Spoken(found[-1].voice, found[-1].text + text.rstrip())
    elif text.strip():
        found.append(Spoken(voice, text))
