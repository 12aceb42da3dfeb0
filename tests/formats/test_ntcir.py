"""Rows of NTCIR's QA Lab-PoliInfo in their three shapes, and press conferences as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def loaded(value: Any, newline: str = "\n") -> Transcript:
    text = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", newline)
    transcript = read(("\ufeff" + text).encode(), "a.json")
    assert_whole(transcript)
    return transcript


def row(position: str | None, name: str | None, asker: str | None, text: str) -> dict[str, Any]:
    fixed = {"Volume": "2001-3", "Number": "2-01", "Date": "2001-09-26", "Title": "架空都議会会議録第十一号"}
    return {
        **fixed,
        "SpeakerPosition": position,
        "SpeakerName": name,
        "QuestionSpeaker": asker,
        "Utterance": text,
    }


ASKER = "松木明（みらい党）"


def test_sentences_become_turns_and_directions_end_none() -> None:
    transcript = loaded([
        row("議長", "三田一", None, "会議を開きます。"),
        row(None, None, None, "〔百十三番松木明君登壇〕"),
        row("百十三番", "松木明", ASKER, "第一に、橋について伺います。"),
        row("百十三番", "松木明", ASKER, "点検はいつ終わるのか伺います。"),
        row(None, None, None, "（拍手）"),
        row("百十三番", "松木明", ASKER, "終わります。"),
        row("知事", "石川太", ASKER, "年度内に終わります。"),
        row("教育長", "横田洋", ASKER, "補足します。"),
    ])  # fmt: skip
    assert [turn.kind for turn in transcript.turns] == ["chair", "question", "answer", "answer"]
    question = transcript.words(transcript.turn_span(transcript.turns[1]))
    assert (
        question.replace("\n", "")
        == "第一に、橋について伺います。点検はいつ終わるのか伺います。（拍手）終わります。"
    )
    assert [(s.name, s.role, s.group) for s in transcript.speakers][1] == ("松木明", "member", "みらい党")
    assert [block.text for block in transcript.blocks if block.part == "stage"] == [
        "〔百十三番松木明君登壇〕",
        "（拍手）",
    ]
    assert transcript.sections[0].date == "2001-09-26"


def test_a_row_is_a_pair() -> None:
    fixed = {"Meeting": "令和3年第3回定例会", "Date": "2021-09-26", "Headlines": ["防災を", "進めよ"]}
    asked = {"QuestionSpeaker": ASKER, "QuestionSummary": "点検は。", "AnswerSpeaker": "知事"}
    transcript = loaded([
        {"ID": "1", **fixed, "SubTopic": "橋", **asked, "AnswerSummary": "終わる。"},
        {"ID": "2", **fixed, "SubTopic": "橋", **asked, "AnswerSummary": "進める。"},
        {"ID": "3", **fixed, "SubTopic": "道路", **asked, "AnswerSummary": "延ばす。"},
    ])  # fmt: skip
    assert [len(exchange.answers) for exchange in transcript.exchanges] == [1, 1, 1]
    assert [section.heading for section in transcript.sections] == [
        "令和3年第3回定例会", "防災を　進めよ", "橋", "道路",
    ]  # fmt: skip
    assert [s.name for s in transcript.speakers] == ["松木明", "知事"]


def test_proceedings_with_their_front_matter() -> None:
    speeches = [
        {"Speaker": "null", "Utterance": "午後一時開議\n出席委員\n"},
        {"Speaker": "増山委員長", "Utterance": "会議を開きます。\n　互選を行います。\n"},
        {"Speaker": "平木委員", "Utterance": "指名推選とされたい。\n"},
    ]
    head = {"Date": "2019/4/26", "Prefecture": "架空都", "ProceedingTitle": "起草特別委員会速記録第一号"}
    transcript = loaded([{**head, "URL": "https://example.org/1", "Proceeding": speeches}], "\r\n")
    assert [turn.kind for turn in transcript.turns] == ["info", "chair", "remark"]
    assert (transcript.sections[0].body, transcript.sections[0].date) == ("架空都", "2019-04-26")
    assert not missing(transcript, "".join(each["Utterance"] for each in speeches))


CONFERENCE = {
    "title": "架空大臣閣議後記者会見の概要(令和8年4月3日(金曜日))",
    "date": "2026-04-03",
    "minister": "森",
    "url": "https://example.org/c",
    "blocks": [
        {"role": "opening", "text": "今日は二件です。\n一件目。"},
        {"role": "question", "text": "景気は。"},
        {"role": "answer", "text": "注視します。"},
    ],
}


def test_a_press_conference_keeps_its_opening_apart() -> None:
    transcript = loaded(CONFERENCE)
    assert transcript.format == "press-json"
    assert [turn.kind for turn in transcript.turns] == ["statement", "question", "answer"]
    assert [(s.name, s.role) for s in transcript.speakers] == [("森", "official"), ("", "reporter")]
    assert (transcript.meta.date, transcript.meta.url) == ("2026-04-03", "https://example.org/c")


def test_conferences_one_a_line() -> None:
    lines = "\n".join(json.dumps(CONFERENCE, ensure_ascii=False) for _ in range(2)) + "\n"
    transcript = read(lines.encode(), "202604.jsonl")
    assert (len(transcript.sections), len(transcript.exchanges)) == (2, 2)


def test_a_broken_line_is_named() -> None:
    line = json.dumps(CONFERENCE, ensure_ascii=False)
    with pytest.raises(Unreadable) as refused:
        read(f"{line}\n{line[:50]}\n".encode(), "a.jsonl")
    assert "2" in refused.value.message


def test_fields_of_other_types_are_no_defect() -> None:
    values: list[Any] = [None, 3, [], {}, "", [None], True]
    for wrong in values:
        read(json.dumps([dict.fromkeys(row("a", "b", "c", "d"), wrong)]).encode(), "a.json")
        read(json.dumps({"blocks": [{"role": "question", "text": wrong}], "title": wrong}).encode(), "a.json")
        proceedings = [{"ProceedingTitle": wrong, "Proceeding": wrong, "Date": wrong}]
        read(json.dumps(proceedings).encode(), "a.json")


def test_pairs_of_several_answers() -> None:
    transcript = loaded([
        {
            "Meeting": "平成23年第2回定例会", "Date": "2011-06-23", "MainTopic": "防災を高めよ<br>都市づくり",
            "SubTopic": "備蓄", "QuestionSpeaker": ASKER, "QuestionSummary": ["備蓄は。", "配布は。"],
            "AnswerSpeaker": ["知事", "総務局長"], "AnswerSummary": ["進める。", ["調べる。", "来年。"]],
        },
        {
            "Meeting": "平成23年第2回定例会", "Date": "2011-06-23", "QuestionSpeaker": ASKER,
            "QuestionSummary": "橋は。", "AnswerSpeaker": ["知事"], "AnswerSummary": ["一つ。", "二つ。"],
        },
    ])  # fmt: skip
    said = [
        (turn.kind, transcript.speakers[turn.speaker or 0].name, transcript.words(transcript.turn_span(turn)))
        for turn in transcript.turns
    ]
    assert said == [
        ("question", "松木明", "備蓄は。\n配布は。"),
        ("answer", "知事", "進める。"),
        ("answer", "総務局長", "調べる。\n来年。"),
        ("question", "松木明", "橋は。"),
        ("answer", "知事", "一つ。\n二つ。"),
    ]
    assert [section.heading for section in transcript.sections][1] == "防災を高めよ\u3000都市づくり"


def test_sentences_without_positions_become_turns() -> None:
    fixed = {"Volume": "平成23年_第２回", "Number": "1", "Title": "平成23年_第２回定例会"}
    rows = [("三田一", "開会します。"), ("三田一", "会議を開きます。"), ("松木明", "橋について伺います。")]
    transcript = loaded([
        {**fixed, "Line": at, "Speaker": name, "Utterance": text} for at, (name, text) in enumerate(rows, 1)
    ])  # fmt: skip
    assert transcript.format == "ntcir"
    assert [turn.label for turn in transcript.turns] == ["三田一", "松木明"]
