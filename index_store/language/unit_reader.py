"""Read one question against the known units: what matches, and what only looks like a known unit. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index_store.language.text import fold
from index_store.language.toponyms import COMMON_PAIRS, DIRECTIONS, DIRECTIONS_MARKED, TOPONYM_SYLLABLES
from index_store.language.unit_index import same_marks
from index_store.language.unit_names import ABBREVIATIONS, NOT_IN_NAMES, RANKS, FoundUnit, display_name, shown
from index_store.language.unit_spots import MOST_SYLLABLES, QuestionWords, Spot, find_spots
from index_store.records import Unit

_TO_PROVINCE = re.compile(
    r"\s*[,(–-]?\s*(?:(?:thuộc|của|ở|thuoc|cua|o)\s+)?(?:(?:tỉnh|tinh|t\.|thành phố|thanh pho|tp\.?)\s*)?",
    re.I,
)
_FROM_PROVINCE = re.compile(r"\s*[,:–-]?\s*")
# After "nam" a year begins, after "quy" a quarter, and no name goes on.
_PERIOD_WORDS = {
    "nam": re.compile(r"\d|ngoai$|truoc$|nay$|qua$|hoc$|sau$|toi$|kia$|roi$"),
    "quy": re.compile(r"\d|i{1,3}$|iv$|mot$|hai$|ba$|bon$|nay$|truoc$|dau$|cuoi$"),
}


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
class _Province:
    """Words `first` to `last` (exclusive) name a province; beside: right before or after a unit's name."""

    first: int
    last: int
    name: str
    beside: bool = False


def begins_a_period(word: str, follows: str) -> bool:
    """Whether "nam" or "quy" is the year or the quarter that its next word makes of it; both folded."""
    return word in _PERIOD_WORDS and bool(_PERIOD_WORDS[word].match(follows))


class QuestionReader:
    """One question read against the known units: what matches, and what only looks like a known unit."""

    def __init__(self, question: str, known: tuple[Unit, ...]) -> None:
        self.said = QuestionWords(question, known)
        self.text, self.words = question, self.said.words

    def read(self) -> tuple[list[UnitMatch], list[FoundUnit]]:
        chosen = find_spots(self.said)
        provinces = self._provinces_of(chosen)
        used = {(p.first, p.last) for p in provinces.values()}
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

    def _provinces_of(self, chosen: Sequence[Spot]) -> dict[Spot, _Province]:
        """The province said for each spot."""
        said = [p for i in range(len(self.words)) if (p := self._province_at(i, chosen))]
        found: dict[Spot, _Province] = {}
        for spot in chosen:
            for p in said:
                gap = self.text[self.words[spot.last - 1].end : self.words[p.first].start]
                if p.first >= spot.last and _TO_PROVINCE.fullmatch(gap):
                    found.setdefault(spot, _Province(p.first, p.last, p.name, beside=True))
        for spot in chosen:
            start = self.words[spot.first - spot.level_words].start
            taken = {p.first for p in found.values()}
            for p in said:
                before = p.first not in taken and p.last <= spot.first
                if before and _FROM_PROVINCE.fullmatch(self.text, self.words[p.last - 1].end, start):
                    found.setdefault(spot, _Province(p.first, p.last, p.name, beside=True))
        taken = {p.first for p in found.values()}
        rest = [p for p in said if p.first not in taken]
        if len(rest) == 1:
            for spot in chosen:
                if spot.first != rest[0].first:
                    found.setdefault(spot, rest[0])
        return found

    def _province_at(self, i: int, chosen: Sequence[Spot] = ()) -> _Province | None:
        key = self.said.province_key(i)
        if not key:
            return None
        name, last = self.said.index.provinces[key], i + len(key)
        level, _ = self.said.level_before(i)
        inside = any(s.first <= i < s.last and s.last - s.first > len(key) for s in chosen)
        other = RANKS.get(level, 0) > 0 and level != "thành phố"
        alone = len(key) > 1 or self.words[i].capital
        right = alone and not inside and not other and same_marks(self.words[i:last], name)
        return _Province(i, last, name) if right else None

    def _resolve(self, spot: Spot, province: _Province | None) -> UnitMatch | FoundUnit:
        start = self.words[spot.first - spot.level_words].start
        first, last = self._whole_name(spot)
        if (first, last) != (spot.first, spot.last):
            level = spot.level or self.said.level_before(first)[0] or spot.units[0].level
            return self._unknown(start, first, last, level, "")
        units = tuple(u for u in spot.units if not spot.level or u.level in ("", spot.level))
        exact = spot.exact and bool(units)
        if not units:  # a unit that became a town keeps its rank; a commune of the district's name does not
            units = tuple(u for u in spot.units if RANKS.get(u.level) == RANKS.get(spot.level))
        end = self.words[spot.last - 1].end
        if province:
            there = tuple(u for u in units if not u.province or fold(u.province) == fold(province.name))
            if province.beside:
                units = there
                after = self.words[province.last - 1].end
                end = max(end, after + (self.text[after : after + 1] == ")"))
                start = min(start, self.words[province.first].start)
            units = there or units
        if not units:
            beside = province.name if province and province.beside else ""
            return self._unknown(start, first, last, spot.level, beside, end)
        return UnitMatch(units, start, end, exact)

    def _unknown(
        self, start: int, first: int, last: int, level: str, province: str, end: int = 0
    ) -> FoundUnit:
        stop = self.words[last - 1].end
        name = display_name(self.text[self.words[first].start : stop])
        return FoundUnit(Unit(name, level, province), min(start, self.words[first].start), max(stop, end))

    def _whole_name(self, spot: Spot) -> tuple[int, int]:
        """The words of the name that the question has: more than the spot when the name goes on around it."""
        first, last = spot.first, spot.last
        proper = self.words[first].capital and not self.text.isupper()
        while last < len(self.words) and last - first < MOST_SYLLABLES and self._goes_on(last, proper):
            last += 1
        if (
            first
            and not spot.level
            and not self.said.gap(first).strip()
            and self.said.level_before(first - 1)[0]
        ):
            before = self.words[first - 1]
            if (before.capital and proper and not before.shouted) or before.folded in DIRECTIONS:
                first -= 1
        return first, last

    def _goes_on(self, i: int, proper: bool) -> bool:
        """Whether word i still belongs to the name before it: "Bắc" of "Châu Hưng Bắc", not of "Bắc
        Giang".
        """
        word, after = self.words[i], self.words[i + 1] if i + 1 < len(self.words) else None
        if self.said.gap(i).strip() or not word.text.isalpha() or self._province_at(i):
            return False
        if word.text in ABBREVIATIONS:  # "Hòa Phong T. Tây Ninh"
            return False
        if any(len(key) > 1 for key in self.said.known_at(i)):
            return False
        follows = after.folded if after and not self.said.gap(i + 1).strip() else ""
        if (word.folded, follows) in COMMON_PAIRS or NOT_IN_NAMES.match(shown(self.words[i : i + 2])):
            return False
        if proper and self.said.marked:
            ends = not follows or not follows.isalpha() or bool(after and after.capital)
            return word.capital and not word.shouted and (word.folded in TOPONYM_SYLLABLES or ends)
        if begins_a_period(word.folded, follows):
            return False
        right = word.shown in DIRECTIONS_MARKED if self.said.marked else word.shown == word.folded
        return word.folded in DIRECTIONS and right and (not proper or word.capital or not self.said.marked)
