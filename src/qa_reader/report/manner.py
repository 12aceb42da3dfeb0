"""How a citation reads: the manner of Japanese reports, and of English ones.

    「…」（担当課長答弁、令和3年第1回定例会 予算総括質疑、質問3、dx.txt#q3 41行）
    “…” (Jane Doe (Minister of Health), answer, Budget Hearing, 5 March 2021, Question 3, dx.txt#q3 line 41)

A manner gives plain text; markup is added by the styles. A part that is missing takes its comma with it.
These words belong to the quote, so they follow its language, not the program's: they are no gettext messages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from qa_reader.report.citation import Citation, Voice
    from qa_reader.transcript.model import Kind, Role, Section


_NUMBERS: Final = re.compile("[0-9０-９]+|[一二三四五六七八九十百〇]+")


class Manner(Protocol):
    """What a style asks of a language."""

    language: str
    marks: tuple[str, str]
    """Quotation marks."""
    brackets: tuple[str, str]
    """What a citation stands in behind the words, with its space."""
    comma: str
    """Between the items of a citation."""
    colon: str
    """Between a voice and its words."""
    ellipsis: str
    """What stands for words left out."""

    def voice(self, voice: Voice) -> str:
        """Who says it, as what: 「担当課長答弁」."""
        ...

    def saying(self, voice: Voice) -> str:
        """What stands before or behind words in running text: 「と答弁した」, "answered"."""
        ...

    def name(self, voice: Voice) -> str:
        """Who says it, with role or office and without what he does."""
        ...

    def meeting(self, citation: Citation) -> list[str]:
        """Body, meeting and date, or the title where there is no meeting."""
        ...

    def number(self, citation: Citation) -> str | None:
        """The question's number: 「質問3」."""
        ...

    def page(self, citation: Citation) -> str | None:
        """The page or pages: "pp. 11–12"."""
        ...

    def date(self, iso: str | None) -> str | None:
        """A date as far as it is known; None where `iso` is none."""
        ...

    def place(self, citation: Citation) -> list[str]:
        """Section path, question number, page or time, question ID and line."""
        ...

    def source(self, citation: Citation) -> str:
        """The URL with the day it was read, or an empty text."""
        ...


def manner(language: str | None) -> Manner:
    """The manner for a quote in `language` (BCP 47); English for all but Japanese."""
    return JAPANESE if (language or "").lower().partition("-")[0] == "ja" else ENGLISH


class _Japanese:
    language = "ja"
    marks = ("「", "」")
    brackets = ("（", "）")
    comma = "、"
    colon = "："
    ellipsis = "（中略）"

    _kinds: Final[dict[Kind, str]] = {
        "question": "質問",
        "answer": "答弁",
        "remark": "発言",
        "statement": "発言",
        "presentation": "説明",
        "chair": "発言",
    }
    _titles: Final[dict[Role, str]] = {"member": "議員", "reporter": "記者", "witness": "参考人"}
    _titled: Final = re.compile("[長員臣官事職役者監師人君氏様]$|さん$|記者|議員|委員")

    def voice(self, voice: Voice) -> str:
        said = "回答" if voice.asked_by_press else self._kinds.get(voice.kind, "")
        name = self.name(voice)
        if not name or not said:
            return name or said
        return name + said if self._titled.search(name) else f"{name}の{said}"

    def saying(self, voice: Voice) -> str:
        said = "回答" if voice.asked_by_press else self._kinds.get(voice.kind, "")
        return f"と{said}した" if said else "と述べた"

    def name(self, voice: Voice) -> str:
        if voice.speaker is None:
            return ""
        name = voice.speaker.name
        if voice.speaker.office and _squeezed(voice.speaker.office) not in _squeezed(name):
            name += (" " if name[-1:].isascii() else "") + voice.speaker.office
        elif not self._titled.search(name):
            name += self._titles.get(voice.speaker.role, "")
        return name

    def meeting(self, citation: Citation) -> list[str]:
        date = citation.date_printed
        parts = date_parts(citation.date)
        if not date or len(parts) > sum(unit in date for unit in "年月日"):
            date = self.date(citation.date) or date
        names = _names(citation, self.marks, " ")
        if date and date.endswith("年") and names and names[0].startswith("第"):
            return [date + names[0], *names[1:]]
        return _with_date(names, date)

    def number(self, citation: Citation) -> str | None:
        return f"質問{citation.number}" if citation.number else None

    def page(self, citation: Citation) -> str | None:
        return f"{citation.page}ページ" if citation.page else None

    def place(self, citation: Citation) -> list[str]:
        return _items(
            _path(citation, spaced=False),
            self.number(citation),
            self.page(citation),
            clock(citation.time),
            _id(citation, "{id} {line}行"),
        )

    def source(self, citation: Citation) -> str:
        if not citation.url:
            return ""
        return f"{citation.url}（{self.date(citation.accessed)}閲覧）" if citation.accessed else citation.url

    def date(self, iso: str | None) -> str | None:
        parts = date_parts(iso)
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False)) or None


