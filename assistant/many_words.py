"""The words of an answer from several reports: what each is called, its figure, and how far two lie apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.cells import Cell
from assistant.citations import Citations
from assistant.differences import Made, difference, percent_change
from assistant.excerpt import excerpt
from index_store.records import Figure, Period, Report
from prompts import sentence

_OFFICE = re.compile(r"[A-ZĐ]{2}|\w+ (?:ủy|Thường vụ|Chấp hành)(?!\w)")
BY_UNIT, BY_PERIOD, BY_OFFICE = "Đơn vị", "Kỳ báo cáo", "Cơ quan"  # as the column is headed
SHOWN = 4  # of many units or periods, those that the text names; the table has all

Figures = Mapping[str, Sequence[Figure]]  # of each passage, in order


def apart(one: Figure, other: Figure) -> tuple[Made, ...]:
    """How far two figures lie apart: the difference and, but for percentages, the percentage."""
    percent = percent_change(one, other)
    return (difference(one, other), percent) if percent else (difference(one, other),)


def apart_words(made: Sequence[Made]) -> str:
    return made[0].printed + (f" ({made[1].printed})" if len(made) > 1 else "")


def signed(one: Figure, other: Figure | None) -> tuple[str, str]:
    """ "+28 hộ" and "+3,4%": how far the first lies above the other, for two cells of a table; "" for nothing."""
    if other is None:
        return "", ""
    sign = "+" if one.value_base > other.value_base else "-" if one.value_base < other.value_base else ""
    words = [f"{sign}{made.printed}" for made in apart(one, other)]
    return words[0], words[1] if len(words) > 1 else ""


def end_of(cell: Cell) -> int:
    period = cell.report.header.period
    return period.end.toordinal() if period else 0


def same_stretch(reports: Sequence[Report]) -> bool:
    """Whether the reports cover the same part of their years."""
    periods = [report.header.period for report in reports]
    return len({(p.kind, p.start.month, p.end.month) if p else None for p in periods}) == 1


def told_apart_by(reports: Sequence[Report]) -> str:
    """What the first column of a comparison names: units, of one unit periods, of one period the offices."""
    if len(reports) == 1 or len({r.header.unit for r in reports}) > 1:
        return BY_UNIT
    return BY_PERIOD if len({r.header.period for r in reports}) > 1 else BY_OFFICE


def names_of(reports: Sequence[Report], ranked: bool = False) -> list[str]:
    """What tells the reports apart: of one unit the period, of one period the office; else the unit, with province and
    period where needed.
    """
    told_by = BY_UNIT if ranked else told_apart_by(reports)
    if told_by == BY_PERIOD:
        return [period_name(r.header.period) for r in reports]
    if told_by == BY_OFFICE:
        return [_capital(r.header.issuer) for r in reports]
    units = {r.header.unit for r in reports}
    one_period = len({r.header.period for r in reports}) == 1
    one_province = len({u.province for u in units}) == 1 and not ranked
    found = []
    for report in reports:
        unit, period = report.header.unit, report.header.period
        name = _capital(unit.full_name)
        name += f" ({unit.province})" if unit.province not in ("", unit.name) and not one_province else ""
        found.append(name if one_period or not period else f"{name}, {period.label}")
    return found


def period_name(period: Period | None) -> str:
    """ "Quý I năm 2024": a "/" inside an answer would read as a part of what follows."""
    if period and period.kind in ("thang", "quy"):
        return _capital(period.label.replace("/", " năm "))
    return _capital(period.label) if period else "Kỳ không ghi rõ"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def inside(name: str) -> str:
    """A name inside a sentence: "Huyện Đức Trọng" → "huyện Đức Trọng"; "Huyện ủy" and "UBND" stay."""
    return name if _OFFICE.match(name) else name[:1].lower() + name[1:]


def item_words(name: str, cell: Cell, n: int, citations: Citations) -> str:
    citations.show(cell.figure, n)
    return sentence("comparison_item", scope=name, figure=with_unit(cell.figure), rest="", n=n)


def with_unit(figure: Figure) -> str:
    if figure.unit and not figure.printed.endswith(figure.unit):
        return f"{figure.printed}{'' if figure.unit == '%' else ' '}{figure.unit}"
    return figure.printed


def cite(cell: Cell, figures: Figures, citations: Citations) -> int:
    evidence = cell.evidence
    if cell.figure.table is not None:
        return citations.cite(evidence, evidence.start, evidence.end)
    taken = excerpt(evidence, figures.get(evidence.passage.id, ()))
    return citations.cite(evidence, taken.start, taken.end)
