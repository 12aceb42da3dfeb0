"""Templates of outputs: whatever one fills in is escaped for its format, unless our own code made it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from qa_reader.report import escaping

if TYPE_CHECKING:
    from jinja2 import Environment, Template


class Ready(str):
    """Text of our own making that is already in the format of the output."""

    __slots__ = ()


def template(name: str) -> Template:
    """The template `name` of this folder; its ending says for which format values are escaped."""
    return _environment(name.split(".")[1]).get_template(name)


@cache
def _environment(ending: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    escape: Callable[[str], str] = {"html": escaping.html, "tex": escaping.latex}[ending]

    def finalised(value: Any) -> str:
        return value if isinstance(value, Ready) else escape(str(value))

    signs = {"block": ("<%", "%>"), "variable": ("<<", ">>"), "comment": ("<#", "#>")}  # TeX needs its braces
    own = {
        f"{name}_{end}_string": sign
        for name, pair in signs.items()
        for end, sign in zip(("start", "end"), pair, strict=True)
    }
    return Environment(
        loader=PackageLoader("qa_reader.report.outputs"),
        undefined=StrictUndefined,
        finalize=finalised,
        trim_blocks=True,
        lstrip_blocks=True,
        **(own if ending == "tex" else {}),  # type: ignore[arg-type]
    )
