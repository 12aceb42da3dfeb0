"""The table of formats, and the one door through which bytes become a transcript.

Detection goes by content first, by name second: a look at the first bytes says what shape a file has, only
formats of that shape are imported and asked, and the highest claim reads it.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, cast

from qa_reader.formats.material import Claim, Explained, Head, Material, Unreadable
from qa_reader.locales import _
from qa_reader.transcript.model import Transcript

if TYPE_CHECKING:
    from qa_reader.formats.plain.profiles import Profile

__all__ = [
    "FORMATS",
    "LIMIT",
    "Claim",
    "Explained",
    "Head",
    "Material",
    "Unreadable",
    "claims",
    "explain",
    "read",
]

Shape = Literal["text", "markup", "json", "pdf", "zip"]


class Format(NamedTuple):
    """A line of the table."""

    name: str
    module: str
    """Below `qa_reader.formats`; imported only when a file of one of its shapes is met."""
    shapes: tuple[Shape, ...]
    needs: tuple[str, ...] = ()
    """Asked only where one of these stands in the file's head: spares an import that can come to nothing."""
    opening: tuple[str, ...] = ()
    """Asked only where one of these stands in the first line that is not blank."""


class Reader(Protocol):
    """What the module of a format holds."""

    NAME: str

    def claim(self, head: Head) -> Claim | None:
        """How sure this format is that the file is its own; None where it is not."""

    def read(self, material: Material) -> Transcript:
        """The transcript. Raises Unreadable."""


FORMATS: Final[tuple[Format, ...]] = (
    Format("kokkai-json", "japan.kokkai_json", ("json",), ("speechRecord", "meetingRecord", "nameOfHouse")),
    Format("kokkai-xml", "japan.kokkai_xml", ("markup",), ("Record>", "numberOfRecords")),
    Format("australia-xml", "parliaments.australia_xml", ("markup",), ("<hansard", "<HANSARD")),
    Format("twfy-xml", "parliaments.twfy_xml", ("markup",), ("<publicwhip",)),
    Format("canada-xml", "parliaments.canada_xml", ("markup",), ("<Hansard",)),
    Format("akoma-ntoso", "parliaments.akoma_ntoso", ("markup",), ("akomaNtoso",)),
    Format(
        "parlamint-tei",
        "parliaments.parlamint_tei",
        ("markup",),
        ("<TEI", "<teiCorpus", ":TEI", ":teiCorpus"),
    ),
    Format("discussnet", "japan.discussnet", ("json",), ("tenant_minutes",)),
    Format("dbsearch", "japan.dbsearch", ("markup",), ("voice", ".dbsr.jp")),
    Format("gijirokucom", "japan.gijirokucom", ("markup",), ("HUID", "voiweb", "VoiWeb")),
    Format("shinagawa", "japan.shinagawa", ("text",), ("registerMinutes",)),
    Format("pdf", "containers.pdf", ("pdf",)),
    Format("docx", "containers.docx", ("zip",)),
    Format("html", "containers.webpage", ("markup",), ("<",)),
    Format("markdown", "containers.markdown", ("text", "markup", "json")),
    Format("ntcir", "japan.ntcir", ("json",), ("Utterance", "QuestionSummary", "ProceedingTitle")),
    Format("press-json", "japan.press_json", ("json",), ("blocks",)),
    Format("oyez", "hearings.oyez", ("json",), ("text_blocks",)),
    Format("europarl", "parliaments.europarl", ("markup", "text"), ("<SPEAKER", "<speaker")),
    Format("crec", "parliaments.crec", ("markup", "text", "json"), ("Congressional Record", '"speech"')),
    Format(
        "asr-json",
        "recordings.asr",
        ("json",),
        ('"text"', '"transcript"', '"utf8"', '"word"', '"display"'),
    ),
    Format("webvtt", "recordings.webvtt", ("text",), ("WEBVTT", "-->")),
    Format("srt", "recordings.srt", ("text",), ("-->",)),
    Format("timestamped", "recordings.timestamped", ("text",), (":0", ":1", ":2", ":3", ":4", ":5")),
    Format("minutes", "japan.minutes", ("text",), ("会議名", "長（", "長(", *"○◯〇◎◆")),
    Format("speech-table", "rows.speechtable", ("text", "json"), ("\t", ",", '":'), ("\t", ",", "{", "[")),
    Format("table", "rows.tables", ("text", "json"), ("\t", ",", ";", '":'), ("\t", ",", ";", "{", "[")),
    Format("legco", "parliaments.legco", ("text",), ("議員：", "議員:")),
    Format("deposition", "hearings.deposition", ("text",), ("Q.", "Q:", "Q ")),
    Format("earnings-call", "hearings.earnings", ("text",), ("Operator", "Coordinator")),
    Format("question-paper", "parliaments.questionpapers", ("text",), ("to ask", "asked")),
    Format("pdf2xml", "containers.pdf2xml", ("markup",), ("<pdf2xml",)),
    Format("hansard", "parliaments.floor", ("text",), (":", ".-", ".–")),
    Format("question-notice", "japan.notices", ("text",), ("通告",)),
    Format("timeline", "hearings.timeline", ("text",), ("(質問)", "（質問）", "(問)", "（問）")),
    Format("plain", "plain", ("text",)),
)

