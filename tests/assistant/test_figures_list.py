"""The list of figures and its workbook: filtered by words, numbers as numbers, no cell a formula."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.figures_list import Row, figure_rows, write_xlsx
from index_store.errors import StoreError
from index_store.settings import Settings
from index_store.store import Store
from ingest.load import ingest

ROW: Row = {
    "report": "r", "report_unit": "huyện Mây Ngàn", "period": "năm 2024", "issuer": "UBND huyện",
    "indicator": "diện tích gieo trồng", "value": "1234.5", "printed": "1.234,5 ha", "unit": "ha",
    "value_base": "12345000", "unit_base": "m2", "role": "level", "status": "uoc", "span": "trong_ky",
    "section": "1.1", "page": 2, "footnote": 3, "quote": "đạt 1.234,5 ha",
    "number": "7/BC-UBND", "date": "20/06/2024", "file": "a.pdf",
    "confidence": 0.62, "doubt": "cần đối chiếu",
}  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)", "=cmd|' /C calc'!A0"]
)
def test_no_text_of_a_report_becomes_a_formula(tmp_path: Path, text: str) -> None:
    out = tmp_path / "so_lieu.xlsx"
    write_xlsx([ROW | {"indicator": text, "quote": text, "unit": text}], out)
    sheet = load_workbook(out).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(out) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_values_are_numbers_and_each_row_says_where_it_stands(tmp_path: Path) -> None:
    out = tmp_path / "so_lieu.xlsx"
    write_xlsx([ROW], out)
    sheet = load_workbook(out).active
    assert sheet is not None
    titles, row = sheet.iter_rows(values_only=True)
    told = dict(zip(titles, row, strict=True))
    assert told["Giá trị"] == 1234.5
    assert (told["Trang"], told["Chú thích"], told["Tệp"]) == (2, 3, "a.pdf")
    assert (told["Vai trò"], told["Trạng thái"]) == ("thực hiện", "ước")


def test_a_workbook_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="--out"):
        write_xlsx([ROW], tmp_path / "khong_co" / "so_lieu.xlsx")


def test_figures_are_filtered_by_unit_period_and_words(shelf: Path, tmp_path: Path) -> None:
    with Store.open(Settings(store=tmp_path / "kho")) as store:
        ingest([shelf], store, workers=1)
        every = figure_rows(store)
        units = {str(row["report_unit"]) for row in every}
        one = figure_rows(store, unit=min(units))
        found = figure_rows(store, find="gieo trong")
        late = figure_rows(store, period="6 tháng đầu năm 2024")
        assert figure_rows(store, find="không có chỉ tiêu này") == []
    assert {row["report_unit"] for row in one} == {min(units)}
    assert 0 < len(one) < len(every)
    assert {row["period"] for row in late} == {"6 tháng đầu năm 2024"}
    assert 0 < len(late) < len(every)
    assert found
    assert all("gieo trồng" in str(row["quote"]).lower() for row in found if row["role"] == "level")
