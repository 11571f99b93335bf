"""The words of one report, ready to be matched: made when it is published, kept beside it in the catalogue.

A question is compared with every figure and every sentence of a report. Splitting those texts into terms takes
longer than all the comparing, so it is done once, here; a question then needs a few array operations.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index_store import word_vectors
from index_store.language.sentences import sentence_spans
from index_store.language.terms import light_words, stop_words, terms
from index_store.language.terms import version as terms_version
from index_store.language.text import fold, has_diacritics
from index_store.language.units import COUNTED_CLASSES, unit_class
from index_store.records import Figure, Passage

_VERSION = 4  # of what is kept
ZONES = ("own", "clause", "head", "anchor", "heading", "sentence")  # where a figure's words stand
MEANT = ("own", "clause", "anchor")  # zones that are compared by what they mean, too


def version() -> str:
    """Of what is kept and of its terms; a term index of another version is made anew."""
    return f"{_VERSION}-{terms_version()}-{word_vectors.version()}"


Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class TermIndex:
    """Texts as numbers of terms. A text is a zone of a figure, a sentence, or a part of a passage, kept once."""

    vocabulary: tuple[str, ...]
    folded: tuple[str, ...]  # the same without diacritics
    tokens: Ints  # of all texts, one after another: places in `vocabulary`
    telling: Mask  # for each token: no filler, no mere measure ("tỷ lệ"), no number
    starts: Ints  # (texts + 1,): where each text begins in `tokens`
    figures: Ints  # (figures, len(ZONES)): texts
    figure_sentences: Ints  # (figures,): rows of `sentences`
    passages: Ints  # (passages, 3): the texts of words, anchor, headings
    sentences: Ints  # (sentences, 4): passage, start, end (offsets in its text), text
    pieces: word_vectors.Pieces  # of the texts of the zones in MEANT, one after another
    piece_starts: Ints  # (texts + 1,): where each text begins in `pieces`
    lengths: NDArray[np.float32]  # (texts,): of the sum of a text's pieces

    # -- made at first use -------------------------------------------------------------------------

    @cached_property
    def text_of(self) -> Ints:
        """(tokens,): the text that each token stands in."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[str, list[int]]]:
        exact = {term: i for i, term in enumerate(self.vocabulary)}
        bare: dict[str, list[int]] = {}
        for i, term in enumerate(self.folded):
            bare.setdefault(term, []).append(i)
        return exact, bare

    @cached_property
    def _by_token(self) -> tuple[list[int], NDArray[np.intp]]:
        """Places in `tokens`, in order of the vocabulary, and where in them those of each of its terms begin."""
        order = np.argsort(self.tokens, kind="stable")
        starts = np.searchsorted(self.tokens[order], np.arange(len(self.vocabulary) + 1))
        return starts.tolist(), order

    @cached_property
    def rarity(self) -> NDArray[np.float64]:
        """(vocabulary,): inverse document frequency over the report's passages, their anchors included."""
        owner = np.full((len(self.starts) - 1,), -1, dtype=np.int64)
        found = []
        for column in (0, 1):
            owner[:] = -1
            owner[self.passages[:, column]] = np.arange(len(self.passages))
            # several passages may share an anchor's text: one of them counts it, which is near enough
            at = owner[self.text_of]
            found.append(at[at >= 0] * len(self.vocabulary) + self.tokens[at >= 0])
        seen = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
        counts = np.bincount(seen % max(len(self.vocabulary), 1), minlength=len(self.vocabulary))
        return np.log((len(self.passages) + 1) / (counts + 0.5)) + 0.3

    @property
    def rarest(self) -> float:
        """What a term weighs that the report does not have."""
        return float(np.log((len(self.passages) + 1) / 0.5) + 0.3)

    @cached_property
    def telling_weight(self) -> NDArray[np.float64]:
        """(texts,): the rarity of a text's telling tokens, added up."""
        weight = self.rarity[self.tokens] * self.telling
        total: NDArray[np.float64] = np.bincount(
            self.text_of, weights=weight, minlength=len(self.starts) - 1
        ).astype(np.float64)
        return total

    # -- matching ----------------------------------------------------------------------------------

    def weight(self, term: str) -> float:
        """The rarity of a term; of one typed without diacritics that of its commonest reading."""
        exact, bare = self._places
        if term in exact:
            return float(self.rarity[exact[term]])
        return min((float(self.rarity[i]) for i in bare.get(fold(term), ())), default=self.rarest)

    def _stands(self, places: Sequence[int]) -> NDArray[np.intp]:
        """Where in `tokens` these places of the vocabulary stand."""
        starts, order = self._by_token
        spans = [order[starts[place] : starts[place + 1]] for place in places]
        return spans[0] if len(spans) == 1 else np.concatenate([order[:0], *spans])

    def _texts_with(self, places: Sequence[int]) -> Mask:
        found = np.zeros(len(self.starts) - 1, dtype=bool)
        found[self.text_of[self._stands(places)]] = True
        return found

    def has(self, term: str) -> bool:
        """Whether any text holds the term as typed."""
        return term in self._places[0]

    def with_term(self, term: str) -> Mask:
        """(texts,): which texts hold the term as typed."""
        exact, _ = self._places
        return self._texts_with([exact[term]] if term in exact else [])

    def with_folded(self, bare: str) -> Mask:
        """(texts,): which texts hold a term that is `bare` without its diacritics."""
        return self._texts_with(self._places[1].get(bare, []))

    @cached_property
    def _phrases(self) -> dict[tuple[str, ...], NDArray[np.intp]]:
        return {}

    def with_any(self, phrases: Iterable[tuple[str, ...]]) -> Mask:
        """(texts,): which texts hold one of the phrases, folded terms that stand side by side.

        What was looked up stays in memory: meant for the phrases of a table, not for those of questions.
        """
        found = np.zeros(len(self.starts) - 1, dtype=bool)
        for phrase in phrases:
            if phrase not in self._phrases:
                bare = self._places[1]
                pairs = [self._side_by_side(bare.get(a, []), bare.get(b, [])) for a, b in pairwise(phrase)]
                held = np.logical_and.reduce(pairs) if pairs else self.with_folded(phrase[0])
                self._phrases[phrase] = np.flatnonzero(held)
            found[self._phrases[phrase]] = True
        return found

    def with_pair(self, first: str, second: str) -> Mask:
        """(texts,): which texts hold the two terms as neighbours, each as typed, or folded where no text has it so."""
        exact, bare = self._places
        return self._side_by_side(
            *([exact[word]] if word in exact else bare.get(word, []) for word in (first, second))
        )

    def _side_by_side(self, first: Sequence[int], second: Sequence[int]) -> Mask:
        found = np.zeros(len(self.starts) - 1, dtype=bool)
        at = self._stands(first)
        at = at[at < len(self.tokens) - 1]
        at = at[self.text_of[at] == self.text_of[at + 1]]
        after = self.tokens[at + 1]
        for place in second:
            found[self.text_of[at[after == place]]] = True
        return found

    @cached_property
    def _kinds(self) -> tuple[word_vectors.Pieces, NDArray[np.intp]]:
        """The pieces there are, and for each of `pieces` which of them it is."""
        return np.unique(self.pieces, return_inverse=True)

    def nearness(self, words: str) -> NDArray[np.float64]:
        """(texts,): cosine of the words with each text of the zones in MEANT; 0 for every other."""
        kinds, which = self._kinds
        along = np.append(0.0, np.cumsum(word_vectors.towards(words, kinds)[which]))
        sums = along[self.piece_starts[1:]] - along[self.piece_starts[:-1]]
        near: NDArray[np.float64] = np.divide(
            sums, self.lengths, out=np.zeros(len(sums)), where=self.lengths > 0
        )
        return near

    # -- as bytes ----------------------------------------------------------------------------------

    def dumps(self) -> bytes:
        out = io.BytesIO()
        words = np.frombuffer("\n".join((*self.vocabulary, *self.folded)).encode("utf-8"), dtype=np.uint8)
        np.savez(
            out, words=words, tokens=self.tokens, telling=self.telling, starts=self.starts, figures=self.figures,
            figure_sentences=self.figure_sentences, passages=self.passages, sentences=self.sentences,
            pieces=self.pieces, piece_starts=self.piece_starts, lengths=self.lengths,
        )  # fmt: skip
        return out.getvalue()


