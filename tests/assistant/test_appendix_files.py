"""A report with its appendix in a file of its own, and one in another's words: read and published for real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from assistant.ask import ReportQueryEngine, open_engine
from index_store.settings import Settings
from index_store.store import Store
from ingest.load import ingest
from tests.assistant.conftest import report_text

DITCHES = (("Bãi Lau", 40, 31), ("Đồi Mít", 25, 44), ("Suối Tre", 38, 12), ("Nà Cọ", 30, 19))
FULLER = """- Hiến máu thu được 82 đơn vị máu, kế hoạch 415 đơn vị máu; lũy kế từ đầu nhiệm kỳ 833 đơn vị máu.

- Tổ chức 31 giải thể thao phong trào; toàn tỉnh 152 giải.

- Số tiền thi hành án dân sự thu được 12.177 triệu đồng, giảm 1.150 triệu đồng (giảm 8,63%) so với cùng kỳ; xếp thứ

8/11 toàn tỉnh.

- Số lượt tiếp công dân 47 (tăng 4 lượt so với cùng kỳ); đơn thư tiếp nhận 29 đơn, trong đó đơn tố cáo 04 đơn.

- Các chỉ tiêu chi tiết"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("with-appendix")
    for n, period in enumerate(("6 tháng đầu năm", "9 tháng đầu năm")):
        text = report_text("Vân Sơn", 2024, "12.480", 3 + n, "95.300", 12 + n)
        text = text.replace("6 tháng đầu năm 2024", f"{period} 2024").replace(
            "- Các chỉ tiêu chi tiết", FULLER
        )
        (place / f"bc-{n}.txt").write_text(text, "utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["PHỤ LỤC 01 - PHONG TRÀO CỦA CÁC XÃ 6 THÁNG ĐẦU NĂM 2024"],
        ["(Kèm theo Báo cáo số 12/BC-UBND; đơn vị tính: hố)"],
        [],
        ["TT", "Xã", "Hố rác hộ gia đình", None],
        [None, None, "Giao năm", "Đã làm"],
        *([str(n), *row] for n, row in enumerate(DITCHES, 1)),
    ):
        sheet.append(row)
    sheet.merge_cells("C4:D4")
    book.save(place / "pl.xlsx")
    return place


@pytest.fixture(scope="module")
def engine(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportQueryEngine]:
    settings = Settings(store=tmp_path_factory.mktemp("store"))
    with Store.open(settings) as store:
        assert [f.status for f in ingest([folder], store, workers=1).files] == ["added"] * 3
        yield open_engine(store, settings)


HALF = "huyện Vân Sơn 6 tháng đầu năm 2024"


