"""The figures of the store as rows: filtered, and as a workbook with real numbers and their sources."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import IO

from assistant.figure_index import FigureIndex, Filter, Selection
from assistant.holdings import open_holdings
from assistant.scope import name_scope
from assistant.workbook import Cell, save_rows
from index_store.errors import StoreError
from index_store.records import DOUBTFUL, Figure, Passage, Report
from index_store.store import Store

Row = dict[str, str | int | float | None]
_QUOTED = (120, 60)  # characters before and after a figure that a row quotes
_COLUMNS = (
    ("report_unit", "Đơn vị"), ("period", "Kỳ báo cáo"), ("issuer", "Cơ quan"), ("indicator", "Chỉ tiêu"),
    ("value", "Giá trị"), ("unit", "Đơn vị tính"), ("role", "Vai trò"), ("status", "Trạng thái"), ("section", "Mục"),
    ("page", "Trang"), ("footnote", "Chú thích"), ("quote", "Nguyên văn"), ("number", "Số báo cáo"),
    ("date", "Ngày"), ("file", "Tệp"), ("doubt", "Lưu ý"),
)  # fmt: skip
ROLES = {
    "level": "thực hiện", "plan": "kế hoạch", "pct_plan": "so kế hoạch", "earlier": "cùng kỳ", "change": "tăng/giảm",
    "pct_change": "tăng/giảm (%)", "pct_of_earlier": "so cùng kỳ", "target": "mục tiêu", "part": "trong đó",
}  # fmt: skip
STATUSES = {"uoc": "ước", "thuc_hien": "thực hiện", "khong_ro": ""}


def figure_rows(store: Store, unit: str = "", period: str = "", find: str = "") -> list[Row]:
    """Figures of the current reports, in order; unit, period: as a person writes them.

    find: words of the indicator or of its sentence, in any order, diacritics or not; a section's heading does not
    count, or every figure of the section would be found.
    """
    reports = [report for report in open_holdings(store) if report.current]
    named = name_scope(f"{unit} {period}", f"{unit} {period}", reports)
    wanted = [
        report
        for report in reports
        if (not unit or report.header.unit in named.units)
        and (not period or report.header.period in (*named.periods, *named.kinds))
    ]
    return rows_of(store, FigureIndex(store).select(wanted, Filter(find=find)))


def rows_of(store: Store, selection: Selection) -> list[Row]:
    """The selected figures, in their order, each with its source."""
    rows: dict[int, Row] = {}
    for place, figures in enumerate(selection.reports):
        spots = (selection.of_report == place).nonzero()[0].tolist()
        if spots:
            contents = store.contents(figures.report.id)
            passages = {p.id: p for p in contents.passages}
            for spot in spots:
                figure = contents.figures[selection.numbers[spot]]
                rows[spot] = row_of(figures.report, figure, passages[figure.passage])
    return [rows[spot] for spot in range(len(selection))]


def row_of(report: Report, figure: Figure, passage: Passage) -> Row:
    """One figure with its source; passage: where it stands."""
    header = report.header
    before, after = _QUOTED
    return {
        "report": report.id,
        "report_unit": header.unit.full_name,
        "period": header.period.label if header.period else "",
        "issuer": header.issuer,
        "indicator": figure.indicator.split(Figure.INHERITS)[0],
        "value": f"{figure.value:f}",
        "printed": figure.printed,
        "unit": figure.unit,
        "value_base": f"{figure.value_base:f}",
        "unit_base": figure.unit_base,
        "role": figure.role,
        "status": figure.status,
        "span": figure.span,
        "section": passage.section,
        "page": passage.page,
        "footnote": passage.footnote,
        "quote": passage.text[max(0, figure.start - before) : figure.end + after],
        "number": header.number,
        "date": f"{header.date:%d/%m/%Y}" if header.date else "",
        "file": report.file_name,
        "confidence": figure.confidence,
        "doubt": "cần đối chiếu" if figure.confidence < DOUBTFUL else "",
    }


def write_xlsx(rows: list[Row], out: Path) -> None:
    """A workbook: values as numbers, every other cell as text, so that no cell is read as a formula."""
    try:
        with out.open("wb") as stream:
            save_figures(stream, rows)
    except OSError as error:
        raise StoreError(f"Không ghi được {out} ({error.strerror}). Chọn nơi khác bằng --out.") from error


def save_figures(stream: IO[bytes], rows: list[Row]) -> None:
    """The same into an open file."""
    titles = [title for _, title in _COLUMNS]
    save_rows(stream, {"Số liệu": (titles, map(_cells, rows))})


def _cells(row: Row) -> list[Cell]:
    cells: dict[str, Cell] = {
        **row,
        "value": Decimal(str(row["value"])),
        "role": ROLES[str(row["role"])],
        "status": STATUSES[str(row["status"])],
    }
    return [cells[name] for name, _ in _COLUMNS]
