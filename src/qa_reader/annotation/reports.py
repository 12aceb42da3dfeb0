"""Reports in hand, read out of their records: which there are, and the items of each in order.

A report is one record of kind `report`, and so is each of its items; all belong to the whole workspace:

    report   data {"type": "report"}                                                  note: its name
    item     data {"type": "heading" | "comment", "report": ID, "key": KEY}           note: its words
             data {"type": "quote", "report": ID, "key": KEY, "of": QUESTION[/PART],
                   "whole": true | absent, "record": ANNOTATION | absent,
                   "anchors": [ANCHOR, …]}                                            note: a comment on it

So two people who edit one report touch different records, and where they touch the same one, each part of it
(words, place, report, quotation) is taken from the newest line that changed it: a move here and a comment
there both count. Only where both wrote the same words anew does one of them rest in the log, and is told of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from qa_reader.annotation.ordering import between, is_key
from qa_reader.annotation.records import newest

if TYPE_CHECKING:
    from qa_reader.annotation.records import Revision

ItemKind = Literal["quote", "heading", "comment"]
ITEM_KINDS: Final[tuple[ItemKind, ...]] = get_args(ItemKind)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a report."""

    revision: Revision
    """The newest line, with what others changed at the same time joined in."""
    line: Revision
    """The newest line as it is: what the next one rests on."""
    author: str
    """Who put it there."""
    overwritten: tuple[str, ...] = ()
    """Words that somebody wrote for it at the same time as those that count."""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.revision.id

    @property
    def kind(self) -> ItemKind:
        """What it is."""
        return cast("ItemKind", self.revision.data["type"])

    @property
    def text(self) -> str:
        """A heading's or a comment's words, or the comment on a quote."""
        return self.revision.note

    @property
    def key(self) -> str:
        """Its place in the report; see `annotation.ordering`."""
        return str(self.revision.data["key"])

    @property
    def of(self) -> str:
        """What a quote is of: a question ID with its part (`x.txt#q3/a`), of a highlight its question's."""
        return _text(self.revision.data.get("of"))

    @property
    def record(self) -> str | None:
        """The annotation that a quote is tied to."""
        return _text(self.revision.data.get("record")) or None

    @property
    def whole(self) -> bool:
        """Whether a quote is all of its unit or part, whatever that holds, and not some words of it."""
        return self.revision.data.get("whole") is True

    @property
    def anchors(self) -> tuple[Mapping[str, Any], ...]:
        """The words of a quote as they were when it was put there."""
        given = self.revision.data.get("anchors")
        return tuple(each for each in given if isinstance(each, dict)) if isinstance(given, list) else ()

    @property
    def words(self) -> str:
        """The words of a quote as they were, its passages joined by LF."""
        return "\n".join(_text(anchor.get("exact")) for anchor in self.anchors)


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its items in order."""

    revision: Revision
    line: Revision
    author: str
    items: tuple[Item, ...] = ()

    @property
    def id(self) -> str:
        """The record's id."""
        return self.revision.id

    @property
    def name(self) -> str:
        """What its maker calls it."""
        return self.revision.note

    @property
    def quotes(self) -> int:
        """How many quotes are in it."""
        return sum(item.kind == "quote" for item in self.items)

    def item(self, record: str) -> Item | None:
        """The item of that record."""
        return next((item for item in self.items if item.id == record), None)

    def keys_at(self, index: int, count: int = 1, moving: Collection[str] = ()) -> tuple[str, ...]:
        """Keys for `count` items to stand at `index` (from 0) among the items that are not `moving` (ids).

        Between two that have the same key, as a file edited by hand may, they come behind both.
        """
        keys = [item.key for item in self.items if item.id not in moving]
        index = max(0, min(index, len(keys)))
        before = keys[index - 1] if index else None
        after = next((key for key in keys[index:] if before is None or key > before), None)
        return tuple(before := between(before, after) for _ in range(count))


def reports(revisions: Iterable[Revision]) -> tuple[Report, ...]:
    """The reports that stand, the oldest first, of all `revisions` of the workspace."""
    lines = [line for line in revisions if line.kind == "report"]
    standing = {key: line for key, line in newest(lines).items() if not line.deleted}
    history: dict[str, list[Revision]] = {key: [] for key in standing}
    for line in sorted(lines, key=lambda each: each.order):
        if line.id in history:
            history[line.id].append(line)
    items: dict[str, list[Item]] = {}
    heads: list[Report] = []
    for known in history.values():
        last = standing[known[0].id]
        merged, overwritten = _joined(known, last)
        kind, key = merged.data.get("type"), merged.data.get("key")
        if kind == "report":
            heads.append(Report(merged, last, known[0].annotator))
        elif kind in ITEM_KINDS and is_key(key):
            item = Item(merged, last, known[0].annotator, overwritten)
            items.setdefault(_text(merged.data.get("report")), []).append(item)
    return tuple(
        replace(head, items=tuple(sorted(items.get(head.id, ()), key=lambda item: (item.key, item.id))))
        for head in heads
    )


def _joined(known: list[Revision], last: Revision) -> tuple[Revision, tuple[str, ...]]:
    """`last` with, of each field, what the newest line that changed it says; and words that came off worse.

    `known` are all lines of the record in order. A line changes what differs from the line it rests on.
    """
    by_hash = {line.hash: line for line in known}
    note, data = known[0].note, dict(known[0].data)
    overwritten: list[str] = []
    for before, line in pairwise(known):
        base = by_hash.get(line.base or "", known[0])
        if line.note != base.note:
            if base is before:
                overwritten.clear()  # whoever wrote this had seen it all
            elif note not in (base.note, line.note):
                overwritten.append(note)
            note = line.note
        for name in base.data.keys() | line.data.keys():
            if base.data.get(name) != line.data.get(name):
                data[name] = line.data.get(name)
    return last._replace(note=note, data=data), tuple(overwritten)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
