"""Pictures of the dialogs whose looks are worth a comparison; the whole screen has its own."""

from __future__ import annotations

import pytest

from qa_reader.annotation.codebook import built_in
from qa_reader.tui import themes
from qa_reader.tui.dialogs.note import NoteDialog
from qa_reader.tui.dialogs.tag import Choice, TagDialog


def choices() -> list[Choice]:
    return [
        Choice(
            id=code.id,
            label=code.label("ja"),
            glyph=code.glyph,
            colour=code.colour,
            key=code.key or "",
            definition=code.definition("ja"),
            group=group.id,
            group_label=group.label("ja"),
            parent=code.parent,
            abstract=code.abstract,
        )
        for group in built_in().groups
        for code in group.codes
    ]


@pytest.mark.parametrize(
    ("theme", "size"),
    [(themes.DARK, (80, 24)), (themes.LIGHT, (40, 12)), (themes.ANSI, (60, 20))],
    ids=["dark", "light-small", "ansi"],
)
def test_tags(snap_compare, host, theme: str, size: tuple[int, int]) -> None:
    app = host(theme=theme)

    async def look(pilot) -> None:
        app.ask(TagDialog("質問3の答弁", choices(), built_in().toggled, ["partial", "partial.general"]))
        await pilot.press("down", "down")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=look)


def test_note(snap_compare, host) -> None:
    app = host()

    async def look(pilot) -> None:
        about = "研修の受講料が前年度から四割減っていますが、研修の質と量は保てるのでしょうか。" * 2
        app.ask(NoteDialog("質問3へのメモ", about, "額は答えず。\n決算で確かめる。", colour="partial"))
        await pilot.pause()

    assert snap_compare(app, terminal_size=(72, 20), run_before=look)
