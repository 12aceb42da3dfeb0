"""`inspect --json`: its shape, and that it leads back to the text."""

from __future__ import annotations

import json
from typing import Any

from qa_reader.formats.table import read
from qa_reader.report.inspection import failure, inspection

PAGE = """\
みどり市議会 令和5年第3回定例会【防災】

1.防災について

質問1

東の質問

避難所は十分ですか。
毛布はいかがでしょうか。

防災課長の答弁

十分でございます。

（拍手）

詳しくはこちら https://example.org/bousai
"""


def seen() -> dict[str, Any]:
    return inspection(read(PAGE.encode(), "minutes/bousai.txt"))


def test_the_shape_of_a_file() -> None:
    page = seen()
    assert json.loads(json.dumps(page)) == page
    assert (page["schema"], page["path"]) == ("qa-reader/inspect/1", "minutes/bousai.txt")
    assert (page["format"], page["profile"], page["language"]) == ("plain", "ja-blog", "ja")
    assert (page["encoding"], page["newline"], page["bytes"]) == ("utf-8", "lf", len(PAGE.encode()))
    assert len(page["sha256"]) == 64
    assert page["title"] == "みどり市議会 令和5年第3回定例会【防災】"
    assert page["counts"] == {
        "question_turns": 1,
        "answer_turns": 1,
        "exchanges": 1,
        "speakers": 2,
        "turns": 2,
        "characters": sum(
            len(line) for line in PAGE.splitlines() if line and "質問" not in line and "答弁" not in line
        ),
    }


def test_turns_and_the_exchange_that_points_into_them() -> None:
    page = seen()
    question, answer = page["turns"]
    assert (question["id"], question["kind"], question["role"], question["speaker"]) == (
        "t1",
        "question",
        "member",
        "東",
    )
    assert (question["label"], question["section"], question["line"], question["sure"]) == (
        "東の質問",
        "s1",
        9,
        True,
    )
    assert question["paragraphs"] == ["避難所は十分ですか。", "毛布はいかがでしょうか。"]
    assert answer["times"] == [None]
    assert page["exchanges"] == [
        {
            "id": "minutes/bousai.txt#q1",
            "number": "1",
            "section": "s1",
            "questions": [
                {"turn": "t1", "from": {"paragraph": 0, "offset": 0}, "to": {"paragraph": 1, "offset": 12}}
            ],
            "answers": [
                {
                    "turn": "t2",
                    "from": {"paragraph": 0, "offset": 0},
                    "to": {"paragraph": 0, "offset": 9},
                    "sure": True,
                    "why": "follows",
                }
            ],
        }
    ]


def test_the_one_meetings_particulars_stand_on_its_top_section() -> None:
    (section,) = seen()["sections"]
    assert (section["id"], section["number"], section["heading"]) == ("s1", "1.", "防災について")
    told = (section["body"], section["meeting"], section["date"])
    assert told == ("みどり市議会", "令和5年第3回定例会", "2023")


def test_without_sections_they_stand_on_one_of_its_own() -> None:
    page = inspection(
        read("川辺町長記者会見 令和6年5月1日\n\n記者：なぜですか。\n町長：寒いからです。\n".encode(), "a.txt")
    )
    assert [(s["id"], s["heading"], s["date"]) for s in page["sections"]] == [("s0", None, "2024-05-01")]


def test_matter_links_and_stage_directions() -> None:
    page = seen()
    assert page["front_matter"] == ["みどり市議会 令和5年第3回定例会【防災】"]
    assert page["back_matter"] == ["詳しくはこちら https://example.org/bousai"]
    assert page["links"] == [
        {"text": "詳しくはこちら https://example.org/bousai", "url": "https://example.org/bousai"}
    ]
    assert page["stage"] == [{"line": 16, "text": "（拍手）"}]


def test_speakers_nobody_names_have_no_name_and_are_not_counted() -> None:
    page = inspection(read("問　なぜか。\n答　寒い。\n問　いつか。\n答　冬だ。\n".encode(), "a.txt"))
    assert [(turn["speaker"], turn["role"]) for turn in page["turns"]][:2] == [
        (None, "member"),
        (None, "official"),
    ]
    assert page["speakers"] == []
    assert page["counts"]["speakers"] == 0


def test_a_file_that_cannot_be_read() -> None:
    assert failure("x.pdf", "encrypted", "x.pdf: locked") == {
        "schema": "qa-reader/inspect/1",
        "path": "x.pdf",
        "error": {"reason": "encrypted", "message": "x.pdf: locked"},
    }
