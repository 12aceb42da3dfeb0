"""Reports, counts and tables from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def shown(run) -> list[dict]:
    return run("report", "show", "--json").lines


def test_a_report_from_nothing_to_a_file(run, workspace: Path) -> None:
    assert run("report").status == 1
    assert run("report", "new", "窓口の答弁").status == 0
    assert "2 quotes added, it has 2 now" in run("report", "add", "窓口#q1", "窓口#q2/a").out
    assert run("report", "heading", "待ち時間", "--at", "1").status == 0
    assert run("report", "comment", "少ない", "--on", "2").status == 0
    assert run("report", "comment", "以上").status == 0
    assert [(item["type"], item["text"]) for item in shown(run)] == [
        ("heading", "待ち時間"), ("quote", "少ない"), ("quote", ""), ("comment", "以上"),
    ]  # fmt: skip
    ran = run("report", "write", "--format", "markdown")
    assert ran.out.startswith("# 窓口の答弁\n\n## 待ち時間\n\n> ")
    assert "少ない" in ran.out
    assert "2 quotes" in ran.err
    assert run("report", "write", "-o", "out.html").status == 0
    assert (workspace / "out.html").read_text("utf-8").startswith("<!doctype html>")
    assert run("report", "write", "-o", "out.html").status == 2  # is there already
    assert run("report", "write", "-o", "out.html", "--force").status == 0


def test_items_are_moved_and_taken_out(run) -> None:
    run("report", "add", "窓口#q1", "窓口#q2", "窓口#q3")
    run("report", "move", "3", "1")
    assert [item["of"] for item in shown(run)] == ["窓口.txt#q3", "窓口.txt#q1", "窓口.txt#q2"]
    record = shown(run)[1]["id"]
    run("report", "move", record[-8:], "3")
    assert [item["of"] for item in shown(run)] == ["窓口.txt#q3", "窓口.txt#q2", "窓口.txt#q1"]
    run("report", "remove", "1", "2")
    assert [item["of"] for item in shown(run)] == ["窓口.txt#q1"]
    assert run("undo").status == 0
    assert len(shown(run)) == 3
    assert "1 item taken out" in run("report", "remove", "2", "2").out
    assert run("report", "comment", "以上").status == 0
    assert "no quote" in run("report", "accept", "3").err


def test_several_reports(run) -> None:
    run("report", "new", "一")
    run("report", "new", "二")
    run("report", "add", "窓口#q1", "--to", "一")
    assert {line["name"]: line["quotes"] for line in run("report", "list", "--json").lines} == {
        "一": 1,
        "二": 0,
    }
    assert run("report", "move", shown(run)[0]["id"], "1", "--to", "二").status == 0
    assert {line["name"]: line["quotes"] for line in run("report", "list", "--json").lines} == {
        "一": 0,
        "二": 1,
    }
    assert run("report", "rename", "三", "--to", "二").status == 0
    assert run("report", "delete", "三").status == 0
    assert run("report", "show", "三").status == 2


@pytest.mark.parametrize(
    "asked",
    [
        ("show",),
        ("write",),
        ("remove", "1"),
        ("add", "窓口#q9"),
        ("add", "窓口#q4/a"),
        ("rename", "x"),
        ("fly",),
    ],
)
def test_what_cannot_be_is_one_line(run, asked: tuple[str, ...]) -> None:
    ran = run("report", *asked)
    assert ran.status in (1, 2)
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_a_changed_transcript_is_told_and_accepted(run, workspace: Path) -> None:
    run("report", "add", "窓口#q1/a")
    page = workspace / "窓口.txt"
    page.write_text(page.read_text("utf-8").replace("25分", "20分"), "utf-8")
    assert shown(run)[0]["doubt"] == "changed"
    assert "other words now" in run("report", "write").err
    run("report", "accept", "1")
    assert shown(run)[0]["doubt"] is None


def said(run) -> None:
    run("tag", "窓口#q1", "answered")
    run("tag", "窓口#q2", "committed")
    run("note", "窓口#q2", "=1+1")
    run("highlight", "窓口#q2", "--quote", "令和7年10月から", "--code", "deadline")


def test_where_there_is_nothing_to_count_it_is_said(run, workspace: Path) -> None:
    (workspace / "空").mkdir()
    ran = run("report", "counts", "空")
    assert (ran.status, ran.out, ran.err) == (1, "", "qa-reader: nothing to count yet\n")


def test_counts_open_to_their_records(run) -> None:
    said(run)
    assert "Stances by who answered" in run("report", "counts").out
    found = run("report", "counts", "--json").lines
    records = {line["id"] for line in run("list", "--json").lines}
    assert {record for line in found if line["figure"] != "left" for record in line["records"]} <= records
    assert [line["count"] for line in found if line["of"] == "untagged"] == [1]


def test_figures_are_written_as_pictures(run, workspace: Path) -> None:
    said(run)
    assert run("report", "counts", "--svg", "figures").status == 0
    assert {path.name for path in (workspace / "figures").iterdir()} >= {"speakers.svg", "codes.svg"}


def test_tables_have_every_row_and_say_so(run, workspace: Path) -> None:
    said(run)
    ran = run("export", "--format", "jsonl")
    assert "4 annotations, all that the store holds" in ran.err
    assert {line["id"] for line in ran.lines} == {line["id"] for line in run("list", "--json").lines}
    assert len(run("export", "--format", "jsonl", "--rows", "exchanges").lines) == 4
    run("delete", ran.lines[0]["id"])
    assert "1 deleted ones left out" in run("export").err
    (workspace / "窓口.txt").unlink()
    again = run("export", "--format", "jsonl")
    assert len(again.lines) == 3
    assert "all that the store holds" in again.err


def test_formats_by_the_files_ending(run, workspace: Path) -> None:
    said(run)
    for name, begins in (
        ("t.csv", b"id,question,"),
        ("t.xlsx", b"PK"),
        ("t.jsonl", b"{"),
        ("t.html", b"<!doctype"),
    ):
        assert run("export", "-o", name).status == 0
        assert (workspace / name).read_bytes().startswith(begins)
    assert "'=1+1" in (workspace / "t.csv").read_text("utf-8")
    run("export", "--bom", "-o", "bom.csv")
    assert (workspace / "bom.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    rows = [json.loads(line) for line in (workspace / "t.jsonl").read_text("utf-8").splitlines()]
    assert "=1+1" in {row["note"] for row in rows}


def test_no_transcript_is_written_over(run, workspace: Path) -> None:
    said(run)
    before = (workspace / "窓口.txt").read_bytes()
    ran = run("export", "--force", "--format", "csv", "-o", "窓口.txt")
    assert ran.status == 2
    assert run("report", "counts", "--force", "--png", "窓口.txt").status == 2
    assert (workspace / "窓口.txt").read_bytes() == before


@pytest.mark.parametrize("ending", ["md", "html", "docx", "tex", "txt"])
def test_a_report_as_written_passes_its_own_check(run, ending: str) -> None:
    run("report", "add", "窓口#q1", "窓口#q2/a", "窓口#q3")
    run("report", "heading", "案内", "--at", "3")
    run("report", "write", "-o", f"report.{ending}")
    ran = run("quote", "--verify", f"report.{ending}")
    assert ran.status == 0, ran.out
    assert " 0 different, 0 not found" in ran.out


def test_quotes_of_several_transcripts_go_in_at_once(run, workspace: Path) -> None:
    folder = workspace / "四月"
    folder.mkdir()
    (folder / "窓口.txt").write_bytes((workspace / "窓口.txt").read_bytes())
    run("note", "窓口#q1", "まず")
    record = run("list", "--json").lines[0]["id"]
    ran = run("report", "add", "四月/窓口#q1", "四月/窓口.txt#q2", "窓口#q1", record)
    assert ran.status == 0
    assert "4 quotes added" in ran.out
    ran = run("quote", "四月/窓口#q1", "窓口#q1")
    assert ran.status == 0


@pytest.mark.parametrize("rows", ["annotations", "exchanges"])
@pytest.mark.parametrize("ending", ["csv", "jsonl", "html"])
def test_what_was_exported_is_no_transcript(run, workspace: Path, ending: str, rows: str) -> None:
    said(run)
    before = {line["path"] for line in json.loads(run("inspect", ".", "--json").out)}
    for bom in ([], ["--bom"]):
        assert run("export", "--rows", rows, "--force", "-o", f"told.{ending}", *bom).status == 0
        assert {line["path"] for line in json.loads(run("inspect", ".", "--json").out)} == before


def test_nothing_is_written_over_a_transcript_or_into_the_annotations(run, workspace: Path) -> None:
    other = workspace / "四月.txt"
    other.write_bytes((workspace / "窓口.txt").read_bytes())  # nothing was said of it
    run("note", "窓口#q1", "まず")
    for file in ("窓口.txt", "四月.txt", "annotations/report.md"):
        ran = run("export", "--force", "--format", "csv", "-o", file)
        assert ran.status == 2
        assert "belongs to the workspace" in ran.err
    assert other.read_bytes() == (workspace / "窓口.txt").read_bytes()
    ran = run("export", "-o", "gone/report.csv")
    assert (ran.status, ran.err) == (2, "qa-reader: gone/report.csv: No such file or directory\n")
