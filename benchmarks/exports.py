"""Tables and pages of a transcript with 10,000 highlights.

    python benchmarks/exports.py [COUNT]

What is timed begins when the transcript and what was said about it are on the desk (that is told apart: a
start of `export` pays it too), and ends with the bytes of the file. The best of three.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from annotations import fill, opened
from start_and_keys import EXAMPLE

from qa_reader.coding.counts import count
from qa_reader.report.document import Document
from qa_reader.report.outputs import render
from qa_reader.report.tables import csv, jsonl, parquet, xlsx
from qa_reader.report.tables.rows import Table

ROUNDS = 3


def best(work: Callable[[], bytes]) -> tuple[float, float, int]:
    """The shortest of some runs: milliseconds passed and of the processor, and the bytes made."""
    found = []
    for _ in range(ROUNDS):
        begun, used = time.perf_counter(), time.process_time()
        data = work()
        found.append((time.perf_counter() - begun, time.process_time() - used))
    passed, used = min(found)
    return passed * 1000, used * 1000, len(data)


def main() -> None:
    highlights = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["QA_READER_STATE_DIR"] = os.environ["QA_READER_CACHE_DIR"] = str(folder / ".own")
        (folder / "page.txt").write_bytes(EXAMPLE.read_bytes())
        (folder / "annotations").mkdir()
        fill(folder, highlights)
        begun = time.perf_counter()
        desk = opened(folder)
        reading = desk.reading("page.txt")
        print(f"opening: {(time.perf_counter() - begun) * 1000:.0f} ms")

        def page() -> bytes:
            counts = count([reading], desk.codebook)
            document = Document("page", "ja", "2026-01-01", (), desk.codebook, (reading,), counts)
            return render(document, "html")

        def rows() -> list[dict[str, object]]:
            return list(Table(reading).annotations())

        ways: dict[str, Callable[[], bytes]] = {
            "CSV": lambda: csv.write(rows(), "annotations"),
            "JSON Lines": lambda: jsonl.write(rows(), "annotations"),
            "XLSX": lambda: xlsx.write({"annotations": rows()}).data,
            "Parquet": lambda: parquet.write(rows(), "annotations"),
            "HTML": page,
        }
        print(f"| {highlights:,} highlights | ms | ms of the processor | MB |\n| --- | ---: | ---: | ---: |")
        for label, work in ways.items():
            passed, used, size = best(work)
            print(f"| {label} | {passed:.0f} | {used:.0f} | {size / 1e6:.1f} |")


if __name__ == "__main__":
    main()
