"""Train the weights that rank figures and judge the best of them: `python -m eval.train_ranker CORPUS... --out FILE`.

A corpus is a folder with reports/ and questions.jsonl, as eval.shelf makes them. Each question is read as the engine
reads it, against the report that answers it; the figures that stand in the evidence with the value expected are
right, the rest wrong. Questions that the reports do not answer, and answerable ones with their evidence taken away,
teach the gate. Prints how the weights do on indicators that they were not trained on.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from assistant.followups import read_question
from assistant.holdings import open_holdings
from assistant.matching import Floats
from assistant.rank import GATE_NAMES, figure_scores, gate_signals
from assistant.restore import restorer
from assistant.retrieve import ReportRetriever
from assistant.scope import choose
from assistant.signals import NAMES, figure_signals
from assistant.weights import CANDIDATES
from index_store.catalogue import Contents
from index_store.language.numbers import find_quantities
from index_store.records import Report
from index_store.settings import Settings
from index_store.store import Store
from ingest.load import ingest

WITHOUT = " without"  # after the id of a question whose evidence was taken away
FOLDS = 5  # of indicators: what the weights are judged by was not trained on
ABSENT = ("indicator", "omitted", "appendix")  # reasons why a report has no answer that the gate must see
RIVALS = 25  # wrong figures that a right one is compared with: the hardest
RANK_PENALTY, GATE_PENALTY = 60.0, 10.0  # on weights away from the prior
# What is known without data, as corpora show too little of it: the weights start from here.
PRIOR = {
    "in_own": 3.0, "covered": 3.0, "pairs_own": 1.5, "extra_own": -2.0, "class_same": 2.0, "class_other": -2.5,
    "unit_same": 1.0, "noun_other": -1.5, "role_asked": 2.5, "role_target": -1.0, "role_earlier": -0.5, "span": 3.0,
    "period": 2.0, "lexical": 2.0, "dense": 3.0, "in_own_soft": 1.0, "unitless": -0.3, "own_alone": 2.0,
    "part_named": 2.0, "fault_unasked": -2.0, "opposed": -3.0, "deed_unasked": -1.0, "deed_for_stock": -1.0,
    "elsewhere": -4.0, "other_time": -2.5,
}  # fmt: skip
FIRM = {
    "span": 50.0,
    "period": 50.0,
    "opposed": 10.0,
    "elsewhere": 50.0,
    "other_time": 20.0,
    "deed_unasked": 5.0,
    "deed_for_stock": 5.0,
    "class_other": 8.0,
    "fault_unasked": 10.0,
    "noun_other": 8.0,
}  # seldom asked for, or decisive for trust whatever a corpus shows: the prior weighs more


@dataclass(frozen=True, slots=True)
class Sample:
    """One question over one report. right: for each figure 1, 0, or -1 where its value is right by chance."""

    id: str
    category: str
    indicator: str
    signals: Floats
    sentences: NDArray[np.int32]  # of each figure
    right: NDArray[np.int8]
    beside: NDArray[np.bool_]  # figures of the passages that hold the evidence


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _right(contents: Contents, question: dict[str, Any]) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    expected = question["expect"][0]
    wanted = {
        q.value for e in ([expected] if isinstance(expected, str) else expected) for q in find_quantities(e)
    }
    evidence = [_words(e) for e in question["evidence"]]
    holds = {}
    for passage in contents.passages:
        words = _words(f"{passage.text} {passage.anchor} {passage.context}")
        holds[passage.id] = any(len(e & words) >= 0.75 * len(e) for e in evidence)
    beside = np.array([holds[f.passage] for f in contents.figures], dtype=bool)
    same = np.array([f.value in wanted for f in contents.figures], dtype=bool)
    return np.where(same, np.where(beside, 1, -1), 0).astype(np.int8), beside


def samples(corpus: Path, store: Store) -> Iterator[Sample]:
    """The questions for one figure of one report, read as the engine reads them."""
    reports = open_holdings(store)
    by_stem: dict[str, Report] = {Path(f.path).stem: r for r in reports for f in r.files}
    for line in (corpus / "questions.jsonl").read_text("utf-8").splitlines():
        question = json.loads(line)
        answerable = question.get("answerable", True)
        need, named = read_question(
            question["question"], question.get("history") or [], reports, lambda: restorer(store)
        )
        chosen = choose(named, reports).reports
        report = _asked_of(question, by_stem, chosen)
        if report is None and answerable and len(reports) == 1:
            report = reports[0]
        if not answerable and question.get("reason") in ABSENT:
            report = chosen[0] if len(chosen) == 1 else None
        elif report not in chosen:
            continue  # asked of another period, say: the engine turns the question first
        if report is None or (answerable and not (question.get("evidence") and question["expect"])):
            continue
        found = ReportRetriever(store, [report.id], CANDIDATES).find(
            " ".join(need.terms) or question["question"]
        )
        contents = store.contents(report.id)
        signals = figure_signals(need, need.slots[0], contents, found)
        nothing = np.zeros(len(signals))
        right, beside = (
            _right(contents, question) if answerable else (nothing.astype(np.int8), nothing.astype(bool))
        )
        if answerable and not (right == 1).any():
            continue
        yield Sample(
            question["id"], question["category"], str(question.get("indicator")), signals,
            contents.terms.figure_sentences, right, beside,
        )  # fmt: skip


def _asked_of(
    question: dict[str, Any], by_stem: dict[str, Report], chosen: Sequence[Report]
) -> Report | None:
    """The report that a question about one is asked of; of several that hold the answer one that its scope means."""
    held = question.get("report") or ()
    if isinstance(held, list) and question["category"] in ("compare", "rank", "series"):
        return None
    stems = held if isinstance(held, list) else [held] if held else []
    found = [by_stem[str(stem)] for stem in stems if str(stem) in by_stem]
    return next((report for report in found if report in chosen), next(iter(found), None))


def read_corpora(folders: Sequence[Path]) -> list[Sample]:
    """Every sample of the corpora, each taken into a store of its own for the while."""
    found: list[Sample] = []
    for number, folder in enumerate(folders):
        with tempfile.TemporaryDirectory() as place, Store.open(Settings(store=Path(place))) as store:
            ingest([folder / "reports"], store)
            for sample in samples(folder, store):
                found.append(replace(sample, id=f"{number}:{sample.id}"))
    return found


def _hardest(sample: Sample) -> Floats:
    wrong = sample.signals[sample.right == 0]
    fit = wrong[:, [NAMES.index(name) for name in ("covered", "in_own", "lexical")]].sum(axis=1)
    hardest: Floats = wrong[np.argsort(-fit)[:RIVALS]]
    return hardest


def train_rank(found: Sequence[Sample]) -> Floats:
    """(len(NAMES),): weights under which right figures come before the hardest wrong ones of their report."""
    differences = [
        right - _hardest(sample) for sample in found for right in sample.signals[sample.right == 1][:2]
    ]
    prior = np.array([PRIOR.get(name, 0.0) for name in NAMES])
    penalty = np.array([RANK_PENALTY * FIRM.get(name, 1.0) for name in NAMES])
    weights, _ = fit(np.concatenate(differences), None, prior, penalty)
    return weights


def fit(
    rows: Floats, labels: NDArray[np.int8] | None, prior: Floats, penalty: Floats
) -> tuple[Floats, float]:
    """Logistic regression: weights and bias, drawn towards `prior` by the penalty on what they differ by.

    rows: (n, features); labels: 1 or 0, or None where every row is a difference that should come out positive (then
    there is no bias). Weights are judged at the scale of their feature.
    """
    scale = np.maximum(rows.std(axis=0), 1e-3)
    scaled, start = rows / scale, prior * scale
    sign = np.ones(len(rows)) if labels is None else np.where(labels == 1, 1.0, -1.0)

    def loss(values: Floats) -> tuple[float, Floats]:
        weights, bias = values[:-1], values[-1] if labels is not None else 0.0
        margin = sign * (scaled @ weights + bias)
        away = weights - start
        pull = -sign * expit(-margin)
        gradient = np.append(scaled.T @ pull + 2 * penalty * away, pull.sum() if labels is not None else 0.0)
        return float(np.logaddexp(0, -margin).sum() + (penalty * away) @ away), gradient

    found = minimize(loss, np.append(start, 0.0), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    weights: Floats = found.x[:-1] / scale
    return weights, float(found.x[-1])


def _without_evidence(sample: Sample) -> tuple[Floats, NDArray[np.int32]]:
    """The signals as they would be if the report did not hold the answer: the gaps and scores of the rest."""
    keep = ~sample.beside & (sample.right == 0)
    rest = sample.signals[keep].copy()
    for gap, of in (("covered_gap", "covered"), ("own_gap", "in_own")):
        rest[:, NAMES.index(gap)] = rest[:, NAMES.index(of)].max(initial=0.0) - rest[:, NAMES.index(of)]
    rest[:, NAMES.index("unknown")] = 1.0 - rest[:, NAMES.index("anywhere")].max(initial=0.0)
    rest[:, NAMES.index("lexical")] /= rest[:, NAMES.index("lexical")].max(initial=0.0) or 1.0
    return rest, sample.sentences[keep]


def gate_rows(found: Sequence[Sample], rank: Floats) -> tuple[Floats, NDArray[np.int8], list[str]]:
    """The best figure of each sample, whether it is right, and its id; and again with the evidence taken away."""
    rows, right, ids = [], [], []

    def add(signals: Floats, sentences: NDArray[np.int32], labels: NDArray[np.int8], name: str) -> None:
        if len(signals):
            scores = figure_scores(signals, rank)
            best = int(np.argmax(scores))
            rows.append(gate_signals(signals, scores, sentences)[best])
            right.append(labels[best])
            ids.append(name)

    for sample in found:
        keep = sample.right >= 0
        add(sample.signals[keep], sample.sentences[keep], sample.right[keep], sample.id)
        if (sample.right == 1).any():
            rest, sentences = _without_evidence(sample)
            add(rest, sentences, np.zeros(len(rest), dtype=np.int8), f"{sample.id}{WITHOUT}")
    return np.array(rows), np.array(right), ids


def train_gate(rows: Floats, right: NDArray[np.int8]) -> tuple[Floats, float]:
    """Weights and bias under which the right figures are surer than 0.5."""
    return fit(rows, right, np.zeros(rows.shape[1]), np.full(rows.shape[1], GATE_PENALTY))


@dataclass(frozen=True, slots=True)
class Checked:
    """What weights that did not see an indicator make of its questions."""

    ids: list[str]
    rows: Floats
    right: NDArray[np.int8]
    sure: Floats

    def measures(self) -> dict[str, float]:
        whole = np.array([not i.endswith(WITHOUT) for i in self.ids])
        return {
            "questions": int(whole.sum()),
            "right figure first": round(float(self.right[whole].mean()), 4),
            "right ones passed": round(float((self.sure[self.right == 1] >= 0.5).mean()), 4),
            "absent ones stopped": round(float((self.sure[~whole] < 0.5).mean()), 4),
        }


def cross_check(found: Sequence[Sample]) -> Checked:
    """Each indicator judged by weights trained on the others."""
    names = sorted({s.indicator for s in found})
    fold_of = {name: n % FOLDS for n, name in enumerate(names)}
    parts = []
    for fold in range(FOLDS):
        rank = train_rank([s for s in found if fold_of[s.indicator] != fold])
        parts.append(gate_rows([s for s in found if fold_of[s.indicator] == fold], rank))
    rows, right = np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
    ids = [i for p in parts for i in p[2]]
    part = np.repeat(range(FOLDS), [len(p[1]) for p in parts])
    sure = np.zeros(len(right))
    for fold in range(FOLDS):
        weights, bias = train_gate(rows[part != fold], right[part != fold])
        sure[part == fold] = 1 / (1 + np.exp(-(rows[part == fold] @ weights + bias)))
    return Checked(ids, rows, right, sure)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("assistant/ranker.json"))
    given = parser.parse_args(arguments)
    found = read_corpora(given.corpora)
    checked = cross_check(found)
    gate, bias = train_gate(checked.rows, checked.right)
    named = {name: round(float(v), 4) for name, v in zip(GATE_NAMES, gate, strict=True)}
    kept = {
        "made": {"by": "python -m eval.train_ranker", "corpora": [c.name for c in given.corpora]}
        | checked.measures(),
        "rank": {name: round(float(v), 4) for name, v in zip(NAMES, train_rank(found), strict=True)},
        "gate": named | {"bias": round(bias, 4)},
    }
    given.out.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(json.dumps(kept["made"], indent=1))


if __name__ == "__main__":
    main()
