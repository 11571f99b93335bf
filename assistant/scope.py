"""Which reports a question means: units, periods and issuer named in it, matched with what the store holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant import cues
from index_store.language.periods import find_period_kinds, find_periods, find_years, relative
from index_store.language.places import match_units, unknown_units
from index_store.language.text import fold
from index_store.records import Period, Report, Unit

MAX_UNITS = 60  # units looked at when a question names none

_ISSUERS = (("HĐND", cues.COUNCIL), ("UBND", cues.COMMITTEE), ("cấp ủy", cues.PARTY))


@dataclass(frozen=True, slots=True)
class Named:
    """What a question says of its scope, before the store is asked; spans are cut out of `bare`."""

    units: tuple[Unit, ...] = ()  # known ones, each chosen or still ambiguous between provinces
    foreign: tuple[Unit, ...] = ()  # named, with no report
    periods: tuple[Period, ...] = ()
    kinds: tuple[Period, ...] = ()  # without a year: read with the year of the newest report
    issuer: str = ""
    number: str = ""  # of a report named by its number
    period_words: str = ""  # the words that named the periods, folded
    bare: str = ""  # the question without all these

    def filled_from(self, earlier: Named) -> Named:
        """This scope with what it leaves open taken from an earlier question."""
        own_time = self.periods or self.kinds
        return Named(
            units=self.units or earlier.units,
            foreign=self.foreign,
            periods=self.periods if own_time else earlier.periods,
            kinds=self.kinds if own_time else earlier.kinds,
            issuer=self.issuer or earlier.issuer,
            number=self.number or earlier.number,
            period_words=self.period_words if own_time else earlier.period_words,
            bare=self.bare,
        )


@dataclass(frozen=True, slots=True)
class Scope:
    """The reports to look into, and what has to be said about the choice."""

    reports: tuple[Report, ...] = ()
    named: Named = field(default_factory=Named)
    asked_period: Period | None = None  # named, but no report covers it: evidence must name it itself
    missing_unit: tuple[Unit, ...] = ()
    missing_period: Period | None = None
    missing_issuer: str = ""

    @property
    def refused(self) -> bool:
        return bool(self.missing_unit or self.missing_period or self.missing_issuer)


def issuer_group(issuer: str) -> str:
    """ "UBND", "HĐND" or "cấp ủy": the three kinds of office that report; "" for another."""
    folded = fold(issuer)
    return next((name for name, pattern in _ISSUERS if pattern.search(folded)), "")


def name_scope(question: str, shown: str, reports: Sequence[Report], base: Period | None = None) -> Named:
    """What the question names of units, periods and issuers.

    shown: the question with its diacritics put back, of the same length; base: the period that "năm ngoái"
    counts from, the newest report's when None.
    """
    known = list(dict.fromkeys(report.header.unit for report in reports))
    cut: list[tuple[int, int]] = []
    units: list[Unit] = []
    for match in match_units(question, known):
        units.extend(match.candidates)
        cut.append((match.start, match.end))
    periods: list[Period] = []
    timed: list[str] = []
    for found in [*find_periods(question), *find_years(question)]:
        if not found.until:
            periods.append(found.period)
            cut.append((found.start, found.end))
            timed.append(fold(question[found.start : found.end]))
    dated = [r.header.period for r in reports if r.header.period]
    newest = base or max(dated, key=lambda p: p.end, default=None)
    kinds: list[Period] = []
    if newest is not None and not periods:
        moved = relative(_compared_away(question), newest)
        for kind in find_period_kinds(question):
            kinds.append(kind.in_year(newest.year))
            cut.append((kind.start, kind.end))
            timed.append(fold(question[kind.start : kind.end]))
        if moved is not None:
            periods.append(moved)
    issuer = ""
    folded = fold(question)
    by = cues.BY_ISSUER.search(folded) or cues.THEIRS.search(folded)
    if by:
        issuer = issuer_group(by.group("whose"))
        if issuer and len(folded) == len(question):
            cut.append(by.span())
    number = cues.REPORT_NUMBER.search(question)
    bare = shown
    for start, end in reversed(_merged(cut)):
        bare = f"{bare[:start]} , {bare[end:]}" if start == 0 else f"{bare[:start]} {bare[end:]}"
    return Named(
        units=tuple(dict.fromkeys(units)),
        foreign=tuple(unknown_units(question, known)),
        periods=tuple(dict.fromkeys(periods)),
        kinds=tuple(dict.fromkeys(kinds)),
        issuer=issuer,
        period_words=" ".join(timed),
        number=re.sub(r"\s", "", number.group()).upper() if number else "",
        bare=bare,
    )


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _compared_away(question: str) -> str:
    """The question without "so với cùng kỳ năm trước": that is the role of a figure, not a period asked for."""
    text = question
    for match in reversed(list(cues.COMPARED_PERIOD.finditer(fold(question)))):
        text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return text


def newest_first(reports: Sequence[Report]) -> list[Report]:
    """Newest first: by the end of the period, then its length, the date of issue, the order of arrival."""

    def key(report: Report) -> tuple[object, ...]:
        header = report.header
        if header.period is None:
            return (0, 0, 0, report.sequence)
        return (
            header.period.end.toordinal(),
            -header.period.start.toordinal(),
            header.date.toordinal() if header.date else 0,
            report.sequence,
        )

    return sorted(reports, key=key, reverse=True)


def _covering(reports: Sequence[Report], asked: Period) -> list[Report]:
    """Reports of exactly this period."""
    return [
        r
        for r in reports
        if r.header.period and (r.header.period.start, r.header.period.end) == (asked.start, asked.end)
    ]


def choose(named: Named, reports: Sequence[Report], default_unit: Unit | None = None) -> Scope:
    """The reports that the named scope means; a Scope that is `refused` when there is none."""
    if named.number:
        by_number = [r for r in reports if r.header.number.upper() == named.number]
        if by_number:
            return Scope(tuple(by_number[:1]), named)
    current = [r for r in reports if r.current]
    units = named.units or ((default_unit,) if default_unit else ())
    held = [r for r in current if not units or r.header.unit in units]
    if named.issuer:
        of_issuer = [r for r in held if issuer_group(r.header.issuer) == named.issuer]
        if not of_issuer:
            return Scope(named=named, missing_issuer=named.issuer)
        held = of_issuer
    asked = named.periods or named.kinds
    chosen: list[Report] = []
    by_unit: dict[Unit, list[Report]] = {}
    for report in newest_first(held):
        by_unit.setdefault(report.header.unit, []).append(report)
    for own in by_unit.values():
        if not asked:
            chosen.append(own[0])
            continue
        for period in asked:
            covering = _covering(own, period)
            if not covering and not named.periods:  # a kind without a year: the newest of that kind
                covering = [r for r in own if r.header.period and r.header.period.kind == period.kind]
            if covering:
                chosen.append(covering[0])
    if asked and not chosen:
        first = asked[0]
        within = (
            [r for r in newest_first(held) if r.header.period and r.header.period.year == first.year]
            if first.kind == "nam"
            else []
        )
        fallback = within or newest_first(held)
        return Scope(
            tuple(fallback[:1]) if len(by_unit) == 1 else (),
            named,
            asked_period=first,
            missing_period=None if len(by_unit) == 1 and fallback else first,
        )
    return Scope(tuple(chosen[:MAX_UNITS]), named)
