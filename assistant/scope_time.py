"""Which periods a question means: those it names, and those it names in relation to another. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assistant import cues
from assistant.holdings import Holdings
from index_store.language.flat import flat, without
from index_store.language.periods import (
    FoundPeriod,
    find_dates,
    find_period_kinds,
    find_periods,
    find_years,
    months,
    relative,
    years_away,
)
from index_store.records import Period, Unit

_Span = tuple[int, int]


@dataclass
class Times:
    """What a question says of time. spans: the words that say it, to be cut out of what is asked."""

    periods: list[Period] = field(default_factory=list)
    kinds: list[Period] = field(default_factory=list)  # without a year: in the year of the newest report
    spans: list[_Span] = field(default_factory=list)

    def add(self, period: Period, start: int, end: int) -> None:
        self.periods.append(period)
        self.spans.append((start, end))


def read_times(question: str, held: Holdings, units: tuple[Unit, ...], earlier: Period | None) -> Times:
    """The periods that a question asks for; none when it leaves them open.

    units: those it is about, whose newest report says when "năm nay" is; earlier: the period that the turn
    before asked for, which it then counts from.
    """
    base = earlier or held.newest_period(units)
    clear = flat(question)
    compared = [m.span("compared") for m in cues.COMPARED_PERIOD.finditer(clear)]
    beside = compared + [m.span() for m in cues.SAME_PERIOD.finditer(clear)]
    named = [f for f in (*find_periods(question), *find_years(question)) if not f.until]
    found = [f for f in named if not any(start <= f.start < end for start, end in beside)]
    found.sort(key=lambda f: f.start)
    times = Times()
    since = cues.SINCE.search(clear)
    if since and base:
        for year in range(int(since["year"]), base.year + 1):
            times.add(months(year, 1, 12), *since.span())
        return times
    found = _part_of_each_year(found, question)
    source = _source_of(found, clear)
    for one in found:
        for period in _spread(one, clear, held, units):
            if source is None or one is source:
                times.add(period, one.start, one.end)
            else:
                times.spans.append((one.start, one.end))
    if times.periods or base is None:
        _each_year(question, times)
        return times
    _relative(without(question, compared, " "), base, earlier, held, times)
    if not times.periods and not times.kinds:
        _same_period(clear, compared, base, held, units, times)
    if not times.periods and not times.kinds:
        _until_a_day(question, held, units, times)
    return times


def _source_of(found: list[FoundPeriod], clear: str) -> FoundPeriod | None:
    """Of two periods the one whose report is named: "năm 2025 …, theo báo cáo quý 3 năm 2025", "(báo cáo 6 tháng
    2024) phấn đấu đến hết năm 2024"; None where both are asked about."""
    named = [one for one in found if cues.OF_REPORT.search(clear[: one.start])]
    if len(found) != 2 or len(named) != 1 or cues.BOTH_PERIODS.search(clear):
        return None
    source, other = named[0], next(one for one in found if one is not named[0])
    return source if other.period.end >= source.period.start else None  # it may tell of a year before it


def _each_year(question: str, times: Times) -> None:
    """ "6 tháng đầu năm các năm 2022, 2023": that part of each of the years."""
    kinds = find_period_kinds(without(question, times.spans, " "))
    if len(times.periods) > 1 and len(kinds) == 1 and all(p.kind == "nam" for p in times.periods):
        times.periods = [kinds[0].in_year(period.year) for period in times.periods]
        times.spans.append((kinds[0].start, kinds[0].end))


def _part_of_each_year(found: list[FoundPeriod], question: str) -> list[FoundPeriod]:
    """ "6 tháng đầu năm từ năm 2022 đến năm 2024": that part of each of the years, not of the last alone,
    which was lent to it."""
    if [one.period.kind for one in found[1:]] != ["giai_doan"]:
        return found
    part, stage = found
    if part.period.kind == "giai_doan" or re.search(r"\d{4}", question[part.start : part.end]):
        return found
    years = range(stage.period.start.year, stage.period.end.year + 1)
    first, last = part.period.start.month, part.period.end.month
    return [replace(part, period=months(year, first, last), end=stage.end) for year in years]


