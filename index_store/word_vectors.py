"""How near a few words are in meaning to others: by the vectors of the shipped model's pieces, added up, without torch.

The shipped model is a table: a piece is a syllable or two that often stand together, and a text means the sum of its
pieces. So a text is kept as the numbers of its pieces and the length of their sum, and is compared without embedding
it anew, whatever model is set for passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index_store.model_files import digest
from index_store.settings import DEFAULT_MODEL

Pieces = NDArray[np.uint16]


@cache
def _table() -> NDArray[np.float32]:
    """(pieces, dimension)."""
    (table,) = load_file(DEFAULT_MODEL / "model.safetensors").values()
    assert len(table) <= np.iinfo(np.uint16).max
    return np.asarray(table, dtype=np.float32)


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(DEFAULT_MODEL / "tokenizer.json"))


@cache
def version() -> str:
    """Of the pieces and their vectors."""
    return digest(DEFAULT_MODEL)[:8]


def pieces_of(texts: Sequence[str]) -> list[Pieces]:
    """The numbers of each text's pieces."""
    found = _tokenizer().encode_batch(list(texts), add_special_tokens=False)
    return [np.array(one.ids, dtype=np.uint16) for one in found]


def length(pieces: Pieces) -> float:
    """Of the sum of the pieces' vectors; 0 for none."""
    return float(np.linalg.norm(_table()[pieces].sum(axis=0)))


def towards(words: str, pieces: Pieces) -> NDArray[np.float64]:
    """(len(pieces),): how far each piece's vector goes the way of the words; summed and divided by the length of the
    sum it is the cosine. 0 for words without any known piece.
    """
    wanted = _table()[pieces_of([words])[0]].sum(axis=0)
    size = np.linalg.norm(wanted)
    along: NDArray[np.float64] = (_table()[pieces] @ (wanted / size if size else wanted)).astype(np.float64)
    return along
