"""Hold what is read of real transcripts against what was counted by hand; write the table of formats.md.

    .venv/bin/python docs/measure_formats.py ../shared/transcripts [FORMAT …]

The folder holds `MANIFEST.tsv` (a file a row: format, questions, answers, speakers, first words) and
`GOLD_TURNS.tsv` (the kind of single turns). Each file is read as it lies there, its format detected. The rows
of the formats named, else of all, go into the table between the two marks of docs/formats.md; what differs is
printed as well, a line each.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

PAGE = Path(__file__).parent / "formats.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->\n"
HEAD = """\
| files of | files | read as | questions | answers | speakers | first words | kinds of turns |
| --- | --- | --- | --- | --- | --- | --- | --- |"""
FIRST = 30
"""Code points of the first question and answer that are compared, white space collapsed."""

MARKED = re.compile("tabled questions only|Type=Question")
"""Ways of counting in which only questions count that the source marks: read without proposals."""
Row = dict[str, str]


@dataclass
class Measured:
    """One format: how many files and numbers there are, and how many agree."""

    files: int = 0
    read_as: set[str] = field(default_factory=set)
    questions: list[bool] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)
    speakers: list[bool] = field(default_factory=list)
    words: list[bool] = field(default_factory=list)
    kinds: list[bool] = field(default_factory=list)


def main(folder: Path, wanted: list[str]) -> None:
    """Read the files of the manifest, print what differs, write the table."""
    gold: dict[str, list[Row]] = {}
    for row in rows(folder / "GOLD_TURNS.tsv"):
        gold.setdefault(row["path"], []).append(row)
    formats: dict[str, Measured] = {}
    for row in rows(folder / "MANIFEST.tsv"):
        if wanted and row["format"] not in wanted:
            continue
        measured = formats.setdefault(row["format"], Measured())
        measured.files += 1
        try:
            proposing = not MARKED.search(row["count_method"])
            transcript = read((folder / row["path"]).read_bytes(), row["path"], propose=proposing)
        except (OSError, Unreadable) as error:
            print(f"{row['path']}: {error}")
            measured.read_as.add("unread")
            continue
        measured.read_as.add(transcript.format)
        compare(measured, transcript, row)
        compare_kinds(measured, transcript, row["path"], gold.get(row["path"], []))
    write(formats)


def rows(path: Path) -> Iterator[Row]:
    """The rows of a table whose cells are not quoted."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def compare(measured: Measured, transcript: Transcript, row: Row) -> None:
    """The counts and first words of one file; a cell that is empty was not counted."""
    questions = [turn for turn in transcript.turns if turn.kind == "question"]
    answers = [turn for turn in transcript.turns if turn.kind == "answer"]
    speakers = sum(bool(speaker.name) for speaker in transcript.speakers)
    checks: list[tuple[str, list[bool], str, str]] = [
        ("questions", measured.questions, row["n_questions"], str(len(questions))),
        ("answers", measured.answers, row["n_answers"], str(len(answers))),
        ("speakers", measured.speakers, row["n_speakers"], str(speakers)),
    ]
    firsts = (("first_question_30_chars", questions), ("first_answer_30_chars", answers))
    for name, turns in firsts:
        got = first_words(transcript, turns[0].start, turns[0].end) if turns else ""
        checks.append((name, measured.words, row[name], got))
    for name, results, expected, got in checks:
        if expected:
            results.append(expected == got)
            if expected != got:
                print(f"{row['path']}: {name} {expected!r} by hand, {got!r} read")


def first_words(transcript: Transcript, start: int, end: int) -> str:
    """The first words of the blocks from `start` to `end`."""
    text = "\n".join(block.text for block in transcript.blocks[start:end] if block.part == "speech")
    return " ".join(text.split())[:FIRST]


def compare_kinds(measured: Measured, transcript: Transcript, path: str, gold: list[Row]) -> None:
    """The kinds of turns of one file, where they were read by hand and as many turns are read."""
    if gold and len(gold) != len(transcript.turns):
        print(f"{path}: {len(gold)} turns by hand, {len(transcript.turns)} read")
        measured.kinds += [False] * len(gold)
        return
    for row, turn in zip(gold, transcript.turns, strict=False):
        measured.kinds.append(row["kind"] == turn.kind)
        if row["kind"] != turn.kind:
            print(f"{path}: turn {row['turn']} ({row['label']}) {row['kind']} by hand, {turn.kind} read")


def write(formats: dict[str, Measured]) -> None:
    """Put the rows into the table on the page; those of other formats stay."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    table, behind = rest.split(END)
    lines = {line.split("|")[1].strip(): line for line in table.splitlines()[2:]}
    for name, each in formats.items():
        counts = (each.questions, each.answers, each.speakers, each.words, each.kinds)
        cells = [name, str(each.files), ", ".join(sorted(each.read_as)), *map(agreeing, counts)]
        lines[name] = f"| {' | '.join(cells)} |"
    table = "\n".join([HEAD, *(lines[name] for name in sorted(lines))])
    PAGE.write_text(before + BEGIN + table + "\n" + END + behind, encoding="utf-8")


def agreeing(results: list[bool]) -> str:
    """How many agree of how many; a dash where nothing was counted."""
    return f"{sum(results)}/{len(results)}" if results else "–"


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
