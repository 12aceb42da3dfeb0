"""quote --verify: a finished report against the transcripts of the workspace."""

from __future__ import annotations

import json
from pathlib import Path

EXACT = "予約制につきましては、令和7年10月から実施いたします。"


def test_report_of_exact_quotes_passes(run, workspace: Path) -> None:
    for style, ending in (
        ("text", "txt"),
        ("markdown", "md"),
        ("html", "html"),
        ("latex", "tex"),
        ("org", "org"),
    ):
        report = workspace.parent / f"report.{ending}"
        report.write_text(run("quote", "窓口#q1", "窓口#q2", "--style", style).out, "utf-8")
        ran = run("quote", "--verify", report)
        assert ran.status == 0, ran.out
        assert "0 different, 0 not found" in ran.out


def test_difference_is_shown_with_place_and_id(run, workspace: Path) -> None:
    report = workspace / "report.md"
    report.write_text(f"課長は「{EXACT.replace('10月', '12月')}」と述べた。\n\n> {EXACT}\n", "utf-8")
    ran = run("quote", "--verify", report)
    assert ran.status == 1
    first, difference, second, _words, summary = ran.out.splitlines()
    assert first.startswith(f"{report}:1  differs")
    assert "窓口.txt#q2 line" in first
    assert "[-10-]{+12+}" in difference
    assert second.startswith(f"{report}:3  exact  窓口.txt#q2 line")
    assert summary == "2 quotes: 1 exact, 1 different, 0 not found"


def test_invented_quote_and_report_without_quotes(run, workspace: Path) -> None:
    report = workspace.parent / "a.txt"
    report.write_text("「給食費の無償化は来年度から全校で実施いたします。」", "utf-8")
    ran = run("quote", "--verify", report)
    assert (ran.status, "not found" in ran.out) == (1, True)
    report.write_text("Nothing is quoted here.", "utf-8")
    ran = run("quote", "--verify", report)
    assert (ran.status, ran.out) == (1, "no quotes found\n")


def test_verdicts_as_json(run, workspace: Path) -> None:
    report = workspace.parent / "a.txt"
    report.write_text(f"「{EXACT}」「今後については研究してまいります。」", "utf-8")
    exact, other = map(json.loads, run("quote", "--verify", report, "--json").out.splitlines())
    assert (exact["status"], exact["question"], exact["source"]) == ("exact", "窓口.txt#q2", EXACT)
    assert other["difference"] == [
        ["same", "今後については"], ["gone", "検討"], ["new", "研究"], ["same", "してまいります。"]
    ]  # fmt: skip


def test_report_is_held_only_against_what_is_named(run, workspace: Path) -> None:
    (workspace / "別.txt").write_text((workspace / "窓口.txt").read_text("utf-8"), "utf-8")
    report = workspace / "report.txt"
    report.write_text(f"「{EXACT}」", "utf-8")
    assert "and in 1 more place" in run("quote", "--verify", report).out
    named = run("quote", "別", "--verify", report).out
    assert "別.txt#q2" in named
    assert "more place" not in named


def test_report_that_cannot_be_read(run, workspace: Path) -> None:
    assert run("quote", "--verify", "none.txt").status == 2
    (workspace / "x.docx").write_bytes(b"PK\x03\x04")
    ran = run("quote", "--verify", "x.docx")
    assert ran.status == 2
    assert ran.err.count("\n") == 1
