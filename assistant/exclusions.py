"""Where a figure counts what excludes what was asked for: what is wrong, the opposite, the new for the whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant import word_cues
from assistant.matching import Columns
from assistant.understand import Need
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.records import Figure
from index_store.term_index import TermIndex

LEVELS: Final = frozenset({"level", "part", "target"})
_BEGINNING: Final = 20  # letters of a figure's words in which BASE is told


def excluding(need: Need, index: TermIndex, figures: Sequence[Figure]) -> Columns:
    """Where a figure counts another thing than was asked for: what is wrong, the opposite, the new for the whole.

    Of "kiểm tra 388 cơ sở, có 48 cơ sở không bảo đảm" the second is no answer to how many were inspected, all the
    less as the first counts premises too.
    """
    text = fold(need.text)
    said = f" {' '.join(map(fold, terms(need.text)))} "
    own, clause = index.figures[:, 0], index.figures[:, 1]
    asked = word_cues.FAULT.search(text) is not None
    held = np.logical_or.reduce([_with_phrase(index, phrase) for phrase in word_cues.FAULTS])
    wrong, in_clause = held[own], held[clause]
    levels = np.array([f.role in LEVELS for f in figures])
    counted = _by_unit(index, figures)
    sound = beside_in(counted, levels & ~wrong)
    opposed = np.zeros(len(figures), dtype=bool)
    for group in word_cues.OPPOSED:
        named = [
            names for names in group if any(f" {' '.join(terms(name))} " in said for name in names.split("|"))
        ]
        if len(named) == 1:
            others = [_with_any(index, names)[own] for names in group if names not in named]
            opposed |= np.logical_or.reduce(others) & ~_with_any(index, named[0])[own]
    base = np.array([_is_base(f.indicator[:_BEGINNING]) for f in figures])
    deeds = {deed for deed in word_cues.DEEDS if f" {' '.join(terms(deed))} " in said}
    asked_deed = np.logical_or.reduce([_with_phrase(index, deed) for deed in deeds] or [np.zeros_like(held)])
    other_deed = np.logical_or.reduce([_with_phrase(index, d) for d in word_cues.DEEDS if d not in deeds])
    total, added = word_cues.TOTAL.search(text) is not None, word_cues.ADDED.search(text) is not None
    has_total = index.with_folded("tong")[own]
    has_added = np.logical_or.reduce(
        [_with_phrase(index, p) for p in word_cues.ADDED_WORDS if p != "moi"]
        + [index.with_folded("moi") & ~index.with_pair("thon", "moi")]  # "nông thôn mới" is a name
    )[own]
    return {
        "fault_unasked": (wrong & (not asked)) * (1.0 + 2.0 * sound),
        "fault_lacking": (~wrong & asked) * (1.0 - 0.5 * in_clause),
        "opposed": opposed.astype(float),
        "whole_of_fault": (~wrong & levels & beside_in(counted, levels & wrong) & (not asked)).astype(float),
        "deed_unasked": (other_deed[own] & ~asked_deed[own]) * (1.0 if deeds else 0.0),
        "deed_for_stock": (other_deed[own] & (not deeds)).astype(float),
        "is_base": (base & (not total)) * (1.0 + beside_in(counted, levels & ~base)),
        "total_both": (has_total & total).astype(float),
        "added_unasked": (has_added & (not added)).astype(float),
        "added_lacking": (~has_added & added).astype(float),
    }


def _with_any(index: TermIndex, names: str) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.logical_or.reduce([_with_phrase(index, name) for name in names.split("|")])
    return found


def _with_phrase(index: TermIndex, phrase: str) -> NDArray[np.bool_]:
    """(texts,): which hold the words, folded, each beside the next."""
    words = terms(phrase)
    if len(words) == 1:
        return index.with_folded(words[0])
    found: NDArray[np.bool_] = np.logical_and.reduce([index.with_pair(a, b) for a, b in pairwise(words)])
    return found


@lru_cache(maxsize=4096)
def _is_base(beginning: str) -> bool:
    return word_cues.BASE.match(fold(beginning)) is not None


def _by_unit(index: TermIndex, figures: Sequence[Figure]) -> NDArray[np.intp]:
    """(figures,): the same number for figures of one sentence and unit."""
    units = {unit: n for n, unit in enumerate(dict.fromkeys(f.unit.lower() for f in figures))}
    numbers = np.array([units[f.unit.lower()] for f in figures], dtype=np.intp)
    return index.figure_sentences * len(units) + numbers


def beside_in(groups: NDArray[np.integer[Any]], marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(figures,): whether a figure of the same group, a sentence for example, is marked."""
    found: NDArray[np.bool_] = np.bincount(groups, weights=marked)[groups] > 0
    return found
