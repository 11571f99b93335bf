"""The tab Báo cáo: the reports held, and taking new ones in."""

from __future__ import annotations

import shutil
import tempfile
from html import escape
from pathlib import Path

import gradio as gr

from index_store.errors import ReportsError
from index_store.records import Report
from index_store.store import Store
from ingest.collect import READ
from ingest.corrections import FIELD_NAMES
from ingest.load import FileResult, ingest
from ingest.quality import by_ocr, counted, linked, quality

_STATUS = {
    "added": "đã nạp",
    "replaced": "đã thay bản cũ",
    "unchanged": "đã có sẵn",
    "duplicate": "là bản khác của báo cáo đã có",
    "refused": "không nhận",
}


def reports_html(store: Store) -> str:
    """The reports as a table; every word from a report is escaped."""
    reports = sorted(store.reports(), key=lambda r: (r.header.unit.name, r.file_name))
    if not reports:
        return (
            '<p class="empty">Kho chưa có báo cáo nào. Chọn tệp PDF, Word, Excel hoặc TXT ở trên để nạp.</p>'
        )
    rows = []
    for report in reports:
        header = report.header
        cells = (
            header.unit.full_name,
            header.issuer,
            header.period.label if header.period else "không rõ",
            f"{header.number} {header.date:%d/%m/%Y}" if header.date else header.number,
            counted(report.pages, more=by_ocr(report)),
            counted(report.words),
            counted(report.sections),
            linked(report),
            counted(report.tables, more=counted(report.table_rows, "dòng") if report.tables else ""),
            counted(report.figures),
            report.file_name,
        )
        row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        rows.append(f"<tr>{row}<td>{_remarks_html(report)}</td></tr>")
    names = (
        "Đơn vị",
        "Cơ quan",
        "Kỳ báo cáo",
        "Số, ngày",
        "Trang",
        "Chữ",
        "Mục",
        "Chú thích đã nối",
        "Bảng",
        "Số liệu",
        "Tệp",
        "Lưu ý",
    )
    head = "".join(f"<th>{name}</th>" for name in names)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _remarks_html(report: Report) -> str:
    """What was corrected by hand, and what reading warned of, to be opened; "" for nothing."""
    fields = ", ".join(FIELD_NAMES[name] for name in report.corrections.fields)
    remarks = [*([f"Sửa tay: {fields}."] if fields else ()), *report.warnings]
    items = "".join(f"<li>{escape(remark)}</li>" for remark in remarks)
    return f"<details><summary>{len(remarks)}</summary><ul>{items}</ul></details>" if remarks else ""


def result_html(results: list[FileResult]) -> str:
    """What became of each uploaded file."""
    items = []
    for result in results:
        name = escape(Path(result.file).name)
        if result.status == "refused":
            items.append(f'<li class="refusal">{escape(result.reason)}</li>')
            continue
        warnings = "".join(f"<br><small>{escape(w)}</small>" for w in result.warnings)
        place = escape(f"{result.unit}, {result.period or 'không rõ kỳ'}")
        items.append(
            f"<li><b>{name}</b>: {_STATUS[result.status]}; {place}; {quality(result)}{warnings}</li>"
        )
    return f"<ul>{''.join(items)}</ul>"


def build_tab(store: Store) -> None:
    """Lay the tab out inside the current gr.Blocks."""
    gr.HTML("<h2>Nạp báo cáo</h2>")
    files = gr.File(
        label="Chọn hoặc kéo thả tệp PDF, Word, Excel, TXT, ZIP",
        file_count="multiple",
        file_types=sorted(READ),
        elem_id="upload",
    )
    told = gr.HTML("", elem_id="told")
    gr.HTML("<h2>Báo cáo trong kho</h2>")
    table = gr.HTML(reports_html(store), elem_id="reports")

    def take(paths: list[str] | None, progress: gr.Progress = gr.Progress()) -> tuple[str, str, None]:  # noqa: B008  # Gradio's way
        if not paths:
            return "", reports_html(store), None
        with tempfile.TemporaryDirectory() as folder:
            mine = []
            for path in paths:  # under their own names, outside Gradio's cache
                mine.append(Path(folder) / Path(path).name)
                shutil.copyfile(path, mine[-1])
                Path(path).unlink(missing_ok=True)

            def tell(result: FileResult, done: int, total: int) -> None:
                progress(done / total, desc=f"Đã đọc {Path(result.file).name}")

            try:
                results = list(ingest(mine, store, workers=0, progress=tell).files)
            except ReportsError as error:
                return f'<p class="refusal">{escape(str(error))}</p>', reports_html(store), None
        return result_html(results), reports_html(store), None

    files.upload(
        take,
        [files],
        [told, table, files],
        concurrency_limit=1,
        concurrency_id="ingest",
        api_visibility="private",
    )

    def reread() -> str:
        store.refresh()
        return reports_html(store)

    gr.on(None, reread, None, table, show_progress="hidden", api_visibility="private")
