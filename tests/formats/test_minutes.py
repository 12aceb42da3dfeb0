"""Assembly minutes as plain text: speeches, headings and directions, of made-up councils."""

from __future__ import annotations

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.table import read
from qa_reader.formats.turns.speechlines import speech_line
from qa_reader.transcript.model import Transcript

PLENARY = """\
開催日：令和 7年 2月17日
会議名：令和 7年第1回定例会（第2日 2月17日）

○議事日程
　　　　　　　　架空区議会会議録　　第２号

１　出席議員（３名）
　　　１番　谷　　花　子　　　　２番　　沢　　二　郎
２　出席説明員
　　区　長　　　　　　　　　大　木　太　一

日程第１　一般質問

　　　〇午後１時開会

<PAGE="2">
○おの太郎議長　　ただいまから会議を開きます。
　これより日程に入ります。


　　◎会議録署名議員の指名

○おの太郎議長　　１番谷花子議員、２番沢二郎議員を指名いたします。
―――――――――――――――――――――――


　◎一般質問

○おの太郎議長　　順次これを許します。
　１番谷花子議員。
　〔谷花子議員登壇〕

○１番（谷　花子議員）　　区政について大きく２点質問します。（拍手）
　第１点目、避難所について。
　避難所の数を伺います。
　第２点目、学校給食について。
　給食費の無償化をどのように進めていくのか伺います。
　以上、壇上での質問を終わらせていただきます。（拍手）
　〔大木太一区長登壇〕

○大木太一区長　　谷議員の２点にわたる御質問に順次お答えを申し上げます。
　まず第１点目、避難所の数についてでございますが、42か所でございます。
　次に、第２点目、学校給食についてでございますが、来年度から無償といたします。

○おの太郎議長　　谷花子議員の一般質問を終わります。
　本日はこれをもって散会いたします。
　　　〇午後２時散会
　　　議長　　お　の　太　郎
"""


def minutes(text: str, format: str | None = None) -> Transcript:
    transcript = read(text.encode(), "minutes.txt", format=format)
    assert transcript.format == "minutes"
    assert not missing(transcript, "\n".join(x for x in text.split("\n") if not x.startswith("<PAGE")))
    return transcript


def words(transcript: Transcript, turn: int) -> str:
    return transcript.words(transcript.turn_span(transcript.turns[turn]))


def test_a_plenary_is_read() -> None:
    transcript = minutes(PLENARY)
    assert_whole(transcript)
    assert [turn.kind for turn in transcript.turns] == [
        "chair", "chair", "chair", "question", "answer", "chair",
    ]  # fmt: skip
    assert [(s.name, s.role) for s in transcript.speakers] == [
        ("おの太郎", "chair"),
        ("谷　花子", "member"),
        ("大木太一", "official"),
    ]
    assert [section.heading for section in transcript.sections] == ["会議録署名議員の指名", "一般質問"]
    assert transcript.turns[3].section == 1
    assert transcript.turns[3].mark == "○"
    assert transcript.turns[3].label == "１番（谷　花子議員）"


def test_what_stands_around_the_words_is_kept_apart() -> None:
    blocks = minutes(PLENARY).blocks
    parts = {block.text.strip(): block.part for block in blocks}
    assert parts["○議事日程"] == "front"
    assert parts["〇午後１時開会"] == "front"
    assert parts["〔谷花子議員登壇〕"] == "stage"
    assert parts["―――――――――――――――――――――――"] == "stage"
    assert parts["〇午後２時散会"] == "stage"
    assert parts["議長　　お　の　太　郎"] == "back"
    applause = next(block for block in blocks if "大きく２点" in block.text)
    assert [applause.text[a:b] for a, b in applause.asides] == ["（拍手）"]
    assert next(block.page for block in blocks if "ただいまから" in block.text) == "2"


def test_its_particulars_are_read() -> None:
    meta = minutes(PLENARY).meta
    assert meta.body == "架空区議会"
    assert meta.meeting == "令和 7年第1回定例会（第2日 2月17日）"
    assert (meta.date, meta.date_printed) == ("2025-02-17", "令和 7年 2月17日")


