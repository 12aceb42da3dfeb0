"""What a Word file says, paragraph by paragraph: its words as they stand once all changes are accepted.

Runs are joined, soft breaks part lines, a row of a table is a line (cells parted by U+3000). Of tracked
changes what was inserted or moved here counts, what was deleted or moved away does not, and is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.wordfile import Package, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_SKIPPED: Final = frozenset({
    f"{W}instrText", f"{W}delText", f"{W}delInstrText", f"{W}rPr", f"{W}pPr", f"{W}sdtPr", f"{W}tblPr",
    f"{W}trPr", f"{W}tcPr", f"{W}rt", f"{W}annotationRef", f"{_MC}Fallback",
})  # fmt: skip
_OFF: Final = frozenset({"0", "false", "off", "none"})
_HEADING: Final = re.compile(
    r"(?:heading|title|subtitle|überschrift|titre|título|títol|titolo|tytuł|otsikko|rubrik|kop|見出し|表題)\W{0,3}(\d?)",
    re.IGNORECASE,
)
_LONGEST: Final = 50_000
_LINE, _PAGE, _LINK, _INSERT, _DELETE = (f"\0{name}" for name in ("line", "page", "link", "insert", "delete"))
"""What a paragraph holds beside words, which cannot hold a NUL."""
_FOOT: Final = frozenset({"-1", "0"})
"""Numbers of footnotes that only draw the line above them."""


@dataclass(frozen=True, slots=True)
class Word:
    """A line of text."""

    text: str
    style: str = ""
    """The name of its paragraph's style."""
    level: int = 0
    """Of a heading, by style or outline; 0 for other text."""
    bold: int = 0
    """Code points at its beginning that are bold."""
    centred: bool = False
    page: int | None = None
    """Counted by the breaks that Word last laid out; None where there are none."""
    links: tuple[tuple[str, str], ...] = ()


