"""A transcript keeps its ID, and all that was said of it, wherever its file goes."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_reader.annotation.records import newest
from qa_reader.desk import changes, undo
from qa_reader.desk.batch import Batch
from qa_reader.desk.bookmark import told_of
from qa_reader.desk.moved import adopt, proposed, told
from qa_reader.desk.workspace import Desk, Refused
from qa_reader.store.faults import Problem


def again(folder: Path, annotator: str = "ana") -> Desk:
    """The desk as another run of the program opens it."""
    return Desk.open(folder, annotator=annotator)


def notes(desk: Desk, transcript: str = "road.txt") -> list[str]:
    return [a.revision.note for a in desk.reading(transcript).said.annotations]


@pytest.fixture
def noted(desk: Desk, folder: Path) -> Path:
    """The workspace with a note on the second question."""
    changes.note(desk, "road.txt#q2", "いつかは答えず")
    return folder


def test_a_renamed_file_is_known_again(noted: Path) -> None:
    (noted / "road.txt").rename(noted / "道路.txt")
    desk = again(noted)
    assert [(entry.id, entry.path.name) for entry in desk.entries()] == [("road.txt", "道路.txt")]
    assert notes(desk) == ["いつかは答えず"]
    assert desk.reading("road.txt").transcript.id == "road.txt"
    for typed in ("road.txt#q2", "道路.txt#q2", "道路#q2", "road#q2"):
        assert desk.resolve(typed)[0].question("q2") == "road.txt#q2"


def test_it_is_known_again_in_another_folder_and_when_it_is_opened_alone(noted: Path) -> None:
    (noted / "2025").mkdir()
    (noted / "road.txt").rename(noted / "2025/road.txt")
    assert notes(again(noted / "2025/road.txt")) == ["いつかは答えず"]
    assert [entry.id for entry in again(noted / "2025").entries()] == ["road.txt"]


def test_looking_writes_nothing_and_the_first_change_records_where_it_is(noted: Path) -> None:
    (noted / "road.txt").rename(noted / "b.txt")
    before = sorted(noted.rglob("*"))
    desk = again(noted)
    desk.reading("road.txt")
    assert sorted(noted.rglob("*")) == before
    changes.note(desk, "road.txt#q1", "また")
    # What is in the file may change now: where it is stands on record.
    (noted / "b.txt").write_text(
        (noted / "b.txt").read_text("utf-8").replace("伺います", "お伺いします"), "utf-8"
    )
    assert notes(again(noted)) == ["いつかは答えず", "また"]


def test_a_program_records_it_too(noted: Path) -> None:
    (noted / "road.txt").rename(noted / "b.txt")
    assert Batch(again(noted)).do({"op": "add", "question": "b.txt#q1", "note": "また"})
    (noted / "b.txt").write_text((noted / "b.txt").read_text("utf-8") + "\n以上\n", "utf-8")
    assert sorted(notes(again(noted))) == ["いつかは答えず", "また"]


def test_what_was_said_of_the_whole_transcript_moves_with_it(desk: Desk, folder: Path) -> None:
    changes.complete(desk, "road.txt", {"title": "道路"})
    (folder / "road.txt").rename(folder / "b.txt")
    assert again(folder).reading("road.txt").transcript.meta.title == "道路"


def test_a_copy_is_a_transcript_of_its_own(noted: Path) -> None:
    shutil.copy(noted / "road.txt", noted / "copy.txt")
    desk = again(noted)
    assert [entry.id for entry in desk.entries()] == ["copy.txt", "road.txt"]
    assert notes(desk, "copy.txt") == []


def test_of_two_files_that_fit_neither_is_guessed(noted: Path) -> None:
    shutil.copy(noted / "road.txt", noted / "a.txt")
    (noted / "road.txt").rename(noted / "b.txt")
    for opened in (noted, noted / "a.txt"):
        desk = again(opened)
        assert "road.txt" not in [entry.id for entry in desk.entries()]
        (line,) = told(desk)
        assert line.startswith("road.txt: ")
        assert "a.txt, b.txt" in line
    adopt(again(noted), "b.txt", "road.txt")
    assert notes(again(noted)) == ["いつかは答えず"]
    assert not list(told(again(noted)))


def test_of_two_transcripts_that_fit_neither_is_guessed(noted: Path) -> None:
    shutil.copy(noted / "road.txt", noted / "twin.txt")
    changes.note(again(noted), "twin.txt#q1", "別")
    (noted / "road.txt").unlink()
    (noted / "twin.txt").rename(noted / "b.txt")
    desk = again(noted)
    assert [entry.id for entry in desk.entries()] == ["b.txt"]
    (line,) = told(desk)
    assert line.startswith("road.txt, twin.txt: ")


def test_a_file_that_was_moved_and_edited_is_proposed_and_not_taken(noted: Path) -> None:
    text = (noted / "road.txt").read_text("utf-8")
    (noted / "road.txt").unlink()
    (noted / "b.txt").write_text(text.replace("点検は", "点検というものは"), "utf-8")
    (noted / "other.txt").write_text(
        "質問1\n林の質問\n図書館はいつ開きますか。\n担当課長の答弁\n十時です。\n", "utf-8"
    )
    desk = again(noted)
    assert notes(desk, "b.txt") == []
    assert [each.transcript for each in proposed(desk, desk.reading("b.txt"))] == ["road.txt"]
    assert proposed(desk, desk.reading("other.txt")) == []
    adopt(desk, "b.txt", "road.txt")
    assert notes(desk) == notes(again(noted)) == ["いつかは答えず"]
    assert desk.resolve("b.txt#q2")[0].question("q2") == "road.txt#q2"


def test_saying_which_file_it_is_can_be_undone(noted: Path) -> None:
    text = (noted / "road.txt").read_text("utf-8")
    (noted / "road.txt").unlink()
    (noted / "b.txt").write_text(text + "\n終わり\n", "utf-8")
    desk = again(noted)
    adopt(desk, "b.txt", "road.txt")
    undo.undo(desk)
    desk = again(noted)
    assert notes(desk, "b.txt") == []
    assert notes(again(noted), "b.txt") == []


def test_what_cannot_be_the_same_transcript_is_refused(noted: Path) -> None:
    shutil.copy(noted / "road.txt", noted / "copy.txt")
    desk = again(noted)
    with pytest.raises(Refused, match="still there"):
        adopt(desk, "copy.txt", "road.txt")
    with pytest.raises(Refused, match="nothing was ever said"):
        adopt(desk, "copy.txt", "none.txt")
    changes.note(desk, "copy.txt#q1", "別")
    (noted / "road.txt").unlink()
    with pytest.raises(Refused, match="annotations of its own"):
        adopt(again(noted), "copy.txt", "road.txt")


def test_a_new_file_at_the_old_path_gets_an_id_of_its_own(noted: Path) -> None:
    text = (noted / "road.txt").read_text("utf-8")
    (noted / "road.txt").rename(noted / "b.txt")
    changes.note(again(noted), "road.txt#q1", "また")
    (noted / "road.txt").write_text(text.replace("道路", "河川").replace("舗装", "堤防"), "utf-8")
    desk = again(noted)
    assert [(e.id, e.path.name) for e in desk.entries()] == [
        ("road.txt", "b.txt"),
        ("road~2.txt", "road.txt"),
    ]
    assert notes(desk, "road~2.txt") == []
    changes.note(desk, "road~2.txt#q1", "新")
    for each in (again(noted), again(noted / "road.txt")):
        assert notes(each, "road~2.txt") == ["新"]
    assert sorted(notes(again(noted))) == ["いつかは答えず", "また"]


def test_it_goes_back_to_its_own_path(noted: Path) -> None:
    (noted / "road.txt").rename(noted / "b.txt")
    changes.note(again(noted), "road.txt#q1", "また")
    (noted / "b.txt").rename(noted / "road.txt")
    desk = again(noted)
    assert [entry.id for entry in desk.entries()] == ["road.txt"]
    assert len(notes(desk)) == 2


def test_a_file_that_moves_under_an_open_desk_is_followed(noted: Path) -> None:
    desk = again(noted)
    desk.reading("road.txt")
    (noted / "road.txt").rename(noted / "b.txt")
    desk.look_again("road.txt")
    assert desk.file("road.txt").name == "b.txt"
    (noted / "b.txt").unlink()
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            desk.look_again("road.txt")


def test_the_reader_is_told_once(noted: Path) -> None:
    assert not told_of(noted, "road.txt", "b.txt")
    assert told_of(noted, "road.txt", "b.txt")
    assert not told_of(noted, "road.txt", "c.txt")


def test_nothing_else_is_wrong_then(noted: Path) -> None:
    (noted / "road.txt").rename(noted / "b.txt")
    changes.note(again(noted), "road.txt#q1", "また")
    problems: list[Problem] = again(noted).store.check()
    assert problems == []


NAMES = ("a.txt", "b.txt", "c/d.txt", "c/a.txt")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans()), min_size=1, max_size=8)
)
def test_moves_lose_nothing_and_mix_nothing_up(moves: list[tuple[str, str, bool]]) -> None:
    """Whatever files change places, each keeps what was said of it, and only that."""
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "c").mkdir()
        for number, path in enumerate(NAMES[:3]):
            asked, answered = f"{number}番の橋はいつ架け替えますか。", f"{number + 20}年後です。"
            text = f"質問1\n森の質問\n{asked}\n担当課長の答弁\n{answered}\n"
            (root / path).write_text(text, "utf-8")
            changes.note(again(root), f"{path}#q1", path)
        owner = {path: path for path in NAMES[:3]}
        for source, target, says in moves:
            if source not in owner or target in owner:
                continue
            (root / source).rename(root / target)
            owner[target] = owner.pop(source)
            if says:
                changes.note(again(root), f"{owner[target]}#q1", owner[target])
        desk = again(root)
        found = {desk.places.path(entry.id): entry.id for entry in desk.entries()}
        assert found == owner
        for transcript in owner.values():
            assert set(notes(desk, transcript)) == {transcript}
        lines = [r for t in desk.store.transcripts() for r in desk.store.read(t).revisions]
        assert all(r.deleted is False for r in newest(lines).values())
