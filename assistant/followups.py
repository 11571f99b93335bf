"""A question that leans on the ones before it, made whole. No model needed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from assistant import cues
from assistant.chosen import Chosen
from assistant.courtesy import without_courtesies
from assistant.cues import cue_text
from assistant.holdings import Holdings
from assistant.refuse import is_for_reports
from assistant.restore import Restorer
from assistant.scope import Named, name_scope
from assistant.shape_cues import RANK
from assistant.understand import Need, Shape, Slot, understand
from index_store.language.numbers import unit_class
from index_store.language.text import fold, has_diacritics
from index_store.language.units import people_spelled_out
from index_store.records import Period, Report

Turn = str | Mapping[str, str]
FURTHER_TERMS = 3  # a turn that begins "tăng bao nhiêu…" and names more than this is about something else
LONGEST = 2_000  # characters of a question: reading takes 0.1 s for so many, 27 s for 50,000


def questions_of(history: Sequence[Turn]) -> list[tuple[str, Chosen]]:
    """The person's own turns, oldest first, with what was chosen beside their words; a turn is a string or
    {"role", "content"}, to which "unit", "period" and "issuer" may be added. Those over LONGEST are left out.
    """
    asked: list[tuple[str, Chosen]] = []
    for turn in history:
        if isinstance(turn, str):
            asked.append((turn, Chosen()))
        elif turn.get("role", "user") == "user":
            asked.append((turn.get("content", ""), Chosen.of(turn)))
    return [(question, chosen) for question, chosen in asked if 0 < len(question.strip()) <= LONGEST]


def read_question(
    question: str,
    history: Sequence[Turn],
    reports: Sequence[Report],
    restore: Callable[[], Restorer],
    chosen: Chosen = Chosen(),  # noqa: B008  # frozen
) -> tuple[Need, Named]:
    """What is asked and of which reports, with what is missing taken from the turns before.

    restore: gives what mends slips and puts diacritics back; chosen: goes before what the question's words say.
    """
    need: Need | None = None
    named: Named | None = None
    earlier = [(text, beside) for text, beside in questions_of(history) if is_for_reports(text)]
    for text, beside in [*earlier, (question, chosen)]:
        base = named.periods[0] if named and named.periods else None
        own_need, own_named = _read_once(text, beside, base, reports, restore)
        if need is None or named is None:
            need, named = own_need, own_named
        else:
            need, named = _lean(own_need, own_named, need, named)
            named = _without_foreign_period(named, own_named, own_need, reports)
            if own_need.shape == "series" and not (own_named.periods or own_named.kinds):
                named = replace(
                    named, periods=(), kinds=(), pairs=(), period_words=""
                )  # "qua các năm": of all years
    assert need is not None
    assert named is not None
    return need, named


# What was read of turns, for as long as the holdings that they were read against are those of the store.
_READ: WeakKeyDictionary[Holdings, dict[tuple[str, Chosen, Period | None], tuple[Need, Named]]] = (
    WeakKeyDictionary()
)
TURNS_KEPT = 2_000


def _read_once(
    text: str, beside: Chosen, base: Period | None, reports: Sequence[Report], restore: Callable[[], Restorer]
) -> tuple[Need, Named]:
    """As `_read`; the turns before a question were read when they were asked, and are not read again."""
    if not isinstance(reports, Holdings):
        return _read(text, beside, base, reports, restore)
    kept, key = _READ.setdefault(reports, {}), (text, beside, base)
    read = kept.get(key)
    if read is None:
        if len(kept) >= TURNS_KEPT:
            kept.clear()
        read = kept[key] = _read(text, beside, base, reports, restore)
    return read


# One word spelt in two ways: "cùng kì", "nhiệm kì".
_SPELT_WITH_I = re.compile(
    r"(?<!\w)((?:cùng|cung|định|dinh|nhiệm|nhiem|thời|thoi) k)([iì])(?!\w)", re.IGNORECASE
)


def _with_y(found: re.Match[str]) -> str:
    return found[1] + ("ỳ" if found[2] in "ìÌ" else "y")


def _read(
    text: str, beside: Chosen, base: Period | None, reports: Sequence[Report], restore: Callable[[], Restorer]
) -> tuple[Need, Named]:
    """One turn by itself. base: the period spoken of before it, which "năm trước" counts from."""
    text = without_courtesies(_SPELT_WITH_I.sub(_with_y, unicodedata.normalize("NFC", text)))
    text = people_spelled_out(text)
    if restore().half_marked(text):
        text = restore()(text)
    text = restore().mended(text)
    marked = has_diacritics(text)
    shown = text if marked else restore()(text)
    named = _without_plan_year(name_scope(text, shown, reports, base), text)
    named = beside.over(_without_term_of_office(named, text, reports), reports)
    need = understand(
        shown,
        named.bare,
        marked=marked,
        units=len(named.units),
        periods=max(len(named.periods) + len(named.kinds), len(named.issuers)),
    )
    return need, named


def _without_foreign_period(named: Named, own: Named, need: Need, reports: Sequence[Report]) -> Named:
    """The scope of a whole question about other units, less the turns' period where these have no report of it: none,
    or, where they are compared, not each of them.
    """
    if not own.units or own.periods or own.kinds or not named.periods or not _telling(need):
        return named
    kept = (any, all)[need.shape == "comparison"]
    held = {(r.header.unit, r.header.period) for r in reports if r.current}
    if kept(any((unit, period) in held for period in named.periods) for unit in own.units):
        return named
    return replace(named, periods=(), kinds=(), pairs=(), period_words="")


def _without_plan_year(named: Named, text: str) -> Named:
    """The scope of "kế hoạch năm 2024 … theo báo cáo 6 tháng đầu năm 2024": only the report's period."""
    planned = {int(m["year"]) for m in cues.PLAN_YEAR.finditer(cue_text(text))}
    kept = tuple(p for p in named.periods if p.kind != "nam" or p.year not in planned)
    return replace(named, periods=kept) if kept else named