def _held(period: Period, held: Holdings, units: tuple[Unit, ...]) -> bool:
    """Whether one of the units, any unit when none is named, has a report of just this period."""
    if not any(held.has_report([unit]) for unit in units):
        return (period.start, period.end) in held.stretches
    return any(covers(r.header.period, period) for u in units for r in held.by_unit.get(u, ()))


def covers(own: Period | None, asked: Period) -> bool:
    """Whether a report of the period `own` is the one for the period asked."""
    return own is not None and (own.start, own.end) == (asked.start, asked.end)


def _spread(found: FoundPeriod, clear: str, held: Holdings, units: tuple[Unit, ...]) -> list[Period]:
    """A period as reports have it: "từ 2021 đến 2023" is three years, "đến hết tháng 6" the stretch up to then."""
    period = found.period
    if _held(period, held, units):
        return [period]
    if period.kind == "giai_doan" and not cues.STAGE.search(clear[found.start : found.end]):
        return [months(year, 1, 12) for year in range(period.start.year, period.end.year + 1)]
    if period.kind in ("thang", "quy") and cues.UNTIL.search(clear[: found.start]):
        up_to = months(period.year, 1, period.end.month)
        return [up_to if _held(up_to, held, units) else period]
    return [period]


def _relative(asked: str, base: Period, earlier: Period | None, held: Holdings, times: Times) -> None:
    """ "6 tháng đầu năm ngoái", "quý trước", "năm nay"; a part of a year alone stays one of the newest year.

    asked: the question without what is only compared with.
    """
    kinds = find_period_kinds(asked)
    ends = [*(kind.start for kind in kinds), len(asked)][1:]
    for kind, end in zip(kinds, ends, strict=True):
        years = years_away(asked[kind.start : end])
        if not years:
            times.kinds.append(kind.in_year(base.year))
            times.spans.append((kind.start, kind.end))
        for year in years:
            times.add(kind.in_year(base.year + year), kind.start, kind.end)
    if kinds and times.periods:  # "quý I năm ngoái và quý II": the later one is of the newest year
        times.periods += times.kinds
        times.kinds = []
    moved = None if kinds or cues.SAME_PERIOD.search(flat(asked)) else relative(asked, base)
    if moved is None:
        return
    years = years_away(asked)
    said = cues.RELATIVE_PERIOD.search(flat(asked))
    start, end = said.span() if said else (0, 0)
    if not years or (earlier and _held(moved, held, ())):
        times.add(moved, start, end)
    else:
        for year in years:
            times.add(months(base.year + year, 1, 12), start, end)


def _same_period(
    clear: str, compared: list[_Span], base: Period, held: Holdings, units: tuple[Unit, ...], times: Times
) -> None:
    """ "cùng kỳ năm 2022", where nothing else says when.

    Compared with, it is the report of the year after that tells; asked for, the report of that time, if there
    is one: else the words stay what they are, a role of the newest report's figures.
    """
    said = cues.SAME_PERIOD.search(clear)
    if said is None:
        return
    year = re.search(r"20\d\d", said[0])
    if any(start <= said.start() < end for start, end in compared):
        if year:
            times.periods.append(months(int(year[0]) + 1, 1, 12))
        return
    period = base.shifted(int(year[0]) - base.year if year else -1)
    if _held(period, held, units):
        times.add(period, *said.span())


def _until_a_day(question: str, held: Holdings, units: tuple[Unit, ...], times: Times) -> None:
    """ "tính đến 30/6/2023": the report of the stretch from January up to that month."""
    for day in find_dates(question):
        if cues.UNTIL.search(flat(question[: day.start])):
            up_to = months(day.date.year, 1, day.date.month)
            if _held(up_to, held, units):
                times.add(up_to, day.start, day.end)
