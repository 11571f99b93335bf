"""A period without a report, or a plan that its report does not state, answered from the reports beside it in time.

The report a year later prints its value as "cùng kỳ", the one before sets its target, another of the year its plan.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import weights as w
from assistant.answer import Answer
from assistant.cells import Cell
from assistant.citations import Citations
from assistant.compose import compose_figures
from assistant.inquiry import Inquiry
from assistant.issuers import is_by
from assistant.one_report import answer_from_one
from assistant.quantities import quantities
from assistant.rank import Evidence, rank_figures
from assistant.scope import Scope, newest_first
from assistant.scope_time import covers
from index_store.language.periods import months
from index_store.language.text import fold
from index_store.records import Period, Report, Role
from prompts import sentence

EARLIER_PLANS = 6  # reports looked into, the newest first, for what they say of a year to come


def answer_from_another_period(inquiry: Inquiry) -> Answer | None:
    """A period without a report: what the report of the next year prints as its "cùng kỳ", or that of the next month
    or quarter as "tháng trước", or, where a target is asked for, what the report before it sets for the time to come;
    None without one."""
    asked = inquiry.scope.asked_period or inquiry.scope.missing_period
    if inquiry.need.kind == "tasks" and asked and not any(map(inquiry.within, inquiry.scope.reports)):
        return _tasks_set_before(inquiry, asked)
    if asked is None or inquiry.need.kind not in ("figure", "yes_no") or inquiry.need.shape != "single":
        return None
    roles = inquiry.need.slots[0].roles
    if "target" in roles or ("plan" in roles and not any(map(inquiry.within, inquiry.scope.reports))):
        before = [r for r in _of_the_unit(inquiry) if _ends_before(r, asked)]
        return _as_told_by(inquiry, before, asked, "target") or _aimed_at(inquiry, asked)
    own = _of_the_unit(inquiry)
    later = [r for r in own if r.header.period == asked.shifted(1)]
    following = [r for r in own if r.header.period and r.header.period == _next(asked)]
    told = _as_told_by(inquiry, later, asked, "earlier")
    return told or _as_told_by(inquiry, following, asked, "earlier", just_before=True)


def _aimed_at(inquiry: Inquiry, asked: Period) -> Answer | None:
    """What an earlier report says is to be reached by a year: "Mục tiêu đến năm 2025: thu nhập bình quân …"."""
    earlier = (r for r in _of_the_unit(inquiry) if r.header.period and r.header.period.end < asked.start)
    for report in list(earlier)[:EARLIER_PLANS]:
        if told := _as_told_by(inquiry, [report], asked, "target", within=str(asked.year)):
            return told
    return None


def told_a_year_later(inquiry: Inquiry) -> list[Cell]:
    """Of the units and periods side by side those without a report, as the report of the year after prints them."""
    named, cells = inquiry.scope.named, list[Cell]()
    if inquiry.need.shape not in ("comparison", "series") or inquiry.need.kind not in ("figure", "yes_no"):
        return []
    slot = replace(inquiry.need.slots[0], roles=frozenset[Role]({"earlier"}))
    for unit in named.units:
        for asked in named.periods:
            own = inquiry.reports.by_unit.get(unit, ())
            if any(covers(r.header.period, asked) for r in own):
                continue
            later = (r for r in own if r.header.period == asked.shifted(1))
            report = next((r for r in later if not named.issuers or is_by(r.header, named.issuers)), None)
            if report is None:
                continue
            candidates = inquiry.retrieve([report], w.CANDIDATES)
            ranked = rank_figures(inquiry.need, slot, inquiry.store.contents(report.id), candidates)
            if ranked and ranked[0].coverage >= w.GATE_FIGURE and _is_earlier(ranked[0]):
                used = report.header.period.label if report.header.period else ""
                inquiry.notices.append(sentence("notice_earlier", asked=asked.label, used=used))
                untold = (note for note in inquiry.scope.notes if asked.label not in note)
                inquiry.scope = replace(inquiry.scope, notes=tuple(untold))
                cells.append(Cell(replace(report, header=replace(report.header, period=asked)), ranked[0]))
    return cells


def _is_earlier(found: Evidence) -> bool:
    return found.figure is not None and found.figure.role == "earlier" and not _of_just_before(found)


def plan_set_before(inquiry: Inquiry) -> Answer | None:
    """The plan of a year that its report states among the tasks alone, or that the one before it sets as a target, or
    that another report of the year prints."""
    asked = next(iter((*inquiry.scope.named.periods, *inquiry.scope.named.kinds)), None)
    if asked is None or inquiry.need.shape != "single" or "plan" not in inquiry.need.slots[0].roles:
        return None
    own = inquiry.scope.reports[0]
    before = [r for r in _of_the_unit(inquiry) if _ends_before(r, asked)]
    of_year = _as_told_by(inquiry, [own], asked, "target", within=str(asked.year))
    if told := of_year or _as_told_by(inquiry, before, asked, "target"):
        return told
    beside = (r for r in _of_the_unit(inquiry) if r.id != own.id and _within_year(r, asked))
    for report in beside:
        said = _as_told_by(inquiry, [report], asked, "plan")
        if said := said or _as_told_by(inquiry, [report], asked, "target", within=str(asked.year)):
            return said
    return None


def _within_year(report: Report, year: Period) -> bool:
    """Whether a report covers a part of the year, whose plan it may print."""
    period = report.header.period
    return year.kind == "nam" and period is not None and period.lies_in(year.year)


def _tasks_set_before(inquiry: Inquiry, asked: Period) -> Answer | None:
    """The tasks for a period to come, which the report that ends with its beginning sets; None without one."""
    report = next((r for r in _of_the_unit(inquiry) if _ends_before(r, asked)), None)
    if report is None:
        return None
    scope = inquiry.scope
    inquiry.scope = Scope((report,), replace(scope.named, periods=(), kinds=()), must_name=scope.must_name)
    used = report.header.period.label if report.header.period else ""
    inquiry.notices.append(sentence("notice_tasks", asked=asked.label, used=used))
    answer = answer_from_one(inquiry, report)
    if answer.refused:
        inquiry.scope = scope
        inquiry.notices.pop()
        return None
    return answer


def _next(period: Period) -> Period | None:
    """The month after a month, the quarter after a quarter; None for a longer period."""
    length = {"thang": 1, "quy": 3}.get(period.kind)
    if length is None:
        return None
    year, month = divmod(period.end.year * 12 + period.end.month, 12)
    return months(year, month + 1, month + length)


def _of_the_unit(inquiry: Inquiry) -> list[Report]:
    units = inquiry.scope.named.units
    return newest_first([r for r in inquiry.reports if r.current and (not units or r.header.unit in units)])


def _ends_before(report: Report, asked: Period) -> bool:
    period = report.header.period
    return period is not None and (asked.start - period.end).days == 1


def _as_told_by(
    inquiry: Inquiry,
    reports: list[Report],
    asked: Period,
    role: Role,
    just_before: bool = False,
    within: str = "",
) -> Answer | None:
    """The figure of this role in the first of the reports, all of one unit, or in those beside it; None without one.

    just_before: an earlier value must be said to be of the month or quarter before, not of the year before; within:
    what the figure's sentence must say.
    """
    if not reports or len({r.header.unit for r in reports}) > 1:
        return None
    issuers = inquiry.scope.named.issuers
    first = next((r for r in reports if is_by(r.header, issuers)), None) if issuers else reports[0]
    if first is None:
        return None
    for report in (first, *inquiry.beside(first)):
        if told := _told_in(inquiry, report, asked, role, just_before, within):
            return told
    return None


def _told_in(
    inquiry: Inquiry, report: Report, asked: Period, role: Role, just_before: bool, within: str
) -> Answer | None:
    turn = replace(inquiry.need, slots=(replace(inquiry.need.slots[0], roles=frozenset({role})),))
    asked_need, asked_scope = inquiry.need, inquiry.scope
    named = replace(inquiry.scope.named, periods=(), kinds=())
    inquiry.need, inquiry.scope = turn, Scope((report,), named, must_name=inquiry.scope.must_name)
    inquiry.citations = Citations(inquiry.by_id)
    candidates = inquiry.retrieve([report], w.CANDIDATES)
    found, _ = quantities(inquiry, inquiry.store.contents(report.id), candidates)
    head = found[0].figure if found else None
    fits = head is not None and head.role == role and _of_just_before(found[0]) == just_before
    if fits and within in found[0].text and found[0].coverage >= w.GATE_FIGURE:
        inquiry.say_source([report], found)
        figures = inquiry.store.figures_of([found[0].passage.id])
        used = report.header.period.label if report.header.period else ""
        notice = "notice_before" if just_before else f"notice_{role}"
        inquiry.notices.append(sentence(notice, asked=asked.label, used=used))
        return inquiry.answer("figure", compose_figures(found, figures, inquiry.citations).text, found)
    inquiry.need, inquiry.scope = asked_need, asked_scope
    return None


_JUST_BEFORE = re.compile(r"(?:thang|quy|ky) truoc")
_NEAR = 30  # letters before a figure, in which it is said of when it is


def _of_just_before(told: Evidence) -> bool:
    """Whether a figure is said to be of the month, quarter or period before, around it or in its column's header."""
    if told.figure is None:
        return False
    if told.figure.table is not None:
        return _JUST_BEFORE.search(fold(told.figure.table.column)) is not None
    around = told.passage.text[max(told.start, told.figure.start - _NEAR) : told.figure.end + _NEAR]
    return _JUST_BEFORE.search(fold(around)) is not None
