"""The styles a quote is written in: templates, ours in this package and a reader's own in the config folder.

A template is a file `NAME.FORMAT.j2`; its format says how what it prints is escaped (see `templating`).
Nothing here loads the template engine: which styles there are is asked more often than one is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa_reader.config.paths import config_dir
from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.report.quote import Quote

BUILT_IN: Final = {
    "text": "txt", "report": "txt", "press": "txt", "footnote": "txt", "markdown": "md", "html": "html",
    "latex": "tex", "org": "org", "bibtex": "bib", "biblatex": "bib", "csl-json": "json", "ris": "ris",
}  # fmt: skip
"""The formats of the styles that come with the program, in the order they are offered."""

DEFAULT: Final = "text"
"""What is used where nobody chose."""

_TEMPLATES: Final = Path(__file__).parent / "templates"
_LONGEST_HEAD: Final = 400
_COMMENT: Final = re.compile(r"\{#-?\s*([^#]*?)\s*-?#\}")
_NAME: Final = re.compile(r"(?P<name>[^.]+)\.(?P<format>[^.]+)\.j2")


class NoSuchStyle(LookupError):
    """A style that is not there; its name is the argument."""


class BadStyle(ValueError):
    """A template that cannot be used; the message is one line with its file and line."""


@dataclass(frozen=True, slots=True)
class Style:
    """A form a quote can take."""

    name: str
    label: str
    """What it is called for people."""
    format: str
    """The format it writes, by its file extension: md, tex …"""
    path: Path
    own: bool = False
    """Whether it is the reader's own."""


def folder() -> Path:
    """Where a reader's own styles are, or would be."""
    return config_dir() / "quote-styles"


def styles() -> tuple[Style, ...]:
    """All styles, ours first; one of the reader's own takes the place of ours of that name."""
    found = {
        name: Style(name, _label(name), format_, _TEMPLATES / f"{name}.{format_}.j2")
        for name, format_ in BUILT_IN.items()
    }
    try:
        files = sorted(folder().glob("*.j2"))
    except OSError:
        files = []
    for file in files:
        match = _NAME.fullmatch(file.name)
        if match is not None:
            name = match["name"]
            found[name] = Style(name, _own_label(file) or name, match["format"], file, own=True)
    return tuple(found.values())


def find(name: str) -> Style:
    """The style called `name`. Raises NoSuchStyle."""
    style = next((style for style in styles() if style.name == name), None)
    if style is None:
        raise NoSuchStyle(name)
    return style


def render(quotes: Sequence[Quote], name: str) -> str:
    """`quotes` as one text in the style `name`, no line end behind it. Raises NoSuchStyle, BadStyle."""
    style = find(name)
    from qa_reader.report.styles.fields import fields
    from qa_reader.report.styles.templating import template

    return template(style).render([fields(quote, index) for index, quote in enumerate(quotes, 1)])


def _own_label(file: Path) -> str:
    """The comment a template begins with."""
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            match = _COMMENT.match(lines.read(_LONGEST_HEAD))
    except OSError:
        return ""
    return " ".join(match[1].split()) if match else ""


def _label(name: str) -> str:
    return {
        "text": _("plain text, whole citation"),
        "report": _("report, short citation"),
        "press": _("article, speaker first"),
        "footnote": _("footnote"),
        "markdown": _("Markdown block quote"),
        "html": _("HTML"),
        "latex": _("LaTeX"),
        "org": _("Org"),
        "bibtex": _("BibTeX reference"),
        "biblatex": _("biblatex reference"),
        "csl-json": _("CSL-JSON reference"),
        "ris": _("RIS reference"),
    }[name]
