"""Marks worked out by hand; and each mark falls when the one thing that it measures is spoilt."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case, read_cases
from eval.held import HeldReports
from eval.intervals import mcnemar, quantile, share
from eval.measures import Marks, judge, summarise
from eval.run import by_category, compare, run
from index_store.store import Store

CASE = Case(
    id="c1",
    question="Huyện trồng bao nhiêu cây trong 6 tháng đầu năm 2024?",
    category="direct",
    expect=(("12.480 cây",),),
    reports=("bc-0001",),
    footnote=3,
)
ANSWER: dict[str, Any] = {
    "answer": "**12.480 cây** [1], đạt 96% kế hoạch.",
    "refused": False,
    "ms": 12.0,
    "citations": [
        {"report_file": "bc-0001.pdf", "footnote": 3, "quote": "trồng 12.480 cây, đạt 96% kế hoạch"}
    ],
    "passages": [{"report_file": "bc-0001.pdf", "text": "Đã trồng 12.480 cây, đạt 96% kế hoạch."}],
    "computed": [],
}
PERFECT = Marks(
    right=True, answerable=True, refused=False, first=True, found_1=True, found_5=True, cited=True, footnote=True,
    figures=2, unsupported=0, words=7, ms=12.0,
)  # fmt: skip
DIFFERENCE = {"printed": "520", "formula": "difference", "inputs": ["12480", "13000"]}


def spoilt(change: Callable[[dict[str, Any]], object]) -> Marks:
    answer = deepcopy(ANSWER)
    change(answer)
    return judge(CASE, answer)


def test_a_good_answer_gets_every_mark() -> None:
    assert judge(CASE, ANSWER) == PERFECT


def test_a_wrong_value_is_wrong_and_unsupported() -> None:
    marks = spoilt(lambda a: a.update(answer="**12.840 cây** [1], đạt 96% kế hoạch."))
    assert marks == replace(PERFECT, right=False, first=False, unsupported=1)


def test_a_right_value_behind_another_is_right_but_not_first() -> None:
    marks = spoilt(lambda a: a.update(answer="Đạt 96% kế hoạch, với 12.480 cây [1]."))
    assert marks.right
    assert marks.first is False


def test_a_passage_of_another_report_is_not_the_one_wanted() -> None:
    marks = spoilt(lambda a: a["passages"][0].update(report_file="bc-0002.pdf"))
    assert (marks.found_1, marks.found_5) == (False, False)


def test_a_passage_in_second_place_counts_among_five() -> None:
    marks = spoilt(lambda a: a["passages"].insert(0, {"report_file": "bc-0001.pdf", "text": "Giảm 5 vụ."}))
    assert (marks.found_1, marks.found_5) == (False, True)


def test_a_citation_of_another_report_proves_nothing_about_this_one() -> None:
    marks = spoilt(lambda a: a["citations"][0].update(report_file="bc-0002.pdf"))
    assert (marks.cited, marks.footnote) == (False, False)


def test_a_quote_without_the_value_leaves_the_figure_unsupported() -> None:
    marks = spoilt(lambda a: a["citations"][0].update(quote="đạt 96% kế hoạch"))
    assert marks == replace(PERFECT, cited=False, unsupported=1)


@pytest.mark.parametrize("footnote", [4, None])
def test_another_footnote_is_the_wrong_footnote(footnote: int | None) -> None:
    assert spoilt(lambda a: a["citations"][0].update(footnote=footnote)) == replace(PERFECT, footnote=False)


def test_a_refusal_of_a_question_with_an_answer_is_wrong() -> None:
    marks = spoilt(lambda a: a.update(refused=True, answer="Không tìm thấy.", citations=[]))
    assert marks == replace(
        PERFECT, right=False, refused=True, first=False, cited=None, footnote=None, figures=0, words=None
    )


def test_a_question_without_answer_must_be_refused() -> None:
    case = Case(id="c2", question="Huyện có mấy sân bay?", answerable=False)
    assert judge(case, {"answer": "Không có số liệu.", "refused": True}).right
    assert not judge(case, ANSWER).right


@pytest.mark.parametrize(
    ("computed", "unsupported"),
    [
        ([DIFFERENCE], 0),
        ([], 1),
        ([{**DIFFERENCE, "inputs": ["12480", "12999"]}], 1),  # 12.999 stands in no quote
        ([{**DIFFERENCE, "formula": "sum"}], 1),
        ([{**DIFFERENCE, "formula": "guess"}], 1),
        ([{**DIFFERENCE, "printed": "521"}], 1),
        ([{**DIFFERENCE, "inputs": []}], 1),
        ([{**DIFFERENCE, "inputs": ["mười"]}], 1),
    ],
)
def test_a_computed_figure_counts_only_when_it_can_be_recomputed(
    computed: list[dict[str, Any]], unsupported: int
) -> None:
    answer = {
        **ANSWER,
        "answer": "**12.480 cây**, kém 520 cây so với 13.000 cây.",
        "citations": [{"report_file": "bc-0001.pdf", "quote": "12.480 cây (kế hoạch 13.000 cây)"}],
        "computed": computed,
    }
    assert judge(CASE, answer).unsupported == unsupported


@pytest.mark.parametrize(
    ("formula", "inputs", "printed"),
    [
        ("percent_change", ["130", "120"], "8,3"),
        ("share", ["30", "120"], "25"),
        ("sum", ["30", "120"], "150"),
        ("rounding", ["1234567"], "1,23"),
        ("count", ["30", "120", "130"], "3"),
    ],
)
def test_every_formula_gives_its_printed_figure(formula: str, inputs: list[str], printed: str) -> None:
    answer = {
        "answer": f"Kết quả {printed}.",
        "citations": [{"quote": "30; 120; 130; 1.234.567"}],
        "computed": [{"printed": printed, "formula": formula, "inputs": inputs}],
    }
    assert judge(CASE, answer).unsupported == 0
    answer["computed"][0]["printed"] = printed + "9"  # type: ignore[index]
    assert judge(CASE, answer | {"answer": f"Kết quả {printed}9."}).unsupported == 1


def test_the_figures_of_the_question_are_not_the_answers_own() -> None:
    case = replace(CASE, question="Có đúng là trồng 12.480 cây?")
    assert judge(case, ANSWER).figures == 1


def test_without_a_named_report_half_of_the_evidence_is_enough() -> None:
    case = replace(
        CASE, reports=(), evidence=("Toàn huyện đã trồng mới nhiều cây xanh ở ba xã",), footnote=None
    )
    answer = {
        **ANSWER,
        "passages": [{"text": "đã trồng mới nhiều cây xanh"}],
        "citations": [{"quote": "ở ba xã"}],
    }
    marks = judge(case, answer)
    assert (marks.found_1, marks.cited) == (True, False)


def test_a_comparison_looks_at_as_many_passages_as_it_compares() -> None:
    case = replace(CASE, category="compare", expect=(("5 vụ",), ("9 vụ",)), reports=("a", "b"))
    passages = [{"report_file": "a.pdf", "text": "5 vụ"}, {"report_file": "b.pdf", "text": "9 vụ"}]
    assert judge(case, {**ANSWER, "passages": passages}).found_1
    assert not judge(replace(case, category="direct"), {**ANSWER, "passages": passages}).found_1


def test_a_summary_counts_what_was_measured() -> None:
    absent = Case(id="c2", question="Có mấy sân bay?", answerable=False)
    refused = {"answer": "Không có.", "refused": True, "ms": 4.0}
    marks = [judge(CASE, ANSWER), judge(CASE, refused), judge(absent, refused), judge(absent, ANSWER)]
    summary = summarise(marks)
    assert summary.right is not None
    assert (summary.right.hits, summary.right.n) == (2, 4)
    assert summary.refusal_precision is not None
    assert (summary.refusal_precision.hits, summary.refusal_precision.n) == (1, 2)
    assert summary.refusal_recall is not None
    assert (summary.refusal_recall.hits, summary.refusal_recall.n) == (1, 2)
    assert (summary.p50_ms, summary.p95_ms, summary.words_median) == (4.0, 12.0, 7)
    assert summary.cited == share([True])
    assert summary.as_json()["right"]["value"] == 0.5


def test_nothing_measured_is_none_not_zero() -> None:
    summary = summarise([])
    assert (summary.n, summary.right, summary.p50_ms, summary.words_median) == (0, None, None, None)


def test_wilsons_interval_is_the_textbooks() -> None:
    found = share([True] * 8 + [False] * 2)
    assert found is not None
    assert (round(found.low, 3), round(found.high, 3)) == (0.49, 0.943)


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_a_share_lies_within_its_interval(outcomes: list[bool]) -> None:
    found = share(outcomes)
    assert found is not None
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value <= found.high + 1e-9 <= 1 + 1e-9


@pytest.mark.parametrize(
    ("gained", "lost", "p"), [(0, 0, 1), (5, 0, 0.0625), (0, 6, 0.03125), (3, 3, 1), (8, 1, 0.0390625)]
)
def test_mcnemars_exact_test_by_hand(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == p


def test_quantiles_are_values_that_were_measured() -> None:
    assert (quantile([3, 1, 2], 0.5), quantile([1, 2, 3, 4], 0.95), quantile([], 0.5)) == (2, 4, None)


def test_two_runs_are_compared_case_by_case_both_ways() -> None:
    before = {"a": True, "b": False, "c": True, "gone": True}
    versus = compare(before, {"a": False, "b": True, "c": True, "new": True})
    assert (versus.gained, versus.lost, versus.same, versus.apart) == (("b",), ("a",), 1, 2)
    assert versus.p == 1.0


def test_a_run_keeps_order(store: Store) -> None:
    cases = [replace(CASE, id="x"), replace(CASE, id="y", category="b")]
    rows = list(run(cases, lambda case: ANSWER, HeldReports(store)))
    assert [row.answer["id"] for row in rows] == ["x", "y"]
    assert list(by_category(rows)) == ["direct", "b"]
    assert json.loads(json.dumps(rows[0].as_json()))["marks"]["right"] is True


def _reference_scorer(reference: Path) -> Any:
    spec = importlib.util.spec_from_file_location("reference_score", reference / "corpus" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_measures_agree_with_the_reference_scorer(reference: Path) -> None:
    """On answers made from the evidence, every third spoilt, so that every share lies between 0 and 1."""
    [path] = sorted((reference / "questions").glob("*.jsonl"))
    cases = read_cases(path)
    answers = []
    for n, case in enumerate(cases):
        quote = " ".join(case.evidence)
        text = quote if n % 3 else quote.replace("1", "2")
        answers.append(
            {
                "id": case.id,
                "answer": text or "Không có.",
                "refused": not case.answerable and n % 4 != 0,
                "ms": float(n),
                "citations": [
                    {"report_file": "x.pdf", "quote": quote, "footnote": case.footnote if n % 5 else 99}
                ],
                "passages": [{"report_file": "x.pdf", "text": quote if n % 7 else "khác"}] * 2,
            }
        )
    scorer = _reference_scorer(reference)
    theirs = scorer.score(scorer.load(path), answers)["overall"]
    ours = summarise([judge(case, answer) for case, answer in zip(cases, answers, strict=True)])
    for name, found in {
        "accuracy": ours.right,
        "accuracy_answerable": ours.right_answerable,
        "exactness": ours.first,
        "hit@1": ours.found_1,
        "hit@5": ours.found_5,
        "citation_support": ours.cited,
        "citation_footnote": ours.footnote,
        "refusal_precision": ours.refusal_precision,
        "refusal_recall": ours.refusal_recall,
    }.items():
        assert found is not None, name
        assert found.value == pytest.approx(theirs[name][0], abs=0.005), name
        assert found.n == theirs[name][3], name
    assert ours.unsupported / ours.figures == pytest.approx(theirs["unsupported_figures"][0], abs=0.005)
    assert ours.p95_ms == theirs["p95_ms"][0]
