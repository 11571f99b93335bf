"""How well each passage answers a question, by a cross-encoder, when one is set. Importing this imports no torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import numpy as np

from index_store.embedding import Vectors
from index_store.language.text import normalise
from index_store.model_files import Purpose, open_model
from index_store.settings import Embedding

RERANKS = Purpose("mô hình xếp hạng lại", "TRACUU_RERANKER", "CrossEncoder", "không xếp hạng lại")


class Reranker:
    """A loaded cross-encoder. Thread-safe."""

    def __init__(self, predict: Callable[[list[tuple[str, str]]], Any]) -> None:
        self._predict, self._lock = predict, Lock()

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        """(len(passages),): the higher, the better; of a model with several labels, that of the last."""
        if not passages:
            return np.zeros(0, dtype=np.float32)
        asked = normalise(question)
        with self._lock:
            found = np.asarray(self._predict([(asked, normalise(p)) for p in passages]), dtype=np.float32)
        scores: Vectors = found if found.ndim == 1 else found[:, -1]
        return scores


def load_reranker(name_or_path: str, how: Embedding) -> Reranker:
    """The model of this name, or in this folder; batch and device are the embedding's. Raises ModelError."""
    model, _ = open_model(RERANKS, name_or_path, how.device)

    def predict(pairs: list[tuple[str, str]]) -> Any:
        return model.predict(pairs, batch_size=how.batch, show_progress_bar=False, convert_to_numpy=True)

    with RERANKS.refusing(name_or_path):
        predict([("đo", "đo")])  # a model of another kind loads and fails only here
    return Reranker(predict)
