"""Templates of quote styles: Jinja2 in its sandbox, cut down to what a style needs, and bounded.

What a template prints is escaped for its format unless it is marked `| raw`; what the template itself holds
is not. A style may come from somebody else, so: no calls, no includes, no arithmetic, loops only over what
there is, and an end to how much is written. Wrong templates are told of in one line with file and line.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from qa_reader.locales import _
from qa_reader.report import escaping
from qa_reader.report.styles import BadStyle, Style

if TYPE_CHECKING:
    from qa_reader.report.styles.fields import QuoteFields

LARGEST_TEMPLATE: Final = 64_000
"""Bytes."""

MOST_WRITTEN: Final = 64_000_000
"""Characters that all loops, joins and printed values of one rendering may come to together."""

_left: ContextVar[int] = ContextVar("left")

_NODES: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.Name,
    nodes.Const, nodes.List, nodes.Tuple, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat,
)  # fmt: skip
_TESTS: Final = ("defined", "none", "string", "number", "odd", "even", "in", "==", "eq", "equalto", "sameas")
_IN_JSON: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


class Written(str):
    """Text that is already fit for the format."""

    __slots__ = ()


class TooMuch(ValueError):
    """A template that writes without end."""


@lru_cache(maxsize=32)
def _compiled(style: Style, signature: object) -> QuoteTemplate:  # noqa: ARG001  (part of the cache's key)
    return QuoteTemplate(style)


def template(style: Style) -> QuoteTemplate:
    """The template of `style`, made anew when its file changes. Raises BadStyle."""
    try:
        stat = style.path.stat()
    except OSError as error:
        raise BadStyle(
            _("{file}: cannot be read: {why}").format(file=style.path, why=error.strerror)
        ) from None
    return _compiled(style, (stat.st_mtime_ns, stat.st_size))


class QuoteTemplate:
    """One style, ready to write."""

    def __init__(self, style: Style) -> None:
        """Raises BadStyle."""
        self._style = style
        if style.format not in ESCAPERS:
            known = ", ".join(ESCAPERS)
            raise BadStyle(
                _(
                    "{file}: no format {format!r}; a style is called NAME.FORMAT.j2 with one of {known}"
                ).format(file=style.path, format=style.format, known=known)
            )
        try:
            source = style.path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadStyle(_("{file}: cannot be read: {why}").format(file=style.path, why=error)) from None
        if len(source) > LARGEST_TEMPLATE:
            raise self._bad(1, _("larger than {n} characters").format(n=LARGEST_TEMPLATE))
        environment = _environment(ESCAPERS[style.format])
        try:
            tree = environment.parse(source)
            self._all_at_once = "quotes" in meta.find_undeclared_variables(tree)
            self._check(tree)
            code = environment.compile(_Bounded().visit(tree), filename=str(style.path))
        except BadStyle:
            raise
        except TemplateSyntaxError as error:
            raise self._bad(error.lineno, error.message or "") from None
        except TemplateError as error:  # found while constants are folded
            raise self._bad(1, error.message or "") from None
        except (
            RecursionError,
            SyntaxError,
            ValueError,
            MemoryError,
        ):  # nested or counted beyond Python's bounds
            raise self._bad(1, _("too deep, or a number too large")) from None
        self._template = Template.from_code(environment, code, {})

    def render(self, quotes: Sequence[QuoteFields]) -> str:
        """`quotes`, an empty line between two, or as the template goes through them. Raises BadStyle."""
        token = _left.set(MOST_WRITTEN)
        try:
            if self._all_at_once:
                return self._template.render(quotes=list(quotes)).strip("\n")
            return "\n\n".join(self._template.render(quote=quote).strip("\n") for quote in quotes)
        except (TemplateError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
            raise self._bad(self._line_of(error), " ".join(str(error).split())) from None
        finally:
            _left.reset(token)

    def _check(self, tree: nodes.Template) -> None:
        """Refuse what a style has no need of."""
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _NODES):
                what = type(node).__name__.lower()
                raise self._bad(node.lineno, _("a style cannot hold this: {what}").format(what=what))
            if isinstance(node, nodes.For) and node.recursive:
                raise self._bad(node.lineno, _("a style cannot hold this: {what}").format(what="recursive"))

    def _line_of(self, error: Exception) -> int:
        frames = traceback.extract_tb(error.__traceback__)
        return next((f.lineno or 1 for f in reversed(frames) if f.filename == str(self._style.path)), 1)

    def _bad(self, line: int, why: str) -> BadStyle:
        return BadStyle(_("{file}, line {line}: {why}").format(file=self._style.path, line=line, why=why))


class _Bounded(NodeTransformer):
    """Makes every loop and every joining of texts count against what may be written."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        size = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        node.iter = _filtered(node.iter, "counted", nodes.Const(size), lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "join", lineno=node.lineno)


