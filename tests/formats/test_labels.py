"""Labels of Japanese minutes in every shape that councils print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.formats.turns.labels import key, read_label


@pytest.mark.parametrize(
    ("printed", "name", "post", "office", "seat"),
    [
        ("議長（山川太一君）", "山川太一", "speaker", "議長", None),
        ("１０番（海野花子君）", "海野花子", "member", None, "１０番"),
        ("百十三番（谷口一郎君）", "谷口一郎", "member", None, "百十三番"),
        ("（白木正子君）", "白木正子", "member", None, None),
        ("（井手よしのり議長）", "井手よしのり", "speaker", "議長", None),
        ("（青田　貴副区長）", "青田　貴", "official", "副区長", None),
        ("議員（８番 小川花子君）", "小川花子", "member", "議員", "８番"),
        ("議長（５番　吉岡太郎君）", "吉岡太郎", "speaker", "議長", "５番"),
        ("１０番谷川太郎議員", "谷川太郎", "member", None, "１０番"),
        ("おの康太議長", "おの康太", "speaker", "議長", None),
        ("大 山 議 長", "大 山", "speaker", "議長", None),
        ("丸山　委員長", "丸山", "chairman", "委員長", None),
        ("委員長(丸山)", "丸山", "chairman", "委員長", None),
        ("委員長", "委員長", "chairman", "委員長", None),
        ("副委員長", "副委員長", "vice-chairman", "副委員長", None),
        ("鈴木（ひ）委員", "鈴木（ひ）", "member", "委員", None),
        ("田中（晃）委員長", "田中（晃）", "chairman", "委員長", None),
        ("森元（一）君", "森元（一）", "member", None, None),
        ("総務委員長（石田真君）", "石田真", "chairman", "総務委員長", None),
        ("高木総務教育常任委員長", "高木", "chairman", "総務教育常任委員長", None),
        ("総務教育委員長（高木花子君）", "高木花子", "chairman", "総務教育委員長", None),
        ("仮委員長（堀田治君）", "堀田治", "acting", "仮委員長", None),
        ("中島座長", "中島", "acting", "座長", None),
        ("平林防災課長", "平林", "official", "防災課長", None),
        ("松下防災まちづくり事業部長", "松下", "official", "防災まちづくり事業部長", None),
        ("小林林務課長", "小林", "official", "林務課長", None),
        ("水野水道課長", "水野", "official", "水道課長", None),
        ("ＢＰＲ推進課長", "ＢＰＲ推進課長", "official", "ＢＰＲ推進課長", None),
        ("福祉部長（福祉事務所長）（保田春樹）", "保田春樹", "official", "福祉部長（福祉事務所長）", None),
        ("大沢副市長", "大沢", "official", "副市長", None),
        ("市長（桜田　宏）", "桜田　宏", "official", "市長", None),
        ("総務部長　山木太郎", "山木太郎", "official", "総務部長", None),
        ("監査委員（谷口太郎君）", "谷口太郎", "official", "監査委員", None),
        ("谷口代表監査委員", "谷口", "official", "代表監査委員", None),
        ("（久木洋子教育委員）", "久木洋子", "official", "教育委員", None),
        ("選挙管理委員会委員長（工木金幸）", "工木金幸", "official", "選挙管理委員会委員長", None),
        ("農業委員会会長（田所実）", "田所実", "official", "農業委員会会長", None),
        ("事務局長（佐木記一）", "佐木記一", "clerk", "事務局長", None),
        ("選挙管理委員会事務局長（佐木記一）", "佐木記一", "official", "選挙管理委員会事務局長", None),
        ("西坂書記", "西坂", "clerk", "書記", None),
        ("国務大臣（森山正君）", "森山正", "official", "国務大臣", None),
        ("議長　山川太一君", "山川太一", "speaker", "議長", None),
        ("水道課長 大木 一君", "大木 一", "official", "水道課長", None),
        ("町　長　大木一君", "大木一", "official", "町長", None),
        ("議員　海野花君", "海野花", "member", "議員", None),
        ("監査委員谷口太郎君", "谷口太郎", "official", "監査委員", None),
        ("川村長二郎君", "川村長二郎", "member", None, None),
        ("議席番号５番（海野花子君）", "海野花子", "member", None, "議席番号５番"),
        ("近藤雪対策室長", "近藤", "official", "雪対策室長", None),
        ("山本税政部長", "山本", "official", "税政部長", None),
        ("長谷川税政課長", "長谷川", "official", "税政課長", None),
        ("野々村税政課長", "野々村", "official", "税政課長", None),
        ("近藤　雪対策室長", "近藤", "official", "雪対策室長", None),
        ("山田太郎部長", "山田太郎", "official", "部長", None),
        ("市長公室長", "市長公室長", "official", "市長公室長", None),
        ("理事者", "理事者", "official", "理事者", None),
        ("説明者（小川道路課長）", "小川", "official", "道路課長", None),
        ("海野　花君", "海野　花", "member", None, None),
        ("市原大井保健センター所長", "市原", "official", "大井保健センター所長", None),
        ("今井ものづくり課長", "今井", "official", "ものづくり課長", None),
        ("中川俊一総務部長", "中川俊一", "official", "総務部長", None),
        ("鈴木ひろ子防災課長", "鈴木ひろ子", "official", "防災課長", None),
        ("中島収入役", "中島", "official", "収入役", None),
        ("助役", "助役", "official", "助役", None),
        ("鈴木会計管理者", "鈴木", "official", "会計管理者", None),
        ("米倉國務大臣", "米倉", "official", "國務大臣", None),
        ("吉田政府委員", "吉田", "official", "政府委員", None),
        ("山中政府参考人", "山中", "official", "政府参考人", None),
        ("参考人（諸木徹君）", "諸木徹", "witness", "参考人", None),
        ("発議者（山木太郎君）", "山木太郎", "proposer", "発議者", None),
        ("山木花子君", "山木花子", "member", None, None),
        ("山木花子", "山木花子", "name", None, None),
    ],
)
def test_a_label_is_taken_apart(
    printed: str, name: str, post: str, office: str | None, seat: str | None
) -> None:
    label = read_label(printed)
    assert (label.name, label.post, label.office, label.seat) == (name, post, office, seat)
    assert label.printed == printed


def test_the_same_person_is_known_by_the_whole_name() -> None:
    assert key(read_label("４番（奈良一郎君）")) == key(read_label("総務常任委員長（奈良　一郎議員）"))


def test_one_surname_is_two_people() -> None:
    labels = ["鈴木（ひ）委員", "鈴木（し）委員", "鈴木委員長", "鈴木防災課長"]
    assert len({key(read_label(label)) for label in labels}) == len(labels)


@given(st.text(alphabet="（）()〔〕 　議長委員部課君番10１〇山田・", max_size=60))
def test_any_label_has_a_name(printed: str) -> None:
    label = read_label(printed)
    assert label.printed == printed
