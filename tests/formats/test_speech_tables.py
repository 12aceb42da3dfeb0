"""Tables of speeches, one row what one person says, of made-up councils."""

from __future__ import annotations

import json

import pytest
from keeping import assert_whole

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

CLERKS = """\
番号,発言者,役職,議題,発言内容,種別,備考
1,山田太郎,議長,一般質問,これより一般質問を行います。,進行,
2,谷花子,議員,一般質問,学校の断水対策を伺います。,質問,
3,林三郎,教育長,一般質問,受水槽を更新してまいります。,答弁,資料を配る
4,谷花子,議員,一般質問,時期はいつですか。,質問,
5,林三郎,教育長,一般質問,来年度です。,答弁,
"""

DIET = """\
session,name_of_house,name_of_meeting,date,speech_order,speaker,speaker_group,speaker_position,comment-body
213,衆議院,架空委員会,2024-03-05,1,谷花子,緑の会,,○谷委員　料金について大臣に伺います。
213,衆議院,架空委員会,2024-03-05,2,林三郎,,架空大臣,○林国務大臣　お答えいたします。
213,衆議院,架空委員会,2024-03-05,5,谷花子,緑の会,,○谷委員　時期はいつですか。
213,衆議院,架空委員会,2024-03-05,7,林三郎,,架空大臣,○林国務大臣　年内です。
"""


def opened(text: str, path: str) -> Transcript:
    transcript = read(text.encode(), path)
    assert_whole(transcript)
    return transcript


def test_a_clerks_table_is_read_by_office_and_kind() -> None:
    transcript = opened(CLERKS, "speeches.csv")
    assert transcript.format == "speech-table"
    kinds = [turn.kind for turn in transcript.turns if turn.kind != "info"]
    assert kinds == ["chair", "question", "answer", "question", "answer"]
    assert [(each.name, each.office) for each in transcript.speakers][1:] == [
        ("谷花子", "議員"),
        ("林三郎", "教育長"),
    ]
    assert [section.heading for section in transcript.sections] == ["一般質問"]
    assert "資料を配る" in [block.text for block in transcript.blocks]
    assert len(transcript.exchanges) == 2


@pytest.mark.parametrize("lines", [True, False])
def test_the_same_as_json(lines: bool) -> None:
    rows = [
        {"speaker": "谷花子", "speaker_role": "議員", "qa_role": "Q", "content": "橋の点検の進み具合は。"},
        {"speaker": "林三郎", "speaker_role": "建設部長", "qa_role": "A", "content": "8割が済んでいる。"},
    ]
    text = (
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        if lines
        else json.dumps(rows, ensure_ascii=False)
    )
    transcript = opened(text, "speeches.json")
    assert [turn.kind for turn in transcript.turns] == ["question", "answer"]
    assert transcript.speakers[1].office == "建設部長"


def test_speeches_of_the_diet_are_not_paired_over_a_gap() -> None:
    transcript = opened(DIET, "diet.csv")
    assert transcript.meta.meeting == "架空委員会"
    assert transcript.meta.date == "2024-03-05"
    assert [turn.kind for turn in transcript.turns][:2] == ["question", "answer"]
    assert sum(bool(exchange.answers) for exchange in transcript.exchanges) == 1
    assert transcript.speakers[0].group == "緑の会"


def test_a_table_of_pairs_stays_one() -> None:
    text = "発言者,質問,答弁者,答弁\n谷花子,水道の老朽管の割合は。,水道局長,約12％である。\n"
    assert opened(text, "pairs.csv").format == "table"
