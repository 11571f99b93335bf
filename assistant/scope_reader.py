"""What a question says of its scope: units, periods, issuer and report number, before the reports are chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import cues
from assistant.holdings import holdings
from assistant.issuers import FoundIssuer, find_issuer
from assistant.scope_time import read_times
from index_store.language.flat import flat, without
from index_store.language.places import RANKS, UnitReading, read_units
from index_store.records import Period, Report, Unit

_Span = tuple[int, int]
_COMMITTEE = re.compile(r"(?:huyen|thi|thanh|quan|tinh|dang|xa|phuong) uy(?!\w)")


@dataclass(frozen=True, slots=True)
class Named:
    """What a question says of its scope, before the store is asked; spans are cut out of `bare`."""

    units: tuple[Unit, ...] = ()  # known ones, each chosen or still ambiguous between provinces
    foreign: tuple[Unit, ...] = ()  # named, with no report
    periods: tuple[Period, ...] = ()
    kinds: tuple[Period, ...] = ()  # without a year: read with the year of the newest report
    issuer: str = ""  # "UBND", "HĐND", "cấp ủy", or another office's own name, folded
    number: str = ""  # of a report named by its number; digits alone where no more was typed
    period_words: str = ""  # the words that named the periods, folded
    bare: str = ""  # the question without all these
    issuer_words: str = ""  # the office as typed
    issuer_level: str = ""  # of its unit: "Tỉnh ủy" is of a tỉnh
    cited: bool = False  # "theo báo cáo số …": the report of that number alone will do
    replaced: bool = False  # "thay thế báo cáo số …": the report after it is meant
    provinces: tuple[Unit, ...] = ()  # of known units, named without one of them
    ranked: str = ""  # "huyện nào … cao nhất": the level whose units are ranked; "mọi cấp" for any
    guessed: tuple[tuple[str, Unit], ...] = ()  # a name typed otherwise than it is written, and whose it is

    def filled_from(self, earlier: Named) -> Named:
        """This scope with what it leaves open taken from an earlier question."""
        own_time = self.periods or self.kinds
        own_place = self.units or self.foreign or self.ranked
        return replace(
            self,
            units=self.units_from(earlier),
            foreign=self.foreign if own_place else earlier.foreign,
            periods=self.periods if own_time else earlier.periods,
            kinds=self.kinds if own_time else earlier.kinds,
            period_words=self.period_words if own_time else earlier.period_words,
            issuer=self.issuer or earlier.issuer,
            issuer_words=self.issuer_words or earlier.issuer_words,
            issuer_level=self.issuer_level if self.issuer else earlier.issuer_level,
            number=self.number or ("" if own_time or own_place else earlier.number),
            cited=self.cited or (earlier.cited and not own_time and not own_place),
            ranked=self.ranked if own_place else earlier.ranked,
        )

    def units_from(self, earlier: Named) -> tuple[Unit, ...]:
        """Its units, else those of an earlier question; none where it names another place than a part of those,
        or ranks units of their own level.
        """
        if self.units or not earlier.units:
            return self.units
        level = max(RANKS.get(unit.level, 0) for unit in earlier.units)
        apart = [RANKS.get(unit.level, 0) <= level for unit in self.foreign]
        if self.ranked:
            apart.append(RANKS.get(self.ranked, 0) <= level)
        return () if any(apart) else earlier.units


def name_scope(
    question: str, shown: str, reports: Sequence[Report], earlier_period: Period | None = None
) -> Named:
    """What the question names of units, periods and issuers.

    shown: the question with its diacritics put back, of the same length; earlier_period: what "năm ngoái" counts
    from in a later turn; without it, the newest report of the units named.
    """
    held = holdings(reports)
    places = read_units(question, held.known)
    units = tuple(dict.fromkeys(unit for match in places.matches for unit in match.candidates))
    times = read_times(question, held, units, earlier_period)
    number = cues.REPORT_NUMBER.search(question)
    issuer = _issuer(question, places, times.spans, number)
    cut = [(m.start, m.end) for m in places.matches] + times.spans
    if issuer:
        cut.append((issuer.start, issuer.end))
    before = flat(question[: number.start()]) if number else ""
    return Named(
        units=units,
        foreign=tuple(dict.fromkeys(found.unit for found in places.unknown)),
        periods=tuple(dict.fromkeys(times.periods)),
        kinds=tuple(dict.fromkeys(times.kinds)),
        issuer=issuer.group if issuer else "",
        number=_number(number) if number else "",
        period_words=" ".join(flat(question[start:end]) for start, end in times.spans),
        bare=_cut_out(shown, cut),
        issuer_words=shown[slice(*issuer.office)] if issuer else "",
        issuer_level=issuer.level if issuer else "",
        cited=bool(cues.SOURCE_BY_NUMBER.search(before)),
        replaced=bool(cues.REPLACING.search(before)),
        provinces=tuple(dict.fromkeys(found.unit for found in places.provinces)),
        ranked=_ranked_level(flat(question)),
        guessed=tuple(
            (question[m.start : m.end], m.candidates[0])
            for m in places.matches
            if not m.exact and m.unit is not None
        ),
    )


def _issuer(
    question: str, places: UnitReading, times: Sequence[_Span], number: re.Match[str] | None
) -> FoundIssuer | None:
    """The office named as the source: what else says whose and of when the report is may stand in between."""
    blanks = [*times, *([number.span("number")] if number and number["number"] else [])]
    clear = flat(question)
    for match in places.matches:
        committee = _COMMITTEE.match(clear, match.start)  # "Huyện ủy Mây Ngàn": only the name goes
        blanks.append((committee.end() if committee else match.start, match.end))
    if number and number["number"]:
        blanks.append(number.span())
    return find_issuer(without(clear, blanks, " "))


def _number(found: re.Match[str]) -> str:
    return re.sub(r"\W", "", found[0]).upper() if found["number"] else found["bare"]


def _ranked_level(clear: str) -> str:
    """The level whose units a question ranks ("huyện nào cao nhất"); "" for none, "mọi cấp" for any."""
    asked = cues.LEVEL_RANKED.search(clear)
    if not asked or not cues.RANK.search(clear):
        return ""
    word = asked["level"] or asked["listed"]
    return next((level for level in RANKS if flat(level) == word), "mọi cấp")


def _cut_out(shown: str, spans: Sequence[_Span]) -> str:
    """What is left without the spans; a comma stands where a sentence began with one."""
    merged: list[_Span] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for start, end in reversed(merged):
        shown = f"{shown[:start]} , {shown[end:]}" if start == 0 else f"{shown[:start]} {shown[end:]}"
    return shown
