"""The tab Báo cáo: taking reports in, the list of those held, one report opened. Shows, decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from index_store.errors import ReportsError, StoreLockedError
from index_store.store import Store
from index_store.tabs import QUIET
from ingest.intake import Intake
from ingest.intake_view import batch_html
from ingest.report_list import ORDERS, PAGE_SIZE, button, listing, removed_html, title
from ingest.report_panel import BUSY, CLICKS, Panel

Person = Callable[[gr.Request], str]  # the key of whoever is visiting
TICK_S = 1.0


def build_tab(store: Store, person: Person) -> None:
    """Lay the tab out inside the current gr.Blocks."""
    intake = Intake(store)
    page: Any = gr.Number(0, precision=0, visible=False)  # a state would keep a connection open
    with gr.Column(elem_id="report-list") as shelf:
        gr.HTML("<h2>Nạp báo cáo</h2>")
        files = gr.File(
            label="Tệp PDF, Word, Excel, TXT, ZIP",
            file_count="multiple",
            height=150,
            elem_id="upload",
        )
        told = gr.HTML("", elem_id="told", js_on_load=CLICKS)
        notice = gr.HTML("", elem_id="notice", js_on_load=CLICKS)
        gr.HTML("<h2>Báo cáo trong kho</h2>")
        with gr.Row(elem_id="finding", elem_classes="controls"):
            find = gr.Textbox(
                "",
                label="Tìm báo cáo",
                placeholder="Tên đơn vị, kỳ, cơ quan, số, tên tệp",
                scale=3,
                min_width=300,
                elem_id="find-report",
            )
            order = gr.Dropdown(
                list(ORDERS),
                value=next(iter(ORDERS)),
                label="Sắp xếp",
                scale=1,
                min_width=220,
                filterable=False,
            )
        table = gr.HTML("", elem_id="reports", js_on_load=CLICKS)
        with gr.Row(elem_id="turning", visible=False) as turning:
            back = gr.Button("‹ Trang trước", size="sm", min_width=110)
            where = gr.HTML("")
            on = gr.Button("Trang sau ›", size="sm", min_width=110)
        removed = gr.HTML("", elem_id="removed", js_on_load=CLICKS)
    panel = Panel(store)
    clock = gr.Timer(TICK_S, active=False)
    shown = [table, page, turning, where, removed]

    def look(words: str, by: str, at: int) -> dict[Any, Any]:
        found = listing(store.reports(all_versions=True), words, by, at)
        first = found.page * PAGE_SIZE
        last = min(first + PAGE_SIZE, found.found)
        return {
            table: found.html,
            page: found.page,
            turning: gr.update(visible=found.pages > 1),
            where: f'<p class="where">{first + 1}–{last} trong {found.found} báo cáo</p>',
            removed: removed_html(store.removed()),
        }

    def take(paths: list[str] | None, request: gr.Request) -> tuple[Any, ...]:
        if not paths:
            return gr.skip(), None, gr.skip()
        owner = person(request)
        try:
            intake.give(owner, [Path(path) for path in paths])
        except ReportsError as error:
            return f'<p class="refusal">{escape(str(error))}</p>', None, gr.skip()
        return batch_html(intake.of(owner), intake.busy()), None, gr.Timer(active=True)

    def follow(request: gr.Request) -> dict[Any, Any]:
        mine, busy = intake.of(person(request)), intake.busy()
        over = busy is None and (mine is None or mine.stage == "done")
        return {told: batch_html(mine, busy), clock: gr.Timer(active=not over)}

    def enter(request: gr.Request) -> dict[Any, Any]:
        store.refresh()
        intake.put_away(person(request))
        return follow(request)

    def act(event: gr.EventData) -> dict[Any, Any]:
        """A button inside the lists: open a report, or bring one back."""
        key = str(event.key)
        try:
            if event.what == "restore":
                report = store.restore(key)
                return {notice: f'<p class="waiting">Đã lấy lại {escape(title(report))}.</p>'}
            return {shelf: gr.Column(visible=False), notice: "", **panel.opened(key)}
        except StoreLockedError:
            return {notice: f'<p class="refusal">{BUSY}</p>'}
        except ReportsError as error:
            return {notice: f'<p class="refusal">{escape(str(error))}</p>'}

    def remove(key: str) -> dict[Any, Any]:
        try:
            report = store.remove(key)
        except StoreLockedError:
            return {panel.message: f'<p class="refusal">{BUSY}</p>'}
        except ReportsError as error:
            return {panel.message: f'<p class="refusal">{escape(str(error))}</p>'}
        undo = button("restore", report.id, "Hoàn tác")
        said = f'<p class="waiting">Đã bỏ {escape(title(report))} ({escape(report.file_name)}) khỏi kho. {undo}</p>'
        return {notice: said, shelf: gr.Column(visible=True), panel.column: gr.Column(visible=False)}

    def leave() -> dict[Any, Any]:
        return {shelf: gr.Column(visible=True), panel.column: gr.Column(visible=False)}

    asked = [find, order, page]
    # One after another: what was typed last is shown last.
    in_order = QUIET | {"concurrency_id": "report-list", "concurrency_limit": 1}

    def relook(event: Any) -> None:
        event.then(look, asked, shown, **in_order)

    relook(gr.on(None, enter, None, [told, clock], **QUIET))
    files.upload(take, files, [told, files, clock], **QUIET)
    relook(clock.tick(follow, None, [told, clock], **QUIET))
    for change in (find.change, order.change):
        change(lambda words, by: look(words, by, 0), [find, order], shown, **in_order)
    back.click(lambda words, by, at: look(words, by, at - 1), asked, shown, **in_order)
    on.click(lambda words, by, at: look(words, by, at + 1), asked, shown, **in_order)
    opening = [notice, shelf, *panel.outputs]
    for clickable in (told, notice, table, removed, panel.head):
        relook(clickable.click(act, None, opening, **QUIET))
    relook(panel.remove.click(remove, panel.key, [notice, shelf, panel.column, panel.message], **QUIET))
    relook(panel.leave.click(leave, None, [shelf, panel.column], **QUIET))
