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

Phrase = tuple[str, ...]  # folded terms
Flags = NDArray[np.bool_]  # (figures,)
Groups = NDArray[np.integer[Any]]  # (figures,)

LEVELS: Final = frozenset({"level", "part", "target"})
_BEGINNING: Final = 20  # letters of a figure's words in which BASE is told


def excluding(need: Need, index: TermIndex, figures: Sequence[Figure]) -> Columns:
    """Where a figure counts another thing than was asked for: what is wrong, the opposite, the new for the whole."""
    levels = np.array([f.role in LEVELS for f in figures])
    counted = _by_unit(index, figures)
    return (
        _faults(need, index, levels, counted)
        | _opposites(need, index)
        | _deeds(need, index)
        | _wholes(need, index, figures, levels, counted)
        | _elsewhere(need, figures)
    )


def _faults(need: Need, index: TermIndex, levels: Flags, counted: Groups) -> Columns:
    """Of "kiểm tra 388 cơ sở, có 48 cơ sở không bảo đảm" the second is no answer to how many were inspected, all the
    less as the first counts premises too; and the first is one all the more.
    """
    asked = word_cues.FAULT.search(fold(need.text)) is not None
    held = index.with_any(_terms(word_cues.FAULTS))
    wrong, in_clause = held[index.figures[:, 0]], held[index.figures[:, 1]]
    sound_beside = beside_in(counted, levels & ~wrong)
    return {
        "fault_unasked": (wrong & (not asked)) * (1.0 + 2.0 * sound_beside),
        "fault_lacking": (~wrong & asked) * (1.0 - 0.5 * in_clause),
        "whole_of_fault": (~wrong & levels & beside_in(counted, levels & wrong) & (not asked)).astype(float),
    }


def _elsewhere(need: Need, figures: Sequence[Figure]) -> Columns:
    """Where a figure is of the whole province or country: "toàn tỉnh 152 giải" is no answer to how many a district
    held."""
    asked = word_cues.ELSEWHERE.search(fold(need.text)) is not None
    found = np.array([_is_elsewhere(f.indicator.partition(Figure.INHERITS)[0]) for f in figures])
    return {"elsewhere": (found & (not asked)).astype(float)}


@lru_cache(maxsize=8192)
def _is_elsewhere(own: str) -> bool:
    return word_cues.ELSEWHERE.search(fold(own)) is not None


def _opposites(need: Need, index: TermIndex) -> Columns:
    own, said = index.figures[:, 0], _said(need)
    opposed = np.zeros(len(own), dtype=bool)
    for group in word_cues.OPPOSED:
        kinds = [_terms(tuple(names.split("|"))) for names in group]
        named = [names for names in kinds if _among(names, said)]
        if len(named) == 1:
            others = [name for names in kinds if names not in named for name in names]
            opposed |= index.with_any(others)[own] & ~index.with_any(named[0])[own]
    return {"opposed": opposed.astype(float)}


def _deeds(need: Need, index: TermIndex) -> Columns:
    """Where a figure tells of another deed than the one asked about, or of any where only a stock is asked for:
    "kiểm tra 58 đảng viên", "kết nạp 29 đảng viên" beside "Đảng bộ có 3.500 đảng viên".
    """
    own = index.figures[:, 0]
    asked = _among(_terms(word_cues.DEEDS), _said(need))
    other = index.with_any(deed for deed in _terms(word_cues.DEEDS) if deed not in asked)[own]
    return {
        "deed_unasked": (other & bool(asked) & ~index.with_any(asked)[own]).astype(float),
        "deed_for_stock": (other & (not asked)).astype(float),
    }


def _wholes(
    need: Need, index: TermIndex, figures: Sequence[Figure], levels: Flags, counted: Groups
) -> Columns:
    """Wholes and what was added to them; and the base of a share: of "11 trên tổng số 13 xã" the second."""
    own, text = index.figures[:, 0], fold(need.text)
    total, added = word_cues.TOTAL.search(text) is not None, word_cues.ADDED.search(text) is not None
    base = np.array([_is_base(f.indicator[:_BEGINNING]) for f in figures])
    new = index.with_any(_terms(word_cues.NEW)) & ~index.with_any(_terms(word_cues.NEW_IN_A_NAME))
    has_added = (index.with_any(_terms(word_cues.ADDED_WORDS)) | new)[own]
    return {
        "is_base": (base & (not total)) * (1.0 + beside_in(counted, levels & ~base)),
        "total_both": (index.with_folded("tong")[own] & total).astype(float),
        "added_unasked": (has_added & (not added)).astype(float),
        "added_lacking": (~has_added & added).astype(float),
    }


def _said(need: Need) -> str:
    """The question's terms, folded, a blank at each end."""
    return f" {' '.join(map(fold, terms(need.text)))} "


def _among(phrases: Sequence[Phrase], said: str) -> list[Phrase]:
    return [phrase for phrase in phrases if f" {' '.join(phrase)} " in said]


@cache
def _terms(phrases: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The phrases of a table as terms: ("xay", "moi") of "xay moi"."""
    return tuple(terms(phrase) for phrase in phrases)


@lru_cache(maxsize=4096)
def _is_base(beginning: str) -> bool:
    return word_cues.BASE.match(fold(beginning)) is not None


def _by_unit(index: TermIndex, figures: Sequence[Figure]) -> Groups:
    """(figures,): the same number for figures of one sentence and unit."""
    units = {unit: n for n, unit in enumerate(dict.fromkeys(f.unit.lower() for f in figures))}
    numbers = np.array([units[f.unit.lower()] for f in figures], dtype=np.intp)
    return index.figure_sentences * len(units) + numbers


def beside_in(groups: Groups, marked: Flags) -> Flags:
    """(figures,): whether a figure of the same group, a sentence for example, is marked."""
    found: Flags = np.bincount(groups, weights=marked)[groups] > 0
    return found
