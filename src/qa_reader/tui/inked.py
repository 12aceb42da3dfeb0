"""Styles out of a style sheet for widgets that paint by themselves, made when first painted with.

Textual has component classes for that, and styles all of them whenever it styles their widget. The panes name
ninety: on a first frame that shows a third of them, that was half of what the reader adds to Textual's start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.dom import DOMNode
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.css.types import Specificity6


class Inked(Widget):
    """A widget with inks: the classes of `INKS`, as if they were children of it."""

    INKS: ClassVar[frozenset[str]] = frozenset()
    """The classes that its style sheet may speak of."""

    def ink_node(self, name: str) -> DOMNode:
        """A node of the class `name`, styled as the style sheets have it now. Raises KeyError for a class
        that is not in `INKS`."""
        if name not in self.INKS:
            raise KeyError(name)
        node = DOMNode(classes=name)
        node._attach(self)
        # What `stylesheet.apply` would do, for rules that speak of the class: asking all rules of all sheets
        # about every ink took longer than painting with them.
        stylesheet, path = self.app.stylesheet, node.css_path_nodes
        strongest: dict[str, Specificity6] = {}
        for rule in stylesheet.rules_map.get(f".{name}", ()):
            for specificity in stylesheet._check_rule(rule, path):
                for key, weight, value in rule.styles.extract_rules(
                    specificity, rule.is_default_rules, rule.tie_breaker
                ):
                    if weight >= strongest.get(key, weight):
                        strongest[key] = weight
                        setattr(node.styles.base, key, value)
        return node

    def ink_style(self, name: str, *, partial: bool = False) -> Style:
        """The style of the class `name`; `partial`: only what its own rules say, nothing of what is below."""
        node = self.ink_node(name)
        return node.styles.partial_rich_style if partial else node.rich_style

    def forget_inks(self) -> None:
        """The styles may be others now; for a subclass that keeps what it made of them."""

    def notify_style_update(self) -> None:
        """After a change of theme or style sheet."""
        self.forget_inks()
        super().notify_style_update()

    def update_node_styles(self, animate: bool = True) -> None:
        """After a change of classes or focus, which may change the inks and nothing else."""
        self.forget_inks()
        super().update_node_styles(animate)
        self.refresh()
