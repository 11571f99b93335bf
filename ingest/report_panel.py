"""One report opened in the tab Báo cáo: its fields to be corrected, its text and tables, its pages beside them."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from index_store.errors import ReportsError, StoreLockedError
from index_store.store import Store
from index_store.tabs import QUIET
from ingest.corrections import FIELD_NAMES, edit, field_words, parse_corrections, reset
from ingest.page_view import clipped, has_pictures, page_html
from ingest.report_view import head_html, read_html, text_html

BUSY = "Kho đang nạp tệp khác nên chưa làm được. Hãy bấm lại sau khi nạp xong; những gì đã gõ vẫn còn."
# What a button inside HTML asks for reaches Python as the event's `what`, `key` and `quote`.
CLICKS = """
element.addEventListener('click', event => {
  const asked = event.target.closest('[data-do]');
  if (asked) trigger('click', {what: asked.dataset.do, key: asked.dataset.key, quote: asked.dataset.quote || ''});
});
"""
_EXAMPLES = {
    "unit": "huyện Đức Trọng",
    "province": "Lâm Đồng",
    "issuer": "UBND huyện",
    "period": "6 tháng đầu năm 2024",
    "number": "189/BC-UBND",
    "date": "20/06/2024",
}


class Panel:
    """The components of an opened report, and what fills them."""

    def __init__(self, store: Store) -> None:
        """Lay it out, unseen, inside the current gr.Blocks."""
        self._store = store
        self.key: Any = gr.Textbox("", visible=False)
        self._page: Any = gr.Number(1, precision=0, visible=False)
        with gr.Column(visible=False, elem_id="one-report") as self.column:
            with gr.Row():
                self.leave = gr.Button(
                    "‹ Danh sách báo cáo", size="sm", scale=0, min_width=180, elem_id="leave"
                )
                self.remove = gr.Button(
                    "Bỏ báo cáo này khỏi kho", size="sm", scale=0, min_width=200, elem_id="remove"
                )
            self.head = gr.HTML("", elem_id="report-head", js_on_load=CLICKS)
            self.message = gr.HTML("", elem_id="removal-message")
            with gr.Accordion("Sửa thông tin", open=False, elem_id="correct") as self._correct:
                gr.HTML("<p>Chỉ sửa ô nào đọc sai. Câu trả lời dùng ngay thông tin đã sửa.</p>")
                with gr.Row():
                    self._fields = {
                        name: gr.Textbox(
                            "",
                            label=label.capitalize(),
                            placeholder=f"Ví dụ: {_EXAMPLES[name]}",
                            min_width=300,
                            elem_id=f"field-{name}",
                        )
                        for name, label in FIELD_NAMES.items()
                    }
                with gr.Row():
                    save = gr.Button("Lưu", variant="primary", scale=0, min_width=110, elem_id="save-fields")
                    undo = gr.Button(
                        "Bỏ chỗ sửa tay, dùng lại như đã đọc", scale=0, min_width=280, elem_id="reset-fields"
                    )
                self._said = gr.HTML("", elem_id="report-message")
            with gr.Accordion("Đã đọc được gì", open=True):
                self._read = gr.HTML("", elem_id="report-read", js_on_load=CLICKS)
            with gr.Row(equal_height=False):
                with gr.Column(scale=3, min_width=320):
                    self._text = gr.HTML("", elem_id="report-text", js_on_load=CLICKS)
                with gr.Column(scale=2, min_width=300, elem_id="report-page"):
                    with gr.Row(visible=False) as self._turning:
                        back = gr.Button("‹ Trang trước", size="sm", min_width=100, elem_id="page-back")
                        on = gr.Button("Trang sau ›", size="sm", min_width=100, elem_id="page-on")
                    self._picture = gr.HTML("", elem_id="page-picture")
        self.outputs = [
            self.key, self._page, self.column, self.head, self.message, self._said, *self._fields.values(),
            self._read, self._text, self._turning, self._picture, self._correct,
        ]  # fmt: skip
        for shown in (self._read, self._text):
            shown.click(self._turn_to, self.key, [self._page, self._picture], **QUIET)
        back.click(
            lambda key, at: self._turned(key, at - 1),
            [self.key, self._page],
            [self._page, self._picture],
            **QUIET,
        )
        on.click(
            lambda key, at: self._turned(key, at + 1),
            [self.key, self._page],
            [self._page, self._picture],
            **QUIET,
        )
        given = [self.key, *self._fields.values()]
        save.click(self._save, given, self.outputs, **QUIET)
        undo.click(self._undo, self.key, self.outputs, **QUIET)

    def opened(self, key: str) -> dict[Any, Any]:
        """What shows a report from its first page. Raises UnknownReportError."""
        report = self._store.report(key)
        return {
            self.column: gr.Column(visible=True),
            self._page: 1,
            self._turning: gr.update(visible=has_pictures(report) and report.pages > 1),
            self._picture: page_html(report, 1),
            self._correct: gr.Accordion(open=False),
            self.message: "",
            **self._filled(report.id, ""),
        }

    def _filled(self, key: str, message: str) -> dict[Any, Any]:
        contents = self._store.contents(key)
        words = field_words(contents.report.header)
        return {
            self.key: key,
            self.head: head_html(contents.report, self._store.reports(all_versions=True)),
            self._said: message,
            **{box: words[name] for name, box in self._fields.items()},
            self._read: read_html(contents),
            self._text: text_html(contents),
        }

    def _turn_to(self, key: str, event: gr.EventData) -> dict[Any, Any]:
        return self._turned(key, int(event.key), str(event.quote))

    def _turned(self, key: str, page: int, quote: str = "") -> dict[Any, Any]:
        try:
            report = self._store.report(key)
        except ReportsError as error:
            return {self._picture: f'<p class="refusal">{escape(str(error))}</p>'}
        page = clipped(report, page)
        return {self._page: page, self._picture: page_html(report, page, quote)}

    def _save(self, key: str, *typed: str) -> dict[Any, Any]:
        """Correct the fields that were changed."""
        try:
            held = field_words(self._store.report(key).header)
            given = {
                "day" if name == "date" else name: words
                for (name, before), words in zip(held.items(), typed, strict=True)
                if words.strip() != before
            }
            if not given:
                return {self._said: '<p class="waiting">Chưa có ô nào thay đổi.</p>'}
            edit(self._store, key, parse_corrections(**given))
            return self._filled(key, '<p class="waiting">Đã lưu. Câu trả lời dùng thông tin mới.</p>')
        except ReportsError as error:
            return self._refused(error)

    def _undo(self, key: str) -> dict[Any, Any]:
        try:
            reset(self._store, key)
            return self._filled(key, '<p class="waiting">Đã dùng lại thông tin như máy đọc.</p>')
        except ReportsError as error:
            return self._refused(error)

    def _refused(self, error: ReportsError) -> dict[Any, Any]:
        words = BUSY if isinstance(error, StoreLockedError) else str(error)
        return {self._said: f'<p class="refusal">{escape(words)}</p>'}
