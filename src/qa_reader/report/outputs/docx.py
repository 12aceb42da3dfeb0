"""Word: headings, quotes and comments in styles of their own, citations as real footnotes.

python-docx has no footnotes. They are a part of the package beside the document (ISO/IEC 29500-1 §11.3.7):
footnotes -1 and 0 are the separators, ours count from 1, and the settings name the separators (§17.11.9).
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from qa_reader.library.made import MARK
from qa_reader.locales import _
from qa_reader.report.document import Comment, Heading, Quotation
from qa_reader.report.escaping import one_line, written

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

    from qa_reader.report.document import Document

_FONTS: Final = {"ja": ("Times New Roman", "游明朝"), "heading": ("Arial", "游ゴシック")}
"""Latin and East Asian fonts; where they are missing, Word and LibreOffice take what they have."""

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SEPARATORS: Final = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)
_NOTE: Final = (
    '<w:footnote xmlns:w="{w}" w:id="{id}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> </w:t></w:r></w:p></w:footnote>'
)


def render(document: Document) -> bytes:
    """The report as a .docx file."""
    import docx

    word = docx.Document()
    _dress(word, document)
    _tell(word, document)
    word.add_paragraph(one_line(document.title), style="Title")
    notes: list[str] = []
    for part in document.parts:
        if isinstance(part, Heading):
            word.add_paragraph(one_line(part.text), style="Heading 1")
        elif isinstance(part, Comment):
            _lines(word, part.text, "Normal")
        else:
            _quotation(word, part, notes)
    _keep_notes(word, notes)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _tell(word: Word, document: Document) -> None:
    """What the file says of itself; python-docx's template says that it was made in 2013, by python-docx."""
    from datetime import datetime

    told = word.core_properties
    told.title = one_line(document.title)
    told.author = told.comments = ""
    told.category = MARK
    told.created = told.modified = datetime.fromisoformat(document.made)


def _quotation(word: Word, part: Quotation, notes: list[str]) -> None:
    from docx.shared import Pt

    last: Paragraph | None = None
    for words in part.words:
        if words.voice:
            voice = word.add_paragraph(style="Quote")
            voice.add_run(one_line(words.voice)).bold = True
            voice.paragraph_format.keep_with_next = True
        for block in words.blocks:
            last = word.add_paragraph(written(block), style="Quote")
    if last is not None:
        notes.append(part.citation)
        _refer(last, len(notes))
        last.paragraph_format.space_after = Pt(12)
    if part.doubt:
        word.add_paragraph(style="Quote").add_run(f"⚠ {part.doubt}").bold = True
    if part.comment:
        _lines(word, _("Note: {text}").format(text=part.comment), "Normal")


def _lines(word: Word, text: str, style: str) -> None:
    """`text` as paragraphs, one for each line that is not empty."""
    for line in written(text).split("\n"):
        if line.strip():
            word.add_paragraph(line, style=style)


# Footnotes


def _refer(paragraph: Paragraph, number: int) -> None:
    """Put the sign of footnote `number` at the end of `paragraph`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    sign = paragraph.add_run(style="Footnote Reference")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    sign._r.append(reference)


def _keep_notes(word: Word, notes: list[str]) -> None:
    """Add the part with the footnotes `notes`, and tell the settings of its separators."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from lxml import etree

    root = parse_xml(f'<w:footnotes xmlns:w="{_W}">{_SEPARATORS}</w:footnotes>')
    for number, note in enumerate(notes, 1):
        made = parse_xml(_NOTE.format(w=_W, id=number))
        text = made.findall(f".//{qn('w:t')}")[-1]
        text.text = f" {one_line(note)}"
        root.append(made)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings: Any = word.settings.element
    told = parse_xml(
        f'<w:footnotePr xmlns:w="{_W}"><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    behind = next((each for each in settings if each.tag in (qn("w:endnotePr"), qn("w:compat"))), None)
    if behind is None:
        settings.append(told)
    else:
        behind.addprevious(told)


# Styles


def _dress(word: Word, document: Document) -> None:
    """Fonts for Japanese and Latin, quotes indented and upright, footnotes small."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    styles = word.styles
    text = styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(0)
    text.paragraph_format.line_spacing = 1
    sign = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    sign.font.superscript = True
    quote = styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Mm(8)
    quote.paragraph_format.space_after = Pt(4)
    for name in ("Normal", "Quote", "Footnote Text"):
        _font(styles[name], *_FONTS["ja"], document.language)
    for name in ("Title", "Heading 1"):
        _font(styles[name], *_FONTS["heading"], document.language)
    styles["Normal"].font.size = Pt(10.5)


def _font(style: Any, latin: str, asian: str, language: str) -> None:
    """Give a style its fonts; a theme's would go before them."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", asian)):
        fonts.set(qn(f"w:{name}"), font)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB" if language == "ja" else language)
    spoken.set(qn("w:eastAsia"), "ja-JP")
    properties.append(spoken)
