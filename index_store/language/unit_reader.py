"""Read one question against the known units: what matches, and what only looks like a known unit. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index_store.language.text import fold, has_diacritics
from index_store.language.toponyms import COMMON_PAIRS, DIRECTIONS, TOPONYM_SYLLABLES
from index_store.language.unit_index import (
    FUZZY_LETTERS,
    less_one_letter,
    one_letter_off,
    same_marks,
    unit_index,
)
from index_store.language.unit_names import (
    ABBREVIATIONS,
    NOT_IN_NAMES,
    RANKS,
    FoundUnit,
    Token,
    display_name,
    level_at,
    shown,
    tokens,
)
from index_store.records import Unit

# No syllable of Vietnamese whatever its marks, as "dine", "tanphu": a slip, where no level or capital points
# to a name.
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_MOST_SYLLABLES = 4
_TO_PROVINCE = re.compile(
    r"\s*[,(–-]?\s*(?:(?:thuộc|của|ở|thuoc|cua|o)\s+)?(?:(?:tỉnh|tinh|t\.|thành phố|thanh pho|tp\.?)\s*)?",
    re.I,
)
_FROM_PROVINCE = re.compile(r"\s*[,:–-]?\s*")
YEAR_WORD = re.compile(r"\d|ngoai$|truoc$|nay$|qua$|hoc$|sau$|toi$|kia$")  # after "nam": a year, no direction


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A known unit named in a question; several candidates when the question does not say which one it means.

    exact: False when a letter, a mark or the kind of level had to be forgiven; a notice should then say so.
    """

    candidates: tuple[Unit, ...]
    start: int  # offsets of the name with its level and province
    end: int
    exact: bool

    @property
    def unit(self) -> Unit | None:
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class _Spot:
    """Words `first` to `last` (exclusive) may be a known name; `level` stands in the words before it."""

    first: int
    last: int
    units: tuple[Unit, ...]
    exact: bool
    level: str
    level_words: int


