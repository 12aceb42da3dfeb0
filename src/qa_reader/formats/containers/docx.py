"""Word files: minutes in which styles or bold labels say who speaks, or text as in any other container."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from qa_reader.formats import engines
from qa_reader.formats.containers import styled
from qa_reader.formats.containers.wordfile import Package
from qa_reader.formats.containers.wordtext import Said, Word, said
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material, Unreadable
from qa_reader.formats.parliaments import floor
from qa_reader.formats.parliaments.floorlabels import FloorLabel, named
from qa_reader.formats.turns.turnlines import Line
from qa_reader.language.dates import find_dates
from qa_reader.locales import _, ngettext
from qa_reader.transcript.model import Block, Metadata, Transcript

NAME: Final = "docx"

_DOCUMENT: Final = re.compile(rb"word/(?:document\.xml|_rels|styles\.xml)|\[Content_Types\]\.xml")
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: Word's format before 2007, or a locked package of today's."""
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_NO_TITLE: Final = re.compile(
    r"Microsoft |untitled|Document\d*$|文書\d*$|.{0,2}$|.*\.(?:docx?|dotx?)$", re.I | re.S
)
_BOLD: Final = re.compile(r"(?P<label>[^:：\n]{2,90}?)\s{0,3}[:：]\s*")
_NO_NAME: Final = re.compile(
    r".*\d|(?:item|motion|re|date|time|present|absent|from|to|note|subject|translation)\b", re.I
)
_SIGN: Final = re.compile(r"(?:q|a|question|answer|問|答|質問|答弁|回答)[\s.．]?\d{0,4}", re.I)
_LEAST: Final = 3


def claim(head: Head) -> Claim | None:
    """By the names of its parts, or as a Word file that cannot be read and says so."""
    if head.data.startswith(_OLD):
        return Claim(0.9, _("a file of Word before 2007")) if _is_old_word(head) else None
    if head.data.startswith(b"PK\x03\x04") and (
        _DOCUMENT.search(head.data) or head.suffix in (".docx", ".docm")
    ):
        return Claim(0.98, "word/document.xml")
    return None


def _is_old_word(head: Head) -> bool:
    return (
        head.suffix in (".doc", ".dot", ".docx", ".docm") or "WordDocument".encode("utf-16-le") in head.data
    )


def read(material: Material) -> Transcript:
    """The transcript. Raises Unreadable: encrypted, damaged, too-large, too-deep, unknown-format, no-text."""
    if material.data.startswith(_OLD):
        raise _old(material)
    package = Package(material)
    if "word/document.xml" not in package.names:
        raise Unreadable(
            "not-a-transcript",
            _("{path}: a zip archive, but no Word file; unpack it, or save it as .docx.").format(
                path=material.path
            ),
        )
    spoken = said(package)
    if not spoken.body:
        raise Unreadable("no-text", _("{path}: the Word file holds no text.").format(path=material.path))
    draft = Draft(material.source("binary"), NAME)
    for text in spoken.heads:
        draft.block(text, "front")
    _tell(draft, spoken)
    read = _understood(draft, spoken.body, material, _meta(package, spoken))
    return read._replace(
        format=NAME,
        blocks=(*read.blocks, *(Block(text, "back") for text in (*spoken.notes, *spoken.feet))),
    )


def _understood(draft: Draft, words: Sequence[Word], material: Material, meta: Metadata) -> Transcript:
    """By the styles of speakers, by bold labels of a debate, or as the lines it is."""
    lines = [Line(word.text, None, str(word.page) if word.page else None) for word in words]
    headings = {at: level for at, word in enumerate(words) if (level := _level(word))}
    if not material.claim.profile:
        if styled.is_styled(words):
            return styled.interpret(draft, words, material, meta)
        labels = _labels(words)
        if labels and (claim := _debate(labels)):
            headings = {at: level for at, level in headings.items() if at not in labels}
            return floor.interpret(draft, lines, material, claim, meta, headings=headings, labels=labels)
    spaced: list[Line] = []
    levels: dict[int, int] = {}
    links: dict[int, tuple[tuple[str, str], ...]] = {}
    for at, line in enumerate(lines):
        if at in headings:
            levels[len(spaced)] = headings[at]
        if words[at].links:
            links[len(spaced)] = words[at].links
        spaced += [line, Line("", None, line.page)]
    return engines.interpret(draft, engines.Taken(spaced, links, levels), material, meta)


