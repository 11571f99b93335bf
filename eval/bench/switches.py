"""Tra cứu with one thing switched off, to see what that thing is worth.

Only while answering, on the same store, and without a line of the product changed: constants and functions are put
in place of others for as long as `switched_off` lasts. The weights stay as they were fitted with everything on, so a
loss shows what the thing carries in this product, not what could be had by fitting anew without it. What would need
another store or other code (footnotes unlinked, no indicator inherited, diacritics not restored, another fusion) is
left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import assistant.ask
import assistant.many_reports
import assistant.quantities
import assistant.weights
import index_store.lexical
from assistant.answer import Answer
from assistant.inquiry import Inquiry
from assistant.one_report import answer_from_one
from assistant.rank import Evidence
from index_store.lexical import LexicalIndex
from index_store.records import Report
from index_store.store import Store


class Swap(NamedTuple):
    """In `owner`, what `name` stands for while the switch is off."""

    owner: Any
    name: str
    value: Any


def _nothing(*_: object) -> list[Any]:
    return []


def _no_figures(*_: object) -> list[Evidence]:
    return []


def _scored_only(search: Callable[..., list[tuple[str, float]]]) -> Callable[..., list[tuple[str, float]]]:
    """A clause of weight 0 still finds its passages, with a score of 0: these were not to be found."""

    def search_scored(*given: Any) -> list[tuple[str, float]]:
        return [hit for hit in search(*given) if hit[1] > 0]

    return search_scored


def _answer_anywhere(inquiry: Inquiry, _: Report | None = None) -> Answer:
    """The report of the passage found first among all, by the whole question: unit and period are mere words."""
    hits = inquiry.store.search_lexical(inquiry.question, None, 1)
    reports = [inquiry.store.report(hit.partition(":")[0]) for hit, _ in hits]
    return answer_from_one(inquiry, reports[0] if reports else inquiry.reports[0])


def _swaps() -> dict[str, tuple[Swap, ...]]:
    scored_only = Swap(LexicalIndex, "search", _scored_only(LexicalIndex.search))
    return {
        "dense": (Swap(Store, "search_dense", _nothing),),
        "context": (Swap(index_store.lexical, "CONTEXT_WEIGHT", 0.0), scored_only),
        "folding": (
            Swap(index_store.lexical, "FOLDED_WEIGHT", 0.0),
            Swap(index_store.lexical, "has_diacritics", lambda _: True),
            Swap(assistant.weights, "FOLDED", 0.0),
            Swap(assistant.weights, "FOLDED_UNMARKED", 0.0),
            scored_only,
        ),
        "figures": (
            Swap(assistant.quantities, "rank_figures", _no_figures),
            Swap(assistant.many_reports, "rank_figures", _no_figures),
        ),
        "scope": (
            Swap(assistant.ask, "answer_from_one", _answer_anywhere),
            Swap(assistant.ask, "answer_from_many", _answer_anywhere),
        ),
    }


SWITCHES = {
    "dense": "without the vectors",
    "context": "without headings, unit and period in the lexical index",
    "folding": "without matching letters that lack their marks",
    "figures": "without figures: sentences only",
    "scope": "without the scope: every report searched",
}


@contextmanager
def switched_off(name: str) -> Iterator[None]:
    """Answer without this thing; "" switches nothing off. Raises AttributeError when the product has it no more."""
    swaps = _swaps()[name] if name else ()
    kept = [swap._replace(value=getattr(swap.owner, swap.name)) for swap in swaps]
    try:
        for owner, attribute, value in swaps:
            setattr(owner, attribute, value)
        yield
    finally:
        for owner, attribute, value in kept:
            setattr(owner, attribute, value)
