"""Of several reports the figures that can stand side by side: of one measure and one role, each the best of its report
that is. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log, log10
from statistics import median
from typing import Final

from assistant import weights as w
from assistant.rank import Evidence
from assistant.understand import Need, Slot
from index_store.language.numbers import find_quantities, unit_class
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.records import Figure, Report, Role

# Set by hand and checked on the gold of generated shelves. The first ones are what a figure loses against the other
# figures of its report, beside the score of the ranking and the log-odds of the gate.
OTHER_NOUN: Final = 2.5  # it counts another thing than is asked, or than the other reports' figures do
OTHER_SORT: Final = 1.5  # "hộ cận nghèo" where "hộ nghèo" is asked for
OTHER_KIND: Final = 4.0  # people where cases are asked for, or cases where people are
SHARE_FOR_RATE: Final = 1.5  # what is reached of a plan, where a rate is asked for
LOOKED_AT: Final = 12  # of each report's figures, best first
ASKED_MEASURE: Final = 0.3  # share of the leading measure's votes that the one asked for needs
ASKED_ROLE: Final = 0.5  # share of the votes for levels that the role asked for needs
# Which cells are named. In a ranking a wrong one may win, so each has to be as sure as the surest and, unless it is
# sure itself, of about the size of the others; two sides of a comparison vouch for each other.
BESIDE_SUREST: Final = 0.2
USUAL_FACTOR: Final = 0.5  # powers of ten from the median that say nothing against a figure
VOUCHED: Final = 0.35  # of the gate, when another side is sure

_COUNTED: Final = frozenset({"count", "person", "case"})
_LEVELS: Final = frozenset({"level", "part"})
_NUMBER_OF = re.compile(r"(?:tổng |tổng cộng )?số (?=\w)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One report's figure in a comparison, ranking, series or table over units."""

    report: Report
    evidence: Evidence

    @property
    def figure(self) -> Figure:
        assert self.evidence.figure is not None
        return self.evidence.figure


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
    role: Role
    measure: Measure
    thing: str

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
) -> list[Cell]:
    """Each report's figure of the measure that the surest figures have; reports without a sure one are left out.

    slot: the quantity asked; ranked: each report's figures, best first; ranking: the highest or lowest of them is
    wanted; vouched: the question names the reports, so that one sure figure vouches for the others.
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
    cells = [
        Cell(report, max(found, key=lambda s: _fit(s, slot, thing, asked)).evidence)
        for report, found in fitting.items()
        if found
    ]
    return _sure_of_a_ranking(cells) if ranking else _sure(cells, vouched)


def _see(evidence: Evidence, figure: Figure, slot: Slot) -> _Seen:
    kind = unit_class(figure.unit)
    if kind in _COUNTED:
        _, _, per = figure.unit_base.partition("/")
        kind = f"counted/{per}" if per else "counted"
    plain = figure.role in _LEVELS or (figure.role == "pct_plan" and not slot.roles)
    thing = figure.unit or _counted_in(figure.indicator.partition(Figure.INHERITS)[0].strip())
    return _Seen(evidence, figure.role, Measure(kind, "level" if plain else figure.role), thing)


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
    sure = min(max(seen.sure, 1e-5), 1 - 1e-5)
    fit = seen.evidence.score + log(sure / (1 - sure))
    if seen.measure.kind == "counted" and seen.thing and thing:
        kinds = {unit_class(seen.thing), slot.unit_class or unit_class(thing)}
        if kinds == {"person", "case"}:
            fit -= OTHER_KIND
        elif len(kinds) > 1 or _first_word(seen.thing) != _first_word(thing):
            fit -= OTHER_NOUN
        elif not asked.issuperset(map(fold, terms(seen.thing)[1:])):
            fit -= OTHER_SORT
    return fit - (SHARE_FOR_RATE if seen.role == "pct_plan" and not slot.roles else 0.0)


def _first_word(thing: str) -> str:
    return fold(next(iter(terms(thing)), ""))


def _sure(cells: Sequence[Cell], vouched: bool) -> list[Cell]:
    """The cells whose figure is sure enough to be named beside the others."""
    surest = max((cell.evidence.coverage for cell in cells), default=0.0)
    gate = w.GATE_FIGURE * (VOUCHED if vouched and surest >= w.GATE_FIGURE else 1.0)
    return [cell for cell in cells if cell.evidence.coverage >= gate]


def _sure_of_a_ranking(cells: Sequence[Cell]) -> list[Cell]:
    """The cells sure enough to be ranked: a figure that is not, and far from the usual size, would come out on top."""
    surest = max((cell.evidence.coverage for cell in cells), default=0.0)
    gate = max(w.GATE_FIGURE, BESIDE_SUREST * surest)
    sure = [cell for cell in cells if cell.evidence.coverage >= gate]
    if len(sure) < 3:
        return sure
    kept = []
    for cell in sure:
        usual = median(c.figure.value_base for c in sure if c is not cell)
        both = usual > 0 and cell.figure.value_base > 0
        far = abs(log10(cell.figure.value_base / usual)) if both else 0.0
        odds = cell.evidence.coverage / max(1.0 - cell.evidence.coverage, 1e-5)
        if log(odds) - max(0.0, far - USUAL_FACTOR) >= log(gate / (1.0 - gate)):
            kept.append(cell)
    return kept
