"""Of several reports the figures that can stand side by side: of one measure and one role, each the best of its report
that is. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from statistics import median
from typing import Final

from assistant.cells import Cell, leap, sure_cells, sure_of_a_ranking
from assistant.rank import Evidence
from assistant.told_elsewhere import Place, place_of, told_elsewhere
from assistant.understand import Need, Slot
from index_store.language.numbers import find_quantities, unit_class
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.records import Figure, Report, Role

# Set by hand and checked on the gold of generated shelves. The first ones are what a figure loses against the other
# figures of its report, beside the score of the ranking and the log-odds of the gate.
OTHER_NOUN: Final = 2.5  # it counts another thing than is asked, or than the other reports' figures do
OTHER_SORT: Final = 1.5  # "hộ cận nghèo" where "hộ nghèo" is asked for
WIDER_SORT: Final = 0.8  # "hộ" where "hộ nghèo" is asked for
OTHER_KIND: Final = 4.0  # people where cases are asked for, or cases where people are
SHARE_FOR_RATE: Final = 1.5  # what is reached of a plan, where a rate is asked for
LEAP: Final = 2.0  # for each power of ten from the same unit's figure of another year
LOOKED_AT: Final = 12  # of each report's figures, best first
ASKED_MEASURE: Final = 0.3  # share of the leading measure's votes that the one asked for needs
ASKED_ROLE: Final = 0.5  # share of the votes for levels that the role asked for needs

_COUNTED: Final = frozenset({"count", "person", "case"})
_LEVELS: Final = frozenset({"level", "part"})
_NUMBER_OF = re.compile(r"(?:tổng |tổng cộng )?số (?=\w)")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure can be compared in. kind: "money", "area", "percent", … or "counted": things, people and cases,
    which reports name in many ways; role: "level" for levels and parts.
    """

    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A figure of a report as one that may be chosen. thing: what it counts ("người chết"), "" where nothing says."""

    evidence: Evidence
    figure: Figure  # that of the evidence
    measure: Measure
    thing: str

    @property
    def role(self) -> Role:
        return self.figure.role

    @property
    def value(self) -> Decimal:
        return self.figure.value_base

    @property
    def sure(self) -> float:
        return self.evidence.coverage


def side_by_side(
    need: Need,
    slot: Slot,
    ranked: Mapping[Report, Sequence[Evidence]],
    *,
    ranking: bool = False,
    vouched: bool = False,
    steady: bool = False,
) -> list[Cell]:
    """Each report's figure of the measure that the surest figures have; reports without a sure one are left out.

    slot: the quantity asked; ranked: each report's figures, best first; ranking: the highest or lowest of them is
    wanted; vouched: the question names the reports, so that one sure figure vouches for the others; steady: they are
    one unit's over the same part of each year, so that what a figure says does not leap.
    """
    seen = {
        report: [_see(e, e.figure, slot) for e in found[:LOOKED_AT] if e.figure is not None]
        for report, found in ranked.items()
    }
    votes, levels = _votes(seen, slot), _votes(seen, replace(slot, roles=frozenset()))
    if slot.roles and max(votes.values(), default=0.0) < ASKED_ROLE * max(levels.values(), default=0.0):
        slot, votes = (
            replace(slot, roles=frozenset()),
            levels,
        )  # "kế hoạch vốn được giao" may be printed as a level
    if not votes:
        return []
    measure = _chosen(votes, slot)
    fitting = {
        report: [s for s in found if s.measure == measure and _may_answer(s, slot)]
        for report, found in seen.items()
    }
    thing, asked = _thing_asked(slot, fitting.values()), frozenset(map(fold, need.terms))
    fits = {
        report: [(s, _fit(s, slot, thing, asked)) for s in found]
        for report, found in fitting.items()
        if found
    }
    chosen = _fittest(fits)
    told: dict[Place, float] = {}
    if ranking:
        figures = {report: [s.figure for s in found] for report, found in seen.items()}
        told = told_elsewhere(figures, {report: s.evidence for report, s in chosen.items()})
        chosen = _fittest(
            {r: [(s, fit + told.get(place_of(s.figure), 0.0)) for s, fit in f] for r, f in fits.items()}
        )
    if steady:
        chosen = _steady(fits, chosen)
    chosen = _of_one_class(chosen, thing)
    cells = [Cell(report, seen.evidence) for report, seen in chosen.items()]
    return sure_of_a_ranking(cells, told) if ranking else sure_cells(cells, vouched)


def _fittest(fits: Mapping[Report, Sequence[tuple[_Seen, float]]]) -> dict[Report, _Seen]:
    return {report: max(found, key=lambda pair: pair[1])[0] for report, found in fits.items()}


def _see(evidence: Evidence, figure: Figure, slot: Slot) -> _Seen:
    kind = unit_class(figure.unit)
    if kind in _COUNTED:
        _, _, per = figure.unit_base.partition("/")
        kind = f"counted/{per}" if per else "counted"
    plain = figure.role in _LEVELS or (figure.role == "pct_plan" and not slot.roles)
    thing = figure.unit or _counted_in(figure.indicator.partition(Figure.INHERITS)[0].strip())
    return _Seen(evidence, figure, Measure(kind, "level" if plain else figure.role), thing)


@lru_cache(maxsize=4096)
def _counted_in(own: str) -> str:
    """ "số người tử vong" counts people, though no unit follows the number; "" where nothing says what is counted."""
    start = _NUMBER_OF.match(own.lower())
    found = find_quantities(f"1 {own[start.end() :]}") if start else []
    return found[0].unit if found and found[0].start == 0 else ""


def _may_answer(seen: _Seen, slot: Slot) -> bool:
    """Whether the figure has the role asked for; of a rate, what is reached of a plan may be it."""
    if slot.roles:
        return seen.role in slot.roles
    return seen.role in _LEVELS or (slot.unit_class == "percent" and seen.role == "pct_plan")


def _votes(seen: Mapping[Report, Sequence[_Seen]], slot: Slot) -> Counter[Measure]:
    """For each measure how sure the reports' surest figures of it are, together."""
    votes: Counter[Measure] = Counter()
    for found in seen.values():
        surest: dict[Measure, float] = {}
        for one in found:
            if _may_answer(one, slot):
                surest[one.measure] = max(surest.get(one.measure, 0.0), one.sure)
        votes.update(surest)
    return votes


