"""Train the small default embedding: python -m index_store.train_embedding --texts FILE... --out FOLDER

Static token embeddings: one vector a token, their mean is the text. A token is a syllable or two that belong together
("ngân sách"), with its marks or without. The vectors learn that a title, or a span of a passage, is nearer to its own
passage than to the others of the batch, some of which are about the same topic; with --words also that a short form or
a synonym of the product's own tables is near to what it stands for. FILE: JSON lines, .gz or not, with "topic", "title"
and "text".
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from torch.nn.functional import cross_entropy, normalize

from index_store.language import lexicon
from index_store.language.text import fold, normalise

# Shares of the vocabulary.
SYLLABLES, PAIRS, FOLDED_SYLLABLES, FOLDED_PAIRS = 0.35, 0.4, 0.1, 0.15
LEAST_PAIRS = 5  # a pair seen less often is chance
FOLDED_WEIGHT = (
    0.2  # a piece without marks is as likely as this share of its count: marked text keeps to marked pieces
)

WINDOW = 96  # tokens of a passage that are read at a time
SPAN = (4, 20)  # tokens of a span that stands for a question
SHORT = 24  # passages with fewer tokens give no spans
SPAN_SHARE = 0.5  # of the examples; the others ask with the title
KEPT = 0.2  # spans that stay in their passage; the others are cut out of it
FOLDED_SHARE = 0.2  # questions without diacritics
FRAMED_SHARE = 0.3  # questions with a frame around them
GROUP = 4  # passages of one topic drawn together, so that some of a batch are hard to tell apart
REPEATED = 3  # a title that more rows than this share says too little; its topic goes with it
TEMPERATURE = 0.05
RATE = 0.01
# What a question has and a title lacks; it must not move the vector.
FRAMES = (
    "bao nhiêu", "là bao nhiêu", "đạt bao nhiêu", "có bao nhiêu", "mấy", "như thế nào", "thế nào", "ra sao",
    "gồm những gì", "là gì", "điều gì", "khi nào", "bao lâu", "ở đâu", "ai", "do ai", "cơ quan nào", "đơn vị nào",
    "tại sao", "vì sao", "cho biết", "cho tôi hỏi", "hãy nêu", "phải không", "trong trường hợp nào", "loại nào",
)  # fmt: skip
_CLAUSE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")

Ids = NDArray[np.int64]


class Row(NamedTuple):
    topic: str
    title: str
    text: str


def read_rows(files: Iterable[Path]) -> list[Row]:
    """Every row that has a text, in the normal form; a row without a title has its topic for one."""
    rows = []
    for file in files:
        with (
            gzip.open(file, "rt", encoding="utf-8")
            if file.suffix == ".gz"
            else file.open(encoding="utf-8") as lines
        ):
            for line in lines:
                given = json.loads(line)
                topic, title, text = (normalise(given.get(key) or "") for key in Row._fields)
                if text:
                    rows.append(Row(topic, title or topic, text))
    shared = Counter(row.title for row in rows)
    return [r._replace(title=f"{r.title} {r.topic}") if shared[r.title] > REPEATED else r for r in rows]


def same_words() -> list[Row]:
    """The product's short forms and synonyms, each asking for the other.

    Phrases that are only near in meaning (related.tsv) are left out: with them what no report holds was answered by
    its neighbour more often.
    """
    found = [("từ viết tắt", *pair) for pair in lexicon.pairs("abbreviations.tsv")]
    found += [("từ đồng nghĩa", *pair) for pair in lexicon.synonyms()]
    both = [(topic, *pair) for topic, one, other in found for pair in ((one, other), (other, one))]
    return [Row(topic, normalise(title), normalise(text)) for topic, title, text in dict.fromkeys(both)]


def choose_pieces(rows: Iterable[Row], size: int) -> dict[str, float]:
    """Syllables and pairs, with and without marks, and how often each occurs; about `size` of them."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for clause in _CLAUSE.findall(f"{row.title}. {row.text}".lower()):
            syllables = clause.split()
            words.update(syllables)
            pairs.update(pairwise(syllables))
    folded_words: Counter[str] = Counter()
    for word, count in words.items():
        folded_words[fold(word)] += count
    folded_pairs: Counter[tuple[str, str]] = Counter()
    for (first, second), count in pairs.items():
        folded_pairs[fold(first), fold(second)] += count
    pieces: dict[str, float] = {}
    for share, weight, counts, found in (
        (SYLLABLES, 1.0, words, [w for w, _ in words.most_common()]),
        (PAIRS, 1.0, {" ".join(p): c for p, c in pairs.items()}, _bound(pairs, words)),
        (FOLDED_SYLLABLES, FOLDED_WEIGHT, folded_words, [w for w, _ in folded_words.most_common()]),
        (
            FOLDED_PAIRS,
            FOLDED_WEIGHT,
            {" ".join(p): c for p, c in folded_pairs.items()},
            _bound(folded_pairs, folded_words),
        ),
    ):
        fresh = [piece for piece in found if piece not in pieces]
        pieces |= {piece: counts[piece] * weight for piece in fresh[: round(size * share)]}
    return pieces


