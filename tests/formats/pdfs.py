"""Made-up PDFs, written here byte by byte: pages of lines, with or without a text layer, locked, cut off."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

SIZE = 10
_TOP, _LEFT, _STEP = 800, 40, 16
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UTF16-%s "
    b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> "
    b"/FontDescriptor << /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -200 1000 900] "
    b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>] >>"
)


def pdf(
    pages: Sequence[Sequence[str]], *, title: str = "", locked: bool = False, upright: bool = False
) -> bytes:
    """A PDF of `pages`, each a sequence of lines; `upright` writes them from top to bottom, right to left.

    `locked` says that it is encrypted with a password that is not given.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT % (b"V" if upright else b"H")]
    kids = []
    for lines in pages:
        objects.append(_stream(_upright(lines) if upright else _across(lines)))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title <%s> >>" % _hex("\ufeff" + title))
    trailer = b"/Info %d 0 R" % len(objects)
    if locked:
        secret = hashlib.sha256(b"nobody knows").hexdigest().encode()
        objects.append(
            b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <%s> /U <%s> >>" % (secret, secret)
        )
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    return _file(objects, trailer)


def _across(lines: Sequence[str]) -> bytes:
    return b"\n".join(
        b"BT /F1 %d Tf %d %d Td <%s> Tj ET" % (SIZE, _LEFT, _TOP - _STEP * at, _hex(line))
        for at, line in enumerate(lines)
        if line
    )


def _upright(lines: Sequence[str]) -> bytes:
    return b"\n".join(
        b"BT /F1 %d Tf %d %d Td <%s> Tj ET" % (SIZE, 560 - _STEP * at, _TOP, _hex(line))
        for at, line in enumerate(lines)
        if line
    )


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode()


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer, start,
    )  # fmt: skip
    return bytes(out)
