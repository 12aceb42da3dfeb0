"""The first walk over a text: which rule of a profile understands which line.

Most lines are speech and fit no rule; they must cost next to nothing. So rules are looked up by the
first character of a line, or by its last where a rule begins with a name, before any expression is tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from qa_reader.formats.plain.frontmatter import lists_people
from qa_reader.formats.plain.profiles import LABELS, Profile, Rule
from qa_reader.formats.plain.templates import BLANK, SHORT, SIGNS
from qa_reader.formats.turns.voices import has_part

_STOPPED: Final = re.compile(r"[。．!?！？、，]$|。")
_CLAUSES: Final = re.compile(r"[、，]")
_NOUN: Final = re.compile(
    r"(?:[^\u3041-\u3096]|について|に関して|こと|もの|など|ほか|まで|とは|へ|に向けて)[)）」』】〉》]?$"
)
"""How a heading of two clauses ends: an item of a speech ends as a sentence does."""
_SENTENCE: Final = re.compile(r"[。？！?]|か$")
_PARTED: Final = re.compile(rf"([長事])[{BLANK}]{{1,8}}")
"""The end of an office whose characters are parted: 「市　長　検討する。」."""
_FRONT: Final = re.compile(
    r"(?:日[ \u3000]?時|開催日時?|場[ \u3000]?所|会[ \u3000]?場|出席者|出席委員|欠席者|傍聴者)"
    r"(?:[ \u3000：:]|$)"
)
"""A numbered line of the front matter: 「１　日時　令和…」."""
_ITEM: Final = 14
"""Code points of the longest item of a list of links."""
_NARROW: Final = str.maketrans("ＱＡqaｑａ", "QAQAQA")


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that a rule understands."""

    line: int
    """Index into the lines."""
    rule: Rule
    label: str
    """What is printed before the words said, or the whole line."""
    number: str | None = None
    who: str | None = None
    title: str | None = None
    text: str = ""
    """What is said on the label's own line."""


