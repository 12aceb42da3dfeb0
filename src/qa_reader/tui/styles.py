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
    """Every style sheet, by name: what `App.CSS_PATH` takes."""
    return sorted(styles_folder().glob("*.tcss"))


def first_style_sheets() -> list[Path]:
    """The style sheets that a first frame needs: all but that of the dialogs, a third of what is to parse."""
    return [sheet for sheet in style_sheets() if sheet.name != _DIALOGS]


def load_dialog_styles(app: App[Any]) -> None:
    """Let `app`, which began with `first_style_sheets`, know how dialogs look. Nothing on screen changes."""
    app.stylesheet.read(styles_folder() / _DIALOGS)
    app.stylesheet.parse()
