"""The tab Số liệu: passes choices and clicks on, shows what comes back, decides nothing."""

from __future__ import annotations

from html import escape
from typing import Any, Final

import gradio as gr

from assistant.answer import Answer
from assistant.cards import card_html
from assistant.export_routes import MAX_ROWS, figures_url
from assistant.figure_answer import figure_answer, pair_answer
from assistant.figure_index import FigureIndex
from assistant.figure_views import (
    ORDERS,
    Asked,
    listed,
    periods_held,
    reports_asked,
    sections_held,
    side_by_side,
    unit_names,
)
from assistant.figures_html import LISTENS, list_html, pairs_html, pin_html
from assistant.figures_list import ROLES
from assistant.panels import fault_html
from assistant.routes import person
from assistant.sheet_html import words_html
from assistant.sheets import pin_answer
from index_store.catalogue import Contents
from index_store.errors import ReportsError, StoreError
from index_store.tabs import QUIET, Shown, on_shown

_ALL: Final = "Tất cả"
_ALONE: Final = "Không"
_STATUSES: Final = {_ALL: "", "Số ước": "uoc", "Đã thực hiện": "thuc_hien", "Không ghi rõ": "khong_ro"}
_NONE_SHOWN: Final = (
    '<p class="empty">Bấm vào một dòng để xem số liệu đứng ở đâu trong báo cáo, '
    "rồi ghim vào phiếu họp nếu cần.</p>"
)


class Figures:
    """What each choice and click does."""

    def __init__(self, index: FigureIndex) -> None:
        self.index, self.store = index, index.store

    def list(self, asked: Asked, page: int) -> str:
        """The list, or two periods side by side; page: from 0."""
        reports = self.store.reports()
        if not reports:
            return '<p class="empty">Kho chưa có báo cáo nào. Mở thẻ “Báo cáo” để nạp báo cáo.</p>'
        if asked.other:
            two = side_by_side(self.index, asked)
            return (_taken_away(asked) if two.pairs else "") + pairs_html(two, page)
        found = listed(self.index, asked)
        taken = _taken_away(asked, len(found)) if len(found) else ""
        # A report may be corrected or removed between the two: its unit is among the names all the same.
        names = unit_names([*reports, *(figures.report for figures in found.reports)])
        return taken + list_html(found, page, asked.order, names)

    def show(self, clicked: dict[str, str]) -> str:
        """The source of a row. Raises StoreError when its report was published anew since."""
        return _evidence_html(self._answer(clicked), pin_html(_spot(clicked)))

    def pin(self, owner: str, clicked: dict[str, str]) -> str:
        """Puts a row on the owner's sheet; what is shown then. Raises StoreError, NoOwnerError, FullSheetError."""
        answer = self._answer(clicked)
        title = pin_answer(self.store.desk, owner, answer)
        said = f"Đã ghim vào “{title}”. Mở thẻ Chuẩn bị họp để sắp xếp và xuất ra Word."
        return _evidence_html(answer, f'<p class="told" role="status">{escape(said)}</p>')

    def _answer(self, clicked: dict[str, str]) -> Answer:
        contents, number = self._figure(clicked, "")
        if "other" not in clicked:
            return figure_answer(contents, number)
        first, a = self._figure(clicked, "other")
        return pair_answer(first, a, contents, number)

    def _figure(self, clicked: dict[str, str], side: str) -> tuple[Contents, int]:
        name, sequence, number = (
            ("other", "otherSequence", "otherNumber") if side else ("report", "sequence", "number")
        )
        contents = self.store.contents(clicked[name])
        if str(contents.report.sequence) != clicked[sequence] or int(clicked[number]) >= len(
            contents.figures
        ):
            raise StoreError("Báo cáo này vừa được nạp lại. Hãy lọc lại rồi bấm vào dòng cần xem.")
        return contents, int(clicked[number])


def _spot(clicked: dict[str, str]) -> list[tuple[str, str]]:
    names = {"report": "report", "sequence": "sequence", "number": "number", "other": "other"}
    names |= {"otherSequence": "other-sequence", "otherNumber": "other-number"}
    return [(shown, clicked[name]) for name, shown in names.items() if name in clicked]


def _evidence_html(answer: Answer, below: str) -> str:
    cards = "".join(
        card_html(c, [f.printed for f in answer.figures if f.citation == c.n]) for c in answer.citations
    )
    close = '<button type="button" class="close" data-do="close" aria-label="Đóng nguồn">✕</button>'
    return f'{close}<h3 class="asked">{escape(answer.question)}</h3>{words_html(answer)}{below}{cards}'


def _taken_away(asked: Asked, count: int = 0) -> str:
    if count > MAX_ROWS:
        counted = f"{MAX_ROWS:,}".replace(",", ".")
        return f'<p class="notice">Lọc còn dưới {counted} số liệu thì xuất được ra Excel.</p>'
    address = escape(figures_url(asked))
    return f'<p class="takes"><a class="take" href="{address}" download>Xuất Excel những gì đang lọc</a></p>'


