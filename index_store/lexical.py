"""Passages by words: tantivy over syllables and neighbouring pairs, each with its marks and folded.

Derived from the catalogue. A folded token begins with "_", so that "_gieo" is found by a question typed without
diacritics and "gieo" weighs more for one typed with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import tantivy

from index_store.errors import StoreError
from index_store.language.terms import terms
from index_store.language.terms import version as terms_version
from index_store.language.text import fold, has_diacritics
from index_store.records import Passage

_VERSION = 1  # of the fields
PAIR_WEIGHT = 0.3  # measured on Vietnamese sets: 0.3 keeps the gain of pairs without their losses
CONTEXT_WEIGHT = 0.4
FOLDED_WEIGHT = 0.3  # of a folded match beside the accented one
_HEAP_BYTES = 50_000_000


def version() -> str:
    """Of the index and its tokens: another one means that it is made anew."""
    return f"{_VERSION}-{terms_version()}"


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("report", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("words", "pairs", "context"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("mark", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _tokens(words: Sequence[str], folded: Sequence[str]) -> str:
    return " ".join([*words, *(f"_{word}" for word in folded)])


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{a}_{b}" for a, b in pairwise(words)]


class LexicalIndex:
    """One tantivy index in a folder; readers see a commit whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(_schema(), path=str(folder))
        except (OSError, ValueError) as error:
            raise StoreError(
                f"Không mở được chỉ mục từ ở {folder} ({error}). Chạy `tracuu check --repair` để tạo lại."
            ) from error

    def reload(self) -> None:
        self._index.reload()

    def close(self) -> None:
        """Nothing is held open between calls but memory maps."""

    @property
    def mark(self) -> tuple[int, str]:
        """Sequence and token version that the last commit recorded; (0, "") for a new index."""
        searcher = self._index.searcher()
        query = tantivy.Query.term_query(self._index.schema, "id", "mark")
        hits = searcher.search(query, 1).hits
        if not hits:
            return 0, ""
        sequence, version = searcher.doc(hits[0][1])["mark"][0].split(" ")
        return int(sequence), version

    def update(self, removed: Iterable[str], added: Iterable[Passage], sequence: int) -> None:
        """Take out all passages of the removed reports, put in the added ones, record the sequence; one commit."""
        writer = self._index.writer(_HEAP_BYTES, 1)
        for report in removed:
            writer.delete_documents_by_term("report", report)
        for passage in added:
            words, around = terms(passage.text), terms(passage.context)
            folded = list(map(fold, words))
            writer.add_document(
                tantivy.Document(
                    id=passage.id,
                    report=passage.report,
                    words=_tokens(words, folded),
                    pairs=_tokens(_pairs(words), _pairs(folded)),
                    context=_tokens(around, list(map(fold, around))),
                )
            )
        writer.delete_documents_by_term("id", "mark")
        writer.add_document(tantivy.Document(id="mark", mark=f"{sequence} {version()}"))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def clear(self) -> None:
        writer = self._index.writer(_HEAP_BYTES, 1)
        writer.delete_all_documents()
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ids(self) -> set[str]:
        """Every passage id that the index holds."""
        searcher = self._index.searcher()
        count = searcher.num_docs
        hits = searcher.search(tantivy.Query.all_query(), max(count, 1)).hits
        return {searcher.doc(address)["id"][0] for _, address in hits} - {"mark"}

    def search(self, text: str, reports: Collection[str] | None, limit: int) -> list[tuple[str, float]]:
        """Passage ids with BM25-like scores, best first; [] for a text without words."""
        words = list(dict.fromkeys(terms(text)))
        if not words or limit < 1 or (reports is not None and not reports):
            return []
        marked = has_diacritics(text)
        clauses = []
        for field, weight, tokens in (
            ("words", 1.0, words),
            ("context", CONTEXT_WEIGHT, words),
            ("pairs", PAIR_WEIGHT, list(dict.fromkeys(_pairs(terms(text))))),
        ):
            for token in tokens:
                if marked:
                    clauses.append(self._term(field, token, weight))
                folded = FOLDED_WEIGHT if marked else 1.0
                clauses.append(self._term(field, "_" + fold(token), weight * folded))
        query = tantivy.Query.boolean_query(clauses)
        if reports is not None:
            within = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Should, tantivy.Query.term_query(self._index.schema, "report", r))
                    for r in reports
                ]
            )
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(within, 0.0)),
                ]
            )
        searcher = self._index.searcher()
        return [(searcher.doc(at)["id"][0], score) for score, at in searcher.search(query, limit).hits]

    def _term(self, field: str, token: str, weight: float) -> tuple[Any, Any]:
        term = tantivy.Query.term_query(self._index.schema, field, token)
        return tantivy.Occur.Should, tantivy.Query.boost_query(term, weight)
