"""As what people speak, and what kind their turns are: rule C, and the traps around it."""

from __future__ import annotations

from qa_reader.formats.turns.labels import key, read_label
from qa_reader.formats.turns.roles import Heard, settle
from qa_reader.formats.turns.turnkinds import Utterance, Verdict, kinds
from qa_reader.transcript.model import Kind

Line = tuple[str, str]
"""Label with its mark in front, words."""


def heard(lines: list[Line]) -> list[Heard]:
    return [
        Heard(read_label(label.lstrip("○◆◎")), text, label[0] if label[0] in "○◆◎" else None)
        for label, text in lines
    ]


def verdicts(lines: list[Line], *gaps: int) -> list[Verdict]:
    each = heard(lines)
    return kinds(
        [
            Utterance(standing.side, key(one.label), one.text, gap=i in gaps)
            for i, (standing, one) in enumerate(zip(settle(each), each, strict=True))
        ]
    )


def said(lines: list[Line], *gaps: int) -> list[Kind]:
    return [verdict.kind for verdict in verdicts(lines, *gaps)]


def roles(lines: list[Line], members: set[str] | None = None) -> list[str]:
    return [standing.role for standing in settle(heard(lines), members=members or set())]


ASK = "避難所の数を伺います。"
TELL = "避難所は42か所でございます。"


def test_a_question_is_what_an_official_answers() -> None:
    lines = [
        ("森委員長", "これより質疑を行います。"),
        ("谷委員", ASK),
        ("森委員長", "平林防災課長。"),
        ("平林防災課長", TELL),
        ("大木建設部長", "補足いたします。道路は3路線です。"),
        ("谷委員", "よく分かりました。よろしくお願いいたします。"),
        ("森委員長", "ほかにございませんか。"),
    ]
    assert said(lines) == ["chair", "question", "chair", "answer", "answer", "remark", "chair"]


def test_a_change_of_subject_ends_the_pairing() -> None:
    lines = [
        ("森委員長", "質疑を行います。"),
        ("谷委員", "要望して終わります。"),
        ("森委員長", "次に、報告事項2を議題に供します。理事者より説明願います。"),
        ("平林防災課長", "それでは資料2を御覧ください。"),
    ]
    assert said(lines) == ["chair", "remark", "chair", "presentation"]


def test_calling_for_an_explanation_is_calling_for_the_answer() -> None:
    lines = [
        ("森委員長", "質疑を。"),
        ("谷委員", ASK),
        ("森委員長", "平林課長、説明願います。"),
        ("平林課長", TELL),
    ]
    assert said(lines)[1:] == ["question", "chair", "answer"]


def test_a_call_for_answers_is_no_answer() -> None:
    lines = [("森委員長", "質疑を。"), ("谷委員", ASK), ("森委員長", "答弁を求めます。"), ("平林課長", TELL)]
    assert said(lines)[2] == "chair"


def test_a_point_of_order_stands_between_question_and_answer() -> None:
    lines = [
        ("森委員長", "質疑を行います。"),
        ("谷委員", ASK),
        ("沢委員", "議事進行について、一人で長過ぎます。"),
        ("森委員長", "まとめてください。"),
        ("平林防災課長", TELL),
    ]
    assert said(lines)[1:] == ["question", "procedural", "chair", "answer"]


def test_a_point_of_order_elsewhere_is_a_remark() -> None:
    lines = [
        ("森委員長", "質疑を行います。"),
        ("沢委員", "議事進行について、資料を求めます。"),
        ("森委員長", "後ほど配ります。"),
        ("谷委員", ASK),
        ("平林防災課長", TELL),
    ]
    assert said(lines)[1:] == ["remark", "chair", "question", "answer"]


def test_what_the_chair_cuts_in_two_is_one_question() -> None:
    lines = [
        ("森議長", "一般質問を行います。"),
        ("◆（谷花子君）", "市長は自ら検討していないのか、なぜ……。"),
        ("○議長（森太郎君）", "谷君、時間です。"),
        ("◆（谷花子君）", "その理由を伺います。"),
        ("○議長（森太郎君）", "大久副市長。"),
        ("◎副市長（大久智子君）", TELL),
    ]
    found = verdicts(lines)
    assert [verdict.kind for verdict in found].count("question") == 1
    assert found[1].asks
    assert found[3].joins


def test_a_chair_who_asks_is_offered_unsure() -> None:
    lines = [
        ("森委員長", "質疑を行います。"),
        ("森委員長", "委員長からもお聞きしたいのですが、避難所はいくつありますか。"),
        ("平林防災課長", TELL),
    ]
    found = verdicts(lines)
    assert [verdict.kind for verdict in found] == ["chair", "chair", "answer"]
    assert found[1].asks
    assert not found[1].sure
    assert not found[2].sure


def test_hailing_the_chair_is_no_answer() -> None:
    lines = [
        ("○議長（森太郎）", "執行機関の説明を求めます。"),
        ("◎副区長（岸紀子）", "議長"),
        ("○議長（森太郎）", "岸副区長"),
        ("◎副区長（岸紀子）", "補正予算について御説明申し上げます。"),
    ]
    assert said(lines) == ["chair", "procedural", "chair", "presentation"]


