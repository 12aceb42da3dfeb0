"""Which folder is the workspace, which files are in it, and what they are called."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import unicodedata
from pathlib import Path

import pytest

from qa_reader.library.naming import natural
from qa_reader.library.workspace import Entry, Outside, find, listing


def made(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("質問\n")


def ids(path: Path) -> list[str]:
    return [entry.id for entry in listing(find(path))]


def problems(path: Path) -> list[Entry]:
    return [entry for entry in listing(find(path)) if entry.problem]


def test_a_folder_is_its_own_workspace(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    workspace = find(tmp_path)
    assert workspace.root == workspace.opened == tmp_path
    assert workspace.annotations == tmp_path / "annotations"


def test_the_nearest_folder_with_annotations_is_the_workspace(tmp_path: Path) -> None:
    made(tmp_path, "令和3年/第1回/a.txt")
    (tmp_path / "annotations").mkdir()
    below = find(tmp_path / "令和3年" / "第1回")
    assert below.root == tmp_path
    assert [entry.id for entry in listing(below)] == ["令和3年/第1回/a.txt"]
    (tmp_path / "令和3年" / "annotations").mkdir()
    assert find(tmp_path / "令和3年" / "第1回").root == tmp_path / "令和3年"


def test_a_file_is_opened_alone_in_the_workspace_of_its_folder(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "b.txt")
    workspace = find(tmp_path / "a.txt")
    assert workspace.root == tmp_path
    assert ids(tmp_path / "a.txt") == ["a.txt"]


def test_the_search_upward_ends_at_home(own_home: Path) -> None:
    made(own_home / "minutes", "a.txt")
    (own_home.parent / "annotations").mkdir(exist_ok=True)
    try:
        assert find(own_home / "minutes").root == own_home / "minutes"
        (own_home / "annotations").mkdir()
        assert find(own_home / "minutes").root == own_home
    finally:
        (own_home.parent / "annotations").rmdir()


def test_workspace_and_annotations_can_be_said_outright(tmp_path: Path) -> None:
    made(tmp_path, "a/b.txt")
    workspace = find(tmp_path / "a", root=tmp_path, annotations=tmp_path / "elsewhere")
    assert (workspace.root, workspace.annotations) == (tmp_path, tmp_path / "elsewhere")
    with pytest.raises(Outside, match="--workspace"):
        find(tmp_path, root=tmp_path / "a")


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        find(tmp_path / "none")


def test_files_stand_in_natural_order_folder_by_folder(tmp_path: Path) -> None:
    names = ["第1回/①.txt", "第1回/②.txt", "第1回/⑩.txt", "第２回.txt", "第10回.txt"]
    shuffled = names[:]
    random.Random(1).shuffle(shuffled)
    made(tmp_path, *shuffled)
    assert ids(tmp_path) == names


def test_hidden_files_and_annotations_are_left_out(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "annotations/x/d.json", "e/annotations.txt")
    assert ids(tmp_path) == ["a.txt", "e/annotations.txt"]


def test_ids_are_nfc_and_lead_back_to_the_file(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "予算ガイド/プール.txt")
    made(tmp_path, decomposed)
    workspace = find(tmp_path)
    (entry,) = listing(workspace)
    assert entry.id == "予算ガイド/プール.txt"
    assert entry.path.read_text() == "質問\n"
    assert workspace.path(entry.id).read_text() == "質問\n"
    assert workspace.id(tmp_path / decomposed) == entry.id
    assert workspace.path("予算ガイド/ない.txt").name == "ない.txt"


@pytest.mark.parametrize("name", ["", "../a.txt", "a/../../b", "/etc/passwd", "a//b", "./a", "a\0b"])
def test_an_id_never_leads_out_of_the_workspace(name: str, tmp_path: Path) -> None:
    with pytest.raises(Outside):
        find(tmp_path).path(name)


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    made(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "a" / "b.txt")
    assert ids(tmp_path) == ["a/b.txt", "a/self", "linked.txt"]
    assert [entry.id for entry in problems(tmp_path)] == ["a/self"]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(tmp_path)
        listening.bind("s.txt")
        assert [entry.id for entry in problems(tmp_path)] == ["dead.txt", "pipe.txt", "s.txt"]
    assert all("\n" not in entry.problem for entry in problems(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    made(tmp_path, "a/b.txt", "c.txt")
    (tmp_path / "a").chmod(0)
    try:
        assert ids(tmp_path) == ["a", "c.txt"]
        assert [entry.id for entry in problems(tmp_path)] == ["a"]
    finally:
        (tmp_path / "a").chmod(0o700)


def test_folders_too_deep_are_told(tmp_path: Path) -> None:
    made(tmp_path, "/".join("d" * 60) + "/a.txt")
    (problem,) = problems(tmp_path)
    assert problem.id.startswith("d/d/")


def test_media_are_known_by_name(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "b.MP4", "c")
    assert {entry.id: entry.likely for entry in listing(find(tmp_path))} == {
        "a.txt": True,
        "b.MP4": False,
        "c": True,
    }


IGNORE = """\
# a comment

*.log
!keep.log
/top.txt
build/
a/**/z.txt
doc/*.txt
\\#odd
**/deep
"""


def test_gitignore_means_what_git_means(tmp_path: Path) -> None:
    names = [
        "x.log", "keep.log", "d/x.log", "top.txt", "d/top.txt", "build/a.txt", "d/build/b.txt", "e/build.txt",
        "a/z.txt", "a/b/c/z.txt", "doc/1.txt", "doc/sub/2.txt", "#odd", "q/deep/w.txt", "plain.txt",
        "own/skip.me", "own/not.txt",
    ]  # fmt: skip
    made(tmp_path, *names)
    (tmp_path / ".gitignore").write_text(IGNORE)
    (tmp_path / "own" / ".gitignore").write_text("*.me\n!not.txt\n")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    listed = subprocess.run(
        ["git", "ls-files", "-o", "--exclude-standard"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = sorted(name for name in listed.stdout.split("\n") if name and not name.endswith(".gitignore"))
    assert sorted(ids(tmp_path)) == expected
    assert ids(tmp_path / "doc") == ["doc/sub/2.txt".removeprefix("doc/")]


def test_hostile_patterns_do_not_hang(tmp_path: Path) -> None:
    made(tmp_path, "a" * 200 + ".txt", "/".join(["a"] * 30) + "/b.txt")
    (tmp_path / ".gitignore").write_text("*a*" * 60 + "b\n" + "**/" * 60 + "c\n")
    assert len(ids(tmp_path)) == 2


@pytest.mark.parametrize(
    "names",
    [
        ["第1回", "第2回", "第10回"],
        ["第１回", "第2回", "第１０回"],
        ["①", "②", "⑩", "⑳"],
        ["第一回", "第二回", "第十回", "第二十一回"],
        ["a1b2", "a1b10", "a2b1"],
        ["2021-3-5", "2021-03-06", "2021-11-01"],
        ["A.txt", "b.txt", "C.txt"],
    ],
)
def test_names_are_ordered_as_people_expect(names: list[str]) -> None:
    shuffled = names[:]
    random.Random(3).shuffle(shuffled)
    assert sorted(shuffled, key=natural) == names


def test_a_very_long_number_is_no_trouble() -> None:
    assert natural("1" * 10_000) < natural("2" * 10_000)
