"""A small workspace: one councillor's page, written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.desk.workspace import Desk

PAGE = """令和7年 第2回定例会の一般質問【道路について】

1.まちづくりについて

(1)道路の補修について

質問1

森の質問

駅前通りの舗装が傷んでいます。補修の予定を伺います。

担当課長の答弁

来年度の前半に補修を行う予定でございます。

質問2

森の質問

通学路の点検は、いつ、どのように行われるのでしょうか。

担当課長の答弁

点検の方法につきましては、関係機関と検討してまいります。

質問3

森の質問

路面標示の予算はいくらですか。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one transcript, `road.txt`."""
    workspace = tmp_path / "ws"
    workspace.mkdir()
    (workspace / "road.txt").write_text(PAGE, "utf-8")
    return workspace


@pytest.fixture
def desk(folder: Path) -> Desk:
    """The desk of ana in that workspace."""
    return Desk.open(folder, annotator="ana")
