"""The annotation sidebar: a card for each thing said about the question in focus, or about all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from qa_reader.language.layout import cells
from qa_reader.locales import _, listed
from qa_reader.tui.lines import Hint, Line, Run, Tag, joined, plain, wrapped
from qa_reader.tui.rows import RowsPane

__all__ = ["AnnotationSidebar", "Card", "Heading", "Hint", "Saving", "Standing"]

Standing = Literal["sure", "moved", "changed", "lost", "rival"]
"""Where a card's words stand now: as said; elsewhere, surely; there, but in changed text; no longer found."""

Saving = Literal["saved", "pending", "unsaved"]

_QUOTE_LINES = 3
_NOTE_LINES = 60
"""A note longer than this is read in full in its editor."""
_TEXT_DRAWN = 6000


class Heading(NamedTuple):
    """A question that the cards below it are about."""

    key: str
    """Its question ID."""
    label: str
    """`q3`, or the number as printed."""
    text: str = ""
    """Its first words."""


class Card(NamedTuple):
    """One annotation."""

    key: str
    """The record's id."""
    tags: tuple[Tag, ...] = ()
    """Its codes; of a stance and its sub-code both."""
    words: str = ""
    """The exact words of a highlight."""
    colour: str = ""
    """The highlight's, where it has words."""
    note: str = ""
    flag: bool = False
    by: str = ""
    """Who said it, empty where the reader did."""
    about: str = ""
    """Whose answer it is about, empty for all of them."""
    standing: Standing = "sure"
    saving: Saving = "saved"


class AnnotationSidebar(RowsPane):
    """What was said. The cursor stands on cards; `current` is the record that `E` and `D` act on."""

    class Chosen(RowsPane.Chosen):
        """A card was chosen: go to its words."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Heading | Card] = ()
        self._hints: Sequence[Hint] = ()

    def show(self, rows: Sequence[Heading | Card], hints: Sequence[Hint] = ()) -> None:
        """Show `rows`; where no card is among them, `hints` say below what to press.

        The cursor stays on its record where that is still shown, else goes to the first card.
        """
        if rows == self._rows and hints == self._hints:
            return
        before = self.cursor_key
        self._rows = rows
        self._hints = () if any(isinstance(row, Card) for row in rows) else hints
        if before is None or not any(row.key == before for row in rows):
            before = next((row.key for row in rows if isinstance(row, Card)), None)
            self.to_start()
        self.rows_changed(before)

    @property
    def current(self) -> str | None:
        """The id of the record the cursor stands on."""
        return self.cursor_key

    # Rows.

    def row_count(self) -> int:
        """Headings and cards, and below them the hints as one row."""
        return len(self._rows) + bool(self._hints)

    def row_key(self, row: int) -> str:
        """A record's id, a question ID for a heading."""
        return self._rows[row].key if row < len(self._rows) else ""

    def row_stops(self, row: int) -> bool:
        """On cards only."""
        return row < len(self._rows) and isinstance(self._rows[row], Card)

    def row_text(self, row: int) -> str:
        """The words and the note in full."""
        if row >= len(self._rows):
            return ""
        at = self._rows[row]
        if isinstance(at, Heading):
            return f"{at.label} {at.text}".strip()
        labels = listed(tag.label for tag in at.tags)
        return "\n".join(part for part in (labels, at.words, at.note) if part)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """A heading's line, a card's lines and the blank one after it, or the hints."""
        if row >= len(self._rows):
            return list(self._hint_lines(width))
        at = self._rows[row]
        if isinstance(at, Heading):
            words = Run(plain(at.text[:200]), "dim")
            return [joined((Run(f"{plain(at.label)} ", "heading"), words), (), width)]
        last = row == len(self._rows) - 1
        return [*_card_lines(at, width), *([] if last else [()])]

    def _hint_lines(self, width: int) -> Iterator[Line]:
        for line in wrapped(_("Nothing said yet."), width):
            yield (Run(line, "dim"),)
        yield ()
        keys = max((cells(hint.keys) for hint in self._hints), default=0)
        for hint in self._hints:
            gap = " " * (keys - cells(hint.keys) + 2)
            yield joined((Run(plain(hint.keys), "key"), Run(gap), Run(plain(hint.what), "dim")), (), width)


def _card_lines(card: Card, width: int) -> Iterator[Line]:
    """A card: its words, its tags and whose they are, its note, its flag, and what is wrong with it."""
    if card.words:
        for line in wrapped(card.words[:_TEXT_DRAWN], width - 1, _QUOTE_LINES):
            yield (Run("▌", "", card.colour), Run(line))
    yield from _tag_lines(card, width)
    if card.note:
        marks = iter(["✎ "])
        for line in wrapped(card.note[:_TEXT_DRAWN], width - 2, _NOTE_LINES):
            yield (Run(next(marks, "  "), "badge"), Run(line))
    if card.flag:
        yield (Run("⚑ ", "flag"), Run(_("Flagged")))
    if card.by and not card.tags:
        yield joined((Run(plain(card.by), "dim"),), (), width)
    for trouble in _troubles(card):
        marks = iter(["! "])
        for line in wrapped(trouble, width - 2):
            yield (Run(next(marks, "  "), "warning"), Run(line, "warning"))
    if card.saving == "pending":
        yield (Run(_("… saving"), "dim"),)


def _tag_lines(card: Card, width: int) -> Iterator[Line]:
    """The tags, as many to a line as fit, and at the end whose they are."""
    line: list[Run] = []
    used = 0
    for tag in card.tags:
        glyph, label = f"{plain(tag.glyph)} ", plain(tag.label)
        size = cells(glyph) + cells(label)
        if line and used + 2 + size > width:
            yield tuple(line)
            line, used = [], 0
        if line:
            line.append(Run("  "))
            used += 2
        line += [Run(glyph, "", tag.colour), Run(label, "" if card.words else "strong")]
        used += size
    whose = " · ".join(plain(name) for name in (card.about, card.by) if name)
    if not card.tags:
        return
    if whose and used + 2 + cells(whose) <= width:
        yield joined(line, (Run(whose, "dim"),), width)
        return
    yield joined(line, (), width)
    if whose:
        yield joined((Run("  "), Run(whose, "dim")), (), width)


def _troubles(card: Card) -> Iterator[str]:
    if card.standing == "moved":
        yield _("the words moved")
    elif card.standing == "changed":
        yield _("the text changed since")
    elif card.standing == "rival":
        yield _("changed by two at once; the other version counts")
    elif card.standing == "lost":
        yield _("the words are no longer found")
    if card.saving == "unsaved":
        yield _("not saved")
