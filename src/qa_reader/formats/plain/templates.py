"""Templates of label lines: the small language profiles are written in, compiled to regular expressions.

A template is the label as it is printed, with placeholders:

    質問{n?}            a number, or none
    {who}の{質問|再質問}  somebody's name or office, and one of several words
    Q{n?}{.|:}{text}    the words said begin on the label's own line
    【{title}】          the text of a heading

`{n}` a number (3, ３, 三), `{sign}` a number that is one sign (③, ⑴, Ⅲ), `{letter}` a letter that counts
(ア, a), `{who}` up to 30 characters without a stop, `{post}` the same but known as an office or part in the
conversation (市長, 記者, Councillor), `{title}` up to 60 characters that are no sentence, `{any}` up to 40
characters without 。 or none, `{ }` at least one blank, `{a|b}` one of the words (`{a|}`: or none), `{text}`
what is said, to the end of the line (`{text?}`: or nothing). A blank in a template stands for any number of
blanks, none included. Letters, digits and brackets match in half and full width alike.

No template can be made to backtrack far: repetition is bounded, and where it is not, it is possessive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from qa_reader.language.numerals import NUMERAL

BLANK: Final = " \t\u3000\xa0\u2002\u2003"
SHORT: Final = 100
"""Code points of the longest line that can be a label or heading as a whole."""

_STOPS: Final = "。！？!?\n"
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百千")
SIGNS: Final = frozenset(
    map(chr, [*range(0x2160, 0x216C), *range(0x2170, 0x217C), *range(0x2460, 0x249C),
              *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)])
)  # fmt: skip
_LETTERS: Final = frozenset("アイウエオカキクケコサシスセソイロハニホヘトabcdefghijklmｱｲｳｴｵｶｷｸｹｺ")
_STARTS: Final = {
    "{n}": _DIGITS, "{n?}": _DIGITS, "{sign}": SIGNS, "{letter}": _LETTERS, "{ }": frozenset(BLANK)
}  # fmt: skip
_WIDE: Final = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_NARROW: Final = {wide: narrow for narrow, wide in _WIDE.items()}
_TOKEN: Final = re.compile(r"\{([^{}]*)\}|([^{}])")
_ANCHORS: Final = {"{ }", "{n}", "{sign}", "{letter}", "{post}"}
_LOOSE: Final = {"who", "post", "title", "any"}
_MOST_LOOSE: Final = 3


class BadTemplate(ValueError):
    """A template that says nothing a line could be held against."""


@dataclass(frozen=True)
class Template:
    """One template. Its expression is compiled when a line first comes in question."""

    printed: str
    ignore_case: bool = False

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Placeholders as `{…}`, literal characters as themselves."""
        tokens = tuple(f"{{{m[1]}}}" if m[1] is not None else m[2] for m in _TOKEN.finditer(self.printed))
        if "".join(tokens) != self.printed:
            raise BadTemplate(f"{self.printed!r}: a brace is not closed")
        names = [token[1:-1].rstrip("?") for token in tokens if token.startswith("{")]
        if sum(name in _LOOSE for name in names) > _MOST_LOOSE:
            raise BadTemplate(f"{self.printed!r}: more than {_MOST_LOOSE} of who, post, title, any")
        if "text" in names[:-1] or ("text" in names and not tokens[-1].startswith("{text")):
            raise BadTemplate(f"{self.printed!r}: {{text}} stands at the end")
        if not any(self._anchor(token) for token in tokens):
            raise BadTemplate(f"{self.printed!r}: nothing in it is fixed")
        return tokens

    def check(self) -> None:
        """Raise BadTemplate where the template cannot be used."""
        for token in self.tokens:
            self._expression(token)

    @cached_property
    def inline(self) -> bool:
        """May the words said begin on the label's line?"""
        return self.tokens[-1].startswith("{text")

    @cached_property
    def first(self) -> frozenset[str] | None:
        """The characters a line of this template can begin with; None where it can be any."""
        found: set[str] = set()
        for token in self.tokens:
            characters = self._characters(token)
            if characters is None:
                return None
            found |= characters
            if not self._optional(token):
                return frozenset(found)
        return None

    @cached_property
    def last(self) -> frozenset[str] | None:
        """The characters a line of this template can end with; None where it can be any."""
        found: set[str] = set()
        for token in reversed(self.tokens):
            characters = self._characters(token, last=True)
            if characters is None:
                return None
            found |= characters
            if not self._optional(token):
                return frozenset(found)
        return None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """To be used with `match` on a stripped line."""
        expression = "".join(map(self._expression, self.tokens)) + ("" if self.inline else r"\Z")
        return re.compile(expression, re.IGNORECASE if self.ignore_case else 0)

    def _anchor(self, token: str) -> bool:
        """Does this token pin a line down?"""
        if self._optional(token):
            return False
        return not token.startswith("{") or "|" in token or token in _ANCHORS

    def _optional(self, token: str) -> bool:
        return token in {" ", "{any}"} or token.endswith("?}") or ("|" in token and "" in _words(token))

    def _characters(self, token: str, *, last: bool = False) -> set[str] | frozenset[str] | None:
        if token == " ":
            return set()
        if not token.startswith("{"):
            return self._forms(token)
        if "|" in token:
            return {c for word in _words(token) if word for c in self._forms(word[-1 if last else 0])}
        return _STARTS.get(token)

    def _forms(self, char: str) -> set[str]:
        """A character in both widths, and both cases where case does not count."""
        forms = {char, _WIDE.get(char, char), _NARROW.get(char, char)}
        return forms | {f.swapcase() for f in forms} if self.ignore_case else forms

    def _literal(self, text: str) -> Iterator[str]:
        for char in text:
            forms = {char, _WIDE.get(char, char), _NARROW.get(char, char)}
            yield re.escape(char) if len(forms) == 1 else f"[{''.join(map(re.escape, sorted(forms)))}]"

    def _expression(self, token: str) -> str:
        if token == " ":
            return f"[{BLANK}]{{0,8}}+"
        if not token.startswith("{"):
            return next(self._literal(token))
        name = token[1:-1]
        if "|" in name:
            words = sorted(_words(token), key=len, reverse=True)
            return f"(?:{'|'.join(''.join(self._literal(word)) for word in words)})"
        known = {
            " ": f"[{BLANK}]{{1,8}}+",
            "n": f"(?P<number>[{NUMERAL}]{{1,6}}+)",
            "n?": f"(?P<number>[{NUMERAL}]{{1,6}}+)?+",
            "sign": r"(?P<sign>[^\x00-\x7f])",  # held against SIGNS after: a set is slow to compile
            "letter": f"(?P<number>[{''.join(sorted(_LETTERS))}])",
            "who": f"(?P<who>[^{_STOPS}]{{1,30}}?)",
            "post": f"(?P<post>[^{_STOPS}]{{1,30}}?)",
            "title": rf"(?P<title>[^{BLANK}\n][^\n]{{0,59}}?)",
            "any": r"[^。\n]{0,40}?",
            "text": f"[{BLANK}]{{0,8}}+(?P<text>.)",
            "text?": f"[{BLANK}]{{0,8}}+(?:(?P<text>.)|$)",
        }
        try:
            return known[name]
        except KeyError:
            raise BadTemplate(f"{self.printed!r}: no placeholder {token}") from None


def _words(token: str) -> list[str]:
    return token[1:-1].split("|")
