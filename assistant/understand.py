"""What a question asks for: kind, shape, the quantities asked, and the words that name the thing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant import cues
from assistant.cues import cue_text
from assistant.shapes import Operation, ends_of, operation_of, shape_of, size_of, without_shape_words
from assistant.shapes import Shape as Shape
from index_store.language.numbers import Quantity, find_quantities, unit_class
from index_store.language.terms import light_words, stop_words, terms
from index_store.language.text import fold, has_diacritics, normalise
from index_store.records import Role, Span

NeedKind = Literal["figure", "list", "who", "when", "document", "cause", "tasks", "yes_no", "text"]

_CHANGE: frozenset[Role] = frozenset({"change", "pct_change", "pct_of_earlier"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One quantity asked for: "đã giải quyết được mấy đơn" has noun ("đơn",) and terms ("giải", "quyết", "đơn")."""

    noun: tuple[str, ...] = ()
    unit_class: str = ""
    roles: frozenset[Role] = frozenset()
    terms: frozenset[str] = frozenset()  # of its own part of the question; empty: all of it


@dataclass(frozen=True, slots=True)
class Need:
    """A question understood, its scope apart. terms: what it is about, in the report's words."""

    text: str
    kind: NeedKind
    shape: Shape
    terms: tuple[str, ...]  # in the order typed; question words and scope left out
    weak_terms: frozenset[str]  # of those, the ones outside the asking clause
    light_terms: frozenset[str]  # of those, the ones that only name a measure
    pairs: frozenset[tuple[str, str]]  # neighbours among the terms
    slots: tuple[Slot, ...]
    span: Span = "khong_ro"
    highest: bool = True  # for a ranking
    both_ends: bool = False  # "cao nhất và thấp nhất"
    count: int = 1  # how many of a ranking are asked for; 0 for all of them
    operation: Operation = "difference"  # what is made of the figures of a comparison
    marked: bool = True  # typed with diacritics


_KINDS: tuple[tuple[NeedKind, re.Pattern[str]], ...] = (
    ("cause", cues.CAUSE),
    ("who", cues.WHO),
    ("document", cues.DOCUMENT),
    ("when", cues.WHEN),
    ("list", cues.LIST),
    ("tasks", cues.TASKS),
)
_CLASSES = (("percent", cues.RATE), ("mass", cues.MASS), ("area", cues.AREA), ("money", cues.MONEY))
# A further quantity begins at a comma or at "và" before a question word.
_PART = re.compile(
    r"[,;]\s*|\s+và\s+(?=[^,;]*(?:bao nhiêu|mấy|tỷ lệ))|\s+va\s+(?=[^,;]*(?:bao nhieu|may|ty le))"
)
_CLAUSE = re.compile(r"[.;:?!]\s+|\s+-\s+|,\s+(?=(?:\S+\s+){3})")


def _roles(folded: str) -> frozenset[Role]:
    """The roles that the words of a question, or of a part of it, ask for; empty for the thing itself."""
    if cues.EARLIER.search(folded):
        return frozenset({"earlier"})
    if cues.COMPARED.search(folded):
        return frozenset({"pct_of_earlier"}) if cues.SHARE_OF_EARLIER.search(folded) else _CHANGE
    if cues.PLAN.search(folded):
        return frozenset({"plan"})
    if cues.TARGET.search(folded):
        return frozenset({"target", "plan"})
    return frozenset({"level", "part"}) if cues.PART.search(folded) else frozenset()


_MEASURED = frozenset({"area", "money", "percent", "mass", "length", "volume"})


def _measure(rest: str) -> str:
    """The class of the measure right after "bao nhiêu": "triệu đồng" → "money"; "" for a thing that is counted."""
    found = find_quantities(f"1 {rest.lstrip()}")
    kind = unit_class(found[0].unit) if found and found[0].start == 0 else ""
    return kind if kind in _MEASURED else ""


def _without_measures(text: str) -> str:
    """The text without the measures asked in: "bao nhiêu ki-lô-mét đường" asks for roads, not for kilometres."""
    for match in reversed(list(cues.HOW_MANY.finditer(cue_text(text)))):
        rest = text[match.end() :].lstrip()
        if _measure(rest):
            end = find_quantities(f"1 {rest}")[0].end - 2
            text = f"{text[: match.end()]} {rest[end:]}"
    return text