@dataclass
class Said:
    """All that a file says."""

    body: list[Word] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    """Headers, each once."""
    feet: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Footnotes and endnotes."""
    deleted: int = 0
    """Tracked deletions that were left out."""
    inserted: int = 0
    comments: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    level: int = 0
    bold: bool | None = None
    centred: bool = False


def said(package: Package) -> Said:
    """What the file says. Raises Unreadable."""
    root = package.xml("word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise package.damaged()
    out = Said()
    walk = _Walk(_styles(package), _targets(package, "document"), out)
    out.body = [word for word in walk.lines(body) if word.text.strip()]
    if not walk.breaks:
        out.body = [replace(word, page=None) for word in out.body]
    for name in sorted(package.names):
        part = re.fullmatch(r"word/(header|footer|footnotes|endnotes)\d{0,4}\.xml", name)
        if part is None or (other := package.xml(name)) is None:
            continue
        inner = _Walk(walk.styles, _targets(package, name[5:-4]), out)
        if part[1] in ("header", "footer"):
            side = out.heads if part[1] == "header" else out.feet
            side += [text for w in inner.lines(other) if (text := w.text.strip()) and not text.isdigit()]
        else:
            for note in other:
                if note.get(f"{W}id") not in _FOOT:
                    texts = [w.text.strip() for w in inner.lines(note)]
                    out.notes += [f"{note.get(f'{W}id')} {text}" for text in filter(None, texts)]
    out.heads = list(dict.fromkeys(out.heads))
    out.feet = [text for text in dict.fromkeys(out.feet) if text not in out.heads]
    comments = package.xml("word/comments.xml")
    out.comments = 0 if comments is None else len(comments)
    return out


class _Walk:
    """One walk over a part. Nothing here calls itself for what lies inside: depth is the parser's bound."""

    def __init__(self, styles: dict[str, _Style], targets: dict[str, str], out: Said) -> None:
        self.styles = styles
        self.breaks = 0
        self._targets = targets
        self._out = out

    def lines(self, root: Element) -> Iterator[Word]:
        """The lines below `root`, tables row by row, boxes behind the paragraph they hang on."""
        carried: list[Word] = []
        for node, inside in _blocks(root):
            if node.tag == f"{W}tr":
                yield from carried
                carried = []
                yield from self._row(node)
                continue
            words = self._paragraph(node)
            if carried and words:
                words[0] = _together(carried.pop(), words[0])
            words = carried + words
            carried = []
            if _mark_deleted(node) and words and not inside and len(words[-1].text) < _LONGEST:
                carried = [words.pop()]
            yield from words
        yield from carried

    def _row(self, row: Element) -> Iterator[Word]:
        cells = [
            [word for node, _in in _blocks(cell) for word in self._of(node)]
            for cell in row.iterchildren(f"{W}tc", f"{W}sdt")
        ]
        filled = [[word for word in cell if word.text.strip()] for cell in cells]
        firsts = [cell[0] for cell in filled if cell]
        if firsts:
            text = "\u3000".join(word.text.strip() for word in firsts)
            links = tuple(link for word in firsts for link in word.links)
            bold = firsts[0].bold if firsts[0].bold < len(firsts[0].text) else len(firsts[0].text.strip())
            yield replace(firsts[0], text=text, bold=bold, links=links)
        for cell in filled:
            yield from cell[1:]

    def _of(self, node: Element) -> list[Word]:
        """The lines of what lies in a cell: a paragraph, or a row of a table inside it."""
        return self._paragraph(node) if node.tag == f"{W}p" else list(self._row(node))

    def _paragraph(self, paragraph: Element) -> list[Word]:
        """The lines of one paragraph: soft breaks part them."""
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.get(_value(properties, "pStyle") or "", self.styles.get("", _Style()))
        outline = _value(properties, "outlineLvl")
        level = int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else style.level
        centred = _value(properties, "jc") == "center" or style.centred
        words: list[Word] = []
        parts: list[str] = []
        links: list[tuple[str, str]] = []
        bold = 0
        leads = True
        start = self.breaks
        address: str | None = None
        for event, node in _runs(paragraph):
            if event == _DELETE:
                self._out.deleted += 1
            elif event == _INSERT:
                self._out.inserted += 1
            elif event == _LINK:
                address = self._targets.get(node.get(f"{_R}id") or "")
                if address:
                    links.append(("".join(map(str, node.itertext())).strip()[:500] or address, address))
            elif event == _PAGE:
                self.breaks += 1
                if not "".join(parts).strip():
                    start = self.breaks
            elif event == _LINE:
                words.append(Word("".join(parts), style.name, level, bold, centred, start + 1, tuple(links)))
                parts, links, bold, leads, start = [], [], 0, True, self.breaks
            else:
                parts.append(event)
                heavy = self._bold(node.getparent(), style)
                if leads and (heavy or not event.strip()):
                    bold += len(event)
                elif event.strip():
                    leads = False
        words.append(Word("".join(parts), style.name, level, bold, centred, start + 1, tuple(links)))
        return words

    def _bold(self, run: Element | None, style: _Style) -> bool:
        properties = run.find(f"{W}rPr") if run is not None else None
        if properties is not None:
            own = properties.find(f"{W}b")
            if own is not None:
                return (own.get(f"{W}val") or "1") not in _OFF
            named = self.styles.get(_value(properties, "rStyle") or "\0")
            if named is not None and named.bold is not None:
                return named.bold
        return bool(style.bold)


def _blocks(root: Element) -> Iterator[tuple[Element, bool]]:
    """Paragraphs and rows below `root` in order, and whether they lie in another paragraph (a text box)."""
    stack = [(child, False) for child in reversed(root)]
    while stack:
        node, inside = stack.pop()
        if node.tag in _DELETED or node.tag in _SKIPPED:
            continue
        if node.tag == f"{W}tr":
            if node.find(f"{W}trPr/{W}del") is None:
                yield node, inside
            continue
        if node.tag == f"{W}p":
            yield node, inside
            boxes = [box for box in node.iter(f"{W}txbxContent") if not _in_fallback(box, node)]
            stack += [(child, True) for box in reversed(boxes) for child in reversed(box)]
            continue
        stack += [(child, inside) for child in reversed(node)]


