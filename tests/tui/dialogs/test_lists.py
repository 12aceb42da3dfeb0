"""The dialogs that are lists: palette, tags, help, name, copy as, confirm."""

from __future__ import annotations

import pytest

from qa_reader.annotation.codebook import built_in
from qa_reader.tui.dialogs.confirm import ConfirmDialog
from qa_reader.tui.dialogs.copy_as import CopyAsDialog, CopyOption
from qa_reader.tui.dialogs.dialog import KeyLine
from qa_reader.tui.dialogs.help import HelpDialog, HelpEntry
from qa_reader.tui.dialogs.listing import Listing
from qa_reader.tui.dialogs.name import Candidate, NameDialog
from qa_reader.tui.dialogs.palette import PaletteDialog, PaletteEntry
from qa_reader.tui.dialogs.passage import Passage
from qa_reader.tui.dialogs.tag import Choice, TagDialog
from qa_reader.tui.typed import Index

ACTIONS = [
    PaletteEntry("next-question", "次の質問へ", "移動", "J"),
    PaletteEntry("undo", "取り消す", "付ける", "u", works=False),
    PaletteEntry("copy", "出典付きでコピー", "取り出す", "y"),
    PaletteEntry("copy-as", "形式を選んでコピー", "取り出す", "Y"),
]


def choices() -> list[Choice]:
    return [
        Choice(
            code.id,
            code.label("ja"),
            code.glyph,
            code.colour,
            code.key or "",
            code.definition("ja"),
            group.id,
            group.label("ja"),
            code.parent,
            code.abstract,
            tuple(code.labels.values()),
        )
        for group in built_in().groups
        for code in group.codes
    ]


def listed(app) -> list[str]:
    listing = app.screen.query_one(Listing)
    return [listing.row_key(row) for row in range(listing.row_count()) if listing.row_stops(row)]


def message(app, drawn) -> str:
    return drawn(app.screen.query_one(KeyLine))[0]


# The palette


async def test_the_palette_answers_an_action(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(PaletteDialog(ACTIONS))
        await pilot.pause()
        assert listed(app) == ["next-question", "copy", "copy-as", "undo"]
        await pilot.press("down", "enter")
        assert app.answers == ["copy"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("コピー", ["copy", "copy-as"]),
        ("ｺﾋﾟｰ 形式", ["copy-as"]),
        ("next", ["next-question"]),
        ("nxtq", ["next-question"]),
        ("keishiki", ["copy-as"]),
        ("ないもの", []),
    ],
)
async def test_the_palette_narrows(host, typed: str, found: list[str]) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(PaletteDialog(ACTIONS))
        await pilot.press(*typed)
        await pilot.pause()
        assert listed(app) == found


async def test_what_cannot_be_done_is_not_answered(host, drawn) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(PaletteDialog(ACTIONS))
        await pilot.press(*"undo", "enter")
        await pilot.pause()
        assert app.answers == []
        assert message(app, drawn) == "That can do nothing here."
        await pilot.press("escape")
        assert app.answers == [None]


def test_the_best_fit_comes_first() -> None:
    matcher = Index([("unmark",), ("mark the place",), ("set a mark",), ("m a r k",)])
    assert matcher.find("mark") == [1, 2, 0, 3]
    assert matcher.find("") == [0, 1, 2, 3]


# Tags


