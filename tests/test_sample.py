"""The examples and what was said about them: a first run shows a full screen, and nothing of it is stale."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qa_reader.annotation.anchors import place
from qa_reader.desk.workspace import Desk

ROOT = Path(__file__).resolve().parents[1]

EXPECTED = {
    "海外/aldermere-ferry-inquiry.txt": 13,
    "汐見区議会/令和7年第1回定例会_窓口と避難所.txt": 13,
    "汐見区議会/令和8年第1回定例会_1年後の宿題.txt": 12,
    "白樺台市長_定例記者会見_令和7年11月12日.txt": 10,
}
"""Transcripts and how many exchanges each has."""


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """What `make run` opens."""
    folder = shutil.copytree(ROOT / "examples", tmp_path / "demo")
    shutil.copytree(ROOT / "annotations", folder / "annotations")
    return folder


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_examples_are_read_as_they_were_written(demo: Path) -> None:
    desk = Desk.open(demo)
    assert {entry.id for entry in desk.entries()} == EXPECTED.keys()
    found = {transcript: len(desk.reading(transcript).transcript.exchanges) for transcript in EXPECTED}
    assert found == EXPECTED


@pytest.mark.parametrize("transcript", sorted(EXPECTED))
def test_sample_annotations_stand_on_their_words(transcript: str, demo: Path) -> None:
    reading = Desk.open(demo).reading(transcript)
    assert not reading.kept.problems
    records = [record for record in reading.said.records.values() if not record.deleted]
    assert len(records) > 10
    for record in records:
        if record.anchor is not None:
            placed = place(record.anchor, reading.parsed)
            assert placed is not None, record
            assert reading.parsed.words(placed.span) == record.anchor["exact"]


def test_sample_is_what_its_commands_make(tmp_path: Path) -> None:
    made = tmp_path / "annotations"
    subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_sample.py"), str(made)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
    )
    assert files(made) == files(ROOT / "annotations"), "run python docs/make_sample.py"
