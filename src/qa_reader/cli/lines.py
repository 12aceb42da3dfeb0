"""Annotations, revisions and changes, each in one line for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from qa_reader.annotation.moves import is_move
from qa_reader.desk.wording import corrected, moved, reported
from qa_reader.language.layout import fit
from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Codebook
    from qa_reader.annotation.records import Revision

ENDING: Final = 8
"""Characters of a record's id that are shown: its random end, which alone nearly always names it."""

_WORDS, _NOTE = 48, 72
"""Cells at most of a highlight's words and of a note."""


def said(revision: Revision, codebook: Codebook, language: str) -> str:
    """What a revision says: its tags, words, note and flag, or its values."""
    anchor = revision.anchor or {}
    parts = [tags(revision.codes, codebook, language)]
    exact = anchor.get("exact")
    if isinstance(exact, str) and revision.kind == "annotation":
        parts.append(f"▌{_brief(exact, _WORDS)}")
    if revision.note and revision.kind != "report":
        parts.append(f"✎ {_brief(revision.note, _NOTE)}")
    if revision.flag:
        parts.append("⚑ " + _("flagged"))
    if revision.kind != "annotation":
        parts += [_kind(revision)]
    return "  ".join(part for part in parts if part)


def tags(codes: Iterable[str], codebook: Codebook, language: str) -> str:
    """The names of `codes`, a sub-code in the place of its parent: `◐ Partial › half-answer, promise`."""
    whole = tuple(codes)
    named = []
    for code_id in whole:
        if any(other.startswith(f"{code_id}.") for other in whole):
            continue
        code = codebook.get(code_id)
        label = code.label(language)
        if code.parent and not codebook.get(code.parent).abstract:
            label = f"{codebook.get(code.parent).label(language)} › {label}"
        named.append(f"{code.glyph} {label}")
    return ", ".join(named)


def change_lines(revisions: Iterable[Revision], codebook: Codebook, language: str) -> list[str]:
    """What a change left behind, a line for each record but those that only give a question its ID."""
    last = {revision.id: revision for revision in revisions if revision.kind != "unit"}
    return [revision_line(revision, codebook, language) for revision in last.values()]


def revision_line(revision: Revision, codebook: Codebook, language: str) -> str:
    """What one revision line did."""
    what = said(revision, codebook, language)
    if revision.deleted:
        what = _("deleted: {what}").format(what=what or _("nothing in it"))
    elif not what:
        what = _("nothing in it")
    if is_move(revision):
        return f"{what}  [{ending(revision.id)}]"
    where = revision.question or _("report")
    return f"{where}  {what}  [{ending(revision.id)}]"


def ending(record: str) -> str:
    """The part of a record's id that is shown."""
    return record[-ENDING:]


def doubted(doubt: str) -> str:
    """Why an annotation needs its reader's eye, in words; empty where it needs none."""
    return {
        "lost": _("its words are not surely found any more"),
        "orphan": _("its question is gone"),
        "changed": _("the text has changed since"),
    }.get(doubt, "")


def local_time(stamp: str) -> str:
    """A revision's time in the reader's own time zone, to the minute; as it stands where it is no time."""
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return stamp


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """`rows` with their columns flush, two blanks between; the last column is as long as it is."""
    from qa_reader.language.layout import cells, pad

    if not rows:
        return []
    widths = [max(cells(row[n]) for row in rows) for n in range(len(rows[0]) - 1)]
    return [
        "  ".join([*(pad(text, width) for text, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    ]


def _brief(text: str, width: int) -> str:
    return fit(" ".join(text.split()), width)


def _kind(revision: Revision) -> str:
    data: Mapping[str, Any] = revision.data
    if is_move(revision):
        return moved(revision)
    if revision.kind == "meta":
        return f"{data.get('field')} = {data.get('value') or '–'}"
    if revision.kind == "unit":
        return _("question ID given")
    if revision.kind in ("correction", "pairing"):
        return corrected(revision)
    return reported(revision) if revision.kind == "report" else revision.kind
