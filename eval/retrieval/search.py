"""A set searched as the product searches: by words, by meaning, both fused, and put in order by a cross-encoder."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from assistant.retrieve import fuse, rerank
from assistant.weights import CANDIDATES
from eval.retrieval.sets import RetrievalSet
from index_store.embedding import Embedder
from index_store.language.terms import terms
from index_store.lexical import LexicalIndex
from index_store.records import Passage
from index_store.reranking import Reranker

Scores = list[dict[str, float]]  # for each question: document → score


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
    """As the product adds them."""
    return [fuse(lexical, dense, weight) for lexical, dense in zip(words, meaning, strict=True)]


def reranked(
    scores: Scores, questions: Sequence[str], documents: Mapping[str, str], reranker: Reranker
) -> Scores:
    """Places instead of scores: the last has 1."""
    placed: Scores = []
    for found, question in zip(scores, questions, strict=True):
        order = rerank(sorted(found, key=lambda key: (-found[key], key)), question, documents, reranker)
        placed.append({key: float(len(order) - n) for n, key in enumerate(order)})
    return placed
