"""Names that work everywhere, and folders found by their digits."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import TRANSCRIPT, notes, say

from qa_reader.store import layout
from qa_reader.store.layout import Writer
from qa_reader.store.store import Store

ANY = st.text(st.characters(exclude_characters="\0"), max_size=300)


@given(ANY.filter(bool))
def test_a_folders_name_fits_every_file_system(transcript: str) -> None:
    name = layout.folder(transcript)
    assert 0 < len(name.encode("utf-8", "strict")) <= 255
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name[0] != "."
    assert name == unicodedata.normalize("NFC", name)
    assert layout.folder_digits(name) == layout.digits(transcript)


@given(ANY, st.integers(1, 10_000))
def test_a_writers_files_are_told_from_others(annotator: str, number: int) -> None:
    writer = Writer(annotator, "0a1b2c")
    name = writer.file(number)
    assert len(name.encode()) <= 200
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert not name.startswith(".")
    assert writer.number(name) == number
    assert writer.number(name.replace(".json", " (1).json")) is None
    assert Writer(annotator, "0a1b2d").number(name) is None


def test_japanese_names_stay_readable() -> None:
    assert layout.folder(TRANSCRIPT).startswith("令和3年--予算特別委員会.txt-")
    assert Writer("間ひとみ", "0a1b2c").file(2) == "間ひとみ-0a1b2c.2.json"


def test_names_that_differ_only_where_they_were_cut_get_folders_of_their_own(store: Store) -> None:
    first, second = "議" * 90 + "1.txt", "議" * 90 + "2.txt"
    store.append({first: [say("一", transcript=first)], second: [say("二", transcript=second)]})
    assert notes(store, first) == ["一"]
    assert notes(store, second) == ["二"]


def test_a_folder_somebody_renamed_is_found_by_its_digits(store: Store, annotations: Path) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    (folder,) = (path for path in annotations.iterdir() if path.is_dir())
    folder.rename(annotations / f"改名-{layout.digits(TRANSCRIPT)}")
    fresh = Store(annotations, Writer("佐藤", "0a1b2c"))
    fresh.append({TRANSCRIPT: [say("後")]})
    assert notes(fresh) == ["前", "後"]
    assert len([path for path in annotations.iterdir() if path.is_dir()]) == 1


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def test_git_keeps_what_was_said_and_leaves_out_the_rest(repository: Path, store: Store) -> None:
    store.append({"a.txt": [say()], "": [say()]})
    store.append({"a.txt": [say()], "": [say()]})
    (repository / "annotations" / ".workspace" / ".佐藤-0a1b2c.json.00000000.tmp").touch()
    listed = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files", "-o", "--exclude-standard"],
        cwd=repository, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    folder = layout.folder("a.txt")
    assert sorted(filter(None, listed)) == sorted(
        [
            "annotations/.gitattributes",
            "annotations/.gitignore",
            "annotations/.workspace/佐藤-0a1b2c.json",
            f"annotations/{folder}/佐藤-0a1b2c.json",
        ]
    )


def test_gits_instructions_are_left_as_somebody_changed_them(store: Store, annotations: Path) -> None:
    annotations.mkdir()
    (annotations / ".gitignore").write_text("mine\n")
    store.append({"a.txt": [say()]})
    assert (annotations / ".gitignore").read_text() == "mine\n"
    assert "merge=union" in (annotations / ".gitattributes").read_text()
