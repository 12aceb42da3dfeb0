"""Files of a folder that are no transcripts are not taken for some."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.library.cache import glance

MAKEFILE = "all: build test\n\t@echo done\nbuild: src\n\tcc -o x x.c\ntest: build\n\t./x\nclean:\n\trm -f x\n"
PINS = "# This file is generated.\nclick==8.1.7 \\\n    --hash=sha256:ae\n    # via flask\nflask==3.0.0\n"
LOCK = '[[package]]\nname = "click"\nfiles = [\n    {file = "c.whl", hash = "sha256:ae"},\n]\n'
JSON = '{"name": "x", "packages": {"": {"name": "x"}, "a": {"version": "1.0.0"}}}'
CODE = """NAMES: tuple = ("a", "b")

def told(found):
    raise ValueError(_("{path}: is it there?").format(path=found))
    raise ValueError(_("{path}: or there?").format(path=found))
    raise ValueError(_("{path}: or where?").format(path=found))
"""
README = "# A program\n\nIt reads files.\n\n## Use\n\nRun it. What for? To read.\n"
YAML = "name: x\non: [push]\njobs:\n  name: what?\n  steps:\n    - name: test?\n    - name: build\n"
SHEET = "year,department,amount\n2024,roads,100\n2025,schools,120\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Makefile", MAKEFILE), ("requirements.lock", PINS), ("poetry.lock", LOCK), ("package.json", JSON),
        ("table.py", CODE), ("README.md", README), ("ci.yml", YAML), ("budget.csv", SHEET), ("empty.txt", ""),
        ("rows.jsonl", '{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}\n'),
    ],
)  # fmt: skip
def test_it_stands_under_other_files(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    assert not glance(file, name).claimed
