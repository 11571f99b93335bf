"""Which figure, or which sentence, of a report answers the need. Candidates in, evidence out.

Figures are ranked by the weighted sum of their signals (signals.py); a second sum says whether the best of them
answers at all. The weights stand in ranker.json, trained on questions with known answers (eval/train_ranker.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import cues
from assistant import weights as w
from assistant.signals import NAMES, Floats, figure_signals, match
from assistant.understand import Need, Slot
from index_store.catalogue import Contents
from index_store.language.text import fold
from index_store.records import Candidate, Figure, Passage

# Proper names: what a list of places, projects or people is made of.
_NAMES = re.compile(r"(?<![\w“])[A-ZÀ-ỴĐ][^\W\d_]+(?:\s[A-ZÀ-ỴĐ][^\W\d_]+)+")


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


GATE_NAMES = (*NAMES, "score", "ahead")  # what the gate weighs


@cache
def _weights() -> tuple[Floats, Floats, float]:
    """Of the ranking, of the gate, and the gate's bias."""
    kept = json.loads(Path(__file__).with_name("ranker.json").read_text("utf-8"))
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
    rank, gate, bias = _weights()
    scores = signals @ rank
    order = np.argsort(-scores, kind="stable")
    sure = 1.0 / (
        1.0 + np.exp(-(gate_signals(signals, scores, contents.terms.figure_sentences) @ gate + bias))
    )
    index, found = contents.terms, []
    for at in order:
        number, start, end, _ = index.sentences[index.figure_sentences[at]]
        evidence = Evidence(
            contents.passages[number],
            int(start),
            int(end),
            float(sure[at]),
            float(scores[at]),
            contents.figures[at],
        )
        found.append(evidence)
    return found


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


def rank_sentences(need: Need, contents: Contents, candidates: Sequence[Candidate]) -> list[Evidence]:
    """Every sentence of the candidates as evidence, best first."""
    index = contents.terms
    found = match(need, None, index)
    top = max((c.lexical for c in candidates), default=0.0) or 1.0
    by_id = {c.passage.id: c for c in candidates}
    rows = [
        (n, row, by_id[contents.passages[row[0]].id])
        for n, row in enumerate(index.sentences.tolist())
        if contents.passages[row[0]].id in by_id
    ]
    if not rows:
        return []
    texts = np.array(
        [[row[3], *index.passages[row[0]]] for _, row, _ in rows]
    )  # sentence, passage, anchor, headings
    weight = np.array([w.OWN, w.ANCHOR, w.ANCHOR, w.HEADING])
    covered = found.share((found.soft[:, texts] * weight).max(axis=2))
    pairs = (found.pairs[texts] * weight).max(axis=1)
    evidence = []
    for (_, (_, start, end, _), candidate), coverage, pair in zip(rows, covered, pairs, strict=True):
        passage = candidate.passage
        prior = w.LEXICAL * candidate.lexical / top + w.DENSE * max(candidate.dense, 0.0)
        gate = (1 - w.GATE_PAIRS) * coverage + w.GATE_PAIRS * pair
        fit = w.KIND * kind_fit(need, passage, passage.text[start:end])
        evidence.append(
            Evidence(passage, start, end, float(gate), float(coverage + w.PAIRS * pair + prior + fit))
        )
    evidence.sort(key=lambda e: (-e.score, e.passage.order, e.start))
    return evidence


def kind_fit(need: Need, passage: Passage, text: str) -> float:
    """1.0 when the sentence has what this kind of question wants, else 0.0 (−1.0 when it cannot serve)."""
    folded = fold(text)
    match need.kind:
        case "cause":
            headed = "nguyen nhan" in fold(" ".join(passage.path[-2:]))
            return 1.0 if headed or any(c in folded for c in cues.CAUSES) else -1.0
        case "when":
            return 1.0 if cues.DATE_PRINTED.search(folded) else -1.0
        case "document":
            return 1.0 if cues.DOCUMENT_PRINTED.search(text) else -1.0
        case "who":
            return 1.0 if passage.kind == "header" or "dong chi" in folded else 0.0
        case "list":
            names = len(_NAMES.findall(text))
            return 1.0 if names >= 2 else 0.0 if names else -0.5
        case "tasks":
            return (
                1.0 if any(c in fold(" ".join(passage.path)) for c in ("nhiem vu", "phuong huong")) else 0.0
            )
        case _:
            return 0.0