def test_two_questions_of_one_speech_find_their_answers() -> None:
    exchanges = minutes(PLENARY).exchanges
    transcript = minutes(PLENARY)
    told = [transcript.words(passage.span) for exchange in exchanges for passage in exchange.answers]
    assert [exchange.number for exchange in exchanges] == ["１", "２"]
    assert "42か所" in told[0]
    assert "無償といたします" not in told[0]
    assert "無償といたします" in told[1]
    assert all(passage.why == "number" for exchange in exchanges for passage in exchange.answers)


COMMITTEE = """\
架空市議会　建設委員会記録
◯令和６年５月17日（金）
◯出席委員（3名）
　委員長　　森たかお議員
　委員　　　谷花子議員
◯委員会説明員
　大木建設部長
○委員長（森たかお）
　ただいまから委員会を開会いたします。
　　　　　　　　　　　［午前10時　開会］
◆委員（谷花子）
　橋の点検はいつ終わるのでしょうか。
◎建設部長（大木一）　年度内に終わる予定でございます。
○委員長（森たかお）　谷委員。
◆委員（谷花子）　分かりました。
△日程第２　請願の審査について
○委員長（森たかお）　次に、請願を議題といたします。
"""


def test_a_committee_with_three_marks_is_read() -> None:
    transcript = minutes(COMMITTEE)
    assert [turn.kind for turn in transcript.turns] == [
        "chair", "question", "answer", "chair", "remark", "chair",
    ]  # fmt: skip
    assert [turn.mark for turn in transcript.turns] == ["○", "◆", "◎", "○", "◆", "○"]
    assert [block.text for block in transcript.blocks if block.part == "front"][
        1
    ] == "◯令和６年５月17日（金）"
    assert [section.heading for section in transcript.sections] == ["請願の審査について"]
    assert transcript.sections[0].number == "日程第２"


def test_a_heading_inside_the_chairs_turn_opens_a_section_and_ends_no_turn() -> None:
    text = COMMITTEE + "────\n日程第３\n一般質問\n────\n　一般質問を行います。\n"
    transcript = minutes(text)
    assert len(transcript.turns) == 6
    assert words(transcript, 5).endswith("一般質問を行います。")
    assert [(s.number, s.heading) for s in transcript.sections][-1] == ("日程第３", "一般質問")


def test_an_index_of_bills_read_into_a_speech_is_no_heading() -> None:
    text = (
        COMMITTEE
        + "────\n　諸般の報告\n　一　出納検査の結果に関する報告書が提出されました。\n────\n　続けます。\n"
    )
    assert len(minutes(text).sections) == 1


@pytest.mark.parametrize(
    "line",
    [
        "○議長（山川太一君）　会議を開きます。",
        "◯議長（山川太一）　会議を開きます。",
        "〇議長（山川太一君）会議を開きます。",
        "○（山川よしのり議長）　会議を開きます。",
        "○１０番（海野花子君） ［登壇］",
        "◆委員（海野花子）　伺います。",
        "◎健康福祉部長（福祉事務所長）（谷口一）　お答えします。",
        "○山川太一議長　　会議を開きます。",
        "○丸山　委員長　　会議を開きます。",
        "○鈴木（ひ）委員　伺います。",
        "　○議長（山川太一君）　会議を開きます。",
        "○事務局長（佐木記一）　（朗読）",
        "◎建設部長（大木一）〔登壇〕",
    ],
)
def test_a_line_begins_a_speech(line: str) -> None:
    assert speech_line(line, ["　おはようございます。"]) is not None


