"""The session tree: filling, opening and closing, following, filtering, and what a row shows."""

from __future__ import annotations

from collections.abc import Sequence

from qa_reader.tui.panes.tree import SessionTree, TreeRow

ROWS = {
    "": [
        TreeRow("a.txt", 0, "transcript", "みどり市議会 予算特別委員会", expandable=True, expanded=True),
        TreeRow("b.txt", 0, "transcript", "press_2023.txt", expandable=True),
        TreeRow("other", 0, "group", "ほかのファイル", expandable=True, dim=True),
    ],
    "a.txt": [
        TreeRow("a/s1", 1, "section", "窓口改革について", number="(1)", expandable=True),
        TreeRow("a/s2", 1, "section", "DXの推進について", number="(2)", expandable=True, expanded=True),
        TreeRow("a#s1", 1, "stretch", "最後に、要望を申し上げます", dim=True),
    ],
    "a/s1": [TreeRow("a#q1", 2, "exchange", "窓口の混雑を伺います", number="1", glyph="○")],
    "a/s2": [
        TreeRow(
            "a#q2",
            2,
            "exchange",
            "　研修の受講料が\n減っていますが、ｹﾝｼｭｳの質は",
            number="2",
            glyph="◐",
            colour="partial",
            badges=("✎2", "⚑"),
        ),
        TreeRow("a#q3", 2, "exchange", "無線LANの整備は", number="3", glyph="○", unread=True),
    ],
    "b.txt": [TreeRow("b#q1", 1, "exchange", "研修について", number="1", glyph="○")],
    "other": [TreeRow("memo.md", 1, "file", "memo.md", dim=True)],
}


