"""Records of what was said, as revision lines, and how a set of revisions is read.

A change never edits a line: it adds revisions that share a `change` id, and the newest revision of a
record counts. Undo, the log and the merging of two copies follow from that alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import time as clock
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, get_args

RecordKind = Literal["annotation", "unit", "correction", "pairing", "meta", "followup", "report"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)

Target = Literal["answers", "answer", "question", "span", "unit"]
"""What of the unit is spoken about: all its answers, one answerer's, its question, a span, or the unit."""
TARGETS: tuple[Target, ...] = get_args(Target)


def uuid7() -> str:
    """A new UUID version 7 (RFC 9562 §5.7): its order in text is the order in time, to the millisecond."""
    milliseconds = clock.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def new_doc() -> int:
    """A TinyDB document id no other machine will give: random, 63 bits, never 0 (0 is a file's header)."""
    return (int.from_bytes(os.urandom(8), "big") >> 1) or 1


def now() -> str:
    """The time of a revision: UTC, microseconds, ISO 8601 with Z, so that text order is time order."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Revision(NamedTuple):
    """One line of the store: what a record says from this time on.

    `data` holds what belongs to kinds other than annotation (a unit's label, a correction's operation,
    metadata values); `extra` holds fields this program does not know, which are written back untouched.
    """

    id: str
    rev: int
    change: str
    kind: RecordKind
    annotator: str
    question: str
    time: str
    doc: int
    """Its document id in TinyDB."""
    part: Target = "unit"
    anchor: Mapping[str, Any] | None = None
    codes: tuple[str, ...] = ()
    note: str = ""
    flag: bool = False
    base: str | None = None
    deleted: bool = False
    undoes: str | None = None
    """The change that this one takes back, where it is an undo or a redo."""
    data: Mapping[str, Any] = _NOTHING
    extra: Mapping[str, Any] = _NOTHING

    @property
    def order(self) -> tuple[str, int]:
        """Revisions count in this order: by time, then by document id."""
        return (self.time, self.doc)

    @property
    def hash(self) -> str:
        """What `base` of the next revision holds: 16 hex digits over all this line says."""
        text = json.dumps(to_document(self), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


_KNOWN: Final = frozenset({
    "id", "rev", "change", "kind", "annotator", "question", "time", "part", "anchor", "codes", "note",
    "flag", "base", "deleted", "undoes", "data",
})  # fmt: skip
_TEXT: Final = {str}


def to_document(revision: Revision) -> dict[str, Any]:
    """The JSON object kept for `revision`, its document id apart."""
    document: dict[str, Any] = dict(revision.extra)
    document.update(
        id=revision.id,
        rev=revision.rev,
        change=revision.change,
        kind=revision.kind,
        annotator=revision.annotator,
        question=revision.question,
        part=revision.part,
        anchor=dict(revision.anchor) if revision.anchor is not None else None,
        codes=list(revision.codes),
        note=revision.note,
        flag=revision.flag,
        base=revision.base,
        time=revision.time,
        deleted=revision.deleted,
    )
    if revision.undoes is not None:
        document["undoes"] = revision.undoes
    if revision.data:
        document["data"] = dict(revision.data)
    return document


class NotARecord(ValueError):
    """A stored object that no revision can be made of."""


def from_document(document: Mapping[str, Any], doc: int) -> Revision:
    """The revision that `document` holds. Raises NotARecord where a field has the wrong type."""
    try:
        identity, change, kind = document["id"], document["change"], document["kind"]
        question, annotator, time = document["question"], document["annotator"], document["time"]
        rev = document["rev"]
    except KeyError as missing:
        raise NotARecord(f"no field {missing.args[0]!r}") from None
    part = document.get("part", "unit")
    anchor = document.get("anchor")
    codes = [] if document.get("codes") is None else document["codes"]
    note = "" if document.get("note") is None else document["note"]
    data = {} if document.get("data") is None else document["data"]
    texts = (identity, change, question, annotator, time, part, note)
    if set(map(type, texts)) != _TEXT:
        raise NotARecord("a text field holds something else")
    if not isinstance(rev, int) or isinstance(rev, bool):
        raise NotARecord("rev is no whole number")
    if kind not in RECORD_KINDS or part not in TARGETS:
        raise NotARecord(f"unknown kind {kind!r} or part {part!r}")
    if not isinstance(codes, list) or not set(map(type, codes)) <= _TEXT:
        raise NotARecord("codes is no list of texts")
    if not (anchor is None or isinstance(anchor, dict)) or not isinstance(data, dict):
        raise NotARecord("anchor or data is no object")
    base = document.get("base")
    return Revision(
        id=identity,
        rev=rev,
        change=change,
        kind=kind,
        annotator=annotator,
        question=question,
        time=time,
        part=part,
        anchor=anchor,
        codes=tuple(codes),
        note=note,
        flag=bool(document.get("flag")),
        base=base if isinstance(base, str) else None,
        deleted=bool(document.get("deleted")),
        undoes=undoes if isinstance(undoes := document.get("undoes"), str) else None,
        data=data,
        extra={} if document.keys() <= _KNOWN else {k: v for k, v in document.items() if k not in _KNOWN},
        doc=doc,
    )


def newest(revisions: Iterable[Revision]) -> dict[str, Revision]:
    """Each record's line that counts, tombstones included, by record id (see `follow`)."""
    latest: dict[str, Revision] = {}
    follow(latest, sorted(revisions, key=lambda r: r.order))
    return latest


def follow(latest: dict[str, Revision], lines: Iterable[Revision]) -> None:
    """Bring `latest`, the lines that count by record id, up to date with `lines` that came later, in order.

    The newest counts. But what was deleted is brought back only by a line that knows of it, as an undo does:
    an edit made elsewhere meanwhile rests on an earlier line, and is kept in the log alone.
    """
    for line in lines:
        held = latest.get(line.id)
        if held is None or line.deleted or not held.deleted or line.base == held.hash:
            latest[line.id] = line


def revised(revision: Revision, change: str, annotator: str, **values: Any) -> Revision:
    """The revision that follows `revision` with `values` changed, said by `annotator` now, in `change`."""
    stamp = max(now(), _just_after(revision.time))
    values.setdefault("undoes", None)
    return revision._replace(
        rev=revision.rev + 1,
        change=change,
        annotator=annotator,
        base=revision.hash,
        time=stamp,
        doc=new_doc(),
        **values,
    )


def _just_after(stamp: str) -> str:
    """A time one microsecond later: a clock set back must not make a later revision older than its base."""
    try:
        moment = datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        return now()
    return (moment + timedelta(microseconds=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