def _labels(words: Sequence[Word]) -> Mapping[int, FloorLabel]:
    """The bold words up to a colon with which lines begin, runs put together."""
    found: dict[int, FloorLabel] = {}
    for at, word in enumerate(words):
        lead = len(word.text) - len(word.text.lstrip())
        match = _BOLD.match(word.text, lead)
        if match is None or word.bold < len(match["label"]) + lead or word.centred:
            continue
        if _NO_NAME.match(match["label"]) or _SIGN.fullmatch(match["label"].strip()):
            continue
        found[at] = named(match["label"], match.end() - lead)
    return found


def _debate(labels: Mapping[int, FloorLabel]) -> Claim | None:
    """Are these the labels of a debate: somebody presides, several speak, some of them often?"""
    counts = Counter(label.printed for label in labels.values())
    roles = Counter(label.role for label in labels.values())
    if len(labels) < _LEAST or len(counts) < 2 or not roles["member"]:
        return None
    presides = roles["chair"] or any(
        label.printed.startswith(("Mayor", "Reeve")) for label in labels.values()
    )
    if not presides:
        return None
    why = ", ".join(f"{count} × {label}" for label, count in counts.most_common(4))
    return Claim(0.95, _("bold labels: {labels}").format(labels=why))


def _level(word: Word) -> int:
    """A heading by its style, or a centred line all in bold."""
    if word.level:
        return word.level
    text = word.text.strip()
    alone = word.centred and word.bold >= len(word.text.rstrip()) and len(text) <= 160
    return 2 if alone and text and not text.endswith((".", ":", "。")) else 0


def _tell(draft: Draft, spoken: Said) -> None:
    """What the reader should know of the file."""
    if spoken.deleted:
        draft.notice(
            "tracked-changes",
            ngettext(
                "{count} tracked deletion is left out; what was inserted counts.",
                "{count} tracked deletions are left out; what was inserted counts.",
                spoken.deleted,
            ).format(count=spoken.deleted),
        )
    elif spoken.inserted:
        draft.notice("tracked-changes", _("Tracked insertions are read as accepted."))
    if spoken.comments:
        draft.notice(
            "comments",
            ngettext(
                "{count} comment in the margin was not said and is left out.",
                "{count} comments in the margin were not said and are left out.",
                spoken.comments,
            ).format(count=spoken.comments),
        )


def _meta(package: Package, spoken: Said) -> Metadata:
    """Title and language as the file's own properties give them, the day as its headers do."""
    core = package.xml("docProps/core.xml")
    texts = (
        {} if core is None else {str(node.tag).rpartition("}")[2]: (node.text or "").strip() for node in core}
    )
    title = texts.get("title", "")
    first = spoken.body[0].text.strip() if spoken.body else ""
    if _NO_TITLE.match(title) or first.startswith(title):
        title = ""  # Word fills it with how the first line begins
    day = next((d for head in spoken.heads for d in find_dates(head) if d.precision == "day"), None)
    language = texts.get("language", "").split("-")[0].lower()
    return Metadata(
        title or None,
        date=day.iso if day else None,
        date_printed=day.printed if day else None,
        language=language or None,
    )


def _old(material: Material) -> Unreadable:
    """The error for a compound file: locked, or of Word before 2007."""
    if _LOCKED in material.data:
        from qa_reader.formats.containers.wordfile import locked

        return locked(material.path)
    return Unreadable(
        "unknown-format",
        _(
            "{path}: a .doc file of Word before 2007; save it as .docx (Word, LibreOffice) and open that."
        ).format(path=material.path),
    )
