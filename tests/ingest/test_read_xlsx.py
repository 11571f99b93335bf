"""Workbooks made on the spot, read as a person sees them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ingest.read import read_report
from ingest.read_xlsx import BrokenXlsxError, read_xlsx
from ingest.xlsx_format import shown

TITLE = (
    "UBND HUYỆN MÂY NGÀN",
    "PHỤ LỤC 01",
    "TÌNH HÌNH THU NGÂN SÁCH 6 THÁNG ĐẦU NĂM 2024 CỦA HUYỆN MÂY NGÀN",
    "Đơn vị tính: triệu đồng",
)
WriteXlsx = Callable[..., Path]


@pytest.fixture
def write_xlsx(tmp_path: Path) -> WriteXlsx:
    """write_xlsx(rows, merged=…, prepare=…): one sheet with TITLE above the rows, which begin in row 6."""

    def write(
        rows: Sequence[Sequence[object]],
        *,
        merged: Sequence[str] = (),
        prepare: Callable[[openpyxl.Workbook], None] | None = None,
    ) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (*([line] for line in TITLE), (), *rows):
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
        if prepare:
            prepare(book)
        path = tmp_path / "phu-luc.xlsx"
        book.save(path)
        return path

    return write


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (None, "General", ""),
        (41200, "General", "41200"),
        (41200, "#,##0", "41.200"),
        (8417.36, "#,##0.00", "8.417,36"),
        (8417.36, "General", "8417,36"),
        (0.1 + 0.2, "General", "0,3"),
        (0.641, "0.0%", "64,1%"),
        (0.641, "0,0%", "64%"),
        (1234567890, "#,##0,,", "1.235"),
        (-12.5, "#,##0.0;(#,##0.0)", "-12,5"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        (12.5, "0.##", "12,5"),
        (5, '0" ha"', "5 ha"),
        (0.5, "0", "1"),
        ("  Lúa   nước ", "@", "Lúa nước"),
        (True, "General", "Có"),
        (datetime(2024, 6, 30), "dd/mm/yyyy", "30/6/2024"),
        (datetime(2024, 6, 1), "mm/yyyy", "06/2024"),
    ],
)
def test_a_value_is_shown_in_its_format_the_vietnamese_way(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_headers_that_are_merged_or_only_stand_above_are_joined(write_xlsx: WriteXlsx) -> None:
    rows = [
        ("STT", "Nội dung", "Dự toán", "Thực hiện", None),
        (None, None, None, "Quý I", "Quý II"),
        ("A", "B", 1, 2, 3),
        ("I", "THU NỘI ĐỊA", None, None, None),
        (1, "Lệ phí trước bạ", 18000, 4100, 5020.5),
        ("", "Tổng cộng", 18000, 4100, 5020.5),
        (),
        ("Ghi chú: số liệu ước đến 30/6.",),
    ]
    merged = write_xlsx(rows, merged=("A6:A7", "B6:B7", "C6:C7", "D6:E6", "B9:E9"))
    [table] = [line.table for line in read_xlsx(merged).lines if line.table]
    assert table.header == ("STT", "Nội dung", "Dự toán", "Thực hiện > Quý I", "Thực hiện > Quý II")
    assert table.rows == (
        ("I", "THU NỘI ĐỊA", "", "", ""),
        ("1", "Lệ phí trước bạ", "18000", "4100", "5020,5"),
        ("", "Tổng cộng", "18000", "4100", "5020,5"),
    )
    [bare] = [line.table for line in read_xlsx(write_xlsx(rows)).lines if line.table]
    assert (bare.header, bare.rows) == (table.header, table.rows)


def test_the_unit_above_and_a_percentage_reach_the_figures(write_xlsx: WriteXlsx) -> None:
    def as_percentage(book: openpyxl.Workbook) -> None:
        book.active["E7"].number_format = "0.0%"

    head = ("STT", "Nội dung", "Dự toán năm 2024", "Thực hiện 6 tháng", "So sánh TH/DT")
    path = write_xlsx(
        [head, (1, "Lệ phí trước bạ", 18000, 9120, 0.5067), (2, "Phí", 10, 5, 0.5)], prepare=as_percentage
    )
    figures = [f for f in read_report(path).figures if f.table and f.table.row == "Lệ phí trước bạ"]
    assert [(f.value, f.unit, f.role) for f in figures] == [
        (Decimal(18000), "triệu đồng", "plan"),
        (Decimal(9120), "triệu đồng", "level"),
        (Decimal("50.7"), "%", "pct_plan"),
    ]
    assert {f.table.number for f in figures if f.table} == {"1"}


def test_what_is_hidden_is_left_out_and_said(write_xlsx: WriteXlsx) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[8].hidden = True
        book.active.column_dimensions["D"].hidden = True
        book.create_sheet("Nháp").sheet_state = "hidden"

    head = ("STT", "Nội dung", "Dự toán", "Mã", "Thực hiện")
    rows = [head, (1, "Lệ phí", 10, 77, 5), (2, "Phí", 20, 88, 6), (3, "Thuế", 30, 99, 7)]
    source = read_xlsx(write_xlsx(rows, prepare=hide))
    [table] = [line.table for line in source.lines if line.table]
    assert table.rows == (("1", "Lệ phí", "10", "5"), ("3", "Thuế", "30", "7"))
    told = " ".join(source.warnings)
    assert "1 dòng và cột D bị ẩn" in told
    assert "“Nháp” bị ẩn" in told


def test_a_formula_gives_the_result_that_the_file_keeps_and_is_named_where_there_is_none(
    write_xlsx: WriteXlsx, tmp_path: Path
) -> None:
    rows = [("STT", "Nội dung", "Dự toán", "Thực hiện"), (1, "Lệ phí", 10, "=C7/2"), (2, "Phí", 20, 7)]
    path = write_xlsx(rows)
    assert any("D7" in warning for warning in read_xlsx(path).warnings)
    kept = tmp_path / "co-ket-qua.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = re.sub(rb"(<f>C7/2</f>)<v ?/?>(?:</v>)?", rb"\1<v>5</v>", data)
            new.writestr(name, data)
    source = read_xlsx(kept)
    [table] = [line.table for line in source.lines if line.table]
    assert table.rows[0] == ("1", "Lệ phí", "10", "5")
    assert not any("D7" in warning for warning in source.warnings)


def test_tables_one_below_the_other_and_on_other_sheets_are_told_apart(write_xlsx: WriteXlsx) -> None:
    def second_sheet(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Hộ nghèo")
        for row in (("Biểu số 3",), ("TT", "Tên xã", "Số hộ"), (1, "Suối Vàng", 12), (2, "Bản Lềnh", 30)):
            sheet.append(row)

    rows = [
        ("STT", "Nội dung", "Dự toán"), (1, "Lệ phí", 10), (2, "Phí", 20), (),
        ("PHỤ LỤC 02",), ("STT", "Chỉ tiêu", "ĐVT", "Thực hiện"), (1, "Lúa", "ha", 15),
    ]  # fmt: skip
    lines = read_xlsx(write_xlsx(rows, prepare=second_sheet)).lines
    tables = [
        (line.page, line.table.title.split(" TÌNH")[0], len(line.table.rows)) for line in lines if line.table
    ]
    assert tables == [(1, "PHỤ LỤC 01", 2), (1, "PHỤ LỤC 02", 1), (2, "Biểu số 3", 2)]


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut", b"PK\x05\x06" + bytes(18)])
def test_a_broken_workbook_says_what_to_do(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "hong.xlsx"
    path.write_bytes(data)
    with pytest.raises(BrokenXlsxError, match=r"lưu lại thành \.xlsx"):
        read_xlsx(path)
