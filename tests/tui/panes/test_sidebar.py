"""The annotation sidebar: cards, headings, hints, what the cursor stands on."""

from __future__ import annotations

from qa_reader.tui.lines import Tag
from qa_reader.tui.panes.sidebar import AnnotationSidebar, Card, Heading, Hint

PARTIAL = Tag("部分回答", "◐", "partial")
PROMISE = Tag("約束", "★", "green")
HINTS = [Hint("1–6", "姿勢"), Hint("a", "メモ")]
CARDS = [
    Heading("x#q3", "質問3", "研修の質は"),
    Card("r1", tags=(PARTIAL,)),
    Card("r2", tags=(PARTIAL,), by="佐藤 花子"),
    Card(
        "r3",
        words="量質ともに保ってまいりたい",
        colour="green",
        tags=(PROMISE,),
        note="額は答えず。\n決算で確かめる。",
    ),
    Card("r4", flag=True),
]


def joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip(" ▐") for line in lines).strip()


async def test_cards(host, drawn) -> None:
    sidebar = AnnotationSidebar()
    async with host(sidebar).run_test(size=(30, 30)):
        sidebar.show(CARDS, HINTS)
        text = joined(drawn(sidebar))
        assert text.startswith("質問3 研修の質は")
        assert "\n ◐ 部分回答\n" in text
        assert "◐ 部分回答  " in text
        assert "佐藤 花子" in text
        assert "▌量質ともに保ってまいりたい" in text
        assert "★ 約束" in text
        assert "✎ 額は答えず。\n   決算で確かめる。" in text
        assert "⚑ Flagged" in text
        assert "1–6" not in text


async def test_the_cursor_stands_on_records(host) -> None:
    sidebar = AnnotationSidebar()
    app = host(sidebar)
    async with app.run_test(size=(30, 30)) as pilot:
        sidebar.show(CARDS, HINTS)
        assert sidebar.current == "r1"
        sidebar.move(2)
        assert sidebar.current == "r3"
        sidebar.choose()
        await pilot.pause()
        assert app.chosen == ["r3"]


async def test_the_cursor_keeps_its_record_while_that_is_shown(host) -> None:
    sidebar = AnnotationSidebar()
    async with host(sidebar).run_test(size=(30, 30)):
        sidebar.show(CARDS, HINTS)
        sidebar.cursor_to("r3")
        sidebar.show(CARDS[1:], HINTS)
        assert sidebar.current == "r3"
        sidebar.show([Card("s1", note="ほか"), Card("s2", note="また")], HINTS)
        assert sidebar.current == "s1"


async def test_an_empty_sidebar_says_what_to_press(host, drawn) -> None:
    sidebar = AnnotationSidebar()
    async with host(sidebar).run_test(size=(30, 12)):
        sidebar.show([], HINTS)
        text = joined(drawn(sidebar))
        assert "Nothing said yet." in text
        assert "1–6  姿勢" in text
        assert "a    メモ" in text
        assert sidebar.current is None
        sidebar.move(1)
        sidebar.choose()
        assert sidebar.current is None


async def test_a_long_quote_is_cut_and_a_long_note_is_not(host, drawn) -> None:
    sidebar = AnnotationSidebar()
    async with host(sidebar).run_test(size=(24, 40)):
        sidebar.show([Card("r", words="い" * 200, colour="red", note="ろ" * 200)])
        lines = [line.strip(" ▐") for line in drawn(sidebar)]
        quoted = [line for line in lines if line.startswith("▌")]
        assert len(quoted) == 3
        assert quoted[-1].endswith("…")
        assert sum(line.count("ろ") for line in lines) == 200


async def test_what_is_wrong_with_a_card_is_said(host, drawn) -> None:
    sidebar = AnnotationSidebar()
    async with host(sidebar).run_test(size=(40, 30)):
        sidebar.show(
            [
                Card("r1", words="一", colour="red", standing="changed"),
                Card("r2", words="二", colour="red", standing="lost"),
                Card("r3", words="三", colour="red", standing="moved", saving="pending"),
                Card("r4", note="四", saving="unsaved"),
            ]
        )
        text = joined(drawn(sidebar))
        for words in ("! the text changed since", "! the words are no longer found", "! the words moved"):
            assert words in text
        assert "… saving" in text
        assert "! not saved" in text


async def test_whose_and_about_whom(host, drawn) -> None:
    sidebar = AnnotationSidebar()
    async with host(sidebar).run_test(size=(24, 30)):
        sidebar.show([Card("r1", tags=(PARTIAL,), by="とても長い名前の人です", about="総務課長")])
        lines = [line.strip() for line in drawn(sidebar)]
        assert lines[0] == "◐ 部分回答"
        assert lines[1].startswith("総務課長 · とても")


async def test_nothing_of_the_text_acts_on_the_terminal(host, drawn) -> None:
    sidebar = AnnotationSidebar()
    async with host(sidebar).run_test(size=(60, 30)):
        evil = "\x1b[2J[/] \u202e"
        sidebar.show(
            [
                Heading(evil, evil, evil),
                Card("r", tags=(Tag(evil, "\x9b", "red"),), words=evil, note=evil, by=evil),
            ]
        )
        text = "".join(drawn(sidebar))
        assert not set(text) & {"\x1b", "\x9b", "\u202e"}
        assert "[/]" in text


async def test_as_many_cards_as_one_likes(host) -> None:
    sidebar = AnnotationSidebar()
    async with host(sidebar).run_test(size=(30, 20)) as pilot:
        sidebar.show([Card(f"r{n}", note="長いメモ。" * 40) for n in range(10_000)])
        sidebar.bottom()
        await pilot.pause()
        assert sidebar.current == "r9999"
