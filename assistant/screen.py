"""The tab Hỏi đáp: shows answers and their evidence, decides nothing."""

from __future__ import annotations

from threading import Thread
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.ask import ReportQueryEngine
from assistant.cards import answer_html, evidence_html

EXAMPLES_SHOWN = 4
_TOPICS = (
    "Tổng thu ngân sách nhà nước trên địa bàn là bao nhiêu?",
    "Có bao nhiêu doanh nghiệp thành lập mới?",
    "Tổng diện tích gieo trồng đạt bao nhiêu?",
    "Xảy ra mấy vụ tai nạn giao thông?",
    "Kết nạp được bao nhiêu đảng viên?",
    "Tỷ lệ giải ngân vốn đầu tư công đạt bao nhiêu phần trăm?",
    "Tỷ lệ hộ nghèo còn bao nhiêu phần trăm?",
    "Tỷ lệ tham gia bảo hiểm y tế đạt bao nhiêu?",
)
_EMPTY = (
    '<p class="empty">Hãy gõ câu hỏi về một số liệu hay một việc trong báo cáo. '
    "Gõ không dấu, viết tắt đều được. Mỗi số liệu trả lời đều có nguồn.</p>"
)

_NO_SOURCE = '<p class="empty">Nguồn của câu trả lời hiện ở đây.</p>'
_NO_REPORTS = (
    '<p class="empty">Kho chưa có báo cáo nào. Mở thẻ “Báo cáo” và nạp tệp PDF, Word hoặc TXT, '
    "hoặc chạy lệnh <code>tracuu ingest samples/reports</code> để dùng thử báo cáo mẫu.</p>"
)


def _hint(engine: ReportQueryEngine) -> str:
    return _EMPTY if engine.store.reports() else _NO_REPORTS


def examples(engine: ReportQueryEngine) -> list[str]:
    """Common questions about the newest report that the store does answer; [] for an empty store."""
    reports = engine.store.reports()
    if not reports:
        return []
    header = max(reports, key=lambda r: r.header.period.end.toordinal() if r.header.period else 0).header
    about = f"{header.unit.full_name} {header.period.label if header.period else ''}".strip()
    found: list[str] = []
    for topic in _TOPICS:
        question = f"{topic[:-1]} ({about})?"
        if len(found) < EXAMPLES_SHOWN and not engine.answer(question).refused:
            found.append(question)
    return found


def warm_up(engine: ReportQueryEngine) -> None:
    """Load the models in the background, so that the first question does not wait for them."""
    Thread(target=examples, args=(engine,), name="warm-up", daemon=True).start()


def build_tab(engine: ReportQueryEngine) -> None:
    """Lay the tab out inside the current gr.Blocks."""
    turns: Any = gr.State([])  # of this visitor alone: (question, answer as HTML)
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=320):
            talk = gr.HTML(_hint(engine), elem_id="talk")
            with gr.Row():
                box = gr.Textbox(
                    placeholder="Ví dụ: tổng thu ngân sách 6 tháng đầu năm là bao nhiêu?",
                    label="Câu hỏi",
                    lines=1,
                    max_lines=4,
                    autofocus=True,
                    scale=5,
                    elem_id="question",
                )
                send = gr.Button("Hỏi", variant="primary", scale=1, min_width=80, elem_id="ask")
            suggested = [gr.Button(visible=False, size="sm", elem_classes="suggestion") for _ in range(4)]
            again = gr.Button("Cuộc hỏi đáp mới", size="sm", variant="secondary", elem_id="again")
        with gr.Column(scale=2, min_width=300):
            gr.HTML("<h2>Nguồn trích dẫn</h2>")
            cards = gr.HTML(_NO_SOURCE, elem_id="cards")

    def buttons(questions: list[str]) -> list[dict[str, Any]]:
        shown = questions[: len(suggested)]
        return [gr.update(value=q, visible=True) for q in shown] + [
            gr.update(visible=False) for _ in range(len(suggested) - len(shown))
        ]

    def ask(question: str, past: list[tuple[str, str]]) -> tuple[Any, ...]:
        if not question.strip():
            return ("", past, gr.skip(), gr.skip(), *(gr.skip() for _ in suggested))
        answer: Answer = engine.answer(question.strip(), [q for q, _ in past])
        turn = len(past) + 1
        past = [*past, (question.strip(), answer_html(answer, turn))]
        return (
            "",
            past,
            "".join(f'<section class="turn">{html}</section>' for _, html in past),
            evidence_html(answer, turn),
            *buttons(list(answer.suggestions)),
        )

    def start_again() -> tuple[Any, ...]:
        return ("", [], _hint(engine), _NO_SOURCE, *buttons(examples(engine)))

    def first_words(past: list[tuple[str, str]]) -> list[Any]:
        return [gr.skip() for _ in suggested] if past else buttons(examples(engine))

    outputs = [box, turns, talk, cards, *suggested]
    for event in (box.submit, send.click):
        event(
            ask, [box, turns], outputs, concurrency_limit=16, show_progress="hidden", api_visibility="private"
        )
    for button in suggested:
        button.click(
            ask,
            [button, turns],
            outputs,
            concurrency_limit=16,
            show_progress="hidden",
            api_visibility="private",
        )
    again.click(start_again, None, outputs, show_progress="hidden", api_visibility="private")
    # Only the suggestions and only before the first question: it may come after somebody has asked.
    gr.on(None, first_words, turns, suggested, show_progress="hidden", api_visibility="private")
