"""The ends of a highlight are moved: the same record, taken back like any edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.annotation.said import Annotation
from qa_reader.desk import changes, undo
from qa_reader.desk.workspace import Desk, Refused
from qa_reader.transcript.model import Position, Span


def find(desk: Desk, words: str) -> Span:
    for number, block in enumerate(desk.reading("road.txt").transcript.blocks):
        if words in block.text:
            start = block.text.index(words)
            return Span(Position(number, start), Position(number, start + len(words)))
    raise AssertionError(words)


def made(desk: Desk) -> Annotation:
    (annotation,) = desk.reading("road.txt").said.highlights
    return annotation


def test_the_record_stays_with_its_tags_and_note_and_undo_puts_the_ends_back(
    desk: Desk, folder: Path
) -> None:
    changes.highlight(desk, "road.txt", find(desk, "来年度の前半"), ["deadline"], "いつまで")
    before = made(desk)
    wider = find(desk, "来年度の前半に補修を行う")
    changes.move(desk, "road.txt", before.id, wider)
    after = made(Desk.open(folder, annotator="ana"))
    assert (after.id, after.span, after.words) == (before.id, wider, "来年度の前半に補修を行う")
    assert (after.revision.codes, after.revision.note) == (before.revision.codes, "いつまで")
    undo.undo(desk)
    assert made(desk).span == before.span
    undo.redo(desk)
    assert made(desk).span == wider


def test_ends_that_are_where_they_were_are_no_change(desk: Desk) -> None:
    span = find(desk, "補修の予定")
    changes.highlight(desk, "road.txt", span)
    assert changes.move(desk, "road.txt", made(desk).id, span) is None


def test_a_highlight_of_nothing_is_refused(desk: Desk) -> None:
    changes.highlight(desk, "road.txt", find(desk, "補修の予定"))
    with pytest.raises(Refused) as caught:
        changes.move(desk, "road.txt", made(desk).id, Span(Position(0, 1), Position(0, 1)))
    assert caught.value.reason == "empty"
