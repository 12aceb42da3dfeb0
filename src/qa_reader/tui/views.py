"""From what the desk holds to what the panes show: cards, marks in the text, the header's place, tree rows.

Pure: a `View` is made of one reading and one person's bookmark, and answers what each pane asks of it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qa_reader.locales import _, language
from qa_reader.tui.contents import Contents, first_words
from qa_reader.tui.lines import Tag
from qa_reader.tui.panes.header import Place
from qa_reader.tui.panes.reading.marks import Highlight, Marks, Stance
from qa_reader.tui.panes.sidebar import Card, Heading, Saving, Standing

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Codebook
    from qa_reader.annotation.records import Revision
    from qa_reader.annotation.said import Annotation
    from qa_reader.desk.bookmark import Bookmark
    from qa_reader.desk.workspace import Reading
    from qa_reader.transcript.model import Position, Span
    from qa_reader.transcript.units import Unit


class Pending(NamedTuple):
    """A change that is said but not yet on disk; `failed` once it could not be written."""

    key: str
    question: str
    stance: str | None = None
    """The stance to be shown; an empty text where it is taken back."""
    span: Span | None = None
    codes: tuple[str, ...] = ()
    note: str = ""
    failed: str = ""

    @property
    def saving(self) -> Saving:
        """How its card says it."""
        return "unsaved" if self.failed else "pending"


class _AllBut:
    """Every label but those of `few`, so that a change costs nothing for those it does not touch."""

    __slots__ = ("_few",)

    def __init__(self, few: Container[str]) -> None:
        self._few = few

    def __contains__(self, label: object) -> bool:
        return label not in self._few


class Drawn:
    """The highlights on disk as the pane draws them, made once for many changes that touch none of them."""

    def __init__(self) -> None:
        self._of: Sequence[Annotation] | None = None
        self._made: tuple[Highlight, ...] = ()

    def of(
        self, highlights: Sequence[Annotation], look: Callable[[Sequence[str]], tuple[str, str]]
    ) -> tuple[Highlight, ...]:
        """`highlights` in the colour and with the glyph that `look` gives for codes."""
        if highlights is not self._of:
            known: dict[tuple[str, ...], tuple[str, str]] = {}
            made = []
            for annotation in highlights:
                revision, placed = annotation.revision, annotation.placed
                if placed is not None:
                    if (shown := known.get(revision.codes)) is None:
                        shown = known[revision.codes] = look(revision.codes)
                    made.append(_highlight(placed.span, shown, revision.id))
            self._of, self._made = highlights, tuple(made)
        return self._made


@dataclass(eq=False, repr=False)
class View:
    """One reading as its reader sees it."""

    reading: Reading
    codebook: Codebook
    annotator: str | None
    bookmark: Bookmark
    pending: tuple[Pending, ...] = ()
    drawn: Drawn = field(default_factory=Drawn)
    """Handed on from the view before, where that was of the same transcript."""

    # Stances

    def tag(self, code_id: str) -> Tag:
        """A code as the screen shows it."""
        code = self.codebook.get(code_id)
        return Tag(code.label(language()), code.glyph, code.colour)

    def stance(self, label: str) -> str | None:
        """The reader's own stance on an exchange, what is on its way to the disk included."""
        question = self.reading.question(label)
        for change in reversed(self.pending):
            if change.question == question and change.stance is not None:
                return change.stance or None
        return self.reading.said.stance(question, self.annotator)

    # Reading

    def unread(self, label: str) -> bool:
        """Whether a unit was never in focus, and the reader has said nothing about it either."""
        return label not in self.bookmark.seen and label not in self._own

    @cached_property
    def _own(self) -> frozenset[str]:
        """The labels of what the reader has said something about, in this terminal or another."""
        return frozenset(
            question.rpartition("#")[2]
            for question, said in self.reading.said.by_question.items()
            if any(annotation.author == self.annotator for annotation in said)
        )

    # Text

    def marks(self) -> Marks:
        """Everything the reading pane draws over the text."""
        said = self.reading.said
        pending = [
            _highlight(p.span, self._look(p.codes), p.key, pending=True)
            for p in self.pending
            if p.span is not None
        ]
        labels = {question.rpartition("#")[2]: question for question in said.by_question}
        touched = {*labels, *(p.question.rpartition("#")[2] for p in self.pending)}
        return Marks(
            highlights=(*self.drawn.of(said.highlights, self._look), *pending),
            stances={
                label: Stance(*self._stance_look(stance))
                for label in touched
                if (stance := self.stance(label)) is not None
            },
            flags=frozenset(label for label, question in labels.items() if said.flags(question)),
            notes={label: count for label, q in labels.items() if (count := len(said.notes(q)))},
            unread=_AllBut(self.bookmark.seen | self._own),
        )

    def _stance_look(self, code_id: str) -> tuple[str, str, str]:
        tag = self.tag(code_id)
        return tag.glyph, tag.label, tag.colour

    def _look(self, codes: Sequence[str]) -> tuple[str, str]:
        """The colour and the glyph of words marked with `codes`."""
        shown = self.codebook.get(codes[-1]) if codes else self.codebook.plain
        return shown.colour, shown.glyph

    # Tree

    @cached_property
    def contents(self) -> Contents:
        """Its rows of the tree."""
        return Contents(self)

    def section_of(self, unit: Unit) -> int | None:
        """The section that a unit begins in."""
        return self.reading.transcript.turns[unit.turns[0]].section if unit.turns else None

    # Sidebar

    def cards(self, labels: Iterable[str], *, headed: bool) -> Iterator[Heading | Card]:
        """What was said about the units of `labels`, in that order; with a heading each where `headed`."""
        for label in labels:
            question = self.reading.question(label)
            cards = [self.card(a) for a in self.reading.said.of(question)]
            cards += [self._rival_card(line) for line in self._rivals.get(question, ())]
            cards += [self._pending_card(p) for p in self.pending if p.question == question]
            if headed and cards:
                exchange = self.reading.exchange(label)
                yield Heading(
                    key=question,
                    label=(exchange.shown if exchange else label) or _("whole"),
                    text=first_words(self.reading, exchange) if exchange else "",
                )
            yield from cards

    @cached_property
    def _rivals(self) -> Mapping[str, list[Revision]]:
        """By question, the versions that were overridden by others made of the same line, unknown to each
        other: kept, and shown."""
        table: dict[str, list[Revision]] = {}
        for counting, overridden in self.reading.said.conflicts:
            if counting.kind == "annotation":
                table.setdefault(counting.question, []).append(overridden)
        return table

    def _rival_card(self, line: Revision) -> Card:
        codes = () if line.deleted else tuple(self.tag(code_id) for code_id in self._shown(line.codes))
        return Card(
            key=f"{line.id}/{line.doc}",
            tags=codes,
            note=line.note or (_("deleted") if line.deleted else ""),
            by="" if line.annotator == self.annotator else line.annotator,
            standing="rival",
        )

    def card(self, annotation: Annotation) -> Card:
        """One annotation."""
        from qa_reader.annotation.review import changed  # a first frame without cards needs it not

        revision = annotation.revision
        code = self.codebook.get(revision.codes[-1]) if revision.codes else self.codebook.plain
        standing: Standing = "sure"
        if annotation.lost:
            standing = "lost"
        elif annotation.placed is not None and annotation.placed.how == "moved":
            standing = "moved"
        elif (
            unit := self.reading.outline.unit(revision.question.rpartition("#")[2])
        ) is not None and changed(annotation, self.reading.transcript, unit):
            standing = "changed"
        return Card(
            key=annotation.id,
            tags=tuple(self.tag(code_id) for code_id in self._shown(revision.codes)),
            words=annotation.words,
            colour=code.colour if revision.anchor is not None else "",
            note=revision.note,
            flag=revision.flag,
            about=str(revision.data.get("answerer", "")),
            by="" if annotation.author == self.annotator else annotation.author,
            standing=standing,
        )

    def _pending_card(self, change: Pending) -> Card:
        codes = (change.stance,) if change.stance else change.codes
        return Card(
            key=change.key,
            tags=tuple(self.tag(code_id) for code_id in codes),
            words=self.reading.transcript.words(change.span) if change.span is not None else "",
            colour=self.codebook.get(codes[-1]).colour if codes else self.codebook.plain.colour,
            note=change.note,
            saving=change.saving,
        )

    def _shown(self, codes: Sequence[str]) -> Iterator[str]:
        """`codes` without the parents that stand beside their own sub-code."""
        parents = {self.codebook.get(code_id).parent for code_id in codes}
        return (code_id for code_id in codes if code_id not in parents)

    # Header

    def place(self, label: str, progress: float, eye: Position | None = None) -> Place:
        """What the header tells with the unit `label` in focus, `progress` (0–1) through the text, and `eye`
        on the words being read."""
        transcript = self.reading.transcript
        unit = self.reading.outline.unit(label)
        section = self.section_of(unit) if unit is not None else None
        above = self.reading.outline.path(section) if section is not None else ()
        title = transcript.meta.title or transcript.id.rpartition("/")[2]
        path = [" ".join(p for p in (s.number, s.heading) if p) for s in above]
        if path[:1] != [title]:  # many a page's first heading is its title
            path.insert(0, title)
        exchange = unit.ordinal + 1 if unit is not None and unit.kind == "exchange" else 0
        stance = self.stance(label)
        question = self.reading.question(label)
        return Place(
            path=tuple(path),
            number=exchange,
            total=len(transcript.exchanges),
            time=transcript.blocks[eye.block].moment(eye.offset) if eye is not None else None,
            percent=round(progress * 100),
            stance=self.tag(stance) if stance else None,
            notes=len(self.reading.said.notes(question)),
            flag=bool(self.reading.said.flags(question)),
            pending=sum(1 for p in self.pending if not p.failed),
            unsaved=sum(1 for p in self.pending if p.failed),
        )


def _highlight(span: Span, look: tuple[str, str], key: str, *, pending: bool = False) -> Highlight:
    colour, glyph = look
    return Highlight(span, colour, key, pending, glyph)
