"""The Congressional Record of the United States: the text of its pages, bare or in `<pre>`, or parsed JSON.

The printed page is the format (formats.md §14): 72 columns; two blanks open a paragraph, and
`  Mr. GRASSLEY. ` a speech; a centred line is a heading, six blanks and more are matter that somebody put
into the Record. What `[[Page S695]]` cuts goes on behind it; its page is kept with every paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from qa_reader.formats.containers.jsontext import dicts, load, string, unexpected
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, numbered
from qa_reader.formats.turns import proposing
from qa_reader.formats.turns.turnlines import Line
from qa_reader.language.dates import find_dates
from qa_reader.locales import _
from qa_reader.transcript.model import Kind, Metadata, Role, Transcript

NAME: Final = "crec"

_HEAD: Final = re.compile(
    r"\[Congressional Record Volume (?P<volume>\d{1,4}), (?:Number|No\.) (?P<number>\d{1,4}) "
    r"\((?P<date>[^)]{8,60})\)\]"
)
_CHAMBER: Final = re.compile(r"\[(Senate|House|Extensions of Remarks|Daily Digest)\]")
_HOUSES: Final = {
    "Senate": "United States Senate",
    "House": "United States House of Representatives",
}
_PAGE: Final = re.compile(r"\s*\[\[Page\s{1,4}(?P<page>[A-Z]{0,2}\d{1,6}[A-Z]?)\]\]\s*")
_TIME: Final = re.compile(r"\s*\{time\}\s{1,4}\d{3,4}\s*")
"""The time of day, as the House's record has it between paragraphs and in them."""
_PAGES: Final = re.compile(r"\[Pages? ([A-Z]{0,2}\d{1,6})(?:-[A-Z]{0,2}\d{1,6})?\]")
_JSON: Final = re.compile(r'"kind"\s{0,4}:\s{0,4}"(?:speech|recorder|linebreak|title)"')

