"""A transcript as columns of plain values, for the parse cache, and back without making it all at once.

Ten thousand exchanges are some hundred thousand small objects; making them takes longer than reading the
file. So what comes back makes each block, turn and exchange when somebody looks at it, and keeps it.
Whatever the bytes are, `unpack` either gives a transcript whose parts are of the right types and point at
one another rightly, or raises ValueError.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, Final, TypeVar, get_args, overload

from qa_reader.library.packing import Coded, Column, Packer, Unpacker, constant
from qa_reader.transcript.model import (
    KINDS,
    ROLES,
    Block,
    Exchange,
    Link,
    Metadata,
    Notice,
    Part,
    Passage,
    Position,
    Section,
    Source,
    Span,
    Speaker,
    Transcript,
    Turn,
)

T = TypeVar("T")
Table = dict[str, Any]
"""How columns are kept, by field, and `count`; a column that says the default throughout is left out."""

_PAIRS: Final = "tuple[tuple[int, int], ...]"
_TYPES: Final[dict[str, frozenset[type]]] = {
    "str": frozenset({str}),
    "str | None": frozenset({str, type(None)}),
    "int": frozenset({int}),
    "int | None": frozenset({int, type(None)}),
    "float": frozenset({float, int}),
    "float | None": frozenset({float, int, type(None)}),
    "bool": frozenset({bool}),
    "Kind": frozenset({str}),
    "Role": frozenset({str}),
    "Part": frozenset({str}),
    _PAIRS: frozenset({list}),
}
"""What a column may hold, by the annotation of the model's field."""

_WORDS: Final = {"Kind": frozenset(KINDS), "Role": frozenset(ROLES), "Part": frozenset(get_args(Part))}

_TABLES: Final[dict[str, type]] = {
    "blocks": Block,
    "sections": Section,
    "speakers": Speaker,
    "turns": Turn,
    "links": Link,
    "notices": Notice,
}
_OF_TRANSCRIPT: Final = ("format", "profile", "confidence", "why")
_OF_EXCHANGE: Final = ("label", "number", "section")
_OF_PASSAGE: Final = ("turn", "sure", "why")
_LONG: Final = (Block, "text")
"""The field that holds the text itself."""


class Made(Sequence[T]):
    """A sequence that makes its items when they are asked for; equal to any sequence of equal items."""

    __slots__ = ("_columns", "_derived", "_items", "_make")

    def __init__(
        self,
        count: int,
        make: Callable[[int], T],
        columns: Mapping[str, Column],
        derived: Mapping[str, Callable[[int], Any]] | None = None,
    ) -> None:
        """`make` gives the item at an index. For `model.column`, `columns` hold attributes of all the items,
        and `derived` gives others by index."""
        self._items: list[T | None] = [None] * count
        self._make = make
        self._columns = columns
        self._derived = derived or {}

    def column(self, name: str) -> Sequence[Any]:
        """The attribute `name` of each item; makes none of them where the columns tell it."""
        known = self._columns.get(name)
        if known is not None:
            return known
        tell = self._derived.get(name)
        return [getattr(item, name) for item in self] if tell is None else [*map(tell, range(len(self)))]

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        items = self._items
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(items))))
        item = items[index]
        if item is None:
            at = index + len(items) if index < 0 else index
            item = items[at] = self._make(at)
        return item

    def __iter__(self) -> Iterator[T]:
        items, make = self._items, self._make
        for at, item in enumerate(items):
            if item is None:
                item = items[at] = make(at)  # noqa: PLW2901
            yield item

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Sequence) or isinstance(other, str) or len(self) != len(other):
            return NotImplemented if not isinstance(other, Sequence) else False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def pack(transcript: Transcript) -> bytes:
    """`transcript` in columns. Raises TypeError where a text holds what is no Unicode."""
    packer = Packer()
    exchanges = transcript.exchanges
    passages = [p for exchange in exchanges for p in chain(exchange.questions, exchange.answers)]
    table: Table = {"count": len(exchanges)}
    table.update({name: packer.column([getattr(each, name) for each in exchanges]) for name in _OF_EXCHANGE})
    for name in ("questions", "answers"):
        table[name] = packer.column([len(getattr(each, name)) for each in exchanges])
    said: Table = {"count": len(passages)}
    said.update({name: packer.column([getattr(each, name) for each in passages]) for name in _OF_PASSAGE})
    said["places"] = packer.column([number for each in passages for place in each.span for number in place])
    return packer.packed(
        {
            **{name: getattr(transcript, name) for name in _OF_TRANSCRIPT},
            "source": transcript.source._asdict(),
            "meta": transcript.meta._asdict(),
            **{name: _table(packer, kind, getattr(transcript, name)) for name, kind in _TABLES.items()},
            "exchanges": table,
            "passages": said,
            "stretches": list(transcript.stretches),
        }
    )


