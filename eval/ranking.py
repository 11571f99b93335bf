"""How well a ranking does, worked out by hand: a library for it would bring a compiler or a download along."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

DEPTH = 10  # places of a ranking that are looked at
_DISCOUNT = 1 / np.log2(np.arange(DEPTH) + 2)


def ndcg(places: Collection[int], wanted: int) -> float:
    """nDCG@10 of what is either relevant or not, 0 to 1.

    places: of the relevant things found, each from 1; wanted: how many there are in all, at least 1.
    """
    gained = sum(_DISCOUNT[place - 1] for place in places if place <= DEPTH)
    return float(gained / _DISCOUNT[:wanted].sum())
