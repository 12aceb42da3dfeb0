"""What is within brackets: the innermost first, then further out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.brackets import bracketed, pairs_of, within

TEXT = '区は「『DX』を（早期に）進める」とし、"量質"を保つ。「」'


def selected(words: str, typed: str, *, around: bool = False, alone: bool | None = None) -> str | None:
    """What is selected from `words` on, the first of them in TEXT."""
    start = TEXT.index(words)
    alone = len(words) == 1 if alone is None else alone
    found = within(TEXT, (start, start + len(words)), pairs_of(typed), around=around, alone=alone)
    return None if found is None else TEXT[slice(*found)]


@pytest.mark.parametrize(
    ("words", "typed", "inner", "outer"),
    [
        ("早", "(", "早期に", "（早期に）"),
        ("早", "「", "『DX』を（早期に）進める", "「『DX』を（早期に）進める」"),
        ("早", "[", "『DX』を（早期に）進める", "「『DX』を（早期に）進める」"),
        ("早", "b", "早期に", "（早期に）"),
        ("早期に", "b", "『DX』を（早期に）進める", "（早期に）"),
        ("（早期に）", "b", "『DX』を（早期に）進める", "「『DX』を（早期に）進める」"),
        ("D", "『", "DX", "『DX』"),
        ("量", '"', "量質", '"量質"'),
        ("「", "」", "『DX』を（早期に）進める", "「『DX』を（早期に）進める」"),
        ("保", "(", None, None),
        ("区は", "「", None, None),
    ],
)
def test_the_words_and_the_brackets(words: str, typed: str, inner: str | None, outer: str | None) -> None:
    assert selected(words, typed) == inner
    assert selected(words, typed, around=True) == outer


def test_the_next_brackets_of_the_paragraph_are_taken_from_outside() -> None:
    assert selected("区", "(") == "早期に"
    assert selected("と", "「") is None  # nothing is in those that follow
    assert selected("と", "「", around=True) == "「」"


def test_brackets_that_nobody_closes_are_text() -> None:
    assert bracketed("（一つ「二つ）三つ」", pairs_of("b")) == [(0, 7)]
    assert bracketed("「一行目\n二行目」", pairs_of("b")) == []


@given(st.text('あ「」（）『』"\n', max_size=30), st.data())
def test_what_is_found_holds_what_was_selected_or_lies_ahead(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    around = data.draw(st.booleans())
    found = within(text, (start, end), pairs_of("b"), around=around, alone=end - start == 1)
    if found is None:
        return
    assert 0 <= found[0] < found[1] <= len(text)
    assert (found[0] <= start and end <= found[1]) or end - start == 1
    if end - start > 1:
        assert found != (start, end)