class Asked:
    """Gives the rows under a row, and remembers for which it was asked."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def __call__(self, key: str) -> Sequence[TreeRow]:
        self.keys.append(key)
        return ROWS[key]


def keys(tree: SessionTree) -> list[str]:
    return [tree.row_key(row) for row in range(tree.row_count()) if tree.row_stops(row)]


OPENED = ["a.txt", "a/s1", "a/s2", "a#q2", "a#q3", "a#s1", "b.txt", "other"]


async def test_rows_are_asked_for_when_they_are_to_be_shown(host) -> None:
    asked = Asked()
    tree = SessionTree(asked)
    async with host(tree).run_test(size=(40, 20)):
        tree.set_rows(ROWS[""])
        assert keys(tree) == OPENED
        assert asked.keys == ["a.txt", "a/s2"]
        tree.cursor_to("b.txt")
        tree.open_row()
        assert keys(tree) == [*OPENED[:-1], "b#q1", "other"]
        tree.close_row()
        tree.open_row()
        assert asked.keys == ["a.txt", "a/s2", "b.txt"]


async def test_opening_and_closing_by_keys(host) -> None:
    tree = SessionTree(Asked())
    app = host(tree)
    async with app.run_test(size=(40, 20)) as pilot:
        tree.set_rows(ROWS[""])
        tree.cursor_to("a#q3")
        tree.close_row()
        assert tree.cursor_key == "a/s2"
        tree.close_row()
        assert keys(tree) == ["a.txt", "a/s1", "a/s2", "a#s1", "b.txt", "other"]
        assert tree.cursor_key == "a/s2"
        tree.open_row()
        tree.open_row()
        assert tree.cursor_key == "a#q2"
        tree.open_row()
        await pilot.pause()
        assert app.chosen == ["a#q2"]


async def test_choosing(host) -> None:
    tree = SessionTree(Asked())
    app = host(tree)
    async with app.run_test(size=(40, 20)) as pilot:
        tree.set_rows(ROWS[""])
        for key in ("a#q3", "a/s2", "b.txt", "other"):
            tree.cursor_to(key)
            tree.choose()
        await pilot.pause()
        # A group is only opened; a closed transcript is opened too; an open section stays open.
        assert app.chosen == ["a#q3", "a/s2", "b.txt"]
        assert "memo.md" in keys(tree)
        assert "b#q1" in keys(tree)
        assert "a#q2" in keys(tree)


async def test_a_click_on_the_mark_opens_and_elsewhere_chooses(host) -> None:
    tree = SessionTree(Asked())
    app = host(tree)
    async with app.run_test(size=(60, 20)) as pilot:
        tree.set_rows(ROWS[""])
        await pilot.click(tree, offset=(1, OPENED.index("b.txt")))
        assert "b#q1" in keys(tree)
        assert app.chosen == []
        await pilot.click(tree, offset=(12, OPENED.index("a#q2")))
        assert app.chosen == ["a#q2"]


async def test_following_what_is_read(host) -> None:
    tree = SessionTree(Asked())
    async with host(tree).run_test(size=(40, 20)) as pilot:
        tree.blur()
        await pilot.pause()
        tree.set_rows(ROWS[""])
        tree.follow(["a.txt", "a/s2", "a#q3"])
        assert (tree.place, tree.cursor_key) == ("a#q3", "a#q3")
        tree.follow(["a.txt", "a/s1", "a#q1"])
        assert (tree.place, tree.cursor_key) == ("a/s1", "a/s1")
        assert "a#q1" not in keys(tree)
        tree.focus()
        await pilot.pause()
        tree.follow(["a.txt", "a/s2", "a#q2"])
        assert (tree.place, tree.cursor_key) == ("a#q2", "a/s1")


async def test_revealing_opens_what_is_closed(host) -> None:
    tree = SessionTree(Asked())
    async with host(tree).run_test(size=(40, 20)):
        tree.set_rows(ROWS[""])
        assert tree.reveal(["a.txt", "a/s1", "a#q1"])
        assert tree.cursor_key == "a#q1"
        assert not tree.reveal(["b.txt", "b#q9"])


async def test_what_a_row_shows(host, drawn) -> None:
    tree = SessionTree(Asked())
    async with host(tree).run_test(size=(44, 20)):
        tree.set_rows(ROWS[""])
        lines = drawn(tree)
        assert lines[0].startswith(" ▾ みどり市議会")
        assert lines[1].startswith("   ▸ (1) 窓口改革")
        assert "2 ◐ 研修の受講料が 減って" in lines[3]
        assert lines[3].removesuffix(" ").endswith("✎2 ⚑")
        assert lines[4].startswith("     •  3 ○ 無線LANの整備は")


async def test_a_row_is_replaced_in_place(host, drawn) -> None:
    tree = SessionTree(Asked())
    async with host(tree).run_test(size=(44, 20)):
        tree.set_rows(ROWS[""])
        tree.update_row(
            TreeRow("a#q3", 2, "exchange", "無線LANの整備は", number="3", glyph="●", colour="answered")
        )
        assert "3 ● 無線LAN" in drawn(tree)[4]
        tree.update_row(TreeRow("not there", 2, "exchange", "…"))
        assert keys(tree) == OPENED


async def test_set_anew_it_stays_as_it_was(host) -> None:
    tree = SessionTree(Asked())
    async with host(tree).run_test(size=(44, 20)):
        tree.set_rows(ROWS[""])
        tree.reveal(["a.txt", "a/s1", "a#q1"])
        before = keys(tree)
        tree.set_rows(ROWS[""])
        assert keys(tree) == before
        assert tree.cursor_key == "a#q1"
        tree.refill("a.txt")
        assert keys(tree) == before
        assert tree.cursor_key == "a#q1"


async def test_closed_stays_closed_when_set_anew(host) -> None:
    tree = SessionTree(Asked())
    async with host(tree).run_test(size=(44, 20)):
        tree.set_rows(ROWS[""])
        tree.cursor_to("a/s2")
        tree.close_row()
        tree.set_rows(ROWS[""])
        assert "a#q2" not in keys(tree)
        tree.refill("a.txt")
        assert "a#q2" not in keys(tree)


async def test_filtering(host, drawn) -> None:
    tree = SessionTree(Asked())
    async with host(tree).run_test(size=(44, 20)):
        tree.set_rows(ROWS[""])
        tree.cursor_to("a#q3")
        assert tree.set_filter("研修") == 1
        assert keys(tree) == ["a.txt", "a/s2", "a#q2"]
        assert tree.cursor_key == "a#q2"
        assert tree.set_filter("ケンシュウ　研修") == 1
        assert tree.set_filter("jukou") == 1
        assert tree.set_filter("kensh") == 1
        assert drawn(tree)[0].split() == ["filter", "kensh", "1", "found"]
        assert "2 ◐ 研修の受講料が" in drawn(tree)[3]
        assert tree.set_filter("jukou") == 1
        assert tree.set_filter("kensh") == 1
        assert "2 ◐ 研修の受講料が" in drawn(tree)[3]
        assert tree.set_filter("そんな言葉はない") == 0
        assert keys(tree) == []
        assert drawn(tree)[0] == " Nothing here has these words."
        assert tree.set_filter("lan") == 1
        assert tree.cursor_key == "a#q3"
        assert tree.set_filter("") == 0
        assert keys(tree) == OPENED
        assert tree.cursor_key == "a#q3"


async def test_a_filter_finds_what_is_closed_and_leaves_it_open_under_the_cursor(host) -> None:
    tree = SessionTree(Asked())
    async with host(tree).run_test(size=(44, 20)):
        tree.set_rows(ROWS[""])
        tree.cursor_to("a/s2")
        tree.close_row()
        tree.set_filter("無線")
        assert tree.cursor_key == "a#q3"
        tree.set_filter("")
        assert tree.cursor_key == "a#q3"


async def test_nothing_of_the_text_acts_on_the_terminal(host, drawn) -> None:
    rows = [
        TreeRow("x", 0, "transcript", "\x1b]52;c;ZXZpbA==\x07 [b]太字[/b] \u202e裏", badges=("\x1b[31m",))
    ]
    tree = SessionTree(Asked())
    async with host(tree).run_test(size=(60, 5)):
        tree.set_rows(rows)
        line = drawn(tree)[0]
        assert "\x1b" not in line
        assert "\u202e" not in line
        assert "[b]太字[/b]" in line


async def test_ten_thousand_questions(host) -> None:
    many = [TreeRow(f"q{n}", 1, "exchange", f"質問{n}", number=str(n), glyph="○") for n in range(10_000)]
    tree = SessionTree(lambda key: many)
    async with host(tree).run_test(size=(44, 20)) as pilot:
        tree.set_rows([TreeRow("t", 0, "transcript", "t", expandable=True, expanded=True)])
        await pilot.pause()
        assert tree.row_count() == 10_001
        tree.bottom()
        assert tree.cursor_key == "q9999"
        assert tree.set_filter("質問1234") == 1
