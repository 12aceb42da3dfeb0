"""The columns of the tables: what each is called, what it holds, and which are a record's own fields.

    annotations   a row for each annotation that stands, placed or not
    exchanges     a row for each exchange of the transcripts, whatever was said about it

Names are English and stay: they are a format. `stances` is each annotator's stance; tables without nested
values have a column `stance:NAME` for each annotator instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

Kind = Literal["text", "number", "decimal", "flag", "ids", "json", "stances"]
"""`number` is a whole one; `ids` are words without blanks; `json` what has a structure."""

Row = dict[str, Any]
Rows = Literal["annotations", "exchanges"]

_RECORD: Final[Mapping[str, Kind]] = {
    "id": "text", "rev": "number", "change": "text", "kind": "text", "annotator": "text",
    "question": "text", "part": "text", "codes": "ids", "note": "text", "flag": "flag", "time": "text",
    "anchor": "json", "base": "text", "deleted": "flag", "undoes": "text", "data": "json", "extra": "json",
    "doc": "text",
}  # fmt: skip
"""A revision's own fields: from these the very record is made again. `doc` is text: it has 63 bits."""

_PLACE: Final[Mapping[str, Kind]] = {
    "transcript": "text", "sha256": "text", "title": "text", "body": "text", "meeting": "text",
    "date": "text", "date_printed": "text", "section": "text", "number": "text", "url": "text",
    "page": "text", "line": "number", "seconds": "decimal", "citation": "text",
}  # fmt: skip

_EXCHANGE: Final[Mapping[str, Kind]] = {
    "question_text": "text", "answer_text": "text", "askers": "json", "answerers": "json",
    "stances": "stances",
}  # fmt: skip

COLUMNS: Final[Mapping[Rows, Mapping[str, Kind]]] = {
    "annotations": {
        "id": "text", "question": "text", "author": "text", "part": "text", "answerer": "text",
        "words": "text", "codes": "ids", "stance": "text", "tags": "text", "note": "text", "flag": "flag",
        "doubt": "text", "speaker": "text", "role": "text", "start_block": "number",
        "start_offset": "number", "end_block": "number", "end_offset": "number", "placed": "text",
        **_PLACE, **_EXCHANGE, "created": "text", **_RECORD,
    },
    "exchanges": {
        "question": "text", **_PLACE, **_EXCHANGE, "codes": "ids", "notes": "json", "flagged": "ids",
        "annotations": "ids",
    },
}  # fmt: skip
"""By table, the columns in their order."""

RECORD: Final = tuple(_RECORD)
STANCE: Final = "stance:"
"""What the name of an annotator's column begins with in a flat table."""

INWARD: Final = frozenset({"change", "kind", "anchor", "base", "deleted", "undoes", "data", "extra", "doc"})
"""What only a program reads, to make the record again: left out of workbooks, which people read."""
