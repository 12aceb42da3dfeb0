"""A transcript as HTML, with what was said about it in its place: highlights in the text, notes under it.

Highlights may overlap: the text is cut where one begins or ends, and each stretch is marked once, with all
that cover it named in its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa_reader.locales import _, language
from qa_reader.report.escaping import html, one_line
from qa_reader.report.words import kind_word

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Codebook
    from qa_reader.annotation.said import Annotation
    from qa_reader.coding.counts import Seen


@dataclass
class Names:
    """What a page calls people, sections and codes in its attributes: short, and never their own words."""

    codebook: Codebook
    people: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    tags: dict[tuple[str, ...], str] = field(default_factory=dict)

    def person(self, name: str) -> str:
        """The page's word for a speaker."""
        return self.people.setdefault(name, f"p{len(self.people)}")

    def section(self, heading: str) -> str:
        """The page's word for a section."""
        return self.sections.setdefault(heading, f"s{len(self.sections)}")

    def code(self, code: str) -> str:
        """The class of a code."""
        return f"k{self.codes.setdefault(code, len(self.codes))}"

    def tagged(self, codes: Sequence[str]) -> str:
        """Codes as people read them, glyphs first; a parent is left out beside its sub-code."""
        key = tuple(codes)
        if key not in self.tags:
            own = [c for c in key if not any(other.startswith(f"{c}.") for other in key)]
            known = [self.codebook.get(c) for c in own]
            self.tags[key] = html(
                one_line(", ".join(f"{code.glyph} {code.label(language())}" for code in known))
            )
        return self.tags[key]


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight in one block: offsets into its text, end exclusive."""

    start: int
    end: int
    record: str
    codes: tuple[str, ...]
    opens: bool
    """Whether it begins here, and not in an earlier block."""


def transcript(seen: Seen, number: int, names: Names) -> Iterator[str]:
    """The pieces of HTML that show a transcript, the `number`th of its page, block by block."""
    page = _Page(seen, number, names)
    yield from page.pieces()


class _Page:
    """One transcript on its way into HTML."""

    def __init__(self, seen: Seen, number: int, names: Names) -> None:
        self.seen = seen
        self.number = number
        self.names = names
        self.marks: dict[int, list[Mark]] = {}
        self.entries: dict[int, list[Annotation]] = {}
        """Annotations by the block behind whose turn they are listed; -1: those that have no place."""
        self._sort_in()

    def pieces(self) -> Iterator[str]:
        """Headings, turns with their notes, and what lies around them, in the order of the source."""
        transcript, outline = self.seen.transcript, self.seen.outline
        block = 0
        opened = {
            exchange.questions[0].turn: exchange for exchange in transcript.exchanges if exchange.questions
        }
        while block < len(transcript.blocks):
            turn = outline.turn_at(block)
            if turn is None:
                yield self._loose(block)
                yield from self._notes([block])
                block += 1
                continue
            end = transcript.turns[turn].end
            yield self._turn_head(turn, turn in opened)
            for each in range(block, end):
                yield f"<p id=b{self.number}-{each}>{self._text(each)}</p>"
            yield from self._notes(range(block, end))
            yield "</div>"
            block = end
        yield from self._unplaced()

    # Where everything goes

    def _sort_in(self) -> None:
        outline = self.seen.outline
        blocks = self.seen.transcript.blocks
        for annotation in self.seen.said.annotations:
            span = annotation.span
            revision = annotation.revision
            if span is not None:
                for block in range(span.start.block, span.end.block + 1):
                    start = span.start.offset if block == span.start.block else 0
                    end = span.end.offset if block == span.end.block else len(blocks[block].text)
                    mark = Mark(start, end, annotation.id, revision.codes, block == span.start.block)
                    self.marks.setdefault(block, []).append(mark)
                self.entries.setdefault(span.start.block, []).append(annotation)
                continue
            unit = None if annotation.lost else outline.unit(revision.question.rpartition("#")[2])
            if unit is None or not unit.turns or not unit.label:
                self.entries.setdefault(-1, []).append(annotation)
            else:
                last = self.seen.transcript.turns[unit.turns[-1]]
                self.entries.setdefault(last.end - 1, []).append(annotation)

    # Blocks

    def _loose(self, block: int) -> str:
        """A block that nobody says: a heading, a stage direction, front and back matter."""
        part = self.seen.transcript.blocks[block].part
        tag = "h3" if part == "heading" else "p"
        return f"<{tag} class={part} id=b{self.number}-{block}>{self._text(block)}</{tag}>"

    def _turn_head(self, index: int, opens: bool) -> str:
        transcript, outline, names = self.seen.transcript, self.seen.outline, self.names
        turn = transcript.turns[index]
        speaker = "" if turn.speaker is None else transcript.speakers[turn.speaker].name
        section = "" if turn.section is None else transcript.sections[turn.section].heading
        exchanges = [transcript.exchanges[n] for n in outline.exchanges_of(index)]
        stances: dict[str, None] = {}
        chips = []
        for exchange in exchanges:
            question = f"{transcript.id}#{exchange.label}"
            held = self.seen.said.held(question)
            stances.update(dict.fromkeys(self.seen.said.stances(question).values()))
            if exchange.answers and exchange.answers[0].turn == index:
                chips += [self._chip(annotation.revision.codes, who) for who, annotation in held.items()]
        labels = ", ".join(html(exchange.label) for exchange in exchanges) if opens or chips else ""
        known = " ".join(names.code(stance) for stance in stances)
        return (
            f"<div class='turn {turn.kind}' data-p='{names.person(speaker)}' data-k='{known}' "
            f"data-s='{names.section(section)}'>"
            f"<div class=who><b>{html(one_line(speaker or '–'))}</b> <i>{html(kind_word(turn.kind))}</i>"
            f"{f' <span class=q>{labels}</span>' if labels else ''}{''.join(chips)}</div>"
        )

    def _text(self, block: int) -> str:
        """The text of a block with its highlights."""
        text = self.seen.transcript.blocks[block].text
        marks = self.marks.get(block)
        return html(text) if not marks else "".join(self._marked(text, marks))

    def _marked(self, text: str, marks: list[Mark]) -> Iterator[str]:
        """`text` cut where a highlight begins or ends."""
        begins: dict[int, list[Mark]] = {}
        ends: dict[int, list[Mark]] = {}
        for mark in marks:
            begins.setdefault(mark.start, []).append(mark)
            ends.setdefault(mark.end, []).append(mark)
        over: dict[str, Mark] = {}
        at = 0
        for cut in sorted({*begins, *ends, len(text)}):
            if cut > at:
                yield self._stretch(text[at:cut], over.values())
                at = cut
            for mark in ends.get(cut, ()):
                over.pop(mark.record, None)
            for mark in begins.get(cut, ()):
                over[mark.record] = mark
                if mark.opens:
                    yield f"<a id='m-{html(mark.record)}'></a>"

    def _stretch(self, words: str, over: Iterable[Mark]) -> str:
        if not over:
            return html(words)
        codes = dict.fromkeys(code for mark in over for code in mark.codes)
        first = next(iter(codes), "")
        title = self.names.tagged(tuple(codes))
        named = f" title='{title}'" if title else ""
        return f"<mark class={self.names.code(first)}{named}>{html(words)}</mark>"

    # What was said

    def _notes(self, blocks: Iterable[int]) -> Iterator[str]:
        """What was said about the words of `blocks`, and about units that end there."""
        found = [annotation for block in blocks for annotation in self.entries.get(block, ())]
        if found:
            yield "<ul class=said>"
            yield from map(self._entry, found)
            yield "</ul>"

    def _entry(self, annotation: Annotation) -> str:
        revision = annotation.revision
        identity = html(annotation.id)
        parts = []
        if annotation.words:
            words = html(one_line(annotation.words))
            parts.append(
                f"<q>{words}</q>" if annotation.lost else f"<a href='#m-{identity}'><q>{words}</q></a>"
            )
        elif revision.part != "span":
            parts.append(f"<span class=q>{html(revision.question.rpartition('#')[2])}</span>")
        if revision.codes:
            parts.append(self._chip(revision.codes))
        if revision.flag:
            parts.append("⚑ " + html(_("flagged")))
        if revision.note:
            parts.append(f"<span class=note>{html(revision.note)}</span>")
        parts.append(f"<small>{html(one_line(annotation.author))}, {html(revision.time[:10])}</small>")
        return f"<li id='r-{identity}'>{' '.join(parts)}</li>"

    def _chip(self, codes: tuple[str, ...], who: str = "") -> str:
        title = f" title='{html(one_line(who))}'" if who else ""
        return f"<span class='chip {self.names.code(codes[0])}'{title}>{self.names.tagged(codes)}</span>"

    def _unplaced(self) -> Iterator[str]:
        """What has no place in the text any more, or is about all of it."""
        found = self.entries.get(-1, [])
        if found:
            yield "<div class='turn loose' data-p='' data-k='' data-s=''><div class=who><b>"
            yield html(_("About the whole, or without a place in the text"))
            yield "</b></div><ul class=said>"
            yield from map(self._entry, found)
            yield "</ul></div>"


def colours(names: Names, colour: Mapping[str, str]) -> str:
    """The rules that give each code of a page its colour."""
    return "".join(f".k{number}{{--k:{colour[code]}}}" for code, number in names.codes.items())
