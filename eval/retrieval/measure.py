"""How early the right documents stand, and how sure a mean of it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.retrieval.search import Scores

MEASURES = ("Recall@1", "Recall@5", "Recall@10", "MRR@10", "nDCG@10")
SAMPLES = 2_000  # of the bootstrap
_DISCOUNT = 1 / np.log2(np.arange(10) + 2)

Measured = dict[str, NDArray[np.float64]]  # measure → (questions,)


def measure(scores: Scores, relevant: Sequence[frozenset[str]]) -> Measured:
    """Every measure for every question, in 0…1. Recall: the share of its relevant documents."""
    rows = []
    for found, wanted in zip(scores, relevant, strict=True):
        ranked = sorted(found, key=lambda key: (-found[key], key))[:10]
        hits = np.array([key in wanted for key in ranked] + [False] * (10 - len(ranked)))
        first = int(hits.argmax()) if hits.any() else -1
        ideal = _DISCOUNT[: len(wanted)].sum()
        recalls = [hits[:k].sum() / len(wanted) for k in (1, 5, 10)]
        rows.append([*recalls, 1 / (first + 1) if first >= 0 else 0.0, (hits * _DISCOUNT).sum() / ideal])
    table = np.array(rows, dtype=np.float64)
    return {name: table[:, n] for n, name in enumerate(MEASURES)}


def interval(sets: Sequence[NDArray[np.float64]], seed: int = 1) -> tuple[float, float]:
    """95 % bootstrap interval of the mean over sets of each set's mean; questions are drawn within their set."""
    rng = np.random.default_rng(seed)
    means = [values[rng.integers(len(values), size=(SAMPLES, len(values)))].mean(axis=1) for values in sets]
    low, high = np.percentile(np.mean(means, axis=0), [2.5, 97.5])
    return float(low), float(high)
