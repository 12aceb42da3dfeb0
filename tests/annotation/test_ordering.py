"""Keys that order items: always room between two, whatever was put where before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.annotation.ordering import between, is_key


@given(st.lists(st.integers(0, 10_000), max_size=120))
def test_there_is_always_room(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        before = keys[at - 1] if at else None
        after = keys[at] if at < len(keys) else None
        key = between(before, after)
        assert is_key(key)
        keys.insert(at, key)
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_keys_stay_short_where_a_report_grows_at_its_end() -> None:
    key = None
    for _ in range(2000):
        key = between(key, None)
    assert key is not None
    assert len(key) < 12


def test_nothing_stands_between_equal_keys() -> None:
    with pytest.raises(ValueError, match="no key"):
        between("abc", "abc")


@pytest.mark.parametrize("text", ["", "a0", "é", None, 3])
def test_what_is_no_key(text: object) -> None:
    assert not is_key(text)
