"""Sets in BEIR form read, and what others published on them."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index_store.errors import QuestionSetError

_PUBLISHED = Path(__file__).with_name("published.tsv")


@dataclass(frozen=True)
class RetrievalSet:
    """Documents, questions, and for each question the documents that answer it (at least one)."""

    name: str
    documents: Mapping[str, str]
    questions: Sequence[str]
    relevant: Sequence[frozenset[str]]


class Published(NamedTuple):
    """What somebody else measured on a set, in %; "" where they do not say."""

    set: str
    system: str
    recall_1: str
    recall_5: str
    recall_10: str
    mrr_10: str
    ndcg_10: str
    source: str


def published(name: str) -> list[Published]:
    """Of the set of this name; [] for any other."""
    lines = _PUBLISHED.read_text("utf-8").splitlines()
    rows = (Published(*line.split("\t")) for line in lines if line and not line.startswith("#"))
    return [row for row in rows if row.set == name]


def _texts(folder: Path, stem: str) -> dict[str, str]:
    """_id → text of a JSON-lines file, packed or not."""
    packed = folder / f"{stem}.jsonl.gz"
    path = packed if packed.exists() else folder / f"{stem}.jsonl"
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8") if path == packed else path.open(encoding="utf-8") as file
        ):
            rows = [json.loads(line) for line in file if line.strip()]
        return {row["_id"]: row["text"] for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionSetError(path, [f"{type(error).__name__}: {error}"]) from error


def read_set(folder: Path) -> RetrievalSet:
    """The set in a folder. Raises QuestionSetError; questions without a relevant document are left out."""
    documents, questions = _texts(folder, "corpus"), _texts(folder, "queries")
    judged: dict[str, set[str]] = {}
    path = next((p for p in (folder / "qrels.tsv", folder / "qrels" / "test.tsv") if p.exists()), folder)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if float(row["score"]) > 0:
                    judged.setdefault(row["query-id"], set()).add(row["corpus-id"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionSetError(path, [f"{type(error).__name__}: {error}"]) from error
    strays = [
        f"{q} → {d}" for q, ds in judged.items() for d in ds if q not in questions or d not in documents
    ]
    if strays or not judged:
        raise QuestionSetError(path, strays or ["không có dòng nào"])
    kept = [q for q in questions if q in judged]
    return RetrievalSet(
        folder.name, documents, [questions[q] for q in kept], [frozenset(judged[q]) for q in kept]
    )