def _chosen(votes: Counter[Measure], slot: Slot) -> Measure:
    """The measure with most votes; the one asked for, where enough of them are for it."""
    leading, most = votes.most_common(1)[0]
    kind = "counted" if slot.unit_class in _COUNTED else slot.unit_class
    asked = [measure for measure in votes if measure.kind == kind]
    best = max(asked, key=votes.__getitem__, default=leading)
    return best if votes[best] >= ASKED_MEASURE * most else leading


def _thing_asked(slot: Slot, found: Collection[Sequence[_Seen]]) -> str:
    """What is counted: in the words of the question, else as the surest figures name it."""
    if slot.noun:
        return " ".join(slot.noun)
    votes: Counter[str] = Counter()
    for seen in found:
        if seen:
            best = max(seen, key=lambda s: s.sure)
            votes.update({best.thing: best.sure})
    return votes.most_common(1)[0][0] if votes else ""


def _fit(seen: _Seen, slot: Slot, thing: str, asked: frozenset[str]) -> float:
    """The ranking's score, with the sureness that tells neighbours in a sentence apart, less what speaks against it."""
    fit = seen.evidence.score + seen.evidence.log_odds
    if seen.measure.kind == "counted" and seen.thing and thing:
        kinds = {unit_class(seen.thing), slot.unit_class or unit_class(thing)}
        if kinds == {"person", "case"}:
            fit -= OTHER_KIND
        elif len(kinds) > 1 or _first_word(seen.thing) != _first_word(thing):
            fit -= OTHER_NOUN
        elif not asked.issuperset(map(fold, terms(seen.thing)[1:])):
            fit -= OTHER_SORT
        elif len(terms(seen.thing)) < len(terms(thing)):
            fit -= WIDER_SORT
    return fit - (SHARE_FOR_RATE if seen.role == "pct_plan" and not slot.roles else 0.0)


def _of_one_class(chosen: Mapping[Report, _Seen], thing: str) -> dict[Report, _Seen]:
    """Without those that count what is of another class than the thing asked for, where any is of its class: 195
    cases would stand before 179 party organisations.
    """
    if not thing or not any(_of_class(seen, thing) for seen in chosen.values()):
        return dict(chosen)
    return {report: seen for report, seen in chosen.items() if not seen.thing or _of_class(seen, thing)}


def _of_class(seen: _Seen, thing: str) -> bool:
    return unit_class(seen.thing) == unit_class(thing)


def _steady(
    fits: Mapping[Report, Sequence[tuple[_Seen, float]]], chosen: Mapping[Report, _Seen]
) -> dict[Report, _Seen]:
    """Each report's figure again, now with how far it leaps from the others' counting against it: of two reports the
    best pair, of more each beside the median of the others.
    """
    if len(fits) == 2:
        (one, ones), (other, others) = fits.items()
        pairs = [(a, b, p + q - LEAP * leap(a.value, b.value)) for a, p in ones for b, q in others]
        best = max(pairs, key=lambda pair: pair[2])
        return {one: best[0], other: best[1]}
    found = dict(chosen)
    for report, own in fits.items():
        usual = [seen.value for other, seen in found.items() if other is not report]
        if usual:
            middle = median(usual)
            found[report] = max(own, key=lambda pair: pair[1] - LEAP * leap(pair[0].value, middle))[0]
    return found


def _first_word(thing: str) -> str:
    return fold(next(iter(terms(thing)), ""))