_TITLE: Final = r"(?:Mr|Mrs|Ms|Miss|Dr)\. "
_NAME: Final = (
    r"(?:(?:[A-Z]\. ){0,3}(?:Mc|Mac|De|Du|La|Le|Van|O['’])? ?"
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’\-]{1,24}(?: [A-ZÀ-Þ][A-ZÀ-Þ'’\-]{1,24}){0,3})"
)
_STATE: Final = r"(?: of [A-Z][A-Za-z]{2,20}(?: [A-Z][a-z]{2,20}){0,2})?"
_CHAIRS: Final = (
    r"The (?:(?:ACTING )?(?:PRESIDING OFFICER|PRESIDENT|SPEAKER|VICE PRESIDENT|CHIEF JUSTICE"
    r"|CHAIR(?:MAN|WOMAN)?)(?: pro tempore)?|(?:Acting )?(?:CHAIR(?:MAN)?|SPEAKER))"
)
_SPEECH: Final = re.compile(
    rf"  (?P<label>(?P<chair>{_CHAIRS})(?: \((?P<held>[^()]{{3,60}})\))?|{_TITLE}{_NAME}{_STATE}"
    r"|(?P<clerk>The (?:[a-z]{3,12} ){0,3}CLERK))"
    r"(?:\.|:)(?: |$)"
)
_NARRATED: Final = re.compile(
    rf"  (?:{_TITLE}[A-Z][^.]{{1,80}}? (?:addressed the Chair|thereupon|asked and was given|submitted|moved)"
    r"|There being no objection|The [^.]{3,80} (?:was|were) (?:ordered|agreed|considered|read|laid)"
    r"|The (?:[a-z]{3,12} ){0,3}[Cc]lerk [^.]{0,40}?(?:read|call|proceed|report|announce)"
    r"|Accordingly,? the |The yeas and nays|The question was taken|A motion to reconsider|So (?:\(|the )"
    r"|Thereupon|Whereupon|At \d{1,2})"
)
_FOLLOWS: Final = re.compile(r"as follows[:.;]\s*$")
_CENTRED: Final = re.compile(r" {8,}\S")
_INSERTED: Final = re.compile(r" {5,7}\S")
_RULE: Final = re.compile(r"\s*_{6,}\s*")
_DIRECTION: Final = re.compile(
    r"\((?:Laughter|Applause|Disturbance|Rising)[^()]{0,80}\)|\[(?:Laughter|Applause)[^\]]{0,40}\]", re.I
)
_ASIDE: Final = re.compile(r"\((?:Mr|Mrs|Ms|Miss|Dr|The)\b[^()]{5,300}\)")
"""What the reporter notes of who speaks, as a paragraph of its own."""
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_CAPITALS: Final = re.compile(r"[A-Z]{3}|^[A-Z][A-Z ]+$")


def claim(head: Head) -> Claim | None:
    """By the first line of every page, or the kinds of the parsed content."""
    if _HEAD.search(head.text[:8192]):
        return Claim(0.97, "[Congressional Record Volume …]")
    if head.start.startswith("{") and _JSON.search(head.text) and '"content"' in head.text:
        return Claim(0.96, _("content[] of the Congressional Record, parsed"))
    return None


def read(material: Material) -> Transcript:
    """The transcript of one page or of several, one after another. Raises Unreadable: damaged."""
    draft = Draft(material.source(), NAME)
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    if material.head.start.startswith("{"):
        meta = _parsed(draft, material)
    else:
        record = _Record(draft)
        record.lines(_lines(material))
        meta = _meta(record.head, record.chamber, record.heading)
    proposing.propose(draft, material, language="en")
    return draft.finish(meta, confidence=material.claim.confidence, why=material.claim.why)


def _lines(material: Material) -> Iterator[Line]:
    """The lines of the text; of a page, without its tags, whose indents are what the format goes by."""
    page = material.head.start.startswith("<")
    for number, line in numbered(material.text):
        shown = line
        if page and ("<" in line or "&" in line):
            shown = unescape(_TAG.sub("", line))
        yield Line(shown.replace("\t", "        ").rstrip(), number)


class _Record:
    """One walk over the lines of the Record."""

    def __init__(self, draft: Draft) -> None:
        self.head: re.Match[str] | None = None
        self.chamber: str | None = None
        self.heading: str | None = None
        """The first heading, which is the title of a page."""
        self._draft = draft
        self._page: str | None = None
        self._began = False
        self._inserted = False
        """Matter that somebody put into the Record is being read."""
        self._last: int | None = None
        """Who spoke last."""
        self._parts: list[Line] = []
        """The lines of the paragraph that is open."""
        self._times: list[Line] = []
        """Times of day that stand behind the open paragraph or in it."""
        self._kept: list[Line] = []
        """The lines of a heading that may go on."""

    def lines(self, lines: Iterable[Line]) -> None:
        """Go over `lines` to the end."""
        cut = False
        blank = False
        for line in lines:
            if "[[" in line.text and (found := _PAGE.fullmatch(line.text)):
                self._page, cut = found["page"], True
                continue
            if "{time}" in line.text and _TIME.fullmatch(line.text):
                self._times.append(line)
                cut = True
                continue
            text = line.text.strip()
            if not text:
                blank = True
                continue
            if self._opens(line.text, after_blank=blank and not cut):
                self._end()
                self._take(line)
            else:
                self._parts.append(line)
            blank = cut = False
        self._end()
        self._headings()
        self._draft.close()

    def _opens(self, raw: str, *, after_blank: bool) -> bool:
        """Does this line begin something: anything but the next line of a paragraph?"""
        if not self._parts or _CENTRED.match(raw) or _RULE.fullmatch(raw) or raw.startswith("["):
            return True
        first = self._parts[0].text
        if _INSERTED.match(first):
            return after_blank or not _INSERTED.match(raw) or raw.startswith("      ")
        return raw.startswith("  ") or after_blank

    def _take(self, line: Line) -> None:
        """Begin with `line` what it opens."""
        raw, text = line.text, line.text.strip()
        here = line._replace(page=self._page)
        if not self._began and (raw.startswith("[") or not raw.startswith(" ")):
            self.head = self.head or _HEAD.search(text)
            chamber = _CHAMBER.fullmatch(text)
            self.chamber = self.chamber or (chamber[1] if chamber else None)
            pages = _PAGES.fullmatch(text)
            self._page = pages[1] if pages else self._page
            self._draft.block(text, "front", line=line.number, page=self._page)
        elif _RULE.fullmatch(raw):
            self._headings()
            self._inserted = False
            self._draft.block(text, "stage", line=line.number, page=self._page)
        elif raw.startswith("[") and (
            _HEAD.match(text) or _CHAMBER.fullmatch(text) or text.startswith("[Page")
        ):
            self._headings()
            self._draft.close()
            self._draft.block(text, "front", line=line.number, page=self._page)
        elif _CENTRED.match(raw) and not _SPEECH.match(raw):
            self._kept.append(here)
        else:
            self._headings()
            self._parts = [here]

    def _headings(self) -> None:
        """The centred lines together: a heading, or, among inserted matter, a line of it."""
        kept, self._kept = self._kept, []
        if not kept:
            return
        text = "\n".join(line.text.strip() for line in kept)
        heading = " ".join(text.split())
        if self._inserted or not _CAPITALS.search(heading):
            self._insert(text, kept[0])
            return
        self._began = True
        self._last = None
        self.heading = self.heading or heading
        self._draft.section(heading, 1, printed=text, line=kept[0].number, page=kept[0].page)

    def _end(self) -> None:
        """The paragraph is over."""
        parts, self._parts = self._parts, []
        if parts:
            self._paragraph(parts)
        for line in self._times:
            self._headings()
            self._draft.block(line.text.strip(), "stage", line=line.number, page=self._page)
        self._times = []

    def _paragraph(self, parts: list[Line]) -> None:
        self._headings()
        self._began = True
        first = parts[0]
        text = _joined(line.text.strip() for line in parts)
        if not first.text.startswith("  ") or _INSERTED.match(first.text):
            self._insert(text, first)
        elif found := _SPEECH.match(first.text + " "):
            self._speech(found, text, first)
        elif _NARRATED.match(first.text):
            self._narrate(text, first)
        elif _ASIDE.fullmatch(text):
            self._draft.block(text, "stage", line=first.number, page=first.page)
        else:
            self._goes_on(text, first)

    def _speech(self, found: re.Match[str], text: str, first: Line) -> None:
        self._inserted = False
        label = found["label"]
        role: Role = "chair" if found["chair"] else "clerk" if found["clerk"] else "member"
        office = found["chair"] if found["held"] else None
        speaker = self._draft.speaker(found["held"] or label, label, role, office=office)
        kind: Kind | None = "chair" if found["chair"] else "procedural" if found["clerk"] else None
        self._draft.turn(kind, speaker, label=found.group().strip())
        self._last = speaker if role == "member" else self._last
        words = text[len(found.group().strip()) :].strip()
        if words:
            self._say(words, first)

    def _narrate(self, text: str, first: Line) -> None:
        """What the reporter tells; what he then prints is no one's words."""
        self._draft.turn("procedural")
        self._say(text, first)
        self._inserted = bool(_FOLLOWS.search(text))

    def _insert(self, text: str, first: Line) -> None:
        """Matter put into the Record: a bill, an article, a letter."""
        turn = self._draft.open
        if turn is None or turn.kind != "info":
            self._draft.turn("info")
        self._say(text, first)

    def _goes_on(self, text: str, first: Line) -> None:
        """A paragraph without a label: of who speaks, or, behind inserted matter, who spoke before."""
        turn = self._draft.open
        if turn is None or turn.kind in ("info", "procedural"):
            if self._inserted and self._last is None:
                self._insert(text, first)
                return
            self._inserted = False
            self._draft.turn(None, self._last, sure=False)
        self._say(text, first)

    def _say(self, text: str, line: Line) -> None:
        self._draft.block(
            text,
            line=line.number,
            page=line.page,
            asides=[found.span() for found in _DIRECTION.finditer(text)],
        )


def _joined(lines: Iterable[str]) -> str:
    """The lines of a paragraph as one; a word cut at a line's end keeps its hyphen and gets no blank."""
    text = ""
    for line in lines:
        gap = "" if not text or text.endswith("-") else " "
        text += gap + line
    return text


def _parsed(draft: Draft, material: Material) -> Metadata:
    """The pages as the parser `congressional-record` gives them."""
    data = load(material)
    content = dicts(data.get("content")) if isinstance(data, dict) else []
    if not content:
        raise unexpected(material, "content[]")
    title = " ".join(string(data.get("title")).split())
    if title:
        draft.section(title, 1, printed=title)
    record = _Record(draft)
    lines: list[Line] = []
    for each in content:
        text = string(each.get("text"))
        if lines and not lines[-1].text.endswith(" "):
            lines.append(Line(""))
        elif lines:
            text = lines.pop().text + text
        lines += [Line(line.rstrip("\r")) for line in text.split("\n")]
    record.lines(lines)
    header = data.get("header")
    header = header if isinstance(header, dict) else {}
    printed = " ".join(filter(None, (string(header.get(key)) for key in ("month", "day", "year"))))
    day = next(iter(find_dates(printed)), None)
    chamber = string(header.get("chamber")) or None
    number = ", ".join(
        f"{name} {string(header.get(key))}"
        for name, key in (("Volume", "vol"), ("Number", "num"))
        if string(header.get(key))
    )
    return Metadata(
        title or None,
        _HOUSES.get(chamber or "", chamber),
        f"Congressional Record {number}" if number else None,
        day.iso if day else None,
        printed or None,
        "en",
    )


def _meta(head: re.Match[str] | None, chamber: str | None, heading: str | None) -> Metadata:
    day = next(iter(find_dates(head["date"])), None) if head else None
    return Metadata(
        heading,
        _HOUSES.get(chamber or "", chamber),
        f"Congressional Record Volume {head['volume']}, Number {head['number']}" if head else None,
        day.iso if day else None,
        day.printed if day else None,
        "en",
    )
