"""Questions proposed from the figures of reports, for a person to accept: a sheet that `read_set` takes.

Nothing is asked of the product for it, so that a set does not lean to what the product answers anyway. A question that
two figures would answer is not proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from assistant.figures_list import figure_rows
from eval.case_files import ACCEPTED
from eval.clause_questions import Asked, Scope, questions
from eval.template import question_book
from eval.typing_ways import without_marks
from index_store.errors import ReportsError
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.language.units import unit_class
from index_store.records import Figure, Report
from index_store.store import Store

COUNT = 40  # questions, when nothing else is said
_BARE_EVERY = 5  # of so many questions one is typed without diacritics
_COLUMNS = (
    ACCEPTED, "question", "expect", "unit", "role", "status", "report", "evidence", "page", "section", "footnote",
    "place", "category", "id",
)  # fmt: skip
_PLACES = {"paragraph": "body", "footnote": "footnote", "row": "table", "header": "header"}
_ALIKE = {"part": "level", "target": "plan"}  # roles that a question does not tell apart


class NothingToAskError(ReportsError):
    """No report that was meant has a figure that is clear enough."""

    def __init__(self) -> None:
        super().__init__(
            "Chưa đề xuất được câu hỏi nào: chưa có báo cáo nào vừa đúng đơn vị và kỳ, vừa có số liệu đủ rõ để hỏi. "
            "Xem các báo cáo đang có bằng lệnh: tracuu reports"
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question of one report's figure."""

    asked: Asked
    report: Report


def propose(store: Store, count: int = COUNT, *, unit: str = "", period: str = "") -> list[Proposal]:
    """Up to `count` questions over current reports: of each report in turn, of each of its sorts in turn.

    unit, period: as a person writes them, "" for all. Raises NothingToAskError.
    """
    reports = [r for r in reversed(store.reports()) if r.header.unit.name and r.header.period]
    if unit or period:
        meant = {row["report"] for row in figure_rows(store, unit, period)}
        reports = [report for report in reports if report.id in meant]
    fruitful = (proposals for report in reports if (proposals := list(_of_report(store, report))))
    found: dict[str, Proposal] = {}
    for proposal in _in_turn(islice(fruitful, count)):
        found.setdefault(fold(proposal.asked.question), proposal)
        if len(found) == count:
            break
    if not found:
        raise NothingToAskError
    return list(found.values())


def _in_turn(groups: Iterable[Iterable[Proposal]]) -> Iterator[Proposal]:
    """The first of each group, then the second of each…"""
    for turn in zip_longest(*groups):
        yield from (one for one in turn if one is not None)


def _of_report(store: Store, report: Report) -> Iterator[Proposal]:
    """The questions of one report, its sorts mixed."""
    reports, header = store.reports(), report.header
    rivals = [
        _rival(figure)
        for peer in reports
        if (peer.header.unit, peer.header.period, peer.header.issuer)
        == (header.unit, header.period, header.issuer)
        for figure in store.contents(peer.id).figures
    ]
    scope = scope_of(report, reports)
    found = list(questions(store.contents(report.id), scope))
    rivals += [(asked.figure, asked.words) for asked in found]
    sorts: dict[tuple[str, str], list[Proposal]] = {}
    for asked in found:
        if is_alone(asked, rivals):
            kind = (_PLACES[asked.passage.kind], asked.figure.role)
            sorts.setdefault(kind, []).append(Proposal(asked, report))
    return _in_turn(_turned(proposals, by=report.sequence) for proposals in sorts.values())


def scope_of(report: Report, reports: Sequence[Report]) -> Scope:
    """What must be named for a question to be about this report: the province of a unit that has a namesake, the issuer
    where another one reports on the same.
    """
    header = report.header
    unit, period = header.unit, header.period
    namesakes = {r.header.unit for r in reports if r.header.unit.full_name == unit.full_name}
    issuers = {r.header.issuer for r in reports if (r.header.unit, r.header.period) == (unit, period)}
    return Scope(
        unit=f"{unit.full_name} ({unit.province})" if len(namesakes) > 1 else unit.full_name,
        period=period.label if period else "",
        issuer=f"{header.issuer} {unit.name}" if len(issuers) > 1 else "",
    )


def _turned(proposals: list[Proposal], *, by: int) -> list[Proposal]:
    """Begun elsewhere in each report, or all would ask for what reports begin with."""
    at = 7 * by % len(proposals)
    return proposals[at:] + proposals[:at]


def _rival(figure: Figure) -> tuple[Figure, frozenset[str]]:
    """A figure with what its own words and its clause say."""
    own = " ".join(figure.indicator.split(Figure.INHERITS)[:2])
    words = f"{own} {figure.table.row}" if figure.table else own
    return figure, frozenset(map(fold, terms(words)))


def is_alone(asked: Asked, rivals: Sequence[tuple[Figure, frozenset[str]]]) -> bool:
    """Whether no other value could be meant by the question's words."""
    figure = asked.figure
    sort = _sort(figure)
    return not any(
        asked.words <= words and _sort(rival) == sort and rival.value_base != figure.value_base
        for rival, words in rivals
    )


def _sort(figure: Figure) -> tuple[str, str]:
    return _ALIKE.get(figure.role, figure.role), unit_class(figure.unit)


def sheet(proposals: Sequence[Proposal]) -> bytes:
    """The XLSX file to fill in: nothing of it is a question until a person says so in the column "nhận"."""
    return question_book(_COLUMNS, [_row(proposal, at) for at, proposal in enumerate(proposals, 1)])


def _row(proposal: Proposal, at: int) -> dict[str, str]:
    asked, bare = proposal.asked, at % _BARE_EVERY == 0
    figure, passage = asked.figure, asked.passage
    return {
        "question": without_marks(asked.question) if bare else asked.question,
        "expect": "; ".join(asked.expect),
        "unit": figure.unit,
        "role": figure.role,
        "status": "uoc" if figure.status == "uoc" else "",  # what is done is not always printed as done
        "report": proposal.report.file_name,
        "evidence": asked.evidence,
        "page": str(passage.page),
        "section": passage.section,
        "footnote": "" if passage.footnote is None else str(passage.footnote),
        "place": _PLACES[passage.kind],
        "category": "nodiac" if bare else "table" if passage.kind == "row" else "direct",
        "id": f"de-xuat-{at:03d}",
    }
