"""What a user installs: the wheel carries everything that runs needs, and the locks hold what is declared."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from qa_reader.tui.styles import style_sheets, styles_folder

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "qa_reader"
DATA_SUFFIXES = {".toml", ".mo", ".gz", ".j2"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the locked build backend and no network."""
    out = tmp_path_factory.mktemp("wheel")
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(out), versions=["standard"])))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds, as site-packages would."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(site: Path, *arguments: str, language: str = "en_US.UTF-8") -> subprocess.CompletedProcess[str]:
    """Python with `site` before everything else on its path, started away from the checkout."""
    start = f"import sys; sys.path.insert(0, {str(site)!r}); "
    return subprocess.run(
        [sys.executable, "-P", "-c", start + arguments[0], *arguments[1:]],
        cwd=site,
        env={**os.environ, "LANG": language, "LC_ALL": language, "PYTHONUTF8": "1", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_wheel_carries_every_module_and_data_file(installed: Path) -> None:
    source = {
        path.relative_to(PACKAGE)
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix in {".py", *DATA_SUFFIXES}
    }
    carried = {
        path.relative_to(installed / "qa_reader")
        for path in (installed / "qa_reader").rglob("*")
        if path.is_file()
    }
    assert source - carried == set()


def test_styles_are_found_in_the_checkout() -> None:
    assert styles_folder() == ROOT / "styles"
    assert style_sheets()


def test_styles_are_found_in_the_wheel(installed: Path) -> None:
    names = "from qa_reader.tui.styles import *; print(*[str(path) for path in style_sheets()], sep='\\n')"
    answer = run(installed, names)
    assert answer.stderr == ""
    found = [Path(line) for line in answer.stdout.splitlines()]
    assert {path.parent for path in found} == {installed / "qa_reader" / "styles"}
    assert [path.name for path in found] == [path.name for path in style_sheets()]


def test_wheel_speaks_japanese_and_knows_its_codebook(installed: Path) -> None:
    answer = run(
        installed,
        "from qa_reader import locales; from qa_reader.annotation.codebook import built_in; "
        "built_in(); locales.install('ja'); print(locales.language())",
    )
    assert (answer.stdout, answer.stderr) == ("ja\n", "")


def test_wheel_runs_its_command_line(installed: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "質問1\n\n見本の質問\n\n見本の課の予算を伺います。\n\n課長の答弁\n\n10万円です。\n", "utf-8"
    )
    answer = run(
        installed,
        "from qa_reader.cli.main import main; sys.exit(main())",
        "inspect",
        "--json",
        str(page),
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert '#q1"' in answer.stdout


# Dependencies: declared, locked, used


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project: dict[str, Any] = tomllib.load(file)["project"]
    return project


def names(requirements: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def declared() -> set[str]:
    return names(project()["dependencies"])


def optional() -> set[str]:
    return {name for extra in project().get("optional-dependencies", {}).values() for name in names(extra)}


def locked(name: str) -> Iterator[tuple[str, str]]:
    """Each requirement of a lock file: its name, and its lines joined."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line and not line.lstrip().startswith("#"):
            yield canonicalize_name(re.split(r"[=\s;]", line, maxsplit=1)[0]), line


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_has_hashes_and_names_no_place(name: str) -> None:
    lines = dict(locked(name))
    assert declared() <= lines.keys()
    assert all("--hash=sha256:" in line and "==" in line for line in lines.values())
    assert not re.search(r"://|--index|--find-links|file:|\.\./", (ROOT / name).read_text("utf-8"))


def test_locks_agree() -> None:
    run_time, dev = dict(locked("requirements.lock")), dict(locked("requirements-dev.lock"))
    assert {name: dev.get(name) for name in run_time} == run_time


def imported() -> set[str]:
    """Top-level names of the packages of others whose code is imported, or whose data is read."""
    names: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "resources.files":
                names |= {
                    str(arg.value).partition(".")[0] for arg in node.args if isinstance(arg, ast.Constant)
                }
    return names - sys.stdlib_module_names - {"qa_reader"}


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    distributions = packages_distributions()
    used = {canonicalize_name(distributions[name][0]) for name in imported()}
    assert used == declared() | optional()
