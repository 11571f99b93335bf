"""What a question says of its scope: units, periods, issuer and report number, before the reports are chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant import cues
from assistant.holdings import Holdings, holdings
from assistant.issuers import FoundIssuer, find_issuers, office_named, with_office
from assistant.scope_time import Times, read_times
from assistant.shape_cues import RANK, UNITS_ASKED
from index_store.language.flat import flat, without
from index_store.language.places import RANKS, UnitMatch, UnitReading, read_units
from index_store.records import Period, Report, Unit

_Span = tuple[int, int]
_WITHIN = re.compile(r"\s*[,(–-]?\s*(?:(?:thuoc|cua|o|tai)\s+)?")
_COMMITTEE = re.compile(r"(?:huyen|thi|thanh|quan|tinh|dang|xa|phuong) uy(?!\w)")


@dataclass(frozen=True, slots=True)
class Named:
    """What a question says of its scope, before the store is asked; spans are cut out of `bare`."""

    units: tuple[Unit, ...] = ()  # known ones, each chosen or still ambiguous between provinces
    foreign: tuple[Unit, ...] = ()  # named, with no report
    periods: tuple[Period, ...] = ()
    kinds: tuple[Period, ...] = ()  # without a year: read with the year of the newest report
    issuers: tuple[str, ...] = ()  # "UBND", "HĐND", "cấp ủy", or another office's own name, folded
    numbers: tuple[str, ...] = ()  # of reports named by it; digits alone where no more was typed
    pairs: tuple[
        tuple[Unit, Period], ...
    ] = ()  # "xã A 6T/2025 và xã B 6T/2024": each unit with its own period
    period_words: str = ""  # the words that named the periods, folded
    bare: str = ""  # the question without all these
    bound: tuple[
        tuple[Unit, str], ...
    ] = ()  # "xã A (báo cáo của UBND xã) và xã B": of several units one with its own issuer
    issuer_words: str = ""  # the office as typed
    issuer_level: str = ""  # of its unit: "Tỉnh ủy" is of a tỉnh
    issuer_kept: bool = (
        False  # named in a turn before, for another unit: one without such a report has others
    )
    office: str = ""  # a kind of office that it names otherwise than as the source
    cited: bool = False  # "theo báo cáo số …": the report of that number alone will do
    replaced: bool = False  # "thay thế báo cáo số …": the report after it is meant
    provinces: tuple[Unit, ...] = ()  # of known units, named without one of them
    ranked: tuple[
        str, ...
    ] = ()  # "huyện nào … cao nhất": the levels whose units are ranked; ANY_LEVEL for any
    guessed: tuple[tuple[str, Unit], ...] = ()  # a name typed otherwise than it is written, and whose it is

    @property
    def issuer(self) -> str:
        return " và ".join(self.issuers)

    @property
    def number(self) -> str:
        return ", ".join(self.numbers)

    def filled_from(self, earlier: Named) -> Named:
        """This scope with what it leaves open taken from an earlier question."""
        own_time = self.periods or self.kinds
        own_place = self.units or self.foreign or self.ranked
        kept = not self.issuers and (earlier.issuer_kept or bool(own_place and self.units != earlier.units))
        return replace(
            self,
            units=self.units_from(earlier),
            foreign=self.foreign if own_place else earlier.foreign,
            periods=self.periods if own_time else earlier.periods,
            kinds=self.kinds if own_time else earlier.kinds,
            pairs=self.pairs if own_time else (),
            period_words=self.period_words if own_time else earlier.period_words,
            issuers=self.issuers or earlier.issuers,
            issuer_words=self.issuer_words or earlier.issuer_words,
            issuer_level=self.issuer_level if self.issuers else "" if kept else earlier.issuer_level,
            issuer_kept=kept,
            office=self.office or earlier.office,
            numbers=self.numbers or (() if own_time or own_place else earlier.numbers),
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
            apart.append(min(RANKS.get(ranked, 0) for ranked in self.ranked) <= level)
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
    asked_about = _without_containers(question, places.matches)
    times = read_times(question, held, _units(asked_about), earlier_period)
    numbers = list(cues.REPORT_NUMBER.finditer(question))
    issuers = _issuers(question, places, times.spans, numbers)
    source = _source(question, places.matches, issuers)
    clear = flat(question)
    ranked = _ranked_levels(without(clear, [(m.start, m.end) for m in places.matches], "_"))
    around = _around(asked_about, ranked)
    if around:
        asked_about = [match for match in asked_about if match not in around]
    inside = _inside(asked_about, source, held)
    if inside:
        asked_about = [source] if source else [m for m in asked_about if m not in inside]
    bound = _bound(question, asked_about, issuers)
    sources = [issuer for issuer in issuers if issuer not in bound]
    before = [_before_number(clear, number) for number in numbers]
    replaced = any(cues.REPLACING.search(clear[: number.start()]) for number in numbers)
    cut = times.spans + [(i.start, i.end) for i in issuers]
    cut += [
        (with_office(clear, m.start), m.end)
        for m in places.matches
        if m not in inside and held.is_whole(m.candidates)
    ]
    if not replaced:
        cut += [(start.start(), n.end()) for start, n in zip(before, numbers, strict=True)]
    return Named(
        units=_units(asked_about),
        foreign=tuple(dict.fromkeys((*(found.unit for found in places.unknown), *_units(inside)))),
        periods=tuple(dict.fromkeys(times.periods)),
        kinds=tuple(dict.fromkeys(times.kinds)),
        pairs=_pairs(asked_about, times),
        issuers=tuple(dict.fromkeys(issuer.group for issuer in sources)),
        bound=tuple((unit, issuer.group) for issuer, match in bound.items() for unit in match.candidates),
        numbers=tuple(dict.fromkeys(map(_number, numbers))),
        period_words=" ".join(flat(question[start:end]) for start, end in times.spans),
        bare=_cut_out(shown, cut),
        issuer_words=", ".join(shown[slice(*issuer.office)] for issuer in issuers),
        issuer_level=sources[0].level if len(sources) == 1 else "",
        office="" if issuers else office_named(clear),
        cited=any(start["source"] for start in before),
        replaced=replaced,
        provinces=tuple(dict.fromkeys((*(found.unit for found in places.provinces), *_units(around)))),
        ranked=ranked,
        guessed=tuple(
            (question[m.start : m.end], m.candidates[0])
            for m in places.matches
            if not m.exact and m.unit is not None
        ),
    )


_IN_BRACKETS = re.compile(r"\s*\([^()]*")


def _units(matches: Sequence[UnitMatch]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(unit for match in matches for unit in match.candidates))


def _rank(match: UnitMatch) -> int:
    return RANKS.get(match.candidates[0].level, 0)


def _pairs(matches: Sequence[UnitMatch], times: Times) -> tuple[tuple[Unit, Period], ...]:
    """Each unit with the period behind it, where they take turns; () for one unit, or any other order."""
    named = list(zip(times.periods, times.spans, strict=False))
    if len(matches) < 2 or len(named) != len(matches) or times.kinds:
        return ()
    starts = [
        start for match, (_, span) in zip(matches, named, strict=True) for start in (match.start, span[0])
    ]
    if starts != sorted(starts):
        return ()
    return tuple(
        (unit, period) for match, (period, _) in zip(matches, named, strict=True) for unit in match.candidates
    )


def _without_containers(question: str, matches: Sequence[UnitMatch]) -> list[UnitMatch]:
    """The units asked about: of "xã Đồi Sim, huyện Mây Ngàn" only the xã."""
    wholes = set()
    for one, other in pairwise(matches):
        if _rank(one) != _rank(other) and _WITHIN.fullmatch(flat(question), one.end, other.start):
            wholes.add(min(one, other, key=_rank))
    return [match for match in matches if match not in wholes]


def _source(question: str, matches: Sequence[UnitMatch], issuers: Sequence[FoundIssuer]) -> UnitMatch | None:
    """The unit of the office named: it stands right behind it, or "Huyện ủy" is the beginning of its name."""
    for start, end in (issuer.office for issuer in issuers):
        for match in matches:
            behind = match.start >= end and not question[end : match.start].strip()
            if behind or match.start <= start < match.end:
                return match
    return None


def _around(matches: Sequence[UnitMatch], ranked: Sequence[str]) -> list[UnitMatch]:
    """The provinces whose units are ranked: "các xã, phường của tỉnh Lam Sơn, nơi nào cao nhất"."""
    levels = [RANKS.get(level, 0) for level in ranked if level != ANY_LEVEL]
    return [m for m in matches if ranked and _rank(m) == RANKS["tỉnh"] and all(r > _rank(m) for r in levels)]


def _bound(
    question: str, matches: Sequence[UnitMatch], issuers: Sequence[FoundIssuer]
) -> dict[FoundIssuer, UnitMatch]:
    """The offices that stand in brackets right behind one of several units: they are sources for it alone."""
    return {
        issuer: match
        for issuer in issuers
        for match in matches
        if len(matches) > 1 and _IN_BRACKETS.fullmatch(question, match.end, issuer.office[0])
    }


def _inside(asked_about: Sequence[UnitMatch], source: UnitMatch | None, held: Holdings) -> list[UnitMatch]:
    """Places that another unit's report is asked about: "theo báo cáo của UBND huyện Mây Ngàn, xã Đồi Sim có…",
    "xã Bản Chanh (cũ), xã Thượng Sim".
    """
    if source and any(_rank(match) > _rank(source) for match in asked_about):
        return [match for match in asked_about if _rank(match) > _rank(source)]
    named = set(_units(asked_about))
    merged = {m.old for m in held.mergers if m.new in named and not held.has_report([m.old])}
    return [match for match in asked_about if merged & set(match.candidates)]


def _before_number(clear: str, number: re.Match[str]) -> re.Match[str]:
    """The words that lead to a report's number: "theo báo cáo số"."""
    found = cues.BEFORE_A_NUMBER.search(clear[: number.start()])
    assert found is not None
    return found


