"""The text of an annotation file: ours, other TinyDB files, and what is left of damaged ones."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import TRANSCRIPT, say
from tinydb import TinyDB

from qa_reader.store import layout
from qa_reader.store.format import compose, parse, salvage
from qa_reader.store.lines import Lines, dump, load
from qa_reader.store.store import Store

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text() | st.floats(-1e300, 1e300),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
Documents = dict[int, dict[str, object]]
DOCUMENTS = st.dictionaries(
    st.integers(0, 2**63 - 1), st.dictionaries(st.text(max_size=8), JSON, max_size=4), max_size=6
)


def lines(documents: Documents) -> Lines:
    return {doc: dump(document) for doc, document in documents.items()}


@given(DOCUMENTS)
def test_what_is_composed_is_parsed(documents: Documents) -> None:
    data = compose({"_default": lines(documents)})
    parsed = parse(data)
    assert parsed.whole
    assert {doc: load(text) for doc, text in parsed.tables["_default"].items()} == documents
    assert compose(parsed.tables) == data


@given(DOCUMENTS, DOCUMENTS)
def test_other_tables_are_written_back(ours: Documents, theirs: Documents) -> None:
    data = compose({"_default": lines(ours), 'a "table"': lines(theirs)})
    assert json.loads(data) == {
        "_default": {str(doc): document for doc, document in ours.items()},
        'a "table"': {str(doc): document for doc, document in theirs.items()},
    }
    assert compose(parse(data).tables) == data


@given(DOCUMENTS, st.integers(0, 4))
def test_any_tinydb_file_is_understood(documents: Documents, indent: int) -> None:
    data = json.dumps(
        {"_default": {str(doc): document for doc, document in documents.items()}}, indent=indent
    )
    parsed = parse(data.encode())
    assert parsed.whole
    assert {doc: load(text) for doc, text in parsed.tables["_default"].items()} == documents


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    parsed = parse(data)
    assert parse(compose(parsed.tables)).tables.get("_default", {}) == parsed.tables.get("_default", {})


@given(st.data())
def test_a_cut_file_keeps_its_whole_lines(data: st.DataObject) -> None:
    documents = {n: {"id": f"r{n}", "note": f"第{n}問\n{{}}", "time": "t"} for n in range(1, 9)}
    whole = compose({"_default": lines(documents)})
    cut = data.draw(st.integers(0, len(whole) - 1))
    complete = [n for n in documents if whole.find(dump(documents[n])) + len(dump(documents[n])) <= cut]
    parsed = parse(whole[:cut])
    assert {n: load(text) for n, text in parsed.tables["_default"].items()} == {
        n: documents[n] for n in complete
    }


def test_lines_stand_in_the_order_of_their_ids_one_document_each(store: Store, own_file) -> None:
    store.append({TRANSCRIPT: [say(f"{n}\n") for n in range(20)]})
    rows = own_file().read_bytes().split(b"\n")
    assert rows[0] == b'{"_default": {'
    assert rows[1].startswith(b'"0": {')
    assert rows[-2:] == [b"}}", b""]
    ids = [int(row.split(b'"')[1]) for row in rows[1:-2]]
    assert ids == sorted(ids)
    assert all(row.startswith(b',"') for row in rows[2:-2])
    assert all(0 < doc < 2**63 for doc in ids[1:])


def test_text_is_not_escaped_and_keys_are_sorted(store: Store, own_file) -> None:
    store.append({TRANSCRIPT: [say("検討してまいります 🙂")]})
    row = own_file().read_text(encoding="utf-8").split("\n")[2]
    assert "検討してまいります 🙂" in row
    keys = list(json.loads(row.partition(": ")[2]))
    assert keys == sorted(keys)


def test_stock_tinydb_opens_it(store: Store, own_file) -> None:
    said = [say("一"), say("二")]
    store.append({TRANSCRIPT: said})
    with TinyDB(own_file(), encoding="utf-8", access_mode="r") as stock:
        found = {document.doc_id: document["note"] for document in stock if document.get("kind") != "header"}
        assert found == {revision.doc: revision.note for revision in said}
        assert stock.get(doc_id=0)["kind"] == "header"


def test_what_stock_tinydb_wrote_is_read_and_kept(store: Store, own_file) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    with TinyDB(own_file(), encoding="utf-8", ensure_ascii=False) as stock:
        stock.table("theirs").insert({"mine": [1, 2.5, None]})
    store.append({TRANSCRIPT: [say("後")]})
    assert [revision.note for revision in store.read(TRANSCRIPT).revisions] == ["前", "後"]
    assert json.loads(own_file().read_bytes())["theirs"] == {"1": {"mine": [1, 2.5, None]}}


def test_two_documents_under_one_id_are_both_kept() -> None:
    older, newer = {"rev": 1, "time": "1", "note": "前"}, {"rev": 2, "time": "2", "note": "後"}
    row = b'"7": %s'
    data = b'{"_default": {\n' + row % dump(older) + b"\n," + row % dump(newer) + b"\n}}\n"
    found = {doc: load(text) for doc, text in parse(data).tables["_default"].items()}
    assert found[7] == newer
    assert sorted(document["note"] for document in found.values()) == ["前", "後"]
    twice = b'{"_default": {' + row % dump(newer) + b"," + row % dump(newer) + b"}}"
    assert list(parse(twice).tables["_default"]) == [7]


def test_numbers_that_are_no_json_are_not_taken_for_it() -> None:
    parsed = parse(b'{"_default": {"1": {"a": NaN}, "2": {"a": 1}}}')
    assert not parsed.whole
    assert list(parsed.tables["_default"]) == [2]
    with pytest.raises(ValueError, match="float"):
        dump({"a": math.nan, "b": "\ud800"})


def test_hostile_nesting_does_not_hang() -> None:
    assert salvage(b'"1": {' * 200_000) == {}
    assert salvage(b'"1":' + b" " * 500_000 + b'"2": {}') == {2: b"{}"}


def test_a_kept_file_of_schema_1_is_read(tmp_path: Path) -> None:
    """The sample is never changed: every later program must read it as this one does."""
    sample = Path(__file__).parent / "samples" / "schema-1.json"
    data = sample.read_bytes()
    parsed = parse(data)
    assert parsed.whole
    assert compose(parsed.tables) == data
    folder = tmp_path / layout.folder("見本.txt")
    folder.mkdir()
    (folder / "sample-000000.json").write_bytes(data)
    kept = Store(tmp_path).read("見本.txt")
    assert kept.problems == ()
    assert [(r.kind, r.part, r.deleted, r.note) for r in kept.revisions] == [
        ("unit", "unit", False, ""),
        ("annotation", "answers", False, "期限を言っていない"),
        ("annotation", "span", False, "「検討」"),
        ("annotation", "answers", True, "期限を言っていない"),
    ]
    assert dict(kept.revisions[2].extra) == {"certainty": 0.5}
