"""One job in a process of its own, so that its memory is its own: python -m eval.bench.child JOB FOLDER STORE OUT."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.bench.corpora import Corpus, read_corpus
from index_store.settings import DEFAULT_MODEL, Settings, read_settings

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Costs:
    """What a job took; None where it does not apply."""

    peak_mib: float | None = None  # most memory that the process held
    index_s: float | None = None  # from files to the first question
    ready_s: float | None = None  # a store opened and one question answered
    store_mib: float | None = None  # on disk
    refused: int = 0  # files that were not taken in


Job = Callable[[Corpus, Path, str], tuple[list[dict[str, Any]], Costs]]


def plain_settings(store: Path) -> Settings:
    """What ships, whatever the person's own environment and tracuu.toml say."""
    return read_settings(
        store=store, database_url="", chroma_url="", embedding_model=str(DEFAULT_MODEL), llm_url="", default_unit=""
    )  # fmt: skip


def peak_mib() -> float:
    """Most memory this process held.

    VmHWM where there is /proc: on Linux ru_maxrss outlives exec, so a child of a large process (pytest, a notebook)
    would be told its parent's.
    """
    import resource

    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / MIB if sys.platform == "darwin" else peak / 1024


def run_words(corpus: Corpus, _: Path, __: str) -> tuple[list[dict[str, Any]], Costs]:
    from eval.bench.starter import by_words, found, read_chunks

    started = time.perf_counter()
    retriever = by_words(read_chunks(corpus.files))
    index_s = time.perf_counter() - started
    answers = list(found(retriever, corpus.cases))
    return answers, Costs(peak_mib(), index_s=index_s)


def run_meaning(corpus: Corpus, _: Path, __: str) -> tuple[list[dict[str, Any]], Costs]:
    from eval.bench.starter import by_meaning, found, read_chunks
    from index_store.embedding import load_embedder

    started = time.perf_counter()
    retriever = by_meaning(read_chunks(corpus.files), load_embedder(str(DEFAULT_MODEL)))
    index_s = time.perf_counter() - started
    answers = list(found(retriever, corpus.cases))
    return answers, Costs(peak_mib(), index_s=index_s)


def run_by_hand(corpus: Corpus, folder: Path, _: str) -> tuple[list[dict[str, Any]], Costs]:
    from eval.bench.by_hand import search_by_hand
    from index_store.store import Store

    with Store.open(plain_settings(folder)) as store:
        return list(search_by_hand(store, corpus.cases)), Costs()


def run_ingest(corpus: Corpus, folder: Path, _: str) -> tuple[list[dict[str, Any]], Costs]:
    from index_store.store import Store
    from ingest.load import ingest

    with Store.open(plain_settings(folder)) as store:
        result = ingest([corpus.files], store)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return [], Costs(peak_mib(), index_s=result.seconds, store_mib=size / MIB, refused=len(result.refused))


def run_ask(corpus: Corpus, folder: Path, without: str) -> tuple[list[dict[str, Any]], Costs]:
    """Every question in order, after one that is not counted: the models load with the first."""
    from assistant.ask import open_engine
    from eval.bench.switches import switched_off
    from index_store.store import Store

    settings = plain_settings(folder)
    started = time.perf_counter()
    with Store.open(settings) as store, switched_off(without):
        engine = open_engine(store, settings)
        engine.answer(corpus.cases[0].question, corpus.cases[0].history)
        ready_s = time.perf_counter() - started
        answers = [
            {**engine.answer(case.question, case.history).as_json(), "id": case.id} for case in corpus.cases
        ]
    return answers, Costs(peak_mib(), ready_s=ready_s)


JOBS: dict[str, Job] = {
    "words": run_words,
    "meaning": run_meaning,
    "by_hand": run_by_hand,
    "ingest": run_ingest,
    "ask": run_ask,
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("job", choices=JOBS)
    parser.add_argument("folder", type=Path, help="of the corpus")
    parser.add_argument("store", type=Path)
    parser.add_argument("out", type=Path, help="JSON: the answers and the costs")
    parser.add_argument("--without", default="", help="what is switched off")
    given = parser.parse_args(arguments)
    answers, costs = JOBS[given.job](read_corpus(given.folder), given.store, given.without)
    document = {"answers": answers, "costs": asdict(costs)}
    given.out.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
