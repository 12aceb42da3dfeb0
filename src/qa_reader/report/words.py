"""What the program calls kinds of turns, roles of speakers and fields of metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.transcript.model import Kind, Role


def kind_word(kind: Kind) -> str:
    """What the speaker of a turn does, in a word."""
    return {
        "question": _("Question"),
        "answer": _("Answer"),
        "remark": _("Remark"),
        "statement": _("Statement"),
        "presentation": _("Presentation"),
        "chair": _("Chair"),
        "procedural": _("Procedure"),
        "stage": _("Stage direction"),
        "info": _("Note"),
    }[kind]


def role_word(role: Role) -> str:
    """A speaker's role, in a word; empty where it tells nothing."""
    return {
        "chair": _("chair"),
        "member": _("member"),
        "official": _("official"),
        "reporter": _("reporter"),
        "host": _("host"),
        "guest": _("guest"),
        "witness": _("witness"),
        "clerk": _("clerk"),
        "info": "",
        "unknown": "",
    }[role]


def field_word(name: str) -> str:
    """What a field of a transcript's metadata is called."""
    return {
        "title": _("Title"),
        "body": _("Council"),
        "meeting": _("Meeting"),
        "date": _("Date"),
        "date_printed": _("Date as printed"),
        "url": _("URL"),
        "recording": _("Recording"),
        "language": _("Language"),
        "accessed": _("Fetched on"),
    }.get(name, name)
