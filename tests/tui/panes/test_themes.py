"""Contrast after WCAG 2.2 §1.4.3, computed; and that any theme knows every colour."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from qa_reader.annotation.codebook import built_in
from qa_reader.tui import themes
from qa_reader.tui.panes.reading.inks import INK_NAMES, PREFIX, Inks
from qa_reader.tui.panes.reading.pane import ReadingPane
from qa_reader.tui.panes.tree import SessionTree, TreeRow
from qa_reader.tui.themes import PALETTE, STANCES

OURS = {theme.name: theme for theme in themes.themes()}
DRAWN = [OURS[themes.DARK], OURS[themes.LIGHT]]
GROUNDS = ("background", "surface", "panel", "cursor", "cursor-blurred")


def luminance(colour: Color) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def ids(theme: Theme) -> str:
    return theme.name


@pytest.mark.parametrize("theme", DRAWN, ids=ids)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    values = variables(theme)
    words = ["foreground", "text-muted", "primary", "secondary", "accent", "success", "warning", "error"]
    words += [f"code-{name}" for name in PALETTE] + [f"stance-{name}" for name in STANCES]
    poor = {name: contrast(values[name], values[ground]) for name in words}
    assert {name: round(ratio, 2) for name, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", DRAWN, ids=ids)
def test_highlighted_words_can_be_read(theme: Theme) -> None:
    values = variables(theme)
    for name in (*PALETTE, *STANCES):
        assert contrast(values["foreground"], values[f"mark-{name}"]) >= 4.5, name


@pytest.mark.parametrize("theme", DRAWN, ids=ids)
async def test_all_that_the_text_is_drawn_in_can_be_read(host, theme: Theme) -> None:
    """The reading pane's own styles as they come out: words, chips, hits, suggestions, selection, caret; and
    what is laid over highlighted words of every colour."""
    pane = ReadingPane()
    app = host(pane, theme=theme.name)
    async with app.run_test() as pilot:
        await pilot.pause()
        inks = Inks(pane)
        ground = inks.named("ground")
        names = {name.removeprefix(PREFIX) for name in INK_NAMES} - NO_WORDS
        marks = [inks.mark(name) for name in (*PALETTE, *STANCES)]
        drawn = {name: [ground + inks.named(name)] for name in names}
        for over in OVER_HIGHLIGHTS:
            drawn[over] += [
                ground + inks.named(base) + inks.named("highlight") + mark + inks.named(over)
                for base in ("text", "quiet", "remark", "aside", "title")
                for mark in marks
            ]
        poor = {
            name: round(ratio, 2)
            for name, styles in drawn.items()
            if (ratio := min(map(ratio_of, styles))) < 4.5
        }
    assert poor == {}


NO_WORDS = {"rule", "thumb", "focus", "hit-mark", "question-bar", "answer-bar"}
OVER_HIGHLIGHTS = ("highlight", "overlap", "hit", "current-hit", "cue", "current-cue", "selection", "caret")


def ratio_of(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex)


@pytest.mark.parametrize("theme", DRAWN, ids=ids)
def test_what_is_typed_can_be_read(theme: Theme) -> None:
    values = variables(theme)
    assert contrast(values["input-cursor-foreground"], values["input-cursor-background"]) >= 4.5
    assert contrast(values["foreground"], values["input-selection-background"]) >= 4.5
    # A placeholder is not the value: the 3 : 1 of parts of the interface (§1.4.11) is enough.
    assert contrast(values["text-disabled"], values["panel"]) >= 3


@pytest.mark.parametrize("theme", DRAWN, ids=ids)
def test_colours_of_the_palette_differ(theme: Theme) -> None:
    values = variables(theme)
    assert len({values[f"code-{name}"] for name in PALETTE}) == len(PALETTE)


def test_the_16_colour_theme_has_no_other_colours() -> None:
    theme = OURS[themes.ANSI]
    for name, value in theme.variables.items():
        if name.startswith(("code-", "stance-", "mark-", "rule", "cursor", "border", "text")):
            assert value.startswith("ansi_"), name


@pytest.mark.parametrize("theme", [*DRAWN, OURS[themes.ANSI], *BUILTIN_THEMES.values()], ids=ids)
def test_every_theme_knows_the_colours_of_the_built_in_codebook(theme: Theme) -> None:
    known = themes.variable_defaults(theme) | theme.variables
    for code in (*built_in(), built_in().plain):
        assert f"code-{code.colour}" in known or f"stance-{code.colour}" in known, code.id
        assert f"mark-{code.colour}" in known, code.id


def test_a_terminal_of_few_colours_gets_its_own() -> None:
    assert themes.fitting(themes.DARK, "standard") == themes.ANSI
    assert themes.fitting(themes.LIGHT, None) == themes.ANSI
    assert themes.fitting(themes.DARK, "256") == themes.DARK
    assert themes.fitting("nord", "standard") == "nord"
    assert themes.fitting("nord", "truecolor", no_color=True) == themes.ANSI


async def test_without_colour_no_colour_is_sent(host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    tree = SessionTree(lambda key: [])
    app = host(tree, theme=themes.ANSI, ansi_color=True)
    async with app.run_test(size=(40, 5)) as pilot:
        row = TreeRow("q", 0, "exchange", "質問", number="1", glyph="◐", colour="partial", badges=("⚑",))
        tree.set_rows([row, row])
        tree.focus()
        await pilot.pause()
        styles = {
            segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
        }
        default = {None, "default"}
        assert {style.color and style.color.name for style in styles} <= default
        assert {style.bgcolor and style.bgcolor.name for style in styles} <= default
        assert any(style.reverse for style in styles)


async def test_colours_by_name_and_by_number(host) -> None:
    app = host()
    values = variables(OURS[themes.DARK])
    foreground = Color.parse(values["foreground"])
    async with app.run_test():
        assert themes.code_colour(app, "evasive") == Color.parse(values["stance-evasive"])
        assert themes.code_colour(app, "#a0b1c2") == Color.parse("#a0b1c2")
        assert themes.code_colour(app, "#nonsense") == foreground
        assert themes.code_colour(app, "no such colour") == foreground
        assert themes.mark_colour(app, "red") == Color.parse(values["mark-red"])
        mixed = themes.mark_colour(app, "#ff0000")
        assert mixed.r > mixed.g


@pytest.mark.parametrize("name", [*OURS, "nord", "textual-light", "ansi-dark"])
async def test_style_sheets_load_in_any_theme(host, name: str) -> None:
    app = host(theme=name)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == name
