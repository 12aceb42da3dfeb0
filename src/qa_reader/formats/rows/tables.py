"""Tables of questions and answers: CSV, TSV, JSON Lines, JSON lists; one row a pair (formats.md §15).

Rows that repeat a pair for each of its sub-questions are one exchange. Cells that no column rule understands
stand behind it, as information.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from qa_reader.formats.containers.jsontext import records, string
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.rows.columns import Column, guess, named
from qa_reader.language.dates import first_date
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Role, Transcript

NAME: Final = "table"

_DELIMITERS: Final = ("\t", ",", ";")
_FORMULA: Final = re.compile(r'\s*=\s*HYPERLINK\(\s*"([^"]*)"\s*[,;]\s*"([^"]*)"\s*\)\s*', re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:\.\d+)?")
_LETTER: Final = re.compile(r"[^\W\d_]")
_JAPANESE: Final = re.compile(r"[ぁ-んァ-ヴ一-鿿]")
_SUFFIXES: Final = {".csv": 0.05, ".tsv": 0.05, ".jsonl": 0.05, ".ndjson": 0.05}


class Cell(NamedTuple):
    """What a cell shows, and the address a =HYPERLINK() formula gives it."""

    text: str
    url: str | None = None


class Row(NamedTuple):
    """A row with the line it begins on."""

    line: int | None
    cells: list[Cell]


def claim(head: Head) -> Claim | None:
    """By the words of the header, and rows as wide as it."""
    if head.start[:1] in ("{", "["):
        return _claim_json(head)
    delimiter = delimiter_of(head.text)
    if delimiter is None:
        return None
    rows = list(first_rows(head.text, delimiter, 40))
    headers = [cell.text for cell in rows[0].cells] if rows else []
    found = guess(headers)
    if len(rows) < 2 or not found:
        return None
    wide = sum(len(row.cells) >= min(2, len(headers)) for row in rows[1:])
    if wide * 2 < len(rows) - 1 or not _worded(rows[1:], found):
        return None
    confidence = 0.93 if "answer" in found else 0.85
    names = ", ".join(f"{headers[i]} = {column}" for column, i in found.items())
    return Claim(
        min(0.98, confidence + _SUFFIXES.get(head.suffix, 0)), _("columns {names}").format(names=names)
    )


def _worded(rows: Sequence[Row], columns: dict[Column, int]) -> bool:
    """Do the columns hold words, as far as anything? `question,score` may head a table of numbers too.

    Without answers, questions must also look like some: longer than a name.
    """
    at = columns.get("question", columns.get("questioner", 0))
    asked = [row.cells[at].text for row in rows if len(row.cells) > at]
    filled = [text for text in asked if text.strip()]
    least = 8 if "question" in columns and "answer" not in columns else 2
    return sum(len(_LETTER.findall(text)) >= least for text in filled) * 2 >= len(filled)


def _claim_json(head: Head) -> Claim | None:
    keys = re.findall(r'"([^"\\]{1,40})"\s{0,9}:', head.text[:8192])
    found = guess(list(dict.fromkeys(keys)))
    if {"question", "answer"} <= set(found):
        return Claim(0.85 + _SUFFIXES.get(head.suffix, 0), _("rows with keys question and answer"))
    return None


def read(material: Material) -> Transcript:
    """The rows as exchanges. Raises Unreadable where no column holds a question."""
    headers, rows = rows_of(material)
    spec = material.claim.profile
    columns = named(spec, headers) if spec else guess(headers)
    if not columns:
        raise Unreadable(
            "not-a-transcript",
            _(
                "{path}: no column is headed as a question (the columns are {names}); name them: "
                "--format table:question=COLUMN,answer=COLUMN"
            ).format(path=material.path, names=", ".join(headers[:12])),
        )
    draft = Draft(material.source(), NAME)
    _Table(draft, headers, columns).fill(rows)
    sample = material.text[:4000]
    meta = Metadata(language="ja" if len(_JAPANESE.findall(sample)) * 10 > len(sample) else None)
    return draft.finish(meta, confidence=material.claim.confidence, why=material.claim.why)


class _Table:
    """Fills a draft from rows."""

    def __init__(self, draft: Draft, headers: Sequence[str], columns: dict[Column, int]) -> None:
        self._draft = draft
        self._headers = headers
        self._columns = columns
        self._path: tuple[str, ...] = ()

    def fill(self, rows: Sequence[Row]) -> None:
        """Every row, the rows of one pair together where they first stand."""
        pairs: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            if any(cell.text.strip() for cell in row.cells):
                pairs.setdefault(self._key(row), []).append(row)
        for group in pairs.values():
            self._pair(group)

    def _key(self, row: Row) -> tuple[str, ...]:
        """Equal for the rows of one pair. A row without a question is a pair of its own."""
        parts = tuple(self._text(row, column) for column in ("question", "answer", "url", "title"))
        return parts if parts[0].strip() else (*parts, str(row.line), str(id(row)))

    def _cell(self, row: Row, column: Column) -> Cell:
        at = self._columns.get(column)
        return row.cells[at] if at is not None and at < len(row.cells) else Cell("")

    def _text(self, row: Row, column: Column) -> str:
        return self._cell(row, column).text

    def _pair(self, rows: Sequence[Row]) -> None:
        row = rows[0]
        self._sections(row)
        seconds = _seconds(self._text(row, "time"))
        number = self._text(row, "number").strip() or None
        asker = self._text(row, "questioner").strip()
        role: Role = "reporter" if asker.endswith("記者") else "member" if asker else "unknown"
        self._draft.turn(
            "question",
            self._draft.speaker(asker, asker or self._headers[self._columns.get("question", 0)], role),
            label=asker or None,
            number=number,
        )
        words = self._text(row, "question") if "question" in self._columns else asker
        start = self._say(words, row.line, seconds)
        for column in ("time", "url", "question"):
            cell = self._cell(row, column)
            if cell.url or (column == "url" and cell.text.strip()):
                self._draft.link(cell.text.strip(), cell.url or cell.text.strip(), start)
        answer, answerer = self._text(row, "answer"), self._text(row, "answerer").strip()
        if answer.strip():
            header = self._headers[self._columns["answer"]]
            speaker = self._draft.speaker(answerer, answerer or header, "official" if answerer else "unknown")
            self._draft.turn("answer", speaker, label=answerer or None)
            self._say(answer, row.line, None)
        self._rest(rows)

    def _sections(self, row: Row) -> None:
        """Headings of title (or else date) and of section, where they change."""
        date = self._text(row, "date").strip()
        title, topic = (" ".join(self._text(row, column).split()) for column in ("title", "section"))
        path = (f"{title}\n{date}", topic)
        if (title or date) and path[:1] != self._path[:1]:
            found = first_date(date)
            iso = found.iso if found else None
            self._draft.section(title or date, 1, date=iso, date_printed=date or None)
        if topic and path != self._path:
            self._draft.section(topic, 2)
        self._path = path

    def _say(self, text: str, line: int | None, seconds: float | None) -> int:
        start = len(self._draft.blocks)
        for each in text.split("\n"):
            if each.strip():
                self._draft.block(each.rstrip(), line=line, time=seconds)
        return start

    def _rest(self, rows: Sequence[Row]) -> None:
        """What the other cells hold, once each: sub-questions, labels, notes."""
        unsaid = {"note"} if self._text(rows[0], "answer").strip() else {"note", "answerer"}
        used = {at for column, at in self._columns.items() if column not in unsaid}
        shown = {self._text(rows[0], "questioner").strip()}
        lines: list[str] = []
        for row in rows:
            for at, cell in enumerate(row.cells):
                text = cell.text.strip()
                header = self._headers[at].strip() if at < len(self._headers) else ""
                entry = f"{header}: {text}" if header else text
                if at in used or not text or entry in lines or any(text in each for each in shown):
                    continue
                lines.append(entry)
        if not lines:
            return
        self._draft.turn("info")
        for entry in lines:
            for each in entry.split("\n"):
                if each.strip():
                    self._draft.block(each.rstrip(), line=rows[0].line)
        self._draft.close()


def rows_of(material: Material) -> tuple[list[str], list[Row]]:
    """Headers and rows of the file."""
    if material.head.start[:1] in ("{", "["):
        return _json_table(material)
    delimiter = delimiter_of(material.text)
    if delimiter is None:
        return [], []
    rows = list(_rows(material, delimiter))
    return ([cell.text.strip() for cell in rows[0].cells], rows[1:]) if rows else ([], [])


def _json_table(material: Material) -> tuple[list[str], list[Row]]:
    objects = records(material)
    headers = list(dict.fromkeys(key for each in objects[:200] for key in each))
    rows = [Row(None, [Cell(string(each.get(key))) for key in headers]) for each in objects]
    return headers, rows


def delimiter_of(text: str) -> str | None:
    """The delimiter that parts the first line into headers, the likeliest first."""
    first = text.lstrip("\n").split("\n", 1)[0][:4096]
    counts = {each: first.count(each) for each in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda each: counts[each])
    return best if counts[best] else None


def first_rows(text: str, delimiter: str, count: int) -> Iterator[Row]:
    """The first rows of a file's beginning, whose last may be cut off."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield Row(reader.line_num, [_shown(cell) for cell in cells])
            count -= 1
            if count == 0:
                return
    except csv.Error:
        return


def _rows(material: Material, delimiter: str) -> Iterator[Row]:
    limit = csv.field_size_limit(max(len(material.text) + 1, 131072))
    try:
        reader = csv.reader(io.StringIO(material.text, newline=""), delimiter=delimiter)
        line = 1
        for cells in reader:
            yield Row(line, [_shown(cell) for cell in cells])
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            "damaged", _("{path}: the table breaks off ({error}).").format(path=material.path, error=error)
        ) from None
    finally:
        csv.field_size_limit(limit)


def _shown(cell: str) -> Cell:
    """A cell as a spreadsheet shows it."""
    found = _FORMULA.fullmatch(cell)
    return Cell(found[2], found[1]) if found else Cell(cell)


def _seconds(text: str) -> float | None:
    """0:08:20 in seconds."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    return float(int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]))