@pytest.mark.parametrize(
    "line",
    [
        "○議事日程",
        "○議事日程　第九号",
        "◯出席委員（13名）",
        "◯令和６年５月17日（金）",
        "○日程第１　会議録署名議員の指名について",
        "○議案第３号　一般会計予算（第２号）について",
        "　◎会期の決定",
        "　　◎区長所信表明",
        "△日程第２　請願の審査について",
        "●　所管事項の報告について",
        "○午後１時００分開会",
        "○書記　山川太一",
        "○会議録署名議員",
        "○本日の会議に付した案件",
        "議長（山川太一君）　会議を開きます。",
    ],
)
def test_a_heading_is_no_speech(line: str) -> None:
    assert speech_line(line, ["　第１　会議録署名議員の指名"]) is None


def test_a_label_alone_needs_words_below() -> None:
    assert speech_line("◯議長（山川太一）", ["", "　報告します。"]) is not None
    assert speech_line("◯議長（山川太一）", ["◯副議長（谷口一）"]) is None


def test_a_meeting_without_questions_says_so() -> None:
    transcript = minutes(COMMITTEE[: COMMITTEE.index("◆委員")] + "○委員長（森たかお）　閉会いたします。\n")
    assert [notice.code for notice in transcript.notices] == ["no-questions"]


def test_minutes_in_the_encoding_of_their_site() -> None:
    transcript = read(PLENARY.replace("\n", "\r\n").encode("cp932"), "r070217.txt")
    assert transcript.source.encoding == "cp932"
    assert [turn.kind for turn in transcript.turns].count("question") == 1


def said(transcript: Transcript) -> list[tuple[str, str, str | None]]:
    """Kind, role and name of each turn."""
    people = [transcript.speakers[turn.speaker or 0] for turn in transcript.turns]
    return [
        (turn.kind, person.role, person.name) for turn, person in zip(transcript.turns, people, strict=True)
    ]


def test_an_office_behind_a_gap_belongs_to_the_label() -> None:
    transcript = minutes(
        "○沢山ひろし　委員長　　ただいまから開会いたします。\n"
        "◆谷花子　委員　　除雪の回数はどうか、伺います。\n"
        "◎近藤　雪対策室長　　15回でございます。\n"
        "◆谷花子　委員　　予算の額を伺います。\n"
        "◎近藤　雪対策室長　　２億円でございます。\n"
        "○沢山ひろし　委員長　　以上で終わります。\n"
    )
    assert said(transcript) == [
        ("chair", "chair", "沢山ひろし"),
        ("question", "member", "谷花子"),
        ("answer", "official", "近藤"),
        ("question", "member", "谷花子"),
        ("answer", "official", "近藤"),
        ("chair", "chair", "沢山ひろし"),
    ]


def test_a_name_with_an_honorific_alone_is_a_label() -> None:
    transcript = minutes(
        "○議長（森太一君）　海野花君。\n"
        "◯海野　花君　病床の数を伺います。\n"
        "◯知事（大木一君）　お答えします。千床です。\n"
        "◯海野　花君　それで足りますか。\n"
        "◯説明者（小川保健部長）　足ります。\n"
    )
    assert said(transcript)[1] == ("question", "member", "海野　花")
    assert [turn.kind for turn in transcript.turns] == ["chair", "question", "answer", "question", "answer"]
    assert all(turn.sure for turn in transcript.turns)


def test_one_mark_for_everybody_leaves_it_to_the_labels() -> None:
    transcript = minutes(
        "◎　委員長　ただいまから委員会を開会いたします。議案を議題といたします。\n"
        "◎　選挙管理委員会事務局長　条例の改正でございます。\n"
        "◎　委員長　質疑に入ります。\n"
        "◎　山川（み）委員　理由を教えてください。\n"
        "◎　選挙管理委員会事務局長　法の改正によります。\n"
        "◎　高木委員　賛成の立場で意見を述べます。\n"
    )
    kinds = [turn.kind for turn in transcript.turns]
    assert kinds == ["chair", "presentation", "chair", "question", "answer", "statement"]


