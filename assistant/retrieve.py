"""Candidates for a question within its scope: lexical and dense scores fused, as a LlamaIndex retriever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.weights import CANDIDATES, FUSION_DENSE, RERANKED
from index_store.language.terms import terms
from index_store.records import Candidate
from index_store.reranking import Reranker
from index_store.store import Store


def fuse(
    lexical: Mapping[str, float], dense: Mapping[str, float], weight: float = FUSION_DENSE
) -> dict[str, float]:
    """Scores of all that either search found: its share of the best lexical score, and `weight` times how far its
    cosine is between the farthest and the nearest found.

    Cosines of one report lie close together, since all its passages tell of the same place and period; those of
    many reports do not. Only their order and spacing says something of both.
    """
    top = max(lexical.values(), default=0.0) or 1.0
    far = min(dense.values(), default=0.0)
    width = max(dense.values(), default=0.0) - far or 1.0
    return {
        key: lexical.get(key, 0.0) / top + weight * (dense.get(key, far) - far) / width
        for key in {**lexical, **dense}
    }


def rerank(ordered: Sequence[str], question: str, texts: Mapping[str, str], reranker: Reranker) -> list[str]:
    """The first RERANKED of the keys in the order of a cross-encoder, the others behind them as they were."""
    head = ordered[:RERANKED]
    scores = reranker.scores(question, [texts[key] for key in head])
    better = dict(zip(head, scores.tolist(), strict=True))
    return sorted(head, key=lambda key: -better[key]) + list(ordered[RERANKED:])


class ReportRetriever(BaseRetriever):
    """Passages of the given reports (of all current ones when `reports` is None), best first.

    question: as it was asked, for a cross-encoder, where the query holds only its words; "" means the query.
    The scores are those of both searches fused, from the highest down: a cross-encoder changes which passage stands
    where, not the scores of the places.
    """

    def __init__(
        self,
        store: Store,
        reports: Sequence[str] | None = None,
        limit: int = CANDIDATES,
        question: str = "",
    ) -> None:
        super().__init__()
        self._store, self._reports, self._limit, self._question = store, reports, limit, question

    def find(self, query: str) -> list[Candidate]:
        """What `retrieve` gives as nodes."""
        lexical = dict(self._store.search_lexical(" ".join(terms(query)), self._reports, self._limit))
        dense = dict(self._store.search_dense(query, self._reports, self._limit))
        scores = fuse(lexical, dense)
        passages = {p.id: p for p in self._store.passages(list(scores))}
        order = sorted(passages, key=lambda key: (-scores[key], key))[: self._limit]
        places = [scores[key] for key in order]
        if (reranker := self._store.reranker) is not None:
            texts = {key: f"{passages[key].context}. {passages[key].text}" for key in order}
            order = rerank(order, self._question or query, texts, reranker)
        return [
            Candidate(passages[key], lexical.get(key, 0.0), dense.get(key, 0.0), score)
            for key, score in zip(order, places, strict=True)
        ]

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [as_node(candidate) for candidate in self.find(query_bundle.query_str)]


def as_node(candidate: Candidate) -> NodeWithScore:
    """LlamaIndex's form of a candidate: the passage's id, and flat metadata with each index's own score (lexical:
    BM25 ≥ 0; dense: cosine)."""
    passage = candidate.passage
    metadata = {
        "report": passage.report,
        "section": passage.section,
        "page": passage.page,
        "lexical": candidate.lexical,
        "dense": candidate.dense,
    }
    node = TextNode(id_=passage.id, text=passage.text, metadata=metadata)
    return NodeWithScore(node=node, score=candidate.score)
