"""Which figure of a report answers the need. Candidates in, evidence out.

Figures are ranked by the weighted sum of their signals (signals.py); a second sum says whether the best of them
answers at all. The weights stand in ranker.json, trained on questions with known answers (eval/train_ranker.py).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import weights as w
from assistant.matching import Floats
from assistant.signals import NAMES, figure_signals
from assistant.understand import Need, Slot
from index_store.catalogue import Contents
from index_store.records import Candidate, Figure, Passage


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure or a sentence that may answer; start and end: the sentence, offsets in the passage."""

    passage: Passage
    start: int
    end: int
    coverage: float  # 0..1: of a sentence, the share of the question found; of a figure, how sure it is
    score: float
    figure: Figure | None = None

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def log_odds(self) -> float:
        """How sure it is; log-odds of several grounds add up."""
        sure = min(max(self.coverage, 1e-5), 1 - 1e-5)
        return log(sure / (1.0 - sure))

    def shares_sentence(self, other: Evidence) -> bool:
        return self.passage.id == other.passage.id and self.start == other.start


RANKER = Path(__file__).with_name("ranker.json")
_OF_TARGETS = ("asks_target", "role_asked", "role_target", "asks_plan")
GATE_NAMES = (*NAMES, "score", "ahead")  # what the gate weighs


@cache
def _weights(file: Path) -> tuple[Floats, Floats, float]:
    """Of the ranking, of the gate, and the gate's bias."""
    kept = json.loads(file.read_text("utf-8"))
    rank, gate = kept["rank"], kept["gate"]
    return (
        np.array([rank.get(name, 0.0) for name in NAMES]),
        np.array([gate.get(name, 0.0) for name in GATE_NAMES]),
        float(gate["bias"]),
    )


def rank_figures(
    need: Need, slot: Slot, contents: Contents, candidates: Sequence[Candidate], period_words: str = ""
) -> list[Evidence]:
    """Every figure of a report as evidence for one quantity asked, best first; [] when there is none.

    candidates: what retrieval found in this report; period_words: a period that was asked for and is not the
    report's own, folded: "ca nam 2023".
    """
    signals = figure_signals(need, slot, contents, candidates, period_words)
    if not len(signals):
        return []
    rank, gate, bias = _weights(RANKER)
    scores = figure_scores(signals, rank)
    order = np.argsort(-scores, kind="stable")
    sure = 1.0 / (
        1.0 + np.exp(-(gate_signals(signals, scores, contents.terms.figure_sentences) @ gate + bias))
    )
    index = contents.terms
    places = index.sentences[index.figure_sentences[order], :3].tolist()
    rows = zip(order.tolist(), places, sure[order].tolist(), scores[order].tolist(), strict=True)
    return [
        Evidence(contents.passages[number], start, end, coverage, score, contents.figures[at])
        for at, (number, start, end), coverage, score in rows
    ]


def figure_scores(signals: Floats, rank: Floats) -> Floats:
    """(figures,): the weighted signals, less for a role that cannot answer, however like the question its words are:
    a target where none is asked for, and anything else where one is.
    """
    asked, own, target, plan = (signals[:, NAMES.index(name)] for name in _OF_TARGETS)
    cannot = np.where(asked > 0, own == 0, (target > 0) & (plan == 0))
    scores: Floats = signals @ rank - w.OTHER_ROLE * cannot
    return scores


def gate_signals(signals: Floats, scores: Floats, sentences: NDArray[np.int32]) -> Floats:
    """(figures, len(GATE_NAMES)): the signals, the score, and how far it is ahead of the best of another sentence.

    sentences: (figures,), the number of each figure's sentence.
    """
    best = np.full(int(sentences.max()) + 1, -np.inf)
    np.maximum.at(best, sentences, scores)
    first = int(best.argmax())
    others = np.delete(best, first).max(initial=-w.MOST_AHEAD + best[first])
    ahead = scores - np.where(sentences == first, others, best[first])
    return np.column_stack([signals, scores, np.clip(ahead, -w.MOST_AHEAD, w.MOST_AHEAD)])
