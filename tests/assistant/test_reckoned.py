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

- Tiền trúng đấu giá đất 64,2 tỷ đồng, đạt 48,7% kế hoạch (138,5 tỷ đồng); trồng rừng 310 ha, kế hoạch năm 300 ha.

- Nhận 540 đơn thư, trong đó khiếu nại 86 đơn; cấp 44 giấy phép xây dựng, cùng kỳ 51 giấy phép.

- Giao quân 79 thanh niên, có 13 đảng viên.

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
        (
            "{} huyện Vân Sơn còn phải thu thêm bao nhiêu tỷ đồng để tiền trúng đấu giá đất đạt kế hoạch cả năm?",
            "74,3",
            "Còn thiếu **74,3 tỷ đồng** so với kế hoạch: đã đạt 64,2 tỷ đồng, kế hoạch 138,5 tỷ đồng",
        ),
        (
            "Tiền trúng đấu giá đất huyện Vân Sơn {} còn thiếu bao nhiêu tỷ đồng nữa mới đủ kế hoạch năm",
            "74,3",
            "Còn thiếu **74,3 tỷ đồng**",
        ),
        (
            "Huyện Vân Sơn {} trồng rừng còn thiếu bao nhiêu ha nữa thì đủ kế hoạch?",
            "10",
            "Không còn thiếu, đã vượt kế hoạch **10 ha**",
        ),
        (
            "Huyện Vân Sơn {}: tỷ trọng số đơn khiếu nại trên tổng số đơn thư nhận được là mấy %",
            "15,9",
            "Chiếm 15,9%: **86 đơn** trên 540 đơn thư",
        ),
        (
            "Số đảng viên nhập ngũ chiếm bao nhiêu phần trăm trong số thanh niên giao quân {} của huyện Vân Sơn?",
            "16,5",
            "Chiếm 16,5%: **13 đảng viên** trên 79 thanh niên",
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


def test_a_year_without_a_report_stands_beside_the_one_that_tells_of_it(engine: ReportQueryEngine) -> None:
    answer = engine.answer(
        "So sánh số giấy phép xây dựng huyện Vân Sơn 6 tháng đầu năm 2023 và 6 tháng đầu năm 2024"
    )
    assert answer.answer.startswith(
        "6 tháng đầu năm 2023: **51 giấy phép** [1]; 6 tháng đầu năm 2024: **44 giấy phép"
    )
    assert any("nêu trong báo cáo 6 tháng đầu năm 2024" in notice for notice in answer.notices)
    assert {c.period for c in answer.citations} == {"6 tháng đầu năm 2024"}  # where the words stand
    assert not any("Chưa có báo cáo 6 tháng đầu năm 2023 (" in notice for notice in answer.notices)
    assert any("báo cáo của UBND huyện Vân Sơn" in notice for notice in answer.notices)  # one, not two


def test_what_no_report_tells_is_not_set_beside(engine: ReportQueryEngine) -> None:
    question = "So sánh số giấy phép xây dựng huyện Vân Sơn 6 tháng đầu năm 2019 và 6 tháng đầu năm 2020"
    assert engine.answer(question).reason == "outside_scope"


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("Công ty phân bón trên địa bàn huyện Vân Sơn {} nhận bao nhiêu đơn thư?", ""),
        ("Vì sao thu tiền trúng đấu giá đất huyện Vân Sơn {} còn hụt so với kế hoạch?", ""),
        ("Nhận bao nhiêu đơn thư ở huyện Vân Sơn {}?", "540 đơn thư"),
    ],
)
def test_nothing_is_reckoned_that_nobody_asks_for(
    engine: ReportQueryEngine, question: str, printed: str
) -> None:
    answer = engine.answer(question.format(PERIOD))
    assert not answer.computed
    assert printed in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Trong số thanh niên giao quân {} của huyện Vân Sơn có bao nhiêu nữ?",
        "Giá trúng đấu giá đất cao nhất {} của huyện Vân Sơn là bao nhiêu một mét vuông?",
        "Số đơn khiếu nại bị đình chỉ {} của huyện Vân Sơn?",
    ],
)
def test_a_near_neighbour_is_no_answer(engine: ReportQueryEngine, question: str) -> None:
    assert engine.answer(question.format(PERIOD)).refused


def test_an_item_that_is_not_told_is_named(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Xin số súng tự chế thu hồi và số chuyến bay quốc tế của huyện Vân Sơn {PERIOD}")
    assert "163 khẩu" in answer.answer
    assert "Không thấy số liệu về: số chuyến bay quốc tế." in answer.notices
