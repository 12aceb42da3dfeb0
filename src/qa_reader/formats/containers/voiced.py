"""Pages whose markup says who speaks: balloons, framed answers, tables with signs (formats.md §3.3).

Said is what the markup sets apart. What stands around it is the author's: statements under their headings,
and `info` where it is a note. Where answers alone are framed, the rest is the asker's, whose page it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from qa_reader.formats.containers.page import Event, Opens, Shown
from qa_reader.formats.containers.pagevoices import (
    ANSWERER,
    PageVoice,
    Side,
    Signatures,
    asked_by,
    framed_voice,
    owner_of,
    person_behind,
    voice_of,
)
from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.turns.directions import asides
from qa_reader.formats.turns.remarks import asks
from qa_reader.language.guess import language_of
from qa_reader.locales import _, listed, ngettext
from qa_reader.transcript.model import Kind, Metadata, Part, Role, Transcript

_LEAST: Final = 2
"""Speeches from which on a page is one of these."""
_ASKED: Final = re.compile(
    r"(?P<mark>(?:[QＱ]|質問|問)[ \u3000]?(?P<number>[0-9０-９]{0,3})[.．:：)）])[ \u3000]*(?P<text>\S.*)"
)
_OVER: Final = re.compile(r"[（(]?以上[。.]?[）)]?")
_OPINION: Final = re.compile(r"exclamation|意見|要望")


def is_voiced(events: Iterable[Event]) -> bool:
    """Does the markup of this page say who speaks?"""
    means = Counter(event.means for event in events if isinstance(event, Opens))
    return means["balloon"] + means["legend"] + means["sign"] >= _LEAST


def interpret(draft: Draft, events: Sequence[Event], meta: Metadata) -> Transcript:
    """Fill `draft` with the talk of a page for which `is_voiced` holds, and finish it."""
    talk = _Talk(draft, events)
    for event in events:
        talk.takes(event)
    draft.close()
    talk.settle()
    if not any(turn.kind == "question" for turn in draft.turns):
        draft.notice("no-question", _("No question was recognised; everything said stands as statements."))
    why = ngettext(
        "{count} speech set apart by its markup", "{count} speeches set apart by their markup", talk.speeches
    )
    if meta.language is None:
        meta = meta._replace(language=language_of("\n".join(block.text for block in draft.blocks[:200])))
    return draft.finish(meta, confidence=0.95, why=why.format(count=talk.speeches))


class _Talk:
    """The talk of one page, gathered event by event and settled when the page is over."""

    def __init__(self, draft: Draft, events: Sequence[Event]) -> None:
        self.speeches = 0
        self._draft = draft
        means = Counter(event.means for event in events if isinstance(event, Opens))
        self._signs = bool(means["sign"])
        balloons = [each for each in events if isinstance(each, Opens) and each.means == "balloon"]
        told_only = all(voice_of(each.label).side == "answers" for each in balloons)
        self._framed = not self._signs and told_only
        self._owner = owner_of(event.text for event in events if isinstance(event, Shown))
        self._people: dict[tuple[str, Role], int] = {}
        self._within: list[int | None] = []
        """The turns of markup that is open, innermost last; None for a quotation that is mere text."""
        self._spoken: dict[int, tuple[PageVoice, Opens | None]] = {}
        """Who speaks in a turn, and the markup that says so."""
        self._loose: int | None = None
        """The turn that unmarked lines go on with."""

    def takes(self, event: Event) -> None:
        """Go on with the next event of the page."""
        if isinstance(event, Opens):
            self._within.append(self._opens(event))
        elif not isinstance(event, Shown):
            self._within.pop()
        elif any(turn is not None for turn in self._within):
            self._said(event)
        else:
            self._unmarked(event)

    # What the markup sets apart

    def _opens(self, opens: Opens) -> int | None:
        """Begin the turn of what `opens`; None for a quotation that nobody of the meeting says."""
        loose = self._loose
        if opens.means == "quote":
            return self._turn("answer", ANSWERER, opens) if self._signs and self.speeches else None
        if opens.means == "note":
            return self._turn("info", None, opens)
        self.speeches += 1
        if opens.means == "sign":
            kind: Kind = "remark" if _OPINION.search(opens.sign) else "question"
            return self._turn(kind, asked_by(opens.label), opens)
        if opens.means == "legend":
            voice, number = framed_voice(opens.label)
            if voice.side == "answers" and loose is not None and self._draft.turns[loose].kind == "remark":
                self._draft.turns[loose].asks = True  # unmarked words that are answered
            return self._turn("question" if voice.side == "asks" else "answer", voice, opens, number)
        voice = voice_of(opens.label)
        if self._framed and loose is not None and asks(self._texts(loose)[-1]):
            self._draft.turns[loose].kind = "question"
        last = len(self._draft.turns) - 1
        if self._draft.open is not None and voice.side != "answers" and self._again(last, voice, opens):
            return last  # balloons of one asker in a row are one question in parts
        return self._turn(None, voice, opens)

    def _again(self, last: int, voice: PageVoice, opens: Opens) -> bool:
        """Does the voice of the last turn speak once more, on the asker's side?"""
        before, markup = self._spoken.get(last, (None, None))
        return before == voice and markup is not None and markup.side == opens.side != "right"

    def _turn(
        self, kind: Kind | None, voice: PageVoice | None, opens: Opens | None, number: str | None = None
    ) -> int:
        label = (opens.label or None) if opens else None
        speaker = None
        if voice is not None:
            speaker = self._speaker(voice, label or "")
            self._spoken[len(self._draft.turns)] = voice, opens
        self._draft.turn(kind, speaker, label=label, number=number, sure=opens is not None)
        self._loose = None
        return len(self._draft.turns) - 1

    def _speaker(self, voice: PageVoice, label: str) -> int:
        """The speaker's index; somebody named twice in one role is one, with what either label tells."""
        index = self._people.get((voice.name, voice.role)) if voice.name else None
        if index is None:
            index = self._draft.speaker(voice.name, label, voice.role, office=voice.office, group=voice.group)
            self._people[voice.name, voice.role] = index
        speaker = self._draft.speakers[index]
        speaker.office = speaker.office or voice.office
        speaker.group = speaker.group or voice.group
        return index

    def _said(self, shown: Shown) -> None:
        """A line inside a speech, which goes on behind what was opened inside it."""
        place = next(at for at in reversed(range(len(self._within))) if self._within[at] is not None)
        at = self._within[place] or 0
        turn = self._draft.turns[at]
        if self._draft.open is not turn:
            self._draft.turn(turn.kind, turn.speaker, sure=turn.sure).joins = True
            self._within[place] = len(self._draft.turns) - 1
            if at in self._spoken:
                self._spoken[len(self._draft.turns) - 1] = self._spoken[at]
        self._block(shown, "speech")

    # What stands around it

    def _unmarked(self, shown: Shown) -> None:
        if shown.level:
            self._loose = None
            block = len(self._draft.blocks)
            self._draft.section(shown.text, shown.level, printed=shown.text, line=shown.line)
            self._link(shown, block)
        elif _OVER.fullmatch(shown.text):
            self._loose = None
            self._block(shown, "back")
        elif not self._draft.sections and not self.speeches:
            self._block(shown, "front")
        elif self._framed:
            self._asker_says(shown)
        else:
            if self._loose is None:
                self._loose = self._turn("statement", None, None)
            self._block(shown, "speech")

    def _asker_says(self, shown: Shown) -> None:
        """Words of the page's author where answers alone are framed: `Q1.` asks, the rest goes on."""
        asked = _ASKED.fullmatch(shown.text)
        if asked:
            self._loose = self._turn("question", self._owner, None, asked["number"] or None)
            turn = self._draft.turns[-1]
            turn.label, turn.sure = asked["mark"], True
            shown = replace(shown, text=asked["text"])
        elif self._loose is None:
            self._loose = self._turn("remark" if self.speeches else "statement", self._owner, None)
        self._block(shown, "speech")

    def _block(self, shown: Shown, part: Part) -> None:
        found = asides(shown.text) if part == "speech" else ()
        self._link(shown, self._draft.block(shown.text, part, line=shown.line, asides=found))

    def _link(self, shown: Shown, block: int) -> None:
        for text, address in shown.links:
            self._draft.link(text, address, block)

    # When the page is over

    def settle(self) -> None:
        """Kinds of turns and speakers that only the whole page tells."""
        self._name_signed()
        sides = self._sides()
        following: Side = ""
        for at in sorted(self._spoken, reverse=True):
            turn, side = self._draft.turns[at], sides[at]
            if turn.kind is None:
                if side == "asks":
                    turn.kind = "question" if following == "answers" else "remark"
                elif side == "answers":
                    turn.kind = "answer"
                else:
                    turn.kind = "chair" if side == "chairs" else "statement"
            if side != "chairs":
                following = side

    def _sides(self) -> dict[int, Side]:
        """What each turn's speaker does in the talk; where no label says it, as others on that side do."""
        seen: Counter[tuple[str, Side]] = Counter()
        for voice, opens in self._spoken.values():
            if opens is not None and opens.side and voice.side:
                seen[opens.side, voice.side] += 1
        right: Side = (
            "asks"
            if seen["right", "asks"] + seen["left", "answers"]
            > (seen["left", "asks"] + seen["right", "answers"])
            else "answers"
        )
        left: Side = "answers" if right == "asks" else "asks"
        sides: dict[int, Side] = {}
        for at, (voice, opens) in self._spoken.items():
            side = voice.side
            if not side and opens is not None and opens.side:
                side = right if opens.side == "right" else left
                self._known_by_side(self._draft.turns[at], side, bool(seen))
            sides[at] = side
        return sides

    def _known_by_side(self, turn: TurnDraft, side: Side, assembly: bool) -> None:
        """The role of somebody whom only the side of the balloon tells; surely so only in an assembly."""
        if turn.speaker is not None and self._draft.speakers[turn.speaker].role == "unknown":
            role: Role = "member" if side == "asks" else "official"
            self._draft.speakers[turn.speaker].role = role if assembly else "unknown"
            turn.sure = turn.sure and assembly

    def _name_signed(self) -> None:
        """Name those whose names stand behind their words, in brackets."""
        signed = [
            at for at, (_v, opens) in self._spoken.items() if opens and opens.means in ("quote", "sign")
        ]
        signatures = Signatures()
        for at in signed:
            for text in self._texts(at):
                signatures.learn(text)
        for at in signed:
            turn, (voice, opens) = self._draft.turns[at], self._spoken[at]
            texts = self._texts(at)
            if opens is not None and opens.means == "sign":
                name = None if voice.name else person_behind(texts[-1])
                if name:
                    turn.speaker = self._speaker(PageVoice(name, "member", "asks"), opens.label)
                continue
            voices = list(dict.fromkeys(filter(None, map(signatures.behind, texts))))
            if len(voices) == 1:
                turn.speaker = self._speaker(voices[0], voices[0].name)
            elif voices:
                self._draft.notice(
                    "several-voices",
                    _(
                        "Several people are named in this answer ({names}); split it to tell them apart."
                    ).format(names=listed(each.name for each in voices)),
                    self._draft.blocks[turn.start].line,
                )

    def _texts(self, at: int) -> list[str]:
        turn = self._draft.turns[at]
        return [block.text for block in self._draft.blocks[turn.start : turn.end]]
