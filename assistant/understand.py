"""What a question asks for: kind, shape, the quantities asked, and the words that name the thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant import cues, word_cues
from assistant.cues import SHARE_OF_PLAN, cue_text
from assistant.shape_cues import LEADS_ON, LEFT, SHARE_NAMED, SHARE_OF, TIME_BEFORE, TO_PLAN
from assistant.shapes import (
    Growing,
    Operation,
    Shape,
    ends_of,
    growing,
    operation_of,
    shape_of,
    size_of,
    without_shape_words,
)
from assistant.slots import (
    CHANGES,
    Slot,
    asked_roles,
    content,
    read_slots,
    slot_of,
    threshold_of,
    without_measures,
)  # fmt: skip
from index_store.language.terms import light_words, terms
from index_store.language.text import fold, has_diacritics, normalise
from index_store.records import Role, Span

__all__ = ["Need", "NeedKind", "Shape", "Slot", "as_figure", "understand"]

NeedKind = Literal["figure", "list", "who", "when", "where", "document", "cause", "tasks", "yes_no", "text"]


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
    growth: Growing = ""  # of a ranking: by how much each grew, or fell
    whether: bool = False  # "có … không": what is found is held against what the question says
    share_of: tuple[Slot, ...] = ()  # of a share asked for: the part, and what it is a part of
    left_of: Slot | None = None  # of what is still to do of a plan: the thing itself

    @property
    def said(self) -> str:
        """The words of the question, folded, with those that it takes from the turns before."""
        return fold(f"{self.text} {' '.join(self.terms)}")


_KINDS: tuple[tuple[NeedKind, re.Pattern[str]], ...] = (
    ("cause", word_cues.CAUSE),
    ("who", word_cues.WHO),
    ("document", word_cues.DOCUMENT),
    ("when", word_cues.WHEN),
    ("where", word_cues.WHERE),
    ("list", word_cues.LIST),
    ("tasks", word_cues.TASKS),
)
_CLAUSE = re.compile(r"[.;:?!]\s+|\s+-\s+|,\s+(?=(?:\S+\s+){3})|\s+th[iì]\s+(?=ri[eê]ng\s)")


_PART_OF = re.compile(
    r"\W*(?:riêng|phần|rieng|phan)\s(?P<part>.{3,60}?)\s(?:trong|của tổng|cua tong)"
    r"\s(?!đó|do|kỳ|ky|năm|nam|tháng|thang|quý|quy)"
    r"(?P<whole>.+?)(?P<amount>\s(?:được|duoc|là|la|có|co|đạt|dat)?\s?(?:mấy|may|bao nhiêu|bao nhieu|bn)(?!\w).*)$",
    re.IGNORECASE,
)


def _without_role(bare: str, roles: frozenset[Role]) -> str:
    """The text without words that only say which role is asked for: "nhiều hơn hay ít hơn", "nhiệm vụ … phấn đấu"."""
    said, instead = (cues.TASK, ",") if "target" in roles else (cues.MORE_OR_LESS, "so với")
    found = said.search(cue_text(bare))
    return f"{bare[: found.start()].rstrip()} {instead} {bare[found.end() :].lstrip()}" if found else bare


def _weak(asking: Sequence[str], other: Sequence[str], roles: frozenset[Role]) -> frozenset[str]:
    """The terms outside the asking clause, and of a plan asked for those that only call it so."""
    weak = frozenset(other) - frozenset(asking)
    if not roles & {"plan", "target", "pct_plan"}:
        return weak
    every = frozenset((*asking, *other))
    marked = has_diacritics(" ".join(every))  # or "chi" of "chi ngân sách" is that of "chỉ tiêu"
    named = (cues.OF_PLANS if marked else frozenset(map(fold, cues.OF_PLANS))) & every
    if every & {"thông", "thong", "dịch", "dich"}:
        named -= {"giao"}  # of "giao thông", "giao dịch"
    return weak | named if every - named else weak


def _kind(folded: str) -> NeedKind:
    asks_amount = bool(cues.HOW_MANY.search(folded))
    if word_cues.ANY_AT_ALL.search(folded):
        return "yes_no"
    if not asks_amount and word_cues.TASKS_NAMED.search(folded):
        return "tasks"
    if word_cues.NAMES_ASKED.match(folded):
        return "list"
    if word_cues.SITUATION.search(folded) and not asks_amount:
        return "text"
    for kind, pattern in _KINDS:
        match = pattern.search(folded)
        if kind == "when" and word_cues.DAY_ASKED.search(folded):
            return kind
        if match and not (asks_amount and kind in ("list", "who", "tasks", "when", "where")):
            if kind == "document" and asks_amount and not re.search("so (?:may|bao nhieu|bn)", folded):
                continue
            return kind
    if asks_amount or cues.AMOUNT.search(folded) or cues.COMPARED.search(folded):
        return "figure"
    if cues.YES_NO.search(folded):
        return "yes_no"
    return "text" if cues.OPEN.search(folded) else "figure"


def _side_by_side(slots: tuple[Slot, ...], folded: str, operation: Operation) -> tuple[Slot, ...]:
    """Of figures side by side each is the thing itself: they "change" from one to the other."""
    if not TIME_BEFORE.search(folded):
        slots = tuple(replace(s, roles=frozenset()) if s.roles <= CHANGES else s for s in slots)
    if operation == "share":
        slots = tuple(replace(s, unit_class="", roles=frozenset()) for s in slots)
    return slots


def _clauses(bare: str) -> list[str]:
    """The clauses of a question; one of a few words belongs to the next: "đàn gà, vịt có bao nhiêu con"."""
    found: list[str] = []
    if part := _PART_OF.match(
        bare
    ):  # "riêng chi thường xuyên trong tổng chi …": the whole is beside the point
        return [f"{part['part']} {part['amount']}", part["whole"]]
    for clause in _CLAUSE.split(bare):
        if found and len(found[-1].split()) <= 3:
            found[-1] += f", {clause}"
        elif clause.strip():
            found.append(clause)
    return found


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
    left_of = _left_of(bare)
    onward = cues.ONWARD.match(cue_text(bare))  # "còn … thì sao" leads on; "con" would be taken for a word
    bare = bare[onward.end() :] if onward else bare
    if at_hand := cues.AT_HAND.search(cue_text(bare)):
        bare = bare[: at_hand.start()] + bare[at_hand.end() :]
    folded = cue_text(bare)
    shape, kind, operation = shape_of(folded, units, periods), _kind(folded), operation_of(cue_text(text))
    listed = kind == "list" and not word_cues.ITEMS.search(folded)
    aside = shape == "ranking" or (shape == "series" and kind != "document")
    if aside or (shape == "comparison" and listed):
        kind = kind if kind in ("cause", "tasks") else "figure"
    if term := cues.TERM_OF_OFFICE.search(cue_text(bare)):
        bare = bare[: term.start("years")] + bare[term.end("years") :]  # written in more ways than one
    bare = without_shape_words(bare, shape)
    roles = asked_roles(cue_text(bare))
    threshold = threshold_of(bare) if cues.YES_NO.search(folded) else None
    if threshold:
        counted = "" if slot_of(threshold).is_measure else threshold.unit  # "có trên 5 vụ cháy không": fires
        bare = f"{bare[: threshold.start]} {counted} {bare[threshold.end :]}"
    bare = _without_role(bare, roles)
    whether = kind == "yes_no" or bool(cues.YES_NO.search(folded))
    held = cues.HELD_AGAINST_PLAN.search(cue_text(bare)) if whether else None
    if held or threshold:
        kind = "figure"
    if held:
        bare, roles = f"{bare[: held.start('said')]} {bare[held.end('said') :]}", frozenset()
    # Read as a whole, so that "đàn gà, vịt" is one thing; the clauses only tell what is beside the point.
    words, kept = terms(without_measures(bare)), content(without_measures(bare))
    pairs = frozenset(
        (a, b) if marked else (fold(a), fold(b)) for a, b in pairwise(words) if a in kept and b in kept
    )
    asking: list[str] = []
    other: list[str] = []
    clauses = _clauses(bare)
    asked = [
        bool(
            cues.AMOUNT.search(cue_text(c))
            or cues.NAMES_AN_AMOUNT.match(cue_text(c))
            or any(p.search(cue_text(c)) for _, p in _KINDS)
        )
        for c in clauses
    ]
    for clause, is_asking in zip(clauses, asked, strict=True):
        (asking if is_asking or not any(asked) else other).extend(content(without_measures(clause)))
    every = tuple(dict.fromkeys(kept))
    light = light_words(every, folded=not has_diacritics(bare))
    slots = (slot_of(threshold),) if threshold and threshold.unit else read_slots(bare, roles)
    highest, lowest = ends_of(folded)
    return Need(
        text=text,
        kind=kind,
        shape=shape,
        terms=every,
        weak_terms=_weak(asking, other, roles),
        light_terms=frozenset(t for t, is_light in zip(every, light, strict=True) if is_light),
        pairs=pairs,
        slots=_side_by_side(slots, folded, operation) if shape in ("comparison", "series") else slots,
        span=_span(folded),
        highest=highest or not lowest,
        both_ends=highest and lowest,
        count=size_of(folded) if shape == "ranking" else 1,
        operation=operation,
        marked=marked,
        growth=growing(folded) if shape == "ranking" else "",
        whether=whether,
        share_of=_share_of(bare) if shape == "single" else (),
        left_of=left_of if shape == "single" and kind in ("figure", "yes_no") else None,
    )


def _share_of(bare: str) -> tuple[Slot, ...]:
    said = SHARE_OF.search(cue_text(bare)) or SHARE_NAMED.search(cue_text(bare))
    if said is None or TIME_BEFORE.search(cue_text(bare)) or SHARE_OF_PLAN.search(cue_text(bare)):
        return ()
    both = [bare[said.start(name) : said.end(name)] for name in ("part", "whole")]
    if not all(map(content, both)):
        return ()
    return tuple(
        replace(read_slots(text, frozenset())[0], terms=frozenset(content(text)), apart=True, item=text)
        for text in both
    )


def _left_of(bare: str) -> Slot | None:
    """What it is of which somebody asks how much is left to do: "còn thiếu bao nhiêu tỷ nữa mới đủ dự toán thu"."""
    to_plan = TO_PLAN.search(cue_text(bare))
    if to_plan is None or not LEFT.search(cue_text(bare)):
        return None
    bare = f"{bare[: to_plan.start()]} {bare[to_plan.end() :]}"
    for said in (LEFT, LEADS_ON):
        if found := said.search(cue_text(bare)):
            bare = f"{bare[: found.start()]} {bare[found.end() :]}"
    slot = read_slots(bare, frozenset())[0]
    return replace(slot, terms=frozenset(content(without_measures(bare))), apart=True, item=bare)


def as_figure(need: Need) -> Need:
    """What "vì sao số vụ cháy giảm mạnh" asks for where no cause is told: how many there were."""
    asked = frozenset(t for t in need.terms if t in cues.OF_CAUSES)
    kept = tuple(t for t in need.terms if t not in asked)
    return replace(need, kind="figure", terms=kept or need.terms)
