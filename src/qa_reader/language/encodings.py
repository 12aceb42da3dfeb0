"""Bytes to text: which encoding a file really has, whatever it says.

The order is that of measurements on Japanese and other texts: byte order mark, ISO-2022-JP's escapes (it
passes as ASCII, so before UTF-8), UTF-8, what the file declares if it decodes strictly, CP932 against
EUC-JP by a score, UTF-16 without a mark, and last a detector for the rest of the world.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qa_reader.locales import _


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text: line ends are LF, the byte order mark is gone, nothing else is changed."""

    text: str
    encoding: str
    """The encoding's common name, which Python knows too: utf-8, cp932, euc-jp, iso-2022-jp, utf-16le …"""
    newline: str
    """lf, crlf, cr, mixed, or none where there is no line end."""
    notices: tuple[str, ...] = ()
    """What the reader should know: bytes that could not be decoded."""


_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins like that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPES: Final = re.compile(rb"\x1b\$[@B(]|\x1b\([BJI]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE: Final = 1 << 15
_SCORE: Final = 0.05
"""Least share of kana less odd characters with which a Japanese decoding is believed (a tenth of prose)."""

_ALIASES: Final = {
    "shift_jis": "cp932",  # real files hold ①, ㈱, 髙, which only CP932 has
    "shift_jisx0213": "cp932",
    "shift_jis_2004": "cp932",
    "euc_jisx0213": "euc_jis_2004",
    "iso8859-1": "cp1252",  # as the WHATWG encoding standard has it
    "ascii": "utf-8",
}
_COMMON: Final = {
    "euc_jp": "euc-jp",
    "euc_jis_2004": "euc-jis-2004",
    "iso2022_jp": "iso-2022-jp",
    "iso2022_jp_ext": "iso-2022-jp-ext",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "utf-32-le": "utf-32le",
    "utf-32-be": "utf-32be",
}
_MARKED_LINE: Final = re.compile(r"(?:(?<=[\n\r])|\A)\ufeff+")
_NO_TEXT: Final = frozenset(
    ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "mbcs", "oem")
)
"""Names Python knows that no file's text is in; utf-7 hides what a text holds."""


def decode(data: bytes, declared: str | None = None, *, final: bool = True) -> Decoded:
    """The text of `data`.

    `declared` is what the file says of itself (an XML declaration, a meta tag): it counts only where the
    bytes leave it open. With `final=False`, `data` is the beginning of a longer file and may end inside a
    character. Never raises: bytes that no encoding explains come out as U+FFFD, with a notice.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _loose(data[len(mark) :], name, final)
    for name in _candidates(data, declared, final):
        text = _strict(data, name, final)
        if text is not None:
            return _decoded(text, name)
    return _loose(data, "utf-8" if _nearly_utf8(data[:_SAMPLE]) else _detected(data), final)


def _candidates(data: bytes, declared: str | None, final: bool) -> Iterator[str]:
    """Encodings to try strictly, the likeliest first."""
    if b"\x1b" in data and _ESCAPES.search(data):
        yield "iso2022_jp"
        yield "iso2022_jp_ext"
    sample = data[:_SAMPLE]
    if sample.count(0) * 5 > len(sample):  # a fifth of it NUL: never UTF-8 text
        wide = _wide(sample)
        if wide:
            yield wide
    yield "utf-8"
    if declared and (name := _known(declared)):
        yield name
    if _nearly_utf8(sample):
        return
    best = _japanese(sample, final and len(sample) == len(data))
    if best:
        yield best
    if wide := _wide(sample):
        yield wide


def _japanese(sample: bytes, final: bool) -> str | None:
    """cp932 or euc_jp, whichever gives more kana and fewer odd characters; None where neither is likely."""
    scores: list[tuple[float, str]] = []
    for name in ("cp932", "euc_jp", "euc_jis_2004"):
        text = _strict(sample, name, final)
        if text:
            wide = sum(char > "\x7f" for char in text) or 1
            scores.append((_kana(text) / wide, name))
    if not scores:
        return None
    score, name = max(scores, key=lambda each: each[0])
    return name if score >= _SCORE else None


def _kana(text: str) -> int:
    """How many kana and stops `text` has, less what a wrong decoding gives: half-width katakana, private use,
    control characters."""
    score = 0
    for char in text:
        if "\u3041" <= char <= "\u30fc" or char in "、。":
            score += 1
        elif "\uff61" <= char <= "\uff9f" or "\ue000" <= char <= "\uf8ff" or "\x80" <= char <= "\x9f":
            score -= 2
    return score - 4 * len(_CONTROL.findall(text))


def _nearly_utf8(sample: bytes) -> bool:
    """Is this UTF-8 with a byte broken here and there (cut off, pasted together)?"""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(char > "\x7f" for char in text) > 20 * broken


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: NULs (Latin) or the kana row 0x30 stand in one half of the byte pairs."""
    even, odd = sample[::2], sample[1::2]
    if len(odd) < 2:
        return None
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        share = (high.count(0) + high.count(0x30)) / len(high)
        if share > 0.3 and share > 3 * (low.count(0) + low.count(0x30)) / len(low):
            text = _strict(sample[: len(sample) // 2 * 2], name, False)
            if text is not None and not _CONTROL.search(text):
                return name
    return None


def _detected(data: bytes) -> str:
    """What the detector says of `data`, where nothing better is known; Windows' Western page at the last."""
    import chardet

    found = chardet.detect(data[:_SAMPLE])
    name = _known(found["encoding"] or "")
    return name or "cp1252"


def _known(name: str) -> str | None:
    """Python's name of an encoding of text; None where there is no such encoding."""
    try:
        info = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    name = info.name
    if not info._is_text_encoding or name in _NO_TEXT:
        return None
    return _ALIASES.get(name, name)


def _strict(data: bytes, name: str, final: bool) -> str | None:
    """`data` in this encoding, or None where it is not in it."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(data, final)
    except (UnicodeError, LookupError):
        return None


def _loose(data: bytes, name: str, final: bool) -> Decoded:
    """`data` in this encoding, what cannot be decoded replaced and told."""
    text = _strict(data, name, final)
    if text is not None:
        return _decoded(text, name)
    text = codecs.getincrementaldecoder(name)("replace").decode(data, final)
    return _decoded(
        text, name, _("Some bytes could not be read as {encoding}; they show as \N{REPLACEMENT CHARACTER}.")
        .format(encoding=name)
    )  # fmt: skip


def _decoded(text: str, name: str, *notices: str) -> Decoded:
    """The text with LF only, and which line ends it had.

    Marks of byte order go that stand at the beginning of lines: files joined to one bring them along.
    """
    name = _COMMON.get(name, name)
    if "\ufeff" in text:
        text = _MARKED_LINE.sub("", text)
    if "\r" not in text:
        return Decoded(text, name, "lf" if "\n" in text else "none", notices)
    pairs = text.count("\r\n")
    kinds = {
        "crlf": pairs,
        "lf": text.count("\n") - pairs,
        "cr": text.count("\r") - pairs,
    }
    used = [kind for kind, count in kinds.items() if count]
    newline = used[0] if len(used) == 1 else "mixed"
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), name, newline, notices)
