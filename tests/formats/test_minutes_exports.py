"""What the minutes systems of councils export, in made-up meetings: front ends to one engine."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import Any

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

SPEECHES: Sequence[tuple[str, str, str]] = (
    ("○", "議長（森太一君）", "これより質疑に入ります。\n　谷花子議員。\n　　〔谷花子君登壇〕"),
    ("◆", "（谷花子君）", "橋の点検はいつ終わるのでしょうか。"),
    ("○", "議長（森太一君）", "建設部長。"),
    ("◎", "建設部長（大木　一君）", "年度内に終わる予定です。（拍手）"),
    ("◆", "（谷花子君）", "分かりました。"),
    ("○", "議長（森太一君）", "以上で質疑を終わります。\n　　午後３時１分散会"),
)
KINDS = ["chair", "question", "chair", "answer", "remark", "chair"]


def kinds(transcript: Transcript) -> list[str]:
    return [turn.kind for turn in transcript.turns]


def full() -> str:
    return "".join(mark + label + text for mark, label, text in SPEECHES)


def discussnet() -> str:
    roster = {"title": "（名簿）", "minute_type": "名簿", "page_no": 1}
    roster["body"] = "<pre>令和\u3000６年第４回定例会\n架空市議会\u3000会議録\n令和６年11月29日（金）\n</pre>"
    records: list[dict[str, Any]] = [roster]
    for mark, label, text in SPEECHES:
        body = f"<pre>{mark}{html.escape(label)}\u3000{html.escape(text)}\n</pre>"
        records.append({"title": label, "page_no": 5, "minute_type": f"{mark}質問", "body": body})
    return json.dumps({"tenant_minutes": records}, ensure_ascii=False)


def test_discussnet() -> None:
    transcript = read(discussnet().encode(), "a.json")
    assert_whole(transcript)
    assert transcript.format == "discussnet"
    assert kinds(transcript) == ["info", *KINDS]
    assert transcript.meta.date == "2024-11-29"
    assert transcript.meta.body == "架空市議会"
    assert not missing(transcript, full())
    assert transcript.blocks[-2].page == "5"
    assert len(transcript.speakers) == 3


def test_discussnet_with_markup_inside() -> None:
    text = discussnet().replace("いつ終わる", 'いつ<span lang=\\"ja\\">……</span>&lt;終&gt;わる')
    transcript = read(text.encode(), "a.json")
    assert any("いつ……<終>わる" in block.text for block in transcript.blocks)


def page(body: str) -> bytes:
    head = "<head><title>閲覧 | 架空市議会会議録</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>".encode()


def breaks(text: str) -> str:
    return html.escape(text).replace("\n", "<br />\n")


def skin_with_numbers() -> str:
    return "".join(
        f'<div class="page-text__voice" id="VoiceNo{i}"><p class="page-text__text border">\n'
        f'<span class="page-text__number" data-voiceno="{i}">{i}</span>\n '
        f"{'　　午前10時開議<br />' if i == 1 else ''}\n◯{breaks(label)}　{breaks(text)}<br />\n</p></div>"
        for i, (_mark, label, text) in enumerate(SPEECHES, 1)
    )


def skin_with_list() -> str:
    return "<ul class='voice__list'>" + "".join(
        f'<li><div id="VoiceNo{i}"><span class="voice__number">{i}: </span>'
        f'<span class="voice__title">◯{label}</span><p class="voice__hits">検索語: なし</p></div>'
        f'<div class="row voice__text"><p class="js-textwrap-container">'
        f'<span class="visible-print-block">{i}: </span>◯{breaks(label)}　　{breaks(text)}<br />'
        "</p></div></li>"
        for i, (_mark, label, text) in enumerate(SPEECHES, 1)
    )


def skin_with_blocks() -> str:
    menu = "".join(
        f'<li class="voicelist__item"><span class="speaker__name">◯{s[1]}</span></li>' for s in SPEECHES
    )
    return (
        f"<ol class='voicelist'>{menu}</ol><ul class='page-list'>"
        + "".join(
            f'<li class="voice-block voice_block" data-voice_code="{i}" data-voice-title="◯{label}">'
            f'<div class="voice-text"><div class="voice__detail voice-detail">{i}:</div>'
            f'<p class="voice__text">{"会議の経過<br />開会（午前１０時００分）<br />" if i == 1 else ""}'
            f"◯{breaks(label)}<br />　{breaks(text)}<br /></p></div></li>"
            for i, (_mark, label, text) in enumerate(SPEECHES, 1)
        )
        + "</ul>"
    )


@pytest.mark.parametrize("skin", [skin_with_numbers, skin_with_list, skin_with_blocks])
def test_dbsearch(skin: Any) -> None:
    transcript = read(page(skin()), "a.html")
    assert_whole(transcript)
    assert transcript.format == "dbsearch"
    assert kinds(transcript) == KINDS
    assert not missing(transcript, full().replace("◆", "◯").replace("◎", "◯").replace("○", "◯"))
    assert transcript.meta.body == "架空市議会"
    assert not any("検索語" in block.text or block.text.strip() == "1" for block in transcript.blocks)
    assert [s.label for s in transcript.speakers] == [
        "議長（森太一君）",
        "（谷花子君）",
        "建設部長（大木　一君）",
    ]


def test_a_dbsearch_page_without_speeches_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read(
            page('<div class="voice__list">www.town.dbsr.jp/ voice__name</div>'), "a.html", format="dbsearch"
        )
    assert refused.value.reason == "no-text"


GIJIROKU = """\
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=Shift_JIS">
<TITLE> 委員長(丸山) P.2</TITLE><style><!-- body{} //--></style></HEAD>
<BODY onLoad="init_h();"><SCRIPT LANGUAGE="JavaScript">var hitp = -1;</SCRIPT>
<A NAME="HUID338564"></A>○丸山　委員長　　ただいまから委員会を開きます。<BR>　────────────<BR>
●　所管事項の報告について<BR><P><FORM METHOD="POST"><INPUT TYPE="hidden" VALUE="0"></FORM>
<SCRIPT>function get_view_no( huid ){ if( huid < 1 ){} }</SCRIPT></BODY></HTML>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_gijirokucom_in_whatever_it_was_saved(encoding: str) -> None:
    transcript = read(GIJIROKU.encode(encoding), "a.html")
    assert_whole(transcript)
    assert (transcript.format, transcript.source.encoding) == ("gijirokucom", encoding)
    assert [(s.name, s.role) for s in transcript.speakers] == [("丸山", "chair")]
    assert [section.heading for section in transcript.sections] == ["所管事項の報告について"]
    assert not missing(
        transcript, "○丸山委員長ただいまから委員会を開きます。────────────●所管事項の報告について"
    )
    assert not any("var" in block.text for block in transcript.blocks)


