"""The clauses of a sentence: which of them speaks of what is asked, and how much of a long one to show. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant import weights as w
from assistant.kind_fit import asking_terms, kind_fit
from assistant.understand import Need
from index_store.language.sentences import Span, clause_spans
from index_store.language.terms import related, terms
from index_store.language.text import fold
from index_store.records import Passage

MAX_WORDS = 45  # of an answer, where it can be cut without losing what is asked
MAX_WORDS_WHOLE = 75  # of causes and tasks, which go on from clause to clause
WHOLE = ("list", "cause", "tasks")
KEPT = 0.95  # the least of a sentence's match that a part must have to stand for it
_PAUSE = re.compile(r",\s+(?![^(]*\))(?![^“]*”)")  # not inside brackets or quotes


@dataclass(frozen=True, slots=True)
class Part:
    """passage.text[start:end]; share: of the question's weight that it holds; fit: of its kind (kind_fit)."""

    start: int
    end: int
    share: float
    fit: float

    @property
    def value(self) -> float:
        return self.share + w.PART_FIT * self.fit


class Reader:
    """Reads parts of sentences for one need. weights: what each term weighs; by default all the same."""

    def __init__(self, need: Need, weights: Mapping[str, float] | None = None) -> None:
        light = asking_terms(need)
        minor = light.weak_terms | light.light_terms
        self.need = need
        self.weights = weights or {t: w.WEAK if t in minor else 1.0 for t in need.terms}
        self._total = sum(self.weights.values()) or 1.0
        self._folded = [fold(t) for t in need.terms]
        self._related = [
            (need.terms[start:end], [frozenset(map(fold, words)) for words in others])
            for start, end, others in related(need.terms, folded=not need.marked)
        ]

    def share(self, text: str) -> float:
        """The share of the question's weight that the text holds; a related phrase counts for less."""
        held = _folded_terms(text)
        found = {t: 1.0 for t, bare in zip(self.need.terms, self._folded, strict=True) if bare in held}
        for own, others in self._related:
            if any(words <= held for words in others):
                for term in own:
                    found.setdefault(term, w.RELATED)
        return sum(self.weights[t] * value for t, value in found.items()) / self._total

    def part(self, passage: Passage, span: Span) -> Part:
        text = passage.text[slice(*span)]
        return Part(*span, self.share(text), kind_fit(self.need, passage, text))

    def best_clause(self, passage: Passage, start: int, end: int) -> Part:
        """Of the clauses of a sentence the one that answers best; the sentence itself when it has but one."""
        parts = [self.part(passage, span) for span in clause_spans(passage.text, start, end)]
        best = max(parts, key=lambda p: p.value)
        if len(parts) > 1:  # what is asked and what answers may stand in two clauses
            around = kind_fit(self.need, passage, passage.text[start:end]) - w.NEXT_CLAUSE
            best = replace(best, fit=max(best.fit, around))
        return best

    def cut(self, passage: Passage, start: int, end: int) -> Span:
        """What to show of a sentence: all of it when it is short, else the clauses that answer."""
        text, kind = passage.text, self.need.kind
        clauses = clause_spans(text, start, end)
        if _words(text[start:end]) <= (MAX_WORDS_WHOLE if kind in ("cause", "tasks") else MAX_WORDS):
            return start, end
        if kind in WHOLE:  # an item's clause alone, where no other is near it
            best, *others = sorted((self.part(passage, c) for c in clauses), key=lambda p: -p.value)
            alone = not others or best.value - others[0].value >= w.PART_ALONE
            return (best.start, best.end) if alone else (start, end)
        kept = self._within(passage, clauses, self.part(passage, (start, end)))
        if _words(text[slice(*kept)]) > MAX_WORDS:
            kept = self._within(passage, _pauses(text, *kept), self.part(passage, kept))
        return kept

    def _within(self, passage: Passage, spans: list[Span], of: Part) -> Span:
        """The shortest run of neighbouring parts that holds nearly all that the whole holds; else the whole."""
        runs = [
            (spans[i][0], spans[j][1])
            for i in range(len(spans))
            for j in range(i, min(i + 8, len(spans)))
            if j == i or _words(passage.text[spans[i][0] : spans[j][1]]) <= MAX_WORDS
        ]
        parts = [self.part(passage, run) for run in runs]
        enough = [p for p in parts if p.share >= KEPT * of.share and p.fit >= of.fit]
        if not enough:
            return of.start, of.end
        best = min(enough, key=lambda p: (_words(passage.text[p.start : p.end]), p.start))
        return best.start, best.end


@lru_cache(maxsize=50_000)
def _folded_terms(text: str) -> frozenset[str]:
    return frozenset(map(fold, terms(text)))


def _words(text: str) -> int:
    return len(text.split())


def _pauses(text: str, start: int, end: int) -> list[Span]:
    """The parts of text[start:end] between commas."""
    cuts = [m.span() for m in _PAUSE.finditer(text, start, end)]
    return list(zip([start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True))
