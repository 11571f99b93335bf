"""The tabs Hỏi đáp and Hướng dẫn: pass questions and clicks on, show what comes back, decide nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator

import gradio as gr

from assistant.answer import final
from assistant.conversations import Conversation, load
from assistant.panels import fault_html, told_html, wrong_html
from assistant.routes import person
from assistant.talk import Talk
from assistant.turn_html import draft_html
from index_store.errors import ReportsError
from index_store.tabs import QUIET, Shown

DRAFT_EVERY_S = 0.15  # what a model has written is shown this often
# Where no model is waited for: of many that are answered at once none is quicker, and the server's own thread, which
# has to take its turn among them, is late for everyone.
ANSWERED_AT_ONCE = 2
# The page's clicks (page.js) come in through this component; it tells the page when its words have changed.
_LISTENS = """
window.tracuu = (data) => trigger("click", data);
watch("value", () => window.tracuuShown());
"""
_WRITES = "watch('value', () => window.tracuuWriting(element));"


def build_tab(talk: Talk) -> None:
    """Lay the tab out inside the current gr.Blocks."""
    key = gr.Textbox("", visible=False)  # of the conversation on the page; "" before the first question
    with gr.Row(elem_id="bar"):
        again = gr.Button("Cuộc hỏi đáp mới", size="sm", variant="secondary", elem_id="again", scale=0)
        with gr.Accordion("Các cuộc hỏi đáp trước", open=False, elem_id="before") as before:
            find = gr.Textbox(
                "",
                label="Tìm trong các cuộc trước",
                placeholder="Tìm trong các cuộc trước",
                show_label=False,
                max_lines=1,
                container=False,
                elem_id="find",
            )
            past = gr.HTML("", elem_id="past")
    shown = gr.HTML("", elem_id="talk", js_on_load=_LISTENS)
    writing = gr.HTML("", elem_id="writing", js_on_load=_WRITES)  # the turn that a model is writing
    begin = gr.HTML(talk.welcome(ready=False), elem_id="begin")  # hidden once something was asked (page.css)
    with gr.Group(elem_id="composer"):
        panel = gr.HTML("", elem_id="panel")
        with gr.Row():
            box = gr.Textbox(
                placeholder="Gõ câu hỏi rồi nhấn Enter",
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
        return {key: now.id if now.told else "", shown: talk.html(now), panel: ""}

    def written(conversations: Iterator[Conversation]) -> Iterator[Shown]:
        """The turn as a model writes it, now and then; at last the conversation with it."""
        shown_at = 0.0
        for now in conversations:
            if not now.draft:
                yield {writing: "", **conversation(now)}
            elif time.monotonic() - shown_at > DRAFT_EVERY_S:
                shown_at = time.monotonic()
                yield {writing: draft_html(now.told[-1].answer, len(now.told)), panel: ""}

    def ask(question: str, mine: str, request: gr.Request) -> Iterator[Shown]:
        question = question.strip()
        if not question:
            yield {box: ""}
            return
        try:
            for said in written(talk.ask(person(request), mine, question)):
                yield {box: "", **said}
        except ReportsError as error:
            yield {panel: fault_html(str(error)), writing: ""}

    def ask_at_once(question: str, mine: str, request: gr.Request) -> Shown:
        """Where no model writes: in one message, which is quicker."""
        return final(ask(question, mine, request))

    def act(event: gr.EventData, mine: str, words: str, request: gr.Request) -> Iterator[Shown]:
        """One click on the page: event's data is that of the button, as page.js sends it."""
        data: dict[str, str] = event._data
        owner, turn = person(request), int(data.get("turn", 0))
        try:
            match data["act"]:
                case "ask":
                    yield from written(talk.ask(owner, mine, data["question"]))
                case "chip":
                    yield {panel: talk.offer(owner, mine, turn, data["field"])}
                case "choose":
                    yield from written(talk.choose(owner, mine, turn, {data["field"]: data["value"]}))
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
                    yield {begin: talk.welcome(), panel: told_html("Đã nạp báo cáo mẫu. Hãy hỏi thử.")}
                case "close":
                    yield {panel: ""}
        except ReportsError as error:
            yield {panel: fault_html(str(error)), writing: ""}

    def list_past(words: str, request: gr.Request) -> str:
        return talk.past(person(request), words)

    writes = bool(talk.engine.settings.llm_url)
    asked = QUIET if writes else QUIET | {"concurrency_limit": ANSWERED_AT_ONCE}
    for event in (box.submit, send.click):
        event(ask if writes else ask_at_once, [box, key], [box, key, shown, panel, writing], **asked)
    shown.click(
        act, [key, find], [key, shown, writing, begin, panel, past, before], trigger_mode="multiple", **QUIET
    )
    again.click(lambda: conversation(Conversation()), None, [key, shown, panel], **QUIET)
    before.expand(list_past, find, past, **QUIET)
    find.change(list_past, find, past, trigger_mode="always_last", **QUIET)
    gr.on(None, talk.welcome, None, begin, **QUIET)


def build_guide(talk: Talk) -> None:
    """The tab Hướng dẫn."""
    shown = gr.HTML("", elem_id="guide")
    gr.on(None, talk.guide, None, shown, **QUIET)