def _noun(rest: str, folded: bool) -> tuple[str, ...]:
    """The words counted, right after "bao nhiêu": up to the first word that says nothing."""
    words = terms(re.split(r"[,;?(]", rest)[0])[:5]
    stopped = stop_words(words, folded=folded)
    size = stopped.index(True) if True in stopped else len(words)
    return words[: min(size, 4)]


def _leading_noun(shown: str) -> tuple[str, ...]:
    """The noun counted that a clipped question begins with: "học viên bồi dưỡng" → ("học", "viên")."""
    found = find_quantities(f"1 {shown.strip(' ,.?')}")
    unit = found[0].unit if found and found[0].start == 0 else ""
    return terms(unit) if unit and unit_class(unit) not in _MEASURED else ()


def _slots(shown: str, whole_roles: frozenset[Role]) -> tuple[Slot, ...]:
    """The quantities that a question asks for, in its order; one empty slot when it only names a thing."""
    folded_text = not has_diacritics(shown)
    slots: list[Slot] = []
    parts = [p for p in _PART.split(shown) if p.strip()]
    numbered = [p for p in parts if cues.NUMBER_OF.search(cue_text(p))]
    asking = [
        p
        for p in parts
        if cues.HOW_MANY.search(cue_text(p))
        or cues.RATE_ASKED.search(cue_text(p))
        or (len(numbered) > 1 and p in numbered)
    ]
    for part in asking:
        folded = cue_text(part)
        own = _content(part)
        found = list(cues.HOW_MANY.finditer(folded))
        for match in found:
            rest = part[match.end() : match.end() + 60]
            unit = _measure(rest)
            percent = unit == "percent"
            noun = () if unit else _noun(rest, folded_text)
            roles = _roles(folded)
            if not roles and len(asking) == 1:
                roles = whole_roles
            elif not roles and slots and match.start() < 3:  # "giảm bao nhiêu vụ, bao nhiêu người chết"
                roles = slots[-1].roles
            if percent and not cues.COMPARED.search(folded) and cues.SHARE_OF_PLAN.search(folded):
                roles = frozenset({"pct_plan"})
            unit = unit or (unit_class(" ".join(noun[:2])) if noun else "")
            unit = unit_class(noun[0]) if noun and unit == "count" else unit
            slots.append(Slot(noun, "" if unit == "count" else unit, roles, frozenset(own)))
        number = cues.NUMBER_OF.search(folded)
        if not found and number and part in numbered:
            noun = _noun(part[number.end() :], folded_text)
            unit = unit_class(noun[0]) if noun else ""
            slots.append(Slot(noun, "" if unit == "count" else unit, _roles(folded), frozenset(own)))
        elif not found:
            slots.append(Slot((), "percent", whole_roles or frozenset({"level", "part"}), frozenset(own)))
    folded = cue_text(shown)
    if not slots:
        percent = bool(cues.PERCENT_ASKED.search(folded))
        roles = whole_roles
        if percent and not roles and cues.SHARE_OF_PLAN.search(folded):
            roles = frozenset({"pct_plan"})
        slots = [Slot((), "percent" if percent else "", roles)]
    if len(slots) == 1:
        slots[0] = replace(slots[0], terms=frozenset())
    first = slots[0]
    if not first.unit_class and not first.noun:
        number = cues.COUNT_OF.search(folded)  # "số người chết do tai nạn là bao nhiêu"
        rate = cues.RATE.search(folded)
        if rate and (number is None or rate.start() < number.start()):
            number = None
        noun = _noun(shown[number.end() :], folded_text) if number else _leading_noun(shown)
        kind = unit_class(noun[0]) if noun else ""
        asked = cue_text(asking[0]) if len(slots) > 1 and asking else folded
        named = next((name for name, pattern in _CLASSES if pattern.search(asked)), "")
        slots[0] = replace(first, noun=noun, unit_class=(kind if kind != "count" else "") if noun else named)
    return tuple(slots)


def _threshold(bare: str) -> Quantity | None:
    """The quantity that a yes-or-no question compares with; None when it names none."""
    return next((q for q in find_quantities(bare) if cues.THRESHOLD.search(cue_text(bare[: q.start]))), None)


