"""What an answer says of its scope, over the small real store: places without a report, slips, merged units."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.ask import ReportQueryEngine

HEAD = "đơn vị mới,cấp,tỉnh,đơn vị cũ,cấp cũ,tỉnh cũ,từ ngày"


@pytest.fixture
def merged(engine: ReportQueryEngine) -> Iterator[ReportQueryEngine]:
    """The engine, while the store's own table says that two districts are one commune now."""
    table = engine.store.folder / "units.csv"
    rows = [f"Vân Khe,xã,,{old},huyện,,01/07/2025" for old in ("Vân Sơn", "Khe Mây")]
    table.write_text("\n".join([HEAD, *rows]), "utf-8")
    yield engine
    table.unlink()


@pytest.mark.parametrize(
    "question",
    [
        "Phường Vịnh Ngọc có bao nhiêu doanh nghiệp giải thể?",
        "phuong vinh ngoc co bao nhieu doanh nghiep giai the",
        "Xã Bãi Sậy, huyện Vân Sơn, xảy ra bao nhiêu vụ cháy?",
        "Lũng Cát 2024 số vụ cháy",
        "Tỉnh Khánh Hòa xảy ra bao nhiêu vụ cháy?",
        "Ai ký báo cáo của xã Bãi Sậy?",
        "Theo báo cáo số 999/BC-UBND xảy ra bao nhiêu vụ cháy?",
        "Theo báo cáo của Huyện ủy Vân Sơn, xảy ra bao nhiêu vụ cháy?",
    ],
)
def test_no_other_unit_answers_for_a_place_without_a_report(engine: ReportQueryEngine, question: str) -> None:
    answer = engine.answer(question)
    assert (answer.kind, answer.reason) == ("refusal", "outside_scope")
    assert "Hiện có" in answer.answer


def test_a_slip_is_answered_and_said(engine: ReportQueryEngine) -> None:
    answer = engine.answer("Huyện Khẻ Mây 2024 xảy ra bao nhiêu vụ cháy?")
    assert "**02 vụ cháy**" in answer.answer
    assert "Hiểu “Huyện Khẻ Mây” là huyện Khe Mây." in answer.notices


def test_a_merged_unit_is_answered_from_what_it_was_made_of(merged: ReportQueryEngine) -> None:
    answer = merged.answer("Xã Vân Khe 6 tháng đầu năm 2023 xảy ra bao nhiêu vụ cháy?")
    assert "**05 vụ cháy**" in answer.answer
    assert "Đây là số liệu của huyện Vân Sơn, trước khi sáp nhập thành xã Vân Khe." in answer.notices
    both = merged.answer("Xã Vân Khe xảy ra bao nhiêu vụ cháy 6T/2024?")
    assert both.table is not None
    assert {row[1] for row in both.table.rows} == {"03 vụ cháy", "02 vụ cháy"}


def test_without_the_table_the_merged_unit_is_unknown(engine: ReportQueryEngine) -> None:
    assert engine.answer("Xã Vân Khe 6T/2023 xảy ra bao nhiêu vụ cháy?").reason == "outside_scope"


def test_a_year_that_is_covered_in_part_says_so(engine: ReportQueryEngine) -> None:
    answer = engine.answer("Năm 2023 huyện Vân Sơn xảy ra bao nhiêu vụ cháy?")
    assert "**05 vụ cháy**" in answer.answer
    assert any("Chưa có báo cáo năm 2023" in notice for notice in answer.notices)
