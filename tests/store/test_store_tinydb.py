"""A segment is a TinyDB database like any other: what stock TinyDB does in memory, it does on disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from qa_reader.store.segment import Segment

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(1, 6), st.integers(0, 3)),
        st.tuples(st.just("set"), st.integers(1, 6), st.integers(0, 3)),
        st.tuples(st.just("increment"), st.integers(1, 6), st.just(0)),
        st.tuples(st.just("unset"), st.integers(1, 6), st.just(0)),
        st.tuples(st.just("remove"), st.integers(1, 6), st.just(0)),
        st.tuples(st.just("upsert"), st.integers(1, 6), st.integers(0, 3)),
        st.tuples(st.just("other table"), st.integers(1, 6), st.integers(0, 3)),
        st.tuples(st.just("drop"), st.just(0), st.just(0)),
    ),
    max_size=8,
)


def do(database: TinyDB, step: tuple[str, int, int]) -> object:
    """One step; what it returned or the kind of error it raised."""
    kind, doc, value = step
    try:
        if kind == "insert":
            return database.insert(Document({"n": value, "doc": doc}, doc))
        if kind == "set":
            return database.update({"n": value}, doc_ids=[doc])
        if kind == "increment":
            return database.update(increment("n"), where("doc") == doc)
        if kind == "unset":
            return database.update(delete("n"), (where("doc") == doc) & where("n").exists())
        if kind == "remove":
            return database.remove(where("doc") == doc)
        if kind == "upsert":
            return database.upsert({"n": value, "doc": doc}, where("doc") == doc)
        if kind == "drop":
            return database.drop_table("other")
        return database.table("other").insert(Document({"n": value}, doc))
    except (ValueError, KeyError) as error:
        return type(error)


def contents(database: TinyDB) -> dict[str, dict[int, dict[str, object]]]:
    """Every table that holds something."""
    tables = {name: {d.doc_id: dict(d) for d in database.table(name)} for name in database.tables()}
    return {name: documents for name, documents in tables.items() if documents}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(steps=STEPS)
def test_it_does_what_tinydb_does(steps: list[tuple[str, int, int]], tmp_path: Path) -> None:
    path = Path(tempfile.mkdtemp(dir=tmp_path)) / "one.json"
    ours, stock = Segment(path), TinyDB(storage=MemoryStorage)
    for step in steps:
        assert do(ours, step) == do(stock, step)
    assert contents(ours) == contents(stock) == contents(Segment(path))


def test_documents_are_fresh_at_every_read(tmp_path: Path) -> None:
    segment = Segment(tmp_path / "one.json")
    segment.insert(Document({"list": [1]}, 5))
    found = segment.get(doc_id=5)
    assert isinstance(found, Document)
    found["list"].append(2)
    assert segment.get(doc_id=5) == {"list": [1]}


def test_a_failing_update_leaves_no_trace(tmp_path: Path) -> None:
    segment = Segment(tmp_path / "one.json")
    segment.insert(Document({"n": 1}, 1))

    def break_off(document: dict[str, int]) -> None:
        document["n"] = 2
        raise RuntimeError

    with pytest.raises(RuntimeError):
        segment.update(break_off)
    assert segment.get(doc_id=1) == Segment(tmp_path / "one.json").get(doc_id=1) == {"n": 1}


def test_two_databases_over_one_file_see_each_other(tmp_path: Path) -> None:
    first, second = Segment(tmp_path / "one.json"), Segment(tmp_path / "one.json")
    first.insert(Document({"n": 1}, 1))
    assert second.search(where("n") == 1) == [{"n": 1}]
    second.update({"n": 2}, doc_ids=[1])
    assert first.search(where("n") == 2) == [{"n": 2}]
    assert first.search(where("n") == 1) == []


def test_two_edits_of_one_document_at_once_are_both_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "one.json"
    first, second = Segment(path), Segment(path)
    first.insert(Document({"n": 1, "rev": 1}, 1))
    fsync, raced = os.fsync, []

    def flush(descriptor: int) -> None:
        fsync(descriptor)
        if not raced:
            raced.append(True)
            second.update({"n": 3, "rev": 3}, doc_ids=[1])

    monkeypatch.setattr(os, "fsync", flush)
    first.update({"n": 2, "rev": 2}, doc_ids=[1])
    assert first.get(doc_id=1) == {"n": 3, "rev": 3}
    assert sorted(document["n"] for document in first) == [2, 3]
