"""Annotations that cannot be written: what is said meanwhile is kept in another folder, and brought back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qa_reader.desk import changes, undo
from qa_reader.desk.workspace import Desk, Refused
from qa_reader.store.store import StoreError

Q1, Q2 = "road.txt#q1", "road.txt#q2"


def notes(desk: Desk) -> list[str]:
    return [annotation.revision.note for annotation in desk.reading("road.txt").said.annotations]


@pytest.fixture
def barred(desk: Desk, folder: Path) -> Desk:
    """A desk with one note, whose annotations have become another's and newer than this program."""
    changes.note(desk, Q1, "before")
    (file,) = folder.glob("annotations/road.txt-*/ana-*.json")
    file.write_text(file.read_text("utf-8").replace('"schema":1', '"schema":9'), "utf-8")
    opened = Desk.open(folder, annotator="ana")
    with pytest.raises(StoreError):
        changes.note(opened, Q2, "refused")
    return opened


def test_what_is_said_is_kept_in_the_other_folder(barred: Desk, folder: Path, tmp_path: Path) -> None:
    (record,) = barred.reading("road.txt").said.records.keys() & {
        annotation.id for annotation in barred.reading("road.txt").said.annotations
    }
    barred.keep_elsewhere(tmp_path / "new" / "elsewhere")
    changes.note(barred, Q2, "meanwhile")
    changes.edit(barred, "road.txt", record, note="before, and better")
    assert notes(barred) == ["before, and better", "meanwhile"]
    assert barred.look_again("road.txt") is False
    assert notes(Desk.open(folder)) == ["before"]
    assert barred.store.transcripts() == ["road.txt"]
    undo.undo(barred)
    assert notes(barred) == ["before", "meanwhile"]


def test_copied_back_it_is_all_there_once(barred: Desk, folder: Path, tmp_path: Path) -> None:
    barred.keep_elsewhere(tmp_path / "elsewhere")
    changes.note(barred, Q2, "meanwhile")
    (file,) = folder.glob("annotations/road.txt-*/ana-*.json")
    file.write_text(file.read_text("utf-8").replace('"schema":9', '"schema":1'), "utf-8")
    shutil.copytree(tmp_path / "elsewhere", folder / "annotations", dirs_exist_ok=True)
    again = Desk.open(folder, annotator="ana")
    assert notes(again) == ["before", "meanwhile"]
    changes.note(again, Q1, "after")
    barred.look_again("road.txt")
    assert notes(barred) == ["before", "meanwhile", "after"]


def test_a_folder_that_will_not_do_is_refused(barred: Desk, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "below", folder / "annotations"):
        with pytest.raises(Refused) as caught:
            barred.keep_elsewhere(place)
        assert "\n" not in str(caught.value)
    assert notes(barred) == ["before"]