_PLAIN_MOST: Final = 0.98
"""Plain text is never surer than this; its profiles take time, and are not asked where another is as sure."""

LIMIT: Final = 512 * 1024 * 1024
"""Bytes past which a file is not read: memory is about ten times the text."""


def read(
    data: bytes,
    path: str,
    *,
    format: str | None = None,
    profiles: Sequence[Profile] = (),
    propose: bool = True,
) -> Transcript:
    """The transcript that `data` holds.

    Args:
        data: the whole file.
        path: the transcript's ID: the file's path in the workspace, `/` between folders.
        format: the name of a format that must read it, or `plain:PROFILE`; None to detect it.
        profiles: profiles of plain text the reader added; they are asked before the built-in ones.
        propose: whether questions are proposed where a format marks none.

    Raises:
        Unreadable: with a reason and one line for people.
    """
    if len(data) > LIMIT:
        raise Unreadable(
            "too-large",
            _("{path}: {size} MB is too large to read (limit {limit} MB); split it into parts.").format(
                path=path, size=len(data) >> 20, limit=LIMIT >> 20
            ),
        )
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty", _("{path}: the file is empty.").format(path=path))
    material = Material(path, data, profiles=tuple(profiles), propose=propose)
    name = format or "?"
    try:
        reader, claim = _named(format, path) if format else _chosen(material)
        name = reader.NAME
        with _uncollected():
            return reader.read(replace(material, claim=claim))
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable("too-deep", _("{path}: nested too deeply to be read.").format(path=path)) from None
    except Exception as error:
        raise Unreadable(
            "defect",
            _("{path}: reading it as {format} failed ({error}); --format may read it otherwise.").format(
                path=path, format=name, error=type(error).__name__
            ),
        ) from error


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no garbage meanwhile: a reader makes very many objects, all of which stay.

    Where another thread is reading too, the one that found it on turns it on again, perhaps early: no harm.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def explain(
    data: bytes, path: str, *, format: str | None = None, profiles: Sequence[Profile] = ()
) -> list[Explained]:
    """Which rule understood which line, where the format that reads `data` goes by rules for lines.

    Arguments and errors are those of `read`. Lines that are not given are words said.
    """
    material = Material(path, data, profiles=tuple(profiles))
    reader, claim = _named(format, path) if format else _chosen(material)
    told = getattr(reader, "explain", None)
    return list(told(replace(material, claim=claim))) if told else []


def claims(material: Material) -> list[tuple[Reader, Claim]]:
    """The formats that claim this file, the surest first; of equals, the first in the table.

    Plain text, which tries its profiles on the whole head, is not asked where it could not win.
    """
    shapes = _shapes(material.head)
    found: list[tuple[Reader, Claim]] = []
    for entry in FORMATS:
        if entry.name == "plain" and any(claim.confidence >= _PLAIN_MOST for _reader, claim in found):
            continue
        if shapes.intersection(entry.shapes) and _may_be(entry, material.head):
            reader = _reader(entry)
            claim = reader.claim(material.head)
            if claim is not None:
                found.append((reader, claim))
    found.sort(key=lambda each: -each[1].confidence)
    return found


def _may_be(entry: Format, head: Head) -> bool:
    """Does the file show what every file of this format shows?"""
    if entry.opening:
        first = head.start.partition("\n")[0]
        if not any(sign in first for sign in entry.opening):
            return False
    return not entry.needs or any(sign in head.text for sign in entry.needs)


def _chosen(material: Material) -> tuple[Reader, Claim]:
    found = claims(material)
    if found:
        return found[0]
    path = material.path
    if _binary(material.head):
        raise Unreadable("binary", _("{path}: not a text, and no known kind of file.").format(path=path))
    raise Unreadable("not-a-transcript", _("{path}: no format reads this file.").format(path=path))


def _named(format: str, path: str) -> tuple[Reader, Claim]:
    name, _colon, profile = format.partition(":")
    for entry in FORMATS:
        if entry.name == name:
            return _reader(entry), Claim(1.0, "", profile or None)
    raise Unreadable(
        "unknown-format",
        _("{path}: there is no format “{format}”; known are {names}.").format(
            path=path, format=format, names=", ".join(sorted(entry.name for entry in FORMATS))
        ),
    )


def _reader(entry: Format) -> Reader:
    return cast("Reader", import_module(f"qa_reader.formats.{entry.module}"))


def _shapes(head: Head) -> set[Shape]:
    """What the first bytes say a file can be. A text, too, may begin with a bracket."""
    if b"%PDF-" in head.data[:1024]:
        return {"pdf"}
    if head.data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        return {"zip"}
    first = head.start[:1]
    if _binary(head):
        return set()
    if first == "<":
        return {"markup", "text"}
    if first in {"{", "["}:
        return {"json", "text"}
    return {"text"}


def _binary(head: Head) -> bool:
    """Is this no text in any encoding? More than one character in twenty is a control character."""
    sample = head.text[:4096]
    odd = sum(char < " " and char not in "\t\n\r\x0b\x0c\x1b" for char in sample)
    odd += sample.count("\N{REPLACEMENT CHARACTER}")
    return odd * 20 > len(sample)


def names() -> Iterator[str]:
    """The names of all formats, as `--format` takes them."""
    return (entry.name for entry in FORMATS)