def test_a_gijirokucom_index_says_that_it_is_one() -> None:
    index = page("<A HREF='voiweb.exe?HUID=338563' target='hat'><B>委員長(丸山)</B></A> (P.1)")
    transcript = read(index, "sidebar.html")
    assert [notice.code for notice in transcript.notices] == ["no-text"]
    assert [link.text for link in transcript.links] == ["委員長(丸山)"]


def shinagawa() -> str:
    voices = [{"i": i, "speaker": label, "text": text} for i, (_m, label, text) in enumerate(SPEECHES, 1)]
    voices[0]["text"] = (
        "○午後 １時００分開会\nこれより質疑に入ります。\n────────\n１ 報告事項\n(1) 橋の点検について"
    )
    data = {"id": "r05", "dateIso": "2023-11-09", "title": "2023年11月9日 建設委員会", "voices": voices}
    data["sourceUrl"] = "https://example.org/?Id=1"
    call = f"window.SHINAGAWA_DB.registerMinutes({json.dumps(data, ensure_ascii=False)});"
    return f"/* 本会議(第1日) 会議録 */\n{call}\n"


def test_shinagawa() -> None:
    transcript = read(shinagawa().encode(), "r05.js")
    assert_whole(transcript)
    assert transcript.format == "shinagawa"
    assert kinds(transcript) == KINDS
    assert [(s.number, s.heading, s.level) for s in transcript.sections] == [
        ("１", "報告事項", 1),
        ("(1)", "橋の点検について", 2),
    ]
    assert transcript.turns[1].section == 1
    assert (transcript.meta.date, transcript.meta.meeting) == ("2023-11-09", "建設委員会")
    assert not missing(transcript, "○午後１時００分開会────────１報告事項(1)橋の点検について")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"tenant_minutes": [{"body": "<pre>○議長', "a.json"),
        ('{"tenant_minutes": {"body": 3}}', "a.json"),
        ("window.X.registerMinutes({voices: [});", "a.js"),
        ('window.X.registerMinutes({"voices": 7});', "a.js"),
    ],
)
def test_damaged_exports_are_refused_in_one_line(text: str, path: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text.encode(), path)
    assert refused.value.reason == "damaged"
    assert "\n" not in refused.value.message


@pytest.mark.parametrize("wrong", [None, 3, [], {}, "x", [None], [3], {"body": None}])
def test_fields_of_other_types_are_no_defect(wrong: Any) -> None:
    for value in (
        {"tenant_minutes": [wrong]},
        {"tenant_minutes": [{"body": wrong, "title": wrong, "page_no": wrong}]},
    ):
        read(json.dumps(value).encode(), "a.json")
    call = f"window.X.registerMinutes({json.dumps({'voices': [wrong, {'speaker': wrong, 'text': wrong}]})});"
    read(call.encode(), "a.js")


def test_a_voice_of_nobody_that_tells_a_time_is_no_turn() -> None:
    voices = [
        {"i": 1, "speaker": "谷委員長", "text": "以上で終わります。"},
        {"i": 2, "speaker": "", "text": "○午後2時閉会"},
    ]
    data = {"id": "a", "dateIso": "2025-06-12", "title": "架空委員会", "voices": voices}
    call = f"window.X_DB.registerMinutes({json.dumps(data, ensure_ascii=False)});"
    transcript = read(call.encode(), "a.js")
    assert len(transcript.turns) == 1
    assert [block.part for block in transcript.blocks][-1] == "stage"
