"""Each quote of a report held against the transcripts: exact, different, not there.

Exact is said only of words equal to the character; white space and line breaks may differ, which is told.
Where the report leaves words out and shows it, what stands on either side must be exact, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from qa_reader.report.escaping import written
from qa_reader.report.verifying.corpus import Corpus, Place
from qa_reader.report.verifying.spacing import squeezed

if TYPE_CHECKING:
    from qa_reader.report.verifying.claims import Claimed

Status = Literal["exact", "differs", "missing", "term"]
Run = tuple[Literal["same", "gone", "new"], str]
Note = Literal["spacing", "ellipsis", "turns", "apart", "name"]

_SHOWN: Final = re.compile(
    r"[（(〔［\[]\s*(?:中略|前略|後略|略|…+|‥+|\.\s?\.\s?\.)\s*[）)〕］\]]|(?:〜|～|－|―|…)?中略(?:〜|～|－|―|…)?"
)
"""Words left out, said outright."""
_DOTS: Final = re.compile(r"…+|‥+|・・・+|\.\s?\.\s?\.(?:\s?\.)?")
"""The same by dots, which the source may have too."""
_TOKENS: Final = re.compile(r"[^\W\u3000-\u9fff\uac00-\ud7ff\uf900-\uffef]+|\s+|.", re.DOTALL)
_SURE: Final = 0.8
"""Likeness from which short words, and those in a citation, are taken for a quote that differs."""
_MOST_FIRST: Final = 50
"""Places of a quote's first part from which the others are looked for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one quote."""

    claimed: Claimed
    status: Status
    """`term`: short words in quotation marks that stand nowhere, or a title."""
    place: Place | None = None
    """Where the words stand, or those most alike."""
    more: int = 0
    """In how many further places the very words stand."""
    likeness: float = 0.0
    """0 to 1, of words that differ."""
    runs: tuple[Run, ...] = ()
    """The source turned into the quote, word by word: what stays, what goes, what is new."""
    notes: tuple[Note, ...] = ()
    """spacing: white space differs; ellipsis: words are left out, and shown so; turns: the words are of more
    than one turn; apart: the parts around an ellipsis are each exact, but not of one turn; name: what a
    council, a meeting or a page is called."""


def check(quotes: Sequence[Claimed], corpus: Corpus) -> list[Verdict]:
    """A verdict on each of `quotes`, in their order."""
    verdicts = [_exact(quote, corpus) for quote in quotes]
    rest = [n for n, verdict in enumerate(verdicts) if verdict is None]
    parts = {n: _parts(quotes[n].words, _SHOWN) or _parts(quotes[n].words, _DOTS) for n in rest}
    # One pass over the text for all that is near, whole quotes and parts of quotes alike.
    wanted = [squeezed(written(quotes[n].words)) for n in rest]
    wanted += [part for n in rest for part in parts[n]]
    near = dict(zip(wanted, corpus.nearly(wanted) if wanted else (), strict=True))
    for n in rest:
        verdicts[n] = _near(quotes[n], parts[n], near, corpus)
    return [verdict for verdict in verdicts if verdict is not None]


def _exact(quote: Claimed, corpus: Corpus) -> Verdict | None:
    """The verdict where the words, or all parts around ellipses, stand there, or they are but a name."""
    words = squeezed(written(quote.words))
    if not quote.block and corpus.is_name(words):
        return Verdict(quote, "term", notes=("name",))
    if quote.tiny:
        return Verdict(quote, "term")
    places = list(corpus.exactly(words))
    if places:
        place = corpus.place(places[0], places[0] + len(words))
        notes: list[Note] = []
        if written(quote.words) != written(place.transcript.words(place.span)):
            notes.append("spacing")
        if len(place.turns) > 1:
            notes.append("turns")
        return Verdict(quote, "exact", place, len(places) - 1, 1.0, notes=tuple(notes))
    for how in (_SHOWN, _DOTS):
        parts = _parts(quote.words, how)
        if parts and (verdict := _in_order(quote, parts, corpus)) is not None:
            return verdict
    return None


def _parts(words: str, ellipsis: re.Pattern[str]) -> list[str]:
    """What stands around the ellipses of a quote, squeezed; empty where it has none."""
    parts = [squeezed(written(part)) for part in ellipsis.split(words)]
    return [part for part in parts if part] if len(parts) > 1 else []


def _in_order(quote: Claimed, parts: Sequence[str], corpus: Corpus) -> Verdict | None:
    """The verdict where `parts` follow each other in one transcript; in one turn, if they anywhere do."""
    apart: Verdict | None = None
    for number, first in enumerate(corpus.exactly(parts[0])):
        if number == _MOST_FIRST:
            break
        end = first + len(parts[0])
        for part in parts[1:]:
            at = next(corpus.exactly(part, end), None)
            if at is None or corpus.owner(at) != corpus.owner(first):
                break
            end = at + len(part)
        else:
            place = corpus.place(first, end)
            if len(place.turns) <= 1:
                return Verdict(quote, "exact", place, likeness=1.0, notes=("ellipsis",))
            apart = apart or Verdict(quote, "differs", place, likeness=1.0, notes=("ellipsis", "apart"))
    return apart


def _near(
    quote: Claimed, parts: Sequence[str], near: dict[str, tuple[int, int] | None], corpus: Corpus
) -> Verdict:
    from rapidfuzz.distance import Levenshtein

    whole = squeezed(written(quote.words))
    runs: list[Run] = []
    likeness: list[float] = []
    first: Place | None = None
    for number, part in enumerate(parts if parts else [whole]):
        found = near[part]
        exact = next(corpus.exactly(part), None)
        if exact is not None:
            found = (exact, exact + len(part))
        if number:
            runs.append(("same", " […] "))
        if found is None:
            runs.append(("new", part))
            likeness.append(0.0)
            continue
        source = corpus.text[slice(*found)]
        runs += difference(source, part)
        likeness.append(Levenshtein.normalized_similarity(source, part))
        first = first or corpus.place(*found)
    if (quote.short or quote.cited) and max(likeness) < _SURE:
        return Verdict(quote, "term")
    if first is None:
        return Verdict(quote, "missing")
    notes: tuple[Note, ...] = ("ellipsis",) if parts else ()
    return Verdict(quote, "differs", first, 0, sum(likeness) / len(likeness), tuple(runs), notes)


def difference(source: str, quoted: str) -> list[Run]:
    """`source` turned into `quoted`: word by word where there are words, else character by character."""
    from rapidfuzz.distance import Levenshtein

    before, after = _TOKENS.findall(source), _TOKENS.findall(quoted)
    runs: list[Run] = []
    for step in Levenshtein.opcodes(before, after):
        old = "".join(before[step.src_start : step.src_end])
        new = "".join(after[step.dest_start : step.dest_end])
        runs += [("same", old)] if step.tag == "equal" else [("gone", old), ("new", new)]
    return [run for run in runs if run[1]]
