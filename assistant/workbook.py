"""Rows as an Excel workbook: values as numbers, every other cell as text, so that no cell is read as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import IO

Cell = str | int | float | Decimal | None
WIDTHS = {
    "Chỉ tiêu": 44,
    "Nguyên văn": 70,
    "Câu hỏi": 44,
    "Trả lời": 60,
    "Tệp": 28,
    "Mục": 30,
    "Nội dung": 44,
}
_WIDTH = 16  # characters, of any other column


def save_rows(
    stream: IO[bytes], sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]]
) -> None:
    """Write a workbook. sheets: name → titles of the columns, rows; a Decimal keeps its decimals when shown."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    top, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)
    for name, (titles, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, title in enumerate(titles):
            sheet.column_dimensions[_letter(number)].width = WIDTHS.get(title, _WIDTH)
        head = [WriteOnlyCell(sheet, value=title) for title in titles]
        for cell in head:
            cell.font = bold
        sheet.append(head)
        for row in rows:
            cells = []
            for value in row:
                if isinstance(value, Decimal):
                    cell = WriteOnlyCell(sheet, value=float(value))
                    cell.number_format = _number_format(value)
                elif isinstance(value, str):
                    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
                    cell.data_type = "s"
                    cell.quotePrefix = value[:1] in "=+-@\t\r"
                else:
                    cell = WriteOnlyCell(sheet, value=value)
                cell.alignment = top
                cells.append(cell)
            sheet.append(cells)
    book.save(stream)


def _number_format(value: Decimal) -> str:
    """Grouped, with as many decimals as the value has; Excel writes the marks as its language does."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number + 1))
