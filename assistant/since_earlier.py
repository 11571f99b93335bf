"""How much a figure changed where its report prints only both values: "163 khẩu (cùng kỳ: 147 khẩu)". Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Computed
from assistant.citations import Citations
from assistant.differences import difference, percent_change
from assistant.growth import beside, same_unit
from assistant.many_words import with_unit
from assistant.rank import Evidence
from assistant.slots import CHANGES, Slot
from index_store.records import Figure
from prompts import sentence

_VALUES = frozenset({"level", "part"})


def compose_change(
    slot: Slot, found: Evidence, figures: Sequence[Figure], citations: Citations
) -> tuple[str, tuple[Computed, ...]] | None:
    """The words and the proof; None where no change is asked for, one is printed, or a value is lacking.

    figures: all of the evidence's passage, in order of place.
    """
    if not slot.roles or not slot.roles <= CHANGES or (pair := _pair(found, figures)) is None:
        return None
    now, then = pair
    made = percent_change(now, then) if slot.unit_class == "percent" else difference(now, then)
    if made is None or not made.proof:
        return None
    n = citations.cite(found, found.start, found.end)
    citations.show(now, n)
    citations.show(then, n)
    word = "tăng" if now.value_base > then.value_base else "giảm"
    change = f"{word} {made.printed}" if now.value_base != then.value_base else "không thay đổi"
    text = sentence("changed_since", change=change, now=with_unit(now), then=with_unit(then), n=n)
    return text[:1].upper() + text[1:], made.proof if now.value_base != then.value_base else ()


def _pair(found: Evidence, figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The value and the one of a year before it that stand side by side: of "26 vụ/33 bị can (cùng kỳ: 30 vụ)" the
    first and the last. None where a change is printed too.
    """
    head = found.figure
    assert head is not None
    own = [f for f in figures if found.start <= f.start < found.end]
    if head.role in _VALUES:
        after = own[own.index(head) + 1 :] if head in own else []
        own_end = next((f.start for f in after if f.role in _VALUES and same_unit(head, f)), found.end)
        told = [f for f in after if f.start < own_end]
        then = next((f for f in told if f.role == "earlier" and same_unit(head, f)), None)
        return (
            None if then is None or any(f.role in CHANGES for f in beside(found, figures)) else (head, then)
        )
    before = [f for f in own if f.start < head.start and f.role in _VALUES and same_unit(f, head)]
    return (before[-1], head) if head.role == "earlier" and before else None
