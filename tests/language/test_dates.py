"""Dates as printed, with the precision they are given in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.dates import find_dates, first_date, iso_date


@pytest.mark.parametrize(
    ("printed", "iso", "precision"),
    [
        ("令和元年5月1日", "2019-05-01", "day"),
        ("昭和六十四年一月七日", "1989-01-07", "day"),
        ("平成三十年十二月二十五日", "2018-12-25", "day"),
        ("令和7年 2月14日", "2025-02-14", "day"),
        ("Ｓ60．4．1", "1985-04-01", "day"),
        ("R3.3.5", "2021-03-05", "day"),
        ("R3年3月5日", "2021-03-05", "day"),
        ("㋿3年6月", "2021-06", "month"),
        ("一九六四年十月十日", "1964-10-10", "day"),
        ("二〇〇六年三月", "2006-03", "month"),
        ("令和３年", "2021", "year"),
        ("2021年", "2021", "year"),
        ("令和２年度", "2020", "fiscal"),
        ("平成33年度", "2021", "fiscal"),
        ("令和3(2021)年3月5日", "2021-03-05", "day"),
        ("令和8年（2026年）4月3日", "2026-04-03", "day"),
        ("2021-03-05", "2021-03-05", "day"),
        ("2021/3/5", "2021-03-05", "day"),
        ("2021.3.5", "2021-03-05", "day"),
        ("April 9, 2020", "2020-04-09", "day"),
        ("9 April 2020", "2020-04-09", "day"),
        ("31st of March 2021", "2021-03-31", "day"),
        ("Sept. 3, 1998", "1998-09-03", "day"),
        ("May 2020", "2020-05", "month"),
    ],
)
def test_dates(printed: str, iso: str, precision: str) -> None:
    for before, behind in (("", ""), ("期日は", "です。"), ("(", ")")):
        text = before + printed + behind
        (found,) = find_dates(text)
        assert (found.printed, found.iso, found.precision) == (printed, iso, precision)
        assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "令和3年2月30日",
        "令和3年13月",
        "HR3年生",
        "R3年生",
        "3月5日",
        "Feb 30, 2021",
        "1.2.3",
        "10:30",
        "2021/13/45",
        "第3回",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_a_fiscal_year_is_no_year() -> None:
    assert first_date("令和3年度予算") is None
    found = first_date("令和3年度予算について、令和3年3月")
    assert found is not None
    assert found.iso == "2021-03"


@given(st.dates(date(1989, 1, 8), date(2099, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    reiwa = f"令和{day.year - 2018}年" if day.year > 2019 else f"平成{day.year - 1988}年"
    forms = (
        f"{reiwa}{day.month}月{day.day}日",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%B} {day.day}, {day.year}",
    )
    for text in forms:
        assert [found.iso for found in find_dates(text)] == [day.isoformat()]


@given(st.text(st.sampled_from("令和平成元年度月日0123456789１２三十./- RHMayApril,()（）"), max_size=60))
def test_found_dates_are_real_and_in_order(text: str) -> None:
    at = 0
    for found in find_dates(text):
        assert found.start >= at
        assert text[found.start : found.end] == found.printed
        at = found.end
        if found.precision == "day":
            date.fromisoformat(found.iso)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和3年3月5日", "2021-03-05"),
        ("２０２１年３月５日", "2021-03-05"),
        ("2021-03-05", "2021-03-05"),
        ("2021-03", "2021-03"),
        ("2021", "2021"),
        ("令和3年3月", "2021-03"),
        ("2021-13", None),
        ("来年", None),
        ("令和3年度", None),
        ("令和3年3月5日と6日", None),
    ],
)
def test_dates_as_people_write_them(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso
