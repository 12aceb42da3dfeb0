"""The header and the status line: what they say, what gives way where room is short."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.layout import cells
from qa_reader.tui.lines import Hint, Tag
from qa_reader.tui.panes.header import PathHeader, Place, shortened
from qa_reader.tui.panes.status import StatusLine

PLACE = Place(
    path=("令和5年第1回定例会", "予算特別委員会", "(2) DXの推進について"),
    number=3,
    total=9,
    percent=34,
    stance=Tag("部分回答", "◐", "partial"),
    notes=2,
    flag=True,
)


def text_of(line) -> str:
    return "".join(run.text for run in line)


async def test_the_header(host, drawn) -> None:
    header = PathHeader()
    async with host(header).run_test(size=(110, 5)):
        header.show(PLACE)
        line = drawn(header)[0]
        assert line.startswith(" 令和5年第1回定例会 › 予算特別委員会 › (2) DXの推進について")
        assert line.endswith("✎2  ⚑  ◐ 部分回答  3/9   34%")


async def test_on_a_narrow_screen_the_place_stays(host, drawn) -> None:
    header = PathHeader()
    async with host(header).run_test(size=(40, 5)):
        header.show(PLACE)
        line = drawn(header)[0]
        assert line.endswith("◐ 3/9  34%")
        assert "(2) DX" in line


async def test_what_is_not_on_disk_is_told(host, drawn) -> None:
    header = PathHeader()
    async with host(header).run_test(size=(60, 5)):
        header.show(Place(path=("x",), total=9, pending=1))
        assert " …  –/9" in drawn(header)[0]
        header.show(Place(path=("x",), total=9, pending=1, unsaved=2))
        assert "! 2 unsaved" in drawn(header)[0]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=30), max_size=6
    ),
    st.integers(0, 80),
)
def test_a_path_fits_and_keeps_its_end(path: list[str], width: int) -> None:
    short = shortened(path, width)
    assert cells(" › ".join(short)) <= max(width, 0)
    if path and cells(" › ".join(path)) <= width:
        assert short == path
    if path and cells(path[-1]) + 8 <= width * 2 // 3:
        assert short[-1] == path[-1]


async def test_hints_give_way_to_a_message_and_come_back(host, drawn) -> None:
    status = StatusLine()
    async with host(status).run_test(size=(60, 5)):
        status.show_hints([Hint("1–6", "姿勢"), Hint("?", "ヘルプ")])
        assert drawn(status) == [" 1–6 姿勢   ? ヘルプ"]
        status.say("部分回答を付けました")
        assert drawn(status) == [" ✓ 部分回答を付けました"]
        assert status.message == "部分回答を付けました"
        status.settle()
        assert drawn(status) == [" 1–6 姿勢   ? ヘルプ"]


async def test_tones_differ_without_colour(host, drawn) -> None:
    status = StatusLine()
    async with host(status).run_test(size=(60, 5)):
        lines = []
        for tone in ("done", "note", "warning", "error"):
            status.say("言葉", tone)
            lines += drawn(status)
        assert len(set(lines)) == 4


async def test_only_whole_hints(host, drawn) -> None:
    status = StatusLine()
    async with host(status).run_test(size=(20, 5)):
        status.show_hints([Hint("1–6", "姿勢"), Hint("v", "選択"), Hint("a", "メモ")])
        assert drawn(status) == [" 1–6 姿勢   v 選択"]


async def test_mode_selection_and_keys_typed(host, drawn) -> None:
    status = StatusLine()
    async with host(status).run_test(size=(60, 5)):
        status.show_hints([Hint("Enter", "マーカー")])
        status.show_mode("選択", "研修の量質ともに保ってまいりたいと考えている", "24文字")
        status.show_pending("3 f")
        (line,) = drawn(status)
        assert line.startswith("  選択  Enter マーカー")
        assert line.endswith("24文字  3 f")
        assert "研修の…" in line
        assert "ている" in line
        status.show_mode("")
        status.show_pending("")
        assert drawn(status) == [" Enter マーカー"]


async def test_a_message_beside_a_selection_leaves_its_words_and_their_length(host, drawn) -> None:
    status = StatusLine()
    async with host(status).run_test(size=(80, 5)):
        status.show_mode("SELECT", "研修の量質ともに保ってまいりたいと考えている", "24 characters")
        status.say("the turn ends here; the same key again goes on", "note")
        (line,) = drawn(status)
        assert "goes on" in line
        assert "研修…る" in line
        assert line.endswith("24 characters")


async def test_it_paints_only_when_it_says_something_else(host) -> None:
    painted: list[int] = []

    class Watched(StatusLine):
        def render_line(self, y: int):
            painted.append(y)
            return super().render_line(y)

    status = Watched()
    async with host(status).run_test(size=(60, 5)) as pilot:
        status.show_hints([Hint("a", "b")])
        await pilot.pause()
        painted.clear()
        status.show_hints([Hint("a", "b")])
        status.settle()
        status.show_pending("")
        status.show_mode("")
        await pilot.pause()
        assert painted == []
        status.say("x")
        await pilot.pause()
        assert painted == [0]


def test_the_message_is_made_safe() -> None:
    status = StatusLine()
    status.show_pending("\x1b")
    status._message = ("\x1b[2J\n[/]", "error")
    assert "\x1b" not in text_of(status.line(40))
