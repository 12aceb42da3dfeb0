"""Columns of values as bytes and back: a line of JSON, and behind it what would be slow as JSON.

That is numbers, columns in which few values come again and again, and long texts: of a transcript of 10 MB
nearly everything. What comes back is looked into as little as can be, and a text is cut out of the whole when
it is asked for. Every byte may be wrong: what is no column of the asked-for kind is a ValueError.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import index as to_index
from typing import Any, Final, overload

import orjson

Column = Sequence[Any]
Spec = Any
"""How a column is kept, as JSON: its values, or an object that says where they are."""

_NUMBERS: Final = "I"
_CODES: Final = {256: "B", 65536: "H"}
"""Type codes of `array` by how many different values a column has at most."""
_SIMPLE: Final = frozenset({str, int, float, bool, type(None)})
_REPEATED: Final = 4
"""A column is worth a table of its values where each comes so often on average."""


class Packer:
    """Puts columns together."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def column(self, values: Column) -> Spec:
        """How `values` are kept; to be put into the head."""
        types = set(map(type, values))
        if types == {int} and min(values) >= 0 and max(values) < 1 << 32:
            return {"numbers": self._put(array(_NUMBERS, values))}
        if types <= _SIMPLE:
            table: dict[tuple[type, Any], int] = {}
            codes = [table.setdefault((type(value), value), len(table)) for value in values]
            if len(table) * _REPEATED <= len(codes):
                for most, code in _CODES.items():
                    if len(table) <= most:
                        kept = [value for _type, value in table]
                        return {"values": kept, "codes": self._put(array(code, codes)), "of": code}
        return list(values)

    def texts(self, values: Sequence[str]) -> Spec:
        """How long texts are kept. Raises TypeError where one holds what is no Unicode."""
        try:
            whole = "".join(values).encode()
        except UnicodeEncodeError as error:
            raise TypeError(str(error)) from None
        ends = array(_NUMBERS, accumulate(map(len, values)))
        return {"text": self._add(whole), "ends": self._put(ends)}

    def packed(self, head: Mapping[str, Any]) -> bytes:
        """`head` and all that was added. Raises TypeError where a text holds what is no Unicode."""
        return b"\n".join((orjson.dumps(head), b"".join(self._parts)))

    def _put(self, numbers: array[int]) -> list[int]:
        if sys.byteorder == "big":
            numbers.byteswap()
        return self._add(numbers.tobytes())

    def _add(self, data: bytes) -> list[int]:
        start = self._size
        self._parts.append(data)
        self._size += len(data)
        return [start, self._size]


class Unpacker:
    """Takes apart what `Packer` put together. Raises ValueError for what is no such thing."""

    def __init__(self, data: bytes) -> None:
        end = data.find(b"\n")
        self.head = orjson.loads(data[: end if end >= 0 else len(data)])
        self._data = memoryview(data)[end + 1 if end >= 0 else len(data) :]

    def column(self, spec: Spec, count: int) -> Column:
        """The `count` values of a column: a list, an array of numbers or `Coded`."""
        found: Column
        if isinstance(spec, list):
            found = spec
        elif not isinstance(spec, dict):
            raise ValueError("no column")
        elif "numbers" in spec:
            found = self._numbers(spec["numbers"], _NUMBERS)
        else:
            codes, values = self._numbers(spec["codes"], spec["of"]), spec["values"]
            if not isinstance(values, list) or (codes and max(codes) >= len(values)):
                raise ValueError("codes of no value")
            found = Coded(values, codes)
        if len(found) != count:
            raise ValueError(f"not a column of {count}")
        return found

    def texts(self, spec: Spec, count: int) -> Texts:
        """The `count` texts of a column."""
        ends = self._numbers(spec["ends"], _NUMBERS)
        whole = str(self._part(spec["text"]), "utf-8")
        if len(ends) != count or sorted(ends) != ends.tolist() or (ends[-1] if count else 0) != len(whole):
            raise ValueError("texts that do not fit")
        return Texts(whole, ends)

    def _numbers(self, where: Any, code: Any) -> array[int]:
        if code not in (_NUMBERS, *_CODES.values()):
            raise ValueError("no such numbers")
        numbers = array(code)
        numbers.frombytes(self._part(where))
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def _part(self, where: Any) -> memoryview:
        start, end = where
        if not 0 <= to_index(start) <= to_index(end) <= len(self._data):
            raise ValueError("a part that is not there")
        return self._data[start:end]


class Coded(Sequence[Any]):
    """A column of which few values come again and again: each is kept once."""

    __slots__ = ("_codes", "values")

    def __init__(self, values: Sequence[Any], codes: Sequence[int]) -> None:
        self.values = values
        self._codes = codes

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self.values[code] for code in self._codes[index]]
        return self.values[self._codes[index]]

    def __iter__(self) -> Iterator[Any]:
        return map(self.values.__getitem__, self._codes)

    def __len__(self) -> int:
        return len(self._codes)


class Texts(Sequence[str]):
    """Texts that stand in one, cut out when they are asked for."""

    __slots__ = ("_ends", "_whole")

    def __init__(self, whole: str, ends: Sequence[int]) -> None:
        self._whole = whole
        self._ends = ends

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        return self._whole[self._ends[at - 1] if at else 0 : self._ends[at]]

    def __iter__(self) -> Iterator[str]:
        return (self._whole[start:end] for start, end in pairwise((0, *self._ends)))

    def __len__(self) -> int:
        return len(self._ends)

    def length(self, at: int) -> int:
        """The code points of one text."""
        return self._ends[at] - (self._ends[at - 1] if at else 0)


def constant(value: Any, count: int) -> Coded:
    """A column of `count` times `value`."""
    return Coded((value,), bytes(count))