def _filtered(node: nodes.Node, name: str, *arguments: nodes.Expr, lineno: int) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, list(arguments), [], None, None, lineno=lineno)


def _environment(escape: Callable[[str], str]) -> ImmutableSandboxedEnvironment:
    """The engine for one format. Its own autoescaping knows HTML alone and is off; `finalize` escapes."""
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        autoescape=False,
        finalize=partial(_printed, escape),
        cache_size=0,
    )
    environment.globals.clear()
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    environment.filters = {
        "raw": lambda value: Written(_text(value)),
        "breaks": partial(_breaks, escape),
        "prefixed": partial(_prefixed, escape),
        "json": lambda value: Written(_json(value)),
        "join": _join,
        "counted": _counted,
        "default": lambda value, other: value or other,
        "first": lambda values: next(iter(values), None),
        "last": lambda values: next(iter(reversed(values)), None),
        "length": len,
        "lower": lambda value: _text(value).lower(),
        "upper": lambda value: _text(value).upper(),
        "replace": _replaced,
        **{name: partial(_escaped, escaper) for name, escaper in ESCAPERS.items() if name != "json"},
    }
    return environment


def _spend(characters: int) -> None:
    left = _left.get(MOST_WRITTEN) - characters
    if left < 0:
        raise TooMuch(_("writes more than {n} characters").format(n=f"{MOST_WRITTEN:,}"))
    _left.set(left)


def _printed(escape: Callable[[str], str], value: Any) -> str:
    """What `{{ value }}` writes."""
    if isinstance(value, Written):
        _spend(len(value))
        return value
    text = _json(value) if escape is _json else escape(_text(value))
    _spend(len(text))
    return text


def _text(value: Any) -> str:
    """`value` as text: a missing part is empty, and only texts and numbers can be printed."""
    if value is None:
        return ""
    if isinstance(value, StrictUndefined):
        return str(value)  # raises
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value)
    raise TypeError(_("this is no text: {what}").format(what=type(value).__name__))


def _json(value: Any) -> str:
    """`value` as JSON: what a screen would obey as an escape, lone surrogates (no text) as U+FFFD."""
    if isinstance(value, StrictUndefined):
        str(value)  # raises
    text = _SURROGATES.sub("\ufffd", json.dumps(value, ensure_ascii=False, indent=1))
    return _IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _escaped(escape: Callable[[str], str], value: Any) -> Written:
    return Written(escape(_text(value)))


def _breaks(escape: Callable[[str], str], value: Any, mark: str) -> Written:
    """The lines of `value`, escaped, with `mark` between them."""
    return Written(_glued([escape(line) for line in _text(value).split("\n")], mark))


def _prefixed(escape: Callable[[str], str], value: Any, prefix: str) -> Written:
    """`value`, escaped, `prefix` before every line of it."""
    text = value if isinstance(value, Written) else escape(_text(value))
    lines = [prefix + line if line else prefix.rstrip() for line in text.split("\n")]
    return Written(_glued(lines, "\n"))


def _join(values: Iterable[Any], between: str = "") -> str:
    """`values` as one text; those that are missing leave no trace."""
    return _glued([text for text in map(_text, values) if text], between)


def _glued(texts: Sequence[str], between: str) -> str:
    _spend(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


def _replaced(value: Any, old: str, new: str) -> str:
    text = _text(value)
    _spend(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def _counted(values: Iterable[Any], size: int) -> Iterator[Any]:
    for value in values:
        _spend(size + 1)
        yield value


ESCAPERS: Final[dict[str, Callable[[str], str]]] = {
    "txt": escaping.written,
    "md": escaping.markdown,
    "html": escaping.html,
    "tex": escaping.latex,
    "org": escaping.org,
    "bib": escaping.bibtex,
    "ris": escaping.ris,
    "json": _json,
}
"""How what a template prints is escaped, by its format."""
