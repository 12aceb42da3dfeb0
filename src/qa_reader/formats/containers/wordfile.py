"""A Word file's package: the parts of it that hold text, out of a zip archive that strangers made.

Nothing is unpacked to disk. Bounds hold for what is really read, whatever the archive declares: entries,
bytes of a part and of all parts, bytes out for bytes in. XML is parsed without DTD, entities and network.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from qa_reader.formats.material import Material, Unreadable
from qa_reader.locales import _

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_ENTRIES: Final = 20_000
MOST_BYTES: Final = 256 * 1024 * 1024
"""Of one part, and of all that are read."""
FREE_BYTES: Final = 8 * 1024 * 1024
MOST_RATIO: Final = 250
"""Bytes out for bytes in, past the first FREE_BYTES of a part. Text of people comes to fifty at the most."""
_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 0x1

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Namespace of WordprocessingML, transitional; what the strict form has is renamed to it."""
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_RELATIONS: Final = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Package:
    """The parts of one file. Raises Unreadable: encrypted, damaged, too-large, too-deep, missing-part."""

    def __init__(self, material: Material) -> None:
        self._path = material.path
        self._left = MOST_BYTES
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(material.data))
            names = self._archive.namelist()
        except (zipfile.BadZipFile, ValueError, OverflowError, OSError, NotImplementedError, EOFError):
            raise self.damaged() from None
        if len(names) > MOST_ENTRIES:
            raise self._too_large()
        self.names: Final = frozenset(names)

    def xml(self, name: str) -> Element | None:
        """The root of a part; None where there is no such part."""
        import lxml.etree

        if name not in self.names:
            return None
        data = self._bytes(name).replace(_STRICT, _TRANSITIONAL).replace(_STRICT_RELATIONS, _RELATIONS)
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise self.damaged()
        parser = lxml.etree.XMLParser(
            recover=True, no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = lxml.etree.fromstring(data, parser)
        except (lxml.etree.LxmlError, ValueError):
            root = None
        if any("depth" in entry.message.lower() for entry in parser.error_log):
            raise Unreadable("too-deep", _("{path}: nested too deeply to be read.").format(path=self._path))
        return root

    def _bytes(self, name: str) -> bytes:
        """A part unpacked, within the bounds."""
        import zlib

        try:
            info = self._archive.getinfo(name)
            if info.flag_bits & _ENCRYPTED:
                raise locked(self._path)
            most = min(self._left, max(FREE_BYTES, info.compress_size * MOST_RATIO))
            out = io.BytesIO()
            with self._archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    out.write(chunk)
                    if out.tell() > most:
                        raise self._too_large()
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ):
            raise self.damaged() from None
        self._left -= out.tell()
        return out.getvalue()

    def damaged(self) -> Unreadable:
        """The error for an archive or part that cannot be read."""
        return Unreadable(
            "damaged",
            _("{path}: the Word file is damaged; open it in Word or LibreOffice and save it again.").format(
                path=self._path
            ),
        )

    def _too_large(self) -> Unreadable:
        return Unreadable(
            "too-large",
            _("{path}: the Word file unpacks to more than is safe to read; save its text alone.").format(
                path=self._path
            ),
        )


def locked(path: str) -> Unreadable:
    """The error for a file that a password locks."""
    return Unreadable(
        "encrypted",
        _("{path}: the Word file is locked with a password; save a copy without one.").format(path=path),
    )
