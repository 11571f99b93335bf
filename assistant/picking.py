"""Of each unit the reports that a named scope means: by number, by period, through mergers. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.holdings import Holdings, newest_first
from assistant.issuers import is_by
from assistant.scope_reader import Named
from assistant.scope_time import covers
from index_store.identity import plain_number
from index_store.language.mergers import predecessors, same_unit, successors
from index_store.language.places import RANKS
from index_store.language.text import fold
from index_store.records import Period, Report, Unit


@dataclass(frozen=True, slots=True)
class Pick:
    """A report chosen, and why."""

    report: Report
    asked: Period | None = None
    partial: bool = False  # of the year asked for it covers only a part
    merged_into: Unit | None = None  # the unit asked for, which the report's unit became a part of
    inside: Unit | None = None  # the unit asked for, which is a part of the report's unit now


class Picker:
    """The reports of units that a named scope leaves to choose from."""

    def __init__(self, named: Named, held: Holdings) -> None:
        self.named, self.held = named, held

    def own(self, unit: Unit) -> list[Report]:
        """A unit's current reports by the office named as the source, newest first; by any where none is, of one period
        first that of an office named at all.
        """
        reports, named = self.held.by_unit.get(unit, []), self.named
        bound = [issuer for whose, issuer in named.bound if whose == unit]
        if bound:
            return [r for r in reports if is_by(r.header, bound)]
        if not named.issuers and named.office:
            periods = list(dict.fromkeys(r.header.period for r in reports))
            return sorted(
                reports, key=lambda r: (periods.index(r.header.period), not is_by(r.header, (named.office,)))
            )
        if not named.issuers:
            return reports
        if named.issuer_level and RANKS[named.issuer_level] != RANKS.get(unit.level):
            return []
        return [r for r in reports if is_by(r.header, named.issuers)]

    def pick(self, unit: Unit, asked: Period | None) -> list[Pick]:
        """The unit's report for one period; those of the units it was made of, where it has none."""
        own = self._own_pick(unit, asked)
        if own:
            return [own]
        before = self._from_predecessors(unit, asked, (unit,))
        if before:
            return before
        for merger in successors(unit, self.held.mergers):
            if whole := self._own_pick(merger.new, asked):
                return [replace(whole, inside=unit)]
        return []

    def series(self, unit: Unit, kinds: Sequence[Period] = ()) -> list[Pick]:
        """The unit's reports over the same part of each year: the part named, else the one most of them cover."""
        own = list({r.header.period: r for r in reversed(self.own(unit)) if r.header.period}.values())[::-1]
        if kinds:
            wanted = {_part(kind) for kind in kinds}
            return [Pick(r) for r in own if r.header.period and _part(r.header.period) in wanted]
        parts = Counter(_part(r.header.period) for r in own if r.header.period)
        if not parts:
            return self.pick(unit, None)
        part, years = parts.most_common(1)[0]
        return [Pick(r) for r in own if years == 1 or (r.header.period and _part(r.header.period) == part)]

    def within_year(self, unit: Unit, year: Period) -> list[Pick]:
        """The unit's reports over parts of one year and over all of it, newest first."""
        own = {
            r.header.period: r
            for r in reversed(self.own(unit))
            if r.header.period and r.header.period.lies_in(year.year)
        }
        return [Pick(r) for r in newest_first(own.values())]

    def _own_pick(self, unit: Unit, asked: Period | None) -> Pick | None:
        own = self.own(unit)
        found = self._of_period(own, asked) if own else None
        if found is None:
            return None
        header = found.report.header
        written = header.date or (header.period.end if header.period else None)
        kept_its_name = [m for m in predecessors(unit, self.held.mergers) if same_unit(m.old, unit)]
        before = any(written and written < m.since for m in kept_its_name)
        return replace(found, merged_into=unit) if before else found

    def _of_period(self, own: Sequence[Report], asked: Period | None) -> Pick | None:
        if asked is None:
            return Pick(own[0])
        for report in own:
            if covers(report.header.period, asked):
                return Pick(report, asked)
        if not self.named.periods:  # a part of a year without the year: the newest of that part
            for report in own:
                if report.header.period and _part(report.header.period) == _part(asked):
                    return Pick(report, asked)
        if asked.kind == "nam":
            of_year = [
                (r.header.period.start.month == 1, r.header.period.end, r)
                for r in own
                if r.header.period and r.header.period.lies_in(asked.year)
            ]
            if of_year:
                return Pick(max(of_year, key=lambda item: item[:2])[2], asked, partial=True)
        return None

    def _from_predecessors(self, unit: Unit, asked: Period | None, seen: tuple[Unit, ...]) -> list[Pick]:
        found = []
        for merger in predecessors(unit, self.held.mergers):
            if merger.old in seen or (asked is not None and asked.start >= merger.since):
                continue
            own = self._own_pick(merger.old, asked)
            picks = [own] if own else self._from_predecessors(merger.old, asked, (*seen, merger.old))
            found += [replace(pick, merged_into=seen[0]) for pick in picks]
        return found


