"""What a text means, as a vector: any SentenceTransformer by name or path. Importing this imports no torch."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index_store.errors import ModelError
from index_store.language.text import normalise
from index_store.model_files import Purpose, digest, exported_folder, model_folder, open_model
from index_store.onnx_model import USUAL_FILE, OnnxModel, read_json
from index_store.settings import Embedding

EMBEDS = Purpose("mô hình nhúng", "TRACUU_EMBEDDING_MODEL", "SentenceTransformer", "dùng mô hình kèm theo")
# Mean cosine of likeness.tsv's questions with their own passages and with the others', by the model on whose cosines
# the weights of the ranking were trained.
NEAR, FAR = 0.4326, 0.0351
LEAST_WIDTH = 0.02  # a model that tells them apart by less is left on its own scale
_LIKENESS = Path(__file__).with_name("likeness.tsv")
_E5 = re.compile(r"(?:^|[-_])e5(?:[-_]|$)")
_PLAIN = Embedding()

Vectors = NDArray[np.float32]
Encode = Callable[
    [list[str], bool], Any
]  # texts, whether they are questions → (len(texts), dimension or more)


class Embedder:
    """A loaded model. Vectors are float32 of length 1, so that their product is the cosine. Thread-safe.

    A text without any word that the model knows gives zeros: as near to everything as to nothing.
    """

    def __init__(self, encode: Encode, dimension: int, fingerprint: str) -> None:
        """dimension: as many of a vector's numbers are kept, from the first on; the length is 1 again then."""
        self.dimension, self.fingerprint = dimension, fingerprint
        self._encode_texts, self._lock = encode, Lock()

    def _encode(self, texts: Sequence[str], asked: bool) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            found = np.asarray(self._encode_texts([normalise(t) for t in texts], asked), dtype=np.float32)
        found = found[:, : self.dimension]
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        vectors: Vectors = found / np.maximum(lengths, np.float32(1e-12))
        return vectors

    @cached_property
    def scale(self) -> tuple[float, float]:
        """Slope and offset that put this model's cosines on the scale of those that the weights were trained on.

        What is near lies at 0.3 for one model and at 0.8 for another, which the weights cannot know.
        """
        rows = [
            line.split("\t") for line in _LIKENESS.read_text("utf-8").splitlines() if not line.startswith("#")
        ]
        asked = self._encode([row[0] for row in rows], True)
        cosines = asked @ self.encode_passages([row[1] for row in rows]).T
        own = float(np.trace(cosines)) / len(rows)
        others = (float(cosines.sum()) - own * len(rows)) / (len(rows) * (len(rows) - 1))
        if own - others < LEAST_WIDTH:
            return 1.0, 0.0
        slope = (NEAR - FAR) / (own - others)
        return slope, FAR - slope * others

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimension)."""
        return self._encode(texts, False)

    def encode_query(self, text: str) -> Vectors:
        """(dimension,)."""
        vector: Vectors = self._encode([text], True)[0]
        return vector


def load_embedder(name_or_path: str, how: Embedding = _PLAIN) -> Embedder:
    """The model of this name, or in this folder. Raises ModelError when it cannot be loaded or used so."""
    folder = model_folder(EMBEDS, name_or_path)
    with EMBEDS.refusing(name_or_path):
        static = _static(folder, how) if folder is not None else None
    return static or (_exported if how.backend == "onnx" else _transformer)(name_or_path, how)


def _prefixes(name: str, prompts: Mapping[str, str], how: Embedding) -> tuple[str, str]:
    """What goes before a question and a passage: as set, else the e5 family's words, else the model's own prompts."""
    own = prompts.get("query") or "", prompts.get("passage") or prompts.get("document") or ""
    if _E5.search(Path(name).name.lower()):
        own = "query: ", "passage: "
    query, passage = how.query_prefix, how.passage_prefix
    return own[0] if query is None else query, own[1] if passage is None else passage


def _fitted(encode: Encode, name: str, whole: int, state: str, how: Embedding) -> Embedder:
    """whole: numbers of the model's own vectors; state: tells its files from others of the same name."""
    dimension = how.dimension or whole
    if dimension > whole:
        raise ModelError(
            f"Mô hình nhúng “{name}” cho vectơ {whole} chiều, không cắt được thành {dimension}. "
            f"Hãy đặt TRACUU_EMBEDDING__DIMENSION từ 1 đến {whole}, hoặc bỏ cài đặt này."
        )
    parts = [name, str(dimension), *([state] if state else [])]
    if how.decides:
        parts.append(hashlib.sha256(json.dumps(how.decides, sort_keys=True).encode()).hexdigest()[:8])
    return Embedder(encode, dimension, ":".join(parts))


