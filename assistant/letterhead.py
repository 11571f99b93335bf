"""The top of an office's paper in Word: of a State body as Nghị định 30/2020/NĐ-CP sets it out, of a Party body as
Hướng dẫn 36-HD/VPTW does. Two columns: who writes, and the words that stand on every paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from assistant.sheets import Letterhead

_DOTS: Final = "…………"
_WIDTHS_MM: Final = (65, 100)
# What XML cannot hold: words come from reports, and are pasted.
_FORBIDDEN: Final = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Words:
    """What a body's papers say on the right, and how large (points)."""

    above: str  # stands for the office over it, where none is given
    office: str
    number: str
    motto: tuple[tuple[str, float], ...]
    name_pt: float


_FORMS: Final = {
    "state": _Words(
        "TÊN CƠ QUAN CHỦ QUẢN", "TÊN CƠ QUAN", "Số:        /…", 
        (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12), ("Độc lập - Tự do - Hạnh phúc", 13)), 12,
    ),
    "party": _Words(
        "TÊN CƠ QUAN CẤP TRÊN", "TÊN CƠ QUAN", "Số        -…/…", (("ĐẢNG CỘNG SẢN VIỆT NAM", 15),), 14
    ),
}  # fmt: skip


def clean(text: str) -> str:
    """The text without what a Word document cannot hold."""
    return _FORBIDDEN.sub("", text)


def add_letterhead(document: Document, head: Letterhead, day: date) -> None:
    """Put it on top of an empty document; nothing for a plain one."""
    if head.form == "plain":
        return
    words = _FORMS[head.form]
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    left, right = table.rows[0].cells
    for n, width in enumerate(_WIDTHS_MM):
        table.columns[n].width = table.rows[0].cells[n].width = Mm(width)
    _line(left, (head.above or words.above).upper(), words.name_pt, first=True)
    _line(left, (head.office or words.office).upper(), words.name_pt, bold=True)
    if head.form == "state":
        _rule(left, 20)
    else:
        _line(left, "*", words.name_pt)
    _line(left, words.number, 13 if head.form == "state" else words.name_pt)
    for n, (text, size) in enumerate(words.motto):
        _line(right, text, size, first=n == 0, bold=True)
    _rule(right, 18 if head.form == "state" else 14)
    dated = f"{head.place or _DOTS}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
    _line(right, dated, 14 if head.form == "party" else 13, italic=True).paragraph_format.space_before = Pt(6)
    document.add_paragraph()


def _line(
    cell: _Cell, text: str, size_pt: float, *, first: bool = False, bold: bool = False, italic: bool = False
) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size_pt)
    return paragraph


def _rule(cell: _Cell, indent_mm: float) -> None:
    """A line below the words, that far in from both sides."""
    paragraph = _line(cell, "", 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent_mm)
    paragraph.paragraph_format.line_spacing = Pt(3)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")
