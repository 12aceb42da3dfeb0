"""Tables of speeches in Japanese: one row what one person says, as CSV, TSV, JSON Lines or a JSON list.

As people export the Diet's minutes (`speaker`, `speech`), and as clerks keep them (発言者, 役職, 発言内容).
What a speaker is follows from office, label and kind of speech; the rest decides the engine of all minutes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final, Literal

from qa_reader.formats.containers.jsontext import lines_of
from qa_reader.formats.draft import Draft
from qa_reader.formats.japan import kokkai
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.rows.columns import folded
from qa_reader.formats.rows.columns import guess as pairs
from qa_reader.formats.rows.tables import Row, delimiter_of, first_rows, rows_of
from qa_reader.formats.turns.labels import bare, read_label
from qa_reader.formats.turns.meeting import Meeting, Person, finish
from qa_reader.formats.turns.roles import Standing
from qa_reader.language.dates import first_date
from qa_reader.locales import _
from qa_reader.transcript.model import Kind, Metadata, Transcript

NAME: Final = "speech-table"

Column = Literal[
    "words", "speaker", "office", "group", "kind", "date", "meeting", "body", "order", "url", "subject"
]

_HEADERS: Final[Mapping[Column, tuple[str, ...]]] = {
    "words": (
        "発言内容", "発言本文", "発言テキスト", "発言文", "発言", "本文", "内容", "speech", "speech_text",
        "comment-body", "comment_body", "utterance", "content", "text",
    ),
    "speaker": (
        "発言者", "発言者名", "話者", "発言者氏名", "氏名", "名前", "speaker", "speaker_name", "speakername",
    ),
    "office": (
        "役職", "役職名", "肩書", "肩書き", "発言者肩書き", "職名", "speaker_position", "speakerposition",
        "position", "speaker_role", "speakerrole", "role",
    ),
    "group": ("会派", "会派名", "所属会派", "政党", "speaker_group", "speakergroup", "party"),
    "kind": ("種別", "発言種別", "区分", "発言区分", "qa_role", "kind", "type"),
    "date": ("日付", "開催日", "年月日", "会議日", "date"),
    "meeting": ("会議名", "会議", "name_of_meeting", "nameofmeeting", "meeting"),
    "body": ("院名", "議会名", "議会", "name_of_house", "nameofhouse", "house"),
    "order": ("speech_order", "speechorder", "発言順", "発言順序", "発言番号"),
    "url": ("speech_url", "speechurl", "発言url", "url"),
    "subject": ("議題", "案件", "件名", "質問項目", "項目", "テーマ", "topic"),
}  # fmt: skip
_TIMED: Final = frozenset(("start", "end", "offset", "timestamp", "words", "segments"))
"""Keys of speech recognition, which is read elsewhere."""
_JAPANESE: Final = re.compile(r"[ぁ-ん]")
_MARKED: Final = re.compile(r"([○◯〇◆◎])([^\u3000\s]{1,60})[\u3000 ]+")
_KINDS: Final[Mapping[str, Kind]] = {
    "質問": "question", "質疑": "question", "再質問": "question", "問": "question", "q": "question",
    "question": "question", "答弁": "answer", "回答": "answer", "再答弁": "answer", "答": "answer",
    "a": "answer", "answer": "answer",
}  # fmt: skip
_STANDINGS: Final[Mapping[Kind, Standing]] = {
    "question": Standing("member", "asks"),
    "answer": Standing("official", "answers"),
}


def claim(head: Head) -> Claim | None:
    """By the words of the header, and Japanese in the column of words."""
    if head.start[:1] in ("{", "["):
        names = [folded(key) for key in re.findall(r'"([^"\\]{1,40})"\s{0,9}:', head.text[:8192])]
        headers = list(dict.fromkeys(names))
        said = head.text[:8192]
    else:
        delimiter = delimiter_of(head.text)
        rows = list(first_rows(head.text, delimiter, 20)) if delimiter else []
        headers = [cell.text for cell in rows[0].cells] if rows else []
        said = "".join(cell.text for row in rows[1:] for cell in row.cells)
    found = _columns(headers)
    if not {"words", "speaker"} <= set(found) or not _JAPANESE.search(said):
        return None
    if "question" in pairs(headers) or _TIMED.intersection(map(folded, headers)):
        return None
    named = ", ".join(f"{headers[at]} = {column}" for column, at in found.items())
    return Claim(0.96, _("columns {names}").format(names=named))


def read(material: Material) -> Transcript:
    """The rows as speeches of their meetings. Raises Unreadable where no column holds words or speakers."""
    headers, rows = rows_of(material)
    columns = _columns(headers)
    if {"speech", "issueID"} <= set(headers):  # the API's own fields
        speeches = (
            {h: cell.text for h, cell in zip(headers, row.cells, strict=False) if cell.text} for row in rows
        )
        return kokkai.transcript(material, NAME, kokkai.grouped(speeches), None)
    if not {"words", "speaker"} <= set(columns):
        raise Unreadable(
            "not-a-transcript",
            _("{path}: no column holds who speaks and what is said (the columns are {names}).").format(
                path=material.path, names=", ".join(headers[:12])
            ),
        )
    draft = Draft(material.source(), NAME)
    records = [_record(row, columns) for row in rows]
    said = [(record, row) for record, row in zip(records, rows, strict=True) if record["words"].strip()]
    sittings = [list(group) for _key, group in groupby(said, key=lambda each: _sitting(each[0]))]
    for sitting in sittings:
        _hold(draft, headers, sitting, several=len(sittings) > 1)
    return finish(draft, _metadata([sitting[0][0] for sitting in sittings]), material.claim)


def _columns(headers: Sequence[str]) -> dict[Column, int]:
    """Which column holds what, each by the first of its words that heads one."""
    names = [folded(header) for header in headers[:400]]
    found: dict[Column, int] = {}
    for column, words in _HEADERS.items():
        at = next((names.index(word) for word in words if word in names), None)
        if at is not None:
            found[column] = at
    return found


def _record(row: Row, columns: Mapping[Column, int]) -> dict[Column, str]:
    """The cells of a row by what they hold; empty where a row has none."""
    return {
        column: row.cells[columns[column]].text
        if columns.get(column, len(row.cells)) < len(row.cells)
        else ""
        for column in _HEADERS
    }


def _sitting(record: Mapping[Column, str]) -> tuple[str, str, str]:
    return record["body"].strip(), record["meeting"].strip(), record["date"].strip()


def _hold(
    draft: Draft, headers: Sequence[str], sitting: Sequence[tuple[dict[Column, str], Row]], *, several: bool
) -> None:
    """One meeting; words are missing where the numbers of its speeches leave one out."""
    body, name, date = _sitting(sitting[0][0])
    heading = " ".join(filter(None, (body, name, date)))
    level = 2 if several and heading else 1
    draft.end_sections()
    if level > 1:
        day = first_date(date)
        draft.section(
            heading,
            1,
            body=body or None,
            meeting=name or None,
            date=day.iso if day else None,
            date_printed=date or None,
        )
    known = set(_columns(headers).values())
    meeting = Meeting(draft, level=level)
    before: int | None = None
    subject = ""
    for record, row in sitting:
        if record["subject"].strip() not in ("", subject):
            subject = record["subject"].strip()
            draft.section(subject, level)
        order = int(record["order"]) if record["order"].isascii() and record["order"].isdigit() else None
        gap = order is not None and before is not None and order > before + 1
        _speech(draft, meeting, record, row, gap=gap)
        before = order
        for at, cell in enumerate(row.cells):
            if at not in known and _JAPANESE.search(cell.text):
                meeting.information(headers[at] if at < len(headers) else "", lines_of(cell.text))
    meeting.over()


def _speech(draft: Draft, meeting: Meeting, record: Mapping[Column, str], row: Row, *, gap: bool) -> None:
    name, office, words = record["speaker"].strip(), record["office"].strip(), record["words"].strip()
    if name == kokkai.INFORMATION:
        meeting.information(name, lines_of(words))
        return
    marked = _MARKED.match(words)
    if marked and bare(read_label(marked[2]).name) and read_label(marked[2]).post != "name":
        label, mark, words = marked[2], marked[1], words[marked.end() :]
    else:
        label, mark = (f"{office}（{name}）" if office and name else office or name), None
    given = _KINDS.get(folded(record["kind"]))
    lines = [line._replace(number=row.line) for line in lines_of(words)]
    person = Person(
        name=name or None,
        office=office or None,
        group=record["group"].strip() or None,
        standing=_STANDINGS.get(given) if given else None,
    )
    meeting.speaks(label, lines, mark=mark, person=person, given=given, gap=gap)
    if url := record["url"].strip():
        draft.link(label, url, draft.turns[-1].start)


def _metadata(firsts: Sequence[Mapping[Column, str]]) -> Metadata:
    """Of one meeting its own particulars; of several none."""
    if len(firsts) != 1:
        return Metadata(language="ja")
    body, name, date = _sitting(firsts[0])
    day = first_date(date)
    return Metadata(
        title=" ".join(filter(None, (body, name))) or None,
        body=body or None,
        meeting=name or None,
        date=day.iso if day else None,
        date_printed=date or None,
        language="ja",
    )
