"""Keys by which items stand in order, so that putting one between two others rewrites neither.

A key is a text of base-62 digits and the order of keys is the order of the texts: six digits that count, then
a fraction. What is put at an end takes the next number, what is put between two keys a fraction between them.
The last digits are random, so that two people who put something at the same place get different keys.
"""

from __future__ import annotations

import secrets
from typing import Final

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE: Final = len(_DIGITS)
_WHOLE: Final = 6
"""Digits that count; begun in the middle, so that there is room before the first."""
_RANDOM: Final = 3


def is_key(text: object) -> bool:
    """Is `text` a key: base-62 digits, at least one, the last not 0 (nothing stands between `a` and `a0`)?"""
    return isinstance(text, str) and bool(text) and set(text) <= set(_DIGITS) and text[-1] != "0"


def between(before: str | None, after: str | None) -> str:
    """A new key that stands behind `before` and before `after` (None: nothing stands there).

    Raises ValueError where no key can: `before` is not less than `after`.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError(f"no key between {before!r} and {after!r}")
    whole = _stepped(before, 1) if after is None else _stepped(after, -1) if before is None else None
    return (whole or _fraction(before or "", after)) + _random()


def _stepped(key: str | None, step: int) -> str | None:
    """The whole number of `key` and `step`, None where it would leave its six digits."""
    number = _number(key[:_WHOLE].ljust(_WHOLE, "0")) + step if key else _BASE**_WHOLE // 2
    if not 0 <= number < _BASE**_WHOLE:
        return None
    digits = ""
    for _ in range(_WHOLE):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def _fraction(before: str, after: str | None) -> str:
    """Digits such that they, and anything behind them, stand between the two."""
    made = ""
    for at in range(max(len(before), len(after or "")) + 1):
        low = _DIGITS.index(before[at]) if at < len(before) else 0
        high = _DIGITS.index(after[at]) if after is not None and at < len(after) else _BASE
        if after is None or after[:at] != made:
            high = _BASE  # already less than `after`: only `before` still binds
        if high - low > 1:
            return made + _DIGITS[(low + high) // 2]
        made += _DIGITS[low]
    return made + _DIGITS[_BASE // 2]


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * _BASE + _DIGITS.index(digit)
    return number


def _random() -> str:
    return "".join(secrets.choice(_DIGITS) for _ in range(_RANDOM - 1)) + secrets.choice(_DIGITS[1:])
