"""The written reports as those who ask see them, and the shape of a question's line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import Any

from eval.shelf.figures import ways
from eval.shelf.table import MONEY, Indicator, read_table
from eval.shelf.wording import issuer_words, period_words, said, unit_words
from eval.shelf.world import Place
from eval.shelf.write import Spot, Told, Written
from index_store.records import Period

Row = dict[str, Any]  # one line of questions.jsonl
Item = list[str]  # the ways of writing one thing that the answer must hold


@dataclass
class Shelf:
    """All reports, and the random numbers of the questions."""

    written: Sequence[Written]
    random: Random
    by_stem: dict[str, Written] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_stem = {w.report.stem: w for w in self.written}

    @cached_property
    def current(self) -> list[Written]:
        """Without those that another one replaces."""
        return [w for w in self.written if not w.report.replaced_by]

    @cached_property
    def places(self) -> set[Place]:
        return {w.report.place for w in self.written}

    @cached_property
    def of_period(self) -> dict[tuple[Place, Period], list[Written]]:
        found = defaultdict(list)
        for w in self.current:
            found[w.report.place, w.report.period].append(w)
        return dict(found)

    @cached_property
    def by_period(self) -> dict[Period, list[Written]]:
        """Current reports of each period, one a unit: the first issuer's."""
        found = defaultdict(list)
        for (_, period), [first, *_] in self.of_period.items():
            found[period].append(first)
        return dict(found)

    def some(self) -> Written:
        return self.random.choice(self.current)

    def two_issuers(self, w: Written) -> bool:
        return len(self.of_period[w.report.place, w.report.period]) > 1

    def figure(self, w: Written, form: str = "") -> Indicator | None:
        """An indicator that the report gives in this form ("" its value, "kh", "truoc"…)."""
        gaps = (gap.partition(".") for gap in w.figures if "/" not in gap)
        keys = [key for key, _, of in gaps if of == form]
        return read_table().indicators[self.random.choice(keys)] if keys else None

    def scope(self, w: Written) -> tuple[str, str]:
        """The unit and the period in words; the issuer with the period where two of them report."""
        unit = unit_words(w.report.place, self.places, self.random)
        period = period_words(w.report.period, self.random)
        if self.two_issuers(w):
            period = f"{period} ({issuer_words(w.report, self.random)})"
        return unit, period

    def sources(self, w: Written, gap: str) -> list[str]:
        """The reports that answer: also the corrected one's first version where it left the figure alone."""
        report = w.report
        stems = [report.stem]
        for old in self.written:
            if old.report.replaced_by == report.stem and old.printed(gap) == w.printed(gap):
                stems.append(old.report.stem)
        return stems


def row(category: str, question: str, w: Written, gap: str, expect: list[Item], shelf: Shelf) -> Row:
    """A question about one figure of one report."""
    indicator = read_table().indicators[gap.split(".")[0].split("/")[0]]
    stems = shelf.sources(w, gap)
    return line(category, question, expect, stems, w.figures[gap], w) | {
        "indicator": indicator.key,
        "value": expect[0][0],
        "unit": _unit(indicator, gap, w),
    }


def fact_row(category: str, question: str, w: Written, told: Told, shelf: Shelf) -> Row:
    stems = [w.report.stem]
    if told.spot.kind != "header":
        stems += [o.report.stem for o in shelf.written if o.report.replaced_by == w.report.stem]
    return line(category, question, [_fact_ways(e) for e in told.expect], stems, told.spot, w)


def line(category: str, question: str, expect: list[Item], stems: list[str], spot: Spot, w: Written) -> Row:
    report = w.report
    tags = [report.place.level, report.period.kind, spot.kind]
    tags += [name for name, is_so in (
        ("merged", bool(report.place.parts)), ("party", report.party), ("replacing", bool(report.replaces)),
    ) if is_so]  # fmt: skip
    return {
        "category": category,
        "question": said(question),
        "history": [],
        "answerable": True,
        "expect": expect,
        "report": stems if len(stems) > 1 else stems[0],
        "evidence": [spot.sentence],
        "source": {"page": page_of(w, spot), "section": spot.section or None, "footnote": spot.footnote},
        "indicator": None,
        "value": None,
        "unit": None,
        "place": spot.kind,
        "asked": {
            "unit": report.place.full_name,
            "province": report.place.province,
            "period": report.period.label,
            "issuer": report.issuer,
        },
        "tags": tags,
        "reason": None,
    }


def joined(category: str, question: str, parts: Sequence[Row]) -> Row:
    """A question over several reports, from the lines of its parts."""
    first = parts[0]
    return first | {
        "category": category,
        "question": said(question),
        "expect": [item for part in parts for item in part["expect"]],
        "report": list(dict.fromkeys(_first(part["report"]) for part in parts)),
        "evidence": [evidence for part in parts for evidence in part["evidence"]],
        "source": [part["source"] for part in parts],
        "value": [part["value"] for part in parts],
        "place": [part["place"] for part in parts],
        "tags": sorted({tag for part in parts for tag in part["tags"]}),
    }


def level_ways(w: Written, indicator: Indicator) -> Item:
    return figure_ways(w, indicator.key, w.value(indicator.key))


def figure_ways(w: Written, gap: str, value: Decimal) -> Item:
    """A table prints all money in triệu, and its column names the per cent."""
    indicator, in_table = read_table().indicators[gap.partition(".")[0]], w.figures[gap].kind == "table"
    found = ways(value, indicator, "triệu" if in_table else w.report.money)
    return [way.removesuffix("%") for way in found] if in_table else found


def page_of(w: Written, spot: Spot) -> int:
    """The page on which the sentence begins, from 1."""
    sought = bare_letters(spot.sentence)
    sides = [bare_letters("".join(p.notes if spot.footnote else p.body)) for p in w.pages]
    at = "".join(sides).find(sought)
    if at < 0:
        raise LookupError(f"{w.report.stem}: stands nowhere: {spot.sentence}")
    page, end = 0, len(sides[0])
    while at >= end:
        page += 1
        end += len(sides[page])
    return page + 1


def bare_letters(text: str) -> str:
    """Letters and digits only: what stays the same however lines are broken."""
    return re.sub(r"[\W_]+", "", text)


def _first(stems: str | list[str]) -> str:
    return stems if isinstance(stems, str) else stems[0]


def _unit(indicator: Indicator, gap: str, w: Written) -> str:
    if "/" in gap or gap.endswith((".kh", ".ck", ".tang")):
        return "%"
    return f"{w.report.money} đồng" if indicator.unit == MONEY else indicator.unit


def _fact_ways(words: str) -> Item:
    """A date in both of its forms; other words as they are."""
    if found := re.fullmatch(r"(?:ngày )?(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})", words):
        day, month, year = found.groups()
        short = [f"{d}/{m}/{year}" for d in dict.fromkeys((day, str(int(day)))) for m in
                 dict.fromkeys((month, str(int(month)), f"{int(month):02d}"))]  # fmt: skip
        return list(dict.fromkeys((words, *short, f"ngày {day} tháng {month} năm {year}")))
    return [words]
