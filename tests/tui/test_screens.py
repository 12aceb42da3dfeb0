"""Pictures of the screens on the examples, in both languages and both themes, small and wide.

Where one differs, look at it (the report says where) and take it over with `pytest --snapshot-update`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from qa_reader import locales
from qa_reader.tui.app import prepared

ROOT = Path(__file__).resolve().parents[2]
SMALL, WIDE = (80, 24), (120, 40)
BUDGET = "汐見区議会/令和7年第1回定例会_窓口と避難所.txt"
MAYOR = "白樺台市長_定例記者会見_令和7年11月12日.txt"
FERRY = "海外/aldermere-ferry-inquiry.txt"


class Picture(NamedTuple):
    """A screen to look at: what is opened, and the keys that lead there."""

    name: str
    path: str
    lang: str
    theme: str
    size: tuple[int, int]
    keys: str = ""


PICTURES = (
    Picture("workspace", ".", "ja", "qa-dark", WIDE, "J J"),
    Picture("reading", BUDGET, "ja", "qa-light", SMALL, "J"),
    Picture("inquiry", FERRY, "en", "qa-light", WIDE, "J J J"),
    Picture("inquiry-small", FERRY, "en", "qa-dark", SMALL, "J j j j"),
    Picture("conference", MAYOR, "ja", "qa-dark", WIDE, "J"),
    Picture("focus", BUDGET, "ja", "qa-light", WIDE, "J J V"),
    Picture("focus-small", FERRY, "en", "qa-dark", SMALL, "J V"),
    Picture("side-by-side", BUDGET, "ja", "qa-dark", WIDE, "J V V z"),
    Picture("side-by-side-light", FERRY, "en", "qa-light", WIDE, "J V V z"),
    Picture("suggestions", BUDGET, "ja", "qa-dark", SMALL, "C right_square_bracket c j"),
    Picture("why-suggested", FERRY, "en", "qa-light", SMALL, "C right_square_bracket c g c"),
    Picture("search", BUDGET, "ja", "qa-light", WIDE, "slash m a d o g u c h i enter"),
    Picture("tree", BUDGET, "ja", "qa-dark", SMALL, "shift+tab"),
    Picture("annotations", BUDGET, "ja", "qa-light", WIDE, "tab o j j"),
    Picture("help", FERRY, "en", "qa-dark", WIDE, "question_mark"),
    Picture("commands", BUDGET, "ja", "qa-light", SMALL, "colon"),
    Picture("tags", FERRY, "en", "qa-light", WIDE, "t"),
)


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    before = locales.language()
    yield
    locales.install(before)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_screen(snap_compare, tmp_path: Path, picture: Picture) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(ROOT / "examples", root)
    shutil.copytree(ROOT / "annotations", root / "annotations", ignore=shutil.ignore_patterns(".*"))
    locales.install(picture.lang)
    app = prepared(root / picture.path, workspace=root, annotator="岸本")

    async def go(pilot: Pilot[int]) -> None:
        await pilot.pause()
        app.theme = picture.theme
        await app.workers.wait_for_complete()
        for key in picture.keys.split():
            await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(app, terminal_size=picture.size, run_before=go)
