"""What a reader completes in a transcript: metadata that its source does not give.

Completions are records of kind `meta` on the transcript itself (`x.txt#`), one value a field; the newest
counts, one's own before others'. They are applied to the parse each time, which itself stays as
the source has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from qa_reader.locales import _
from qa_reader.transcript.model import Metadata

if TYPE_CHECKING:
    from qa_reader.annotation.records import Revision
    from qa_reader.transcript.model import Transcript

FIELDS: Final[tuple[str, ...]] = Metadata._fields
"""The metadata a reader may complete, in the order of the model."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag (BCP 47); whether its parts are registered is not looked up."""


class BadValue(ValueError):
    """A value that a field does not take; the message is one line for people."""


def normal(field: str, value: str) -> str:
    """`value` as it is kept in `field`: blanks squeezed, dates as ISO 8601. Raises BadValue."""
    from qa_reader.language.dates import iso_date  # no first frame completes anything

    value = " ".join(value.split())
    if value and field in ("date", "accessed"):
        iso = iso_date(value)
        if iso is None:
            raise BadValue(_("No date: write 2021-03-05, 2021-03 or 令和3年3月5日."))
        return iso
    if value and field == "language" and not _LANGUAGE.fullmatch(value):
        raise BadValue(_("No language: write ja, en, zh-Hant …"))
    return value


def completed(transcript: Transcript, records: Iterable[Revision], annotator: str | None) -> Transcript:
    """`transcript` with what readers said of its metadata; an empty value takes a field away.

    Others' values stand only where neither the source nor the annotator gives one, or where they say more
    exactly what the source gives: its day where it gives the year.
    """
    own: dict[str, Revision] = {}
    others: dict[str, Revision] = {}
    for record in sorted(records, key=lambda r: r.order):
        name = record.data.get("field")
        if record.kind == "meta" and not record.deleted and isinstance(name, str) and name in FIELDS:
            (own if record.annotator == annotator else others)[name] = record
    values: dict[str, str | None] = {
        name: _value(record)
        for name, record in others.items()
        if (given := getattr(transcript.meta, name)) is None
        or (name == "date" and (_value(record) or "").startswith(f"{given}-"))
    }
    values.update((name, _value(record)) for name, record in own.items())
    return transcript._replace(meta=transcript.meta._replace(**values)) if values else transcript


def standing(records: Iterable[Revision], annotator: str) -> Mapping[str, tuple[Revision, ...]]:
    """The annotator's own completions that stand, by field, the one that counts last.

    It is one a field, unless two programs made one at the same time.
    """
    own: dict[str, tuple[Revision, ...]] = {}
    for record in sorted(records, key=lambda r: r.order):
        if record.kind == "meta" and record.annotator == annotator and not record.deleted:
            name = str(record.data.get("field", ""))
            own[name] = (*own.get(name, ()), record)
    return own


def _value(record: Revision) -> str | None:
    value = record.data.get("value")
    return value if isinstance(value, str) and value else None
