"""A question that leans on the ones before it, made whole. No model needed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant import cues
from assistant.courtesy import without_courtesies
from assistant.restore import Restorer
from assistant.scope import Named, name_scope
from assistant.understand import Need, Shape, Slot, understand
from index_store.language.text import fold, has_diacritics
from index_store.records import Report

Turn = str | Mapping[str, str]


def questions_of(history: Sequence[Turn]) -> list[str]:
    """The person's own turns, oldest first; a turn is a string or {"role", "content"}."""
    asked = []
    for turn in history:
        if isinstance(turn, str):
            asked.append(turn)
        elif turn.get("role", "user") == "user":
            asked.append(turn.get("content", ""))
    return [q for q in asked if q.strip()]


def read_question(
    question: str, history: Sequence[Turn], reports: Sequence[Report], restore: Callable[[], Restorer]
) -> tuple[Need, Named]:
    """What is asked and of which reports, with what is missing taken from the turns before.

    restore: gives what puts diacritics back; called only for a turn typed without any.
    """
    need: Need | None = None
    named: Named | None = None
    for text in [*questions_of(history), question]:
        base = named.periods[0] if named and named.periods else None
        text = without_courtesies(unicodedata.normalize("NFC", text))
        text = restore().mended(text)
        marked = has_diacritics(text)
        shown = text if marked else restore()(text)
        own_named = name_scope(text, shown, reports, base)
        own_need = understand(
            shown,
            own_named.bare,
            marked=marked,
            units=len(own_named.units),
            periods=len(own_named.periods) + len(own_named.kinds),
        )
        if need is None or named is None:
            need, named = own_need, own_named
        else:
            need, named = _lean(own_need, own_named, need, named)
    assert need is not None
    assert named is not None
    return need, named


def _lean(need: Need, named: Named, earlier: Need, before: Named) -> tuple[Need, Named]:
    folded = fold(named.bare).strip(" ,.?")
    onward, inside = bool(cues.ONWARD.search(folded)), bool(cues.INSIDE.search(folded))
    if not need.terms:  # only the scope or the role changes: "còn năm 2022?", "so với cùng kỳ?"
        slots = need.slots if any(s.roles or s.unit_class for s in need.slots) else earlier.slots
        if any(s.roles for s in need.slots) and earlier.slots[0].noun:
            slots = tuple(Slot(s.noun or earlier.slots[0].noun, s.unit_class, s.roles) for s in need.slots)
        return (
            replace(
                earlier,
                text=need.text,
                slots=slots,
                kind="figure" if any(s.roles for s in need.slots) else earlier.kind,
                shape=need.shape if need.shape != "single" else _shape_again(earlier, named),
            ),
            named.filled_from(before),
        )
    if inside and not onward:  # a part or another side of the same thing
        joined = tuple(dict.fromkeys(need.terms + earlier.terms))
        weak = need.weak_terms | (frozenset(earlier.terms) - frozenset(need.terms))
        return replace(need, terms=joined, weak_terms=weak), named.filled_from(before)
    if onward:
        return need, named.filled_from(before)
    return need, replace(named, units=named.units_from(before))  # a new topic, still about the same place


def _shape_again(earlier: Need, named: Named) -> Shape:
    """A comparison asked again for one unit or period is a single question."""
    return "single" if earlier.shape == "comparison" and (named.units or named.periods) else earlier.shape
