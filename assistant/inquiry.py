"""One question on its way: what it needs, where it looks, what it has found, and how its answer is put together."""

from __future__ import annotations

import time
from collections.abc import Sequence

from assistant import weights as w
from assistant import word_cues
from assistant.answer import Answer, Kind, Reason, Understood
from assistant.citations import Citations, found_passages
from assistant.forms import form_of
from assistant.holdings import open_holdings
from assistant.rank import Evidence
from assistant.retrieve import ReportRetriever
from assistant.scope import Scope, issuer_group, names_period, speaks_of
from assistant.sources import office_name
from assistant.understand import Need
from assistant.verdict import verdict
from index_store.language.text import fold
from index_store.records import DOUBTFUL, Candidate, Report
from index_store.settings import Settings
from index_store.store import Store
from prompts import sentence


class Inquiry:
    """Filled step by step by ask.py; `need` and `scope` are set before anything is looked for."""

    need: Need
    scope: Scope

    def __init__(self, store: Store, settings: Settings, question: str) -> None:
        self.started = self._clock = time.perf_counter()
        self.store, self.settings, self.question = store, settings, question
        self.reports = open_holdings(store)
        self.by_id = self.reports.by_id
        self.understood = Understood(text=question)
        self.citations = Citations(self.by_id)
        self.candidates: list[Candidate] = []
        self.timings: dict[str, float] = {}
        self.sure = (
            0.0  # how sure the answer is, 0..1; 0 where it does not answer the question as it is asked
        )
        self.notices: list[str] = []

    def lap(self, name: str) -> None:
        """Note how long (ms) the step took that ends here."""
        now = time.perf_counter()
        self.timings[name] = round((now - self._clock) * 1000, 2)
        self._clock = now

    def retrieve(self, reports: Sequence[Report], limit: int) -> list[Candidate]:
        """What is found in these reports, best first."""
        form = form_of(self.need.kind, fold(self.need.text))
        query = " ".join([*self.need.terms, *([form.words] if form else [])]) or self.question
        retriever = ReportRetriever(self.store, [r.id for r in reports], limit, self.need.text)
        self.candidates = retriever.find(query)
        if self.store.degraded and self.store.degraded not in self.notices:
            self.notices.insert(0, self.store.degraded)
        self.lap("retrieve")
        return self.candidates

    def period_words(self) -> str:
        """The period asked for, when it is not the one that the reports cover."""
        return self.scope.named.period_words if self.scope.asked_period else ""

    def within(self, report: Report) -> bool:
        """The year asked for is the report's own, though the report covers only a part of it."""
        asked, period = self.scope.asked_period, report.header.period
        return bool(asked and period and asked.kind == "nam" and asked.year == period.year)

    def beside(self, report: Report) -> list[Report]:
        """The report's appendices that are files by themselves; and where the question names no office, the other
        offices' reports of the same unit and period."""
        own, bound = report.header, self.scope.named.issuer or self.scope.named.number
        return [
            r
            for r in self.reports.of(own.unit, own.period)
            if r.id != report.id and (not bound or (r.header.attached_to and r.header.issuer == own.issuer))
        ]

    def attached_titles(self, report: Report) -> list[str]:
        """The titles of the tables in the report's appendices that are files by themselves."""
        files = (r for r in self.beside(report) if r.header.attached_to)
        return [table.title for file in files for table in self.store.contents(file.id).tables]

    def sentence_gate(self) -> float:
        return w.GATE_SENTENCE + (w.GATE_STRICTER if self.need.kind == "figure" else 0.0)

    def allowed(self, ranked: list[Evidence]) -> list[Evidence]:
        """Evidence that names what the scope does not cover: a place or a period without a report."""
        ranked = [e for e in ranked if speaks_of(e.passage, self.scope.must_name)]
        if self._of_the_whole():
            ranked = [e for e in ranked if word_cues.ELSEWHERE.search(fold(e.text))]
        asked = self.scope.asked_period
        if asked is None or not ranked:
            return ranked
        report = self.by_id[ranked[0].passage.report]
        if self.within(report):
            return ranked
        return [e for e in ranked if names_period(e.passage, e.text, asked, report)]

    def _of_the_whole(self) -> bool:
        """Whether the whole country, or a province without a report, is asked about: "cả nước có bao nhiêu xã"."""
        asked = self.need.shape == "single" and word_cues.WHOLE_ASKED.search(fold(self.need.text))
        return bool(asked) and all(r.header.unit.level != "tỉnh" for r in self.scope.reports)

    def as_of(self, reports: Sequence[Report]) -> str:
        period = max((r.header.period for r in reports if r.header.period), key=lambda p: p.end, default=None)
        read = len({r.id for r in reports})
        return sentence(
            "as_of",
            period=period.label if period else "kỳ không ghi rõ",
            report=f"báo cáo của {_office(reports[0])}" if read == 1 else f"{read} báo cáo",
        )

    def say_source(self, reports: Sequence[Report], evidence: Sequence[Evidence]) -> None:
        """Which report and until when; and what a reader must know about the choice."""
        self.notices += [*self.scope.notes, self.as_of(reports)]
        asked = self.scope.asked_period
        if asked and self.within(reports[0]) and reports[0].header.period:
            used = reports[0].header.period.label
            self.notices.append(sentence("notice_period_within", asked=asked.label, used=used))
        if any(e.figure and e.figure.status == "uoc" for e in evidence):
            self.notices.append(sentence("notice_estimate"))
        if len(reports) == 1 and not self.scope.named.issuer:
            own = reports[0].header
            others = {
                r.header.issuer
                for r in self.reports.of(own.unit, own.period)
                if issuer_group(r.header.issuer) != issuer_group(own.issuer)
            }
            if others:
                self.notices.append(sentence("notice_other_issuer", others=", ".join(sorted(others))))

    def answer(self, kind: Kind, text: str, evidence: Sequence[Evidence]) -> Answer:
        if kind == "figure":
            figures = self.store.figures_of([evidence[0].passage.id])
            said = verdict(self.need, evidence[0], figures[evidence[0].passage.id])
            text = f"{said}. {text}" if said else text
        self.lap("compose")
        citations = self.citations.all()
        if doubtful := [f"[{c.n}]" for c in citations if c.confidence < DOUBTFUL]:
            self.notices.append(sentence("notice_doubtful", sources=", ".join(doubtful)))
        return Answer(
            question=self.question,
            understood=self.understood,
            kind=kind,
            answer=text,
            notices=tuple(self.notices),
            figures=tuple(self.citations.figures),
            citations=citations,
            passages=found_passages(self.candidates, list(evidence), self.by_id),
        )

    def refuse(self, reason: Reason, words: str, near: tuple[str, ...] = ()) -> Answer:
        return Answer(
            question=self.question,
            understood=self.understood,
            kind="refusal",
            answer=words,
            reason=reason,
            notices=tuple(self.notices),
            passages=found_passages(self.candidates, [], self.by_id),
            suggestions=near,
        )


def _office(report: Report) -> str:
    return office_name(report.header.issuer, report.header.unit.full_name)
