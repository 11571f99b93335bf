"""A meeting sheet as a Word document: each figure with its source below it, tables as tables of Word."""

from __future__ import annotations

import re
from datetime import date
from typing import IO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from assistant.answer import Answer, AnswerTable
from assistant.export_words import computed_words, source_words, title_of
from assistant.letterhead import add_letterhead, clean
from assistant.sheets import Entry, Sheet

FONT = "Times New Roman"
_SIZE_PT, _SMALL_PT = 14, 11
_BOLD = re.compile(r"(\*\*.+?\*\*)")


def save_docx(stream: IO[bytes], title: str, sheet: Sheet, day: date) -> None:
    """Write a sheet. day: the date that its letterhead bears."""
    document = docx.Document()
    _lay_out(document)
    document.core_properties.title = clean(title)
    document.core_properties.author = ""
    add_letterhead(document, sheet.letterhead, day)
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(clean(title).upper()).bold = True
    for entry in sheet.numbered():
        _add_entry(document, entry)
    if sheet.unanswered:
        document.add_heading("Câu chưa trả lời được", 1)
        for entry in sheet.unanswered:
            if entry.answer is not None:
                paragraph = document.add_paragraph(style="List Bullet")
                paragraph.add_run(f"{clean(title_of(entry.answer))} ").bold = True
                paragraph.add_run(clean(entry.answer.answer.replace("**", "")))
    document.save(stream)


def _lay_out(document: Document) -> None:
    """A4 with the margins of office papers, the usual type, pages counted at the top from the second on."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    counter = OxmlElement("w:fldSimple")
    counter.set(qn("w:instr"), "PAGE")
    number._p.append(counter)
    for name, size in (("Normal", _SIZE_PT), ("Heading 1", _SIZE_PT), ("List Bullet", _SIZE_PT)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.font.color.rgb = None
    document.styles["Heading 1"].font.bold = True
    document.styles["Normal"].paragraph_format.space_after = Pt(6)


def _add_entry(document: Document, entry: Entry) -> None:
    if entry.kind == "heading":
        document.add_heading(clean(entry.text), 1)
    elif entry.answer is None:
        for line in entry.text.splitlines():
            document.add_paragraph().add_run(clean(line)).italic = True
    else:
        _add_answer(document, entry.answer)


def _add_answer(document: Document, answer: Answer) -> None:
    asked = document.add_paragraph()
    asked.paragraph_format.keep_with_next, asked.paragraph_format.space_before = True, Pt(8)
    asked.add_run(clean(title_of(answer))).bold = True
    _add_words(document.add_paragraph(), answer.answer)
    if answer.table:
        _add_table(document, answer.table)
    for line in computed_words(answer.computed):
        _small(document, line)
    for notice in answer.notices:
        _small(document, notice)
    for citation in answer.citations:
        _small(document, source_words(citation))


def _add_words(paragraph: Paragraph, text: str) -> None:
    for part in _BOLD.split(clean(text)):
        bold = part.startswith("**") and part.endswith("**") and len(part) > 4
        paragraph.add_run(part[2:-2] if bold else part).bold = bold


def _small(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.space_after = Mm(8), Pt(3)
    paragraph.add_run(clean(text)).font.size = Pt(_SMALL_PT)


def _add_table(document: Document, content: AnswerTable) -> None:
    """Its first row comes again on each page, no row is cut."""
    table = document.add_table(rows=1, cols=len(content.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, content.columns, strict=True):
        cell.paragraphs[0].add_run(clean(name)).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in content.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _add_words(cell.paragraphs[0], text)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(_SMALL_PT + 1)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
