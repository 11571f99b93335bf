"""Which figure, or which sentence, of the candidates answers the need. Pure: candidates in, evidence out.

A question's term counts by how rare it is in the report (idf) and by where it stands: in the figure's own clause,
its sentence, the sentence that carries the footnote, the headings. A term in the figure's clause that the
question lacks counts against it: "tạm ngừng" is not "thành lập mới".
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from assistant import cues
from assistant import weights as w
from assistant.understand import Need, Slot
from index_store.language.numbers import unit_class
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
    coverage: float  # 0..1: of a sentence, the share of the question found; of a figure, `support`
    score: float
    figure: Figure | None = None
    signals: Mapping[str, float] = field(default_factory=dict)

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

    def coverage(self, zones: Sequence[tuple[str, float]]) -> tuple[float, float, float]:
        """Share (0..1) of the terms, and of the neighbours, that the zones hold, weighed by zone; and the share
        of the weightiest term that they lack altogether."""
        read = [(_zone(text), weight) for text, weight in zones if text]
        found = lacking = 0.0
        for term, bare, value in self.terms:
            best = 0.0
            for zone, weight in read:
                if weight > best:
                    if term in zone.words:
                        best = weight
                    elif bare in zone.folded:
                        best = max(best, weight * self.inexact)
            found += value * best
            if not best:
                lacking = max(lacking, value)
        pairs = 0.0
        for pair, value in self.pairs:
            pairs += value * max((weight for zone, weight in read if pair in zone.pairs), default=0.0)
        share = found / self._total if self._total else 0.0
        lacks = lacking / self._total if self._total else 0.0
        return share, (pairs / self._pair_total if self._pair_total else share), lacks


def _extra(scale: _Scale, own: str, rarity: Rarity) -> float:
    """Share of the clause's weight that the question does not ask for, 0..1."""
    words = _zone(own).telling
    total = sum(map(rarity, words))
    return sum(rarity(t) for t in words - scale.asked) / total if total else 0.0


def _unit_signals(slot: Slot, figure: Figure) -> dict[str, float]:
    """How the figure's unit agrees with what is counted in the question; {} when the question does not say."""
    if slot.noun:
        unit = terms(_SYNONYM_UNITS.get(figure.unit, figure.unit))
        noun = terms(_SYNONYM_UNITS.get(" ".join(slot.noun[:2]), " ".join(slot.noun)))
        size = min(len(unit), len(noun))
        if size and tuple(map(_bare, unit[:size])) == tuple(map(_bare, noun[:size])):
            return {"unit_same": 1.0}
    if slot.unit_class:
        return {"unit_class" if unit_class(figure.unit) == slot.unit_class else "unit_other": 1.0}
    return {"noun_other": 1.0} if slot.noun else {}


def _role_signals(slot: Slot, figure: Figure) -> dict[str, float]:
    if slot.roles:
        return {"role_asked" if figure.role in slot.roles else "role_other": 1.0}
    if figure.role == "level":
        return {"role_asked": 1.0}
    if figure.role == "part":
        return {"role_part": 1.0}
    if slot.unit_class == "percent" and figure.role == "pct_plan":
        return {"role_share": 1.0}
    return {"role_other": 1.0}


def _span_signal(need: Need, figure: Figure) -> float:
    if need.span == "khong_ro" or figure.span == "khong_ro":
        return 0.0
    return 1.0 if need.span == figure.span else -1.0


def _period_signal(period_words: str, text: str, figure: Figure) -> float:
    """Whether the period asked for stands right before the figure, or right after it."""
    if not period_words:
        return 0.0
    near = fold(text[max(0, figure.start - 34) : figure.start]) + fold(text[figure.end : figure.end + 24])
    wanted = period_words.split()
    return sum(word in near.split() for word in wanted) / len(wanted)


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
        for figure in figures.get(passage.id, ()):
            texts = figure.indicator.split(INHERITS)
            zones = list(zip(texts, w.ZONES, strict=False))
            zones += [(passage.anchor, w.ANCHOR), (passage.section_heading, w.HEADING)]
            start, end = _sentence_of(passage, figure.start)
            if figure.table is None:
                zones.append((passage.text[start:end], w.SENTENCE))
            covered, pairs, lacks = scale.coverage(zones)
            own, _, _ = scale.coverage([(texts[0], 1.0)])
            signals = {
                "terms": covered,
                "pairs": pairs,
                "own_terms": own,
                "lacks": lacks,
                "extra": _extra(scale, texts[0], rarity),
                "span": _span_signal(need, figure),
                "period": _period_signal(period_words, passage.text, figure),
                "lexical": candidate.lexical / top,
                "dense": max(candidate.dense, 0.0),
                **_role_signals(slot, figure),
                **_unit_signals(slot, figure),
            }
            score = sum(w.RANK.get(name, 0.0) * value for name, value in signals.items())
            found.append(Evidence(passage, start, end, support(signals), score, figure, signals))
    found.sort(key=lambda e: (-e.score, e.passage.order, e.start))
    return found


def support(signals: Mapping[str, float]) -> float:
    """How likely (0..1) a figure with these signals is the one asked for."""
    total = w.GATE["bias"] + sum(w.GATE.get(name, 0.0) * value for name, value in signals.items())
    return 1.0 / (1.0 + math.exp(-total))


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
            coverage, pairs, _ = scale.coverage([(text, w.OWN), *around])
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
            return 1.0 if headed or any(c in folded for c in cues.CAUSES) else -1.0
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