def _bound(pairs: Counter[tuple[str, str]], words: Counter[str]) -> list[str]:
    """Pairs by how much more often they stand together than by chance, times how often (as in the G² test)."""
    total = words.total()
    strength = {
        (a, b): count * math.log(count * total / (words[a] * words[b]))
        for (a, b), count in pairs.items()
        if count >= LEAST_PAIRS and len(a) > 1 and len(b) > 1
    }
    return [" ".join(p) for p in sorted(strength, key=lambda p: (-strength[p], p)) if strength[p] > 0]


def make_tokenizer(pieces: dict[str, float]) -> Tokenizer:
    """Unigram over clauses; digits and signs are left out, "▁" stands for a blank: "▁ngân▁sách"."""
    total = sum(pieces.values())
    vocabulary = [(f"▁{piece.replace(' ', '▁')}", math.log(count / total)) for piece, count in pieces.items()]
    tokenizer = Tokenizer(models.Unigram([("<pad>", 0.0), ("<unk>", -30.0), *vocabulary], unk_id=1))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Lowercase(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r" *[^\p{L} ][^\p{L}]*|^ +| +$"), "removed"),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False),
        ]
    )
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


class Tokens:
    """The tokens of many texts in one array; `tokens[n]` are those of text n."""

    def __init__(self, tokenizer: Tokenizer, texts: Sequence[str]) -> None:
        parts = [
            np.array(encoded.ids, dtype=np.int32)
            for at in range(0, len(texts), 5_000)
            for encoded in tokenizer.encode_batch(list(texts[at : at + 5_000]))
        ]
        self.lengths = np.array([len(part) for part in parts])
        self._ids = np.concatenate(parts)
        self._ends = self.lengths.cumsum()

    def __getitem__(self, n: int) -> Ids:
        found: Ids = self._ids[self._ends[n] - self.lengths[n] : self._ends[n]].astype(np.int64)
        return found


