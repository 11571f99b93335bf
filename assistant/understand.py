"""What a question asks for: kind, shape, the quantities asked, and the words that name the thing."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Literal

from index_store.language.numbers import unit_class

from assistant import cues
from index_store.language.terms import stop_words, terms
from index_store.language.text import fold, has_diacritics, normalise
from index_store.records import Role

NeedKind = Literal["figure", "list", "who", "when", "document", "cause", "tasks", "yes_no", "text"]
Shape = Literal["single", "comparison", "ranking", "series"]

_CHANGE: frozenset[Role] = frozenset({"change", "pct_change", "pct_of_earlier"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One quantity asked for: "mấy đối tượng" has noun ("đối", "tượng"); roles in order of liking."""

    noun: tuple[str, ...] = ()
    unit_class: str = ""
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Need:
    """A question understood, its scope apart. terms: what it is about, in the report's words."""

    text: str
    kind: NeedKind
    shape: Shape
    terms: tuple[str, ...]  # in the order typed; question words and scope left out
    weak_terms: frozenset[str]  # of those, the ones outside the asking clause
    pairs: frozenset[tuple[str, str]]  # neighbours among the terms
    slots: tuple[Slot, ...]
    highest: bool = True  # for a ranking
    count: int = 1
    marked: bool = True  # typed with diacritics

    @property
    def asks_change(self) -> bool:
        return any(slot.roles & _CHANGE for slot in self.slots)


_KINDS: tuple[tuple[NeedKind, re.Pattern[str]], ...] = (
    ("cause", cues.CAUSE),
    ("who", cues.WHO),
    ("document", cues.DOCUMENT),
    ("when", cues.WHEN),
    ("list", cues.LIST),
    ("tasks", cues.TASKS),
)
_CLASSES = (("area", cues.AREA), ("money", cues.MONEY), ("mass", cues.MASS), ("percent", cues.RATE))
_CLAUSE = re.compile(r"[,.;:?!]\s+|\s+-\s+")


def _slots(folded: str, marked_text: str) -> tuple[Slot, ...]:
    """The quantities that a question asks for, in its order; one empty slot when it only names a thing."""
    roles: frozenset[Role] = frozenset()
    if cues.EARLIER.search(folded):
        roles = frozenset({"earlier"})
    elif cues.COMPARED.search(folded):
        roles = frozenset({"pct_of_earlier"}) if cues.SHARE_OF_EARLIER.search(folded) else _CHANGE
    elif cues.PLAN.search(folded):
        roles = frozenset({"plan"})
    elif cues.TARGET.search(folded):
        roles = frozenset({"target", "plan"})
    slots: list[Slot] = []
    for match in cues.HOW_MANY.finditer(folded):
        rest = re.split(r"[,;?]", marked_text[match.end() : match.end() + 60])[0]
        noun = tuple(t for t in terms(rest)[:4])
        percent = rest.lstrip().startswith("%") or fold(rest).lstrip().startswith("phan tram")
        slot_roles = roles
        if percent and not roles and cues.SHARE_OF_PLAN.search(folded[match.start() :]):
            slot_roles = frozenset({"pct_plan"})
        unit = "percent" if percent else unit_class(" ".join(noun[:2])) if noun else ""
        slots.append(Slot(() if percent else noun, unit if unit != "count" else "", slot_roles))
    if not slots:
        percent = bool(cues.PERCENT_ASKED.search(folded))
        if percent and not roles and cues.SHARE_OF_PLAN.search(folded):
            roles = frozenset({"pct_plan"})
        slots = [Slot((), "percent" if percent else "", roles)]
    first = slots[0]
    if not first.unit_class and not first.noun:
        named = next((name for name, pattern in _CLASSES if pattern.search(folded)), "")
        slots[0] = Slot((), named, first.roles)
    return tuple(slots)


def _kind(folded: str) -> NeedKind:
    asks_amount = bool(cues.HOW_MANY.search(folded))
    for kind, pattern in _KINDS:
        match = pattern.search(folded)
        if match and not (asks_amount and kind in ("list", "who", "tasks", "when")):
            if kind == "document" and asks_amount and "so may" not in folded:
                continue
            return kind
    if asks_amount or cues.AMOUNT.search(folded) or cues.COMPARED.search(folded):
        return "figure"
    if cues.YES_NO.search(folded):
        return "yes_no"
    return "text"


def _shape(folded: str, units: int, periods: int) -> Shape:
    if cues.RANK.search(folded) and cues.UNITS_ASKED.search(folded) and units != 1:
        return "ranking"
    if cues.SERIES.search(folded):
        return "series"
    if units > 1 or periods > 1 or (cues.COMPARE.search(folded) and "so voi" in folded and units > 1):
        return "comparison"
    return "single"


def understand(shown: str, bare: str, *, marked: bool, units: int = 0, periods: int = 0) -> Need:
    """Read what a question needs. Raises nothing.

    shown: the question, diacritics put back where it was typed without (`marked` says which); bare: the same
    with the names of units, periods and issuers taken out (they are the scope, and would count as words that no
    passage holds); units, periods: how many it names.
    """
    text = normalise(shown)
    bare = normalise(bare)
    folded = fold(bare)
    stop = stop_words(folded=not has_diacritics(bare))
    asking: list[str] = []
    other: list[str] = []
    pairs: set[tuple[str, str]] = set()
    clauses = [c for c in _CLAUSE.split(bare) if c.strip()]
    asked = [bool(cues.AMOUNT.search(fold(c)) or any(p.search(fold(c)) for _, p in _KINDS)) for c in clauses]
    for clause, is_asking in zip(clauses, asked, strict=True):
        words = terms(clause)
        kept = [w for w in words if w not in stop and not (len(w) == 1 and not w.isdigit())]
        (asking if is_asking or not any(asked) else other).extend(kept)
        pairs.update(
            (a, b) if marked else (fold(a), fold(b))
            for a, b in itertools.pairwise(words)
            if a not in stop and b not in stop
        )
    count = cues.RANK_COUNT.search(folded) if cues.RANK.search(folded) else None
    return Need(
        text=text,
        kind=_kind(folded),
        shape=_shape(folded, units, periods),
        terms=tuple(dict.fromkeys(asking + other)),
        weak_terms=frozenset(other) - frozenset(asking),
        pairs=frozenset(pairs),
        slots=_slots(folded, bare if len(folded) == len(bare) else folded),
        highest=not cues.LOWEST.search(folded),
        count=int(next(filter(None, count.groups()))) if count else 1,
        marked=marked,
    )
