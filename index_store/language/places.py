"""Units in text and in questions: what a text names, which known units a question means, which it does not
know.

Questions are typed in haste: without diacritics, without the level, a letter wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index_store.language.text import fold
from index_store.language.unit_names import LEVELS, RANKS, FoundUnit, find_units
from index_store.language.unit_reader import QuestionReader, UnitMatch
from index_store.language.unknown_units import capitals_alone, joined, with_a_level
from index_store.records import Unit

__all__ = [
    "LEVELS",
    "RANKS",
    "FoundUnit",
    "UnitMatch",
    "UnitReading",
    "find_units",
    "match_units",
    "read_units",
    "unknown_units",
]


@dataclass(frozen=True, slots=True)
class UnitReading:
    """What a question says of places: known units, unknown ones, and provinces of known units that stand
    without a unit of theirs; each in the question's order.
    """

    matches: tuple[UnitMatch, ...]
    unknown: tuple[FoundUnit, ...]
    provinces: tuple[FoundUnit, ...]


def match_units(question: str, known: Sequence[Unit]) -> list[UnitMatch]:
    """The units among `known` that a question names, in its order; [] when it names none of them.

    The longest name wins ("Tân Phú Đông" is not "Tân Phú"), and so does one that goes on beyond a known name:
    "Châu Hưng Bắc" is not "Châu Hưng". A province in the question picks among units of one name.
    """
    return list(read_units(question, tuple(known)).matches)


def unknown_units(question: str, known: Sequence[Unit]) -> list[Unit]:
    """The units that a question names but `known` does not hold, with their level ("" where none is said).

    A commune within a known district is returned too: whether it is foreign is for the caller to say. The
    province of a known unit is not unknown.
    """
    return list(dict.fromkeys(found.unit for found in read_units(question, tuple(known)).unknown))


@lru_cache(maxsize=64)
def read_units(question: str, known: tuple[Unit, ...]) -> UnitReading:
    """All that a question says of places, with offsets."""
    reader = QuestionReader(question, known)
    matches, unknown = reader.read()
    own: list[FoundUnit] = []
    provinces = {fold(unit.province) for unit in known if unit.province}

    def add(places: Iterable[FoundUnit]) -> None:
        for found in places:
            spans = [(m.start, m.end) for m in matches] + [(f.start, f.end) for f in (*unknown, *own)]
            if all(found.end <= start or end <= found.start for start, end in spans):
                of_known = found.unit.level in ("tỉnh", "") and fold(found.unit.name) in provinces
                (own if of_known else unknown).append(found)

    add(with_a_level(reader.said))
    named = [(m.end, m.candidates[0].level) for m in matches] + [(f.end, f.unit.level) for f in unknown]
    for end, level in named:
        add(joined(reader.said, end, level))
    add(capitals_alone(reader.said))
    return UnitReading(tuple(matches), *(tuple(sorted(f, key=lambda f: f.start)) for f in (unknown, own)))
