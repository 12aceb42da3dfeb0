"""Several readers of one workspace: whose words count, and who signs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_more_exact_date_of_another_reader_counts(run: Run, workspace: Path) -> None:
    assert run("meta", "窓口.txt", "date=2025-03-05", annotator="小川").status == 0
    assert "2025-03-05" in run("meta", "窓口.txt").out
    assert "2025" in run("quote", "窓口.txt#q1").out
    assert run("meta", "窓口.txt", "date=2024-03-05", annotator="小川").status == 0
    assert "2024" not in run("meta", "窓口.txt").out  # another year is another opinion


def test_a_name_that_nobody_gave_is_told_where_others_have_spoken(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "someone")
    assert run("tag", "窓口.txt#q1", "hedged", annotator=None).err.count("signed as") == 0
    assert run("tag", "窓口.txt#q1", "partial").err == ""
    assert "--annotator" in run("tag", "窓口.txt#q2", "committed", annotator=None).err


def test_an_ending_that_no_table_has_is_refused(run: Run, workspace: Path) -> None:
    run("tag", "窓口.txt#q1", "hedged")
    told = run("export", "-o", "a.foo")
    assert told.status == 2
    assert told.err.count("\n") == 1
    assert ".csv" in told.err
    assert not (workspace / "a.foo").exists()
