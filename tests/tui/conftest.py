"""The reader on a small workspace, driven by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from qa_reader.tui.app import QAReader, prepared
from qa_reader.tui.screens.reader import ReaderScreen

PAGE = """令和7年 第2回定例会の一般質問【防災について】

1.安全なまちについて

(1)避難所について

質問1

森の質問

避難所の毛布は足りていますか。備蓄の数を伺います。

担当課長の答弁

毛布は三千枚を備蓄しているところでございます。今後も計画的に更新してまいります。

質問2

森の質問

体育館の空調はいつ整備されるのでしょうか。

担当課長の答弁

来年度に設計を行い、再来年度に工事を行う予定でございます。財源の確保が課題と考えております。

今年の夏もとても暑かったです。一日も早い整備をお願いいたします。

(2)訓練について

質問3

森の質問

夜間の訓練を実施する考えはありますか。

担当課長の答弁

他の自治体の事例を研究してまいります。
"""


_NAMED = {"enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "down": None, "up": None}


class Reader:
    """A running reader: keys as we write them, and what the screen says."""

    def __init__(self, app: QAReader, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReaderScreen:
        assert isinstance(self.app.screen_stack[0], ReaderScreen)
        return self.app.screen_stack[0]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they set off is done, on disk included."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until the writer is idle and the screen has heard of it."""
        import asyncio

        done = asyncio.Event()
        self.screen.keeping.writer.do(lambda: None, lambda _: done.set())
        await asyncio.wait_for(done.wait(), 30)  # an app that has died answers no more
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)
        await self.settle()

    async def burst(self, *keys: str) -> None:
        """Type keys all at once, as a paste or a script does; a text of several characters is typed out."""
        for key in keys:
            named = key in _NAMED or "+" in key
            for each in [key] if named else key:
                self.app.post_message(events.Key(each, _NAMED.get(each, each) if "+" not in each else None))
        await self.pilot.pause()
        await self.settle()

    @property
    def message(self) -> str:
        return self.screen.status.message

    @property
    def focus(self) -> str:
        return self.screen.focus_label

    def text(self) -> str:
        """All that is on the screen, as text."""
        return "\n".join(
            "".join(segment.text for segment in strip)
            for strip in self.app.screen._compositor.render_strips()
        )

    def stance(self, label: str) -> str | None:
        assert self.screen.view is not None
        return self.screen.view.stance(label)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "ws"
    folder.mkdir()
    (folder / "bousai.txt").write_text(PAGE, "utf-8")
    return folder


Opener = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def opened(workspace: Path) -> Opener:
    """`async with opened() as reader`: the reader on the workspace, at a size, as somebody."""

    @asynccontextmanager
    async def run(
        path: Path | None = None, size: tuple[int, int] = (120, 40), annotator: str | None = "ana"
    ) -> AsyncIterator[Reader]:
        app = prepared(path or workspace, annotator=annotator)
        async with app.run_test(size=size) as pilot:
            app.theme = "qa-dark"
            reader = Reader(app, pilot)
            await reader.settle()
            yield reader

    return run
