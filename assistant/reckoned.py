"""What is computed from two figures of one report: a change since the year before, a share of the whole, what is left
to do of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant import weights as w
from assistant.answer import Answer, Computed
from assistant.citations import Citations
from assistant.differences import difference, percent_change, share
from assistant.growth import beside, same_unit
from assistant.inquiry import Inquiry
from assistant.many_words import with_unit
from assistant.quantities import quantities, ranked_for
from assistant.rank import Evidence
from assistant.slots import CHANGES, Slot
from index_store.catalogue import Contents
from index_store.language.numbers import unit_class
from index_store.records import Candidate, Figure, Report, Role
from prompts import sentence

LOOKED_AT = 6  # figures for the part, and for the whole, best first
VOUCHED = 0.5  # of the gate, for the less sure one of a part and its whole
_VALUES: frozenset[Role] = frozenset({"level", "part"})
_PLANNED: frozenset[Role] = frozenset({"plan"})


def _change_words(
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


def _cite_both(one: Evidence, other: Evidence, citations: Citations) -> str:
    """Cites and shows both; the marks as they are printed between brackets: "1][2", "1" where one quote holds them."""
    marks = dict.fromkeys(citations.cite(e, e.start, e.end) for e in (one, other))
    for evidence, n in ((one, min(marks)), (other, max(marks))):
        assert evidence.figure is not None
        citations.show(evidence.figure, n)
    return "][".join(map(str, marks))


def _share_words(
    part: Evidence, whole: Evidence, citations: Citations
) -> tuple[str, tuple[Computed, ...]] | None:
    """How many per cent one figure is of another of its report; None where no quote can prove it."""
    assert part.figure is not None
    assert whole.figure is not None
    made = share(part.figure, whole.figure)
    if made is None or not made.proof:
        return None
    n = _cite_both(part, whole, citations)
    shown = with_unit(part.figure), with_unit(whole.figure)
    text = sentence("share_of", share=made.printed, part=shown[0], whole=shown[1], n=n)
    return text, made.proof


def _is_share(part: Evidence, whole: Evidence) -> bool:
    """Whether one may be the part, the other its whole: "13 đảng viên" of "300 thanh niên", no hectares of cases. They
    vouch for each other."""
    one, all_of_it = part.figure, whole.figure
    if one is None or all_of_it is None or one == all_of_it or not {one.role, all_of_it.role} <= _VALUES:
        return False
    less, more = sorted((part.coverage, whole.coverage))
    sure = more >= w.GATE_FIGURE and less >= VOUCHED * w.GATE_FIGURE
    alike = unit_class(one.unit) == unit_class(all_of_it.unit)
    return sure and alike and one.value_base <= all_of_it.value_base


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


def changed(
    inquiry: Inquiry,
    report: Report,
    contents: Contents,
    candidates: list[Candidate],
    found: list[Evidence],
    figures: Mapping[str, Sequence[Figure]],
) -> Answer | None:
    """By how much a figure rose or fell, computed where the report prints only both values."""
    need, slot = inquiry.need, inquiry.need.slots[0]
    if need.kind != "figure" or len(need.slots) > 1 or not slot.roles or not slot.roles <= CHANGES:
        return None
    if found and found[0].coverage >= w.GATE_FIGURE and found[0].figure and found[0].figure.role in CHANGES:
        return None
    inquiry.need = replace(need, slots=(replace(slot, roles=frozenset()),))
    itself, _ = quantities(inquiry, contents, candidates)
    inquiry.need = need
    for evidence in (*itself[:1], *found[:1]):
        own = figures.get(evidence.passage.id, ())
        if evidence.coverage >= w.GATE_FIGURE and (
            made := _change_words(slot, evidence, own, inquiry.citations)
        ):
            inquiry.say_source([report], [evidence])
            inquiry.sure = evidence.coverage
            return replace(inquiry.answer("figure", made[0], [evidence]), computed=made[1])
    return None


def share_of_whole(
    inquiry: Inquiry, report: Report, contents: Contents, candidates: list[Candidate], found: list[Evidence]
) -> Answer | None:
    """How many per cent a part is of its whole, computed where the report does not print it."""
    need, head = inquiry.need, found[0].figure if found else None
    printed = head is not None and unit_class(head.unit) == "percent" and found[0].coverage >= w.GATE_FIGURE
    if len(need.share_of) != 2 or printed:
        return None
    parts, wholes = (ranked_for(inquiry, slot, contents, candidates)[:LOOKED_AT] for slot in need.share_of)
    pairs = [(p, whole) for p in parts for whole in wholes if _is_share(p, whole)]
    if not pairs:
        return None
    both = max(pairs, key=lambda pair: pair[0].score + pair[1].score)
    if (made := _share_words(both[0], both[1], inquiry.citations)) is None:
        return None
    inquiry.say_source([report], both)
    inquiry.sure = min(e.coverage for e in both)
    return replace(inquiry.answer("figure", made[0], both), computed=made[1])


def left_to_do(
    inquiry: Inquiry,
    report: Report,
    contents: Contents,
    candidates: list[Candidate],
    figures: Mapping[str, Sequence[Figure]],
) -> Answer | None:
    """How much is still to be done of a plan, where the report prints what was done and the plan."""
    need, slot = inquiry.need, inquiry.need.left_of
    if slot is None:
        return None
    inquiry.need = replace(need, slots=(slot,))
    done, _ = quantities(inquiry, contents, candidates)
    inquiry.need = replace(need, slots=(replace(slot, roles=_PLANNED),))
    planned, _ = quantities(inquiry, contents, candidates)
    inquiry.need = need
    if not done or done[0].coverage < w.GATE_FIGURE or done[0].figure is None:
        return None
    own = [f for f in beside(done[0], figures.get(done[0].passage.id, ())) if f.role in _PLANNED]
    own = own or [
        f for f in figures.get(done[0].passage.id, ()) if done[0].figure.table and f.role in _PLANNED
    ]
    plans = [replace(done[0], figure=f) for f in own] + [e for e in planned if e.coverage >= w.GATE_FIGURE]
    plan = next(
        (e for e in plans if e.figure and e.figure.role in _PLANNED and same_unit(done[0].figure, e.figure)),
        None,
    )
    if plan is None or (made := _left_words(done[0], plan, inquiry.citations)) is None:
        return None
    inquiry.say_source([report], [done[0], plan])
    inquiry.sure = done[0].coverage
    return replace(inquiry.answer("figure", made[0], [done[0], plan]), computed=made[1])


def _left_words(
    done: Evidence, plan: Evidence, citations: Citations
) -> tuple[str, tuple[Computed, ...]] | None:
    """How much is left, or was done beyond the plan; None where no quote can prove it."""
    assert done.figure is not None
    assert plan.figure is not None
    made = difference(plan.figure, done.figure)
    if not made.proof or done.figure.role not in _VALUES:
        return None
    n = _cite_both(done, plan, citations)
    left = plan.figure.value_base - done.figure.value_base
    name = "left_to_do" if left > 0 else "more_than_planned" if left < 0 else "as_planned"
    done_shown, plan_shown = with_unit(done.figure), with_unit(plan.figure)
    text = sentence(name, gap=made.printed, done=done_shown, plan=plan_shown, n=n)
    return text, made.proof if left else ()
