"""Our themes: light, dark and one for terminals of 16 colours, and the colours that codes are shown in.

A code's `colour` is a name of PALETTE, the name of a stance, or `#rrggbb`. Every theme gives each name two
variables: `$code-<name>` (`$stance-<name>` for stances) for glyphs and words, `$mark-<name>` to lay under
highlighted words. Contrast is WCAG 2.2 AA (4.5 : 1) for text on each background it stands on;
`tests/tui/test_themes.py` computes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.color import Color, ColorParseError
from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

PALETTE: Final = ("red", "orange", "yellow", "green", "cyan", "blue", "magenta", "grey")
"""The names a codebook may use, stances apart."""

STANCES: Final = ("committed", "answered", "partial", "hedged", "evasive", "declined", "na")

DARK: Final = "qa-dark"
LIGHT: Final = "qa-light"
ANSI: Final = "qa-ansi"

_MARK_STRENGTH: Final = 0.24
"""How much of a code's colour lies under highlighted words."""

_DARK_CODES: Final = {
    "red": "#f0857d",
    "orange": "#e5a566",
    "yellow": "#d8c36a",
    "green": "#84c08a",
    "cyan": "#6fc3c3",
    "blue": "#82b1ea",
    "magenta": "#d79acb",
    "grey": "#a0a6b2",
}
_LIGHT_CODES: Final = {
    "red": "#a82820",
    "orange": "#8a4a00",
    "yellow": "#6d5700",
    "green": "#1d6633",
    "cyan": "#0b6168",
    "blue": "#1f569c",
    "magenta": "#8a2d77",
    "grey": "#555c68",
}
_ANSI_CODES: Final = {
    "red": "ansi_red",
    "orange": "ansi_yellow",
    "yellow": "ansi_yellow",
    "green": "ansi_green",
    "cyan": "ansi_cyan",
    "blue": "ansi_bright_blue",
    "magenta": "ansi_magenta",
    "grey": "ansi_default",
}
_STANCE_COLOURS: Final = {
    "committed": "green",
    "answered": "blue",
    "partial": "yellow",
    "hedged": "orange",
    "evasive": "magenta",
    "declined": "red",
    "na": "grey",
}
"""Which colour of the palette each stance has. Glyphs tell them apart where these do not."""


def _colours(codes: Mapping[str, str], background: str) -> dict[str, str]:
    """The variables of every code colour and stance over `background`."""
    ground = Color.parse(background)
    variables: dict[str, str] = {}
    for name, colour in codes.items():
        # A terminal's own 16 colours cannot be blended: there words are underlined instead (`:ansi` rules).
        blends = ground.ansi is None
        mark = ground.blend(Color.parse(colour), _MARK_STRENGTH).hex if blends else background
        variables[f"code-{name}"] = colour
        variables[f"mark-{name}"] = mark
    for stance, name in _STANCE_COLOURS.items():
        variables[f"stance-{stance}"] = variables[f"code-{name}"]
        variables[f"mark-{stance}"] = variables[f"mark-{name}"]
    return variables


def _dark() -> Theme:
    background = "#15181e"
    return Theme(
        name=DARK,
        dark=True,
        background=background,
        surface="#1b1f27",
        panel="#252a34",
        foreground="#d9dce3",
        primary="#86aee0",
        secondary="#7fb8b0",
        accent="#e0b870",
        success="#84c08a",
        warning="#e5a566",
        error="#f0857d",
        variables={
            "text": "#d9dce3",
            "text-muted": "#9aa1af",
            "text-disabled": "#6c7382",
            "rule": "#343b48",
            "cursor": "#2b3547",
            "cursor-blurred": "#20252f",
            "border": "#5f7ea8",
            "border-blurred": "#343b48",
            "input-selection-background": "#3b5379",
            "input-cursor-background": "#d9dce3",
            "input-cursor-foreground": "#15181e",
            **_colours(_DARK_CODES, background),
        },
    )