def _in_fallback(node: Element, within: Element) -> bool:
    """Does this lie in the second telling of something, or in a box inside a box?"""
    parent = node.getparent()
    while parent is not None and parent is not within:
        if parent.tag in (f"{_MC}Fallback", f"{W}txbxContent"):
            return True
        parent = parent.getparent()
    return False


def _runs(paragraph: Element) -> Iterator[tuple[str, Element]]:
    """What a paragraph holds in order: words, or `_LINE`, `_PAGE`, `_LINK`, `_INSERT`, `_DELETE`.

    Words are given with a tag of the run's child, so that the run is its parent.
    """
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag in _DELETED:
            yield _DELETE, node
        elif tag in _SKIPPED or tag == f"{W}txbxContent":
            continue
        elif tag == f"{W}t":
            if node.text:
                yield _plain(node.text), node
        elif (sign := _sign(node)) is not None:
            yield sign, node
        else:
            if tag == f"{W}hyperlink":
                yield _LINK, node
            elif tag in (f"{W}ins", f"{W}moveTo"):
                yield _INSERT, node
            stack += reversed(node)


def _sign(node: Element) -> str | None:
    """What an empty element stands for: a character, `_LINE` or `_PAGE`; None for any other element."""
    tag = node.tag
    if tag in _SIGNS:
        return _SIGNS[tag]
    if tag == f"{W}br":
        return _PAGE if node.get(f"{W}type") == "page" else _LINE
    if tag == f"{W}sym":
        code = node.get(f"{W}char") or ""
        if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) and not 0xD800 <= int(code, 16) < 0xE000:
            return chr(int(code, 16))
    return None


def _plain(text: str) -> str:
    """The words of a run; a line end in the XML is a blank."""
    return " ".join(re.split(r"[\r\n]+", text)) if "\n" in text or "\r" in text else text


_SIGNS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "",
    f"{W}cr": _LINE, f"{W}lastRenderedPageBreak": _PAGE,
}  # fmt: skip


def _together(first: Word, second: Word) -> Word:
    """Two lines as one: the mark between their paragraphs was deleted."""
    bold = first.bold + second.bold if first.bold == len(first.text) else first.bold
    return replace(first, text=first.text + second.text, bold=bold, links=first.links + second.links)


def _mark_deleted(paragraph: Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _value(properties: Element | None, name: str) -> str | None:
    child = properties.find(f"{W}{name}") if properties is not None else None
    return None if child is None else child.get(f"{W}val")


def _styles(package: Package) -> dict[str, _Style]:
    """The styles by their id, with what they take from those they rest on; the default one as ""."""
    root = package.xml("word/styles.xml")
    nodes = (
        {node.get(f"{W}styleId") or "": node for node in root.iter(f"{W}style")} if root is not None else {}
    )
    found = {key: _style(node, nodes) for key, node in nodes.items()}
    for key, node in nodes.items():
        if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
            found[""] = found[key]
    return found


def _style(node: Element, nodes: dict[str, Element]) -> _Style:
    name = _value(node, "name") or node.get(f"{W}styleId") or ""
    heading = _HEADING.search(name)
    level = int(heading[1] or 1) if heading else 0
    bold: bool | None = None
    centred = False
    each: Element | None = node
    for _depth in range(12):
        if each is None:
            break
        own = each.find(f"{W}rPr/{W}b")
        if bold is None and own is not None:
            bold = (own.get(f"{W}val") or "1") not in _OFF
        outline = _value(each.find(f"{W}pPr"), "outlineLvl")
        if not level and outline and outline.isdigit() and int(outline) < 9:
            level = int(outline) + 1
        centred = centred or _value(each.find(f"{W}pPr"), "jc") == "center"
        each = nodes.get(_value(each, "basedOn") or "\0")
    return _Style(name, level, bold, centred)


def _targets(package: Package, part: str) -> dict[str, str]:
    """Where the links of a part lead, by their id."""
    root = package.xml(f"word/_rels/{part}.xml.rels")
    if root is None:
        return {}
    return {
        each.get("Id") or "": each.get("Target") or ""
        for each in root
        if (each.get("Target") or "").startswith(("http://", "https://"))
    }
