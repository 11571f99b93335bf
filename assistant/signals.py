"""What speaks for each figure of a report as the answer to one quantity asked: a row of numbers a figure. Pure.

A term of the question counts by how rare it is in the report and by where it stands: in the figure's own words, its
clause, its sentence, the sentence that carries the footnote, the headings. Terms of the figure's own words that the
question lacks count against it: "tạm ngừng" is not "thành lập mới".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant import weights as w
from assistant import word_cues
from assistant.exclusions import beside_in, excluding
from assistant.figure_table import ROLES, SPANS, STRETCHES, FigureTable, figure_table
from assistant.matching import Columns, Floats, Matches, match
from assistant.slots import MEASURED
from assistant.understand import Need, Slot
from index_store.catalogue import Contents
from index_store.language.numbers import unit_class
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.records import Candidate
from index_store.term_index import MEANT, ZONES, TermIndex

_CHANGES: Final = frozenset({"change", "pct_change", "pct_of_earlier"})
_OF_PEOPLE: Final = frozenset({"trường hợp", "đối tượng", "lượt", "lượt người"})  # may count people
_SHARES: Final = _CHANGES | {"pct_plan"}
SECOND_ROLE: Final = 0.8  # of one that answers in another measure than was asked for
SUMS: Final = ("money", "area", "mass")  # asked for, what is counted is no answer
# How words for people begin that may be any of them.
_ANYBODY: Final = frozenset(
    {
        "nguoi",
        "lao",
        "dong",
        "truong",
        "doi",
        "luot",
        "em",
        "chau",
        "tre",
        "cong",
        "nhan",
        "khau",
        "can",
        "hoc",
        "thi",
        "the",
    }
)
_CLASSIFIERS: Final = frozenset({"con", "cai", "cay", "chiec"})  # "con lợn" is counted as "lợn" is
_SAME_UNITS: Final = {
    "cá nhân": "người",
    "đồng chí": "người",
    "trường hợp": "vụ",
    "lượt người": "lượt",
    "việc làm": "lao động",
}

NAMES: Final[tuple[str, ...]] = (
    # share (0..1) of the question's weight that is found
    "covered", "covered_soft", "anywhere", *(f"in_{zone}" for zone in ZONES), "in_own_soft", "in_own_or_clause",
    "own_alone", "pairs", "pairs_own", "in_passage",
    # what is missing, and what is too much
    "lacks", "lacks_count", "unknown", "missed", "extra_own", "extra_clause", "own_length",
    # what excludes what was asked for
    "fault_unasked", "fault_lacking", "whole_of_fault", "deed_unasked", "deed_for_stock", "opposed", "is_base",
    "total_both", "added_unasked", "added_lacking", "elsewhere",
    # beside the other figures of the report, and of the sentence
    "covered_gap", "own_gap", "sentence_gap", "sentence_rank", "sentence_place", "sentence_figures",
    # how near in meaning, whatever the words
    "near_own", "near_clause", "near_anchor",
    # the passage
    "lexical", "dense", "is_row", "is_note",
    # the unit
    "unit_same", "noun_head", "class_same", "class_other", "noun_other", "noun_in_own", "asks_noun",
    "measure_for_count", "asks_percent", "is_percent", "is_money", "unitless",
    # the role
    "role_asked", "part_named", *(f"role_{role}" for role in ROLES), "asks_change", "asks_plan", "asks_share",
    "asks_target", "asks_earlier",
    # the rest
    "span", "estimate", "estimate_for_done", "period", "other_time", "asked_terms", "marked",
)  # fmt: skip


def figure_signals(
    need: Need, slot: Slot, contents: Contents, candidates: Sequence[Candidate], period_words: str = ""
) -> Floats:
    """(figures, len(NAMES)): the signals of every figure of a report, in the order of `contents.figures`.

    candidates: what retrieval found of this report, for its scores; period_words: a period that was asked for and
    is not the report's own, folded: "ca nam 2023".
    """
    index = contents.terms
    if not contents.figures:
        return np.zeros((0, len(NAMES)))
    table = figure_table(contents)
    columns: Columns = (
        _words(match(need, slot, index), index, table)
        | _meanings(need, index)
        | _passages(contents, table, candidates)
        | _units(slot, index, table)
        | _roles(slot, table)
        | excluding(need, index, table)
        | _rest(need, contents, table, period_words)
    )
    columns["part_named"] *= columns["own_alone"]
    columns["is_base"] *= 1.0 - columns["in_own"]  # "trên tổng vốn được bố trí" may be what is asked for
    named = np.minimum(
        columns["part_named"] * w.PART_NAMED, 1.0
    )  # "phần huyện quản lý" is asked for by its name
    columns["role_asked"] = np.maximum(columns["role_asked"], named)
    return np.column_stack([columns[name] for name in NAMES])


def _words(found: Matches, index: TermIndex, table: FigureTable) -> Columns:
    zones = index.figures  # (figures, zones): texts
    weight = np.tile(np.array(w.ZONES), (len(zones), 1))
    weight[table.in_table, ZONES.index("sentence")] = 0.0  # a row is no sentence
    exact, soft = found.exact[:, zones], found.soft[:, zones]  # (terms, figures, zones)
    shares, anywhere = found.share(exact), exact.max(axis=2)
    lacking = np.where(anywhere > 0, 0.0, found.weights[:, None])
    covered = found.share((exact * weight).max(axis=2))
    telling = index.telling_weight
    extra = np.where(telling > 0, 1.0 - np.minimum(found.asked / np.maximum(telling, 1e-9), 1.0), 0.0)
    own = shares[:, 0]
    columns = {
        "covered": covered,
        "covered_soft": found.share((soft * weight).max(axis=2)),
        "anywhere": found.share(anywhere),
        "in_own_soft": found.share(soft[:, :, 0]),
        "in_own_or_clause": found.share(exact[:, :, :2].max(axis=2)),
        "pairs": (found.pairs[zones] * weight).max(axis=1),
        "pairs_own": found.pairs[zones[:, 0]],
        "in_passage": found.share(found.exact[:, index.passages[table.passages, 0]]),
        "lacks": lacking.max(axis=0, initial=0.0) / (found.weights.sum() or 1.0),
        "lacks_count": (lacking > 0).sum(axis=0).astype(float),
        "unknown": np.full(len(zones), 1.0 - found.share(anywhere).max()),
        "extra_own": extra[zones[:, 0]],
        "extra_clause": extra[zones[:, 1]],
        "own_length": np.minimum(np.diff(index.starts)[zones[:, 0]], 12).astype(float),
        "covered_gap": covered.max() - covered,
        "own_gap": own.max() - own,
        "asked_terms": np.full(len(zones), float(len(found.weights))),
    }
    columns["own_alone"] = _alone(found, index, table)
    columns["missed"] = found.share(_missed(found, index).astype(float))
    columns |= {f"in_{zone}": shares[:, at] for at, zone in enumerate(ZONES)}
    return columns | _beside(index.figure_sentences, own + 0.5 * covered)


def _meanings(need: Need, index: TermIndex) -> Columns:
    near = index.nearness(" ".join(need.terms))[index.figures[:, [ZONES.index(zone) for zone in MEANT]]]
    return {f"near_{zone}": near[:, at] for at, zone in enumerate(MEANT)}


def _alone(found: Matches, index: TermIndex, table: FigureTable) -> Floats:
    """(figures,): share of the question that of all levels of its sentence only this figure's own words hold.

    Of "khiển trách 05 đảng viên, cảnh cáo 03, khai trừ 02" only the last holds "khai trừ".
    """
    own = found.exact[:, index.figures[:, 0]] > 0  # (terms, figures)
    of_levels = own & table.levels
    alone = own & (_in_sentence(of_levels, index) - of_levels < 1)
    return found.share(alone.astype(float))


def _in_sentence(held: NDArray[np.bool_], index: TermIndex) -> NDArray[np.intp]:
    """(terms, figures): by how many figures of the same sentence each term is held; held: of the same shape."""
    sentences = index.figure_sentences
    counts = np.zeros((int(sentences.max()) + 1, len(held)), dtype=np.intp)
    np.add.at(counts, sentences, held.T)
    by_term: NDArray[np.intp] = counts[sentences].T
    return by_term


_INHERITED: Final = [ZONES.index(zone) for zone in ("own", "head", "anchor", "heading")]


def _missed(found: Matches, index: TermIndex) -> NDArray[np.bool_]:
    """(terms, figures): what another figure of the sentence has of the question, and this one lacks and inherits not.

    Of "kỷ luật 14 đảng viên: khiển trách 09, cảnh cáo 05" the first misses "khiển trách", the second no "kỷ luật".
    """
    own = found.exact[:, index.figures[:, 0]] > 0
    inherited = (found.exact[:, index.figures[:, _INHERITED]] > 0).any(axis=2)
    missed: NDArray[np.bool_] = (_in_sentence(own, index) > 0) & ~inherited
    return missed


def _beside(sentence: NDArray[np.int32], fit: Floats) -> Columns:
    """How a figure stands among those of its sentence: the fittest, the first, one of many."""
    best, first = np.full(sentence.max() + 1, -np.inf), np.full(sentence.max() + 1, len(fit))
    np.maximum.at(best, sentence, fit)
    np.minimum.at(first, sentence, np.arange(len(fit)))
    order = np.lexsort((-fit, sentence))
    rank = np.empty(len(fit))
    rank[order] = np.arange(len(fit)) - np.searchsorted(sentence[order], sentence[order], side="left")
    return {
        "sentence_gap": best[sentence] - fit,
        "sentence_rank": np.minimum(rank, 6.0),
        "sentence_place": np.minimum(np.arange(len(fit)) - first[sentence], 8).astype(float),
        "sentence_figures": np.minimum(np.bincount(sentence)[sentence], 12).astype(float),
    }


def _passages(contents: Contents, table: FigureTable, candidates: Sequence[Candidate]) -> Columns:
    top = max((c.lexical for c in candidates), default=0.0) or 1.0
    # Not among the nearest is at most as near as the last of them.
    far = min((c.dense for c in candidates if c.dense > 0), default=0.0)
    scores = {c.passage.id: (c.lexical / top, c.dense if c.dense > 0 else far) for c in candidates}
    found = np.array([scores.get(p.id, (0.0, far)) for p in contents.passages])[table.passages]
    return {
        "lexical": found[:, 0],
        "dense": found[:, 1],
        "is_row": table.in_table.astype(float),
        "is_note": table.in_note.astype(float),
    }


def _units(slot: Slot, index: TermIndex, table: FigureTable) -> Columns:
    names = ("unit_same", "noun_head", "class_same", "class_other", "noun_other")
    found = table.of_unit([_unit_agrees(slot.noun, slot.unit_class, unit) for unit in table.units])
    percent = table.of_unit([c == "percent" for c in table.classes])
    if slot.roles & _SHARES:  # "tăng hay giảm bao nhiêu vụ" may be answered in per cent
        found[percent] = 0.0
    # A figure that counts another thing is all the less meant where one beside it counts what is asked.
    sentences = index.figure_sentences
    counted = beside_in(sentences, found[:, :3].sum(axis=1) > 0)
    same = beside_in(sentences, found[:, 0] > 0)
    found[:, [names.index("class_other"), names.index("noun_other")]] *= (1.0 + counted + same)[:, None]
    if slot.unit_class in SUMS:
        found[:, names.index("class_other")] *= w.NO_SUM
    # So it is with "1.482 hộ" beside "56 hộ nghèo", where poor households are asked for.
    whole = table.of_unit([len(terms(u)) >= len(slot.noun) for u in table.units]) & (found[:, 0] > 0)
    found[:, names.index("noun_other")] += beside_in(sentences, whole) & (found[:, 0] > 0) & ~whole
    noun = np.zeros(len(found))
    if slot.noun:
        held = np.mean([index.with_folded(fold(word)) for word in slot.noun], axis=0)
        noun = held[index.figures[:, 0]]
    return dict(zip(names, found.T, strict=True)) | {
        "noun_in_own": noun,
        "measure_for_count": table.of_unit([float(bool(slot.noun) and c in MEASURED) for c in table.classes]),
        "asks_noun": np.full(len(found), float(bool(slot.noun))),
        "asks_percent": np.full(len(found), float(slot.unit_class == "percent")),
        "is_percent": percent.astype(float),
        "is_money": table.of_unit([float(c == "money") for c in table.classes]),
        "unitless": table.of_unit([float(not unit) for unit in table.units]),
    }


@lru_cache(maxsize=8192)
def _unit_agrees(
    asked: tuple[str, ...], asked_class: str, unit: str
) -> tuple[float, float, float, float, float]:
    """Same noun, same first word of it, same class, other class, other noun; all 0 when nothing is asked."""
    if not unit:
        return (0.0,) * 5
    own = tuple(map(fold, terms(_SAME_UNITS.get(unit, unit))))
    noun = tuple(map(fold, terms(_SAME_UNITS.get(" ".join(asked[:2]), " ".join(asked)))))
    bare, asked_bare = _without_classifier(own), _without_classifier(noun)
    same = _begin_alike(own, noun) or _begin_alike(bare, asked_bare)
    head = bool(own and noun) and (own[0] == noun[0] or bare[0] == asked_bare[0])
    kind = "person" if unit in _OF_PEOPLE and asked_class == "person" else unit_class(unit.split("/")[0])
    return (
        float(same),
        float(head and not same),
        float(bool(asked_class) and kind == asked_class),
        float(bool(asked_class) and kind != asked_class),
        float(bool(noun) and not head and (not asked_class or _other_people(asked_class, kind, own, noun))),
    )


def _other_people(asked_class: str, kind: str, own: tuple[str, ...], noun: tuple[str, ...]) -> bool:
    """Whether two words for people mean others: "thanh niên" is no answer to how many "đảng viên"."""
    return asked_class == kind == "person" and own[0] not in _ANYBODY and noun[0] not in _ANYBODY


def _without_classifier(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) > 1 and words[0] in _CLASSIFIERS else words


def _begin_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    size = min(len(one), len(other))
    return bool(size) and one[:size] == other[:size]


def _roles(slot: Slot, table: FigureTable) -> Columns:
    wanted = slot.roles or frozenset({"level"})
    one = np.ones(len(table.roles))
    # "Tăng bao nhiêu vụ" is rather answered in cases than in per cent, "tăng bao nhiêu %" the other way round.
    measured = slot.unit_class not in ("", "percent") or bool(slot.noun)
    worse = {"pct_change", "pct_of_earlier"} if measured else {"change"} if slot.unit_class else set()
    second = worse if "change" in wanted else set()
    return {
        "role_asked": np.array([(SECOND_ROLE if r in second else 1.0) * (r in wanted) for r in ROLES])[
            table.roles
        ],
        "part_named": np.array([float(r == "part" and "level" in wanted) for r in ROLES])[table.roles],
        **{f"role_{role}": (table.roles == n).astype(float) for n, role in enumerate(ROLES)},
        "asks_change": one * bool(wanted & _CHANGES),
        "asks_plan": one * ("plan" in wanted and "target" not in wanted),
        "asks_share": one * ("pct_plan" in wanted),
        "asks_target": one * ("target" in wanted),
        "asks_earlier": one * ("earlier" in wanted),
    }


def _rest(need: Need, contents: Contents, table: FigureTable, period_words: str) -> Columns:
    asked = need.span != "khong_ro"
    agrees = {"khong_ro": 0.5 * (need.span == "trong_ky"), need.span: float(asked)}
    other = -float(asked)
    # Beside a running total in its sentence, a figure of which nothing is said is of the period.
    total = np.array([span == need.span == "luy_ke" for span in SPANS])[table.spans]
    said = beside_in(contents.terms.figure_sentences, total)
    return {
        "span": np.array([agrees.get(span, other) for span in SPANS])[table.spans]
        - 0.5 * (said & np.array([asked and span == "khong_ro" for span in SPANS])[table.spans]),
        "estimate": table.estimated.astype(float),
        "estimate_for_done": table.estimated
        * float(word_cues.DONE_ASKED.search(fold(need.text)) is not None),
        "period": _period_near(period_words, contents),
        "other_time": _other_time(need, contents, table) * (not period_words),
        "marked": np.full(len(table.spans), float(need.marked)),
    }


def _other_time(need: Need, contents: Contents, table: FigureTable) -> Floats:
    """(figures,): whether a figure is of another time than is asked for: of the report's own, or "ước cả năm"."""
    asked, own = fold(need.text), contents.report.header.period
    ahead = word_cues.YEAR_AHEAD.search(asked) and not (own and own.kind == "nam")
    wanted = "year" if ahead else "part" if word_cues.PART_ALONE.search(asked) else ""
    other: Floats = (table.stretches != STRETCHES.index(wanted)) * (w.TIME_ASKED if wanted else 1.0)
    return other


def _period_near(period_words: str, contents: Contents) -> Floats:
    """(figures,): share of the words of a period asked for that stand right before the figure, or right after it."""
    shares, wanted = np.zeros(len(contents.figures)), period_words.split()
    for at, figure in enumerate(contents.figures if wanted else ()):
        text = contents.by_id[figure.passage].text
        near = fold(
            text[max(0, figure.start - 34) : figure.start] + " " + text[figure.end : figure.end + 24]
        ).split()
        shares[at] = sum(word in near for word in wanted) / len(wanted)
    return shares
