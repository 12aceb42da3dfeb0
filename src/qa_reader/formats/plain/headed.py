"""Headings that markup gives, put among the lines that rules understand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qa_reader.formats.plain.lines import Lines
from qa_reader.formats.plain.profiles import LABELS, Rule
from qa_reader.formats.plain.scan import Hit
from qa_reader.formats.plain.templates import Template

_TEMPLATE: Final = Template("#{title}")
"""Stands where `explain` prints the rule of a line that is a heading by its markup."""


def headed(hits: Sequence[Hit], lines: Lines) -> list[Hit]:
    """`hits` and the headings of `lines`. A label in a heading (`<h3>質問1</h3>`) stays a label."""
    if not lines.headings:
        return list(hits)
    found = {hit.line: hit for hit in hits}
    for at, level in lines.headings.items():
        text = lines.texts[at].strip()
        hit = found.get(at)
        rule = Rule("heading", _TEMPLATE, level, sure=True)
        if hit is None:
            found[at] = Hit(at, rule, text, title=text)
        elif hit.rule.kind not in LABELS:
            found[at] = replace(hit, rule=rule, title=hit.title or text)
    return [found[at] for at in sorted(found)]
