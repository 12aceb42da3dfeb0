"""What an annotator can say and take back, through the desk and onto the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qa_reader.annotation.review import difference, doubts
from qa_reader.annotation.said import Annotation
from qa_reader.desk import changes, undo
from qa_reader.desk.wording import described
from qa_reader.desk.workspace import Desk, Refused
from qa_reader.transcript.model import Position, Span

Q1, Q2, Q3 = "road.txt#q1", "road.txt#q2", "road.txt#q3"


def again(folder: Path, who: str = "ana") -> Desk:
    """The desk as another program run finds it."""
    return Desk.open(folder, annotator=who)


def stance(desk: Desk, question: str, who: str = "ana") -> str | None:
    return desk.reading("road.txt").said.stance(question, who)


def find(desk: Desk, words: str) -> Span:
    """Where `words` first stand in the transcript."""
    for number, block in enumerate(desk.reading("road.txt").transcript.blocks):
        at = block.text.find(words)
        if at >= 0:
            return Span(Position(number, at), Position(number, at + len(words)))
    raise AssertionError(words)


def only(desk: Desk, question: str) -> Annotation:
    (annotation,) = desk.reading("road.txt").said.of(question)
    return annotation


@contextmanager
def refused(reason: str) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.reason == reason
    assert "\n" not in str(caught.value)


def test_a_stance_is_on_disk_and_there_for_the_next_run(desk: Desk, folder: Path) -> None:
    changes.set_stance(desk, Q1, "committed.specific")
    assert stance(again(folder), Q1) == "committed.specific"
    assert again(folder).reading("road.txt").said.stances(Q1) == {"ana": "committed"}


def test_another_stance_replaces_the_first_and_keeps_other_tags(desk: Desk) -> None:
    changes.tag(desk, Q1, ["promise"])
    changes.set_stance(desk, Q1, "committed")
    changes.set_stance(desk, Q1, "hedged")
    assert only(desk, Q1).revision.codes == ("hedged", "promise")


def test_a_stance_is_taken_back(desk: Desk) -> None:
    changes.set_stance(desk, Q1, "committed")
    changes.set_stance(desk, Q1, None)
    assert stance(desk, Q1) is None
    assert desk.reading("road.txt").said.of(Q1) == ()


def test_each_annotator_has_a_stance_of_their_own(desk: Desk, folder: Path) -> None:
    changes.set_stance(desk, Q1, "committed")
    other = again(folder, "ben")
    changes.set_stance(other, Q1, "hedged")
    desk.look_again("road.txt")
    assert desk.reading("road.txt").said.stances(Q1) == {"ana": "committed", "ben": "hedged"}


def test_a_question_without_an_answer_takes_no_stance(desk: Desk) -> None:
    with refused("no-answer"):
        changes.set_stance(desk, Q3, "committed")


@pytest.mark.parametrize(
    ("question", "code", "reason"),
    [
        ("road.txt#q9", "committed", "unknown-question"),
        ("lane.txt#q1", "committed", "unknown-transcript"),
        (Q1, "nonsense", "unknown-code"),
        (Q1, "promise", "unknown-code"),
        ("road.txt#", "committed", "no-exchange"),
    ],
)
def test_what_cannot_be_said_is_refused(
    desk: Desk, folder: Path, question: str, code: str, reason: str
) -> None:
    with refused(reason):
        changes.set_stance(desk, question, code)
    assert not (folder / "annotations").exists()


def test_without_a_name_nothing_is_said(folder: Path) -> None:
    with refused("no-annotator"):
        changes.note(Desk.open(folder), Q1, "x")


def test_notes_flags_and_tags_come_off_one_by_one(desk: Desk) -> None:
    changes.note(desk, Q1, "額は？")
    changes.flag(desk, Q1)
    changes.tag(desk, Q1, ["deadline"])
    assert len(desk.reading("road.txt").said.of(Q1)) == 3
    changes.flag(desk, Q1)
    changes.untag(desk, Q1, ["deadline"])
    assert [a.revision.note for a in desk.reading("road.txt").said.of(Q1)] == ["額は？"]


def test_a_highlight_keeps_its_words_through_the_store(desk: Desk, folder: Path) -> None:
    span = find(desk, "来年度の前半")
    changes.highlight(desk, "road.txt", span, ["deadline"], "いつまで")
    kept = only(again(folder), Q1)
    assert (kept.words, kept.span, kept.revision.codes, kept.revision.note) == (
        "来年度の前半", span, ("deadline",), "いつまで",
    )  # fmt: skip


def test_nothing_selected_is_no_highlight(desk: Desk) -> None:
    with refused("empty"):
        changes.highlight(desk, "road.txt", Span(Position(0, 3), Position(0, 3)))


def test_a_deleted_annotation_cannot_be_changed(desk: Desk) -> None:
    changes.note(desk, Q1, "x")
    record = only(desk, Q1).id
    changes.delete(desk, "road.txt", record)
    with refused("deleted"):
        changes.edit(desk, "road.txt", record, note="y")
    with refused("unknown-record"):
        changes.edit(desk, "road.txt", "no-such-record", note="y")


def test_several_acts_joined_are_one_change_with_one_undo(desk: Desk) -> None:
    act = changes.Act(desk)
    changes.set_stance(desk, Q1, "hedged", act)
    changes.note(desk, Q2, "both", act)
    changes.tag(desk, Q1, ["promise"], act)
    change = act.commit()
    assert change is not None
    assert only(desk, Q1).revision.codes == ("hedged", "promise")
    undo.undo(desk)
    assert desk.reading("road.txt").said.annotations == ()


def test_undo_and_redo_work_over_runs_and_say_what_they_did(desk: Desk, folder: Path) -> None:
    changes.set_stance(desk, Q1, "committed")
    changes.set_stance(desk, Q2, "hedged.consider")
    later = again(folder)
    taken, _ = undo.undo(later)
    assert described(taken, later.codebook) == "question 2: consider"
    assert (stance(later, Q1), stance(later, Q2)) == ("committed", None)
    undo.undo(later)
    with refused("nothing-to-undo"):
        undo.undo(later)
    undo.redo(later)
    undo.redo(later)
    assert (stance(later, Q1), stance(later, Q2)) == ("committed", "hedged.consider")
    with refused("nothing-to-redo"):
        undo.redo(later)


def test_what_another_built_on_is_not_undone(desk: Desk, folder: Path) -> None:
    changes.note(desk, Q1, "first")
    other = again(folder, "ben")
    changes.edit(other, "road.txt", only(other, Q1).id, note="better")
    desk.look_again("road.txt")
    with refused("overtaken"):
        undo.undo(desk)


def test_metadata_is_completed_and_goes_back_to_the_source(desk: Desk, folder: Path) -> None:
    changes.complete(desk, "road.txt", {"date": "2025-06-11", "url": "https://example.org/road"})
    meta = again(folder).reading("road.txt").transcript.meta
    assert (meta.date, meta.url) == ("2025-06-11", "https://example.org/road")
    changes.complete(desk, "road.txt", {"url": ""})
    assert again(folder).reading("road.txt").transcript.meta.url is None
    with refused("unknown-field"):
        changes.complete(desk, "road.txt", {"colour": "red"})


def test_an_id_without_its_extension_is_understood(desk: Desk) -> None:
    reading, unit, suffix = desk.resolve("road#q2/a1")
    assert (reading.transcript.id, unit.label, suffix) == ("road.txt", "q2", "a1")


def test_a_changed_file_is_noticed_and_annotations_stay_with_their_words(desk: Desk, folder: Path) -> None:
    changes.highlight(desk, "road.txt", find(desk, "検討してまいります"))
    changes.set_stance(desk, Q2, "hedged.consider")
    assert desk.look_again("road.txt") is False
    text = (folder / "road.txt").read_text("utf-8")
    (folder / "road.txt").write_text(
        text.replace("質問1\n", "はじめに、資料をご覧ください。\n\n質問1\n"), "utf-8"
    )
    assert desk.look_again("road.txt") is True
    reading = desk.reading("road.txt")
    assert reading.transcript.words(reading.said.highlights[0].span) == "検討してまいります"  # type: ignore[arg-type]
    assert list(doubts(reading.said, reading.transcript, reading.outline)) == []


def test_a_rewritten_answer_is_put_before_the_reader(desk: Desk, folder: Path) -> None:
    changes.highlight(desk, "road.txt", find(desk, "検討してまいります"))
    changes.set_stance(desk, Q2, "hedged.consider")
    text = (folder / "road.txt").read_text("utf-8")
    (folder / "road.txt").write_text(text.replace("検討して", "研究して"), "utf-8")
    desk.look_again("road.txt")
    reading = desk.reading("road.txt")
    found = {doubt.why: doubt for doubt in doubts(reading.said, reading.transcript, reading.outline)}
    assert set(found) == {"lost", "changed"}
    assert stance(desk, Q2) == "hedged.consider"
    proposal = found["lost"].proposals[0]
    assert proposal.words == "研究してまいります"
    assert difference("検討して", "研究して") == [("gone", "検討"), ("new", "研究"), ("same", "して")]

    changes.settle(desk, "road.txt", found["lost"].annotation.id, proposal.span)
    changes.settle(desk, "road.txt", found["changed"].annotation.id, None)
    reading = desk.reading("road.txt")
    assert list(doubts(reading.said, reading.transcript, reading.outline)) == []
    assert reading.said.highlights[0].words == "研究してまいります"


def test_a_folder_that_cannot_be_written_is_still_read(desk: Desk, folder: Path) -> None:
    (folder / "annotations").write_text("in the way", "utf-8")
    with pytest.raises(Exception, match="annotations") as caught:
        changes.note(desk, Q1, "x")
    assert "\n" not in str(caught.value)
    assert desk.reading("road.txt").said.annotations == ()


def test_one_answerers_stance_stands_beside_the_whole(desk: Desk, folder: Path) -> None:
    page = (folder / "road.txt").read_text("utf-8")
    more = page.replace("質問2\n", "市長の答弁\n\n安全を第一に取り組んでまいります。\n\n質問2\n", 1)
    (folder / "road.txt").write_text(more, "utf-8")
    changes.set_stance(desk, Q1, "partial")
    changes.set_stance(desk, f"{Q1}/a2", "committed.unspecific")
    said = again(folder).reading("road.txt").said
    assert said.stances(Q1) == {"ana": "partial"}
    one = said.own(Q1, "ana", "answer", "市長")
    assert one is not None
    assert one.revision.codes == ("committed", "committed.unspecific")
    changes.set_stance(desk, f"{Q1}/a2", None)
    assert again(folder).reading("road.txt").said.own(Q1, "ana", "answer", "市長") is None
    with refused("unknown-answer"):
        changes.set_stance(desk, f"{Q1}/a3", "partial")
    with refused("unknown-answer"):
        changes.set_stance(desk, f"{Q1}/q", "partial")


def test_any_exclusive_group_holds_one_code(folder: Path) -> None:
    (folder / "codebook.toml").write_text(
        '[[group]]\nid = "tone"\nexclusive = true\ncode = [{ id = "warm" }, { id = "cold" }]\n', "utf-8"
    )
    desk = again(folder)
    changes.tag(desk, Q1, ["warm"])
    changes.tag(desk, Q1, ["cold"])
    assert only(desk, Q1).revision.codes == ("cold",)
    with refused("exclusive"):
        changes.tag(desk, Q1, ["warm", "cold"])
    with refused("exclusive"):
        changes.highlight(desk, "road.txt", find(desk, "道"), ["warm", "cold"])


def test_who_reads_may_be_said_when_the_file_is_gone(folder: Path) -> None:
    desk = Desk.open(folder)
    before = desk.reading("road.txt").transcript
    (folder / "road.txt").unlink()
    desk.introduce("ana")
    assert desk.reading("road.txt").transcript == before
    changes.set_stance(desk, Q1, "committed")
    assert stance(desk, Q1) == "committed"


def test_a_stance_replaced_in_two_steps_is_told_as_what_it_came_to(desk: Desk) -> None:
    changes.set_stance(desk, Q1, "answered")
    act = changes.Act(desk)
    changes.untag(desk, Q1, ["answered"], act)
    changes.tag(desk, Q1, ["committed"], act)
    change = act.commit()
    assert change is not None
    assert described(change, desk.codebook) == "question 1: Committed"
