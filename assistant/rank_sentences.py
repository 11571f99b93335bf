"""Which sentence of a report answers a question asked in words. Candidates in, evidence out. Pure.

A sentence is scored by the words it shares with the question, with those of its passage, its headings and the
sentence that carries its note's mark; then the clauses of the best are read for what the kind of question wants
(clauses.py, kind_fit.py). The weights stand in weights.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from assistant import weights as w
from assistant.clauses import Reader
from assistant.forms import form_of
from assistant.kind_fit import asking_terms
from assistant.matching import Columns, Floats, Matches, match
from assistant.rank import Evidence
from assistant.understand import Need
from assistant.word_cues import PART_KINDS
from index_store.catalogue import Contents
from index_store.language.text import fold
from index_store.records import Candidate
from index_store.term_index import TermIndex

SIGNALS: Final[tuple[str, ...]] = (
    "own",  # share (0..1) of the question's weight in the sentence
    "covered",  # in it or around it, farther words for less; related words for less
    "pairs",  # of the question's neighbours, found as neighbours
    "lexical",  # its passage's score, the best being 1
    "dense",
    "long",  # 0 for 20 words, 1 for twice as many
    "clause",  # share in the clause that answers best
    "fit",  # of that clause for the kind of question, −1..1
    "known_cause",  # of a cause: how well the fault itself is covered anywhere
)
READ = 24  # sentences of which the clauses are read, the best by their words
_ZONES = np.array([w.OWN, w.IN_PASSAGE, w.ANCHOR, w.HEADING])  # sentence, passage, anchor, headings


def rank_sentences(need: Need, contents: Contents, candidates: Sequence[Candidate]) -> list[Evidence]:
    """Every sentence of the candidates as evidence, best first; coverage: 0..1, how sure it answers."""
    rows, signals = sentence_signals(need, contents, candidates)
    if not rows:
        return []
    scores = signals @ np.array([w.SENTENCE_RANK.get(name, 0.0) for name in SIGNALS])
    places = contents.terms.sentences[rows, :3].tolist()
    found = [
        Evidence(contents.passages[number], start, end, coverage, score)
        for (number, start, end), coverage, score in zip(
            places, _sureness(need, signals, scores).tolist(), scores.tolist(), strict=True
        )
    ]
    found.sort(key=lambda e: (-e.score, e.passage.order, e.start))
    return found


def _sureness(need: Need, signals: Floats, scores: Floats) -> Floats:
    """(sentences,): how sure each answers, 0..1; one that stands alone with its score is surer."""
    sure = signals @ np.array([w.SENTENCE_GATE.get(name, 0.0) for name in SIGNALS]) + w.SENTENCE_GATE_BIAS
    if need.kind in w.OPEN_KINDS:
        sure += w.OPEN_KIND
    if len(scores) > 1:
        second, first = np.partition(scores, -2)[-2:]
        sure += w.SENTENCE_AHEAD * np.clip(scores - np.where(scores == first, second, first), 0.0, 1.0)
    sureness: Floats = 1.0 / (1.0 + np.exp(-sure))
    sureness[signals[:, SIGNALS.index("fit")] <= w.NO_FIT] *= w.UNFIT
    if need.kind in PART_KINDS and not form_of(need.kind, fold(need.text)):  # the thing itself must be named
        own, covered = (signals[:, SIGNALS.index(name)] for name in ("own", "covered"))
        sureness[(own < w.THING_NAMED) & (covered < w.THING_MEANT)] *= w.UNNAMED
    return sureness


def sentence_signals(
    need: Need, contents: Contents, candidates: Sequence[Candidate]
) -> tuple[list[int], Floats]:
    """The sentences of the candidates, as rows of the term index, and (sentences, len(SIGNALS)) of signals."""
    index = contents.terms
    by_id = {c.passage.id: c for c in candidates}
    held = np.array([p.id in by_id for p in contents.passages], dtype=bool)
    rows = np.flatnonzero(held[index.sentences[:, 0]]).tolist()
    if not rows:
        return [], np.zeros((0, len(SIGNALS)))
    found = match(asking_terms(need), None, index)
    top = max((c.lexical for c in candidates), default=0.0) or 1.0
    owners = [contents.passages[number] for number in index.sentences[rows, 0]]
    spans = [(a, b) for _, a, b, _ in index.sentences[rows].tolist()]
    sizes = [len(p.text[a:b].split()) for p, (a, b) in zip(owners, spans, strict=True)]
    columns = _words(found, index, rows) | {
        "lexical": np.array([by_id[p.id].lexical / top for p in owners]),
        "dense": np.array([max(by_id[p.id].dense, 0.0) for p in owners]),
        "long": np.log2(np.maximum(sizes, 5) / 20),
        "clause": np.zeros(len(rows)),
        "fit": np.full(len(rows), -1.0),
        "known_cause": np.zeros(len(rows)),
    }
    if need.kind == "cause":  # the fault and its cause are often told in two places
        columns["known_cause"] += columns["covered"].max()
    first = sum(value * columns[name] for name, value in w.SENTENCE_FIRST.items())
    reader = Reader(need, dict(zip(need.terms, found.weights.tolist(), strict=True)))
    most = len(rows) if form_of(need.kind, fold(need.text)) else READ
    for at in np.argsort(-np.asarray(first), kind="stable")[:most]:
        part = reader.best_clause(owners[at], *spans[at])
        columns["clause"][at], columns["fit"][at] = part.share, part.fit
    return rows, np.column_stack([columns[name] for name in SIGNALS])


def _words(found: Matches, index: TermIndex, rows: Sequence[int]) -> Columns:
    """How much of the question's weight stands in each sentence, and around it."""
    own = index.sentences[rows, 3]
    texts = np.column_stack([own, index.passages[index.sentences[rows, 0]]])  # as _ZONES
    return {
        "own": found.share(found.exact[:, own]),
        "covered": found.share((found.soft[:, texts] * _ZONES).max(axis=2)),
        "pairs": (found.pairs[texts] * _ZONES).max(axis=1),
    }
