"""What `quote --verify` prints: each quote of a finished report, held against the transcripts."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qa_reader.cli.output import Failure, Output
from qa_reader.language.layout import fit
from qa_reader.locales import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_reader.desk.workspace import Desk
    from qa_reader.report.verifying.checking import Run, Verdict
    from qa_reader.report.verifying.corpus import Place
    from qa_reader.transcript.model import Transcript

_MARKS: Final = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
_CONTEXT: Final = 24
"""Characters around a difference that are shown."""


def verify(asked: argparse.Namespace, output: Output) -> int:
    """Check the reports; the exit status: 1 where a quote differs or is not there, or there is none."""
    from qa_reader.cli.opening import Place as Where
    from qa_reader.report.verifying.checking import check
    from qa_reader.report.verifying.claims import claims
    from qa_reader.report.verifying.corpus import Corpus
    from qa_reader.report.verifying.reports import passages

    files = [Path(name) for name in asked.verify]
    found = [(file, list(claims(passages(file)))) for file in files]
    where = Where(asked, output)
    desks = [where.question(text).desk for text in asked.ids] or [where.desk()]
    corpus = Corpus(_transcripts(desks, {file.resolve() for file in files}, asked.ids, where, output))
    if not corpus.count:
        raise Failure(_("no transcripts to hold the quotes against; see --workspace"), 1)
    counts: Counter[str] = Counter()
    for file, quotes in found:
        for verdict in check(quotes, corpus):
            counts[verdict.status] += 1
            counts.update(verdict.notes if verdict.status == "exact" else ())
            if asked.json:
                output.json(_document(file, verdict))
            elif "name" not in verdict.notes:
                _print(file, verdict, output)
    if not asked.json:
        output.text(_summary(counts))
    quotes_found = counts["exact"] + counts["differs"] + counts["missing"]
    return 0 if quotes_found == counts["exact"] and quotes_found else 1


def _transcripts(
    desks: Sequence[Desk], reports: set[Path], ids: Sequence[str], where: Any, output: Output
) -> Iterator[Transcript]:
    """The transcripts named, else all of the workspace; the reports themselves are none."""
    from qa_reader.formats.material import Unreadable
    from qa_reader.library.workspace import Outside

    if ids:
        yield from {(r := where.question(text).reading).transcript.id: r.transcript for text in ids}.values()
        return
    for desk in desks:
        for entry in desk.entries():
            if not entry.likely or entry.problem or entry.path.resolve() in reports:
                continue
            try:
                if desk.workspace.opened.is_file() or desk.glance(entry).claimed:
                    yield desk.glimpse(entry.id).transcript
            except (OSError, Unreadable, Outside) as error:
                output.warn(_("{id}: left out: {why}").format(id=entry.id, why=error))


def _print(file: Path, verdict: Verdict, output: Output) -> None:
    status = {
        "exact": _("exact"),
        "differs": _("differs"),
        "missing": _("not found"),
        "term": _("no quote?"),
    }[verdict.status]
    parts = [f"{file}:{verdict.claimed.place}", status]
    if verdict.status == "differs" and verdict.runs:
        parts.append(f"{min(99, round(100 * verdict.likeness))} %")
    if verdict.place is not None:
        parts.append(_place(verdict.place))
    if verdict.more:
        parts.append(
            ngettext("and in {n} more place", "and in {n} more places", verdict.more).format(n=verdict.more)
        )
    parts += [_note(note) for note in verdict.notes]
    output.text("  ".join(parts))
    if verdict.runs:
        output.text(f"    {_difference(verdict.runs)}")
    else:
        output.text(f"    {fit(' '.join(verdict.claimed.words.split()), 96)}")


def _place(place: Place) -> str:
    if place.page:
        return _("{id} page {page}").format(id=place.question, page=place.page)
    if place.line:
        return _("{id} line {line}").format(id=place.question, line=place.line)
    return place.question


def _note(note: str) -> str:
    return {
        "spacing": _("(white space differs)"),
        "ellipsis": _("(words left out, as shown)"),
        "turns": _("(over more than one turn)"),
        "apart": _("(the parts are of more than one turn)"),
    }[note]


def _difference(runs: Sequence[Run]) -> str:
    """The runs on one line, long ones that stay cut to what stands around a difference."""
    shown: list[str] = []
    for number, (run, words) in enumerate(runs):
        text = words.replace("\n", " ")
        if run == "same" and len(text) > 2 * _CONTEXT + 1:
            head = text[:_CONTEXT] if number else ""
            tail = text[-_CONTEXT:] if number < len(runs) - 1 else ""
            shown.append(f"{head}…{tail}")
        else:
            shown.append(f"{_MARKS[run][0]}{text}{_MARKS[run][1]}")
    return "".join(shown)


def _summary(counts: Counter[str]) -> str:
    total = counts["exact"] + counts["differs"] + counts["missing"]
    if not total:
        said = _("no quotes found")
    else:
        said = ngettext(
            "{n} quote: {exact} exact, {differs} different, {missing} not found",
            "{n} quotes: {exact} exact, {differs} different, {missing} not found",
            total,
        ).format(n=total, exact=counts["exact"], differs=counts["differs"], missing=counts["missing"])
    if counts["spacing"]:
        said += "; " + _("of the exact, {n} with other white space").format(n=counts["spacing"])
    if counts["term"]:
        said += "; " + ngettext(
            "{n} term or title in quotation marks is not counted",
            "{n} terms or titles in quotation marks are not counted",
            counts["term"],
        ).format(n=counts["term"])
    return said


def _document(file: Path, verdict: Verdict) -> dict[str, Any]:
    """A verdict with every field, for programs."""
    place = verdict.place
    return {
        "file": str(file),
        "place": verdict.claimed.place,
        "words": verdict.claimed.words,
        "status": verdict.status,
        "question": place.question if place else None,
        "line": place.line if place else None,
        "page": place.page if place else None,
        "start": list(place.span.start) if place else None,
        "end": list(place.span.end) if place else None,
        "source": place.transcript.words(place.span) if place else None,
        "more": verdict.more,
        "likeness": round(verdict.likeness, 3),
        "difference": [list(run) for run in verdict.runs],
        "notes": list(verdict.notes),
    }
