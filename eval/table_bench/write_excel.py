"""A case as an Excel workbook: figures are numbers with a format, headers are merged cells."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side

from eval.table_bench.cases import Case, Column
from eval.table_bench.write import LETTERHEAD, PROSE, TITLE, column_numbers, header_rows, wide_cell


def as_xlsx(case: Case, *, locale: str = "") -> bytes:
    """A sheet for each table: letterhead, title, unit, header, rows; figures are numbers with a format.

    locale: put before each number format; "[$-42A]" makes LibreOffice print Vietnamese figures.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    thin = Side(style="thin")
    edge = Border(left=thin, right=thin, top=thin, bottom=thin)
    for n, table in enumerate(case.tables, 1):
        sheet = book.create_sheet(f"Biểu {n}")
        width = len(table.columns)
        lines = [*LETTERHEAD, *TITLE, *PROSE, *table.title, *([table.unit_line] if table.unit_line else [])]
        for at, line in enumerate(lines, 1):
            sheet.cell(at, 1, line).alignment = Alignment(horizontal="center", wrap_text=True)
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
            if len(line) > 200:
                sheet.row_dimensions[at].height = 70
        first, depth = len(lines) + 2, len(header_rows(table.columns))
        at = first
        for spans in header_rows(table.columns):
            for span in spans:
                sheet.cell(at, span.column + 1, span.text)
                if span.columns > 1 or span.rows > 1:
                    sheet.merge_cells(start_row=at, end_row=at + span.rows - 1, start_column=span.column + 1,
                                      end_column=span.column + span.columns)  # fmt: skip
            at += 1
        if table.counted:
            for column, number in enumerate(column_numbers(table.columns), 1):
                sheet.cell(at, column, number)
            at += 1
        if case.repeat:
            sheet.print_title_rows = f"{first}:{at - 1}"
        for row in table.rows:
            wide = wide_cell(case, row)
            for column, text in enumerate(row.cells, 1):
                if text:
                    value, code = _value(table.columns[column - 1], text)
                    sheet.cell(at, column, value).number_format = locale + code if code else "General"
            if wide >= 0:
                sheet.merge_cells(start_row=at, end_row=at, start_column=wide + 1, end_column=width)
            at += 1
        for cells in sheet.iter_rows(min_row=first, max_row=at - 1, max_col=width):
            for cell in cells:
                cell.border = edge
                cell.alignment = Alignment(wrap_text=True, vertical="center")
        for cells in sheet.iter_rows(min_row=first):
            lines_of = [
                len(str(cell.value or "")) // max(8 * table.columns[cell.column - 1].width, 1)
                for cell in cells
            ]
            sheet.row_dimensions[cells[0].row].height = 15 * (1 + max(lines_of))
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.font = Font(name="Noto Serif", size=10, bold=first <= cell.row < first + depth)
        for column, spec in enumerate(table.columns, 1):
            sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = 11 * spec.width + 1
        sheet.page_setup.orientation = "landscape" if case.landscape else "portrait"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _value(column: Column, text: str) -> tuple[object, str]:
    """A figure as Excel holds it, with the format that prints it; anything else as text."""
    if column.kind not in ("figure", "share") or not text[0].isdigit():
        return text, ""
    whole, _, decimals = text.partition(",")
    number = float(f"{whole.replace('.', '')}.{decimals or 0}")
    places = f".{'0' * len(decimals)}" if decimals else ""
    return (number if decimals else int(number)), f"#,##0{places}"
