"""What was found as two Markdown tables: how good each way of searching is, and what each weight of meaning adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.weights import FUSION_DENSE
from eval.retrieval.measure import MEASURES, Measured, interval, measure
from eval.retrieval.search import Scores, fused
from eval.retrieval.sets import published

WEIGHTS = tuple(sorted({0.1, 0.2, 0.3, 0.5, 0.7, 1.0, FUSION_DENSE}))  # of meaning beside words


@dataclass(frozen=True)
class Searched:
    """A set of questions typed in one way, and what was found; reranked: the fused once more, by a cross-encoder."""

    name: str
    documents: int
    typed: str  # "as written", "no diacritics"
    words: Scores
    meaning: Scores
    relevant: Sequence[frozenset[str]]
    reranked: Scores | None = None


def tables(searched: Sequence[Searched]) -> str:
    """In %; every set is there in the same ways of typing."""
    quality = [
        _row("set", "documents", "questions", "found by", *MEASURES, "nDCG@10, 95 %"),
        _row("---", "---:", "---:", "---", *["---:"] * len(MEASURES), "---:"),
    ]
    for one in searched:
        quality += _quality(one)
    ways = list(dict.fromkeys(one.typed for one in searched))
    names = list(dict.fromkeys(one.name for one in searched))
    gains = [
        _row("weight", "questions", *names, "mean change of nDCG@10", "95 %"),
        _row("---:", "---", *["---:"] * len(names), "---:", "---:"),
    ]
    for typed in ways:
        own = [one for one in searched if one.typed == typed]
        gains += [_gain(weight, typed, [_change(one, weight) for one in own]) for weight in WEIGHTS]
    return "\n".join([*quality, "", *gains])


def _quality(one: Searched) -> Iterator[str]:
    both = fused(one.words, one.meaning, FUSION_DENSE)
    ways = {"words": one.words, "meaning": one.meaning, f"words + {FUSION_DENSE} meaning": both}
    if one.reranked is not None:
        ways["the same, put in order by a cross-encoder"] = one.reranked
    for how, scores in ways.items():
        yield _measured(one, f"{how}, {one.typed}", measure(scores, one.relevant))
    if one.typed == "as written":
        for other in published(one.name):
            figures = (other.recall_1, other.recall_5, other.recall_10, other.mrr_10, other.ndcg_10)
            yield _row(one.name, "", "", f"{other.system}, published ({other.source})", *figures, "")


def _measured(one: Searched, how: str, measured: Measured) -> str:
    low, high = interval([measured["nDCG@10"]])
    means = [_points(measured[name].mean()) for name in MEASURES]
    asked = len(one.relevant)
    return _row(one.name, one.documents, asked, how, *means, f"{_points(low)}-{_points(high)}")


def _change(one: Searched, weight: float) -> NDArray[np.float64]:
    """(questions,): what the weight adds to nDCG@10 by words alone."""
    alone = measure(one.words, one.relevant)["nDCG@10"]
    return measure(fused(one.words, one.meaning, weight), one.relevant)["nDCG@10"] - alone


def _gain(weight: float, typed: str, changes: Sequence[NDArray[np.float64]]) -> str:
    """The mean of each set with its own interval, and over all."""
    means = [change.mean() for change in changes]
    return _row(
        weight, typed, *(f"{_signed(c.mean())} ({_span([c])})" for c in changes), _signed(np.mean(means)),
        _span(changes),
    )  # fmt: skip


def _span(changes: Sequence[NDArray[np.float64]]) -> str:
    low, high = interval(changes)
    return f"{_signed(low)} to {_signed(high)}"


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(c) for c in cells) + " |"


def _points(value: float) -> str:
    return f"{100 * value:.1f}"


def _signed(value: float) -> str:
    return f"{100 * value:+.1f}"