class Examples:
    """Draws batches of (question, passage), each an array of tokens."""

    def __init__(self, rows: Sequence[Row], tokenizer: Tokenizer, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        plain = [Row(*(fold(part) for part in row)) for row in rows]
        # [0] as written, [1] without diacritics
        self._titles = [Tokens(tokenizer, [row.title for row in kind]) for kind in (rows, plain)]
        self._texts = [Tokens(tokenizer, [row.text for row in kind]) for kind in (rows, plain)]
        frames = [FRAMES, [fold(frame) for frame in FRAMES]]
        self._frames = [[np.array(tokenizer.encode(f).ids, dtype=np.int64) for f in kind] for kind in frames]
        self._topics = np.unique([row.topic for row in rows], return_inverse=True)[1]
        lengths = [part.lengths for part in (*self._titles, *self._texts)]
        self.usable = np.flatnonzero(np.min(lengths, axis=0) > 0)

    def batch(self, size: int) -> tuple[list[Ids], list[Ids]]:
        """`size` pairs (a multiple of GROUP, at most len(usable)) of different rows."""
        chance = self._rng.random(len(self.usable))
        near = self.usable[np.lexsort((chance, self._topics[self.usable]))]
        starts = self._rng.choice(len(near) // GROUP, size // GROUP, replace=False) * GROUP
        drawn = [self._draw(int(n)) for at in starts for n in near[at : at + GROUP]]
        return [question for question, _ in drawn], [passage for _, passage in drawn]

    def _draw(self, n: int) -> tuple[Ids, Ids]:
        kind = int(self._rng.random() < FOLDED_SHARE)
        text = self._texts[0][n]
        if len(text) > SHORT and self._rng.random() < SPAN_SHARE:
            question, passage = self._span(text, self._texts[kind][n])
        else:
            start = int(self._rng.integers(max(len(text) - WINDOW, 0) + 1))
            question, passage = self._titles[kind][n], text[start : start + WINDOW]
        if self._rng.random() < FRAMED_SHARE:
            frames = self._frames[kind]
            question = np.concatenate([question, frames[self._rng.integers(len(frames))]])
        return question, passage

    def _span(self, text: Ids, asked: Ids) -> tuple[Ids, Ids]:
        """A few tokens at some place of `asked`, and what stands around that place in `text` (the same words)."""
        size = int(self._rng.integers(SPAN[0], min(SPAN[1], len(text) // 3)))
        start = int(self._rng.integers(len(text) - size))
        ratio = len(asked) / len(text)
        question = asked[int(start * ratio) : int((start + size) * ratio) + 1]
        low = max(0, min(start + (size - WINDOW) // 2, len(text) - WINDOW))
        if self._rng.random() < KEPT:
            return question, text[low : low + WINDOW]
        return question, np.concatenate([text[low:start], text[start + size : low + WINDOW]])


def train(
    examples: Examples, vocabulary: int, dimension: int, steps: int, batch: int, seed: int
) -> torch.Tensor:
    """Token vectors, (vocabulary, dimension) float32."""
    torch.manual_seed(seed)
    bag = torch.nn.EmbeddingBag(vocabulary, dimension, mode="mean")
    torch.nn.init.normal_(bag.weight, std=0.1)
    optimiser = torch.optim.Adam(bag.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=RATE, total_steps=steps, pct_start=0.1)
    own = torch.arange(batch)

    def vectors(texts: list[Ids]) -> torch.Tensor:
        starts = np.cumsum([0, *(len(text) for text in texts[:-1])])
        return normalize(bag(torch.from_numpy(np.concatenate(texts)), torch.from_numpy(starts)), dim=1)

    loss_sum = 0.0
    for step in range(1, steps + 1):
        questions, passages = examples.batch(batch)
        scores = vectors(questions) @ vectors(passages).T / TEMPERATURE
        # Rows that ask the same, or answer the same, are not each other's wrong answers.
        asked, said = (np.array([hash(text.tobytes()) for text in texts]) for texts in (questions, passages))
        alike = torch.from_numpy((asked[:, None] == asked) | (said[:, None] == said)).fill_diagonal_(False)
        scores = scores.masked_fill(alike, -1e4)
        loss = (cross_entropy(scores, own) + cross_entropy(scores.T, own)) / 2
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        optimiser.step()
        schedule.step()
        loss_sum += loss.item()
        if step % 100 == 0:
            print(f"step {step}/{steps}: loss {loss_sum / 100:.3f}", file=sys.stderr)
            loss_sum = 0.0
    return bag.weight.detach()


def save(weights: torch.Tensor, tokenizer: Tokenizer, out: Path) -> None:
    """A SentenceTransformer folder with float16 weights."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    static: Any = StaticEmbedding(tokenizer, embedding_weights=weights.numpy())
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    model.half()
    model.save_pretrained(str(out), create_model_card=False)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)  # half the size of the library's indented form


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, nargs="+", required=True, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--words", action="store_true", help="the product's synonyms and short forms, too")
    parser.add_argument("--vocabulary", type=int, default=26_000, help="tokens, at most")
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--steps", type=int, default=1_300)
    parser.add_argument("--batch", type=int, default=768, help="pairs in a step")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    rows = read_rows(given.texts) + (same_words() if given.words else [])
    tokenizer = make_tokenizer(choose_pieces(rows, given.vocabulary))
    vocabulary = tokenizer.get_vocab_size()
    examples = Examples(rows, tokenizer, given.seed)
    usable = len(examples.usable)
    print(f"{len(rows)} texts, {usable} usable, {vocabulary} tokens", file=sys.stderr)
    batch = min(given.batch, usable) // GROUP * GROUP
    if not batch:
        parser.error(f"--texts: at least {GROUP} usable texts are needed")
    weights = train(examples, vocabulary, given.dimension, given.steps, batch, given.seed)
    save(weights, tokenizer, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
