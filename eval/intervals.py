"""How sure a share or mean is, and whether two runs differ: Wilson, bootstrap over clusters, McNemar's exact test."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, comb, sqrt
from typing import NamedTuple

import numpy as np

Z = 1.96  # 95 %


class Share(NamedTuple):
    """hits of n; low and high: Wilson's 95 % interval."""

    value: float
    low: float
    high: float
    hits: int
    n: int


def share(outcomes: Sequence[bool]) -> Share | None:
    """None for nothing measured."""
    n, hits = len(outcomes), sum(outcomes)
    if not n:
        return None
    p = hits / n
    middle = p + Z * Z / (2 * n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    return Share(p, max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale), hits, n)


def mcnemar(gained: int, lost: int) -> float:
    """Two-sided exact p that as uneven a split of the changed answers comes by chance; 1.0 when none changed."""
    n = gained + lost
    tail = sum(comb(n, k) for k in range(min(gained, lost) + 1))
    return min(1.0, 2.0 * tail / (1 << n))


def quantile(values: Sequence[float], p: float) -> float | None:
    """The smallest value that a share p of all does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(p * len(ordered)) - 1)] if ordered else None


class Mean(NamedTuple):
    """low and high: a 95 % interval over clusters (`clustered`)."""

    value: float
    low: float
    high: float
    n: int


def clustered(values: Sequence[float], clusters: Sequence[str], *, rounds: int = 1000) -> Mean | None:
    """The mean with a bootstrap interval that draws whole clusters: questions about one report err together.

    clusters: of each value. None for nothing measured. The same values give the same interval.
    """
    if not values:
        return None
    sums: dict[str, list[float]] = {}
    for value, cluster in zip(values, clusters, strict=True):
        total = sums.setdefault(cluster, [0.0, 0.0])
        total[0] += value
        total[1] += 1
    pairs = np.array(list(sums.values()))
    drawn = np.random.default_rng(2026).integers(0, len(pairs), size=(rounds, len(pairs)))
    totals = pairs[drawn].sum(axis=1)
    means = np.sort(totals[:, 0] / totals[:, 1])
    low, high = means[int(0.025 * rounds)], means[min(rounds - 1, int(0.975 * rounds))]
    return Mean(sum(values) / len(values), float(low), float(high), len(values))
