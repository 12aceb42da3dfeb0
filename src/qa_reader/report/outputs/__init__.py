"""What a report is written out as: one module each, with `render(document) -> str`, or `-> bytes` for files.

Nothing that a transcript or a note says is markup there; see `report.escaping`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qa_reader.report.document import Document

OUTPUTS: Final[Mapping[str, str]] = {
    "markdown": "md",
    "html": "html",
    "docx": "docx",
    "latex": "tex",
    "text": "txt",
}
"""The outputs, each the name of its module, with the ending of their files."""


def named(path: str) -> str | None:
    """The output whose files end as `path` does."""
    ending = path.rpartition(".")[2].lower()
    return next((name for name, known in OUTPUTS.items() if ending in (known, name)), None)


def render(document: Document, output: str) -> bytes:
    """`document` in the format `output` (one of OUTPUTS): text as UTF-8 with a line end at its end."""
    made: str | bytes = import_module(f"qa_reader.report.outputs.{output}").render(document)
    return made if isinstance(made, bytes) else (made.rstrip("\n") + "\n").encode("utf-8")
