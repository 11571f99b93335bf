"""Citations of an answer: numbered in order of use, one for each passage; quotes verbatim."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer import AnswerFigure, Citation, CitedCell, FoundPassage
from assistant.excerpt import quote_span
from assistant.rank import Evidence
from index_store.records import Candidate, Figure, Report


def number_only(figure: Figure) -> str:
    """ "36.340 ha" → "36.340": what is printed, without its unit."""
    unit = figure.unit
    text = figure.printed
    return text[: -len(unit)].rstrip() if unit and text.endswith(unit) else text


class Citations:
    """Grows while an answer is composed; the same passage is cited once, its quote widened."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._spans: dict[str, tuple[int, int]] = {}
        self._evidence: dict[str, Evidence] = {}
        self._confidence: dict[int, float] = {}  # of the figures shown, by citation
        self.figures: list[AnswerFigure] = []

    def cite(self, evidence: Evidence, start: int, end: int) -> int:
        """The citation's number for text[start:end) of the evidence's passage."""
        key = evidence.passage.id
        a, b = quote_span(evidence, start, end)
        if key in self._spans:
            a, b = min(a, self._spans[key][0]), max(b, self._spans[key][1])
        self._spans[key] = (a, b)
        self._evidence.setdefault(key, evidence)
        return list(self._spans).index(key) + 1

    def number_of(self, passage: str) -> int:
        """The number under which a passage is cited. Raises ValueError for one that is not."""
        return list(self._spans).index(passage) + 1

    def show(self, figure: Figure, n: int) -> None:
        """Record a figure that the answer prints."""
        self._confidence[n] = min(self._confidence.get(n, 1.0), figure.confidence)
        shown = AnswerFigure(
            f"{figure.value:f}", number_only(figure), figure.unit, figure.role, n, figure.status
        )
        if shown not in self.figures:
            self.figures.append(shown)

    def all(self) -> tuple[Citation, ...]:
        return tuple(self._citation(n, key) for n, key in enumerate(self._spans, 1))

    def _citation(self, n: int, key: str) -> Citation:
        evidence, (start, end) = self._evidence[key], self._spans[key]
        passage, figure = evidence.passage, evidence.figure
        report = self._reports[passage.report]
        header = report.header
        cell = (figure.table if figure else None) or passage.table
        return Citation(
            n=n,
            report=report.id,
            report_file=report.file_name,
            title=header.title,
            unit=header.unit.full_name,
            period=header.period.label if header.period else "",
            section=passage.section,
            section_heading=passage.section_heading,
            page=passage.page,
            footnote=passage.footnote,
            table=CitedCell(cell.title, cell.row, cell.column, cell.number) if cell else None,
            confidence=self._confidence.get(n, passage.confidence),
            quote=passage.text[start:end],
            issuer=header.issuer,
            number=header.number,
            date=header.date.isoformat() if header.date else "",
            pictured=any(file.format == "pdf" for file in report.files),
            paging=report.paging,
        )


def found_passages(
    candidates: list[Candidate], first: list[Evidence], reports: Mapping[str, Report]
) -> tuple[FoundPassage, ...]:
    """Up to ten passages, best first: those of the evidence, then the candidates as retrieved."""
    order = {e.passage.id: e.passage for e in first} | {c.passage.id: c.passage for c in candidates}
    best = {e.passage.id: e.score for e in reversed(first)}
    scores = {c.passage.id: c.score for c in candidates} | best
    passages = list({p: order[p] for p in [*(e.passage.id for e in first), *order]}.values())
    return tuple(
        FoundPassage(
            rank,
            passage.report,
            reports[passage.report].file_name,
            passage.section,
            passage.page,
            passage.footnote,
            passage.text,
            round(scores[passage.id], 4),
        )
        for rank, passage in enumerate(passages[:10], 1)
    )