def test_an_appendix_file_is_of_the_report_whose_number_it_names(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Phụ lục 01: xã Đồi Mít {HALF} được giao bao nhiêu hố rác?")
    assert answer.answer.startswith("Đồi Mít: **25 hố**")
    (cited,) = answer.citations
    assert (cited.report_file, cited.unit, cited.period) == (
        "pl.xlsx",
        "huyện Vân Sơn",
        "6 tháng đầu năm 2024",
    )


def test_appendices_of_two_reports_do_not_replace_each_other(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("two-appendices")
    for n, unit in enumerate(("Vân Sơn", "Khe Mây")):
        text = report_text(unit, 2024, "12.480", 3, "95.300", 12 + n)
        (place / f"bc-{n}.txt").write_text(text, "utf-8")
        book = openpyxl.Workbook()
        for row in (
            ["Phụ lục 02. Hồ sơ theo lĩnh vực 6 tháng đầu năm 2024"],
            [f"UBND huyện {unit} (kèm theo Báo cáo số {12 + n}/BC-UBND)"],
            ["TT", "Lĩnh vực", "Tiếp nhận", "Đã giải quyết"],
            [1, "Đất đai", 473 + n, 449 + n],
            [2, "Thủy sản", 457 + n, 430 + n],
            [3, "Hộ tịch", 240 + n, 226 + n],
        ):
            book.active.append(row)
        book.save(place / f"pl-{n}.xlsx")
    settings = Settings(store=tmp_path_factory.mktemp("store"))
    with Store.open(settings) as store:
        ingest([place], store, workers=1)
        assert sum(r.current for r in store.reports(all_versions=True)) == 4
        engine = open_engine(store, settings)
        for n, unit in enumerate(("Vân Sơn", "Khe Mây")):
            question = f"Huyện {unit} 6 tháng đầu năm 2024 giải quyết mấy hồ sơ lĩnh vực Thủy sản?"
            assert f"**{430 + n}" in engine.answer(question).answer


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("xã nào của {} làm được nhiều hố rác hộ gia đình nhất?", "Đồi Mít cao nhất: **44 hố**"),
        ("Theo phụ lục, {} xã nào làm hố rác ít nhất", "Suối Tre thấp nhất: **12 hố**"),
    ],
)
def test_the_rows_of_a_table_are_ranked(engine: ReportQueryEngine, question: str, first: str) -> None:
    answer = engine.answer(question.format(HALF))
    assert answer.answer.startswith(first)
    assert answer.citations[0].quote.count("|") >= 2


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("{} lũy kế cả nhiệm kỳ hiến máu bao nhiêu đơn vị máu", "Lũy kế từ đầu nhiệm kỳ **833 đơn vị máu**"),
        ("{} tổ chức bao nhiêu giải thể thao", "Tổ chức **31 giải"),
        ("Thi hành án dân sự {} so cùng kỳ giảm bao nhiêu triệu đồng?", "Giảm **1.150 triệu đồng**"),
        (
            "{} thi hành án dân sự xếp thứ mấy tỉnh",
            "Số tiền thi hành án dân sự thu: **xếp thứ 8/11 toàn tỉnh**",
        ),
        ("xay ra bao nhiêu vu chay ở huyen Vân Sơn 6 thang đầu nam 2024", "Xảy ra **03 vụ cháy**"),
        ("số và ngày ban hành báo cáo {}", "Số: 12/BC-UBND [1] Ngày 20 tháng 6 năm 2024"),
    ],
)
def test_what_is_asked_is_answered(engine: ReportQueryEngine, question: str, first: str) -> None:
    assert engine.answer(question.format(HALF)).answer.startswith(first)


def test_several_quantities_are_answered_in_the_order_asked(engine: ReportQueryEngine) -> None:
    answer = engine.answer(
        f"Cho các số liệu {HALF}: số lượt tiếp công dân, số đơn thư tiếp nhận và số đơn tố cáo."
    )
    assert [figure.printed for figure in answer.figures][:1] == ["47"]
    assert all(f"**{shown}" in answer.answer for shown in ("47", "29 đơn", "04 đơn"))


def test_a_series_takes_the_reports_within_its_year(engine: ReportQueryEngine) -> None:
    answer = engine.answer("số vụ cháy huyện Vân Sơn qua các kỳ báo cáo năm 2024")
    assert answer.kind == "series"
    assert "6 tháng đầu năm 2024: **03 vụ" in answer.answer
    assert "9 tháng đầu năm 2024: **04 vụ" in answer.answer


def test_a_part_of_a_year_is_no_whole_one(engine: ReportQueryEngine) -> None:
    assert engine.answer("Cả năm 2024 huyện Vân Sơn có bao nhiêu vụ cháy?").reason == "outside_scope"


def test_a_change_is_asked_of_the_figure_before(engine: ReportQueryEngine) -> None:
    answer = engine.answer(
        "so cùng kỳ giảm bao nhiêu triệu đồng?", [f"Số tiền thi hành án dân sự {HALF} là bao nhiêu?"]
    )
    assert answer.answer.startswith("Giảm **1.150 triệu đồng**")