def _light() -> Theme:
    background = "#fbfaf7"
    return Theme(
        name=LIGHT,
        dark=False,
        background=background,
        surface="#f4f2ed",
        panel="#e9e6df",
        foreground="#23262c",
        primary="#2a5ea3",
        secondary="#17655f",
        accent="#754c00",
        success="#1d6633",
        warning="#8a4a00",
        error="#a82820",
        variables={
            "text": "#23262c",
            "text-muted": "#5a606b",
            "text-disabled": "#7d828c",
            "rule": "#d3cfc5",
            "cursor": "#d9e4f3",
            "cursor-blurred": "#eeebe4",
            "border": "#6f93c4",
            "border-blurred": "#d3cfc5",
            "input-selection-background": "#bcd2f0",
            "input-cursor-background": "#23262c",
            "input-cursor-foreground": "#fbfaf7",
            **_colours(_LIGHT_CODES, background),
        },
    )


def _ansi() -> Theme:
    return Theme(
        name=ANSI,
        ansi=True,
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        foreground="ansi_default",
        primary="ansi_bright_blue",
        secondary="ansi_cyan",
        accent="ansi_magenta",
        success="ansi_green",
        warning="ansi_yellow",
        error="ansi_red",
        boost="ansi_default",
        variables={
            "text": "ansi_default",
            "text-muted": "ansi_default",
            "text-disabled": "ansi_default",
            "rule": "ansi_bright_black",
            "cursor": "ansi_default",
            "cursor-blurred": "ansi_default",
            "border": "ansi_bright_blue",
            "border-blurred": "ansi_bright_black",
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "ansi_cyan",
            "input-selection-foreground": "ansi_black",
            **_colours(_ANSI_CODES, "ansi_default"),
        },
    )


def themes() -> tuple[Theme, ...]:
    """Our themes, to be registered with the app."""
    return (_dark(), _light(), _ansi())


def fitting(wanted: str, color_system: str | None, *, no_color: bool = False) -> str:
    """The theme to use for `wanted` on a terminal of Rich's `color_system`.

    Ours are made of soft colours that 16 of them would round to black on black, so such a terminal gets the
    theme that uses the terminal's own. So does one that shall show none (NO_COLOR): there every state is an
    attribute or a glyph. The app must then be made with `ansi_color=True`, else Textual sends shades of grey.
    """
    few = color_system in (None, "standard", "windows")
    return ANSI if no_color or (wanted in (DARK, LIGHT) and few) else wanted


def variable_defaults(theme: Theme) -> dict[str, str]:
    """What `App.get_theme_variable_defaults` gives, so that Textual's own themes work with our sheets."""
    ours = _ansi() if theme.ansi else _dark() if theme.dark else _light()
    kept = ("rule", "cursor", "cursor-blurred")
    return {
        name: value
        for name, value in ours.variables.items()
        if name in kept or name.startswith(("code-", "stance-", "mark-"))
    }


def code_colour(app: App[Any], name: str) -> Color:
    """The colour that the current theme shows a code's `colour` in; text colour where the name is unknown."""
    return _find(app, name, ("stance-", "code-"))


def mark_colour(app: App[Any], name: str) -> Color:
    """The colour that lies under words highlighted in a code's `colour`."""
    if name.startswith("#"):
        ground = _find(app, "background", ("",))
        return ground if ground.ansi is not None else ground.blend(code_colour(app, name), _MARK_STRENGTH)
    return _find(app, name, ("mark-",))


def _find(app: App[Any], name: str, prefixes: tuple[str, ...]) -> Color:
    variables = app.theme_variables
    candidates = [variables[prefix + name] for prefix in prefixes if prefix + name in variables]
    if name.startswith("#"):
        candidates.append(name)
    candidates.append(variables.get("foreground", "ansi_default"))
    for candidate in candidates:
        try:
            return Color.parse(candidate)
        except ColorParseError:  # a codebook's mistyped #rrggbb
            continue
    return Color.parse("ansi_default")
