"""An answer from several reports: one figure of each side by side, ranked, or as a series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant import weights as w
from assistant.another_period import told_a_year_later
from assistant.answer import Answer
from assistant.cells import Cell
from assistant.compose import compose_figures, compose_text
from assistant.compose_many import compose_many, compose_one_side
from assistant.growth import growth_of
from assistant.inquiry import Inquiry
from assistant.many_words import same_stretch
from assistant.rank import Evidence, rank_figures
from assistant.rank_sentences import rank_sentences
from assistant.refuse import outside_scope, scope_words
from assistant.side_by_side import side_by_side
from index_store.records import Candidate, Report
from prompts import sentence

PER_REPORT = 14  # passages looked at in each report
NAMED = 8  # reports without the figure that are named one by one

Found = Mapping[str, list[Candidate]]


def answer_from_many(inquiry: Inquiry) -> Answer:
    """The figure asked for in each report of the scope; a refusal when none has it."""
    need, later = inquiry.need, told_a_year_later(inquiry)
    found = _found(inquiry, inquiry.scope.reports) if inquiry.scope.reports else {}
    if need.kind not in ("figure", "yes_no") and need.shape == "single":
        return _in_words(inquiry, found)
    ranked = _ranked(inquiry, found)
    reports = tuple(ranked)
    ranking, vouched = need.shape == "ranking", need.shape in ("comparison", "series")
    cells = side_by_side(
        need, need.slots[0], ranked, ranking=ranking, vouched=vouched, steady=_one_unit_each_year(reports)
    )
    cells = _in_order(inquiry, [*cells, *later])
    inquiry.lap("rank")
    if not cells:
        return _in_words(inquiry, found)
    figures = inquiry.store.figures_of({cell.evidence.passage.id for cell in cells})
    if need.growth:
        cells = [cell for cell in cells if growth_of(cell.evidence, figures[cell.evidence.passage.id])]
        if not cells:
            return inquiry.refuse("no_evidence", sentence("refuse_no_growth", scope=scope_words(reports)))
    _say_missing(inquiry, reports, cells)
    evidence = [cell.evidence for cell in cells]
    alone = len(cells) == 1 and need.shape != "ranking"
    if alone and (need.shape != "comparison" or inquiry.scope.must_name or cells[0] in later):
        inquiry.say_source([cells[0].report], evidence)
        return inquiry.answer("figure", compose_figures(evidence, figures, inquiry.citations).text, evidence)
    if alone:
        composed = compose_one_side(cells[0], reports, figures, inquiry.citations)
    else:
        composed = compose_many(need, cells, figures, inquiry.citations)
    inquiry.say_source([c.report for c in cells], evidence)
    # The citations stand in the order of the answer: what it names first is shown first among the passages.
    evidence.sort(key=lambda e: inquiry.citations.number_of(e.passage.id))
    answer = inquiry.answer(composed.kind, composed.text, evidence)
    return replace(answer, table=composed.table, computed=composed.computed)


def _in_order(inquiry: Inquiry, cells: list[Cell]) -> list[Cell]:
    """As the question names the units, and of each the periods; ranked ones stay."""
    named = inquiry.scope.named
    if inquiry.need.shape == "ranking" or not named.periods:
        return cells
    asked = [(unit, period) for unit in named.units for period in named.periods]

    def place(cell: Cell) -> int:
        unit, period = cell.report.header.unit, cell.report.header.period
        return next((n for n, (u, p) in enumerate(asked) if u == unit and p == period), len(asked))

    return sorted(cells, key=place)


def _found(inquiry: Inquiry, reports: Sequence[Report]) -> Found:
    found: dict[str, list[Candidate]] = {report.id: [] for report in reports}
    for candidate in inquiry.retrieve(reports, PER_REPORT * len(reports)):
        found[candidate.passage.report].append(candidate)
    return found


def _ranked(inquiry: Inquiry, found: Found) -> dict[Report, list[Evidence]]:
    """Of each report its figures, best first; where it is not sure of any, and another office's of the same unit and
    period is surer, those of that one."""
    ranked = {report: _figures(inquiry, report, found) for report in inquiry.scope.reports}
    beside = {report: inquiry.beside(report) for report, own in ranked.items() if _surest(own) < w.SURE}
    others = [other for some in beside.values() for other in some if other not in ranked]
    if not others:
        return ranked
    candidates, told = inquiry.candidates, _found(inquiry, others)
    inquiry.candidates = candidates + inquiry.candidates
    best: dict[Report, list[Evidence]] = {}
    for report, own in ranked.items():
        chosen = report
        for other in beside.get(report, ()):
            if (
                other.id in told
                and _surest(theirs := _figures(inquiry, other, told)) > _surest(own) + w.SURER
            ):
                chosen, own = other, theirs
        best[chosen] = own
    return best


def _surest(ranked: Sequence[Evidence]) -> float:
    return max((evidence.coverage for evidence in ranked), default=0.0)


def _figures(inquiry: Inquiry, report: Report, found: Found) -> list[Evidence]:
    contents, slot = inquiry.store.contents(report.id), inquiry.need.slots[0]
    return inquiry.allowed(
        rank_figures(inquiry.need, slot, contents, found[report.id], inquiry.period_words())
    )


def _one_unit_each_year(reports: Sequence[Report]) -> bool:
    """Whether the reports are one unit's over the same part of each year."""
    return len({r.header.unit for r in reports}) == 1 and same_stretch(reports)


def _in_words(inquiry: Inquiry, found: Found) -> Answer:
    """The sentence that answers best, of whichever report; a refusal when none does."""
    reports = inquiry.scope.reports
    sentences = [
        evidence
        for report in reports
        for evidence in inquiry.allowed(
            rank_sentences(inquiry.need, inquiry.store.contents(report.id), found[report.id])
        )[:3]
    ]
    sentences.sort(key=lambda e: -e.score)
    if sentences and sentences[0].coverage >= inquiry.sentence_gate() and inquiry.need.kind != "figure":
        inquiry.say_source([inquiry.by_id[sentences[0].passage.report]], sentences[:1])
        composed = compose_text(inquiry.need, sentences[:1], inquiry.citations)
        return inquiry.answer(composed.kind, composed.text, sentences[:1])
    if inquiry.scope.must_name:
        return inquiry.refuse("outside_scope", outside_scope(inquiry.scope, inquiry.reports))
    return inquiry.refuse("no_evidence", sentence("refuse_no_evidence", scope=scope_words(reports)))


def _say_missing(inquiry: Inquiry, reports: Sequence[Report], cells: Sequence[Cell]) -> None:
    have = {c.report.id for c in cells}
    missing = [scope_words([r]) for r in reports if r.id not in have]
    if missing and not inquiry.scope.must_name:  # where a place is meant that only one can speak of
        rest = f" và {len(missing) - NAMED} báo cáo khác" if len(missing) > NAMED else ""
        inquiry.notices.append(sentence("notice_missing_units", units="; ".join(missing[:NAMED]) + rest))