class _Entry:
    """A rule ready to be tried."""

    __slots__ = ("inline", "match", "rule", "spaced")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.inline = rule.template.inline
        self.match: Callable[[str], re.Match[str] | None] = self._first_match
        tokens = rule.template.tokens
        self.spaced = "{post}" in tokens and "{ }" in tokens

    def _first_match(self, line: str) -> re.Match[str] | None:
        """Compile when a line first comes in question, and be replaced by the expression's own method."""
        self.match = self.rule.template.pattern.match
        return self.match(line)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rules of a profile by what a line of theirs begins or ends with."""

    by_first: dict[str, list[_Entry]]
    by_last: dict[str, list[_Entry]]
    inline: list[_Entry]
    short: list[_Entry]


@cache
def _table(profile: Profile) -> _Table:
    table = _Table({}, {}, [], [])
    for rule in profile.rules:
        entry = _Entry(rule)
        template = rule.template
        if template.first is not None:
            for char in template.first:
                table.by_first.setdefault(char, []).append(entry)
        elif entry.inline:
            table.inline.append(entry)
        elif template.last is not None:
            for char in template.last:
                table.by_last.setdefault(char, []).append(entry)
        else:
            table.short.append(entry)
    return table


def scan(lines: Sequence[str], profile: Profile) -> Iterator[Hit]:
    """The lines that a rule understands, in order, each with the first rule that fits."""
    table = _table(profile)
    by_first, by_last, inline, short = table.by_first, table.by_last, table.inline, table.short
    for index, raw in enumerate(lines):
        line = raw.strip()
        if not line:
            continue
        entries = by_first.get(line[0])
        hit = _try(entries, index, line) if entries is not None else None
        if hit is None and len(line) <= SHORT:
            entries = by_last.get(line[-1])
            hit = _try(entries, index, line) if entries is not None else None
            if hit is None and short:
                hit = _try(short, index, line)
        if hit is None and inline:
            hit = _try(inline, index, line)
        if hit is not None:
            yield hit


def weeded(hits: Iterable[Hit], lines: Sequence[str]) -> list[Hit]:
    """`hits` without what only looks like a label.

    A single letter before a blank (「A 社では…」) counts only if its partner occurs too, and if it is no rare
    exception to the same letter with a stop. A bare word on its line (質問) counts only if words are said
    below it: in a list of links it stands between others as short.
    """
    found = said([hit for hit in hits if not (_bare(hit) and _in_a_list(lines, hit.line))])
    letters = Counter((_letter(hit), "{ }" in hit.rule.template.tokens) for hit in found)
    dropped = {
        letter
        for letter, partner in (("Q", "A"), ("A", "Q"))
        if letters[letter, True]
        and (
            not (letters[partner, True] + letters[partner, False])
            or letters[letter, True] * 5 < letters[letter, False]
        )
    }
    if not dropped:
        return found
    return [hit for hit in found if _letter(hit) not in dropped or "{ }" not in hit.rule.template.tokens]


def said(hits: Sequence[Hit]) -> list[Hit]:
    """`hits` without those before the first words said that list who is present: `Chair: Mary Hall`."""
    first = next((at for at, hit in enumerate(hits) if hit.rule.kind in LABELS and not _lists(hit)), 0)
    return [hit for at, hit in enumerate(hits) if at >= first or hit.rule.kind not in LABELS]


def _lists(hit: Hit) -> bool:
    listed = hit.rule.kind == "voice" and lists_people(hit.label, bare=not hit.text)
    return listed and not _SENTENCE.search(hit.text) and not hit.text.endswith(".")


def _bare(hit: Hit) -> bool:
    return not (hit.text or hit.who or hit.number) and hit.rule.kind in LABELS and hit.label.isalpha()


def _in_a_list(lines: Sequence[str], index: int) -> bool:
    """Are the nearest lines before and behind this one, if there are any, as short, and no sentences?"""
    near = [
        next((line for each in side if (line := each.strip())), "")
        for side in (reversed(lines[max(0, index - 3) : index]), lines[index + 1 : index + 4])
    ]
    return all(0 < len(line) <= _ITEM and not _SENTENCE.search(line) for line in near)


def _letter(hit: Hit) -> str:
    first = hit.label[:1].translate(_NARROW)
    return first if hit.rule.kind in LABELS and first in {"Q", "A"} else ""


def _try(entries: Iterable[_Entry], index: int, line: str) -> Hit | None:
    """The line as the first of `entries` that fits it understands it."""
    long = len(line) > SHORT
    for entry in entries:
        if long and not entry.inline:
            continue
        match = entry.match(line)
        if match is not None:
            groups = match.groupdict()
            at = match.start("text") if groups.get("text") is not None else len(line)
            if (
                entry.spaced
                and (parted := _PARTED.match(line, at))
                and has_part(f"{groups['post']}{parted[1]}")
            ):
                groups["post"], at = line[: parted.end(1)], parted.end()
            if _stands(entry, groups, line[at:]):
                return Hit(
                    index,
                    entry.rule,
                    line[:at].rstrip(BLANK),
                    groups.get("number") or groups.get("sign"),
                    groups.get("post") or groups.get("who"),
                    groups.get("title"),
                    line[at:],
                )
    return None


def _stands(entry: _Entry, groups: Mapping[str, str | None], text: str) -> bool:
    """What no expression says of a match: the sign counts, the post is one, the title is no sentence.

    Behind an office and a blank stands a sentence (「市長　検討する。」); else it is a list of those present.
    """
    sign, post, title = groups.get("sign"), groups.get("post"), groups.get("title")
    if sign is not None and sign not in SIGNS:
        return False
    if post is not None and (not has_part(post) or (entry.spaced and not _SENTENCE.search(text))):
        return False
    if post is not None and sum(map(post.count, "（(")) > sum(map(post.count, "）)")):
        return False  # 「詳しくは（担当部長）…」 is no label 「…部長）」
    if title is None or entry.rule.kind != "heading":
        return True
    if _STOPPED.search(title) or (_CLAUSES.search(title) and not _NOUN.search(title)):
        return False
    return not _FRONT.match(title)
