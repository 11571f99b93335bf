"""Of several reports the figures that can stand side by side: of one measure and one role, each the best of its report
that is. Pure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

from assistant import weights as w
from assistant.rank import Evidence
from assistant.understand import Need, Slot
from index_store.language.numbers import find_quantities, unit_class
from index_store.records import Figure, Report

# Set by hand and checked on the gold cells of generated shelves: what the best figure of a report loses against its
# next ones when it counts another thing than the other reports' figures, or prints a share of a plan for a rate.
OTHER_NOUN: Final = 1.5
OTHER_KIND: Final = 4.0  # people where cases are asked for, or cases where people are
SHARE_FOR_RATE: Final = 1.5
LOOKED_AT: Final = 12  # of each report's figures, best first
ASKED_MEASURE: Final = 0.3  # share of the leading measure's votes that the one asked for needs

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
    """What a figure can be compared in. counted: things, people and cases, which reports name in many ways."""

    kind: str  # "money", "area", "percent", … or "counted"
    role: str  # "level" for levels and parts


def side_by_side(
    need: Need, slot: Slot, ranked: Mapping[Report, Sequence[Evidence]], *, lenient: bool
) -> list[Cell]:
    """Each report's figure of the measure that the surest figures have; reports without one are left out.

    ranked: each report's figures, best first; lenient: both sides of a comparison were named, so that one sure figure
    vouches for the other.
    """
    looked = {report: list(found[:LOOKED_AT]) for report, found in ranked.items()}
    votes: Counter[Measure] = Counter()
    nouns: defaultdict[str, float] = defaultdict(float)
    for found in looked.values():
        best: dict[Measure, Evidence] = {}
        for evidence in found:
            measure = _measure(evidence, slot)
            if _may_answer(evidence, slot) and evidence.coverage > _sureness(best.get(measure)):
                best[measure] = evidence
        votes.update({measure: evidence.coverage for measure, evidence in best.items()})
        for measure, evidence in best.items():
            if measure.kind == "counted":
                nouns[_noun_class(evidence)] += evidence.coverage
    if not votes:
        return []
    measure = _chosen(votes, slot)
    noun = (
        slot.unit_class
        if slot.unit_class in _COUNTED
        else max(nouns, key=lambda name: nouns[name], default="")
    )
    cells = []
    for report, found in looked.items():
        fitting = [e for e in found if _may_answer(e, slot) and _measure(e, slot) == measure]
        if fitting:
            cells.append(Cell(report, max(fitting, key=lambda e: _fit(e, slot, measure, noun))))
    return _sure(cells, lenient)


def _sureness(evidence: Evidence | None) -> float:
    return evidence.coverage if evidence else 0.0


def _may_answer(evidence: Evidence, slot: Slot) -> bool:
    """Whether the figure has the role asked for; of a rate, what is reached of a plan may be it."""
    figure = evidence.figure
    assert figure is not None
    if slot.roles:
        return figure.role in slot.roles
    rate = slot.unit_class == "percent" and figure.role == "pct_plan"
    return figure.role in _LEVELS or rate


def _measure(evidence: Evidence, slot: Slot) -> Measure:
    figure = evidence.figure
    assert figure is not None
    kind = unit_class(figure.unit)
    plain = figure.role in _LEVELS or (figure.role == "pct_plan" and not slot.roles)
    if kind in _COUNTED:
        _, _, per = figure.unit_base.partition("/")
        kind = f"counted/{per}" if per else "counted"
    return Measure(kind, "level" if plain else figure.role)


def _noun_class(evidence: Evidence) -> str:
    """The class of what a figure counts; "" where neither its unit nor its words say."""
    figure = evidence.figure
    assert figure is not None
    unit = figure.unit or _implied_unit(figure.indicator.partition(Figure.INHERITS)[0].strip())
    return unit_class(unit) if unit else ""


@lru_cache(maxsize=4096)
def _implied_unit(own: str) -> str:
    """ "số người tử vong" counts people, though no unit follows the number; "" where nothing says what is counted."""
    start = _NUMBER_OF.match(own.lower())
    found = find_quantities(f"1 {own[start.end() :]}") if start else []
    return found[0].unit if found and found[0].start == 0 else ""


def _chosen(votes: Counter[Measure], slot: Slot) -> Measure:
    """The measure with most votes; the one asked for, where enough of them are for it."""
    leading, most = votes.most_common(1)[0]
    kind = "counted" if slot.unit_class in _COUNTED else slot.unit_class
    asked = [measure for measure in votes if measure.kind == kind]
    best = max(asked, key=votes.__getitem__, default=leading)
    return best if votes[best] >= ASKED_MEASURE * most else leading


def _fit(evidence: Evidence, slot: Slot, measure: Measure, noun: str) -> float:
    """The score with the sureness, which tells neighbours in a sentence apart, less what speaks against it."""
    figure = evidence.figure
    assert figure is not None
    sure = min(max(evidence.coverage, 1e-5), 1 - 1e-5)
    fit = evidence.score + log(sure / (1 - sure))
    own = _noun_class(evidence)
    if measure.kind == "counted" and own and noun and own != noun:
        fit -= OTHER_KIND if {own, noun} == {"person", "case"} else OTHER_NOUN
    if figure.role == "pct_plan" and not slot.roles:
        fit -= SHARE_FOR_RATE
    return fit


def _sure(cells: Sequence[Cell], lenient: bool) -> list[Cell]:
    """The cells whose figure is sure enough to be named."""
    surest = max((cell.evidence.coverage for cell in cells), default=0.0)
    gate = w.GATE_FIGURE
    if lenient and surest >= gate:
        gate *= w.GATE_BESIDE
    return [cell for cell in cells if cell.evidence.coverage >= gate]
