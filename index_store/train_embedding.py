"""Train the small default embedding: python -m index_store.train_embedding --texts FILE... --out FOLDER

Static token embeddings (one vector a token, their mean is the text): loads in milliseconds, needs no GPU. Tokens are
Unigram pieces that may span a blank, so that frequent words of two syllables ("ngân sách") are one token. The
vectors are trained on (title, passage) pairs so that a title is nearer to its own passage than to the others of its
batch. FILE: JSON lines, .gz or not, with "title" and "text".
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from index_store.language.text import normalise

WINDOW = 96  # tokens of a passage that are read in training
TEMPERATURE = 0.05
CLAUSES_FOR_TOKENS = 150_000


def read_pairs(files: list[Path]) -> Iterator[tuple[str, str]]:
    """(title, text) of every row that has both, in the normal form."""
    for file in files:
        opened = gzip.open if file.suffix == ".gz" else open
        with opened(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row.get("title") and row.get("text"):
                    yield normalise(row["title"]), normalise(row["text"])


def train_tokenizer(pairs: list[tuple[str, str]], vocabulary: int, seed: int) -> Tokenizer:
    """Unigram over clauses: pieces begin with "▁" and may hold a further "▁"."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\p{L}\p{N} ]+|\p{N}+"), "removed"),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False),
        ]
    )
    tokenizer.decoder = decoders.Metaspace()
    chosen = random.Random(seed).sample(pairs, min(len(pairs), CLAUSES_FOR_TOKENS // 5))
    clauses = [c for title, text in chosen for c in (title, *re.split(r"[^\w ]+|\d+", text)[:8]) if c.strip()]
    trainer = trainers.UnigramTrainer(
        vocab_size=vocabulary, special_tokens=["<pad>", "<unk>"], unk_token="<unk>", max_piece_length=14
    )
    tokenizer.train_from_iterator(clauses[:CLAUSES_FOR_TOKENS], trainer)
    return tokenizer


def train(
    pairs: list[tuple[str, str]], tokenizer: Tokenizer, dimension: int, epochs: int, batch: int, seed: int
) -> torch.Tensor:
    """Token vectors, (vocabulary, dimension) float32."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    titles = [e.ids for e in tokenizer.encode_batch([t for t, _ in pairs])]
    texts = [e.ids for e in tokenizer.encode_batch([t for _, t in pairs])]
    bag = torch.nn.EmbeddingBag(tokenizer.get_vocab_size(), dimension, mode="mean", sparse=False)
    torch.nn.init.normal_(bag.weight, std=0.1)
    optimiser = torch.optim.Adam(bag.parameters(), lr=0.01)
    usable = [n for n in range(len(pairs)) if titles[n] and len(texts[n]) > 4]
    steps = epochs * (len(usable) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=0.02, total_steps=max(steps, 1) + 1)

    def vectors(rows: list[list[int]]) -> torch.Tensor:
        flat = torch.tensor([i for row in rows for i in row])
        starts = torch.tensor([0, *torch.tensor([len(r) for r in rows]).cumsum(0).tolist()[:-1]])
        return torch.nn.functional.normalize(bag(flat, starts), dim=1)

    for epoch in range(epochs):
        rng.shuffle(usable)
        total = 0.0
        for at in range(0, len(usable) - batch + 1, batch):
            part = usable[at : at + batch]
            windows = []
            for n in part:
                start = rng.randrange(max(len(texts[n]) - WINDOW, 0) + 1)
                windows.append(texts[n][start : start + WINDOW])
            scores = vectors([titles[n] for n in part]) @ vectors(windows).T / TEMPERATURE
            own = torch.arange(batch)
            loss = (
                torch.nn.functional.cross_entropy(scores, own)
                + torch.nn.functional.cross_entropy(scores.T, own)
            ) / 2
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}/{epochs}: loss {total / max(len(usable) // batch, 1):.3f}", file=sys.stderr)
    return bag.weight.detach()


def save(weights: torch.Tensor, tokenizer: Tokenizer, out: Path) -> None:
    """A SentenceTransformer folder with float16 weights."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    static: Any = StaticEmbedding(tokenizer, embedding_weights=weights.numpy())
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    model.half()
    model.save_pretrained(str(out), create_model_card=False)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=24_000)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    pairs = list(read_pairs(given.texts))
    print(f"{len(pairs)} pairs", file=sys.stderr)
    tokenizer = train_tokenizer(pairs, given.vocabulary, given.seed)
    print(f"{tokenizer.get_vocab_size()} tokens", file=sys.stderr)
    weights = train(pairs, tokenizer, given.dimension, given.epochs, min(given.batch, len(pairs)), given.seed)
    save(weights, tokenizer, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