@pytest.mark.parametrize("office", ["理事長", "主査"])
def test_an_office_that_elsewhere_answers_presides_where_its_words_do(office: str) -> None:
    transcript = minutes(
        f"○{office}（沢山広君）　ただいまから会議を開会します。\n"
        "○谷委員　期日を伺います。\n"
        f"○{office}（沢山広君）　総務部長。\n"
        "○総務部長（大木一君）　来月でございます。\n"
        f"○{office}（沢山広君）　ほかにございませんか。\n"
    )
    assert [turn.kind for turn in transcript.turns] == ["chair", "question", "chair", "answer", "chair"]


def test_an_official_of_that_office_answers_where_another_presides() -> None:
    transcript = minutes(
        "○委員長（沢山広君）　会議を開会します。\n"
        "○谷委員　期日を伺います。\n"
        "○理事長（大木一君）　来月でございます。\n"
        "○委員長（沢山広君）　ほかにございませんか。\n"
    )
    assert [turn.kind for turn in transcript.turns] == ["chair", "question", "answer", "chair"]


@pytest.mark.parametrize("number", ["{}:　", "{}: ", "{} : ", "{}\n", "{}:\n"])
def test_speeches_that_a_site_counts(number: str) -> None:
    speeches = [
        "　　　開議　午前10時",
        "◯委員長（森太一君）　開議いたします。説明を願います。",
        "◯事務局（木田一君）　次第の１ページを願います。",
        "◯委員長（森太一君）　質疑はありませんか。\n　１ 何もなければ進めます。",
        "◯委員（海野花君）　期日はいつですか。",
        "◯事務局（木田一君）　来月でございます。",
        "　　　午前10時36分散会",
    ]
    source = "\n".join(number.format(i) + each for i, each in enumerate(speeches, 1))
    transcript = minutes(source)
    assert [turn.kind for turn in transcript.turns] == [
        "chair",
        "presentation",
        "chair",
        "question",
        "answer",
    ]
    assert words(transcript, 4) == "来月でございます。"
    assert words(transcript, 2).endswith("　１ 何もなければ進めます。")
    assert not missing(transcript, source)


def _broken(text: str, width: int) -> str:
    """`text` with every line broken at `width` characters, as programs that extract text leave it."""
    return "\n".join(
        line[at : at + width] for line in text.split("\n") for at in range(0, max(1, len(line)), width)
    )


TALK = """\
架空市議会　令和７年第２回定例会　会議録
出席議員　谷花子　沢二郎
○議長（谷花子君）　ただいまから本日の会議を開きます。日程第１、一般質問を行います。\
通告の順に発言を許します。１番沢二郎君。
○１番（沢二郎君）　おはようございます。通告に従いまして、駅前の広場の整備につきまして質問をいたします。\
この広場は雨が降るたびに水がたまり、通行に支障を来しております。
　そこで、広場の排水の工事をいつまでに終えるお考えなのか、そして費用をどれほど見込んでおられるのかを伺います。
○建設部長（大木太一君）　広場の排水の工事につきましては、\
来年度の前半に終える予定で進めているところでございます。\
費用は二千万円ほどを見込んでおります。
○議長（谷花子君）　１番沢二郎君。
○１番（沢二郎君）　ありがとうございます。工事の間の歩行者の安全はどのように確保されるのでしょうか。\
伺います。
○建設部長（大木太一君）　誘導員を配置いたしまして、\
歩行者の通り道を確保しながら工事を進めてまいりたいと考えております。
"""


@pytest.mark.parametrize("width", [32, 40])
def test_lines_broken_at_a_width_are_put_together(width: int) -> None:
    whole = read(TALK.encode(), "minutes.txt")
    found = read(_broken(TALK, width).encode(), "minutes.txt")
    assert [block.text for block in found.blocks] == [block.text for block in whole.blocks]
    assert [turn.kind for turn in found.turns] == [turn.kind for turn in whole.turns]
    assert found.blocks[-1].line is not None
    (notice,) = (notice for notice in found.notices if notice.code == "lines-joined")
    assert str(width) in notice.message
    assert not any(notice.code == "lines-joined" for notice in whole.notices)
