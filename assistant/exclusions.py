"""Where a figure counts what excludes what was asked for: what is wrong, the opposite, the new for the whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
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

    def is_said(phrase: tuple[str, ...]) -> bool:
        return f" {' '.join(phrase)} " in said

    own, clause = index.figures[:, 0], index.figures[:, 1]
    asked = word_cues.FAULT.search(text) is not None
    held = index.with_any(_folded(word_cues.FAULTS))
    wrong, in_clause = held[own], held[clause]
    levels = np.array([f.role in LEVELS for f in figures])
    counted = _by_unit(index, figures)
    sound = beside_in(counted, levels & ~wrong)
    opposed = np.zeros(len(figures), dtype=bool)
    for group in word_cues.OPPOSED:
        kinds = [_folded(tuple(names.split("|"))) for names in group]
        named = [names for names in kinds if any(map(is_said, names))]
        if len(named) == 1:
            others = [name for names in kinds if names not in named for name in names]
            opposed |= index.with_any(others)[own] & ~index.with_any(named[0])[own]
    base = np.array([_is_base(f.indicator[:_BEGINNING]) for f in figures])
    deeds = set(filter(is_said, _folded(word_cues.DEEDS)))
    other_deed = index.with_any(d for d in _folded(word_cues.DEEDS) if d not in deeds)[own]
    total, added = word_cues.TOTAL.search(text) is not None, word_cues.ADDED.search(text) is not None
    has_total = index.with_folded("tong")[own]
    new = index.with_any(_folded(word_cues.NEW)) & ~index.with_any(_folded(word_cues.NEW_IN_A_NAME))
    has_added = (index.with_any(_folded(word_cues.ADDED_WORDS)) | new)[own]
    return {
        "fault_unasked": (wrong & (not asked)) * (1.0 + 2.0 * sound),
        "fault_lacking": (~wrong & asked) * (1.0 - 0.5 * in_clause),
        "opposed": opposed.astype(float),
        "whole_of_fault": (~wrong & levels & beside_in(counted, levels & wrong) & (not asked)).astype(float),
        "deed_unasked": (other_deed & bool(deeds) & ~index.with_any(deeds)[own]).astype(float),
        "deed_for_stock": (other_deed & (not deeds)).astype(float),
        "is_base": (base & (not total)) * (1.0 + beside_in(counted, levels & ~base)),
        "total_both": (has_total & total).astype(float),
        "added_unasked": (has_added & (not added)).astype(float),
        "added_lacking": (~has_added & added).astype(float),
    }


@cache
def _folded(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The phrases of a table as terms: ("xây", "mới") of "xay moi"."""
    return tuple(terms(phrase) for phrase in phrases)


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
