"""Numbers as printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.numerals import number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3", 3),
        ("１２", 12),
        ("12,345", 12345),
        ("１２，３４５", 12345),
        ("十", 10),
        ("十二", 12),
        ("百十三", 113),
        ("二十六", 26),
        ("廿五", 25),
        ("二〇〇六", 2006),
        ("一九六四", 1964),
        ("百二十三万四千五百", 1234500),
        ("65万9,000", 659000),
        ("3億2千万", 320000000),
        ("2千5百", 2500),
        ("元", 1),
        ("①", 1),
        ("㉑", 21),
        ("㊿", 50),
        ("⑴", 1),
        ("Ⅳ", 4),
        ("壱", 1),
        (" 7 ", 7),
    ],
)
def test_numbers(printed: str, value: int) -> None:
    assert number(printed) == value


@pytest.mark.parametrize(
    "printed", ["", " ", "x", "1.5", "-3", "1,00", "1,2345", ",5", "½", "第3", "3つ", "a" * 99]
)
def test_what_is_no_number(printed: str) -> None:
    assert number(printed) is None


@given(st.integers(0, 10**15))
def test_digits_and_groups_read_back(value: int) -> None:
    assert number(str(value)) == value
    assert number(f"{value:,}") == value
    assert number(str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))) == value


def in_kanji(value: int) -> str:
    """How a number below ten thousand is written with units."""
    text = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("" if digit == 1 and sign else "〇一二三四五六七八九"[digit]) + sign
    return text


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_kanji_with_units_read_back(high: int, low: int) -> None:
    assert number(in_kanji(high)) == high
    assert number(in_kanji(high) + "万" + in_kanji(low)) == high * 10000 + low


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = number(text)
    assert value is None or value >= 0
