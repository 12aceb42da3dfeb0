"""Searching a workspace: how long until the first hits and until the last, by kind of query.

    python benchmarks/search.py                     a workspace of 100 MB made for this run
    python benchmarks/search.py --megabytes 10
    python benchmarks/search.py --corpus FOLDER     your own (it is only read)

The workspace is made of sentences, recombined at random: those of the real transcripts beside a developer's
checkout where there are some (the more words, the fairer), else those of the examples. The reader's caches
go to a folder of this run. The first search has to read the files, and is told apart.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAKER = ROOT.parent / "shared" / "tools" / "make_corpus.py"
FILE = 600_000
"""Bytes a file: the minutes of a day."""
FIRST = 50
"""Hits that fill a screen."""

QUERIES = {
    "1 character": ["区", "議", "水"],
    "2": ["検討", "避難", "財源", "手続", "縄文"],
    "3 to 6": ["議事録", "情報公開", "構造改革", "デジタル化", "ワクチン", "プラネタリウム"],
    "7 and more": ["検討してまいります", "いかがお考えでしょうか", "財政調整基金の取崩し"],
    "in answers": ["a:検討", "a:避難所"],
    "exact": ["=検討", "=ＤＸ"],
    "expression": ["/第[0-9]+回/", "/検討.{0,10}まい/"],
    "romaji": ["kentou", "hinanjo", "kouzoukaikaku", "suishin", "zaigen", "de-ta"],
    "romaji, begun": ["kouzoukaik", "kensh"],
}


def made(folder: Path, megabytes: int) -> str:
    """Fill `folder` with a workspace of that size; say of what."""
    if MAKER.exists():
        pairs = megabytes * 660
        command = [sys.executable, str(MAKER), "--pairs", str(pairs), "--split", "400", "-o", str(folder)]
        subprocess.run(command, check=True)
        return "sentences of real transcripts"
    chance = random.Random(1)
    texts = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "examples").rglob("*.txt")))
    sentences = re.findall(r"[^。\n]{8,}。", texts)
    for number in range(megabytes * 1_000_000 // FILE):
        (folder / f"minutes{number}.txt").write_text("\n".join(_page(chance, sentences)), "utf-8")
    return "sentences of the examples"


def _page(chance: random.Random, sentences: list[str]) -> Iterator[str]:
    size, number = 0, 0
    yield f"令和{chance.randint(1, 8)}年 第{chance.randint(1, 4)}回定例会の質疑\n"
    while size < FILE:
        number += 1
        asked, said = ("".join(chance.choices(sentences, k=chance.randint(2, 9))) for _ in range(2))
        size += 3 * (len(asked) + len(said))
        yield f"質問{number}\n\n森の質問\n\n{asked}\n\n担当課長の答弁\n\n{said}\n"


def timed(corpus: Path) -> None:
    """Search, and print what it took."""
    from qa_reader.desk.searching import Searching
    from qa_reader.desk.workspace import Desk
    from qa_reader.language.query import parse

    searching = Searching(Desk.open(corpus))
    begun = time.perf_counter()
    sum(1 for _ in searching.hits(parse("検討")))
    print(f"first search of a session   {time.perf_counter() - begun:8.1f} s")
    sum(1 for _ in searching.hits(parse("kentou")))
    print(f"\n{'query':24} {'hits':>8} {'first':>9} {'all':>9}   (first {FIRST} hits and all, ms)")
    firsts, alls = [], []
    for kind, queries in QUERIES.items():
        rows = []
        for typed in queries:
            for _ in range(3):
                begun = time.perf_counter()
                hits = searching.hits(parse(typed))
                found = sum(1 for _ in islice(hits, FIRST))
                first = time.perf_counter() - begun
                found += sum(1 for _ in hits)
                rows.append((first * 1000, (time.perf_counter() - begun) * 1000, found))
        first, whole, found = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{kind:24} {found:8.0f} {first:9.1f} {whole:9.1f}")
        if kind in tuple(QUERIES)[:6]:
            firsts += [row[0] for row in rows]
            alls += [row[1] for row in rows]
    for name, figures in (("first", firsts), ("all", alls)):
        cut = statistics.quantiles(figures, n=20)
        print(f"words, {name:18} p50 {statistics.median(figures):.1f} ms, p95 {cut[-1]:.1f} ms")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    """Make the workspace; search it in a process whose caches are empty, and in one where they are not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--timed", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.timed:
        timed(asked.timed)
        return
    with tempfile.TemporaryDirectory() as scratch:
        corpus = asked.corpus or Path(scratch) / "workspace"
        corpus.mkdir(exist_ok=True)
        of = "as given" if asked.corpus else made(corpus, asked.megabytes)
        sizes = [path.stat().st_size for path in corpus.rglob("*") if path.is_file()]
        print(f"{sum(sizes) / 1e6:.0f} MB in {len(sizes)} files, {of}", flush=True)
        home = {"HOME": scratch, "XDG_CACHE_HOME": f"{scratch}/cache", "XDG_STATE_HOME": f"{scratch}/state"}
        for told in ("with an empty cache", "with the files parsed before"):
            print(f"\n{told}", flush=True)
            subprocess.run(
                [sys.executable, __file__, "--timed", str(corpus)], env={**os.environ, **home}, check=True
            )


if __name__ == "__main__":
    main()
