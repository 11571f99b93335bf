"""A question set to fill in: an Excel file with examples, and what each column means."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from eval.case_files import ACCEPTED

COLUMNS = {  # name → (what it means, an example)
    "question": ("Câu hỏi, bắt buộc", "Xã Đồi Sim năm 2023 còn bao nhiêu hộ nghèo?"),
    "expect": (
        "Lời đáp phải có; nhiều ý cách nhau bằng “;”, nhiều cách viết một ý cách nhau bằng “|”",
        "56 hộ; 3,8%",
    ),
    "answerable": ("“có” hoặc “không”; “không”: kho không có lời đáp, phải từ chối", "có"),
    "report": (
        "Tên tệp báo cáo có lời đáp; so sánh nhiều báo cáo thì cách nhau bằng “;”",
        "doi-sim-2023-nam",
    ),
    "evidence": ("Nguyên văn câu chứa lời đáp", "Cuối năm 2023 toàn xã còn 56 hộ nghèo"),
    "page": ("Trang của câu đó", "2"),
    "section": ("Số mục", "2"),
    "footnote": ("Số chú thích, nếu lời đáp nằm trong chú thích", "9"),
    "unit": ("Đơn vị tính của số", "hộ"),
    "role": ("Vai của số: level (thực hiện), plan (kế hoạch), change (tăng, giảm)…", "level"),
    "status": (
        "“uoc” nếu báo cáo ghi là ước, “thuc_hien” nếu ghi là đã thực hiện; để trống thì không chấm",
        "",
    ),
    "place": ("Nơi có lời đáp: body, footnote, table, appendix, header", "footnote"),
    "category": ("Nhóm câu hỏi, tự đặt; bảng kết quả chia theo nhóm", "direct"),
    "reason": ("Vì sao phải từ chối: unit, period, indicator, appendix, personal…", ""),
    "history": ("Các câu đã hỏi trước đó, cách nhau bằng “;”", ""),
    "tags": ("Nhãn tự đặt, cách nhau bằng “;”; bảng kết quả chia theo từng nhãn", ""),
    "id": ("Mã của câu, không trùng; để trống thì là số dòng", "q1"),
}
_ACCEPTED = (
    "Ghi “có” vào câu muốn dùng để chấm, sau khi đã so với nguyên văn; câu để trống không được dùng",
    "có",
)
_REFUSED = {
    "question": "Xã Đồi Sim năm 2020 còn bao nhiêu hộ nghèo?",
    "answerable": "không",
    "category": "unanswerable",
    "reason": "period",
    "id": "q2",
}
_WIDTHS = {"question": 52, "evidence": 60, "expect": 24, "report": 26, ACCEPTED: 8, "page": 7, "footnote": 9}
_WIDTH = 14  # characters, of any other column
_LINE_PT = 15.0


def template() -> bytes:
    """The XLSX file; `read_cases` reads it as two questions."""
    filled = {name: example for name, (_, example) in COLUMNS.items()}
    return question_book(tuple(COLUMNS), [filled, _REFUSED])


def question_book(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """A question set as an XLSX file: columns with these names, and a sheet that tells what to write into them.

    rows: name of a column → its cell, where it has one; nothing of them is a formula.
    """
    meanings = {ACCEPTED: _ACCEPTED, **COLUMNS}
    book = Workbook()
    sheet, guide = book.active, book.create_sheet("Cách điền")
    sheet.title = "Câu hỏi"
    widths = [_WIDTHS.get(name, _WIDTH) for name in names]
    _fill(sheet, widths, [names, *([row.get(name, "") for name in names] for row in rows)])
    _fill(guide, [14, 70, 44], [("Cột", "Ý nghĩa", "Ví dụ"), *((name, *meanings[name]) for name in names)])
    if ACCEPTED in names:
        choice = DataValidation("list", formula1='"có,không"', allow_blank=True)
        column = get_column_letter(names.index(ACCEPTED) + 1)
        choice.add(f"{column}2:{column}{len(rows) + 1}")
        sheet.add_data_validation(choice)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _fill(sheet: Worksheet, widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
    """widths: of the columns, in characters; a row is as high as its longest cell wants."""
    sheet.freeze_panes = "A2"
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line, row in enumerate(rows, 1):
        lines = max(ceil(len(text) / width) for text, width in zip(row, widths, strict=True))
        sheet.row_dimensions[line].height = _LINE_PT * max(1, lines)
        for column, text in enumerate(row, 1):
            cell = sheet.cell(line, column)
            if text:
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
                cell.data_type = "s"
                cell.quotePrefix = text[:1] in "=+-@\t\r"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=line == 1)
