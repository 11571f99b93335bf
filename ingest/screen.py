"""The tab Báo cáo: the reports held, and taking new ones in."""

from __future__ import annotations

import shutil
import tempfile
from html import escape
from pathlib import Path

import gradio as gr

from index_store.errors import ReportsError
from index_store.store import Store
from ingest.collect import READ
from ingest.load import FileResult, ingest

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
            str(report.pages),
            f"{report.footnotes_linked}/{report.footnotes}",
            str(report.tables),
            str(report.figures),
            report.file_name,
        )
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    names = (
        "Đơn vị",
        "Cơ quan",
        "Kỳ báo cáo",
        "Số, ngày",
        "Trang",
        "Chú thích đã nối",
        "Bảng",
        "Số liệu",
        "Tệp",
    )
    head = "".join(f"<th>{name}</th>" for name in names)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def result_html(results: list[FileResult]) -> str:
    """What became of each uploaded file."""
    items = []
    for result in results:
        name = escape(Path(result.file).name)
        if result.status == "refused":
            items.append(f'<li class="refusal">{escape(result.reason)}</li>')
            continue
        linked = f"chú thích nối được {result.footnotes_linked}/{result.footnotes}"
        read = f"{result.pages} trang, {linked}, {result.figures} số liệu"
        warnings = "".join(f"<br><small>{escape(w)}</small>" for w in result.warnings)
        place = escape(f"{result.unit}, {result.period or 'không rõ kỳ'}")
        items.append(f"<li><b>{name}</b>: {_STATUS[result.status]}; {place}; {read}{warnings}</li>")
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
