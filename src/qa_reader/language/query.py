"""What a reader types to find something, and what finds it in a text: one rule for every search there is.

    研修          words; width, case, kana form, old and new kanji make no difference
    kenshuu       the same words by romaji, wherever two letters or more are typed
    AI            in capitals first as it stands: romaji only where that is nowhere
    'make         only what stands there so, no romaji
    =ＤＸ         only these very characters
    /第\\d+回/     a regular expression (RE2: no look-around, no back-reference; so it never hangs)

Before any of them, in any order, where to look: `q:` in questions, `a:` in answers, `n:` in notes, `h:` in
highlighted words, `@name` in what one person says (a part of the name, `_` for a blank in it), `#code` in
questions that are tagged so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from qa_reader.language.folding import Folded, find, fold
from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.language.romaji import Finder

Piece = tuple[int, int]
Manner = Literal["easy", "literal", "exact", "pattern"]
Where = Literal["question", "answer", "note", "highlight"]

_WHERE: Final[dict[str, Where]] = {"q": "question", "a": "answer", "n": "note", "h": "highlight"}
_MANNERS: Final[dict[str, Manner]] = {"'": "literal", "=": "exact", "/": "pattern"}
_WIDTH: Final = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
"""Full-width forms to the ASCII they stand for, one to one."""
_EMPTY_MATCHES: Final = 1000
"""Matches of nothing in a row after which an expression is taken to match nothing everywhere."""
_MEMORY: Final = 16 << 20
"""Bytes an expression may take; RE2 refuses a larger one."""


class BadQuery(ValueError):
    """A query that cannot be searched for; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for, and where."""

    words: str
    manner: Manner = "easy"
    where: Where | None = None
    """Only in turns of that kind, in notes, or in highlighted words."""
    speaker: str = ""
    """Only in what a speaker says whose name has this in it."""
    code: str = ""
    """Only in questions that have this code, or a sub-code of it."""

    def __bool__(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.words.strip()) if self.manner == "easy" else bool(self.words)


@cache
def _restriction() -> re.Pattern[str]:
    """What may stand before the words. Compiled when first asked: a start shall not wait for it."""
    return re.compile(
        r"\s*(?:(?P<where>[qanhｑａｎｈ])[:：]"
        r"|[@＠](?P<speaker>\S+)(?=\s|$)"
        r"|[#＃](?P<code>[a-z][a-z0-9_.-]*)(?=\s|$))\s*"
    )


def parse(typed: str) -> Query:
    """The query that a reader typed."""
    where: Where | None = None
    speaker = code = ""
    at = 0
    while (restriction := _restriction().match(typed, at)) is not None:
        at = restriction.end()
        if restriction["where"]:
            where = _WHERE[restriction["where"].translate(_WIDTH)]
        elif restriction["speaker"]:
            speaker = restriction["speaker"].replace("_", " ")
        else:
            code = restriction["code"]
    words = typed[at:].lstrip() if at else typed
    manner = _MANNERS.get(words[:1], "easy")
    if manner == "pattern":
        words = words[1:]
        if words.endswith("/") and not words.endswith("\\/"):
            words = words[:-1]
    elif manner != "easy":
        words = words[1:]
    return Query(words, manner, where, speaker, code)


class Text:
    """A text and the forms in which it is searched, made when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """The text as words are compared."""
        return fold(self.text)

    @cached_property
    def narrow(self) -> bytes:
        """The text as expressions see it: UTF-8, full-width letters and figures as ASCII ones.

        A lone surrogate, which UTF-8 has not, counts as one character, as it does in the text.
        """
        return self.text.translate(_WIDTH).encode("utf-8", "replace")


class Matcher(Protocol):
    """What finds a query's words in a text."""

    ways: int
    """How many ways there are to understand what was typed, the strictest first. A later one is for when the
    earlier ones found nothing in all that is searched."""

    def find(self, text: Text, way: int = 0) -> Iterator[Piece]:
        """Where the words stand in `text`: code points, end exclusive, in order, none over another."""
        ...


def _never() -> bool:
    return False


def matcher(query: Query, stopped: Callable[[], bool] = _never) -> Matcher:
    """What finds the words of `query`; where that may take long, `stopped` is asked whether to leave off.

    Raises BadQuery.
    """
    if query.manner == "pattern":
        return _Pattern(query.words, stopped)
    if query.manner == "exact":
        return _Exact(query.words)
    if query.manner == "easy":
        from qa_reader.language.romaji import readable

        if readable(query.words):
            return _Romaji(query.words, stopped, capitals=query.words.isupper())
    return _Words(query.words)


class _Words:
    """Words, folded."""

    ways = 1

    def __init__(self, words: str) -> None:
        self._words = words

    def find(self, text: Text, way: int = 0) -> Iterator[Piece]:  # noqa: ARG002  (there is one way)
        return iter(find(text.folded, self._words))


class _Exact:
    """Characters as they are."""

    ways = 1

    def __init__(self, words: str) -> None:
        self._words = words

    def find(self, text: Text, way: int = 0) -> Iterator[Piece]:  # noqa: ARG002
        at = text.text.find(self._words) if self._words else -1
        while at >= 0:
            yield at, at + len(self._words)
            at = text.text.find(self._words, at + len(self._words))


class _Romaji:
    """Words by romaji, and as they stand; what is typed in capitals first only as it stands."""

    def __init__(self, words: str, stopped: Callable[[], bool], *, capitals: bool) -> None:
        from qa_reader.language.romaji import WAYS, Finder

        self._plain = (_Words(words),) if capitals else ()
        self._finders: list[Finder] = [Finder(words, way, stopped) for way in WAYS]
        self.ways = len(self._plain) + len(WAYS)

    def find(self, text: Text, way: int = 0) -> Iterator[Piece]:
        if way < len(self._plain):
            yield from self._plain[way].find(text)
            return
        folded = text.folded
        for start, end in self._finders[way - len(self._plain)].find(folded.text):
            yield folded.span(start, end)


class _Pattern:
    """A regular expression of RE2, each match of which takes time linear in the text.

    Full-width letters and figures count as ASCII ones. No match goes over the end of a line.
    """

    ways = 1

    def __init__(self, pattern: str, stopped: Callable[[], bool]) -> None:
        self._stopped = stopped
        try:
            import re2
        except ImportError:
            raise BadQuery(_("regular expressions need google-re2: pip install 'qa-reader[regex]'")) from None
        options = re2.Options()
        options.case_sensitive = False
        options.log_errors = False
        options.max_mem = _MEMORY
        options.never_nl = True
        try:
            self._pattern: Any = re2.compile(pattern.translate(_WIDTH), options)
        except re2.error as error:
            raise BadQuery(
                _("{pattern}: no regular expression: {why}").format(pattern=pattern, why=_told(error))
            ) from None

    def find(self, text: Text, way: int = 0) -> Iterator[Piece]:  # noqa: ARG002
        nothing = 0
        data = text.narrow
        at = seen = 0
        for found in self._pattern.finditer(data):
            if self._stopped():
                return
            start, end = found.span()
            if start == end:
                nothing += 1
                if nothing > _EMPTY_MATCHES:
                    return
                continue
            nothing = 0
            first = seen + len(data[at:start].decode())
            seen = first + len(data[start:end].decode())
            at = end
            yield first, seen


def _told(error: Exception) -> str:
    """What RE2 says of a bad expression."""
    reason = error.args[0] if error.args else ""
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
