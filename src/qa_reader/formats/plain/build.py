"""The second walk over a text: from lines and what rules say of them to turns and sections.

- A label line opens a turn; two label lines in a row (質問1, then 山田の質問) are one label.
- A heading is believed where a question follows it, directly or over other headings that stand above it, or
  where it goes on with the count of the last one; else it is a list inside a speech and stays there.
- Before the first label or heading stands the front matter; from a closing line on, the back matter. A line
  that points elsewhere (動画はこちら) is back matter wherever it stands, and a link.
- What follows a heading without any label is a statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qa_reader.formats.draft import Draft
from qa_reader.formats.plain.lines import URL, Lines, asides_of, is_stage
from qa_reader.formats.plain.marks import heading_number, mark_of, one_label, who_of
from qa_reader.formats.plain.profiles import LABELS, Profile
from qa_reader.formats.plain.scan import Hit
from qa_reader.formats.plain.wrapping import Wrapping
from qa_reader.formats.turns.titles import read_title
from qa_reader.formats.turns.voices import Voice, identify
from qa_reader.language.numerals import number
from qa_reader.transcript.model import Kind, Part, Role

_BLANKS: Final = " \t\x0b\x0c\xa0"
_AROUND_HEADING: Final = " \t\u3000【】［］[]<>＜＞■□●○◆◇◎▼"
_LINKED: Final = re.compile(r"【[^】]+】|^[①-⑳]|^[▶▷►➡→・●■]|[.．]{3}$|…$|>>|≫|»")
_TITLE_LENGTH: Final = 160


@dataclass(slots=True)
class _Voice:
    """Who speaks when nothing else is said, so that a turn can go on after an interruption."""

    kind: Kind | None
    speaker: int | None
    sure: bool


_KINDS: Final[dict[str, Kind]] = {
    "question": "question", "answer": "answer", "remark": "remark", "statement": "statement"
}  # fmt: skip


class Builder:
    """Fills a draft from lines and hits. One use.

    With `began`, what stands before the first label is a statement and no front matter.
    """

    def __init__(
        self,
        draft: Draft,
        lines: Lines,
        profile: Profile,
        wrapping: Wrapping | None = None,
        *,
        began: bool = False,
    ) -> None:
        self.draft = draft
        self.lines = lines
        self.profile = profile
        self.wrapping = wrapping
        self.title: str | None = None
        self._held: Hit | None = None
        self._pending: list[Hit] = []
        self._voice: _Voice | None = None
        self._began = began
        self._behind = False
        self._counts: dict[int, int] = {}
        self._front: list[tuple[int, Hit]] = []
        self._page: str | None = None
        self._paragraph: list[str] = []
        self._paragraph_at = 0
        self._nameless: dict[Role | Kind, str] = {}
        self._linked = any("http" in text for text in lines.texts) or bool(lines.urls)

    def build(self, hits: Sequence[Hit]) -> None:
        """Walk the lines; afterwards the draft holds blocks, turns and sections."""
        meetings = self._meetings(hits)
        waiting = iter(hits)
        hit = next(waiting, None)
        for index, raw in enumerate(self.lines.texts):
            text = raw.rstrip().lstrip(_BLANKS)
            if index in self.lines.pages:
                self._page = self.lines.pages[index]
            if hit is not None and hit.line == index:
                self._flush()
                if self.title is None and self._is_title(hit, text):
                    self._head(index, text, hit if meetings > 1 else None)
                else:
                    self._understood(hit)
                hit = next(waiting, None)
            elif not text or text.isspace():
                self._flush()
            elif self.title is None and self._is_title(None, text):
                self._head(index, text, None)
            else:
                self._text(index, text, raw)
        self._flush()
        self._resolve(labelled=False)
        self._release()
        self.draft.close()

    # Lines that a rule understands

    def _understood(self, hit: Hit) -> None:
        kind = hit.rule.kind
        if kind in LABELS:
            if self._behind and kind not in ("question", "voice"):
                self._plain(hit.line, self._printed(hit))
            else:
                self._label(hit)
        elif kind in {"heading", "links"}:
            self._release()
            self._pending.append(hit)
        elif kind == "stage":
            self._resolve(labelled=False)
            self._release()
            self._add(hit.line, self._printed(hit), "stage")
        elif self._began:
            self._resolve(labelled=False)
            self._release()
            self._behind = True
            self._voice = None
            self._add(hit.line, self._printed(hit), "back")
        else:
            self._plain(hit.line, self._printed(hit))

    def _label(self, hit: Hit) -> None:
        held = self._held
        if held is not None and one_label(held, hit):
            self._held = None
            self._open(hit, held)
            return
        self._resolve(labelled=True)
        self._release()
        self._began = True
        self._behind = False
        if hit.text:
            self._open(hit, None)
        else:
            self._held = hit

    def _release(self) -> None:
        """Open the turn of a label that has been waiting for a second one."""
        if self._held is not None:
            held, self._held = self._held, None
            self._open(held, None)

    def _open(self, hit: Hit, before: Hit | None) -> None:
        """Open the turn that `hit` labels, with the label line `before` it where there were two."""
        kind: Kind | None = None if hit.rule.kind == "voice" else _KINDS[hit.rule.kind]
        who = who_of(hit)
        speaker = self._speaker(kind, who, hit)
        printed = hit.number or (before.number if before else None)
        turn = self.draft.turn(
            kind,
            speaker,
            label=hit.label,
            mark=before.label if before else mark_of(hit, who),
            number=printed,
        )
        self._voice = _Voice(turn.kind, speaker, sure=True)
        if hit.text and self.wrapping is not None:
            self._paragraph, self._paragraph_at = [hit.text], hit.line
        elif hit.text:
            self._add(hit.line, hit.text)

    def _speaker(self, kind: Kind | None, who: str | None, hit: Hit) -> int:
        role: Role = "unknown"
        if kind is not None:
            role = self.profile.asker if kind in ("question", "remark") else self.profile.answerer
        if who is None:
            side: Role | Kind = role if role != "unknown" else kind or "statement"
            nameless = self._nameless.setdefault(side, mark_of(hit, None) or hit.label)
            return self.draft.speaker("", nameless, role)
        voice: Voice = identify(who)
        if voice.role != "unknown":
            role = voice.role
        return self.draft.speaker(voice.name, hit.label, role, office=voice.office, group=voice.group)

    # Headings and links, which wait for what follows

    def _resolve(self, *, labelled: bool) -> None:
        """Settle what is pending: with a label behind it (`labelled`), the chain of headings above that."""
        pending, self._pending = self._pending, []
        kept = self._kept(pending, labelled)
        for hit in pending:
            if hit.rule.kind == "links":
                self._link(hit)
            elif hit.line in kept:
                self._section(hit)
            elif self._began:
                self._plain(hit.line, self._printed(hit))
            else:
                self._front.append((self._add(hit.line, self._printed(hit), "front"), hit))
        if labelled and not self._began and not kept:
            self._late_heading()

    def _kept(self, pending: Sequence[Hit], labelled: bool) -> set[int]:
        """The lines of the pending headings that are headings."""
        headings = [hit for hit in pending if hit.rule.kind == "heading"]
        kept = {hit.line for hit in headings if hit.rule.sure and not self._behind}
        if labelled:
            level = 99
            for hit in reversed(headings):
                if hit.rule.level >= level:
                    break
                kept.add(hit.line)
                level = hit.rule.level
        elif self._began and not self._behind:
            kept |= {hit.line for hit in headings if self._counts_on(hit)}
        return kept

    def _counts_on(self, hit: Hit) -> bool:
        """Does this heading carry on the count of the last one of its level, standing free of other lines?"""
        count = number(hit.number) if hit.number else None
        texts = self.lines.texts
        free = (hit.line == 0 or not texts[hit.line - 1].strip()) and (
            hit.line + 1 >= len(texts) or not texts[hit.line + 1].strip()
        )
        return count is not None and free and self._counts.get(hit.rule.level) == count - 1

    def _late_heading(self) -> None:
        """The first label has come: a heading among the front matter, with words behind it, was one."""
        if not self._front:
            return
        at, hit = self._front[-1]
        if any(other.rule.level == hit.rule.level for _, other in self._front[:-1]):
            return  # several of a kind are a table of contents
        self._front.clear()
        self.draft.promote(at, hit.title or "", hit.rule.level, heading_number(hit))
        self._counted(hit)

    def _section(self, hit: Hit) -> None:
        printed = self._printed(hit)
        said = read_title(printed) if hit.rule.level == 0 else None
        self.draft.section(
            hit.title or printed.strip(_AROUND_HEADING),
            hit.rule.level,
            number=heading_number(hit),
            printed=printed,
            line=self.lines.number(hit.line),
            page=self._page,
            body=said.body if said else None,
            meeting=said.meeting if said else None,
            date=said.date if said else None,
            date_printed=said.date_printed if said else None,
        )
        self._began = True
        self._voice = None
        self._counted(hit)

    def _counted(self, hit: Hit) -> None:
        for level in [level for level in self._counts if level > hit.rule.level]:
            del self._counts[level]
        count = number(hit.number) if hit.number else None
        if count is not None:
            self._counts[hit.rule.level] = count

    def _link(self, hit: Hit) -> None:
        block = self._add(hit.line, self._printed(hit), "back")
        if hit.line not in self.lines.urls and not URL.search(self._printed(hit)):
            self.draft.link(self._printed(hit), None, block)

    # Lines no rule understands

    def _text(self, index: int, text: str, raw: str) -> None:
        if self.wrapping is not None:
            if self._paragraph and self.wrapping.goes_on(self._paragraph[-1], raw):
                self._paragraph.append(text)
                return
            self._flush()
            self._paragraph = [text]
            self._paragraph_at = index
            return
        self._plain_after(index, text)

    def _flush(self) -> None:
        if self._paragraph and self.wrapping is not None:
            text = self._paragraph[0]
            for following in self._paragraph[1:]:
                text = self.wrapping.join(text, following)
            self._paragraph = []
            self._plain_after(self._paragraph_at, text)

    def _plain_after(self, index: int, text: str) -> None:
        if self._pending:
            self._resolve(labelled=False)
        if self._held is not None:
            self._release()
        self._plain(index, text)

    def _plain(self, index: int, text: str) -> None:
        """Words without a label: of whoever speaks now, or before or behind everything said."""
        if self._behind:
            block = self._add(index, text, "back")
            if _LINKED.search(text) and index not in self.lines.urls and not URL.search(text):
                self.draft.link(text, None, block)
        elif not self._began:
            self._add(index, text, "front")
        elif is_stage(text):
            self._add(index, text, "stage")
        else:
            if self.profile.unmarked and self._voice is not None and self._voice.kind == "question":
                speaker = self.draft.speaker("", "", self.profile.answerer)
                self.draft.turn("answer", speaker)
                self._voice = _Voice("answer", speaker, sure=True)
            elif self.draft.open is None:
                voice = self._voice or _Voice(None, None, sure=False)
                turn = self.draft.turn(voice.kind, voice.speaker, sure=voice.sure)
                turn.joins = True
            self._add(index, text)

    def _head(self, index: int, text: str, meeting: Hit | None) -> None:
        """The title: the first line of the file."""
        self.title = text.strip(" \t\u3000")
        if meeting is not None:
            self._section(meeting)
        else:
            self._add(index, text, "front")

    def _is_title(self, hit: Hit | None, text: str) -> bool:
        """Is this line, the first there is, the title of the whole?"""
        if self.draft.blocks or self.draft.turns or self._held or self._pending or self._paragraph:
            return False
        if hit is None:
            return len(text) <= _TITLE_LENGTH and not text.endswith(("。", "、", ",", ";"))
        if hit.rule.kind != "heading" or hit.rule.sure:
            return False
        said = read_title(text)
        return hit.rule.level == 0 or bool(said.meeting or said.date)

    def _meetings(self, hits: Sequence[Hit]) -> int:
        """How many headings of meetings the text has that questions follow."""
        last = max((hit.line for hit in hits if hit.rule.kind in LABELS), default=-1)
        return sum(hit.rule.kind == "heading" and hit.rule.level == 0 and hit.line < last for hit in hits)

    def _printed(self, hit: Hit) -> str:
        return self.lines.texts[hit.line].rstrip().lstrip(_BLANKS)

    def _add(self, index: int, text: str, part: Part = "speech") -> int:
        block = self.draft.block(
            text,
            part,
            line=self.lines.number(index),
            page=self._page,
            asides=asides_of(text) if part == "speech" else (),
        )
        if self._linked:
            if (url := self.lines.urls.get(index)) is not None:
                self.draft.link(text, url, block)
            for match in URL.finditer(text):
                self.draft.link(text if len(text) < 200 else match.group(), match.group(), block)
        return block
