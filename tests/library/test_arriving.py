"""Text from elsewhere becomes a new file, under a name every file system takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.library.arriving import take_in


def test_named_after_its_first_line(tmp_path: Path) -> None:
    data = "\n\n　令和7年 第1回定例会の質疑　\n\n質問1\n".encode("cp932")
    path = take_in(data, tmp_path)
    assert path.name == "令和7年 第1回定例会の質疑.txt"
    assert path.read_bytes() == data


def test_nothing_that_exists_is_touched(tmp_path: Path) -> None:
    names = [take_in(text, tmp_path, "x.md").name for text in (b"1", b"2", b"3")]
    assert names == ["x.md", "x-2.md", "x-3.md"]
    assert (tmp_path / "x.md").read_bytes() == b"1"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../etc/passwd", "etc passwd.txt"),
        ("a/b.md", "a b.md"),
        (".hidden", "hidden.txt"),
        ("q#3", "q 3.txt"),
        ("..", "transcript.txt"),
        ("", "transcript.txt"),
        ("a\nb\x00c", "a b c.txt"),
    ],
)
def test_names_that_cannot_be(name: str, file: str, tmp_path: Path) -> None:
    assert take_in(b"x", tmp_path, name).name == file


@given(st.text(max_size=300))
def test_whatever_the_first_line_the_file_is_in_the_folder(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        data = text.encode("utf-8", "replace")
        path = take_in(data, Path(folder))
        assert path.parent == Path(folder)
        assert os.listdir(folder) == [path.name]
        assert path.read_bytes() == data
        assert len(path.name.encode()) <= 255
        assert not path.name.startswith(".")
