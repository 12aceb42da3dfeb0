"""What a change was, in a few words: for the status line, undo and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_reader.annotation.moves import is_move
from qa_reader.locales import _, language
from qa_reader.report.words import field_word, kind_word
from qa_reader.transcript.model import KINDS

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Codebook
    from qa_reader.annotation.history import Change
    from qa_reader.annotation.records import Revision

_WORDS = 24
"""Characters of a quote or a note that are told."""


def described(change: Change, codebook: Codebook) -> str:
    """One line: the question and what was said about it. `q3: Partial`."""
    said = [line for line in change.revisions if line.kind != "unit" and not is_move(line)]
    said = said or list(change.revisions)
    last = {line.id: line for line in said}.values()  # of each record, what it came to
    standing = {(line.question, line.part) for line in last if not line.deleted}
    lines = [line for line in last if not (line.deleted and (line.question, line.part) in standing)]
    what = _line(lines[0], codebook)
    if len(lines) > 1:
        what = _("{what} and {count} more").format(what=what, count=len(lines) - 1)
    if is_move(lines[0]):
        return what
    where = titled(lines[0].question) or _("report")
    return f"{where}: {what}"


def short(question: str) -> str:
    """A question ID without its transcript: `q3`; the transcript's name for the whole of it."""
    name, _hash, label = question.rpartition("#")
    return label or name.rpartition("/")[2]


def titled(question: str) -> str:
    """A question ID as a title names it: `question 3`; the transcript's name for the whole of it."""
    label = question.rpartition("#")[2]
    if label.startswith("q") and label[1:].isdecimal():
        return _("question {number}").format(number=label[1:])
    return short(question)


def _line(revision: Revision, codebook: Codebook) -> str:
    what = _content(revision, codebook)
    return _("taken away: {what}").format(what=what) if revision.deleted else what


def _content(revision: Revision, codebook: Codebook) -> str:
    if revision.kind == "unit":
        return _("its ID")
    if revision.kind in ("correction", "pairing"):
        return corrected(revision)
    if is_move(revision):
        return moved(revision)
    if revision.kind == "meta":
        return f"{field_word(str(revision.data.get('field')))} = {revision.data.get('value') or '–'}"
    if revision.kind == "report":
        return reported(revision)
    parts = []
    if revision.anchor is not None:
        parts.append(_("highlight {words}").format(words=_quoted(str(revision.anchor.get("exact", "")))))
    own = set(revision.codes) - {codebook.get(code).parent for code in revision.codes}
    parts += [codebook.get(code).label(language()) for code in revision.codes if code in own]
    if revision.note:
        parts.append(_("note {words}").format(words=_quoted(revision.note)))
    if revision.flag:
        parts.append(_("flag"))
    return ", ".join(parts) or _("nothing left")


def reported(revision: Revision) -> str:
    """What a line of a report says: its name, a heading, a comment, or what is quoted."""
    words = _quoted(revision.note)
    if revision.data.get("type") == "quote":
        quoted = _("quote of {id}").format(id=short(str(revision.data.get("of"))))
        noted = _("note {words}").format(words=words)
        return f"{quoted}, {noted}" if revision.note else quoted
    told = {"heading": _("heading {words}"), "comment": _("comment {words}")}
    return told.get(str(revision.data.get("type")), _("name {words}")).format(words=words)


def corrected(revision: Revision) -> str:
    """What a correction or a pairing says of the words it hangs on."""
    words = _quoted(str(revision.anchor.get("exact", ""))) if revision.anchor is not None else ""
    told = {
        "retype": _("{words} is {kind}"),
        "split": _("a turn begins here: {words}"),
        "join": _("joined with the turn before: {words}"),
        "pair": _("answers it: {words}"),
        "unpair": _("does not answer it: {words}"),
    }.get(str(revision.data.get("op")), _("correction at {words}"))
    kind = revision.data.get("kind")
    return told.format(words=words, kind=kind_word(kind) if kind in KINDS else kind)


def moved(revision: Revision) -> str:
    """Where a record says that a transcript is now."""
    return _("{id} is now {path}").format(id=revision.data.get("id"), path=revision.data.get("value"))


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return _("“{words}”").format(words=words[:_WORDS] + ("…" if len(words) > _WORDS else ""))
