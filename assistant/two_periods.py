"""Two periods of one unit side by side: which figure of the one is the same indicator's as which of the other. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index_store.catalogue import Contents
from index_store.term_index import ZONES

# Set by hand, checked on the gold of invented shelves: what a zone's words weigh, how alike two figures must be, and
# how far the likest one must be ahead of the next.
_WEIGHTS: Final = {"own": 0.5, "clause": 0.2, "head": 0.1, "heading": 0.1, "anchor": 0.1}
ALIKE: Final = 0.5
AHEAD: Final = 0.05

Floats = NDArray[np.float64]


Pair = tuple[int, int]  # the same indicator's figures, by their numbers in the first and the second report


def pair_figures(first: Contents, second: Contents) -> list[Pair]:
    """Figures of the same indicator, role and measure, in the second report's order; what is not sure is left out."""
    groups: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, contents in enumerate((first, second)):
        for number, figure in enumerate(contents.figures):
            groups[figure.unit_base, figure.role][side].append(number)
    found = [pair for own, other in groups.values() for pair in _matched(first, own, second, other)]
    return sorted(found, key=lambda pair: pair[1])


def _matched(first: Contents, own: Sequence[int], second: Contents, other: Sequence[int]) -> Iterator[Pair]:
    """Those that are each other's likest, and clearly so."""
    if not own or not other:
        return
    alike = sum(
        (
            weight * _overlap(first, own, second, other, ZONES.index(zone))
            for zone, weight in _WEIGHTS.items()
        ),
        np.zeros((len(own), len(other))),
    )
    best = alike.argmax(axis=1)
    for a, b in enumerate(best.tolist()):
        score = alike[a, b]
        rivals = max(np.delete(alike[a], b).max(initial=-1.0), np.delete(alike[:, b], a).max(initial=-1.0))
        if score >= ALIKE and score - rivals >= AHEAD:
            yield own[a], other[b]


def _overlap(
    first: Contents, own: Sequence[int], second: Contents, other: Sequence[int], zone: int
) -> Floats:
    """(own, other): the share of their words in this zone that two figures have in common; 1 where neither has any."""
    places: dict[str, int] = {}
    rows = [_words(first, n, zone) for n in own]
    columns = [_words(second, n, zone) for n in other]
    for words in (*rows, *columns):
        for word in words:
            places.setdefault(word, len(places))
    left, right = _incidence(rows, places), _incidence(columns, places)
    common = left @ right.T
    total = left.sum(axis=1)[:, None] + right.sum(axis=1)[None, :] - common
    return np.where(total > 0, common / np.maximum(total, 1.0), 1.0)


def _incidence(texts: Sequence[frozenset[str]], places: dict[str, int]) -> Floats:
    found = np.zeros((len(texts), len(places)))
    for n, words in enumerate(texts):
        found[n, [places[word] for word in words]] = 1.0
    return found


def _words(contents: Contents, figure: int, zone: int) -> frozenset[str]:
    index = contents.terms
    text = index.figures[figure, zone]
    at = slice(int(index.starts[text]), int(index.starts[text + 1]))
    tokens = index.tokens[at][index.telling[at]].tolist()
    return frozenset(index.folded[token] for token in tokens)
