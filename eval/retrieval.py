"""Passages found for questions on sets in BEIR form: python -m eval.retrieval SET... [--model NAME_OR_PATH]

By words (the product's tantivy index), by meaning (an embedding model) and both fused at several weights, for
questions as they stand and without diacritics. A SET is a folder with corpus.jsonl(.gz) {"_id", "text"},
queries.jsonl {"_id", "text"} and qrels.tsv (query-id, corpus-id, score). Prints Markdown.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.weights import CANDIDATES, FUSION_DENSE
from eval.ranking import DEPTH, ndcg
from index_store.embedding import Embedder, load_embedder
from index_store.errors import QuestionSetError, ReportsError
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.lexical import LexicalIndex
from index_store.records import Passage
from index_store.settings import DEFAULT_MODEL

WEIGHTS = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)  # of the cosine beside the lexical score
MEASURES = ("Recall@1", "Recall@5", "Recall@10", "MRR@10", "nDCG@10")
SAMPLES = 2_000  # of the bootstrap

Scores = list[dict[str, float]]  # for each question: document → score
Measured = dict[str, NDArray[np.float64]]  # measure → (questions,)


@dataclass(frozen=True)
class RetrievalSet:
    """Documents, questions, and for each question the documents that answer it (at least one)."""

    name: str
    documents: Mapping[str, str]
    questions: Sequence[str]
    relevant: Sequence[frozenset[str]]


def _texts(folder: Path, stem: str) -> dict[str, str]:
    """_id → text of a JSON-lines file, packed or not."""
    packed = folder / f"{stem}.jsonl.gz"
    path = packed if packed.exists() else folder / f"{stem}.jsonl"
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8") if path == packed else path.open(encoding="utf-8") as file
        ):
            rows = [json.loads(line) for line in file if line.strip()]
        return {row["_id"]: row["text"] for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionSetError(path, [f"{type(error).__name__}: {error}"]) from error


def read_set(folder: Path) -> RetrievalSet:
    """The set in a folder. Raises QuestionSetError; questions without a relevant document are left out."""
    documents, questions = _texts(folder, "corpus"), _texts(folder, "queries")
    judged: dict[str, set[str]] = {}
    path = folder / "qrels.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if float(row["score"]) > 0:
                    judged.setdefault(row["query-id"], set()).add(row["corpus-id"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionSetError(path, [f"{type(error).__name__}: {error}"]) from error
    strays = [
        f"{q} → {d}" for q, ds in judged.items() for d in ds if q not in questions or d not in documents
    ]
    if strays or not judged:
        raise QuestionSetError(path, strays or ["không có dòng nào"])
    kept = [q for q in questions if q in judged]
    return RetrievalSet(
        folder.name, documents, [questions[q] for q in kept], [frozenset(judged[q]) for q in kept]
    )


def by_words(found: RetrievalSet, questions: Sequence[str], depth: int = CANDIDATES) -> Scores:
    """The product's own lexical index over the set, made for the occasion."""
    with tempfile.TemporaryDirectory() as folder:
        index = LexicalIndex(Path(folder))
        passages = (
            Passage(id=key, report=found.name, kind="paragraph", text=text, page=1, order=n)
            for n, (key, text) in enumerate(found.documents.items())
        )
        index.update([], passages, 1)
        return [dict(index.search(" ".join(terms(q)), None, depth)) for q in questions]


def by_meaning(
    found: RetrievalSet, questions: Sequence[str], embedder: Embedder, depth: int = CANDIDATES
) -> Scores:
    """Cosines of the nearest documents."""
    keys = list(found.documents)
    vectors = embedder.encode_passages(list(found.documents.values()))
    scores: Scores = []
    for question in questions:
        cosines = vectors @ embedder.encode_query(question)
        best = np.argsort(-cosines, kind="stable")[:depth]
        scores.append({keys[i]: float(cosines[i]) for i in best})
    return scores


def fused(words: Scores, meaning: Scores, weight: float) -> Scores:
    """As assistant.retrieve adds them: the lexical score over the best one + weight x the cosine."""
    both: Scores = []
    for lexical, dense in zip(words, meaning, strict=True):
        top = max(lexical.values(), default=1.0) or 1.0
        both.append(
            {
                key: lexical.get(key, 0.0) / top + weight * max(dense.get(key, 0.0), 0.0)
                for key in {**lexical, **dense}
            }
        )
    return both


