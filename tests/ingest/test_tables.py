"""Tables in text, in grids and in PDF: every figure under its own column, or none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store.records import Table
from ingest.read_pdf import read_pdf
from ingest.table_grid import joined, numbers_columns
from ingest.tables import find_text_tables, grid_table, is_layout, join_header_rows, title_above

APPENDIX = """Trên đây là báo cáo của UBND huyện./.
PHỤ LỤC 01
Kết quả thực hiện các chỉ tiêu 6 tháng đầu năm 2023
(Kèm theo Báo cáo số 12/BC-UBND)
TT Chỉ tiêu ĐVT TH 6 tháng/2022 KH năm 2023 TH 6 tháng/2023 So KH (%) So cùng kỳ (%)
I KINH TẾ
1 Tổng đàn bò Con 9.383 9.600 9.788 101,9 104,3
2 Diện tích trồng dâu nuôi tằm trên đất lúa
chuyển đổi Ha - 1.270 1.459 114,9 -
3 Tổng mức bán lẻ hàng hóa Tỷ đồng 1.298,5 2.680 1.201,1
44,8 92,5
II VĂN HÓA - XÃ HỘI
4 Tỷ lệ hộ nghèo % 3,5 3,0 3,2 chưa đạt -
Ghi chú: số liệu ước."""


def only_table(text: str) -> Table:
    [found] = find_text_tables(text.split("\n"))
    return found.table


def test_a_table_is_found_in_lines_that_one_blank_parts() -> None:
    [found] = find_text_tables(APPENDIX.split("\n"))
    assert (found.title_start, found.start, found.end) == (1, 4, 13)
    assert found.table.title == "PHỤ LỤC 01 Kết quả thực hiện các chỉ tiêu 6 tháng đầu năm 2023"
    assert found.table.header == (
        "TT", "Chỉ tiêu", "ĐVT", "TH 6 tháng/2022", "KH năm 2023", "TH 6 tháng/2023",
        "So KH (%)", "So cùng kỳ (%)",
    )  # fmt: skip
    assert found.table.rows == (
        ("I", "KINH TẾ", "", "", "", "", "", ""),
        ("1", "Tổng đàn bò", "Con", "9.383", "9.600", "9.788", "101,9", "104,3"),
        (
            "2",
            "Diện tích trồng dâu nuôi tằm trên đất lúa chuyển đổi",
            "Ha",
            "-",
            "1.270",
            "1.459",
            "114,9",
            "-",
        ),
        ("3", "Tổng mức bán lẻ hàng hóa", "Tỷ đồng", "1.298,5", "2.680", "1.201,1", "44,8", "92,5"),
        ("II", "VĂN HÓA - XÃ HỘI", "", "", "", "", "", ""),
        ("4", "Tỷ lệ hộ nghèo", "%", "3,5", "3,0", "3,2", "chưa đạt", "-"),
    )


def test_the_end_of_a_sentence_heads_no_table() -> None:
    lines = [
        "Trạm y tế xã tiếp nhận 46",
        "đơn vị máu, đạt 47% kế hoạch.",
        "- Tuần tra 46 lượt trên tuyến quốc lộ 27,",
    ]
    assert find_text_tables(lines) == []


@pytest.mark.parametrize("between", ["   ", "\t", " | "])
def test_cells_may_be_parted_by_blanks_tabs_or_bars(between: str) -> None:
    rows = [
        ("STT", "Nội dung", "Dự toán", "Thực hiện", "Ghi chú"),
        ("1", "Thu nội địa", "100", "60,5", "đạt khá"),
    ]
    table = only_table("\n".join(between.join(row) for row in [*rows, ("2", "Thu khác", "20", "10", "đạt")]))
    assert [table.header, table.rows[0]] == rows


def test_a_header_over_two_lines_is_joined() -> None:
    table = only_table(
        "TT Chỉ tiêu Đơn vị tính Thực hiện 6 tháng năm 2022 Kế hoạch năm\n"
        "2023 Ước thực hiện 6 tháng năm 2023 So với kế hoạch (%)\n"
        "1 Sản lượng dâu tằm tấn 20.500 41.000 21.230 51,8\n2 Sản lượng nấm tấn 3.500 7.100 3.400 47,9"
    )
    assert table.header[3:] == (
        "Thực hiện 6 tháng năm 2022", "Kế hoạch năm 2023", "Ước thực hiện 6 tháng năm 2023",
        "So với kế hoạch (%)",
    )  # fmt: skip


def test_the_rows_decide_whether_two_words_head_one_column_or_two() -> None:
    assert only_table("STT Chỉ tiêu KH TH\n1 Số vụ 12 13\n2 Hộ nghèo 100 90").header[2:] == ("KH", "TH")
    table = only_table("TT Chỉ tiêu KH TH so CK (%)\n1 Số vụ 12 13\n2 Hộ nghèo 100 90")
    assert table.header[2:] == ("KH", "TH so CK (%)")


def test_a_row_with_a_figure_too_few_stays_one_text() -> None:
    table = only_table(
        "TT Chỉ tiêu ĐVT Kế hoạch Thực hiện Tỷ lệ (%)\n"
        "1 Lúa tấn 10 8 80\n2 Ngô tấn 20 10\n3 Khoai tấn 5 5 100"
    )
    assert table.rows[1] == ("2", "Ngô tấn 20 10", "", "", "", "")


def test_columns_that_cannot_be_told_apart_stay_whole_lines() -> None:
    table = only_table("TT Chỉ tiêu Kế hoạch Thực hiện\n1 Lúa 1 2 3 4\n2 Ngô 4 5 6 7")
    assert len(table.header) == 1
    assert table.rows == (("1 Lúa 1 2 3 4",), ("2 Ngô 4 5 6 7",))


def test_prose_is_no_table() -> None:
    text = "1. Chỉ tiêu kinh tế: kế hoạch, thực hiện tốt\n- Xảy ra 5 vụ, giảm 6 vụ\n- Số hộ nghèo 12"
    assert find_text_tables(text.split("\n")) == []


_NUMBERS = st.decimals(0, 10**6, places=1).map(lambda n: f"{n:,}".translate(str.maketrans(",.", ".,")))
_NAMES = st.sampled_from(["Tổng đàn bò", "Số hộ nghèo", "Thu thuế, phí", "Tỷ lệ che phủ rừng"])


@given(
    st.lists(
        st.tuples(_NAMES, st.sampled_from(["Con", "Hộ", "%", "Triệu đồng"]), _NUMBERS, _NUMBERS), min_size=1
    )
)
def test_every_figure_is_read_back_under_its_column(rows: list[tuple[str, str, str, str]]) -> None:
    printed_rows = [f"{n} {' '.join(row)}" for n, row in enumerate(rows, 1)]
    table = only_table("\n".join(["TT Chỉ tiêu ĐVT KH năm 2023 TH năm 2023", *printed_rows]))
    assert table.rows == tuple((str(n), *row) for n, row in enumerate(rows, 1))


def test_header_rows_are_joined_from_the_top() -> None:
    header, body = join_header_rows(
        [
            ["TT", "Chỉ tiêu", "Thực hiện", "Thực hiện"],
            ["TT", "Chỉ tiêu", "6 tháng 2022", "6 tháng 2023"],
            ["(1)", "(2)", "(3)", "(4)"],
            ["I", "KINH TẾ", "KINH TẾ", "KINH TẾ"],
            ["1", "Lúa", "10", "10"],
        ]
    )
    assert header == ("TT", "Chỉ tiêu", "Thực hiện > 6 tháng 2022", "Thực hiện > 6 tháng 2023")
    assert body == [("I", "KINH TẾ", "", ""), ("1", "Lúa", "10", "10")]


def test_a_letterhead_laid_out_as_a_table_is_no_table() -> None:
    rows = [["ỦY BAN NHÂN DÂN\nHUYỆN BÀU SIM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    assert is_layout(rows)
    assert grid_table(rows) is None


def test_a_row_that_spans_the_top_belongs_to_the_title() -> None:
    table = grid_table([["Biểu 1", "Biểu 1"], ["Chỉ tiêu", "Kết quả"], ["Lúa", "10"]], page=3)
    assert table == Table("Biểu 1", 3, ("Chỉ tiêu", "Kết quả"), (("Lúa", "10"),))


def test_a_row_cut_by_the_page_break_is_made_whole() -> None:
    first = Table("Phụ lục", 1, ("TT", "Chỉ tiêu", "TH"), (("1", "Hộ được hỗ trợ xây", "5"),))
    second = Table("", 2, ("TT", "Chỉ tiêu", "TH"), (("", "sửa nhà ở", ""), ("2", "Hộ nghèo", "7")))
    assert joined(first, second).rows == (("1", "Hộ được hỗ trợ xây sửa nhà ở", "5"), ("2", "Hộ nghèo", "7"))


def test_a_title_leaves_out_what_the_appendix_belongs_to() -> None:
    lines = [
        "Đoạn văn trước đó.",
        "Phụ lục 02",
        "TÌNH HÌNH THU CHI",
        "(Kèm theo Báo cáo số 5)",
        "ĐVT: triệu đồng",
    ]
    assert title_above(lines) == ("Phụ lục 02 TÌNH HÌNH THU CHI ĐVT: triệu đồng", 1)
    assert title_above(["Một đoạn văn thường, không phải tên bảng."]) == ("", 1)


def _gold(reference: Path) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    gold = json.loads((reference / "reports/tables/gold.json").read_text("utf-8"))
    header = tuple(column.replace(" / ", " > ") for column in gold["columns"])
    return header, tuple(tuple(row["cells"]) for row in gold["rows"])


@pytest.mark.parametrize("name", ["appendix.pdf", "appendix.noruled.pdf"])
def test_a_pdf_table_over_two_pages_is_read_whole(reference: Path, name: str) -> None:
    [placed] = read_pdf(reference / "reports/tables" / name).tables
    assert (placed.table.header, placed.table.rows) == _gold(reference)
    assert placed.table.title.startswith("PHỤ LỤC 01 ")
    assert [page for page, _, _ in placed.areas] == [1, 2]


def test_a_ruled_table_is_read_with_its_place(write_pdf: Callable[..., Path]) -> None:
    cells = "[TT],[Chỉ tiêu],[ĐVT],[KH],[TH],[1],[Lúa],[tấn],[10],[8],[2],[Ngô],[tấn],[20],[10],"
    path = write_pdf(f"Biểu số 1: Sản lượng\n\n#table(columns: 5, {cells})\n\nĐoạn văn sau bảng.")
    [placed] = read_pdf(path).tables
    assert placed.table.rows == (("1", "Lúa", "tấn", "10", "8"), ("2", "Ngô", "tấn", "20", "10"))
    assert re.match("Biểu số 1", placed.table.title)


def test_a_single_row_on_the_next_page_still_belongs_to_the_table(write_pdf: Callable[..., Path]) -> None:
    rows = ",".join(f"[{n}],[Chỉ tiêu số {n}],[{n * 10}]" for n in range(1, 5))
    page = "#set page(height: 4.6cm, width: 12cm, margin: 1cm)\n"
    path = write_pdf(f"{page}#table(columns: 3, [TT],[Chỉ tiêu],[KH],{rows})")
    [placed] = read_pdf(path).tables
    assert [row[0] for row in placed.table.rows] == ["1", "2", "3", "4"]
    assert len(placed.areas) == 2


def test_a_header_goes_on_right_under_its_columns() -> None:
    lines = """