def unpack(data: bytes) -> Transcript:
    """The transcript that `pack` made `data` of. Raises ValueError for anything else."""
    try:
        return _transcript(Unpacker(data))
    except (TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(f"no packed transcript: {error!r}") from error


def _transcript(packed: Unpacker) -> Transcript:
    found = packed.head
    tables: dict[str, Any] = {name: _made(packed, kind, found[name]) for name, kind in _TABLES.items()}
    blocks, turns = len(tables["blocks"]), len(tables["turns"])
    sections, speakers = len(tables["sections"]), len(tables["speakers"])
    _within(tables["turns"], blocks + 1, "start", "end")
    _within(tables["turns"], speakers, "speaker")
    _within(tables["turns"], sections, "section")
    _within(tables["sections"], blocks + 1, "start")
    _within(tables["sections"], sections, "parent")
    _within(tables["links"], blocks, "block")
    exchanges = _exchanges(packed, blocks, turns)
    _within(exchanges, sections, "section")
    head = {name: found[name] for name in _OF_TRANSCRIPT}
    for name, value in head.items():
        _check(Transcript, name, [value])
    if not set(map(type, found["stretches"])) <= {str}:
        raise ValueError("labels that are no text")
    return Transcript(
        source=_one(Source, found["source"]),
        meta=_one(Metadata, found["meta"]),
        exchanges=exchanges,
        stretches=tuple(found["stretches"]),
        **tables,
        **head,
    )


def _exchanges(packed: Unpacker, blocks: int, in_all: int) -> Made[Exchange]:
    """The exchanges. Their passages stand in one table: the first's questions, its answers, the second's …"""
    table, passages = packed.head["exchanges"], packed.head["passages"]
    count, said = table["count"], passages["count"]
    labels, numbers, sections = (_column(packed, table, Exchange, name) for name in _OF_EXCHANGE)
    turns, sures, whys = (_column(packed, passages, Passage, name) for name in _OF_PASSAGE)
    asked, answered = (_counts(packed, table[name], count) for name in ("questions", "answers"))
    places = _counts(packed, passages["places"], 4 * said)
    ends = list(accumulate(chain.from_iterable(zip(asked, answered, strict=True)), initial=0))
    if (
        ends[-1] != said
        or max(places[::2], default=-1) >= blocks
        or max(_distinct(turns), default=-1) >= in_all
    ):
        raise ValueError("passages that do not fit")

    def passage(at: int) -> Passage:
        b0, o0, b1, o1 = places[4 * at : 4 * at + 4]
        return Passage(turns[at], Span(Position(b0, o0), Position(b1, o1)), sures[at], whys[at])

    def exchange(at: int) -> Exchange:
        first, middle, last = ends[2 * at : 2 * at + 3]
        questions = tuple(passage(each) for each in range(first, middle))
        answers = tuple(passage(each) for each in range(middle, last))
        return Exchange(labels[at], numbers[at], sections[at], questions, answers)

    def turns_of(at: int) -> tuple[int, ...]:
        return tuple(sorted({*turns[ends[2 * at] : ends[2 * at + 2]]}))

    def start(at: int) -> Position | None:
        first = 4 * ends[2 * at]
        return Position(places[first], places[first + 1]) if asked[at] else None

    columns = dict(zip(_OF_EXCHANGE, (labels, numbers, sections), strict=True))
    return Made(count, exchange, columns, {"turns": turns_of, "start": start})


def _table(packer: Packer, kind: Any, items: Sequence[Any]) -> Table:
    """The columns of `items`, all of them of the model's class `kind`."""
    table: Table = {"count": len(items)}
    for name in kind._fields:
        values = [getattr(item, name) for item in items]
        if (kind, name) == _LONG:
            table[name] = packer.texts(values)
        elif name not in kind._field_defaults or any(value != kind._field_defaults[name] for value in values):
            table[name] = packer.column(values)
    return table


def _made(packed: Unpacker, kind: Any, table: Table) -> Made[Any]:
    """The items of a table, each to be made of the columns when it is wanted."""
    count = table["count"]
    named: dict[str, Column] = {}
    derived: dict[str, Callable[[int], Any]] = {}
    for name in kind._fields:
        if (kind, name) == _LONG:
            named[name] = texts = packed.texts(table[name], count)
            derived["length"] = texts.length
        else:
            named[name] = _column(packed, table, kind, name)
    columns = [*named.values()]
    return Made(count, lambda at: kind(*[column[at] for column in columns]), named, derived)


def _column(packed: Unpacker, table: Table, kind: Any, name: str) -> Column:
    """One column of a table of `kind`, checked; the default throughout where it was left out."""
    count = table["count"]
    if name not in table and name in kind._field_defaults:
        return constant(kind._field_defaults[name], count)
    column = packed.column(table[name], count)
    _check(kind, name, _distinct(column))
    return _pairs(column) if _declared(kind, name) == _PAIRS else column


def _distinct(column: Column) -> Column:
    """The values that a column can hold."""
    return column.values if isinstance(column, Coded) else column


def _check(kind: Any, name: str, column: Column) -> None:
    """Raises ValueError where a column holds what the field `name` of `kind` may not."""
    declared = _declared(kind, name)
    types = {int} if isinstance(column, array) else set(map(type, column))
    if not types <= _TYPES.get(declared, frozenset()):
        raise ValueError(f"{kind.__name__}.{name}: not what it should be")
    words = _WORDS.get(declared)
    if words is not None and not words.issuperset(column):
        raise ValueError(f"{kind.__name__}.{name}: an unknown word")


def _declared(kind: Any, name: str) -> str:
    """The annotation of a field as the model has it; empty where there is no such field."""
    given: str = getattr(kind.__annotations__.get(name), "__forward_arg__", "")
    return given


def _within(items: Made[Any], bound: int, *names: str) -> None:
    """Raises ValueError where an index is outside 0 … bound - 1."""
    for name in names:
        column = _distinct(items.column(name))
        present = column if isinstance(column, array) else [index for index in column if index is not None]
        if present and not (min(present) >= 0 and max(present) < bound):
            raise ValueError(f"{name}: points nowhere")


def _counts(packed: Unpacker, spec: Any, count: int) -> Column:
    """A column of `count` numbers, none of them negative."""
    column = packed.column(spec, count)
    values = _distinct(column)
    if not isinstance(values, array):
        _natural(values)
    return column


def _natural(values: Sequence[Any]) -> None:
    if not set(map(type, values)) <= {int} or min(values, default=0) < 0:
        raise ValueError("neither counts nor places")


def _pairs(column: Column) -> Column:
    """A column of lists of pairs as the model has them; most are empty."""
    _natural([number for pairs in column if pairs for pair in pairs for number in pair])
    return [tuple((start, end) for start, end in pairs) if pairs else () for pairs in column]


def _one(kind: Any, found: Mapping[str, Any]) -> Any:
    for name, value in found.items():
        _check(kind, name, [value])
    return kind(**found)
