"""Records as lines: what is written is what is read, and unknown fields stay."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.annotation.records import (
    NotARecord,
    Revision,
    from_document,
    new_doc,
    newest,
    now,
    revised,
    to_document,
    uuid7,
)


def line(**values: Any) -> Revision:
    return Revision(
        **{
            "id": uuid7(), "rev": 1, "change": uuid7(), "kind": "annotation", "annotator": "ana",
            "question": "x.txt#q1", "time": now(), "doc": new_doc(), **values,
        }
    )  # fmt: skip


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.text(), st.lists(st.text(max_size=6), max_size=4), st.booleans(),
    st.dictionaries(st.from_regex(r"x[a-z]{1,5}", fullmatch=True), JSON, max_size=3),
)  # fmt: skip
def test_a_line_reads_back_as_it_was_written(
    note: str, codes: list[str], flag: bool, extra: dict[str, Any]
) -> None:
    one = line(note=note, codes=tuple(codes), flag=flag, extra=extra, undoes="c" if flag else None)
    assert from_document(to_document(one), one.doc) == one


def test_the_newest_revision_counts() -> None:
    one = line(note="a")
    two = revised(one, uuid7(), "ben", note="b")
    assert newest([two, one])[one.id] == two
    assert two.base == one.hash
    assert two.rev == 2


def test_what_is_deleted_comes_back_only_by_a_line_that_knows_of_it() -> None:
    one = line(note="a")
    gone = revised(one, uuid7(), "ben", deleted=True)
    edited = revised(one, uuid7(), "ana", note="b")
    again = revised(edited, uuid7(), "ana", note="c")
    assert newest([one, gone, edited, again])[one.id] == gone
    assert newest([one, edited, gone])[one.id] == gone
    back = revised(gone, uuid7(), "ben", deleted=False)
    assert newest([one, gone, edited, back])[one.id] == back


def test_ids_are_version_7_and_ordered() -> None:
    ids = [uuid7() for _ in range(50)]
    assert all(uuid.UUID(i).version == 7 and uuid.UUID(i).variant == uuid.RFC_4122 for i in ids)
    assert [i[:13] for i in ids] == sorted(i[:13] for i in ids)


def test_document_ids_are_positive_and_63_bit() -> None:
    assert all(0 < new_doc() < 1 << 63 for _ in range(1000))


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 3}, {"rev": "1"}, {"rev": True}, {"codes": "x"}, {"codes": [1]}, {"kind": "thing"},
        {"part": "half"}, {"anchor": 4}, {"data": []}, {"time": None}, {"note": 5},
    ],
)  # fmt: skip
def test_what_is_no_record_is_told_apart(wrong: dict[str, Any]) -> None:
    with pytest.raises(NotARecord):
        from_document({**to_document(line()), **wrong}, 1)


def test_a_missing_field_is_named() -> None:
    document = to_document(line())
    del document["question"]
    with pytest.raises(NotARecord, match="question"):
        from_document(document, 1)
