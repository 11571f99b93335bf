"""The tab Hỏi đáp: passes questions and clicks on, shows what comes back, decides nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.choices import choices
from assistant.conversations import Conversation, load, save
from assistant.examples import Examples
from assistant.holdings import open_holdings
from assistant.panels import choices_html, dropped_html, fault_html, past_html, told_html, wrong_html
from assistant.routes import person
from assistant.welcome import guide_html, welcome_html
from index_store.desk import Kept
from index_store.errors import ReportsError

AT_ONCE = 16  # questions answered side by side
UNDONE = 200  # deleted conversations that can still be put back
# The page's clicks (page.js) come in through this component; it tells the page when its words have changed.
_LISTENS = """
window.tracuu = (data) => trigger("click", data);
watch("value", () => window.tracuuShown());
"""

Shown = dict[Any, Any]  # component → its new value


@dataclass(frozen=True, slots=True)
class Given:
    """What other folders hand to the tab; None where there is none."""

    take_samples: Callable[[], object] | None = None  # takes the sample reports in
    pin: Callable[[str, Answer], None] | None = None  # puts an answer on the owner's meeting sheet


class Talk:
    """What each click does, on a conversation that the page knows by its key and the desk keeps."""

    def __init__(self, examples: Examples, given: Given) -> None:
        self.engine, self.examples, self.given = examples.engine, examples, given
        self.desk = self.engine.store.desk
        self._dropped: OrderedDict[tuple[str, str], Kept] = OrderedDict()

    def welcome(self) -> str:
        empty = not self.engine.store.reports()
        return welcome_html(self.examples(), empty=empty, samples=self.given.take_samples is not None)

    def guide(self) -> str:
        empty = not self.engine.store.reports()
        return guide_html(self.examples(), empty=empty, samples=self.given.take_samples is not None)

    def html(self, conversation: Conversation) -> str:
        return conversation.html(pins=self.given.pin is not None)

    def past(self, owner: str, find: str = "") -> str:
        if not owner:
            return fault_html(
                "Trình duyệt không cho lưu cookie nên không giữ được danh sách này. "
                "Hãy cho phép cookie rồi tải lại trang."
            )
        return past_html(self.desk.of(owner, "conversation", find), find)

    def ask(self, owner: str, key: str, question: str) -> Conversation:
        conversation = load(self.desk, owner, key).asked(self.engine, question)
        save(self.desk, owner, conversation)
        return conversation

    def choose(self, owner: str, key: str, turn: int, chosen: dict[str, str]) -> Conversation:
        conversation = load(self.desk, owner, key).asked_again(self.engine, turn, chosen)
        save(self.desk, owner, conversation)
        return conversation

    def offer(self, owner: str, key: str, turn: int, field: str) -> str:
        """The panel of a chip."""
        told = load(self.desk, owner, key).told[turn - 1]
        understood = told.answer.understood
        held = open_holdings(self.engine.store)
        current = {"unit": understood.units, "period": understood.periods, "issuer": understood.issuers}[
            field
        ]
        return choices_html(
            turn, field, choices(field, understood, held), current, getattr(told.chosen, field)
        )

    def rate(self, owner: str, key: str, turn: int, *, good: bool, right: str = "", note: str = "") -> str:
        """Keep what a person says of an answer; the panel's words."""
        told = load(self.desk, owner, key).told
        answer = told[turn - 1].answer
        body = {
            "question": answer.question,
            "history": [t.as_history() for t in told[: turn - 1]],
            "answer": answer.as_json(),
            "good": good,
            "right": right.strip(),
            "note": note.strip(),
        }
        self.desk.put(Kept(owner, "feedback", answer.question[:90], body))
        return told_html(
            "Đã ghi nhận. Cảm ơn anh, chị." if good else "Đã ghi lại để người quản trị kiểm tra."
        )

    def pin(self, owner: str, key: str, turn: int) -> str:
        assert self.given.pin is not None  # without it the page has no such button
        self.given.pin(owner, load(self.desk, owner, key).told[turn - 1].answer)
        return told_html("Đã ghim vào thẻ Chuẩn bị họp.")

    def drop(self, owner: str, key: str) -> str:
        kept = self.desk.drop(owner, key)
        self._dropped[owner, key] = kept
        if len(self._dropped) > UNDONE:
            self._dropped.popitem(last=False)
        return dropped_html(kept)

    def restore(self, owner: str, key: str) -> str:
        kept = self._dropped.pop((owner, key), None)
        if kept is None:
            return fault_html("Cuộc hỏi đáp này đã xóa lâu, không lấy lại được nữa.")
        self.desk.put(kept)
        return told_html("Đã lấy lại.")


