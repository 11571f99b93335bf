"""ask: the whole way of one question, from words to a cited answer; a LlamaIndex query engine."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import NodeWithScore

from assistant import weights as w
from assistant.answer import Answer, Kind, Reason, Understood
from assistant.citations import Citations, found_passages
from assistant.compose import Cell, compose_figures, compose_many, compose_text
from assistant.facts import report_fact
from assistant.followups import Turn, questions_of, read_question
from assistant.holdings import open_holdings
from assistant.llm import answer_with_model
from assistant.rank import Evidence, rank_figures, rank_sentences
from assistant.refuse import (
    absent_appendix,
    asked_appendix,
    outside_scope,
    scope_words,
    suggestions,
    turn_away,
)
from assistant.restore import restorer
from assistant.retrieve import ReportRetriever, candidates_of
from assistant.scope import (
    Named,
    Scope,
    choose,
    issuer_group,
    name_scope,
    names_period,
    newest_first,
    speaks_of,
)
from assistant.understand import Need
from index_store.catalogue import Contents
from index_store.language.places import match_units
from index_store.records import Candidate, Report, Unit
from index_store.settings import Settings
from index_store.store import Store
from prompts import sentence

EARLIER_REPORTS = 4  # looked at when the newest has no answer and no period was named
PER_REPORT = 14  # passages looked at in each report when a question is about many
SAME_SENTENCE = 2.5  # how much better a further quantity is when it stands beside the first


class ReportQueryEngine(CustomQueryEngine):
    """Answers from the store only; every figure of an answer stands in a passage that it cites."""

    store: Any
    settings: Any

    def custom_query(self, query_str: str) -> Response:
        """LlamaIndex's way in: the answer's text, the passages as source nodes, `Answer.as_json()` as metadata."""
        answer, nodes = self._run(query_str, (), "", "")
        return Response(response=answer.answer, source_nodes=nodes[:10], metadata=answer.as_json())

    def answer(self, question: str, history: Sequence[Turn] = (), unit: str = "", period: str = "") -> Answer:
        """One question answered. history: earlier turns, oldest first; unit, period: override the question's."""
        return self._run(question, history, unit, period)[0]

    def _run(
        self, question: str, history: Sequence[Turn], unit: str, period: str
    ) -> tuple[Answer, list[NodeWithScore]]:
        started = time.perf_counter()
        store: Store = self.store
        store.refresh()
        turn = _Turn(store, self.settings, question)
        answer = turn.run(history, unit, period)
        answer = replace(answer, ms=round((time.perf_counter() - started) * 1000, 2), timings=turn.timings)
        return answer, turn.nodes


