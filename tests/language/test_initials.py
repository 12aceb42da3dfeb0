"""What a letter stands for after `f`."""

from __future__ import annotations

import pytest

from qa_reader.language.initials import stands_for


@pytest.mark.parametrize(
    ("typed", "is_it", "is_not"),
    [
        ("k", "kKｋかキきコ研構改革ｶきゃ", "さあDが"),
        ("i", "いイぃiI", "保量質ま"),
        ("s", "さしシ質修", "か量"),
        ("t", "たつっテ担当", "か"),
        ("n", "なんニ年", "ま"),
        ("w", "わをワ", "あ"),
        ("z", "ずづザ", "す"),
        ("h", "はホ保", "ば"),
        ("D", "DＤ", "dだ"),
        ("3", "3３", "三"),
        (".", ".。．", "、"),
        (",", ",、，", "。"),
        ("[", "[「『", "」"),
        ("-", "-ー", "一"),
        ("か", "か", "カkが"),
        ("研", "研", "験"),
        ("（", "（(", "）"),
    ],
)
def test_letters_marks_and_characters(typed: str, is_it: str, is_not: str) -> None:
    test = stands_for(typed)
    assert [each for each in is_it.replace("ゃ", "") if not test(each)] == []
    assert [each for each in is_not if test(each)] == []


def test_a_letter_and_its_mark_are_one() -> None:
    assert stands_for("g")("か\u3099")
    assert not stands_for("k")("か\u3099")
