"""`python -m eval.speed OUT --papers 12 --seed 5`: how many pages of text PDFs a second, in one run.

Invented papers, by Typst and by LibreOffice, are taken in by Tra cứu (read, linked, figures, embedded, indexed; two
reading processes), read by pypdf (bare text, nothing else), and taken in by a plain LlamaIndex starter (pypdf's text
of each page, SentenceSplitter, our embedding model, Chroma). Rounds alternate; medians are told, and where our time
goes in seconds of the processor, which other work on the machine disturbs less than pages a second.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from pypdf import PdfReader

from eval.bench.child import plain_settings
from eval.bench.starter import ShippedEmbedding, read_chunks
from eval.bench.tables import put, row
from eval.parsing.__main__ import set_papers
from eval.parsing.paper import make_papers
from eval.speed.stages import measure_stages
from index_store.embedding import load_embedder
from index_store.settings import DEFAULT_MODEL
from index_store.store import Store
from ingest.load import ingest

FORMS = ("typst.pdf", "libreoffice.pdf")
WORKERS = 2
_ADDED = 1000  # vectors that the starter gives Chroma at a time


def take_in(files: Path, folder: Path) -> float:
    """Seconds from files to a store that answers."""
    with Store.open(plain_settings(folder)) as store:
        store.embedder.encode_passages(["một"])
        result = ingest([files], store, workers=WORKERS)
    if result.refused:
        raise RuntimeError(f"refused: {result.refused}")
    return result.seconds


def bare_text(files: Path, _: Path) -> float:
    """Seconds of pypdf alone, in one process."""
    started = time.perf_counter()
    for file in sorted(files.glob("*.pdf")):
        for page in PdfReader(file).pages:
            page.extract_text()
    return time.perf_counter() - started


def starter(files: Path, folder: Path) -> float:
    """Seconds of LlamaIndex's reader and splitter, of the embedding, and of Chroma."""
    import chromadb
    from chromadb.config import Settings

    embedding = ShippedEmbedding(load_embedder(str(DEFAULT_MODEL)))
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    collection = client.create_collection("starter", embedding_function=None)
    started = time.perf_counter()
    chunks = read_chunks(files)
    for at in range(0, len(chunks), _ADDED):
        part = chunks[at : at + _ADDED]
        texts = [chunk.get_content() for chunk in part]
        vectors = np.array(embedding.get_text_embedding_batch(texts), dtype=np.float32)
        collection.add([chunk.node_id for chunk in part], embeddings=vectors, documents=texts)
    return time.perf_counter() - started


SYSTEMS: dict[str, Callable[[Path, Path], float]] = {
    f"Tra cứu, end to end ({WORKERS} reading processes)": take_in,
    "pypdf, bare text (1 process)": bare_text,
    "LlamaIndex starter: text, chunks, vectors (1 process)": starter,
}


def set_files(out: Path, papers: int, seed: int) -> tuple[Path, list[Path]]:
    """A folder with the papers of every form, and its files."""
    made = make_papers(papers, seed)
    set_papers(made, out / "forms")
    folder = out / "files"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for form in FORMS:
        for file in sorted((out / "forms" / form).glob("*.pdf")):
            shutil.copyfile(file, folder / f"{file.stem}.{form}")
    return folder, sorted(folder.glob("*.pdf"))


def steps_table(title: str, seconds: Mapping[str, float], pages: int) -> str:
    total = sum(seconds.values())
    lines = [row(title, "ms a page", "%"), row("---", "---:", "---:")]
    for step, took in seconds.items():
        lines.append(row(step, f"{1000 * took / pages:.1f}", f"{100 * took / total:.0f}"))
    lines.append(row("together", f"{1000 * total / pages:.1f}", "100"))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.speed", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--papers", type=int, default=12, help="each in two forms")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--docs", type=Path, metavar="DIR", help="put the result into DIR/benchmarks.md")
    given = parser.parse_args(arguments)
    files, every = set_files(given.out, given.papers, given.seed)
    load = os.getloadavg()[0]
    took: dict[str, list[float]] = {name: [] for name in SYSTEMS}
    for turn in range(given.rounds):
        for at, (name, system) in enumerate(SYSTEMS.items()):
            folder = given.out / "stores" / f"{turn}-{at}"
            shutil.rmtree(folder, ignore_errors=True)
            took[name].append(system(files, folder))
    folder = given.out / "stores" / "steps"
    shutil.rmtree(folder, ignore_errors=True)
    reading, publishing, pages = measure_stages(every, folder)
    lines = [row("", "pages/s, median", "best"), row("---", "---:", "---:")]
    lines += [
        row(name, f"{pages / median(seconds):.1f}", f"{pages / min(seconds):.1f}")
        for name, seconds in took.items()
    ]
    text = "\n\n".join(
        (
            f"`python -m eval.speed OUT --papers {given.papers} --seed {given.seed}`: {pages} pages of {len(every)} "
            f"files by Typst and LibreOffice; {given.rounds} rounds in one run on {os.cpu_count()} cores, where other "
            f"work made a load of {load:.1f} at the start.",
            "\n".join(lines),
            steps_table("reading, in each reading process", reading, pages),
            steps_table("publishing, in the process that writes", publishing, pages),
        )
    )
    print(text)
    if given.docs:
        put(given.docs / "benchmarks.md", "speed", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
