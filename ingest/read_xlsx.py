"""Rim: XLSX → lines and tables, sheet by sheet; the number of a sheet is its page.

What a person sees is read: visible sheets, rows and columns, each value in its format, the results of formulas
as the file keeps them. What is left out is said in a warning.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from index_store.errors import FileRefusedError
from ingest.lines import Line, Source, clean
from ingest.table_grid import title_above
from ingest.xlsx_blocks import Row, find_blocks
from ingest.xlsx_format import shown

MAX_UNPACKED_BYTES = 256 * 2**20
MAX_CELLS = 500_000  # of one file: an appendix of 2,000 rows has some 30,000
_NAMED_CELLS = 5


class BrokenXlsxError(FileRefusedError):
    """The file is no whole XLSX, or too large when unpacked."""

    def __init__(self, path: Path, fact: str = "tệp Excel bị hỏng hoặc bị cắt cụt, không đọc được.") -> None:
        super().__init__(path, fact, "Hãy mở bằng Excel, lưu lại thành .xlsx mới rồi nạp lại.")


def read_xlsx(path: Path) -> Source:
    """Lines and tables of one workbook. Raises BrokenXlsxError."""
    try:
        _demand_bounded(path)
        book = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path, read_only=True)
    # openpyxl lets many a builtin error of damaged parts through.
    except (
        InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
        OSError, SyntaxError,
    ) as error:  # fmt: skip
        raise BrokenXlsxError(path) from error
    lines: list[Line] = []
    warnings: list[str] = []
    try:
        for page, sheet in enumerate(book.worksheets, 1):
            if sheet.sheet_state != "visible":
                warnings.append(f"Sheet “{sheet.title}” bị ẩn nên không được đọc.")
                continue
            lines += _sheet_lines(sheet, page)
            warnings += _left_out(sheet, formulas[sheet.title])
    finally:
        formulas.close()
    warnings.append("Bảng tính không có trang: “trang” là số thứ tự của sheet.")
    return Source("xlsx", len(book.worksheets), tuple(lines), (), True, tuple(warnings))


def _demand_bounded(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        size = sum(entry.file_size for entry in package.infolist())
        cells = sum(
            _count(package, entry.filename)
            for entry in package.infolist()
            if "/worksheets/sheet" in entry.filename
        )
    if size > MAX_UNPACKED_BYTES:
        raise BrokenXlsxError(path, f"tệp Excel sau khi giải nén lớn quá {MAX_UNPACKED_BYTES // 2**20} MB.")
    if cells > MAX_CELLS:
        raise BrokenXlsxError(path, f"tệp Excel có {cells} ô, quá giới hạn {MAX_CELLS} ô.")


def _count(package: zipfile.ZipFile, name: str) -> int:
    """The cells that hold something in one sheet, counted in its bytes, never more of them than allowed."""
    with package.open(name) as stream:
        found, tail, room = 0, b"", MAX_UNPACKED_BYTES
        while room > 0 and (data := stream.read(1 << 20)):
            room -= len(data)
            found += (tail + data).count(b"<v>") + (tail + data).count(b"<is>")
            tail = b""
    return found


def _sheet_lines(sheet: Any, page: int) -> Iterator[Line]:  # openpyxl ships no types
    """A sheet's rows: tables as tables, the rows around them as lines, one for each distinct cell."""
    above: list[str] = []
    for block in find_blocks(_rows(sheet)):
        if block.table is None:
            for row in block.rows:
                for text in dict.fromkeys(cell for cell in row.cells if cell):
                    above.append(text)
                    yield Line(text, page, gap=True, short=True, bold=row.bold)
            continue
        title, _ = title_above(above)
        table = block.table(title or sheet.title, page)
        above = []
        words = "\n".join(" | ".join(row) for row in (table.header, *table.rows))
        yield Line(words, page, gap=True, short=True, table=table)


def _rows(sheet: Any) -> list[Row]:
    """The visible rows with their visible cells as text; merged cells repeat their text."""
    origin = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, sheet.max_row) + 1)
        for column in range(area.min_col, min(area.max_col, sheet.max_column) + 1)
    }
    hidden = _hidden_columns(sheet)
    columns = [column for column in range(1, sheet.max_column + 1) if column not in hidden]
    rows = []
    for at in range(1, sheet.max_row + 1):
        if sheet.row_dimensions[at].hidden:
            continue
        cells = [sheet._cells.get(origin.get((at, column), (at, column))) for column in columns]
        texts = tuple(
            clean(shown(cell.value, cell.number_format)) if cell is not None else "" for cell in cells
        )
        numbers = sum(cell is not None and isinstance(cell.value, int | float) for cell in cells)
        bold = all(cell.font.b for cell in cells if cell is not None and cell.value is not None)
        rows.append(Row(texts, numbers, bold and any(texts)))
    return rows


def _hidden_columns(sheet: Any) -> set[int]:
    """Openpyxl keeps a run of columns under its first letter."""
    return {
        column
        for spec in sheet.column_dimensions.values()
        if spec.hidden
        for column in range(spec.min or 0, (spec.max or 0) + 1)
    }


def _left_out(sheet: Any, formulas: Any) -> Iterator[str]:
    """What of a sheet is not read: hidden rows and columns, formulas whose result the file does not keep."""
    rows = [at for at, spec in sheet.row_dimensions.items() if spec.hidden and at <= sheet.max_row]
    columns = [c for c in sorted(_hidden_columns(sheet)) if c <= sheet.max_column]
    if rows or columns:
        parts = [f"{len(rows)} dòng"] * bool(rows) + [
            f"cột {', '.join(map(get_column_letter, columns))}"
        ] * bool(columns)
        yield f"Sheet “{sheet.title}”: {' và '.join(parts)} bị ẩn nên không được đọc."
    empty = [
        cell.coordinate
        for row in formulas.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type == "f" and sheet[cell.coordinate].value is None
    ]
    if empty:
        named = ", ".join(empty[:_NAMED_CELLS]) + (", …" if len(empty) > _NAMED_CELLS else "")
        yield (
            f"Sheet “{sheet.title}”: {len(empty)} ô công thức ({named}) chưa có kết quả trong tệp nên không được đọc. "
            "Hãy mở bằng Excel, lưu lại rồi nạp lại."
        )
