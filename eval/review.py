"""The part of the tab Đánh giá where a person looks at feedback and makes it a question of a set."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from eval.feedback import case_of, find, handled, pending, pending_html, report_of
from eval.sets import FEEDBACK_NAME, QuestionSets
from index_store.errors import ReportsError
from index_store.store import Store
from index_store.tabs import QUIET, on_shown
from ingest.report_panel import CLICKS


class Review:
    """Feedback waiting to be looked at; added: the event after which the set of feedback may have grown."""

    def __init__(self, store: Store, sets: QuestionSets) -> None:
        """Lay it out inside the current gr.Tab."""
        self._store, self._sets = store, sets
        key: Any = gr.Textbox("", visible=False)
        with gr.Accordion("Câu trả lời bị bấm 👎 ở thẻ Hỏi đáp", open=False, elem_id="feedback"):
            waiting = gr.HTML("", elem_id="feedback-list", js_on_load=CLICKS)
            message = gr.HTML("", elem_id="feedback-told")
            with gr.Column(visible=False, elem_id="feedback-form") as form:
                question = gr.Textbox("", label="Câu hỏi", elem_id="feedback-question")
                right = gr.Textbox(
                    "",
                    label="Lời đáp đúng",
                    info="Nhiều ý cách nhau bằng “;”, nhiều cách viết một ý cách nhau bằng “|”",
                    placeholder="Ví dụ: 56 hộ; 3,8%",
                    elem_id="feedback-right",
                )
                report = gr.Dropdown([], label="Báo cáo có lời đáp", elem_id="feedback-report")
                absent = gr.Checkbox(False, label="Kho không có lời đáp: đúng ra phải từ chối")
                with gr.Row():
                    add = gr.Button(
                        "Thêm vào bộ câu hỏi",
                        variant="primary",
                        scale=0,
                        min_width=180,
                        elem_id="feedback-add",
                    )
                    skip = gr.Button("Bỏ qua góp ý này", scale=0, min_width=160, elem_id="feedback-skip")
        fields = [question, right, report, absent]

        def open_one(event: gr.EventData) -> dict[Any, Any]:
            kept = find(store.desk, str(event.key))
            if kept is None:
                return {waiting: self._list(), form: gr.Column(visible=False)}
            files = sorted({r.file_name for r in store.reports()})
            cited = report_of(kept)
            return {
                key: kept.id,
                form: gr.Column(visible=True),
                question: str(kept.body["question"]),
                right: str(kept.body.get("right") or ""),
                report: gr.update(choices=["", *files], value=cited if cited in files else ""),
                absent: False,
                message: "",
            }

        def put_in(at: str, asked: str, answer: str, file: str | None, none: bool) -> dict[Any, Any]:
            kept = find(store.desk, at)
            if kept is None:
                return {waiting: self._list(), form: gr.Column(visible=False)}
            try:
                count = sets.add(case_of(kept, asked, answer, file or "", answerable=not none))
            except ReportsError as error:
                words = "Hãy gõ lời đáp đúng, hoặc đánh dấu là kho không có lời đáp."
                told = words if not none and not answer.strip() else str(error)
                return {message: f'<p class="refusal">{escape(told)}</p>'}
            handled(store.desk, kept)
            said = f"Đã thêm. Bộ “{FEEDBACK_NAME}” có {count} câu; chọn bộ này ở trên để chấm."
            return self._closed(waiting, form, message, said)

        def pass_over(at: str) -> dict[Any, Any]:
            if kept := find(store.desk, at):
                handled(store.desk, kept)
            return self._closed(waiting, form, message, "Đã bỏ qua góp ý này.")

        def refresh() -> str:
            return self._list()

        waiting.click(open_one, None, [key, form, *fields, message, waiting], **QUIET)
        self.added = add.click(put_in, [key, *fields], [waiting, form, message], **QUIET)
        skip.click(pass_over, key, [waiting, form, message], **QUIET)
        gr.on(None, refresh, None, waiting, **QUIET)
        on_shown(refresh, [], [waiting])

    def _list(self) -> str:
        return pending_html(pending(self._store.desk))

    def _closed(self, waiting: Any, form: Any, message: Any, said: str) -> dict[Any, Any]:
        return {
            waiting: self._list(),
            form: gr.Column(visible=False),
            message: f'<p class="waiting">{escape(said)}</p>',
        }
