"""Whom a label names and as what; what titles say."""

from __future__ import annotations

import pytest

from qa_reader.formats.turns.titles import author, holder, read_title
from qa_reader.formats.turns.voices import has_part, identify


@pytest.mark.parametrize(
    ("label", "name", "role", "office"),
    [
        ("担当課長", "担当課長", "official", None),
        ("市長（川上 直樹）", "川上 直樹", "official", "市長"),
        ("森防災課長", "森", "official", "防災課長"),
        ("教育長", "教育長", "official", None),
        ("谷川", "谷川", "unknown", None),
        ("中村", "中村", "unknown", None),
        ("田村", "田村", "unknown", None),
        ("市", "市", "official", None),
        ("谷川議員", "谷川", "member", "議員"),
        ("議長", "議長", "chair", None),
        ("記者", "記者", "reporter", None),
        ("川辺日報 東記者", "川辺日報 東記者", "reporter", None),
        ("青空新聞", "青空新聞", "reporter", None),
        ("水野総理", "水野総理", "official", None),
        ("司会", "司会", "chair", None),
        ("聞き手（編集部）", "編集部", "host", "聞き手"),
        ("THE MAYOR", "THE MAYOR", "official", None),
        ("MS. HARLOW", "MS. HARLOW", "unknown", None),
        ("Councillor Ng", "Councillor Ng", "member", None),
        ("The Chair (Mr. Hall)", "Mr. Hall", "chair", "The Chair"),
        ("Ruth Alder (Director)", "Ruth Alder", "official", "Director"),
        ("Deputy Mayor Osei", "Deputy Mayor Osei", "official", None),
        ("Interviewer:", "Interviewer", "host", None),
        ("Question", "", "reporter", None),
    ],
)
def test_labels(label: str, name: str, role: str, office: str | None) -> None:
    voice = identify(label)
    assert (voice.name, voice.role, voice.office) == (name, role, office)


def test_a_newspaper_in_brackets_is_the_askers_group() -> None:
    assert identify("Question (Daily Beacon)").group == "Daily Beacon"


def test_a_part_is_more_than_a_name() -> None:
    assert has_part("市長")
    assert not has_part("山田太郎")


@pytest.mark.parametrize(
    ("title", "body", "meeting", "date"),
    [
        ("令和3年 第1回定例会の予算総括質疑【道路】", None, "令和3年 第1回定例会", "2021"),
        ("みどり市議会 令和5年第3回定例会 会議録", "みどり市議会", "令和5年第3回定例会", "2023"),
        ("一般質問 令和元年6月定例会", None, "令和元年6月定例会", "2019-06"),
        ("水野環境大臣会見（令和6年4月5日（金））: 環境省", "環境省", None, "2024-04-05"),
        ("令和6年度予算について", None, None, None),
        ("雨の日に", None, None, None),
    ],
)
def test_titles(title: str, body: str | None, meeting: str | None, date: str | None) -> None:
    said = read_title(title)
    assert (said.body, said.meeting, said.date) == (body, meeting, date)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("みどり市議会議員 青山つばさのブログ", "青山つばさ"),
        ("川辺市議 森の主張等  一般質問", "森"),
        ("藤枝区議 さとうけい｜活動報告", "さとうけい"),
        ("質問者　谷川みどり", "谷川みどり"),
        ("市議会のお知らせ", None),
        ("雨の日に", None),
    ],
)
def test_whose_page_it_is(line: str, name: str | None) -> None:
    assert author(line) == name


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("水野環境大臣閣議後記者会見の概要", ("水野", "環境大臣")),
        ("星野市長定例記者会見", ("星野", "市長")),
        ("谷知事記者会見", ("谷", "知事")),
        ("定例記者会見", None),
    ],
)
def test_whose_press_conference_it_is(title: str, found: tuple[str, str] | None) -> None:
    assert holder(title) == found
