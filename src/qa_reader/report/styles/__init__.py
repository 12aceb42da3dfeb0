"""The styles a quote is written in: one module each, with `render(quotes: Sequence[Quote]) -> str`."""

from __future__ import annotations

from typing import Final

STYLES: Final = ("text", "markdown")
"""The names of the styles, each that of its module. A new one is a module here and a word in this line."""
