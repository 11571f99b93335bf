"""A case as files of several producers: Typst, Word, Excel, and LibreOffice's PDF of the latter two.

Around the tables stands what a report needs to be one: letterhead, title, a paragraph. All of it is invented.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import typst

from eval.table_bench.cases import Case, Column, GoldTable, Row

LETTERHEAD = ("ỦY BAN NHÂN DÂN", "HUYỆN MÂY NGÀN")
TITLE = ("BÁO CÁO", "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024 của huyện Mây Ngàn")
PROSE = (
    "Ủy ban nhân dân huyện Mây Ngàn báo cáo tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội, quốc phòng - "
    "an ninh 6 tháng đầu năm 2024 trên địa bàn huyện; kết quả cụ thể của từng lĩnh vực, từng xã được nêu tại các "
    "phụ lục kèm theo. Tài liệu này chỉ để minh họa, đơn vị và số liệu hư cấu.",
)


class Span(NamedTuple):
    """A header cell: text, the columns and the rows that it covers."""

    text: str
    column: int
    columns: int
    rows: int


def header_rows(columns: Sequence[Column]) -> list[list[Span]]:
    """The header's cells, row by row; the last words of a path reach down to the body."""
    depth = max(len(column.path) for column in columns)
    rows: list[list[Span]] = []
    for level in range(depth):
        row: list[Span] = []
        at = 0
        while at < len(columns):
            path = columns[at].path
            end = at + 1
            if level < len(path):
                if level < len(path) - 1:
                    while end < len(columns) and columns[end].path[: level + 1] == path[: level + 1]:
                        end += 1
                row.append(Span(path[level], at, end - at, depth - level if level == len(path) - 1 else 1))
            at = end
        rows.append(row)
    return rows


def column_numbers(columns: Sequence[Column]) -> list[str]:
    """ "A", "B", then 1, 2, 3…: the row that numbers the columns."""
    words = sum(column.kind in ("number", "name") for column in columns)
    return [*"AB"[:words], *(str(n) for n in range(1, len(columns) - words + 1))]


def wide_cell(case: Case, row: Row) -> int:
    """The cell that covers the rest of its row, -1 for none."""
    if row.kind != "group" or not case.merged_groups:
        return -1
    return max(at for at, cell in enumerate(row.cells) if cell)