def build_tab(figures: Figures) -> None:
    """Lay the tab out inside the current gr.Tab."""
    store = figures.store
    with gr.Accordion(
        "Lọc", elem_id="figures-filters"
    ):  # page.js folds it on phones; elsewhere it has no head
        with gr.Row(elem_classes="controls"):
            unit = gr.Dropdown([_ALL], value=_ALL, label="Đơn vị", min_width=150, elem_id="figures-unit")
            period = gr.Dropdown(
                [_ALL], value=_ALL, label="Kỳ báo cáo", min_width=150, elem_id="figures-period"
            )
            other = gr.Dropdown(
                [_ALONE], value=_ALONE, label="So với kỳ", min_width=150, elem_id="figures-other"
            )
            find = gr.Textbox(
                label="Chỉ tiêu",
                placeholder="ví dụ: giai ngan",
                max_lines=1,
                min_width=150,
                elem_id="figures-find",
            )
            go = gr.Button("Lọc", variant="primary", scale=0, min_width=80, elem_id="figures-go")
        with (
            gr.Accordion("Lọc thêm: mục, loại số, số ước; sắp xếp", open=False),
            gr.Row(elem_classes="controls"),
        ):
            section = gr.Dropdown([_ALL], value=_ALL, label="Mục", min_width=150, elem_id="figures-section")
            role = gr.Dropdown(
                [(_ALL, ""), *((name.capitalize(), key) for key, name in ROLES.items())],
                value="", label="Loại số", min_width=150, elem_id="figures-role",
            )  # fmt: skip
            status = gr.Dropdown(
                list(_STATUSES.items()), value="", label="Trạng thái", min_width=150, elem_id="figures-status"
            )
            order = gr.Dropdown(
                list(ORDERS.items()), value="report", label="Sắp xếp", min_width=150, elem_id="figures-order"
            )
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=320):
            table = gr.HTML('<p class="empty">Đang đọc số liệu…</p>', elem_id="figures", js_on_load=LISTENS)
        with gr.Column(scale=2, min_width=300, elem_id="figures-side"):
            source = gr.HTML(_NONE_SHOWN, elem_id="figures-source", js_on_load=LISTENS)
    inputs = [unit, period, other, find, section, role, status, order]

    def asked(*values: str) -> Asked:
        chosen = ("" if value in (_ALL, _ALONE, None) else value for value in values)
        return Asked(*chosen)

    def offered(choices: list[str], chosen: str, kept: str) -> Any:
        """What can be chosen; a choice stays as it is unless it is no longer offered: it may have changed meanwhile."""
        return (
            gr.update(choices=choices)
            if kept or chosen == choices[0]
            else gr.update(choices=choices, value=choices[0])
        )

    def shown(now: Asked) -> str:
        try:
            return figures.list(now, 0)
        except ReportsError as error:  # of two periods set side by side, a report may just have been removed
            return fault_html(str(error))

    def choose(*values: str) -> Shown:
        """The list for these choices, and what can be chosen next."""
        now = asked(*values)
        reports = store.reports()
        periods = periods_held(reports, now.unit)
        kept = now.period if now.period in periods else ""
        beside = now.other if now.other in periods else ""
        headings = sections_held(figures.index.of(reports_asked(reports, now.unit, kept)))
        heading = now.section if now.section in headings else ""
        now = asked(now.unit, kept, beside, now.find, heading, now.role, now.status, now.order)
        return {
            unit: gr.update(choices=[_ALL, *unit_names(reports).values()]),
            period: offered([_ALL, *periods], values[1], kept),
            other: offered([_ALONE, *periods], values[2], beside),
            section: offered([_ALL, *headings], values[4], heading),
            table: shown(now),
            source: _NONE_SHOWN,
        }

    def click(event: gr.EventData, *values: str) -> Shown:
        """A click in the list: on a row, a page, a column's head."""
        clicked = dict(event._data)
        now = asked(*values)
        try:
            if clicked["do"] == "show":
                return {source: figures.show(clicked)}
            if clicked["do"] == "sort":
                now = asked(*values[:-1], clicked["order"])
                return {order: now.order, table: figures.list(now, 0)}
            return {table: figures.list(now, max(int(clicked["page"]), 0))}
        except ReportsError as error:
            return {source: fault_html(str(error))}

    def pin(event: gr.EventData, request: gr.Request) -> str:
        """A click on what stands beside the list: pins it, or closes it."""
        clicked = dict(event._data)
        try:
            return figures.pin(person(request), clicked) if clicked["do"] == "pin" else _NONE_SHOWN
        except ReportsError as error:
            return fault_html(str(error))

    outputs = [unit, period, other, section, table, source]
    chosen = [unit.input, period.input, other.input, section.input, role.input, status.input, order.input]
    gr.on([*chosen, find.submit, go.click], choose, inputs, outputs, trigger_mode="always_last", **QUIET)
    table.click(click, inputs, [table, source, order], trigger_mode="multiple", **QUIET)
    source.click(pin, None, source, **QUIET)
    on_shown(choose, inputs, outputs)
