"""The first walk over a text: which rule of a profile understands which line.

Most lines are speech and fit no rule; they must cost next to nothing. So rules are looked up by the
first character of a line, or by its last where a rule begins with a name, before any expression is tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from qa_reader.formats.plain.profiles import LABELS, Profile, Rule
from qa_reader.formats.plain.templates import BLANK, SHORT
from qa_reader.formats.voices import has_part

_SENTENCE_END = re.compile(r"[。．!?！？]$|[。、，]")
_NARROW = str.maketrans("ＱＡqaｑａ", "QAQAQA")


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


@dataclass(frozen=True, slots=True)
class _Table:
    by_first: dict[str, tuple[Rule, ...]]
    by_last: dict[str, tuple[Rule, ...]]
    inline: tuple[Rule, ...]
    short: tuple[Rule, ...]


@cache
def _table(profile: Profile) -> _Table:
    """The rules of `profile` by what a line of theirs begins or ends with."""
    by_first: dict[str, list[Rule]] = {}
    by_last: dict[str, list[Rule]] = {}
    inline: list[Rule] = []
    short: list[Rule] = []
    for rule in profile.rules:
        template = rule.template
        if template.first is not None:
            for char in template.first:
                by_first.setdefault(char, []).append(rule)
        elif template.inline:
            inline.append(rule)
        elif template.last is not None:
            for char in template.last:
                by_last.setdefault(char, []).append(rule)
        else:
            short.append(rule)
    return _Table(
        {char: tuple(rules) for char, rules in by_first.items()},
        {char: tuple(rules) for char, rules in by_last.items()},
        tuple(inline),
        tuple(short),
    )


def scan(lines: Sequence[str], profile: Profile, start: int = 0) -> Iterator[Hit]:
    """The lines from `start` that a rule understands, in order, each with the first rule that fits."""
    table = _table(profile)
    by_first, by_last, inline, short = table.by_first, table.by_last, table.inline, table.short
    for index in range(start, len(lines)):
        line = lines[index].strip()
        if not line:
            continue
        rules = by_first.get(line[0])
        if rules is not None and (hit := _try(rules, index, line)):
            yield hit
            continue
        if len(line) <= SHORT:
            rules = by_last.get(line[-1])
            if rules is not None and (hit := _try(rules, index, line)):
                yield hit
                continue
            if short and (hit := _try(short, index, line)):
                yield hit
                continue
        if inline and (hit := _try(inline, index, line)):
            yield hit


def weeded(hits: Iterable[Hit]) -> list[Hit]:
    """`hits` without letters that only look like marks: 「A 社では…」 in a text of 問 and 答.

    A single letter before a blank counts only if its partner occurs too, and if it is no rare exception to
    the same letter with a stop.
    """
    found = list(hits)
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


def _letter(hit: Hit) -> str:
    first = hit.label[:1].translate(_NARROW)
    return first if hit.rule.kind in LABELS and first in {"Q", "A"} else ""


def _try(rules: Iterable[Rule], index: int, line: str) -> Hit | None:
    """The line as the first of `rules` that fits it understands it."""
    for rule in rules:
        template = rule.template
        if not template.inline and len(line) > SHORT:
            continue
        match = template.pattern.match(line) if template.inline else template.pattern.fullmatch(line)
        if match is None:
            continue
        groups = match.groupdict()
        if (post := groups.get("post")) is not None and not has_part(post):
            continue
        title = groups.get("title")
        if title is not None and (rule.kind == "heading" and _SENTENCE_END.search(title)):
            continue
        at = match.start("text") if groups.get("text") is not None else len(line)
        return Hit(
            index,
            rule,
            line[:at].rstrip(BLANK),
            groups.get("number"),
            post or groups.get("who"),
            title,
            line[at:],
        )
    return None
