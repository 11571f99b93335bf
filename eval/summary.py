"""Many rows as figures: the marks' summary, what answers prove, groups of questions, causes of wrong answers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from eval.causes import CAUSES
from eval.intervals import Mean, Share, clustered, share
from eval.measures import Summary, summarise
from eval.run import Comparison, Row, compare, grouped
from eval.typing_ways import typed_id


@dataclass(frozen=True, slots=True)
class ProofSummary:
    """None for nothing measured. Shares of citations, sentences and quotes are over all of them together."""

    right_by_report: Mean | None  # the share of right answers, with an interval over reports
    recall_1: Share | None
    recall_5: Share | None
    recall_10: Share | None
    mrr: Mean | None
    ndcg: Mean | None
    exact: Share | None
    role: Share | None
    status: Share | None
    page: Share | None
    citation_precision: Share | None
    citation_recall: Share | None
    verbatim: Share | None
    wrong_source: Share | None
    covered: Share | None

    def as_json(self) -> dict[str, Any]:
        """A share is {"value", "low", "high", "hits", "n"}, a mean {"value", "low", "high", "n"}."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: v._asdict() if v is not None else None for name, v in values.items()}


def summarise_proof(rows: Sequence[Row]) -> ProofSummary:
    ranked = [row for row in rows if row.proof.rank is not None]

    def within(k: int) -> Share | None:
        return share([0 < (row.proof.rank or 0) <= k for row in ranked])

    def over(name: str) -> Share | None:
        return share([v for row in rows if (v := getattr(row.proof, name)) is not None])

    def pooled(part: str, whole: str) -> Share | None:
        hits, n = (sum(getattr(row.proof, name) for row in rows) for name in (part, whole))
        return share([True] * hits + [False] * (n - hits))

    return ProofSummary(
        right_by_report=clustered([float(row.marks.right) for row in rows], [_cluster(row) for row in rows]),
        recall_1=within(1),
        recall_5=within(5),
        recall_10=within(10),
        mrr=clustered(
            [1 / row.proof.rank if row.proof.rank else 0.0 for row in ranked], [_cluster(r) for r in ranked]
        ),
        ndcg=clustered([row.proof.ndcg or 0.0 for row in ranked], [_cluster(r) for r in ranked]),
        exact=over("exact"),
        role=over("role"),
        status=over("status"),
        page=over("page"),
        citation_precision=pooled("needed", "citations"),
        citation_recall=pooled("claims_cited", "claims"),
        verbatim=pooled("verbatim", "quotes"),
        wrong_source=over("wrong_source"),
        covered=over("covered"),
    )


def _cluster(row: Row) -> str:
    """The report that a question is about; a question about none, or about several, stands for itself."""
    [report] = row.case.reports if len(row.case.reports) == 1 else [f"\0{row.case.id}"]
    return report


class Group(NamedTuple):
    """Questions that have something in common."""

    name: str
    rows: Sequence[Row]
    summary: Summary
    proof: ProofSummary


_KINDS: dict[str, Callable[[Row], Sequence[str]]] = {
    "Loại câu hỏi": lambda row: [row.case.category],
    "Nơi có lời đáp": lambda row: [row.case.place],
    "Câu phải từ chối, vì": lambda row: [row.case.reason],
    "Cách gõ": lambda row: [row.case.typing],
    "Nhãn": lambda row: row.case.tags,
}


def groups(rows: Sequence[Row]) -> dict[str, list[Group]]:
    """By what questions are grouped → the groups; kinds that no question has are left out."""
    found = {
        kind: [
            Group(name, members, summarise([row.marks for row in members]), summarise_proof(members))
            for name, members in grouped(rows, groups_of).items()
        ]
        for kind, groups_of in _KINDS.items()
    }
    return {kind: members for kind, members in found.items() if members and members[0].name != "-"}


def funnel(rows: Sequence[Row]) -> dict[str, int]:
    """Cause → how many wrong answers it has, in the order of the way, none left out."""
    counts = Counter(row.cause for row in rows)
    return {name: counts[name] for name in CAUSES}


def document(rows: Sequence[Row]) -> dict[str, Any]:
    """The figures as JSON: the keys of summary.json that do not tell of another run."""
    overall, kinds = summarise([row.marks for row in rows]), groups(rows)
    return {
        "overall": overall.as_json(),
        "proof": summarise_proof(rows).as_json(),
        "categories": {g.name: g.summary.as_json() for g in kinds.get("Loại câu hỏi", ())},
        "groups": {
            kind: {g.name: {**g.summary.as_json(), **g.proof.as_json()} for g in members}
            for kind, members in kinds.items()
        },
        "causes": funnel(rows),
        "wrong": [row.case.id for row in rows if not row.marks.right],
    }


def by_typing(rows: Sequence[Row]) -> dict[str, Comparison]:
    """Way of typing → its questions beside the same ones as they came."""
    came = right_by_id([row for row in rows if not row.case.typing])
    found = {}
    for way, members in grouped(rows, lambda row: [row.case.typing]).items():
        typed = right_by_id(members)
        before = {key: right for each, right in came.items() if (key := typed_id(each, way)) in typed}
        found[way] = compare(before, typed)
    return found


def right_by_id(rows: Sequence[Row]) -> dict[str, bool]:
    return {row.case.id: row.marks.right for row in rows}
