"""What a text means, as a vector: any SentenceTransformer by name or path. Importing this imports no torch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index_store.errors import ModelError
from index_store.language.text import normalise

BATCH = 64


class Embedder:
    """A loaded model. Vectors are float32 of length 1, so that their product is the cosine. Thread-safe."""

    def __init__(self, model: Any, name: str, fingerprint: str) -> None:
        self._model, self._lock = model, Lock()
        self.fingerprint = fingerprint
        self.dimension = int(model.get_embedding_dimension())
        # The e5 family is trained with these words in front; others carry their own prompts, if any.
        prompts = model.prompts or {}
        e5 = "e5" in Path(name).name.lower()
        self._query = "query: " if e5 else prompts.get("query", "")
        self._passage = "passage: " if e5 else prompts.get("passage", prompts.get("document", ""))

    def _encode(self, texts: Sequence[str], prefix: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            found = self._model.encode(
                [prefix + normalise(t) for t in texts],
                batch_size=BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(found, dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(len(texts), dimension)."""
        return self._encode(texts, self._passage)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """(dimension,)."""
        vector: NDArray[np.float32] = self._encode([text], self._query)[0]
        return vector


def load_embedder(name_or_path: str) -> Embedder:
    """The model of this name, or in this folder. Raises ModelError when it cannot be loaded."""
    folder = Path(name_or_path)
    local = folder.is_dir()
    try:
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(
            str(folder) if local else name_or_path, device="cpu", local_files_only=local
        )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        raise ModelError(
            f"Không nạp được mô hình nhúng “{name_or_path}” ({type(error).__name__}). Kiểm tra "
            "TRACUU_EMBEDDING_MODEL: thư mục phải chứa một SentenceTransformer, hoặc tên mô hình phải tải được."
        ) from error
    model.float()
    fingerprint = f"{folder.name}:{model.get_embedding_dimension()}"
    if local:
        digest = hashlib.sha256()
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".safetensors", ".bin", ".json"):
                digest.update(file.read_bytes())
        fingerprint += f":{digest.hexdigest()[:12]}"
    return Embedder(model, name_or_path, fingerprint)
