"""The figures of the store as rows: filtered, and as a workbook with real numbers and their sources."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import IO

from assistant.holdings import open_holdings
from assistant.scope import name_scope
from index_store.errors import StoreError
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.records import DOUBTFUL
from index_store.store import Store

Row = dict[str, str | int | float | None]
INHERITS = " ‹ "
_HEADING_ZONE = 4
_COLUMNS = (
    ("report_unit", "Đơn vị"), ("period", "Kỳ báo cáo"), ("issuer", "Cơ quan"), ("indicator", "Chỉ tiêu"),
    ("value", "Giá trị"), ("unit", "Đơn vị tính"), ("role", "Vai trò"), ("status", "Trạng thái"), ("section", "Mục"),
    ("page", "Trang"), ("footnote", "Chú thích"), ("quote", "Nguyên văn"), ("file", "Tệp"),
    ("doubt", "Lưu ý"),
)  # fmt: skip
_ROLES = {
    "level": "thực hiện", "plan": "kế hoạch", "pct_plan": "so kế hoạch", "earlier": "cùng kỳ", "change": "tăng/giảm",
    "pct_change": "tăng/giảm (%)", "pct_of_earlier": "so cùng kỳ", "target": "mục tiêu", "part": "trong đó",
}  # fmt: skip
_STATUS = {"uoc": "ước", "thuc_hien": "thực hiện", "khong_ro": ""}


def figure_rows(store: Store, unit: str = "", period: str = "", find: str = "") -> list[Row]:
    """Figures of the current reports, in order; unit, period: as a person writes them.

    find: words of the indicator or of its sentence, in any order, diacritics or not; a section's heading does not
    count, or every figure of the section would be found.
    """
    reports = [report for report in open_holdings(store) if report.current]
    named = name_scope(f"{unit} {period}", f"{unit} {period}", reports)
    wanted = {fold(t) for t in terms(find)}
    rows: list[Row] = []
    for report in reports:
        header = report.header
        if unit and header.unit not in named.units:
            continue
        if period and header.period not in (*named.periods, *named.kinds):
            continue
        contents = store.contents(report.id)
        passages = {p.id: p for p in contents.passages}
        for figure in contents.figures:
            passage = passages[figure.passage]
            quote = passage.text[max(0, figure.start - 120) : figure.end + 60]
            if wanted and not wanted <= _words(figure.indicator) | {fold(t) for t in terms(quote)}:
                continue
            rows.append(
                {
                    "report": report.id,
                    "report_unit": header.unit.full_name,
                    "period": header.period.label if header.period else "",
                    "issuer": header.issuer,
                    "indicator": figure.indicator.split(INHERITS)[0],
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
                    "quote": quote,
                    "file": report.file_name,
                    "confidence": figure.confidence,
                    "doubt": "cần đối chiếu" if figure.confidence < DOUBTFUL else "",
                }
            )
    return rows


@lru_cache(maxsize=50_000)
def _words(indicator: str) -> frozenset[str]:
    zones = indicator.split(INHERITS)
    return frozenset(fold(t) for zone in zones[:_HEADING_ZONE] for t in terms(zone))


def write_xlsx(rows: list[Row], out: Path) -> None:
    """A workbook: values as numbers, every other cell as text, so that no cell is read as a formula."""
    try:
        with out.open("wb") as stream:
            _fill(stream, rows)
    except OSError as error:
        raise StoreError(f"Không ghi được {out} ({error.strerror}). Chọn nơi khác bằng --out.") from error


def _fill(stream: IO[bytes], rows: list[Row]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Số liệu")
    sheet.freeze_panes = "A2"
    sheet.append([title for _, title in _COLUMNS])
    for row in rows:
        cells = []
        for name, _ in _COLUMNS:
            value = row[name]
            if name == "value":
                value = float(str(value))
            elif name == "role":
                value = _ROLES[str(value)]
            elif name == "status":
                value = _STATUS[str(value)]
            elif isinstance(value, str):
                value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.quotePrefix = value[:1] in "=+-@\t\r"
            cells.append(cell)
        sheet.append(cells)
    book.save(stream)
