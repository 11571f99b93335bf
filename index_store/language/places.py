"""Which of the known units a question names, typed in haste: without diacritics, level or a letter.

`find_units` and the levels of units are at hand here too; they come from `unit_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from index_store.language.text import fold, has_diacritics, normalise
from index_store.language.toponyms import COMMON_PAIRS, DIRECTIONS, TOPONYM_SYLLABLES
from index_store.language.unit_names import (
    ABBREVIATIONS,
    LEVELS,
    NOT_IN_NAMES,
    PROVINCES,
    RANKS,
    FoundUnit,
    Token,
    display_name,
    find_units,
    level_at,
    name_key,
    tokens,
)
from index_store.records import Unit

__all__ = ["LEVELS", "RANKS", "FoundUnit", "UnitMatch", "find_units", "match_units", "unknown_units"]

_FUZZY_LETTERS = 6  # shorter names differ from each other by one letter too often
_FUZZY_LETTERS_BARE = 9  # the same for a name in lower case without its level
_LEVEL_BEFORE = {**{k.lower(): v for k, v in ABBREVIATIONS.items()}}
_AFTER_A_NAME = re.compile(r"\s*[,(–-]?\s*(?:(?:thuộc|của|ở|thuoc|cua|o)\s+)?(?:tỉnh|tinh|t\.|thành phố|tp\.?)?\s*", re.I)
_AND = re.compile(r"\s*(?:và|với|hay|hoặc|so với|va|voi|hoac)\s+", re.I)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A known unit named in a question. Several candidates: the question does not say which one.

    exact: False when a letter, a mark or the kind of level had to be forgiven; a notice should then say so.
    """

    candidates: tuple[Unit, ...]
    start: int  # offsets of the name with its level and province
    end: int
    exact: bool

    @property
    def unit(self) -> Unit | None:
        return self.candidates[0] if len(self.candidates) == 1 else None


def match_units(question: str, known: Sequence[Unit]) -> list[UnitMatch]:
    """The units among `known` that a question names, in its order; [] when it names none of them.

    The longest name wins ("Tân Phú Đông" is not "Tân Phú"), and so does one that goes on beyond a known name:
    "Châu Hưng Bắc" is not "Châu Hưng". A province in the question picks among units of one name.
    """
    return _read(question, tuple(known))[0]


def unknown_units(question: str, known: Sequence[Unit]) -> list[Unit]:
    """The units that a question names but `known` does not hold, with their level ("" where none is said).

    A commune within a known district is returned too: whether it is foreign is for the caller to say. The province
    of a known unit is not unknown.
    """
    matches, refused = _read(question, tuple(known))
    taken = [(m.start, m.end) for m in matches] + [(f.start, f.end) for f in refused]
    provinces = {fold(unit.province) for unit in known if unit.province}
    found = list(refused)
    for unit in (*find_units(question), *_lower_case_units(question)):
        free = all(unit.end <= start or end <= unit.start for start, end in taken)
        if free and not (unit.unit.level == "tỉnh" and fold(unit.unit.name) in provinces):
            found.append(unit)
            taken.append((unit.start, unit.end))
    found.extend(_listed_with(question, taken, [m.candidates[0] for m in matches] + [f.unit for f in found]))
    unique = dict.fromkeys(f.unit for f in sorted(found, key=lambda f: f.start))
    return list(unique)


@dataclass(frozen=True, slots=True)
class _Index:
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Unit, ...]]]]
    near: dict[str, list[tuple[str, tuple[Unit, ...]]]]  # a name less one letter → names, written together
    provinces: dict[tuple[str, ...], str] = field(default_factory=dict)


@lru_cache(maxsize=8)
def _index(known: tuple[Unit, ...]) -> _Index:
    named: dict[tuple[str, ...], list[Unit]] = {}
    for unit in known:
        if key := name_key(unit.name):
            named.setdefault(key, []).append(unit)
    index = _Index({}, {})
    for key, units in named.items():
        index.by_first.setdefault(key[0], []).append((key, tuple(dict.fromkeys(units))))
        joined = "".join(key)
        if len(joined) >= _FUZZY_LETTERS:
            for part in _less_one_letter(joined):
                index.near.setdefault(part, []).append((joined, tuple(dict.fromkeys(units))))
    index.provinces.update({tuple(key.replace("-", " ").split()): name for key, name in PROVINCES.items()})
    index.provinces.update({name_key(unit.province): unit.province for unit in known if unit.province})
    return index


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the question that may be a known name: words first to last (exclusive)."""

    first: int
    last: int
    units: tuple[Unit, ...]
    level: str
    level_words: int
    exact: bool


def _read(question: str, known: tuple[Unit, ...]) -> tuple[list[UnitMatch], list[FoundUnit]]:
    """What matches, and what looks like a known unit but is another one."""
    index, words, marked = _index(known), tokens(question), has_diacritics(question)
    spots = [s for s in _spots(question, words, index, marked) if s.units]
    chosen: list[_Spot] = []
    for spot in sorted(spots, key=lambda s: (s.first - s.last, not s.exact, not s.level)):
        if all(spot.last <= other.first or other.last <= spot.first for other in chosen):
            chosen.append(spot)
    covered = {i for spot in chosen for i in range(spot.first, spot.last)}
    chosen.extend(_misspelt(question, words, index, covered, marked))
    matches, refused = [], []
    provinces = _provinces(words, index, {i for spot in chosen for i in range(spot.first, spot.last)})
    owned: set[int] = set()
    for spot in sorted(chosen, key=lambda s: s.first):
        found = _resolve(question, words, spot, provinces, index, marked, owned)
        if isinstance(found, UnitMatch):
            matches.append(found)
        elif found is not None:
            refused.append(found)
    spans = [(m.start, m.end) for m in matches] + [(f.start, f.end) for f in refused]
    inside = lambda a, b: any(a[0] < s[0] + 0 and False for s in ()) or (b[0] <= a[0] and a[1] <= b[1] and a != b)  # noqa: E731
    matches = [m for m in matches if not any(inside((m.start, m.end), s) for s in spans)]
    return matches, refused
