"""Which figure, or which sentence, of the candidates answers the need. Pure: candidates in, evidence out.

A question's term counts by how rare it is in the report (idf) and by where it stands: in the figure's own clause,
its sentence, the sentence that carries the footnote, the headings. A term in the figure's clause that the
question lacks counts against it: "tạm ngừng" is not "thành lập mới".
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index_store.language.numbers import unit_class

from assistant import cues
from assistant import weights as w
from assistant.understand import Need, Slot
from index_store.language.sentences import sentence_spans
from index_store.language.terms import stop_words, terms
from index_store.language.text import fold
from index_store.records import Candidate, Figure, Passage

# Proper names within a sentence: what a list of places, projects or people is made of.
_NAMES = re.compile(r"(?<=[\s(])[A-ZÀ-ỴĐ][^\W\d_]+(?:\s[A-ZÀ-ỴĐ][^\W\d_]+)+")
INHERITS = " ‹ "  # between the zones of Figure.indicator
_SYNONYM_UNITS = {"cá nhân": "người", "đồng chí": "người", "trường hợp": "vụ", "lượt người": "lượt"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure or a sentence that may answer; start and end: the sentence, offsets in the passage."""

    passage: Passage
    start: int
    end: int
    coverage: float  # 0..1: share of the question's weight found, terms and neighbours
    score: float
    figure: Figure | None = None

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


class Rarity:
    """Inverse document frequency of terms over the passages of the reports in scope."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._count: Counter[str] = Counter()
        self._passages = 0
        self._weights: dict[str, float] = {}
        for passage in passages:
            self._count.update(_passage_terms(passage.text, passage.anchor))
            self._passages += 1

    def __call__(self, term: str) -> float:
        found = self._weights.get(term)
        if found is None:
            found = math.log((self._passages + 1) / (self._count[term] + 0.5)) + 0.3
            self._weights[term] = found
        return found


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=100_000)
def _passage_terms(text: str, anchor: str) -> frozenset[str]:
    found = terms(text) + terms(anchor)
    return frozenset(found) | frozenset(map(_bare, found))


@dataclass(frozen=True, slots=True)
class _Zone:
    """The words of one text: terms, folded terms, neighbours (accented and folded), what is no filler."""

    words: frozenset[str]
    folded: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    telling: frozenset[str]  # folded; without numbers and words that every sentence has


@lru_cache(maxsize=100_000)
def _zone(text: str) -> _Zone:
    words = terms(text)
    folded = tuple(map(_bare, words))
    stopped = stop_words(words, folded=False)
    telling = {f for f, stop in zip(folded, stopped, strict=True) if not stop and not f[0].isdigit()}
    pairs = frozenset(pairwise(words)) | frozenset(pairwise(folded))
    return _Zone(frozenset(words), frozenset(folded), pairs, frozenset(telling))


_sentences = lru_cache(maxsize=50_000)(sentence_spans)


class _Scale:
    """What each term and pair of neighbours of the question weighs, for one of the quantities asked."""

    def __init__(self, need: Need, slot: Slot | None, rarity: Rarity) -> None:
        own = slot.terms if slot else frozenset()
        self.inexact = w.FOLDED if need.marked else w.FOLDED_UNMARKED
        self.asked = frozenset(map(_bare, need.terms))
        self.terms: list[tuple[str, str, float]] = []
        for term in need.terms:
            value = rarity(term)
            value *= w.WEAK if term in need.weak_terms else 1.0
            value *= w.LIGHT if term in need.light_terms else 1.0
            value *= w.BESIDE if own and term not in own else 1.0
            self.terms.append((term, _bare(term), value))
        self.pairs: list[tuple[tuple[str, str], float]] = []
        minor = need.weak_terms | need.light_terms
        for pair in need.pairs:
            value = rarity(pair[0]) + rarity(pair[1])
            value *= w.BESIDE if own and not set(pair) <= own else 1.0
            value *= w.WEAK if set(pair) & minor else 1.0
            self.pairs.append((pair, value))
        self._total = sum(value for *_, value in self.terms)
        self._pair_total = sum(value for _, value in self.pairs)

    def coverage(self, zones: Sequence[tuple[str, float]]) -> tuple[float, float]:
        """Share (0..1) of the terms, and of the neighbours, that the zones hold, weighed by zone."""
        read = [(_zone(text), weight) for text, weight in zones if text]
        found = 0.0
        for term, bare, value in self.terms:
            best = 0.0
            for zone, weight in read:
                if weight > best:
                    if term in zone.words:
                        best = weight
                    elif bare in zone.folded:
                        best = max(best, weight * self.inexact)
            found += value * best
        pairs = 0.0
        for pair, value in self.pairs:
            pairs += value * max((weight for zone, weight in read if pair in zone.pairs), default=0.0)
        share = found / self._total if self._total else 0.0
        return share, (pairs / self._pair_total if self._pair_total else share)


def _extra(scale: _Scale, own: str, rarity: Rarity) -> float:
    """Share of the clause's weight that the question does not ask for, 0..1."""
    words = _zone(own).telling
    total = sum(map(rarity, words))
    return sum(rarity(t) for t in words - scale.asked) / total if total else 0.0


