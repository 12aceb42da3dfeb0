"""A workspace with a transcript, and the program run in it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qa_reader.cli.main import main

PAGE = """\
令和7年 第1回定例会の予算質疑まとめ

1.区民サービスについて

(1)窓口の待ち時間について

質問1

宮地の質問

窓口の待ち時間は、現在どのくらいなのか伺います。

担当課長の答弁

窓口の待ち時間は、平均で25分となっております。
今後については検討してまいります。

質問2

宮地の質問

予約制の導入について、区の考えを伺います。

担当課長の答弁

予約制につきましては、令和7年10月から実施いたします。

質問3

宮地の質問

庁内の案内表示について伺います。案内表示は分かりにくいと思います。

担当課長の答弁

案内表示の在り方については、他区の状況を注視してまいります。

質問4

宮地の質問

窓口の職員は足りていますか。
"""


@dataclass(frozen=True)
class Ran:
    """What one run of the program gave."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "窓口.txt").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(workspace: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program here, as 岸本 unless told otherwise."""

    def once(*arguments: str, annotator: str | None = "岸本") -> Ran:
        who = ["--annotator", annotator] if annotator else []
        try:
            status = main([*who, *map(os.fspath, arguments)])
        except SystemExit as end:
            status = int(end.code or 0)
        told = capsys.readouterr()
        return Ran(status, told.out, told.err)

    return once
