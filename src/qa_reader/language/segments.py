"""Pieces of text that a reader selects: graphemes, words, phrases, clauses, sentences.

All give offsets in code points, end exclusive, in order; blanks between pieces belong to none of them.
Japanese words are runs of one script cut at the phrase boundaries of BudouX: 検討段階 | に | ある. A
morphological analyser would cut finer (示さ | れ | て | い | ない) than anybody selects.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from qa_reader.language.phrases import phrase_boundary
from qa_reader.language.widths import grapheme_spans

Piece = tuple[int, int]

_BRACKETS: Final = dict(zip("「『（(【［[〈《〔｛{“‘«｢", "」』）)】］]〉》〕｝}”’»｣", strict=True))
_CLOSERS: Final = "".join(dict.fromkeys(_BRACKETS.values())) + "\"'"

_ENDS: Final = "。．｡！？‼⁇⁈⁉!?."

# Patterns are compiled when first used: selecting is not what a reader starts with.
_STOP: Final = rf"(?P<line>\n)|(?P<stop>[{_ENDS}]+)[{re.escape(_CLOSERS)}]*|[{re.escape(''.join(_BRACKETS))}]"
_PAIRED: Final = rf"[\n{re.escape(''.join(_BRACKETS))}{re.escape(''.join(_BRACKETS.values()))}]"
_UNCLEAR: Final = rf"{_PAIRED}|[\"'{_ENDS.replace('。', '')}]"
_PLAIN: Final = r"[^\s。][^。]*。+|[^\s。](?:[^。]*[^\s。])?|。+"
"""Sentences where 。 alone ends them, and what tells that something else may."""
_CLAUSE: Final = rf"[、，､;；:：,]+[{re.escape(_CLOSERS)}]*"
_BLANK: Final = r"\s+"

_ABBREVIATED: Final = (
    r"(?i:mr|mrs|ms|messrs|dr|prof|hon|rt|st|rev|gen|col|lt|capt|sgt|maj|sen|rep|gov|pres"
    r"|e\.g|i\.e|cf|viz|vs)"
)
"""What a full stop follows without ending the sentence."""
_BEFORE_NUMBER: Final = (
    r"(?i:nos?|arts?|secs?|pp?|paras?|vol|ch|fig|ca|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
"""What a full stop follows without ending the sentence where a number comes next."""

_RUN: Final = (
    r"[0-9０-９](?:[,.，．](?=[0-9０-９])|[0-9０-９十百千万億兆])*"
    r"|[々〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"|[ぁ-ゖゝゞ]+|[ァ-ヺー-ヿｦ-ﾟ・]+"
    r"|[^\W\d_぀-ヿ㐀-䶿一-鿿][^\W_぀-ヿ㐀-䶿一-鿿]*(?:['’.&_-][^\W_぀-ヿ㐀-䶿一-鿿]+)*"
    r"|[^\S\n]+|\n|\w+?|[^\w\s]"
)
"""Runs of one script; figures with their separators; Latin words with hyphens and apostrophes inside."""

_JAPANESE: Final = "[぀-ヿ㐀-䶿一-鿿]"

_compiled = cache(re.compile)


def graphemes(text: str) -> list[Piece]:
    """What a reader takes for one character. Unlike other pieces, blanks are among them."""
    return [(start, end) for start, end, _ in grapheme_spans(text)]


def words(text: str) -> list[Piece]:
    """Runs of one script, cut where a phrase begins; punctuation marks stand alone."""
    japanese = _compiled(_JAPANESE).search(text) is not None
    found: list[Piece] = []
    for run in _compiled(_RUN).finditer(text):
        start, end = run.span()
        if text[start:end].isspace():
            continue
        if japanese and _compiled(_JAPANESE).match(text, start):
            cuts = [at for at in range(start + 1, end) if phrase_boundary(text, at)]
            found.extend(zip([start, *cuts], [*cuts, end], strict=True))
        else:
            found.append((start, end))
    return found


def phrases(text: str) -> list[Piece]:
    """Phrases (文節) of Japanese by BudouX, words with their punctuation of what is written with blanks."""
    if _compiled(_JAPANESE).search(text) is None:
        return [found.span() for found in re.finditer(r"\S+", text)]
    kept: list[Piece] = []
    begin: int | None = None
    end = 0
    for start, stop in words(text):
        blank = begin is not None and start > end
        if begin is None or blank or phrase_boundary(text, start):
            if begin is not None:
                kept.append((begin, end))
            begin = start
        end = stop
    if begin is not None:
        kept.append((begin, end))
    return kept


def clauses(text: str) -> list[Piece]:
    """Parts of sentences that end with a comma, colon or semicolon."""
    found: list[Piece] = []
    for start, end in sentences(text):
        at = start
        for comma in _compiled(_CLAUSE).finditer(text, start, end):
            stop = comma.end()
            if stop < end and not _inside_word(text, comma.start()):
                found.append((at, stop))
                at = stop + _blanks(text, stop, end)
        if at < end:
            found.append((at, end))
    return found


def sentences(text: str) -> list[Piece]:
    """Sentences, with the brackets that close behind their end.

    A stop inside brackets ends nothing: 「はい。わかりました。」と答えた。 is one sentence, unless the
    brackets hold the whole text or a blank follows them. Brackets that nobody closes count as text. A LF
    always ends a sentence. Full stops of abbreviations, initials and decimals end none.
    """
    if _compiled(_UNCLEAR).search(text) is None:
        return [run.span() for run in _compiled(_PLAIN).finditer(text)]
    found: list[Piece] = []
    start = _blanks(text, 0, len(text))
    closed = _closings(text)
    at = start
    while (mark := _compiled(_STOP).search(text, at)) is not None:
        at = mark.end()
        if mark["line"] is not None:
            end = len(text[start : mark.start()].rstrip()) + start
        elif mark["stop"] is None:
            at = end = closed.get(mark.start(), at)
            if mark.start() > start or text[at - 2] not in _ENDS or not text[at : at + 1].isspace():
                continue
        elif not _ends(text, mark):
            at = mark.end("stop")
            continue
        else:
            end = mark.end()
        if end > start:
            found.append((start, end))
        start = at = at + _blanks(text, at, len(text))
    if start < len(text):
        rest = text[start:].rstrip()
        found.append((start, start + len(rest)))
    return found


def _blanks(text: str, start: int, end: int) -> int:
    """How many blanks stand at `start`."""
    run = _compiled(_BLANK).match(text, start, end)
    return run.end() - start if run else 0


def _closings(text: str) -> dict[int, int]:
    """Where each opening bracket that is closed finds its end, except a pair around the whole text."""
    closings: dict[int, int] = {}
    open_: list[int] = []
    for mark in _compiled(_PAIRED).finditer(text):
        at, character = mark.start(), mark[0]
        if character == "\n":
            open_.clear()
        elif character in _BRACKETS:
            open_.append(at)
        else:
            for depth in range(len(open_) - 1, max(-1, len(open_) - 4), -1):
                if _BRACKETS[text[open_[depth]]] == character:
                    closings[open_[depth]] = at + 1
                    del open_[depth:]
                    break
    whole = len(text) - len(text.lstrip())
    if closings.get(whole) == len(text.rstrip()):
        del closings[whole]
    return closings


def _ends(text: str, mark: re.Match[str]) -> bool:
    """Whether the stop `mark` ends a sentence."""
    start, end = mark.span()
    stop = mark["stop"][-1]
    following = text[end : end + 1]
    if stop == "．":
        return not following.isdigit()
    if stop in "!?":
        named = text[start - 1 : start].isascii() and _compiled(_JAPANESE).match(following)  # Yahoo!ニュース
        goes_on = end > mark.end("stop") and re.match(r"\s+[a-z]", text[end : end + 9])  # "Really?" he said
        return (
            not following or bool(following.isspace() and not goes_on) or not (following.isascii() or named)
        )
    return stop != "." or _full_stop_ends(text, start, end)


def _full_stop_ends(text: str, start: int, end: int) -> bool:
    """Whether the English full stop text[start:end], brackets behind it included, ends a sentence."""
    following = text[end : end + 1]
    if following and not following.isspace():
        return not following.isascii() and not text[start - 1 : start].isascii()
    start_of_next = end + _blanks(text, end, len(text))
    following = text[start_of_next : start_of_next + 1]
    word = re.split(r"[\s(“\"'「（]", text[max(0, start - 16) : start])[-1]
    initials = word.replace(".", "")
    if not following or following.islower():
        return not following
    if _compiled(_ABBREVIATED).fullmatch(word) or (
        _compiled(_BEFORE_NUMBER).fullmatch(word) and following.isdigit()
    ):
        return False
    return not (
        initials.isupper() and initials.isascii() and len(initials) == word.count(".") + 1 and word != "I"
    )


def _inside_word(text: str, at: int) -> bool:
    """Whether the mark at `at` stands between figures (9,000; 10:30) or in an address (https:)."""
    return text[at].isascii() and not text[at + 1 : at + 2].isspace() and text[at - 1 : at].isascii()
