"""Columns of a transcript out of the parse cache: the same as of its items, and no item made for them."""

from __future__ import annotations

from typing import Any

import pytest

from qa_reader.formats.table import read
from qa_reader.library.columns import pack, unpack
from qa_reader.transcript.model import Transcript, column

PAGE = """質問1

森の質問

毛布は足りていますか。

課長の答弁

三千枚あります。

質問2

森の質問

空調はいつですか。

ご検討をお願いします。
"""


@pytest.fixture
def parsed() -> Transcript:
    return read(PAGE.encode(), "page.txt")


@pytest.mark.parametrize(
    ("items", "names"),
    [
        ("exchanges", ["label", "number", "section", "turns", "start", "answers"]),
        ("turns", ["kind", "start", "end", "section", "speaker"]),
        ("blocks", ["text", "part", "asides"]),
    ],
)
def test_columns_are_those_of_the_items(parsed: Transcript, items: str, names: list[str]) -> None:
    kept = unpack(pack(parsed))
    for name in names:
        assert list(column(getattr(kept, items), name)) == [
            getattr(item, name) for item in getattr(parsed, items)
        ]


def test_no_exchange_is_made_for_a_column(parsed: Transcript, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = unpack(pack(parsed))

    def made(*_: Any, **__: Any) -> None:
        raise AssertionError("an exchange was made")

    monkeypatch.setattr("qa_reader.library.columns.Exchange", made)
    for name in ("label", "section", "turns", "start"):
        assert len(column(kept.exchanges, name)) == 2
