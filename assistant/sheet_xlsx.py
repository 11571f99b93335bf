"""A meeting sheet as a workbook: a row for each figure, with its source; what was not answered on a sheet apart."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import IO

from assistant.answer import Answer, AnswerFigure, Citation
from assistant.export_words import title_of
from assistant.figures_list import ROLES
from assistant.sheets import Sheet
from assistant.sources import day_name
from assistant.workbook import Cell, save_rows
from index_store.records import DOUBTFUL

_TITLES = (
    "Phần", "Nội dung", "Trả lời", "Nguồn", "Giá trị", "Đơn vị tính", "Vai trò", "Đơn vị", "Kỳ báo cáo", "Cơ quan",
    "Số báo cáo", "Ngày", "Mục", "Trang", "Chú thích", "Nguyên văn", "Tệp", "Lưu ý",
)  # fmt: skip


def save_xlsx(stream: IO[bytes], sheet: Sheet) -> None:
    """Write a sheet."""
    refused = [(title_of(e.answer), e.answer.answer.replace("**", "")) for e in sheet.unanswered if e.answer]
    sheets = {"Phiếu": (_TITLES, _rows(sheet))}
    if refused:
        save_rows(stream, {**sheets, "Chưa trả lời được": (("Câu hỏi", "Trả lời"), refused)})
    else:
        save_rows(stream, sheets)


def _rows(sheet: Sheet) -> Iterator[list[Cell]]:
    part = ""
    for entry in sheet.numbered():
        if entry.kind == "heading":
            part = entry.text
        elif entry.answer is None:
            yield [part, entry.text, *([None] * (len(_TITLES) - 2))]
        else:
            yield from _answer_rows(part, entry.answer)


def _answer_rows(part: str, answer: Answer) -> Iterator[list[Cell]]:
    """A row for each figure, for each computed one, and for each citation that has none."""
    said = answer.answer.replace("**", "")
    for citation in answer.citations:
        own = [f for f in answer.figures if f.citation == citation.n]
        for figure in own:
            yield [part, title_of(answer), said, *_figure_cells(citation, figure)]
        if not own:
            yield [part, title_of(answer), said, *_figure_cells(citation, None)]
    for made in answer.computed:
        number = Decimal(made.printed.replace(".", "").replace(",", "."))
        inputs = " và ".join(made.inputs)
        yield [
            part, title_of(answer), said, "tính", number, made.unit, f"tính từ {inputs}",
            *([None] * (len(_TITLES) - 7)),
        ]  # fmt: skip


def _figure_cells(citation: Citation, figure: AnswerFigure | None) -> list[Cell]:
    section = f"{citation.section} {citation.section_heading}".strip()
    return [
        f"[{citation.n}]",
        Decimal(figure.value) if figure else None,
        figure.unit if figure else "",
        ROLES[figure.role] if figure else "",
        citation.unit,
        citation.period,
        citation.issuer,
        citation.number,
        day_name(citation.date) if citation.date else "",
        section,
        citation.page,
        citation.footnote,
        citation.quote,
        citation.report_file,
        "cần đối chiếu" if citation.confidence < DOUBTFUL else "",
    ]
