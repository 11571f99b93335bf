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
        for passage in passages:
            self._count.update(_passage_terms(passage.text, passage.anchor))
            self._passages += 1

    def __call__(self, term: str) -> float:
        return math.log((self._passages + 1) / (self._count[term] + 0.5)) + 0.3


@lru_cache(maxsize=100_000)
def _passage_terms(text: str, anchor: str) -> frozenset[str]:
    found = terms(text) + terms(anchor)
    return frozenset(found) | frozenset(map(fold, found))


@lru_cache(maxsize=100_000)
def _zone(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[tuple[str, str]]]:
    """Terms, folded terms and neighbours (accented and folded) of one zone."""
    words = terms(text)
    folded = tuple(map(fold, words))
    pairs = frozenset(itertools.pairwise(words)) | frozenset(itertools.pairwise(folded))
    return frozenset(words), frozenset(folded), pairs


def _coverage(
    need: Need, slot: Slot | None, zones: Sequence[tuple[str, float]], rarity: Rarity
) -> tuple[float, float]:
    """Share (0..1) of the question's terms, and of its neighbours, that the zones hold, weighed."""
    read = [(*_zone(text), weight) for text, weight in zones if text]
    total = found = 0.0
    for term in need.terms:
        value = rarity(term)
        if term in need.weak_terms:
            value *= w.WEAK
        if term in need.light_terms:
            value *= w.LIGHT
        if slot and slot.terms and term not in slot.terms:
            value *= w.BESIDE
        total += value
        best = 0.0
        for words, folded, _, weight in read:
            if term in words:
                best = max(best, weight)
            elif fold(term) in folded:
                best = max(best, weight * (w.FOLDED if need.marked else w.FOLDED_UNMARKED))
        found += value * best
    pair_total = pair_found = 0.0
    for pair in need.pairs:
        value = rarity(pair[0]) + rarity(pair[1])
        if slot and slot.terms and not set(pair) <= slot.terms:
            value *= w.BESIDE
        if set(pair) & (need.weak_terms | need.light_terms):
            value *= w.WEAK
        pair_total += value
        pair_found += value * max((weight for *_, pairs, weight in read if pair in pairs), default=0.0)
    share = found / total if total else 0.0
    return share, (pair_found / pair_total if pair_total else share)


def _extra(need: Need, own: str, rarity: Rarity) -> float:
    """Share of the clause's weight that the question does not ask for, 0..1."""
    every = terms(own)
    stopped = stop_words(every, folded=False)
    words = {t for t, stop in zip(every, stopped, strict=True) if not stop and not t[0].isdigit()}
    asked = {fold(t) for t in need.terms}
    total = sum(rarity(t) for t in words)
    missing = sum(rarity(t) for t in words if fold(t) not in asked)
    return missing / total if total else 0.0


def _unit_fit(slot: Slot, figure: Figure) -> float:
    if slot.noun:
        unit = terms(_SYNONYM_UNITS.get(figure.unit, figure.unit))
        noun = terms(_SYNONYM_UNITS.get(" ".join(slot.noun[:2]), " ".join(slot.noun)))
        size = min(len(unit), len(noun))
        if size and tuple(map(fold, unit[:size])) == tuple(map(fold, noun[:size])):
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
    return next(((a, b) for a, b in sentence_spans(passage.text) if a <= at < b), (0, len(passage.text)))


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
            coverage, pairs = _coverage(need, slot, zones, rarity)
            gate = (1 - w.GATE_PAIRS) * coverage + w.GATE_PAIRS * pairs
            score = coverage + w.PAIRS * pairs - w.EXTRA * _extra(need, texts[0], rarity)
            score += _role_fit(slot, figure) + _unit_fit(slot, figure) + prior
            score += _span_fit(need, figure) + _period_fit(period_words, passage.text, figure)
            found.append(Evidence(passage, start, end, gate, score, figure))
    found.sort(key=lambda e: (-e.score, e.passage.order, e.start))
    return found


def rank_sentences(need: Need, candidates: Sequence[Candidate], rarity: Rarity) -> list[Evidence]:
    """Every sentence of the candidates as evidence, best first."""
    top = max((c.lexical for c in candidates), default=0.0) or 1.0
    found = []
    for candidate in candidates:
        passage = candidate.passage
        prior = w.LEXICAL * candidate.lexical / top + w.DENSE * max(candidate.dense, 0.0)
        around = [(passage.text, w.ANCHOR), (passage.anchor, w.ANCHOR), (" ".join(passage.path), w.HEADING)]
        for start, end in sentence_spans(passage.text):
            text = passage.text[start:end]
            coverage, pairs = _coverage(need, None, [(text, w.OWN), *around], rarity)
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
