"""BM25 inside the right report: a person who knows which file to open and searches in it.

What is left to it is the ranking inside a report. Such a person does not search for the unit and the period any more:
what stands above the first heading is not searched, and its words are taken out of the question. Without that, a line
that names both came first, and this baseline looked up to 41 points worse than it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from math import log
from pathlib import Path
from typing import Any

from eval.bench.corpora import ONE_EACH
from eval.bench.starter import DEPTH, whole_question
from eval.cases import Case
from index_store.language.text import syllables
from index_store.records import Passage
from index_store.store import Store

K1, B = 1.5, 0.75  # as bm25s, and so LlamaIndex, has them


def bm25(question: Sequence[str], texts: Sequence[Sequence[str]]) -> list[float]:
    """Lucene's BM25 of every text: texts that share no word with the question get 0.0."""
    counts = [Counter(text) for text in texts]
    mean = sum(map(len, texts)) / len(texts) if texts else 0.0
    scores = [0.0] * len(texts)
    for word in dict.fromkeys(question):
        holding = sum(word in count for count in counts)
        weight = log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for at, count in enumerate(counts):
            if count[word]:
                length = 1 - B + B * len(texts[at]) / mean
                scores[at] += weight * count[word] / (count[word] + K1 * length)
    return scores


def found_in(question: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages that share a word with the question, best first."""
    scores = bm25(syllables(question), [syllables(p.text) for p in passages])
    ranked = sorted(range(len(passages)), key=lambda at: -scores[at])
    return [passages[at] for at in ranked if scores[at] > 0]


def found_inside(question: str, passages: Sequence[Passage]) -> list[Passage]:
    """As found_in, over one report, whose head is left out on both sides."""
    body = [p for p in passages if p.path and p.kind != "header"] or list(passages)
    head = {word for p in passages if p.kind == "header" for word in syllables(p.text)}
    return found_in(" ".join(word for word in syllables(question) if word not in head), body)


def search_by_hand(store: Store, cases: Sequence[Case]) -> Iterator[dict[str, Any]]:
    """Answers in the shape of `tracuu ask`, with passages alone; none for a question that has no report.

    A comparison or a series opens each of its reports and takes turns between them; where either of two reports
    would do (a correction that left the figure as it was), the first is opened. A case that names none has them all.
    """
    by_stem = {Path(file.path).stem: r.id for r in store.reports(all_versions=True) for file in r.files}
    for case in cases:
        if not case.answerable:
            continue
        stems = [stem for stem in case.reports if stem in by_stem]
        if not case.reports:
            stems = list(by_stem)
        elif case.category not in ONE_EACH:
            stems = stems[:1]
        columns = [
            [
                (stem, p)
                for p in found_inside(whole_question(case), store.contents(by_stem[stem]).passages)[:DEPTH]
            ]
            for stem in stems
        ]
        turns = chain.from_iterable(zip_longest(*columns))
        passages = [{"report_file": turn[0], "text": turn[1].text} for turn in turns if turn]
        yield {"id": case.id, "passages": passages}