def _static(folder: Path, how: Embedding) -> Embedder | None:
    """A model of static token vectors, read without torch; None for any other kind.

    The same vectors as SentenceTransformer gives, but ready in milliseconds instead of seconds, and with 400 MB less.
    """
    modules = read_json(folder / "modules.json")
    if [m["type"].rpartition(".")[2] for m in modules] != ["StaticEmbedding", "Normalize"]:
        return None
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    if how.pooling or how.backend != "torch":
        raise EMBEDS.refusal(
            str(folder), "mô hình này chỉ có một cách chạy, không nhận cách gộp hay backend khác"
        )
    first = folder / modules[0]["path"]
    weights = load_file(first / "model.safetensors")["embedding.weight"].astype(np.float32)
    tokenizer = Tokenizer.from_file(str(first / "tokenizer.json"))
    tokenizer.no_padding()
    nothing = np.zeros(weights.shape[1], dtype=np.float32)
    prompts = read_json(folder / "config_sentence_transformers.json").get("prompts") or {}
    query, passage = _prefixes(folder.name, prompts, how)

    def encode(texts: list[str], asked: bool) -> list[Any]:
        prefix = query if asked else passage
        encoded = tokenizer.encode_batch([prefix + t for t in texts], add_special_tokens=False)
        return [weights[e.ids].mean(axis=0) if e.ids else nothing for e in encoded]

    return _fitted(encode, folder.name, len(nothing), digest(folder), how)


def _exported(name_or_path: str, how: Embedding) -> Embedder:
    """A transformer's ONNX file, by onnxruntime."""
    folder, state = exported_folder(EMBEDS, name_or_path, how.file or USUAL_FILE)
    with EMBEDS.refusing(name_or_path):
        model = OnnxModel(folder, how.file, how.device, how.pooling)
        query, passage = _prefixes(name_or_path, model.prompts, how)

        def encode(texts: list[str], asked: bool) -> Any:
            return model.encode([(query if asked else passage) + t for t in texts], how.batch)

        whole = len(encode(["đo"], True)[0])
    return _fitted(encode, _own_name(name_or_path), whole, state, how)


def _transformer(name_or_path: str, how: Embedding) -> Embedder:
    """Any other model, by the library."""
    model, state = open_model(EMBEDS, name_or_path, how.device, how.backend, how.file)
    query, passage = _prefixes(name_or_path, model.prompts or {}, how)

    def encode(texts: list[str], asked: bool) -> Any:
        call, prefix = (model.encode_query, query) if asked else (model.encode_document, passage)
        return call(
            texts, prompt=prefix, batch_size=how.batch, show_progress_bar=False, convert_to_numpy=True
        )

    with EMBEDS.refusing(name_or_path):
        model.float()
        if how.pooling:
            _set_pooling(model, name_or_path, how.pooling)
        whole = len(encode(["đo"], True)[0])  # the library does not know it of every model
    return _fitted(encode, _own_name(name_or_path), whole, state, how)


def _own_name(name_or_path: str) -> str:
    """Of a folder its last name: the model stays the same where it is moved."""
    return Path(name_or_path).name if Path(name_or_path).expanduser().is_dir() else name_or_path


def _set_pooling(model: Any, name: str, mode: str) -> None:
    from sentence_transformers.sentence_transformer.modules import Pooling

    own = next((module for module in model if isinstance(module, Pooling)), None)
    if own is None:
        raise EMBEDS.refusal(name, "mô hình này không có bước gộp (pooling) để đổi")
    own.pooling_mode, own.pooling_output_dimension = mode, own.embedding_dimension
