"""Handing an address to the program the desktop opens it with, where there is a desktop.

No shell sees the address, and nothing that is started may write on the screen or outlive the terminal's say
over it. Text browsers are left alone: they would want the terminal that the reader is in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Final
from urllib.parse import urlsplit

_SCHEMES: Final = ("http", "https", "file")
_TOOLS: Final = (("xdg-open",), ("wslview",), ("gio", "open"))
_PATIENCE: Final = 3.0
"""Seconds in which a tool that fails says so; one that still runs then has opened something."""


def opener() -> tuple[str, ...]:
    """The command that opens addresses on this desktop; empty where there is none, or no desktop."""
    if sys.platform == "darwin":
        return ("open",)
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")):
        return ()
    return next((tool for tool in _TOOLS if shutil.which(tool[0])), ())


def open_address(address: str) -> bool:
    """Open `address` with the desktop's program for it; False where that cannot be or did not work.

    Blocks for up to three seconds. Raises ValueError for what is not http, https or file.
    """
    if urlsplit(address).scheme.lower() not in _SCHEMES:
        raise ValueError(address)
    if sys.platform == "win32":
        os.startfile(address)
        return True
    command = opener()
    if not command:
        return False
    try:
        started = subprocess.Popen(
            [*command, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return started.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
