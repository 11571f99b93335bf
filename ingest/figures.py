"""The figures of a passage: each quantity with its role, status, span and what it counts. Pure.

The indicator keeps the most specific words first, its zones separated by " ‹ ": its own words ‹ its part of the
clause ‹ the head of its sentence ‹ the anchor sentence ‹ the heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index_store.language.flat import flat
from index_store.language.numbers import Quantity, find_quantities
from index_store.language.sentences import clause_spans, sentence_spans
from index_store.language.text import fold
from index_store.records import Figure, Passage, Period, Role
from ingest.indicators import (
    BREAK,
    INNER,
    Region,
    clean,
    regions,
    shortened,
    telling,
    without_numbers,
    words_of,
)
from ingest.roles import COMPARISONS, Place, role_of, span_of, speaks_of_tasks, status_of
from ingest.row_figures import INHERITS, column_role, find_row_figures

__all__ = ["INHERITS", "column_role", "find_figures", "find_row_figures"]

_PART_LIST = re.compile(r"(?:trong (?:đó|số đó)|(?<!\w)gồm(?!\w)|cụ thể)(?P<listed>[^,;]{0,30}:)?")
_LABEL = re.compile(r"[^,;:()]{3,90}?:(?=\s)")
_NO_LABEL = re.compile(r"trong đó|cụ thể|gồm|kết quả|như sau|cùng kỳ|kế hoạch|năm \d{4}", re.IGNORECASE)


@dataclass(slots=True)
class _Level:
    """A level that comparisons after it may belong to."""

    quantity: Quantity
    own: str  # its words
    subject: str  # those of them that say of what


@dataclass(slots=True)
class _Sentence:
    """What is told of one sentence while its quantities are read from left to right."""

    passage: Passage
    flat: str
    low: str
    bare: str
    start: int
    end: int
    task: bool
    estimated: bool
    period: Period | None
    inherited: tuple[str, str, str]
    levels: list[_Level] = field(default_factory=list)
    parts_of: frozenset[str] = frozenset()  # first words of the units that a list of parts counts
    parts_end: int = 0  # where that list ends at the latest


def find_figures(passage: Passage, period: Period | None) -> tuple[Figure, ...]:
    """The figures of a paragraph or footnote, in order; () for a header or a row (see find_row_figures).

    period: of the report; a year before it marks an earlier value.
    """
    if passage.kind not in ("paragraph", "footnote"):
        return ()
    text = passage.text
    quantities = find_quantities(text)
    if not quantities:
        return ()
    task = speaks_of_tasks(passage.path, period)
    estimated = any(re.search(r"uoc thuc hien", fold(h)) for h in passage.path)
    folded, bare = flat(text), without_numbers(text, quantities)
    low = text.lower() if len(text.lower()) == len(text) else text
    figures: list[Figure] = []
    subject = ""  # what the sentence before was about
    for start, end in sentence_spans(text):
        own = [q for q in quantities if start <= q.start < end]
        if not own:
            continue
        head = _head(bare, start, end, own)
        inherited = (f"{head} {subject}".strip(), passage.anchor, passage.section_heading)
        sentence = _Sentence(passage, folded, low, bare, start, end, task, estimated, period, inherited)
        for clause in clause_spans(text, start, end):
            inside = [q for q in own if clause[0] <= q.start < clause[1]]
            if inside:
                figures.extend(_clause_figures(sentence, clause, inside))
        subject = next((level.subject for level in sentence.levels if level.subject), "")
    return tuple(figures)


def _head(bare: str, start: int, end: int, own: Sequence[Quantity]) -> str:
    """The sentence's beginning up to its first quantity, and what is said right after it."""
    first = own[0]
    tail = BREAK.search(bare, first.end, end)
    return clean(bare[start : first.start] + " " + bare[first.end : tail.start() if tail else end])