class QuestionReader:
    """One question read against the known units: what matches, and what only looks like a known unit."""

    def __init__(self, question: str, known: tuple[Unit, ...]) -> None:
        self.text, self.words, self.index = question, tokens(question), unit_index(known)
        self.marked = has_diacritics(question)

    def read(self) -> tuple[list[UnitMatch], list[FoundUnit]]:
        spots = list(self._spots())
        if self.marked and any(s.level or self.words[s.first].capital for s in spots):
            # beside a name written as one, "chợ mới" in lower case is a market
            spots = [s for s in spots if s.level or self.words[s.first].capital]
        chosen = _without_overlap(spots)
        covered = {i for spot in chosen for i in range(spot.first, spot.last)}
        chosen += _without_overlap(self._misspelt(covered))
        chosen.sort(key=lambda spot: spot.first)
        provinces = self._provinces_of(chosen)
        used = {p[:2] for p in provinces.values()}
        matches: list[UnitMatch] = []
        refused: list[FoundUnit] = []
        for spot in chosen:
            if (spot.first, spot.last) in used:
                continue  # "Hòa Thạnh (tỉnh Phú Yên)": only a province here, though its own report is known
            found = self._resolve(spot, provinces.get(spot))
            if isinstance(found, UnitMatch):
                matches.append(found)
            else:
                refused.append(found)
        return matches, refused

    def _gap(self, i: int) -> str:
        """What stands between word i - 1 and word i."""
        return self.text[self.words[i - 1].end : self.words[i].start]

    def _spots(self) -> Iterator[_Spot]:
        for first, word in enumerate(self.words):
            for key in self.index.by_first.get(word.folded, ()):
                last = first + len(key)
                window = self.words[first:last]
                if tuple(w.folded for w in window) != key or any(
                    self._gap(i).strip(" -–") for i in range(first + 1, last)
                ):
                    continue
                units = self.index.units[key]
                same = tuple(unit for unit in units if same_marks(window, unit.name))
                level, size = self._level_before(first)
                if level or self._stands_alone(window, bool(same)):
                    yield _Spot(first, last, same or units, bool(same), level, size)

    def _stands_alone(self, window: Sequence[Token], same: bool) -> bool:
        """Whether a name without its level is a name: "Chợ Mới" is, "chợ mới" may not be."""
        if window[0].text.isdigit() or (
            len(window) == 1 and not (same and window[0].capital and self.marked)
        ):
            return False
        if all(word.capital for word in window):
            return True
        if not self.marked:
            return same and tuple(word.folded for word in window) not in COMMON_PAIRS
        return same and any(has_diacritics(word.text) for word in window)

    def _level_before(self, i: int) -> tuple[str, int]:
        """The level right before word i and of how many words it is; ("", 0) for none."""
        if i == 0:
            return "", 0
        short = ABBREVIATIONS.get(self.words[i - 1].text.upper(), "")
        if short and self._gap(i).strip() in ("", ".") and (i == 1 or self._gap(i - 1)[-1:] != "."):
            return short, 1
        for size in (3, 2, 1):  # "thị xã" before "xã"
            if i >= size and not self._gap(i).strip():
                level, found = level_at(self.words, i - size, self.marked)
                if level and found == size:
                    return level, size
        return "", 0

    def _misspelt(self, covered: set[int]) -> Iterator[_Spot]:
        """Windows of free words that are one letter (or a blank) away from a known name."""
        for first in range(len(self.words)):
            for last in range(first + 1, min(first + _MOST_SYLLABLES, len(self.words)) + 1):
                window = self.words[first:last]
                if last - 1 in covered or first in covered or not window[-1].text.isalpha():
                    break
                if last - 1 > first and self._gap(last - 1).strip():
                    break
                letters = "".join(word.folded for word in window)
                if (
                    len(letters) < FUZZY_LETTERS - 1
                    or tuple(w.folded for w in window) in self.index.provinces
                ):
                    continue
                level, size = self._level_before(first)
                named = all(word.capital for word in window) and not self.text.isupper()
                if self._has_level(first, last):
                    continue
                # "Tân Phúc" is as good a name as "Tân Phú", "Tân Phuú" is none; blanks are forgiven anywhere
                other = len(window) > 1 and all(word.folded in TOPONYM_SYLLABLES for word in window)
                slip = any(not _SYLLABLE.fullmatch(word.folded) for word in window)
                whole = (level or named or slip) and not other
                near = {key for part in less_one_letter(letters) for key in self.index.near.get(part, ())}
                keys = {key for key in near if one_letter_off(letters, "".join(key))}
                if not whole:
                    keys = {key for key in keys if "".join(key) == letters and len(key) != len(window)}
                if keys:
                    units = tuple(unit for key in sorted(keys) for unit in self.index.units[key])
                    yield _Spot(first, last, units, False, level, size)

    def _has_level(self, first: int, last: int) -> bool:
        return any(level_at(self.words, i, self.marked)[0] for i in range(first, last))

    def _provinces_of(self, chosen: Sequence[_Spot]) -> dict[_Spot, tuple[int, int, str, bool]]:
        """The province said for each spot: its words, its name, and whether it stands right beside the
        unit.
        """
        said = [p for i in range(len(self.words)) if (p := self._province_at(i, chosen))]
        beside: dict[_Spot, tuple[int, int, str, bool]] = {}
        for spot in chosen:
            for first, last, name in said:
                gap = self.text[self.words[spot.last - 1].end : self.words[first].start]
                if first >= spot.last and _TO_PROVINCE.fullmatch(gap):
                    beside.setdefault(spot, (first, last, name, True))
        for spot in chosen:
            for first, last, name in said:
                start = self.words[spot.first - spot.level_words].start
                free = all((first, last) != p[:2] for p in beside.values())
                if (
                    free
                    and last <= spot.first
                    and _FROM_PROVINCE.fullmatch(self.text, self.words[last - 1].end, start)
                ):
                    beside.setdefault(spot, (first, last, name, True))
        rest = [p for p in said if all(p[:2] != q[:2] for q in beside.values())]
        if len(rest) == 1:
            for spot in chosen:
                if spot.first != rest[0][0]:
                    beside.setdefault(spot, (*rest[0], False))
        return beside

    def _province_at(self, i: int, chosen: Sequence[_Spot]) -> tuple[int, int, str] | None:
        for size in range(_MOST_SYLLABLES, 0, -1):
            name = self.index.provinces.get(tuple(word.folded for word in self.words[i : i + size]))
            if not name or len(self.words[i : i + size]) < size:
                continue
            level, _ = self._level_before(i)
            inside = any(s.first <= i < s.last and s.last - s.first > size for s in chosen)
            other = RANKS.get(level, 0) > 0 and level != "thành phố"
            if (
                not inside
                and not other
                and (size > 1 or self.words[i].capital)
                and same_marks(self.words[i : i + size], name)
            ):
                return i, i + size, name
        return None

    def _resolve(self, spot: _Spot, province: tuple[int, int, str, bool] | None) -> UnitMatch | FoundUnit:
        start = self.words[spot.first - spot.level_words].start
        first, last = self._whole_name(spot)
        if (first, last) != (spot.first, spot.last):
            level = spot.level or self._level_before(first)[0]
            return self._unknown(start, first, last, level, "")
        units = tuple(u for u in spot.units if not spot.level or u.level in ("", spot.level))
        exact = spot.exact and bool(units)
        if not units:  # a unit that became a town keeps its rank; a commune of the district's name does not
            units = tuple(u for u in spot.units if RANKS.get(u.level) == RANKS[spot.level])
        end = self.words[spot.last - 1].end
        if province:
            there = tuple(u for u in units if not u.province or fold(u.province) == fold(province[2]))
            if province[3]:
                units = there
                after = self.words[province[1] - 1].end
                end = max(end, after + (self.text[after : after + 1] == ")"))
                start = min(start, self.words[province[0]].start)
            units = there or units
        if not units:
            return self._unknown(
                start, first, last, spot.level, province[2] if province and province[3] else "", end
            )
        return UnitMatch(units, start, end, exact)

    def _unknown(
        self, start: int, first: int, last: int, level: str, province: str, end: int = 0
    ) -> FoundUnit:
        stop = self.words[last - 1].end
        name = display_name(self.text[self.words[first].start : stop])
        return FoundUnit(Unit(name, level, province), min(start, self.words[first].start), max(stop, end))

    def _whole_name(self, spot: _Spot) -> tuple[int, int]:
        """The words of the name that the question has: more than the spot when the name goes on around it."""
        first, last = spot.first, spot.last
        proper = self.words[first].capital and not self.text.isupper()
        while last < len(self.words) and last - first < _MOST_SYLLABLES and self._goes_on(last, proper):
            last += 1
        if first and not spot.level and not self._gap(first).strip() and self._level_before(first - 1)[0]:
            before = self.words[first - 1]
            if (before.capital and proper and not before.shouted) or before.folded in DIRECTIONS:
                first -= 1
        return first, last

    def _goes_on(self, i: int, proper: bool) -> bool:
        """Whether word i still belongs to the name before it: "Bắc" of "Châu Hưng Bắc", not of "Bắc
        Giang".
        """
        word, after = self.words[i], self.words[i + 1] if i + 1 < len(self.words) else None
        if self._gap(i).strip() or not word.text.isalpha() or self._province_at(i, ()):
            return False
        if any(
            key == tuple(w.folded for w in self.words[i : i + len(key)]) and len(key) > 1
            for key in self.index.by_first.get(word.folded, ())
        ):
            return False
        follows = after.folded if after and not self._gap(i + 1).strip() else ""
        if (word.folded, follows) in COMMON_PAIRS or NOT_IN_NAMES.match(shown(self.words[i : i + 2])):
            return False
        if proper and self.marked:
            ends = not follows or not follows.isalpha() or bool(after and after.capital)
            return word.capital and not word.shouted and (word.folded in TOPONYM_SYLLABLES or ends)
        if word.folded == "nam" and YEAR_WORD.match(follows):
            return False
        accented = shown([word])
        right = accented == word.folded if not self.marked else accented in _DIRECTIONS_MARKED
        return word.folded in DIRECTIONS and right and (not proper or word.capital or not self.marked)


_DIRECTIONS_MARKED = frozenset(("bắc", "nam", "đông", "tây", "thượng", "hạ", "trung", "nội", "ngoại"))


def _without_overlap(spots: Iterable[_Spot]) -> list[_Spot]:
    """The longest spots, of equal ones those with the right marks, then those with a level."""
    chosen: list[_Spot] = []
    for spot in sorted(spots, key=lambda s: (s.first - s.last, not s.exact, not s.level)):
        if all(spot.last <= other.first or other.last <= spot.first for other in chosen):
            chosen.append(spot)
    return chosen
