"""A durable annotation, and opening a transcript, with 10 and with 10,000 annotations already there.

    python benchmarks/annotations.py

Through the desk, as the reader does it: what is timed ends when the change is on disk and in the next
snapshot. The highlights lie all over the example, by one annotator.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from start_and_keys import EXAMPLE

from qa_reader.annotation.anchors import anchor_for
from qa_reader.annotation.records import Revision, new_doc, now, uuid7
from qa_reader.desk import changes
from qa_reader.desk.workspace import Desk
from qa_reader.transcript.model import Position, Span

ROUNDS = 60


def opened(folder: Path) -> Desk:
    """The desk on the only transcript of `folder`."""
    return Desk.open(folder, annotator="bench")


def spans(desk: Desk, count: int) -> list[Span]:
    """`count` short spans, over all blocks of the text in turn."""
    blocks = desk.reading("page.txt").transcript.blocks
    places = [(index, len(block.text)) for index, block in enumerate(blocks) if len(block.text) > 40]
    return [
        Span(Position(block, number % (length - 12)), Position(block, number % (length - 12) + 8))
        for number, (block, length) in enumerate(islice(cycle(places), count))
    ]


def fill(folder: Path, count: int) -> None:
    """Put `count` highlights there, a thousand to a change."""
    desk = opened(folder)
    transcript = desk.reading("page.txt").parsed
    lines = [
        Revision(
            id=uuid7(),
            rev=1,
            change=uuid7(),
            kind="annotation",
            annotator="bench",
            question="page.txt#q1",
            time=now(),
            doc=new_doc(),
            part="span",
            anchor=anchor_for(transcript, span),
            codes=("promise",),
            note="見本の注釈です。",
        )
        for span in spans(desk, count)
    ]
    for start in range(0, count, 1000):
        desk.store.append({"page.txt": lines[start : start + 1000]})


def measure(count: int) -> tuple[float, list[float], list[float]]:
    """Milliseconds with `count` annotations there: opening, each of some highlights, of some stances."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["QA_READER_STATE_DIR"] = os.environ["QA_READER_CACHE_DIR"] = str(folder / ".own")
        (folder / "page.txt").write_bytes(EXAMPLE.read_bytes())
        (folder / "annotations").mkdir()
        fill(folder, count)
        begun = time.perf_counter()
        desk = opened(folder)
        assert len(desk.reading("page.txt").said.records) >= count
        opening = (time.perf_counter() - begun) * 1000
        highlights, stances = [], []
        for span, code in zip(spans(desk, ROUNDS), cycle(["partial", "hedged"]), strict=False):
            begun = time.perf_counter()
            changes.highlight(desk, "page.txt", span)
            highlights.append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            changes.set_stance(desk, "page.txt#q2", code)
            stances.append((time.perf_counter() - begun) * 1000)
        return opening, highlights, stances


def main() -> None:
    """Print a table; ratios are to the first row."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="*", default=[10, 10_000])
    print("| annotations there | opening ms | highlight ms | p95 | × first | stance ms | p95 | × first |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    first: list[float] = []
    for count in parser.parse_args().counts:
        opening, *kinds = measure(count)
        row = [f"{count:,}", f"{opening:.0f}"]
        for number, times in enumerate(kinds):
            median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            first += [median] if len(first) <= number else []
            row += [f"{median:.1f}", f"{p95:.1f}", f"{median / first[number]:.1f}"]
        print("|", " | ".join(row), "|")


if __name__ == "__main__":
    main()