async def test_several_tags_at_once(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(TagDialog("質問3", choices(), built_in().toggled))
        await pilot.press(*"deadline", "space")
        for _ in range(8):
            await pilot.press("backspace")
        await pilot.press(*"約束", "ideographic_space", "enter")
        await pilot.pause()
        assert app.answers == [("promise", "deadline")]


@pytest.mark.parametrize("typed", ["hedged.con", "consider", "検討", "ｃｏｎｓｉｄｅｒ"])
async def test_a_tag_is_found_by_label_in_any_language_and_by_id(host, typed: str) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(TagDialog("質問3", choices(), built_in().toggled))
        await pilot.press(*typed)
        await pilot.pause()
        assert listed(app)[0] in ("hedged.consider", "hedged.conditional")
        assert "hedged.consider" in listed(app)


async def test_enter_alone_takes_the_tag_under_the_cursor(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(TagDialog("質問3", choices(), built_in().toggled))
        await pilot.press(*"deflect", "enter")
        assert app.answers == [("evasive", "evasive.deflect")]


async def test_a_tag_can_be_taken_off(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(
            TagDialog(
                "質問3", choices(), built_in().toggled, ["evasive", "evasive.deflect", "elsewhere.code"]
            )
        )
        await pilot.press(*"evasive", "space", "enter")
        await pilot.pause()
        assert app.answers == [("elsewhere.code",)]


async def test_no_such_tag(host, drawn) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(TagDialog("質問3", choices(), built_in().toggled))
        await pilot.press(*"そんなもの", "enter")
        await pilot.pause()
        assert app.answers == []
        assert message(app, drawn) == "No code fits what you typed."


# Help


HELP = [
    HelpEntry("j  Down", "一行下へ", "移動"),
    HelpEntry("J", "次の質問へ", "移動"),
    HelpEntry("v", "選択を始める", "選択"),
]


async def test_help_shows_keys_in_groups_and_narrows(host, drawn) -> None:
    app = host()
    async with app.run_test(size=(60, 24)) as pilot:
        app.ask(HelpDialog(HELP))
        await pilot.pause()
        lines = [line.strip(" ▐") for line in drawn(app.screen.query_one(Listing))]
        assert lines[:5] == ["移動", "j  Down  一行下へ", "J        次の質問へ", "", "選択"]
        await pilot.press("slash", *"質問")
        await pilot.pause()
        assert len(listed(app)) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert len(listed(app)) == 3
        await pilot.press("j", "k", "G", "g", "space", "b", "q")
        assert app.answers == [None]


# Who reads


async def test_a_name_offered_is_taken_with_enter(host) -> None:
    app = host()
    async with app.run_test(size=(60, 24)) as pilot:
        app.ask(NameDialog([Candidate("山田 太郎", "git"), Candidate("yamada", "login")]))
        await pilot.press("enter")
        app.ask(NameDialog([Candidate("山田 太郎", "git"), Candidate("yamada", "login")]))
        await pilot.press("down", "enter")
        assert app.answers == ["山田 太郎", "yamada"]


async def test_a_name_is_typed(host, drawn) -> None:
    app = host()
    async with app.run_test(size=(60, 24)) as pilot:
        app.ask(NameDialog([]))
        await pilot.press("enter")
        await pilot.pause()
        assert message(app, drawn) == "A name, please; any will do."
        await pilot.press("space", *"佐藤", "space", "space", *"花子", "enter")
        assert app.answers == ["佐藤 花子"]


async def test_a_name_is_clicked(host) -> None:
    app = host()
    async with app.run_test(size=(60, 24)) as pilot:
        app.ask(NameDialog([Candidate("山田 太郎", "git"), Candidate("yamada", "login")]))
        await pilot.pause()
        await pilot.click(app.screen.query_one(Listing), offset=(4, 1))
        assert app.answers == ["yamada"]


# Copying


STYLES = [CopyOption("plain", "文章"), CopyOption("markdown", "Markdown")]
PARTS = [CopyOption("whole", "質問と答弁"), CopyOption("answers", "答弁")]


async def test_a_style_and_a_part_are_chosen_with_their_preview(host, drawn) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:

        async def shown(*keys: str) -> list[str]:
            await pilot.press(*keys)
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            return drawn(app.screen.query_one("#preview", Passage))[:2]

        app.ask(CopyAsDialog(STYLES, PARTS, lambda style, part: f"<{style}>\n{part}", "plain", "whole"))
        assert await shown() == ["<plain>", "whole"]
        assert await shown("j") == ["<markdown>", "whole"]
        assert await shown("tab") == ["<markdown>", "answers"]
        assert "[答弁]" in drawn(app.screen.query_one("#parts"))[0]
        await pilot.press("enter")
        app.ask(CopyAsDialog(STYLES, PARTS, lambda style, part: "", "plain", "answers"))
        await pilot.press("2")
        assert app.answers == [("markdown", "answers"), ("markdown", "answers")]


async def test_a_long_quote_shows_its_citation_all_the_same(host, drawn) -> None:
    app = host()
    long = "「" + "長い答弁。" * 2000 + "」\n（担当課長答弁、質問3）"
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(CopyAsDialog(STYLES, PARTS, lambda style, part: long, "plain", "whole"))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        lines = drawn(app.screen.query_one("#preview", Passage))
        assert lines[0].startswith("「長い答弁")
        assert "⋮" in lines
        assert lines[-1] == "（担当課長答弁、質問3）"


# Yes or no


@pytest.mark.parametrize(
    ("key", "answer"), [("y", True), ("enter", True), ("n", False), ("escape", False), ("ｙ", True)]
)
async def test_yes_or_no(host, key: str, answer: bool) -> None:
    app = host()
    async with app.run_test(size=(60, 24)) as pilot:
        app.ask(ConfirmDialog("消しますか。", "u で元に戻せます。"))
        await pilot.press(key)
        assert app.answers == [answer]


async def test_words_of_others_are_no_markup_and_no_control(host) -> None:
    app = host()
    async with app.run_test(size=(60, 24)) as pilot:
        app.ask(ConfirmDialog("[/] \x1b[2J [b]本当に[/b]", "\x1b]0;x\x07 [/]"))
        await pilot.pause()
        drawn = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
        assert "[b]本当に[/b]" in drawn
        assert "\x1b" not in drawn


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (200, 50)])
async def test_every_list_can_be_used_at_any_size(host, drawn, size: tuple[int, int]) -> None:
    app = host()
    async with app.run_test(size=size) as pilot:
        for dialog in (
            PaletteDialog(ACTIONS),
            TagDialog("質問3", choices(), built_in().toggled),
            HelpDialog(HELP),
        ):
            app.ask(dialog)
            await pilot.press("down")
            await pilot.pause()
            listing = app.screen.query_one(Listing)
            assert listing.size.height >= 2
            assert app.screen.query_one(KeyLine).region.bottom <= size[1]
            await pilot.press("escape")
        assert app.answers == [None] * 3
