"""A figure of each of several reports, and which of them are sure enough to be named. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log, log10
from statistics import median
from typing import Final

from assistant import weights as w
from assistant.rank import Evidence
from assistant.told_elsewhere import Place, place_of
from index_store.records import Figure, Report

# Two sides of a comparison vouch for each other. In a ranking a wrong figure may win, so the farther one is from the
# usual size, the surer it has to be, by itself or by what other reports tell.
VOUCHED: Final = 0.35  # of the gate, when another side is sure
USUAL_FACTOR: Final = 0.5  # powers of ten from the median that say nothing against a figure
UNUSUAL: Final = 2.5  # log-odds that each further one takes
LEAST_SURE: Final = 0.03  # whatever other reports tell


@dataclass(frozen=True, slots=True)
class Cell:
    """One report's figure in a comparison, ranking, series or table over units."""

    report: Report
    evidence: Evidence

    @property
    def figure(self) -> Figure:
        assert self.evidence.figure is not None
        return self.evidence.figure


def leap(one: Decimal, other: Decimal) -> float:
    """How many powers of ten two amounts lie apart; 0.0 where one is nothing."""
    return abs(log10(one / other)) if one > 0 and other > 0 else 0.0


def sure_cells(cells: Sequence[Cell], vouched: bool) -> list[Cell]:
    """The cells whose figure is sure enough to be named beside the others."""
    surest = max((cell.evidence.coverage for cell in cells), default=0.0)
    gate = w.GATE_FIGURE * (VOUCHED if vouched and surest >= w.GATE_FIGURE else 1.0)
    return [cell for cell in cells if cell.evidence.coverage >= gate]


def sure_of_a_ranking(cells: Sequence[Cell], told: Mapping[Place, float]) -> list[Cell]:
    """The cells sure enough to be ranked: a figure that is not, and far from the usual size, would come out on top.

    told: the log-odds that other reports give a figure, see told_elsewhere.py.
    """
    gate = log(w.GATE_FIGURE / (1.0 - w.GATE_FIGURE))
    odds = [cell.evidence.log_odds + told.get(place_of(cell.figure), 0.0) for cell in cells]
    sure = [
        (cell, own)
        for cell, own in zip(cells, odds, strict=True)
        if own >= gate and cell.evidence.coverage >= LEAST_SURE
    ]
    if len(sure) < 3:
        return [cell for cell, _ in sure]
    kept = []
    for cell, own in sure:
        usual = median(other.figure.value_base for other, _ in sure if other is not cell)
        if own - UNUSUAL * max(0.0, leap(cell.figure.value_base, usual) - USUAL_FACTOR) >= gate:
            kept.append(cell)
    return kept
