"""Counts: each opens to its records, and figures draw what was counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from qa_reader.coding.counts import Counts, count
from qa_reader.desk import changes
from qa_reader.desk.workspace import Desk
from qa_reader.language.layout import cells
from qa_reader.report.figures.charts import charts, colour
from qa_reader.report.figures.svg import svg
from qa_reader.report.figures.terminal import lines

PAGE = """令和7年 第1回定例会の一般質問【窓口】

1.窓口について

(1)窓口の待ち時間について

質問1

宮地の質問

待ち時間は何分ですか。

担当課長の答弁

平均で25分となっております。

質問2

宮地の質問

予約制はいつから始めますか。

区長の答弁

10月から実施いたします。

(2)案内について

質問3

宮地の質問

案内は分かりにくいと思います。

担当課長の答弁

検討してまいります。

質問4

宮地の質問

職員は足りていますか。
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "窓口.txt").write_text(PAGE, "utf-8")
    return Desk.open(tmp_path, annotator="岸本")


def counted(desk: Desk, who: str | None = None) -> Counts:
    return count([desk.reading("窓口.txt")], desk.codebook, who)


def test_stances_are_counted_by_who_answered_and_where(desk: Desk) -> None:
    for label, code in (("q1", "answered"), ("q2", "committed.specific"), ("q3", "hedged")):
        changes.set_stance(desk, f"窓口.txt#{label}", code)
    counts = counted(desk)
    said = desk.reading("窓口.txt").said
    record = {label: said.of(f"窓口.txt#{label}")[0].id for label in ("q1", "q2", "q3")}
    assert [(row.label, dict(row.stances)) for row in counts.by_speaker] == [
        ("担当課長", {"answered": (record["q1"],), "hedged": (record["q3"],)}),
        ("区長", {"committed": (record["q2"],)}),
    ]
    assert [row.total for row in counts.by_section] == [2, 1]
    assert [row.total for row in counts.by_session] == [3]
    assert set(counts.stances) == set(record.values())
    assert dict(counts.codes)["committed.specific"] == (record["q2"],)


def test_what_is_left_to_tag_is_answered_and_has_no_stance(desk: Desk) -> None:
    changes.set_stance(desk, "窓口.txt#q1", "answered")
    assert counted(desk).untagged == ("窓口.txt#q2", "窓口.txt#q3")  # nobody answered q4
    assert counted(desk, "別人").untagged == ("窓口.txt#q1", "窓口.txt#q2", "窓口.txt#q3")


def test_of_several_annotators_one_or_all(desk: Desk, tmp_path: Path) -> None:
    changes.set_stance(desk, "窓口.txt#q1", "answered")
    changes.set_stance(Desk.open(tmp_path, annotator="別人"), "窓口.txt#q1", "partial")
    desk.catch_up()
    assert [len(counted(desk, who).stances) for who in (None, "岸本", "別人", "誰も")] == [2, 1, 1, 0]


def test_an_answerers_own_stance_counts_for_them_instead(desk: Desk) -> None:
    changes.set_stance(desk, "窓口.txt#q1", "answered")
    changes.set_stance(desk, "窓口.txt#q1/a1", "partial")
    (row,) = counted(desk).by_speaker
    assert list(row.stances) == ["partial"]


def test_the_terminal_shows_every_count_flush(desk: Desk) -> None:
    for label in ("q1", "q2"):
        changes.set_stance(desk, f"窓口.txt#{label}", "answered")
    changes.set_stance(desk, "窓口.txt#q3", "hedged")
    found = list(lines(charts(counted(desk), desk.codebook), 60))
    first = found.index("Stances by who answered")
    assert found[first + 1].split()[:3] == ["担当課長", "2", "●◔"]
    assert found[first + 2].split()[:3] == ["区長", "1", "●"]
    assert cells(found[first + 1].partition("2")[0]) == cells(found[first + 2].partition("1")[0])
    assert all(cells(line) <= 60 for line in found)


def test_a_picture_holds_every_bar_and_nothing_that_acts(desk: Desk) -> None:
    changes.set_stance(desk, "窓口.txt#q1", "answered")
    for chart in charts(counted(desk), desk.codebook):
        root = etree.fromstring(svg(chart).encode())
        text = "".join(root.itertext())
        assert chart.title in text
        assert all(bar.label in text for bar in chart.bars)
        assert not root.xpath("//*[local-name()='script' or local-name()='image' or @href]")


def test_nothing_said_makes_no_figure(desk: Desk) -> None:
    assert [chart.id for chart in charts(counted(desk), desk.codebook)] == ["left"]


def test_a_colour_of_a_codebook_is_never_more_than_a_colour() -> None:
    assert colour("#12ab9F") == "#12ab9F"
    assert colour("red;}") == colour("#12345") == colour("grey")


def test_a_png_is_drawn(desk: Desk) -> None:
    pytest.importorskip("matplotlib")
    from qa_reader.report.figures.png import png

    changes.set_stance(desk, "窓口.txt#q1", "answered")
    data, _japanese = png(charts(counted(desk), desk.codebook))
    assert data.startswith(b"\x89PNG")
