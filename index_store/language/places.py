"""Units in text and in questions: what a text names, which known units a question means, which it does not
know.

Questions are typed in haste: without diacritics, without the level, a letter wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index_store.language.text import fold, has_diacritics
from index_store.language.toponyms import COMMON_PAIRS, PROVINCES, TOPONYM_SYLLABLES
from index_store.language.unit_names import (
    LEVELS,
    RANKS,
    FoundUnit,
    display_name,
    find_units,
    level_at,
    name_end,
    tokens,
)
from index_store.language.unit_reader import YEAR_WORD, QuestionReader, UnitMatch
from index_store.records import Unit

__all__ = ["LEVELS", "RANKS", "FoundUnit", "UnitMatch", "find_units", "match_units", "unknown_units"]

_AND = re.compile(r"\s*(?:và|với|hay|hoặc|so với)\s+", re.I)


def match_units(question: str, known: Sequence[Unit]) -> list[UnitMatch]:
    """The units among `known` that a question names, in its order; [] when it names none of them.

    The longest name wins ("Tân Phú Đông" is not "Tân Phú"), and so does one that goes on beyond a known name:
    "Châu Hưng Bắc" is not "Châu Hưng". A province in the question picks among units of one name.
    """
    return QuestionReader(question, tuple(known)).read()[0]


def unknown_units(question: str, known: Sequence[Unit]) -> list[Unit]:
    """The units that a question names but `known` does not hold, with their level ("" where none is said).

    A commune within a known district is returned too: whether it is foreign is for the caller to say. The
    province of a known unit is not unknown.
    """
    matches, found = QuestionReader(question, tuple(known)).read()
    taken = [(m.start, m.end) for m in matches] + [(f.start, f.end) for f in found]
    levels = [(m.end, m.candidates[0].level) for m in matches] + [(f.end, f.unit.level) for f in found]
    provinces = {fold(unit.province) for unit in known if unit.province}
    for unit in (*find_units(question), *_lower_case_units(question)):
        if not (unit.unit.level == "tỉnh" and fold(unit.unit.name) in provinces) and _free(unit, taken):
            found.append(unit)
            taken.append((unit.start, unit.end))
            levels.append((unit.end, unit.unit.level))
    found.extend(
        unit for end, level in levels for unit in _joined(question, end, level) if _free(unit, taken)
    )
    return list(dict.fromkeys(f.unit for f in sorted(found, key=lambda f: f.start)))


def _free(unit: FoundUnit, taken: Sequence[tuple[int, int]]) -> bool:
    return all(unit.end <= start or end <= unit.start for start, end in taken)


def _lower_case_units(question: str) -> Iterator[FoundUnit]:
    """ "huyen lam ha co bao nhieu ho": a level, then two or three syllables that names are made of."""
    words, marked = tokens(question), has_diacritics(question)
    for i in range(len(words)):
        level, size = level_at(words, i, marked)
        first = last = i + size
        unsure = not marked and level in ("tỉnh", "quận", "xã", "phường")
        if not level or (unsure and level != "tỉnh"):
            continue
        while last < len(words) and last - first < 3 and words[last].folded in TOPONYM_SYLLABLES:
            pair = tuple(w.folded for w in words[last : last + 2])
            year = pair[0] == "nam" and len(pair) > 1 and YEAR_WORD.match(pair[1])
            if pair in COMMON_PAIRS or year or question[words[last - 1].end : words[last].start].strip():
                break
            last += 1
        key = " ".join(w.folded for w in words[first:last])
        if last - first > 1 and (not unsure or key in PROVINCES):
            start, end = words[first].start, words[last - 1].end
            name = (
                PROVINCES.get(key, question[start:end].title())
                if level == "tỉnh"
                else question[start:end].title()
            )
            yield FoundUnit(Unit(name, level), words[i].start, end)


def _joined(question: str, at: int, level: str) -> Iterator[FoundUnit]:
    """ "huyện Tân Phú và Lâm Hà": the second name has the level of the first."""
    match, words = _AND.match(question, at), tokens(question)
    first = next((i for i, word in enumerate(words) if match and word.start == match.end()), None)
    if first is not None and first > 0 and not level_at(words, first, marked=True)[0]:
        last = name_end(question, words, first, level, shouted=False)
        if last - first > 1:
            start, end = words[first].start, words[last - 1].end
            yield FoundUnit(Unit(display_name(question[start:end]), level), start, end)
