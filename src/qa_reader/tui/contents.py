"""A transcript in the tree: its sections, its questions as they stand with the reader, what it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from qa_reader.library.workspace import linked
from qa_reader.locales import _
from qa_reader.transcript.model import column
from qa_reader.tui.panes.tree import TreeRow

if TYPE_CHECKING:
    from qa_reader.desk.workspace import Reading
    from qa_reader.transcript.model import Exchange
    from qa_reader.transcript.units import Unit
    from qa_reader.tui.views import View

_FIRST_WORDS: Final = 240
"""Characters of a question that a list shows at the most."""
_OPEN_AT_ONCE: Final = 400
"""Units up to which the tree shows a transcript with all its sections open."""


class Contents:
    """The rows under a transcript's own."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._reading = view.reading

    def top(self) -> Iterator[TreeRow]:
        """The top rows under this transcript: sections without parent, and units under none."""
        yield from self._under(None)
        links = [link for link in self._reading.transcript.links if link.text.strip()]
        if links:
            yield TreeRow(
                key=self._key("links"),
                depth=1,
                kind="group",
                text=_("Related"),
                number=str(len(links)),
                expandable=True,
                dim=True,
            )

    def under(self, section: int) -> Iterator[TreeRow]:
        """The rows under a section."""
        yield from self._under(section)

    def _under(self, parent: int | None) -> Iterator[TreeRow]:
        depth = 1 + (len(self._reading.outline.path(parent)) if parent is not None else 0)
        sections = self._sections.get(parent, ())
        items: list[tuple[int, TreeRow]] = []
        for index in sections:
            section = self._reading.transcript.sections[index]
            items.append(
                (
                    section.start,
                    TreeRow(
                        key=self._key(f"section/{index}"),
                        depth=depth,
                        kind="section",
                        text=section.heading,
                        number=section.number or "",
                        expandable=index in self._sections or index in self._units,
                        expanded=not self._long,
                        opens_when_read=self._long,
                    ),
                )
            )
        items += [(self._start(unit), self.unit_row(unit, depth)) for unit in self._units.get(parent, ())]
        items.sort(key=lambda item: item[0])
        yield from (row for _start, row in items)

    def unit_row(self, unit: Unit, depth: int | None = None) -> TreeRow:
        """The row of an exchange or a stretch as it stands now."""
        section = self._view.section_of(unit)
        if depth is None:
            depth = 1 + (len(self._reading.outline.path(section)) if section is not None else 0)
        question = self._reading.question(unit.label)
        said = self._reading.said
        badges = []
        notes = len(said.notes(question)) + sum(
            1 for p in self._view.pending if p.question == question and p.note
        )
        if said.flags(question):
            badges.append("⚑")
        if notes:
            badges.append(f"✎{notes}" if notes > 1 else "✎")
        if unit.kind == "stretch":
            turn = self._reading.transcript.turns[unit.turns[0]]
            return TreeRow(
                key=question,
                depth=depth,
                kind="stretch",
                text=self._reading.transcript.blocks[turn.start].text[:_FIRST_WORDS],
                badges=tuple(badges),
                dim=True,
            )
        exchange = self._reading.transcript.exchanges[unit.ordinal]
        stance = self._view.stance(unit.label)
        code = self._view.codebook.get(stance) if stance else None
        return TreeRow(
            key=question,
            depth=depth,
            kind="exchange",
            text=first_words(self._reading, exchange),
            number=exchange.shown,
            glyph=code.glyph if code else ("○" if exchange.answers else "·"),
            colour=code.colour if code else "",
            badges=tuple(badges),
            unread=self._view.unread(unit.label),
        )

    def links(self, files: Mapping[str, str]) -> Iterator[TreeRow]:
        """The related transcripts and pages the source names; dim where the workspace has them not."""
        for number, link in enumerate(self._reading.transcript.links):
            if link.text.strip():
                found = linked(link, files)
                yield TreeRow(
                    key=self._key(f"link/{number}"),
                    depth=2,
                    kind="link",
                    text=link.text,
                    dim=found is None and not link.url,
                )

    @property
    def _long(self) -> bool:
        return len(self._reading.outline.units) > _OPEN_AT_ONCE

    def _key(self, tail: str) -> str:
        return f"{self._reading.transcript.id}\n{tail}"

    @cached_property
    def _sections(self) -> Mapping[int | None, list[int]]:
        table: dict[int | None, list[int]] = {}
        for index, section in enumerate(self._reading.transcript.sections):
            table.setdefault(section.parent, []).append(index)
        return table

    @cached_property
    def _units(self) -> Mapping[int | None, list[Unit]]:
        table: dict[int | None, list[Unit]] = {}
        sections = column(self._reading.transcript.turns, "section")
        for unit in self._reading.outline.units:
            if unit.kind != "transcript":
                table.setdefault(sections[unit.turns[0]] if unit.turns else None, []).append(unit)
        return table

    def _start(self, unit: Unit) -> int:
        return self._reading.transcript.turns[unit.turns[0]].start if unit.turns else 0


def first_words(reading: Reading, exchange: Exchange) -> str:
    """The beginning of what an exchange asks, on one line."""
    words = reading.transcript.words(exchange.questions[0].span) if exchange.questions else ""
    return " ".join(words[:_FIRST_WORDS].split())