def measure(scores: Scores, relevant: Sequence[frozenset[str]]) -> Measured:
    """Every measure for every question, in 0…1. Recall: the share of its relevant documents."""
    rows = []
    for found, wanted in zip(scores, relevant, strict=True):
        ranked = sorted(found, key=lambda key: (-found[key], key))[:DEPTH]
        hits = [place for place, key in enumerate(ranked, 1) if key in wanted]
        recalls = [sum(place <= k for place in hits) / len(wanted) for k in (1, 5, 10)]
        rows.append([*recalls, 1 / hits[0] if hits else 0.0, ndcg(hits, len(wanted))])
    table = np.array(rows, dtype=np.float64)
    return {name: table[:, n] for n, name in enumerate(MEASURES)}


def interval(sets: Sequence[NDArray[np.float64]], seed: int = 1) -> tuple[float, float]:
    """95 % bootstrap interval of the mean over sets of each set's mean; questions are drawn within their set."""
    rng = np.random.default_rng(seed)
    means = [values[rng.integers(len(values), size=(SAMPLES, len(values)))].mean(axis=1) for values in sets]
    low, high = np.percentile(np.mean(means, axis=0), [2.5, 97.5])
    return float(low), float(high)


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(c) for c in cells) + " |"


def _points(value: float) -> str:
    return f"{100 * value:.1f}"


def _signed(value: float) -> str:
    return f"{100 * value:+.2f}"


def _quality(found: RetrievalSet, how: str, measured: Measured) -> str:
    low, high = interval([measured["nDCG@10"]])
    means = [_points(measured[name].mean()) for name in MEASURES]
    return _row(
        found.name, len(found.documents), len(found.questions), how, *means, f"{_points(low)}-{_points(high)}"
    )


def _gain(weight: float, marks: str, changes: Sequence[NDArray[np.float64]]) -> str:
    low, high = interval(changes)
    means = [change.mean() for change in changes]
    return _row(
        weight,
        marks,
        *(_signed(m) for m in means),
        _signed(np.mean(means)),
        f"{_signed(low)} to {_signed(high)}",
    )


def report(sets: Sequence[RetrievalSet], embedder: Embedder) -> str:
    """Two Markdown tables, in %: each set by words, by meaning, fused as the product does; what each weight adds."""
    quality = [
        _row("set", "documents", "questions", "found by", *MEASURES, "nDCG@10, 95 %"),
        _row("---", "---:", "---:", "---", *["---:"] * len(MEASURES), "---:"),
    ]
    names = [found.name for found in sets]
    gains = [
        _row("weight", "questions", *names, "mean change of nDCG@10", "95 %"),
        _row("---:", "---", *["---:"] * len(names), "---:", "---:"),
    ]
    for marks, spelled in (("as written", str), ("no diacritics", fold)):
        changes: dict[float, list[NDArray[np.float64]]] = {weight: [] for weight in WEIGHTS}
        for found in sets:
            questions = [spelled(question) for question in found.questions]
            words, meaning = by_words(found, questions), by_meaning(found, questions, embedder)
            alone = measure(words, found.relevant)
            both = {w: measure(fused(words, meaning, w), found.relevant) for w in (*WEIGHTS, FUSION_DENSE)}
            quality += [
                _quality(found, f"words, {marks}", alone),
                _quality(found, f"meaning, {marks}", measure(meaning, found.relevant)),
                _quality(found, f"words + {FUSION_DENSE} meaning, {marks}", both[FUSION_DENSE]),
            ]
            for weight in WEIGHTS:
                changes[weight].append(both[weight]["nDCG@10"] - alone["nDCG@10"])
        gains += [_gain(weight, marks, changes[weight]) for weight in WEIGHTS]
    return "\n".join([*quality, "", *gains])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET")
    parser.add_argument("--model", default=str(DEFAULT_MODEL), help="name or path of a SentenceTransformer")
    given = parser.parse_args(arguments)
    try:
        print(report([read_set(folder) for folder in given.sets], load_embedder(given.model)))
    except ReportsError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
