"""The reports that there are, with what reading a scope looks up in them again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import overload

from assistant.issuers import issuer_group
from index_store.identity import plain_number
from index_store.language.mergers import SHIPPED, Merger, read_mergers, same_unit
from index_store.language.text import fold
from index_store.records import Header, Period, Report, Unit
from index_store.store import Store


class Holdings(Sequence[Report]):
    """Every version of every report, in order of publication; the lookups are over the current ones.

    mergers: the units that were merged into others, of which a question may name either.
    """

    def __init__(self, reports: Iterable[Report], mergers: Sequence[Merger] = ()) -> None:
        self._reports = _with_their_reports(_with_provinces(tuple(reports)))
        self._mergers = mergers

    @overload
    def __getitem__(self, at: int) -> Report: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Report]: ...
    def __getitem__(self, at: int | slice) -> Report | Sequence[Report]:
        return self._reports[at]

    def __len__(self) -> int:
        return len(self._reports)

    def __iter__(self) -> Iterator[Report]:
        return iter(self._reports)

    @cached_property
    def by_id(self) -> dict[str, Report]:
        return {r.id: r for r in self._reports}

    def of(self, unit: Unit, period: Period | None) -> Sequence[Report]:
        """The current reports of a unit over a period, in order of publication."""
        return self._by_place.get((unit, period), ())

    @cached_property
    def _by_place(self) -> dict[tuple[Unit, Period | None], list[Report]]:
        found: dict[tuple[Unit, Period | None], list[Report]] = {}
        for report in self._reports:
            if report.current:
                found.setdefault((report.header.unit, report.header.period), []).append(report)
        return found

    @cached_property
    def by_unit(self) -> dict[Unit, list[Report]]:
        """The current reports of each unit, newest first; the units in order of their newest.

        A report of which neither unit nor period is known is no answer to a question about any: it is among them only
        where nothing else is.
        """
        found: dict[Unit, list[Report]] = {}
        current = [r for r in self._reports if r.current]
        placed = [r for r in current if r.header.placed]
        for report in newest_first(placed or current):
            found.setdefault(report.header.unit, []).append(report)
        return found

    @cached_property
    def mergers(self) -> tuple[Merger, ...]:
        """Those of a unit that has a report or has a part with one, all its parts; the units written as the reports
        write them.
        """
        own: dict[tuple[str, str], list[Unit]] = {}  # a whole country is some ten thousand rows
        for unit in self.by_unit:
            own.setdefault((unit.level, fold(unit.name)), []).append(unit)

        def reported(unit: Unit) -> Unit:
            alike = own.get((unit.level, fold(unit.name)), ())
            return next((u for u in alike if same_unit(u, unit)), unit)

        renamed = [Merger(reported(m.new), reported(m.old), m.since) for m in self._mergers]
        touched = {m.new for m in renamed if self.has_report((m.new, m.old))}
        return tuple(m for m in renamed if m.new in touched)

    @cached_property
    def known(self) -> tuple[Unit, ...]:
        """Units that a question may mean: those with a report, and those they were merged from or into."""
        linked = (unit for m in self.mergers for unit in (m.new, m.old))
        return tuple(dict.fromkeys((*(r.header.unit for r in self._reports if r.header.placed), *linked)))

    @cached_property
    def stretches(self) -> frozenset[tuple[date, date]]:
        """From when to when the current reports reach."""
        periods = (r.header.period for r in self._reports if r.current)
        return frozenset((period.start, period.end) for period in periods if period)

    def has_report(self, units: Sequence[Unit]) -> bool:
        return any(unit in self.by_unit for unit in units)

    def is_whole(self, units: Sequence[Unit]) -> bool:
        """Whether a question about these is about whole reports: their own, or those of what they were made of."""
        return self.has_report(units) or any(m.new in units for m in self.mergers)

    def newest_period(self, units: Sequence[Unit]) -> Period | None:
        """The period of the newest report of these units, of all units when they have none."""
        own = [r for unit in units for r in self.by_unit.get(unit, ())] or [
            reports[0] for reports in self.by_unit.values()
        ]
        return max((r.header.period for r in own if r.header.period), key=lambda p: p.end, default=None)


def holdings(reports: Sequence[Report]) -> Holdings:
    """These reports, with lookups; without mergers where nobody gave any."""
    return reports if isinstance(reports, Holdings) else Holdings(reports)


def open_holdings(store: Store) -> Holdings:
    """What a store holds now, made once for each publication. Raises MergedUnitsError."""
    return _holdings(store, store.sequence, read_mergers(SHIPPED, store.folder / "units.csv"))


@lru_cache(maxsize=2)
def _holdings(store: Store, _sequence: int, mergers: tuple[Merger, ...]) -> Holdings:
    return Holdings(store.reports(all_versions=True), mergers)


def _with_provinces(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """A report whose letterhead names no province is of the unit of that name, where only one province has one."""
    known: dict[tuple[str, str], set[Unit]] = {}
    for report in reports:
        unit = report.header.unit
        if unit.province:
            known.setdefault((unit.level, unit.name), set()).add(unit)

    def placed(report: Report) -> Report:
        unit = report.header.unit
        alike = () if unit.province else tuple(known.get((unit.level, unit.name), ()))
        return replace(report, header=replace(report.header, unit=alike[0])) if len(alike) == 1 else report

    return tuple(map(placed, reports))


def _with_their_reports(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """An appendix that is a file by itself is of the unit, office and period of the report whose number it names,
    where only one report can be meant."""
    numbered: dict[str, list[Header]] = {}
    for report in reports:
        if report.current and report.header.number:
            numbered.setdefault(plain_number(report.header.number), []).append(report.header)

    def placed(report: Report) -> Report:
        own = report.header
        if not own.attached_to:
            return report
        meant = [
            h
            for h in numbered.get(plain_number(own.attached_to), ())
            if (
                not own.unit.name
                or (own.unit.level, fold(own.unit.name)) == (h.unit.level, fold(h.unit.name))
            )
            and (own.period is None or own.period == h.period)
        ]
        if len(meant) != 1:
            return report
        its = meant[0]
        return replace(report, header=replace(own, unit=its.unit, issuer=its.issuer, period=its.period))

    return tuple(map(placed, reports))


def newest_first(reports: Iterable[Report]) -> list[Report]:
    """Newest first: by the end of the period, then its length; of one period a report before its appendices, the
    UBND's own, then by date of issue and order of arrival.
    """

    def key(report: Report) -> tuple[int, ...]:
        header = report.header
        period = header.period
        return (
            period.end.toordinal() if period else 0,
            -period.start.toordinal() if period else 0,
            not header.attached_to,
            issuer_group(header.issuer) == "UBND",
            header.date.toordinal() if header.date else 0,
            report.sequence,
        )

    return sorted(reports, key=key, reverse=True)