class _English:
    language = "en"
    marks = ("“", "”")
    brackets = (" (", ")")
    comma = ", "
    colon = ": "
    ellipsis = " […] "

    _months: Final = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    )  # fmt: skip
    _unsaid: Final = ("procedural", "stage", "info", "chair")

    def voice(self, voice: Voice) -> str:
        said = "" if voice.kind in self._unsaid else voice.kind
        return ", ".join(part for part in (self.name(voice), said) if part)

    def saying(self, voice: Voice) -> str:
        return {"question": "asked", "answer": "answered"}.get(voice.kind, "said")

    def name(self, voice: Voice) -> str:
        speaker = voice.speaker
        if speaker is None:
            return ""
        what = speaker.office or ("" if speaker.role in ("unknown", "info") else speaker.role)
        if what and what.casefold() not in speaker.name.casefold():
            return f"{speaker.name} ({what})"
        return speaker.name

    def meeting(self, citation: Citation) -> list[str]:
        names = _names(citation, self.marks, ", ")
        return _with_date(names, self.date(citation.date) or citation.date_printed)

    def number(self, citation: Citation) -> str | None:
        return f"Question {citation.number}" if citation.number else None

    def page(self, citation: Citation) -> str | None:
        return f"{'pp.' if '–' in citation.page else 'p.'} {citation.page}" if citation.page else None

    def place(self, citation: Citation) -> list[str]:
        return _items(
            _path(citation, spaced=True),
            self.number(citation),
            self.page(citation),
            clock(citation.time),
            _id(citation, "{id} line {line}"),
        )

    def source(self, citation: Citation) -> str:
        if not citation.url:
            return ""
        if not citation.accessed:
            return citation.url
        return f"{citation.url} (accessed {self.date(citation.accessed) or citation.accessed})"

    def date(self, iso: str | None) -> str | None:
        parts = date_parts(iso)
        if len(parts) > 1:
            parts[1:2] = [self._months[int(parts[1]) - 1]]
        return " ".join(reversed(parts)) or None


JAPANESE: Final[Manner] = _Japanese()
ENGLISH: Final[Manner] = _English()


def _items(*parts: str | None) -> list[str]:
    return [part for part in parts if part]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _names(citation: Citation, marks: tuple[str, str], between: str) -> list[str]:
    """What the meeting is called: body and meeting, and the title, where one does not say it all."""
    body, meeting, title = citation.body, citation.meeting, citation.title
    if meeting and title and _says(meeting, title):
        title = None
    elif meeting and title and _says(title, meeting):
        # A title that is much longer says more than the meeting's name; one that is not, only decorates it.
        meeting, title = (meeting, None) if 2 * len(meeting) >= len(title) else (None, title)
    if body and any(other and _squeezed(body) in _squeezed(other) for other in (meeting, title)):
        body = None
    first = between.join(_items(body, meeting))
    return _items(first, f"{marks[0]}{title}{marks[1]}" if title else None)


def _says(long: str, short: str) -> bool:
    """Does `long` hold all of `short`, in order, in pieces of two characters or more, its numbers whole?"""
    from difflib import SequenceMatcher

    long, short = _squeezed(long), _squeezed(short)
    if not set(_NUMBERS.findall(short)) <= set(_NUMBERS.findall(long)):
        return False
    blocks = SequenceMatcher(None, long, short, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) == len(short)


def _with_date(names: list[str], date: str | None) -> list[str]:
    """The first name, the date, the other names; no date that a name already holds."""
    if date and any(_squeezed(date) in _squeezed(name) for name in names):
        date = None
    return [*names[:1], *_items(date), *names[1:]]


def _path(citation: Citation, *, spaced: bool) -> str:
    """The headings from the outside in; one that only repeats the meeting or title says nothing new."""
    known = {_squeezed(text) for text in (citation.meeting, citation.title) if text}
    return " › ".join(
        _numbered(section, spaced=spaced)
        for section in citation.sections
        if _squeezed(section.heading) not in known
    )


def _numbered(section: Section, *, spaced: bool) -> str:
    """A heading behind its number; Japanese puts no blank behind a number's bracket or stop."""
    number = section.number
    if not number or section.heading.startswith(number):
        return section.heading
    return f"{number}{' ' if spaced or number[-1].isalnum() else ''}{section.heading}"


def clock(time: float | None) -> str | None:
    """A time in the recording (seconds) as h:mm:ss."""
    if time is None:
        return None
    seconds = int(time)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _id(citation: Citation, with_line: str) -> str:
    """The question ID (else the file), with the line where no page and no time says where to look."""
    identity = citation.question or citation.path
    if citation.line is None or citation.page or citation.time is not None:
        return identity
    return with_line.format(id=identity, line=citation.line)


def date_parts(iso: str | None) -> list[str]:
    """Year, month, day of an ISO date, as far as it goes, without leading zeros; empty where it is none."""
    if not iso or not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?", iso[:10]):
        return []
    return [str(int(part)) for part in iso[:10].split("-")]