def _without_term_of_office(named: Named, text: str, reports: Sequence[Report]) -> Named:
    """The scope of "ai làm Bí thư nhiệm kỳ 2025 - 2030": a term that no report covers is no report's period."""
    if not cues.TERM_OF_OFFICE.search(cue_text(text)):
        return named
    held = {r.header.period for r in reports}
    return replace(named, periods=tuple(p for p in named.periods if p.kind != "giai_doan" or p in held))


def _lean(need: Need, named: Named, earlier: Need, before: Named) -> tuple[Need, Named]:
    """A turn's need and scope with what they leave open taken from those of the turns before it."""
    clear = cue_text(named.bare).strip()
    onward = bool(cues.ONWARD.match(clear))
    told = _telling(need)
    if not told:  # the scope, the role or the kind changes: "còn năm 2022?", "so với cùng kỳ?", "vì sao?"
        again = _asked_again(need, earlier, named)
        if cues.AGAINST.match(clear) and not any(s.roles for s in need.slots):
            both = _beside(named, before)
            compared = len(both.units) > 1 or len(both.periods) > 1
            return replace(again, shape="comparison") if compared else again, both
        return again, _without_whole_year(named, need, before).filled_from(before)
    if cues.INSIDE.search(clear) or (not onward and cues.FURTHER.match(clear) and _few(told)):
        return _joined(need, earlier), named.filled_from(before)
    own_time = named.periods or named.kinds
    if not onward and own_time and (named.units or named.foreign or named.ranked):
        return need, named  # a whole question: nothing of the turns before is meant
    return need, named.filled_from(before)


def _without_whole_year(named: Named, need: Need, before: Named) -> Named:
    """The scope of "kế hoạch cả năm là bao nhiêu?" asked of a part of that year: the plan stands in its report."""
    years = {p.year for p in before.periods}
    meant = (*named.periods, *named.kinds)
    planned = any(s.roles & {"plan", "target", "pct_plan"} for s in need.slots)
    if planned and meant and all(p.kind == "nam" and p.year in years for p in meant):
        return replace(named, periods=(), kinds=())
    return named


def _telling(need: Need) -> tuple[str, ...]:
    """The terms of a turn that name a thing: not those of its measure or its role, nor a counted noun alone."""
    nameless = cues.NAMELESS if has_diacritics(need.text) else frozenset(map(fold, cues.NAMELESS))
    told = tuple(t for t in need.terms if t not in nameless)
    asks = [s for s in need.slots if s.roles or s.unit_class or s.noun]
    # "so cùng kỳ tăng bao nhiêu đảng viên?" names nothing new, "trong đó bao nhiêu vụ nghiêm trọng?" does
    counted = {t for s in asks if s.roles - {"level", "part"} for t in s.noun}
    if asks and all(t in need.light_terms or t in counted or _counts_only(t) for t in told):
        return ()  # "tăng mấy vụ?", "số tiền là bao nhiêu?"
    return told


def _few(told: tuple[str, ...]) -> bool:
    return sum(not _counts_only(term) for term in told) <= FURTHER_TERMS


def _counts_only(term: str) -> bool:
    return unit_class(term) in ("case", "person")


def _asked_again(need: Need, earlier: Need, named: Named) -> Need:
    """The need of the turn before, with the quantity, the kind or the shape that this turn asks for instead."""
    asked = next((s for s in need.slots if s.roles or s.unit_class or s.noun), None)
    slots, first = earlier.slots, earlier.slots[0]
    if asked and asked.roles:
        percent = asked.unit_class == "percent"
        slots = (
            Slot(
                () if percent else asked.noun or first.noun,
                asked.unit_class or ("" if asked.noun else first.unit_class),
                asked.roles,
            ),
        )
    elif asked:
        slots = (Slot(asked.noun, asked.unit_class, first.roles),)
    kind = need.kind if need.kind not in ("figure", "text") else earlier.kind
    shape = _shape_again(earlier, named) if need.shape == "single" else need.shape
    return replace(
        earlier,
        text=need.text,
        slots=slots,
        kind="figure" if asked and need.kind == "figure" else kind,
        shape=shape,
        span=need.span if need.span != "khong_ro" else earlier.span,
        whether=need.whether,
        highest=need.highest if RANK.search(cue_text(need.text)) else earlier.highest,
    )


def _joined(need: Need, earlier: Need) -> Need:
    """A part or another side of the thing asked about before: its terms count for less beside the new ones."""
    joined = tuple(dict.fromkeys(need.terms + earlier.terms))
    weak = need.weak_terms | (frozenset(earlier.terms) - frozenset(need.terms))
    return replace(need, terms=joined, weak_terms=weak, light_terms=need.light_terms | earlier.light_terms)


def _beside(named: Named, before: Named) -> Named:
    """The units, or the periods, of both turns: "so với huyện Khe Mây thì sao?"."""
    both = named.filled_from(before)
    if named.units and not named.periods:
        return replace(both, units=tuple(dict.fromkeys(before.units + named.units)))
    if named.periods and not named.units:
        return replace(both, periods=tuple(dict.fromkeys(before.periods + named.periods)))
    return both


def _shape_again(earlier: Need, named: Named) -> Shape:
    """A comparison asked again for one unit or period is a single question."""
    return "single" if earlier.shape == "comparison" and (named.units or named.periods) else earlier.shape
