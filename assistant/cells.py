"""A figure of each of several reports, and which of them are sure enough to be named. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log, log10
from statistics import median
from typing import Final

from assistant import weights as w
from assistant.rank import Evidence
from index_store.records import Figure, Report

# In a ranking a wrong one may win, so each has to be as sure as the surest and, unless it is
# sure itself, of about the size of the others; two sides of a comparison vouch for each other.
BESIDE_SUREST: Final = 0.2
USUAL_FACTOR: Final = 0.5  # powers of ten from the median that say nothing against a figure
VOUCHED: Final = 0.35  # of the gate, when another side is sure


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


def sure_of_a_ranking(cells: Sequence[Cell]) -> list[Cell]:
    """The cells sure enough to be ranked: a figure that is not, and far from the usual size, would come out on top."""
    surest = max((cell.evidence.coverage for cell in cells), default=0.0)
    gate = max(w.GATE_FIGURE, BESIDE_SUREST * surest)
    sure = [cell for cell in cells if cell.evidence.coverage >= gate]
    if len(sure) < 3:
        return sure
    kept = []
    for cell in sure:
        usual = median(c.figure.value_base for c in sure if c is not cell)
        far = leap(cell.figure.value_base, usual)
        odds = cell.evidence.coverage / max(1.0 - cell.evidence.coverage, 1e-5)
        if log(odds) - max(0.0, far - USUAL_FACTOR) >= log(gate / (1.0 - gate)):
            kept.append(cell)
    return kept
