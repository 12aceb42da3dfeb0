"""The text layer of a PDF, page by page: PDFium's reading order, line ends as it sets them.

PDFium (Chrome's engine, BSD) because it is fifteen times as fast as pdfminer.six on minutes of 56 pages and
gives the same characters (docs/decisions.md).
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.formats.material import Material, Unreadable
from qa_reader.locales import _

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MOST_PAGES: Final = 50_000
"""Pages past which nothing is read: the count comes from the file and may be a lie."""
_LOST_PAGES: Final = 100
"""Pages that cannot be loaded before the file is given up."""
_FEW: Final = 8
"""Characters a page has on average below which the text layer is a scanner's stamp."""
_ENCRYPTED: Final = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_SIGNS: Final = {"\x00": "", "\x02": "-", "\ufffe": "-"}
"""PDFium puts signs of its own for a hyphen at a line's end."""
_SIGN_TABLE: Final = str.maketrans(_SIGNS)
_BLANKS: Final = " \t\u3000\xa0\r"
_LONG: Final = 6
_TIER: Final = 100.0
"""Points between where the lines of one tier of an upright page begin and where those of the next do."""

_pdfium = threading.Lock()
"""PDFium is not safe for several threads."""


class Pages(NamedTuple):
    """What a PDF says."""

    texts: list[list[str]]
    """The lines of each page, blanks at their ends taken off; empty for a page without a text layer."""
    title: str | None
    """As its maker entered it; often nonsense."""
    missing: list[int]
    """Pages, from 1, without any text: pictures, or damaged."""


def pages_of(material: Material) -> Pages:
    """The pages of `material`. Raises Unreadable: encrypted, damaged, too-large, scan."""
    with _pdfium, _opened(material) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise Unreadable(
                "too-large",
                _("{path}: {count} pages are too many to read (limit {limit}); split it.").format(
                    path=material.path, count=count, limit=MOST_PAGES
                ),
            )
        texts = _texts(document, material.path)
        title = document.get_metadata_value("Title").strip() or None
    characters = sum(len(line) for lines in texts for line in lines)
    if characters < _FEW * max(1, count):
        raise Unreadable(
            "scan",
            _(
                "{path}: a scan, pages as pictures without text ({count} pages). "
                "Make its text with OCR first, for example: ocrmypdf -l jpn IN.pdf OUT.pdf"
            ).format(path=material.path, count=count),
        )
    return Pages(texts, title, [number for number, lines in enumerate(texts, 1) if not lines])


@contextlib.contextmanager
def _opened(material: Material) -> Iterator[PdfDocument]:
    """The document, closed at the end."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(material.data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) in _ENCRYPTED:
            raise Unreadable(
                "encrypted",
                _("{path}: the PDF is locked with a password; save a copy without one.").format(
                    path=material.path
                ),
            ) from None
        raise _damaged(material.path) from None
    try:
        yield document
    finally:
        document.close()


def _texts(document: PdfDocument, path: str) -> list[list[str]]:
    """The lines of every page."""
    from pypdfium2 import PdfiumError

    texts: list[list[str]] = []
    lost = 0
    for index in range(len(document)):
        try:
            page = document[index]
            layer = page.get_textpage()
            texts.append(_lines(layer))
            layer.close()
            page.close()
        except PdfiumError:
            lost += 1
            if lost > _LOST_PAGES:
                raise _damaged(path) from None
            texts.append([])
    return texts


def _damaged(path: str) -> Unreadable:
    return Unreadable("damaged", _("{path}: the PDF is damaged; fetch it again.").format(path=path))


def _lines(layer: PdfTextPage) -> list[str]:
    """The lines of one page, empty ones left out: PDFium's say nothing of paragraphs."""
    text = layer.get_text_range()
    rows = text.split("\n")
    if _upright(layer, rows):
        text = "\n".join(_from_the_right(layer, rows))
    if any(sign in text for sign in _SIGNS):
        text = text.translate(_SIGN_TABLE)
    return [line for row in text.split("\n") if (line := row.rstrip(_BLANKS))]


def _upright(layer: PdfTextPage, rows: Sequence[str]) -> bool:
    """Is the page written from top to bottom? Told from two neighbours in its first long line."""
    at = 0
    for row in rows:
        if len(row) >= _LONG:
            (x, y), (right, below) = _place(layer, at), _place(layer, at + 1)
            return abs(right - x) < y - below
        at += _units(row) + 1
    return False


def _from_the_right(layer: PdfTextPage, rows: Sequence[str]) -> list[str]:
    """The lines of an upright page in reading order: tiers from the top, in each the lines from the right.

    PDFium gives them from the left.
    """
    placed: list[tuple[float, float, str]] = []
    at = 0
    for row in rows:
        if row.strip():
            x, y = _place(layer, at)
            placed.append((y, x, row))
        at += _units(row) + 1
    placed.sort(key=lambda line: -line[0])
    tiers: list[list[tuple[float, float, str]]] = []
    for line in placed:
        if not tiers or tiers[-1][-1][0] - line[0] > _TIER:
            tiers.append([])
        tiers[-1].append(line)
    return [row for tier in tiers for _y, _x, row in sorted(tier, key=lambda line: -line[1])]


def _units(text: str) -> int:
    """Length in UTF-16 units, by which PDFium counts."""
    return len(text) + sum(char > "\uffff" for char in text)


def _place(layer: PdfTextPage, at: int) -> tuple[float, float]:
    """Where the character at UTF-16 unit `at` of the text stands, in points from the lower left corner."""
    from ctypes import c_double

    from pypdfium2 import raw

    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(layer, raw.FPDFText_GetCharIndexFromTextIndex(layer, at), x, y)
    return x.value, y.value
