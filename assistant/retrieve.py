"""Candidates for a question within its scope: lexical and dense scores fused, as a LlamaIndex retriever."""

from __future__ import annotations

from collections.abc import Sequence

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.weights import CANDIDATES, FUSION_DENSE
from index_store.language.terms import terms
from index_store.records import Candidate
from index_store.store import Store


class ReportRetriever(BaseRetriever):
    """Passages of the given reports (of all current ones when `reports` is None), best first.

    A node's id is the passage's. Its metadata is flat: report, section, page, and each index's own score
    (lexical: BM25 ≥ 0; dense: cosine); the node's score is the two fused.
    """

    def __init__(self, store: Store, reports: Sequence[str] | None = None, limit: int = CANDIDATES) -> None:
        super().__init__()
        self._store, self._reports, self._limit = store, reports, limit

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        question = query_bundle.query_str
        lexical = dict(self._store.search_lexical(" ".join(terms(question)), self._reports, self._limit))
        dense = dict(self._store.search_dense(question, self._reports, self._limit))
        top = max(lexical.values(), default=1.0) or 1.0
        nodes = []
        for passage in self._store.passages(list(dict.fromkeys([*lexical, *dense]))):
            near, close = lexical.get(passage.id, 0.0), dense.get(passage.id, 0.0)
            metadata = {
                "report": passage.report,
                "section": passage.section,
                "page": passage.page,
                "lexical": near,
                "dense": close,
            }
            node = TextNode(id_=passage.id, text=passage.text, metadata=metadata)
            nodes.append(NodeWithScore(node=node, score=near / top + FUSION_DENSE * max(close, 0.0)))
        nodes.sort(key=lambda n: (-(n.score or 0.0), n.node.node_id))
        return nodes[: self._limit]


def candidates_of(nodes: Sequence[NodeWithScore], store: Store) -> list[Candidate]:
    """The passages behind retrieved nodes, in their order."""
    passages = {p.id: p for p in store.passages([n.node.node_id for n in nodes])}
    return [
        Candidate(
            passages[n.node.node_id], n.node.metadata["lexical"], n.node.metadata["dense"], n.score or 0.0
        )
        for n in nodes
        if n.node.node_id in passages
    ]