class _Turn:
    """One question on its way; keeps what later steps need."""

    def __init__(self, store: Store, settings: Settings, question: str) -> None:
        self.store, self.settings, self.question = store, settings, question
        self.nodes: list[NodeWithScore] = []
        self.timings: dict[str, float] = {}
        self.notices: list[str] = [store.degraded] if store.degraded else []
        self._clock = time.perf_counter()

    def _lap(self, name: str) -> None:
        now = time.perf_counter()
        self.timings[name] = round((now - self._clock) * 1000, 2)
        self._clock = now

    def run(self, history: Sequence[Turn], unit: str, period: str) -> Answer:
        self.reports = open_holdings(self.store)
        self.by_id = {r.id: r for r in self.reports}
        if not self.reports:
            self.understood = Understood(text=self.question)
            return self._refuse("no_evidence", sentence("refuse_empty_store"))
        self.need, named = read_question(self.question, history, self.reports, lambda: restorer(self.store))
        named = _overridden(named, unit, period, self.reports)
        self.scope = choose(named, self.reports, self._default_unit(), series=self.need.shape == "series")
        self.understood = _understood(self.need, self.scope)
        self._lap("understand")
        turned = turn_away(self.question, self.need, alone=not questions_of(history))
        if turned:
            return self._refuse(*turned)
        said = self._from_the_year_after()
        if said is not None:
            return said
        if self.scope.refused:
            return self._refuse("outside_scope", outside_scope(self.scope, self.reports))
        fact = None if self.scope.must_name else report_fact(self.question, self.scope, self.store)
        self.citations = Citations(self.by_id)
        if fact is not None:
            self.notices += [*self.scope.notes, self._as_of([fact.report])]
            return self._answer(
                "text", compose_text(self.need, [fact.evidence], self.citations).text, [fact.evidence]
            )
        if len(self.scope.reports) > 1:
            return self._many()
        first = self._one(self.scope.reports[0])
        if first.reason != "no_evidence":
            return first
        for report in self._others(self.scope.reports[0]):
            self.citations = Citations(self.by_id)
            answer = self._one(report)
            if not answer.refused:
                return answer
        return first

    def _others(self, asked: Report) -> list[Report]:
        """Where to look when the report meant says nothing: the other office's for that period; and when the
        question names no period, the unit's earlier ones, newest first."""
        named, period = self.scope.named, asked.header.period
        own = [
            r for r in self.reports if r.current and r.header.unit == asked.header.unit and r.id != asked.id
        ]
        if named.issuer or named.number:
            return []
        beside = [r for r in own if r.header.period == period]
        if named.periods or named.kinds or self.scope.asked_period:
            return beside
        return beside + [r for r in newest_first(own) if r not in beside][:EARLIER_REPORTS]

    def _from_the_year_after(self) -> Answer | None:
        """A period without a report: what the report of the next year prints as its "cùng kỳ"; None without one."""
        asked = self.scope.asked_period or self.scope.missing_period
        if asked is None or self.need.kind not in ("figure", "yes_no") or self.need.shape != "single":
            return None
        units = self.scope.named.units
        after = [
            r
            for r in newest_first([r for r in self.reports if r.current and (not units or r.header.unit in units)])
            if r.header.period == asked.shifted(1)
        ]
        if not after or len({r.header.unit for r in after}) > 1:
            return None
        report, named = after[0], replace(self.scope.named, periods=(), kinds=())
        turn = replace(self.need, slots=(replace(self.need.slots[0], roles=frozenset({"earlier"})),))
        asked_need, asked_scope = self.need, self.scope
        self.need, self.scope = turn, Scope((report,), named, must_name=self.scope.must_name)
        self.citations = Citations(self.by_id)
        candidates = self._retrieve([report], w.CANDIDATES)
        slots = self._slots(self.store.contents(report.id), candidates)
        self.candidates = candidates
        head = slots[0].figure if slots else None
        if head is not None and head.role == "earlier" and slots[0].coverage >= w.GATE_FIGURE:
            self._say_source([report], slots)
            figures = self.store.figures_of([slots[0].passage.id])
            used = report.header.period.label if report.header.period else ""
            self.notices.append(sentence("notice_earlier", asked=asked.label, used=used))
            return self._answer("figure", compose_figures(slots, figures, self.citations).text, slots)
        self.need, self.scope = asked_need, asked_scope
        return None

    def _default_unit(self) -> Unit | None:
        if not self.settings.default_unit:
            return None
        found = match_units(self.settings.default_unit, self.reports.known)
        return next((m.candidates[0] for m in found), None)

    def _retrieve(self, reports: Sequence[Report], limit: int) -> list[Candidate]:
        query = " ".join(self.need.terms) or self.question
        self.nodes = ReportRetriever(self.store, [r.id for r in reports], limit).retrieve(query)
        self._lap("retrieve")
        return candidates_of(self.nodes, self.store)

    # -- one report ---------------------------------------------------------------------------------

    def _one(self, report: Report) -> Answer:
        contents = self.store.contents(report.id)
        titles = [t.title for t in contents.tables]
        if asked := asked_appendix(self.question, titles):
            words = sentence("refuse_appendix", appendix=asked, scope=scope_words([report]))
            return self._refuse("appendix_absent", words)
        candidates = self._retrieve([report], w.CANDIDATES)
        figures = self.store.figures_of([c.passage.id for c in candidates])
        sentences = self._allowed(rank_sentences(self.need, contents, candidates))
        slots = self._slots(contents, candidates)
        self._lap("rank")
        self.candidates = candidates
        appendix = absent_appendix(sentences, [report])
        supported = bool(slots) and slots[0].coverage >= w.GATE_FIGURE
        if self.need.kind in ("figure", "yes_no") and supported:
            if self.need.kind == "figure" or not sentences or slots[0].coverage >= sentences[0].coverage:
                self._say_source([report], slots)
                return self._answer("figure", compose_figures(slots, figures, self.citations).text, slots)
        if sentences and sentences[0].coverage >= self._sentence_gate():
            wordless = self.need.kind == "figure" and not any(c.isdigit() for c in sentences[0].text)
            if not wordless and not (appendix and self.need.kind == "figure"):
                self._say_source([report], sentences[:1])
                composed = compose_text(self.need, sentences[:1], self.citations)
                return self._answer(composed.kind, composed.text, sentences[:1])
        near = suggestions(slots + self._further(contents, candidates), [report])
        if appendix:
            words = sentence("refuse_appendix", appendix=appendix, scope=scope_words([report]))
            return self._refuse("appendix_absent", words, near)
        if self.scope.must_name:
            return self._refuse("outside_scope", outside_scope(self.scope, self.reports), near)
        if self.scope.asked_period and not self._within(report):
            return self._refuse("outside_scope", outside_scope(self.scope, self.reports), near)
        return self._refuse("no_evidence", sentence("refuse_no_evidence", scope=scope_words([report])), near)

    def _sentence_gate(self) -> float:
        return w.GATE_SENTENCE + (w.GATE_STRICTER if self.need.kind == "figure" else 0.0)

    def _slots(self, contents: Contents, candidates: list[Candidate]) -> list[Evidence]:
        """The best figure for each quantity asked; those after the first prefer its sentence."""
        chosen: list[Evidence] = []
        for slot in self.need.slots:
            ranked = self._allowed(rank_figures(self.need, slot, contents, candidates, self._period_words()))
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
                chosen.append(ranked[0])
        return chosen

    def _further(self, contents: Contents, candidates: list[Candidate]) -> list[Evidence]:
        return rank_figures(self.need, self.need.slots[0], contents, candidates)[:6]

    def _period_words(self) -> str:
        """The period asked for, when it is not the one that the reports cover."""
        return self.scope.named.period_words if self.scope.asked_period else ""

    def _within(self, report: Report) -> bool:
        """The year asked for is the report's own, though the report covers only a part of it."""
        asked, period = self.scope.asked_period, report.header.period
        return bool(asked and period and asked.kind == "nam" and asked.year == period.year)

    def _allowed(self, ranked: list[Evidence]) -> list[Evidence]:
        """Evidence that names what the scope does not cover: a place or a period without a report."""
        ranked = [e for e in ranked if speaks_of(e.passage, self.scope.must_name)]
        asked = self.scope.asked_period
        if asked is None or not ranked:
            return ranked
        report = self.by_id[ranked[0].passage.report]
        if self._within(report):
            return ranked
        return [e for e in ranked if names_period(e.passage, e.text, asked, report)]

    # -- several reports ----------------------------------------------------------------------------

    def _many(self) -> Answer:
        reports = self.scope.reports
        candidates = self._retrieve(reports, PER_REPORT * len(reports))
        figures = self.store.figures_of([c.passage.id for c in candidates])
        slot = self.need.slots[0]
        best: list[Cell] = []
        for report in reports:
            own = [c for c in candidates if c.passage.report == report.id]
            ranked = self._allowed(
                rank_figures(self.need, slot, self.store.contents(report.id), own, self._period_words())
            )
            if ranked:
                best.append(Cell(report, ranked[0]))
        # One sure figure vouches that the thing exists: the others may be said in other words.
        sure = any(cell.evidence.coverage >= w.GATE_FIGURE for cell in best)
        gate = w.GATE_FIGURE * (w.GATE_BESIDE if sure and self.need.shape == "comparison" else 1.0)
        cells = [cell for cell in best if cell.evidence.coverage >= gate]
        self._lap("rank")
        self.candidates = candidates
        asks_text = self.need.kind not in ("figure", "yes_no") and self.need.shape == "single"
        if not cells or asks_text:
            sentences = [
                found
                for report in reports
                for found in self._allowed(
                    rank_sentences(
                        self.need,
                        self.store.contents(report.id),
                        [c for c in candidates if c.passage.report == report.id],
                    )
                )[:3]
            ]
            sentences.sort(key=lambda e: -e.score)
            if sentences and sentences[0].coverage >= self._sentence_gate() and self.need.kind != "figure":
                self._say_source([self.by_id[sentences[0].passage.report]], sentences[:1])
                composed = compose_text(self.need, sentences[:1], self.citations)
                return self._answer(composed.kind, composed.text, sentences[:1])
            if self.scope.must_name:
                return self._refuse("outside_scope", outside_scope(self.scope, self.reports))
            return self._refuse("no_evidence", sentence("refuse_no_evidence", scope=scope_words(reports)))
        if len(cells) == 1 and self.need.shape != "ranking":
            self._missing(reports, cells)
            self._say_source([cells[0].report], [cells[0].evidence])
            evidence = [cells[0].evidence]
            return self._answer("figure", compose_figures(evidence, figures, self.citations).text, evidence)
        composed = compose_many(self.need, cells, figures, self.citations)
        self._missing(reports, cells)
        self._say_source([c.report for c in cells], [c.evidence for c in cells])
        answer = self._answer(composed.kind, composed.text, [c.evidence for c in cells])
        return replace(answer, table=composed.table, computed=composed.computed)

    def _missing(self, reports: Sequence[Report], cells: Sequence[Cell]) -> None:
        have = {c.report.id for c in cells}
        missing = [scope_words([r]) for r in reports if r.id not in have]
        if missing and not self.scope.must_name:  # where a place is meant that only one can speak of
            self.notices.append(sentence("notice_missing_units", units="; ".join(missing[:8])))

    # -- the answer ---------------------------------------------------------------------------------

    def _as_of(self, reports: Sequence[Report]) -> str:
        period = max((r.header.period for r in reports if r.header.period), key=lambda p: p.end, default=None)
        return sentence(
            "as_of",
            period=period.label if period else "kỳ không ghi rõ",
            report=_named(reports[0]) if len(reports) == 1 else f"{len(reports)} báo cáo",
        )

    def _say_source(self, reports: Sequence[Report], evidence: Sequence[Evidence]) -> None:
        """Which report and until when; and what a reader must know about the choice."""
        self.notices += [*self.scope.notes, self._as_of(reports)]
        asked = self.scope.asked_period
        if asked and self._within(reports[0]) and reports[0].header.period:
            used = reports[0].header.period.label
            self.notices.append(sentence("notice_period_within", asked=asked.label, used=used))
        if any(e.figure and e.figure.status == "uoc" for e in evidence):
            self.notices.append(sentence("notice_estimate"))
        if len(reports) == 1 and not self.scope.named.issuer:
            own = reports[0].header
            others = {
                r.header.issuer
                for r in self.reports
                if r.current
                and (r.header.unit, r.header.period) == (own.unit, own.period)
                and issuer_group(r.header.issuer) != issuer_group(own.issuer)
            }
            if others:
                self.notices.append(sentence("notice_other_issuer", others=", ".join(sorted(others))))

    def _answer(self, kind: Kind, text: str, evidence: Sequence[Evidence]) -> Answer:
        candidates = getattr(self, "candidates", [])
        self._lap("compose")
        extractive = Answer(
            question=self.question,
            understood=self.understood,
            kind=kind,
            answer=text,
            notices=tuple(self.notices),
            figures=tuple(self.citations.figures),
            citations=self.citations.all(),
            passages=found_passages(candidates, list(evidence), self.by_id),
        )
        if not self.settings.llm_url:
            return extractive
        answer = answer_with_model(extractive, candidates, self.by_id, self.settings)
        self._lap("model")
        return answer

    def _refuse(self, reason: Reason, words: str, near: tuple[str, ...] = ()) -> Answer:
        return Answer(
            question=self.question,
            understood=self.understood,
            kind="refusal",
            answer=words,
            reason=reason,
            notices=tuple(self.notices),
            passages=found_passages(getattr(self, "candidates", []), [], getattr(self, "by_id", {})),
            suggestions=near,
        )


def _overridden(named: Named, unit: str, period: str, reports: Sequence[Report]) -> Named:
    """The scope with the unit and period that were given apart from the question."""
    if unit:
        given = name_scope(unit, unit, reports)
        named = replace(named, units=given.units, foreign=given.foreign if given.units else (Unit(unit),))
    if period:
        given = name_scope(period, period, reports)
        named = replace(named, periods=given.periods, kinds=given.kinds)
    return named


def _named(report: Report) -> str:
    header = report.header
    unit = header.unit.full_name
    return f"báo cáo của {header.issuer}, {unit}" if header.issuer else f"báo cáo của {unit}"


def _understood(need: Need, scope: Scope) -> Understood:
    reports = scope.reports
    return Understood(
        units=tuple(dict.fromkeys(r.header.unit.full_name for r in reports)),
        periods=tuple(dict.fromkeys(r.header.period.label for r in reports if r.header.period)),
        issuer=scope.named.issuer,
        text=need.text,
    )


def open_engine(store: Store, settings: Settings) -> ReportQueryEngine:
    """The engine that page, command line and Python share."""
    return ReportQueryEngine(store=store, settings=settings)
