"""An answer from one report: the figures asked for, else a sentence, else a refusal that says what is nearest."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant import cues, word_cues
from assistant import weights as w
from assistant.answer import Answer
from assistant.citations import Citations
from assistant.compose import compose_figures, compose_rows, compose_standing, compose_text
from assistant.inquiry import Inquiry
from assistant.issuers import is_by
from assistant.kind_fit import kind_fit, states_number
from assistant.rank import Evidence, rank_figures
from assistant.rank_rows import asks_for_a_row, rank_rows
from assistant.rank_sentences import rank_sentences
from assistant.refuse import absent_appendix, asked_appendix, outside_scope, scope_words
from assistant.scope import Scope, newest_first
from assistant.slots import Slot
from assistant.suggestions import suggestions
from assistant.understand import Need, as_figure
from index_store.catalogue import Contents
from index_store.language.numbers import find_quantities
from index_store.language.periods import months
from index_store.language.text import fold
from index_store.records import Candidate, Period, Report, Role
from prompts import sentence

TOLD_AFTER = 60  # characters behind a figure that say how it changed
SAME_SENTENCE = 2.5  # how much better a further quantity is when it stands beside the first


def answer_from_one(inquiry: Inquiry, report: Report) -> Answer:
    """The answer that this report gives; a refusal when it gives none."""
    contents = inquiry.store.contents(report.id)
    attached = inquiry.attached_titles(report)
    if asked := asked_appendix(inquiry.question, [t.title for t in contents.tables]):
        if attached and not asked_appendix(inquiry.question, attached):
            return inquiry.refuse("no_evidence", sentence("refuse_no_evidence", scope=scope_words([report])))
        words = sentence("refuse_appendix", appendix=asked, scope=scope_words([report]))
        return inquiry.refuse("appendix_absent", words)
    if asks_for_a_row(inquiry.need) and (rows := rank_rows(inquiry.need, contents)):
        inquiry.say_source([report], rows[:1])
        inquiry.sure = rows[0].coverage
        return inquiry.answer("ranking", compose_rows(rows, inquiry.citations), rows[:1])
    candidates = inquiry.retrieve([report], w.CANDIDATES)
    figures = inquiry.store.figures_of([c.passage.id for c in candidates])
    sentences = inquiry.allowed(rank_sentences(inquiry.need, contents, candidates))
    need = inquiry.need
    slots = _slots(inquiry, contents, candidates)
    if need.kind == "cause" and _premise(need) and not _tells_cause(inquiry, sentences, slots):
        inquiry.need = as_figure(need)  # "vì sao … giảm" may ask for what did not happen: how it stands
        slots = _slots(inquiry, contents, candidates)
    inquiry.lap("rank")
    appendix = absent_appendix([e for e in sentences[:3] if e.score >= w.NEAR], report, attached)
    supported = bool(slots) and slots[0].coverage >= w.GATE_FIGURE and _of_the_role(need, slots[0])
    if not supported:
        inquiry.need = need
    kind = inquiry.need.kind
    if kind in ("figure", "yes_no") and supported:
        if kind == "figure" or not sentences or slots[0].coverage >= sentences[0].coverage:
            inquiry.say_source([report], slots)
            inquiry.sure = slots[0].coverage if need.kind == kind else 0.0
            if stands := _standing(need, slots[0]):
                words = compose_standing(slots[0], *stands, inquiry.citations)
                return inquiry.answer("text", words, slots[:1])
            return inquiry.answer("figure", compose_figures(slots, figures, inquiry.citations).text, slots)
    if sentences and sentences[0].coverage >= inquiry.sentence_gate():
        wordless = inquiry.need.kind == "figure" and (_bound(need) or not _tells_number(need, sentences[0]))
        if not wordless and not (appendix and inquiry.need.kind == "figure"):
            inquiry.say_source([report], sentences[:1])
            inquiry.sure = sentences[0].coverage
            composed = compose_text(inquiry.need, sentences[:1], inquiry.citations)
            return inquiry.answer(composed.kind, composed.text, sentences[:1])
    near = suggestions(slots + _further(inquiry, contents, candidates), [report])
    if appendix:
        words = sentence("refuse_appendix", appendix=appendix, scope=scope_words([report]))
        return inquiry.refuse("appendix_absent", words, near)
    if inquiry.scope.must_name:
        return inquiry.refuse("outside_scope", outside_scope(inquiry.scope, inquiry.reports), near)
    if inquiry.scope.asked_period and not inquiry.within(report):
        return inquiry.refuse("outside_scope", outside_scope(inquiry.scope, inquiry.reports), near)
    return inquiry.refuse("no_evidence", sentence("refuse_no_evidence", scope=scope_words([report])), near)


def _standing(need: Need, found: Evidence) -> tuple[int, int] | None:
    """Where the sentence prints behind its figure how the unit stands among others, when that is asked; else None."""
    if found.figure is None or not word_cues.STANDING_ASKED.search(fold(need.text)):
        return None
    printed = word_cues.STANDING_PRINTED.search(found.passage.text, found.figure.start, found.end)
    return printed.span() if printed else None


def _first_of_the_role(slot: Slot, ranked: list[Evidence]) -> Evidence:
    """The best figure of a role asked for, where it is sure enough; else the best of all."""
    of_role = (e for e in ranked if e.figure and e.figure.role in slot.roles)
    first = next(of_role, ranked[0]) if slot.roles else ranked[0]
    return first if first.coverage >= w.GATE_FIGURE else ranked[0]


_BOUND: frozenset[Role] = frozenset({"plan", "pct_plan", "target", "earlier"})


def _bound(need: Need) -> bool:
    """Whether a plan, a share of it or an earlier value is asked for: what was reached is no answer to that."""
    roles = need.slots[0].roles
    return need.shape == "single" and bool(roles) and roles <= _BOUND


def _of_the_role(need: Need, found: Evidence) -> bool:
    return not _bound(need) or (found.figure is not None and found.figure.role in need.slots[0].roles)


def _slots(inquiry: Inquiry, contents: Contents, candidates: list[Candidate]) -> list[Evidence]:
    """The best figure for each quantity asked; those after the first prefer its sentence."""
    chosen: list[Evidence] = []
    for slot in inquiry.need.slots:
        ranked = inquiry.allowed(
            rank_figures(inquiry.need, slot, contents, candidates, inquiry.period_words())
        )
        if not ranked:
            break
        if chosen:
            first = chosen[0]

            def nearness(e: Evidence, first: Evidence = first) -> float:
                beside = e.passage.id == first.passage.id and e.start == first.start
                return e.score + (SAME_SENTENCE if beside else 0.0)

            taken = {(e.passage.id, e.figure.start) for e in chosen if e.figure}
            ranked = [e for e in ranked if e.figure and (e.passage.id, e.figure.start) not in taken]
            if not ranked:
                break
            best = max(ranked, key=nearness)
            if best.coverage >= w.GATE_FIGURE:
                chosen.append(best)
        else:
            chosen.append(_first_of_the_role(slot, ranked))
    return chosen


def _tells_number(need: Need, found: Evidence) -> bool:
    """Whether a sentence can answer how many: it has a number, and sets no task unless a target is asked for."""
    path = found.passage.path
    task = bool(path) and word_cues.TASK_HEADING.search(fold(path[-1])) is not None
    return states_number(found.text) and (not task or "target" in need.slots[0].roles)


def _premise(need: Need) -> bool:
    """Whether it is asked why something went up or down, or why it is so much, which may not be so."""
    asked = fold(need.text)
    return bool(cues.RISE.search(asked) or cues.FALL.search(asked) or _named(need))


def _named(need: Need) -> set[Decimal]:
    """The values a question says itself: "dừng ở mức 320 ha"."""
    return {q.value for q in find_quantities(need.text) if q.unit}


def _tells_cause(inquiry: Inquiry, sentences: list[Evidence], slots: list[Evidence]) -> bool:
    """Whether the best sentence is about what is asked and states a cause, and nothing told runs against the question:
    the sentence, or the figure asked about, which goes the other way or is another one.
    """
    need = inquiry.need
    best = next((e for e in sentences[:1] if e.coverage >= inquiry.sentence_gate()), None)
    if best is None or _goes_against(need, best.text):
        return False
    head = next((e for e in slots[:1] if e.coverage >= w.GATE_FIGURE), None)
    if head is not None and head.figure is not None:
        named = _named(need)
        after = re.split(r"[;.]\s", head.passage.text[head.figure.end : head.end], maxsplit=1)[0]
        if (named and head.figure.value not in named) or _goes_against(need, after[:TOLD_AFTER]):
            return False
    return kind_fit(need, best.passage, best.text) > 0.0


def _goes_against(need: Need, told: str) -> bool:
    asked, told = fold(need.text), fold(_without_cause(told))
    return any(
        way.search(asked) and not other.search(asked) and other.search(told) and not way.search(told)
        for way, other in ((cues.RISE, cues.FALL), (cues.FALL, cues.RISE))
    )


def _without_cause(told: str) -> str:
    """What is told of the thing itself: "Giải ngân chậm do giá cát tăng" says of it only that it is slow."""
    cause = word_cues.CAUSE_PRINTED.search(told)
    return told[: cause.start()] if cause and cause.start() else told


def _further(inquiry: Inquiry, contents: Contents, candidates: list[Candidate]) -> list[Evidence]:
    return rank_figures(inquiry.need, inquiry.need.slots[0], contents, candidates)[:6]


def answer_from_another_period(inquiry: Inquiry) -> Answer | None:
    """A period without a report: what the report of the next year prints as its "cùng kỳ", or that of the next month
    or quarter as "tháng trước", or, where a target is asked for, what the report before it sets for the time to come;
    None without one."""
    asked = inquiry.scope.asked_period or inquiry.scope.missing_period
    if inquiry.need.kind == "tasks" and asked and not any(map(inquiry.within, inquiry.scope.reports)):
        return _tasks_set_before(inquiry, asked)
    if asked is None or inquiry.need.kind not in ("figure", "yes_no") or inquiry.need.shape != "single":
        return None
    if "target" in inquiry.need.slots[0].roles:
        before = (r for r in _of_the_unit(inquiry) if _ends_before(r, asked))
        return _as_told_by(inquiry, list(before), asked, "target")
    own = _of_the_unit(inquiry)
    later = [r for r in own if r.header.period == asked.shifted(1)]
    following = [r for r in own if r.header.period and r.header.period == _next(asked)]
    told = _as_told_by(inquiry, later, asked, "earlier")
    return told or _as_told_by(inquiry, following, asked, "earlier", just_before=True)


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
    return next((said for r in beside if (said := _as_told_by(inquiry, [r], asked, "plan"))), None)


def _within_year(report: Report, year: Period) -> bool:
    """Whether a report covers a part of the year, whose plan it may print."""
    period = report.header.period
    return year.kind == "nam" and period is not None and period.start.year == period.year == year.year


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
    """The figure of this role in the first of the reports, all of one unit; None where it has none.

    just_before: an earlier value must be said to be of the month or quarter before, not of the year before; within:
    what the figure's sentence must say.
    """
    if not reports or len({r.header.unit for r in reports}) > 1:
        return None
    issuers = inquiry.scope.named.issuers
    report = next((r for r in reports if is_by(r.header, issuers)), None) if issuers else reports[0]
    if report is None:
        return None
    turn = replace(inquiry.need, slots=(replace(inquiry.need.slots[0], roles=frozenset({role})),))
    asked_need, asked_scope = inquiry.need, inquiry.scope
    named = replace(inquiry.scope.named, periods=(), kinds=())
    inquiry.need, inquiry.scope = turn, Scope((report,), named, must_name=inquiry.scope.must_name)
    inquiry.citations = Citations(inquiry.by_id)
    candidates = inquiry.retrieve([report], w.CANDIDATES)
    slots = _slots(inquiry, inquiry.store.contents(report.id), candidates)
    head = slots[0].figure if slots else None
    fits = head is not None and head.role == role and _of_just_before(slots[0]) == just_before
    fits = fits and within in slots[0].text
    if fits and slots[0].coverage >= w.GATE_FIGURE:
        inquiry.say_source([report], slots)
        figures = inquiry.store.figures_of([slots[0].passage.id])
        used = report.header.period.label if report.header.period else ""
        notice = "notice_before" if just_before else f"notice_{role}"
        inquiry.notices.append(sentence(notice, asked=asked.label, used=used))
        return inquiry.answer("figure", compose_figures(slots, figures, inquiry.citations).text, slots)
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
