"""Figures reckoned from two of a report, figures of another time, and places that a report says nothing of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ask import ReportQueryEngine, open_engine
from index_store.settings import Settings
from index_store.store import Store
from ingest.load import ingest
from tests.assistant.conftest import report_text

TOLD = """- Súng tự chế thu hồi 163 khẩu (cùng kỳ năm 2023: 147 khẩu). Kích hoạt 5.210 tài khoản định danh điện tử.

- Khởi tố 26 vụ/33 bị can (cùng kỳ năm 2023: 30 vụ); hòa giải ở cơ sở 50 vụ việc, hòa giải thành 43 vụ việc.

- Cầu giao thông nông thôn hoàn thành 22 cây cầu, ước cả năm 49 cây cầu; riêng tháng 6 là 5 cây cầu.

- Đàn trâu có 4.100 con, đàn bò 6.200 con, đàn dê 1.300 con, lần lượt 95,8%, 101,5% và 88,2% kế hoạch.

PHỤ LỤC 02: MỘT SỐ CHỈ TIÊU THEO XÃ

STT | Xã, thị trấn | Số suất quà tặng gia đình chính sách (suất) | Số hộ thoát nghèo (hộ)

1 | Bãi Lau | 107 | 31

2 | Đồi Mít | 96 | 44

3 | Suối Tre | 88 | 12

 | Tổng cộng | 291 | 87"""
PERIOD = "6 tháng đầu năm 2024"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportQueryEngine]:
    folder: Path = tmp_path_factory.mktemp("reckoned")
    text = report_text("Vân Sơn", 2024, "12.480", 3, "95.300", 12).replace("- Các chỉ tiêu chi tiết", TOLD)
    assert TOLD in text
    (folder / "bc.txt").write_text(text, "utf-8")
    settings = Settings(store=tmp_path_factory.mktemp("store"))
    with Store.open(settings) as store:
        assert [f.status for f in ingest([folder], store, workers=1).files] == ["added"]
        yield open_engine(store, settings)


@pytest.mark.parametrize(
    ("question", "printed", "words"),
    [
        (
            "Số súng tự chế thu hồi {} của huyện Vân Sơn tăng hay giảm bao nhiêu khẩu so với cùng kỳ?",
            "16",
            "Tăng 16 khẩu",
        ),
        ("Số vụ án khởi tố {} của huyện Vân Sơn tăng giảm bao nhiêu vụ so cùng kỳ?", "4", "Giảm 4 vụ"),
        (
            "{} huyện Vân Sơn hòa giải thành chiếm bao nhiêu phần trăm số vụ việc hòa giải ở cơ sở?",
            "86",
            "Chiếm 86%",
        ),
    ],
)
def test_what_the_report_does_not_print_is_reckoned_and_proved(
    engine: ReportQueryEngine, question: str, printed: str, words: str
) -> None:
    answer = engine.answer(question.format(PERIOD))
    assert words in answer.answer
    assert [made.printed for made in answer.computed] == [printed]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("{} huyện Vân Sơn hoàn thành bao nhiêu cây cầu giao thông nông thôn?", "22 cây cầu"),
        (
            "Theo báo cáo {} huyện Vân Sơn ước cả năm hoàn thành bao nhiêu cây cầu giao thông nông thôn?",
            "49 cây cầu",
        ),
        ("Đàn trâu {} của huyện Vân Sơn đạt bao nhiêu phần trăm kế hoạch?", "95,8%"),
        ("Số suất quà tặng gia đình chính sách của xã Đồi Mít, huyện Vân Sơn {}?", "96"),
        ("Trong bảng theo xã của huyện Vân Sơn {}, số hộ thoát nghèo cao nhất là xã nào?", "44 hộ"),
        ("{} huyện Vân Sơn kích hoạt trên 5.000 tài khoản định danh điện tử phải không?", "Đúng"),
    ],
)
def test_the_figure_asked_for(engine: ReportQueryEngine, question: str, figure: str) -> None:
    assert figure in engine.answer(question.format(PERIOD)).answer


@pytest.mark.parametrize(
    "question",
    [
        "Số suất quà tặng gia đình chính sách của Thiện Phong, huyện Vân Sơn {}?",  # no row of the table
        "Sông Lá {} kích hoạt bao nhiêu tài khoản định danh điện tử?",  # no unit with a report
        "Cả nước {} kích hoạt bao nhiêu tài khoản định danh điện tử?",
    ],
)
def test_what_is_of_another_place_is_refused(engine: ReportQueryEngine, question: str) -> None:
    assert engine.answer(question.format(PERIOD)).refused


def test_an_item_that_is_not_told_is_named(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Xin số súng tự chế thu hồi và số chuyến bay quốc tế của huyện Vân Sơn {PERIOD}")
    assert "163 khẩu" in answer.answer
    assert "Không thấy số liệu về: số chuyến bay quốc tế." in answer.notices
