"""A profile started from a file: labels that come back in it, guessed to ask or to answer, to be mended."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from qa_reader.formats.plain.templates import BLANK
from qa_reader.formats.turns.remarks import asks
from qa_reader.language.guess import language_of
from qa_reader.language.numerals import NUMERAL
from qa_reader.locales import _

_LONGEST: Final = 24
"""Code points of the longest line that may be a label as a whole."""
_TWICE: Final = 2
_DIGITS: Final = re.compile("[0-9０-９]{1,4}")
_TELLS: Final = re.compile(r"答|こたえ|(?<![A-Za-z])[AＡ](?![A-Za-z])|Answer", re.IGNORECASE)
_ASKS: Final = re.compile(r"質問|質疑|問(?!題)|たずね|(?<![A-Za-z])[QＱ](?![A-Za-z])|Question", re.IGNORECASE)
_HEADING: Final = re.compile(
    rf"(?P<before>[^\w\s]{{0,2}}|第)(?:[0-9０-９]{{1,3}}|[{NUMERAL}]{{1,3}})(?P<behind>[^\w\s]|章|節|)[{BLANK}]{{0,3}}\w"
)
_OPENING: Final = re.compile(
    rf"(?P<label>[^{BLANK}。、！？.,!?;\"「]{{1,16}}?[{BLANK}]{{0,2}}[：:）)】〉》＞｜|］\]]|[^\w\s]{{1,2}}\w{{1,8}}(?=\u3000)"
    rf"|\w{{1,6}}(?=\u3000))[{BLANK}]{{0,4}}(?P<text>\S.*)"
)


@dataclass(slots=True)
class _Label:
    """A label that comes back, its numbers taken out."""

    count: int = 0
    asked: int = 0
    """How often what follows it puts a question."""
    examples: list[str] = field(default_factory=list)


def starting_profile(text: str, name: str) -> str:
    """TOML of a profile called `name`, made of the labels that come back in `text`.

    What asks is told from what follows a label; every guess stands with its count, to be checked by eye.
    """
    lines = [line.strip() for line in text.split("\n")]
    labels = _repeated(lines)
    kinds: dict[str, list[str]] = defaultdict(list)
    headings = _headings(lines)
    numbered = tuple(each.removesuffix("{title}").rstrip() for each in headings)
    for template, label in sorted(labels.items(), key=lambda item: -item[1].count):
        if template.removesuffix("{text}") not in numbered:  # what heads a part opens no turn
            told = f"  {_quoted(template)},  # {label.count} × {label.examples[0]}"
            kinds[_kind(template, label)].append(told)
    written = [
        "# " + _("Started from a file. Check which labels ask and which answer; delete what is no label."),
        f"name = {_quoted(name)}",
        'about = ""',
        f"language = {_quoted(language_of(text) or 'en')}",
        'asker = "member"',
        'answerer = "official"',
        "own = false",
    ]
    for kind in ("question", "answer"):
        written += [f"{kind} = [", *kinds[kind], "]"]
    if headings:
        written += [
            "[[heading]]",
            "level = 1",
            "match = [",
            *(f"  {_quoted(each)}," for each in headings),
            "]",
        ]
    return "\n".join(written) + "\n"


def _kind(template: str, label: _Label) -> str:
    """Whether a label asks or answers: by its own words where they say so, else by what follows it."""
    if _TELLS.search(template):
        return "answer"
    if _ASKS.search(template):
        return "question"
    return "question" if label.asked * 2 >= label.count else "answer"


def _repeated(lines: Sequence[str]) -> dict[str, _Label]:
    """The labels that come back, by template."""
    found: dict[str, _Label] = defaultdict(_Label)
    for template, example, index, text in _candidates(lines):
        label = found[template]
        label.count += 1
        label.asked += _asked(lines, index, text)
        label.examples.append(example)
    return {template: label for template, label in found.items() if label.count >= _TWICE}


def _headings(lines: Sequence[str]) -> list[str]:
    """Templates of short numbered lines whose words differ: 「§1 水道」, 「§2 下水」."""
    shapes: Counter[tuple[str, str]] = Counter()
    for line in set(lines):
        match = _HEADING.match(line) if len(line) <= _LONGEST and _plain(line) else None
        if match and not line.endswith(("。", "、", ".", "?", "？")):
            shapes[match["before"], match["behind"]] += 1
    return [
        f"{before}{{n}}{behind or '{ }'} {{title}}"
        for (before, behind), count in sorted(shapes.items())
        if count >= _TWICE
    ]


def _plain(line: str) -> bool:
    """Can the beginning of this line stand in a template and in TOML?"""
    return not any(char in "{}" or char < " " or "\x7f" <= char < "\xa0" for char in line[: 2 * _LONGEST])


def _candidates(lines: Sequence[str]) -> Iterator[tuple[str, str, int, str]]:
    """Template, label as printed, line, and words on the label's own line."""
    whole = Counter(_DIGITS.sub("0", line) for line in lines if 0 < len(line) <= _LONGEST)
    for index, line in enumerate(lines):
        if not line or not _plain(line):
            continue
        if whole[_DIGITS.sub("0", line)] >= _TWICE and not line.endswith(("。", ".", "、")):
            yield _DIGITS.sub("{n}", line, count=1), line, index, ""
        elif match := _OPENING.match(line):
            blank = "{ }" if match["label"][-1].isalnum() else ""
            template = _DIGITS.sub("{n}", match["label"], count=1) + blank + "{text}"
            yield template, match["label"], index, match["text"]


def _asked(lines: Sequence[str], index: int, text: str) -> bool:
    """Do the words behind a label, to the next short line, put a question?"""
    said = [text] if text else []
    for line in lines[index + 1 : index + 6]:
        if said and (not line or len(line) <= _LONGEST):
            break
        if line:
            said.append(line)
    return bool(said) and asks(said[-1])


def _quoted(text: str) -> str:
    """A TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