def _issuers(
    question: str, places: UnitReading, times: Sequence[_Span], numbers: Sequence[re.Match[str]]
) -> list[FoundIssuer]:
    """The offices named as sources: what else says whose and of when a report is may stand in between."""
    clear = flat(question)
    blanks = [*times, *(number.span() for number in numbers if number["number"])]
    for match in places.matches:
        committee = _COMMITTEE.match(clear, match.start)  # "Huyện ủy Mây Ngàn": only the name goes
        blanks.append((committee.end() if committee else match.start, match.end))
    return find_issuers(without(clear, blanks, " "))


def _number(found: re.Match[str]) -> str:
    return re.sub(r"\s", "", found[0]).upper() if found["number"] else found["bare"]


_LEVEL_WORDS = "|".join(sorted(map(flat, RANKS), key=len, reverse=True))
_LEVEL_WORD = re.compile(rf"(?<!\w)(?:{_LEVEL_WORDS})(?!\w)")
_SHORT_TOWN = re.compile(r"(?<!\w)thi(?! (?:xa|tran))(?!\w)")  # "huyện, thị, thành phố"
# "UBND cấp huyện": of thị xã and thành phố, too; "sản phẩm cấp tỉnh" says nothing of the units.
_TIER = re.compile(
    rf"(?<!\w)(?:ubnd|uy ban nhan dan|don vi|dia phuong)(?: hanh chinh)? cap (?P<level>{_LEVEL_WORDS})(?!\w)"
)
ANY_LEVEL = "mọi cấp"


def _ranked_levels(clear: str) -> tuple[str, ...]:
    """The levels whose units a question ranks ("huyện, thị xã nào cao nhất"); () for none, ANY_LEVEL for any."""
    if not RANK.search(clear) or not UNITS_ASKED.search(clear):
        return ()
    said = (_SHORT_TOWN.sub("thi xa", m[0]) for m in cues.LEVEL_RANKED.finditer(clear))
    asked = {found[0] for words in said for found in _LEVEL_WORD.finditer(words)}
    tiers = {found["level"] for found in _TIER.finditer(clear)}
    ranks = {RANKS[level] for level in RANKS if flat(level) in tiers}
    return tuple(lv for lv in RANKS if flat(lv) in asked or RANKS[lv] in ranks) or (ANY_LEVEL,)


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