def _unit_fit(slot: Slot, figure: Figure) -> float:
    if slot.noun:
        unit = terms(_SYNONYM_UNITS.get(figure.unit, figure.unit))
        noun = terms(_SYNONYM_UNITS.get(" ".join(slot.noun[:2]), " ".join(slot.noun)))
        size = min(len(unit), len(noun))
        if size and tuple(map(_bare, unit[:size])) == tuple(map(_bare, noun[:size])):
            return w.UNIT_SAME
    if slot.unit_class:
        same = unit_class(figure.unit) == slot.unit_class
        return w.UNIT_CLASS if same else w.UNIT_OTHER
    return 0.0


def _role_fit(slot: Slot, figure: Figure) -> float:
    if slot.roles:
        return w.ROLE_WANTED if figure.role in slot.roles else w.ROLE_OTHER
    if figure.role == "level":
        return w.ROLE_WANTED
    if figure.role == "part":
        return w.ROLE_WANTED / 2
    if figure.role == "pct_plan" and slot.unit_class == "percent":
        return w.ROLE_WANTED / 3
    return w.ROLE_OTHER


def _span_fit(need: Need, figure: Figure) -> float:
    if need.span == "khong_ro" or figure.span == "khong_ro":
        return 0.0
    return w.SPAN if need.span == figure.span else -w.SPAN


def _period_fit(period_words: str, text: str, figure: Figure) -> float:
    """Whether the period asked for stands right before the figure, or right after it."""
    if not period_words:
        return 0.0
    near = fold(text[max(0, figure.start - 34) : figure.start]) + fold(text[figure.end : figure.end + 24])
    wanted = period_words.split()
    return w.PERIOD_NAMED * sum(word in near.split() for word in wanted) / len(wanted)


def _sentence_of(passage: Passage, at: int) -> tuple[int, int]:
    return next(((a, b) for a, b in _sentences(passage.text) if a <= at < b), (0, len(passage.text)))


def rank_figures(
    need: Need,
    slot: Slot,
    candidates: Sequence[Candidate],
    figures: Mapping[str, Sequence[Figure]],
    rarity: Rarity,
    period_words: str = "",
) -> list[Evidence]:
    """Every figure of the candidates as evidence for one slot, best first; [] when there is none.

    period_words: a period that was asked for and is not the report's own, folded: "ca nam 2023".
    """
    top = max((c.lexical for c in candidates), default=0.0) or 1.0
    scale = _Scale(need, slot, rarity)
    found = []
    for candidate in candidates:
        passage = candidate.passage
        prior = w.LEXICAL * candidate.lexical / top + w.DENSE * max(candidate.dense, 0.0)
        for figure in figures.get(passage.id, ()):
            texts = figure.indicator.split(INHERITS)
            zones = list(zip(texts, w.ZONES, strict=False))
            zones += [(passage.anchor, w.ANCHOR), (passage.section_heading, w.HEADING)]
            start, end = _sentence_of(passage, figure.start)
            if figure.table is None:
                zones.append((passage.text[start:end], w.HEAD * 0.75))
            coverage, pairs = scale.coverage(zones)
            gate = (1 - w.GATE_PAIRS) * coverage + w.GATE_PAIRS * pairs
            score = coverage + w.PAIRS * pairs - w.EXTRA * _extra(scale, texts[0], rarity)
            score += _role_fit(slot, figure) + _unit_fit(slot, figure) + prior
            score += _span_fit(need, figure) + _period_fit(period_words, passage.text, figure)
            found.append(Evidence(passage, start, end, gate, score, figure))
    found.sort(key=lambda e: (-e.score, e.passage.order, e.start))
    return found


def rank_sentences(need: Need, candidates: Sequence[Candidate], rarity: Rarity) -> list[Evidence]:
    """Every sentence of the candidates as evidence, best first."""
    top = max((c.lexical for c in candidates), default=0.0) or 1.0
    scale = _Scale(need, None, rarity)
    found = []
    for candidate in candidates:
        passage = candidate.passage
        prior = w.LEXICAL * candidate.lexical / top + w.DENSE * max(candidate.dense, 0.0)
        around = [(passage.text, w.ANCHOR), (passage.anchor, w.ANCHOR), (" ".join(passage.path), w.HEADING)]
        for start, end in _sentences(passage.text):
            text = passage.text[start:end]
            coverage, pairs = scale.coverage([(text, w.OWN), *around])
            gate = (1 - w.GATE_PAIRS) * coverage + w.GATE_PAIRS * pairs
            score = coverage + w.PAIRS * pairs + prior + w.KIND * kind_fit(need, passage, text)
            found.append(Evidence(passage, start, end, gate, score))
    found.sort(key=lambda e: (-e.score, e.passage.order, e.start))
    return found


def kind_fit(need: Need, passage: Passage, text: str) -> float:
    """1.0 when the sentence has what this kind of question wants, else 0.0 (−1.0 when it cannot serve)."""
    folded = fold(text)
    match need.kind:
        case "cause":
            headed = "nguyen nhan" in fold(" ".join(passage.path[-2:]))
            return 1.0 if headed or any(c in folded for c in cues.CAUSES) else -0.5
        case "when":
            return 1.0 if cues.DATE_PRINTED.search(folded) else -1.0
        case "document":
            return 1.0 if cues.DOCUMENT_PRINTED.search(text) else -1.0
        case "who":
            return 1.0 if passage.kind == "header" or "dong chi" in folded else 0.0
        case "list":
            return 1.0 if len(_NAMES.findall(text)) >= 3 else 0.0
        case "tasks":
            return (
                1.0 if any(c in fold(" ".join(passage.path)) for c in ("nhiem vu", "phuong huong")) else 0.0
            )
        case _:
            return 0.0
