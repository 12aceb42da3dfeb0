"""What is loaded when: pure rooms know neither screen nor database, and a start loads what it shows."""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "qa_reader"

PURE = ("transcript", "language", "annotation")

WIDTHS = ("rich.cells", "rich._cell_widths", "rich._unicode_data", "rich._extension")
"""What `rich.cells` is made of; `rich` itself is their package."""

NEVER_AT_START = {
    "babel", "budoux", "chardet", "jinja2", "lxml", "pyperclip", "sqlite3", "tomlkit", "xml.etree",
    "qa_reader.cli.parser", "qa_reader.report.quote", "qa_reader.report.citation",
}  # fmt: skip
"""What no first frame needs: commands, exports, rare encodings, the clipboard."""

LATER = {
    "qa_reader.annotation.review", "qa_reader.desk.changes", "qa_reader.desk.mending", "qa_reader.formats",
    "qa_reader.language.query", "qa_reader.library.search", "qa_reader.tui.commands.finding",
    "qa_reader.tui.commands.saying", "qa_reader.tui.dialogs", "secrets", "tinydb", "zipfile",
}  # fmt: skip
"""What the reader loads behind its first frame, or when a key asks for it."""


def loaded(code: str, *arguments: str) -> set[str]:
    """The modules in memory after a fresh Python ran `code`."""
    tell = "\nimport sys as _sys\n_sys.stderr.write('\\n'.join(_sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code + tell, *arguments],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split("\n"))


def under(modules: Iterable[str], names: Iterable[str]) -> set[str]:
    """Those of `modules` that are one of `names` or inside one."""
    return {module for module in modules for name in names if module == name or module.startswith(f"{name}.")}


@pytest.mark.parametrize("room", PURE)
def test_pure_room_loads_neither_screen_nor_database(room: str) -> None:
    found = pkgutil.walk_packages([str(PACKAGE / room)], f"qa_reader.{room}.")
    modules = loaded("\n".join(f"import {module.name}" for module in found))
    outside = {
        f"qa_reader.{name}" for name in ("store", "library", "desk", "report", "formats", "tui", "cli")
    }
    assert under(modules, {"textual", "tinydb", "asyncio", *outside}) == set()
    assert under(modules, {"rich"}) - under(modules, WIDTHS) <= {"rich"}


def test_command_line_starts_without_the_screen() -> None:
    modules = loaded("import qa_reader.cli.main")
    assert under(modules, {"textual", "rich", "tinydb", "argparse", "asyncio", "qa_reader.tui"}) == set()


def test_screen_is_loaded_without_what_keys_do() -> None:
    assert under(loaded("import qa_reader.tui.app"), LATER) == set()


def test_version_and_help_start_without_the_screen() -> None:
    code = "from qa_reader.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert under(loaded(code), {"textual", "tinydb", "qa_reader.tui", "qa_reader.desk"}) == set()


def test_inspecting_needs_neither_screen_nor_database(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("質問1\n\n見本の質問\n\n予算を伺います。\n\n課長の答弁\n\n10万円です。\n", "utf-8")
    code = "import sys\nfrom qa_reader.cli.main import main\nmain(['inspect', '--json', sys.argv[1]])"
    assert under(loaded(code, str(page)), {"textual", "tinydb", "chardet", "qa_reader.tui"}) == set()


def test_first_frame_loads_only_what_it_shows(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("質問1\n\n見本の質問\n\n予算を伺います。\n\n課長の答弁\n\n10万円です。\n", "utf-8")
    code = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from qa_reader.tui.app import prepared\n"
        "async def first_frame():\n"
        "    async with prepared(Path(sys.argv[1]), annotator='test').run_test(size=(100, 30)):\n"
        "        pass\n"
        "asyncio.run(first_frame())\n"
    )
    assert under(loaded(code, str(page)), NEVER_AT_START) == set()
