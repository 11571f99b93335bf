"""Passages found for questions on sets in BEIR form: python -m eval.retrieval SET... [--model NAME_OR_PATH]

By words (the product's tantivy index), by meaning (an embedding model) and both fused at several weights, for
questions as they stand and without diacritics. A SET is a folder with corpus.jsonl(.gz) {"_id", "text"},
queries.jsonl {"_id", "text"} and qrels.tsv (query-id, corpus-id, score); `--reports` adds the paraphrased questions
of eval.paraphrases over the sample reports. Models are used as TRACUU_EMBEDDING__* says. Prints Markdown.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.weights import FUSION_DENSE
from eval.bench.tables import put
from eval.paraphrases.passages import find, read_asked
from eval.retrieval.search import by_meaning, by_words, fused, reranked
from eval.retrieval.sets import RetrievalSet, read_set
from eval.retrieval.tables import Searched, tables
from index_store.errors import ReportsError
from index_store.language.text import fold
from index_store.settings import Settings, read_settings
from index_store.store import Store
from ingest.load import ingest

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
TYPED: dict[str, Callable[[str], str]] = {"as written": str, "no diacritics": fold}


def search_sets(sets: Sequence[RetrievalSet], store: Store) -> Iterator[Searched]:
    """Each set in each way of typing, with the store's models."""
    for typed, spelled in TYPED.items():
        for found in sets:
            questions = [spelled(question) for question in found.questions]
            words, meaning = by_words(found, questions), by_meaning(found, questions, store.embedder)
            order = None
            if store.reranker is not None:
                both = fused(words, meaning, FUSION_DENSE)
                order = reranked(both, questions, found.documents, store.reranker)
            yield Searched(found.name, len(found.documents), typed, words, meaning, found.relevant, order)


def search_reports(store: Store) -> Iterator[Searched]:
    """The paraphrased questions over the sample reports, each within its report."""
    ingest([SAMPLES], store)
    for typed, spelled in TYPED.items():
        found = find(read_asked(), store, spelled)
        order = found.places if store.reranker is not None else None
        passages = sum(r.passages for r in store.reports(all_versions=True))
        yield Searched("reports", passages, typed, found.words, found.meaning, found.relevant, order)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m eval.retrieval",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sets", type=Path, nargs="*", metavar="SET")
    parser.add_argument(
        "--reports", action="store_true", help="paraphrased questions over samples/reports, too"
    )
    parser.add_argument("--model", help="name or path of a SentenceTransformer")
    parser.add_argument("--reranker", help="name or path of a cross-encoder")
    parser.add_argument(
        "--docs", type=Path, help="put the tables between the marks in this folder's benchmarks.md"
    )
    given = parser.parse_args(arguments)
    if not (given.sets or given.reports):
        parser.error("a SET, or --reports")
    try:
        with tempfile.TemporaryDirectory() as folder, Store(_settings(given, Path(folder))) as store:
            searched = list(search_sets([read_set(place) for place in given.sets], store))
            searched += search_reports(store) if given.reports else ()
        found = tables(searched)
        if given.docs:
            put(given.docs / "benchmarks.md", "retrieval", found)
    except ReportsError as error:
        print(error, file=sys.stderr)
        return 2
    print(found)
    return 0


def _settings(given: argparse.Namespace, folder: Path) -> Settings:
    return read_settings(store=folder, embedding_model=given.model, reranker=given.reranker)


if __name__ == "__main__":
    sys.exit(main())
