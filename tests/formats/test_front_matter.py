"""What stands before the first question: the day of the meeting, its name, who is present as what."""

from __future__ import annotations

import pytest

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

PRESS = "（記者）\n何人でしたか。\n（町長）\n二万人でした。\n（記者）\n来年度は。\n（町長）\n三万人です。\n"
BLOG = "質問1\n\n東の質問\n\n何人でしたか。\n\n課長の答弁\n\n二万人でございます。\n"
ENGLISH = "Q: How many?\nA: Two, in the end.\nQ: And when?\nA: In May, I believe.\n"


def text_of(text: str) -> Transcript:
    return read(text.encode(), "page.txt")


@pytest.mark.parametrize(
    ("text", "date", "printed"),
    [
        (
            f"木の葉町長 定例記者会見\n日時：令和7年11月12日（水）午前10時から\n\n{PRESS}",
            "2025-11-12",
            "令和7年11月12日",
        ),
        (f"木の葉町長 定例記者会見\n開催日　令和7年11月12日\n\n{PRESS}", "2025-11-12", "令和7年11月12日"),
        (f"木の葉町長 定例記者会見\n【日時】\n令和7年11月12日\n\n{PRESS}", "2025-11-12", "令和7年11月12日"),
        (
            f"木の葉町長 定例記者会見\n１　日時　令和7年11月12日\n２　場所　役場\n\n{PRESS}",
            "2025-11-12",
            "令和7年11月12日",
        ),
        (f"木の葉町長 定例記者会見\n2025年11月12日\n\n{PRESS}", "2025-11-12", "2025年11月12日"),
        (f"Oral evidence\nTuesday 14 October 2025, Town Hall\n\n{ENGLISH}", "2025-10-14", "14 October 2025"),
        (
            f"Oral evidence\nUpdated: 3 January 2026\nDate: October 14, 2025\n\n{ENGLISH}",
            "2025-10-14",
            "October 14, 2025",
        ),
        (
            f"令和7年 第1回定例会の報告\n\n令和7年3月5日の予算特別委員会で質問しました。\n\n{BLOG}",
            "2025-03-05",
            "令和7年3月5日",
        ),
    ],
)
def test_the_day_of_the_meeting(text: str, date: str, printed: str) -> None:
    meta = text_of(text).meta
    assert (meta.date, meta.date_printed) == (date, printed)


@pytest.mark.parametrize(
    "front",
    [
        "2021年4月2日",
        "投稿日：2021年4月2日",
        "令和2年4月1日に始まった制度について取り上げました。",
        "令和3年4月25日の日曜日に市政報告会を開きます。",
    ],
)
def test_a_page_of_ones_own_may_print_the_day_it_was_posted(front: str) -> None:
    assert text_of(f"令和3年 第1回定例会の報告\n\n{front}\n\n{BLOG}").meta.date == "2021"


def test_a_date_the_title_gives_in_full_stays() -> None:
    text = f"川辺町長定例記者会見（令和6年5月1日）\n2024年5月7日\n\n{PRESS}"
    assert text_of(text).meta.date == "2024-05-01"


def test_the_meeting_keeps_the_year_it_is_cited_by() -> None:
    assert text_of(f"②令和7年 第1回定例会の予算質疑\n\n{BLOG}").meta.meeting == "令和7年 第1回定例会"
    assert text_of(f"一般質問のご報告（令和7年6月定例会）\n\n{BLOG}").meta.meeting == "令和7年6月定例会"


HEARING = """\
Hearing on the Larch Valley library

Chair: Joan Mercer
Members present: Ivo Bell, Greta Lund
Witnesses: Paul Dray, Head of Libraries; Susan Oke (Friends of the Library)

Chair: Welcome to you both.

Mr Bell: How many branches have closed?

Mr Dray: Two have closed.

Ms Lund: And how many more will close this year?

Mr Dray: None is planned.

Mr Bell: Ms Oke, what do the friends want?

Ms Oke: Opening hours that people can use.
"""


def test_lists_of_those_present_give_roles_and_offices() -> None:
    page = text_of(HEARING)
    assert [(s.name, s.role, s.office) for s in page.speakers] == [
        ("Chair", "chair", None),
        ("Mr Bell", "member", None),
        ("Mr Dray", "witness", "Head of Libraries"),
        ("Ms Lund", "member", None),
        ("Ms Oke", "witness", "Friends of the Library"),
    ]
    assert [turn.kind for turn in page.turns] == ["chair", *["question", "answer"] * 3]
    assert all(turn.sure for turn in page.turns)
    assert [block.text for block in page.blocks if block.part == "front"][1] == "Chair: Joan Mercer"


@pytest.mark.parametrize(
    "present",
    [
        "出席者：市長　秋庭直樹、環境部長　梶千秋",
        "出席者\n市長　秋庭直樹\n環境部長　梶千秋",
        "【出席者】秋庭直樹（市長）、梶千秋（環境部長）",
    ],
)
def test_a_japanese_list_of_those_present(present: str) -> None:
    page = text_of(
        f"ごみの減量を考える会\n{present}\n\n"
        "遠山：収集の回数は変わりますか。\n秋庭：変わりません。\n遠山：料金はどうですか。\n"
        "梶：据え置きます。\n遠山：いつまでですか。\n梶：来年度までです。\n秋庭：その先は検討します。\n"
        "梶：付け加えますと、審議会に諮ります。\n秋庭：以上です。\n"
    )
    known = {s.name: (s.role, s.office) for s in page.speakers}
    assert known["秋庭"] == ("official", "市長")
    assert known["梶"] == ("official", "環境部長")
    assert page.turns[1].kind == "answer"
    assert page.turns[1].sure
