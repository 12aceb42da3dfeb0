"""Minutes of the Diet as its library's API gives them, JSON and XML alike, of made-up members."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.sax.saxutils import escape

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

Fields = dict[str, Any]


def speech(order: int, speaker: str, text: str, **more: Any) -> Fields:
    fields = {"speechID": f"X_{order:03}", "speechOrder": order, "speaker": speaker, "speech": text}
    return {**fields, "speakerPosition": None, "speakerRole": None, "speakerGroup": None, **more}


COMMITTEE = [
    speech(
        0,
        "会議録情報",
        "令和五年十二月一日（金曜日）\r\n　　　午前九時開議\r\n　出席委員\r\n○本日の会議に付した案件",
    ),
    speech(1, "森太一", "○森委員長　これより会議を開きます。\r\n　谷賢一君。", speakerGroup="みどりの会"),
    speech(2, "谷賢一", "○谷（賢）委員　橋の点検はいつ終わるのか、伺います。", speakerGroup="みらい党"),
    speech(
        3,
        "大木一",
        "○大木国務大臣　年度内に終わります。",
        speakerGroup="みどりの会",
        speakerPosition="国土大臣",
    ),
    speech(
        4,
        "沢二郎",
        "○沢政府参考人　お答えいたします。\r\n　残りは三橋です。",
        speakerPosition="国土省道路局長",
    ),
    speech(5, "谷賢一", "○谷（賢）委員　分かりました。", speakerGroup="みらい党"),
    speech(6, "森太一", "○森委員長　参考人から御意見をお述べいただきます。", speakerGroup="みどりの会"),
    speech(
        7, "小川花", "○小川参考人　研究者の小川です。", speakerRole="参考人", speakerPosition="架空大学教授"
    ),
]
MEETING: Fields = {
    "issueID": "121200000X00820231201",
    "session": 212,
    "nameOfHouse": "衆議院",
    "nameOfMeeting": "国土委員会",
    "issue": "第8号",
    "date": "2023-12-01",
    "meetingURL": "https://example.org/txt/1",
}


def answer(records: list[Fields], key: str = "meetingRecord", total: int = 1) -> Fields:
    return {
        "numberOfRecords": total,
        "numberOfReturn": len(records),
        "nextRecordPosition": None,
        key: records,
    }


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def as_xml(value: Fields) -> bytes:
    def element(name: str, inner: Any) -> str:
        if isinstance(inner, list):
            return "".join(element(name, each) for each in inner)
        if isinstance(inner, dict):
            inner = "".join(element(key, each) for key, each in inner.items())
            return f"<{name}>{inner}</{name}>"
        return f"<{name}>{escape(str(inner))}</{name}>" if inner is not None else f"<{name}></{name}>"

    records = "".join(
        f"<record><recordData>{element(key, each)}</recordData></record>"
        for key in ("meetingRecord", "speechRecord")
        for each in value.get(key, [])
    )
    head = f"<numberOfRecords>{value['numberOfRecords']}</numberOfRecords>"
    return f'<?xml version="1.0" encoding="UTF-8"?><data>{head}<records>{records}</records></data>'.encode()


def kinds(transcript: Transcript) -> list[str]:
    return [turn.kind for turn in transcript.turns]


@pytest.mark.parametrize("build", [as_json, as_xml])
def test_a_meeting(build: Any) -> None:
    transcript = read(build(answer([{**MEETING, "speechRecord": COMMITTEE}])), "a")
    assert_whole(transcript)
    assert kinds(transcript) == [
        "info",
        "chair",
        "question",
        "answer",
        "answer",
        "remark",
        "chair",
        "presentation",
    ]
    assert [(s.name, s.role, s.office, s.group) for s in transcript.speakers] == [
        ("森太一", "chair", "委員長", "みどりの会"),
        ("谷賢一", "member", "委員", "みらい党"),
        ("大木一", "official", "国土大臣", "みどりの会"),
        ("沢二郎", "official", "国土省道路局長", None),
        ("小川花", "witness", "架空大学教授", None),
    ]
    assert not missing(transcript, "".join(each["speech"] for each in COMMITTEE))
    (section,) = transcript.sections
    assert (section.heading, section.body, section.date, section.url) == (
        "衆議院 国土委員会 第8号", "衆議院", "2023-12-01", "https://example.org/txt/1",
    )  # fmt: skip
    assert section.meeting == "第212回国会 国土委員会 第8号"
    assert transcript.turns[2].label == "谷（賢）委員"


def test_each_meeting_of_a_file_is_a_section_and_nothing_is_paired_between() -> None:
    first = {**MEETING, "speechRecord": COMMITTEE[1:3]}
    second = {**MEETING, "issueID": "B", "issue": "第9号", "speechRecord": COMMITTEE[3:5]}
    transcript = read(as_json(answer([first, second])), "a.json")
    assert kinds(transcript) == ["chair", "remark", "answer", "answer"]
    assert not transcript.turns[2].sure
    assert not transcript.exchanges
    assert [section.heading[-3:] for section in transcript.sections] == ["第8号", "第9号"]


def hits(*orders: int) -> list[Fields]:
    return [{**MEETING, **COMMITTEE[order], "searchObject": order} for order in orders]


@pytest.mark.parametrize("build", [as_json, as_xml])
def test_keyword_hits_show_their_gaps_and_are_not_paired_across(build: Any) -> None:
    transcript = read(build(answer(hits(5, 2, 4), "speechRecord", total=9)), "a")
    assert kinds(transcript) == ["question", "answer", "remark"]
    assert not transcript.turns[0].sure
    assert not transcript.turns[1].sure
    assert not transcript.exchanges[0].answers
    assert [section.heading for section in transcript.sections][1:] == ["2", "4–5"]
    assert {notice.code for notice in transcript.notices} == {"gap", "partial"}


def test_hits_of_other_meetings_are_grouped() -> None:
    other = {**MEETING, **COMMITTEE[3], "issueID": "B", "issue": "第9号"}
    transcript = read(as_json(answer([hits(2)[0], other, hits(3)[0]], "speechRecord")), "a.json")
    assert kinds(transcript) == ["question", "answer", "answer"]
    assert len(transcript.exchanges[0].answers) == 1


def test_a_list_of_records_without_an_answer_around_it() -> None:
    assert kinds(read(as_json(hits(1, 2, 3)), "a.json")) == ["chair", "question", "answer"]


def as_lines(value: Fields) -> bytes:
    meeting = {key: each for key, each in value.items() if key != "speechRecord"}
    return b"\n".join(as_json({**meeting, **each}) for each in value["speechRecord"])


def as_csv(value: Fields) -> bytes:
    rows = [json.loads(line) for line in as_lines(value).split(b"\n")]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize(
    "build",
    [
        as_json,
        as_lines,
        as_csv,
        lambda value: as_json(
            {"meetingRecords": [{"speechRecords" if k == "speechRecord" else k: v for k, v in value.items()}]}
        ),
    ],
)
def test_a_meeting_as_programs_keep_it(build: Any) -> None:
    transcript = read(build({**MEETING, "speechRecord": COMMITTEE}), "a")
    assert_whole(transcript)
    assert kinds(transcript)[:5] == ["info", "chair", "question", "answer", "answer"]
    assert transcript.meta.date == "2023-12-01"
    assert transcript.meta.meeting == "第212回国会 国土委員会 第8号"


def test_an_answer_that_breaks_off_says_where() -> None:
    broken = json.dumps(answer([{**MEETING, "speechRecord": COMMITTEE}]), indent=1).encode()[:900]
    with pytest.raises(Unreadable, match="breaks off"):
        read(broken, "a.json")


def test_a_list_of_meetings_says_that_it_has_no_text() -> None:
    bare = [{key: each[key] for key in ("speechID", "speechOrder", "speaker")} for each in COMMITTEE]
    transcript = read(as_json(answer([{**MEETING, "speechRecord": bare}])), "a.json")
    assert not transcript.turns
    assert [notice.code for notice in transcript.notices] == ["no-text"]
    assert len(transcript.speakers) == 5
    assert transcript.links[0].url == "https://example.org/txt/1"


def test_old_minutes_are_read_as_they_are_printed() -> None:
    old = [
        speech(1, "加東勘一", "○加東委員長　これから連合審査會を開きます。"),
        speech(2, "三木寅一", "○三木委員　勞働行政の根本を明らかにしたいと思います。"),
        speech(3, "米倉亮", "○米倉國務大臣　お答えいたします。", speakerPosition="国務大臣"),
        speech(4, "吉田恵", "○吉田政府委員　お答え申し上げます。"),
    ]
    transcript = read(as_json(answer([{**MEETING, "speechRecord": old}])), "a.json")
    assert kinds(transcript) == ["chair", "question", "answer", "answer"]
    assert [s.role for s in transcript.speakers] == ["chair", "member", "official", "official"]


def test_members_who_speak_for_a_bill_answer() -> None:
    bill = [
        speech(1, "森太一", "○委員長（森太一君）　会議を開きます。"),
        speech(2, "谷賢一", "○谷賢一君　趣旨を伺います。"),
        speech(3, "階一郎", "○衆議院議員（階一郎君）　お答えいたします。"),
        speech(4, "堀二郎", "○発議者（堀二郎君）　補足いたします。"),
    ]
    transcript = read(as_json(answer([{**MEETING, "speechRecord": bill}])), "a.json")
    assert kinds(transcript) == ["chair", "question", "answer", "answer"]
    assert transcript.speakers[2].role == "member"


def test_an_xml_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    data = as_xml(answer([{**MEETING, "speechRecord": COMMITTEE}]))
    transcript = read(data[: len(data) // 2], "a.xml")
    assert transcript.turns
    assert "damaged" in {notice.code for notice in transcript.notices}


def test_an_answer_without_records_is_refused() -> None:
    for data in (as_json(answer([])), as_xml(answer([]))):
        with pytest.raises(Unreadable) as refused:
            read(data, "a")
        assert refused.value.reason == "no-text"


ENTITIES = (
    "<!DOCTYPE data [<!ENTITY a '{a}'>"
    + "".join(f"<!ENTITY {y} '{f'&{x};' * 20}'>" for x, y in ("ab", "bc", "cd", "de", "ef", "fg"))
    + "<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
)


@pytest.mark.parametrize("entity", ["&g;", "&file;"])
def test_entities_are_neither_fetched_nor_blown_up(entity: str) -> None:
    said = f"<speechRecord><speech>○森委員長　{entity}終わり</speech></speechRecord>"
    document = f"<data><numberOfRecords>1</numberOfRecords><meetingRecord>{said}</meetingRecord></data>"
    try:
        transcript = read((ENTITIES.replace("{a}", "x" * 50) + document).encode(), "a.xml")
    except Unreadable:
        return
    shown = "".join(block.text for block in transcript.blocks)
    assert "root:" not in shown
    assert len(shown) < 10_000_000


def test_fields_of_other_types_are_no_defect() -> None:
    values: list[Any] = [None, 3, [], {}, "", "x", [None], True]
    for wrong in values:
        record = {**MEETING, "speechRecord": [dict.fromkeys(COMMITTEE[0], wrong)], "session": wrong}
        read(as_json(answer([record, {"speechRecord": wrong}])), "a.json")
