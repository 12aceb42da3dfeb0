"""Phrases (文節) of Japanese by BudouX's model, one boundary at a time.

Only the model's figures are taken from the `budoux` package: its own parser scores whole sentences, while a
line's end asks about a few places. The model is read when first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple


class _Model(NamedTuple):
    """Scores by feature: each is where it looks, text[at + first : at + last], and what it gives for that."""

    features: tuple[tuple[int, int, Mapping[str, int]], ...]
    threshold: float


_WINDOWS = {
    "UW1": (-3, -2), "UW2": (-2, -1), "UW3": (-1, 0), "UW4": (0, 1), "UW5": (1, 2), "UW6": (2, 3),
    "BW1": (-2, 0), "BW2": (-1, 1), "BW3": (0, 2),
    "TW1": (-3, 0), "TW2": (-2, 1), "TW3": (-1, 2), "TW4": (0, 3),
}  # fmt: skip


@cache
def _model() -> _Model:
    from importlib import resources

    data = json.loads(resources.files("budoux").joinpath("models", "ja.json").read_text(encoding="utf-8"))
    features = tuple((*_WINDOWS[name], scores) for name, scores in data.items())
    return _Model(features, 0.5 * sum(sum(scores.values()) for _, _, scores in features))


def phrase_boundary(text: str, at: int) -> bool:
    """Whether a phrase begins at offset `at` of `text`; true at both ends."""
    if not 0 < at < len(text):
        return True
    features, threshold = _model()
    score = 0
    for first, last, scores in features:
        start = at + first
        if start >= 0:  # past the end a slice is short, and no score has its key
            score += scores.get(text[start : at + last], 0)
    return score > threshold


def phrases(text: str) -> list[tuple[int, int]]:
    """The phrases of `text`: offsets, end exclusive, without gaps."""
    starts = [at for at in range(len(text)) if at == 0 or phrase_boundary(text, at)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if starts else []
