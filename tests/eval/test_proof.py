"""What an answer proves, worked out by hand; and each measure falls when the one thing that it measures is spoilt."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from math import log2
from typing import Any

import pytest

from eval.cases import Case
from eval.causes import CAUSES, cause
from eval.measures import judge
from eval.proof import Proof, is_verbatim, prove

TEXT = "Toàn huyện đã trồng 12.480 cây, đạt 96% kế hoạch."
CASE = Case(
    id="c1",
    question="Huyện trồng bao nhiêu cây trong 6 tháng đầu năm 2024?",
    expect=(("12.480 cây", "12,48 nghìn"),),
    reports=("bc-0001",),
    evidence=(TEXT,),
    page=2,
    unit="cây",
    role="level",
)
ANSWER: dict[str, Any] = {
    "answer": "**12.480 cây** [1], đạt 96% kế hoạch.",
    "kind": "figure",
    "refused": False,
    "figures": [{"value": "12480", "unit": "cây", "role": "level", "citation": 1}],
    "citations": [
        {
            "n": 1,
            "report": "r1",
            "report_file": "bc-0001.pdf",
            "page": 2,
            "quote": "trồng 12.480 cây, đạt 96% kế hoạch",
        }
    ],
    "passages": [{"report_file": "bc-0001.pdf", "text": TEXT}],
}
PERFECT = Proof(
    rank=1, ndcg=1.0, exact=True, role=True, page=True, citations=1, needed=1, claims=1, claims_cited=1, quotes=1,
    verbatim=1, wrong_source=False,
)  # fmt: skip


def texts(report: str) -> tuple[str, ...]:
    return (TEXT,) if report == "r1" else ()


def spoilt(change: Callable[[dict[str, Any]], object], case: Case = CASE) -> Proof:
    answer = deepcopy(ANSWER)
    change(answer)
    return prove(case, answer, texts)


def test_a_good_answer_proves_everything() -> None:
    assert prove(CASE, ANSWER, texts) == PERFECT


def test_a_changed_digit_is_not_exact_not_proved_and_not_verbatim() -> None:
    marks = spoilt(
        lambda a: (
            a.update(answer="**12.481 cây** [1], đạt 96% kế hoạch."),
            a["figures"][0].update(value="12481"),
        )
    )
    assert marks == replace(PERFECT, exact=False, claims_cited=0)
    other = spoilt(lambda a: a["citations"][0].update(quote="trồng 12.481 cây, đạt 96% kế hoạch"))
    assert (other.verbatim, other.claims_cited) == (0, 0)


def test_another_unit_is_not_exact_a_longer_name_of_the_unit_is() -> None:
    assert spoilt(lambda a: a["figures"][0].update(unit="ha")) == replace(PERFECT, exact=False)
    assert spoilt(lambda a: a["figures"][0].update(unit="cây xanh")) == PERFECT


def test_another_years_report_is_a_wrong_source_and_proves_nothing() -> None:
    marks = spoilt(lambda a: a["citations"][0].update(report_file="bc-0002.pdf"))
    assert marks == replace(PERFECT, exact=False, page=None, needed=0, wrong_source=True)


def test_a_shifted_page_falls_unless_the_files_pages_are_estimates() -> None:
    assert spoilt(lambda a: a["citations"][0].update(page=3)) == replace(PERFECT, page=False)
    docx = spoilt(lambda a: a["citations"][0].update(page=3, report_file="bc-0001.docx"))
    assert docx.page is None


def test_another_role_falls() -> None:
    assert spoilt(lambda a: a["figures"][0].update(role="plan")) == replace(PERFECT, role=False)


def test_an_estimate_told_as_done_falls() -> None:
    estimated = replace(CASE, status="uoc")
    assert spoilt(lambda a: a["figures"][0].update(status="uoc"), estimated) == replace(PERFECT, status=True)
    assert spoilt(lambda a: a["figures"][0].update(status="khong_ro"), estimated) == replace(
        PERFECT, status=False
    )


def test_a_question_over_two_reports_is_covered_by_citations_of_both() -> None:
    case = replace(CASE, expect=(("5 vụ",), ("9 vụ",)), reports=("bc-0001", "bc-0002"), evidence=())
    other = {"n": 2, "report": "r2", "report_file": "bc-0002.pdf", "page": 1, "quote": "9 vụ"}
    assert spoilt(lambda a: None, case).covered is False
    assert spoilt(lambda a: a["citations"].append(other), case).covered is True
    either = replace(case, expect=(("12.480 cây",),))
    assert spoilt(lambda a: None, either).covered is None, "reports that say the same need not both be cited"


def test_a_needless_citation_lowers_precision_alone() -> None:
    marks = spoilt(
        lambda a: a["citations"].append(
            {"n": 2, "report": "r1", "report_file": "bc-0001.pdf", "page": 1, "quote": "đạt 96% kế hoạch."}
        )
    )
    assert (marks.citations, marks.needed, marks.quotes, marks.verbatim) == (2, 1, 2, 2)
    assert replace(marks, citations=1, needed=1, quotes=1, verbatim=1) == PERFECT


def test_a_dropped_mark_leaves_its_sentence_without_proof() -> None:
    assert spoilt(lambda a: a.update(answer="**12.480 cây**, đạt 96% kế hoạch.")) == replace(
        PERFECT, claims_cited=0
    )
    after = spoilt(lambda a: a.update(answer="Trồng **12.480 cây**, đạt 96% kế hoạch. [1]"))
    assert after == PERFECT, "a mark may stand after the full stop"
    shared = spoilt(lambda a: a.update(answer="Trồng **12.480 cây**; đạt 96% kế hoạch. [1]"))
    assert shared == PERFECT, "clauses before one mark share it"
    own = spoilt(lambda a: a.update(answer="Trồng **12.481 cây** [1]; đạt 96% kế hoạch [1]."))
    assert (own.claims, own.claims_cited) == (2, 1)


@pytest.mark.parametrize(("above", "rank"), [(1, 2), (9, 10)])
def test_what_is_found_before_lowers_the_rank(above: int, rank: int) -> None:
    other = {"report_file": "bc-0001.pdf", "text": "Giảm 5 vụ."}
    marks = spoilt(lambda a: a.update(passages=[other] * above + a["passages"]))
    assert marks.ndcg == pytest.approx(1 / log2(1 + rank))
    assert replace(marks, ndcg=1.0) == replace(PERFECT, rank=rank)


def test_what_is_not_found_has_rank_0() -> None:
    marks = spoilt(lambda a: a["passages"][0].update(report_file="bc-0002.pdf"))
    assert (marks.rank, marks.ndcg) == (0, 0.0)


@pytest.mark.parametrize(
    ("found", "rank", "ndcg"),
    [
        (("a", "b"), 2, 1.0),
        (("a",), 0, 1 / (1 + 1 / log2(3))),
        (("a", "c", "b"), 3, (1 + 1 / log2(4)) / (1 + 1 / log2(3))),
    ],
)
def test_every_value_of_a_comparison_must_be_found(found: tuple[str, ...], rank: int, ndcg: float) -> None:
    case = replace(CASE, expect=(("5 vụ",), ("9 vụ",)), reports=("a", "b"), evidence=())
    texts_of = {"a": "5 vụ", "b": "9 vụ", "c": "9 vụ"}
    passages = [{"report_file": f"{name}.pdf", "text": texts_of[name]} for name in found]
    marks = spoilt(lambda a: a.update(passages=passages), case)
    assert marks.rank == rank
    assert marks.ndcg == pytest.approx(ndcg)


def test_a_refusal_is_not_exact_and_has_nothing_to_prove() -> None:
    marks = spoilt(lambda a: a.update(refused=True, citations=[], figures=[]))
    assert marks == Proof(rank=1, ndcg=1.0, exact=False)


def test_a_ranking_may_cite_all_that_it_ranks() -> None:
    marks = spoilt(lambda a: (a.update(kind="ranking"), a["citations"][0].update(report_file="bc-0002.pdf")))
    assert (marks.wrong_source, marks.citations) == (None, 0)


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("trồng 12.480 cây", True),
        ("trồng  12.480\ncây", True),
        ("trồng 12.480 cây…", True),
        ("trồng 12.408 cây", False),
        ("trong 12.480 cay", False),
        ("", False),
    ],
)
def test_a_quote_is_verbatim_or_not(quote: str, stands: bool) -> None:
    assert is_verbatim(quote, (TEXT,)) is stands


@pytest.mark.parametrize(
    ("change", "held", "wanted"),
    [
        ({}, (TEXT,), ""),
        ({"answer": "Không.", "refused": True}, (), "not_read"),
        ({"answer": "**1 cây**", "passages": []}, (TEXT,), "not_found"),
        ({"answer": "Không.", "refused": True}, (TEXT,), "wrongly_refused"),
        ({"answer": "**1 cây**"}, (TEXT,), "wrong_figure"),
        (
            {"answer": "**1 cây**", "passages": [{"report_file": "bc-0001.pdf", "text": "1 cây"}, *ANSWER["passages"]]},
            (TEXT,),
            "not_ranked",
        ),
    ],
)  # fmt: skip
def test_a_wrong_answer_has_the_first_cause_on_the_way(
    change: dict[str, Any], held: tuple[str, ...], wanted: str
) -> None:
    answer = ANSWER | change
    found = cause(CASE, judge(CASE, answer), prove(CASE, answer, texts), lambda _: held)
    assert found == wanted
    assert not found or CAUSES[found]


def test_an_answer_where_a_refusal_was_due_has_a_cause_of_its_own() -> None:
    absent = Case(id="c2", question="Huyện có mấy sân bay?", answerable=False)
    assert (
        cause(absent, judge(absent, ANSWER), prove(absent, ANSWER, texts), lambda _: ()) == "wrongly_answered"
    )
