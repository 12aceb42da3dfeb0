"""Plain text: words in quotation marks, the citation in brackets behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_reader.report.quote import Quote


def render(quotes: Sequence[Quote]) -> str:
    """`quotes` as plain text, an empty line between two."""
    return "\n\n".join(_render(quote) for quote in quotes)


def _render(quote: Quote) -> str:
    manner, citation = quote.manner, quote.citation
    (opening, closing), (left, right) = manner.marks, manner.brackets
    one = quote.voice
    lines = []
    for extract in quote.extracts:
        said = f"{opening}{extract.words}{closing}"
        if one is None and extract.voice is not None:
            said = f"{manner.voice(extract.voice)}{manner.colon}{said}"
        lines.append(said)
    items = [manner.voice(one)] if one is not None else []
    items += [*manner.meeting(citation), *manner.place(citation), manner.source(citation)]
    reference = f"{left}{manner.comma.join(item for item in items if item)}{right}"
    if one is None and len(lines) > 1:
        return "\n".join([*lines, reference.strip()])
    return "\n".join(lines) + reference