def _slot_of(threshold: Quantity) -> Slot:
    """What is compared with a threshold is of its unit."""
    kind = unit_class(threshold.unit)
    return (
        Slot((), kind) if kind in _MEASURED else Slot(terms(threshold.unit), "" if kind == "count" else kind)
    )


def _content(text: str) -> list[str]:
    """The terms of a text that say something."""
    words = terms(text)
    stopped = stop_words(words, folded=not has_diacritics(text))
    return [
        w
        for w, stop in zip(words, stopped, strict=True)
        if not stop and (len(w) > 1 or w.isdigit() or w == "y")
    ]


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
    return "text" if cues.OPEN.search(folded) else "figure"


def _side_by_side(slots: tuple[Slot, ...], folded: str, operation: Operation) -> tuple[Slot, ...]:
    """Of figures side by side each is the thing itself: they "change" from one to the other."""
    if not cues.TIME_BEFORE.search(folded):
        slots = tuple(replace(s, roles=frozenset()) if s.roles <= _CHANGE else s for s in slots)
    if operation == "share":
        slots = tuple(replace(s, unit_class="", roles=frozenset()) for s in slots)
    return slots


def _span(folded: str) -> Span:
    """Whether a stock or what happened in the period is asked for, as far as the words tell."""
    if cues.CUMULATIVE.search(folded):
        return "luy_ke"
    return "trong_ky" if cues.IN_PERIOD.search(folded) else "khong_ro"


def understand(shown: str, bare: str, *, marked: bool, units: int = 0, periods: int = 0) -> Need:
    """Read what a question needs. Raises nothing.

    shown: the question, diacritics put back where it was typed without (`marked` says which); bare: the same
    with the names of units, periods and issuers taken out (they are the scope, and would count as words that no
    passage holds); units, periods: how many it names.
    """
    text = normalise(shown)
    bare = normalise(bare)
    onward = cues.ONWARD.match(cue_text(bare))  # "còn … thì sao" leads on; "con" would be taken for a word
    bare = bare[onward.end() :] if onward else bare
    folded = cue_text(bare)
    shape, kind, operation = shape_of(folded, units, periods), _kind(folded), operation_of(cue_text(text))
    if shape in ("ranking", "series") or (shape == "comparison" and kind == "list"):
        kind = kind if kind in ("cause", "tasks", "document") else "figure"
    bare = without_shape_words(bare, shape)
    threshold = _threshold(bare) if kind == "yes_no" else None
    if threshold:
        bare = f"{bare[: threshold.start]} {bare[threshold.end :]}"
    asking: list[str] = []
    other: list[str] = []
    pairs: set[tuple[str, str]] = set()
    clauses = [c for c in _CLAUSE.split(bare) if c.strip()]
    asked = [
        bool(cues.AMOUNT.search(cue_text(c)) or any(p.search(cue_text(c)) for _, p in _KINDS))
        for c in clauses
    ]
    for clause, is_asking in zip(clauses, asked, strict=True):
        clause = _without_measures(clause)
        words = terms(clause)
        kept = _content(clause)
        (asking if is_asking or not any(asked) else other).extend(kept)
        pairs.update(
            (a, b) if marked else (fold(a), fold(b)) for a, b in pairwise(words) if a in kept and b in kept
        )
    every = tuple(dict.fromkeys(asking + other))
    light = light_words(every, folded=not has_diacritics(bare))
    slots = (_slot_of(threshold),) if threshold else _slots(bare, _roles(cue_text(bare)))
    highest, lowest = ends_of(folded)
    return Need(
        text=text,
        kind=kind,
        shape=shape,
        terms=every,
        weak_terms=frozenset(other) - frozenset(asking),
        light_terms=frozenset(t for t, is_light in zip(every, light, strict=True) if is_light),
        pairs=frozenset(pairs),
        slots=_side_by_side(slots, folded, operation) if shape in ("comparison", "series") else slots,
        span=_span(folded),
        highest=highest or not lowest,
        both_ends=highest and lowest,
        count=size_of(folded) if shape == "ranking" else 1,
        operation=operation,
        marked=marked,
    )
