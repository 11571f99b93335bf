"""A transformer exported to ONNX, run by onnxruntime alone: without torch it is ready sooner and takes less memory.

optimum, by which sentence-transformers runs such files, wants an older transformers than sentence-transformers 6 does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index_store.errors import ModelError

USUAL_FILE = "model.onnx"
BESIDE = "onnx"  # the folder within a model's own in which its exported files usually stand
LONGEST = 512  # tokens, of a model that does not say
_NO_LIMIT = 1e6  # what transformers writes for "any length" is 1e30
_TOKEN_OUTPUTS = ("last_hidden_state", "token_embeddings")
_MODULES = ["Transformer", "Pooling", "Normalize"]  # in this order; the last two may be missing
_OLD_POOLING = {  # keys of models saved before sentence-transformers 5.4
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}

Numbers = NDArray[np.float32]


class OnnxModel:
    """A SentenceTransformer's folder that holds an exported file."""

    def __init__(self, folder: Path, file: str = "", device: str = "cpu", pooling: str = "") -> None:
        """pooling: "" as the model says. Raises ModelError for what cannot be run so."""
        import onnxruntime
        from tokenizers import Tokenizer

        self.prompts: Mapping[str, str] = (
            read_json(folder / "config_sentence_transformers.json").get("prompts") or {}
        )
        self.pooling = pooling or _pooling(folder)
        kind, _, number = device.partition(":")
        provider = f"{kind.upper()}ExecutionProvider"
        if provider not in onnxruntime.get_available_providers():
            raise _refusal(folder, f"onnxruntime ở máy này không chạy được trên “{device}”")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3  # errors; the rest would go to the terminal
        place = (provider, {"device_id": number} if number else {})
        self._session = onnxruntime.InferenceSession(exported(folder, file), options, [place])
        self._inputs = [given.name for given in self._session.get_inputs()]
        outputs = [made.name for made in self._session.get_outputs()]
        self._output = next((name for name in _TOKEN_OUTPUTS if name in outputs), outputs[0])
        config = read_json(folder / "config.json")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_longest(folder, config))
        self._tokenizer.enable_padding(pad_id=config.get("pad_token_id") or 0)

    def encode(self, texts: Sequence[str], batch: int) -> Numbers:
        """(len(texts), dimension); texts of a length go together, so that little is padding."""
        found: dict[int, Numbers] = {}
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        for at in range(0, len(order), batch):
            part = order[at : at + batch]
            found |= zip(part, self._run([texts[n] for n in part]), strict=True)
        return np.stack([found[n] for n in range(len(texts))])

    def _run(self, texts: Sequence[str]) -> Numbers:
        encoded = self._tokenizer.encode_batch(list(texts))
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        given = {
            "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([e.type_ids for e in encoded], dtype=np.int64),
            "position_ids": np.broadcast_to(np.arange(mask.shape[1]), mask.shape),
        }
        [tokens] = self._session.run([self._output], {name: given[name] for name in self._inputs})
        vectors = np.asarray(tokens, dtype=np.float32)
        return (
            vectors if vectors.ndim == 2 else pooled(vectors, mask, self.pooling)
        )  # some files pool themselves


def pooled(tokens: Numbers, mask: NDArray[np.int64], mode: str) -> Numbers:
    """One vector a text. tokens: (texts, longest, dimension); mask: 1 for a token, 0 for the padding behind it."""
    found: Numbers
    if mode == "cls":
        found = tokens[:, 0]
    elif mode == "lasttoken":
        found = tokens[np.arange(len(tokens)), mask.sum(axis=1) - 1]
    elif mode == "max":
        found = np.where(mask[:, :, None] == 1, tokens, np.float32(-np.inf)).max(axis=1)
    else:
        weights = mask * np.arange(1, mask.shape[1] + 1) if mode == "weightedmean" else mask
        found = np.einsum("ntd,nt->nd", tokens, weights / weights.sum(axis=1, keepdims=True))
    return found


def exported(folder: Path, file: str) -> Path:
    """The exported file. Raises ModelError when the folder has none of this name."""
    name = file or USUAL_FILE
    for found in (folder / name, folder / BESIDE / name):
        if found.is_file():
            return found
    held = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.onnx"))
    kept = f"chỉ có {', '.join(held)} (đặt TRACUU_EMBEDDING__FILE)" if held else "không có tệp ONNX nào khác"
    raise _refusal(folder, f"không có tệp “{name}” trong mô hình, {kept}")


def _refusal(folder: Path, fact: str) -> ModelError:
    return ModelError(
        f"Không chạy được mô hình “{folder.name}” bằng onnx: {fact}. "
        "Hãy sửa cài đặt, hoặc đặt TRACUU_EMBEDDING__BACKEND=torch."
    )


def read_json(file: Path) -> Any:
    """{} where there is no such file."""
    return json.loads(file.read_text("utf-8")) if file.is_file() else {}


def _pooling(folder: Path) -> str:
    """As the model says; "mean" where it is a transformer alone. Raises ModelError for what is not done here."""
    modules = read_json(folder / "modules.json") or [{"type": ".Transformer", "path": ""}]
    kinds = [module["type"].rpartition(".")[2] for module in modules]
    others = [kind for kind in kinds if kind not in _MODULES]
    if others:
        raise _refusal(folder, f"chưa biết chạy bước {', '.join(others)} của nó")
    if "Pooling" not in kinds:
        return "mean"
    config = read_json(folder / modules[kinds.index("Pooling")]["path"] / "config.json")
    old = [mode for key, mode in _OLD_POOLING.items() if config.get(key)]
    mode = config.get("pooling_mode") or "+".join(old)
    if mode not in _OLD_POOLING.values():
        raise _refusal(folder, f"chưa có cách gộp “{mode}” của nó")
    return str(mode)


def _longest(folder: Path, config: Mapping[str, Any]) -> int:
    """Tokens that the model can read."""
    said = (
        read_json(folder / "sentence_bert_config.json").get("max_seq_length"),
        read_json(folder / "tokenizer_config.json").get("model_max_length"),
        config.get("max_position_embeddings"),
    )
    return min((int(length) for length in said if length and length < _NO_LIMIT), default=LONGEST)
