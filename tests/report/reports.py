"""A workspace with a report, said to be hostile where asked: what the tests of outputs write out."""

from __future__ import annotations

from pathlib import Path

from qa_reader.desk import changes, reporting
from qa_reader.desk.workspace import Desk
from qa_reader.report.document import Document
from qa_reader.transcript.model import Position, Span

HOSTILE = (
    "=cmd|'/C calc'!A0 <script>alert(1)</script> <img src=x onerror=alert(1)> \\input{/etc/passwd} "
    "\\write18{id} ](javascript:alert(1)) [x](http://evil.example) &amp; %s {{ 7*7 }} << 7*7 >> _x0041_ "
    "$x_1^2$ `code` **bold** #tag \x1b]52;c;UFdORUQ=\x07 \x00 \u202egnp.exe"
)
"""Markup of many formats, formulas, commands, control characters: all of it must show as it is."""

PAGE = """令和7年 第2回定例会の一般質問【{topic}】

1.まちづくりについて

(1){topic}について

質問1

森の質問

駅前通りの舗装が傷んでいます。補修の予定を伺います。{said}

担当課長の答弁

来年度の前半に補修を行う予定でございます。{said}

質問2

森の質問

通学路の点検は、いつ、どのように行われるのでしょうか。

担当課長の答弁

点検の方法につきましては、関係機関と検討してまいります。
"""


def workspace(folder: Path, said: str = "") -> Desk:
    """The desk of ana on a page whose words, notes, tags and report hold `said`."""
    inline = said.replace("\x00", "")  # a file with NUL is no text
    (folder / "road.txt").write_text(PAGE.format(topic="道路", said=inline), "utf-8")
    desk = Desk.open(folder, annotator=f"ana{said[:60]}" if said else "ana")
    changes.set_stance(desk, "road.txt#q1", "committed")
    changes.set_stance(desk, "road.txt#q2", "hedged.consider")
    changes.note(desk, "road.txt#q2", said or "日付がない")
    changes.complete(
        desk, "road.txt", {"url": "javascript:alert(1)" if said else "https://ku.example/r?a=1&b=2"}
    )
    reading = desk.reading("road.txt")
    block = next(n for n, b in enumerate(reading.transcript.blocks) if b.text.startswith("来年度"))
    changes.highlight(
        desk, "road.txt", Span(Position(block, 0), Position(block, 6)), ["promise"], said or "期限"
    )
    changes.highlight(desk, "road.txt", Span(Position(block, 3), Position(block, 12)), [], said)
    report = reporting.create(desk, f"道路{said}" if said else "道路の答弁")
    reading = desk.reading("road.txt")
    reporting.heading(desk, report, f"補修{said}")
    wanted = [reporting.wanted_annotation(reading, a) for a in reading.said.highlights]
    q2 = reading.outline.unit("q2")
    assert q2 is not None
    wanted += [reporting.wanted_unit(reading, q2), reporting.wanted_unit(reading, q2, "a")]
    reporting.quote(desk, reporting.standing(desk)[0], wanted, text=said or "数字がない")
    reporting.comment(desk, reporting.standing(desk)[0], said or "以上")
    return desk


def written(desk: Desk, output: str) -> tuple[bytes, Document]:
    """The workspace's report in a format."""
    return reporting.written(desk, reporting.standing(desk)[0], output)
