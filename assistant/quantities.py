"""The figures of one report that answer each quantity asked for."""

from __future__ import annotations

from dataclasses import replace

from assistant import weights as w
from assistant.inquiry import Inquiry
from assistant.rank import Evidence, rank_figures
from assistant.slots import Slot
from assistant.understand import Need
from index_store.catalogue import Contents
from index_store.language.text import fold
from index_store.records import Candidate

SAME_SENTENCE = 2.5  # how much better a further quantity is when it stands beside the first


def quantities(
    inquiry: Inquiry, contents: Contents, candidates: list[Candidate]
) -> tuple[list[Evidence], list[str]]:
    """The best figure for each quantity asked, of those after the first and of a list's items the sure ones; and the
    words of the items of which none is sure. A figure beside the first one is preferred.
    """
    chosen: list[Evidence] = []
    untold: list[str] = []
    for slot in inquiry.need.slots:
        taken = {(e.passage.id, e.figure.start) for e in chosen if e.figure}
        ranked = [
            e
            for e in ranked_for(inquiry, slot, contents, candidates)
            if e.figure and (e.passage.id, e.figure.start) not in taken
        ]
        if not ranked:
            break
        best = (
            max(ranked, key=lambda e: _beside(e, chosen[0])) if chosen else _first_of_the_role(slot, ranked)
        )
        if best.coverage >= w.GATE_FIGURE or not chosen:
            chosen.append(best)
        if best.coverage < w.GATE_FIGURE and slot.item:
            untold.append(slot.item)
    if untold and (sure := [e for e in chosen if e.coverage >= w.GATE_FIGURE]):
        return sure, untold
    return chosen, []


def ranked_for(
    inquiry: Inquiry, slot: Slot, contents: Contents, candidates: list[Candidate]
) -> list[Evidence]:
    """The figures of a report for one quantity asked, best first."""
    need = _alone(inquiry.need, slot)
    return inquiry.allowed(rank_figures(need, slot, contents, candidates, inquiry.period_words()))


def _first_of_the_role(slot: Slot, ranked: list[Evidence]) -> Evidence:
    """The best figure of a role asked for, where it is sure enough; else the best of all."""
    of_role = (e for e in ranked if e.figure and e.figure.role in slot.roles)
    first = next(of_role, ranked[0]) if slot.roles else ranked[0]
    return first if first.coverage >= w.GATE_FIGURE else ranked[0]


def _alone(need: Need, slot: Slot) -> Need:
    """What one item of a list needs: the words of the others say nothing of it, and exclude nothing."""
    own = frozenset(map(fold, slot.terms))
    terms = tuple(term for term in need.terms if fold(term) in own)
    if not slot.item or not slot.apart or not terms:
        return need
    pairs = frozenset(pair for pair in need.pairs if own.issuperset(map(fold, pair)))
    return replace(need, text=slot.item, terms=terms, pairs=pairs)


def _beside(found: Evidence, first: Evidence) -> float:
    return found.score + (SAME_SENTENCE if found.shares_sentence(first) else 0.0)
