"""An answer from several reports: one figure of each side by side, ranked, or as a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant import weights as w
from assistant.answer import Answer
from assistant.compose import Cell, compose_figures, compose_many, compose_text
from assistant.inquiry import Inquiry
from assistant.rank import rank_figures
from assistant.rank_sentences import rank_sentences
from assistant.refuse import outside_scope, scope_words
from index_store.records import Report
from prompts import sentence

PER_REPORT = 14  # passages looked at in each report


def answer_from_many(inquiry: Inquiry) -> Answer:
    """The figure asked for in each report of the scope; a refusal when none has it."""
    reports = inquiry.scope.reports
    candidates = inquiry.retrieve(reports, PER_REPORT * len(reports))
    figures = inquiry.store.figures_of([c.passage.id for c in candidates])
    slot = inquiry.need.slots[0]
    best: list[Cell] = []
    for report in reports:
        own = [c for c in candidates if c.passage.report == report.id]
        ranked = inquiry.allowed(
            rank_figures(inquiry.need, slot, inquiry.store.contents(report.id), own, inquiry.period_words())
        )
        if ranked:
            best.append(Cell(report, ranked[0]))
    # One sure figure vouches that the thing exists: the others may be said in other words.
    sure = any(cell.evidence.coverage >= w.GATE_FIGURE for cell in best)
    gate = w.GATE_FIGURE * (w.GATE_BESIDE if sure and inquiry.need.shape == "comparison" else 1.0)
    cells = [cell for cell in best if cell.evidence.coverage >= gate]
    inquiry.lap("rank")
    asks_text = inquiry.need.kind not in ("figure", "yes_no") and inquiry.need.shape == "single"
    if not cells or asks_text:
        sentences = [
            found
            for report in reports
            for found in inquiry.allowed(
                rank_sentences(
                    inquiry.need,
                    inquiry.store.contents(report.id),
                    [c for c in candidates if c.passage.report == report.id],
                )
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
    if len(cells) == 1 and inquiry.need.shape != "ranking":
        _say_missing(inquiry, reports, cells)
        inquiry.say_source([cells[0].report], [cells[0].evidence])
        evidence = [cells[0].evidence]
        return inquiry.answer("figure", compose_figures(evidence, figures, inquiry.citations).text, evidence)
    composed = compose_many(inquiry.need, cells, figures, inquiry.citations)
    _say_missing(inquiry, reports, cells)
    inquiry.say_source([c.report for c in cells], [c.evidence for c in cells])
    answer = inquiry.answer(composed.kind, composed.text, [c.evidence for c in cells])
    return replace(answer, table=composed.table, computed=composed.computed)


def _say_missing(inquiry: Inquiry, reports: Sequence[Report], cells: Sequence[Cell]) -> None:
    have = {c.report.id for c in cells}
    missing = [scope_words([r]) for r in reports if r.id not in have]
    if missing and not inquiry.scope.must_name:  # where a place is meant that only one can speak of
        inquiry.notices.append(sentence("notice_missing_units", units="; ".join(missing[:8])))
