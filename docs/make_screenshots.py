"""Makes docs/screenshot.png: the reader on its examples, in a real terminal window on a virtual screen.

    .venv/bin/python docs/make_screenshots.py

Needs Xvfb, st (Debian: stterm), xdotool, ImageMagick and fonts with Japanese (Debian: fonts-noto-cjk,
fonts-dejavu-core). The workspace, settings and state are a fresh copy; nothing of the person's own is read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DOCS = Path(__file__).parent
ROOT = DOCS.parent
SHOTS = (
    # file, columns x rows, keys as xdotool names them, arguments
    ("screenshot.png", "118x36", ("J", "J"), ("--lang", "ja")),
)


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen; gives its display."""
    display = f":{90 + os.getpid() % 800}"
    server = subprocess.Popen(
        ["Xvfb", display, "-screen", "0", "3000x2000x24", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: run(display, "xdotool", "getmouselocation").returncode == 0)
        yield display
    finally:
        server.terminate()
        server.wait()


def run(display: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command on the virtual screen."""
    return subprocess.run(
        command, env={**os.environ, "DISPLAY": display}, capture_output=True, text=True, check=False
    )


def wait_for(ready: object, seconds: float = 10) -> None:
    """Wait until `ready()` holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if callable(ready) and ready():
            return
        time.sleep(0.1)
    sys.exit("the virtual screen or the terminal did not come up: are Xvfb, st and xdotool installed?")


def window_of(display: str) -> str:
    """The window of the terminal; empty while there is none."""
    found = run(display, "xdotool", "search", "--name", "^shot$").stdout.split()
    return found[0] if found else ""


def shoot(display: str, target: Path, size: str, keys: tuple[str, ...], arguments: tuple[str, ...]) -> None:
    """One picture of the reader at `size` after `keys`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copytree(ROOT / "examples", home / "demo")
        shutil.copytree(ROOT / "annotations", home / "demo" / "annotations")
        state = {f"QA_READER_{kind}_DIR": str(home / kind.lower()) for kind in ("STATE", "CACHE", "CONFIG")}
        reader = [str(ROOT / ".venv/bin/qa-reader"), *arguments, "--annotator", "岸本", str(home / "demo")]
        terminal = subprocess.Popen(
            ["stterm", "-f", "DejaVu Sans Mono:size=12", "-g", f"{size}+0+0", "-T", "shot", "-e", *reader],
            env={**os.environ, **state, "DISPLAY": display, "COLORTERM": "truecolor", "LANG": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(lambda: window_of(display))
            window = window_of(display)
            time.sleep(3)
            run(display, "xdotool", "windowfocus", window)
            for key in keys:
                run(display, "xdotool", "key", key)
                time.sleep(0.2)
            time.sleep(1)
            run(display, "import", "-window", window, "+dither", "-colors", "64", str(target))
        finally:
            terminal.terminate()
            terminal.wait()


if __name__ == "__main__":
    with screen() as display:
        for name, size, keys, arguments in SHOTS:
            shoot(display, DOCS / name, size, keys, arguments)
            print(DOCS.name + "/" + name)
