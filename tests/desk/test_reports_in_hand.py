"""The report in hand: quotes tied to their words, in order, edited by several people, with an undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.annotation.reports import Report
from qa_reader.desk import changes, reporting, undo
from qa_reader.desk.workspace import Desk, Refused
from qa_reader.report.gathering import Gathered, gathered
from qa_reader.transcript.model import Position, Span

ROAD = "road.txt"


def only(desk: Desk) -> Report:
    return reporting.standing(desk)[0]


def shown(desk: Desk) -> list[str]:
    return [item.text or item.words for item in only(desk).items]


def gather(desk: Desk) -> list[Gathered]:
    return gathered(only(desk).items, lambda name: reporting.look(desk, name))


def words(desk: Desk, text: str) -> Span:
    reading = desk.reading(ROAD)
    for number, block in enumerate(reading.transcript.blocks):
        at = block.text.find(text)
        if at >= 0:
            return Span(Position(number, at), Position(number, at + len(text)))
    raise AssertionError(text)


def quoted(desk: Desk, label: str, part: str = "") -> None:
    reading = desk.reading(ROAD)
    unit = reading.outline.unit(label)
    assert unit is not None
    reporting.quote(desk, only(desk), [reporting.wanted_unit(reading, unit, part)])


@pytest.fixture
def report(desk: Desk) -> Report:
    return reporting.create(desk, "道路")


def test_a_report_is_kept_with_the_workspace(desk: Desk, folder: Path, report: Report) -> None:
    quoted(desk, "q1", "a")
    again = only(Desk.open(folder, annotator="ben"))
    assert (again.name, again.author, again.quotes) == ("道路", "ana", 1)
    assert again.items[0].words == "来年度の前半に補修を行う予定でございます。"
    assert (folder / "annotations" / ".workspace").is_dir()


def test_several_reports_side_by_side(desk: Desk, report: Report) -> None:
    other = reporting.create(desk, "別の報告")
    assert [each.name for each in reporting.standing(desk)] == ["道路", "別の報告"]
    assert reporting.named(desk, "道路") == report
    newest = reporting.named(desk, None)
    assert newest is not None
    assert newest.id == other.id
    with pytest.raises(Refused, match="already"):
        reporting.create(desk, " 道路 ")
    reporting.drop(desk, other)
    assert [each.name for each in reporting.standing(desk)] == ["道路"]


def test_order_groups_and_undo(desk: Desk, report: Report) -> None:
    quoted(desk, "q1", "a")
    reporting.heading(desk, only(desk), "点検")
    quoted(desk, "q2", "a")
    reporting.comment(desk, only(desk), "方法は示されていない。")
    first, heading, second, note = shown(desk)
    assert heading == "点検"
    reporting.move(desk, only(desk), only(desk).items[0], 3)
    assert shown(desk) == [heading, second, note, first]
    reporting.shift(desk, only(desk), only(desk).items[3], -1)
    assert shown(desk) == [heading, second, first, note]
    undo.undo(desk)
    undo.undo(desk)
    assert shown(desk) == [first, heading, second, note]
    reporting.shift(desk, only(desk), only(desk).items[1], -1)  # the heading takes its group along
    assert shown(desk) == [heading, second, note, first]
    undo.undo(desk)
    undo.redo(desk)
    assert shown(desk) == [heading, second, note, first]
    reporting.remove(desk, only(desk).items[0])
    assert shown(desk) == [second, note, first]


def test_two_people_edit_one_report_and_nothing_is_lost(desk: Desk, folder: Path, report: Report) -> None:
    for label in ("q1", "q2", "q3"):
        quoted(desk, label, "q")
    ben = Desk.open(folder, annotator="ben")
    theirs, mine = only(ben), only(desk)
    reporting.reword(desk, mine.items[0], "要点")
    reporting.move(ben, theirs, theirs.items[0], 2)  # knows nothing of the comment
    reporting.comment(ben, only(ben), "最後に")
    reporting.heading(desk, mine, "初めに", at=0)
    for each in (desk, ben):
        items = only(each).items
        assert [item.text for item in items] == ["初めに", "", "", "要点", "最後に"]
        assert items[3].words.startswith("駅前通り")


def test_words_written_at_the_same_time_are_told_of(desk: Desk, folder: Path, report: Report) -> None:
    reporting.heading(desk, report, "旧")
    ben = Desk.open(folder, annotator="ben")
    mine, theirs = only(desk).items[0], only(ben).items[0]
    reporting.reword(desk, mine, "わたしの")
    reporting.reword(ben, theirs, "彼の")
    item = only(desk).items[0]
    assert (item.text, item.overwritten) == ("彼の", ("わたしの",))
    reporting.reword(desk, item, "ふたりの")
    assert only(ben).items[0].overwritten == ()


def test_a_quote_follows_its_highlight_and_is_flagged(desk: Desk, folder: Path, report: Report) -> None:
    changes.highlight(desk, ROAD, words(desk, "来年度の前半"))
    reading = desk.reading(ROAD)
    highlight = reading.said.highlights[0]
    reporting.quote(desk, report, [reporting.wanted_annotation(reading, highlight)])
    quoted(desk, "q2", "a")
    assert [each.doubt for each in gather(desk)] == ["", ""]
    page = folder / ROAD
    text = page.read_text("utf-8")
    page.write_text(text.replace("来年度の前半", "来年度の後半").replace("検討して", "研究して"), "utf-8")
    desk.look_again(ROAD)
    lost, changed = gather(desk)
    assert lost.doubt == "lost"
    assert lost.quote is not None
    assert lost.quote.extracts[0].words("…") == "来年度の前半"  # as it was quoted
    assert changed.doubt == "changed"
    assert changed.quote is not None
    assert "研究して" in changed.quote.extracts[0].words("…")
    with pytest.raises(Refused):
        reporting.accept(desk, lost.item)
    reporting.accept(desk, changed.item)
    assert [each.doubt for each in gather(desk)] == ["lost", ""]


def test_a_deleted_annotation_and_a_file_that_is_gone(desk: Desk, folder: Path, report: Report) -> None:
    changes.highlight(desk, ROAD, words(desk, "通学路の点検"))
    reading = desk.reading(ROAD)
    reporting.quote(desk, report, [reporting.wanted_annotation(reading, reading.said.highlights[0])])
    changes.delete(desk, ROAD, reading.said.highlights[0].id)
    (deleted,) = gather(desk)
    assert (deleted.doubt, bool(deleted.spans)) == ("deleted", True)
    (folder / ROAD).unlink()
    (missing,) = gather(Desk.open(folder))
    assert missing.doubt == "missing"
    assert missing.quote is not None
    assert missing.quote.extracts[0].words("…") == "通学路の点検"


def test_what_cannot_be_quoted_is_refused(desk: Desk, report: Report) -> None:
    with pytest.raises(Refused, match="no words"):
        quoted(desk, "q3", "a")  # nobody answered
    with pytest.raises(Refused):
        reporting.heading(desk, report, "  ")
    with pytest.raises(Refused):
        reporting.named(desk, "nowhere")
