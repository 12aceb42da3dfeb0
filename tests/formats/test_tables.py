"""Tables of questions and answers: columns guessed or named, quoted line ends, formulas, sub-questions."""

from __future__ import annotations

import json

import pytest
from keeping import assert_whole, characters, held

from qa_reader.formats.material import Unreadable
from qa_reader.formats.rows.columns import guess, named
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def table(text: str, path: str = "a.csv", encoding: str = "utf-8") -> Transcript:
    transcript = read(text.encode(encoding), path)
    assert_whole(transcript)
    assert transcript.format == "table"
    return transcript


def words(transcript: Transcript, turn: int) -> str:
    return transcript.words(transcript.turn_span(transcript.turns[turn]))


SHEET = """番号,質問者,質問,答弁者,答弁,日付,項目,備考
3,谷花子議員,"橋の点検は
いつ終わるのか。",建設部長,年度内です。,令和3年3月5日,道路,要確認
4,谷花子議員,歩道は。,建設部長,,令和3年3月5日,道路,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_sheet_with_japanese_headers(encoding: str) -> None:
    transcript = table(SHEET.replace("\n", "\r\n"), encoding=encoding)
    assert [turn.kind for turn in transcript.turns] == ["question", "answer", "info", "question", "info"]
    assert words(transcript, 0) == "橋の点検は\nいつ終わるのか。"
    assert words(transcript, 2) == "備考: 要確認"
    assert [exchange.label for exchange in transcript.exchanges] == ["q3", "q4"]
    assert not transcript.exchanges[1].answers
    assert [(s.heading, s.level, s.date) for s in transcript.sections] == [
        ("令和3年3月5日", 1, "2021-03-05"),
        ("道路", 2, None),
    ]
    assert [(s.name, s.role) for s in transcript.speakers] == [
        ("谷花子議員", "member"),
        ("建設部長", "official"),
    ]


def test_rows_of_one_pair_are_one_exchange() -> None:
    transcript = table(
        "title,url,interview_question,interview_answer,question,clarity_label\n"
        "T,u1,Q. Why and when?,A. Soon.,Why?,Non-Reply\n"
        "T,u2,Q. Who?,A. She.,Who?,Reply\n"
        "T,u1,Q. Why and when?,A. Soon.,When?,Reply\n"
    )
    assert len(transcript.exchanges) == 2
    assert words(transcript, 0) == "Q. Why and when?"
    assert "question: When?" in words(transcript, 2)
    assert "clarity_label: Reply" in words(transcript, 2)


def test_formulas_show_their_label_and_keep_their_address() -> None:
    cell = '=HYPERLINK("https://example.org/v&t=500s","0:08:20")'
    transcript = table(
        f"YouTube\tQuestioner\n{cell}\tみどり新聞 サトウ記者\n{cell}\tあお放送 モリ記者\n", "a.tsv"
    )
    assert [turn.kind for turn in transcript.turns] == ["question", "question"]
    assert words(transcript, 0) == "みどり新聞 サトウ記者"
    assert transcript.blocks[0].time == 500
    assert transcript.links[0].url == "https://example.org/v&t=500s"
    assert transcript.speakers[0].role == "reporter"


def test_json_lines_and_json_lists() -> None:
    rows = [{"question": "Why?", "answer": "So.", "score": 3}, {"question": "Who?", "answer": "She."}]
    lines = "\n".join(json.dumps(row) for row in rows)
    for text in (lines, json.dumps(rows)):
        transcript = table(text, "a.jsonl")
        assert [len(exchange.answers) for exchange in transcript.exchanges] == [1, 1]
        assert words(transcript, 2) == "score: 3"


def test_columns_can_be_named() -> None:
    text = "ask;tell\nおはなし\n問い合わせ;返事\n".replace("ask;tell", "きいたこと;いったこと")
    with pytest.raises(Unreadable) as refused:
        read(text.encode(), "a.csv", format="table")
    assert "きいたこと" in refused.value.message
    transcript = read(text.encode(), "a.csv", format="table:question=きいたこと,answer=2")
    assert len(transcript.exchanges) == 2
    assert len(transcript.exchanges[1].answers) == 1


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (["質問", "答弁"], {"question": 0, "answer": 1}),
        (["No.", "問", "答"], {"question": 1, "answer": 2, "number": 0}),
        (["Ｑ", "Ａ"], {"question": 0, "answer": 1}),
        (["答弁者", "答弁", "質問者", "質問"], {"question": 3, "answer": 1, "questioner": 2, "answerer": 0}),
        (["question_text", "response_text", "analyst_name"], {"question": 0, "answer": 1, "questioner": 2}),
        (["name", "age"], {}),
        (["担当", "日付"], {}),
    ],
)
def test_headers_tell_columns(headers: list[str], found: dict[str, int]) -> None:
    assert guess(headers) == found


def test_a_name_that_is_no_column_names_none() -> None:
    assert named("question=x,answer=9,colour=1", ["a", "b"]) == {}


def test_every_cell_is_kept() -> None:
    cells = SHEET.split("\n", 1)[1].replace('"', "").replace("\n", ",").split(",")
    transcript = table(SHEET)
    shown = held(transcript)
    for section in transcript.sections:
        shown += characters((section.heading or "") + (section.date_printed or ""))
    for exchange in transcript.exchanges:
        shown += characters(exchange.number or "")
    assert not characters("".join(dict.fromkeys(cells))) - shown


def test_prose_with_commas_is_no_table() -> None:
    assert read("質問、答弁、記録\n本文, 続き\n本文, 続き\n".encode(), "a.txt").format != "table"


@pytest.mark.parametrize(
    "text",
    [
        "id,question,score\n1,5,3\n2,6,4\n",
        "id,question,answer\n1,3,2\n2,1,4\n",
        "item,q,votes\n橋,A1,20\n道,B2,30\n",
    ],
)
def test_a_table_of_numbers_is_no_transcript(text: str) -> None:
    assert read(text.encode(), "a.csv").format == "plain"
    assert not read(text.encode(), "a.csv").exchanges
