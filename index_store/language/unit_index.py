"""Known units by name: exactly, and by a name's letters less one for misspelt ones. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index_store.language.spelling import less_one_letter
from index_store.language.text import fold
from index_store.language.toponyms import PROVINCES, as_good_a_name
from index_store.language.unit_names import Token, name_key, shown, tokens
from index_store.records import Unit

FUZZY_LETTERS = 6  # shorter names differ from each other by one letter too often
Key = tuple[str, ...]

_SPELLINGS = {
    "đăk": "đắk",
    "đắc": "đắk",
    "lăk": "lắk",
    "lắc": "lắk",
    "lak": "lắk",
    "pắc": "pắk",
}  # all in use


@dataclass(frozen=True, slots=True)
class UnitIndex:
    """Known names by their first syllable, and by their letters less one, for misspelt ones."""

    by_first: dict[str, list[Key]]
    units: dict[Key, tuple[Unit, ...]]
    near: dict[str, set[Key]]
    joined: dict[str, set[Key]]  # by all letters, for blanks left out or put in
    provinces: dict[Key, str]
    provinces_by_first: dict[str, list[Key]]  # the longest first


@lru_cache(maxsize=8)
def unit_index(known: tuple[Unit, ...]) -> UnitIndex:
    named: dict[Key, dict[Unit, None]] = {}
    for unit in known:
        if key := name_key(unit.name):
            named.setdefault(key, {})[unit] = None
    index = UnitIndex({}, {key: tuple(units) for key, units in named.items()}, {}, {}, {}, {})
    for key in named:
        index.by_first.setdefault(key[0], []).append(key)
        letters = "".join(key)
        index.joined.setdefault(letters, set()).add(key)
        if len(letters) >= FUZZY_LETTERS:
            for part in less_one_letter(letters):
                index.near.setdefault(part, set()).add(key)
    index.provinces.update({name_key(name): name for name in PROVINCES.values()})
    index.provinces.update({name_key(unit.province): unit.province for unit in known if unit.province})
    for key in sorted(index.provinces, key=len, reverse=True):
        index.provinces_by_first.setdefault(key[0], []).append(key)
    return index


def same_marks(window: Sequence[Token], name: str) -> bool:
    """Whether each syllable is typed as in `name`, or without any diacritic."""
    return not any(_differing(window, name))


def written_so(window: Sequence[Token], name: str) -> bool:
    """Whether each syllable is typed with just the marks that it has in `name`."""
    return all(
        _SPELLINGS.get(typed, typed) == _SPELLINGS.get(own, own)
        for typed, own in (
            (shown([word]), shown([token])) for word, token in zip(window, tokens(name), strict=True)
        )
    )


def another_name(window: Sequence[Token], name: str) -> bool:
    """Whether the marks that differ from `name` make another name: "Hòa Thành" is none of "Hòa Thạnh", but
    "Phước Diểm" can only be a slip for "Phước Điểm".
    """
    return any(as_good_a_name(syllable) for syllable in _differing(window, name))


def _differing(window: Sequence[Token], name: str) -> list[str]:
    """The syllables typed with other marks than those of `name`."""
    found = []
    for word, own in zip(window, tokens(name), strict=True):
        typed, right = (_SPELLINGS.get(syllable, syllable) for syllable in (shown([word]), shown([own])))
        if typed != right and typed != fold(typed):
            found.append(typed)
    return found