# ---------------------------------------------------------------- Typst
def _lit(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '";' if text else ""


def as_typst(case: Case, *, ruled: bool) -> bytes:
    """A4, tables of 10 points; without rules the columns are parted by white space alone."""
    flip = "flipped: true, " if case.landscape else ""
    out = [
        f'#set page(paper: "a4", {flip}margin: 2cm, numbering: "1")\n#set text(font: "Libertinus Serif", size: 13pt, '
        'lang: "vi")\n#set par(justify: true)\n#show table: set par(justify: false)\n',
        *(f"#strong[{_lit(line)}]\n" for line in LETTERHEAD),
        *(f"#align(center)[#strong[{_lit(line)}]]\n" for line in TITLE),
        *(f"{_lit(line)}\n" for line in PROSE),
    ]
    for table in case.tables:
        out += [f"#align(center)[#strong[{_lit(line)}]]\n" for line in table.title]
        if table.unit_line:
            out.append(f'#align(right)[#text(style: "italic")[{_lit(table.unit_line)}]]\n')
        out.append(_typst_table(case, table, ruled))
    data = typst.compile("\n".join(out).encode(), ignore_system_fonts=True, timestamp=0, pdf_tags=False)
    if not isinstance(data, bytes):
        raise TypeError("typst gave no single PDF")
    return data


def _typst_table(case: Case, table: GoldTable, ruled: bool) -> str:
    widths = ", ".join(f"{column.width}fr" for column in table.columns)
    aligns = ", ".join(
        {"number": "center", "figure": "right", "share": "right", "unit": "center"}.get(column.kind, "left")
        for column in table.columns
    )
    head = [
        f"table.cell(colspan: {s.columns}, rowspan: {s.rows}, align: center + horizon)[#strong[{_lit(s.text)}]]"
        for row in header_rows(table.columns)
        for s in row
    ]
    if table.counted:
        head += [f"[{_lit(n)}]" for n in column_numbers(table.columns)]
    cells = []
    for row in table.rows:
        wide = wide_cell(case, row)
        for at, cell in enumerate(row.cells[: wide + 1] if wide >= 0 else row.cells):
            inside = f"#strong[{_lit(cell)}]" if row.kind in ("group", "total") else _lit(cell)
            span = f"colspan: {len(row.cells) - at}, " if at == wide else ""
            cells.append(f"table.cell({span}breakable: {str(not case.keep_rows).lower()})[{inside}]")
    stroke = "0.5pt" if ruled else "none"
    repeat = str(case.repeat).lower()
    return (
        f"#text(size: 10pt, table(columns: ({widths}), align: ({aligns}), stroke: {stroke}, "
        f"table.header(repeat: {repeat}, {', '.join(head)}), {', '.join(cells)}))\n"
    )


# ---------------------------------------------------------------- Word
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def as_docx(case: Case, *, ruled: bool = True) -> bytes:
    """One section, A4; merged cells as Word keeps them (gridSpan, vMerge)."""
    body = [_p(line, bold=True, align="left") for line in LETTERHEAD]
    body += [_p(line, bold=True, align="center") for line in TITLE] + [_p(line) for line in PROSE]
    for table in case.tables:
        body += [_p(line, bold=True, align="center") for line in table.title]
        if table.unit_line:
            body.append(_p(table.unit_line, align="right"))
        body.append(_docx_table(case, table, ruled))
        body.append(_p(""))
    width, height = (16838, 11906) if case.landscape else (11906, 16838)
    turn = ' w:orient="landscape"' if case.landscape else ""
    page = (
        f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{turn}/><w:pgMar w:top="1134" w:right="1134" '
        'w:bottom="1134" w:left="1134" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f"<w:document {_NS}><w:body>{''.join(body)}{page}</w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')
    return out.getvalue()


def _p(text: str, *, bold: bool = False, align: str = "both", size: int = 26) -> str:
    look = f'<w:rPr><w:rFonts w:ascii="Noto Serif" w:hAnsi="Noto Serif"/>{"<w:b/>" if bold else ""}'
    run = f'<w:r>{look}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{run if text else ""}</w:p>'


def _tc(text: str, width: int, extra: str = "", *, bold: bool = False, align: str = "left") -> str:
    inside = _p(text, bold=bold, align=align, size=20)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{inside}</w:tc>'


def _docx_table(case: Case, table: GoldTable, ruled: bool) -> str:
    room = 14500 if case.landscape else 9600
    total = sum(column.width for column in table.columns)
    widths = [int(room * column.width / total) for column in table.columns]
    side = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    edges = "".join(side.format(x) for x in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    rows = [_docx_row(cells, head=case.repeat) for cells in _docx_head(table, widths)]
    if table.counted:
        numbers = [
            _tc(n, w, align="center") for n, w in zip(column_numbers(table.columns), widths, strict=True)
        ]
        rows.append(_docx_row(numbers, head=case.repeat))
    for row in table.rows:
        wide = wide_cell(case, row)
        cells = []
        for at, cell in enumerate(row.cells[: wide + 1] if wide >= 0 else row.cells):
            span = f'<w:gridSpan w:val="{len(row.cells) - at}"/>' if at == wide else ""
            align = "right" if table.columns[at].kind in ("figure", "share") else "left"
            width = sum(widths[at:]) if at == wide else widths[at]
            cells.append(_tc(cell, width, span, bold=row.kind in ("group", "total"), align=align))
        rows.append(_docx_row(cells, whole=case.keep_rows))
    borders = f"<w:tblBorders>{edges}</w:tblBorders>" if ruled else ""
    return (
        f'<w:tbl><w:tblPr>{borders}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _docx_row(cells: Sequence[str], *, head: bool = False, whole: bool = False) -> str:
    inside = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{inside}</w:trPr>' if inside else ''}{''.join(cells)}</w:tr>"


def _docx_head(table: GoldTable, widths: Sequence[int]) -> Iterator[list[str]]:
    """The header's rows; a cell over several rows goes on in each of them."""
    rows = header_rows(table.columns)
    open_cells: dict[int, int] = {}  # column → rows still covered
    for spans in rows:
        starts = {span.column: span for span in spans}
        cells = []
        at = 0
        while at < len(table.columns):
            if span := starts.get(at):
                extra = f'<w:gridSpan w:val="{span.columns}"/>' if span.columns > 1 else ""
                if span.rows > 1:
                    extra += '<w:vMerge w:val="restart"/>'
                    open_cells[at] = span.rows
                width = sum(widths[at : at + span.columns])
                cells.append(_tc(span.text, width, extra, bold=True, align="center"))
                at += span.columns
            else:
                cells.append(_tc("", widths[at], "<w:vMerge/>"))
                at += 1
        yield cells


# ---------------------------------------------------------------- LibreOffice
def by_libreoffice(files: Sequence[Path], out: Path, program: str) -> None:
    """PDFs of Word or Excel files, under their own names, in `out`."""
    profile = f"-env:UserInstallation=file://{(out / 'profile').resolve()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