def _clause_figures(s: _Sentence, clause: tuple[int, int], inside: list[Quantity]) -> list[Figure]:
    label = _label(s, clause, inside)
    parts = [clause[0], *(m.start() for m in INNER.finditer(s.bare, *clause)), clause[1]]
    homes: dict[int, tuple[Region, int]] = {}
    for region in regions(s.bare, *clause, inside):
        homes |= {q.start: (region, n) for n, q in enumerate(region.inside)}
    previous: Role | None = None
    found: list[Figure] = []
    for n, q in enumerate(inside):
        region, at = homes[q.start]
        role = role_of(_place(s, clause, inside, n, region, previous), s.task, s.period)
        role = _as_part(s, clause, q, role)
        own = _own_words(s, clause, region, at, role, label)
        stop = BREAK.search(s.bare, q.end, clause[1])
        own_end = stop.start() if stop else clause[1]
        part = next(i for i in range(len(parts) - 1) if q.start < parts[i + 1])
        zones = [own, clean(s.bare[parts[part] : parts[part + 1]]), *s.inherited]
        found.append(
            Figure(
                s.passage.id, q.start, q.end, q.printed, q.value, q.unit, q.value_base, q.unit_base, role,
                status_of(s.flat, s.low, clause, (q.start, own_end), role, s.estimated),
                span_of(s.flat, s.start, clause[0], own_end),
                INHERITS.join(zones),
            )
        )  # fmt: skip
        previous = role
    return found


def _place(
    s: _Sentence,
    clause: tuple[int, int],
    inside: list[Quantity],
    n: int,
    region: Region,
    previous: Role | None,
) -> Place:
    left = inside[n - 1].end if n else clause[0]
    right = inside[n + 1].start if n + 1 < len(inside) else clause[1]
    bracket = region.start - 1 if region.start > clause[0] else -1
    units = frozenset(_kind(level.quantity.unit) for level in s.levels)
    return Place(s.flat, s.low, inside[n], clause, left, right, bracket, previous if n else None, units)


def _as_part(s: _Sentence, clause: tuple[int, int], q: Quantity, role: Role) -> Role:
    """A list after "trong đó" or "gồm:" goes on while the same things are counted as before it."""
    kind = _kind(q.unit)
    if role == "part":
        listed = _PART_LIST.search(s.low, max(clause[0], q.start - 120), q.start)
        if listed:
            s.parts_of = frozenset((kind, *(_kind(level.quantity.unit) for level in s.levels)))
            s.parts_end = s.end if listed["listed"] else clause[1]
    elif role == "level" and kind and kind in s.parts_of and q.start < s.parts_end:
        return "part"
    return role


def _kind(unit: str) -> str:
    return unit.lower().split(" ")[0]


def _label(s: _Sentence, clause: tuple[int, int], inside: list[Quantity]) -> str:
    """ "Tội phạm ma túy: …": what stands before the colon, when no quantity does; else ""."""
    match = _LABEL.match(s.bare, clause[0], inside[0].start)
    if not match or _NO_LABEL.search(match.group()):
        return ""
    return shortened(clean(match.group()))


def _own_words(s: _Sentence, clause: tuple[int, int], region: Region, n: int, role: Role, label: str) -> str:
    q = region.inside[n]
    before, after = words_of(region, n)
    own = f"{before} {after}".strip()
    if role in COMPARISONS:
        base = _base_level(s, q, own, in_bracket=region.start > clause[0])
        if base is None:
            return own or label
        known = set(base.own.lower().split())
        return " ".join((*(w for w in own.split() if w.lower() not in known), base.own))
    subject = telling(own, q.unit)
    if not subject:
        outer = label or next((level.subject for level in reversed(s.levels) if level.subject), "")
        if not outer:
            outer = _clause_subject(s, clause, q)
        own, subject = f"{own} {shortened(outer)}".strip(), outer
    s.levels.append(_Level(q, own, shortened(subject)))
    return own


def _clause_subject(s: _Sentence, clause: tuple[int, int], q: Quantity) -> str:
    """The words of the clause before the quantity's own, up to its first comma: "Tổng đàn lợn, đạt …"."""
    stop = BREAK.search(s.bare, clause[0], q.start)
    words = clean(s.bare[clause[0] : stop.start()]) if stop else ""
    return words if telling(words) else ""


def _base_level(s: _Sentence, q: Quantity, own: str, in_bracket: bool) -> _Level | None:
    """The level that a comparison belongs to: the last with its unit, or the last that is a matter of its own."""
    words = fold(own).split()
    for level in reversed(s.levels):
        unit = level.quantity.unit
        if unit and (unit == q.unit or (q.unit == "%" and fold(unit.split(" ")[0]) in words)):
            return level
    return s.levels[-1] if s.levels else None