def test_reports_debates_and_motions_are_no_questions() -> None:
    report = "総務委員会における審査の経過と結果を御報告いたします。" + "慎重に審査しました。" * 20
    lines = [
        ("○議長（森太郎君）", "委員長の報告を求めます。"),
        ("○総務委員長（石田真君）", report + "以上で報告を終わります。"),
        ("○議長（森太郎君）", "これより討論に入ります。"),
        ("○２番（谷花子君）", "反対の立場で討論を行います。"),
        ("○３番（沢二郎君）", "休憩の動議を提出します。"),
        ("○議長（森太郎君）", "市長から発言を求められておりますので、これを許します。"),
        ("○市長（大木一君）", "一言御挨拶を申し上げます。"),
    ]
    assert said(lines) == [
        "chair", "presentation", "chair", "statement", "procedural", "chair", "presentation",
    ]  # fmt: skip


def test_a_meeting_without_questions_has_none() -> None:
    lines = [
        ("○議長（森太郎君）", "諸般の報告をいたさせます。"),
        ("○事務局長（佐木一）", "（朗読）"),
        ("○議長（森太郎君）", "提案理由の説明を求めます。"),
        ("○市長（大木一君）", "提案理由を申し上げます。"),
    ]
    assert "question" not in said(lines)
    assert "answer" not in said(lines)


def test_nothing_is_paired_over_missing_words() -> None:
    lines = [("谷委員", ASK), ("平林防災課長", TELL)]
    found = verdicts(lines, 1)
    assert [verdict.kind for verdict in found] == ["question", "answer"]
    assert not found[0].sure
    assert not found[1].sure
    assert found[1].cuts


def test_a_vice_chair_asks_as_a_member() -> None:
    lines = [
        ("森委員長", "質疑を行います。"),
        ("西副委員長", ASK),
        ("平林防災課長", TELL),
        ("森委員長", "ほかにございませんか。"),
    ]
    assert roles(lines)[1] == "member"
    assert said(lines)[1:3] == ["question", "answer"]


def test_a_vice_chair_who_was_handed_the_chair_presides() -> None:
    lines = [
        ("森委員長", "暫時交代いたします。〔委員長退席、副委員長着席〕"),
        ("西副委員長", "質疑を続行いたします。"),
        ("谷委員", ASK),
        ("西副委員長", "平林防災課長。"),
        ("平林防災課長", TELL),
        ("森委員長", "以上で終わります。"),
    ]
    assert [roles(lines)[i] for i in (1, 3)] == ["chair", "chair"]


def test_a_vice_chair_presides_where_nobody_else_does() -> None:
    lines = [("○西副委員長", "開会します。"), ("○谷委員", ASK), ("○平林防災課長", TELL)]
    assert roles(lines) == ["chair", "member", "official"]


def test_a_committees_chair_reports_to_the_plenary_as_a_member() -> None:
    lines = [("議長（森太郎君）", "日程に入ります。")] * 3 + [
        ("総務委員長（石田真君）", "御報告いたします。")
    ]
    assert roles(lines)[-1] == "member"


def test_the_president_opens_a_committee_that_its_chair_presides_over() -> None:
    lines = [("森議長", "互選を願います。"), *[("石田委員長", "質疑を行います。")] * 3]
    assert roles(lines) == ["chair"] * 4


def test_marks_tell_who_answers_where_the_label_does_not() -> None:
    lines = [
        ("○議長（森太郎君）", "質疑を行います。"),
        ("◆２番（谷花子君）", ASK),
        ("◎３番（沢二郎君）", "提出者としてお答えします。"),
    ]
    assert roles(lines)[2] == "member"
    assert said(lines)[1:] == ["question", "answer"]


def test_the_attendance_list_tells_members_from_officials() -> None:
    lines = [("○委員長（森太郎君）", "質疑を。"), ("○理事（谷花子君）", ASK), ("○福祉部長（沢二郎君）", TELL)]
    assert roles(lines)[1] == "official"
    assert roles(lines, members={"谷花子"})[1] == "member"


def test_an_official_is_known_again_by_name_alone() -> None:
    lines = [
        ("○議長（森太郎君）", "質疑を。"),
        ("○市長（大木一君）", "はい。"),
        ("○（大木一君）", "続けます。"),
    ]
    assert roles(lines)[2] == "official"


def test_people_who_introduce_themselves_ask_nothing() -> None:
    lines = [
        ("森委員長", "この際、順に自己紹介をお願いいたします。"),
        ("谷委員", "みどりの会の谷花子です。どうぞよろしくお願いいたします。"),
        ("沢委員", "沢と申します。１年間よろしくお願いします。"),
        ("大木建設部長", "建設部長の大木でございます。よろしくお願いいたします。"),
        ("森委員長", "議題に入ります。"),
        ("谷委員", "谷です。よろしくお願いします。避難所の数を伺います。"),
        ("大木建設部長", TELL),
    ]
    assert said(lines) == ["chair", "remark", "remark", "presentation", "chair", "question", "answer"]
