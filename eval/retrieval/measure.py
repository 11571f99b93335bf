"""How early the right documents stand, and how sure a mean of it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.ranking import DEPTH, ndcg
from eval.retrieval.search import Scores

MEASURES = ("Recall@1", "Recall@5", "Recall@10", "MRR@10", "nDCG@10")
SAMPLES = 2_000  # of the bootstrap

Measured = dict[str, NDArray[np.float64]]  # measure → (questions,)


def measure(scores: Scores, relevant: Sequence[frozenset[str]]) -> Measured:
    """Every measure for every question, in 0…1. Recall: the share of its relevant documents."""
    rows = []
    for found, wanted in zip(scores, relevant, strict=True):
        ranked = sorted(found, key=lambda key: (-found[key], key))[:DEPTH]
        hits = [place for place, key in enumerate(ranked, 1) if key in wanted]
        recalls = [sum(place <= k for place in hits) / len(wanted) for k in (1, 5, 10)]
        rows.append([*recalls, 1 / hits[0] if hits else 0.0, ndcg(hits, len(wanted))])
    table = np.array(rows, dtype=np.float64)
    return {name: table[:, n] for n, name in enumerate(MEASURES)}


def interval(sets: Sequence[NDArray[np.float64]], seed: int = 1) -> tuple[float, float]:
    """95 % bootstrap interval of the mean over sets of each set's mean; questions are drawn within their set."""
    rng = np.random.default_rng(seed)
    means = [values[rng.integers(len(values), size=(SAMPLES, len(values)))].mean(axis=1) for values in sets]
    low, high = np.percentile(np.mean(means, axis=0), [2.5, 97.5])
    return float(low), float(high)
