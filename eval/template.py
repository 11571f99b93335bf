"""A question set to fill in: an Excel file with examples, and what each column means."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

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
    "place": ("Nơi có lời đáp: body, footnote, table, appendix, header", "footnote"),
    "category": ("Nhóm câu hỏi, tự đặt; bảng kết quả chia theo nhóm", "direct"),
    "reason": ("Vì sao phải từ chối: unit, period, indicator, appendix, personal…", ""),
    "history": ("Các câu đã hỏi trước đó, cách nhau bằng “;”", ""),
    "id": ("Mã của câu, không trùng; để trống thì là số dòng", "q1"),
}
_REFUSED = {
    "question": "Xã Đồi Sim năm 2020 còn bao nhiêu hộ nghèo?",
    "answerable": "không",
    "category": "unanswerable",
    "reason": "period",
    "id": "q2",
}


def template() -> bytes:
    """The XLSX file; `read_cases` reads it as two questions."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Câu hỏi"
    sheet.append(list(COLUMNS))
    sheet.append([example for _, example in COLUMNS.values()])
    sheet.append([_REFUSED.get(name, "") for name in COLUMNS])
    guide = book.create_sheet("Cách điền")
    guide.append(["Cột", "Ý nghĩa", "Ví dụ"])
    for name, (meaning, example) in COLUMNS.items():
        guide.append([name, meaning, example])
    for page, widths in ((sheet, [40, 24] + [18] * 13), (guide, [14, 70, 44])):
        page.freeze_panes = "A2"
        for cell, width in zip(page[1], widths, strict=False):
            cell.font = Font(bold=True)
            page.column_dimensions[cell.column_letter].width = width
    for row in guide.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
