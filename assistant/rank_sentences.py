"""Which sentence of a report answers a question asked in words. Candidates in, evidence out. Pure.

A sentence is scored with what stands around it: its passage, its headings, the sentence that carries its note's
mark, and the notes that hang on it; and by whether it has what its kind of question wants (kind_fit.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from assistant import weights as w
from assistant.clauses import Reader
from assistant.kind_fit import asking_terms
from assistant.rank import Evidence
from assistant.signals import Columns, Floats, Matches, match
from assistant.understand import Need
from index_store.catalogue import Contents
from index_store.records import Candidate
from index_store.term_index import TermIndex

SIGNALS: Final[tuple[str, ...]] = (
    "own", "own_soft", "covered", "with_notes", "in_heading", "pairs", "lacks", "lexical", "dense", "is_note", "is_row",
    "is_header", "long", "clause", "fit",
    "known_cause",
)  # fmt: skip
READ = 24  # sentences of which the clauses are read, the best by their words
_ZONES = np.array([w.OWN, w.IN_PASSAGE, w.ANCHOR, w.HEADING])  # sentence, passage, anchor, headings


def rank_sentences(need: Need, contents: Contents, candidates: Sequence[Candidate]) -> list[Evidence]:
    """Every sentence of the candidates as evidence, best first; coverage: 0..1, how sure it answers."""
    rows, signals = sentence_signals(need, contents, candidates)
    if not len(rows):
        return []
    scores = signals @ np.array([w.SENTENCE_RANK.get(name, 0.0) for name in SIGNALS])
    sure = signals @ np.array([w.SENTENCE_GATE.get(name, 0.0) for name in SIGNALS]) + w.SENTENCE_GATE_BIAS
    if need.kind in w.OPEN_KINDS:
        sure += w.OPEN_KIND
    if len(scores) > 1:
        second, first = np.partition(scores, -2)[-2:]
        sure += w.SENTENCE_AHEAD * np.clip(scores - np.where(scores == first, second, first), 0.0, 1.0)
    sure = 1.0 / (1.0 + np.exp(-sure))
    found = []
    sure[signals[:, SIGNALS.index("fit")] <= w.NO_FIT] *= w.UNFIT
    for row, score, coverage in zip(rows, scores, sure, strict=True):
        number, start, end, _ = contents.terms.sentences[row]
        found.append(Evidence(contents.passages[number], int(start), int(end), float(coverage), float(score)))
    found.sort(key=lambda e: (-e.score, e.passage.order, e.start))
    return found


def sentence_signals(
    need: Need, contents: Contents, candidates: Sequence[Candidate]
) -> tuple[list[int], Floats]:
    """The sentences of the candidates, as rows of the term index, and (sentences, len(SIGNALS)) of signals."""
    index, asked = contents.terms, asking_terms(need)
    by_id = {c.passage.id: c for c in candidates}
    rows = [n for n, row in enumerate(index.sentences.tolist()) if contents.passages[row[0]].id in by_id]
    if not rows:
        return [], np.zeros((0, len(SIGNALS)))
    found = match(asked, None, index)
    top = max((c.lexical for c in candidates), default=0.0) or 1.0
    owners = [contents.passages[number] for number in index.sentences[rows, 0]]
    spans = [(a, b) for _, a, b, _ in index.sentences[rows].tolist()]
    columns = _words(found, index, contents, rows) | {
        "lexical": np.array([by_id[p.id].lexical / top for p in owners]),
        "dense": np.array([max(by_id[p.id].dense, 0.0) for p in owners]),
        "is_note": np.array([float(p.kind == "footnote") for p in owners]),
        "is_row": np.array([float(p.kind == "row") for p in owners]),
        "is_header": np.array([float(p.kind == "header") for p in owners]),
        "long": np.log2(
            np.maximum([len(p.text[a:b].split()) for p, (a, b) in zip(owners, spans, strict=True)], 5) / 20
        ),
        "known_cause": np.zeros(len(rows)),
        "clause": np.zeros(len(rows)),
        "fit": np.full(len(rows), -1.0),
    }
    if need.kind == "cause":  # the fault and its cause are often told in two places: is the fault known?
        columns["known_cause"] += columns["covered"].max()
    first = columns["covered"] + 0.35 * columns["pairs"] + 0.5 * columns["dense"] + 0.1 * columns["lexical"]
    reader = Reader(need, dict(zip(need.terms, found.weights.tolist(), strict=True)))
    for at in np.argsort(-first, kind="stable")[:READ]:
        part = reader.best_clause(owners[at], *spans[at])
        columns["clause"][at], columns["fit"][at] = part.share, part.fit
    return rows, np.column_stack([columns[name] for name in SIGNALS])


def _words(found: Matches, index: TermIndex, contents: Contents, rows: Sequence[int]) -> Columns:
    """How much of the question's weight stands in each sentence, and around it."""
    own = index.sentences[rows, 3]
    texts = np.column_stack([own, index.passages[index.sentences[rows, 0]]])  # as _ZONES
    best = (found.soft[:, texts] * _ZONES).max(axis=2)  # (terms, sentences)
    notes = _notes(index, contents)
    noted = best.copy()
    for at, text in enumerate(own.tolist()):
        hanging = notes.get(text)
        if hanging:
            noted[:, at] = np.maximum(noted[:, at], found.soft[:, hanging].max(axis=1) * w.ANCHOR)
    lacking = np.where(found.soft[:, own] > 0, 0.0, found.weights[:, None])
    return {
        "own": found.share(found.exact[:, own]),
        "own_soft": found.share(found.soft[:, own]),
        "covered": found.share(best),
        "with_notes": found.share(noted),
        "in_heading": found.share(found.soft[:, texts[:, 3]]),
        "pairs": (found.pairs[texts] * _ZONES).max(axis=1),
        "lacks": lacking.max(axis=0, initial=0.0) / (found.weights.sum() or 1.0),
    }


def _notes(index: TermIndex, contents: Contents) -> dict[int, list[int]]:
    """Sentence's text → the texts of the notes whose marks it carries."""
    notes: dict[int, list[int]] = {}
    for passage, (text, anchor, _) in zip(contents.passages, index.passages.tolist(), strict=True):
        if passage.kind == "footnote" and passage.anchor:
            notes.setdefault(anchor, []).append(text)
    return notes