# numpy reads a header with ast, which fails now and then in CPython 3.11 when two threads do it at once: "SystemError:
# AST constructor recursion depth mismatch" (github.com/python/cpython/issues/106905).
_READING = Lock()


def loads(data: bytes) -> TermIndex:
    """What `dumps` gave."""
    with _READING, np.load(io.BytesIO(data), allow_pickle=False) as kept:
        arrays = dict(kept)
    joined = arrays["words"].tobytes().decode("utf-8")
    words = joined.split("\n") if joined else []
    half = len(words) // 2
    del arrays["words"]
    return TermIndex(tuple(words[:half]), tuple(words[half:]), **arrays)


class _Builder:
    def __init__(self, written: bool) -> None:
        self.written = written  # with diacritics
        self.numbers: dict[str, int] = {}
        self.places: dict[str, int] = {}
        self.tokens: list[int] = []
        self.telling: list[bool] = []
        self.starts: list[int] = [0]

    def text(self, words: str) -> int:
        """The number of this text, which is taken in when it is new."""
        if words not in self.numbers:
            self.numbers[words] = len(self.numbers)
            found = terms(words, self.written)
            plain = zip(stop_words(found, folded=False), light_words(found, folded=False), strict=True)
            self.tokens += [self.places.setdefault(term, len(self.places)) for term in found]
            self.telling += [not any(p) and not t[0].isdigit() for t, p in zip(found, plain, strict=True)]
            self.starts.append(len(self.tokens))
        return self.numbers[words]


