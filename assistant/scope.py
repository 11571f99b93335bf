"""Which reports a question means: what it names of units, periods and issuers, matched with what the store holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.holdings import Holdings, holdings, newest_first
from assistant.issuers import issuer_group
from assistant.picking import Pick, Picker, by_number, comparable, nearest_report, without_partial_twins
from assistant.scope_notes import notes
from assistant.scope_reader import ANY_LEVEL, Named, name_scope
from index_store.language.periods import find_period_kinds, find_periods
from index_store.language.places import RANKS
from index_store.language.text import fold
from index_store.records import Passage, Period, Report, Unit

__all__ = [
    "Named",
    "Scope",
    "choose",
    "issuer_group",
    "name_scope",
    "names_period",
    "newest_first",
    "speaks_of",
]

MAX_UNITS = 60  # reports looked into when a question names no unit
MAX_RANKED = 240  # and when it ranks units


@dataclass(frozen=True, slots=True)
class Scope:
    """The reports to look into, and what has to be said about the choice."""

    reports: tuple[Report, ...] = ()
    named: Named = field(default_factory=Named)
    asked_period: Period | None = None  # named, but no report covers it: evidence must name it itself
    must_name: tuple[Unit, ...] = ()  # without a report of their own: evidence must be about one of them
    predecessors: tuple[Unit, ...] = ()  # whose reports stand in for the unit that they were merged into
    notes: tuple[str, ...] = ()  # sentences about the choice that go with the answer
    missing_unit: tuple[Unit, ...] = ()
    missing_period: Period | None = None
    missing_issuer: str = ""
    missing_number: str = ""

    @property
    def refused(self) -> bool:
        return bool(self.missing_unit or self.missing_period or self.missing_issuer or self.missing_number)


def choose(
    named: Named, reports: Sequence[Report], default_unit: Unit | None = None, *, series: bool = False
) -> Scope:
    """The reports that the named scope means; a Scope that is `refused` when there is none.

    series: the question follows a figure through time, so each unit's reports of one kind are meant.
    """
    held = holdings(reports)
    numbered = [r for number in named.numbers if (r := by_number(number, named, held))]
    if numbered:
        return Scope(tuple(numbered), named, notes=notes(named, [Pick(r) for r in numbered], held))
    if named.numbers and named.cited:
        return Scope(named=named, missing_number=named.number)
    if len(named.issuers) > 1:
        each = [choose(replace(named, issuers=(issuer,)), held, default_unit) for issuer in named.issuers]
        if not any(scope.refused or scope.asked_period for scope in each):
            both = dict.fromkeys(report for scope in each for report in scope.reports)
            return replace(each[0], named=named, reports=tuple(both))
    units, foreign = _units(named, held, default_unit)
    if not units:
        return Scope(named=named, missing_unit=foreign or named.provinces)
    elsewhere = tuple(place for place in named.foreign if place.level == "tỉnh")
    if elsewhere and not {u.province for u in units} & {"", *(place.name for place in elsewhere)}:
        return Scope(named=named, missing_unit=elsewhere)  # "huyện X, tỉnh Y", where X is of another province
    picker = Picker(named, held)
    if named.issuers and not any(picker.own(unit) for unit in units):
        if not named.issuer_kept:
            return Scope(named=named, missing_issuer=named.issuer_words or named.issuer)
        named = replace(named, issuers=(), issuer_words="")
        picker = Picker(named, held)
    asked = named.periods or named.kinds
    if named.pairs and not named.issuers:
        pairs = [(u, p) for u, p in named.pairs if u in units]
    else:
        pairs = [(u, p) for u in units for p in asked]
    year = asked[0] if series and len(asked) == 1 and asked[0].kind == "nam" else None
    if year and any(len(picker.within_year(unit, year)) > 1 for unit in units):
        picks = [pick for unit in units for pick in picker.within_year(unit, year)]
    elif series and not named.periods:
        parts = [pick for unit in units for pick in picker.series(unit, named.kinds)]
        picks = parts or [pick for unit in units for kind in named.kinds for pick in picker.pick(unit, kind)]
    elif pairs:
        picks = [pick for unit, period in pairs for pick in picker.pick(unit, period)]
    else:
        picks = [pick for unit in units for pick in picker.pick(unit, None)]
    missing = [pair for pair in pairs if named.units and not picker.pick(*pair)]
    if not picks:
        return replace(_fallback(units, asked[0] if asked else None, picker), named=named, must_name=foreign)
    picks = without_partial_twins(picks)
    left_out: list[Pick] = []
    if named.ranked and not named.units:
        picks, left_out = comparable(picks, named.ranked, asked[0] if asked else None)
    most = MAX_RANKED if named.ranked else MAX_UNITS
    scope = Scope(
        tuple(dict.fromkeys(p.report for p in picks))[:most],
        named,
        asked_period=picks[0].asked if len(picks) == 1 and picks[0].partial else None,
        must_name=tuple(dict.fromkeys((*foreign, *(p.inside for p in picks if p.inside)))),
        predecessors=tuple(dict.fromkeys(p.report.header.unit for p in picks if p.merged_into)),
        notes=notes(named, picks, held, missing, most, left_out, series and not named.periods),
    )
    beyond = foreign and len(units) > 1 and not _may_hold(units, foreign)
    return Scope(named=named, missing_unit=foreign) if beyond else scope


def _fallback(units: Sequence[Unit], asked: Period | None, picker: Picker) -> Scope:
    """Where one unit has no report of the period asked for, the one that is likeliest to name that period."""
    own = [unit for unit in units if picker.own(unit)]
    if asked is None:
        return Scope(missing_unit=tuple(units))
    if len(own) != 1:
        return Scope(missing_period=asked)
    return Scope((nearest_report(picker.own(own[0]), asked),), asked_period=asked)


def _units(named: Named, held: Holdings, default: Unit | None) -> tuple[list[Unit], tuple[Unit, ...]]:
    """The units to look at, and the places that evidence must name; no unit when those named have no report."""
    if named.units:
        lowest = max(RANKS.get(unit.level, 0) for unit in named.units)
        parts = {m.old for m in held.mergers if m.new in named.units}
        inside = (u for u in named.foreign if u in parts or not u.level or RANKS.get(u.level, 0) > lowest)
        return list(named.units), tuple(inside)
    every = list(held.by_unit)
    if named.ranked:
        ranks = {RANKS.get(level) for level in named.ranked}
        of_level = [u for u in every if named.ranked == (ANY_LEVEL,) or RANKS.get(u.level) in ranks]
        there = {fold(province.name) for province in named.provinces}
        within = [u for u in of_level if not there or fold(u.province) in there]
        if within or there:
            return within, named.foreign
    foreign = (*named.foreign, *named.provinces)
    if default is not None:
        return [default], foreign
    if not named.periods and not named.kinds:  # what a unit was merged into counts, not both
        gone = {m.old for m in held.mergers if m.new in held.by_unit and m.new != m.old}
        every = [unit for unit in every if unit not in gone]
    return every, foreign


def _may_hold(units: Sequence[Unit], places: Sequence[Unit]) -> bool:
    """Whether one of the units is of a higher level than a place, and so may speak of it."""
    highest = min(RANKS.get(unit.level, 0) for unit in units)
    return any(not place.level or RANKS.get(place.level, 0) > highest for place in places)


_COMPARED_WITH = re.compile(r"(?:so voi|bang) (?:cung ky|ca|nam|cua|\W)*$")


def names_period(passage: Passage, text: str, asked: Period, report: Report) -> bool:
    """Whether a sentence of a report, or a heading above it, names a period ("III. Nhiệm vụ 6 tháng cuối năm")."""
    told, own = (text, *passage.path), report.header.period
    for part in told:
        for found in find_periods(part):
            # "giảm 18 hộ so với năm 2022" says nothing of how 2022 stood
            if found.period == asked and not _COMPARED_WITH.search(fold(part[: found.start])):
                return True
    if own is None or own.year != asked.year:
        return False
    return any(kind.in_year(own.year) == asked for part in told for kind in find_period_kinds(part))


def speaks_of(passage: Passage, places: Sequence[Unit]) -> bool:
    """Whether a passage names one of the places, in its words or those it stands under; True for no place."""
    if not places:
        return True
    row = f"{passage.table.title} {passage.table.row}" if passage.table else ""
    text = fold(" ".join((passage.text, passage.anchor, row, *passage.path)))
    return any(fold(place.name) in text for place in places)
