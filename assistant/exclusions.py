"""Where a figure counts what excludes what was asked for: what is wrong, the opposite, the new for the whole. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant import exclusion_words as words
from assistant import weights as w
from assistant import word_cues
from assistant.figure_table import FigureTable, Flags, Groups, Phrase, phrases
from assistant.matching import Columns
from assistant.understand import Need
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.records import Passage
from index_store.term_index import ZONES, TermIndex

_FOR_ONE = re.compile(r"(?:đồng|tấn|tạ|kg|lít|con|người)/")  # "7.000 đồng/m3"
_Names = tuple[Phrase, ...]  # of one thing
_MEASURES = {("dien", "tich"), ("san", "luong")}  # which a figure's unit tells, too


def excluding(need: Need, index: TermIndex, table: FigureTable) -> Columns:
    """Where a figure counts another thing than was asked for: what is wrong, the opposite, the new for the whole."""
    asked = _asked(need.text, need.terms)
    return (
        _faults(need, index, table)
        | _opposites(asked, need, index, table)
        | _deeds(asked, index)
        | _wholes(need, index, table)
        | _elsewhere(need, table)
    )


def _faults(need: Need, index: TermIndex, table: FigureTable) -> Columns:
    """Of "kiểm tra 388 cơ sở, có 48 cơ sở không bảo đảm" the second is no answer to how many were inspected, all the
    less as the first counts premises too; and the first is one all the more.
    """
    asked = bool(word_cues.FAULT.search(need.said) or word_cues.NOT_ASKED.search(need.text))
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


def _opposites(asked: _Asked, need: Need, index: TermIndex, table: FigureTable) -> Columns:
    """What a figure's own words exclude; where these say neither, its clause and the beginning of its sentence; and
    where nothing around it is of the kind that is asked for.
    """
    own, around = index.figures[:, 0], index.figures[:, [ZONES.index("clause"), ZONES.index("head")]]
    opposed = index.with_any(asked.excluded)[own] | _undone(need, index)[own]
    measure = need.slots[0].unit_class  # hectares beside a yield are an area, whatever stands around them
    measured = table.of_unit([measure in ("area", "mass") and kind == measure for kind in table.classes])
    for named, others in asked.opposed:
        holding = index.with_any(named)
        opposed |= index.with_any(others)[own] & ~holding[own]
        if all(name[1:] for name in named):  # a word of one syllable may be another there
            told = index.with_any(name for name in others if name[1:])[around].any(axis=1)
            told &= ~holding[index.figures].any(axis=1)
            opposed |= told & ~measured if _MEASURES & set(named) else told
    against = opposed.astype(float)
    if lacking := _kinds_lacking(asked, need, index):
        listed = len(need.slots) > 1 or words.LISTING.search(need.text)
        against += w.NO_KIND * (np.logical_and if listed else np.logical_or).reduce(lacking)
    if words.PER_ONE.search(fold(need.text)):
        for_one = table.of_unit([bool(_FOR_ONE.search(unit)) for unit in table.units]).astype(bool)
        against += w.NO_KIND * ~(for_one | index.with_any(phrases(words.FOR_ONE))[around].any(axis=1))
    return {"opposed": against}


def _undone(need: Need, index: TermIndex) -> Flags:
    """(texts,): which tell of what is not done yet, where what is done is asked for: "đã xử lý 34 vụ, còn 6 vụ chưa xử
    lý"."""
    done = word_cues.DONE_ASKED.search(fold(need.text)) and not word_cues.NOT_ASKED.search(need.text)
    return np.asarray(index.with_term("chưa")) & bool(done)


def names_kinds(need: Need, passage: Passage) -> bool:
    """Whether a passage, or what stands above it, names the kinds of the thing that the question asks for."""
    asked = _asked(need.text, need.terms)
    told = terms(f"{passage.context} {passage.anchor} {passage.text}")
    around = f" {' '.join(map(fold, told))} "
    named = all(any(f" {' '.join(name)} " in around for name in kind) for kind in asked.kinds)
    asks_for_one = words.PER_ONE.search(fold(need.text)) is not None
    for_one = any(f" {name} " in around for name in words.FOR_ONE) or _FOR_ONE.search(passage.text)
    return named and bool(for_one or not asks_for_one) and all(sort in told for sort in _sorts(need))


def _sorts(need: Need) -> list[str]:
    return [sort for sort in words.SORTS if need.marked and sort in need.terms]


def _kinds_lacking(asked: _Asked, need: Need, index: TermIndex) -> list[Flags]:
    """For each kind that a question asks for the figures that nothing of it stands around."""
    masks = [*map(index.with_any, asked.kinds), *map(index.with_term, _sorts(need))]
    lacking: list[Flags] = [~np.asarray(mask[index.figures].any(axis=1)) for mask in masks]
    return lacking


def _deeds(asked: _Asked, index: TermIndex) -> Columns:
    """Where a figure tells of another deed than the one asked about, or of any where only a stock is asked for:
    "kiểm tra 58 đảng viên", "kết nạp 29 đảng viên" beside "Đảng bộ có 3.500 đảng viên".
    """
    own = index.figures[:, 0]
    other, named = index.with_any(asked.other_deeds)[own], bool(asked.deeds)
    return {
        "deed_unasked": (other & named & ~index.with_any(asked.deeds)[own]).astype(float),
        "deed_for_stock": (other & (not named)).astype(float),
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of the tables in exclusion_words.py a question names, and what that excludes; folded terms."""

    opposed: tuple[tuple[_Names, _Names], ...]  # what is asked for, and what it excludes
    excluded: _Names  # a degree, or what befell some of a stock, that is not asked for
    kinds: tuple[_Names, ...]  # asked for
    deeds: _Names
    other_deeds: _Names


@lru_cache(maxsize=256)
def _asked(text: str, kept: tuple[str, ...]) -> _Asked:
    """Of a question's text and its terms, also those of the turns before: the same for every report."""
    said = f" {' '.join(map(fold, (*terms(text), *kept)))} "
    alone = words.COMPOUNDS.sub("", said)  # where words of one syllable are looked for

    def named(names: Sequence[Phrase]) -> bool:
        return any(f" {' '.join(name)} " in (said if name[1:] else alone) for name in names)

    opposed = []
    for group in words.OPPOSED:
        kinds = [phrases(tuple(names.split("|"))) for names in group]
        found = [names for names in kinds if named(names)]
        if len(found) == 1:
            others = tuple(name for names in kinds if names is not found[0] for name in names)
            opposed.append((found[0], others))
    excluded = [degree for degree in phrases(words.DEGREES) if not named([degree])]
    befallen = phrases(words.BEFALLEN)
    if words.STOCK.search(said) and not named(befallen):
        excluded += befallen
    thing = f" {' '.join(map(fold, kept))} "  # without the scope: a district may be called Đông Xuân
    kinds = [phrases(tuple(names.split("|"))) for names in words.KINDS]
    deeds = [phrases(tuple(names.split("|"))) for names in words.DEEDS]
    asked = tuple(name for names in deeds if named(names) for name in names)
    other = tuple(name for names in deeds for name in names if name not in asked)
    return _Asked(
        tuple(opposed),
        tuple(excluded),
        tuple(kind for kind in kinds if f" {' '.join(kind[0])} " in thing),
        asked,
        other,
    )


def beside_in(groups: Groups, marked: Flags) -> Flags:
    """(figures,): whether a figure of the same group, a sentence for example, is marked."""
    found: Flags = np.bincount(groups, weights=marked)[groups] > 0
    return found
