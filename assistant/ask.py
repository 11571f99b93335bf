"""ask: the whole way of one question, from words to a cited answer; a LlamaIndex query engine."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine

from assistant import weights as w
from assistant.another_period import answer_from_another_period, plan_set_before
from assistant.answer import Answer, Understood, final
from assistant.chosen import Chosen
from assistant.citations import Citations
from assistant.compose import cited_words
from assistant.facts import Fact, report_facts
from assistant.followups import LONGEST, Turn, questions_of, read_question
from assistant.inquiry import Inquiry
from assistant.issuers import issuer_group
from assistant.llm import written_answer
from assistant.many_reports import answer_from_many
from assistant.one_report import answer_from_one
from assistant.rank_rows import asks_for_a_row
from assistant.refuse import outside_scope, scope_words, turn_away
from assistant.restore import restorer
from assistant.retrieve import as_node
from assistant.scope import Scope, choose, newest_first
from assistant.understand import Need
from index_store.language.places import match_units
from index_store.records import Report, Unit
from index_store.settings import Settings
from index_store.store import Store
from prompts import sentence

_WHOLE_YEAR = re.compile(r"(?<!\w)(?:ca|tron|toan) nam(?!\w)")
EARLIER_REPORTS = 4  # looked at when the newest has no answer and no period was named
EARLIER_IN_WORDS = 12  # for what happened once: an election, a storm, a work begun


class ReportQueryEngine(CustomQueryEngine):
    """Answers from the store only; every figure of an answer stands in a passage that it cites."""

    store: Any
    settings: Any

    def custom_query(self, query_str: str) -> Response:
        """LlamaIndex's way in: the answer's text, the passages as source nodes, `Answer.as_json()` as metadata."""
        inquiry = self._inquiry(query_str)
        answer = final(self._written(inquiry, (), Chosen()))
        return Response(
            response=answer.answer,
            source_nodes=[as_node(c) for c in inquiry.candidates[:10]],
            metadata=answer.as_json(),
        )

    def answer(
        self,
        question: str,
        history: Sequence[Turn] = (),
        unit: str = "",
        period: str = "",
        issuer: str = "",
    ) -> Answer:
        """One question answered. history: earlier turns, oldest first; the others override what the question names."""
        return final(self.written(question, history, Chosen(unit, period, issuer)))

    def written(self, question: str, history: Sequence[Turn], chosen: Chosen) -> Iterator[Answer]:
        """The answer as it is written: drafts while a language model writes, if one is set; last the answer."""
        return self._written(self._inquiry(question), history, chosen)

    def _inquiry(self, question: str) -> Inquiry:
        self.store.refresh()
        return Inquiry(self.store, self.settings, question)

    def _written(self, inquiry: Inquiry, history: Sequence[Turn], chosen: Chosen) -> Iterator[Answer]:
        answer = _answered(inquiry, history, chosen)
        if (
            self.settings.llm_url and not answer.refused and answer.table is None
        ):  # a table is exact as it stands
            for written in written_answer(answer, self.store, self.settings):
                if written.draft:
                    yield written
            answer = written
            inquiry.lap("model")
        ms = round((time.perf_counter() - inquiry.started) * 1000, 2)
        yield replace(answer, ms=ms, timings=inquiry.timings)


def _answered(inquiry: Inquiry, history: Sequence[Turn], chosen: Chosen) -> Answer:
    """The steps in their order: understand, choose the reports, then look into one of them or into several."""
    store, reports = inquiry.store, inquiry.reports
    if len(inquiry.question) > LONGEST:
        refused = inquiry.refuse(
            "not_a_question", sentence("refuse_too_long", most=f"{LONGEST:,}".replace(",", "."))
        )
        return replace(refused, question=f"{inquiry.question[:LONGEST]}…")
    if not reports:
        return inquiry.refuse("no_evidence", sentence("refuse_empty_store"))
    inquiry.need, named = read_question(inquiry.question, history, reports, lambda: restorer(store), chosen)
    series = inquiry.need.shape == "series"
    inquiry.scope = choose(named, reports, _default_unit(inquiry), series=series)
    inquiry.understood = _understood(inquiry.need, inquiry.scope)
    inquiry.lap("understand")
    turned = turn_away(inquiry.question, inquiry.need, alone=not questions_of(history))
    if turned:
        return inquiry.refuse(*turned)
    said = answer_from_another_period(inquiry)
    if said is not None:
        return said
    if side_by_side := _with_the_year_before(inquiry):
        return side_by_side
    if inquiry.scope.refused or _wants_a_whole_year(inquiry):
        return inquiry.refuse("outside_scope", outside_scope(inquiry.scope, reports))
    facts = [] if inquiry.scope.must_name else report_facts(inquiry.question, inquiry.scope, reports, store)
    if facts:
        return _of_the_report(inquiry, facts)
    if len(inquiry.scope.reports) > 1:
        return answer_from_many(inquiry)
    need, notices = inquiry.need, list(inquiry.notices)
    best = _from_the_surest(inquiry, inquiry.scope.reports[0])
    inquiry.need = need
    if not best.refused or best.reason != "no_evidence":
        return best
    inquiry.notices = notices
    return plan_set_before(inquiry) or best


def _with_the_year_before(inquiry: Inquiry) -> Answer | None:
    """Periods side by side of which one has a report at the most, the others as the report of the year after tells;
    None where fewer than two are told."""
    scope, notices = inquiry.scope, list(inquiry.notices)
    asked = inquiry.need.shape in ("comparison", "series") and scope.named.periods
    if not asked or not (scope.missing_period or len(scope.reports) == 1):
        return None
    told = answer_from_many(inquiry)
    if told.table is not None and len(told.table.rows) > 1 and len(told.figures) > 1:
        return told
    inquiry.scope, inquiry.notices, inquiry.candidates = scope, notices, []
    inquiry.citations = Citations(inquiry.by_id)
    return None


def _wants_a_whole_year(inquiry: Inquiry) -> bool:
    """Whether "cả năm 2024" is asked for where the report covers a part of it: a half is no answer, but to a plan."""
    planned = inquiry.need.slots[0].roles & {"plan", "target", "pct_plan"}
    partial = inquiry.scope.asked_period is not None and not planned
    return partial and _WHOLE_YEAR.search(inquiry.scope.named.period_words) is not None


def _from_the_surest(inquiry: Inquiry, asked: Report) -> Answer:
    """What the report meant answers; where it is silent or not sure, the surest of those that may speak of it."""
    need, notices = inquiry.need, tuple(inquiry.notices)
    best = answer_from_one(inquiry, asked)
    if best.refused and best.reason not in ("no_evidence", "outside_scope"):
        return best
    sure = -1.0 if best.refused else inquiry.sure
    of_a_figure = need.kind in ("figure", "yes_no")

    def again(report: Report) -> Answer:
        inquiry.need, inquiry.notices, inquiry.citations = need, list(notices), Citations(inquiry.by_id)
        return answer_from_one(inquiry, report)

    beside = inquiry.beside(asked)
    if asks_for_a_row(need) and best.kind != "ranking":  # its table may be a file by itself
        for report in beside:
            if (answer := again(report)).kind == "ranking":
                return answer
    # "Đảng ủy xã …" is answered by its own report.
    if inquiry.scope.named.office == issuer_group(asked.header.issuer):
        beside = [r for r in beside if r.header.attached_to]
    for report in beside if of_a_figure and not best.refused else _others(inquiry, asked):
        if sure >= w.SURE:
            break
        answer = again(report)
        if not answer.refused and inquiry.sure > sure + (w.SURER if sure >= 0.0 else 0.0):
            best, sure = answer, inquiry.sure
    return best


def _of_the_report(inquiry: Inquiry, facts: Sequence[Fact]) -> Answer:
    """What a report says of itself, or that it does not say."""
    report, told = facts[0].report, [(f.shown, f.evidence) for f in facts if f.evidence is not None]
    if not told:
        return inquiry.refuse("no_evidence", sentence("refuse_no_evidence", scope=scope_words([report])))
    inquiry.notices += [*inquiry.scope.notes, inquiry.as_of([report])]
    parts = []
    for shown, evidence in told:
        n = inquiry.citations.cite(evidence, evidence.start, evidence.end)
        parts.append(cited_words(shown, n))
    return inquiry.answer("text", " ".join(parts), [evidence for _, evidence in told])


def _others(inquiry: Inquiry, asked: Report) -> list[Report]:
    """Where to look when the report meant says nothing: the other office's for that period; and when the
    question names no period, the unit's earlier ones, newest first."""
    named, beside = inquiry.scope.named, inquiry.beside(asked)
    if named.issuer or named.number:
        return beside
    if named.periods or named.kinds or inquiry.scope.asked_period:
        return beside
    own = [
        r for r in inquiry.reports if r.current and r.header.unit == asked.header.unit and r.id != asked.id
    ]
    most = EARLIER_REPORTS if inquiry.need.kind in ("figure", "yes_no") else EARLIER_IN_WORDS
    return beside + [r for r in newest_first(own) if r not in beside][:most]


def _default_unit(inquiry: Inquiry) -> Unit | None:
    if not inquiry.settings.default_unit:
        return None
    found = match_units(inquiry.settings.default_unit, inquiry.reports.known)
    return next((m.candidates[0] for m in found), None)


def _understood(need: Need, scope: Scope) -> Understood:
    reports = scope.reports
    return Understood(
        units=tuple(dict.fromkeys(r.header.unit.full_name for r in reports)),
        periods=tuple(dict.fromkeys(r.header.period.label for r in reports if r.header.period)),
        issuer=scope.named.issuer,
        text=need.text,
        issuers=tuple(dict.fromkeys(r.header.issuer for r in reports if r.header.issuer)),
    )


def open_engine(store: Store, settings: Settings) -> ReportQueryEngine:
    """The engine that page, command line and Python share."""
    return ReportQueryEngine(store=store, settings=settings)
