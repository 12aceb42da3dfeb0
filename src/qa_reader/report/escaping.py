"""Text made fit for where it is written: one function per format, so that nothing a source or a note says is
ever markup, a command or a formula there.

Every function takes text as it stands in a transcript or a record and gives what a document of its format
holds in running text to show these very characters. All of them first call `written`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202d\u202e]")
_DIRECTION: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPENS: Final = {"\u202a": "\u202c", "\u202b": "\u202c", **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
_LINE_ENDS: Final = re.compile("\r\n?")
_BREAKS: Final = re.compile("[\n\u2028\u2029][ \t\n\u2028\u2029]*")


def written(text: str) -> str:
    """`text` without what no document can hold, or what would turn round the words behind it.

    Control characters other than tab and LF, lone surrogates, U+FFFE, U+FFFF and the two overrides of writing
    direction each become U+FFFD, so that one sees that something stood there. Embeddings and isolates, which
    Hebrew and Arabic need, stay and are closed where their line ends (UAX #9 ends them only with the
    paragraph, and a citation may stand in the same one).
    """
    text = _NOT_TEXT.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    if _DIRECTION.search(text):
        return "\n".join(_closed(line) for line in text.split("\n"))
    return text


def one_line(text: str) -> str:
    """`text` on one line, for formats whose fields end with theirs: breaks become blanks."""
    return _BREAKS.sub(" ", written(text)).strip()


def web_address(text: str | None) -> str | None:
    """`text` where it is an address that may be made a link: http or https and nothing odd; else None."""
    return text if text and re.fullmatch(r"https?://[^\s<>\\\"'{}|^`\x00-\x1f\x7f-\x9f]+", text) else None


def _closed(line: str) -> str:
    """`line` with what it opens closed at its end."""
    open_: list[str] = []
    for mark in _DIRECTION.findall(line):
        if mark in _OPENS:
            open_.append(_OPENS[mark])
        elif mark in open_ and (mark == "\u2069" or open_[-1] == mark):
            while open_.pop() != mark:  # the end of an isolate ends the embeddings in it (UAX #9, X6a)
                pass
    return line + "".join(reversed(open_))


# --- HTML ------------------------------------------------------------------------------------------------

_HTML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def html(text: str) -> str:
    """`text` for HTML, between tags or in a quoted attribute; addresses go through `web_address` first."""
    return written(text).translate(_HTML)


# --- LaTeX and BibTeX ------------------------------------------------------------------------------------

_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_",
        "%": r"\%", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "`": r"\textasciigrave{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
        '"': r"{\char34}",  # a shorthand of babel's in many languages; as a number it is just a character
        "[": "{[}", "]": "{]}",  # never the option of a command before it
    }
)  # fmt: skip
_LIGATURES: Final = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")


def latex(text: str) -> str:
    """`text` for a paragraph or a command's argument of LaTeX.

    Needs no package; other scripts than Latin need XeLaTeX or LuaLaTeX. A line end stays one, and an empty
    line begins no paragraph: that would be an error in an argument.
    """
    text = _BREAKS.sub("\n", written(text)).replace("\t", " ").translate(_LATEX)
    text = _LIGATURES.sub("{}", text)
    return "{*}" + text[1:] if text.startswith("*") else text


def bibtex(text: str) -> str:
    """`text` for a field of BibTeX or biblatex that stands in braces.

    BibTeX counts braces whether or not a backslash stands before them, so they are named instead.
    """
    escaped = latex(one_line(text))
    return escaped.replace("\\{", r"\textbraceleft{}").replace("\\}", r"\textbraceright{}")


# --- Markdown --------------------------------------------------------------------------------------------

_INLINE: Final = re.compile(r"[\\`*_\[\]<>&~|$^]")
_ADDRESS: Final = re.compile(r"(https?|ftp|mailto|xmpp|www)(?=([:.]))[:.]", re.IGNORECASE)
_OPENING: Final = re.compile(r"#|[-+=:](?=[-=:\s]|$)|\d{1,9}(?=[.)])")
_INDENT: Final = {" ": "&#32;", "\t": "&#9;"}


def markdown(text: str) -> str:
    """`text` so that CommonMark, with the extensions of GitHub and pandoc, shows it as it is.

    Its line ends become hard breaks, its empty lines stay.
    """
    lines = [_markdown_line(line) for line in written(text).split("\n")]
    breaks = [line and after for line, after in pairwise(lines)]
    broken = (line + ("\\\n" if hard else "\n") for line, hard in zip(lines, breaks, strict=False))
    return "".join(broken) + lines[-1]


def _markdown_line(line: str) -> str:
    stripped = line.lstrip(" \t")
    indent = "".join(_INDENT[character] for character in line[: len(line) - len(stripped)])
    opening = _OPENING.match(stripped)
    # A list's or heading's mark: the backslash goes before it, but behind a number, which cannot take one.
    at = 0 if opening is None or not opening[0].isdecimal() else opening.end()
    head, rest = stripped[:at], stripped[at:]
    rest = _INLINE.sub(r"\\\g<0>", rest)
    rest = _ADDRESS.sub(r"\g<1>\\\g<2>", rest)
    return indent + head + ("\\" if opening else "") + rest


# --- Org -------------------------------------------------------------------------------------------------

_NOTHING: Final = "\u200b"
"""Zero width space: what the manual of Org (“Escape Character”) says to put where text looks like markup."""

_ORG_LINE: Final = re.compile(r"(?m)^([ \t]*)(?=[*#|:%\\]|[-+](?:[-\s]|$)|(?:\d+|[A-Za-z])[.)](?:\s|$))")
_ORG_BEFORE: Final = re.compile(
    r"""(?<![^\s\-–—("'{\[/])(?=[*/_=~+]\S)"""  # emphasis
    r"|(?<=[A-Za-z])(?=:\S)"  # plain links: elisp:, file:, javascript:
)
_ORG_BEHIND: Final = re.compile(
    r"(?<=[^\s][_^])(?=[{(*+\-.,\\\w])"  # sub- and superscripts, src_x{}, call_x()
    r"|(?<=\[)(?=[\[\d]|fn:|cite)|(?<=<)(?=[<\w%])|(?<=\{)(?=\{)|(?<=@)(?=@)|(?<=\])(?=\])"
    r"|(?<=\\)(?=[\w(\[\\]|[ \t]*$)",  # entities, commands, forced line breaks
    re.MULTILINE,
)


def org(text: str) -> str:
    """`text` for a paragraph of Org, also inside a quote block.

    Dollars become an entity. What else Org would read as its own is parted by zero width spaces.
    """
    text = _ORG_LINE.sub(rf"\g<1>{_NOTHING}", _BREAKS.sub("\n", written(text)))
    text = _ORG_BEHIND.sub(_NOTHING, _ORG_BEFORE.sub(_NOTHING, text))
    return text.replace("$", r"\dollar{}")


# --- tables and references -------------------------------------------------------------------------------


def ris(text: str) -> str:
    """`text` for a field of RIS, which is a line: no other tag can begin in it."""
    return re.sub(r"\s+", " ", one_line(text))


_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def cell(text: str) -> str:
    """`text` for a cell of CSV: what a spreadsheet would take for a formula gets an apostrophe before it.

    Full-width signs count: a Japanese Excel takes ＝ for =. `uncelled` gives `text` back. Quoting a cell is
    left to the csv module.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def uncelled(text: str) -> str:
    """What `cell` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