def build(passages: Sequence[Passage], figures: Sequence[Figure]) -> TermIndex:
    """The term index of one report; figures belong to the passages by id, in any order."""
    builder = _Builder(any(has_diacritics(p.text) for p in passages))
    builder.text("")
    rows: list[tuple[int, int, int, int]] = []
    first_sentence: list[int] = []
    for number, passage in enumerate(passages):
        first_sentence.append(len(rows))
        spans = sentence_spans(passage.text) or [(0, len(passage.text))]
        if passage.kind == "row":
            spans = [(0, len(passage.text))]
        rows += [(number, a, b, builder.text(passage.text[a:b])) for a, b in spans]
    first_sentence.append(len(rows))
    parts = [(builder.text(p.text), builder.text(p.anchor), builder.text(" ".join(p.path))) for p in passages]
    number_of = {p.id: n for n, p in enumerate(passages)}
    zones: list[tuple[int, ...]] = []
    sentence_of: list[int] = []
    for figure in figures:
        number = number_of[figure.passage]
        own = range(first_sentence[number], first_sentence[number + 1])
        at = next((r for r in own if rows[r][1] <= figure.start < rows[r][2]), own[0])
        words = [*figure.indicator.split(Figure.INHERITS), "", "", "", ""][:5]
        if figure.table is not None and unit_class(figure.unit) in COUNTED_CLASSES:
            if fold(figure.unit) not in fold(words[0]):  # a column of its own says what the row counts
                words[0] = f"{words[0]} {figure.unit}"
        zones.append((*(builder.text(w) for w in words), rows[at][3]))
        sentence_of.append(at)
    vocabulary = tuple(builder.places)
    figure_texts = np.array(zones, dtype=np.int32).reshape(-1, len(ZONES))
    pieces = _pieces(builder, vocabulary, figure_texts)
    return TermIndex(
        vocabulary,
        tuple(map(fold, vocabulary)),
        np.array(builder.tokens, dtype=np.int32),
        np.array(builder.telling, dtype=bool),
        np.array(builder.starts, dtype=np.int32),
        figure_texts,
        np.array(sentence_of, dtype=np.int32),
        np.array(parts, dtype=np.int32).reshape(-1, 3),
        np.array(rows, dtype=np.int32).reshape(-1, 4),
        np.concatenate(pieces),
        np.append(0, np.cumsum([len(p) for p in pieces])).astype(np.int32),
        np.array([word_vectors.length(p) if len(p) else 0.0 for p in pieces], dtype=np.float32),
    )


def _pieces(builder: _Builder, vocabulary: Sequence[str], figures: Ints) -> list[word_vectors.Pieces]:
    """The pieces of each text; none of those that stand in no zone of MEANT."""
    meant = set(figures[:, [ZONES.index(zone) for zone in MEANT]].ravel().tolist())
    spans = pairwise(builder.starts)
    words = [
        " ".join(vocabulary[i] for i in builder.tokens[start:end]) if text in meant else ""
        for text, (start, end) in enumerate(spans)
    ]
    return word_vectors.pieces_of(words)