TT   Tên chỉ tiêu                ĐVT      Cùng kỳ 2023  Thực hiện     Bằng % so
                                                        quý I năm     cùng kỳ
                                                        2024
1    Diện tích gieo trồng        ha       1.961,7       2.315,8       118,1
2    Trong đó: diện tích lúa     ha       913,7         1.129,8       123,7
""".splitlines()
    (found,) = find_text_tables(lines)
    assert found.table.header[3:] == ("Cùng kỳ 2023", "Thực hiện quý I năm 2024", "Bằng % so cùng kỳ")
    assert found.table.rows[1] == ("2", "Trong đó: diện tích lúa", "ha", "913,7", "1.129,8", "123,7")


def test_columns_set_apart_need_no_known_names() -> None:
    table = only_table(
        "TT  Chủ đầu tư           Vốn giao  Giải ngân  Tỷ lệ (%)\n"
        "1   Ban Quản lý rừng     831,4     342,4      41,2\n"
        "2   Trạm Y tế            802,7     708,1      88,2"
    )
    assert table.header == ("TT", "Chủ đầu tư", "Vốn giao", "Giải ngân", "Tỷ lệ (%)")
    assert table.rows[1] == ("2", "Trạm Y tế", "802,7", "708,1", "88,2")


def test_the_per_cent_of_a_value_before_is_one_column() -> None:
    table = only_table(
        "TT Tên chỉ tiêu ĐVT Cùng kỳ 2023 Thực hiện năm 2024 Bằng % so cùng kỳ\n"
        "1 Tổng đàn trâu con 14.887 15.377 103,3\n"
        "2 Sản lượng cá tấn 1.975 1.868 94,6"
    )
    assert table.header[-2:] == ("Thực hiện năm 2024", "Bằng % so cùng kỳ")


def test_a_row_that_numbers_the_columns_is_known_with_a_letter_misread() -> None:
    assert numbers_columns(["^", "B", "1", "2", "3"])
    assert not numbers_columns(["1", "Lúa", "1", "2", "3"])
    assert not numbers_columns(["7", "8", "1", "2", "5"])
