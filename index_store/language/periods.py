"""Periods in text and in questions: those named, the one a report covers, those said in relation to another.

`find_periods` and its kin come from `period_finder`.
"""

from __future__ import annotations

import re

from index_store.language.flat import flat
from index_store.language.period_finder import (
    FoundDate,
    FoundKind,
    FoundPeriod,
    find_dates,
    find_period_kinds,
    find_periods,
    find_years,
    kinds_without_year,
    months,
)
from index_store.language.text import has_diacritics
from index_store.records import Period

__all__ = [
    "FoundDate",
    "FoundKind",
    "FoundPeriod",
    "find_dates",
    "find_period_kinds",
    "find_periods",
    "find_years",
    "months",
    "relative",
    "report_period",
    "years_away",
]

_PLANNED = re.compile(
    r"\b(?:phuong\s+huong|nhiem\s+vu|muc\s+tieu|giai\s+phap|ke\s+hoach|du\s+kien|trong\s+tam"
    r"|chuong\s+trinh\s+cong\s+tac)"
)
# What a question says in place of a year, and how far away that year is; the first that fits wins.
_YEARS_AWAY = (
    (r"\bnam\s+(?:kia|truoc\s+nua)\b|\b(?:hai|0?2)\s+nam\s+truoc\b", -2),
    (r"\bnam\s+(?:ngoai|truoc|roi|vua\s+(?:qua|roi))\b", -1),
    (r"\bnam\s+nay\b", 0),
    (r"\b(?:nam\s+(?:sau|toi)|sang\s+nam)\b", 1),
)
_YEAR_SAID = re.compile("|".join(pattern for pattern, _ in _YEARS_AWAY))


def years_away(text: str) -> list[int]:
    """How many years from the one at hand "năm ngoái" (-1), "năm nay" (0)… say, in reading order."""
    return [
        next(n for pattern, n in _YEARS_AWAY if re.match(pattern, m[0]))
        for m in _YEAR_SAID.finditer(flat(text))
    ]


def relative(text: str, base: Period) -> Period | None:
    """The period that "năm ngoái", "cùng kỳ", "quý trước"… mean seen from `base`; None when none is said.

    The part of the year is the one named ("quý I năm ngoái", "cả năm ngoái"), else that of `base`.
    """
    clear = flat(text)
    kinds = find_period_kinds(text)
    if not has_diacritics(text) or "quý" in text.lower() or "tháng" in text.lower():
        for word, length in (("qu[yi]", 3), (r"(?<!\d )thang", 1)):
            said = re.search(rf"\b{word}\s+(?P<which>truoc|nay|vua\s+qua)\b", clear)
            if said:
                return _holding(base, length) if said["which"] == "nay" else _before(base, length)
    years = years_away(text)
    if years:
        return kinds[0].in_year(base.year + years[0]) if kinds else base.shifted(years[0])
    if re.search(r"\bcung\s+k[yi]\b", clear):
        return base.shifted(-1)
    if re.search(r"\bk[yi]\s+(?:bao\s+cao\s+)?truoc\b", clear):
        own_length = {"thang": 1, "quy": 3, "6_thang": 6}.get(base.kind)
        return _before(base, own_length) if own_length else base.shifted(-1)
    return None


def report_period(title: str) -> Period | None:
    """The period that a report covers, from its title; None when the title names none.

    Of "6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2023" the part before the plan counts, with
    the year that stands after it; of a year and a part of it ("kế hoạch năm 2023 trong 6 tháng đầu năm") the
    part; of "tháng 6 và 6 tháng đầu năm 2023" the longer.
    """
    dated = find_periods(title)
    kinds = list(kinds_without_year(title, dated))
    first = min([f.start for f in dated] + [k.start for k in kinds], default=None)
    if first is None:
        years = find_years(title)
        return years[0].period if years else None
    plan = next((m.start() for m in _PLANNED.finditer(flat(title)) if m.start() > first), len(title))
    named = [(f.start, f.period) for f in dated if f.start < plan]
    for kind in kinds:
        if kind.start < plan and (period := _with_the_year_nearby(kind, dated)):
            named.append((kind.start, period))
    named.sort(key=lambda pair: pair[0])
    if not named:
        return None
    whole = named[0][1]
    grown = [p for _, p in named if p.start < whole.start and p.end == whole.end and p.kind != "giai_doan"]
    inside = [p for _, p in named if whole.start <= p.start and p.end <= whole.end]
    return grown[0] if grown else min(inside, key=lambda p: p.end - p.start)


def _with_the_year_nearby(kind: FoundKind, dated: list[FoundPeriod]) -> Period | None:
    """With the year of the next dated period of a title, else of the one before it.

    "quý IV, nhiệm vụ quý I năm 2024" looks back over the turn of the year.
    """
    after = next((f.period for f in dated if f.start > kind.start), None)
    if after is None:
        return kind.in_year(dated[-1].period.year) if dated else None
    period = kind.in_year(after.year)
    return (
        kind.in_year(after.year - 1) if period.start > after.start and after.kind != "giai_doan" else period
    )


def _holding(base: Period, length: int) -> Period:
    """The quarter or month that `base` ends in."""
    first = (base.end.month - 1) // length * length
    return months(base.end.year, first + 1, first + length)


def _before(base: Period, length: int) -> Period:
    """The stretch of `length` months right before the one that `base` ends in."""
    start_of_last = base.end.year * 12 + (base.end.month - 1) // length * length
    first = start_of_last - length
    return months(first // 12, first % 12 + 1, first % 12 + length)