def build_tab(talk: Talk) -> None:
    """Lay the tab out inside the current gr.Blocks."""
    key = gr.Textbox(visible=False)  # of the conversation on the page; "" before the first question
    with gr.Row(elem_id="bar"):
        again = gr.Button("Cuộc hỏi đáp mới", size="sm", variant="secondary", elem_id="again", scale=0)
        with gr.Accordion("Các cuộc hỏi đáp trước", open=False, elem_id="before") as before:
            find = gr.Textbox(label="Tìm trong các cuộc trước", max_lines=1, elem_id="find")
            past = gr.HTML("", elem_id="past")
    shown = gr.HTML("", elem_id="talk", js_on_load=_LISTENS)
    with gr.Group(elem_id="composer"):
        panel = gr.HTML("", elem_id="panel")
        with gr.Row():
            box = gr.Textbox(
                placeholder="Ví dụ: tổng thu ngân sách 6 tháng đầu năm là bao nhiêu?",
                label="Câu hỏi",
                show_label=False,
                lines=1,
                max_lines=4,
                autofocus=True,
                scale=5,
                elem_id="question",
            )
            send = gr.Button("Hỏi", variant="primary", scale=0, min_width=80, elem_id="ask")

    def conversation(now: Conversation) -> Shown:
        return {key: now.id if now.told else "", shown: talk.html(now) or talk.welcome(), panel: ""}

    def ask(question: str, mine: str, request: gr.Request) -> Iterator[Shown]:
        question = question.strip()
        if not question:
            yield {box: ""}
            return
        if talk.engine.settings.llm_url:  # a model takes its seconds
            yield {panel: told_html("Đang soạn câu trả lời…")}
        try:
            yield {box: "", **conversation(talk.ask(person(request), mine, question))}
        except ReportsError as error:
            yield {panel: fault_html(str(error))}

    def act(event: gr.EventData, mine: str, words: str, request: gr.Request) -> Iterator[Shown]:
        """One click on the page: event's data is that of the button, as page.js sends it."""
        data: dict[str, str] = event._data
        owner, turn = person(request), int(data.get("turn", 0))
        try:
            match data["act"]:
                case "ask":
                    yield conversation(talk.ask(owner, mine, data["question"]))
                case "chip":
                    yield {panel: talk.offer(owner, mine, turn, data["field"])}
                case "choose":
                    yield conversation(talk.choose(owner, mine, turn, {data["field"]: data["value"]}))
                case "good":
                    yield {panel: talk.rate(owner, mine, turn, good=True)}
                case "bad":
                    yield {panel: wrong_html(turn)}
                case "wrong":
                    said = talk.rate(owner, mine, turn, good=False, right=data["right"], note=data["note"])
                    yield {panel: said}
                case "pin":
                    yield {panel: talk.pin(owner, mine, turn)}
                case "open":
                    yield {
                        **conversation(load(talk.desk, owner, data["key"])),
                        before: gr.Accordion(open=False),
                    }
                case "drop":
                    told = talk.drop(owner, data["key"])
                    gone = conversation(Conversation()) if data["key"] == mine else {}
                    yield {**gone, panel: told, past: talk.past(owner, words)}
                case "restore":
                    yield {panel: talk.restore(owner, data["key"]), past: talk.past(owner, words)}
                case "samples":
                    assert talk.given.take_samples is not None  # without it the page has no such button
                    yield {panel: told_html("Đang nạp báo cáo mẫu, khoảng nửa phút…")}
                    talk.given.take_samples()
                    yield {
                        **conversation(Conversation()),
                        panel: told_html("Đã nạp báo cáo mẫu. Hãy hỏi thử."),
                    }
                case "close":
                    yield {panel: ""}
        except ReportsError as error:
            yield {panel: fault_html(str(error))}

    def list_past(words: str, request: gr.Request) -> str:
        return talk.past(person(request), words)

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    for event in (box.submit, send.click):
        event(ask, [box, key], [box, key, shown, panel], concurrency_limit=AT_ONCE, **quiet)
    shown.click(
        act, [key, find], [key, shown, panel, past, before], concurrency_limit=AT_ONCE,
        trigger_mode="multiple", **quiet,
    )  # fmt: skip
    again.click(lambda: conversation(Conversation()), None, [key, shown, panel], **quiet)
    before.expand(list_past, find, past, **quiet)
    find.input(list_past, find, past, trigger_mode="always_last", **quiet)
    # Only before the first question: the examples may come after somebody has asked.
    gr.on(None, lambda mine: gr.skip() if mine else talk.welcome(), key, shown, **quiet)


def build_guide(talk: Talk) -> None:
    """The tab Hướng dẫn."""
    shown = gr.HTML("", elem_id="guide")
    gr.on(None, talk.guide, None, shown, show_progress="hidden", api_visibility="private")
