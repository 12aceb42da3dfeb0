"""Where the style sheets are: beside the package in an installed wheel, at the top of a checkout.

The sheets lie in `styles/` at the top level of the project, where a person looks for them; the wheel carries
them as `qa_reader/styles/` (see `force-include` in pyproject.toml).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.app import App

_DIALOGS: Final = "dialogs.tcss"
_FEW_COLOURS: Final = "few_colours.tcss"
_PACKAGE = Path(__file__).parent.parent


def styles_folder() -> Path:
    """The folder of the Textual style sheets (`*.tcss`). Raises FileNotFoundError where it is missing."""
    installed = _PACKAGE / "styles"
    checkout = _PACKAGE.parent.parent / "styles"
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no style sheets in {installed} or {checkout}: the installation is incomplete")


def style_sheets() -> list[Path]:
    """Every style sheet, by name."""
    return sorted(styles_folder().glob("*.tcss"))


def first_style_sheets(*, few_colours: bool) -> list[Path]:
    """The style sheets that a first frame needs: half of what there is to parse.

    `few_colours`: whether that frame has only the terminal's own colours, or none.
    """
    later = {_DIALOGS} if few_colours else {_DIALOGS, _FEW_COLOURS}
    return [sheet for sheet in style_sheets() if sheet.name not in later]


def load_other_style_sheets(app: App[Any]) -> None:
    """Let `app`, which began with `first_style_sheets`, know the others too. Nothing on screen changes."""
    app.stylesheet.read_all([styles_folder() / name for name in (_DIALOGS, _FEW_COLOURS)])
    app.stylesheet.parse()
