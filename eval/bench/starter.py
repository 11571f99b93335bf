"""LlamaIndex as its starter tutorial has it: files read, split by SentenceSplitter, found by BM25 or by vectors.

Every default is LlamaIndex's own: chunks of 1,024 tokens, BM25 with an English stemmer and English stop words. Only
the embedding model is ours, since the tutorial's needs the network. What it finds is a chunk of some 1,800 characters,
several of our passages, so that the right one first is less to ask of it than of us.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.readers.base import BaseReader
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import BaseNode, Document
from lxml import etree
from pydantic import PrivateAttr
from pypdf import PdfReader

from eval.cases import Case
from index_store.embedding import Embedder

DEPTH = 10  # passages kept for a question: as many as `tracuu ask` gives
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class PdfText(BaseReader):
    """A document for each page, as PDFReader of llama-index-readers-file makes them."""

    def load_data(self, file: Path, extra_info: dict[str, Any] | None = None) -> list[Document]:
        pages = PdfReader(file).pages
        return [Document(text=page.extract_text(), metadata=extra_info or {}) for page in pages]


class DocxText(BaseReader):
    """The body's text, as docx2txt, and so DocxReader, takes it: no footnotes."""

    def load_data(self, file: Path, extra_info: dict[str, Any] | None = None) -> list[Document]:
        with ZipFile(file) as parts:
            body = etree.fromstring(parts.read("word/document.xml"))
        lines = ["".join(t.text or "" for t in p.iter(f"{_W}t")) for p in body.iter(f"{_W}p")]
        return [Document(text="\n\n".join(lines), metadata=extra_info or {})]


class ShippedEmbedding(BaseEmbedding):
    """Our embedding model in LlamaIndex's shape."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__()
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._listed(self._embedder.encode_query(query))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [self._listed(vector) for vector in self._embedder.encode_passages(texts)]

    @staticmethod
    def _listed(vector: Any) -> list[float]:
        return [float(x) for x in np.asarray(vector)]


def read_chunks(files: Path) -> Sequence[BaseNode]:
    readers: dict[str, BaseReader] = {".pdf": PdfText(), ".docx": DocxText()}
    documents = SimpleDirectoryReader(str(files), recursive=True, file_extractor=readers).load_data()
    return SentenceSplitter().get_nodes_from_documents(documents)


def by_words(chunks: Sequence[BaseNode]) -> BaseRetriever:
    from llama_index.retrievers.bm25 import BM25Retriever

    retriever: BaseRetriever = BM25Retriever.from_defaults(nodes=list(chunks), similarity_top_k=DEPTH)
    return retriever


def by_meaning(chunks: Sequence[BaseNode], embedder: Embedder) -> BaseRetriever:
    index = VectorStoreIndex(list(chunks), embed_model=ShippedEmbedding(embedder))
    return index.as_retriever(similarity_top_k=DEPTH)


def whole_question(case: Case) -> str:
    """The question behind the ones before it: a follow-up alone names too little for any search."""
    earlier = [
        turn if isinstance(turn, str) else turn["content"]
        for turn in case.history
        if isinstance(turn, str) or turn.get("role", "user") == "user"
    ]
    return " ".join([*earlier, case.question])


def found(retriever: BaseRetriever, cases: Sequence[Case]) -> Iterator[dict[str, Any]]:
    """For each case what `tracuu ask` would have under "passages", and the milliseconds."""
    for case in cases:
        started = time.perf_counter()
        nodes = retriever.retrieve(whole_question(case))
        ms = (time.perf_counter() - started) * 1000
        passages = [
            {"report_file": hit.node.metadata.get("file_name"), "text": hit.node.get_content()}
            for hit in nodes
        ]
        yield {"id": case.id, "ms": ms, "passages": passages}