def without_partial_twins(picks: Sequence[Pick]) -> list[Pick]:
    """The picks, less a report of a part of the year where a unit of the same name has one of just the year."""
    exact = {(_name(pick), pick.asked) for pick in picks if not pick.partial}
    return [pick for pick in picks if not pick.partial or (_name(pick), pick.asked) not in exact]


def _name(pick: Pick) -> str:
    return fold(pick.report.header.unit.full_name)


def comparable(
    picks: Sequence[Pick], levels: Sequence[str], asked: Period | None
) -> tuple[list[Pick], list[Pick]]:
    """Of reports that a ranking may take those that stand beside each other, and those that it leaves out.

    They are of one period (the one asked, else the newest that half of the units have), of one level or, where
    the question names none that two units are of, of one rank.
    """
    periods = Counter(p.report.header.period for p in picks)
    exact = [p for p in picks if asked and covers(p.report.header.period, asked)]
    if exact:
        kept = exact
    else:
        shared = [period for period, n in periods.items() if period and 2 * n >= len(picks)]
        newest = max(shared, key=lambda period: period.end, default=periods.most_common(1)[0][0])
        kept = [p for p in picks if p.report.header.period == newest]
    of_level = [p for p in kept if p.report.header.unit.level in levels]
    if len(of_level) > 1:
        kept = of_level
    else:
        ranks = Counter(RANKS.get(p.report.header.unit.level) for p in kept)
        kept = [p for p in kept if RANKS.get(p.report.header.unit.level) == ranks.most_common(1)[0][0]]
    return kept, [p for p in picks if p not in kept]


def _part(period: Period) -> tuple[int, int, int]:
    """The part of a year, whichever year."""
    return period.start.month, period.end.month, period.year - period.start.year


def nearest_report(own: Sequence[Report], asked: Period) -> Report:
    """The report likeliest to name a period that no report covers: the one that holds it, else the next after it,
    whose "cùng kỳ" it may be, else the newest.
    """
    dated = [(r.header.period, r) for r in own if r.header.period]
    holding = [(p.end - p.start, r) for p, r in dated if p.start <= asked.start and asked.end <= p.end]
    if holding:
        return min(holding, key=lambda pair: pair[0])[1]
    after = [(p.end, r) for p, r in dated if p.end > asked.end]
    return min(after, key=lambda pair: pair[0])[1] if after else own[0]


def by_number(number: str, named: Named, held: Holdings) -> Report | None:
    """The report of a number, older versions too; of several units' the one that fits the rest that is named."""
    found = [r for r in held if _has_number(r.header.number, number)]
    after = [r for r in held if r.header.replaces and _has_number(r.header.replaces, number)]
    if after and (named.replaced or not found):
        found = after
    if named.units:
        found = [r for r in found if r.header.unit in named.units]
    if named.issuers:
        found = [r for r in found if is_by(r.header, named.issuers)]
    fitting = [r for r in found if any(covers(r.header.period, p) for p in named.periods)]
    return next(iter(newest_first(fitting or found)), None)


def _has_number(number: str, asked: str) -> bool:
    """ "215-BC/UBND" is the number of "215/BC-UBND", and "215" alone of both."""
    plain = plain_number(number)
    return plain == re.sub(r"\W", "", asked) or (asked.isdigit() and re.split(r"\D", plain)[0] == asked)
