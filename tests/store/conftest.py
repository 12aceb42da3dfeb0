"""What the tests of the store share: a folder, and two people who write into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qa_reader.store.layout import Writer
from qa_reader.store.store import Store


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


@pytest.fixture
def store(annotations: Path) -> Store:
    """The store of 佐藤, on the machine 0a1b2c."""
    return Store(annotations, Writer("佐藤", "0a1b2c"))


@pytest.fixture
def other(annotations: Path) -> Store:
    """The store of 鈴木, on another machine, in the same folder."""
    return Store(annotations, Writer("鈴木", "d4e5f6"))


@pytest.fixture
def own_file(annotations: Path) -> Callable[[], Path]:
    """The newest file of 佐藤 about the transcript."""

    def find() -> Path:
        return max(annotations.glob("*/佐藤-0a1b2c*.json"), key=lambda path: (len(path.name), path.name))

    return find
