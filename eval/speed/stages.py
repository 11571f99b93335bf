"""Where the time goes: the processor's seconds of each step of reading and of publishing, in one process.

Steps are told by the functions that take them, which are timed where the product looks them up; what one step takes
inside another is counted for itself alone.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pypdfium2

from eval.bench.child import plain_settings
from index_store import term_index
from index_store.catalogue import Catalogue
from index_store.embedding import Embedder
from index_store.lexical import LexicalIndex
from index_store.store import Store
from index_store.vectors import VectorIndex
from ingest import pdf_letters, read, read_pdf

READING: dict[str, tuple[tuple[Any, str], ...]] = {
    "PDFium: pages": ((pypdfium2.PdfDocument, "get_page"), (pypdfium2.PdfPage, "get_textpage")),
    "letters and pieces": ((read_pdf, "read_letters"),),
    "rows and words": ((read_pdf, "rows_of"),),
    "rules and tables": ((pdf_letters, "read_strokes"), (read_pdf, "find_tables"), (read, "with_tables")),
    "notes and their marks": ((read_pdf, "note_zones"), (read_pdf, "gather"), (read, "place_marks")),
    "outline, header": ((read, "outline"), (read, "read_header")),
    "passages": ((read, "make_passages"),),
    "figures": ((read, "figures_of"),),
}
PUBLISHING: dict[str, tuple[tuple[Any, str], ...]] = {
    "embedding": ((Embedder, "encode_passages"),),
    "term index": ((term_index, "build"),),
    "words (tantivy)": ((LexicalIndex, "update"),),
    "vectors (Chroma)": ((VectorIndex, "replace"),),
    "catalogue (SQLite)": ((Catalogue, "put_report"),),
}
REST = "the rest"


class _Clock:
    """Processor seconds by step, each without the steps inside it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            started = time.process_time()
            self._inside.append(0.0)
            try:
                found = function(*arguments, **named)
                return iter(list(found)) if isinstance(found, Iterator) else found
            finally:
                took = time.process_time() - started
                self.seconds[step] += took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        return run


@contextmanager
def _clocked(steps: dict[str, tuple[tuple[Any, str], ...]]) -> Iterator[dict[str, float]]:
    """The seconds of each step and of the rest, complete when the block ends."""
    clock = _Clock()
    started = time.process_time()
    with ExitStack() as stack:
        for step, places in steps.items():
            for owner, name in places:
                stack.enter_context(patch.object(owner, name, clock.timed(step, getattr(owner, name))))
        yield clock.seconds
    clock.seconds[REST] = time.process_time() - started - sum(clock.seconds.values())


def measure_stages(files: Sequence[Path], folder: Path) -> tuple[dict[str, float], dict[str, float], int]:
    """Seconds of reading and of publishing by step, and how many pages; folder: for a new store."""
    read.read_report(files[0])  # word lists and patterns are made at the first file
    with _clocked(READING) as reading:
        readings = [read.read_report(file) for file in files]
    with Store.open(plain_settings(folder)) as store:
        store.embedder.encode_passages(["một"])
        with _clocked(PUBLISHING) as published, store.writing():
            for one in readings:
                store.publish(one)
    return reading, published, sum(one.pages for one in readings)
