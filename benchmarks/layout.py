"""How fast text is broken into lines: ours, and what Textual would do, on the sentences of the example.

python benchmarks/layout.py            a table, in MB of UTF-8 a second of processor time
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich._wrap import divide_line

from qa_reader.language.layout import Measure, wrap

EXAMPLE = (
    Path(__file__).resolve().parents[1] / "examples" / "汐見区議会" / "令和7年第1回定例会_窓口と避難所.txt"
)
SIZE = 1_000_000
"""Bytes of UTF-8 that are broken into lines."""


def paragraphs() -> list[str]:
    """The long paragraphs of the example over and over, each a text of its own."""
    lines = [line for line in EXAMPLE.read_text("utf-8").split("\n") if len(line) > 60]
    found: list[str] = []
    size = 0
    while size < SIZE:
        text = f"{len(found)}、{lines[len(found) % len(lines)]}"
        found.append(text)
        size += len(text.encode())
    return found


def rate(lay_out: Callable[[str], object], texts: list[str]) -> float:
    """MB a second, the best of three."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    times = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            lay_out(text)
        times.append(time.process_time() - start)
    return size / min(times)


def main() -> None:
    """Print the table."""
    texts = paragraphs()
    print("| lines broken by | cells | MB/s |\n| --- | ---: | ---: |")
    for width in (40, 60, 80):
        rows: list[tuple[str, Callable[[str], object]]] = [
            ("qa-reader", lambda text, width=width: wrap(text, Measure(width)).rows),
            ("qa-reader, at phrases", lambda text, width=width: wrap(text, Measure(width, phrase=True)).rows),
            ("Rich, as Textual does", lambda text, width=width: divide_line(text, width)),
        ]
        for name, lay_out in rows:
            print(f"| {name} | {width} | {rate(lay_out, texts):.1f} |")
    print(f"\nPython {sys.version.split()[0]}; {SIZE / 1e6:.0f} MB, processor time")


if __name__ == "__main__":
    main()
