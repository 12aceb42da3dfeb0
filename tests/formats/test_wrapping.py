"""Lines broken at a width, and lines that only look so."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.formats.plain.wrapping import wrapping

ENGLISH = (
    "The pumping station on Mill Lane was built in the year after the great flood, and nobody has looked at "
    "its foundations since. The council has asked for a survey twice, and twice the answer was that there "
    "was no money for it this year."
)
JAPANESE = (
    "避難所の備蓄については目標の九割を確保しており、残りについても来年度中に整えることとしている。手順については"
    "本年三月に改めたところであり、各地区の自主防災組織にも説明を行い、あわせて夜間の訓練についても検討している。"
    "福祉避難所の開設についても同じ手順によることとし、運営に当たる職員の研修を今年度のうちに行う予定である。"
)


def japanese(width: int) -> list[str]:
    return [JAPANESE[at : at + width] for at in range(0, len(JAPANESE), width)]


def joined(lines: list[str]) -> str:
    found = wrapping(lines)
    assert found is not None
    text = lines[0]
    for line, following in pairwise(lines):
        assert found.goes_on(line, following)
        text = found.join(text, following)
    return text


@pytest.mark.parametrize("width", [30, 40, 60])
def test_broken_latin_lines(width: int) -> None:
    lines = textwrap.wrap(ENGLISH * 2, width)
    assert joined(lines) == " ".join(lines)


@pytest.mark.parametrize("width", [20, 24])
def test_broken_japanese_lines(width: int) -> None:
    assert joined(japanese(width)) == JAPANESE


@pytest.mark.parametrize(
    "lines",
    [
        ["一行が一つの段落です。", "次の段落です。", "三つ目です。"] * 5,
        [
            "子どもの居場所づくり",
            "高齢者の見守りと買物の支援について",
            "防災",
            "公共交通の再編に向けた検討",
            "給食",
            "庁舎",
            "道路",
        ],
        ["Every line is a sentence of its own.", "So is this one.", "And this one too."] * 5,
        ["Apples", "Pears", "Plums and more", "Bread", "Milk", "Eggs", "Butter", "Tea"],
        ["x" * 500, "y" * 500] * 6,
        [],
        [""] * 40,
    ],
)
def test_lines_that_are_paragraphs(lines: list[str]) -> None:
    assert wrapping(lines) is None


def test_a_new_paragraph_ends_the_join() -> None:
    latin = wrapping(textwrap.wrap(ENGLISH * 2, 40))
    wide = wrapping(japanese(20))
    assert latin is not None
    assert wide is not None
    assert not latin.goes_on("It ended there.", "A new one begins")
    assert not latin.goes_on("and then the long list of all of it", "- first")
    assert not wide.goes_on("ここで終わる。", "次の段落である。")
    assert not wide.goes_on("あ" * 20, "　字下げの段落である。")


@given(st.lists(st.text(max_size=50), max_size=30))
def test_joining_keeps_every_character(lines: list[str]) -> None:
    found = wrapping(lines)
    if found is not None:
        for line, following in pairwise(lines):
            assert "".join(found.join(line, following).split()) == "".join((line + following).split())
