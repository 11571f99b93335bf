"""How the terms of a question are found in the texts of a report. Pure.

A term counts by how rare it is in the report; one that only means nearly the same counts for less.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant import weights as w
from assistant.understand import Need, Slot
from index_store.language.terms import related, stop_words
from index_store.language.text import fold
from index_store.term_index import TermIndex

Floats = NDArray[np.float64]
Columns = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Matches:
    """How the question's terms are found in each text of a report."""

    weights: Floats  # (terms,): what each weighs
    exact: Floats  # (terms, texts): 1, or less where only the folded form is equal
    soft: Floats  # (terms, texts): the same, with related words counted for less
    pairs: Floats  # (texts,): share of the weight of the question's neighbours
    asked: Floats  # (texts,): the rarity of a text's telling tokens that the question has

    def share(self, found: Floats) -> Floats:
        """Share of the question's weight; found: (terms, …) gives (…)."""
        total = self.weights.sum()
        shares: Floats = (
            np.tensordot(self.weights, found, axes=1) / total if total else np.zeros(found.shape[1:])
        )
        return shares


@lru_cache(maxsize=4096)
def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase without its stop words, which a figure's own words lack; whole when it has no others."""
    plain = zip(words, stop_words(words, folded=False), strict=True)
    return tuple(word for word, stop in plain if not stop) or words


def _texts_with(word: str, index: TermIndex, marked: bool) -> NDArray[np.bool_]:
    """(texts,): where a word stands; as it is written, where the report knows it so: "chi" is no "chỉ"."""
    return index.with_term(word) if marked and index.has(word) else index.with_folded(fold(word))


def match(need: Need, slot: Slot | None, index: TermIndex) -> Matches:
    """Look the question's terms up in every text of a report."""
    own = slot.terms if slot else frozenset()
    beside = w.APART if slot and slot.apart else w.BESIDE
    texts = len(index.starts) - 1
    weights, exact = np.zeros(len(need.terms)), np.zeros((len(need.terms), texts))
    known: dict[
        str, tuple[float, NDArray[np.bool_]]
    ] = {}  # folded → its rarity, the texts where it is asked for
    for i, term in enumerate(need.terms):
        rarity, typed = index.weight(term), index.with_term(term)
        folded = _texts_with(term, index, need.marked)
        exact[i] = np.where(typed, 1.0, folded * (w.FOLDED if need.marked else w.FOLDED_UNMARKED))
        if term not in need.light_terms:
            known[fold(term)] = (rarity, folded.astype(bool))
        weights[i] = rarity * (w.WEAK if term in need.weak_terms else 1.0)
        weights[i] *= w.LIGHT if term in need.light_terms else 1.0
        weights[i] *= beside if own and term not in own else 1.0
    soft = exact.copy()
    for start, end, alternatives in related(need.terms, folded=not need.marked):
        for words in map(_telling, alternatives):
            there = np.logical_and.reduce([_texts_with(word, index, need.marked) for word in words])
            soft[start:end] = np.maximum(soft[start:end], there * w.RELATED)
            for word in words:
                rarity, before = known.get(fold(word), (index.weight(word), np.zeros(texts, dtype=bool)))
                known[fold(word)] = (rarity, before | there)
    asked = np.zeros(texts) + sum(there * rarity for rarity, there in known.values())
    pairs, total, minor = np.zeros(texts), 0.0, need.weak_terms | need.light_terms
    for first, second in need.pairs:
        value = index.weight(first) + index.weight(second)
        value *= beside if own and not {first, second} <= own else 1.0
        value *= w.WEAK if {first, second} & minor else 1.0
        pairs += index.with_pair(first, second) * value
        total += value
    matches = Matches(weights, exact, soft, pairs / (total or 1.0), asked)
    return matches if total else Matches(weights, exact, soft, matches.share(exact), asked)
