"""Tables of what was said: every record in them, and the very records out of them again."""

from __future__ import annotations

import csv as stock
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import HOSTILE, workspace

from qa_reader.annotation.codebook import built_in
from qa_reader.annotation.records import Revision
from qa_reader.annotation.said import said
from qa_reader.report.tables import csv, jsonl, xlsx
from qa_reader.report.tables.columns import RECORD
from qa_reader.report.tables.rows import Table, record_fields, records, unread

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LINE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
CODE = st.text(st.characters(categories=["L", "N"], include_characters=".-=+@"), min_size=1, max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
OBJECT = st.dictionaries(TEXT, JSON, max_size=3)


def revisions() -> st.SearchStrategy[Revision]:
    known = set(RECORD) - {"extra", "doc"}
    return st.builds(
        Revision,
        id=LINE,
        rev=st.integers(1, 10**6),
        change=LINE,
        kind=st.just("annotation"),
        annotator=TEXT,
        question=TEXT,
        time=LINE,
        part=st.sampled_from(["answers", "answer", "question", "span", "unit"]),
        anchor=st.none() | OBJECT,
        codes=st.lists(CODE, max_size=4).map(tuple),
        note=TEXT
        | st.sampled_from(["=1+1", "'=x", "@a", "+1", "\tx", "\rx", "＝ａ", "''-", '"', "a,b\r\nc"]),
        flag=st.booleans(),
        base=st.none() | LINE,
        deleted=st.booleans(),
        undoes=st.none() | LINE,
        data=OBJECT,
        extra=OBJECT.map(lambda extra: {k: v for k, v in extra.items() if k not in known}),
        doc=st.integers(1, 2**63 - 1),
    )


@given(st.lists(revisions(), max_size=6))
def test_csv_and_json_lines_give_the_same_records_back(given_records: list[Revision]) -> None:
    rows = [{**record_fields(each), "stances": {each.annotator: "partial"}} for each in given_records]
    assert records(jsonl.read(jsonl.write(rows, "annotations"), "annotations")) == given_records
    for bom in (False, True):
        data = csv.write(rows, "annotations", bom=bom)
        assert records(csv.read(data, "annotations")) == given_records


@given(st.lists(revisions(), min_size=1, max_size=4))
def test_no_cell_of_csv_begins_as_a_formula(given_records: list[Revision]) -> None:
    rows = [{**record_fields(each), "stances": {each.annotator: "partial"}} for each in given_records]
    text = csv.write(rows, "annotations").decode("utf-8")
    for line in stock.reader(StringIO(text, newline="")):
        assert not [cell for cell in line if cell[:1] in tuple("=+-@\t\r＝＋－＠")]


def test_all_that_was_said_of_a_workspace_reads_back(tmp_path: Path) -> None:
    desk = workspace(tmp_path, HOSTILE)
    reading = desk.reading("road.txt")
    rows = list(Table(reading).annotations())
    standing = {a.id: a.revision for a in reading.said.annotations}
    assert len(rows) == len(standing) == 5
    for data, read in (
        (csv.write(rows, "annotations"), csv.read),
        (jsonl.write(rows, "annotations"), jsonl.read),
    ):
        again = list(read(data, "annotations"))
        assert {each.id: each for each in records(again)} == standing
        assert [row["stances"] for row in again] == [row["stances"] for row in rows]


def test_a_row_has_what_a_reader_asks_for(tmp_path: Path) -> None:
    reading = workspace(tmp_path).reading("road.txt")
    rows = {row["words"] or row["stance"] or row["note"]: row for row in Table(reading).annotations()}
    promise = rows["来年度の前半"]
    assert promise["question"] == "road.txt#q1"
    assert promise["answer_text"] == "来年度の前半に補修を行う予定でございます。"
    assert promise["question_text"].startswith("駅前通り")
    assert promise["stances"] == {"ana": "committed"}
    assert (promise["speaker"], promise["codes"], promise["note"]) == ("担当課長", ["promise"], "期限")
    assert (promise["start_offset"], promise["end_offset"], promise["placed"]) == (0, 6, "same")
    assert promise["citation"].startswith("担当課長答弁、")
    assert promise["number"] == "1"
    assert rows["hedged"]["stances"] == {"ana": "hedged"}
    exchanges = list(Table(reading).exchanges())
    assert [row["question"] for row in exchanges] == ["road.txt#q1", "road.txt#q2"]
    assert exchanges[1]["notes"] == ["日付がない"]
    assert exchanges[0]["annotations"] == [
        row["id"] for row in rows.values() if row["question"] == "road.txt#q1"
    ]


def test_what_is_lost_or_orphaned_is_a_row_too(tmp_path: Path) -> None:
    desk = workspace(tmp_path)
    page = tmp_path / "road.txt"
    page.write_text(
        page.read_text("utf-8").replace("来年度の前半", "再来年度").replace("検討して", "研究して"), "utf-8"
    )
    desk.look_again("road.txt")
    reading = desk.reading("road.txt")
    rows = list(Table(reading).annotations())
    assert len(rows) == len(reading.said.annotations)
    assert {row["doubt"] for row in rows} >= {"lost", "changed"}
    alone = list(unread(said(reading.kept.revisions, None, built_in()), "road.txt"))
    assert {row["id"] for row in alone} == {row["id"] for row in rows}
    assert records(alone)


def book(tmp_path: Path, said: str = "") -> Any:
    table = Table(workspace(tmp_path, said).reading("road.txt"))
    made = xlsx.write({"annotations": list(table.annotations()), "exchanges": list(table.exchanges())})
    assert made.cut == 0
    return openpyxl.load_workbook(BytesIO(made.data))


def test_a_workbook_is_typed_filtered_and_frozen(tmp_path: Path) -> None:
    made = book(tmp_path)
    assert made.sheetnames == ["annotations", "exchanges"]
    sheet = made["annotations"]
    head = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    assert sheet.max_row == 1 + 5
    column = {name: at for at, name in enumerate(head)}
    offsets = [row[column["end_offset"]].value for row in sheet.iter_rows(min_row=2)]
    assert 6 in offsets
    assert "stance:ana" in column
    assert {row[column["flag"]].data_type for row in sheet.iter_rows(min_row=2)} == {"b"}


def test_hostile_words_are_words_in_a_workbook(tmp_path: Path) -> None:
    made = book(tmp_path, HOSTILE)
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=cmd|")]
    assert [cell for cell in cells if isinstance(cell.value, str) and "_x0041_" in cell.value]


def test_a_cell_longer_than_excel_allows_is_cut_and_told() -> None:
    row = {"note": "あ" * 40_000, "words": "𠮷" * 20_000}
    made = xlsx.write({"annotations": [row]})
    assert made.cut == 2
    sheet = openpyxl.load_workbook(BytesIO(made.data))["annotations"]
    longest = [cell.value for cell in sheet[2] if cell.value]
    assert all(value.endswith("…") and len(value.encode("utf-16-le")) // 2 <= 32_767 for value in longest)


def test_lone_surrogates_stop_no_table() -> None:
    row = {"note": "a\ud800b", "anchor": {"exact": "\udc00"}, "data": {}, "extra": {}}
    assert b"\\ud800" in csv.write([row], "annotations")
    line = json.loads(jsonl.write([row], "annotations"))
    assert line["note"] == "a\ud800b"
    xlsx.write({"annotations": [row]})


def test_parquet_has_typed_columns(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from qa_reader.report.tables import parquet as ours

    rows = list(Table(workspace(tmp_path, HOSTILE).reading("road.txt")).annotations())
    table = parquet.read_table(BytesIO(ours.write(rows, "annotations")))
    assert table.num_rows == len(rows)
    assert str(table.schema.field("start_offset").type) == "int64"
    assert table.column("codes").to_pylist() == [row["codes"] for row in rows]
    assert table.column("note").to_pylist() == [row["note"] for row in rows]


def test_more_rows_than_a_sheet_holds_are_not_cut_in_silence() -> None:
    with pytest.raises(xlsx.TooManyRows):
        xlsx.write({"annotations": [{}] * (xlsx.MOST_ROWS + 1)})
