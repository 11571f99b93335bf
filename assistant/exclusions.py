"""Where a figure counts what excludes what was asked for: what is wrong, the opposite, the new for the whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant import word_cues
from assistant.figure_table import FigureTable, Flags, Groups, Phrase, phrases
from assistant.matching import Columns
from assistant.understand import Need
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.term_index import ZONES, TermIndex


def excluding(need: Need, index: TermIndex, table: FigureTable) -> Columns:
    """Where a figure counts another thing than was asked for: what is wrong, the opposite, the new for the whole."""
    said = _said(need)
    return (
        _faults(need, index, table)
        | _opposites(said, index)
        | _deeds(said, index)
        | _wholes(need, index, table)
        | _elsewhere(need, table)
    )


def _faults(need: Need, index: TermIndex, table: FigureTable) -> Columns:
    """Of "kiểm tra 388 cơ sở, có 48 cơ sở không bảo đảm" the second is no answer to how many were inspected, all the
    less as the first counts premises too; and the first is one all the more.
    """
    asked = bool(word_cues.FAULT.search(need.said) or word_cues.LACKED.search(need.text))
    wrong, in_clause = table.faults[index.figures[:, 0]], table.faults[index.figures[:, 1]]
    levels, counted = table.levels, table.counted
    sound_beside = beside_in(counted, levels & ~wrong)
    return {
        "fault_unasked": (wrong & (not asked)) * (1.0 + 2.0 * sound_beside),
        "fault_lacking": (~wrong & asked) * (1.0 - 0.5 * in_clause),
        "whole_of_fault": (~wrong & levels & beside_in(counted, levels & wrong) & (not asked)).astype(float),
    }


def _elsewhere(need: Need, table: FigureTable) -> Columns:
    """Where a figure is of the whole province or country: "toàn tỉnh 152 giải" is no answer to how many a district
    held."""
    asked = word_cues.ELSEWHERE.search(need.said) is not None
    return {"elsewhere": (table.elsewhere & (not asked)).astype(float)}


def _opposites(said: str, index: TermIndex) -> Columns:
    """What a figure's own words exclude; where these say neither, its clause and the beginning of its sentence."""
    own, around = index.figures[:, 0], index.figures[:, [ZONES.index("clause"), ZONES.index("head")]]
    opposed = np.zeros(len(own), dtype=bool)
    for group in word_cues.OPPOSED:
        kinds = [phrases(tuple(names.split("|"))) for names in group]
        named = [names for names in kinds if _among(names, said)]
        if len(named) == 1:
            others = [name for names in kinds if names not in named for name in names]
            opposed |= index.with_any(others)[own] & ~index.with_any(named[0])[own]
            if all(name[1:] for name in named[0]):  # a word of one syllable may be another there
                told = index.with_any(name for name in others if name[1:])[around].any(axis=1)
                opposed |= told & ~index.with_any(named[0])[index.figures].any(axis=1)
    degrees = phrases(word_cues.DEGREES)
    opposed |= index.with_any([d for d in degrees if d not in _among(degrees, said)])[own]
    befallen = phrases(word_cues.BEFALLEN)
    if word_cues.STOCK.search(said) and not _among(befallen, said):
        opposed |= index.with_any(befallen)[own]
    return {"opposed": opposed.astype(float)}


def _deeds(said: str, index: TermIndex) -> Columns:
    """Where a figure tells of another deed than the one asked about, or of any where only a stock is asked for:
    "kiểm tra 58 đảng viên", "kết nạp 29 đảng viên" beside "Đảng bộ có 3.500 đảng viên".
    """
    own = index.figures[:, 0]
    deeds = [phrases(tuple(names.split("|"))) for names in word_cues.DEEDS]
    asked = [name for names in deeds if _among(names, said) for name in names]
    other = index.with_any(name for names in deeds for name in names if name not in asked)[own]
    return {
        "deed_unasked": (other & bool(asked) & ~index.with_any(asked)[own]).astype(float),
        "deed_for_stock": (other & (not asked)).astype(float),
    }


def _wholes(need: Need, index: TermIndex, table: FigureTable) -> Columns:
    """Wholes and what was added to them; and the base of a share: of "11 trên tổng số 13 xã" the second."""
    own, text = index.figures[:, 0], need.said
    total, added = word_cues.TOTAL.search(text) is not None, word_cues.ADDED.search(text) is not None
    base, has_added = table.base, table.added[own]
    return {
        "is_base": (base & (not total)) * (1.0 + beside_in(table.counted, table.levels & ~base)),
        "total_both": (index.with_folded("tong")[own] & total).astype(float),
        "added_unasked": (has_added & (not added)).astype(float),
        "added_lacking": (~has_added & added).astype(float),
    }


def _said(need: Need) -> str:
    """The question's terms, folded, a blank at each end."""
    return f" {' '.join(map(fold, (*terms(need.text), *need.terms)))} "


def _among(known: Sequence[Phrase], said: str) -> list[Phrase]:
    alone = word_cues.COMPOUNDS.sub("", said)  # where words of one syllable are looked for
    return [phrase for phrase in known if f" {' '.join(phrase)} " in (said if phrase[1:] else alone)]


def beside_in(groups: Groups, marked: Flags) -> Flags:
    """(figures,): whether a figure of the same group, a sentence for example, is marked."""
    found: Flags = np.bincount(groups, weights=marked)[groups] > 0
    return found
