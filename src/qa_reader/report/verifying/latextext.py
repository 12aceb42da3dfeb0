"""LaTeX as the text it would typeset, near enough to find quotes in; nothing is defined or included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Final

from qa_reader.report.verifying.claims import Written

_COMMENT: Final = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*\n?[ \t]*")
_ENVIRONMENT: Final = re.compile(
    r"\\(?P<way>begin|end)\{(?:quote|quotation|displayquote|displaycquote|verse)\*?\}(?:\[[^\]\n]*\])?"
)
_PARAGRAPH: Final = re.compile(r"\\par(?![A-Za-z])|\n[ \t]*\n+")
_CITING: Final = re.compile(r"\s*\{?\s*\\(?:raggedleft|hfill|hspace\*?|flushright|attrib)(?![A-Za-z])")
_BOLD: Final = re.compile(r"\s*\{?\\(?:textbf|bfseries|textsc|emph)(?![A-Za-z])[^\n]{0,400}\}\s*")
_SAYS: Final = {
    "textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textasciigrave": "`",
    "textless": "<", "textgreater": ">", "textbar": "|", "textbraceleft": "{", "textbraceright": "}",
    "textquotedbl": '"', "textquotesingle": "'", "ldots": "…", "dots": "…", "textellipsis": "…",
    "textemdash": "—", "textendash": "–", "textquotedblleft": "“", "textquotedblright": "”", "S": "§",
    "ss": "ß", "newline": "\n", "linebreak": "\n", "quad": " ", "qquad": " ",
}  # fmt: skip
"""Commands that stand for a text."""
_UNSAID: Final = frozenset(
    ("label", "ref", "pageref", "cite", "index", "input", "include", "includegraphics", "documentclass",
     "usepackage", "vspace", "hspace", "begin", "end", "footnotemark", "bibliography", "bibliographystyle",
     "url", "href", "setmainfont")
)  # fmt: skip
"""Commands whose argument is not typeset, or is an address."""
_TAKES: Final = {
    **dict.fromkeys(_UNSAID, "unsaid"),
    **dict.fromkeys(("enquote", "textquote", "blockquote"), "quoted"),
    **dict.fromkeys(("footnote", "endnote", "thanks"), "note"),
}
"""What becomes of a command's argument, where it is not merely text."""
_PIECE: Final = re.compile(
    r"\\char(?P<char>\d{1,6})[ ]?|\\(?P<name>[A-Za-z]+)\*?[ \t]*(?:\{\})?|\\(?P<sign>[^A-Za-z])"
    r"|(?P<left>``)|(?P<right>'')|(?P<brace>[{}])|(?P<dash>---?)|(?P<tie>~)"
)
_SIGNS: Final = {"\\": "\n", ",": "", " ": " ", "\n": " ", "/": "", "-": "", "@": ""}


def latex_passages(text: str) -> Iterator[Written]:
    """The paragraphs of a LaTeX document's body, and which of them stand in a quoting environment."""
    before, document, body = text.partition("\\begin{document}")
    line = 1 + before.count("\n") if document else 1
    text = body.partition("\\end{document}")[0] if document else text
    # What a comment hides goes, its line stays counted.
    text = _COMMENT.sub(lambda match: match[1] + ("\x00" if "\n" in match[0] else ""), text)
    block, blocks, at = None, count(), 0
    for match in [*_ENVIRONMENT.finditer(text), None]:
        piece = text[at : match.start() if match else len(text)]
        yield from _paragraphs(piece, line, block)
        if match:
            line += piece.count("\n") + piece.count("\x00")
            at = match.end()
            block = next(blocks) if match["way"] == "begin" else None


def _paragraphs(text: str, line: int, block: int | None) -> Iterator[Written]:
    at = counted = 0
    for match in [*_PARAGRAPH.finditer(text), None]:
        source = text[at : match.start() if match else len(text)]
        first = at + len(source) - len(source.lstrip("\n\x00 "))
        line += text.count("\n", counted, first) + text.count("\x00", counted, first)
        place, counted = line, first
        words, notes = _typeset(source)
        if words:
            if block is not None and _CITING.match(source.lstrip("\n\x00 ")):
                words = f"— {words}"
            yield Written(words, place, block, label=_BOLD.fullmatch(source.strip("\n\x00 ")) is not None)
        for note in notes:
            yield Written(note if block is None else f"— {note}", place, block)
        at = match.end() if match else at


def _typeset(source: str) -> tuple[str, list[str]]:
    """`source` with its commands carried out as far as they are text, and its footnotes."""
    out: list[str] = []
    notes: list[str] = []
    groups: list[tuple[str, int]] = []
    """Of each open brace what closes it, and where in `out` its text begins."""
    pending = ""
    at = 0
    for match in _PIECE.finditer(source):
        out.append(source[at : match.start()].replace("\x00", ""))
        pending = "" if out[-1].strip() else pending
        at = match.end()
        if match["brace"] == "{":
            out.append("“" if pending == "quoted" else "")
            groups.append((pending, len(out)))
            pending = ""
        elif match["brace"]:
            kind, start = groups.pop() if groups else ("", len(out))
            if kind in ("unsaid", "note"):  # an argument that is not typeset here
                note = "".join(out[start:]).strip()
                del out[start:]
                notes += [note] if note and kind == "note" else []
            out.append("”" if kind == "quoted" else "")
        elif match["name"]:
            pending = _TAKES.get(match["name"], "")
            out.append(_SAYS.get(match["name"], ""))
        else:
            out.append(_sign(match))
    out.append(source[at:].replace("\x00", ""))
    return "".join(out).strip(), notes


def _sign(match: re.Match[str]) -> str:
    if match["char"]:
        return chr(min(int(match["char"]), 0x10FFFF))
    if match["sign"]:
        return {"\\": "\n", ",": "", " ": " ", "\n": " ", "/": "", "-": "", "@": ""}.get(
            match["sign"], match["sign"]
        )
    if match["left"]:
        return "“"
    if match["right"]:
        return "”"
    if match["dash"]:
        return "—" if len(match["dash"]) == 3 else "–"
    return " "
