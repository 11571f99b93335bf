"""Passages by meaning: Chroma, a collection for each unit. A cache of the catalogue's vectors, never the record.

Chroma 1.5.9 can lose an index without an error, and its bindings raise a PanicException that is no Exception;
so what it holds is compared with the catalogue at opening, and whatever it raises becomes VectorIndexError.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index_store.errors import StoreError
from index_store.records import Unit

T = TypeVar("T")
VectorRows = dict[str, list[tuple[str, NDArray[np.float16]]]]  # report → its passage ids with their vectors


class VectorIndexError(StoreError):
    """Chroma failed; the question goes on without it."""

    def __init__(self, problem: object) -> None:
        super().__init__(
            f"Chỉ mục vectơ không dùng được ({type(problem).__name__}). Chạy `tracuu check --repair` để tạo lại."
        )


def _of(reports: Iterable[str]) -> dict[str, Any]:
    """Chroma's condition for the vectors of these reports."""
    wanted = sorted(reports)
    return {"report": wanted[0]} if len(wanted) == 1 else {"report": {"$in": wanted}}


def collection_name(unit: Unit, model: str) -> str:
    """ASCII, as Chroma demands, and the same for the same unit; vectors of two models never meet in one."""
    key = f"{unit.level}|{unit.name}|{unit.province}".encode()
    return "unit-" + hashlib.sha256(key).hexdigest()[:24] + _ending(model)


def is_of(name: str, model: str) -> bool:
    """Whether a collection holds this model's vectors."""
    return name.endswith(_ending(model))


def _ending(model: str) -> str:
    """model: its fingerprint."""
    return "-" + hashlib.sha256(model.encode()).hexdigest()[:12]


class VectorIndex:
    """Chroma behind the few calls we make. Opened at the first use."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self._folder, self._url = folder, url
        self._client: Any = None
        self._read: dict[
            str, tuple[Any, int]
        ] = {}  # collections being searched, with how many vectors they hold

    def _guarded(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # pyo3's PanicException derives from BaseException
            raise VectorIndexError(error) from error

    def _open(self) -> Any:
        if self._client is None:
            import chromadb
            from chromadb.config import Settings as ChromaSettings

            quiet = ChromaSettings(anonymized_telemetry=False)
            if self._url:
                host, _, port = self._url.split("://")[-1].rstrip("/").partition(":")
                secure = self._url.startswith("https")
                self._client = chromadb.HttpClient(
                    host=host, port=int(port or 8000), ssl=secure, settings=quiet
                )
            else:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._client = chromadb.PersistentClient(str(self._folder), settings=quiet)
        return self._client

    def _collection(self, name: str) -> Any:
        return self._open().get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def close(self) -> None:
        """Forget the client, also one that failed to open, so that the next call sees the files as they are."""
        self._read.clear()
        if "chromadb" not in sys.modules:
            return
        from chromadb.api.shared_system_client import SharedSystemClient

        self._client = None
        self._guarded(SharedSystemClient.clear_system_cache)

    def names(self) -> set[str]:
        return self._guarded(lambda: {c.name for c in self._open().list_collections()})

    def drop(self, name: str) -> None:
        self._read.pop(name, None)
        self._guarded(lambda: self._open().delete_collection(name))

    def count(self, name: str) -> int:
        return self._guarded(lambda: int(self._collection(name).count()))

    def replace(self, name: str, rows: VectorRows) -> None:
        """What the collection holds of each report becomes its rows; [] takes the report out.

        Few large calls cost Chroma half of what many small ones do.
        """
        self._read.pop(name, None)
        of_report = {i: report for report, own in rows.items() for i, _ in own}
        vectors = [vector for own in rows.values() for _, vector in own]

        def work() -> None:
            collection = self._collection(name)
            ids = list(of_report)
            gone = list(set(collection.get(where=_of(rows), include=[])["ids"]) - of_report.keys())
            most = self._open().get_max_batch_size()
            for n in range(0, len(gone), most):
                collection.delete(ids=gone[n : n + most])
            for n in range(0, len(ids), most):
                part = ids[n : n + most]
                collection.upsert(
                    ids=part,
                    embeddings=np.stack(vectors[n : n + most]).astype(np.float32),
                    metadatas=[{"report": of_report[i]} for i in part],
                )

        self._guarded(work)

    def search(
        self, name: str, vector: NDArray[np.float32], reports: Iterable[str] | None, limit: int
    ) -> list[tuple[str, float]]:
        """Passage ids with cosine similarity, nearest first."""

        def work() -> list[tuple[str, float]]:
            if name not in self._read:  # asking for it and counting it takes longer than searching it
                found_collection = self._collection(name)
                self._read[name] = (found_collection, found_collection.count())
            collection, held = self._read[name]
            if not held:
                return []
            where = None if reports is None else _of(reports)
            found = collection.query(
                query_embeddings=[vector], n_results=min(limit, held), where=where, include=["distances"]
            )
            return [
                (i, 1.0 - float(d))
                for i, d in zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True)
            ]

        return self._guarded(work)
