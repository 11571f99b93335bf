"""Many rows as figures: pooled shares, ranks, intervals over reports, groups and causes, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.cases import Case
from eval.figures_view import groups_html, typing_html, verdict_html
from eval.intervals import clustered
from eval.measures import Marks
from eval.proof import Proof
from eval.run import Row, compare
from eval.summary import by_typing, document, funnel, groups, right_by_id, summarise_proof
from eval.typing_ways import WAYS, decomposed, half_marked, in_all_ways, with_slip, without_marks


def row(key: str, *, right: bool = True, proof: Proof | None = None, **case: str) -> Row:
    marks = Marks(right=right, answerable=True, refused=False)
    shown = Case(
        key, "Bao nhiêu?", reports=(case.get("report", "a"),), place=case.get("place", ""), category="direct"
    )
    return Row(shown, {}, marks, proof or Proof(), "" if right else "not_found")


def test_ranks_give_recall_and_reciprocal_rank() -> None:
    gains = (1.0, 0.63, 0.0, 0.29)
    rows = [
        row(str(n), proof=Proof(rank, gain))
        for n, (rank, gain) in enumerate(zip((1, 2, 0, 10), gains, strict=True))
    ]
    found = summarise_proof(rows)
    for share, hits in ((found.recall_1, 1), (found.recall_5, 2), (found.recall_10, 3)):
        assert share is not None
        assert (share.hits, share.n) == (hits, 4)
    assert found.mrr is not None
    assert found.mrr.value == pytest.approx((1 + 0.5 + 0 + 0.1) / 4)
    assert found.ndcg is not None
    assert found.ndcg.value == pytest.approx(sum(gains) / 4)


def test_citations_and_quotes_are_counted_together_not_answer_by_answer() -> None:
    many = Proof(citations=3, needed=1, quotes=2, verbatim=2)
    rows = [row("1", proof=many), row("2", proof=Proof(citations=1, needed=1))]
    found = summarise_proof(rows)
    assert found.citation_precision is not None
    assert (found.citation_precision.hits, found.citation_precision.n) == (2, 4)
    assert found.verbatim is not None
    assert found.verbatim.value == 1.0
    assert found.exact is None
    assert found.citation_recall is None


def test_questions_about_one_report_widen_the_interval() -> None:
    values = [1.0] * 50 + [0.0] * 50
    alone = clustered(values, [str(n) for n in range(100)])
    together = clustered(values, ["a" if n < 50 else "b" for n in range(100)])
    assert alone is not None
    assert together is not None
    assert alone.value == together.value == 0.5
    assert together.high - together.low > 3 * (alone.high - alone.low)
    assert clustered(values, ["a"] * 100) == (0.5, 0.5, 0.5, 100), "one report tells nothing of others"
    assert clustered([], []) is None
    assert alone == clustered(values, [str(n) for n in range(100)]), "the same run gives the same interval"


def test_causes_are_counted_in_the_order_of_the_way() -> None:
    counts = funnel([row("1"), row("2", right=False), row("3", right=False)])
    assert counts == {
        "not_read": 0, "not_found": 2, "wrongly_refused": 0, "not_ranked": 0, "wrong_figure": 0, "wrongly_answered": 0,
    }  # fmt: skip


def test_groups_are_those_that_the_questions_name() -> None:
    rows = [row("1", place="table"), row("2", place="table", right=False), row("3", place="body")]
    found = groups(rows)
    assert set(found) == {"Loại câu hỏi", "Nơi có lời đáp"}
    assert [(g.name, g.summary.n, g.summary.right and g.summary.right.hits) for g in found["Nơi có lời đáp"]] == [
        ("table", 2, 1),
        ("body", 1, 1),
    ]  # fmt: skip
    assert "trong bảng" in groups_html(rows, None)
    assert document(rows)["wrong"] == ["2"]


def test_a_question_counts_under_each_of_its_tags_and_the_change_of_each_is_shown() -> None:
    rows = [row("1"), row("2", right=False), row("3")]
    rows = [
        replace(r, case=replace(r.case, tags=tags))
        for r, tags in zip(rows, (("a", "b"), ("b",), ()), strict=True)
    ]
    assert [(g.name, g.summary.n) for g in groups(rows)["Nhãn"]] == [("a", 1), ("b", 2)]
    versus = compare({"1": False, "2": True, "3": True}, right_by_id(rows))
    table = groups_html(rows, versus).partition("Nhãn")[2]
    assert ">+1<" in table
    assert ">+1 −1<" in table


def test_each_way_of_typing_is_compared_with_the_same_questions() -> None:
    cases = in_all_ways([Case("a", "Đàn lợn nghìn con?"), Case("b", "Đàn trâu nghìn con?")])
    wrong = {"a ~ không dấu", "b ~ gõ nhầm"}
    rows = [Row(case, {}, Marks(case.id not in wrong, True, False)) for case in cases]
    found = by_typing(rows)
    assert {way: (v.gained, v.lost, v.same) for way, v in found.items()} == {
        "không dấu": ((), ("a ~ không dấu",), 1),
        "nửa dấu": ((), (), 2),
        "dấu tách rời (NFD)": ((), (), 2),
        "gõ nhầm": ((), ("b ~ gõ nhầm",), 1),
    }
    assert "gõ nhầm: Thêm 0 câu đúng, thêm 1 câu sai, 1 câu như cũ" in typing_html(rows)
    assert typing_html(rows[:2]) == ""


def test_the_verdict_says_whether_the_demanded_level_was_reached() -> None:
    rows = [row("1"), row("2", right=False)]
    assert verdict_html(rows, 50).startswith('<p class="verdict">ĐẠT mức 50 %. Đúng 1/2 câu')
    assert "KHÔNG ĐẠT mức 51 %" in verdict_html(rows, 51)
    assert "Chưa có câu nào" in verdict_html([])


def test_every_way_of_typing_by_hand() -> None:
    asked = "Đàn bò của xã là bao nhiêu?"
    assert without_marks(asked) == "Dan bo cua xa la bao nhieu?"
    assert half_marked(asked) == "Đàn bo của xa là bao nhiêu?"
    assert decomposed(asked) != asked
    assert len(decomposed(asked)) > len(asked)
    assert with_slip("Diện tích trồng ngô") == "Diện tích trnồg ngô"
    assert with_slip("Xã A?") == "Xã A?"


def test_each_question_is_asked_in_every_way_that_changes_it() -> None:
    cases = in_all_ways([Case("a", "Đàn lợn nghìn con?"), Case("b", "?")])
    assert [case.typing for case in cases] == ["", "", *WAYS]
    assert len({case.id for case in cases}) == len(cases)
