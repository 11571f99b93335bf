"""What a text means, as a vector: any SentenceTransformer by name or path. Importing this imports no torch."""

from __future__ import annotations

import hashlib
import json
import re
import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import numpy as np
from numpy.typing import NDArray

from index_store.errors import ModelError
from index_store.language.text import normalise

BATCH = 64
HUB_TIMEOUT_S = 5.0
HASHED = (".safetensors", ".bin", ".json", ".txt", ".model")  # what decides a local model's vectors
_E5 = re.compile(r"(?:^|[-_])e5(?:[-_]|$)")
_PATH = re.compile(r"[/~.]|[a-zA-Z]:|.*\\|.*/.*/")  # a name on the hub is "model" or "owner/model"

Vectors = NDArray[np.float32]


class Embedder:
    """A loaded model. Vectors are float32 of length 1, so that their product is the cosine. Thread-safe.

    A text without any word that the model knows gives zeros: as near to everything as to nothing.
    """

    def __init__(
        self,
        encode: Callable[[list[str]], Any],  # texts → (len(texts), dimension)
        dimension: int,
        fingerprint: str,
        query: str = "",  # put before a question
        passage: str = "",  # put before a passage
    ) -> None:
        self.dimension, self.fingerprint = dimension, fingerprint
        self._encode_texts, self._lock = encode, Lock()
        self._query, self._passage = query, passage

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            found = np.asarray(self._encode_texts([prefix + normalise(t) for t in texts]), dtype=np.float32)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        vectors: Vectors = found / np.maximum(lengths, np.float32(1e-12))
        return vectors

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimension)."""
        return self._encode(texts, self._passage)

    def encode_query(self, text: str) -> Vectors:
        """(dimension,)."""
        vector: Vectors = self._encode([text], self._query)[0]
        return vector


def load_embedder(name_or_path: str) -> Embedder:
    """The model of this name, or in this folder. Raises ModelError when it cannot be loaded."""
    folder = Path(name_or_path).expanduser()
    if not folder.is_dir() and _PATH.match(name_or_path):
        raise _refusal(name_or_path, "không có thư mục này")
    try:
        if not folder.is_dir():
            return _embedder(name_or_path, _from_hub(name_or_path))
        return _static(folder) or _embedder(str(folder), _from_folder(folder), _digest(folder))
    except ModelError:
        raise
    except Exception as error:  # tokenizers and safetensors raise plain Exception for a broken file
        raise _refusal(name_or_path, f"{type(error).__name__}: {error}".splitlines()[0]) from error


def _refusal(name: str, fact: str) -> ModelError:
    return ModelError(
        f"Không nạp được mô hình nhúng “{name}”: {fact.rstrip('.')}. Hãy sửa TRACUU_EMBEDDING_MODEL thành một "
        "thư mục chứa SentenceTransformer hoặc tên một mô hình tải được, hoặc bỏ cài đặt này để dùng mô hình kèm theo."
    )


def _digest(folder: Path) -> str:
    """12 hexadecimal digits over everything that decides the vectors."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in HASHED:
            with file.open("rb") as content:
                while part := content.read(1 << 20):
                    digest.update(part)
    return digest.hexdigest()[:12]


def _prefixes(name: str, prompts: Mapping[str, str]) -> tuple[str, str]:
    """What goes before a question and a passage: the e5 family's words, else the model's own prompts."""
    if _E5.search(Path(name).name.lower()):
        return "query: ", "passage: "
    return prompts.get("query") or "", prompts.get("passage") or prompts.get("document") or ""


def _json(file: Path) -> Any:
    return json.loads(file.read_text("utf-8")) if file.is_file() else {}


def _static(folder: Path) -> Embedder | None:
    """A model of static token vectors, read without torch; None for any other kind.

    The same vectors as SentenceTransformer gives, but ready in milliseconds instead of seconds, and with 400 MB less.
    """
    modules = _json(folder / "modules.json")
    if [m["type"].rpartition(".")[2] for m in modules] != ["StaticEmbedding", "Normalize"]:
        return None
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    first = folder / modules[0]["path"]
    weights = load_file(first / "model.safetensors")["embedding.weight"].astype(np.float32)
    tokenizer = Tokenizer.from_file(str(first / "tokenizer.json"))
    tokenizer.no_padding()
    nothing = np.zeros(weights.shape[1], dtype=np.float32)

    def encode(texts: list[str]) -> list[Any]:
        encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
        return [weights[e.ids].mean(axis=0) if e.ids else nothing for e in encoded]

    prompts = _json(folder / "config_sentence_transformers.json").get("prompts") or {}
    fingerprint = f"{folder.name}:{len(nothing)}:{_digest(folder)}"
    return Embedder(encode, len(nothing), fingerprint, *_prefixes(folder.name, prompts))


def _from_folder(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _from_hub(name: str) -> Any:
    """The copy kept on this machine, else from the hub; asked once first, since the library tries for a minute."""
    from huggingface_hub import constants
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError):  # no copy, or half of one
        address = urlsplit(constants.ENDPOINT)
        try:
            if not getproxies():  # behind a proxy the hub's own name may be unknown here
                socket.create_connection((address.hostname, address.port or 443), HUB_TIMEOUT_S).close()
        except OSError as error:
            fact = f"máy này chưa có mô hình và không kết nối được {address.hostname}"
            raise _refusal(name, fact) from error
        return SentenceTransformer(name, device="cpu")


def _embedder(name: str, model: Any, digest: str = "") -> Embedder:
    model.float()
    dimension = int(model.get_embedding_dimension())

    def encode(texts: list[str]) -> Any:
        return model.encode(texts, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True)

    fingerprint = f"{Path(name).name}:{dimension}:{digest}" if digest else f"{name}:{dimension}"
    return Embedder(encode, dimension, fingerprint, *_prefixes(name, model.prompts or {}))
