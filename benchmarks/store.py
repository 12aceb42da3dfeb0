"""What durable annotations cost: ours beside TinyDB's default storage and SQLite, in one run.

    python benchmarks/store.py [--counts 10 1000 10000] [--many 100000] [--folder DIR]

Every write is timed until it is on disk. TinyDB's default writes in place, so that a crash may take it all;
it is here because it is what one gets without this store. SQLite is in WAL mode with full sync. Give
`--folder` on the disk that matters: a temporary folder may lie in memory, where nothing costs anything.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import orjson
from tinydb import TinyDB, where

from qa_reader.annotation.records import Revision, new_doc, newest, now, revised, to_document, uuid7
from qa_reader.store.store import Store, Writer

TRANSCRIPT = "minutes/2021-03-05.txt"


def revision(number: int, transcript: str = TRANSCRIPT) -> Revision:
    return Revision(
        id=uuid7(),
        rev=1,
        change=uuid7(),
        kind="annotation",
        annotator="佐藤",
        question=f"{transcript}#q{number % 40 + 1}",
        time=now(),
        doc=new_doc(),
        part="span",
        anchor={"first": {"block": number, "offset": 3}, "exact": "検討してまいります", "before": "前" * 32},
        codes=("hedged", "promise"),
        note=f"{number}: 期限は言っていない。次の定例会で確かめる。",
    )


class Subject(Protocol):
    """A store under measurement; every method returns when the change is as safe as it gets."""

    rounds: int

    def __init__(self, folder: Path) -> None: ...
    def fill(self, count: int) -> None: ...
    def add(self, number: int) -> str: ...
    def edit(self, identity: str) -> None: ...
    def delete(self, identity: str) -> None: ...
    def read(self) -> int: ...


class Ours:
    rounds = 60

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "annotations", Writer("佐藤", "0a1b2c"))
        self.said: dict[str, Revision] = {}

    def fill(self, count: int) -> None:
        self.store.append({TRANSCRIPT: [revision(number) for number in range(count)]})

    def add(self, number: int) -> str:
        new = revision(number)
        self._keep(new)
        return new.id

    def edit(self, identity: str) -> None:
        self._keep(revised(self.said[identity], uuid7(), "佐藤", note="書き直した。"))

    def delete(self, identity: str) -> None:
        self._keep(revised(self.said[identity], uuid7(), "佐藤", deleted=True))

    def read(self) -> int:
        return sum(not line.deleted for line in newest(self.store.read(TRANSCRIPT).revisions).values())

    def _keep(self, line: Revision) -> None:
        self.store.append({TRANSCRIPT: [line]})
        self.said[line.id] = line


class Default:
    rounds = 12

    def __init__(self, folder: Path) -> None:
        self.path = folder / "db.json"
        self.table = TinyDB(self.path).table("annotations", cache_size=0)

    def fill(self, count: int) -> None:
        self.table.insert_multiple([to_document(revision(number)) for number in range(count)])

    def add(self, number: int) -> str:
        new = revision(number)
        self.table.insert(to_document(new))
        return new.id

    def edit(self, identity: str) -> None:
        self.table.update({"note": "書き直した。"}, where("id") == identity)

    def delete(self, identity: str) -> None:
        self.table.remove(where("id") == identity)

    def read(self) -> int:
        return len(self.table.all())


class SQLite:
    rounds = 60

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "db.sqlite", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute("CREATE TABLE IF NOT EXISTS said(id TEXT PRIMARY KEY, document TEXT)")

    def fill(self, count: int) -> None:
        self.connection.execute("BEGIN")
        for number in range(count):
            self.add(number)
        self.connection.execute("COMMIT")

    def add(self, number: int) -> str:
        new = revision(number)
        document = json.dumps(to_document(new), ensure_ascii=False)
        self.connection.execute("INSERT INTO said VALUES(?, ?)", (new.id, document))
        return new.id

    def edit(self, identity: str) -> None:
        (text,) = self.connection.execute("SELECT document FROM said WHERE id = ?", (identity,)).fetchone()
        document = json.loads(text) | {"note": "書き直した。"}
        self.connection.execute("UPDATE said SET document = ? WHERE id = ?", (json.dumps(document), identity))

    def delete(self, identity: str) -> None:
        self.connection.execute("DELETE FROM said WHERE id = ?", (identity,))

    def read(self) -> int:
        return len([json.loads(text) for (text,) in self.connection.execute("SELECT document FROM said")])


def timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def measure(kind: type[Subject], count: int, folder: Path) -> list[float]:
    """Median milliseconds of an add, its 95th percentile, of an edit, of a delete; of opening once."""
    subject = kind(folder)
    subject.fill(count)
    subject.delete(subject.add(count))
    ids: list[str] = []
    adds = [timed(lambda n=number: ids.append(subject.add(n))) for number in range(subject.rounds)]
    edits = [timed(lambda i=identity: subject.edit(i)) for identity in ids]
    deletes = [timed(lambda i=identity: subject.delete(i)) for identity in ids]
    fresh = kind(folder)
    opening = timed(fresh.read)
    assert fresh.read() == count
    return [
        statistics.median(adds),
        statistics.quantiles(adds, n=20)[-1],
        statistics.median(edits),
        statistics.median(deletes),
        opening,
    ]


def worst(folder: Path) -> float:
    """Median milliseconds of an add into a file that is nearly full: the most that one of ours costs."""
    subject = Ours(folder)
    subject.fill(470)
    subject.add(0)
    return statistics.median(timed(lambda: subject.add(0)) for _ in range(20))


def spread(count: int, folder: Path) -> tuple[float, float, float, float]:
    """`count` annotations over 1,000 transcripts, ms: bare JSON, reading all, polling all, an add then."""
    ids = [f"m{number}.txt" for number in range(1000)]
    filling = Store(folder / "annotations", Writer("佐藤", "0a1b2c"))
    for transcript in ids:
        filling.append({transcript: [revision(number, transcript) for number in range(count // 1000)]})
    del filling
    files = sorted(folder.rglob("m*/*.json"))
    bare = timed(lambda: [orjson.loads(path.read_bytes()) for path in files])
    store = Store(folder / "annotations", Writer("佐藤", "0a1b2c"))
    reading = timed(lambda: [store.read(transcript) for transcript in ids])
    polling = timed(lambda: [store.signature(transcript) for transcript in ids])
    adds = [timed(lambda: store.append({ids[7]: [revision(new_doc())]})) for _ in range(20)]
    return bare, reading, polling, statistics.median(adds)


@contextlib.contextmanager
def empty(parent: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=parent) as name:
        yield Path(name)


def main() -> None:
    """Print two tables; the ratios in brackets are to the first count of the same subject."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="*", default=[10, 1000, 10_000])
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    print("| store | there | add ms | × first | p95 | edit ms | delete ms | open ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, kind in (("ours", Ours), ("TinyDB default", Default), ("SQLite WAL, full", SQLite)):
        first = 0.0
        for count in chosen.counts:
            with empty(chosen.folder) as folder:
                add, p95, edit, delete, opening = measure(kind, count, folder)
            first = first or add
            figures = f"{add:.2f} | {add / first:.1f} | {p95:.2f} | {edit:.2f} | {delete:.2f} | {opening:.0f}"
            print(f"| {name} | {count:,} | {figures} |", flush=True)
        if kind is Ours:
            with empty(chosen.folder) as folder:
                full = worst(folder)
            print(f"| ours, a file nearly full | 470 | {full:.2f} | {full / first:.1f} | | | | |", flush=True)
    with empty(chosen.folder) as folder:
        bare, reading, polling, adding = spread(chosen.many, folder)
    print(f"\n{chosen.many:,} annotations over 1,000 transcripts: read all {reading:.0f} ms", end="")
    print(f" (orjson alone {bare:.0f}), poll all {polling:.0f} ms, add one {adding:.2f} ms")


if __name__ == "__main__":
    main()
