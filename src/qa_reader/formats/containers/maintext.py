"""The part of a web page that is its text, without menus, sidebars and footers.

What the page itself says goes first: `<main>`, one `<article>`. Else the body is taken without what is marked
or named as furniture and is mostly links. Nothing is scored: the extractors of the field lost up to two
thirds of the answers on councillors' pages (docs/decisions.md), and words lost are worse than a menu kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.formats.containers.markup import class_of
from qa_reader.formats.containers.page import hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FURNITURE: Final = frozenset({"nav", "footer", "aside"})
_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_NAMED: Final = re.compile(
    r"(?:^|[-_])(?:(?:side|global|local|g|l|foot|head)?-?(?:nav|navi|navigation|menu)|side(?:bar\w*)?"
    r"|header|footer|widgets?|share|sns|social|related|recommend|ranking|banner|pager|pagination|toolbar"
    r"|copyright|ads?|advertisement|profile)(?:$|[-_])",
    re.IGNORECASE,
)
_LINKED: Final = 0.5
"""Share of a block's text that is links from which on it is a menu."""
_ENOUGH: Final = 0.3
"""Share of the page's text that an article must hold to be the text."""


class Main(NamedTuple):
    """The text's element, what in it is none, and how many pieces of furniture there were."""

    element: HtmlElement
    skip: frozenset[HtmlElement]
    left_out: int


def main_text(page: HtmlElement) -> Main:
    """Where the text of `page` is."""
    body = page.find("body")
    body = page if body is None else body
    sizes = _Sizes(body)
    for candidates in (_all(body, "main"), body.xpath(".//*[@role='main']"), _all(body, "article")):
        if len(candidates) == 1 and sizes.text[candidates[0]] >= _ENOUGH * sizes.text[body]:
            inside = candidates[0]
            return Main(inside, frozenset(node for node in inside.iter("nav") if node is not inside), 0)
    skip = frozenset(sizes.furniture)
    return Main(body, skip, len(skip))


def _all(body: HtmlElement, tag: str) -> list[HtmlElement]:
    """The elements of this tag that stand in none of their own kind."""
    return [node for node in body.iter(tag) if next(node.iterancestors(tag), None) is None]


class _Sizes:
    """How much text each element holds, and which ones are furniture. One walk, without recursion."""

    def __init__(self, body: HtmlElement) -> None:
        self.text: dict[HtmlElement, int] = {}
        self._links: dict[HtmlElement, int] = {}
        self.furniture: list[HtmlElement] = []
        stack: list[tuple[HtmlElement, bool]] = [(body, False)]
        while stack:
            node, done = stack.pop()
            if not done:
                stack.append((node, True))
                self.text[node] = self._links[node] = 0
                if not hidden(node):
                    self.text[node] = len((node.text or "").strip())
                    stack.extend((child, False) for child in node)
                continue
            if node.tag == "a":
                self._links[node] = self.text[node]
            if node is not body:
                parent = node.getparent()
                if self._is_furniture(node):
                    self.furniture.append(node)
                else:
                    self.text[parent] += self.text[node]
                    self._links[parent] += self._links[node]
                self.text[parent] += len((node.tail or "").strip())

    def _is_furniture(self, node: HtmlElement) -> bool:
        text = self.text[node]
        if not text or not isinstance(node.tag, str):
            return False
        if node.tag in _FURNITURE or node.get("role") in _ROLES:
            return True
        names = [*class_of(node), node.get("id") or ""]
        return any(map(_NAMED.search, names)) and self._links[node] >= text * _LINKED
